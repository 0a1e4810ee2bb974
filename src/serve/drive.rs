//! From a save to the next snapshot: waits for hints, looks at the disk, updates the engine. One change at a time;
//! what happens meanwhile is the next one.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::disk::{Hint, Tree, Watcher};
use crate::engine::{Engine, Snapshot, Work};
use crate::failure::Failure;
use crate::inputs::{Delta, Inputs};
use crate::project::Settings;
use crate::vpath::VPath;

/// See the module's text.
pub struct Driver {
    tree: Tree,
    watcher: Watcher,
    engine: Engine,
    snapshot: Arc<Snapshot>,
    root: PathBuf,
    settings: SettingsOf,
    /// Everything is to be read anew.
    afresh: bool,
    /// What the user should know of the watching itself.
    notice: Option<String>,
}

/// Gives the settings as they are now: the day changes.
pub type SettingsOf = Box<dyn Fn() -> Settings + Send>;

/// The book after a change.
pub struct Update {
    pub snapshot: Arc<Snapshot>,
    pub inputs: Arc<Inputs>,
    pub changed: Vec<VPath>,
    pub work: Work,
    /// From the hint to the snapshot.
    pub took: Duration,
}

/// What [`Driver::wait`] waited for.
pub enum Event {
    Update(Update),
    Notice(String),
}

impl Driver {
    /// Reads the project and begins to watch it. `poll` looks from time to time instead, as network drives need.
    pub fn open(root: &Path, settings: SettingsOf, poll: bool) -> Result<Driver, Failure> {
        // Watched first and read then: what is written in between is seen at least once.
        let (mut watcher, first) = Watcher::new(poll);
        let mut tree = Tree::new(root)?;
        let second = watcher.follow(&tree.places());
        let start = Instant::now();
        let delta = tree.sweep();
        watcher.swept(start.elapsed());
        let third = watcher.follow(&tree.places());
        let mut engine = Engine::new(settings());
        let snapshot = engine.update(delta);
        let root = root.to_owned();
        let notice = first.or(second).or(third);
        Ok(Driver { tree, watcher, engine, snapshot, root, settings, afresh: false, notice })
    }

    pub fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    pub fn inputs(&self) -> Arc<Inputs> {
        self.engine.inputs().clone()
    }

    /// The project's folder without links.
    pub fn root(&self) -> PathBuf {
        self.tree.root().to_owned()
    }

    /// Waits until the book has changed.
    pub fn wait(&mut self) -> Event {
        loop {
            if let Some(notice) = self.notice.take() {
                return Event::Notice(notice);
            }
            let hint = match self.watcher.wait() {
                Ok(hint) => hint,
                Err(notice) => {
                    self.notice = Some(notice);
                    Hint::Everything
                }
            };
            let start = Instant::now();
            let delta = match &hint {
                _ if self.afresh => self.read_afresh(),
                Hint::Places(places) => self.tree.look(places),
                Hint::Everything => {
                    let delta = self.tree.sweep();
                    self.watcher.swept(start.elapsed());
                    delta
                }
            };
            if let Some(notice) = self.watcher.follow(&self.tree.places()) {
                self.notice = Some(notice);
            }
            if hint == Hint::Everything {
                self.engine.set_today((self.settings)().today);
            }
            let Some(snapshot) = self.update(delta) else { continue };
            if Arc::ptr_eq(&snapshot, &self.snapshot) {
                continue;
            }
            self.snapshot = snapshot.clone();
            return Event::Update(Update {
                snapshot,
                inputs: self.inputs(),
                changed: self.engine.changed.clone(),
                work: self.engine.work,
                took: start.elapsed(),
            });
        }
    }

    /// The next snapshot. A failure of the program itself costs one change, never the preview.
    fn update(&mut self, delta: Delta) -> Option<Arc<Snapshot>> {
        let engine = &mut self.engine;
        match catch_unwind(AssertUnwindSafe(|| engine.update(delta))) {
            Ok(snapshot) => Some(snapshot),
            Err(_) => {
                self.afresh = true;
                self.notice = Some(
                    "the program failed on the last change and shows what was before; please report it with your files"
                        .to_owned(),
                );
                None
            }
        }
    }

    fn read_afresh(&mut self) -> Delta {
        self.engine = Engine::new((self.settings)());
        match Tree::new(&self.root) {
            Ok(tree) => {
                self.tree = tree;
                self.afresh = false;
                self.tree.sweep()
            }
            // The project is not there; it is looked for again.
            Err(_) => Delta::default(),
        }
    }
}
