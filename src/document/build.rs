//! Builds the flat tree from a stream of block and inline pieces, running the passes of this
//! program's Markdown over each block's inlines on the way.

use std::collections::BTreeSet;

use super::inline::{Inline, InlineKind, Inlines};
use super::raw_html::{self, Piece};
use super::slug::{self, Ids};
use super::tree::{Attributes, Heading, Kind, Link, Node, Tree};
use super::{Doc, alert, attributes, autolink, cjk};
use crate::diagnostic::{Code, Diagnostic};

/// See the module's text.
pub struct Builder<'a> {
    doc: &'a Doc,
    text: &'a str,
    trusted_html: bool,
    pub tree: Tree,
    open: Vec<u32>,
    inlines: Vec<Inline>,
    /// Where a raw HTML block began.
    html_start: Option<u32>,
    /// `<!-- i18n:skip -->` was read: the next block is not translated.
    skip_next: bool,
    diags: Vec<Diagnostic>,
}

impl<'a> Builder<'a> {
    pub fn new(doc: &'a Doc, body: usize, trusted_html: bool) -> Builder<'a> {
        let tree = Tree { nodes: Vec::with_capacity((doc.text.len() - body) / 24 + 8), ..Tree::default() };
        Builder {
            doc,
            text: &doc.text,
            trusted_html,
            tree,
            open: Vec::new(),
            inlines: Vec::new(),
            html_start: None,
            skip_next: false,
            diags: Vec::new(),
        }
    }

    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// The index the next node will have, once a pending implicit block is closed.
    pub fn next_node(&mut self) -> u32 {
        self.close_implicit();
        self.tree.nodes.len() as u32
    }

    pub fn report_with(&mut self, code: Code, message: String, start: u32, stop: u32, help: Option<String>) {
        let (file, range) = self.doc.place(start, stop);
        let mut diag = Diagnostic::new(code, message).at(file, range);
        diag.help = help;
        self.diags.push(diag);
    }

    /// Opens a block.
    pub fn open(&mut self, kind: Kind, start: u32, stop: u32) {
        self.close_implicit();
        let node = self.push(kind, start, stop);
        self.open.push(node);
        if std::mem::take(&mut self.skip_next) {
            self.attach(node, Attributes { notranslate: true, ..Attributes::default() });
        }
    }

    /// Closes the innermost block.
    pub fn close(&mut self, stop: u32) {
        self.close_implicit();
        let Some(node) = self.open.pop() else { return };
        let kind = self.tree.nodes[node as usize].kind;
        if kind.holds_inlines() {
            self.flush(node);
        }
        // A callout's first paragraph may have become its title, with what is left as a sibling.
        if self.tree.nodes[node as usize].kind == kind {
            self.tree.nodes[node as usize].stop = stop;
            self.seal(node);
        }
        match kind {
            Kind::Heading(at) => self.finish_heading(at, node),
            Kind::Table(_) => self.table_attributes(node),
            _ => {}
        }
        if kind == Kind::Paragraph && self.tree.nodes.len() as u32 == node + 1 {
            // It held nothing but block attributes or comments.
            self.tree.nodes.pop();
        }
    }

    fn push(&mut self, kind: Kind, start: u32, stop: u32) -> u32 {
        let node = self.tree.nodes.len() as u32;
        self.tree.nodes.push(Node { kind, start, stop, end: node + 1 });
        node
    }

    fn seal(&mut self, node: u32) {
        self.tree.nodes[node as usize].end = self.tree.nodes.len() as u32;
    }

    fn attach(&mut self, node: u32, new: Attributes) {
        match self.tree.attributes.binary_search_by_key(&node, |entry| entry.0) {
            Ok(at) => {
                let old = &mut self.tree.attributes[at].1;
                old.critical |= new.critical;
                old.notranslate |= new.notranslate;
                old.region = new.region.or(old.region.take());
            }
            Err(at) => self.tree.attributes.insert(at, (node, new)),
        }
    }

    // Inlines.

    pub fn inline(&mut self, kind: InlineKind, start: u32, stop: u32) {
        let top = self.open.last().map(|node| self.tree.nodes[*node as usize].kind);
        if !top.is_some_and(Kind::holds_inlines) {
            let node = self.push(Kind::Plain, start, stop);
            self.open.push(node);
        }
        self.inlines.push(Inline { kind, start, stop });
    }

    pub fn text(&mut self, text: &str, start: u32, stop: u32) {
        if let Some(node) = self.open.last()
            && let Kind::Code(at) = self.tree.nodes[*node as usize].kind
        {
            let code = &mut self.tree.codes[at as usize];
            let mut whole = std::mem::take(&mut code.text).into_string();
            whole.push_str(text);
            code.text = whole.into();
            return;
        }
        let same = self.text[start as usize..stop as usize] == *text;
        let kind = if same { InlineKind::Text } else { InlineKind::Str(text.into()) };
        self.inline(kind, start, stop);
    }

    pub fn link(&mut self, dest: &str, title: &str, image: bool, auto: bool, start: u32, stop: u32) {
        let at = self.tree.links.len() as u32;
        self.tree.links.push(Link { dest: dest.into(), title: title.into(), image, auto, node: 0 });
        let kind = if image { Kind::Image(at) } else { Kind::Link(at) };
        self.inline(InlineKind::Open(kind), start, stop);
    }

    pub fn heading(
        &mut self,
        level: u8,
        id: Option<String>,
        classes: Vec<Box<str>>,
        unknown: Option<String>,
        start: u32,
        stop: u32,
    ) {
        let at = self.tree.headings.len() as u32;
        let help = || Some("letters from a to z, digits, `-` and `_`, such as `{#dilution}`".to_owned());
        let (id, odd) = id.map_or((None, None), |id| if is_name(&id) { (Some(id), None) } else { (None, Some(id)) });
        if let Some(id) = odd {
            self.report_with(Code::A17, format!("`#{id}` cannot be the id of a heading"), start, stop, help());
        }
        let (classes, odd): (Vec<_>, Vec<_>) = classes.into_iter().partition(|class| is_name(class));
        if let Some(class) = odd.first() {
            self.report_with(Code::A17, format!("`.{class}` cannot be a class of a heading"), start, stop, help());
        }
        let explicit = id.is_some();
        let id = id.unwrap_or_default().into();
        self.tree.headings.push(Heading { level, id, explicit, classes, text: "".into(), node: 0 });
        self.open(Kind::Heading(at), start, stop);
        if let Some(name) = unknown {
            self.report_with(
                Code::A17,
                format!("unknown heading attribute `{name}`"),
                start,
                stop,
                Some("headings take `{#id}` and `{.class}`; `{critical}` belongs to the text below".to_owned()),
            );
        }
    }

    pub fn task(&mut self, done: bool) {
        let item = self.open.iter().rev().copied().find(|node| self.tree.nodes[*node as usize].kind == Kind::Item);
        if let Some(item) = item {
            self.tree.nodes[item as usize].kind = Kind::Task(done);
        }
    }

    /// Closes the block that was opened for text standing directly in a container.
    fn close_implicit(&mut self) {
        let Some(node) = self.open.last().copied() else { return };
        if self.tree.nodes[node as usize].kind != Kind::Plain {
            return;
        }
        self.open.pop();
        self.flush(node);
        let last = self.tree.nodes.last().map_or(0, |last| last.stop);
        let block = &mut self.tree.nodes[node as usize];
        block.stop = block.stop.max(last);
        self.seal(node);
    }

    /// Runs the passes over the block's inlines and writes them into the tree.
    fn flush(&mut self, node: u32) {
        let mut inlines = Inlines { text: self.text, list: std::mem::take(&mut self.inlines) };
        inlines.merge_text();
        let block = self.tree.nodes[node as usize];
        // An implicit block does not know its end yet; its last inline does.
        let stop = inlines.list.iter().map(|inline| inline.stop).max().unwrap_or(block.start).max(block.stop);
        let source = &self.text[block.start as usize..stop as usize];
        let title_end = self.alert_mark(&mut inlines, node);
        cjk::repair(&mut inlines, source, block.kind == Kind::TableCell);
        if source.contains("{{value ") {
            inlines.find_values();
        }
        self.autolinks(&mut inlines);
        self.block_attributes(&mut inlines, node);
        self.balance_html(&mut inlines.list);
        self.literal_marks(&inlines);
        self.literal_comments(&inlines);
        if let Some(cut) = title_end {
            let rest = inlines.list.split_off(cut.min(inlines.list.len()));
            let title = std::mem::replace(&mut inlines.list, rest);
            if let Some(InlineKind::SoftBreak | InlineKind::HardBreak) = inlines.list.first().map(|inline| &inline.kind)
            {
                inlines.list.remove(0);
            }
            if !title.is_empty() {
                // The title takes the paragraph's place, and the paragraph follows it.
                let start = title[0].start;
                let stop = title[title.len() - 1].stop;
                self.tree.nodes[node as usize] = Node { kind: Kind::AlertTitle, start, stop, end: node + 1 };
                self.emit(title);
                self.seal(node);
                if !inlines.list.is_empty() {
                    let start = inlines.list[0].start;
                    let paragraph = self.push(Kind::Paragraph, start, block.stop);
                    self.emit(inlines.list);
                    self.seal(paragraph);
                }
                return;
            }
        }
        self.emit(inlines.list);
    }

    fn emit(&mut self, list: Vec<Inline>) {
        let mut open: Vec<u32> = Vec::new();
        for Inline { kind, start, stop } in list {
            let kind = match kind {
                InlineKind::Text => Kind::Text,
                InlineKind::Str(text) => Kind::Str(self.string(text)),
                InlineKind::Code(text) => Kind::CodeSpan(self.string(text)),
                InlineKind::Html(text) => Kind::InlineHtml(self.string(text)),
                InlineKind::FootnoteRef(label) => Kind::FootnoteRef(self.string(label)),
                InlineKind::Value(key) => Kind::Value(self.string(key)),
                InlineKind::SoftBreak => Kind::SoftBreak,
                InlineKind::HardBreak => Kind::HardBreak,
                InlineKind::Open(kind) => {
                    let node = self.push(kind, start, stop);
                    if let Kind::Link(at) | Kind::Image(at) = kind {
                        self.tree.links[at as usize].node = node;
                    }
                    open.push(node);
                    continue;
                }
                InlineKind::Close => {
                    if let Some(node) = open.pop() {
                        self.seal(node);
                    }
                    continue;
                }
            };
            self.push(kind, start, stop);
        }
        while let Some(node) = open.pop() {
            self.seal(node);
        }
    }

    fn string(&mut self, text: Box<str>) -> u32 {
        self.tree.strings.push(text);
        self.tree.strings.len() as u32 - 1
    }

    // Passes that touch the tree.

    /// Takes `[!DANGER] title` off the first paragraph of a quote and makes it a callout. Gives the
    /// number of inlines that are the title.
    fn alert_mark(&mut self, inlines: &mut Inlines<'_>, node: u32) -> Option<usize> {
        let parent = *self.open.iter().rev().find(|open| **open != node)?;
        if self.tree.nodes[parent as usize].kind != Kind::Quote || parent + 1 != node {
            return None;
        }
        let first = inlines.list.first_mut()?;
        if first.kind != InlineKind::Text {
            return None;
        }
        let source = &self.text[first.start as usize..first.stop as usize];
        let (kind, length) = alert::mark(source)?;
        let spaces = source[length..].len() - source[length..].trim_start().len();
        first.start += (length + spaces) as u32;
        self.tree.nodes[parent as usize].kind = Kind::Alert(kind);
        if first.start >= first.stop {
            inlines.list.remove(0);
        }
        let line =
            inlines.list.iter().position(|inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak));
        Some(line.unwrap_or(inlines.list.len()))
    }

