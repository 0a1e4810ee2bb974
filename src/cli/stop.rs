//! Leaving when asked to: Ctrl-C, or a signal of a supervisor.

use std::path::Path;
use std::sync::{Arc, Mutex};

use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};

use crate::failure::Failure;

/// Ends the program when it is asked to, but never while `work` is held.
pub fn on_signal(work: Arc<Mutex<()>>) -> Result<(), Failure> {
    let here = Path::new("signals");
    let runtime = Builder::new_current_thread().enable_all().build().map_err(Failure::io("wait for", here))?;
    let (mut interrupt, mut terminate) = {
        let _inside = runtime.enter();
        let interrupt = signal(SignalKind::interrupt()).map_err(Failure::io("wait for", here))?;
        let terminate = signal(SignalKind::terminate()).map_err(Failure::io("wait for", here))?;
        (interrupt, terminate)
    };
    std::thread::spawn(move || {
        runtime.block_on(async {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        });
        let _work = work.lock();
        std::process::exit(0);
    });
    Ok(())
}
