//! Tells where a project's files may have changed. An event is a hint, never the truth: [`super::Tree`] looks
//! for itself, and at everything when nothing has happened for a while. The only module that names `notify`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{Config, ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher as _};

/// A save is over when nothing has happened for this long.
const QUIET: Duration = Duration::from_millis(10);
/// What keeps changing is looked at after this long all the same.
const CAP: Duration = Duration::from_millis(50);
/// New folders are looked at once more after this long: they may have been filled before they were watched.
const SETTLE: Duration = Duration::from_millis(150);
/// A look at everything comes this long after the last change.
const IDLE: Duration = Duration::from_secs(2);
/// And no later than this after the last one, however busy the files are.
const LATEST: Duration = Duration::from_secs(10);
/// And this long without events to wait for.
const POLL: Duration = Duration::from_millis(500);

/// What may have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    Places(BTreeSet<PathBuf>),
    Everything,
}

/// See the module's text.
pub struct Watcher {
    /// Absent where the system cannot tell, or was not asked.
    inner: Option<RecommendedWatcher>,
    events: Receiver<notify::Result<Event>>,
    /// Watched folders, and which folder it was that had the name.
    watched: BTreeMap<PathBuf, (bool, Identity)>,
    /// New folders, and when to look at them again.
    again: BTreeMap<PathBuf, Instant>,
    /// How long the last look at everything took, and when it was.
    sweep: (Duration, Instant),
    /// When something last changed.
    changed: Instant,
}

type Identity = Option<(u64, u64)>;

impl Watcher {
    /// `poll` asks for no events at all, as network drives need.
    pub fn new(poll: bool) -> (Watcher, Option<String>) {
        let (sender, events) = mpsc::channel();
        let made = match poll {
            true => Ok(None),
            false => RecommendedWatcher::new(sender, Config::default().with_follow_symlinks(false)).map(Some),
        };
        let (inner, problem) = match made {
            Ok(inner) => (inner, None),
            Err(error) => (None, Some(explain(&error))),
        };
        let now = Instant::now();
        let (watched, again) = (BTreeMap::new(), BTreeMap::new());
        (Watcher { inner, events, watched, again, sweep: (Duration::ZERO, now), changed: now }, problem)
    }

    /// Watches these folders and no others: what has come back under its old name is watched anew. Gives what
    /// to tell the user; from then on the files are only looked at from time to time.
    pub fn follow(&mut self, places: &BTreeMap<PathBuf, bool>) -> Option<String> {
        let inner = self.inner.as_mut()?;
        let wanted: BTreeMap<PathBuf, (bool, Identity)> =
            places.iter().map(|(place, deep)| (place.clone(), (*deep, identity(place)))).collect();
        self.watched.retain(|place, how| {
            let stays = wanted.get(place) == Some(how);
            if !stays {
                // A folder that is gone has taken its watch along.
                let _ = inner.unwatch(place);
            }
            stays
        });
        for (place, how) in wanted {
            if self.watched.contains_key(&place) || how.1.is_none() {
                continue;
            }
            let mode = if how.0 { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            match inner.watch(&place, mode) {
                Ok(()) => {
                    self.watched.insert(place, how);
                }
                // It went away meanwhile; the next time it is watched if it is back.
                Err(error) if matches!(error.kind, ErrorKind::PathNotFound) => {}
                Err(error) => {
                    self.give_up();
                    return Some(explain(&error));
                }
            }
        }
        None
    }

    /// Says how long a look at everything took, so that it is not done all the time.
    pub fn swept(&mut self, took: Duration) {
        self.sweep = (took, Instant::now());
    }

    /// Waits for the next hint.
    pub fn wait(&mut self) -> Result<Hint, String> {
        let mut places = BTreeSet::new();
        // Files are read all the time, by us as well: that is no change, and must not put off the look at everything.
        while places.is_empty() {
            let now = Instant::now();
            places = self.due(now);
            let sweep = self.sweep_at();
            if !places.is_empty() {
                break;
            }
            if sweep <= now {
                self.changed = now;
                return Ok(Hint::Everything);
            }
            let next = self.again.values().copied().chain([sweep]).min().unwrap_or(sweep);
            match self.events.recv_timeout(next - now) {
                Ok(event) => {
                    if let Some(hint) = self.add(event, &mut places)? {
                        return Ok(hint);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => std::thread::sleep(next - now),
            }
        }
        let end = Instant::now() + CAP;
        while let left = end.saturating_duration_since(Instant::now())
            && !left.is_zero()
            && let Ok(event) = self.events.recv_timeout(QUIET.min(left))
        {
            if let Some(hint) = self.add(event, &mut places)? {
                return Ok(hint);
            }
        }
        self.changed = Instant::now();
        Ok(Hint::Places(places))
    }

    /// When to look at everything.
    fn sweep_at(&self) -> Instant {
        let (took, last) = self.sweep;
        // Looking must not be all that the program does.
        match self.inner {
            Some(_) => (self.changed.max(last) + IDLE.max(took * 20)).min(last + LATEST.max(took * 20)),
            None => last + POLL.max(took * 3),
        }
    }

    /// Adds what an event names; gives a hint of its own if events were lost.
    fn add(&mut self, event: notify::Result<Event>, places: &mut BTreeSet<PathBuf>) -> Result<Option<Hint>, String> {
        let event = match event {
            Ok(event) => event,
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => {
                self.give_up();
                return Err(explain(&error));
            }
            Err(_) => return Ok(Some(Hint::Everything)),
        };
        if event.need_rescan() {
            return Ok(Some(Hint::Everything));
        }
        let read = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
        if read {
            return Ok(None);
        }
        let moved = matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
        for path in event.paths {
            if moved {
                // Its watch went along, whatever comes back under the name.
                self.watched.remove(&path);
            }
            if !matches!(event.kind, EventKind::Access(_) | EventKind::Modify(ModifyKind::Data(_))) && path.is_dir() {
                self.again.insert(path.clone(), Instant::now() + SETTLE);
            }
            places.insert(path);
        }
        Ok(None)
    }

    fn due(&mut self, now: Instant) -> BTreeSet<PathBuf> {
        let due: BTreeSet<PathBuf> =
            self.again.iter().filter(|(_, at)| **at <= now).map(|(place, _)| place.clone()).collect();
        self.again.retain(|place, _| !due.contains(place));
        due
    }

    fn give_up(&mut self) {
        self.inner = None;
        self.watched.clear();
    }
}

fn identity(place: &Path) -> Identity {
    fs::metadata(place).ok().map(|meta| (meta.dev(), meta.ino()))
}

fn explain(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => "the system's limit of watched folders is reached: raise \
             `fs.inotify.max_user_watches`, as with `sudo sysctl fs.inotify.max_user_watches=524288`; \
             until then the files are looked at from time to time"
            .to_owned(),
        _ => format!("the system cannot watch the files ({error}); they are looked at from time to time"),
    }
}
