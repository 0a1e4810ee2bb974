//! One build at a time in a project.

use std::fs;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::OFlags;

use super::place::cache;
use crate::failure::Failure;
use crate::project::config;

/// Takes a project's lock; calls `waiting` if another holds it. The system frees it when its holder dies. What
/// is no project gets no lock: a mistyped folder stays as it is.
pub fn lock(root: &Path, waiting: impl FnOnce()) -> Result<Option<fs::File>, Failure> {
    if !root.join(config::FILE).exists() {
        return Ok(None);
    }
    let path = cache(root)?.join("lock");
    let open = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        // A link could lead to a file outside of the project.
        .custom_flags(OFlags::NOFOLLOW.bits().cast_signed())
        .open(&path);
    let file = open.map_err(Failure::io("open", &path))?;
    if file.try_lock().is_err() {
        waiting();
        file.lock().map_err(Failure::io("lock", &path))?;
    }
    Ok(Some(file))
}
