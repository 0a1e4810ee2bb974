//! The `handbook` program. Everything is in the library; this only starts it.

use std::process::ExitCode;

/// Parsing allocates many small nodes on all cores at once; this allocator halves the time of that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(handbook::cli::run())
}