    fn autolinks(&mut self, inlines: &mut Inlines<'_>) {
        let links = &mut self.tree.links;
        autolink::wrap(inlines, |dest| {
            links.push(Link { dest: dest.into(), title: "".into(), image: false, auto: true, node: 0 });
            Kind::Link(links.len() as u32 - 1)
        });
    }

    /// Takes `{critical}` and the like off the end of the block and attaches them where they belong.
    fn block_attributes(&mut self, inlines: &mut Inlines<'_>, node: u32) {
        let kind = self.tree.nodes[node as usize].kind;
        if !matches!(kind, Kind::Paragraph | Kind::Plain | Kind::Term) {
            return;
        }
        let Some(last) = inlines.list.last() else { return };
        let (start, stop) = (last.start, last.stop);
        if last.kind != InlineKind::Text {
            return;
        }
        let Some(braces) = attributes::at_end(&self.text[start as usize..stop as usize]) else { return };
        let alone_on_line = braces.start == 0;
        let attributes = match braces.attributes {
            Ok(attributes) => attributes,
            Err(word) => {
                let help = "known are `{critical}`, `{notranslate}` and `{region=XX}`".to_owned();
                let braced = &self.text[start as usize + braces.start..stop as usize];
                let from = stop - braced.trim_start().len() as u32;
                self.report_with(Code::A17, format!("unknown block attribute `{word}`"), from, stop, Some(help));
                return;
            }
        };
        let target = self.attribute_target(node, alone_on_line, inlines.list.len() == 1, start);
        let Some(target) = target else {
            let help = "put it at the end of a block's last line, or on the line after the block".to_owned();
            self.report_with(Code::A17, "block attributes without a block".to_owned(), start, stop, Some(help));
            return;
        };
        self.attach(target, attributes);
        if alone_on_line {
            inlines.list.pop();
            if matches!(inlines.list.last().map(|inline| &inline.kind), Some(InlineKind::SoftBreak)) {
                inlines.list.pop();
            }
        } else if let Some(last) = inlines.list.last_mut() {
            last.stop = start + braces.start as u32;
        }
    }

