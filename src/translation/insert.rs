//! New texts of a translation: those of blocks that it has already, and new blocks, built after their source, with its
//! marks, and put where the alignment misses them. All are planned on one alignment and one reading of the file.

use std::collections::{BTreeMap, BTreeSet};

use super::align::Missing;
use super::block::{self, Block, BlockHash, BlockKind};
use super::edit::{Cutting, Edit, Page, Reading, Refusal, Spot, labels};
use super::exchange::alignment;
use super::record::Record;
use crate::document::{Doc, Kind, Tree};
use crate::vpath::VPath;

/// How often a chapter is aligned at most. A new block can make certain where another belongs; what is still without a
/// place then is told, and can be imported again.
const ROUNDS: usize = 4;

/// What could not be written, and why.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Failed {
    /// Numbers of the rewrites.
    pub rewrites: Vec<(usize, Refusal)>,
    /// Nodes of the source.
    pub texts: Vec<(u32, Refusal)>,
}

/// Gives blocks of the target, counted as [`Page::blocks`] does, another text, and puts translations of source nodes
/// where they belong.
pub fn insert(
    page: &mut Page<'_>,
    source: &Doc,
    rewrites: &[(usize, String)],
    mut texts: BTreeMap<u32, String>,
    record: &Record,
    reading: Reading<'_>,
) -> Failed {
    let mut failed = Failed::default();
    let sources = block::blocks(source);
    for round in 0..ROUNDS {
        let planned = plan(page, source, &sources, &mut texts, record, reading);
        let mut edits: Vec<Edit> = Vec::new();
        if round == 0 {
            edits.extend(rewrites.iter().map(|(block, text)| Edit::Rewrite(*block, text.clone())));
        }
        let n_rewrites = edits.len();
        let mut refused: Vec<(Vec<u32>, Refusal)> = Vec::new();
        let mut pasted = Vec::new();
        for (nodes, planned) in planned {
            match planned {
                Ok((spot, cutting)) => {
                    edits.push(Edit::Paste(spot, cutting));
                    pasted.push(nodes);
                }
                Err(refusal) => refused.push((nodes, refusal)),
            }
        }
        if edits.is_empty() && refused.is_empty() {
            break;
        }
        let mut outcomes = page.apply(&edits).into_iter();
        let rewritten = outcomes.by_ref().take(n_rewrites).enumerate();
        failed.rewrites.extend(rewritten.filter_map(|(at, outcome)| Some((at, outcome.err()?))));
        refused.extend(pasted.into_iter().zip(outcomes).filter_map(|(nodes, outcome)| Some((nodes, outcome.err()?))));
        for (nodes, refusal) in refused {
            failed.texts.extend(nodes.into_iter().map(|node| (node, refusal.clone())));
        }
        if texts.is_empty() {
            break;
        }
    }
    failed.texts.extend(texts.into_keys().map(|node| (node, Refusal::NoLines)));
    failed
}

type Planned = (Vec<u32>, Result<(Spot, Cutting), Refusal>);

/// The new blocks for which the alignment knows a place, each with the texts that it takes from the list, in the
/// source's order.
fn plan(
    page: &Page<'_>,
    source: &Doc,
    sources: &[Block],
    texts: &mut BTreeMap<u32, String>,
    record: &Record,
    reading: Reading<'_>,
) -> Vec<Planned> {
    if texts.is_empty() {
        return Vec::new();
    }
    let mut missing = alignment(source, &page.doc, record).missing;
    missing.retain(|missing| missing.sure);
    missing.sort_by_key(|missing| missing.source);
    let known: BTreeSet<&str> = page.doc.tree.footnotes.iter().map(|note| &*note.label).collect();
    let notes = source.tree.footnotes.iter().filter(|note| !known.contains(&*note.label));
    let mut places = Places::new(&page.doc);
    let units: Vec<(u32, Result<Spot, Refusal>)> = missing
        .iter()
        .map(|missing| (missing.source, places.of(missing)))
        .chain(notes.map(|note| (note.node, Ok(Spot::Bottom))))
        .collect();
    let mut out = Vec::new();
    for (unit, spot) in units {
        let range = source.tree.subtree(unit);
        let mut own = texts.split_off(&(range.start as u32));
        let mut rest = own.split_off(&(range.end as u32));
        texts.append(&mut rest);
        if !own.is_empty() {
            let planned = spot.and_then(|spot| Ok((spot, translated(source, unit, sources, &own, reading)?)));
            out.push((own.into_keys().collect(), planned));
        }
    }
    out
}

/// Finds the places in a target of blocks that it lacks.
pub struct Places<'a> {
    tree: &'a Tree,
    /// Blocks of the containers that were asked for.
    children: BTreeMap<Option<u32>, Vec<u32>>,
}

