//! Where a translation is not all that its source says: blocks of the source among those of the translation, each with
//! its language and a label in the readers' own.

use std::fmt::Write as _;

use super::{Mode, Writer, tongue};
use crate::document::Kind;
use crate::document::raw_html::escape;
use crate::render::view::{Changed, Reason, Side};

impl Writer<'_> {
    /// Writes source blocks where translated ones should be, labelled in the reader's language unless they
    /// are meant to stay as they are.
    pub(super) fn foreign(&mut self, blocks: &[u32], why: Option<Reason>) {
        let Some(first) = blocks.first() else { return };
        let source = &self.view.site.locale(self.view.site.project.source);
        let mut attributes = self.tongue(source);
        let reader = self.tongue(self.view.reader);
        let mut note = String::new();
        let mut line = String::new();
        if let Some(why) = why {
            let label = escape(&self.view.label(why));
            attributes.insert_str(0, " class=\"fb\"");
            note = format!("<span class=\"fbl\"{reader}>{label}</span> ");
            line = format!("<p class=\"fbl\"{reader}>{label}</p>\n");
        }
        match self.view.doc(Side::Source).tree.node(*first).kind {
            Kind::Item | Kind::Task(_) => {
                for node in blocks {
                    let _ = write!(self.out, "<li{attributes}>{note}");
                    if let Kind::Task(done) = self.view.doc(Side::Source).tree.node(*node).kind {
                        self.task_box(done, &reader);
                    }
                    self.blocks(Side::Source, Some(*node));
                    self.out.push_str("</li>\n");
                }
            }
            Kind::TableRow | Kind::TableHead => {
                for node in blocks {
                    let _ = write!(self.out, "<tr{attributes}>");
                    let head = self.view.doc(Side::Source).tree.node(*node).kind == Kind::TableHead;
                    self.cells(Side::Source, *node, head, &[], &note);
                    self.out.push_str("</tr>\n");
                }
            }
            Kind::Term | Kind::Definition => {
                for (at, node) in blocks.iter().enumerate() {
                    let name =
                        if self.view.doc(Side::Source).tree.node(*node).kind == Kind::Term { "dt" } else { "dd" };
                    // One label speaks for a term and its definitions.
                    let note = if at == 0 || name == "dt" { note.as_str() } else { "" };
                    let _ = write!(self.out, "<{name}{attributes}>{note}");
                    self.inner(Side::Source, *node);
                    let _ = writeln!(self.out, "</{name}>");
                }
            }
            Kind::AlertTitle => {}
            _ => {
                let _ = write!(self.out, "<div{attributes}>{line}");
                for node in blocks {
                    self.block(Side::Source, *node);
                }
                self.out.push_str("</div>\n");
            }
        }
    }

    /// The source's block in the place of one that must not be shown.
    pub(super) fn instead(&mut self, source: u32, why: Reason) {
        // The chapter's own title stands above its text.
        let top = self.at_top();
        match self.view.doc(Side::Source).tree.node(source).kind {
            Kind::Heading(at) if top && self.view.doc(Side::Source).tree.headings[at as usize].level == 1 => {
                self.foreign_title(source, at, why);
            }
            _ => self.foreign(&[source], Some(why)),
        }
    }

    /// The source's title in the place of one that must not be shown, with the label below it.
    fn foreign_title(&mut self, source: u32, at: u32, why: Reason) {
        self.heading(Side::Source, source, at);
        let own = self.view.site.locale(self.view.site.project.source);
        if let Some((_, html)) = &mut self.body.h1 {
            *html = format!("<span{}>{html}</span>", tongue(own, self.mode));
        }
        let label = escape(&self.view.label(why));
        let _ = writeln!(self.out, "<p class=\"fbl\">{label}</p>");
    }

    /// Says below a block that its source has changed, with the source as it is now.
    pub(super) fn stale(&mut self, changed: Changed) {
        let source = changed.source;
        let own = self.view.site.locale(self.view.site.project.source);
        let label = escape(&self.view.stale_label(changed));
        let original = self.message("notice-stale-original", &[]);
        let head = format!("<span class=\"fbl\">{label}</span> {original}");
        // Not all e-readers can open what is closed.
        let (open, close) = match self.mode {
            Mode::Epub => (format!("<div class=\"fb\"><p>{head}</p>"), "</div></div>\n"),
            _ => (format!("<details class=\"fb\"><summary>{head}</summary>"), "</div></details>\n"),
        };
        let _ = write!(self.out, "{open}<div{}>", self.tongue(own));
        match self.view.doc(Side::Source).tree.node(source).kind {
            // Where the note stands, none of these may.
            Kind::Heading(_) | Kind::AlertTitle | Kind::Term => {
                self.out.push_str("<p>");
                self.inner(Side::Source, source);
                self.out.push_str("</p>");
            }
            _ => self.block(Side::Source, source),
        }
        self.out.push_str(close);
    }
}
