//! The book of a locale as EPUB 3.3: a page for the cover, one for each chapter, one for the glossary. What they say is
//! what the pages of the site say; what lies beside the site leads back to it.

mod nav;
mod package;
mod page;

use super::html::{Mode, Pictures, tongue};
use super::{Artifact, archive, image, pack};
use crate::book::Site;
use crate::document::raw_html::escape;
use crate::vpath::VPath;

/// Files of the book, all in one folder.
const FOLDER: &str = "EPUB";
const COVER: &str = "cover.xhtml";
const NAV: &str = "nav.xhtml";
const STYLE: &str = "style.css";
const PACKAGE: &str = "package.opf";
pub const GLOSSARY: &str = "glossary.xhtml";

/// Where the package is said to be (EPUB 3.3, 4.2.6.3.1).
const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" version=\"1.0\">\n\
<rootfiles>\n<rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/>\n</rootfiles>\n\
</container>\n";

/// The name of a chapter's page; the cover is chapter 0. By number, as paths may hold what e-readers do not take.
pub fn chapter_file(chapter: usize) -> String {
    if chapter == 0 { COVER.to_owned() } else { format!("chapter-{chapter}.xhtml") }
}

/// Where a picture of the content folders lies in the book; `None` for forms that e-readers need not know.
pub fn picture(site: &Site, file: &VPath) -> Option<String> {
    image::is_common(file).then(|| format!("images/{}", image::asset_path(site, file).file_name()))
}

/// A page of the book.
struct Leaf {
    /// The name of its file, and its id in the package.
    file: String,
    id: String,
    xhtml: String,
    /// Whether drawings stand in it.
    drawn: bool,
}

/// Makes the file.
pub fn render(site: &Site, locale: usize, at: &VPath) -> Artifact {
    let mut pictures = Pictures::default();
    let mut leaves = Vec::new();
    leaves.push(page::cover(site, locale, &mut pictures));
    leaves.push(nav::leaf(site, locale));
    leaves.extend((1..site.outline.chapters.len()).map(|chapter| page::chapter(site, locale, chapter, &mut pictures)));
    leaves.extend(page::glossary(site, locale));
    let package = package::opf(site, locale, &leaves, &pictures);
    let in_folder = |name: &str| format!("{FOLDER}/{name}");
    let mut files = vec![
        ("mimetype".to_owned(), b"application/epub+zip".to_vec()),
        ("META-INF/container.xml".to_owned(), CONTAINER.as_bytes().to_vec()),
        (in_folder(PACKAGE), package.into_bytes()),
    ];
    files.extend(leaves.into_iter().map(|leaf| (in_folder(&leaf.file), leaf.xhtml.into_bytes())));
    files.push((in_folder(STYLE), site.project.theme.epub_style.as_bytes().to_vec()));
    for file in &pictures.files {
        let bytes = site.inputs.get(file.as_str()).and_then(|file| file.bytes()).unwrap_or_default();
        files.extend(picture(site, file).map(|name| (in_folder(&name), bytes.to_vec())));
    }
    let stored = |name: &str| name == "mimetype" || archive::is_packed(name);
    pack::made(archive::zip(&files, stored, super::page::edition_date(site)), at)
}

/// A page around its body.
fn xhtml(site: &Site, locale: usize, title: &str, body: &str) -> String {
    let own = site.locale(locale);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"{}>\n<head>\n\
         <title>{}</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"{STYLE}\"/>\n</head>\n<body>\n{body}\
         </body>\n</html>\n",
        tongue(own, Mode::Epub),
        escape(title),
    )
}

/// The attributes of a language, where it is not the one around it.
fn tongue_of(site: &Site, around: usize, own: usize) -> String {
    if own == around { String::new() } else { tongue(site.locale(own), Mode::Epub) }
}
