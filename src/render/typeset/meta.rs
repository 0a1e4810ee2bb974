//! What the theme may know of a book: `/book.json`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::profile::Profile;
use crate::book::Site;
use crate::document::{FrontMatter, Sheet};
use crate::project::Arg;
use crate::project::paper::{Measures, Paper};
use crate::render::imprint::{self, Imprint};
use crate::render::view::Counts;
use crate::render::{notices, page};

/// What the theme may know: `/book.json`.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Meta {
    tag: String,
    /// The kind of sheet, where it is no book.
    sheet: Option<&'static str>,
    title: String,
    /// The title of the book that a sheet is from.
    book: String,
    description: String,
    rtl: bool,
    /// By tag.
    pub profiles: BTreeMap<String, Profile>,
    /// Widths and heights of pictures in points, by virtual path.
    pub images: BTreeMap<String, [f32; 2]>,
    /// Fonts of code.
    pub mono: Vec<String>,
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
    pub address: String,
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

/// Of a whole book; `counts` is what stands in the place of translations on its cover.
pub fn of_book(site: &Site, locale: usize, counts: &Counts) -> Meta {
    let mut meta = frame(site, locale);
    let front = FrontMatter::default();
    let first = site.page(locale, 0);
    let cover_front = site.doc(first).map_or(&front, |doc| &doc.front);
    let of_cover = match site.withdrawn(first) {
        Some(_) => notices::withdrawn(site, locale, first, None),
        None => notices::of_page(site, locale, first, cover_front, counts),
    };
    meta.notices.extend(of_cover.into_iter().map(|notice| {
        let quote = notice.quote.map(|quote| format!(" \u{2068}{}\u{2069}", quote.text)).unwrap_or_default();
        Said { kind: notice.level, text: format!("{}{quote}", notice.text) }
    }));
    meta
}

/// What books and sheets have in common.
fn frame(site: &Site, locale: usize) -> Meta {
    let own = site.locale(locale);
    let say = |id: &str, args: &[(&str, Arg)]| site.project.text(locale, id, args);
    let Imprint { facts, address, coverage, cautions } = imprint::of_book(site, locale);
    let address = address.map(|address| address.trim_end_matches("index.html").to_owned()).unwrap_or_default();
    let edition = imprint::edition(site, locale);
    let zero = own.formats.number(0);
    let words =
        [("contents", say("contents", &[])), ("page", say("page-number", &[("n", Arg::Text("{}".to_owned()))]))];
    let Measures { width, height, margin, size } = site.project.config.paper.measures();
    Meta {
        tag: own.tag.clone(),
        sheet: None,
        title: own.title.clone(),
        book: String::new(),
        description: own.description.clone(),
        rtl: own.dir == "rtl",
        profiles: BTreeMap::new(),
        images: BTreeMap::new(),
        mono: Vec::new(),
        digits: (0..10).map(|digit| own.formats.number(digit)).collect(),
        page_pattern: page_pattern(&zero).map(str::to_owned),
        words: words.into_iter().collect(),
        imprint: edition.into_iter().chain(Some(address.clone()).filter(|url| !url.is_empty())).collect(),
        cover: facts.into_iter().chain(Some(coverage).filter(|text| !text.is_empty())).collect(),
        notices: cautions.into_iter().map(|text| Said { kind: "warning", text }).collect(),
        address,
        width,
        height,
        margin,
        size,
    }
}

/// Of one chapter on a sheet.
pub fn of_sheet(site: &Site, locale: usize, chapter: usize, sheet: Sheet) -> Meta {
    // What is wrong with the text stands above it.
    let book = frame(site, locale);
    let page = site.page(locale, chapter);
    let address = page::absolute(site, site.out_path(locale, chapter).as_str());
    let Measures { width, height, margin, size } = sides(site.project.config.paper, sheet);
    Meta {
        sheet: Some(sheet.name()),
        title: page.title.clone(),
        book: book.title,
        description: String::new(),
        address,
        width,
        height,
        margin,
        size,
        ..book
    }
}

/// A sheet of paper; its text is as large as there is room for.
fn sides(paper: Paper, sheet: Sheet) -> Measures {
    let (width, height, margin, size) = match (paper, sheet) {
        (Paper::Letter, Sheet::Leaflet) => (215.9, 279.4, 15.0, 9.0),
        (_, Sheet::Leaflet) => (210.0, 297.0, 15.0, 9.0),
        (Paper::Letter, Sheet::Poster) => (279.4, 431.8, 20.0, 14.0),
        (_, Sheet::Poster) => (297.0, 420.0, 20.0, 14.0),
    };
    Measures { width, height, margin, size }
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
