//! Which blocks of the source, as it is now, a translated text belongs to: those that it was accepted for, and where they
//! have changed since, what has become of them. The ledger knows that of edits that were classified. Of the others the
//! base store tells what they said, and the neighbours where they stood.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::Doc;
use crate::translation::block::{self, Block, BlockHash};
use crate::translation::edit::Page;
use crate::translation::{Claims, Record};

/// This much of their words, of 1, two forms of a text have in common at least.
const ALIKE: f32 = 0.6;

/// See the module's text.
pub struct Belonging<'a> {
    claims: &'a Claims,
    current: BTreeSet<BlockHash>,
    /// What has become of texts that are in the source no more.
    followed: BTreeMap<BlockHash, BlockHash>,
}

impl<'a> Belonging<'a> {
    pub fn new(pages: &[Page<'_>], sources: &[Option<&Doc>], record: &'a Record) -> Belonging<'a> {
        let sources: Vec<Vec<Block>> =
            sources.iter().map(|source| source.map(block::blocks).unwrap_or_default()).collect();
        let current = sources.iter().flatten().map(|block| block.hash).collect();
        let mut out = Belonging { claims: &record.claims, current, followed: BTreeMap::new() };
        let pages: Vec<Vec<Block>> = pages.iter().map(Page::blocks).collect();
        out.by_ledger(&pages, record);
        out.by_words(&pages, &sources, record);
        out.by_neighbours(&pages, &sources);
        out
    }

    /// The blocks of the source that a text belongs to.
    pub fn of(&self, target: BlockHash) -> BTreeSet<BlockHash> {
        let named = accepted_for(self.claims, target);
        let current: BTreeSet<BlockHash> = named.iter().copied().filter(|hash| self.current.contains(hash)).collect();
        match current.is_empty() {
            true => named.iter().filter_map(|hash| self.followed.get(hash)).copied().collect(),
            false => current,
        }
    }

    /// What the texts of the pages were accepted for and nobody knows the fate of, with the kind of the text.
    fn lost(&self, pages: &[Vec<Block>]) -> BTreeMap<BlockHash, block::BlockKind> {
        let blocks = pages.iter().flatten().filter(|block| block.node.is_some() && self.of(block.hash).is_empty());
        blocks
            .flat_map(|block| accepted_for(self.claims, block.hash).into_iter().map(|hash| (hash, block.kind)))
            .collect()
    }

    /// Blocks of the source that no text belongs to.
    fn free<'b>(&self, pages: &[Vec<Block>], sources: &'b [Vec<Block>]) -> Vec<&'b Block> {
        let held: BTreeSet<BlockHash> = pages.iter().flatten().flat_map(|block| self.of(block.hash)).collect();
        sources.iter().flatten().filter(|block| block.node.is_some() && !held.contains(&block.hash)).collect()
    }

    fn by_ledger(&mut self, pages: &[Vec<Block>], record: &Record) {
        for hash in self.lost(pages).into_keys() {
            let successor = record.edits.ledger.successor(hash, &|hash| self.current.contains(&hash));
            self.followed.extend(successor.map(|successor| (hash, successor)));
        }
    }

    /// The most alike first; what is as much like one as like another is left alone.
    fn by_words(&mut self, pages: &[Vec<Block>], sources: &[Vec<Block>], record: &Record) {
        let free: Vec<(&Block, Vec<&str>)> =
            self.free(pages, sources).into_iter().map(|block| (block, words(&block.text))).collect();
        let mut found: Vec<(f32, BlockHash, BlockHash)> = Vec::new();
        for (hash, kind) in self.lost(pages) {
            let Some(text) = record.edits.texts.get(&hash) else { continue };
            let own = words(text);
            let alike = free.iter().filter(|(block, _)| block.kind == kind);
            let alike = alike.map(|(block, words)| (likeness(&own, words), block.hash));
            let alike: BTreeMap<BlockHash, f32> =
                alike.filter(|one| one.0 >= ALIKE).map(|one| (one.1, one.0)).collect();
            let best = alike.values().copied().fold(0.0, f32::max);
            let mut first = alike.into_iter().filter(|one| one.1 == best);
            if let (Some((block, likeness)), None) = (first.next(), first.next()) {
                found.push((likeness, hash, block));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut taken = BTreeSet::new();
        for (_, hash, block) in found {
            if taken.insert(block) {
                self.followed.insert(hash, block);
            }
        }
    }

    /// What stands alone between the same two neighbours as before.
    fn by_neighbours(&mut self, pages: &[Vec<Block>], sources: &[Vec<Block>]) {
        let free: BTreeSet<BlockHash> = self.free(pages, sources).iter().map(|block| block.hash).collect();
        let mut places: BTreeMap<BlockHash, Vec<(usize, usize)>> = BTreeMap::new();
        for (chapter, blocks) in sources.iter().enumerate() {
            for (at, block) in blocks.iter().enumerate() {
                places.entry(block.hash).or_default().push((chapter, at));
            }
        }
        let lost = self.lost(pages);
        let mut found = Vec::new();
        for three in pages.iter().flat_map(|blocks| blocks.windows(3)) {
            let own = accepted_for(self.claims, three[1].hash);
            if three[1].node.is_none() || !own.iter().any(|hash| lost.contains_key(hash)) {
                continue;
            }
            let [before, after] = [&three[0], &three[2]].map(|block| {
                let hashes = self.of(block.hash);
                hashes.iter().filter_map(|hash| places.get(hash)).flatten().copied().collect::<BTreeSet<_>>()
            });
            let between = before.iter().filter(|(chapter, at)| after.contains(&(*chapter, at + 2)));
            let between = between.map(|(chapter, at)| &sources[*chapter][at + 1]);
            let mut between = between.filter(|block| block.kind == three[1].kind && free.contains(&block.hash));
            if let (Some(block), None) = (between.next(), between.next()) {
                found.extend(own.into_iter().map(|hash| (hash, block.hash)));
            }
        }
        self.followed.extend(found);
    }
}

/// The blocks of the source that a text was accepted for.
fn accepted_for(claims: &Claims, target: BlockHash) -> BTreeSet<BlockHash> {
    claims.of_target(target).flat_map(|claim| claim.sources.iter().copied()).collect()
}

/// The words of a text, sorted; its characters, where it has no spaces.
fn words(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    if words.len() < 3 {
        words = text.split("").filter(|ch| !ch.trim().is_empty()).collect();
    }
    words.sort_unstable();
    words
}

/// How much of all their words two texts have in common, from 0 to 1.
fn likeness(a: &[&str], b: &[&str]) -> f32 {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(b[j]) {
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
        }
    }
    2.0 * shared as f32 / (a.len() + b.len()).max(1) as f32
}
