//! Lets the disk write while the program still renders: what is staged is flushed from time to time on the way, so
//! that the last flush, for which everything waits, has little left to do.

use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use super::files::sync;

/// Between two flushes. A small site is written long before the first.
const PAUSE: Duration = Duration::from_millis(400);

/// Flushes until it is dropped.
pub struct Flusher {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Flusher {
    pub fn start(folder: &Path) -> Flusher {
        let (stop, stopped) = mpsc::channel();
        let folder = folder.to_owned();
        let thread = std::thread::spawn(move || {
            while stopped.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
                // The last flush is the one that counts, and says what went wrong.
                let _ = sync(&folder);
            }
        });
        Flusher { stop: Some(stop), thread: Some(thread) }
    }
}

impl Drop for Flusher {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A flush that failed has been passed over already.
            let _ = thread.join();
        }
    }
}
