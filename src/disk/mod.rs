//! The edge to the file system: reading a project, writing a site as one transaction.

mod journal;
mod scan;
mod staging;

pub use scan::{read_book, read_book_file, read_tree, scan};
pub use staging::{Staging, Summary};
