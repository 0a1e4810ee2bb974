//! A chapter in another language, made of the source's and a PO file. Each message takes the place of the
//! block it translates. A block without a finished translation is left out, so that readers see the
//! source's there, labelled; what is no language (code without words, rules, markup) stays.

use std::ops::Range;

use super::catalog::{self, Catalog, Found, block_key, inline_key, only_block};
use super::count;
use crate::document::{Doc, Kind, highlight};

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
        self.left_out += other.left_out;
        self.rows += other.rows;
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Kept,
    Gone,
}

/// Translates the body of a document, which begins at this byte of its text.
pub fn translate(doc: &Doc, body: usize, catalog: &mut Catalog) -> Translation {
    let mut job = Job { doc, catalog, edits: Vec::new(), skip_next: false, skip: false, out: Translation::default() };
    let blocks: Vec<u32> = doc.tree.children(None).collect();
    let fates: Vec<Fate> = blocks.iter().map(|node| job.block(*node)).collect();
    job.drop_top(&blocks, &fates);
    let edits = job.edits.into_iter().map(|(range, new)| (range.start - body..range.end - body, new)).collect();
    let mut out = job.out;
    let text = super::apply(&doc.text[body..], edits);
    out.text = format!("{}\n", text.trim_matches('\n').trim_end());
    out
}

struct Job<'a> {
    doc: &'a Doc,
    catalog: &'a mut Catalog,
    edits: Vec<(Range<usize>, String)>,
    /// `<!-- i18n:skip -->` was read: the next message is not translated.
    skip_next: bool,
    /// Between `i18n:skip-start` and `i18n:skip-end`.
    skip: bool,
    out: Translation,
}

