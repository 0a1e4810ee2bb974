//! A whole book as files for the typesetter: one for each chapter, the theme, pictures, and what the theme may know.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;

use super::profile::{self, Profile};
use super::qr;
use super::write::{Left, Writer, image_path, literal};
use crate::book::Site;
use crate::cldr;
use crate::document::FrontMatter;
use crate::project::paper::Measures;
use crate::project::{Arg, builtin};
use crate::render::context::Notice;
use crate::render::html::id_prefix;
use crate::render::view::{Counts, View};
use crate::render::{glossary, notices, page};

/// Everything that a PDF is made of, but the fonts.
#[derive(Debug, Default)]
pub struct Book {
    /// Typst files by their virtual path; `/main.typ` is the first.
    pub sources: BTreeMap<String, String>,
    pub files: BTreeMap<String, Vec<u8>>,
    /// How the languages of its texts are set, by locale.
    pub profiles: BTreeMap<usize, Profile>,
    pub left: Left,
}

/// The first file.
pub const MAIN: &str = "/main.typ";

/// What the theme may know: `/book.json`.
#[derive(Serialize)]
struct Meta {
    tag: String,
    title: String,
    description: String,
    authors: Vec<String>,
    rtl: bool,
    profiles: BTreeMap<String, Profile>,
    mono: Vec<&'static str>,
    /// The digits 0 to 9.
    digits: Vec<String>,
    /// Typst's pattern for page numbers, where it has one for these digits.
    page_pattern: Option<String>,
    words: BTreeMap<&'static str, String>,
    /// At the foot of every page.
    imprint: Vec<String>,
    /// On the cover.
    cover: Vec<String>,
    notices: Vec<Said>,
    address: String,
    /// Millimetres.
    width: f64,
    height: f64,
    margin: f64,
    /// Points.
    size: f64,
}

#[derive(Serialize)]
struct Said {
    kind: &'static str,
    text: String,
}

/// Puts a locale's book together.
pub fn of_locale(site: &Site, locale: usize) -> Book {
    let mut book = Book::default();
    let mut main = String::from("#import \"/theme/book.typ\": book\n#show: book.with(json(\"/book.json\"))\n");
    let mut cover_counts = Counts::default();
    for chapter in 0..site.outline.chapters.len() {
        let name = format!("/chapters/{chapter:04}.typ");
        let (text, counts) = self::chapter(site, locale, chapter, &mut book.left);
        if chapter == 0 {
            cover_counts = counts;
        }
        book.sources.insert(name.clone(), text);
        let _ = writeln!(main, "#include {}", literal(&name));
    }
    for (name, text) in [("glossary", terms(site, locale)), ("sources", sources(site, locale))] {
        if let Some(text) = text {
            let name = format!("/{name}.typ");
            book.sources.insert(name.clone(), text);
            let _ = writeln!(main, "#include {}", literal(&name));
        }
    }
    book.sources.insert(MAIN.to_owned(), main);
    for (name, builtin) in [("book.typ", builtin::PRINT_BOOK), ("elements.typ", builtin::PRINT_ELEMENTS)] {
        book.sources.insert(format!("/theme/{name}"), theme_file(site, locale, name, builtin));
    }
    for file in &book.left.images {
        if let Some(bytes) = site.inputs.get(file.as_str()).and_then(|file| file.bytes()) {
            book.files.insert(image_path(file), bytes.to_vec());
        }
    }
    let used = BTreeSet::from([locale, site.project.source]);
    let used: BTreeSet<usize> = used.into_iter().chain(site.books[locale].pages.iter().map(|page| page.from)).collect();
    book.profiles = used.into_iter().map(|at| (at, profile::of(&site.locale(at).tag))).collect();
    let meta = meta(site, locale, &book, cover_counts);
    if !meta.address.is_empty() {
        book.files.insert("/qr.svg".to_owned(), qr::svg(&meta.address).into_bytes());
    }
    book.files.insert("/book.json".to_owned(), serde_json::to_vec(&meta).unwrap_or_default());
    book
}

