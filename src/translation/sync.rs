//! Moves translated text after its source: blocks within a chapter, from one chapter to another, and whole files. What
//! belongs where is told by the claims; text that nobody has accepted stays where it is, and none is deleted. Text whose
//! source has changed since moves with it, and stays as stale as it was.

mod belonging;
mod front;

use std::collections::{BTreeMap, BTreeSet};

use super::block::{self, BlockHash};
use super::edit::{Cutting, Page, Refusal, Spot, cutting_of};
use crate::document::{Doc, Kind, Tree};

pub use belonging::Belonging;
pub use front::{Carried, carry_front};

/// A block of a chapter that has been moved, or could not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Chapter it belongs to.
    pub chapter: usize,
    /// The source's block.
    pub node: u32,
    pub outcome: Result<(), Refusal>,
}

/// A move that is to be made.
struct Move {
    chapter: usize,
    source: u32,
    from: (usize, u32),
    spot: Spot,
}

/// Blocks of the source that are paired, container by container, with blocks of the target.
struct Level {
    chapter: usize,
    /// The target's container; `None` at the top.
    parent: Option<u32>,
    /// Source block and, if it is in its container, the target's.
    units: Units,
    /// The same of footnotes, which have no order.
    notes: Units,
}

/// Finds, for files that are in no chapter's place, the chapter without a file that most of their text belongs to:
/// the source's file was renamed. Gives (file, chapter), counted as the lists.
pub fn renamed(
    strays: &[&Doc],
    sources: &[Option<&Doc>],
    absent: &[usize],
    belonging: &Belonging<'_>,
) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (stray, doc) in strays.iter().enumerate() {
        let claimed: Vec<BTreeSet<BlockHash>> =
            block::blocks_of_translation(doc).iter().map(|block| belonging.of(block.hash)).collect();
        let belongs = |chapter: usize| {
            let hashes: BTreeSet<BlockHash> = match sources[chapter] {
                Some(source) => block::blocks(source).iter().map(|block| block.hash).collect(),
                None => BTreeSet::new(),
            };
            claimed.iter().filter(|claimed| !claimed.is_disjoint(&hashes)).count()
        };
        let free = absent.iter().filter(|chapter| !out.iter().any(|known| known.1 == **chapter));
        let best =
            free.map(|chapter| (belongs(*chapter), *chapter)).max_by_key(|(n, chapter)| (*n, usize::MAX - chapter));
        let n_claimed = claimed.iter().filter(|claimed| !claimed.is_empty()).count();
        if let Some((_, chapter)) = best.filter(|(n, _)| *n > 0 && n * 2 >= n_claimed) {
            out.push((stray, chapter));
        }
    }
    out
}

