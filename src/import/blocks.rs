//! The blocks of a chapter, one after the other: which take a translation, which go, which stay.

use std::collections::BTreeSet;
use std::ops::Range;

use super::catalog::{self, Catalog, Found, inline_key, only_block};
use super::translate::{Span, Translation};
use crate::document::{Doc, Kind};

/// Why a message is not used.
pub const UNPLACED: &str =
    "the translation was left out: beside blocks without one, it would be taken for another block's";
pub const PARTIAL: &str =
    "the translation was left out with the table row, list or code of which another part has none";

/// What becomes of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Kept,
    Gone,
}

/// The work on one chapter. Edits, left out blocks and used messages are taken back together when the
/// container they lie in goes.
pub struct Job<'a> {
    pub doc: &'a Doc,
    pub catalog: &'a mut Catalog,
    /// Blocks that are left out though they are translated.
    pub unplaced: &'a BTreeSet<Span>,
    /// Blocks that are left out, each with all it holds.
    pub gone: Vec<Span>,
    /// Lines of the messages that took a block's place.
    pub used: Vec<usize>,
    pub edits: Vec<(Range<usize>, String)>,
    /// `<!-- i18n:skip -->` was read: the next message is not translated.
    pub skip_next: bool,
    /// Between `i18n:skip-start` and `i18n:skip-end`.
    pub skip: bool,
    pub out: Translation,
}

