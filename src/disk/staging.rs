//! Writes a site as one transaction: everything goes into a hidden folder beside the output folder,
//! then the two change places in one step. Whoever reads the site, and whenever the program is
//! killed, there is the last good site or the new one, never a mixture.
//!
//! Files that this program did not write are carried over. Unchanged files are hard links. A folder that
//! cannot change places is written through a journal instead.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use rustix::fs::{Access, CWD, RenameFlags, access, renameat_with};
use rustix::io::Errno;

use super::files::{holds, is_missing, put, sync};
use super::flush::Flusher;
use super::journal;
use super::place::{Place, in_the_way};
use crate::failure::Failure;
use crate::output::{CHECKSUMS, Entry, MANIFEST, Manifest, describe};
use crate::vpath::VPath;

/// A site on its way to the disk. What is not committed is cleared away when it is dropped.
pub struct Staging {
    out: PathBuf,
    stage: PathBuf,
    in_place: bool,
    last: Option<Manifest>,
    flusher: Option<Flusher>,
    /// Files that are not what the output folder holds.
    n_changed: AtomicUsize,
    /// The stage has become something that must not be cleared away.
    done: bool,
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

/// Finishes or clears away what a killed run left. The caller holds the project's lock.
pub fn recover(destination: &Path) -> Result<(), Failure> {
    let place = Place::find(destination)?;
    clear(&place)
}

impl Staging {
    /// Prepares to write to a folder. The caller holds the project's lock.
    pub fn begin(destination: &Path) -> Result<Staging, Failure> {
        let place = Place::find(destination)?;
        clear(&place)?;
        let last = read_manifest(&place.out)?;
        let Place { out, parent, in_place } = place;
        fs::create_dir_all(&parent).map_err(Failure::io("make the folder", &parent))?;
        let stage = match in_place {
            true => out.join(journal::STAGE),
            false => parent.join(format!("{}{}", stage_prefix(&out), std::process::id())),
        };
        fs::create_dir(&stage).map_err(Failure::io("make the folder", &stage))?;
        let flusher = Some(Flusher::start(&stage));
        Ok(Staging { out, stage, in_place, last, flusher, n_changed: AtomicUsize::new(0), done: false })
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

    /// Writes one file, or keeps the last build's if it is the same. Its folder exists.
    pub fn write(&self, path: &VPath, bytes: &[u8]) -> Result<Entry, Failure> {
        let entry = describe(path, bytes);
        let known = self.last.as_ref().and_then(|last| last.files.get(path.as_str()));
        // The file itself is looked at too: someone may have damaged it.
        if known.is_some_and(|known| known.sha256 == entry.sha256) && holds(&self.out.join(path.as_str()), bytes) {
            self.keep(path.as_str(), bytes)?;
            return Ok(entry);
        }
        self.n_changed.fetch_add(1, Ordering::Relaxed);
        let to = self.stage.join(path.as_str());
        fs::write(&to, bytes).map_err(Failure::io("write", &to))?;
        Ok(entry)
    }

    /// Carries files of the last build over that a narrowed build does not make.
    pub fn carry(&self, files: &BTreeMap<String, Entry>) -> Result<(), Failure> {
        let paths: Vec<VPath> = files.keys().map(|path| VPath::known(path)).collect();
        self.make_folders(paths.iter())?;
        paths.par_iter().try_for_each(|path| {
            let from = self.out.join(path.as_str());
            let bytes = fs::read(&from).map_err(Failure::io("carry over", &from))?;
            if describe(path, &bytes).sha256 != files[path.as_str()].sha256 {
                let shown = from.display();
                let message = format!("`{shown}` is not as the last build wrote it; build all locales");
                return Err(Failure::Refused(message));
            }
            self.keep(path.as_str(), &bytes)
        })
    }

    /// Takes a file of the output folder into the new site. In place it is there already.
    fn keep(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let to = self.stage.join(path);
        if self.in_place || fs::hard_link(self.out.join(path), &to).is_ok() {
            return Ok(());
        }
        fs::write(&to, bytes).map_err(Failure::io("write", &to))
    }

    /// Puts the staged site in the place of the last one.
    pub fn commit(mut self, manifest: &Manifest) -> Result<Summary, Failure> {
        self.flusher = None;
        let empty = BTreeMap::new();
        let old = self.last.as_ref().map_or(&empty, |last| &last.files);
        let foreign = self.foreign(old)?;
        self.refuse_collisions(&foreign, manifest)?;
        let removed: Vec<String> = old.keys().filter(|path| !manifest.files.contains_key(*path)).cloned().collect();
        let summary = Summary {
            n_files: manifest.files.len(),
            n_changed: *self.n_changed.get_mut(),
            n_removed: removed.len(),
            n_foreign: foreign.files.len(),
        };
        let checksums = manifest.checksums();
        let same = holds(&self.out.join(MANIFEST), manifest.to_json().as_bytes())
            && holds(&self.out.join(CHECKSUMS), checksums.as_bytes());
        if summary.n_changed == 0 && summary.n_removed == 0 && same {
            return Ok(summary);
        }
        put(&self.stage.join(MANIFEST), manifest.to_json().as_bytes())?;
        put(&self.stage.join(CHECKSUMS), checksums.as_bytes())?;
        if self.in_place {
            self.finish_in_place(manifest, removed)?;
            return Ok(summary);
        }
        self.carry_foreign(&foreign)?;
        if self.out.exists() {
            match_modes(&self.out, &self.stage)?;
        }
        sync(&self.stage)?;
        if !self.out.exists() {
            fs::rename(&self.stage, &self.out).map_err(Failure::io("put in place", &self.out))?;
            self.done = true;
            return Ok(summary);
        }
        match renameat_with(CWD, &self.stage, CWD, &self.out, RenameFlags::EXCHANGE) {
            Ok(()) => {
                self.done = true;
                retire(&self.stage, &self.out)?;
            }
            // Not every file system and mount can do it.
            Err(Errno::INVAL | Errno::NOSYS | Errno::XDEV | Errno::BUSY | Errno::OPNOTSUPP) => {
                self.unstage(manifest)?;
                let stage = self.out.join(journal::STAGE);
                fs::rename(&self.stage, &stage).map_err(Failure::io("make the folder", &stage))?;
                self.stage = stage;
                self.finish_in_place(manifest, removed)?;
            }
            Err(error) => return Err(Failure::io("put in place", &self.out)(error.into())),
        }
        Ok(summary)
    }

    /// Takes out of the stage what the output folder holds already. Some file systems that cannot exchange
    /// folders cannot put a file's second name in its place either.
    fn unstage(&self, manifest: &Manifest) -> Result<(), Failure> {
        for path in manifest.files.keys() {
            let staged = self.stage.join(path);
            let bytes = fs::read(&staged).map_err(Failure::io("read", &staged))?;
            if holds(&self.out.join(path), &bytes) {
                fs::remove_file(&staged).map_err(Failure::io("remove", &staged))?;
            }
        }
        Ok(())
    }

    fn finish_in_place(&mut self, manifest: &Manifest, removed: Vec<String>) -> Result<(), Failure> {
        journal::write(&self.out, manifest, removed)?;
        self.done = true;
        journal::finish(&self.out)
    }

    /// What in the output folder the last build did not write.
    fn foreign(&self, old: &BTreeMap<String, Entry>) -> Result<Contents, Failure> {
        let mut found = Contents::default();
        if self.out.exists() {
            found = contents(&self.out)?;
        }
        // Taking a folder away from someone who closed it, only because its own parent is open, is no courtesy.
        for folder in found.folders.iter().map(|folder| self.out.join(folder)) {
            access(&folder, Access::WRITE_OK | Access::EXEC_OK)
                .map_err(|error| Failure::io("write into", &folder)(error.into()))?;
        }
        let stage = format!("{}/", journal::STAGE);
        let staged = |path: &str| self.in_place && path.starts_with(&stage);
        let own = |path: &String| {
            let listed = path == MANIFEST || path == CHECKSUMS;
            old.contains_key(path) || listed && self.last.is_some() || staged(path)
        };
        found.files.retain(|path| !own(path));
        let paths: BTreeSet<&str> = old.keys().map(String::as_str).collect();
        found.empty.retain(|path| !(in_the_way(path, &paths) || staged(path)));
        Ok(found)
    }

    fn refuse_collisions(&self, foreign: &Contents, manifest: &Manifest) -> Result<(), Failure> {
        let mut targets: BTreeSet<&str> = manifest.files.keys().map(String::as_str).collect();
        targets.extend([MANIFEST, CHECKSUMS]);
        let held = |path: &str| path.match_indices('/').any(|(at, _)| targets.contains(&path[..at]));
        let file = foreign.files.iter().find(|path| targets.contains(path.as_str()) || in_the_way(path, &targets));
        let folder = foreign.empty.iter().find(|path| targets.contains(path.as_str()) || held(path));
        match file.or(folder) {
            Some(path) => {
                let shown = self.out.join(path);
                let shown = shown.display();
                let why = "was not written by this program and is where a file of the site belongs; move it away";
                Err(Failure::Refused(format!("`{shown}` {why}")))
            }
            None => Ok(()),
        }
    }

    fn carry_foreign(&self, foreign: &Contents) -> Result<(), Failure> {
        for path in &foreign.empty {
            let folder = self.stage.join(path);
            fs::create_dir_all(&folder).map_err(Failure::io("make the folder", &folder))?;
        }
        for path in &foreign.files {
            let (from, to) = (self.out.join(path), self.stage.join(path));
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder).map_err(Failure::io("make the folder", folder))?;
            }
            second_name(&from, &to)?;
        }
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.done {
            // What cannot be removed now is removed by the next run.
            let _ = fs::remove_dir_all(&self.stage);
        }
    }
}

