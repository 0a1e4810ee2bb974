//! A chapter's file as text that is edited block by block. Whatever an edit does not name keeps its bytes: line ends,
//! indentation, list marks, prefixes of quotes, attributes. Every edit is read back, and is refused if the file
//! would not hold exactly the text that was wanted, or if any other block were changed by it.

mod batch;
mod lines;
mod writing;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::block::{self, Block, BlockHash, BlockKind};
use crate::data::{Kind as DataKind, parse_toml, parse_yaml};
use crate::document::{self, Doc, Kind, Options};
use crate::inputs::Inputs;
use crate::vpath::VPath;

pub use batch::Edit;
pub use lines::{Cutting, Spot, cutting_of, lines};
pub use writing::{canonical, labels};

/// What reading a chapter depends on, beside its text.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    pub inputs: &'a Inputs,
    pub options: Options,
}

/// A chapter's file while it is edited.
pub struct Page<'a> {
    pub doc: Doc,
    text: String,
    reading: Reading<'a>,
}

/// Why an edit was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The text stands in another file, which the chapter includes.
    Included(VPath),
    /// There is no way to write this so that it is read back as it is and nothing else changes.
    Unwritable,
    /// The block does not stand on lines of its own.
    NoLines,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Included(file) => write!(f, "it stands in `{file}`, which is included; edit it there"),
            Refusal::Unwritable => f.write_str("the text cannot be written here as one block; edit the file by hand"),
            Refusal::NoLines => f.write_str("the block has no lines of its own; edit the file by hand"),
        }
    }
}

impl<'a> Page<'a> {
    /// A chapter whose file holds `text`, with LF line ends.
    pub fn open(file: &VPath, text: &str, reading: Reading<'a>) -> Page<'a> {
        let doc = document::parse(file, &Arc::from(text), reading.inputs, reading.options);
        Page { doc, text: text.to_owned(), reading }
    }

    /// The file as it is by now.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The blocks of the file, which is that of a translation: its own marks take none out of them.
    pub fn blocks(&self) -> Vec<Block> {
        block::blocks_of_translation(&self.doc)
    }

    /// Gives a block, counted as [`Page::blocks`] does, another canonical text.
    pub fn rewrite(&mut self, at: usize, text: &str) -> Result<(), Refusal> {
        self.apply(&[Edit::Rewrite(at, text.to_owned())]).swap_remove(0)
    }

    /// Puts lines into the file.
    pub fn paste(&mut self, spot: Spot, cutting: &Cutting) -> Result<(), Refusal> {
        self.apply(&[Edit::Paste(spot, cutting.clone())]).swap_remove(0)
    }

    /// Puts a mark in the place of a paragraph's text, so that it is no block any more.
    pub fn blank(&mut self, at: usize, mark: &str) -> Result<(), Refusal> {
        let mut before = self.blocks();
        let block = before.get(at).filter(|block| block.kind == BlockKind::Text).ok_or(Refusal::Unwritable)?;
        let range = block.node.and_then(|node| content(&self.doc, node)).ok_or(Refusal::Unwritable)?;
        let next = self.with(&self.in_file(range)?, mark);
        before.remove(at);
        let hashes = |blocks: &[Block]| blocks.iter().map(|block| block.hash).collect::<Vec<_>>();
        if hashes(&next.blocks()) != hashes(&before) {
            return Err(Refusal::Unwritable);
        }
        *self = next;
        Ok(())
    }

    /// Gives the front matter a title or a description that it has not yet.
    pub fn add_front(&mut self, kind: BlockKind, text: &str) -> Result<(), Refusal> {
        let key = if kind == BlockKind::Title { "title" } else { "description" };
        let body = document::front_matter::body_start(&self.text);
        let (range, line) = match self.text[..body].lines().next().map(str::trim_end) {
            None => (0..0, format!("+++\n{key} = {}\n+++\n\n", quoted(text, false))),
            Some(fence) => {
                let start = self.text.find('\n').map_or(body, |at| at + 1);
                let yaml = fence == "---";
                // A description follows the title.
                let title = self.front_value(BlockKind::Title).filter(|_| kind == BlockKind::Description);
                let end_of = |at: usize| self.text[at..].find('\n').map_or(start, |length| at + length + 1);
                let at = title.map_or(start, |(range, _)| end_of(range.end));
                let is = if yaml { ": " } else { " = " };
                (at..at, format!("{key}{is}{}\n", quoted(text, yaml)))
            }
        };
        let before = self.blocks();
        let next = self.with(&range, &line);
        let mut after = next.blocks();
        let added = after.iter().position(|block| block.kind == kind && block.node.is_none());
        let added = added.map(|at| after.remove(at));
        let hashes = |blocks: &[Block]| blocks.iter().map(|block| block.hash).collect::<Vec<_>>();
        if added.map(|block| block.hash) != Some(BlockHash::of(kind, text)) || hashes(&after) != hashes(&before) {
            return Err(Refusal::Unwritable);
        }
        *self = next;
        Ok(())
    }

    /// Takes another text for the whole file, unless that would change a block.
    pub fn set(&mut self, text: &str) {
        let next = Page::open(&self.doc.file, text, self.reading);
        let hashes = |page: &Page<'_>| page.blocks().iter().map(|block| block.hash).collect::<Vec<_>>();
        if hashes(&next) == hashes(self) {
            *self = next;
        }
    }

    /// Takes the whole file back to a text that it had.
    pub fn restore(&mut self, text: &str) {
        *self = Page::open(&self.doc.file, text, self.reading);
    }

    /// The same page with other bytes in a part of its file.
    fn with(&self, range: &Range<usize>, new: &str) -> Page<'a> {
        let text = format!("{}{new}{}", &self.text[..range.start], &self.text[range.end..]);
        Page::open(&self.doc.file, &text, self.reading)
    }

