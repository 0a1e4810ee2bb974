//! What stands in a line: text, marks, links, images.

use std::fmt::Write as _;

use super::{Mode, Writer, id_prefix, whole_id, xml};
use crate::book::links::{Target, percent_encode, resolve};
use crate::document::Kind;
use crate::document::raw_html::{escape, escape_into};
use crate::render::view::Side;
use crate::render::{bidi, epub, image, page};
use crate::vpath::VPath;

/// Whether a link's text is its address on the web: paper need not give it twice.
fn shows_address(href: &str, shown: &str) -> bool {
    let bare = |url: &str| url.split_once("://").map(|(_, rest)| rest.trim_end_matches('/').to_owned());
    bare(href).is_some_and(|address| address == bare(shown).as_deref().unwrap_or(shown.trim_end_matches('/')))
}

impl Writer<'_> {
    pub(super) fn inline(&mut self, side: Side, node: u32) {
        let doc = self.view.doc(side);
        let this = doc.tree.node(node);
        let wrapped = |name: &'static str| (name, node);
        let (name, node) = match this.kind {
            Kind::Text => {
                self.text(side, &doc.text[this.start as usize..this.stop as usize]);
                return;
            }
            Kind::Str(at) => {
                self.text(side, &doc.tree.strings[at as usize]);
                return;
            }
            Kind::SoftBreak => {
                self.out.push_str(self.soft_break(side, node));
                return;
            }
            Kind::HardBreak => {
                return self.void("<br");
            }
            Kind::CodeSpan(at) => {
                // Style sheets of an EPUB may not isolate it.
                let own = self.mode == Mode::Epub && self.is_rtl(side);
                self.out.push_str(if own { "<code dir=\"ltr\">" } else { "<code>" });
                escape_into(&mut self.out, &doc.tree.strings[at as usize]);
                self.out.push_str("</code>");
                return;
            }
            Kind::InlineHtml(at) => {
                return self.raw(&doc.tree.strings[at as usize], false);
            }
            Kind::Value(at) => {
                let key = &doc.tree.strings[at as usize];
                let value = self.view.site.project.value_or_key(self.view.locale, key);
                self.out.push_str("<bdi>");
                escape_into(&mut self.out, &value);
                self.out.push_str("</bdi>");
                return;
            }
            Kind::FootnoteRef(at) => return self.footnote_ref(side, &doc.tree.strings[at as usize]),
            Kind::Image(at) => return self.image(side, node, at),
            Kind::Link(at) => return self.link(side, node, at),
            Kind::Emphasis => wrapped("em"),
            Kind::Strong => wrapped("strong"),
            Kind::Strikethrough => wrapped("del"),
            _ => return,
        };
        let _ = write!(self.out, "<{name}>");
        self.line(side, node);
        let _ = write!(self.out, "</{name}>");
    }

    pub(super) fn text(&mut self, side: Side, text: &str) {
        if self.is_rtl(side) {
            bidi::isolate_into(&mut self.out, text);
        } else {
            escape_into(&mut self.out, text);
        }
    }

    pub(super) fn is_rtl(&self, side: Side) -> bool {
        self.view.site.locale(self.view.locale_of(side)).dir == "rtl"
    }

    pub(super) fn soft_break(&self, side: Side, node: u32) -> &'static str {
        if self.view.soft_break(side, node) { "\n" } else { "" }
    }

    pub(super) fn target(&self, side: Side, dest: &str, image: bool) -> Target {
        resolve(self.view.site, self.view.locale, self.view.locale_of(side), self.view.page.chapter, dest, image)
    }

    fn link(&mut self, side: Side, node: u32, at: u32) {
        let doc = self.view.doc(side);
        let link = &doc.tree.links[at as usize];
        let target = self.target(side, &link.dest, false);
        let broken = matches!(target, Target::Broken(_));
        let href = match target {
            Target::Broken(_) => None,
            Target::External(url) if self.mode == Mode::Epub => Some(xml::address(&url)),
            Target::External(url) => Some(url),
            Target::File(file) => self.href_to(&image::asset_path(self.view.site, &file)),
            Target::Page { locale, chapter, anchor } => self.page_href(locale, chapter, anchor.as_deref()),
        };
        let mut attributes = 0;
        match &href {
            Some(href) => {
                self.out.push_str("<a href=\"");
                escape_into(&mut self.out, href);
                self.out.push('"');
                attributes = self.out.len();
                if !link.title.is_empty() {
                    self.out.push_str(" title=\"");
                    escape_into(&mut self.out, &link.title);
                    self.out.push('"');
                }
                // An address keeps its own order: as a whole here, so that its parts need not.
                if link.auto && self.is_rtl(side) {
                    self.out.push_str(" dir=\"ltr\"");
                }
                self.out.push('>');
            }
            None if broken => self.out.push_str("<span class=\"broken\">"),
            None => self.out.push_str("<span>"),
        }
        let start = self.out.len();
        self.closed(|writer| {
            for child in doc.tree.children(Some(node)) {
                match doc.tree.node(child) {
                    text if link.auto && text.kind == Kind::Text => {
                        escape_into(&mut writer.out, &doc.text[text.start as usize..text.stop as usize]);
                    }
                    _ => writer.plain(|writer| writer.inline(side, child)),
                }
            }
        });
        if href.as_ref().is_some_and(|href| shows_address(&escape(href), &self.out[start..])) {
            self.out.insert_str(attributes, " class=\"url\"");
        }
        self.out.push_str(if href.is_some() { "</a>" } else { "</span>" });
    }

    /// The address of a file of the site; on the web, where the page has nothing beside it.
    fn href_to(&self, to: &VPath) -> Option<String> {
        if matches!(self.mode, Mode::Single | Mode::Epub) {
            return Some(page::absolute(self.view.site, to.as_str())).filter(|url| !url.is_empty());
        }
        let mut href = String::new();
        percent_encode(&self.path.relative(to), &mut href);
        Some(href)
    }

    fn page_href(&self, locale: usize, chapter: usize, anchor: Option<&str>) -> Option<String> {
        let mut href = String::new();
        // A withdrawn page has no text, so no heading to lead to.
        let anchor = anchor.filter(|_| self.view.site.withdrawn(self.view.site.page(locale, chapter)).is_none());
        if self.mode.is_whole() && locale == self.view.locale {
            href.push('#');
            let site = self.view.site;
            let inner = |anchor| format!("{}{anchor}", id_prefix(site, chapter));
            percent_encode(&anchor.map_or_else(|| whole_id(site, chapter), inner), &mut href);
            return Some(href);
        }
        let in_book = self.mode == Mode::Epub && locale == self.view.locale;
        if !(locale == self.view.locale && chapter == self.view.page.chapter && anchor.is_some()) {
            href = match in_book {
                true => epub::chapter_file(chapter),
                false => self.href_to(&self.view.site.out_path(locale, chapter))?,
            };
        }
        if let Some(anchor) = anchor {
            href.push('#');
            let id = if in_book { xml::xml_id(anchor) } else { anchor.to_owned() };
            percent_encode(&id, &mut href);
        }
        Some(href)
    }

    pub(super) fn image(&mut self, side: Side, node: u32, at: u32) {
        let doc = self.view.doc(side);
        let link = &doc.tree.links[at as usize];
        let alt = escape(&doc.words_of(node, &|key| self.view.site.project.value_or_key(self.view.locale, key)));
        let Target::File(file) = self.target(side, &link.dest, true) else {
            let _ = write!(self.out, "<span class=\"broken\">{alt}</span>");
            return;
        };
        let pictures = &mut self.body.pictures;
        pictures.undescribed |= alt.trim().is_empty() && &*link.title != "decorative";
        if let Some(svg) = image::inline_svg(self.view.site, &file) {
            let role = if alt.is_empty() {
                "aria-hidden=\"true\"".to_owned()
            } else {
                format!("role=\"img\" aria-label=\"{alt}\"")
            };
            let rest = svg.strip_prefix("<svg").unwrap_or(svg);
            self.body.pictures.drawn = true;
            let _ = write!(self.out, "<svg {role}{rest}");
            return;
        }
        let mut src = String::new();
        match self.mode {
            Mode::Single => src = image::data_url(self.view.site, &file),
            Mode::Epub => match epub::picture(self.view.site, &file) {
                Some(picture) => {
                    percent_encode(&picture, &mut src);
                    self.body.pictures.files.insert(file.clone());
                }
                // E-readers need not know its form.
                None => {
                    let _ = write!(self.out, "<span>{alt}</span>");
                    return;
                }
            },
            _ => percent_encode(&self.path.relative(&image::asset_path(self.view.site, &file)), &mut src),
        }
        let _ = write!(self.out, "<img src=\"{}\" alt=\"{alt}\"", escape(&src));
        let bytes = self.view.site.inputs.get(file.as_str()).and_then(|file| file.bytes());
        if let Some((width, height)) = bytes.and_then(image::size) {
            let _ = write!(self.out, " width=\"{width}\" height=\"{height}\"");
        }
        match self.mode {
            Mode::Epub => self.out.push_str("/>"),
            _ => self.out.push_str(" loading=\"lazy\" decoding=\"async\">"),
        }
    }
}