/// The theme's file, or the locale's own.
fn theme_file(site: &Site, locale: usize, name: &str, builtin: &str) -> String {
    let own = site.locale(locale);
    let theme = format!("themes/{}/print/{name}", site.project.config.theme);
    let of_locales = std::iter::once(&own.tag).chain(&own.layers).map(|tag| format!("locales/{tag}/print/{name}"));
    let text = |path: String| {
        let bytes = site.inputs.get(&path)?.bytes()?;
        std::str::from_utf8(bytes).ok().map(str::to_owned)
    };
    of_locales.chain([theme]).find_map(text).unwrap_or_else(|| builtin.to_owned())
}

/// The calls that write a chapter, and how often the source stands in.
fn chapter(site: &Site, locale: usize, chapter: usize, left: &mut Left) -> (String, Counts) {
    let page = site.page(locale, chapter);
    let own = site.locale(locale);
    let from = site.locale(page.from);
    let empty = FrontMatter::default();
    let front = site.doc(page).map_or(&empty, |doc| &doc.front);
    let mut body = String::new();
    let mut title = format!("{{{}}}", literal(&page.title));
    let mut counts = Counts::default();
    let (said, credits) = if site.withdrawn(page).is_some() {
        (notices::withdrawn(site, locale, page, None), Vec::new())
    } else {
        if let Some(view) = View::new(site, locale, page) {
            let (text, heading, found) = Writer::new(view, left).whole();
            body = text;
            counts = found;
            if let Some(heading) = heading {
                title = format!("{{{heading}}}");
            }
        }
        (notices::of_page(site, locale, page, front, &counts), notices::provenance(site, locale, page, front))
    };
    let mut out = String::from("#import \"/theme/elements.typ\" as hb\n");
    if from.tag != own.tag {
        body = format!("hb.in-language({}, {{{body}[]}})\n", literal(&from.tag));
    }
    let said: String = said.iter().map(notice).collect();
    let credits: String = credits.iter().map(|line| format!("{}, ", literal(line))).collect();
    let parts = format!("{{\n{said}[]}}, {{\n{body}[]}}, hb.credits({credits})");
    let id = id_prefix(site, chapter);
    let id = literal(id.trim_end_matches("--"));
    let _ = match chapter {
        // The cover's text stands behind the contents, without a title of its own.
        0 => writeln!(out, "#hb.preface({id}, {parts})"),
        _ => writeln!(out, "#hb.chapter({id}, {}, {title}, {parts})", literal(&from.tag)),
    };
    (out, counts)
}

fn notice(notice: &Notice) -> String {
    let quote = notice.quote.as_ref().map(|quote| format!("; \" \"; {}", literal(&quote.text))).unwrap_or_default();
    format!("hb.notice(\"{}\", {{{}{quote}}})\n", notice.level, literal(&notice.text))
}

fn terms(site: &Site, locale: usize) -> Option<String> {
    let found = glossary::sorted(site, locale);
    if found.is_empty() {
        return None;
    }
    let mut out = String::from("#import \"/theme/elements.typ\" as hb\n");
    let title = literal(&site.project.text(locale, "glossary", &[]));
    let tag = literal(&site.locale(locale).tag);
    let _ = writeln!(out, "#hb.chapter(\"_glossary\", {tag}, {{{title}}}, {{");
    for definition in found {
        let stale = match definition.stale {
            true => literal(&site.project.text(locale, "notice-stale-undated", &[])),
            false => "none".to_owned(),
        };
        let id = literal(&format!("_glossary--{}", definition.id));
        let _ = writeln!(out, "hb.entry({id}, {}, {}, {stale})", literal(definition.term), literal(definition.text));
    }
    out.push_str("})\n");
    Some(out)
}

/// The sources that chapters name, by chapter.
fn sources(site: &Site, locale: usize) -> Option<String> {
    let mut entries = String::new();
    for page in &site.books[locale].pages {
        let named = site.doc(page).map(|doc| doc.front.sources.as_slice()).unwrap_or_default();
        if !named.is_empty() && site.withdrawn(page).is_none() {
            let items: String = named.iter().map(|source| format!(", {{{}}}", literal(source))).collect();
            let _ = writeln!(entries, "hb.sources-of({}{items})", literal(&page.title));
        }
    }
    if entries.is_empty() {
        return None;
    }
    let title = literal(&site.project.text(locale, "sources", &[]));
    let tag = literal(&site.locale(locale).tag);
    Some(format!(
        "#import \"/theme/elements.typ\" as hb\n#hb.chapter(\"_sources\", {tag}, {{{title}}}, {{\n{entries}}})\n"
    ))
}