fn stage_prefix(out: &Path) -> String {
    let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    format!(".{name}.handbook-")
}

/// Finishes or clears away what a killed run left in and beside an output folder.
fn clear(place: &Place) -> Result<(), Failure> {
    journal::finish(&place.out)?;
    let prefix = stage_prefix(&place.out);
    let entries = match fs::read_dir(&place.parent) {
        Err(error) if is_missing(&error) => return Ok(()),
        entries => entries.map_err(Failure::io("read the folder", &place.parent))?,
    };
    for entry in entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())) {
        let name = entry.file_name();
        let id = name.to_str().and_then(|name| name.strip_prefix(&prefix));
        if id.is_some_and(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())) {
            retire(&entry.path(), &place.out)?;
        }
    }
    Ok(())
}

/// A second name for a file or link, so that it stays when the first goes.
fn second_name(from: &Path, to: &Path) -> Result<(), Failure> {
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

/// Gives the folders of the new site the modes they have in the old one.
fn match_modes(old: &Path, new: &Path) -> Result<(), Failure> {
    for entry in fs::read_dir(new).map_err(Failure::io("read the folder", new))?.flatten() {
        let twin = old.join(entry.file_name());
        let folder = |path: &Path| fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir());
        if folder(&entry.path()) && folder(&twin) {
            match_modes(&twin, &entry.path())?;
        }
    }
    let mode = fs::metadata(old).map_err(Failure::io("read", old))?.permissions();
    fs::set_permissions(new, mode).map_err(Failure::io("set the mode of", new))
}