/// Moves what stands elsewhere. The first pages are those of the chapters, with no text where a chapter has no file;
/// more may follow, from which text is only taken. With `only`, nothing comes to other chapters.
pub fn arrange(
    pages: &mut [Page<'_>],
    sources: &[Option<&Doc>],
    belonging: &Belonging<'_>,
    only: Option<usize>,
) -> Vec<Moved> {
    let mut out: Vec<Moved> = Vec::new();
    // Every block is moved once at most: the end is sure, whatever the claims say.
    while let Some(next) = next_move(pages, sources, belonging, only, &out) {
        let level = sources[next.chapter].and_then(|source| level(source, next.source));
        let outcome = perform(pages, &next, level);
        out.push(Moved { chapter: next.chapter, node: next.source, outcome });
    }
    out
}

fn perform(pages: &mut [Page<'_>], next: &Move, level: Option<u8>) -> Result<(), Refusal> {
    let (page, node) = next.from;
    let mut cutting = cutting_of(&pages[page].doc, node)?;
    if let (Some(level), Some(first)) = (level, cutting.lines.first_mut())
        && first.starts_with('#')
    {
        *first = format!("{}{}", "#".repeat(level.into()), first.trim_start_matches('#'));
    }
    if page != next.chapter {
        // The new place first: if it is refused, nothing was taken away.
        let old = pages[next.chapter].text().to_owned();
        let notes = notes_of(&pages[page].doc, node, &pages[next.chapter].doc);
        let done = bring(pages, next, &notes, &cutting);
        if done.is_err() {
            pages[next.chapter].restore(&old);
            return done;
        }
        // A note that others refer to stays with them as well: it cannot be taken out.
        for label in notes {
            let note = pages[page].doc.tree.footnotes.iter().find(|note| *note.label == *label).map(|note| note.node);
            let _ = note.map(|note| pages[page].cut(note));
        }
        return Ok(());
    }
    let old = pages[page].text().to_owned();
    let tree = &pages[page].doc.tree;
    let (before, end) = (tree.nodes.len() as u32, tree.node(node).end);
    pages[page].cut(node)?;
    let gone = before - pages[page].doc.tree.nodes.len() as u32;
    let shift = |anchor: u32| if anchor >= end { anchor - gone.min(anchor) } else { anchor };
    let spot = match next.spot {
        Spot::Before(anchor) => Spot::Before(shift(anchor)),
        Spot::After(anchor) => Spot::After(shift(anchor)),
        other => other,
    };
    let done = pages[page].paste(spot, &cutting);
    if done.is_err() {
        pages[page].restore(&old);
    }
    done
}

/// Pastes a block into another chapter, with the notes that it refers to, and takes it out of its own.
fn bring(pages: &mut [Page<'_>], next: &Move, notes: &[String], cutting: &Cutting) -> Result<(), Refusal> {
    let (page, node) = next.from;
    for label in notes {
        let doc = &pages[page].doc;
        let note = doc.tree.footnotes.iter().find(|note| *note.label == **label).ok_or(Refusal::Unwritable)?;
        let note = cutting_of(doc, note.node)?;
        pages[next.chapter].paste(Spot::Bottom, &note)?;
    }
    pages[next.chapter].paste(next.spot, cutting)?;
    pages[page].cut(node).map(|_| ())
}

/// Labels of the footnotes that a block refers to and that another chapter lacks.
fn notes_of(doc: &Doc, node: u32, other: &Doc) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for inner in &doc.tree.nodes[doc.tree.subtree(node)] {
        let Kind::FootnoteRef(at) = inner.kind else { continue };
        let label = &doc.tree.strings[at as usize];
        if !out.contains(&label.to_string()) && !other.tree.footnotes.iter().any(|note| note.label == *label) {
            out.push(label.to_string());
        }
    }
    out
}

fn next_move(
    pages: &[Page<'_>],
    sources: &[Option<&Doc>],
    belonging: &Belonging<'_>,
    only: Option<usize>,
    tried: &[Moved],
) -> Option<Move> {
    let view = View::new(pages, sources, belonging);
    let mut levels = Vec::new();
    let mut used: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); pages.len()];
    for (chapter, source) in sources.iter().enumerate() {
        let Some(source) = source else { continue };
        let mut work: Vec<(Option<u32>, Option<u32>)> = vec![(None, None)];
        while let Some((from, to)) = work.pop() {
            let (units, notes) = view.level(chapter, source, from, to);
            for (s, t) in units.iter().chain(&notes).filter_map(|(s, t)| Some((*s, (*t)?))) {
                used[chapter].insert(t);
                if !source.tree.node(s).kind.holds_inlines() && source.tree.node(s).kind != Kind::TableRow {
                    work.push((Some(s), Some(t)));
                }
            }
            levels.push(Level { chapter, parent: to, units, notes });
        }
    }
    let wanted = |level: &&Level| only.is_none_or(|only| only == level.chapter);
    let fresh = |chapter: usize, node: u32| !tried.iter().any(|moved| moved.chapter == chapter && moved.node == node);
    for level in levels.iter().filter(wanted) {
        let staying = increasing(&level.units.iter().filter_map(|unit| unit.1).collect::<Vec<_>>());
        for (at, (source, target)) in level.units.iter().enumerate() {
            let from = match target {
                Some(target) if staying.contains(target) => continue,
                Some(target) => Some((level.chapter, *target)),
                None => sources[level.chapter].and_then(|doc| view.elsewhere(doc, *source, &used)),
            };
            let Some(from) = from.filter(|_| fresh(level.chapter, *source)) else { continue };
            let stays = |unit: &(u32, Option<u32>)| unit.1.filter(|target| staying.contains(target));
            let before = level.units[..at].iter().rev().find_map(stays);
            let after = level.units[at + 1..].iter().find_map(stays);
            let spot = match (before, after, level.parent) {
                (Some(before), _, _) => Spot::After(before),
                (None, Some(after), _) => Spot::Before(after),
                (None, None, None) => Spot::Top,
                (None, None, Some(_)) => continue,
            };
            return Some(Move { chapter: level.chapter, source: *source, from, spot });
        }
        for (source, _) in level.notes.iter().filter(|note| note.1.is_none() && fresh(level.chapter, note.0)) {
            let from = sources[level.chapter].and_then(|doc| view.elsewhere(doc, *source, &used));
            if let Some(from) = from {
                return Some(Move { chapter: level.chapter, source: *source, from, spot: Spot::Bottom });
            }
        }
    }
    None
}

type Units = Vec<(u32, Option<u32>)>;

/// What every move looks at.
struct View<'a, 'p> {
    pages: &'a [Page<'p>],
    /// For each page, its blocks with the source's hashes they were accepted for, by node.
    claimed: Vec<BTreeMap<u32, BTreeSet<BlockHash>>>,
    /// Where the texts of a block of the source stand.
    holders: BTreeMap<BlockHash, Vec<(usize, u32)>>,
    /// For each source, the hashes of its blocks by node.
    hashes: Vec<BTreeMap<u32, BlockHash>>,
    parents: Vec<Vec<Option<u32>>>,
}