impl Job<'_> {
    fn block(&mut self, node: u32) -> Fate {
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
        let mark = (self.edits.len(), self.out.tally.left_out);
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
            self.out.tally.left_out = mark.1;
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
            self.out.tally.left_out += to - from;
        }
        Fate::Kept
    }

    /// Blocks at the top go with their lines; what stands between them stays.
    fn drop_top(&mut self, blocks: &[u32], fates: &[Fate]) {
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
                self.out.tally.left_out += 1;
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
        let mark = (self.edits.len(), self.out.tally.left_out, self.out.tally.rows);
        let rows: Vec<u32> = self.doc.tree.children(Some(node)).collect();
        for row in rows {
            let start = self.edits.len();
            let cells: Vec<u32> = self.doc.tree.children(Some(row)).collect();
            let fates: Vec<Fate> = cells.iter().map(|cell| self.block(*cell)).collect();
            if !fates.contains(&Fate::Gone) {
                continue;
            }
            if self.doc.tree.node(row).kind == Kind::TableHead {
                self.edits.truncate(mark.0);
                (self.out.tally.left_out, self.out.tally.rows) = (mark.1, mark.2);
                return Fate::Gone;
            }
            self.edits.truncate(start);
            let text = &self.doc.text;
            let begin = text[..self.start(row)].rfind('\n').unwrap_or(0);
            let end = text[self.end(row)..].find('\n').map_or(text.len(), |line| self.end(row) + line);
            self.edits.push((begin..end, String::new()));
            self.out.tally.left_out += 1;
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
        let new = match found {
            Found::Translated(text, line) => {
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
                self.out.tally.translated += 1;
                Fate::Kept
            }
            Ok(None) => Fate::Kept,
            Err(()) => Fate::Gone,
        }
    }

    /// What becomes of a block that has no translation; what says nothing in words needs none.
    fn none<T>(&mut self, found: &Found, wordless: bool) -> Result<Option<T>, ()> {
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

    /// A code block: one message, or one for each string and comment in it.
    fn code(&mut self, node: u32, at: u32) -> Fate {
        if self.skipped() {
            return Fate::Kept;
        }
        let code = &self.doc.tree.codes[at as usize];
        let whole = block_key(self.doc, node).map_or(Found::Absent, |key| self.catalog.find(&key));
        let new = match whole {
            Found::Translated(text, line) => {
                let parsed = catalog::parse(&text);
                match only_block(&parsed).map(|block| parsed.tree.node(block).kind) {
                    Some(Kind::Code(at)) => Ok(Some(parsed.tree.codes[at as usize].text.to_string())),
                    _ => {
                        self.out
                            .left
                            .push((line, "the translation is not one code block, as its source is".to_owned()));
                        self.none(&Found::Untranslated, false)
                    }
                }
            }
            Found::Absent => self.literals(node, &code.language, &code.text),
            other => self.none(&other, false),
        };
        let Ok(Some(new)) = new else {
            return if new.is_ok() { Fate::Kept } else { Fate::Gone };
        };
        let (start, end) = (self.start(node), self.end(node));
        let source = &self.doc.text[start..end];
        let Some(fence) = source.lines().next().filter(|line| line.starts_with("```") || line.starts_with("~~~"))
        else {
            return Fate::Gone;
        };
        let prefix = self.prefix(start);
        let mut out = fence.to_owned();
        for line in new.lines() {
            out.push_str(&format!("\n{}", format!("{prefix}{line}").trim_end()));
        }
        let length = fence.len() - fence.trim_start_matches(['`', '~']).len();
        out.push_str(&format!("\n{prefix}{}", &fence[..length]));
        self.edits.push((start..end, out));
        Fate::Kept
    }

    /// The code with its strings and comments translated; `None` if it has none.
    fn literals(&mut self, node: u32, language: &str, code: &str) -> Result<Option<String>, ()> {
        // In lists and quotes the code comes line by line.
        let nested = !self.prefix(self.start(node)).is_empty();
        let pieces: Vec<&str> = if nested { code.split_inclusive('\n').collect() } else { vec![code] };
        let Some(ranges) = highlight::literals(language, &pieces) else {
            // Without a grammar, a block that might hold such words is one message.
            let wordless = !code.contains('"') && !code.contains("//");
            return self.none(&Found::Untranslated, wordless);
        };
        let mut edits = Vec::new();
        let mut tally = (0, Found::Absent);
        for range in ranges {
            let literal = &code[range.clone()];
            match self.catalog.find_text(literal) {
                Found::Translated(text, _) => {
                    let end = if literal.ends_with('\n') && !text.ends_with('\n') { "\n" } else { "" };
                    edits.push((range, format!("{text}{end}")));
                    tally.0 += 1;
                }
                _ if !literal.chars().any(char::is_alphabetic) => {}
                Found::Fuzzy => tally.1 = Found::Fuzzy,
                _ if tally.1 == Found::Absent => tally.1 = Found::Untranslated,
                _ => {}
            }
        }
        if tally.1 != Found::Absent {
            return self.none(&tally.1, false);
        }
        self.out.tally.translated += tally.0;
        Ok((tally.0 > 0).then(|| super::apply(code, edits)))
    }

    /// Raw HTML: directives of gettext tools, markup, and text that some of them extract.
    fn html(&mut self, node: u32, at: u32) -> Fate {
        let html = self.doc.tree.strings[at as usize].trim();
        if let Some(comment) = html.strip_prefix("<!--").and_then(|rest| rest.split("-->").next()) {
            let words = comment.trim().trim_start_matches("mdbook-xgettext:").trim_start_matches("i18n:").trim();
            match words {
                "skip" => self.skip_next = true,
                "skip-start" => self.skip = true,
                "skip-end" => self.skip = false,
                _ => {}
            }
            return Fate::Kept;
        }
        if self.skipped() {
            return Fate::Kept;
        }
        let bare = bare_text(html);
        let found = self.catalog.find(&catalog::words(html));
        match found {
            Found::Translated(text, _) => {
                let prefix = self.prefix(self.start(node));
                let new = text.trim().replace('\n', &format!("\n{prefix}"));
                self.edits.push((self.start(node)..self.end(node), new));
                self.out.tally.translated += 1;
                Fate::Kept
            }
            // A block that opens an element and does not close it cannot be left out alone.
            _ if !bare.chars().any(char::is_alphabetic) || !balanced(html) => Fate::Kept,
            other => match self.none::<()>(&other, false) {
                Ok(_) => Fate::Kept,
                Err(()) => Fate::Gone,
            },
        }
    }

    fn skipped(&mut self) -> bool {
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

    /// The first byte of a block, behind the white space before it.
    fn start(&self, node: u32) -> usize {
        let node = self.doc.tree.node(node);
        let text = &self.doc.text[node.start as usize..node.stop as usize];
        node.start as usize + (text.len() - text.trim_start().len())
    }

    /// The first byte of what a list item holds.
    fn content(&self, item: u32) -> usize {
        self.doc.tree.children(Some(item)).next().map_or(self.start(item), |first| self.start(first))
    }

    /// One past the last byte of a block that is not white space.
    fn end(&self, node: u32) -> usize {
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
    fn prefix(&self, start: usize) -> String {
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
    let mut skip = 0;
    for at in nodes {
        let node = &doc.tree.nodes[at];
        match node.kind {
            Kind::Link(link) if doc.tree.links[link as usize].auto => skip = node.end as usize,
            Kind::Text if at >= skip => {
                if doc.text[node.start as usize..node.stop as usize].chars().any(char::is_alphabetic) {
                    return true;
                }
            }
            Kind::Str(text) if at >= skip && doc.tree.strings[text as usize].chars().any(char::is_alphabetic) => {
                return true;
            }
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

/// The text between tags.
fn bare_text(html: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_usize;
    for ch in html.chars() {
        match ch {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(ch),
            _ => {}
        }
    }
    out
}

/// Whether as many elements are closed as are opened, as far as counting tags can tell.
fn balanced(html: &str) -> bool {
    let closing = html.matches("</").count();
    let void = ["<br", "<img", "<hr", "<wbr", "<input", "<!", "<meta", "<link", "<source"];
    let alone: usize = void.iter().map(|tag| html.matches(tag).count()).sum();
    html.matches('<').count() == closing * 2 + alone
}

/// One line on how the blocks of a language fared.
pub fn summary(tally: &Tally) -> String {
    let mut parts = vec![format!("{} translated", tally.translated)];
    for (n, what) in [(tally.fuzzy, "fuzzy"), (tally.untranslated, "untranslated")] {
        if n > 0 {
            parts.push(format!("{n} {what}"));
        }
    }
    if tally.left_out > 0 {
        parts.push(format!("{} shown in the source language, labelled", count(tally.left_out, "block")));
    }
    parts.join(", ")
}
