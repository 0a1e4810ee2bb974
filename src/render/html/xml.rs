//! What is written otherwise in an EPUB: its pages are XML, where all that is opened is closed, in order.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{Mode, Writer};
use crate::cldr;
use crate::document::raw_html::{self, Part, escape, escape_into};
use crate::project::Locale;
use crate::vpath::VPath;

/// Elements of an author's own that may stand in a line.
#[rustfmt::skip]
const LINE: [&str; 29] = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "rp",
    "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "u",
    "var", "wbr",
];

/// Further ones that may stand among blocks.
#[rustfmt::skip]
const BLOCKS: [&str; 29] = [
    "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "li",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
];

/// Elements whose text is nothing to readers.
const UNSEEN: [&str; 8] = ["script", "style", "template", "iframe", "object", "noscript", "title", "textarea"];

const VOID: [&str; 3] = ["br", "hr", "wbr"];

/// Pictures of a chapter.
#[derive(Debug, Default)]
pub struct Pictures {
    pub files: BTreeSet<VPath>,
    /// Whether drawings stand in the page itself.
    pub drawn: bool,
    /// Whether one that carries meaning has no words.
    pub undescribed: bool,
}

impl Pictures {
    pub fn add(&mut self, other: Pictures) {
        self.files.extend(other.files);
        self.drawn |= other.drawn;
        self.undescribed |= other.undescribed;
    }
}

/// An element that is open: as the author calls it, and as it is written.
pub(super) struct Open {
    name: String,
    written: &'static str,
}

/// Whether an element ends where another begins: authors need not say so.
fn ends(open: &str, next: &str) -> bool {
    match open {
        "p" => BLOCKS.contains(&next),
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "td" | "th" => matches!(next, "td" | "th" | "tr" | "tbody" | "tfoot"),
        "tr" => matches!(next, "tr" | "tbody" | "tfoot"),
        "thead" | "tbody" => matches!(next, "tbody" | "tfoot"),
        _ => false,
    }
}

/// The attributes that say which language follows.
pub fn tongue(own: &Locale, mode: Mode) -> String {
    let (tag, dir) = (&own.tag, own.dir);
    match mode {
        Mode::Epub => format!(" lang=\"{tag}\" xml:lang=\"{tag}\" dir=\"{dir}\""),
        _ => format!(" lang=\"{tag}\" dir=\"{dir}\""),
    }
}

/// An id as XML allows it: a name without colons. Ids of different headings stay different.
pub fn xml_id(id: &str) -> String {
    // Other letters are names to some readers of XML only.
    let part = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '-' | '_');
    if id.starts_with(|ch: char| ch.is_ascii_alphabetic()) && id.chars().all(part) {
        return id.to_owned();
    }
    let mut out = String::from("_");
    for ch in id.chars() {
        match part(ch) {
            true => out.push(ch),
            false => out.push_str(&format!(".{:x}.", u32::from(ch))),
        }
    }
    out
}

/// An address with what no URL may hold encoded.
pub(super) fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    let code = |at: usize| url.as_bytes().get(at..at + 2).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
    for (at, ch) in url.char_indices() {
        match ch {
            '%' if code(at + 1) => out.push('%'),
            ' ' | '"' | '<' | '>' | '`' | '{' | '}' | '|' | '\\' | '^' | '%' | '\0'..='\x1f' => {
                out.push_str(&format!("%{:02X}", u32::from(ch)));
            }
            _ => out.push(ch),
        }
    }
    out
}

