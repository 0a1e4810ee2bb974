//! A chapter as calls of the theme's functions, in Typst's code mode: there a text is a string literal, in which two
//! characters alone mean anything. What an author writes is never code.

mod inline;
mod raw;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::book::Site;
use crate::document::{AlertKind, Kind};
use crate::project::Arg;
use crate::render::bidi;
use crate::render::html::{id_prefix, whole_id};
use crate::render::view::{Changed, Counts, Piece, Reason, Side, View};
use crate::vpath::VPath;

/// Where a character of a text was first met.
pub type Places = BTreeMap<(usize, char), (VPath, std::ops::Range<usize>)>;

/// What chapters leave for the rest of the book.
#[derive(Debug, Default)]
pub struct Left {
    /// Files of the content folders that pictures need, and the locale of the words around them.
    pub images: BTreeMap<VPath, usize>,
    /// First place of each character by the locale of its text.
    pub places: Places,
}

/// A text as a string literal of Typst's code mode.
pub fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for ch in text.chars() {
        match ch {
            '"' | '\\' => {
                out.push('\\');
                out.push(ch);
            }
            '\t' => out.push_str("\\t"),
            // A line break would end the line of a text; Typst keeps no other control character.
            ch if ch.is_control() => out.push(' '),
            _ => out.push(ch),
        }
    }
    out.push('"');
    out
}

/// The same in the language of a locale: where it runs from right to left, names and telephone numbers are kept together.
pub fn words(site: &Site, locale: usize, text: &str) -> String {
    if site.locale(locale).dir == "rtl" { literal(&bidi::isolated(text)) } else { literal(text) }
}

/// The virtual path of a picture.
pub fn image_path(file: &VPath) -> String {
    format!("/images/{file}")
}

pub struct Writer<'a, 'b> {
    view: View<'a>,
    linked: bool,
    prefix: String,
    left: &'b mut Left,
    counts: Counts,
    /// Footnotes that were written: side and label.
    notes: BTreeSet<(bool, String)>,
    /// Labels that were written: each may stand once.
    ids: BTreeSet<String>,
    /// The level of the last heading.
    level: u8,
    out: String,
}

impl<'a, 'b> Writer<'a, 'b> {
    /// Links within the book are none unless it is `linked`.
    pub fn new(view: View<'a>, left: &'b mut Left, linked: bool) -> Writer<'a, 'b> {
        let prefix = id_prefix(view.site, view.page.chapter);
        let ids = BTreeSet::from([whole_id(view.site, view.page.chapter)]);
        Writer {
            view,
            linked,
            prefix,
            left,
            counts: Counts::default(),
            notes: BTreeSet::new(),
            ids,
            level: 1,
            out: String::new(),
        }
    }

    /// The chapter's body, its heading of level 1 if it begins with one, and how often the source stands in.
    pub fn whole(mut self) -> (String, Option<String>, Counts) {
        let title = self.title();
        self.blocks(Side::Target, None);
        (self.out, title, self.counts)
    }

    /// The heading that the chapter begins with: it stands above the notices.
    fn title(&mut self) -> Option<String> {
        let (side, node) = self.title_node()?;
        Some(self.apart(|writer| writer.inner(side, node)))
    }

    fn title_node(&self) -> Option<(Side, u32)> {
        let tree = &self.view.doc.tree;
        let first = tree.first_block()?;
        let Kind::Heading(at) = tree.node(first).kind else { return None };
        if tree.headings[at as usize].level != 1 {
            return None;
        }
        match self.view.piece(Side::Target, first)? {
            Piece::Instead { source, .. } => Some((Side::Source, source)),
            _ => Some((Side::Target, first)),
        }
    }

    /// What is written meanwhile, by itself.
    fn apart(&mut self, write: impl FnOnce(&mut Self)) -> String {
        let before = std::mem::take(&mut self.out);
        write(self);
        std::mem::replace(&mut self.out, before)
    }

    fn say(&self, id: &str, args: &[(&str, Arg)]) -> String {
        literal(&self.view.message(id, args))
    }

    /// A call with one content block: `hb.name(before {…})`.
    fn call(&mut self, name: &str, before: &str, write: impl FnOnce(&mut Self)) {
        let _ = write!(self.out, "hb.{name}({before}{{");
        let start = self.out.len();
        write(self);
        // Nothing at all is no content.
        if self.out.len() == start {
            self.out.push_str("[]");
        }
        self.out.push_str("})\n");
    }

    // Blocks.

    fn blocks(&mut self, side: Side, parent: Option<u32>) {
        for piece in self.view.pieces(side, parent) {
            self.piece(side, piece);
        }
    }

    fn piece(&mut self, side: Side, piece: Piece) {
        self.counts.add(&piece);
        match piece {
            Piece::Own { node, changed } => {
                self.block(side, node);
                if let Some(changed) = changed {
                    self.changed(changed);
                }
            }
            Piece::Instead { source, why, .. } => self.foreign(&[source], Some(why)),
            Piece::Foreign { nodes, why } => self.foreign(&nodes, why),
        }
    }

    fn source_tag(&self) -> String {
        literal(&self.view.site.locale(self.view.site.project.source).tag)
    }