    fn attribute_target(&self, node: u32, alone_on_line: bool, alone_in_block: bool, start: u32) -> Option<u32> {
        let parent = self.open.iter().rev().copied().find(|open| *open != node);
        let parent_kind = parent.map(|parent| self.tree.nodes[parent as usize].kind);
        if alone_on_line && alone_in_block {
            return self.tree.children(parent).take_while(|sibling| *sibling < node).last();
        }
        let line_start = self.text[..start as usize].rfind('\n').map_or(0, |at| at + 1);
        let outside_quote = !self.text[line_start..start as usize].contains('>');
        match parent_kind {
            Some(Kind::Alert(_) | Kind::Quote) if alone_on_line && outside_quote => parent,
            Some(Kind::Item | Kind::Task(_) | Kind::Definition)
                if self.tree.nodes[node as usize].kind == Kind::Plain =>
            {
                parent
            }
            _ => Some(node),
        }
    }

    /// A line `{critical}` directly after a table is read as a row of it by the parser.
    fn table_attributes(&mut self, table: u32) {
        let Some(row) = self.tree.children(Some(table)).last() else { return };
        let node = *self.tree.node(row);
        let source = &self.text[node.start as usize..node.stop as usize];
        if node.kind != Kind::TableRow || source.contains('|') {
            return;
        }
        let Some(braces) = attributes::at_end(source).filter(|braces| braces.start == 0) else { return };
        match braces.attributes {
            Ok(attributes) => {
                self.tree.nodes.truncate(row as usize);
                self.seal(table);
                self.attach(table, attributes);
            }
            Err(word) => {
                let help = "known are `{critical}`, `{notranslate}` and `{region=XX}`".to_owned();
                self.report_with(
                    Code::A17,
                    format!("unknown block attribute `{word}`"),
                    node.start,
                    node.stop,
                    Some(help),
                );
            }
        }
    }

