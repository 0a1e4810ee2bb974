//! The preview: a local server that shows what a build would write, and follows the files. Pages are rendered when
//! asked for, in all languages.

mod accept;
mod address;
mod compare;
mod connections;
mod dashboard;
pub mod drive;
pub mod guard;
mod html;
mod http;
pub mod preview;

use std::path::PathBuf;
use std::sync::Arc;

use tokio::runtime::Builder;
use tokio::sync::watch;

use crate::disk;
use crate::failure::Failure;
use accept::Desk;
use drive::{Driver, Event, SettingsOf};
use guard::Policy;
use preview::Preview;

/// What `serve` was asked to do.
pub struct Options {
    pub root: PathBuf,
    pub settings: SettingsOf,
    /// `HOST`, `HOST:PORT` or `PORT`; this machine alone, from port 3000 on, if none is named.
    pub address: Option<String>,
    /// Look at the files from time to time instead of waiting for the system to tell.
    pub poll: bool,
    /// Who works here, to accept blocks; absent if nobody has said a name.
    pub who: Option<String>,
}

/// A server at work. It stops with the program.
pub struct Server {
    /// Where to open it: with the token, if guests may come.
    pub url: String,
    /// Whether other machines can come.
    pub is_open: bool,
    driver: Driver,
    state: watch::Sender<Arc<Preview>>,
}

/// Reads the project and begins to answer.
pub fn start(options: Options) -> Result<Server, Failure> {
    let listening = address::bind(options.address.as_deref())?;
    let driver = Driver::open(&options.root, options.settings, options.poll)?;
    let token = if listening.is_open { Some(disk::secret(&options.root)?) } else { None };
    let url = listening.url(token.as_deref());
    let desk = match listening.is_open {
        true => None,
        false => Some(Desk { secret: disk::random()?, who: options.who }),
    };
    let secret = desk.as_ref().map(|desk| desk.secret.clone());
    let policy = Arc::new(Policy { hosts: listening.names.clone(), port: listening.port, token, desk: secret });
    let mut first = Preview::new(driver.snapshot().clone(), None, driver.inputs(), &driver.root());
    first.desk = desk;
    let (state, follow) = watch::channel(Arc::new(first));
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.map_err(Failure::io("start", &options.root))?;
    let is_open = listening.is_open;
    std::thread::spawn(move || {
        runtime.block_on(http::serve(listening.sockets, follow, policy));
    });
    Ok(Server { url, is_open, driver, state })
}

/// Shows an address in the user's browser.
pub fn open_browser(url: &str) -> Result<(), String> {
    open::that_detached(url).map_err(|error| format!("no browser could be opened: {error}"))
}

impl Server {
    pub fn preview(&self) -> Arc<Preview> {
        self.state.borrow().clone()
    }

    /// Waits for the next change and shows it.
    pub fn wait(&mut self) -> Event {
        let event = self.driver.wait();
        if let Event::Update(update) = &event {
            let last = self.preview();
            let next = Preview::new(update.snapshot.clone(), Some(&last), update.inputs.clone(), &last.root);
            self.state.send_replace(Arc::new(next));
        }
        event
    }
}
