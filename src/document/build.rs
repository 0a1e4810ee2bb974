//! Builds the flat tree from a stream of block and inline pieces, running the passes of this
//! program's Markdown over each block's inlines on the way.

mod html;
mod marks;

use super::inline::{Inline, InlineKind, Inlines};
use super::slug::{self, Ids};
use super::tree::{Attributes, Heading, Kind, Link, Node, Tree};
use super::{Doc, attributes, cjk, destinations};
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
    /// `<!-- =s:… -->` was read: the next block is pinned to a block of the source.
    pin_next: Option<Box<str>>,
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
            pin_next: None,
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
            self.tree.attach(node, Attributes { notranslate: true, ..Attributes::default() });
        }
        if let Some(pin) = self.pin_next.take() {
            self.tree.pins.push((node, pin));
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
            Kind::Item | Kind::Task(_) | Kind::Definition => attributes::lift(&mut self.tree, node),
            _ => {}
        }
        if kind == Kind::Paragraph && self.tree.nodes.len() as u32 == node + 1 {
            // It held nothing but block attributes or comments.
            self.tree.nodes.pop();
            self.tree.pins.retain(|pin| pin.0 != node);
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
            for (start, stop) in destinations::cut_by_space(&inlines) {
                let help = "write it without spaces, as `[call](tel:{{value hotline}})`".to_owned();
                let message = "a space ends this link's destination, so that it is no link".to_owned();
                self.report_with(Code::K04, message, start + 1, stop, Some(help));
            }
            inlines.find_values();
        }
        self.autolinks(&mut inlines);
        self.inline_pins(&inlines, node);
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
                    // They stood at the paragraph's end.
                    self.tree.move_attributes(node, paragraph);
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
