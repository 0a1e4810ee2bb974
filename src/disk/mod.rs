//! The edge to the file system: reading a project, writing a site as one transaction.

mod book;
mod journal;
mod scan;
mod staging;

pub use book::{bad_book, read_mdbook};
pub use scan::{read_tree, scan};
pub use staging::{Staging, Summary};
