//! Titles and descriptions of chapters that were split or joined. They stand in no tree and cannot be moved as lines:
//! where a chapter lacks one that was accepted in another, it gets a copy, and what stood there stays.

use super::belonging::Belonging;
use crate::document::Doc;
use crate::translation::block::{self, Block, BlockKind};
use crate::translation::edit::{Page, Refusal};

/// A title or a description that was accepted in another chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    pub chapter: usize,
    pub kind: BlockKind,
    /// The page it stands in.
    pub from: usize,
    pub text: String,
    /// `None` if the chapter has another one, which stays.
    pub outcome: Option<Result<(), Refusal>>,
}

/// Copies what chapters with a text of their own lack.
pub fn carry_front(
    pages: &mut [Page<'_>],
    sources: &[Option<&Doc>],
    belonging: &Belonging<'_>,
    only: Option<usize>,
) -> Vec<Carried> {
    let fronts: Vec<Vec<Block>> = pages.iter().map(|page| front(page.blocks())).collect();
    let mut out = Vec::new();
    for (chapter, source) in sources.iter().enumerate().filter(|(at, _)| only.is_none_or(|only| only == *at)) {
        let wanted = source.map(|source| front(block::blocks(source))).unwrap_or_default();
        if pages[chapter].text().trim().is_empty() {
            continue;
        }
        for block in wanted {
            let own = fronts[chapter].iter().find(|own| own.kind == block.kind);
            let is_of = |other: &&Block| other.kind == block.kind && belonging.of(other.hash).contains(&block.hash);
            let elsewhere = (0..fronts.len()).filter(|from| *from != chapter);
            let found = elsewhere.filter_map(|from| Some((from, fronts[from].iter().find(is_of)?))).next();
            let Some((from, text)) = found.filter(|_| !own.is_some_and(|own| is_of(&own))) else { continue };
            let (kind, text) = (block.kind, text.text.clone());
            // A text that belongs to nothing else is another translator's word for the same.
            let outcome = own.is_none().then(|| pages[chapter].add_front(kind, &text));
            out.push(Carried { chapter, kind, from, text, outcome });
        }
    }
    out
}

fn front(mut blocks: Vec<Block>) -> Vec<Block> {
    blocks.retain(|block| block.node.is_none());
    blocks
}