    fn finish_heading(&mut self, at: u32, node: u32) {
        let range = self.tree.subtree(node);
        let text = self.tree.plain_text(self.text, range);
        let shown = text.trim_end().ends_with('}');
        let heading = &mut self.tree.headings[at as usize];
        heading.text = text.into();
        heading.node = node;
        // Braces that are meant as attributes, but that the parser takes for text.
        let Node { start, stop, .. } = *self.tree.node(node);
        let line = self.text[start as usize..stop as usize].trim_end();
        if let Some(open) =
            line.rfind('{').filter(|open| shown && line.ends_with('}') && !line[..*open].ends_with('\\'))
            && line[open + 1..].starts_with(['#', '.'])
        {
            let from = start + open as u32;
            let help = "write `{#id}` with letters from a to z, digits, `-` and `_`, or `\\{` for a brace".to_owned();
            let message = "these braces are no attributes and will be shown".to_owned();
            self.report_with(Code::A17, message, from, start + line.len() as u32, Some(help));
        }
    }

    /// Emphasis marks that were meant as such and stayed text.
    fn literal_marks(&mut self, inlines: &Inlines<'_>) {
        let mut found = Vec::new();
        for inline in &inlines.list {
            if inline.kind != InlineKind::Text {
                continue;
            }
            let source = inlines.source(inline);
            for (at, _) in source.match_indices("**") {
                let start = inline.start + at as u32;
                let next = source[at + 2..].chars().next();
                let last = self.text[..start as usize].chars().next_back();
                let touches = |ch: Option<char>| ch.is_some_and(char::is_alphanumeric);
                if !inlines.is_escaped(inline, start) && (touches(next) || touches(last)) {
                    found.push(start);
                }
            }
        }
        for start in found {
            let help = "pair it, put spaces outside the marks, or write `\\*\\*`".to_owned();
            self.report_with(
                Code::A24,
                "`**` is not paired and will be shown".to_owned(),
                start,
                start + 2,
                Some(help),
            );
        }
    }

