//! The document tree as HTML. Everything is escaped here; only clean raw HTML and highlighted code are
//! passed through.

mod footnote;
mod inline;
mod preview;
mod table;
mod terms;
mod twin;
mod xml;

use std::collections::BTreeSet;
use std::fmt::Write as _;

pub use preview::{annotated, blocks};
pub use xml::{Pictures, tongue, xml_id};

use crate::book::{Page, Site};
use crate::document::Kind;
use crate::document::highlight::highlight;
use crate::document::raw_html::{escape, escape_into};
use crate::project::Arg;
use crate::render::view::{Changed, Counts, Piece, Side, View};
use crate::vpath::VPath;

/// Where the HTML will stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// On the chapter's own page.
    Page,
    /// Among all other chapters of the book on one page: ids are `chapter--id`.
    Book,
    /// The same, in a file with nothing beside it: pictures stand in the page.
    Single,
    /// In a file of its own in an EPUB, which is XML.
    Epub,
}

impl Mode {
    /// Whether the whole book is on the page.
    pub fn is_whole(self) -> bool {
        matches!(self, Mode::Book | Mode::Single)
    }
}

/// A chapter's body.
#[derive(Debug, Default)]
pub struct Body {
    pub html: String,
    /// Headings of level 2: id, text, and the locale it is in.
    pub toc: Vec<(String, String, usize)>,
    /// The heading of level 1 that the chapter begins with, taken out of `html`. Id and markup.
    pub h1: Option<(String, String)>,
    pub counts: Counts,
    /// In an EPUB: what its list of files must name.
    pub pictures: Pictures,
}

/// The id of a chapter among those of the whole book.
pub fn whole_id(site: &Site, chapter: usize) -> String {
    site.outline.chapters[chapter].id.replace('/', "-")
}

/// The prefix that ids of a chapter have there.
pub fn id_prefix(site: &Site, chapter: usize) -> String {
    format!("{}--", whole_id(site, chapter))
}

/// Writes a chapter's body for readers of a locale into a file at `path`.
pub fn body(site: &Site, locale: usize, page: &Page, path: &VPath, mode: Mode) -> Body {
    match Writer::new(site, locale, page, path, mode) {
        Some(writer) => writer.whole(),
        None => Body::default(),
    }
}

impl<'a> Writer<'a> {
    fn new(site: &'a Site, locale: usize, page: &'a Page, path: &'a VPath, mode: Mode) -> Option<Writer<'a>> {
        let view = View::new(site, locale, page)?;
        Some(Writer {
            view,
            path,
            mode,
            prefix: if mode.is_whole() { id_prefix(site, page.chapter) } else { String::new() },
            footnotes: Vec::new(),
            n_tables: 0,
            ids: BTreeSet::new(),
            body: Body::default(),
            explained: terms::Explained::new(site, locale, page.from, mode),
            label: None,
            raw: Vec::new(),
            raw_from: 0,
            out: String::with_capacity(view.doc.text.len() * 2),
        })
    }

    fn whole(mut self) -> Body {
        self.blocks(Side::Target, None);
        self.footnotes();
        self.definitions();
        self.body.html = self.out;
        self.body
    }
}

struct Writer<'a> {
    view: View<'a>,
    path: &'a VPath,
    mode: Mode,
    prefix: String,
    /// Footnotes in the order of their first use: side, label, number of uses.
    footnotes: Vec<(Side, String, usize)>,
    n_tables: usize,
    /// Of the headings written so far.
    ids: BTreeSet<&'a str>,
    body: Body,
    explained: terms::Explained,
    label: Option<preview::Label<'a>>,
    /// In an EPUB: the author's own elements that are open, and how many of them were so before this block.
    raw: Vec<xml::Open>,
    raw_from: usize,
    out: String,
}

