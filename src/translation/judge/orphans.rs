//! Blocks of a translation that stand for nothing in the source. What a translator added for their own readers is shown.
//! What was accepted for a block that the source no longer has is not: the source's editors took that advice back.

use std::collections::BTreeSet;

use super::Job;
use crate::diagnostic::{Code, Diagnostic};
use crate::project::State;
use crate::translation::block::{Block, BlockHash};

impl Job<'_> {
    /// Reports them, and hides those whose source is gone. `extra` are nodes of the target without a partner.
    pub(super) fn orphans(&mut self, extra: &[u32], sources: &[Block], targets: &[Block]) {
        let current: BTreeSet<BlockHash> = sources.iter().map(|block| block.hash).collect();
        let claims = &self.rules.record.claims;
        let tree = &self.target.tree;
        let gone = |hash: BlockHash| {
            let mut found = claims.of_target(hash).peekable();
            found.peek().is_some() && found.all(|claim| claim.sources.iter().all(|source| !current.contains(source)))
        };
        // What stands for nothing can have been accepted by nobody: it counts as a draft.
        let too_low = State::Draft < self.rules.minima.publish;
        let alone = |block: &&Block| block.node.is_some_and(|node| self.twin.source_of(node).is_none());
        let (lost, kept): (Vec<&Block>, Vec<&Block>) =
            targets.iter().filter(alone).partition(|block| too_low || gone(block.hash));
        let lost: BTreeSet<u32> = lost.iter().filter_map(|block| block.node).collect();
        self.twin.n_extra = kept.len();
        if !lost.is_empty() {
            // A container goes with the last of its texts.
            let texts: BTreeSet<u32> = targets.iter().filter_map(|block| block.node).collect();
            self.twin.orphans = (0..tree.nodes.len() as u32)
                .filter(|node| {
                    let range = tree.subtree(*node);
                    let mut inner = texts.range(range.start as u32..range.end as u32).peekable();
                    inner.peek().is_some() && inner.all(|text| lost.contains(text))
                })
                .collect();
        }
        for node in extra {
            let attributes = tree.attributes_of(*node);
            if attributes.is_some_and(|found| found.notranslate || found.region.is_some()) {
                continue;
            }
            let hidden = self.twin.orphans.contains(node);
            let (file, range) = self.target.place_of(tree.node(*node));
            let (message, help) = match hidden {
                true => (
                    "this block stands for nothing in the source as it is now: it is not shown",
                    "take it out; or if its source has only moved, run `handbook translate sync`",
                ),
                false => (
                    "the source has no block that this one stands for",
                    "take it out, or pin it to its source with `<!-- =s:HASH -->`; readers see it as it is",
                ),
            };
            let diag = Diagnostic::new(Code::S04, message).at(file, range).help(help).locale(self.rules.tag);
            self.twin.diags.push(diag);
        }
    }
}
