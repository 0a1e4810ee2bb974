//! Words, links, footnotes and pictures within a block.

use std::fmt::Write as _;

use super::raw::Raw;
use super::{Writer, image_path, literal, words};
use crate::book::links::{Target, resolve};
use crate::document::{Kind, raw_html};
use crate::render::html::{id_prefix, whole_id};
use crate::render::image;
use crate::render::view::{Piece, Side};

impl Writer<'_, '_> {
    // Pictures.

    fn picture(&mut self, side: Side, node: u32, at: u32) -> Option<(String, String)> {
        let doc = self.view.doc(side);
        let link = &doc.tree.links[at as usize];
        let alt = doc.words_of(node, &|key| self.view.site.project.value_or_key(self.view.locale, key));
        let target = resolve(
            self.view.site,
            self.view.locale,
            self.view.locale_of(side),
            self.view.page.chapter,
            &link.dest,
            true,
        );
        let Target::File(file) = target else { return None };
        if !image::is_common(&file) {
            return None;
        }
        self.left.images.entry(file.clone()).or_insert(self.view.locale_of(side));
        Some((literal(&image_path(&file)), literal(&alt)))
    }

    pub(super) fn figure(&mut self, side: Side, node: u32, at: u32) {
        let title = &self.view.doc(side).tree.links[at as usize].title;
        let caption = match &**title {
            "" | "decorative" => "none".to_owned(),
            title => format!("{{{}}}", words(self.view.site, self.view.locale_of(side), title)),
        };
        match self.picture(side, node, at) {
            Some((path, alt)) => {
                let _ = writeln!(self.out, "hb.fig({path}, {alt}, {caption})");
            }
            None => self.call("p", "", |writer| writer.alternative(side, node)),
        }
    }

    fn alternative(&mut self, side: Side, node: u32) {
        let doc = self.view.doc(side);
        let alt = doc.words_of(node, &|key| self.view.site.project.value_or_key(self.view.locale, key));
        let start = doc.tree.node(node).start;
        self.string(side, &alt, start);
    }

    // Inlines.

    pub(super) fn inlines(&mut self, side: Side, node: u32) {
        let children: Vec<u32> = self.view.doc(side).tree.children(Some(node)).collect();
        let mut raw = Raw::default();
        for child in children {
            let tree = &self.view.doc(side).tree;
            match tree.node(child).kind {
                Kind::InlineHtml(at) => raw.read(&tree.strings[at as usize], &mut self.out),
                _ if raw.silent.is_none() => self.inline(side, child),
                _ => {}
            }
        }
        raw.close_all(&mut self.out);
    }

    /// The words of a block of raw HTML.
    pub(super) fn raw_block(&mut self, side: Side, html: &str, start: u32) {
        let text = raw_html::words(html);
        for paragraph in text.split('\n').filter(|line| !line.trim().is_empty()) {
            self.call("p", "", |writer| writer.string(side, paragraph.trim(), start));
        }
    }

    /// A text of the document, and where its characters stand.
    fn string(&mut self, side: Side, text: &str, start: u32) {
        self.note_characters(side, text, start);
        self.out.push_str(&words(self.view.site, self.view.locale_of(side), text));
        self.out.push_str("; ");
    }

    pub(super) fn note_characters(&mut self, side: Side, text: &str, start: u32) {
        let locale = self.view.locale_of(side);
        let doc = self.view.doc(side);
        for (at, ch) in text.char_indices().filter(|(_, ch)| !ch.is_ascii()) {
            self.left.places.entry((locale, ch)).or_insert_with(|| {
                let at = start + at as u32;
                let (file, range) = doc.place(at, at + ch.len_utf8() as u32);
                (file.clone(), range)
            });
        }
    }

