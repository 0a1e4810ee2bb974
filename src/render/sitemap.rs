//! Sitemaps: one of each locale, with the alternates of every page, and an index. Only pages that are
//! really in the locale's language are listed.

use super::context::Alternate;
use super::glossary;
use super::page::{absolute, alternates};
use crate::book::{Page, Site};
use crate::document::raw_html::escape;

/// `sitemap.xml`: the list of the locales' sitemaps.
pub fn index(site: &Site) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    // A sitemap without a page is not valid.
    let listed = site.books.iter().filter(|book| book.pages.iter().any(Page::is_own));
    for locale in listed.map(|book| site.locale(book.locale)).filter(|locale| locale.published) {
        let url = absolute(site, &format!("{}/sitemap.xml", locale.tag));
        out.push_str(&format!("<sitemap><loc>{}</loc></sitemap>\n", escape(&url)));
    }
    out.push_str("</sitemapindex>\n");
    out
}

/// The sitemap of a locale.
pub fn of_locale(site: &Site, locale: usize) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for page in &site.books[locale].pages {
        if !page.is_own() || site.withdrawn(page).is_some() {
            continue;
        }
        let url = absolute(site, site.out_path(locale, page.chapter).as_str());
        out.push_str(&format!("<url><loc>{}</loc>", escape(&url)));
        let front = site.doc(page).map(|doc| &doc.front);
        if let Some(date) = front.and_then(|front| front.review.reviewed.or(front.updated).or(front.date)) {
            out.push_str(&format!("<lastmod>{date}</lastmod>"));
        }
        links(&alternates(site, page.chapter), &mut out);
        out.push_str("</url>\n");
    }
    if site.project.glossary.has_definitions(&site.locale(locale).tag) {
        out.push_str(&format!("<url><loc>{}</loc>", escape(&absolute(site, glossary::path(site, locale).as_str()))));
        links(&glossary::alternates(site), &mut out);
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

fn links(alternates: &[Alternate], out: &mut String) {
    for alternate in alternates {
        out.push_str(&format!(
            "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
            alternate.lang,
            escape(&alternate.href)
        ));
    }
}
