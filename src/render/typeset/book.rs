//! A whole book as files for the typesetter: one for each chapter, the theme, pictures, and what the theme may know.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use rayon::prelude::*;

use super::chapter;
use super::compile::Fonts;
use super::meta::{self, Meta};
use super::outline::{self, Drawing};
use super::profile::{self, Profile};
use super::qr;
use super::write::{Left, Places, image_path, literal};
use crate::book::{Page, Site};
use crate::cldr;
use crate::document::Sheet;
use crate::project::builtin;
use crate::render::image;
use crate::render::view::Counts;
use crate::vpath::VPath;

/// Everything that a PDF is made of, but the fonts.
#[derive(Debug, Default)]
pub struct Book {
    /// Typst files by their virtual path; `/main.typ` is the first.
    pub sources: BTreeMap<String, String>,
    pub files: BTreeMap<String, Vec<u8>>,
    /// How the languages of its texts are set, by locale.
    pub profiles: BTreeMap<usize, Profile>,
    /// Files of the project that take the place of the program's own, by virtual path.
    pub theme: BTreeMap<String, VPath>,
    /// Pictures that cannot be read, and why.
    pub bad_images: Vec<(VPath, String)>,
    pub left: Left,
}

/// Endings of font files; licences may lie beside them.
const FONT_FILES: [&str; 3] = ["ttf", "otf", "ttc"];

fn is_font(path: &VPath) -> bool {
    FONT_FILES.iter().any(|known| path.extension().eq_ignore_ascii_case(known))
}

/// The first file.
pub const MAIN: &str = "/main.typ";

/// Puts a locale's book together.
pub fn of_locale(site: &Site, locale: usize, fonts: &mut Fonts) -> Book {
    let mut book = Book::default();
    let mut main = String::from("#import \"/theme/book.typ\": book\n#show: book.with(json(\"/book.json\"))\n");
    let mut cover_counts = Counts::default();
    for chapter in 0..site.outline.chapters.len() {
        let name = format!("/chapters/{chapter:04}.typ");
        let (text, counts) = chapter::whole(site, locale, chapter, &mut book.left);
        if chapter == 0 {
            cover_counts = counts;
        }
        book.sources.insert(name.clone(), text);
        let _ = writeln!(main, "#include {}", literal(&name));
    }
    for (name, text) in [("glossary", chapter::terms(site, locale)), ("sources", chapter::sources(site, locale))] {
        if let Some(text) = text {
            let name = format!("/{name}.typ");
            book.sources.insert(name.clone(), text);
            let _ = writeln!(main, "#include {}", literal(&name));
        }
    }
    book.sources.insert(MAIN.to_owned(), main);
    let meta = meta::of_book(site, locale, &cover_counts);
    finish(site, locale, &site.books[locale].pages, meta, fonts, book)
}

/// Puts one chapter on a sheet.
pub fn of_sheet(site: &Site, locale: usize, chapter: usize, sheet: Sheet, fonts: &mut Fonts) -> Book {
    let mut book = Book::default();
    let text = chapter::alone(site, locale, chapter, &mut book.left);
    book.sources.insert("/sheet.typ".to_owned(), text);
    let main =
        "#import \"/theme/sheet.typ\": sheet\n#show: sheet.with(json(\"/book.json\"))\n#include \"/sheet.typ\"\n";
    book.sources.insert(MAIN.to_owned(), main.to_owned());
    let meta = meta::of_sheet(site, locale, chapter, sheet);
    finish(site, locale, std::slice::from_ref(site.page(locale, chapter)), meta, fonts, book)
}

