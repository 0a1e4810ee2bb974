//! A translation beside its source: which block stands for which, and what a reader may be shown.
//! Knows two documents and the claims of a locale, nothing of the book around them.

pub mod accept;
pub mod align;
pub mod anchors;
pub mod base;
pub mod block;
pub mod catalog;
pub mod definitions;
pub mod edit;
pub mod exchange;
pub mod figures;
pub mod freshness;
pub mod insert;
pub mod interface;
pub mod judge;
pub mod ledger;
mod length;
pub mod lock;
pub mod merge;
pub mod migrate;
pub mod numbers;
pub mod po;
pub mod po_master;
pub mod record;
pub mod refresh;
pub mod report;
pub mod stubs;
pub mod sync;
pub mod terminology;
pub mod terms;
pub mod titles;
pub mod word_diff;
pub mod xliff;

pub use align::{Alignment, align};
pub use freshness::{Claims, Freshness};
pub use judge::{Rules, Twin, judge};
pub use ledger::{Ledger, Severity};
pub use record::Record;
pub use terminology::{Definition, Terminology};
pub use terms::Terms;
