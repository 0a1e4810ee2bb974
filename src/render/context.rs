//! The one value that templates get, `page`. With `project::theme`, the only module that names `tera`.

use serde::Serialize;
use tera::Context;

/// Version of [`PageContext`]; it grows when a field is taken away or changes its meaning.
pub const VERSION: u32 = 1;

/// A link in navigation. `lang` and `dir` are those of the title.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct NavLink {
    pub title: String,
    /// Relative to the page; empty for a chapter that is only announced.
    pub href: String,
    pub lang: String,
    pub dir: String,
}

/// A line of the contents.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct ContentsLine {
    /// `chapter`, `draft`, `part` or `separator`.
    pub kind: &'static str,
    /// 0 at the top.
    pub depth: usize,
    pub title: String,
    pub href: String,
    pub lang: String,
    pub dir: String,
    /// Whether the chapter is in the reader's language.
    pub translated: bool,
    /// On the page with the whole book: the chapter's id.
    pub id: String,
    /// Whether a list begins with this line.
    pub opens: bool,
    /// Whether a list inside this line follows.
    pub inner: bool,
    /// The depths of the lists that end after this line, deepest first; the outermost is 0.
    pub closes: Vec<usize>,
}

/// A language of the book.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Language {
    /// The language's name in itself.
    pub name: String,
    pub lang: String,
    pub dir: String,
    /// The same page in that language.
    pub href: String,
    pub current: bool,
    /// Whether the page really is in that language.
    pub translated: bool,
    /// `not yet translated` in that language, if it is not.
    pub note: String,
    /// The book's title in that language.
    pub title: String,
}

/// Something that readers must know before they trust the page.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Notice {
    /// `danger`, `warning` or `info`.
    pub level: &'static str,
    pub text: String,
    /// The day the text speaks of, as `YYYY-MM-DD`; empty if it speaks of none.
    pub date_iso: String,
    /// The author's own words after the text.
    pub quote: Option<Quote>,
    /// A link after the text.
    pub link: Option<NavLink>,
}

/// Words in a language of their own.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Quote {
    pub text: String,
    pub lang: String,
    pub dir: String,
}

/// A heading of the page.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct TocEntry {
    pub id: String,
    pub title: String,
    pub lang: String,
    pub dir: String,
}

/// An address of the same page for search engines.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Alternate {
    /// A language tag or `x-default`.
    pub lang: String,
    /// Absolute.
    pub href: String,
}

/// The book of this locale.
#[derive(Debug, Clone, Default, Serialize, PartialEq, Eq)]
pub struct BookContext {
    pub title: String,
    pub description: String,
    pub edition: String,
    /// In the locale's own form; empty if the book has no date.
    pub date: String,
    /// As `YYYY-MM-DD`.
    pub date_iso: String,
    pub licence: String,
    /// When to look for a newer edition, in words; empty if nobody said so.
    pub check_after: String,
}

/// One chapter on the page with the whole book.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct PrintChapter {
    pub id: String,
    pub title: String,
    pub lang: String,
    pub dir: String,
    pub heading_id: String,
    pub heading: String,
    pub notices: Vec<Notice>,
    pub content: String,
    /// As on the chapter's own page.
    pub provenance: Vec<String>,
}

/// A term of the glossary in the readers' language.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct TermEntry {
    /// On a page of its own; on the page with the whole book `_glossary--` stands before it.
    pub id: String,
    /// As HTML, as is the definition.
    pub term: String,
    pub definition: String,
    /// Whether the definition in the source's language has changed since this one was accepted.
    pub stale: bool,
    /// Whether the definition has not been brought as far as readers may see; it is empty then.
    pub unchecked: bool,
}

/// A file to take home.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Download {
    /// As in `[output] formats`.
    pub format: &'static str,
    /// What it is and what for, in words.
    pub label: String,
    /// Relative to the page.
    pub href: String,
    /// The file's name.
    pub name: String,
    /// In words; empty if the file is not made yet.
    pub size: String,
}

/// What a template can show.
#[derive(Debug, Clone, Default, Serialize, PartialEq)]
pub struct PageContext {
    pub version: u32,
    /// `chapter`, `cover`, `print`, `single`, `glossary`, `404` or `chooser`.
    pub kind: &'static str,
    /// BCP 47 tag of the readers' language.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    pub title: String,
    /// For `<title>`.
    pub head_title: String,
    /// At most 150 characters.
    pub description: String,
    pub book: BookContext,
    /// Style sheet, ready for `<style>`.
    pub style: String,
    /// Script of the chooser, ready for `<script>`.
    pub script: String,
    /// The body as HTML.
    pub content: String,
    /// Language and direction of the body: not the readers' where a chapter is not translated.
    pub content_lang: String,
    pub content_dir: String,
    /// The page's title as HTML: the chapter's own heading of level 1, else its title.
    pub heading: String,
    /// The id of that heading.
    pub heading_id: String,
    /// Whether the chapter is withdrawn: there is no body then.
    pub withdrawn: bool,
    pub notices: Vec<Notice>,
    pub toc: Vec<TocEntry>,
    pub breadcrumbs: Vec<NavLink>,
    pub prev: Option<NavLink>,
    pub next: Option<NavLink>,
    /// Chapters inside this one.
    pub children: Vec<NavLink>,
    /// Chapters beside this one, itself included with an empty address.
    pub siblings: Vec<NavLink>,
    /// The whole contents: on the cover, the page with the whole book and the 404 page.
    pub contents: Vec<ContentsLine>,
    pub chapters: Vec<PrintChapter>,
    /// The glossary, in the order of the language: on its own page and the page with the whole book.
    pub terms: Vec<TermEntry>,
    /// On the cover: files of the whole book. On a chapter: its sheets.
    pub downloads: Vec<Download>,
    /// How many chapters are in this language, in words.
    pub coverage: String,
    pub languages: Vec<Language>,
    /// Addresses relative to the page.
    pub home: String,
    pub print: String,
    /// Empty if the language has no glossary.
    pub glossary: String,
    pub feed: String,
    pub root: String,
    /// Absolute addresses; empty without `base_url`.
    pub canonical: String,
    pub alternates: Vec<Alternate>,
    pub feed_url: String,
    pub og_locale: String,
    pub og_alternates: Vec<String>,
    /// Absolute; of 1200 by 630 pixels.
    pub og_image: String,
    /// JSON-LD, ready for `<script type="application/ld+json">`.
    pub json_ld: String,
    pub noindex: bool,
    /// In the locale's own form; empty if unknown.
    pub updated: String,
    pub updated_iso: String,
    pub sources: Vec<String>,
    /// Who has brought the translation how far, in sentences.
    pub provenance: Vec<String>,
    /// Which language counts where two differ; empty in the source's own.
    pub binding: String,
    pub keywords: Vec<String>,
    pub chapter_kind: String,
    pub extra: serde_json::Value,
}

impl PageContext {
    /// The context under the name `page`. Takes the value: a page with a whole book is large.
    pub fn into_context(self) -> Context {
        let mut context = Context::new();
        context.insert("page", &self);
        context
    }
}