    /// The bytes of the file that a part of the document's text came from.
    fn in_file(&self, range: Range<usize>) -> Result<Range<usize>, Refusal> {
        let (file, found) = self.doc.place(range.start as u32, range.end as u32);
        if *file != self.doc.file || found.len() != range.len() {
            return Err(Refusal::Included(file.clone()));
        }
        Ok(found)
    }

    /// Where the value of a key of the front matter stands, and whether it is YAML.
    fn front_value(&self, kind: BlockKind) -> Option<(Range<usize>, bool)> {
        let key = if kind == BlockKind::Title { "title" } else { "description" };
        let body = document::front_matter::body_start(&self.text);
        let start = self.text[..body].find('\n')? + 1;
        let yaml = self.text.starts_with("---");
        let inner = self.text[start..body].trim_end();
        let inner = &inner[..inner.rfind('\n').map_or(0, |at| at + 1)];
        let (table, _) = if yaml { parse_yaml(inner) } else { parse_toml(inner) };
        let value = table.get(key).filter(|value| matches!(value.kind, DataKind::Text(_)))?;
        Some((value.range.start + start..value.range.end + start, yaml))
    }
}

/// The part of the document's text that holds the words of a block, without the marks and attributes around it.
fn content(doc: &Doc, node: u32) -> Option<Range<usize>> {
    let children = || doc.tree.children(Some(node)).map(|child| doc.tree.node(child));
    let mut start = children().next()?.start as usize;
    let stop = children().map(|child| child.stop as usize).max()?;
    // The first character may be an escaped one.
    let slashes = doc.text[..start].len() - doc.text[..start].trim_end_matches('\\').len();
    start -= slashes % 2;
    Some(start..start + doc.text[start..stop].trim_end().len())
}

/// All that a block is beside its words: its kind, its attributes and what it is pinned to.
fn frame(doc: &Doc, node: u32) -> String {
    let tree = &doc.tree;
    let kind = match tree.node(node).kind {
        Kind::Heading(at) => format!("h{}", tree.headings[at as usize].level),
        // An empty line between two items makes paragraphs of all of them.
        Kind::Plain => frame_of(Kind::Paragraph),
        kind => frame_of(kind),
    };
    let pins = tree.pins.iter().filter(|pin| pin.0 == node).map(|pin| &pin.1).collect::<Vec<_>>();
    format!("/{kind}{:?}{pins:?}", tree.attributes_of(node))
}

/// The kind alone: which of the document's tables or codes it is changes with every one before it.
fn frame_of(kind: Kind) -> String {
    format!("{:?}", std::mem::discriminant(&kind))
}

/// A text as a value of TOML or YAML. What JSON escapes, both read.
fn quoted(text: &str, yaml: bool) -> String {
    let mut out = String::from("\"");
    for ch in text.chars() {
        match ch {
            '"' | '\\' => out.extend(['\\', ch]),
            ch if ch.is_control() && yaml => out.push_str(&format!("\\x{:02x}", ch as u32)),
            ch if ch.is_control() => out.push_str(&format!("\\u{:04x}", ch as u32)),
            _ => out.push(ch),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests;