impl Writer<'_> {
    pub(super) fn tongue(&self, own: &Locale) -> String {
        tongue(own, self.mode)
    }

    /// The id that a heading has on the page.
    pub(super) fn id(&self, id: &str) -> String {
        match self.mode {
            Mode::Epub => xml_id(id),
            _ => format!("{}{id}", self.prefix),
        }
    }

    /// Ends a tag that holds nothing.
    pub(super) fn void(&mut self, tag: &str) {
        self.out.push_str(tag);
        self.out.push_str(if self.mode == Mode::Epub { "/>\n" } else { ">\n" });
    }

    /// Writes something in which all that an author's own markup opens ends, and nothing else.
    pub(super) fn closed(&mut self, write: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.raw_from, self.raw.len());
        write(self);
        self.close_raw(self.raw_from);
        self.raw_from = outer;
    }

    fn close_raw(&mut self, down_to: usize) {
        while self.raw.len() > down_to {
            if let Some(open) = self.raw.pop() {
                let _ = write!(self.out, "</{}>", open.written);
            }
        }
    }

    /// Writes an author's own markup: as it is, and in an EPUB what of it can stand there.
    pub(super) fn raw(&mut self, html: &str, among_blocks: bool) {
        if self.mode != Mode::Epub {
            return self.out.push_str(html);
        }
        let mut unseen: Option<String> = None;
        for part in raw_html::parts(html) {
            match part {
                Part::Close(name) if unseen.as_ref() == Some(&name) => unseen = None,
                _ if unseen.is_some() => {}
                Part::Open { name, .. } if UNSEEN.contains(&name.as_str()) => unseen = Some(name),
                Part::Open { name, attributes } => self.open_raw(name, &attributes, among_blocks),
                Part::Close(name) => {
                    let found = self.raw[self.raw_from..].iter().rposition(|open| open.name == name);
                    if let Some(found) = found {
                        self.close_raw(self.raw_from + found);
                    }
                }
                Part::Text(text) => escape_into(&mut self.out, &text),
            }
        }
        // What follows is a block, which no paragraph holds.
        let paragraph = self.raw[self.raw_from..].iter().position(|open| open.written == "p");
        if let Some(at) = paragraph.filter(|_| among_blocks) {
            self.close_raw(self.raw_from + at);
        }
    }

    fn open_raw(&mut self, name: String, attributes: &[(String, String)], among_blocks: bool) {
        let value = |wanted: &str| attributes.iter().find(|(key, _)| key == wanted).map(|(_, value)| value.as_str());
        if name == "img" {
            return escape_into(&mut self.out, value("alt").unwrap_or_default());
        }
        let known = LINE.iter().chain(BLOCKS.iter().filter(|_| among_blocks)).find(|known| **known == name);
        let Some(known) = known else { return };
        // Not all e-readers can open what is closed.
        let mut written = match *known {
            "details" => "div",
            "summary" => "p",
            known => known,
        };
        while self.raw[self.raw_from..].last().is_some_and(|open| ends(open.written, written)) {
            self.close_raw(self.raw.len() - 1);
        }
        let mut tag = String::new();
        if written == "a" {
            // The files of the site are not beside it.
            let outside = ["http:", "https:", "mailto:", "tel:"];
            match value("href").filter(|href| outside.iter().any(|start| href.starts_with(start))) {
                Some(href) => tag = format!(" href=\"{}\"", escape(&address(href))),
                None => written = "span",
            }
        }
        for (key, value) in attributes {
            let number = || value.len() < 4 && value.bytes().all(|byte| byte.is_ascii_digit());
            let passes = match key.as_str() {
                "class" | "title" => true,
                "dir" => matches!(value.as_str(), "ltr" | "rtl" | "auto"),
                "colspan" | "rowspan" => matches!(written, "td" | "th") && number(),
                "start" => written == "ol" && number(),
                "lang" => cldr::canonical_tag(value).is_some(),
                _ => false,
            };
            if passes {
                let _ = write!(tag, " {key}=\"{}\"", escape(value));
            }
            if passes && key == "lang" {
                let _ = write!(tag, " xml:lang=\"{}\"", escape(value));
            }
        }
        let void = VOID.contains(&written);
        let _ = write!(self.out, "<{written}{tag}{}", if void { "/>" } else { ">" });
        if !void {
            self.raw.push(Open { name, written });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_names_and_stay_apart() {
        for (id, written) in [
            ("lists", "lists"),
            ("2020-changes", "_2020-changes"),
            ("a:b", "_a.3a.b"),
            ("_fn-1", "__fn-1"),
            ("হাত", "_.9b9..9be..9a4."),
            ("½", "_.bd."),
        ] {
            assert_eq!(xml_id(id), written);
        }
    }
}