    /// Blocks of the source among those of a translation, with a label where readers need one.
    fn foreign(&mut self, nodes: &[u32], why: Option<Reason>) {
        let name = why.map_or_else(|| "none".to_owned(), |why| literal(&self.view.label(why)));
        let before = format!("{}, {name}, ", self.source_tag());
        self.call("foreign", &before, |writer| {
            for node in nodes {
                writer.bare(Side::Source, *node);
            }
        });
    }

    fn changed(&mut self, changed: Changed) {
        let before = format!("{}, {}, ", self.source_tag(), literal(&self.view.stale_label(changed)));
        self.call("changed", &before, |writer| writer.bare(Side::Source, changed.source));
    }

    /// A block outside of the list, table or callout that it belongs to.
    fn bare(&mut self, side: Side, node: u32) {
        match self.view.doc(side).tree.node(node).kind {
            Kind::Item | Kind::Task(_) | Kind::Definition => self.blocks(side, Some(node)),
            Kind::AlertTitle | Kind::Term | Kind::Heading(_) => {
                self.call("p", "", |writer| writer.call("st", "", |writer| writer.inner(side, node)));
            }
            Kind::TableRow | Kind::TableHead => {
                let cells = self.cells(side, node);
                self.call("p", "", |writer| writer.out.push_str(&cells.join("; \" | \"; ")));
            }
            _ => self.block(side, node),
        }
    }

    fn block(&mut self, side: Side, node: u32) {
        let doc = self.view.doc(side);
        let tree = &doc.tree;
        match tree.node(node).kind {
            Kind::Paragraph => self.paragraph(side, node),
            Kind::Plain => self.inner(side, node),
            Kind::Heading(at) => self.heading(side, node, at),
            Kind::Quote => self.call("quote-block", "", |writer| writer.blocks(side, Some(node))),
            Kind::Alert(kind) => self.alert(side, node, kind),
            Kind::Code(at) => {
                let code = &tree.codes[at as usize];
                // The text itself keeps its lines.
                let lines: Vec<String> = code.text.trim_end_matches('\n').split('\n').map(literal).collect();
                self.note_characters(side, &code.text, tree.node(node).start);
                let _ =
                    writeln!(self.out, "hb.pre({}, ({},).join(\"\\n\"))", literal(&code.language), lines.join(", "));
            }
            Kind::List | Kind::OrderedList(_) => self.list(side, node),
            Kind::Table(at) => self.table(side, node, at),
            Kind::Item | Kind::DefinitionList => self.blocks(side, Some(node)),
            Kind::Task(done) => self.call("task", &format!("{done}, "), |writer| writer.blocks(side, Some(node))),
            Kind::Term => self.call("dt", "", |writer| writer.inner(side, node)),
            Kind::Definition => self.call("dd", "", |writer| writer.blocks(side, Some(node))),
            Kind::Rule => self.out.push_str("hb.rule()\n"),
            Kind::Html(at) => self.raw_block(side, &tree.strings[at as usize], tree.node(node).start),
            _ => {}
        }
    }

    fn paragraph(&mut self, side: Side, node: u32) {
        let tree = &self.view.doc(side).tree;
        let mut children = tree.children(Some(node));
        if let (Some(only), None) = (children.next(), children.next())
            && let Kind::Image(at) = tree.node(only).kind
        {
            return self.figure(side, only, at);
        }
        self.call("p", "", |writer| writer.inner(side, node));
    }

    fn inner(&mut self, side: Side, node: u32) {
        if self.view.doc(side).tree.node(node).kind.holds_inlines() {
            self.inlines(side, node);
        } else {
            self.blocks(side, Some(node));
        }
    }

    fn heading(&mut self, side: Side, node: u32, at: u32) {
        let level = self.view.doc(side).tree.headings[at as usize].level;
        if self.title_node() == Some((side, node)) {
            return;
        }
        // Readers of an outline are led down one level at a time (PDF/UA-1, 7.4).
        let level = level.clamp(2, self.level.saturating_add(1).max(2));
        self.level = level;
        let id = format!("{}{}", self.prefix, self.view.heading_id(side, at));
        let label = if self.ids.insert(id.clone()) { literal(&id) } else { "none".to_owned() };
        self.call("h", &format!("{level}, {label}, "), |writer| writer.inner(side, node));
    }

    fn alert(&mut self, side: Side, node: u32, kind: AlertKind) {
        let title = self.view.alert_title(side, node);
        let title = match title {
            Some(title) => format!("{{{}}}", self.apart(|writer| writer.inner(side, title))),
            None => "none".to_owned(),
        };
        let name = self.say(kind.message(), &[]);
        let before = format!("\"{}\", {name}, {title}, ", kind.name());
        self.call("admonition", &before, |writer| writer.blocks(side, Some(node)));
    }

    fn list(&mut self, side: Side, node: u32) {
        let tree = &self.view.doc(side).tree;
        let tight = !tree.subtree(node).any(|at| tree.nodes[at].kind == Kind::Paragraph);
        let tasks = tree.children(Some(node)).all(|item| matches!(tree.node(item).kind, Kind::Task(_)));
        let _ = match tree.node(node).kind {
            Kind::OrderedList(first) => write!(self.out, "hb.ol({tight}, {first}"),
            _ if tasks => write!(self.out, "hb.tasks({tight}"),
            _ => write!(self.out, "hb.ul({tight}"),
        };
        for piece in self.view.pieces(side, Some(node)) {
            self.out.push_str(", {");
            self.piece(side, piece);
            self.out.push_str("[]}");
        }
        self.out.push_str(")\n");
    }
}
