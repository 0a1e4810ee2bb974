//! Makes files out of the site: one path from the tree to HTML, and the files search engines, feed
//! readers and hosts want. Pure: the same site gives the same bytes.

mod archive;
mod bidi;
mod contents;
pub mod context;
mod epub;
mod feed;
mod glossary;
mod html;
mod image;
mod imprint;
mod json_ld;
mod notices;
mod pack;
mod page;
mod print;
mod root;
mod sitemap;
pub mod svg;
mod text;
#[cfg(feature = "pdf")]
pub mod typeset;
mod view;

use html::Mode;
pub use html::{annotated, blocks};
pub use image::{asset_path, is_svg};
pub use root::content_policy;

use std::collections::{BTreeMap, BTreeSet};

use crate::book::{Purpose, Site};
use crate::diagnostic::Diagnostic;
#[cfg(feature = "pdf")]
use crate::document::Sheet;
use crate::inputs::Hash;
use crate::project::Format;
use crate::vpath::VPath;

/// Where the picture for social networks lies: they take it by an absolute address only.
const SOCIAL_IMAGE: &str = "social.png";

/// A file to write, by what makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The language chooser.
    Chooser,
    /// The page for addresses that do not exist: of the whole site, or of a locale.
    NotFound(Option<usize>),
    /// A chapter's page in a locale; the cover is chapter 0.
    Page {
        locale: usize,
        chapter: usize,
    },
    /// The whole book of a locale on one page.
    Print(usize),
    /// The terms of the book with their definitions in a locale.
    Glossary(usize),
    /// The whole book of a locale for e-readers.
    Epub(usize),
    /// The whole book of a locale in one file that needs nothing beside it.
    Single(usize),
    /// The whole book of a locale as plain text.
    Text(usize),
    /// The whole book of a locale for paper.
    #[cfg(feature = "pdf")]
    Pdf(usize),
    /// A chapter on one side of paper.
    #[cfg(feature = "pdf")]
    Sheet {
        locale: usize,
        chapter: usize,
        sheet: Sheet,
    },
    /// The pages of a locale, or of all, in one archive.
    Zip(Option<usize>),
    Feed(usize),
    SitemapIndex,
    Sitemap(usize),
    Robots,
    Headers,
    Redirects,
    /// An old address that leads to a chapter.
    Redirect {
        locale: usize,
        chapter: usize,
    },
    /// The theme's picture for social networks.
    SocialImage,
    /// A file passed on as it is.
    File(VPath),
}

/// Files of the content folders that pages use.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assets {
    /// Input to output path.
    pub written: BTreeMap<VPath, VPath>,
    pub inlined: BTreeSet<VPath>,
}

/// The contents of an output file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    pub bytes: Vec<u8>,
    pub diags: Vec<Diagnostic>,
}

/// The relative address that leads from one file to another, as it stands in `href`.
pub fn href(from: &VPath, to: &VPath) -> String {
    page::relative(from, to.as_str())
}

/// Makes one file.
pub fn render(site: &Site, path: &VPath, origin: &Origin) -> Artifact {
    let text = |text: String| (text, Vec::new());
    let (text, diags) = match origin {
        Origin::Page { locale, chapter } => page::render(site, *locale, *chapter, path),
        Origin::Print(locale) => print::render(site, *locale, path, Mode::Book),
        Origin::Single(locale) => print::render(site, *locale, path, Mode::Single),
        Origin::Text(locale) => text(text::render(site, *locale)),
        #[cfg(feature = "pdf")]
        Origin::Pdf(locale) => return typeset::book(site, *locale).set(site, path),
        #[cfg(feature = "pdf")]
        Origin::Sheet { locale, chapter, sheet } => {
            return typeset::sheet(site, *locale, *chapter, *sheet).set(site, path);
        }
        Origin::Epub(locale) => return epub::render(site, *locale, path),
        Origin::Zip(locale) => return pack::zip(site, *locale, path),
        Origin::Glossary(locale) => glossary::render(site, *locale, path),
        Origin::NotFound(locale) => root::not_found(site, *locale),
        Origin::Chooser => root::chooser(site),
        Origin::Redirect { locale, chapter } => text(root::redirect(site, *locale, *chapter, path)),
        Origin::Feed(locale) => text(feed::atom(site, *locale)),
        Origin::SitemapIndex => text(sitemap::index(site)),
        Origin::Sitemap(locale) => text(sitemap::of_locale(site, *locale)),
        Origin::Robots => text(root::robots(site)),
        Origin::Headers => text(root::headers(site)),
        Origin::Redirects => text(root::redirects(site)),
        Origin::SocialImage => {
            return Artifact { bytes: crate::project::builtin::SOCIAL_IMAGE.to_vec(), diags: Vec::new() };
        }
        Origin::File(file) => {
            let bytes = site.inputs.get(file.as_str()).and_then(|file| file.bytes()).unwrap_or_default();
            return Artifact { bytes: bytes.to_vec(), diags: Vec::new() };
        }
    };
    Artifact { bytes: text.into_bytes(), diags }
}

