//! Walks over a project's files: which there are, and what stands where no file can be. With `below`, the only
//! module that names `walkdir`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Code, Diagnostic};
use crate::inputs::File;
use crate::project::config;
use crate::vpath::VPath;

/// Folders of a project that are read.
pub const FOLDERS: [&str; 4] = ["content", "data", "locales", "themes"];

/// What a walk met.
#[derive(Debug, Default)]
pub struct Seen {
    /// Files by their path in the project, with their place on the disk.
    pub found: BTreeMap<VPath, PathBuf>,
    /// What cannot be a file of the project; a finding says why.
    pub refused: BTreeMap<VPath, File>,
    /// Links that stay in the project, and where they lead.
    pub links: BTreeMap<PathBuf, PathBuf>,
}

/// Everything that may be an input: the folders, and the config.
pub fn starts(root: &Path) -> impl Iterator<Item = PathBuf> {
    FOLDERS.iter().chain(&[config::FILE]).map(|name| root.join(name))
}

/// Walks over a file, or a folder and all below it. `root` has no links in it.
pub fn walk(root: &Path, start: &Path) -> Seen {
    let mut seen = Seen::default();
    let mut walk = WalkDir::new(start).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                walk_error(root, &error, &mut seen);
                continue;
            }
        };
        let hidden = is_hidden(&entry);
        if hidden || !leads_inside(root, &entry) {
            if !hidden {
                refuse_link(root, &entry, &mut seen);
            }
            // What lies behind it is not even looked at.
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        if entry.path_is_symlink()
            && let Ok(target) = entry.path().canonicalize()
        {
            seen.links.insert(entry.path().to_owned(), target);
        }
        if entry.file_type().is_file() {
            take(root, entry.into_path(), &mut seen);
        }
    }
    seen
}

pub(super) fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && is_hidden_name(&entry.file_name().to_string_lossy())
}

/// Names that no input has: editors keep copies and locks under them.
pub(super) fn is_hidden_name(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~') || name == "node_modules"
}

pub(super) fn leads_inside(root: &Path, entry: &DirEntry) -> bool {
    !entry.path_is_symlink() || entry.path().canonicalize().is_ok_and(|target| target.starts_with(root))
}

pub(super) fn relative(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> =
        path.strip_prefix(root).ok()?.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

fn refuse_link(root: &Path, entry: &DirEntry, seen: &mut Seen) {
    if let Some(path) = relative(root, entry.path()).and_then(|path| VPath::parse(&path).ok()) {
        let diag = Diagnostic::new(Code::X06, format!("the link `{path}` leads out of the project"))
            .in_file(&path)
            .help("copy what it leads to into the project");
        seen.refused.insert(path, File::unreadable(diag));
    }
}

fn take(root: &Path, disk: PathBuf, seen: &mut Seen) {
    let Some(name) = relative(root, &disk) else {
        let shown = disk.strip_prefix(root).unwrap_or(&disk).to_string_lossy().replace('\u{fffd}', "_");
        let diag =
            Diagnostic::new(Code::A11, format!("the file name `{shown}` is not Unicode")).help("rename the file");
        if let Ok(path) = VPath::parse(&shown) {
            seen.refused.insert(path.clone(), File::unreadable(diag.in_file(&path)));
        }
        return;
    };
    match VPath::parse(&name) {
        Ok(path) => {
            if seen.found.insert(path.clone(), disk).is_some() {
                let diag =
                    Diagnostic::new(Code::A10, format!("two files are called `{path}` in different Unicode forms"))
                        .in_file(&path)
                        .help("rename one of them: they look alike");
                seen.refused.insert(path, File::unreadable(diag));
            }
        }
        Err(why) => {
            let shown: String = name.chars().map(|ch| if ch.is_control() || ch == '\\' { '_' } else { ch }).collect();
            if let Ok(path) = VPath::parse(&shown) {
                let diag = Diagnostic::new(Code::A11, format!("the file name `{shown}` cannot be used: {why}"));
                seen.refused.insert(path.clone(), File::unreadable(diag.in_file(&path).help("rename the file")));
            }
        }
    }
}

fn walk_error(root: &Path, error: &walkdir::Error, seen: &mut Seen) {
    let path = error.path().and_then(|path| relative(root, path)).and_then(|path| VPath::parse(&path).ok());
    let Some(path) = path else { return };
    let missing = error.io_error().is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound);
    let diag = if error.loop_ancestor().is_some() {
        Diagnostic::new(Code::X06, format!("the link `{path}` leads to a folder that holds it"))
            .help("take the link out")
    } else if missing && !error.path().is_some_and(Path::is_symlink) {
        // It went away while we looked, or never was.
        return;
    } else if missing {
        Diagnostic::new(Code::A28, format!("the link `{path}` leads nowhere")).help("mend the link, or take it out")
    } else {
        unreadable(&path, error.io_error().map(ToString::to_string).unwrap_or_default())
    };
    seen.refused.insert(path.clone(), File::unreadable(diag.in_file(&path)));
}

pub(super) fn unreadable(path: &VPath, why: String) -> Diagnostic {
    let why = why.split(" (os error").next().unwrap_or(&why).to_lowercase();
    Diagnostic::new(Code::A28, format!("`{path}` cannot be read: {why}")).help("may you read it?")
}
