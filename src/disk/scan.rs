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
const FOLDERS: [&str; 4] = ["content", "data", "locales", "themes"];

/// Reads everything a build may look at. What cannot be read is a finding in the file's place.
pub fn scan(root: &Path) -> Result<Delta, Failure> {
    let root = root.canonicalize().map_err(Failure::io("open the folder", root))?;
    let mut found: BTreeMap<VPath, PathBuf> = BTreeMap::new();
    let mut delta = Delta::default();
    let config = root.join(config::FILE);
    if config.is_file() {
        found.insert(VPath::known(config::FILE), config);
    }
    for folder in FOLDERS {
        let walk = WalkDir::new(root.join(folder)).follow_links(true).sort_by_file_name();
        let mut walk = walk.into_iter().filter_entry(|entry| !is_hidden(entry));
        while let Some(entry) = walk.next() {
            match entry {
                Ok(entry) if !leads_inside(&root, &entry) => {
                    refuse_link(&root, &entry, &mut delta);
                    // What lies behind it is none of the project's: it is not even listed.
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
        let text = error.io_error().map(ToString::to_string).unwrap_or_default();
        Diagnostic::new(Code::A28, format!("`{path}` cannot be read: {text}")).help("may you read it?")
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
            let text = error.to_string();
            let text = text.split(" (os error").next().unwrap_or(&text).to_lowercase();
            let diag = Diagnostic::new(Code::A28, format!("`{path}` cannot be read: {text}"))
                .in_file(&path)
                .help("may you read it?");
            (path, File::unreadable(diag))
        }
    }
}