impl<'a, 'p> View<'a, 'p> {
    fn new(pages: &'a [Page<'p>], sources: &[Option<&Doc>], belonging: &Belonging<'_>) -> View<'a, 'p> {
        let hashes: Vec<BTreeMap<u32, BlockHash>> = sources
            .iter()
            .map(|source| {
                let blocks = source.map(block::blocks).unwrap_or_default();
                blocks.iter().filter_map(|block| Some((block.node?, block.hash))).collect()
            })
            .collect();
        let mut holders: BTreeMap<BlockHash, Vec<(usize, u32)>> = BTreeMap::new();
        let mut claimed = Vec::new();
        for (at, page) in pages.iter().enumerate() {
            let mut of_page = BTreeMap::new();
            for block in page.blocks() {
                let Some(node) = block.node else { continue };
                let sources = belonging.of(block.hash);
                for hash in &sources {
                    holders.entry(*hash).or_default().push((at, node));
                }
                if !sources.is_empty() {
                    of_page.insert(node, sources);
                }
            }
            claimed.push(of_page);
        }
        let parents = pages.iter().map(|page| parents(&page.doc.tree)).collect();
        View { pages, claimed, holders, hashes, parents }
    }

    /// Whether most of what was accepted in a block of the target was accepted for this block of the source.
    fn belongs(&self, source: (&Doc, u32), hashes: &BTreeSet<BlockHash>, page: usize, target: u32) -> bool {
        let doc = &self.pages[page].doc;
        if class(source.0, source.1) != class(doc, target) {
            return false;
        }
        let (mut all, mut here) = (0, 0);
        for claimed in self.claimed[page].range(target..doc.tree.node(target).end).map(|entry| entry.1) {
            all += 1;
            here += usize::from(!claimed.is_disjoint(hashes));
        }
        here * 2 > all
    }

    fn hashes_of(&self, chapter: usize, source: &Doc, node: u32) -> BTreeSet<BlockHash> {
        self.hashes[chapter].range(node..source.tree.node(node).end).map(|entry| *entry.1).collect()
    }

    /// The blocks of a container of the source, with those of the target's container that belong to them; footnotes
    /// apart.
    fn level(&self, chapter: usize, source: &Doc, from: Option<u32>, to: Option<u32>) -> (Units, Units) {
        let tree = &self.pages[chapter].doc.tree;
        let mut free: Vec<u32> = tree.children(to).collect();
        let (mut units, mut notes) = (Vec::new(), Vec::new());
        for node in source.tree.children(from) {
            let hashes = self.hashes_of(chapter, source, node);
            if hashes.is_empty() {
                continue;
            }
            let found = free.iter().position(|target| self.belongs((source, node), &hashes, chapter, *target));
            let pair = (node, found.map(|at| free.remove(at)));
            match source.tree.node(node).kind {
                Kind::Footnote(_) => notes.push(pair),
                _ => units.push(pair),
            }
        }
        (units, notes)
    }

    /// A block anywhere that belongs to one of the source and has no other place.
    fn elsewhere(&self, source: &Doc, node: u32, used: &[BTreeSet<u32>]) -> Option<(usize, u32)> {
        let hashes: BTreeSet<BlockHash> = block::blocks(source)
            .iter()
            .filter(|block| block.node.is_some_and(|at| source.tree.subtree(node).contains(&(at as usize))))
            .map(|block| block.hash)
            .collect();
        let holders = hashes.iter().filter_map(|hash| self.holders.get(hash)).flatten();
        for (page, holder) in holders {
            let mut at = Some(*holder);
            while let Some(candidate) = at {
                let doc = &self.pages[*page].doc;
                let taken = used[*page].range(candidate..doc.tree.node(candidate).end).next().is_some();
                if !taken && self.belongs((source, node), &hashes, *page, candidate) {
                    return Some((*page, candidate));
                }
                at = self.parents[*page][candidate as usize];
            }
        }
        None
    }
}

/// The level of the source's heading, if it is one.
fn level(source: &Doc, node: u32) -> Option<u8> {
    match source.tree.node(node).kind {
        Kind::Heading(at) => Some(source.tree.headings[at as usize].level),
        _ => None,
    }
}

/// Kinds that can take each other's place.
fn class(doc: &Doc, node: u32) -> std::mem::Discriminant<Kind> {
    std::mem::discriminant(&match doc.tree.node(node).kind {
        Kind::Plain => Kind::Paragraph,
        Kind::Task(_) => Kind::Item,
        Kind::OrderedList(_) => Kind::List,
        kind => kind,
    })
}

fn parents(tree: &Tree) -> Vec<Option<u32>> {
    let mut open: Vec<u32> = Vec::new();
    let mut out = Vec::with_capacity(tree.nodes.len());
    for at in 0..tree.nodes.len() as u32 {
        open.retain(|node| tree.node(*node).end > at);
        out.push(open.last().copied());
        open.push(at);
    }
    out
}

/// The longest run of numbers that grow, not necessarily side by side: what can stay where it is.
fn increasing(list: &[u32]) -> BTreeSet<u32> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    for (at, number) in list.iter().enumerate() {
        let before = (0..at).filter(|other| list[*other] < *number).max_by_key(|other| (best[*other].0, *other));
        best.push((before.map_or(1, |before| best[before].0 + 1), before));
    }
    let mut out = BTreeSet::new();
    let mut at = (0..list.len()).max_by_key(|at| (best[*at].0, list.len() - at));
    while let Some(here) = at {
        out.insert(list[here]);
        at = best[here].1;
    }
    out
}

#[cfg(test)]
mod tests;