/// Removes a folder that is no longer the site: its own files go, what is of others moves into the site
/// unless it is there already.
fn retire(folder: &Path, out: &Path) -> Result<(), Failure> {
    if let Ok(Some(manifest)) = read_manifest(folder) {
        let own = |path: &String| manifest.files.contains_key(path) || path == MANIFEST || path == CHECKSUMS;
        let stray = contents(folder)?.files;
        for path in stray.iter().filter(|path| !own(path) && fs::symlink_metadata(out.join(path)).is_err()) {
            let to = out.join(path);
            if let Some(parent) = to.parent() {
                fs::create_dir_all(parent).map_err(Failure::io("make the folder", parent))?;
            }
            fs::rename(folder.join(path), &to).map_err(Failure::io("move", &to))?;
        }
    }
    fs::remove_dir_all(folder).map_err(Failure::io("remove", folder))
}

/// Relative paths of what lies in a folder, at any depth.
#[derive(Default)]
struct Contents {
    /// Files and links.
    files: Vec<String>,
    /// Folders that hold nothing. Some programs need theirs.
    empty: Vec<String>,
    /// All folders, the folder itself too.
    folders: Vec<String>,
}

fn contents(root: &Path) -> Result<Contents, Failure> {
    let mut found = Contents::default();
    let mut todo = vec![String::new()];
    while let Some(inner) = todo.pop() {
        let folder = root.join(&inner);
        let mut n_entries = 0;
        for entry in fs::read_dir(&folder).map_err(Failure::io("read the folder", &folder))? {
            let entry = entry.map_err(Failure::io("read the folder", &folder))?;
            n_entries += 1;
            let name = entry.file_name();
            let name = name.to_str().ok_or_else(|| {
                Failure::Refused(format!("`{}` has a name that is not Unicode; move it away", entry.path().display()))
            })?;
            let path = if inner.is_empty() { name.to_owned() } else { format!("{inner}/{name}") };
            match entry.file_type().map_err(Failure::io("read", &entry.path()))?.is_dir() {
                true => todo.push(path),
                false => found.files.push(path),
            }
        }
        if n_entries == 0 && !inner.is_empty() {
            found.empty.push(inner.clone());
        }
        found.folders.push(inner);
    }
    found.files.sort();
    Ok(found)
}

/// The manifest of a site. `None` if there is none; a failure if it cannot be understood.
pub fn read_manifest(folder: &Path) -> Result<Option<Manifest>, Failure> {
    let path = folder.join(MANIFEST);
    let text = match fs::read(&path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) if is_missing(&error) => return Ok(None),
        Err(error) => return Err(Failure::io("read", &path)(error)),
    };
    let manifest = Manifest::from_json(&text).ok_or_else(|| {
        let shown = path.display();
        let why = "is damaged or not this program's, so its files cannot be told from those of others";
        Failure::Refused(format!("`{shown}` {why}; move the folder away and build again"))
    })?;
    Ok(Some(manifest))
}
