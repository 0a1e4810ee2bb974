//! What readers take home: the files of a locale that need nothing beside them, and the archives of pages.

use super::archive;
use super::context::Download;
use super::page::{self, relative};
use super::{Artifact, Origin, assets_of, files, render};
use crate::book::{Purpose, Site};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Sheet;
use crate::document::slug::slug;
use crate::project::{Arg, Format};
use crate::vpath::VPath;

/// The downloads of a locale in the order of the list on its cover; and, without one, of the site.
pub fn of_locale(site: &Site, locale: Option<usize>) -> Vec<(Format, VPath, Origin)> {
    let formats = &site.project.config.formats;
    let made = |format: Format, origin: Origin| Some((format, path(site, locale, format), origin));
    let one = |format: &Format| match (format, locale) {
        (Format::Epub, Some(locale)) => made(Format::Epub, Origin::Epub(locale)),
        (Format::Single, Some(locale)) => made(Format::Single, Origin::Single(locale)),
        (Format::Text, Some(locale)) => made(Format::Text, Origin::Text(locale)),
        (Format::Zip, locale) => made(Format::Zip, Origin::Zip(locale)),
        #[cfg(feature = "pdf")]
        (Format::Pdf, Some(locale)) => made(Format::Pdf, Origin::Pdf(locale)),
        _ => None,
    };
    formats.iter().filter_map(one).collect()
}

/// The sheets of a chapter, as its source asks for them: beside its page.
pub fn sheets(site: &Site, locale: usize, chapter: usize) -> Vec<(Sheet, VPath)> {
    let printed = Format::parse("pdf").is_some_and(|pdf| site.project.config.formats.contains(&pdf));
    let Some(doc) = site.source_doc(chapter).filter(|_| printed) else { return Vec::new() };
    let page = site.out_path(locale, chapter);
    let stem = page.as_str().strip_suffix(".html").unwrap_or(page.as_str());
    let path = |sheet: Sheet| (sheet, VPath::known(&format!("{stem}-{}.pdf", sheet.name())));
    doc.front.print.iter().copied().map(path).collect()
}

/// `<locale>/<name>-<locale>-<edition>.<ending>`; without the locale, at the root, for all.
fn path(site: &Site, locale: Option<usize>, format: Format) -> VPath {
    let ending = match format {
        Format::Epub => ".epub",
        Format::Single => "-single.html",
        Format::Text => ".txt",
        Format::Zip => ".zip",
        #[cfg(feature = "pdf")]
        Format::Pdf => ".pdf",
        Format::Html => ".html",
    };
    let stem = stem(site, locale);
    match locale {
        Some(locale) => VPath::known(&format!("{}/{stem}{ending}", site.locale(locale).tag)),
        None => VPath::known(&format!("{stem}{ending}")),
    }
}

/// The name of a download: of the book, the language, and the edition or else its date.
fn stem(site: &Site, locale: Option<usize>) -> String {
    let title = &site.locale(site.project.source).title;
    let ascii: String = title.chars().filter(|ch| ch.is_ascii()).collect();
    let name = slug(&ascii);
    // A title in another script than Latin gives no name that every system can write.
    let name = if name.chars().any(|ch| ch.is_ascii_alphanumeric()) && ascii.len() == title.len() {
        name
    } else {
        "handbook".to_owned()
    };
    let edition = match (&site.project.config.edition, page::edition_date(site)) {
        (Some(edition), _) => Some(edition.clone()),
        (None, date) => date.map(|date| date.to_string()),
    };
    let clean = |text: String| -> String {
        text.chars().map(|ch| if ch.is_ascii_alphanumeric() || matches!(ch, '.' | '_') { ch } else { '-' }).collect()
    };
    let parts = [Some(name), locale.map(|locale| site.locale(locale).tag.clone()), edition.map(clean)];
    parts.into_iter().flatten().collect::<Vec<_>>().join("-")
}

