//! Reads a project's files into a delta. The only module that names `walkdir`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Code, Diagnostic};
use crate::failure::Failure;
use crate::inputs::{Delta, File};
use crate::project::config;
use crate::vpath::VPath;

/// Folders of a project that are read.
pub const FOLDERS: [&str; 4] = ["content", "data", "locales", "themes"];

/// Reads everything a build may look at. What cannot be read is a finding in the file's place.
pub fn scan(root: &Path) -> Result<Delta, Failure> {
    let root = root.canonicalize().map_err(Failure::io("open the folder", root))?;
    let mut found: BTreeMap<VPath, PathBuf> = BTreeMap::new();
    let mut delta = Delta::default();
    // The config is walked to as the folders are: it must not lead out of the project either.
    for name in FOLDERS.iter().chain(&[config::FILE]) {
        let mut walk = WalkDir::new(root.join(name)).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            match entry {
                Ok(entry) if is_hidden(&entry) || !leads_inside(&root, &entry) => {
                    if !is_hidden(&entry) {
                        refuse_link(&root, &entry, &mut delta);
                    }
                    // What lies behind it is not even looked at.
                    if entry.file_type().is_dir() {
                        walk.skip_current_dir();
                    }
                }
                Ok(entry) if entry.file_type().is_file() => take(&root, entry.into_path(), &mut found, &mut delta),
                Ok(_) => {}
                Err(error) => walk_error(&root, &error, &mut delta),
            }
        }
    }
    let read: Vec<(VPath, File)> = found.into_par_iter().map(|(path, disk)| read(path, &disk)).collect();
    delta.changes.extend(read.into_iter().map(|(path, file)| (path, Some(file))));
    Ok(delta)
}

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

fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    entry.depth() > 0 && (name.starts_with('.') || name.ends_with('~') || name == "node_modules")
}

fn leads_inside(root: &Path, entry: &DirEntry) -> bool {
    !entry.path_is_symlink() || entry.path().canonicalize().is_ok_and(|target| target.starts_with(root))
}

fn relative(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> =
        path.strip_prefix(root).ok()?.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

fn refuse_link(root: &Path, entry: &DirEntry, delta: &mut Delta) {
    if let Some(path) = relative(root, entry.path()).and_then(|path| VPath::parse(&path).ok()) {
        let diag = Diagnostic::new(Code::X06, format!("the link `{path}` leads out of the project"))
            .in_file(&path)
            .help("copy what it leads to into the project");
        delta.changes.insert(path, Some(File::unreadable(diag)));
    }
}

fn take(root: &Path, disk: PathBuf, found: &mut BTreeMap<VPath, PathBuf>, delta: &mut Delta) {
    let Some(name) = relative(root, &disk) else {
        let shown = disk.strip_prefix(root).unwrap_or(&disk).to_string_lossy().replace('\u{fffd}', "_");
        let diag =
            Diagnostic::new(Code::A11, format!("the file name `{shown}` is not Unicode")).help("rename the file");
        if let Ok(path) = VPath::parse(&shown) {
            delta.changes.insert(path.clone(), Some(File::unreadable(diag.in_file(&path))));
        }
        return;
    };
    match VPath::parse(&name) {
        Ok(path) => {
            if let Some(first) = found.get(&path) {
                let diag =
                    Diagnostic::new(Code::A10, format!("two files are called `{path}` in different Unicode forms"))
                        .in_file(&path)
                        .help(format!("rename one of them; the first is `{}`", first.display()));
                delta.changes.insert(path, Some(File::unreadable(diag)));
            } else {
                found.insert(path, disk);
            }
        }
        Err(why) => {
            let shown: String = name.chars().map(|ch| if ch.is_control() || ch == '\\' { '_' } else { ch }).collect();
            if let Ok(path) = VPath::parse(&shown) {
                let diag = Diagnostic::new(Code::A11, format!("the file name `{shown}` cannot be used: {why}"));
                delta.changes.insert(path.clone(), Some(File::unreadable(diag.in_file(&path).help("rename the file"))));
            }
        }
    }
}

fn walk_error(root: &Path, error: &walkdir::Error, delta: &mut Delta) {
    let path = error.path().and_then(|path| relative(root, path)).and_then(|path| VPath::parse(&path).ok());
    let Some(path) = path else { return };
    let missing = error.io_error().is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound);
    let diag = if error.loop_ancestor().is_some() {
        Diagnostic::new(Code::X06, format!("the link `{path}` leads to a folder that holds it"))
            .help("take the link out")
    } else if missing && error.depth() == 0 {
        return;
    } else if missing {
        Diagnostic::new(Code::A28, format!("the link `{path}` leads nowhere")).help("mend the link, or take it out")
    } else {
        unreadable(&path, error.io_error().map(ToString::to_string).unwrap_or_default())
    };
    delta.changes.insert(path.clone(), Some(File::unreadable(diag.in_file(&path))));
}

fn read(path: VPath, disk: &Path) -> (VPath, File) {
    match fs::read(disk) {
        Ok(bytes) => {
            let file = File::new(&path, bytes);
            (path, file)
        }
        Err(error) => {
            let diag = unreadable(&path, error.to_string()).in_file(&path);
            (path, File::unreadable(diag))
        }
    }
}

fn unreadable(path: &VPath, why: String) -> Diagnostic {
    let why = why.split(" (os error").next().unwrap_or(&why).to_lowercase();
    Diagnostic::new(Code::A28, format!("`{path}` cannot be read: {why}")).help("may you read it?")
}
