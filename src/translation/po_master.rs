//! A chapter made of its source and a PO file, for languages whose translators keep PO files (`master = "po"`). It is
//! the source's document with other words: block for block, so that nothing has to be aligned. What has no
//! translation holds the source's text, and is marked.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::block::{self, Block, BlockKind};
use super::edit::{self, Edit, Page, Reading};
use super::exchange::{is_foreign, read_context};
use super::po::{self, Message};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Doc, Places, front_matter};
use crate::inputs::{hash_parts, mix};
use crate::vpath::VPath;

/// The folder of a locale's PO files.
pub fn folder(tag: &str) -> String {
    format!("locales/{tag}/po")
}

/// The PO file of a chapter.
pub fn path(tag: &str, id: &str) -> VPath {
    VPath::known(&format!("{}/{id}.po", folder(tag)))
}

/// What a chapter is made of.
pub struct Parts<'a> {
    pub source: &'a Doc,
    /// The chapter's id.
    pub id: &'a str,
    /// Where the chapter would lie if it were a file.
    pub chapter: &'a VPath,
    pub po: &'a VPath,
    pub text: &'a Arc<str>,
    /// Where the readers are.
    pub region: Option<&'a str>,
}

/// Makes a chapter; nothing if the file cannot be read, or translates nothing.
pub fn make(parts: &Parts<'_>, reading: Reading<'_>) -> (Option<Doc>, Vec<Diagnostic>) {
    let mut diags = Vec::new();
    let finding = |message: String, line: usize| {
        let help = "mend it; until then readers see the source's text instead, labelled";
        Diagnostic::new(Code::S13, message).at(parts.po, line_of(parts.text, line)).help(help)
    };
    let file = match po::read(parts.text) {
        Ok(file) => file,
        Err(error) => return (None, vec![finding(error.message.to_owned(), error.line)]),
    };
    let known = known(&file.messages, parts.id);
    let sources = block::blocks(parts.source);
    let body = &parts.source.text[front_matter::body_start(&parts.source.text)..];
    let mut page = Page::open(parts.chapter, body, reading);
    let same = |(a, b): (&Block, &Block)| a.kind == b.kind && a.hash == b.hash;
    let n_front = sources.iter().filter(|block| block.node.is_none()).count();
    let blocks = block::blocks(&page.doc);
    if blocks.len() + n_front != sources.len() || !sources[n_front..].iter().zip(&blocks).all(same) {
        let message = "the source of this chapter cannot be laid out for a PO file".to_owned();
        return (None, vec![finding(message, 1)]);
    }
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut fronts: Vec<(BlockKind, String, usize)> = Vec::new();
    let mut texts: BTreeMap<usize, (String, usize)> = BTreeMap::new();
    for (at, source) in sources.iter().enumerate() {
        if is_foreign(parts.source, source, parts.region) {
            continue;
        }
        let n = seen.entry(&source.text).and_modify(|n| *n += 1).or_insert(1);
        let Some(message) = known.get(&(*n, source.text.as_str())) else { continue };
        match edit::canonical(source.kind, &message.text, reading) {
            Some(text) if at < n_front => fronts.push((source.kind, text, message.text_line)),
            Some(text) => {
                texts.insert(at - n_front, (text, message.text_line));
            }
            None => diags.push(finding("this is not one block of text".to_owned(), message.text_line)),
        }
    }
    // What is not to be translated is a block of the page as well.
    let all = page.blocks();
    let place = |at: usize| all.iter().position(|block| block.node == blocks[at].node).unwrap_or(at);
    let edits: Vec<Edit> = texts.iter().map(|(at, (text, _))| Edit::Rewrite(place(*at), text.clone())).collect();
    let mut done = page.apply(&edits).into_iter();
    texts.retain(|_, (_, line)| match done.next() {
        Some(Err(refusal)) => {
            diags.push(finding(refusal.to_string(), *line));
            false
        }
        _ => true,
    });
    fronts.retain(|(kind, text, line)| match page.add_front(*kind, text) {
        Ok(()) => true,
        Err(refusal) => {
            diags.push(finding(refusal.to_string(), *line));
            false
        }
    });
    if texts.is_empty() && fronts.is_empty() {
        return (None, diags);
    }
    (Some(finish(parts, page.doc, &sources[n_front..], &texts)), diags)
}

/// Messages that can be used, by which of the blocks with their text they are of.
fn known<'a>(messages: &'a [Message], id: &str) -> BTreeMap<(usize, &'a str), &'a Message> {
    let mut out = BTreeMap::new();
    for message in messages.iter().filter(|message| !message.fuzzy && !message.text.trim().is_empty()) {
        let (chapter, n) = read_context(message.context.as_deref().unwrap_or_default());
        if chapter == id {
            out.entry((n, message.id.as_str())).or_insert(message);
        }
    }
    out
}

/// Marks what is not translated, and says of each block where it came from.
fn finish(parts: &Parts<'_>, mut doc: Doc, sources: &[Block], texts: &BTreeMap<usize, (String, usize)>) -> Doc {
    let nodes: Vec<u32> = block::blocks(&doc).iter().filter_map(|block| block.node).collect();
    // The first of them names the file that the document is written in.
    let mut from: Vec<(usize, VPath, Range<usize>)> = vec![(0, parts.po.clone(), 0..0)];
    let mut untranslated = Vec::new();
    for (at, node) in nodes.into_iter().enumerate() {
        let (file, range) = match (texts.get(&at), sources[at].node) {
            (Some((_, line)), _) => (parts.po.clone(), line_of(parts.text, *line)),
            (None, own) => {
                untranslated.push(node);
                let source = own.map_or(0..0, |own| parts.source.place_of(parts.source.tree.node(own)).1);
                (parts.source.file.clone(), source)
            }
        };
        let place = doc.tree.node(node);
        from.push((place.start as usize, file, range));
        // Marks between the blocks are nobody's words.
        from.push((place.stop as usize, parts.po.clone(), 0..0));
    }
    from.sort_by_key(|piece| piece.0);
    doc.places = Places::made(from);
    doc.tree.untranslated = Some(untranslated);
    let own = hash_parts([parts.text.as_bytes(), parts.po.as_str().as_bytes(), parts.region.unwrap_or("").as_bytes()]);
    doc.hash = mix([doc.hash, parts.source.hash, own]);
    doc
}

/// The bytes of a line, counted from 1.
fn line_of(text: &str, line: usize) -> Range<usize> {
    let mut start = 0;
    for (at, found) in text.split_inclusive('\n').enumerate() {
        if at + 1 == line {
            return start..start + found.trim_end().len();
        }
        start += found.len();
    }
    0..0
}