impl<'a> Places<'a> {
    pub fn new(target: &'a Doc) -> Places<'a> {
        Places { tree: &target.tree, children: BTreeMap::new() }
    }

    pub fn of(&mut self, missing: &Missing) -> Result<Spot, Refusal> {
        let tree = self.tree;
        let children = self.children.entry(missing.parent).or_insert_with(|| {
            tree.children(missing.parent).filter(|node| !matches!(tree.node(*node).kind, Kind::Footnote(_))).collect()
        });
        let before = children.partition_point(|node| *node < missing.before).checked_sub(1).map(|at| children[at]);
        match (before, children.first(), missing.parent) {
            (Some(before), _, _) => Ok(Spot::After(before)),
            (None, Some(first), _) => Ok(Spot::Before(*first)),
            (None, None, None) => Ok(Spot::Top),
            (None, None, Some(parent)) => match tree.node(parent).kind {
                Kind::Item | Kind::Task(_) => Ok(Spot::Inside(parent)),
                _ => Err(Refusal::NoLines),
            },
        }
    }
}

/// A block of the source, with all in it, in the other language. Texts of it that are not translated yet are left
/// out, marked; where that would leave a hole that nobody sees, as in a table, there is no block.
fn translated(
    source: &Doc,
    unit: u32,
    sources: &[Block],
    texts: &BTreeMap<u32, String>,
    reading: Reading<'_>,
) -> Result<Cutting, Refusal> {
    let range = source.tree.subtree(unit);
    let first = sources.partition_point(|block| block.node.is_none_or(|node| (node as usize) < range.start));
    let wanted: Vec<&Block> = sources[first..]
        .iter()
        .take_while(|block| block.node.is_some_and(|node| range.contains(&(node as usize))))
        .collect();
    let kind = source.tree.node(unit).kind;
    if kind == Kind::TableRow {
        let text = texts.get(&unit).ok_or(Refusal::Unwritable)?;
        let hashes = vec![BlockHash::of(BlockKind::Row, text)];
        return Ok(Cutting { lines: vec![format!("| {text} |")], hashes, tight: true });
    }
    if matches!(kind, Kind::Term | Kind::Definition | Kind::AlertTitle | Kind::TableHead) {
        return Err(Refusal::NoLines);
    }
    let end = "\n\n<!-- end -->\n";
    let lines = super::edit::lines(source, unit)?;
    let text = lines.lines.join("\n");
    let all: String = texts.values().map(String::as_str).chain([text.as_str()]).collect();
    let notes: String = labels(&all).iter().map(|label| format!("\n[^{label}]: x\n")).collect();
    // An empty line less, and a list would go on behind the mark.
    let mut page = Page::open(&VPath::known("block.md"), &format!("{text}{end}{notes}"), reading);
    let own: Vec<Block> = block::blocks(&page.doc).into_iter().take(wanted.len()).collect();
    if !own.iter().map(|block| block.kind).eq(wanted.iter().map(|block| block.kind)) {
        return Err(Refusal::NoLines);
    }
    // What the source says is not to be translated is a block of the target all the same.
    let all = page.blocks();
    let at = |node: Option<u32>| all.iter().position(|block| block.node == node).ok_or(Refusal::NoLines);
    let places = own.iter().map(|block| at(block.node)).collect::<Result<Vec<usize>, Refusal>>()?;
    let inside = |block: &&Block| block.node.is_some_and(|node| (page.doc.tree.node(node).start as usize) < text.len());
    let mut n = all.iter().take_while(inside).count();
    let text_of = |block: &Block| block.node.and_then(|node| texts.get(&node));
    let rewrites =
        places.iter().zip(&wanted).filter_map(|(at, block)| Some(Edit::Rewrite(*at, text_of(block)?.clone())));
    for outcome in page.apply(&rewrites.collect::<Vec<_>>()) {
        outcome?;
    }
    for (at, block) in places.iter().zip(&wanted).rev().filter(|(_, block)| text_of(block).is_none()) {
        page.blank(*at, &super::stubs::stub(block.hash))?;
        n -= 1;
    }
    let hashes = page.blocks().into_iter().take(n).map(|block| block.hash).collect();
    let text = page.text().split(end).next().unwrap_or_default();
    Ok(Cutting { lines: text.lines().map(str::to_owned).collect(), hashes, tight: lines.tight })
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::document::Options;
    use crate::inputs::Inputs;

    fn open<'a>(text: &str, inputs: &'a Inputs) -> Page<'a> {
        Page::open(&VPath::known("content/bn/a.md"), text, Reading { inputs, options: Options::default() })
    }

    /// A chapter in sections: a heading, paragraphs, a list, a table.
    fn chapter(blocks: impl Iterator<Item = String>) -> String {
        let block = |(at, text): (usize, String)| match at % 8 {
            0 => format!("## {text}\n\n"),
            3 => format!("- {text}\n"),
            4 => format!("- {text}\n\n"),
            5 => format!("> {text}\n\n"),
            6 => format!("| {text} |\n|---|\n"),
            7 => format!("| {text} |\n\n"),
            _ => format!("{text}\n\n"),
        };
        blocks.enumerate().map(block).collect()
    }

    /// Aligning anew for each block, or reading the file for each, takes minutes.
    #[test]
    fn a_thousand_new_blocks_and_a_thousand_changed_ones_are_written_at_once() {
        let inputs = Inputs::default();
        let reading = Reading { inputs: &inputs, options: Options::default() };
        let n = 1000;
        let source = open(&chapter((0..2 * n).map(|at| format!("Wash {at} times"))), &inputs);
        let mut page = open(&chapter((0..n).map(|at| format!("Alt {at} Mal"))), &inputs);
        // Some of them must be written in another way than the plainest.
        let text = |at: usize| match at % 10 {
            0 => format!("{at}. neu {{x}}"),
            1 => format!("# neu **{at}**"),
            _ => format!("Neu {at} Mal"),
        };
        let rewrites: Vec<(usize, String)> = (0..n).map(|at| (at, text(at))).collect();
        let nodes = source.blocks().into_iter().enumerate().skip(n);
        let texts = nodes.filter_map(|(at, block)| Some((block.node?, text(at)))).collect();
        let start = Instant::now();
        let failed = insert(&mut page, &source.doc, &rewrites, texts, &Record::default(), reading);
        let took = start.elapsed();
        assert_eq!(failed, Failed::default());
        let found: Vec<String> = page.blocks().into_iter().map(|block| block.text).collect();
        assert_eq!(found, (0..2 * n).map(text).collect::<Vec<_>>());
        assert!(took < Duration::from_secs(10), "{took:?}");
    }
}
