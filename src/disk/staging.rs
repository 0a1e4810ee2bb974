//! Writes a site as one transaction: everything goes into a hidden folder beside the output folder,
//! then the two change places in one step. Whoever reads the site, and whenever the program is
//! killed, there is the last good site or the new one, never a mixture.
//!
//! Files that this program did not write are carried over. Unchanged files are hard links.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with, syncfs};

use super::journal;
use crate::failure::Failure;
use crate::output::{CHECKSUMS, Entry, MANIFEST, Manifest, describe};
use crate::vpath::VPath;

/// A site on its way to the disk.
pub struct Staging {
    out: PathBuf,
    stage: PathBuf,
    /// The output folder cannot change places: it is a mount point.
    in_place: bool,
    last: Option<Manifest>,
}

/// What a build did to the output folder.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    pub n_files: usize,
    pub n_changed: usize,
    pub n_removed: usize,
    /// Files of others that were kept.
    pub n_foreign: usize,
}

impl Staging {
    /// Prepares to write to `out`. Finishes or clears away what a killed build left. The caller holds
    /// the project's lock.
    pub fn begin(out: &Path) -> Result<Staging, Failure> {
        let out = match fs::symlink_metadata(out) {
            Err(_) => absolute(out)?,
            Ok(_) => out.canonicalize().map_err(Failure::io("open the folder", out))?,
        };
        if out.exists() && !out.is_dir() {
            return Err(Failure::Usage(format!("`{}` is not a folder", out.display())));
        }
        let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("/")).to_owned();
        fs::create_dir_all(&parent).map_err(Failure::io("make the folder", &parent))?;
        let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let prefix = format!(".{name}.handbook-");
        let in_place = out.exists() && is_mount_point(&out, &parent);
        journal::finish(&out)?;
        for entry in fs::read_dir(&parent).map_err(Failure::io("read the folder", &parent))?.flatten() {
            if entry.file_name().to_string_lossy().starts_with(&prefix) {
                retire(&entry.path(), &out)?;
            }
        }
        let stage = match in_place {
            true => out.join(journal::STAGE),
            false => parent.join(format!("{prefix}{}", std::process::id())),
        };
        fs::create_dir_all(&stage).map_err(Failure::io("make the folder", &stage))?;
        let last = read_manifest(&out);
        Ok(Staging { out, stage, in_place, last })
    }

    /// The manifest of the last build in the output folder.
    pub fn last(&self) -> Option<&Manifest> {
        self.last.as_ref()
    }

    /// Makes the folders for files that will be written.
    pub fn make_folders<'a>(&self, paths: impl Iterator<Item = &'a VPath>) -> Result<(), Failure> {
        let folders: BTreeSet<&str> = paths.map(VPath::dir).filter(|dir| !dir.is_empty()).collect();
        for folder in folders {
            let folder = self.stage.join(folder);
            fs::create_dir_all(&folder).map_err(Failure::io("make the folder", &folder))?;
        }
        Ok(())
    }

    /// Writes one file, or links to the last build's if it is the same. Its folder exists.
    pub fn write(&self, path: &VPath, bytes: &[u8]) -> Result<Entry, Failure> {
        let entry = describe(path, bytes);
        let to = self.stage.join(path.as_str());
        let known = self.last.as_ref().and_then(|last| last.files.get(path.as_str()));
        if known.is_some_and(|known| known.sha256 == entry.sha256) && self.link(path.as_str(), &to, entry.size) {
            return Ok(entry);
        }
        fs::write(&to, bytes).map_err(Failure::io("write", &to))?;
        Ok(entry)
    }

    /// Carries files of the last build over that a narrowed build does not make.
    pub fn carry(&self, paths: &BTreeMap<String, Entry>) -> Result<(), Failure> {
        for (path, entry) in paths {
            let (from, to) = (self.out.join(path), self.stage.join(path));
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder).map_err(Failure::io("make the folder", folder))?;
            }
            if !self.link(path, &to, entry.size) {
                fs::copy(&from, &to).map_err(Failure::io("copy", &from))?;
            }
        }
        Ok(())
    }

    fn link(&self, path: &str, to: &Path, size: u64) -> bool {
        let from = self.out.join(path);
        let same_size = fs::symlink_metadata(&from).is_ok_and(|meta| meta.is_file() && meta.len() == size);
        same_size && fs::hard_link(&from, to).is_ok()
    }

    /// Gives up: nothing in the output folder has changed.
    pub fn abandon(self) -> Result<(), Failure> {
        fs::remove_dir_all(&self.stage).map_err(Failure::io("remove", &self.stage))
    }

    /// Puts the staged site in the place of the last one.
    pub fn commit(self, manifest: &Manifest) -> Result<Summary, Failure> {
        let empty = BTreeMap::new();
        let old = self.last.as_ref().map_or(&empty, |last| &last.files);
        let foreign = self.foreign(old)?;
        let taken = foreign.iter().find(|path| manifest.files.contains_key(*path));
        if let Some(path) = taken {
            let shown = self.out.join(path);
            let message =
                format!("`{}` was not written by this program and would be overwritten; move it away", shown.display());
            self.abandon()?;
            return Err(Failure::Refused(message));
        }
        let changed = manifest.files.iter().filter(|(path, entry)| old.get(*path) != Some(entry)).count();
        let removed: Vec<&String> = old.keys().filter(|path| !manifest.files.contains_key(*path)).collect();
        let summary = Summary {
            n_files: manifest.files.len(),
            n_changed: changed,
            n_removed: removed.len(),
            n_foreign: foreign.len(),
        };
        let whole = old.keys().all(|path| self.out.join(path).is_file());
        let same = self.last.as_ref().is_some_and(|last| last.partial == manifest.partial) && whole;
        if changed == 0 && removed.is_empty() && same {
            self.abandon()?;
            return Ok(summary);
        }
        put(&self.stage.join(MANIFEST), manifest.to_json().as_bytes())?;
        put(&self.stage.join(CHECKSUMS), manifest.checksums().as_bytes())?;
        if self.in_place {
            let removed = removed.into_iter().cloned().collect();
            sync(&self.stage)?;
            journal::run(&self.out, manifest, removed)?;
            return Ok(summary);
        }
        self.carry_foreign(&foreign)?;
        sync(&self.stage)?;
        if !self.out.exists() {
            fs::rename(&self.stage, &self.out).map_err(Failure::io("put in place", &self.out))?;
            return Ok(summary);
        }
        renameat_with(CWD, &self.stage, CWD, &self.out, RenameFlags::EXCHANGE)
            .map_err(|error| Failure::io("put in place", &self.out)(error.into()))?;
        retire(&self.stage, &self.out)?;
        Ok(summary)
    }

    /// Files in the output folder that the last build did not write, relative to it.
    fn foreign(&self, old: &BTreeMap<String, Entry>) -> Result<Vec<String>, Failure> {
        let mut foreign = Vec::new();
        if self.out.exists() {
            walk(&self.out, "", &mut |path| {
                let own = path == MANIFEST || path == CHECKSUMS;
                if !(old.contains_key(path) || own && self.last.is_some()) {
                    foreign.push(path.to_owned());
                }
            })?;
        }
        foreign.retain(|path| !path.starts_with(journal::STAGE));
        Ok(foreign)
    }

    fn carry_foreign(&self, foreign: &[String]) -> Result<(), Failure> {
        for path in foreign {
            let (from, to) = (self.out.join(path), self.stage.join(path));
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder).map_err(Failure::io("make the folder", folder))?;
            }
            keep(&from, &to)?;
        }
        Ok(())
    }
}

