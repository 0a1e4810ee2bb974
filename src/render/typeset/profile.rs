//! How a language is set on paper: its fonts, lines, hyphens and emphasis, by script.
//!
//! Typst measures a line from cap height to baseline. Letters of many scripts reach further on both sides, so theirs
//! are measured by the font's own edges, and the space between them is less.

use std::borrow::Cow;

use serde::Serialize;

use crate::cldr;

/// A font of a list: the first that has a character sets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Font {
    Named(Cow<'static, str>),
    /// Only for what is Latin in East Asian text, so that quotation marks and dashes stay full-width.
    Latin {
        name: &'static str,
    },
}

impl Font {
    pub fn name(&self) -> &str {
        match self {
            Font::Named(name) => name,
            Font::Latin { name } => name,
        }
    }
}

/// Lengths are in em.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Profile {
    /// As PDF names it (ISO 639).
    pub lang: String,
    /// ISO 3166-1; empty if none is known.
    pub region: Option<String>,
    pub rtl: bool,
    pub fonts: Vec<Font>,
    pub hyphenate: bool,
    /// Whether it is Chinese, Japanese or Korean.
    pub east_asian: bool,
    /// Whether signs are drawn above and below letters.
    pub has_clusters: bool,
    /// How large a text is beside Latin of the same size.
    pub scale: f64,
    /// Edges of a line, as Typst names them.
    pub top: &'static str,
    pub bottom: &'static str,
    /// Between lines.
    pub leading: f64,
    /// Between paragraphs.
    pub spacing: f64,
    pub justify: bool,
    /// Whether the script has an italic, and the fonts a bold.
    pub italic: bool,
    pub bold: bool,
}

/// What stands behind every list: signs that text fonts lack. Emoji come first, as the others draw parts of their
/// sequences.
const SIGNS: [&str; 4] = ["Noto Emoji", "Noto Sans Symbols", "Noto Sans Symbols 2", "Noto Sans Math"];

/// The fonts of code.
pub const MONO: &str = "Noto Sans Mono";

/// How a locale is set; `rtl` if it runs from right to left.
pub fn of(tag: &str, rtl: bool) -> Profile {
    let script = cldr::script_of(tag).unwrap_or_default();
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or(tag).to_owned();
    let own =
        |names: &[&'static str]| -> Vec<Font> { names.iter().map(|name| Font::Named(Cow::Borrowed(*name))).collect() };
    // Latin, Cyrillic and Greek.
    let mut out = Profile {
        region: cldr::region_of(tag).or_else(|| pdf_region(&language, &script)),
        lang: language,
        rtl,
        fonts: own(&["Noto Sans"]),
        hyphenate: true,
        east_asian: false,
        has_clusters: false,
        scale: 1.0,
        top: "cap-height",
        bottom: "baseline",
        leading: 0.68,
        spacing: 1.05,
        justify: false,
        italic: true,
        bold: true,
    };
    let complex = |out: &mut Profile, family: &'static str, leading: f64| {
        out.fonts = own(&[family, "Noto Sans"]);
        (out.hyphenate, out.italic, out.has_clusters) = (false, false, true);
        (out.top, out.bottom) = ("ascender", "descender");
        (out.leading, out.spacing) = (leading, leading + 0.45);
    };
    match script.as_str() {
        "Arab" if out.lang == "ur" || out.lang == "ks" => complex(&mut out, "Noto Nastaliq Urdu", 0.1),
        "Arab" => {
            complex(&mut out, "Noto Naskh Arabic", 0.05);
            out.scale = 1.12;
        }
        "Beng" => complex(&mut out, "Noto Sans Bengali", 0.4),
        "Deva" => complex(&mut out, "Noto Sans Devanagari", 0.4),
        "Taml" => complex(&mut out, "Noto Sans Tamil", 0.4),
        "Telu" => complex(&mut out, "Noto Sans Telugu", 0.4),
        "Gujr" => complex(&mut out, "Noto Sans Gujarati", 0.4),
        "Thai" => complex(&mut out, "Noto Sans Thai", 0.4),
        "Khmr" => complex(&mut out, "Noto Sans Khmer", 0.4),
        "Mymr" => complex(&mut out, "Noto Sans Myanmar", 0.35),
        "Ethi" => complex(&mut out, "Noto Sans Ethiopic", 0.45),
        "Hans" => east_asian(&mut out, "Noto Sans SC"),
        "Hant" => east_asian(&mut out, "Noto Sans TC"),
        "Jpan" => east_asian(&mut out, "Noto Sans JP"),
        "Kore" => east_asian(&mut out, "Noto Sans KR"),
        _ => {}
    }
    let east_asian = out.names().any(|name| EAST_ASIAN.contains(&name));
    out.east_asian = east_asian;
    out.fonts.extend(own(&SIGNS));
    let others: Vec<&str> = OTHERS.into_iter().filter(|name| out.names().all(|own| own != *name)).collect();
    out.fonts.extend(own(&others));
    out
}

impl Profile {
    /// The names of the fonts.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fonts.iter().map(Font::name)
    }

    /// Takes out the fonts of Chinese, Japanese and Korean.
    pub fn drop_east_asian(&mut self) {
        self.fonts.retain(|font| !EAST_ASIAN.contains(&font.name()));
    }

    /// Puts fonts of the locale's own before the others.
    pub fn prefer(&mut self, families: Vec<String>) {
        self.fonts.splice(0..0, families.into_iter().map(|name| Font::Named(Cow::Owned(name))));
    }
}

/// Any book can hold a few words of any language: its name, a quotation.
const OTHERS: [&str; 12] = [
    "Noto Naskh Arabic",
    "Noto Sans Bengali",
    "Noto Sans Devanagari",
    "Noto Sans Tamil",
    "Noto Sans Telugu",
    "Noto Sans Gujarati",
    "Noto Sans Thai",
    "Noto Sans Khmer",
    "Noto Sans Myanmar",
    "Noto Sans Ethiopic",
    "Noto Sans SC",
    "Noto Sans KR",
];

const EAST_ASIAN: [&str; 4] = ["Noto Sans SC", "Noto Sans TC", "Noto Sans JP", "Noto Sans KR"];

fn east_asian(out: &mut Profile, family: &'static str) {
    out.fonts = vec![
        Font::Latin { name: "Noto Sans" },
        Font::Named(Cow::Borrowed(family)),
        Font::Named(Cow::Borrowed("Noto Sans")),
    ];
    (out.hyphenate, out.italic, out.bold) = (false, false, false);
    (out.leading, out.spacing, out.justify) = (0.85, 1.3, true);
}

/// PDF has no subtag for scripts: a region stands for it.
fn pdf_region(language: &str, script: &str) -> Option<String> {
    match (language, script) {
        ("zh", "Hans") => Some("CN".to_owned()),
        ("zh", "Hant") => Some("TW".to_owned()),
        _ => None,
    }
}