    /// A comment that does not end in its paragraph is text to the parser.
    fn literal_comments(&mut self, inlines: &Inlines<'_>) {
        let texts = inlines.list.iter().filter(|inline| inline.kind == InlineKind::Text);
        let found: Vec<u32> = texts
            .flat_map(|inline| {
                let marks = inlines.source(inline).match_indices("<!--");
                marks.map(|(at, _)| inline.start + at as u32).filter(|start| !inlines.is_escaped(inline, *start))
            })
            .collect();
        for start in found {
            let help = "end it with `-->` in the same paragraph, or write `\\<!--` if readers should see the mark";
            let message = "this comment is not closed and will be shown".to_owned();
            self.report_with(Code::X04, message, start, start + 4, Some(help.to_owned()));
        }
    }

    // Raw HTML.

    pub fn inline_html(&mut self, start: u32, stop: u32) {
        let source = &self.text[start as usize..stop as usize];
        self.inline(InlineKind::Html(source.into()), start, stop);
    }

    pub fn open_html(&mut self, start: u32) {
        self.close_implicit();
        self.html_start = Some(start);
    }

    pub fn html(&mut self, _text: &str, start: u32, stop: u32) {
        if self.html_start.is_none() {
            self.inline_html(start, stop);
        }
    }

    pub fn close_html(&mut self, stop: u32) {
        let Some(start) = self.html_start.take() else { return };
        let source = &self.text[start as usize..stop as usize];
        if self.trusted_html {
            self.html_problems(raw_html::endless_comment(source).into_iter().collect(), start);
            let at = self.string(source.into());
            self.open(Kind::Html(at), start, stop);
            self.close(stop);
            return;
        }
        let (pieces, problems) = raw_html::read(source);
        self.html_problems(problems, start);
        self.skip_next |=
            pieces.iter().any(|piece| matches!(piece, Piece::Comment(text) if text.trim() == "i18n:skip"));
        let mut list: Vec<Inline> = Vec::new();
        for piece in pieces {
            if let Some(html) = piece.into_html() {
                list.push(Inline { kind: InlineKind::Html(html.into()), start, stop });
            }
        }
        if list.iter().all(|inline| matches!(&inline.kind, InlineKind::Html(html) if html.trim().is_empty())) {
            return;
        }
        self.open(Kind::Paragraph, start, stop);
        self.inlines = list;
        self.close(stop);
    }

    fn html_problems(&mut self, problems: Vec<raw_html::Problem>, offset: u32) {
        for problem in problems {
            let from = offset + problem.range.start as u32;
            let to = offset + problem.range.end as u32;
            // The closing tag says nothing that the opening one did not.
            let closes = self.text[from as usize..].starts_with("</");
            if closes && self.diags.iter().rev().take(64).any(|diag| diag.message == problem.message) {
                continue;
            }
            self.report_with(problem.code, problem.message, from, to, Some(problem.help));
        }
    }

