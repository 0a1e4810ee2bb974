//! What may be in an SVG. Nothing is rewritten: a file that holds anything but the elements and
//! attributes of the tables below is refused. One that only draws can stand in the page itself. The only
//! module that names `quick_xml`.

#[cfg(feature = "pdf")]
mod direction;

use std::ops::Range;

use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

#[cfg(feature = "pdf")]
pub use direction::explicit;

const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// Elements that only draw: they mean the same in a file and inside a page.
pub const DRAWING: &[&str] =
    &["svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title", "desc"];

/// Elements that name things by id or style, and so reach beyond their place: only in a file of its own.
#[rustfmt::skip]
pub const REACHING: &[&str] = &[
    "defs", "use", "symbol", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "marker", "pattern",
    "textPath", "style",
];

/// Elements that hold text and no elements. A page's parser reads markup inside of them as HTML.
const TEXT_ONLY: &[&str] = &["title", "desc", "style"];

/// Attributes that only draw.
#[rustfmt::skip]
const DRAWING_ATTRIBUTES: &[&str] = &[
    "viewBox", "preserveAspectRatio", "version", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry",
    "width", "height", "d", "points", "dx", "dy", "rotate", "textLength", "lengthAdjust", "pathLength", "transform",
    "color", "opacity", "display", "visibility", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width",
    "stroke-opacity", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray",
    "stroke-dashoffset", "paint-order", "vector-effect", "shape-rendering", "text-rendering", "color-interpolation",
    "font-family", "font-size", "font-style", "font-weight", "font-variant", "font-stretch", "letter-spacing",
    "word-spacing", "text-anchor", "text-decoration", "dominant-baseline", "alignment-baseline", "baseline-shift",
    "direction", "unicode-bidi", "writing-mode", "lang",
];

/// Attributes of styles, references and large things: only in a file of its own.
#[rustfmt::skip]
const REACHING_ATTRIBUTES: &[&str] = &[
    "style", "clip-path", "clip-rule", "mask", "marker-start", "marker-mid", "marker-end", "overflow",
    "transform-origin", "stop-color", "stop-opacity", "offset", "gradientUnits", "gradientTransform", "spreadMethod",
    "fx", "fy", "fr", "clipPathUnits", "maskUnits", "maskContentUnits", "patternUnits", "patternContentUnits",
    "patternTransform", "markerWidth", "markerHeight", "markerUnits", "orient", "refX", "refY", "startOffset",
    "method", "spacing", "side", "enable-background", "baseProfile", "xml:space", "type", "media",
];

/// Attributes that hold names and words: their values are never read as styles.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "id", "class", "xml:lang", "data-name", "role", "focusable", "aria-label", "aria-hidden", "aria-labelledby",
    "aria-describedby",
];

/// Functions that a style may call. `url` may name a part of the same file only.
const FUNCTIONS: &[&str] = &[
    "",
    "url",
    "rgb",
    "rgba",
    "hsl",
    "hsla",
    "matrix",
    "translate",
    "translatex",
    "translatey",
    "scale",
    "scalex",
    "scaley",
    "rotate",
    "skewx",
    "skewy",
    "calc",
    "not",
];

/// Findings of one file that are told; a file with more is no drawing.
const MAX_PROBLEMS: usize = 20;

/// Why a file is refused. `what` goes on after the file's name.
#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    pub range: Range<usize>,
    pub what: String,
}

/// What is known of a file once it is read.
#[derive(Debug, Default)]
pub struct Svg {
    pub problems: Vec<Problem>,
    /// The bytes of the root element.
    root: Range<usize>,
    /// Whether it holds something that reaches beyond its place.
    reaching: bool,
}

/// Reads a whole file.
pub fn read(bytes: &[u8]) -> Svg {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.valid_up_to();
            let what = format!("is not UTF-8: bad byte at offset {at}");
            return Svg { problems: vec![Problem { range: at..at, what }], ..Svg::default() };
        }
    };
    let mut walk = Walk { text, svg: Svg::default(), open: Vec::new(), css: None };
    walk.characters();
    walk.events();
    walk.svg
}