impl Job<'_> {
    pub fn block(&mut self, node: u32) -> Fate {
        if self.unplaced.contains(&self.span(node)) {
            let before = (self.edits.len(), self.gone.len(), self.used.len(), self.out.tally.rows);
            self.known(node);
            self.edits.truncate(before.0);
            self.gone.truncate(before.1);
            self.out.tally.rows = before.3;
            self.out.tally.unplaced += self.used.len() - before.2;
            self.unuse(before.2, UNPLACED);
            return Fate::Gone;
        }
        self.known(node)
    }

    fn known(&mut self, node: u32) -> Fate {
        let kind = self.doc.tree.node(node).kind;
        match kind {
            Kind::Code(at) => self.code(node, at),
            Kind::Html(at) => self.html(node, at),
            Kind::Table(_) => self.table(node),
            Kind::Rule => Fate::Kept,
            _ if kind.holds_inlines() => self.leaf(node),
            _ => self.container(node),
        }
    }

    /// Blocks in a container. It goes when all it holds goes.
    fn container(&mut self, node: u32) -> Fate {
        let kind = self.doc.tree.node(node).kind;
        let mark = (self.edits.len(), self.gone.len(), self.used.len(), self.out.tally.rows);
        let children: Vec<u32> = self.doc.tree.children(Some(node)).collect();
        let fates: Vec<Fate> = children.iter().map(|child| self.block(*child)).collect();
        let titleless = children
            .first()
            .zip(fates.first())
            .is_some_and(|(child, fate)| self.doc.tree.node(*child).kind == Kind::AlertTitle && *fate == Fate::Gone);
        let any = fates.contains(&Fate::Gone);
        let all = any && fates.iter().all(|fate| *fate == Fate::Gone);
        // A term and its definitions stand for each other.
        if all || titleless || any && kind == Kind::DefinitionList {
            self.edits.truncate(mark.0);
            self.gone.truncate(mark.1);
            self.unuse(mark.2, PARTIAL);
            self.out.tally.rows = mark.3;
            return Fate::Gone;
        }
        for (from, to) in gone_runs(&fates) {
            let cut = match children.get(to) {
                // An ordered list goes on with the number it began with.
                Some(next) if from == 0 && matches!(kind, Kind::OrderedList(_)) => {
                    self.content(children[from])..self.content(*next)
                }
                Some(next) => self.start(children[from])..self.start(*next),
                None => self.end(children[from - 1])..self.end(children[to - 1]),
            };
            self.edits.push((cut, String::new()));
            let gone: Vec<Span> = children[from..to].iter().map(|child| self.span(*child)).collect();
            self.gone.extend(gone);
        }
        Fate::Kept
    }

    /// Blocks at the top go with their lines; what stands between them stays.
    pub fn drop_top(&mut self, blocks: &[u32], fates: &[Fate]) {
        for (from, to) in gone_runs(fates) {
            for at in from..to {
                let text = &self.doc.text;
                let start = text[..self.start(blocks[at])].rfind('\n').map_or(0, |at| at + 1);
                let mut end =
                    text[self.end(blocks[at])..].find('\n').map_or(text.len(), |line| self.end(blocks[at]) + line + 1);
                while let Some(line) = text[end..].split_inclusive('\n').next().filter(|line| line.trim().is_empty()) {
                    end += line.len();
                }
                let new = if at + 1 == to { self.border(blocks, from, to) } else { "" };
                self.edits.push((start..end, new.to_owned()));
                self.gone.push(self.span(blocks[at]));
            }
        }
    }

    /// What keeps the blocks before and after a gap apart.
    fn border(&self, blocks: &[u32], from: usize, to: usize) -> &'static str {
        let kind = |at: usize| blocks.get(at).map(|node| self.doc.tree.node(*node).kind);
        let list = |kind: Option<Kind>| matches!(kind, Some(Kind::List | Kind::OrderedList(_)));
        let before = from.checked_sub(1).and_then(kind);
        if list(before) && list(kind(to)) {
            return "<!-- -->\n\n";
        }
        let start = self.start(blocks[from]);
        let line = self.doc.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let blank = line == 0 || self.doc.text[..line].ends_with("\n\n");
        if blank { "" } else { "\n" }
    }

    /// A table row goes as a whole; without its head, the table goes.
    fn table(&mut self, node: u32) -> Fate {
        let mark = (self.edits.len(), self.gone.len(), self.out.tally.rows, self.used.len());
        let rows: Vec<u32> = self.doc.tree.children(Some(node)).collect();
        for row in rows {
            let start = (self.edits.len(), self.used.len());
            let cells: Vec<u32> = self.doc.tree.children(Some(row)).collect();
            let fates: Vec<Fate> = cells.iter().map(|cell| self.block(*cell)).collect();
            if !fates.contains(&Fate::Gone) && !self.unplaced.contains(&self.span(row)) {
                continue;
            }
            if self.doc.tree.node(row).kind == Kind::TableHead {
                self.edits.truncate(mark.0);
                self.gone.truncate(mark.1);
                self.out.tally.rows = mark.2;
                self.unuse(mark.3, PARTIAL);
                return Fate::Gone;
            }
            self.edits.truncate(start.0);
            self.unuse(start.1, PARTIAL);
            let text = &self.doc.text;
            let begin = text[..self.start(row)].rfind('\n').unwrap_or(0);
            let end = text[self.end(row)..].find('\n').map_or(text.len(), |line| self.end(row) + line);
            self.edits.push((begin..end, String::new()));
            self.gone.push(self.span(row));
            self.out.tally.rows += 1;
        }
        Fate::Kept
    }

    /// A paragraph, heading, cell, term or the text of a list item.
    fn leaf(&mut self, node: u32) -> Fate {
        let doc = self.doc;
        let block = *doc.tree.node(node);
        let inlines = node as usize + 1..block.end as usize;
        if inlines.is_empty() || self.skipped() {
            return Fate::Kept;
        }
        let key = inline_key(doc, inlines.clone());
        let mut found = self.catalog.find(&key);
        let mut marked = false;
        if found == Found::Absent
            && let Some(mark) = self.alert_mark(node)
        {
            // Older tools took the mark of a callout for its first words.
            found = self.catalog.find(&format!("{mark} {key}"));
            marked = found != Found::Absent;
        }
        let line = if let Found::Translated(_, line) = &found { *line } else { 0 };
        let new = match found {
            Found::Translated(text, _) => {
                let text =
                    if marked { text.split_once(']').map_or("", |(_, rest)| rest).trim().to_owned() } else { text };
                self.fit(node, &text, line)
            }
            other => self.none(&other, !speaks(doc, inlines.clone())),
        };
        match new {
            Ok(Some(new)) => {
                let end = inlines.clone().map(|at| doc.tree.nodes[at].stop).max().unwrap_or(block.stop);
                self.edits.push((doc.tree.nodes[inlines.start].start as usize..end as usize, new));
                self.used.push(line);
                Fate::Kept
            }
            Ok(None) => Fate::Kept,
            Err(()) => Fate::Gone,
        }
    }

    /// What becomes of a block that has no translation; what says nothing in words needs none.
    pub fn none<T>(&mut self, found: &Found, wordless: bool) -> Result<Option<T>, ()> {
        match found {
            _ if wordless => return Ok(None),
            Found::Fuzzy => self.out.tally.fuzzy += 1,
            _ => self.out.tally.untranslated += 1,
        }
        Err(())
    }

    /// The translation in the form that the block's place asks for.
    fn fit(&mut self, node: u32, text: &str, line: usize) -> Result<Option<String>, ()> {
        let text = catalog::literal_directives(text.trim());
        let kind = self.doc.tree.node(node).kind;
        let one_line = matches!(kind, Kind::Heading(_) | Kind::TableCell | Kind::Term | Kind::AlertTitle);
        if one_line {
            let text = text.split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
            return Ok(Some(if kind == Kind::TableCell { escape_bars(&text) } else { text }));
        }
        let parsed = catalog::parse(&text);
        let good = only_block(&parsed)
            .is_some_and(|block| matches!(parsed.tree.node(block).kind, Kind::Paragraph | Kind::Html(_)));
        if !good {
            self.out.left.push((line, "the translation is not one paragraph, as its source is".to_owned()));
            self.out.tally.untranslated += 1;
            return Err(());
        }
        let prefix = self.prefix(self.doc.tree.nodes[node as usize + 1].start as usize);
        Ok(Some(text.replace('\n', &format!("\n{prefix}"))))
    }

    /// Says of the messages used since then that they are not shown after all.
    pub fn unuse(&mut self, mark: usize, why: &str) {
        let lines = self.used.split_off(mark);
        self.out.left.extend(lines.into_iter().map(|line| (line, why.to_owned())));
    }

    pub fn skipped(&mut self) -> bool {
        std::mem::take(&mut self.skip_next) || self.skip
    }

    /// `[!NOTE]` if the block is the first of a callout.
    fn alert_mark(&self, node: u32) -> Option<String> {
        match node.checked_sub(1).map(|parent| self.doc.tree.node(parent).kind) {
            Some(Kind::Alert(kind)) => Some(format!("[!{}]", kind.name().to_uppercase())),
            _ => None,
        }
    }

    // Places.

    fn span(&self, node: u32) -> Span {
        let node = self.doc.tree.node(node);
        (node.start, node.stop)
    }

    /// The first byte of a block, behind the white space before it.
    pub fn start(&self, node: u32) -> usize {
        let node = self.doc.tree.node(node);
        let text = &self.doc.text[node.start as usize..node.stop as usize];
        node.start as usize + (text.len() - text.trim_start().len())
    }

    /// The first byte of what a list item holds.
    fn content(&self, item: u32) -> usize {
        self.doc.tree.children(Some(item)).next().map_or(self.start(item), |first| self.start(first))
    }

    /// One past the last byte of a block that is not white space.
    pub fn end(&self, node: u32) -> usize {
        let mut at = node;
        // A container may reach over the marks of empty lines after its last block.
        while let Kind::Quote
        | Kind::Alert(_)
        | Kind::List
        | Kind::OrderedList(_)
        | Kind::Item
        | Kind::Task(_)
        | Kind::DefinitionList
        | Kind::Definition
        | Kind::Footnote(_) = self.doc.tree.node(at).kind
        {
            match self.doc.tree.children(Some(at)).last() {
                Some(last) => at = last,
                None => break,
            }
        }
        let block = self.doc.tree.node(at);
        let text = &self.doc.text[block.start as usize..block.stop as usize];
        block.start as usize + text.trim_end().len()
    }

    /// What the lines of a block after its first begin with.
    pub fn prefix(&self, start: usize) -> String {
        let line = self.doc.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let keep = |ch: char| if matches!(ch, '>' | '\t') { ch } else { ' ' };
        self.doc.text[line..start].chars().map(keep).collect()
    }
}

