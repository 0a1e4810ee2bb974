//! Stubs: lines `<!-- todo s:… -->` in the file of a translation, each where a block of the source has none yet. They
//! are nothing to readers, who get the block of the source, and nothing to the alignment.

use std::collections::BTreeMap;

use super::align::Missing;
use super::block::{self, BlockHash};
use super::edit::{Cutting, Edit, Page, Refusal, Spot};
use super::exchange::{alignment, is_foreign, pairing};
use super::insert::Places;
use super::judge::Twin;
use super::record::Record;
use crate::document::{Doc, Kind, raw_html};

/// The line that stands for a block without translation.
pub fn stub(hash: block::BlockHash) -> String {
    format!("<!-- todo s:{hash} -->")
}

/// Brings the stubs of a chapter in line with what it lacks. Gives how many came and how many went.
pub fn settle(page: &mut Page<'_>, source: &Doc, region: Option<&str>, record: &Record) -> (usize, usize) {
    let alignment = alignment(source, &page.doc, record);
    let missing: Vec<Missing> = alignment.missing.into_iter().filter(|missing| missing.sure).collect();
    let twin = Twin { pairs: alignment.pairs, ..Twin::default() };
    let sources = block::blocks(source);
    let pairs = pairing(&sources, &page.blocks(), Some(&twin), &record.claims);
    let mut inside: BTreeMap<u32, Missing> = BTreeMap::new();
    for missing in missing {
        inside.extend(source.tree.subtree(missing.source).map(|node| (node as u32, missing)));
    }
    let mut wanted: Vec<(BlockHash, Missing)> = Vec::new();
    for (block, pair) in sources.iter().zip(pairs) {
        if let Some(missing) = block.node.and_then(|node| inside.get(&node))
            && pair.is_none()
            && !is_foreign(source, block, region)
        {
            wanted.push((block.hash, *missing));
        }
    }
    let mut there: BTreeMap<String, usize> = BTreeMap::new();
    for hash in page.text().lines().filter_map(|line| raw_html::stub(line.trim_start_matches([' ', '>']))) {
        *there.entry(hash.to_owned()).or_default() += 1;
    }
    let mut new: Vec<(BlockHash, Missing)> = Vec::new();
    for (hash, missing) in wanted {
        match there.get_mut(&hash.to_string()).filter(|n| **n > 0) {
            Some(n) => *n -= 1,
            None => new.push((hash, missing)),
        }
    }
    let edits: Vec<Edit> = {
        let mut places = Places::new(&page.doc);
        let edit = |(hash, missing): (BlockHash, Missing)| {
            let tight = missing.parent.is_some_and(|parent| is_list(&page.doc, parent));
            let cutting = Cutting { lines: vec![stub(hash)], hashes: Vec::new(), tight };
            Some(Edit::Paste(place(&page.doc, &mut places, &missing).ok()?, cutting))
        };
        new.into_iter().filter_map(edit).collect()
    };
    let n_new = page.apply(&edits).iter().filter(|outcome| outcome.is_ok()).count();
    let old: Vec<BlockHash> =
        there.iter().flat_map(|(hash, n)| std::iter::repeat_n(BlockHash::parse(hash), *n)).flatten().collect();
    drop_stubs(page, &old);
    (n_new, old.len())
}

fn is_list(doc: &Doc, node: u32) -> bool {
    matches!(doc.tree.node(node).kind, Kind::List | Kind::OrderedList(_))
}

/// Where a stub stands. Between the items of a list it would cut it in two, and a table holds none.
fn place(doc: &Doc, places: &mut Places<'_>, missing: &Missing) -> Result<Spot, Refusal> {
    match (missing.parent, places.of(missing)) {
        (Some(list), Ok(Spot::After(item))) if is_list(doc, list) => Ok(Spot::Inside(item)),
        (Some(list), _) if is_list(doc, list) => Ok(Spot::Before(list)),
        (Some(other), _) if matches!(doc.tree.node(other).kind, Kind::Table(_) | Kind::DefinitionList) => {
            Ok(Spot::After(other))
        }
        (_, spot) => spot,
    }
}

/// Takes out the lines that stand for these blocks, one for each. What an empty line was for goes with them.
pub fn drop_stubs(page: &mut Page<'_>, hashes: &[block::BlockHash]) {
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    for hash in hashes {
        *left.entry(hash.to_string()).or_default() += 1;
    }
    let lines: Vec<&str> = page.text().split_inclusive('\n').collect();
    let mut kept: Vec<&str> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        at += 1;
        let found = raw_html::stub(line.trim_start_matches([' ', '>']));
        match found.and_then(|hash| left.get_mut(hash)).filter(|n| **n > 0) {
            Some(n) => {
                *n -= 1;
                let blank =
                    |line: Option<&&str>| line.is_none_or(|line| line.trim_matches([' ', '>', '\n']).is_empty());
                if blank(kept.last()) && at < lines.len() && blank(lines.get(at)) {
                    at += 1;
                }
            }
            None => kept.push(line),
        }
    }
    let mut text = kept.concat();
    if kept.len() < lines.len() {
        // A line at the end may have brought an empty one before it.
        text.truncate(text.trim_end_matches('\n').len());
        text.push('\n');
        page.set(&text);
    }
}