/// The markup of the root element, if it can stand in a page.
pub fn inline(bytes: &[u8]) -> Option<&str> {
    let svg = read(bytes);
    let text = std::str::from_utf8(bytes).ok()?;
    if svg.problems.is_empty() && !svg.reaching { text.get(svg.root) } else { None }
}

struct Walk<'a> {
    text: &'a str,
    svg: Svg,
    /// Names of the open elements.
    open: Vec<&'static str>,
    css: Option<Css>,
}

/// The text of a style sheet. It can come in several pieces, which browsers read as one.
#[derive(Default)]
struct Css {
    text: String,
    /// Where each piece begins: in `text`, and in the file.
    pieces: Vec<(usize, usize)>,
}

impl Walk<'_> {
    fn report(&mut self, range: Range<usize>, what: impl Into<String>) {
        let range = range.start.min(self.text.len())..range.end.min(self.text.len());
        self.svg.problems.push(Problem { range, what: what.into() });
    }

    /// Browsers refuse the whole file over one such character, and parsers differ in what they do then.
    fn characters(&mut self) {
        let odd = |ch: char| (ch < ' ' && !matches!(ch, '\t' | '\n' | '\r')) || matches!(ch, '\u{fffe}' | '\u{ffff}');
        if let Some((at, ch)) = self.text.char_indices().find(|(_, ch)| odd(*ch)) {
            self.report(at..at + ch.len_utf8(), format!("holds the character U+{:04X}", u32::from(ch)));
        }
    }

    fn events(&mut self) {
        let text = self.text;
        let mark = text.len() - text.trim_start_matches('\u{feff}').len();
        let mut reader = Reader::from_str(&text[mark..]);
        reader.config_mut().enable_all_checks(true);
        while self.svg.problems.len() < MAX_PROBLEMS {
            let start = mark + reader.buffer_position() as usize;
            let event = reader.read_event();
            let range = start..mark + reader.buffer_position() as usize;
            match event {
                Ok(Event::Eof) => break,
                Ok(Event::Decl(decl)) if start == mark && is_plain(&decl) => {}
                Ok(Event::Decl(_)) => self.report(range, "holds an XML declaration other than that of UTF-8"),
                Ok(Event::DocType(_)) => self.report(range, "holds a document type, which can define entities"),
                Ok(Event::PI(_)) => self.report(range, "holds a processing instruction"),
                Ok(Event::Comment(_)) => self.svg.reaching = true,
                Ok(Event::Text(_)) => self.characters_of(range),
                Ok(Event::CData(_)) => {
                    self.svg.reaching = true;
                    self.characters_of(start + "<![CDATA[".len()..range.end - "]]>".len());
                }
                Ok(Event::GeneralRef(entity)) => {
                    let known = matches!(&*entity, "lt" | "gt" | "amp" | "apos" | "quot")
                        || entity.resolve_char_ref().is_ok_and(|ch| ch.is_some());
                    if !known || self.css.is_some() || self.open.is_empty() {
                        self.report(range, format!("holds the entity `&{};`", shown(&entity)));
                    }
                }
                Ok(Event::Start(tag)) => match self.element(&tag, range) {
                    Some(name) => self.open.push(name),
                    None => return,
                },
                Ok(Event::Empty(tag)) => {
                    let end = range.end;
                    let Some(name) = self.element(&tag, range) else { return };
                    self.open.push(name);
                    self.close(end);
                }
                Ok(Event::End(_)) => self.close(range.end),
                Err(error) => {
                    let at = mark + reader.error_position() as usize;
                    let end =
                        text.get(at..).and_then(|rest| rest.find('>')).map_or(text.len(), |length| at + length + 1);
                    let error = error.to_string();
                    let why = plain(error.strip_prefix("ill-formed document: ").unwrap_or(&error), 120);
                    return self.report(at..end, format!("is not well-formed XML: {why}"));
                }
            }
        }
        if self.svg.problems.is_empty() && !self.open.is_empty() {
            self.report(text.len()..text.len(), "is not well-formed XML: an element is not closed");
        } else if self.svg.problems.is_empty() && self.svg.root.is_empty() {
            self.report(text.len()..text.len(), "holds no drawing");
        }
    }

    /// Text, between elements or of a style sheet.
    fn characters_of(&mut self, range: Range<usize>) {
        let text = self.text.get(range.clone()).unwrap_or_default();
        if self.open.is_empty() && !text.trim().is_empty() {
            self.report(range, "holds text outside of the drawing");
        } else if let Some(css) = &mut self.css {
            css.pieces.push((css.text.len(), range.start));
            css.text.push_str(text);
        }
    }

    /// Checks a tag. `None` if what follows is no drawing at all.
    fn element(&mut self, tag: &BytesStart<'_>, range: Range<usize>) -> Option<&'static str> {
        let name = tag.name();
        let name: &str = name.as_ref();
        let known = DRAWING.iter().chain(REACHING).find(|known| **known == name).copied();
        if self.open.is_empty() {
            let named = tag.try_get_attribute("xmlns").ok().flatten().is_some_and(|value| &*value.value == NAMESPACE);
            if !self.svg.root.is_empty() {
                self.report(range, "holds more than one drawing");
                return None;
            }
            if name != "svg" || !named {
                self.report(range, format!("does not begin with `<svg xmlns=\"{NAMESPACE}\">`"));
                return None;
            }
            self.svg.root = range.clone();
        }
        if let Some(parent) = self.open.last().filter(|parent| TEXT_ONLY.contains(parent)) {
            self.report(range.clone(), format!("holds the element `<{}>` inside of `<{parent}>`", shown(name)));
        }
        let Some(known) = known else {
            self.report(range, format!("holds the element `<{}>`", shown(name)));
            return Some("");
        };
        self.svg.reaching |= REACHING.contains(&known);
        for attribute in tag.attributes() {
            match attribute {
                Ok(attribute) => self.attribute(&attribute, known, &range),
                Err(error) => {
                    self.report(range, format!("is not well-formed XML: {}", plain(&error.to_string(), 120)));
                    break;
                }
            }
        }
        if known == "style" {
            self.css = Some(Css::default());
        }
        Some(known)
    }

    fn attribute(&mut self, attribute: &Attribute<'_>, element: &str, tag: &Range<usize>) {
        let key: &str = attribute.key.as_ref();
        let range = self.place(key, &attribute.value).unwrap_or_else(|| tag.clone());
        let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) else {
            return self.report(range, format!("holds an unknown entity in the attribute `{}`", shown(key)));
        };
        let root = self.open.is_empty();
        match key {
            "xmlns" if value == NAMESPACE => self.svg.reaching |= !root,
            "xmlns:xlink" if root => {}
            _ if root && key.starts_with("xmlns:") => self.svg.reaching = true,
            "href" | "xlink:href" => {
                self.svg.reaching = true;
                if !value.strip_prefix('#').is_some_and(is_id) {
                    self.report(
                        range,
                        format!("holds the attribute `{key}` with `{}`, which is no `#id`", shown(&value)),
                    );
                }
            }
            _ if WORDS.contains(&key) => self.svg.reaching = true,
            _ if DRAWING_ATTRIBUTES.contains(&key) || REACHING_ATTRIBUTES.contains(&key) => {
                if let Some((_, what)) = css_problem(&value) {
                    self.report(range, format!("holds {what} in the attribute `{key}`"));
                }
                // A drawing that is moved, or as wide as the page, could cover the text around it.
                let covers = root && (key == "transform" || value.contains('%'));
                let refers = value.to_ascii_lowercase().contains("url(");
                self.svg.reaching |= covers || refers || REACHING_ATTRIBUTES.contains(&key);
            }
            _ => self.report(range, format!("holds the attribute `{}` on `<{element}>`", shown(key))),
        }
    }

    /// Where an attribute stands, from its name to the end of its value. Both are parts of the text.
    fn place(&self, key: &str, value: &str) -> Option<Range<usize>> {
        let base = self.text.as_ptr() as usize;
        let start = (key.as_ptr() as usize).checked_sub(base)?;
        let end = (value.as_ptr() as usize).checked_sub(base)? + value.len();
        (start < end && self.text.get(start..end)?.starts_with(key)).then_some(start..end)
    }

    fn close(&mut self, end: usize) {
        self.open.pop();
        if self.open.is_empty() {
            self.svg.root.end = end;
        }
        let Some(css) = self.css.take() else { return };
        let Some((range, what)) = css_problem(&css.text) else { return };
        let piece = css.pieces.iter().rfind(|(start, _)| *start <= range.start);
        let at = piece.map_or(end, |(start, file)| file + range.start - start);
        self.report(at..at + range.len(), format!("holds {what} in a style sheet"));
    }
}

