//! The book of each locale: order, titles, fallback, and where every link leads. Knows documents and
//! the project; what is kept here never changes when only the body of a chapter does.

mod assemble;
pub mod links;
pub mod outline;
pub mod summary;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use assemble::{MadeOf, assemble, book_key, summary_titles};
pub use outline::{Chapter, Line, Outline};

use crate::data::Date;
use crate::document::{Doc, FrontMatter};
use crate::inputs::{Hash, Inputs};
use crate::project::{Locale, Project};
use crate::translation::{Terminology, Twin};
use crate::vpath::VPath;

/// One locale's book.
#[derive(Debug, PartialEq, Eq)]
pub struct Book {
    /// Index of the locale.
    pub locale: usize,
    /// One page for each chapter of the outline, in its order; the cover first.
    pub pages: Vec<Page>,
    /// Titles of parts and announced chapters, as the outline's lines; with the locale they are in.
    pub line_titles: Vec<(String, usize)>,
    /// Of everything above: equal hash, equal book.
    pub hash: Hash,
}

/// A chapter as a locale's readers get it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Index in the outline.
    pub chapter: usize,
    /// Index of the readers' locale.
    pub reader: usize,
    /// The document that is shown; absent only for a cover without text.
    pub file: Option<VPath>,
    /// The locale that document is written in.
    pub from: usize,
    /// Title of the page itself.
    pub title: String,
    /// Title in navigation, and the locale it is in.
    pub nav_title: String,
    pub nav_from: usize,
}

impl Page {
    /// Whether the text is in the readers' language.
    pub fn is_own(&self) -> bool {
        self.file.is_none() || self.from == self.reader
    }
}

/// All books with what they are made of. Immutable once built; a copy shares all of it.
#[derive(Debug, Clone)]
pub struct Site {
    pub project: Arc<Project>,
    pub inputs: Arc<Inputs>,
    pub outline: Arc<Outline>,
    /// As the project's locales.
    pub books: Vec<Arc<Book>>,
    pub docs: Arc<BTreeMap<VPath, Arc<Doc>>>,
    /// Translations by their file.
    pub twins: Arc<BTreeMap<VPath, Arc<Twin>>>,
    pub terminology: Arc<Terminology>,
    /// The newest date of the source's front matter.
    pub newest: Option<Date>,
    pub purpose: Purpose,
    /// Document and translation of every page, by locale and chapter.
    shown: Arc<Vec<Vec<Shown>>>,
}

/// What pages are made for.
#[derive(Debug, Clone)]
pub enum Purpose {
    /// The site, with the size in bytes of each download that is known to be written.
    Site(Arc<BTreeMap<VPath, u64>>),
    /// To be read from a disk, where there is nothing but a locale's pages, or those of all.
    Pack(Option<usize>),
}

impl Purpose {
    /// Whether pages of a locale are beside those that are made.
    pub fn holds(&self, locale: usize) -> bool {
        !matches!(self, Purpose::Pack(Some(only)) if *only != locale)
    }
}

type Shown = (Option<Arc<Doc>>, Option<Arc<Twin>>);

fn find(docs: &BTreeMap<VPath, Arc<Doc>>, twins: &BTreeMap<VPath, Arc<Twin>>, page: &Page) -> Shown {
    match &page.file {
        Some(file) => (docs.get(file).cloned(), twins.get(file).cloned()),
        None => (None, None),
    }
}