/// Makes one file for an editor, who waits for it.
pub fn preview(site: &Site, path: &VPath, origin: &Origin) -> Artifact {
    #[cfg(feature = "pdf")]
    if let Some(job) = job(site, origin) {
        return job.preview(site, path);
    }
    render(site, path, origin)
}

/// Finds what is wrong with a file, without making what other files show already.
pub fn examine(site: &Site, path: &VPath, origin: &Origin) -> Artifact {
    #[cfg(feature = "pdf")]
    if let Some(job) = job(site, origin) {
        return Artifact { bytes: Vec::new(), diags: job.findings(site) };
    }
    match origin {
        Origin::Zip(_) => Artifact { bytes: Vec::new(), diags: Vec::new() },
        _ => render(site, path, origin),
    }
}

/// Makes a file that takes long, unless `kept` has it by a key: what is made of the same has the same. Gives the key
/// where the file may be kept.
pub fn print(
    site: &Site,
    path: &VPath,
    origin: &Origin,
    kept: impl Fn(Hash) -> Option<Vec<u8>>,
) -> (Artifact, Option<Hash>) {
    #[cfg(feature = "pdf")]
    if let Some(job) = job(site, origin) {
        let key = job.key();
        if let Some(bytes) = kept(key).filter(|_| job.findings(site).is_empty()) {
            return (Artifact { bytes, diags: Vec::new() }, Some(key));
        }
        let artifact = job.set(site, path);
        let key = artifact.diags.is_empty().then_some(key);
        return (artifact, key);
    }
    let _ = kept;
    (render(site, path, origin), None)
}

#[cfg(feature = "pdf")]
fn job(site: &Site, origin: &Origin) -> Option<typeset::Job> {
    match origin {
        Origin::Pdf(locale) => Some(typeset::book(site, *locale)),
        Origin::Sheet { locale, chapter, sheet } => Some(typeset::sheet(site, *locale, *chapter, *sheet)),
        _ => None,
    }
}

impl Origin {
    /// Whether it tells of others: then it is made last.
    pub fn lists_downloads(&self) -> bool {
        matches!(self, Origin::Page { .. })
    }

    /// What the file is for.
    pub fn format(&self) -> Format {
        match self {
            Origin::Epub(_) => Format::Epub,
            Origin::Single(_) => Format::Single,
            Origin::Text(_) => Format::Text,
            Origin::Zip(_) => Format::Zip,
            #[cfg(feature = "pdf")]
            Origin::Pdf(_) | Origin::Sheet { .. } => Format::Pdf,
            _ => Format::Html,
        }
    }
}

