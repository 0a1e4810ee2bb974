//! What is handed to translators and comes back: each block of the source with its translation, as an entry that PO
//! and XLIFF carry alike. Every entry holds the hashes of both texts as they were when it was handed out, so that
//! nobody has to keep a copy to tell later who changed what.

use std::collections::{BTreeMap, BTreeSet};

use super::accept::changed_tokens;
use super::align::{Alignment, align};
use super::anchors::anchors;
use super::block::{self, Block, BlockHash, BlockKind};
use super::figures::language;
use super::freshness::{Claims, Freshness};
use super::judge::Twin;
use super::ledger::Severity;
use super::lock::State;
use super::record::Record;
use crate::document::Doc;
use crate::inputs::hash_parts;

/// A block of the source and its translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The chapter's id.
    pub chapter: String,
    /// Which of the chapter's blocks with this text it is, from 1.
    pub n: usize,
    /// Canonical Markdown of the source.
    pub text: String,
    /// Canonical Markdown of the translation; empty if there is none.
    pub translation: String,
    /// Whether somebody still has to look at it.
    pub fuzzy: bool,
    /// The text that the translation was made of, where the source has changed since.
    pub previous: Option<String>,
    pub mark: Mark,
}

/// What the program notes beside an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mark {
    /// Hash of the source block.
    pub source: Option<BlockHash>,
    pub exported: Exported,
    /// How the pair stood.
    pub standing: Option<Freshness>,
    pub critical: bool,
    /// What changed in the source that could do harm.
    pub changed: Option<(String, String)>,
}

/// The translation as it was handed out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Exported {
    /// Nobody knows: the note was lost, or belongs to another export.
    #[default]
    Unknown,
    Missing,
    Text(BlockHash),
}

impl Entry {
    /// Chapter and number: with the text, what tells an entry from all others.
    pub fn context(&self) -> String {
        if self.n < 2 { self.chapter.clone() } else { format!("{}#{}", self.chapter, self.n) }
    }
}

/// Chapter and number of a context.
pub fn read_context(context: &str) -> (&str, usize) {
    let numbered = context.rsplit_once('#').and_then(|(chapter, n)| Some((chapter, n.parse().ok()?)));
    numbered.unwrap_or((context, 1))
}

impl Mark {
    /// One line of words.
    pub fn write(&self) -> String {
        let mut out = Vec::new();
        if let Some(source) = self.source {
            out.push(format!("b={source}"));
        }
        match self.exported {
            Exported::Unknown => {}
            Exported::Missing => out.push("t=-".to_owned()),
            Exported::Text(target) => out.push(format!("t={target}")),
        }
        match self.standing {
            Some(Freshness::Stale(severity)) => out.push(format!("stale={}", severity.name())),
            Some(Freshness::Fresh(state)) => out.push(format!("state={}", state.name())),
            Some(Freshness::Edited) => out.push("state=edited".to_owned()),
            Some(Freshness::Unclaimed) | None => {}
        }
        if self.critical {
            out.push("critical".to_owned());
        }
        if let Some((was, now)) = &self.changed {
            out.push(format!("numbers: {was} -> {now}"));
        }
        out.join(" ")
    }

    /// Reads what [`Mark::write`] writes, among whatever else stands there.
    pub fn read(text: &str) -> Mark {
        let mut mark = Mark::default();
        for word in text.split_whitespace() {
            match word.split_once('=') {
                Some(("b", hash)) => mark.source = BlockHash::parse(hash),
                Some(("t", "-")) => mark.exported = Exported::Missing,
                Some(("t", hash)) => mark.exported = BlockHash::parse(hash).map_or(Exported::Unknown, Exported::Text),
                Some(("stale", name)) => mark.standing = Severity::parse(name).map(Freshness::Stale),
                Some(("state", "edited")) => mark.standing = Some(Freshness::Edited),
                Some(("state", name)) => mark.standing = State::parse(name).map(Freshness::Fresh),
                None if word == "critical" => mark.critical = true,
                None if word == "numbers:" => break,
                _ => {}
            }
        }
        mark
    }
}

/// Whether a translation that stands so has to be looked at.
pub fn is_doubtful(standing: Option<Freshness>) -> bool {
    matches!(standing, Some(Freshness::Stale(_) | Freshness::Fresh(State::Machine)))
}

