//! Blocks as whole lines: cut out of one place, and pasted into another with the prefix of the containers there.

use std::ops::Range;

use super::{Page, Refusal};
use crate::document::{Doc, Kind};
use crate::translation::block::{self, BlockHash};

/// Lines without the prefix of the containers they stood in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cutting {
    pub lines: Vec<String>,
    /// The blocks in it.
    pub hashes: Vec<BlockHash>,
    /// An item of a list or a row of a table, which needs no empty line around it.
    pub tight: bool,
}

/// Where lines are put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    Before(u32),
    After(u32),
    /// Into an item, behind all it holds.
    Inside(u32),
    /// At the beginning of the chapter's text.
    Top,
    /// At its end.
    Bottom,
}

/// Where lines come into a file.
pub(super) struct Place {
    /// Byte of the file, and of the document's text.
    pub in_file: usize,
    pub in_text: usize,
    /// With the prefix of the containers around them.
    pub lines: String,
    /// The empty line that must stand before and after them.
    pub blank: Option<String>,
}

/// A block with all in it, as lines.
pub fn cutting_of(doc: &Doc, node: u32) -> Result<Cutting, Refusal> {
    Ok(Cutting { hashes: hashes_below(doc, node), ..lines(doc, node)? })
}

/// The same without the hashes of what is in it.
pub fn lines(doc: &Doc, node: u32) -> Result<Cutting, Refusal> {
    let prefix = own_prefix(doc, node).ok_or(Refusal::NoLines)?;
    let range = lines_of(doc, node);
    let lines = doc.text[range].lines().map(|line| strip(line, &prefix)).collect();
    Ok(Cutting { lines, hashes: Vec::new(), tight: is_tight(doc, node) })
}

impl Page<'_> {
    /// Takes a block with all in it out of the file.
    pub fn cut(&mut self, node: u32) -> Result<Cutting, Refusal> {
        let cutting = cutting_of(&self.doc, node)?;
        let range = self.in_file(lines_of(&self.doc, node))?;
        let (mut range, text) = (range, self.text());
        let blank_before = range.start == 0 || last_line_is_blank(&text[..range.start]);
        let next = text[range.end..].split_inclusive('\n').next().unwrap_or_default();
        if blank_before && !next.is_empty() && is_blank(next) {
            range.end += next.len();
        } else if blank_before && text[range.end..].is_empty() && !cutting.tight {
            let body = crate::document::front_matter::body_start(text);
            range.start = body.max(text[..range.start].trim_end().len() + 1).min(range.start);
        }
        let before: Vec<BlockHash> = self.blocks().iter().map(|block| block.hash).collect();
        let next = self.with(&range, "");
        let after: Vec<BlockHash> = next.blocks().iter().map(|block| block.hash).collect();
        if !is_inserted(&after, &before, &cutting.hashes) {
            return Err(Refusal::Unwritable);
        }
        *self = next;
        Ok(cutting)
    }

    /// Where lines come, and how they are written there.
    pub(super) fn place(&self, spot: Spot, cutting: &Cutting) -> Result<Place, Refusal> {
        let doc = &self.doc;
        let (in_text, prefix) = match spot {
            Spot::Before(node) => {
                let prefix = own_prefix(doc, node).ok_or(Refusal::NoLines)?;
                (lines_of(doc, node).start, prefix)
            }
            Spot::After(node) => (lines_of(doc, node).end, continued(&first_prefix(doc, node))),
            Spot::Inside(item) => {
                let prefix = continued(&first_prefix(doc, item));
                let mark = marker(&doc.text[doc.tree.node(item).start as usize..]).ok_or(Refusal::NoLines)?;
                (lines_of(doc, item).end, prefix + &" ".repeat(mark.0.len() + mark.1))
            }
            Spot::Top => (doc.text.len() - body(doc).len(), String::new()),
            Spot::Bottom => (doc.text.len(), String::new()),
        };
        let in_file = match spot {
            Spot::Top => crate::document::front_matter::body_start(self.text()),
            Spot::Bottom => self.text().len(),
            _ => self.in_file(in_text..in_text)?.start,
        };
        let given = match spot {
            Spot::Before(node) | Spot::After(node)
                if matches!(doc.tree.node(node).kind, Kind::Item | Kind::Task(_)) =>
            {
                with_marker(&cutting.lines, &doc.text[doc.tree.node(node).start as usize..])
            }
            _ => cutting.lines.clone(),
        };
        let mut lines = String::new();
        for line in given {
            let line = format!("{prefix}{line}");
            lines.push_str(line.trim_end());
            lines.push('\n');
        }
        let spaced = match spot {
            Spot::Before(node) | Spot::After(node) if cutting.tight => is_loose(doc, node),
            Spot::Inside(_) => false,
            _ => !cutting.tight,
        };
        let blank = spaced.then(|| format!("{}\n", prefix.trim_end()));
        Ok(Place { in_file, in_text, lines, blank })
    }
}

/// Whether the longer list is the shorter one with this run put into it.
fn is_inserted(short: &[BlockHash], long: &[BlockHash], run: &[BlockHash]) -> bool {
    let common = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    (0..=common).any(|at| {
        long.len() == short.len() + run.len() && long[at..].starts_with(run) && long[at + run.len()..] == short[at..]
    })
}

/// The hashes of the blocks in a subtree.
fn hashes_below(doc: &Doc, node: u32) -> Vec<BlockHash> {
    let range = doc.tree.subtree(node);
    let blocks = block::blocks_of_translation(doc);
    blocks.iter().filter(|block| block.node.is_some_and(|at| range.contains(&(at as usize)))).map(|b| b.hash).collect()
}