    /// Cleans inline HTML and drops tags that have no partner in the same container.
    fn balance_html(&mut self, list: &mut Vec<Inline>) {
        if self.trusted_html || !list.iter().any(|inline| matches!(inline.kind, InlineKind::Html(_))) {
            return;
        }
        // Open tags of each container: position in the list and element.
        let mut open: Vec<Vec<(usize, String)>> = vec![Vec::new()];
        let mut orphans: BTreeSet<usize> = BTreeSet::new();
        let mut problems = Vec::new();
        for (at, inline) in list.iter_mut().enumerate() {
            match &inline.kind {
                InlineKind::Open(_) => open.push(Vec::new()),
                InlineKind::Close => orphans.extend(open.pop().unwrap_or_default().into_iter().map(|tag| tag.0)),
                InlineKind::Html(source) => {
                    let (pieces, found) = raw_html::read(source);
                    problems.push((inline.start, found));
                    let mut html = String::new();
                    for piece in pieces {
                        match &piece {
                            Piece::Open { name, .. } => {
                                if let Some(here) = open.last_mut() {
                                    here.push((at, name.clone()));
                                }
                            }
                            Piece::Close { name } => {
                                let here = open.last_mut();
                                let partner = here.filter(|here| here.last().is_some_and(|tag| tag.1 == *name));
                                match partner {
                                    Some(here) => {
                                        here.pop();
                                    }
                                    None => {
                                        orphans.insert(at);
                                    }
                                }
                            }
                            _ => {}
                        }
                        html.push_str(&piece.into_html().unwrap_or_default());
                    }
                    inline.kind = InlineKind::Html(html.into());
                }
                _ => {}
            }
        }
        orphans.extend(open.into_iter().flatten().map(|tag| tag.0));
        for (start, found) in problems {
            self.html_problems(found, start);
        }
        for at in &orphans {
            let (start, stop) = (list[*at].start, list[*at].stop);
            let source = self.text[start as usize..stop as usize].trim().to_owned();
            let help =
                "close every element in the block, and inside the emphasis or link, in which it opens".to_owned();
            self.report_with(Code::X04, format!("`{source}` has no partner"), start, stop, Some(help));
        }
        let mut at = 0;
        list.retain(|inline| {
            at += 1;
            let empty = matches!(&inline.kind, InlineKind::Html(html) if html.is_empty());
            !orphans.contains(&(at - 1)) && !empty
        });
    }

    /// Closes what is open and gives every heading its id.
    pub fn finish(mut self) -> (Tree, Vec<Diagnostic>) {
        while let Some(node) = self.open.last().copied() {
            let stop = self.tree.nodes[node as usize].stop;
            self.close(stop);
        }
        let mut ids = Ids::default();
        for at in 0..self.tree.headings.len() {
            let heading = &self.tree.headings[at];
            if heading.explicit && heading.id.starts_with('_') {
                let node = *self.tree.node(heading.node);
                let stop = node.start + self.text[node.start as usize..node.stop as usize].trim_end().len() as u32;
                let message = format!("the id `{}` is reserved", heading.id);
                let help = "ids that begin with `_` are the theme's own; take another".to_owned();
                self.report_with(Code::A17, message, node.start, stop, Some(help));
                self.tree.headings[at].id = self.tree.headings[at].id.trim_start_matches('_').into();
                self.tree.headings[at].explicit = false;
            }
            let heading = &self.tree.headings[at];
            if heading.explicit && !ids.reserve(&heading.id) {
                let node = *self.tree.node(heading.node);
                let message = format!("the id `{}` is used by two headings", heading.id);
                let stop = node.start + self.text[node.start as usize..node.stop as usize].trim_end().len() as u32;
                let help = "give one of them another id".to_owned();
                self.report_with(Code::H07, message, node.start, stop, Some(help));
                self.tree.headings[at].explicit = false;
            }
        }
        for heading in &mut self.tree.headings {
            if !heading.explicit {
                let base = if heading.id.is_empty() { slug::slug(&heading.text) } else { heading.id.to_string() };
                heading.id = ids.unique(base).into();
            }
        }
        // The trees of all chapters are kept together: room to grow would be a third of their memory.
        self.tree.nodes.shrink_to_fit();
        self.tree.links.shrink_to_fit();
        self.tree.strings.shrink_to_fit();
        (self.tree, self.diags)
    }
}

/// What an author may call a heading or a class: it stands in addresses and style sheets as it is.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}
