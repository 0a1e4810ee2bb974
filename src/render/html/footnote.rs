//! Footnotes, in the order of their first use, with the ways back.

use std::fmt::Write as _;

use super::{Mode, Writer};
use crate::document::raw_html::escape;
use crate::project::Arg;
use crate::render::view::Side;

impl Writer<'_> {
    pub(super) fn footnote_ref(&mut self, side: Side, label: &str) {
        let at = self.footnotes.iter().position(|note| note.0 == side && note.1 == label).unwrap_or_else(|| {
            self.footnotes.push((side, label.to_owned(), 0));
            self.footnotes.len() - 1
        });
        self.footnotes[at].2 += 1;
        let uses = self.footnotes[at].2;
        let number = at + 1;
        let shown = escape(&self.view.reader.formats.number(number as i64));
        let name = self.message("footnote-number", &[("n", Arg::Number(number as i64))]);
        let repeat = if uses > 1 { format!("-{uses}") } else { String::new() };
        let prefix = escape(&self.prefix);
        let kind = if self.mode == Mode::Epub { " epub:type=\"noteref\"" } else { "" };
        let _ = write!(
            self.out,
            "<sup><a id=\"{prefix}_fnr-{number}{repeat}\" href=\"#{prefix}_fn-{number}\"{kind} role=\"doc-noteref\" aria-label=\"{name}\">{shown}</a></sup>"
        );
    }

    /// Links from a note back to each of its references.
    fn ways_back(&mut self, number: usize, n_uses: usize) {
        let prefix = escape(&self.prefix);
        let back = self.message("footnote-back", &[("n", Arg::Number(number as i64))]);
        for nth in 1..=n_uses {
            let shown = escape(&self.view.reader.formats.number(nth as i64));
            let (repeat, name, mark) = match nth {
                1 => (String::new(), back.clone(), String::new()),
                _ => (format!("-{nth}"), format!("{back} ({shown})"), format!("<sup>{shown}</sup>")),
            };
            let _ = write!(
                self.out,
                " <a href=\"#{prefix}_fnr-{number}{repeat}\" role=\"doc-backlink\" aria-label=\"{name}\">↩\u{fe0e}</a>{mark}"
            );
        }
    }

    /// Opens a note that e-readers show above the page, behind its number. Gives its end.
    fn popup(&mut self, number: usize, text: &str) -> &'static str {
        let shown = escape(&self.view.reader.formats.number(number as i64));
        let mark = format!("<b>{shown}</b> ");
        let _ = write!(self.out, "<aside id=\"_fn-{number}\" epub:type=\"footnote\" role=\"doc-footnote\">");
        match text.strip_prefix("<p>") {
            Some(rest) => self.out.extend(["<p>", &mark, rest]),
            None => self.out.extend([&mark, text]),
        }
        "</aside>"
    }

    pub(super) fn footnotes(&mut self) {
        if self.footnotes.is_empty() {
            return;
        }
        let label = self.message("footnotes", &[]);
        let role = if self.mode == Mode::Page { "doc-endnotes" } else { "group" };
        let _ = writeln!(self.out, "<div class=\"fn\" role=\"{role}\" aria-label=\"{label}\">");
        self.out.push_str(if self.mode == Mode::Epub { "" } else { "<ol>\n" });
        let prefix = escape(&self.prefix);
        let start = self.out.len();
        let mut notes = Vec::new();
        // A note can refer to further notes, so the list may grow on the way, and so may the number of
        // references to a note that was written before.
        while let Some((side, label, _)) = self.footnotes.get(notes.len()).cloned() {
            let doc = self.view.doc(side);
            if let Some(note) = doc.tree.footnotes.iter().find(|note| *note.label == *label) {
                let foreign = side == Side::Source && self.view.source.is_some();
                if foreign {
                    let source = self.view.site.locale(self.view.site.project.source);
                    let _ = write!(self.out, "<div{}>", self.tongue(source));
                }
                self.blocks(side, Some(note.node));
                self.out.push_str(if foreign { "</div>" } else { "" });
            }
            notes.push(self.out.split_off(start));
        }
        for (at, note) in notes.into_iter().enumerate() {
            let number = at + 1;
            // The ways back stand at the end of the note's last line.
            let (text, close) = note.strip_suffix("</p>\n").map_or((note.as_str(), ""), |text| (text, "</p>"));
            let end = match self.mode {
                Mode::Epub => self.popup(number, text),
                _ => {
                    let _ = write!(self.out, "<li id=\"{prefix}_fn-{number}\">{text}");
                    "</li>"
                }
            };
            self.ways_back(number, self.footnotes[at].2);
            let _ = writeln!(self.out, "{close}{end}");
        }
        self.out.push_str(if self.mode == Mode::Epub { "</div>\n" } else { "</ol>\n</div>\n" });
    }
}
