//! Where a translation is not all that its source says: blocks of the source among those of the translation, each with
//! its language and a label in the readers' own.

use std::fmt::Write as _;

use super::{Side, Writer};
use crate::data::Date;
use crate::document::Kind;
use crate::project::Arg;

impl Writer<'_> {
    pub(super) fn inserted(&mut self, side: Side, parent: Option<u32>, before: u32) {
        let Some(twin) = self.twin.filter(|_| side == Side::Target) else { return };
        let Some(blocks) = twin.inserted.get(&(parent, before)) else { return };
        let visible: Vec<u32> = blocks.iter().copied().filter(|node| self.visible(Side::Source, *node)).collect();
        let doc = self.doc(Side::Source);
        let as_it_is = |node: &u32| doc.tree.attributes_of(*node).is_some_and(|found| found.notranslate);
        for run in visible.chunk_by(|a, b| as_it_is(a) == as_it_is(b)) {
            if as_it_is(&run[0]) {
                self.foreign(run, None);
            } else {
                self.body.n_missing += run.len();
                self.foreign(run, Some("notice-fallback-block"));
            }
        }
    }

    /// Writes source blocks where translated ones should be, labelled in the reader's language unless they
    /// are meant to stay as they are.
    pub(super) fn foreign(&mut self, blocks: &[u32], label: Option<&str>) {
        let Some(first) = blocks.first() else { return };
        let source = &self.site.locale(self.site.project.source);
        let mut attributes = format!(" lang=\"{}\" dir=\"{}\"", source.tag, source.dir);
        let reader = format!(" lang=\"{}\" dir=\"{}\"", self.reader.tag, self.reader.dir);
        let mut note = String::new();
        let mut line = String::new();
        if let Some(label) = label {
            let label = self.message(label, &[("language", Arg::Text(source.name.clone()))]);
            attributes.insert_str(0, " class=\"fb\"");
            note = format!("<span class=\"fbl\"{reader}>{label}</span> ");
            line = format!("<p class=\"fbl\"{reader}>{label}</p>\n");
        }
        match self.doc(Side::Source).tree.node(*first).kind {
            Kind::Item | Kind::Task(_) => {
                for node in blocks {
                    let _ = write!(self.out, "<li{attributes}>{note}");
                    if let Kind::Task(done) = self.doc(Side::Source).tree.node(*node).kind {
                        self.task_box(done, &reader);
                    }
                    self.blocks(Side::Source, Some(*node));
                    self.out.push_str("</li>\n");
                }
            }
            Kind::TableRow | Kind::TableHead => {
                for node in blocks {
                    let _ = write!(self.out, "<tr{attributes}>");
                    let head = self.doc(Side::Source).tree.node(*node).kind == Kind::TableHead;
                    self.cells(Side::Source, *node, head, &[], &note);
                    self.out.push_str("</tr>\n");
                }
            }
            Kind::Term | Kind::Definition => {
                for (at, node) in blocks.iter().enumerate() {
                    let name = if self.doc(Side::Source).tree.node(*node).kind == Kind::Term { "dt" } else { "dd" };
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

    /// Whether readers in this region see a block.
    pub(super) fn visible(&self, side: Side, node: u32) -> bool {
        if side == Side::Target && self.twin.is_some_and(|twin| twin.orphans.contains(&node)) {
            return false;
        }
        let own = self.doc(side).tree.attributes_of(node);
        let partner = match side {
            Side::Target => self
                .twin
                .and_then(|twin| twin.source_of(node))
                .and_then(|partner| self.doc(Side::Source).tree.attributes_of(partner)),
            Side::Source => None,
        };
        let region = [own, partner].into_iter().flatten().find_map(|found| found.region.as_deref());
        region.is_none() || region == self.reader.region.as_deref()
    }

    /// The source's block in the place of one that must not be shown.
    pub(super) fn withheld(&mut self, node: u32, source: u32) {
        let Some(twin) = self.twin else { return };
        // The gravest reason is told.
        let label = if twin.withdrawn.contains(&node) {
            self.body.n_withdrawn += 1;
            "notice-critical-block"
        } else if twin.faulty.contains_key(&node) {
            self.body.n_withheld += 1;
            "notice-withheld-block"
        } else {
            self.body.n_below += 1;
            "notice-below-block"
        };
        // The chapter's own title stands above its text.
        let top = self.out.is_empty();
        match self.doc(Side::Source).tree.node(source).kind {
            Kind::Heading(at) if top && self.doc(Side::Source).tree.headings[at as usize].level == 1 => {
                self.foreign_title(source, at, label);
            }
            _ => self.foreign(&[source], Some(label)),
        }
    }

    /// The source's title in the place of one that must not be shown, with the label below it.
    fn foreign_title(&mut self, source: u32, at: u32, label: &str) {
        self.heading(Side::Source, source, at);
        let own = self.site.locale(self.site.project.source);
        if let Some((_, html)) = &mut self.body.h1 {
            *html = format!("<span lang=\"{}\" dir=\"{}\">{html}</span>", own.tag, own.dir);
        }
        let label = self.message(label, &[("language", Arg::Text(own.name.clone()))]);
        let _ = writeln!(self.out, "<p class=\"fbl\">{label}</p>");
    }

    /// Says below a block that its source has changed, with the source as it is now.
    pub(super) fn stale(&mut self, (source, changed): (u32, Option<Date>)) {
        self.body.n_stale += 1;
        let own = self.site.locale(self.site.project.source);
        let label = self.stale_label(changed);
        let original = self.message("notice-stale-original", &[]);
        let _ = write!(
            self.out,
            "<details class=\"fb\"><summary><span class=\"fbl\">{label}</span> {original}</summary><div lang=\"{}\" dir=\"{}\">",
            own.tag, own.dir
        );
        match self.doc(Side::Source).tree.node(source).kind {
            // Where the note stands, none of these may.
            Kind::Heading(_) | Kind::AlertTitle | Kind::Term => {
                self.out.push_str("<p>");
                self.inner(Side::Source, source);
                self.out.push_str("</p>");
            }
            _ => self.block(Side::Source, source),
        }
        self.out.push_str("</div></details>\n");
    }

    /// When the source of a block changed, if somebody said so.
    pub(super) fn stale_label(&self, changed: Option<Date>) -> String {
        match changed {
            Some(day) => self.message("notice-stale-block", &[("date", Arg::Text(self.reader.formats.date(day)))]),
            None => self.message("notice-stale-undated", &[]),
        }
    }
}