/// What every book needs beside its texts: the theme, fonts, pictures, and `/book.json`.
fn finish(site: &Site, locale: usize, pages: &[Page], mut meta: Meta, fonts: &mut Fonts, mut book: Book) -> Book {
    for (name, builtin) in builtin::PRINT {
        let own = theme_file(site, locale, name);
        let text = own.as_ref().and_then(|path| site.inputs.get(path.as_str())?.bytes());
        let text = text.map_or_else(|| builtin.to_owned(), |bytes| String::from_utf8_lossy(bytes).into_owned());
        let path = format!("/theme/{name}");
        book.theme.extend(own.map(|own| (path.clone(), own)));
        book.sources.insert(path, text);
    }
    let used = BTreeSet::from([locale, site.project.source]);
    let used: BTreeSet<usize> = used.into_iter().chain(pages.iter().map(|page| page.from)).collect();
    let mut own = BTreeMap::new();
    for at in used {
        let tag = &site.locale(at).tag;
        let folder = format!("locales/{tag}/fonts");
        let files = site.inputs.below(&folder).filter(|(path, _)| is_font(path));
        own.insert(at, fonts.add(files.filter_map(|(path, file)| Some((path, file.bytes()?)))));
    }
    let asked = site.project.settings.fonts.iter().filter(|(path, _)| is_font(path));
    let asked = fonts.add(asked.map(|(path, bytes)| (path, bytes.as_slice())));
    for (at, families) in own {
        let of = site.locale(at);
        let mut profile = profile::of(&of.tag, of.dir == "rtl");
        profile.prefer(families.into_iter().chain(asked.iter().cloned()).collect());
        book.profiles.insert(at, profile);
    }
    let images = std::mem::take(&mut book.left.images);
    for (file, at) in images.iter().filter(|(file, _)| image::is_svg(file)) {
        let bytes = site.inputs.get(file.as_str()).and_then(|file| file.bytes()).unwrap_or_default();
        note_words(file, *at, bytes, &mut book.left.places);
    }
    let said = serde_json::to_string(&meta).unwrap_or_default();
    let texts = book.sources.values().chain([&said]);
    let noted = book.left.places.keys().map(|(_, ch)| *ch);
    let cjk = texts.flat_map(|text| text.chars()).chain(noted).any(cldr::is_cjk);
    let cjk = cjk || book.profiles.values().any(|profile| profile.east_asian);
    fonts.add_bundled(cjk);
    if !cjk {
        book.profiles.values_mut().for_each(Profile::drop_east_asian);
    }
    let drawings: Vec<_> = images
        .par_iter()
        .filter_map(|(file, at)| {
            let bytes = site.inputs.get(file.as_str())?.bytes()?;
            let read = match book.profiles.get(at).filter(|_| image::is_svg(file)) {
                Some(profile) => outline::outlined(bytes, fonts, profile),
                None => match image::size(bytes) {
                    Some((width, height)) => Ok(Drawing { bytes: bytes.to_vec(), size: [width as f32, height as f32] }),
                    None => Err("this is no picture that can be read".to_owned()),
                },
            };
            Some((file, read))
        })
        .collect();
    for (file, read) in drawings {
        match read {
            Ok(drawing) => {
                meta.images.insert(image_path(file), drawing.size);
                book.files.insert(image_path(file), drawing.bytes);
            }
            Err(why) => book.bad_images.push((file.clone(), why)),
        }
    }
    meta.profiles = book.profiles.iter().map(|(at, profile)| (site.locale(*at).tag.clone(), profile.clone())).collect();
    meta.mono = std::iter::once(profile::MONO).chain(book.profiles[&locale].names()).map(str::to_owned).collect();
    if !meta.address.is_empty() {
        book.files.insert("/qr.svg".to_owned(), qr::svg(&meta.address).into_bytes());
    }
    book.files.insert("/book.json".to_owned(), serde_json::to_vec(&meta).unwrap_or_default());
    book
}

/// Notes the characters of a drawing: fonts have to have them too.
fn note_words(file: &VPath, locale: usize, drawing: &[u8], places: &mut Places) {
    let text = std::str::from_utf8(drawing).unwrap_or_default();
    for (at, ch) in text.char_indices().filter(|(_, ch)| !ch.is_ascii()) {
        places.entry((locale, ch)).or_insert_with(|| (file.clone(), at..at + ch.len_utf8()));
    }
}

/// The locale's file of that name, or the theme's.
fn theme_file(site: &Site, locale: usize, name: &str) -> Option<VPath> {
    let own = site.locale(locale);
    let theme = format!("themes/{}/print/{name}", site.project.config.theme);
    let of_locales = std::iter::once(&own.tag).chain(&own.layers).map(|tag| format!("locales/{tag}/print/{name}"));
    of_locales.chain([theme]).find(|path| site.inputs.get(path).is_some()).map(|path| VPath::known(&path))
}
