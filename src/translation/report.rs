//! How far the translation of a chapter has come, block by block: what `status`, `diff` and other programs are told.

use std::collections::{BTreeMap, BTreeSet};

use super::block::{self, Block, BlockHash};
use super::freshness::Freshness;
use super::judge::Twin;
use super::ledger::Severity;
use super::lock::{Claim, State};
use super::record::Record;
use crate::cldr;
use crate::data::Date;
use crate::document::Doc;

/// How a block of the source stands in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    Fresh,
    Minor,
    Major,
    Critical,
    Edited,
    Unclaimed,
    Missing,
}

impl Status {
    pub fn name(self) -> &'static str {
        match self {
            Status::Fresh => "fresh",
            Status::Minor => "minor",
            Status::Major => "major",
            Status::Critical => "critical",
            Status::Edited => "edited",
            Status::Unclaimed => "unclaimed",
            Status::Missing => "missing",
        }
    }

    fn of(freshness: Freshness) -> Status {
        match freshness {
            Freshness::Fresh(_) => Status::Fresh,
            Freshness::Stale(Severity::Minor) => Status::Minor,
            Freshness::Stale(Severity::Major) => Status::Major,
            Freshness::Stale(Severity::Critical) => Status::Critical,
            Freshness::Edited => Status::Edited,
            Freshness::Unclaimed => Status::Unclaimed,
        }
    }
}

/// A block of the source, and what there is of it in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub source: Block,
    pub target: Option<Block>,
    pub status: Status,
    /// How far the text was brought; `None` if it is missing.
    pub state: Option<State>,
    /// The claim that counts, for this source or the one before it.
    pub claim: Option<Claim>,
    /// The source that the text was accepted for, if it was another.
    pub before: Option<BlockHash>,
    /// Since when it has been stale, if somebody classified the edit.
    pub since: Option<Date>,
    /// Words of the source; in scripts without spaces two characters count as a word.
    pub words: usize,
    /// Whether the translation has an error, so that it is not shown.
    pub withheld: bool,
}

/// All blocks of a chapter in the source's order; `sources` are those of the source. `translation` is absent if there is none. Blocks for other regions
/// than the readers' `region` are left out.
pub fn chapter(
    (source, sources): (&Doc, &[Block]),
    translation: Option<(&Doc, &Twin)>,
    record: &Record,
    region: Option<&str>,
) -> Vec<Entry> {
    let Some((target, twin)) = translation else {
        return sources.iter().filter(|block| wanted(source, block, region)).cloned().map(Entry::missing).collect();
    };
    let targets = block::blocks_of_translation(target);
    let by_node: BTreeMap<u32, &Block> = targets.iter().filter_map(|block| Some((block.node?, block))).collect();
    let standing: BTreeMap<u32, (u32, Freshness)> =
        twin.standing.iter().map(|one| (one.source, (one.target, one.freshness))).collect();
    let covered: BTreeSet<u32> = twin.covered.iter().map(|pair| pair.0).collect();
    let mut entries = Vec::new();
    for block in sources.iter().cloned() {
        let found = match block.node {
            Some(node) => standing.get(&node).and_then(|(t, freshness)| Some((*by_node.get(t)?, *freshness))),
            None => {
                let front = twin.front.iter().find(|front| front.kind == block.kind);
                let target = targets.iter().find(|target| target.kind == block.kind);
                front.zip(target).map(|(front, target)| (target, front.freshness))
            }
        };
        if block.node.is_some_and(|node| covered.contains(&node)) {
            continue;
        }
        let Some((to, freshness)) = found else {
            if wanted(source, &block, region) {
                entries.push(Entry::missing(block));
            }
            continue;
        };
        let withheld = to.node.is_some_and(|node| twin.has_error(node, &target.tree));
        entries.push(Entry::paired(block, to, freshness, withheld, record));
    }
    entries
}

impl Entry {
    /// A block and its translation.
    pub(super) fn paired(source: Block, to: &Block, freshness: Freshness, withheld: bool, record: &Record) -> Entry {
        let before = record.claims.source_before(source.hash, to.hash);
        let stale = matches!(freshness, Freshness::Stale(_));
        let edits = record.edits.ledger.edits.iter().filter(|edit| stale && edit.to == source.hash);
        Entry {
            status: Status::of(freshness),
            state: Some(record.claims.state_of(source.hash, to.hash)),
            claim: record.claims.of_pair(before.unwrap_or(source.hash), to.hash).cloned(),
            before,
            since: edits.map(|edit| edit.date).min(),
            words: words(&source.text),
            withheld,
            target: Some(to.clone()),
            source,
        }
    }

    fn missing(source: Block) -> Entry {
        let words = words(&source.text);
        let (target, state, claim, before, since) = (None, None, None, None, None);
        Entry { source, target, status: Status::Missing, state, claim, before, since, words, withheld: false }
    }

    /// Whether somebody has to look at it.
    pub fn is_open(&self) -> bool {
        self.status != Status::Fresh || self.withheld
    }
}

fn wanted(source: &Doc, block: &Block, region: Option<&str>) -> bool {
    let Some(node) = block.node else { return true };
    let around = source.tree.attributes.iter().filter(|(at, _)| source.tree.subtree(*at).contains(&(node as usize)));
    let mut regions = around.filter_map(|(_, attributes)| attributes.region.as_deref());
    regions.all(|wanted| Some(wanted) == region)
}

fn words(text: &str) -> usize {
    let dense = text.chars().filter(|ch| cldr::is_cjk(*ch)).count();
    let spaced =
        text.split_whitespace().filter(|word| word.chars().any(|ch| ch.is_alphanumeric() && !cldr::is_cjk(ch)));
    spaced.count() + dense.div_ceil(2)
}

/// What a chapter's entries come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Number of blocks of each status.
    pub blocks: BTreeMap<Status, usize>,
    pub n_blocks: usize,
    pub words: usize,
    /// Words of blocks that are fresh and at least at this state.
    pub words_at: BTreeMap<State, usize>,
    /// Blocks that were accepted although their text had not changed with the source.
    pub n_unchanged: usize,
    /// The newest claim.
    pub newest: Option<Date>,
}

impl Totals {
    pub fn add(&mut self, entries: &[Entry]) {
        for entry in entries {
            *self.blocks.entry(entry.status).or_default() += 1;
            self.n_blocks += 1;
            self.words += entry.words;
            if let (Status::Fresh, Some(state)) = (entry.status, entry.state) {
                for reached in State::ALL.into_iter().filter(|reached| *reached <= state) {
                    *self.words_at.entry(reached).or_default() += entry.words;
                }
            }
            if let Some(claim) = &entry.claim {
                self.n_unchanged += usize::from(claim.flags.starts_with("u ") && entry.status == Status::Fresh);
                self.newest = self.newest.max(Some(claim.date));
            }
        }
    }

    pub fn count(&self, status: Status) -> usize {
        self.blocks.get(&status).copied().unwrap_or_default()
    }
}
