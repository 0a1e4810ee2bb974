//! Titles that a locale's own summary gives to chapters, parts and announced chapters. They stand and fall as titles in
//! front matter do: by what was accepted, wherever that was.

use std::collections::BTreeSet;

use super::accept::floor;
use super::block::{Block, BlockHash, BlockKind, one_space};
use super::freshness::Freshness;
use super::ledger::Severity;
use super::record::Record;
use crate::project::{Minima, State};

/// The name by which commands and the lock file know the titles of a summary.
pub const ID: &str = "_summary";

/// A title as a block that can be claimed.
pub fn block(title: &str) -> Block {
    of_kind(BlockKind::Title, title)
}

/// Whether readers are shown a title that stands for one of the source; else why not, if its source has changed since.
/// `tag` is the source's language. Where a chapter has no title but a heading, the heading was accepted.
pub fn stands(source: &str, target: &str, record: &Record, minima: Minima, tag: &str) -> Result<(), Option<Severity>> {
    let (claims, edits) = (&record.claims, &record.edits);
    let mut state = State::Draft;
    let mut grave = None;
    for kind in [BlockKind::Title, BlockKind::Heading] {
        let (from, to) = (of_kind(kind, source), of_kind(kind, target).hash);
        let current = BTreeSet::from([from.hash]);
        match claims.freshness(from.hash, to, &current, false, &edits.ledger) {
            Freshness::Fresh(own) if own >= minima.publish => return Ok(()),
            Freshness::Stale(severity) => {
                let was = claims.source_before(from.hash, to).and_then(|before| edits.texts.get(&before));
                let (floor, changed) = floor(was.map(String::as_str), &from.text, false, tag);
                // There is no room for a note beside a title: one that may be wrong is not shown.
                if severity == Severity::Critical || changed.is_some() {
                    grave = grave.max(Some(severity.max(floor)));
                }
                state = state.max(claims.state_of(from.hash, to));
            }
            Freshness::Fresh(own) => state = state.max(own),
            Freshness::Edited | Freshness::Unclaimed => {}
        }
    }
    match (grave, state >= minima.publish) {
        (None, true) => Ok(()),
        (grave, _) => Err(grave),
    }
}

fn of_kind(kind: BlockKind, text: &str) -> Block {
    let text = one_space(text);
    Block { kind, node: None, hash: BlockHash::of(kind, &text), text, critical: false }
}
