//! Checks that only look: each takes finished data and returns findings. A document's own checks depend
//! on that document alone; a page's on the site as well.

mod document;
mod language;
mod links;
mod site;
mod weight;

pub use document::check as document;
pub use links::check as page;
pub use site::check as site;
pub use weight::{check as weight, gzip_size};