/// Runs of blocks that go: index of the first, and one past the last.
fn gone_runs(fates: &[Fate]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in fates.iter().enumerate().filter(|(_, fate)| **fate == Fate::Gone) {
        match runs.last_mut() {
            Some(run) if run.1 == at => run.1 += 1,
            _ => runs.push((at, at + 1)),
        }
    }
    runs
}

/// Whether a run of inlines has words of a language: code and bare addresses have none.
fn speaks(doc: &Doc, nodes: Range<usize>) -> bool {
    let words = |text: &str| text.chars().any(char::is_alphabetic);
    let mut skip = 0;
    for at in nodes {
        let node = &doc.tree.nodes[at];
        match node.kind {
            Kind::Link(link) if doc.tree.links[link as usize].auto => skip = node.end as usize,
            _ if at < skip => {}
            Kind::Text if words(&doc.text[node.start as usize..node.stop as usize]) => return true,
            Kind::Str(text) if words(&doc.tree.strings[text as usize]) => return true,
            _ => {}
        }
    }
    false
}

/// A cell's text with the bars that would end it escaped.
fn escape_bars(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut escaped = false;
    for ch in text.chars() {
        if ch == '|' && !escaped {
            out.push('\\');
        }
        escaped = ch == '\\' && !escaped;
        out.push(ch);
    }
    out
}
