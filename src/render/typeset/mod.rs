//! A locale's book as a PDF: tagged, for paper and for screens without a network. The tree becomes calls of the
//! theme's functions, and those become pages, all in memory.

mod book;
mod chapter;
mod compile;
mod fonts;
mod meta;
mod outline;
mod profile;
mod qr;
mod slim;
mod write;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::{Artifact, page};
use crate::book::Site;
use crate::cldr;
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Sheet;
use crate::inputs::{Hash, hash_parts};
use crate::vpath::VPath;
use book::Book;
use compile::{Fonts, Problem, Shelf};
pub use fonts::fetch;

/// A book that is ready to be set.
pub struct Job {
    book: Book,
    fonts: Fonts,
    date: Option<Date>,
    locale: usize,
    /// The chapter that should have room on one page.
    sheet: Option<usize>,
}

/// Puts the book of a locale together.
pub fn book(site: &Site, locale: usize) -> Job {
    let mut fonts = Fonts::default();
    let book = book::of_locale(site, locale, &mut fonts);
    Job { book, fonts, date: page::edition_date(site), locale, sheet: None }
}

/// Puts one chapter on a sheet.
pub fn sheet(site: &Site, locale: usize, chapter: usize, sheet: Sheet) -> Job {
    let mut fonts = Fonts::default();
    let book = book::of_sheet(site, locale, chapter, sheet, &mut fonts);
    Job { book, fonts, date: page::edition_date(site), locale, sheet: Some(chapter) }
}

impl Job {
    /// Two jobs with the same key give the same PDF, made by the same program.
    pub fn key(&self) -> Hash {
        let date = self.date.map(|date| date.to_string()).unwrap_or_default();
        let sources = self.book.sources.iter().flat_map(|(path, text)| [path.as_bytes(), text.as_bytes()]);
        let files = self.book.files.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes.as_slice()]);
        hash_parts([date.as_bytes()].into_iter().chain(sources).chain(files).chain(self.fonts.own()))
    }

    /// What readers would not see: characters that no font has, and files that are no fonts.
    pub fn findings(&self, site: &Site) -> Vec<Diagnostic> {
        let mut out = uncovered(site, &self.book, &self.fonts);
        out.extend(self.book.bad_images.iter().map(|(file, why)| {
            Diagnostic::new(Code::A34, format!("`{file}` cannot be set: {why}"))
                .in_file(file)
                .help("save it again with a drawing program, as SVG")
        }));
        out.extend(self.fonts.unreadable().iter().map(|file| {
            Diagnostic::new(Code::A35, format!("`{file}` is no font that can be read"))
                .in_file(file)
                .help("put a TrueType or OpenType font in its place")
        }));
        out
    }

    /// Makes the PDF as readers get it: packed, as their network counts.
    pub fn set(&self, site: &Site, path: &VPath) -> Artifact {
        // What earlier books left; the last one's need not be cleared away before the program ends.
        compile::forget(0);
        let Artifact { bytes, mut diags } = self.print(site, path, &mut Shelf::default());
        if bytes.is_empty() {
            return Artifact { bytes, diags };
        }
        let packed =
            super::pack::made(slim::slim(&bytes).ok_or_else(|| "its objects are in no table".to_owned()), path);
        diags.extend(packed.diags);
        Artifact { bytes: packed.bytes, diags }
    }

    /// Makes it as editors see it: soon, as only what has changed since the last time is done again.
    pub fn preview(&self, site: &Site, path: &VPath) -> Artifact {
        static SHELVES: Mutex<BTreeMap<usize, Shelf>> = Mutex::new(BTreeMap::new());
        // One at a time: each takes some hundred megabytes while it is made, and uses all cores by itself.
        let mut shelves = SHELVES.lock().unwrap_or_else(PoisonError::into_inner);
        let mut own = Shelf::default();
        let shelf = if self.sheet.is_some() { &mut own } else { shelves.entry(self.locale).or_default() };
        let artifact = self.print(site, path, shelf);
        compile::forget(4);
        artifact
    }

    fn print(&self, site: &Site, path: &VPath, shelf: &mut Shelf) -> Artifact {
        let mut diags = self.findings(site);
        if !diags.is_empty() {
            return Artifact { bytes: Vec::new(), diags };
        }
        match compile::compile(&self.book, &self.fonts, self.date, shelf) {
            Ok(set) => {
                if let Some(chapter) = self.sheet.filter(|_| set.n_pages > 1) {
                    diags.push(too_long(site, self.locale, chapter, set.n_pages, path));
                }
                Artifact { bytes: set.pdf, diags }
            }
            Err(problems) => {
                diags.extend(problems.iter().map(|problem| finding(site, self, problem)));
                if diags.is_empty() {
                    diags.push(Diagnostic::new(Code::A00, format!("`{path}` cannot be set")).in_file(path));
                }
                Artifact { bytes: Vec::new(), diags }
            }
        }
    }
}

fn too_long(site: &Site, locale: usize, chapter: usize, n_pages: usize, path: &VPath) -> Diagnostic {
    let diag = Diagnostic::new(Code::A36, format!("`{path}` takes {n_pages} pages, even in small letters"));
    let diag = match site.doc(site.page(locale, chapter)) {
        Some(doc) => diag.in_file(&doc.file),
        None => diag,
    };
    diag.help("shorten the chapter, or take the sheet out of `print` in its front matter")
}

/// Characters that no font of their language has.
fn uncovered(site: &Site, book: &Book, fonts: &Fonts) -> Vec<Diagnostic> {
    let found = book.left.places.iter().filter_map(|((locale, ch), (file, range))| {
        let families: Vec<&str> = book.profiles.get(locale)?.names().chain([profile::MONO]).collect();
        if ch.is_whitespace() || cldr::is_ignorable(*ch) || fonts.covers(&families, *ch) {
            return None;
        }
        let tag = &site.locale(*locale).tag;
        Some(
            Diagnostic::new(Code::L08, format!("no font for `{tag}` has `{ch}` (U+{:04X})", u32::from(*ch)))
                .at(file, range.clone())
                .help(format!("put a font that has it into `locales/{tag}/fonts/`, or write it another way"))
                .locale(tag),
        )
    });
    found.collect()
}

/// What the typesetter says, as a finding. What authors write cannot be wrong for it: a theme can, and a picture.
fn finding(site: &Site, job: &Job, problem: &Problem) -> Diagnostic {
    let tag = &site.locale(job.locale).tag;
    let diag = Diagnostic::new(Code::A34, format!("the PDF in `{tag}` cannot be set: {}", problem.message)).locale(tag);
    let own = problem.file.as_ref().and_then(|file| job.book.theme.get(file));
    let diag = match (own, &problem.range) {
        (Some(own), Some(range)) => diag.at(own, range.clone()),
        (Some(own), None) => diag.in_file(own),
        // Not the project's: the chapter that it was met in says more.
        (None, _) => match problem.chapter.or(job.sheet).and_then(|chapter| site.doc(site.page(job.locale, chapter))) {
            Some(doc) => diag.in_file(&doc.file),
            None => diag,
        },
    };
    let help = problem.hints.first().cloned().unwrap_or_else(|| {
        match own {
            Some(_) => "mend it, or take it out to use the program's own",
            None => "if a picture is damaged, save it again; else please report this with the book",
        }
        .to_owned()
    });
    diag.help(help)
}
