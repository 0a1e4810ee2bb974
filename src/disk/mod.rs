//! The edge to the file system: reading a project, writing a site as one transaction.

mod journal;
mod place;
mod scan;
mod staging;

pub use place::{CACHE, guard, leads_through_link};
pub use scan::{read_tree, scan};
pub use staging::{Staging, Summary, read_manifest, recover};
