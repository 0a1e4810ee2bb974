//! A chapter's blocks as lines.

use super::wrap::{WIDTH, behind, hanging, padded, width, wrap};
use crate::book::links::{Target, resolve};
use crate::document::raw_html::{self, Part};
use crate::document::{AlertKind, Align, Kind};
use crate::project::Arg;
use crate::render::view::{Changed, Counts, Piece, Reason, Side, View};

/// What stands between two columns of a table.
const GAP: &str = "  ";

pub struct Writer<'a> {
    view: View<'a>,
    counts: Counts,
    /// In the order of their first use.
    footnotes: Vec<(Side, String)>,
    n_figures: usize,
}

impl<'a> Writer<'a> {
    pub fn new(view: View<'a>) -> Writer<'a> {
        Writer { view, counts: Counts::default(), footnotes: Vec::new(), n_figures: 0 }
    }

    /// The chapter's lines, each block followed by an empty one, and how often the source stands in.
    pub fn whole(mut self) -> (Vec<String>, Counts) {
        let mut out = self.blocks(Side::Target, None, WIDTH);
        out.extend(self.notes());
        if out.last().is_some_and(|line| !line.is_empty()) {
            out.push(String::new());
        }
        (out, self.counts)
    }

    fn say(&self, id: &str, args: &[(&str, Arg)]) -> String {
        self.view.message(id, args)
    }

    /// The blocks of a container, with empty lines between them.
    fn blocks(&mut self, side: Side, parent: Option<u32>, columns: usize) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut after_term = false;
        for piece in self.view.pieces(side, parent) {
            let term =
                matches!(&piece, Piece::Own { node, .. } if self.view.doc(side).tree.node(*node).kind == Kind::Term);
            let lines = self.piece(side, piece, columns);
            // What a term means follows it at once.
            if !lines.is_empty() && !out.is_empty() && !after_term {
                out.push(String::new());
            }
            out.extend(lines);
            after_term = term;
        }
        out
    }

    fn piece(&mut self, side: Side, piece: Piece, columns: usize) -> Vec<String> {
        self.counts.add(&piece);
        match piece {
            Piece::Own { node, changed } => {
                let mut out = self.block(side, node, columns);
                if let Some(changed) = changed.filter(|_| !out.is_empty()) {
                    out.extend(self.changed(changed, columns));
                }
                out
            }
            Piece::Instead { source, why, .. } => self.foreign(&[source], Some(why), columns),
            Piece::Foreign { nodes, why } => self.foreign(&nodes, why, columns),
        }
    }

    /// Blocks of the source, behind a bar where they are not meant to be read here.
    fn foreign(&mut self, nodes: &[u32], why: Option<Reason>, columns: usize) -> Vec<String> {
        let (first, inner) = if why.is_some() { ("| ", columns.saturating_sub(2)) } else { ("", columns) };
        let mut lines = Vec::new();
        for node in nodes {
            let block = self.block(Side::Source, *node, inner);
            if !lines.is_empty() && !block.is_empty() {
                lines.push(String::new());
            }
            lines.extend(block);
        }
        // A title of the chapter itself stands above the text.
        if lines.is_empty() {
            return lines;
        }
        if let Some(why) = why {
            let label = wrap(&format!("[{}]", self.view.label(why)), inner);
            lines.splice(0..0, label);
        }
        behind(first, first, lines)
    }

    /// That the source of a block has changed, and what it says now.
    fn changed(&mut self, changed: Changed, columns: usize) -> Vec<String> {
        let inner = columns.saturating_sub(2);
        let label = self.view.stale_label(changed);
        let mut lines = wrap(&format!("[{label}]"), inner);
        let holds_words =
            matches!(self.view.doc(Side::Source).tree.node(changed.source).kind, Kind::AlertTitle | Kind::Heading(_));
        lines.extend(match holds_words {
            true => wrap(&self.inlines(Side::Source, changed.source), inner),
            false => self.block(Side::Source, changed.source, inner),
        });
        behind("| ", "| ", lines)
    }

