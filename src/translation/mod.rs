//! A translation beside its source: which block stands for which, and what a reader may be shown.
//! Knows two documents, nothing of the book around them.

pub mod align;
mod length;
pub mod judge;

pub use align::{Alignment, align};
pub use judge::{Reason, Twin, judge};
