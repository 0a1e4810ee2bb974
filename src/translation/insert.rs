//! New blocks of a translation: built after their source, with its marks, and put where the alignment misses them.

use std::collections::BTreeMap;

use super::align::Missing;
use super::block::{self, BlockKind};
use super::edit::{Cutting, Page, Reading, Refusal, Spot, labels};
use super::exchange::alignment;
use super::record::Record;
use crate::document::{Doc, Kind};
use crate::vpath::VPath;

/// Puts translations of source nodes where they belong. Gives the nodes for which there is no place, and why.
pub fn insert(
    page: &mut Page<'_>,
    source: &Doc,
    mut texts: BTreeMap<u32, String>,
    record: &Record,
    reading: Reading<'_>,
) -> Vec<(u32, Refusal)> {
    let mut failed = Vec::new();
    while !texts.is_empty() {
        let mut missing = alignment(source, &page.doc, record).missing;
        missing.retain(|missing| missing.sure);
        missing.sort_by_key(|missing| missing.source);
        let with_text =
            |node: u32| texts.keys().copied().find(|at| source.tree.subtree(node).contains(&(*at as usize)));
        let found = missing.into_iter().find(|missing| with_text(missing.source).is_some());
        let footnote = source.tree.footnotes.iter().map(|note| note.node).find(|node| {
            let label =
                |doc: &Doc, node: u32| doc.tree.footnotes.iter().find(|n| n.node == node).map(|n| n.label.clone());
            let known = page.doc.tree.footnotes.iter().any(|other| Some(&other.label) == label(source, *node).as_ref());
            !known && with_text(*node).is_some()
        });
        let (unit, spot) = match (found, footnote) {
            (Some(missing), _) => (missing.source, spot(&page.doc, &missing)),
            (None, Some(node)) => (node, Ok(Spot::Bottom)),
            (None, None) => break,
        };
        let range = source.tree.subtree(unit);
        let done = spot.and_then(|spot| page.paste(spot, &translated(source, unit, &texts, reading)?));
        let nodes: Vec<u32> = texts.keys().copied().filter(|at| range.contains(&(*at as usize))).collect();
        for node in nodes {
            texts.remove(&node);
            if let Err(refusal) = &done {
                failed.push((node, refusal.clone()));
            }
        }
    }
    failed.extend(texts.into_keys().map(|node| (node, Refusal::NoLines)));
    failed
}

/// The place in the target of a block that it lacks.
pub fn spot(target: &Doc, missing: &Missing) -> Result<Spot, Refusal> {
    let children: Vec<u32> = target
        .tree
        .children(missing.parent)
        .filter(|node| !matches!(target.tree.node(*node).kind, Kind::Footnote(_)))
        .collect();
    let before = children.iter().copied().take_while(|node| *node < missing.before).last();
    match (before, children.first(), missing.parent) {
        (Some(before), _, _) => Ok(Spot::After(before)),
        (None, Some(first), _) => Ok(Spot::Before(*first)),
        (None, None, None) => Ok(Spot::Top),
        (None, None, Some(parent)) => match target.tree.node(parent).kind {
            Kind::Item | Kind::Task(_) => Ok(Spot::Inside(parent)),
            _ => Err(Refusal::NoLines),
        },
    }
}

/// A block of the source, with all in it, in the other language. Texts of it that are not translated yet are left
/// out, marked; where that would leave a hole that nobody sees, as in a table, there is no block.
fn translated(
    source: &Doc,
    unit: u32,
    texts: &BTreeMap<u32, String>,
    reading: Reading<'_>,
) -> Result<Cutting, Refusal> {
    let range = source.tree.subtree(unit);
    let wanted: Vec<block::Block> = block::blocks(source)
        .into_iter()
        .filter(|block| block.node.is_some_and(|node| range.contains(&(node as usize))))
        .collect();
    let kind = source.tree.node(unit).kind;
    if kind == Kind::TableRow {
        let text = texts.get(&unit).ok_or(Refusal::Unwritable)?;
        let hashes = vec![block::BlockHash::of(BlockKind::Row, text)];
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
    let kinds = |blocks: &[block::Block]| blocks.iter().map(|block| block.kind).collect::<Vec<_>>();
    if page.blocks().len() < wanted.len() || kinds(&page.blocks()[..wanted.len()]) != kinds(&wanted) {
        return Err(Refusal::NoLines);
    }
    for (at, block) in wanted.iter().enumerate() {
        if let Some(text) = block.node.and_then(|node| texts.get(&node)) {
            page.rewrite(at, text)?;
        }
    }
    for (at, block) in wanted.iter().enumerate().rev() {
        if block.node.is_some_and(|node| !texts.contains_key(&node)) {
            page.blank(at, &super::stubs::stub(block.hash))?;
        }
    }
    let hashes = page.blocks().into_iter().map(|block| block.hash);
    let n = wanted.iter().filter(|block| block.node.is_some_and(|node| texts.contains_key(&node))).count();
    let hashes = hashes.take(n).collect();
    let text = page.text().split(end).next().unwrap_or_default();
    Ok(Cutting { lines: text.lines().map(str::to_owned).collect(), hashes, tight: lines.tight })
}
