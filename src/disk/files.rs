//! Small deeds on files that several modules of this folder do.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use rustix::fs::syncfs;

use crate::failure::Failure;

/// Whether a path is a file with these contents.
pub fn holds(path: &Path, bytes: &[u8]) -> bool {
    let same_size = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() == bytes.len() as u64);
    same_size && fs::read(path).is_ok_and(|found| found == bytes)
}

/// Writes a file.
pub fn put(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut file = fs::File::create(path).map_err(Failure::io("write", path))?;
    file.write_all(bytes).map_err(Failure::io("write", path))
}

/// Puts a file in the place of another in one step, with the folders it needs.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(Failure::io("make the folder", folder))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let draft = folder.join(format!(".{name}.{}", std::process::id()));
    let done = put(&draft, bytes).and_then(|()| fs::rename(&draft, path).map_err(Failure::io("write", path)));
    if done.is_err() {
        let _ = fs::remove_file(&draft);
    }
    done
}

/// Takes a file away whose contents have gone elsewhere.
pub fn remove(path: &Path) -> Result<(), Failure> {
    fs::remove_file(path).map_err(Failure::io("remove", path))
}

/// One flush for all files, before they become the site.
pub fn sync(folder: &Path) -> Result<(), Failure> {
    let file = fs::File::open(folder).map_err(Failure::io("open the folder", folder))?;
    syncfs(&file).map_err(|error| Failure::io("flush", folder)(error.into()))
}

/// Whether an error says that something is not there.
pub fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