/// The target of each source block, as positions in the two lists. What somebody accepted comes first, wherever it
/// stands; the alignment says the rest.
pub fn pairing(sources: &[Block], targets: &[Block], twin: Option<&Twin>, claims: &Claims) -> Vec<Option<usize>> {
    let at_node: BTreeMap<u32, usize> =
        sources.iter().enumerate().filter_map(|(at, block)| Some((block.node?, at))).collect();
    let aligned = |at: usize| -> Option<usize> {
        let target: &Block = &targets[at];
        match target.node {
            Some(node) => at_node.get(&twin?.source_of(node)?).copied(),
            None => sources.iter().position(|source| source.kind == target.kind),
        }
    };
    let accepted = |source: usize, target: usize| {
        sources[source].kind == targets[target].kind
            && claims
                .of_pair(sources[source].hash, targets[target].hash)
                .is_some_and(|claim| claim.state != State::Revoked)
    };
    let aligned: Vec<Option<usize>> = (0..targets.len()).map(aligned).collect();
    let mut out: Vec<Option<usize>> = vec![None; sources.len()];
    let mut used = vec![false; targets.len()];
    let mut join = |source: usize, target: usize, out: &mut Vec<Option<usize>>| {
        if out[source].is_none() && !used[target] {
            out[source] = Some(target);
            used[target] = true;
        }
    };
    for (target, source) in aligned.iter().enumerate() {
        if let Some(source) = source.filter(|source| accepted(*source, target)) {
            join(source, target, &mut out);
        }
    }
    let mut places: BTreeMap<BlockHash, Vec<usize>> = BTreeMap::new();
    for (at, source) in sources.iter().enumerate() {
        places.entry(source.hash).or_default().push(at);
    }
    let mut elsewhere: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (target, block) in targets.iter().enumerate() {
        let named: BTreeSet<BlockHash> =
            claims.of_target(block.hash).flat_map(|claim| claim.sources.iter().copied()).collect();
        let named = named.iter().filter_map(|hash| places.get(hash)).flatten();
        elsewhere.extend(named.filter(|source| accepted(**source, target)).map(|source| (*source, target)));
    }
    for (source, target) in elsewhere {
        join(source, target, &mut out);
    }
    for (target, source) in aligned.iter().enumerate() {
        if let Some(source) = *source {
            join(source, target, &mut out);
        }
    }
    out
}

/// The alignment of a chapter, led by what was accepted.
pub fn alignment(source: &Doc, target: &Doc, record: &Record) -> Alignment {
    let (sources, targets) = (block::blocks(source), block::blocks_of_translation(target));
    align(source, target, &anchors(&sources, &targets, target, &record.claims, &record.edits.ledger))
}

/// The entries of a chapter, in the source's order.
pub fn entries(
    chapter: &str,
    source: &Doc,
    target: Option<(&Doc, &Twin)>,
    region: Option<&str>,
    record: &Record,
) -> Vec<Entry> {
    let sources = block::blocks(source);
    let targets = target.map(|(doc, _)| block::blocks_of_translation(doc)).unwrap_or_default();
    let pairs = pairing(&sources, &targets, target.map(|(_, twin)| twin), &record.claims);
    let current = sources.iter().map(|block| block.hash).collect();
    let tag = language(source);
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out = Vec::new();
    for (block, pair) in sources.iter().zip(pairs) {
        // One text may have been accepted for several blocks: it is the translation of the first.
        let covered = || {
            block.node.zip(target).is_some_and(|(node, (_, twin))| twin.covered.iter().any(|covered| covered.0 == node))
        };
        if pair.is_none() && (is_foreign(source, block, region) || covered()) {
            continue;
        }
        let n = seen.entry(&block.text).and_modify(|n| *n += 1).or_insert(1);
        let target = pair.map(|at| &targets[at]);
        let standing = target.map(|target| {
            record.claims.freshness(block.hash, target.hash, &current, block.critical, &record.edits.ledger)
        });
        let before = match (standing, target) {
            (Some(Freshness::Stale(_)), Some(target)) => record.claims.source_before(block.hash, target.hash),
            _ => None,
        };
        let previous = before.and_then(|hash| record.edits.texts.get(&hash)).cloned();
        out.push(Entry {
            chapter: chapter.to_owned(),
            n: *n,
            text: block.text.clone(),
            translation: target.map(|target| target.text.clone()).unwrap_or_default(),
            fuzzy: is_doubtful(standing),
            mark: Mark {
                source: Some(block.hash),
                exported: target.map_or(Exported::Missing, |target| Exported::Text(target.hash)),
                standing,
                critical: block.critical,
                changed: previous.as_ref().and_then(|was| changed_tokens(was, &block.text, tag)),
            },
            previous,
        });
    }
    out
}

