//! The edge to the file system: reading a project, writing a site as one transaction.

mod book;
mod journal;
mod place;
mod scan;
mod staging;

pub use book::{bad_book, read_mdbook};
pub use place::{CACHE, guard, leads_through_link};
pub use scan::{read_tree, scan};
pub use staging::{Staging, Summary, read_manifest, recover};
