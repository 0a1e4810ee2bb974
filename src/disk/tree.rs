//! A project's files as they were when they were last looked at, so that only what may have changed since is
//! read again. Every look gives a [`Delta`]; the first one has all files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Bound;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use super::files::is_missing;
use super::scan::{self, FOLDERS, Seen, unreadable};
use crate::failure::Failure;
use crate::inputs::{Delta, File};
use crate::project::config;
use crate::vpath::VPath;

/// A file that was changed this shortly before it was read may change again without another time stamp: the
/// coarsest clock of a file system in use ticks every two seconds.
const TICK: Duration = Duration::from_secs(2);

/// Reads everything a build may look at. What cannot be read is a finding in the file's place.
pub fn scan(root: &Path) -> Result<Delta, Failure> {
    Ok(Tree::new(root)?.sweep())
}

/// See the module's text.
pub struct Tree {
    /// Without links.
    root: PathBuf,
    /// What the delta has had so far; `None` for what is no file.
    known: BTreeMap<VPath, Option<Stamp>>,
    /// Links inside the project, and where they lead.
    links: BTreeMap<PathBuf, PathBuf>,
}

/// Tells a file from what it was before without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    device: u64,
    inode: u64,
    size: u64,
    /// Seconds and nanoseconds.
    modified: (i64, i64),
    changed: (i64, i64),
    /// Whether an equal stamp means equal contents.
    settled: bool,
}

impl Tree {
    /// A project of which nothing is known yet.
    pub fn new(root: &Path) -> Result<Tree, Failure> {
        let root = root.canonicalize().map_err(Failure::io("open the folder", root))?;
        Ok(Tree { root, known: BTreeMap::new(), links: BTreeMap::new() })
    }

    /// The project's folder, without links.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Looks at all files; reads those that are not what they were.
    pub fn sweep(&mut self) -> Delta {
        let starts: Vec<PathBuf> = scan::starts(&self.root).collect();
        self.look_at(starts.iter().map(|start| (start.as_path(), false)))
    }

    /// Looks at places on the disk, as a watcher names them, and at all below them. A file that is named is read.
    pub fn look(&mut self, places: &BTreeSet<PathBuf>) -> Delta {
        let mut starts: BTreeSet<PathBuf> = BTreeSet::new();
        for place in places {
            starts.extend(self.start(place));
            for (link, target) in &self.links {
                match place.strip_prefix(target) {
                    // What a link leads to is there under two names.
                    Ok(inner) if inner.as_os_str().is_empty() => starts.extend(self.start(link)),
                    Ok(inner) => starts.extend(self.start(&link.join(inner))),
                    Err(_) if target.starts_with(place) => starts.extend(self.start(link)),
                    Err(_) => {}
                }
            }
        }
        self.look_at(starts.iter().map(|start| (start.as_path(), true)))
    }

    /// Folders to watch, and whether with all below them. Those of links are named by what they lead to.
    pub fn places(&self) -> BTreeMap<PathBuf, bool> {
        let mut places = BTreeMap::from([(self.root.clone(), false)]);
        let named = FOLDERS.iter().map(|name| self.root.join(name)).filter(|folder| folder.is_dir());
        for folder in named.chain(self.links.values().cloned()) {
            let Ok(real) = folder.canonicalize() else { continue };
            match real.is_dir() {
                true => places.insert(real, true),
                false => real.parent().map(|parent| *places.entry(parent.to_owned()).or_insert(false)),
            };
        }
        // A folder inside one that is watched with all below it needs no watch of its own.
        let whole: Vec<PathBuf> = places.iter().filter(|place| *place.1).map(|place| place.0.clone()).collect();
        places.retain(|place, _| !whole.iter().any(|other| other != place && place.starts_with(other)));
        places
    }