/// Whether a block is for readers of another region only.
pub fn is_foreign(doc: &Doc, block: &Block, region: Option<&str>) -> bool {
    block.node.is_some_and(|node| {
        doc.tree.attributes.iter().any(|(owner, attributes)| {
            let other = attributes.region.as_deref().is_some_and(|own| Some(own) != region);
            other && doc.tree.subtree(*owner).contains(&(node as usize))
        })
    })
}

/// The id of an export: of what it says and of the state it was made from, in whatever order.
pub fn snapshot(entries: &[Entry]) -> String {
    let mut parts: Vec<String> = entries
        .iter()
        .map(|entry| {
            let hash = |hash: Option<BlockHash>| hash.map(|hash| hash.to_string()).unwrap_or_default();
            let target = match entry.mark.exported {
                Exported::Text(target) => Some(target),
                _ => None,
            };
            format!("{}\0{}\0{}", entry.context(), hash(entry.mark.source), hash(target))
        })
        .collect();
    parts.sort();
    format!("{:016x}", hash_parts(parts.iter().map(String::as_bytes)) as u64)
}

/// Forgets the notes of entries that are not those of this snapshot: tools that merge two files take the notes of one
/// and the translations of the other, and then an old text would look like a new one.
pub fn trust(entries: &mut [Entry], id: Option<&str>) {
    if id != Some(snapshot(entries).as_str()) {
        for entry in entries {
            entry.mark.exported = Exported::Unknown;
        }
    }
}

/// The hash of a text of the source that may be gone: the kind is found by the hash that was noted.
pub fn kind_of(text: &str, hash: Option<BlockHash>) -> BlockKind {
    let known = BlockKind::ALL.into_iter().find(|kind| Some(BlockHash::of(*kind, text)) == hash);
    known.unwrap_or(BlockKind::Text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_as_it_was_written() {
        let hash = |text: &str| BlockHash::of(BlockKind::Text, text);
        let standings = [
            None,
            Some(Freshness::Stale(Severity::Critical)),
            Some(Freshness::Fresh(State::Medical)),
            Some(Freshness::Edited),
        ];
        for standing in standings {
            for exported in [Exported::Unknown, Exported::Missing, Exported::Text(hash("t"))] {
                let mark = Mark { source: Some(hash("s")), exported, standing, critical: true, changed: None };
                assert_eq!(Mark::read(&mark.write()), mark);
            }
        }
        assert_eq!(Mark::read("a note of somebody"), Mark::default());
        assert_eq!(read_context("hands#2"), ("hands", 2));
        assert_eq!(read_context("hands"), ("hands", 1));
        assert_eq!(read_context("c#sharp"), ("c#sharp", 1));
    }

    #[test]
    fn notes_of_another_export_are_not_trusted() {
        let mut entry = Entry {
            chapter: "a".to_owned(),
            n: 1,
            text: "s".to_owned(),
            translation: "t".to_owned(),
            fuzzy: false,
            previous: None,
            mark: Mark {
                source: Some(BlockHash::of(BlockKind::Text, "s")),
                exported: Exported::Text(BlockHash::of(BlockKind::Text, "t")),
                ..Mark::default()
            },
        };
        let id = snapshot(std::slice::from_ref(&entry));
        trust(std::slice::from_mut(&mut entry), Some(&id));
        assert!(matches!(entry.mark.exported, Exported::Text(_)));
        trust(std::slice::from_mut(&mut entry), Some("0000000000000000"));
        assert_eq!(entry.mark.exported, Exported::Unknown);
    }
}