/// What in a style could load something, or could hide that. Comments and strings are looked at as well:
/// it costs nothing to refuse a word that would do no harm there.
fn css_problem(css: &str) -> Option<(Range<usize>, String)> {
    let lower = css.to_ascii_lowercase();
    for word in ["behavior", "-moz-binding", "javascript:", "vbscript:", "\\"] {
        if let Some(at) = lower.find(word) {
            return Some((at..at + word.len(), format!("`{word}`")));
        }
    }
    for (at, _) in lower.match_indices('@') {
        if word_at(&lower[at + 1..]) != "media" {
            return Some((at..at + 1, format!("`@{}`", shown(word_at(&lower[at + 1..])))));
        }
    }
    for (at, _) in lower.match_indices('(') {
        let name = lower[..at].rsplit(|ch| !is_name(ch)).next().unwrap_or_default();
        let place = at - name.len()..at + 1;
        if !FUNCTIONS.contains(&name) {
            return Some((place, format!("the function `{}()`", shown(name))));
        }
        if name == "url" {
            let inner = lower[at + 1..].split_once(')').map_or("", |(inner, _)| inner.trim());
            let quoted = ['"', '\''].iter().find_map(|quote| inner.strip_prefix(*quote)?.strip_suffix(*quote));
            if !quoted.unwrap_or(inner).strip_prefix('#').is_some_and(is_id) {
                return Some((place, "a `url()` that is no `#id`".to_owned()));
            }
        }
    }
    None
}