    fn inline(&mut self, side: Side, node: u32) {
        let doc = self.view.doc(side);
        let tree = &doc.tree;
        let this = *tree.node(node);
        match this.kind {
            Kind::Text => self.string(side, &doc.text[this.start as usize..this.stop as usize], this.start),
            Kind::Str(at) => self.string(side, &tree.strings[at as usize], this.start),
            Kind::CodeSpan(at) => {
                self.note_characters(side, &tree.strings[at as usize], this.start);
                let _ = write!(self.out, "hb.code({}); ", literal(&tree.strings[at as usize]));
            }
            Kind::Value(at) => {
                let value = self.view.site.project.value_or_key(self.view.locale, &tree.strings[at as usize]);
                let _ = write!(self.out, "hb.iso({}); ", literal(&value));
            }
            Kind::SoftBreak => self.out.push_str(if self.view.soft_break(side, node) { "\" \"; " } else { "" }),
            Kind::HardBreak => self.out.push_str("hb.br(); "),
            Kind::FootnoteRef(at) => self.footnote(side, &tree.strings[at as usize]),
            Kind::Image(at) => match self.picture(side, node, at) {
                Some((path, alt)) => {
                    let _ = write!(self.out, "hb.inline-img({path}, {alt}); ");
                }
                None => self.alternative(side, node),
            },
            Kind::Link(at) => self.link(side, node, at),
            Kind::Emphasis => self.call("em", "", |writer| writer.inlines(side, node)),
            Kind::Strong => self.call("st", "", |writer| writer.inlines(side, node)),
            Kind::Strikethrough => self.call("del", "", |writer| writer.inlines(side, node)),
            _ => {}
        }
    }

    fn link(&mut self, side: Side, node: u32, at: u32) {
        let view = self.view;
        let link = &view.doc(side).tree.links[at as usize];
        match resolve(view.site, view.locale, view.locale_of(side), view.page.chapter, &link.dest, false) {
            Target::External(url) => {
                let words = view.doc(side).words_of(node, &|key| view.site.project.value_or_key(view.locale, key));
                let shown = link.auto || url.ends_with(words.trim()) || url.contains(words.trim());
                self.call("url", &format!("{}, {shown}, ", literal(&url)), |writer| writer.inlines(side, node));
            }
            Target::Page { locale, chapter, anchor } if locale == view.locale && self.linked => {
                let shown = view.site.withdrawn(view.site.page(locale, chapter)).is_none();
                let id = match anchor.filter(|_| shown) {
                    Some(anchor) => format!("{}{anchor}", id_prefix(view.site, chapter)),
                    None => whole_id(view.site, chapter),
                };
                self.call("ref-to", &format!("{}, ", literal(&id)), |writer| writer.inlines(side, node));
            }
            _ => self.inlines(side, node),
        }
    }

    fn footnote(&mut self, side: Side, name: &str) {
        let source = side == Side::Source && self.view.source.is_some();
        let tree = &self.view.doc(side).tree;
        let Some(note) = tree.footnotes.iter().find(|note| *note.label == *name).map(|note| note.node) else { return };
        let id = literal(&format!("{}_fn-{}-{name}", self.prefix, if source { "s" } else { "t" }));
        if !self.notes.insert((source, name.to_owned())) {
            let _ = write!(self.out, "hb.fref({id}); ");
            return;
        }
        let mut body = self.apart(|writer| writer.note(side, note));
        if source {
            body = format!("hb.in-language({}, {{{body}[]}})", self.source_tag());
        }
        let _ = write!(self.out, "hb.fnote({id}, {{{body}[]}}); ");
    }

    /// A note of one paragraph stands behind its number; one of several begins so.
    fn note(&mut self, side: Side, note: u32) {
        let mut first = true;
        for piece in self.view.pieces(side, Some(note)) {
            match piece {
                Piece::Own { node, changed }
                    if first && self.view.doc(side).tree.node(node).kind == Kind::Paragraph =>
                {
                    self.counts.add(&piece);
                    self.inlines(side, node);
                    if let Some(changed) = changed {
                        self.changed(changed);
                    }
                }
                _ => self.piece(side, piece),
            }
            first = false;
        }
    }
}
