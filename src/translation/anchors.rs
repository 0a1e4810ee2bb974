//! Pairs that are known before anything is weighed: a translator pinned them, or somebody accepted the text of a
//! block for that block of the source, or for an earlier form of it.

use std::collections::{BTreeMap, BTreeSet};

use super::block::{Block, BlockHash};
use super::freshness::Claims;
use super::ledger::Ledger;
use crate::document::Doc;

/// What is known of an alignment.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Anchors {
    /// (source, target) nodes, ordered by target; no node stands in two of them.
    pub pairs: Vec<(u32, u32)>,
    /// Nodes of the source that a pair stands for as well, with its target: that was accepted for several blocks.
    pub covered: BTreeMap<u32, u32>,
}

/// The anchors of a chapter. A text that stands several times in one of the documents, but not as often in the other,
/// is left to the alignment.
pub fn anchors(sources: &[Block], targets: &[Block], target: &Doc, claims: &Claims, ledger: &Ledger) -> Anchors {
    let mut places: BTreeMap<BlockHash, Vec<u32>> = BTreeMap::new();
    for block in sources {
        places.entry(block.hash).or_default().extend(block.node);
    }
    let mut found = Anchors::default();
    let mut taken: BTreeSet<u32> = BTreeSet::new();
    for (node, pin) in &target.tree.pins {
        let range = target.tree.subtree(*node);
        let block = targets.iter().find_map(|block| block.node.filter(|node| range.contains(&(*node as usize))));
        let hashes: Option<Vec<BlockHash>> = pin.split('+').map(BlockHash::parse).collect();
        let (Some(block), Some(hashes)) = (block, hashes) else { continue };
        found.take(&hashes, block, &places, &mut taken);
    }
    // Equal texts of the target together, with all that they were accepted for.
    let mut texts: BTreeMap<BlockHash, Vec<u32>> = BTreeMap::new();
    let pinned: BTreeSet<u32> = found.pairs.iter().map(|pair| pair.1).collect();
    for block in targets {
        texts.entry(block.hash).or_default().extend(block.node.filter(|node| !pinned.contains(node)));
    }
    for (text, nodes) in texts {
        let mut wanted: Vec<Vec<BlockHash>> = Vec::new();
        for claim in claims.of_target(text) {
            let current: Option<Vec<BlockHash>> = claim
                .sources
                .iter()
                .map(|source| match places.contains_key(source) {
                    true => Some(*source),
                    false => ledger.successor(*source, &|hash| places.contains_key(&hash)),
                })
                .collect();
            wanted.extend(current.filter(|current| !current.is_empty()));
        }
        wanted.sort();
        wanted.dedup();
        let firsts: BTreeSet<BlockHash> = wanted.iter().map(|hashes| hashes[0]).collect();
        let mut free: Vec<u32> = firsts.iter().filter_map(|hash| places.get(hash)).flatten().copied().collect();
        free.retain(|node| !taken.contains(node));
        free.sort_unstable();
        if free.len() != nodes.len() {
            continue;
        }
        if let ([hashes], [node]) = (&wanted[..], &nodes[..]) {
            found.take(hashes, *node, &places, &mut taken);
            continue;
        }
        taken.extend(&free);
        found.pairs.extend(free.into_iter().zip(nodes));
    }
    found.pairs.sort_by_key(|pair| pair.1);
    found
}

impl Anchors {
    /// The source's node that a node of the target is paired with.
    pub fn of_target(&self, target: u32) -> Option<u32> {
        let at = self.pairs.binary_search_by_key(&target, |pair| pair.1).ok()?;
        Some(self.pairs[at].0)
    }

    /// Pairs a block with those of the source that have these hashes; nothing if one of them is not there.
    fn take(
        &mut self,
        hashes: &[BlockHash],
        block: u32,
        places: &BTreeMap<BlockHash, Vec<u32>>,
        taken: &mut BTreeSet<u32>,
    ) {
        let free = |hash: &BlockHash| places.get(hash)?.iter().copied().find(|node| !taken.contains(node));
        let nodes: Option<Vec<u32>> = hashes.iter().map(free).collect();
        let Some((first, others)) = nodes.as_deref().and_then(|nodes| nodes.split_first()) else { return };
        if self.pairs.iter().any(|pair| pair.1 == block) {
            return;
        }
        self.pairs.push((*first, block));
        self.covered.extend(others.iter().map(|other| (*other, block)));
        taken.insert(*first);
        taken.extend(others);
    }
}
