//! Reads a folder that is no project: the book of another tool, the output of a build.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::scan::{is_hidden, leads_inside, relative};
use crate::failure::Failure;
use crate::vpath::VPath;

/// Every file below a folder by its relative path. Hidden files are left out.
pub fn read_tree(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| !is_hidden(entry)) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Failure::Io { operation: "read", path, error: error.into() }
        })?;
        if !entry.file_type().is_file() {
            continue;
        }
        let bytes = fs::read(entry.path()).map_err(Failure::io("read", entry.path()))?;
        if let Some(path) = relative(folder, entry.path()) {
            files.insert(path, bytes);
        }
    }
    Ok(files)
}

/// Files below `folder` of a book, by path relative to the book's folder, and those that were not read:
/// links that lead out of it, and names that no project can have. `skipped` folders are not entered.
pub fn read_below(root: &Path, folder: &str, skipped: &[String]) -> Result<Below, Failure> {
    let root = root.canonicalize().map_err(Failure::io("open the folder", root))?;
    let mut found = Below::default();
    let enter = |entry: &DirEntry| {
        let path = relative(&root, entry.path());
        !is_hidden(entry) && !path.is_some_and(|path| skipped.contains(&path) || path == "target")
    };
    let walk = WalkDir::new(root.join(folder)).follow_links(true).sort_by_file_name();
    let mut entries = walk.into_iter().filter_entry(enter);
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(&root).to_owned();
                // A link that leads nowhere, or to a folder that holds it, has no contents to lose.
                let link = fs::symlink_metadata(&path).is_ok_and(|data| data.file_type().is_symlink());
                if link || error.loop_ancestor().is_some() {
                    found.refused.insert(shown(&root, &path), "the link leads nowhere, or in a circle");
                    continue;
                }
                return Err(Failure::Io { operation: "read", path, error: error.into() });
            }
        };
        let path = entry.path();
        if !leads_inside(&root, &entry) {
            found
                .refused
                .insert(shown(&root, path), "the link leads out of the book's folder; what it leads to was not read");
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
            continue;
        }
        if !entry.file_type().is_file() {
            continue;
        }
        match relative(&root, path).and_then(|path| VPath::parse(&path).ok()) {
            Some(name) => {
                found.files.insert(name, fs::read(path).map_err(Failure::io("read", path))?);
            }
            None => {
                found.refused.insert(shown(&root, path), "the file's name cannot be used in a project; rename it");
            }
        }
    }
    Ok(found)
}

/// One file of a book; `None` if it is not there, or lies outside of the book's folder.
pub fn read_inside(root: &Path, path: &VPath) -> Result<Option<Vec<u8>>, Failure> {
    let root = root.canonicalize().map_err(Failure::io("open the folder", root))?;
    let path = root.join(path.as_str());
    match path.canonicalize() {
        Ok(real) if real.starts_with(&root) && real.is_file() => {
            fs::read(&real).map(Some).map_err(Failure::io("read", &path))
        }
        _ => Ok(None),
    }
}

/// See [`read_below`].
#[derive(Debug, Default)]
pub struct Below {
    pub files: BTreeMap<VPath, Vec<u8>>,
    /// Name, and why it was not read.
    pub refused: BTreeMap<String, &'static str>,
}

fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root)
        .unwrap_or(path)
        .to_string_lossy()
        .chars()
        .map(|ch| if ch.is_control() { '_' } else { ch })
        .collect()
}