/// The list on a cover. Sizes are those of the files as written, or left out where they are not made yet; what could
/// not be made is not listed.
pub fn downloads(site: &Site, locale: usize, at: &VPath) -> Vec<Download> {
    let Purpose::Site(sizes) = &site.purpose else { return Vec::new() };
    let mut all = of_locale(site, Some(locale));
    all.extend(of_locale(site, None).into_iter().filter(|_| site.project.locales.len() > 1));
    all.retain(|(_, path, _)| sizes.is_empty() || sizes.contains_key(path));
    all.into_iter()
        .map(|(format, path, origin)| {
            let label = match (format, origin) {
                (_, Origin::Zip(None)) => "download-all",
                #[cfg(feature = "pdf")]
                (Format::Pdf, _) => "download-pdf",
                (Format::Epub, _) => "download-epub",
                (Format::Single, _) => "download-single",
                (Format::Text, _) => "download-text",
                (Format::Zip, _) => "download-zip",
                (Format::Html, _) => "print-version",
            };
            download(site, locale, at, (&path, sizes.get(&path).copied()), (format.name(), label))
        })
        .collect()
}

/// What a chapter's page offers: its sheets.
pub fn sheet_downloads(site: &Site, locale: usize, chapter: usize, at: &VPath) -> Vec<Download> {
    let Purpose::Site(sizes) = &site.purpose else { return Vec::new() };
    let mut sheets = sheets(site, locale, chapter);
    sheets.retain(|(_, path)| sizes.is_empty() || sizes.contains_key(path));
    sheets
        .into_iter()
        .map(|(sheet, path)| {
            let label = match sheet {
                Sheet::Leaflet => "download-leaflet",
                Sheet::Poster => "download-poster",
            };
            download(site, locale, at, (&path, sizes.get(&path).copied()), (sheet.name(), label))
        })
        .collect()
}

fn download(
    site: &Site,
    locale: usize,
    at: &VPath,
    (path, size): (&VPath, Option<u64>),
    (format, label): (&'static str, &str),
) -> Download {
    Download {
        format,
        label: site.project.text(locale, label, &[]),
        href: relative(at, path.as_str()),
        name: path.file_name().to_owned(),
        size: size.map(|size| shown(site, locale, size)).unwrap_or_default(),
    }
}

/// A size in the locale's words and digits: whole kilobytes, or tenths of a megabyte (SI), rounded up.
fn shown(site: &Site, locale: usize, bytes: u64) -> String {
    let formats = &site.locale(locale).formats;
    let (id, size) = match bytes.div_ceil(1000) {
        kilobytes @ 0..1000 => ("size-kb", formats.number(kilobytes as i64)),
        _ => ("size-mb", formats.tenths(bytes.div_ceil(100_000) as i64)),
    };
    site.project.text(locale, id, &[("size", Arg::Text(size))])
}

/// The archive of a locale's pages, or of all: what a reader unpacks lies in one folder of the archive's name.
pub fn zip(site: &Site, locale: Option<usize>, at: &VPath) -> Artifact {
    let packed = site.made_for(Purpose::Pack(locale));
    let mut all: Vec<(VPath, Origin)> = files(&packed);
    let assets = assets_of(&packed, |other| packed.purpose.holds(other));
    all.extend(assets.written.into_iter().map(|(from, to)| (to, Origin::File(from))));
    all.sort_by(|a, b| a.0.cmp(&b.0));
    let folder = stem(site, locale);
    let bytes = |(path, origin): &(VPath, Origin)| (format!("{folder}/{path}"), render(&packed, path, origin).bytes);
    let contents: Vec<(String, Vec<u8>)> = all.iter().map(bytes).collect();
    made(archive::zip(&contents, archive::is_packed, page::edition_date(site)), at)
}

/// An archive, or the finding that there is none.
pub fn made(archive: Result<Vec<u8>, String>, at: &VPath) -> Artifact {
    match archive {
        Ok(bytes) => Artifact { bytes, diags: Vec::new() },
        Err(error) => {
            let diag = Diagnostic::new(Code::A00, format!("the archive `{at}` cannot be made: {error}")).in_file(at);
            Artifact { bytes: Vec::new(), diags: vec![diag.help("please report this with the message")] }
        }
    }
}