impl Site {
    pub fn new(
        project: Arc<Project>,
        inputs: Arc<Inputs>,
        outline: Arc<Outline>,
        books: Vec<Arc<Book>>,
        docs: Arc<BTreeMap<VPath, Arc<Doc>>>,
        twins: Arc<BTreeMap<VPath, Arc<Twin>>>,
        terminology: Arc<Terminology>,
    ) -> Site {
        let pages = |book: &Arc<Book>| book.pages.iter().map(|page| find(&docs, &twins, page)).collect();
        let shown: Vec<Vec<Shown>> = books.iter().map(pages).collect();
        let source = shown.get(project.source).map_or(&[][..], |pages| pages);
        let dates =
            source.iter().filter_map(|page| page.0.as_ref()).flat_map(|doc| [doc.front.date, doc.front.updated]);
        let newest = dates.flatten().max();
        let purpose = Purpose::Site(Arc::default());
        Site { project, inputs, outline, books, docs, twins, terminology, newest, purpose, shown: Arc::new(shown) }
    }

    /// The same site, its pages made for something else.
    pub fn made_for(&self, purpose: Purpose) -> Site {
        Site { purpose, ..self.clone() }
    }

    /// The same site with other bodies of some chapters; all that books know of is as it was.
    pub fn with_bodies(
        &self,
        inputs: Arc<Inputs>,
        docs: Arc<BTreeMap<VPath, Arc<Doc>>>,
        twins: Arc<BTreeMap<VPath, Arc<Twin>>>,
        terminology: Arc<Terminology>,
        chapters: &BTreeSet<usize>,
    ) -> Site {
        let mut shown = self.shown.clone();
        if !chapters.is_empty() {
            let all = Arc::make_mut(&mut shown);
            for (book, pages) in self.books.iter().zip(all) {
                for chapter in chapters {
                    pages[*chapter] = find(&docs, &twins, &book.pages[*chapter]);
                }
            }
        }
        Site { inputs, docs, twins, terminology, shown, ..self.clone() }
    }

    pub fn locale(&self, locale: usize) -> &Locale {
        &self.project.locales[locale]
    }

    pub fn page(&self, locale: usize, chapter: usize) -> &Page {
        &self.books[locale].pages[chapter]
    }

    pub fn doc(&self, page: &Page) -> Option<&Arc<Doc>> {
        self.shown[page.reader][page.chapter].0.as_ref()
    }

    pub fn twin(&self, page: &Page) -> Option<&Arc<Twin>> {
        self.shown[page.reader][page.chapter].1.as_ref()
    }

    /// The source's document of a chapter.
    pub fn source_doc(&self, chapter: usize) -> Option<&Arc<Doc>> {
        self.doc(self.page(self.project.source, chapter))
    }

    /// Front matter that withdraws a page: of the source, for all languages at once, else of its own document.
    pub fn withdrawn(&self, page: &Page) -> Option<&FrontMatter> {
        let docs = [self.source_doc(page.chapter), self.doc(page)];
        docs.into_iter().flatten().map(|doc| &doc.front).find(|front| front.withdrawn.is_some())
    }

    /// Where a page is written.
    pub fn out_path(&self, locale: usize, chapter: usize) -> VPath {
        VPath::known(&format!("{}/{}", self.locale(locale).tag, self.outline.chapters[chapter].out))
    }

    /// Whether the page has a heading with this id.
    pub fn has_anchor(&self, locale: usize, chapter: usize, id: &str) -> bool {
        let page = self.page(locale, chapter);
        let own = |doc: &Doc| doc.tree.headings.iter().any(|heading| *heading.id == *id);
        match self.twin(page) {
            Some(twin) => {
                twin.ids.iter().any(|other| other == id) || self.source_doc(chapter).is_some_and(|doc| own(doc))
            }
            None => self.doc(page).is_some_and(|doc| own(doc)),
        }
    }

    /// All heading ids of a page, for suggestions.
    pub fn anchors(&self, locale: usize, chapter: usize) -> Vec<&str> {
        let page = self.page(locale, chapter);
        match (self.twin(page), self.doc(page)) {
            (Some(twin), _) => twin.ids.iter().map(String::as_str).collect(),
            (None, Some(doc)) => doc.tree.headings.iter().map(|heading| &*heading.id).collect(),
            (None, None) => Vec::new(),
        }
    }
}
