//! The package: what the book is, which files it has, and in which order they are read.

use std::fmt::Write as _;

use super::{Leaf, NAV, STYLE, picture};
use crate::book::Site;
use crate::document::raw_html::escape;
use crate::inputs::hash_parts;
use crate::output::media_type;
use crate::render::html::Pictures;
use crate::render::page;

/// Writes it.
pub fn opf(site: &Site, locale: usize, leaves: &[Leaf], pictures: &Pictures) -> String {
    let own = site.locale(locale);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\" xml:lang=\"{}\" \
         dir=\"{}\">\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n",
        own.tag, own.dir
    );
    metadata(site, locale, leaves, pictures, &mut out);
    out.push_str("</metadata>\n<manifest>\n");
    for leaf in leaves {
        let mut properties = Vec::new();
        properties.extend((leaf.file == NAV).then_some("nav"));
        properties.extend(leaf.drawn.then_some("svg"));
        let properties = match properties.is_empty() {
            true => String::new(),
            false => format!(" properties=\"{}\"", properties.join(" ")),
        };
        let (id, file) = (&leaf.id, &leaf.file);
        let _ = writeln!(out, "<item id=\"{id}\" href=\"{file}\" media-type=\"application/xhtml+xml\"{properties}/>");
    }
    let _ = writeln!(out, "<item id=\"style\" href=\"{STYLE}\" media-type=\"text/css\"/>");
    for (at, file) in pictures.files.iter().enumerate() {
        let Some(name) = picture(site, file) else { continue };
        let mut href = String::new();
        crate::book::links::percent_encode(&name, &mut href);
        let kind = media_type(file);
        let _ = writeln!(out, "<item id=\"picture-{}\" href=\"{}\" media-type=\"{kind}\"/>", at + 1, escape(&href));
    }
    let _ = writeln!(out, "</manifest>\n<spine page-progression-direction=\"{}\">", own.dir);
    for leaf in leaves {
        let _ = writeln!(out, "<itemref idref=\"{}\"/>", leaf.id);
    }
    out.push_str("</spine>\n</package>\n");
    out
}

fn metadata(site: &Site, locale: usize, leaves: &[Leaf], pictures: &Pictures, out: &mut String) {
    let own = site.locale(locale);
    let address = page::absolute(site, site.out_path(locale, 0).as_str());
    let date = page::edition_date(site).map(|date| date.to_string());
    let modified = format!("{}T00:00:00Z", date.as_deref().unwrap_or("1980-01-01"));
    let _ = writeln!(out, "<dc:identifier id=\"id\">{}</dc:identifier>", identifier(site, locale));
    let licence = site.project.config.licence.clone().unwrap_or_default();
    for (name, value) in [
        ("title", &own.title),
        ("language", &own.tag),
        ("description", &own.description),
        ("date", &date.unwrap_or_default()),
        ("source", &address),
        ("rights", &licence),
    ] {
        if !value.is_empty() {
            let _ = writeln!(out, "<dc:{name}>{}</dc:{name}>", escape(value));
        }
    }
    let mut facts = vec![("dcterms:modified", modified)];
    if let Some(edition) = &site.project.config.edition {
        facts.push(("schema:bookEdition", edition.clone()));
    }
    facts.extend(accessibility(site, locale, leaves, pictures));
    for (property, value) in facts {
        let _ = writeln!(out, "<meta property=\"{property}\">{}</meta>", escape(&value));
    }
}

/// What is known of the book for readers who see, hear or touch it (EPUB Accessibility 1.1, 2.2). Nothing is said that
/// only people could check.
fn accessibility(site: &Site, locale: usize, leaves: &[Leaf], pictures: &Pictures) -> Vec<(&'static str, String)> {
    let shows = !pictures.files.is_empty() || leaves.iter().any(|leaf| leaf.drawn);
    let may_move = |ending: &str| ending.eq_ignore_ascii_case("gif") || ending.eq_ignore_ascii_case("webp");
    let still = !pictures.files.iter().any(|file| may_move(file.extension()));
    let described = shows && !pictures.undescribed;
    let mut said = vec![("schema:accessMode", "textual")];
    said.extend(shows.then_some(("schema:accessMode", "visual")));
    said.extend((!pictures.undescribed).then_some(("schema:accessModeSufficient", "textual")));
    let features = ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"];
    said.extend(features.map(|feature| ("schema:accessibilityFeature", feature)));
    said.extend(described.then_some(("schema:accessibilityFeature", "alternativeText")));
    said.push(("schema:accessibilityHazard", if still { "none" } else { "unknown" }));
    let say = |id: &str| site.project.text(locale, id, &[]);
    let mut summary = say("accessibility-text");
    if described {
        let space = if crate::cldr::is_cjk(summary.chars().next().unwrap_or(' ')) { "" } else { " " };
        summary = format!("{summary}{space}{}", say("accessibility-pictures"));
    }
    let mut out: Vec<_> = said.into_iter().map(|(name, value)| (name, value.to_owned())).collect();
    out.push(("schema:accessibilitySummary", summary));
    out
}

/// The same for every edition of the book in a language, and for no other book: a UUID (RFC 9562, version 8) made of
/// where the book is, or of what it is called.
fn identifier(site: &Site, locale: usize) -> String {
    let config = &site.project.config;
    let title = &site.locale(site.project.source).title;
    let book = config.base_url.as_ref().unwrap_or(title);
    let hash = hash_parts([book.as_bytes(), site.locale(locale).tag.as_bytes()]);
    let hash = hash & !(0xf << 76) & !(0x3 << 62) | (0x8 << 76) | (0x2 << 62);
    let hex = format!("{hash:032x}");
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    format!("urn:uuid:{}", parts.join("-"))
}