fn body(doc: &Doc) -> &str {
    &doc.text[crate::document::front_matter::body_start(&doc.text)..]
}

fn is_tight(doc: &Doc, node: u32) -> bool {
    matches!(doc.tree.node(node).kind, Kind::Item | Kind::Task(_) | Kind::TableRow)
}

/// Whether the items of the list of this one have empty lines between them.
fn is_loose(doc: &Doc, item: u32) -> bool {
    doc.tree.node(item).kind != Kind::TableRow
        && doc.tree.children(Some(item)).next().is_some_and(|first| doc.tree.node(first).kind == Kind::Paragraph)
}

/// From the beginning of a block's first line to the end of its last; attributes on a line of their own belong to it.
fn lines_of(doc: &Doc, node: u32) -> Range<usize> {
    let Range { mut start, .. } = first_line(doc, node);
    // A pin goes with the block that it is of.
    let before = doc.text[..start].trim_end();
    let pin = before.rfind('\n').map_or(0, |at| at + 1);
    if doc.tree.pins.iter().any(|pin| pin.0 == node) && before[pin..].trim_start_matches([' ', '>']).starts_with("<!--")
    {
        start = pin;
    }
    // The parser lets a list of definitions go on into what follows; what is in it tells better where it ends.
    let open_ended = |kind: Kind| matches!(kind, Kind::DefinitionList | Kind::Definition);
    let inner = doc.tree.nodes[doc.tree.subtree(node)].iter().filter(|node| !open_ended(node.kind));
    let stop = inner.map(|node| node.stop as usize).max().unwrap_or(start);
    let node = doc.tree.node(node);
    let text = &doc.text[node.start as usize..stop];
    let trimmed = node.start as usize + text.trim_end_matches([' ', '\t', '\n', '>']).len();
    let end_of = |at: usize| doc.text[at..].find('\n').map_or(doc.text.len(), |length| at + length + 1);
    let mut end = end_of(trimmed);
    let next = &doc.text[end..];
    let line = next.split_inclusive('\n').next().unwrap_or_default();
    let plain = line.trim_start_matches([' ', '>']).trim_end();
    if node.kind == Kind::TableHead {
        // The line of dashes.
        return start..end + line.len();
    }
    if node.kind != Kind::TableRow && plain.starts_with('{') && plain.ends_with('}') && !plain.starts_with("{{") {
        end += line.len();
    }
    start..end
}

fn first_line(doc: &Doc, node: u32) -> Range<usize> {
    let at = doc.tree.node(node).start as usize;
    doc.text[..at].rfind('\n').map_or(0, |line| line + 1)..at
}

fn first_prefix(doc: &Doc, node: u32) -> String {
    let range = first_line(doc, node);
    let indent = doc.text[range.end..].len() - doc.text[range.end..].trim_start_matches(' ').len();
    doc.text[range.start..range.end + indent].to_owned()
}

/// The prefix of a block that begins its line; `None` if the mark of an item stands before it.
fn own_prefix(doc: &Doc, node: u32) -> Option<String> {
    Some(first_prefix(doc, node)).filter(|prefix| prefix.chars().all(|ch| matches!(ch, ' ' | '\t' | '>')))
}

/// The prefix of further lines: marks of items become spaces.
fn continued(prefix: &str) -> String {
    prefix.chars().map(|ch| if matches!(ch, '>' | '\t') { ch } else { ' ' }).collect()
}

fn strip(line: &str, prefix: &str) -> String {
    let mut rest = line;
    for ch in prefix.chars() {
        let step = match ch {
            '>' => rest.trim_start_matches(' ').strip_prefix('>'),
            ch => rest.strip_prefix(ch),
        };
        rest = step.unwrap_or(rest);
    }
    rest.to_owned()
}

pub(super) fn is_blank(line: &str) -> bool {
    line.chars().all(|ch| ch.is_whitespace() || ch == '>')
}

pub(super) fn last_line_is_blank(text: &str) -> bool {
    text.ends_with('\n') && text[..text.len() - 1].rsplit('\n').next().is_some_and(is_blank)
}

/// The mark of an item and the spaces after it.
fn marker(text: &str) -> Option<(&str, usize)> {
    let text = text.trim_start_matches(' ');
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mark = match digits {
        0 => text.get(..1).filter(|mark| matches!(*mark, "-" | "*" | "+"))?,
        _ => text.get(..digits + 1).filter(|mark| mark.ends_with(['.', ')']))?,
    };
    let spaces = text[mark.len()..].bytes().take_while(|byte| *byte == b' ').count();
    Some((mark, if (1..=4).contains(&spaces) { spaces } else { 1 }))
}

/// The lines of an item with the mark of the list they come to.
fn with_marker(lines: &[String], sibling: &str) -> Vec<String> {
    let (Some(first), Some(new)) = (lines.first(), marker(sibling)) else { return lines.to_vec() };
    let Some(old) = marker(first) else { return lines.to_vec() };
    let (from, to) = (old.0.len() + old.1, new.0.len() + new.1);
    let mut out = vec![format!("{}{}{}", new.0, " ".repeat(new.1), first.get(from..).unwrap_or_default())];
    out.extend(lines[1..].iter().map(|line| match line.get(..from).is_some_and(|start| start.trim().is_empty()) {
        true => format!("{}{}", " ".repeat(to), &line[from..]),
        false => line.clone(),
    }));
    out
}
