//! The marks of this program's Markdown that touch the tree around a block: callouts, bare addresses,
//! block attributes, braces of headings; and marks that were meant as such and stayed text.

use super::super::inline::{InlineKind, Inlines};
use super::super::tree::{Kind, Link, Node};
use super::super::{alert, attributes, autolink};
use super::Builder;
use crate::diagnostic::Code;

impl Builder<'_> {
    /// Takes `[!DANGER] title` off the first paragraph of a quote and makes it a callout. Gives the
    /// number of inlines that are the title.
    pub(super) fn alert_mark(&mut self, inlines: &mut Inlines<'_>, node: u32) -> Option<usize> {
        let parent = *self.open.iter().rev().find(|open| **open != node)?;
        if self.tree.nodes[parent as usize].kind != Kind::Quote || parent + 1 != node {
            return None;
        }
        let first = inlines.list.first_mut()?;
        let escaped = self.text[..first.start as usize].ends_with('\\');
        if first.kind != InlineKind::Text || escaped {
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

    pub(super) fn autolinks(&mut self, inlines: &mut Inlines<'_>) {
        let links = &mut self.tree.links;
        autolink::wrap(inlines, |dest| {
            links.push(Link { dest: dest.into(), title: "".into(), image: false, auto: true, node: 0 });
            Kind::Link(links.len() as u32 - 1)
        });
    }

    /// Takes `{critical}` and the like off the end of the block and attaches them where they belong.
    pub(super) fn block_attributes(&mut self, inlines: &mut Inlines<'_>, node: u32) {
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
        self.tree.attach(target, attributes);
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
    pub(super) fn table_attributes(&mut self, table: u32) {
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
                self.tree.attach(table, attributes);
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

    pub(super) fn finish_heading(&mut self, at: u32, node: u32) {
        let range = self.tree.subtree(node);
        let mut text = self.tree.plain_text(self.text, range.clone());
        if self.tree.nodes[range].iter().any(|node| matches!(node.kind, Kind::Value(_))) {
            // A value that is left out leaves two spaces behind.
            text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
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
    pub(super) fn literal_marks(&mut self, inlines: &Inlines<'_>) {
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
    pub(super) fn literal_comments(&mut self, inlines: &Inlines<'_>) {
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
}
