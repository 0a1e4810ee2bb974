//! The PDFs of a build: a few at a time, and not again while nothing of them has changed.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::disk;
use crate::engine::Snapshot;
use crate::failure::Failure;
use crate::inputs::{Hash, hash_parts, hash_stream};
use crate::render::{Artifact, Origin, typeset};
use crate::vpath::VPath;

/// Each book takes some hundred megabytes while it is set.
const MOST_AT_ONCE: usize = 4;

/// Bytes of the hash that a kept file begins with.
const HEAD: usize = size_of::<Hash>();

/// PDFs of earlier builds by what they were made of, in a folder that can be deleted at any time.
pub struct Press {
    folder: PathBuf,
    /// What is made by another program is not taken; nothing is where this one cannot be told from others.
    program: Option<Hash>,
    used: Mutex<BTreeSet<String>>,
}

impl Press {
    pub fn open(root: &Path) -> Result<Press, Failure> {
        typeset::fetch();
        let folder = disk::cache(root)?.join("pdf");
        fs::create_dir_all(&folder).map_err(Failure::io("make the folder", &folder))?;
        let program = std::env::current_exe().and_then(fs::File::open).and_then(hash_stream).ok();
        Ok(Press { folder, program, used: Mutex::default() })
    }

    /// Makes all; tells of each when it begins, and passes it on when it is done.
    pub fn run(
        &self,
        snapshot: &Snapshot,
        outputs: &[&(VPath, Origin)],
        begin: impl Fn(&VPath) + Sync,
        done: impl Fn(&VPath, &Origin, Artifact) -> Result<(), Failure> + Sync,
    ) -> Result<(), Failure> {
        let queue = Mutex::new(outputs.iter());
        let work = || {
            loop {
                let next = queue.lock().unwrap_or_else(PoisonError::into_inner).next();
                let Some((path, origin)) = next else { return Ok(()) };
                begin(path);
                done(path, origin, self.make(snapshot, path, origin))?;
            }
        };
        let n_presses = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_AT_ONCE).min(outputs.len());
        // Not on the threads that typesetting itself shares out its work to: one that waits would take up a second book.
        thread::scope(|scope| {
            let presses: Vec<_> = (0..n_presses).map(|_| scope.spawn(work)).collect();
            presses.into_iter().try_for_each(|press| {
                let failed =
                    || Failure::Refused("the program failed while setting a PDF; please report this".to_owned());
                press.join().unwrap_or_else(|_| Err(failed()))
            })
        })
    }

    fn make(&self, snapshot: &Snapshot, path: &VPath, origin: &Origin) -> Artifact {
        let name = |key: Hash| self.program.map(|program| format!("{:032x}.pdf", key ^ program));
        let from_cache = Cell::new(false);
        let (artifact, key) = snapshot.print(path, origin, |key| {
            let bytes = fs::read(self.folder.join(name(key)?)).ok().and_then(|kept| whole(&kept));
            from_cache.set(bytes.is_some());
            bytes
        });
        let Some(name) = key.and_then(name) else { return artifact };
        if !from_cache.get() {
            let mut kept = hash_parts([artifact.bytes.as_slice()]).to_le_bytes().to_vec();
            kept.extend_from_slice(&artifact.bytes);
            // What cannot be kept is made again next time.
            let _ = disk::replace(&self.folder.join(&name), &kept);
        }
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
        artifact
    }

    /// Drops what this build had no use for.
    pub fn tidy(&self) {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            if entry.file_name().to_str().is_some_and(|name| !used.contains(name)) {
                // What stays costs space, and nothing else.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// What a kept file holds; `None` if it is damaged.
fn whole(kept: &[u8]) -> Option<Vec<u8>> {
    let (head, bytes) = kept.split_at_checked(HEAD)?;
    (hash_parts([bytes]).to_le_bytes() == head).then(|| bytes.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_file_is_not_taken() {
        let mut kept = hash_parts([b"%PDF".as_slice()]).to_le_bytes().to_vec();
        kept.extend_from_slice(b"%PDF");
        assert_eq!(whole(&kept).as_deref(), Some(b"%PDF".as_slice()));
        kept[HEAD] = b'!';
        assert_eq!(whole(&kept), None);
        assert_eq!(whole(b"short"), None);
    }
}