    fn block(&mut self, side: Side, node: u32, columns: usize) -> Vec<String> {
        let doc = self.view.doc(side);
        match doc.tree.node(node).kind {
            Kind::Paragraph | Kind::Plain | Kind::Term => wrap(&self.inlines(side, node), columns),
            Kind::Heading(at) => self.heading(side, node, at, columns),
            Kind::Quote => behind("> ", "> ", self.blocks(side, Some(node), columns.saturating_sub(2))),
            Kind::Alert(kind) => self.alert(side, node, kind, columns),
            Kind::Code(at) => {
                let code = &doc.tree.codes[at as usize].text;
                code.trim_end().lines().map(|line| format!("    {line}")).collect()
            }
            Kind::List => self.list(side, node, None, columns),
            Kind::OrderedList(first) => self.list(side, node, Some(first), columns),
            Kind::Item | Kind::Task(_) => self.item(side, node, "- ", columns),
            Kind::Table(at) => self.table(side, node, at, columns),
            Kind::TableRow | Kind::TableHead => vec![self.row(side, node).join(" | ")],
            Kind::DefinitionList => self.blocks(side, Some(node), columns),
            Kind::Definition => behind("  ", "  ", self.blocks(side, Some(node), columns.saturating_sub(2))),
            Kind::Rule => vec!["* * *".to_owned()],
            Kind::Html(at) => {
                let words = raw_html::words(&self.view.doc(side).tree.strings[at as usize]);
                let lines = words.split('\n').map(str::trim).filter(|line| !line.is_empty());
                lines.flat_map(|line| wrap(line, columns)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn heading(&mut self, side: Side, node: u32, at: u32, columns: usize) -> Vec<String> {
        let level = self.view.doc(side).tree.headings[at as usize].level;
        if level == 1 && self.view.doc(side).tree.first_block() == Some(node) {
            return Vec::new();
        }
        let mut lines = wrap(&self.inlines(side, node), columns);
        if level <= 2 {
            let longest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
            lines.push("-".repeat(longest));
        }
        lines
    }

    fn alert(&mut self, side: Side, node: u32, kind: AlertKind, columns: usize) -> Vec<String> {
        let inner = columns.saturating_sub(2);
        let label = self.say(kind.message(), &[]);
        let title = self.view.alert_title(side, node);
        let mut head = label;
        if let Some(title) = title {
            head = format!("{head}: {}", self.inlines(side, title));
        }
        let mut lines = wrap(&head, inner);
        if let Some(changed) = title.and_then(|title| self.view.changed(side, title)) {
            lines.extend(self.changed(changed, inner));
        }
        let body = self.blocks(side, Some(node), inner);
        if !body.is_empty() {
            lines.push(String::new());
        }
        lines.extend(body);
        behind("* ", "* ", lines)
    }

    fn list(&mut self, side: Side, node: u32, first: Option<u32>, columns: usize) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut number = first;
        let tree = &self.view.doc(side).tree;
        let tight = !tree.subtree(node).any(|at| tree.nodes[at].kind == Kind::Paragraph);
        for piece in self.view.pieces(side, Some(node)) {
            let lines = match (&piece, number) {
                (Piece::Own { node, changed }, Some(at)) => {
                    self.counts.add(&piece);
                    let mark = format!("{}. ", self.view.reader.formats.number(i64::from(at)));
                    let mut lines = self.item(side, *node, &mark, columns);
                    if let Some(changed) = changed {
                        lines.extend(self.changed(*changed, columns));
                    }
                    lines
                }
                _ => self.piece(side, piece, columns),
            };
            if !tight && !out.is_empty() && !lines.is_empty() {
                out.push(String::new());
            }
            out.extend(lines);
            number = number.map(|number| number + 1);
        }
        out
    }

    fn item(&mut self, side: Side, node: u32, mark: &str, columns: usize) -> Vec<String> {
        let mark = match self.view.doc(side).tree.node(node).kind {
            Kind::Task(true) => "[x] ",
            Kind::Task(false) => "[ ] ",
            _ => mark,
        };
        let indent = " ".repeat(width(mark));
        let inner = columns.saturating_sub(width(mark)).max(20);
        let mut lines: Vec<String> = Vec::new();
        let mut last_was_text = false;
        for piece in self.view.pieces(side, Some(node)) {
            let text = matches!(&piece, Piece::Own { node, .. }
                if self.view.doc(side).tree.node(*node).kind == Kind::Plain);
            let block = self.piece(side, piece, inner);
            // A list within a tight item follows it at once.
            if !lines.is_empty() && !block.is_empty() && !last_was_text && !text {
                lines.push(String::new());
            }
            lines.extend(block);
            last_was_text = text;
        }
        if lines.is_empty() {
            lines.push(String::new());
        }
        behind(mark, &indent, lines)
    }

    fn row(&mut self, side: Side, row: u32) -> Vec<String> {
        let cells: Vec<u32> = self.view.doc(side).tree.children(Some(row)).collect();
        cells.into_iter().map(|cell| self.inlines(side, cell).replace('\n', " ")).collect()
    }

    /// A table in columns where it fits; else row by row, each cell behind the name of its column.
    fn table(&mut self, side: Side, node: u32, at: u32, columns: usize) -> Vec<String> {
        let aligns = &self.view.doc(side).tree.tables[at as usize];
        let mut rows: Vec<(Vec<String>, Vec<String>)> = Vec::new();
        for piece in self.view.pieces(side, Some(node)) {
            self.counts.add(&piece);
            let (side, row, note) = match piece {
                Piece::Own { node, changed: None } => (side, vec![node], Vec::new()),
                Piece::Own { node, changed: Some(changed) } => (side, vec![node], self.changed(changed, columns)),
                Piece::Instead { source, why, .. } => (Side::Source, vec![source], vec![self.label(why)]),
                Piece::Foreign { nodes, why } => {
                    (Side::Source, nodes, why.map(|why| self.label(why)).into_iter().collect())
                }
            };
            for row in row {
                let cells = self.row(side, row);
                rows.push((cells, note.clone()));
            }
        }
        let n_columns = rows.iter().map(|row| row.0.len()).max().unwrap_or(0);
        let widest = |at: usize| rows.iter().filter_map(|row| row.0.get(at)).map(|cell| width(cell)).max().unwrap_or(0);
        let widths: Vec<usize> = (0..n_columns).map(widest).collect();
        let total = widths.iter().sum::<usize>() + GAP.len() * n_columns.saturating_sub(1);
        let mut out = Vec::new();
        if total <= columns {
            for (at, (cells, note)) in rows.iter().enumerate() {
                let line: Vec<String> = cells
                    .iter()
                    .enumerate()
                    .map(|(at, cell)| padded(cell, widths[at], aligns.get(at) == Some(&Align::End)))
                    .collect();
                out.push(line.join(GAP).trim_end().to_owned());
                if at == 0 {
                    out.push(widths.iter().map(|width| "-".repeat(*width)).collect::<Vec<_>>().join(GAP));
                }
                out.extend(note.iter().flat_map(|line| wrap(line, columns)));
            }
            return out;
        }
        let names = rows.first().map(|row| row.0.clone()).unwrap_or_default();
        for (cells, note) in rows.iter().skip(1) {
            if !out.is_empty() {
                out.push(String::new());
            }
            for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let name = names.get(at).filter(|name| !name.is_empty());
                let text = name.map_or_else(|| cell.clone(), |name| format!("{name}: {cell}"));
                out.extend(hanging(if at == 0 { "- " } else { "  " }, &text, columns));
            }
            out.extend(note.iter().flat_map(|line| hanging("  ", line, columns)));
        }
        out
    }

    fn label(&self, why: Reason) -> String {
        format!("[{}]", self.view.label(why))
    }

    /// The footnotes that the text refers to.
    fn notes(&mut self) -> Vec<String> {
        let mut out = Vec::new();
        let mut at = 0;
        // A note can refer to further notes.
        while let Some((side, label)) = self.footnotes.get(at).cloned() {
            let tree = &self.view.doc(side).tree;
            let mark = self.mark(at);
            if let Some(note) = tree.footnotes.iter().find(|note| *note.label == *label) {
                let lines = self.blocks(side, Some(note.node), WIDTH.saturating_sub(width(&mark) + 1));
                out.push(String::new());
                out.extend(behind(&format!("{mark} "), &" ".repeat(width(&mark) + 1), lines));
            }
            at += 1;
        }
        out
    }

    fn mark(&self, at: usize) -> String {
        format!("[{}]", self.view.reader.formats.number(at as i64 + 1))
    }

    /// The words of a block in a row.
    pub fn inlines(&mut self, side: Side, node: u32) -> String {
        let mut out = String::new();
        let children: Vec<u32> = self.view.doc(side).tree.children(Some(node)).collect();
        for child in children {
            self.inline(side, child, &mut out);
        }
        out
    }

    fn inline(&mut self, side: Side, node: u32, out: &mut String) {
        let doc = self.view.doc(side);
        let tree = &doc.tree;
        let this = tree.node(node);
        match this.kind {
            Kind::Text => out.push_str(&doc.text[this.start as usize..this.stop as usize]),
            Kind::Str(at) | Kind::CodeSpan(at) => out.push_str(&tree.strings[at as usize]),
            Kind::Value(at) => {
                out.push_str(&self.view.site.project.value_or_key(self.view.locale, &tree.strings[at as usize]));
            }
            Kind::InlineHtml(at) => {
                for part in raw_html::parts(&tree.strings[at as usize]) {
                    match part {
                        Part::Open { name, .. } if name == "br" => out.push('\n'),
                        Part::Open { name, .. } if name == "sup" => out.push('^'),
                        _ => {}
                    }
                }
            }
            Kind::SoftBreak => out.push_str(if self.view.soft_break(side, node) { " " } else { "" }),
            Kind::HardBreak => out.push('\n'),
            Kind::FootnoteRef(at) => {
                let label = &tree.strings[at as usize];
                let known = self.footnotes.iter().position(|note| note.0 == side && note.1 == **label);
                let at = known.unwrap_or_else(|| {
                    self.footnotes.push((side, label.to_string()));
                    self.footnotes.len() - 1
                });
                out.push_str(&self.mark(at));
            }
            Kind::Image(_) => {
                let alt = doc.words_of(node, &|key| self.view.site.project.value_or_key(self.view.locale, key));
                if !alt.is_empty() {
                    self.n_figures += 1;
                    let figure = self.say("figure-region", &[("n", Arg::Number(self.n_figures as i64))]);
                    out.push_str(&format!("[{figure}: {alt}]"));
                }
            }
            Kind::Link(at) => {
                let link = &tree.links[at as usize];
                out.push_str(&self.inlines(side, node));
                let chapter = self.view.page.chapter;
                let target =
                    resolve(self.view.site, self.view.locale, self.view.locale_of(side), chapter, &link.dest, false);
                if let Target::External(url) = target
                    && !link.auto
                {
                    let bare = url.strip_prefix("tel:").or_else(|| url.strip_prefix("mailto:"));
                    out.push_str(&format!(" <{}>", bare.unwrap_or(&url)));
                }
            }
            _ => out.push_str(&self.inlines(side, node)),
        }
    }
}
