//! From the files of a book to a PDF, in memory: nothing in a theme can reach the disk, the network or the clock. The
//! only module that names the crates of Typst.

use std::collections::BTreeMap;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::book::{Book, MAIN};
use super::profile;
use crate::date::Date;

/// Fonts that books are set with, those first that come first.
pub struct Fonts {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Fonts {
    /// Reads font files; one that is none is left out.
    pub fn new(files: impl IntoIterator<Item = Vec<u8>>) -> Fonts {
        let fonts: Vec<Font> = files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
        Fonts { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    }

    /// The names of the fonts' families.
    pub fn families(&self) -> Vec<String> {
        self.fonts.iter().map(|font| font.info().family.clone()).collect()
    }

    /// Whether a font of a family has a character.
    pub fn covers(&self, families: &[&str], ch: char) -> bool {
        let named = |font: &&Font| families.iter().any(|name| name.eq_ignore_ascii_case(&font.info().family));
        self.fonts.iter().filter(named).any(|font| font.info().coverage.contains(u32::from(ch)))
    }
}

/// Why a book could not be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The virtual path of the file that it was found in, if any.
    pub file: Option<String>,
    /// Bytes in that file.
    pub range: Option<std::ops::Range<usize>>,
    pub message: String,
    pub hints: Vec<String>,
}

/// A set book.
pub struct Set {
    pub pdf: Vec<u8>,
    pub n_pages: usize,
}

/// The files of a book as Typst sees them.
struct BookWorld<'a> {
    library: LazyHash<Library>,
    fonts: &'a Fonts,
    main: FileId,
    sources: BTreeMap<FileId, Source>,
    files: BTreeMap<FileId, Bytes>,
}

impl World for BookWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_with_slash().into())
}

fn id_of(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// Sets a book as PDF/UA-1 and PDF/A-2a. `date` is the document's.
pub fn compile(book: &Book, fonts: &Fonts, date: Option<Date>) -> Result<Set, Vec<Problem>> {
    let sources = book.sources.iter().filter_map(|(path, text)| {
        let id = id_of(path)?;
        Some((id, Source::new(id, text.clone())))
    });
    let files = book.files.iter().filter_map(|(path, bytes)| Some((id_of(path)?, Bytes::new(bytes.clone()))));
    let Some(main) = id_of(MAIN) else { return Err(Vec::new()) };
    let world = BookWorld {
        library: LazyHash::new(Library::builder().build()),
        fonts,
        main,
        sources: sources.collect(),
        files: files.collect(),
    };
    let document = typst::compile::<PagedDocument>(&world).output.map_err(|found| problems(&world, &found))?;
    let day = date.unwrap_or(Date { year: 1980, month: 1, day: 1 });
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).map_err(|error| {
        vec![Problem { file: None, range: None, message: error.message().to_string(), hints: Vec::new() }]
    })?;
    let options = PdfOptions {
        ident: Smart::Auto,
        creator: Smart::Custom(Some("handbook".to_owned())),
        timestamp: Datetime::from_ymd_hms(day.year, day.month, day.day, 0, 0, 0).map(Timestamp::new_utc),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    let pdf = typst_pdf::pdf(&document, &options).map_err(|found| problems(&world, &found))?;
    Ok(Set { pdf, n_pages: document.pages().len() })
}

/// Forgets what earlier compilations left, but for the last few.
pub fn forget(max_age: usize) {
    comemo::evict(max_age);
}

fn problems(world: &BookWorld<'_>, found: &[SourceDiagnostic]) -> Vec<Problem> {
    let problem = |diag: &SourceDiagnostic| Problem {
        file: diag.span.id().map(|id| id.get().vpath().get_with_slash().to_owned()),
        range: world.range(diag.span.clone()),
        message: diag.message.to_string(),
        hints: diag.hints.iter().map(|hint| hint.v.to_string()).collect(),
    };
    found.iter().map(problem).collect()
}

/// The families of a profile's list.
pub fn families(profile: &profile::Profile) -> Vec<&str> {
    profile.names().chain([profile::MONO]).collect()
}
