//! Chapters and appendices as calls of the theme's functions.

use std::fmt::Write as _;

use super::write::{Left, Writer, literal, words};
use crate::book::Site;
use crate::document::FrontMatter;
use crate::render::context::{NavLink, Notice};
use crate::render::html::whole_id;
use crate::render::view::{Counts, View};
use crate::render::{glossary, notices, page};

/// A chapter in pieces.
struct Parts {
    title: String,
    said: String,
    body: String,
    credits: String,
    counts: Counts,
}

/// The calls that write a chapter of a book, and how often the source stands in.
pub fn whole(site: &Site, locale: usize, chapter: usize, left: &mut Left) -> (String, Counts) {
    let Parts { title, said, body, credits, counts } = parts(site, locale, chapter, left, true);
    let mut out = String::from("#import \"/theme/elements.typ\" as hb\n");
    let id = literal(&whole_id(site, chapter));
    let tag = literal(&site.locale(site.page(locale, chapter).from).tag);
    let _ = match chapter {
        // The cover's text stands behind the contents, without a title of its own.
        0 => writeln!(out, "#hb.preface({id}, {body}, {credits})"),
        _ => writeln!(out, "#hb.chapter({id}, {tag}, {title}, {said}, {body}, {credits})"),
    };
    (out, counts)
}

/// The same on a sheet, where there is nothing beside it that it could lead to.
pub fn alone(site: &Site, locale: usize, chapter: usize, left: &mut Left) -> String {
    let Parts { title, said, body, credits, .. } = parts(site, locale, chapter, left, false);
    let page = site.page(locale, chapter);
    let tag = literal(&site.locale(page.from).tag);
    let front = site.doc(page).map(|doc| &doc.front).filter(|_| site.withdrawn(page).is_none());
    let named = front.map(|front| front.sources.as_slice()).unwrap_or_default();
    let sources = match named {
        [] => String::new(),
        named => sources_of(&site.project.text(locale, "sources", &[]), named),
    };
    let updated = front.and_then(|front| page::updated(site, locale, front)).map(|line| literal(&line));
    let updated = updated.unwrap_or_else(|| "none".to_owned());
    format!(
        "#import \"/theme/elements.typ\" as hb\n#hb.alone({tag}, {title}, {updated}, {said}, {body}, {{\n{sources}{credits}}})\n"
    )
}

fn parts(site: &Site, locale: usize, chapter: usize, left: &mut Left, linked: bool) -> Parts {
    let page = site.page(locale, chapter);
    let empty = FrontMatter::default();
    let front = site.doc(page).map_or(&empty, |doc| &doc.front);
    let mut body = String::new();
    let mut title = format!("{{{}}}", words(site, page.from, &page.title));
    let mut counts = Counts::default();
    let (said, credits) = if let Some(withdrawn) = site.withdrawn(page) {
        let see = page::see_instead(site, locale, page, withdrawn).filter(|see| see.0 == locale);
        let see = see.map(|(_, chapter)| NavLink {
            href: whole_id(site, chapter),
            ..page::nav_link(site, locale, chapter, &site.out_path(locale, chapter))
        });
        (notices::withdrawn(site, locale, page, see), Vec::new())
    } else {
        if let Some(view) = View::new(site, locale, page) {
            let (text, heading, found) = Writer::new(view, left, linked).whole();
            body = text;
            counts = found;
            if let Some(heading) = heading {
                title = format!("{{{heading}}}");
            }
        }
        (notices::of_page(site, locale, page, front, &counts), notices::provenance(site, locale, page, front))
    };
    let from = &site.locale(page.from).tag;
    if *from != site.locale(locale).tag {
        body = format!("hb.in-language({}, {{{body}[]}})\n", literal(from));
    }
    let said: String = said.iter().map(|said| notice(said, linked)).collect();
    let credits: String = credits.iter().map(|line| format!("{}, ", literal(line))).collect();
    Parts {
        title,
        said: format!("{{\n{said}[]}}"),
        body: format!("{{\n{body}[]}}"),
        credits: format!("hb.credits({credits})"),
        counts,
    }
}

fn notice(notice: &Notice, linked: bool) -> String {
    let quote = notice.quote.as_ref().map(|quote| format!("; \" \"; hb.iso({})", literal(&quote.text)));
    let link = notice.link.as_ref().map(|link| {
        let title = format!("hb.iso({})", literal(&link.title));
        if linked {
            format!("; \" \"; hb.ref-to({}, {title})", literal(&link.href))
        } else {
            format!("; \" \"; {title}")
        }
    });
    let (quote, link) = (quote.unwrap_or_default(), link.unwrap_or_default());
    format!("hb.notice(\"{}\", {{{}{quote}{link}}})\n", notice.level, literal(&notice.text))
}

/// The glossary; `None` if there is none.
pub fn terms(site: &Site, locale: usize) -> Option<String> {
    let found = glossary::sorted(site, locale);
    if found.is_empty() {
        return None;
    }
    let mut out = String::from("#import \"/theme/elements.typ\" as hb\n");
    let title = literal(&site.project.text(locale, "glossary", &[]));
    let tag = literal(&site.locale(locale).tag);
    let _ = writeln!(out, "#hb.chapter(\"_glossary\", {tag}, {{{title}}}, {{");
    for definition in found {
        let stale = match definition.stale {
            true => literal(&site.project.text(locale, "notice-stale-undated", &[])),
            false => "none".to_owned(),
        };
        // What nobody has checked is not shown, and said to be.
        let text = match definition.text {
            "" => literal(&site.project.text(locale, "definition-not-shown", &[])),
            text => words(site, locale, text),
        };
        let id = literal(&format!("_glossary--{}", definition.id));
        let _ = writeln!(out, "hb.entry({id}, {}, {text}, {stale})", words(site, locale, definition.term));
    }
    out.push_str("})\n");
    Some(out)
}

/// The sources that chapters name, by chapter.
pub fn sources(site: &Site, locale: usize) -> Option<String> {
    let mut entries = String::new();
    for page in &site.books[locale].pages {
        let named = site.doc(page).map(|doc| doc.front.sources.as_slice()).unwrap_or_default();
        if !named.is_empty() && site.withdrawn(page).is_none() {
            entries.push_str(&sources_of(&page.title, named));
        }
    }
    if entries.is_empty() {
        return None;
    }
    let title = literal(&site.project.text(locale, "sources", &[]));
    let tag = literal(&site.locale(locale).tag);
    Some(format!(
        "#import \"/theme/elements.typ\" as hb\n#hb.chapter(\"_sources\", {tag}, {{{title}}}, {{\n{entries}}})\n"
    ))
}

fn sources_of(title: &str, named: &[String]) -> String {
    let items: String = named.iter().map(|source| format!(", {{{}}}", literal(source))).collect();
    format!("hb.sources-of({}{items})\n", literal(title))
}