fn word_at(text: &str) -> &str {
    text.split(|ch| !is_name(ch)).next().unwrap_or_default()
}

fn is_name(ch: char) -> bool {
    ch.is_ascii_alphanumeric() || matches!(ch, '-' | '_') || !ch.is_ascii()
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|ch| ch.is_alphanumeric() || matches!(ch, '-' | '_' | '.' | ':'))
}

/// An XML declaration that says nothing but what is so anyway. Other encodings could hide markup.
fn is_plain(decl: &BytesDecl<'_>) -> bool {
    let utf8 = |encoding: &str| encoding.eq_ignore_ascii_case("utf-8");
    decl.version().is_ok_and(|version| version == "1.0")
        && decl.encoding().is_none_or(|encoding| encoding.is_ok_and(|encoding| utf8(&encoding)))
}

/// A name out of the file for a message.
fn shown(name: &str) -> String {
    plain(&name.replace('`', "\u{fffd}"), 40)
}

/// A text for a message: short, on one line.
fn plain(text: &str, most: usize) -> String {
    let short: String = text.chars().take(most).collect::<String>().replace(char::is_control, "\u{fffd}");
    if text.chars().nth(most).is_some() { format!("{short}…") } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn the_explanation_names_every_element() {
        let explanation = Code::X05.info().explanation;
        for name in DRAWING.iter().chain(REACHING) {
            assert!(explanation.contains(&format!(" {name}")), "{name}");
        }
    }

    #[test]
    fn problems_are_told_with_their_place() {
        let place =
            |svg: &str| read(svg.as_bytes()).problems.first().map(|problem| svg[problem.range.clone()].to_owned());
        let inside =
            |inner: &str| place(&format!("\u{feff}<svg xmlns=\"{NAMESPACE}\">\n<title>é</title>{inner}</svg>"));
        assert_eq!(inside("<rect/>"), None);
        for (inner, at) in [
            ("<rect x='1' onclick='x'/>", "onclick='x"),
            ("<rect style='a:url( x )'/>", "style='a:url( x )"),
            ("<style>a{} @im<![CDATA[port 'x']]></style>", "@"),
            ("<style>a{}<![CDATA[b{c:url(é)}]]></style>", "url("),
            ("<p/>", "<p/>"),
            ("&x;", "&x;"),
        ] {
            assert_eq!(inside(inner).as_deref(), Some(at), "{inner}");
        }
    }
}
