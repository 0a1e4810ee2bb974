//! From the files of a book to a PDF, in memory: nothing in a theme can reach the disk, the network or the clock. The
//! only module, with the one below it, that names the crates of Typst.

mod clusters;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::book::{Book, MAIN};
use super::fonts;
use crate::date::Date;
use crate::vpath::VPath;

/// The fonts of a book: those of its locales first, as they come first where two have the same name.
#[derive(Default)]
pub struct Fonts {
    own: Vec<Bytes>,
    unreadable: Vec<VPath>,
    fonts: Vec<Font>,
    /// Whether those of Chinese, Japanese and Korean are among them.
    cjk: bool,
}

impl Fonts {
    /// Adds font files; gives the names of their families, each once, in order.
    pub fn add<'a>(&mut self, files: impl Iterator<Item = (&'a VPath, &'a [u8])>) -> Vec<String> {
        let mut families: Vec<String> = Vec::new();
        for (path, bytes) in files {
            let before = self.fonts.len();
            let bytes = Bytes::new(bytes.to_vec());
            self.fonts.extend(Font::iter(bytes.clone()));
            if self.fonts.len() == before {
                self.unreadable.push(path.clone());
                continue;
            }
            self.own.push(bytes);
            for font in &self.fonts[before..] {
                let family = &font.info().family;
                if !families.contains(family) {
                    families.push(family.clone());
                }
            }
        }
        families
    }

    /// Adds the fonts that come with the program.
    pub fn add_bundled(&mut self, cjk: bool) {
        static PARSED: [OnceLock<Vec<Font>>; 2] = [OnceLock::new(), OnceLock::new()];
        self.cjk = cjk;
        let wanted = if cjk { &[false, true][..] } else { &[false] };
        for cjk in wanted.iter().copied() {
            let parse = || {
                let files = fonts::bundled(cjk).iter();
                files.flat_map(|bytes| Font::iter(Bytes::new(bytes.as_slice()))).collect()
            };
            self.fonts.extend(PARSED[usize::from(cjk)].get_or_init(parse).iter().cloned());
        }
    }

    /// The files that do not come with the program.
    pub fn own(&self) -> impl Iterator<Item = &[u8]> {
        self.own.iter().map(Bytes::as_slice)
    }

    pub fn has_cjk(&self) -> bool {
        self.cjk
    }

    /// Files that are no fonts.
    pub fn unreadable(&self) -> &[VPath] {
        &self.unreadable
    }

    /// Whether a font of a family has a character.
    pub fn covers(&self, families: &[&str], ch: char) -> bool {
        let named = |font: &&Font| families.iter().any(|name| name.eq_ignore_ascii_case(&font.info().family));
        self.fonts.iter().filter(named).any(|font| font.info().coverage.contains(u32::from(ch)))
    }
}

/// The texts of a book as they were set last, by path.
#[derive(Default)]
pub struct Shelf(BTreeMap<String, Source>);

impl Shelf {
    /// Takes over the texts of a book. Of what was there before, only the changed part is parsed again.
    fn fill(&mut self, book: &Book) {
        self.0.retain(|path, _| book.sources.contains_key(path));
        for (path, text) in &book.sources {
            if let Some(source) = self.0.get_mut(path) {
                source.replace(text);
            } else if let Some(id) = id_of(path) {
                self.0.insert(path.clone(), Source::new(id, text.clone()));
            }
        }
    }
}

/// Why a book could not be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The virtual path of the file that it was found in, if any.
    pub file: Option<String>,
    /// Bytes in that file.
    pub range: Option<std::ops::Range<usize>>,
    /// The chapter whose text led there.
    pub chapter: Option<usize>,
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
    book: LazyHash<FontBook>,
    fonts: &'a [Font],
    main: FileId,
    sources: &'a BTreeMap<String, Source>,
    files: BTreeMap<&'a str, Bytes>,
}

impl World for BookWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(id.get().vpath().get_with_slash()).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(id.get().vpath().get_with_slash()).cloned().ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
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
pub fn compile(book: &Book, fonts: &Fonts, date: Option<Date>, shelf: &mut Shelf) -> Result<Set, Vec<Problem>> {
    let Some(main) = id_of(MAIN) else { return Err(Vec::new()) };
    shelf.fill(book);
    let files = book.files.iter().map(|(path, bytes)| (path.as_str(), Bytes::new(bytes.clone())));
    let world = BookWorld {
        library: LazyHash::new(Library::builder().build()),
        book: LazyHash::new(FontBook::from_fonts(&fonts.fonts)),
        fonts: &fonts.fonts,
        main,
        sources: &shelf.0,
        files: files.collect(),
    };
    let compiled = typst::compile::<PagedDocument>(&world);
    let document = compiled.output.map_err(|found| problems(&world, &found))?;
    // Of a font that is not there Typst only warns, and leaves its text out.
    if !compiled.warnings.is_empty() {
        return Err(problems(&world, &compiled.warnings));
    }
    let joins = book.profiles.values().any(|profile| profile.has_clusters);
    let document = if joins { clusters::joined(&document) } else { document };
    let day = date.unwrap_or(Date { year: 1980, month: 1, day: 1 });
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).map_err(|error| {
        vec![Problem {
            file: None,
            range: None,
            chapter: None,
            message: error.message().to_string(),
            hints: Vec::new(),
        }]
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

/// The chapter that a virtual path is of.
fn chapter_of(path: &str) -> Option<usize> {
    path.strip_prefix("/chapters/")?.strip_suffix(".typ")?.parse().ok()
}

fn problems(world: &BookWorld<'_>, found: &[SourceDiagnostic]) -> Vec<Problem> {
    let file = |id: FileId| id.get().vpath().get_with_slash().to_owned();
    let problem = |diag: &SourceDiagnostic| Problem {
        file: diag.span.id().map(file),
        range: world.range(diag.span),
        chapter: diag.trace.iter().find_map(|point| chapter_of(&file(point.span.id()?))),
        message: diag.message.to_string(),
        hints: diag.hints.iter().map(|hint| hint.v.to_string()).collect(),
    };
    found.iter().map(problem).collect()
}
