//! The `handbook` program. Everything is in the library; this only starts it.

use std::process::ExitCode;

/// Parsing allocates many small nodes on all cores at once; this allocator halves the time of that. It does not ask for
/// huge pages (`no_thp`): where a machine has given its free memory back to its host, a book of 300 pages would take half as
/// long again for them, and a fifth more memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(handbook::cli::run())
}
