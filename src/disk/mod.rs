//! The edge to the file system: reading a project, writing a site as one transaction.

mod below;
mod book;
mod files;
mod flush;
mod journal;
mod lock;
mod place;
mod scan;
mod secret;
mod staging;
mod tree;
mod watch;

pub use below::read_tree;
pub use book::{bad_book, read_mdbook};
pub use files::{remove, replace};
pub use lock::lock;
pub use place::{CACHE, cache, guard, leads_through_link};
pub use secret::{random, secret};
pub use staging::{Staging, Summary, read_manifest, recover};
pub use tree::{Tree, scan};
pub use watch::{Hint, Watcher};