/// A second name for a file or link, so that it stays when the first goes.
fn keep(from: &Path, to: &Path) -> Result<(), Failure> {
    let meta = fs::symlink_metadata(from).map_err(Failure::io("read", from))?;
    if meta.is_symlink() {
        let target = fs::read_link(from).map_err(Failure::io("read the link", from))?;
        return std::os::unix::fs::symlink(target, to).map_err(Failure::io("make the link", to));
    }
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to).map(|_| ()).map_err(Failure::io("copy", from))
}

/// Removes a folder that is no longer the site: its own files go, files of others move into the site
/// unless they are there already.
fn retire(folder: &Path, out: &Path) -> Result<(), Failure> {
    if let Some(manifest) = read_manifest(folder) {
        let mut stray = Vec::new();
        walk(folder, "", &mut |path| {
            let own = manifest.files.contains_key(path) || path == MANIFEST || path == CHECKSUMS;
            if !own && fs::symlink_metadata(out.join(path)).is_err() {
                stray.push(path.to_owned());
            }
        })?;
        for path in stray {
            let to = out.join(&path);
            if let Some(parent) = to.parent() {
                fs::create_dir_all(parent).map_err(Failure::io("make the folder", parent))?;
            }
            fs::rename(folder.join(&path), &to).map_err(Failure::io("move", &to))?;
        }
    }
    fs::remove_dir_all(folder).map_err(Failure::io("remove", folder))
}

/// Calls `seen` with the relative path of everything below a folder that is not a folder.
pub(super) fn walk(root: &Path, inner: &str, seen: &mut impl FnMut(&str)) -> Result<(), Failure> {
    let folder = root.join(inner);
    for entry in fs::read_dir(&folder).map_err(Failure::io("read the folder", &folder))? {
        let entry = entry.map_err(Failure::io("read the folder", &folder))?;
        let name = entry.file_name();
        let name = name.to_str().ok_or_else(|| {
            Failure::Refused(format!("`{}` has a name that is not Unicode; move it away", entry.path().display()))
        })?;
        let path = if inner.is_empty() { name.to_owned() } else { format!("{inner}/{name}") };
        let kind = entry.file_type().map_err(Failure::io("read", &entry.path()))?;
        if kind.is_dir() {
            walk(root, &path, seen)?;
        } else {
            seen(&path);
        }
    }
    Ok(())
}

fn read_manifest(folder: &Path) -> Option<Manifest> {
    Manifest::from_json(&fs::read_to_string(folder.join(MANIFEST)).ok()?)
}

pub(super) fn put(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut file = fs::File::create(path).map_err(Failure::io("write", path))?;
    file.write_all(bytes).map_err(Failure::io("write", path))
}

/// One flush for all files, before they become the site.
pub(super) fn sync(folder: &Path) -> Result<(), Failure> {
    let file = fs::File::open(folder).map_err(Failure::io("open the folder", folder))?;
    syncfs(&file).map_err(|error| Failure::io("flush", folder)(error.into()))
}

fn is_mount_point(out: &Path, parent: &Path) -> bool {
    let device = |path: &Path| fs::metadata(path).map(|meta| meta.dev());
    matches!((device(out), device(parent)), (Ok(a), Ok(b)) if a != b)
}

fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    std::path::absolute(path).map_err(Failure::io("find", path)).map(|path| {
        // `a/../b` names a folder that does not exist yet: resolve it by its text.
        path.components().fold(PathBuf::new(), |mut clean, part| {
            match part {
                std::path::Component::ParentDir => {
                    clean.pop();
                }
                std::path::Component::CurDir => {}
                other => clean.push(other),
            }
            clean
        })
    })
}

/// Whether an error says that something is not there.
pub(super) fn is_missing(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
}