fn meta(site: &Site, locale: usize, book: &Book, counts: Counts) -> Meta {
    let own = site.locale(locale);
    let config = &site.project.config;
    let say = |id: &str, args: &[(&str, Arg)]| site.project.text(locale, id, args);
    let one = |id: &str, name: &str, value: &str| say(id, &[(name, Arg::Text(value.to_owned()))]);
    let date = page::edition_date(site);
    let shown_date = date.map(|date| own.formats.date(date));
    let edition = config.edition.as_deref().map(|edition| one("edition", "edition", edition));
    let address = page::absolute(site, &format!("{}/index.html", own.tag));
    let address = address.trim_end_matches("index.html").to_owned();
    let mut cover = Vec::new();
    cover.extend(edition.clone());
    cover.extend(shown_date.as_deref().map(|date| one("book-date", "date", date)));
    cover.extend(config.licence.as_deref().map(|licence| one("licence", "licence", licence)));
    cover.extend(Some(page::coverage(site, locale)).filter(|text| !text.is_empty()));
    let mut said = Vec::new();
    let next = date.zip(config.check_after).map(|(date, days)| date.plus_days(days));
    if let (Some(edition), Some(date)) = (config.edition.as_deref(), shown_date.as_deref()) {
        let args = [("edition", Arg::Text(edition.to_owned())), ("date", Arg::Text(date.to_owned()))];
        said.push(Said { kind: "warning", text: say("notice-edition", &args) });
    }
    if let Some(next) = next {
        said.push(Said { kind: "warning", text: one("notice-check-after", "date", &own.formats.date(next)) });
    }
    let front = FrontMatter::default();
    let first = site.page(locale, 0);
    let cover_front = site.doc(first).map_or(&front, |doc| &doc.front);
    let of_cover = notices::of_page(site, locale, first, cover_front, &counts);
    said.extend(of_cover.into_iter().map(|notice| Said { kind: notice.level, text: notice.text }));
    if locale != site.project.source {
        let source = site.locale(site.project.source);
        said.push(Said { kind: "info", text: one("notice-binding-language", "language", &source.name) });
    }
    let zero = own.formats.number(0);
    let words = [
        ("contents", say("contents", &[])),
        ("page", one("page-number", "n", "{}")),
        ("notice", say("notice", &[])),
    ];
    let Measures { width, height, margin, size } = config.paper.measures();
    Meta {
        tag: own.tag.clone(),
        title: own.title.clone(),
        description: own.description.clone(),
        authors: Vec::new(),
        rtl: own.dir == "rtl",
        profiles: book.profiles.iter().map(|(at, profile)| (site.locale(*at).tag.clone(), profile.clone())).collect(),
        mono: std::iter::once(profile::MONO).chain(book.profiles[&locale].names()).collect(),
        digits: (0..10).map(|digit| own.formats.number(digit)).collect(),
        page_pattern: page_pattern(&zero).map(str::to_owned),
        words: words.into_iter().collect(),
        imprint: [edition, shown_date].into_iter().flatten().chain(Some(address.clone()).filter(|url| !url.is_empty())).collect(),
        cover,
        notices: said,
        address,
        width,
        height,
        margin,
        size,
    }
}

/// Typst's own pattern for a numbering system, so that page labels of the PDF have it too.
fn page_pattern(zero: &str) -> Option<&'static str> {
    match zero {
        "0" => Some("1"),
        "٠" => Some("١"),
        "۰" => Some("۱"),
        "०" => Some("१"),
        "০" => Some("১"),
        _ => None,
    }
}

/// Which characters of a locale no font of its list has; `covers` says so of one.
pub fn uncovered(book: &Book, covers: impl Fn(&Profile, char) -> bool) -> Vec<(usize, char)> {
    let missing = |(locale, ch): &&(usize, char)| {
        let shown = !ch.is_whitespace() && !cldr::is_ignorable(*ch);
        shown && book.profiles.get(locale).is_some_and(|profile| !covers(profile, *ch))
    };
    book.left.places.keys().filter(missing).copied().collect()
}
