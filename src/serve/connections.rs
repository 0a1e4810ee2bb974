//! How many connections there are, and which goes when there are too many: one that waits before one that works,
//! the oldest before the newest.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

/// At most so many at a time.
const MAX: usize = 256;
/// One that waits for longer is closed.
const IDLE: Duration = Duration::from_secs(30);

/// All connections.
#[derive(Clone, Default)]
pub struct Connections(Arc<Mutex<Book>>);

#[derive(Default)]
struct Book {
    next: u64,
    open: BTreeMap<u64, Entry>,
}

struct Entry {
    /// Answers on the way.
    n_busy: usize,
    since: Instant,
    close: Arc<Notify>,
}

/// A place among the connections; it is given back when the last clone is dropped.
#[derive(Clone)]
pub struct Ticket(Arc<Place>);

struct Place {
    id: u64,
    close: Arc<Notify>,
    all: Connections,
}

/// An answer on the way.
pub struct Busy(Arc<Place>);

impl Connections {
    fn book(&self) -> MutexGuard<'_, Book> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives a new connection its place; another goes if there is none left.
    pub fn enter(&self) -> Ticket {
        let mut book = self.book();
        if book.open.len() >= MAX {
            let last = book.open.iter().min_by_key(|(_, entry)| (entry.n_busy > 0, entry.since)).map(|(id, _)| *id);
            if let Some(entry) = last.and_then(|id| book.open.remove(&id)) {
                entry.close.notify_one();
            }
        }
        let close = Arc::new(Notify::new());
        let id = book.next;
        book.next += 1;
        book.open.insert(id, Entry { n_busy: 0, since: Instant::now(), close: close.clone() });
        Ticket(Arc::new(Place { id, close, all: self.clone() }))
    }
}

impl Ticket {
    /// Marks an answer as on the way until the mark is dropped.
    pub fn busy(&self) -> Busy {
        if let Some(entry) = self.0.all.book().open.get_mut(&self.0.id) {
            entry.n_busy += 1;
        }
        Busy(self.0.clone())
    }

    /// Waits until the connection has to go.
    pub async fn closed(&self) {
        loop {
            tokio::select! {
                () = self.0.close.notified() => return,
                () = tokio::time::sleep(IDLE / 6) => {
                    let book = self.0.all.book();
                    let waits = |entry: &Entry| entry.n_busy == 0 && entry.since.elapsed() > IDLE;
                    if book.open.get(&self.0.id).is_none_or(waits) {
                        return;
                    }
                }
            }
        }
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        if let Some(entry) = self.0.all.book().open.get_mut(&self.0.id) {
            entry.n_busy -= 1;
            entry.since = Instant::now();
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.all.book().open.remove(&self.id);
    }
}
