//! `atom.xml` of a locale: its chapters by the day they were written, changed or reviewed.

use super::notices;
use super::page::{absolute, edition_date};
use crate::book::Site;
use crate::data::Date;
use crate::document::raw_html::escape;
use crate::translation::block::BlockKind;

/// A feed holds this many entries.
const MAX_ENTRIES: usize = 50;

/// The Atom feed of a locale (RFC 4287). Ids are `tag:` URIs that stay when an address changes.
pub fn atom(site: &Site, locale: usize) -> String {
    let own = site.locale(locale);
    let base = site.project.config.base_url.as_deref().unwrap_or_default();
    let host = base.split("//").nth(1).unwrap_or_default().split(['/', ':']).next().unwrap_or_default();
    let mut entries: Vec<(Date, usize)> = site.books[locale]
        .pages
        .iter()
        .filter(|page| page.chapter != 0 && page.is_own())
        .filter_map(|page| {
            let front = &site.doc(page)?.front;
            let withdrawn = site.withdrawn(page).and_then(notices::withdrawal_date);
            let date = [front.date, front.updated, front.review.reviewed, withdrawn].into_iter().flatten().max()?;
            Some((date, page.chapter))
        })
        .collect();
    entries.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    entries.truncate(MAX_ENTRIES);
    let newest = entries.first().map(|entry| entry.0).or_else(|| edition_date(site));
    let updated = newest.unwrap_or(Date { year: 1980, month: 1, day: 1 });
    let self_url = escape(&absolute(site, &format!("{}/atom.xml", own.tag)));
    let home = escape(&absolute(site, &format!("{}/index.html", own.tag)));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{tag}\">\n\
         <title>{title}</title>\n<id>tag:{host},2020:{tag}</id>\n<link rel=\"self\" href=\"{self_url}\"/>\n\
         <link href=\"{home}\"/>\n<updated>{updated}T00:00:00Z</updated>\n<author><name>{title}</name></author>\n",
        tag = own.tag,
        title = escape(&own.title),
    );
    for (date, chapter) in entries {
        let page = site.page(locale, chapter);
        let url = escape(&absolute(site, site.out_path(locale, chapter).as_str()));
        let id = &site.outline.chapters[chapter].id;
        let mut encoded = String::new();
        crate::book::links::percent_encode(id, &mut encoded);
        out.push_str(&format!(
            "<entry><title{}>{}</title><id>tag:{host},2020:{}:{}</id><link href=\"{url}\"/><updated>{date}T00:00:00Z</updated>",
            label(site, site.twin(page).is_some_and(|twin| twin.title_withheld)),
            escape(&page.title),
            own.tag,
            escape(&encoded)
        ));
        let withdrawn = notices::withdrawn(site, locale, page, None).into_iter().next().map(|notice| notice.text);
        // A description that readers are not shown is not told to their feed readers either: the source's is.
        let twin = site.twin(page).filter(|_| withdrawn.is_none());
        let withheld = twin.is_some_and(|twin| twin.withholds_front(BlockKind::Description));
        let said = if withheld { site.source_doc(chapter) } else { site.doc(page) };
        if let Some(text) = withdrawn.or_else(|| said?.front.description.clone()) {
            let lang = label(site, withheld);
            out.push_str(&format!("<summary{lang}>{}</summary>", escape(&text)));
        }
        out.push_str("</entry>\n");
    }
    out.push_str("</feed>\n");
    out
}

/// Says that a text is in the source's language.
fn label(site: &Site, of_source: bool) -> String {
    let tag = &site.locale(site.project.source).tag;
    if of_source { format!(" xml:lang=\"{tag}\"") } else { String::new() }
}
