//! A progress bar for work over half a second, on a terminal only. The only module that names
//! `indicatif`.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Counts finished pieces from several threads.
pub struct Progress {
    bar: ProgressBar,
    start: Instant,
    done: AtomicU64,
}

impl Progress {
    pub fn new(total: u64, quiet: bool) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} files {msg}") {
            bar.set_style(style);
        }
        if !quiet && std::io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        }
        Progress { bar, start: Instant::now(), done: AtomicU64::new(0) }
    }

    /// One piece is done.
    pub fn tick(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of(64) && self.start.elapsed() > Duration::from_millis(500) {
            self.bar.set_position(done);
        }
    }

    /// Tells what is being made that takes long.
    pub fn at(&self, name: &str) {
        self.bar.set_message(name.to_owned());
        if self.start.elapsed() > Duration::from_millis(500) {
            self.bar.set_position(self.done.load(Ordering::Relaxed));
        }
    }

    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