/// All files of the site, or of a pack, but the assets that its pages use.
pub fn files(site: &Site) -> Vec<(VPath, Origin)> {
    // Without a summary there is no book, and the outline has said so.
    if site.outline.chapters.is_empty() {
        return Vec::new();
    }
    let mut out = vec![(VPath::known("index.html"), Origin::Chooser)];
    let online = matches!(site.purpose, Purpose::Site(_));
    let absolute = site.project.config.base_url.is_some() && online;
    if online {
        out.push((VPath::known("404.html"), Origin::NotFound(None)));
        out.push((VPath::known("robots.txt"), Origin::Robots));
        out.push((VPath::known("_headers"), Origin::Headers));
        out.push((VPath::known("_redirects"), Origin::Redirects));
        out.extend(pack::of_locale(site, None).into_iter().map(|(_, path, origin)| (path, origin)));
    }
    let own_image = format!("themes/{}/static/{SOCIAL_IMAGE}", site.project.config.theme);
    if absolute {
        out.push((VPath::known("sitemap.xml"), Origin::SitemapIndex));
        if site.inputs.get(&own_image).is_none() {
            out.push((VPath::known(SOCIAL_IMAGE), Origin::SocialImage));
        }
    }
    for (locale, own) in site.project.locales.iter().enumerate().filter(|(at, _)| site.purpose.holds(*at)) {
        let tag = &own.tag;
        for chapter in 0..site.outline.chapters.len() {
            out.push((site.out_path(locale, chapter), Origin::Page { locale, chapter }));
            #[cfg(feature = "pdf")]
            if online {
                let sheets = pack::sheets(site, locale, chapter).into_iter();
                out.extend(sheets.map(|(sheet, path)| (path, Origin::Sheet { locale, chapter, sheet })));
            }
        }
        if online {
            out.push((VPath::known(&format!("{tag}/404.html")), Origin::NotFound(Some(locale))));
            out.extend(pack::of_locale(site, Some(locale)).into_iter().map(|(_, path, origin)| (path, origin)));
        }
        out.push((VPath::known(&format!("{tag}/print.html")), Origin::Print(locale)));
        if site.project.glossary.has_definitions(tag) {
            out.push((glossary::path(site, locale), Origin::Glossary(locale)));
        }
        if absolute {
            out.push((VPath::known(&format!("{tag}/atom.xml")), Origin::Feed(locale)));
            out.push((VPath::known(&format!("{tag}/sitemap.xml")), Origin::Sitemap(locale)));
        }
        for (path, chapter, _) in aliases(site, locale) {
            out.push((path, Origin::Redirect { locale, chapter }));
        }
        let folder = format!("locales/{tag}/static");
        for (path, _) in site.inputs.below(&folder).filter(|(_, file)| file.bytes().is_some()) {
            if let Some(rest) = path.below(&folder) {
                out.push((VPath::known(&format!("{tag}/{rest}")), Origin::File(path.clone())));
            }
        }
    }
    let folder = format!("themes/{}/static", site.project.config.theme);
    for (path, _) in site.inputs.below(&folder).filter(|(_, file)| file.bytes().is_some()) {
        // The picture for social networks is of no use on a disk.
        if let Some(rest) = path.below(&folder).filter(|rest| online || *rest != SOCIAL_IMAGE) {
            out.push((VPath::known(rest), Origin::File(path.clone())));
        }
    }
    out
}

/// Old addresses of a locale's chapters: output path, chapter, and where the alias is written.
pub fn aliases(site: &Site, locale: usize) -> Vec<(VPath, usize, std::ops::Range<usize>)> {
    let mut out = Vec::new();
    let tag = &site.locale(locale).tag;
    for page in &site.books[locale].pages {
        let Some(doc) = site.source_doc(page.chapter) else { continue };
        for (alias, range) in &doc.front.aliases {
            let clean = alias.trim_start_matches('/').trim_end_matches('/');
            let file = if clean.ends_with(".html") { clean.to_owned() } else { format!("{clean}.html") };
            if let Ok(path) = crate::vpath::join(tag, &file).and_then(|path| path.portable().map(|()| path))
                && path.below(tag).is_some()
                && !alias.contains(':')
            {
                out.push((path, page.chapter, range.clone()));
            }
        }
    }
    out
}

/// The content files that pages show or link to, with the path they are written to; and those that
/// stand in the pages themselves.
pub fn assets(site: &Site) -> Assets {
    assets_of(site, |_| true)
}

/// Those of some locales.
fn assets_of(site: &Site, wanted: impl Fn(usize) -> bool) -> Assets {
    let mut out = Assets::default();
    for book in site.books.iter().filter(|book| wanted(book.locale)) {
        for page in &book.pages {
            for doc in [site.doc(page), site.source_doc(page.chapter)].into_iter().flatten() {
                for link in &doc.tree.links {
                    collect_asset(site, book.locale, page.from, page.chapter, link, &mut out);
                }
            }
        }
    }
    out
}

fn collect_asset(
    site: &Site,
    locale: usize,
    from: usize,
    chapter: usize,
    link: &crate::document::tree::Link,
    out: &mut Assets,
) {
    let plain = link.dest.split(['#', '?']).next().unwrap_or_default();
    let may_be_file = !plain.ends_with(".md") && !plain.is_empty() && !plain.contains(':') && plain.contains('.');
    if !may_be_file {
        return;
    }
    if let crate::book::links::Target::File(path) =
        crate::book::links::resolve(site, locale, from, chapter, &link.dest, link.image)
    {
        if link.image && image::inline_svg(site, &path).is_some() {
            out.inlined.insert(path);
            return;
        }
        let to = asset_path(site, &path);
        out.written.insert(path, to);
    }
}