impl Writer<'_> {
    fn message(&self, id: &str, args: &[(&str, Arg)]) -> String {
        escape(&self.view.message(id, args))
    }

    // Blocks.

    /// Writes what stands in a container.
    fn blocks(&mut self, side: Side, parent: Option<u32>) {
        self.closed(|writer| {
            for piece in writer.view.pieces(side, parent) {
                writer.piece(side, piece);
            }
        });
    }

    fn block(&mut self, side: Side, node: u32) {
        if let Some(piece) = self.view.piece(side, node) {
            self.piece(side, piece);
        }
    }

    fn piece(&mut self, side: Side, piece: Piece) {
        self.body.counts.add(&piece);
        match piece {
            Piece::Foreign { nodes, why } => self.foreign(&nodes, why),
            Piece::Instead { source, why, .. } => self.instead(source, why),
            Piece::Own { node, changed } => self.own(side, node, changed),
        }
    }

    fn own(&mut self, side: Side, node: u32, changed: Option<Changed>) {
        let start = self.out.len();
        self.visible_block(side, node);
        self.annotate(side, node, start);
        if let Some(changed) = changed
            && !matches!(self.view.doc.tree.node(node).kind, Kind::Term | Kind::AlertTitle)
        {
            self.stale(changed);
        }
    }

    fn visible_block(&mut self, side: Side, node: u32) {
        let doc = self.view.doc(side);
        match doc.tree.node(node).kind {
            Kind::Paragraph => self.paragraph(side, node),
            Kind::Plain => self.inner(side, node),
            Kind::Heading(at) => self.heading(side, node, at),
            Kind::Quote => self.wrap(side, node, "<blockquote>\n", "</blockquote>\n"),
            Kind::Alert(kind) => self.alert(side, node, kind),
            Kind::AlertTitle | Kind::Footnote(_) => {}
            Kind::Code(at) => self.code(side, at),
            Kind::Html(at) => self.raw(&doc.tree.strings[at as usize], true),
            Kind::List => self.list(side, node, None),
            Kind::OrderedList(first) => self.list(side, node, Some(first)),
            Kind::Item => self.wrap(side, node, "<li>", "</li>\n"),
            Kind::Task(done) => self.task(side, node, done),
            Kind::Table(at) => self.table(side, node, at),
            Kind::DefinitionList => self.wrap(side, node, "<dl>\n", "</dl>\n"),
            Kind::Term => {
                self.out.push_str("<dt>");
                self.plain(|writer| writer.inner(side, node));
                if let Some(changed) = self.view.changed(side, node) {
                    self.stale(changed);
                }
                self.out.push_str("</dt>\n");
            }
            Kind::Definition => self.wrap(side, node, "<dd>", "</dd>\n"),
            Kind::Rule => self.void("<hr"),
            _ => self.inline(side, node),
        }
    }

    fn wrap(&mut self, side: Side, node: u32, open: &str, close: &str) {
        self.out.push_str(open);
        self.blocks(side, Some(node));
        self.out.push_str(close);
    }

    /// The inlines of a block, or the blocks of a container.
    fn inner(&mut self, side: Side, node: u32) {
        let doc = self.view.doc(side);
        if doc.tree.node(node).kind.holds_inlines() {
            self.line(side, node);
        } else {
            self.blocks(side, Some(node));
        }
    }

    fn paragraph(&mut self, side: Side, node: u32) {
        let doc = self.view.doc(side);
        let mut children = doc.tree.children(Some(node));
        if let (Some(only), None) = (children.next(), children.next())
            && let Kind::Image(at) = doc.tree.node(only).kind
        {
            self.out.push_str("<figure>");
            self.image(side, only, at);
            let title = &doc.tree.links[at as usize].title;
            if !title.is_empty() && &**title != "decorative" {
                self.out.push_str("<figcaption>");
                escape_into(&mut self.out, title);
                self.out.push_str("</figcaption>");
            }
            self.out.push_str("</figure>\n");
            return;
        }
        self.out.push_str("<p>");
        self.inner(side, node);
        self.out.push_str("</p>\n");
    }

    fn heading(&mut self, side: Side, node: u32, at: u32) {
        let doc = self.view.doc(side);
        let heading = &doc.tree.headings[at as usize];
        let id = self.view.heading_id(side, at);
        // A block that may be missing in a translation stands beside its likely twin, which has the id then.
        let first = self.ids.insert(id);
        if heading.level == 1 && self.at_top() {
            self.plain(|writer| writer.inner(side, node));
            self.body.h1 = Some((self.id(id), std::mem::take(&mut self.out)));
            return;
        }
        // On the page with the whole book a chapter's title is one level below the book's, which stands
        // right above the text of the cover.
        let level = match self.mode {
            Mode::Book | Mode::Single if self.view.page.chapter == 0 => heading.level.max(2),
            Mode::Book | Mode::Single => (heading.level + 1).min(6),
            Mode::Page | Mode::Epub => heading.level,
        };
        let _ = write!(self.out, "<h{level}");
        if first {
            let _ = write!(self.out, " id=\"{}\"", escape(&self.id(id)));
        }
        if !heading.classes.is_empty() {
            // The theme's own classes hide, float and warn: an author's never are one of them.
            let classes: Vec<String> = heading.classes.iter().map(|class| format!("u-{class}")).collect();
            let _ = write!(self.out, " class=\"{}\"", classes.join(" "));
        }
        self.out.push('>');
        self.plain(|writer| writer.inner(side, node));
        let _ = writeln!(self.out, "</h{level}>");
        if heading.level == 2 && first {
            let words = doc.words_of(node, &|key| self.view.site.project.value_or_key(self.view.locale, key));
            self.body.toc.push((id.to_owned(), words, self.view.locale_of(side)));
        }
    }

    /// Whether the chapter's own title would stand here: only its first heading can.
    fn at_top(&self) -> bool {
        self.out.is_empty() && self.body.h1.is_none()
    }

    fn alert(&mut self, side: Side, node: u32, kind: crate::document::AlertKind) {
        let label = self.message(kind.message(), &[]);
        let reader =
            if self.view.locale_of(side) == self.view.locale { String::new() } else { self.tongue(self.view.reader) };
        let _ =
            write!(self.out, "<div class=\"co {}\" role=\"note\"><p class=\"ct\"><b{reader}>{label}</b>", kind.name());
        let title = self.view.alert_title(side, node);
        if let Some(title) = title {
            self.out.push_str(" <span>");
            self.plain(|writer| writer.inner(side, title));
            self.out.push_str("</span>");
        }
        self.out.push_str("</p>\n");
        if let Some(changed) = title.and_then(|title| self.view.changed(side, title)) {
            self.stale(changed);
        }
        self.blocks(side, Some(node));
        self.out.push_str("</div>\n");
    }

    fn code(&mut self, side: Side, at: u32) {
        let code = &self.view.doc(side).tree.codes[at as usize];
        // What is turned in pages does not scroll.
        let scrolls = if self.mode == Mode::Epub { "" } else { " tabindex=\"0\"" };
        let _ = write!(self.out, "<pre{scrolls} dir=\"ltr\"><code>");
        if self.view.site.project.config.highlight {
            self.raw(&highlight(&code.language, &code.text), false);
        } else {
            escape_into(&mut self.out, &code.text);
        }
        self.out.push_str("</code></pre>\n");
    }

    fn list(&mut self, side: Side, node: u32, first: Option<u32>) {
        match first {
            None => self.wrap(side, node, "<ul>\n", "</ul>\n"),
            Some(1) => self.wrap(side, node, "<ol>\n", "</ol>\n"),
            Some(first) => self.wrap(side, node, &format!("<ol start=\"{first}\">\n"), "</ol>\n"),
        }
    }

    fn task(&mut self, side: Side, node: u32, done: bool) {
        self.out.push_str("<li class=\"task\">");
        self.task_box(done, "");
        self.wrap(side, node, "", "</li>\n");
    }

    /// The box of a task. `reader` is the readers' language, where the text is in another.
    fn task_box(&mut self, done: bool, reader: &str) {
        let (mark, id) = if done { ("☑", "task-done") } else { ("☐", "task-open") };
        let label = self.message(id, &[]);
        let _ = write!(self.out, "<span role=\"img\"{reader} aria-label=\"{label}\">{mark}</span> ");
    }
}