    /// Where to begin to look, so that all is seen that the change of a place can change; `None` if nothing is.
    fn start(&self, place: &Path) -> Option<PathBuf> {
        let inner = place.strip_prefix(&self.root).ok()?;
        let mut at = self.root.clone();
        let parts: Vec<_> = inner.components().collect();
        for (depth, part) in parts.iter().enumerate() {
            let Component::Normal(name) = part else { return None };
            let name = name.to_string_lossy();
            let input = FOLDERS.contains(&&*name) || name == config::FILE;
            if depth == 0 && !input || depth > 0 && scan::is_hidden_name(&name) {
                return None;
            }
            // Such a name may be written in several ways, or stand in the place of another: its neighbours count.
            if !name.is_ascii() || VPath::parse(&name).is_err() {
                return Some(at);
            }
            at.push(&*name);
            if depth + 1 < parts.len() && at.is_symlink() {
                return Some(at);
            }
        }
        (!parts.is_empty()).then_some(at)
    }

    /// Walks over the starts, and reads what is new. With `true` a start that is a file is read in any case.
    fn look_at<'a>(&mut self, starts: impl Iterator<Item = (&'a Path, bool)>) -> Delta {
        let mut delta = Delta::default();
        for (start, named) in starts {
            let seen = scan::walk(&self.root, start);
            let Some(prefix) = scan::relative(&self.root, start) else { continue };
            let gone: Vec<VPath> = below(&self.known, &prefix)
                .filter(|path| !seen.found.contains_key(path) && !seen.refused.contains_key(path))
                .collect();
            for path in gone {
                self.known.remove(&path);
                delta.changes.insert(path, None);
            }
            self.links.retain(|link, _| !link.starts_with(start));
            self.take(seen, named.then_some(prefix.as_str()), &mut delta);
        }
        delta
    }

    fn take(&mut self, seen: Seen, named: Option<&str>, delta: &mut Delta) {
        self.links.extend(seen.links);
        let known = &self.known;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let read: Vec<(VPath, Option<Stamp>, Option<File>)> = seen
            .found
            .into_par_iter()
            .filter(|(path, _)| !seen.refused.contains_key(path))
            .filter_map(|(path, disk)| {
                let stamp = fs::metadata(&disk).ok().map(|meta| Stamp::new(&meta, now));
                let same = stamp.is_some_and(|stamp| stamp.settled) && known.get(&path) == Some(&stamp);
                if same && named != Some(path.as_str()) {
                    return None;
                }
                let file = read(&path, &disk);
                Some((path, stamp, file))
            })
            .collect();
        for (path, stamp, file) in read {
            match file {
                Some(_) => self.known.insert(path.clone(), stamp),
                None => self.known.remove(&path),
            };
            delta.changes.insert(path, file);
        }
        for (path, file) in seen.refused {
            self.known.insert(path.clone(), None);
            delta.changes.insert(path, Some(file));
        }
    }
}

impl Stamp {
    fn new(meta: &fs::Metadata, now: Duration) -> Stamp {
        let (modified, changed) = ((meta.mtime(), meta.mtime_nsec()), (meta.ctime(), meta.ctime_nsec()));
        let newest = modified.0.max(changed.0);
        let settled = now.as_secs().cast_signed() - newest > TICK.as_secs().cast_signed();
        Stamp { device: meta.dev(), inode: meta.ino(), size: meta.len(), modified, changed, settled }
    }
}

/// Known paths that are, or lie below, a place.
fn below(known: &BTreeMap<VPath, Option<Stamp>>, place: &str) -> impl Iterator<Item = VPath> {
    let from: Bound<&str> = Bound::Included(place);
    let range = known.range::<str, _>((from, Bound::Unbounded));
    range
        .map(|(path, _)| path)
        .take_while(move |path| path.as_str().starts_with(place))
        .filter(move |path| path.as_str() == place || path.below(place).is_some())
        .cloned()
}

/// `None` if it went away meanwhile.
fn read(path: &VPath, disk: &Path) -> Option<File> {
    match fs::read(disk) {
        Ok(bytes) => Some(File::new(path, bytes)),
        Err(error) if is_missing(&error) && !disk.is_symlink() => None,
        Err(error) => Some(File::unreadable(unreadable(path, error.to_string()).in_file(path))),
    }
}
