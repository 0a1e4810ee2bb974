//! A chapter in another language, made of the source's and a PO file. Each message takes the place of the
//! block it translates. A block without a finished translation is left out, so that readers see the
//! source's there, labelled; what is no language (code without words, rules, markup) stays.
//!
//! Readers' pages pair blocks by what they look like, and a gap can make two pairings look alike. Which
//! block stands for which is known here, so the pairing is made and compared: a translation that would
//! stand in the wrong place is left out as well.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::blocks::{Fate, Job, UNPLACED};
use super::catalog::Catalog;
use super::count;
use crate::document::{self, Doc, Options, Tree};
use crate::inputs::Inputs;
use crate::translation::align;
use crate::translation::anchors::Anchors;
use crate::vpath::VPath;

/// A chapter's translation.
#[derive(Debug, Default)]
pub struct Translation {
    /// The body, without front matter.
    pub text: String,
    pub tally: Tally,
    /// Line of the PO file, and why its message could not be used.
    pub left: Vec<(usize, String)>,
}

/// How a chapter's blocks fared.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Tally {
    pub translated: usize,
    pub fuzzy: usize,
    /// Not translated, or not known to the PO file.
    pub untranslated: usize,
    /// Translated, but it could not be told where they belong.
    pub unplaced: usize,
    /// Blocks that are left out, each with all it holds.
    pub left_out: usize,
    /// Table rows among them.
    pub rows: usize,
}

impl Tally {
    pub fn add(&mut self, other: &Tally) {
        self.translated += other.translated;
        self.fuzzy += other.fuzzy;
        self.untranslated += other.untranslated;
        self.unplaced += other.unplaced;
        self.left_out += other.left_out;
        self.rows += other.rows;
    }
}

/// Bytes of a block in the source's text.
pub type Span = (u32, u32);

/// A source chapter, ready to be translated.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Read with its raw HTML, in which directives for translators stand.
    pub doc: &'a Doc,
    /// As the new project reads it.
    pub shown: &'a Doc,
    /// The byte where the body begins.
    pub body: usize,
    pub options: Options,
}

/// Translates a chapter.
pub fn translate(source: Source<'_>, catalog: &mut Catalog) -> Translation {
    let mut unplaced = BTreeSet::new();
    loop {
        let (mut out, gone, used) = attempt(source, catalog, &unplaced);
        let misplaced = misplaced(source, &out.text, &gone);
        if misplaced.is_empty() {
            return out;
        }
        let before = unplaced.len();
        unplaced.extend(misplaced);
        if unplaced.len() == before {
            // No order of what is left says where it belongs.
            out.tally.unplaced += std::mem::take(&mut out.tally.translated);
            out.left.extend(used.into_iter().map(|line| (line, UNPLACED.to_owned())));
            return out;
        }
    }
}

/// Gives the translation, the blocks left out, and the lines of the messages used.
fn attempt(
    source: Source<'_>,
    catalog: &mut Catalog,
    unplaced: &BTreeSet<Span>,
) -> (Translation, Vec<Span>, Vec<usize>) {
    let Source { doc, body, .. } = source;
    let mut job = Job {
        doc,
        catalog,
        unplaced,
        edits: Vec::new(),
        gone: Vec::new(),
        used: Vec::new(),
        skip_next: false,
        skip: false,
        out: Translation::default(),
    };
    let blocks: Vec<u32> = doc.tree.children(None).collect();
    let fates: Vec<Fate> = blocks.iter().map(|node| job.block(*node)).collect();
    job.drop_top(&blocks, &fates);
    let edits = job.edits.into_iter().map(|(range, new)| (range.start - body..range.end - body, new)).collect();
    let mut out = job.out;
    out.tally.left_out = job.gone.len();
    out.tally.translated = job.used.len();
    let text = super::apply(&doc.text[body..], edits);
    out.text = format!("{}\n", text.trim_matches('\n').trim_end());
    (out, job.gone, job.used)
}

/// The blocks that were kept and would be taken for others, or for nothing.
fn misplaced(source: Source<'_>, text: &str, gone: &[Span]) -> Vec<Span> {
    let text: Arc<str> = text.into();
    let target = document::parse(&VPath::known("translation.md"), &text, &Inputs::default(), source.options);
    let tree = &source.shown.tree;
    let paired: BTreeSet<u32> =
        align(source.shown, &target, &Anchors::default()).pairs.into_iter().map(|pair| pair.0).collect();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(node) = tree.nodes.get(at) {
        let span = (node.start, node.stop);
        let left_out = gone.contains(&span) && !node.kind.is_inline();
        if node.kind.is_inline() || left_out || !paired.contains(&(at as u32)) {
            if left_out && holds(tree, &paired, at) || !left_out && !node.kind.is_inline() {
                out.push(span);
            }
            at = node.end as usize;
        } else {
            at += 1;
        }
    }
    out
}

/// Whether anything in a subtree has a partner.
fn holds(tree: &Tree, paired: &BTreeSet<u32>, node: usize) -> bool {
    paired.range(node as u32..tree.nodes[node].end).next().is_some()
}

/// One line on how the blocks of a language fared.
pub fn summary(tally: &Tally) -> String {
    let mut parts = vec![format!("{} translated", tally.translated)];
    let others =
        [(tally.fuzzy, "fuzzy"), (tally.untranslated, "untranslated"), (tally.unplaced, "without a clear place")];
    for (n, what) in others {
        if n > 0 {
            parts.push(format!("{n} {what}"));
        }
    }
    if tally.left_out > 0 {
        parts.push(format!("{} left out: shown in the source language, labelled", count(tally.left_out, "block")));
    }
    parts.join(", ")
}
