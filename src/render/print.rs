//! `print.html`: the whole book of a locale on one page, for paper.

use super::context::PrintChapter;
use super::html::{self, Mode};
use super::{contents, glossary, notices, page};
use crate::book::Site;
use crate::diagnostic::Diagnostic;
use crate::document::FrontMatter;
use crate::vpath::VPath;

/// Renders the page with the whole book.
pub fn render(site: &Site, locale: usize, path: &VPath, mode: Mode) -> (String, Vec<Diagnostic>) {
    let mut context = page::frame(site, locale, path);
    context.kind = if mode == Mode::Single { "single" } else { "print" };
    context.title = context.book.title.clone();
    context.head_title = context.book.title.clone();
    context.description = context.book.description.clone();
    context.noindex = true;
    context.contents = contents::of_book(site, locale, path, false);
    context.coverage = page::coverage(site, locale);
    if mode == Mode::Single {
        // It stands alone: there is nothing beside it that it could lead to.
        context.feed = String::new();
        context.home = String::new();
        context.print = String::new();
        context.glossary = String::new();
    } else {
        context.languages = page::languages(
            site,
            locale,
            path,
            |other| VPath::known(&format!("{}/print.html", site.locale(other).tag)),
            0,
        );
    }
    context.style.push('\n');
    context.style.push_str(&print_style(site, locale));
    let empty = FrontMatter::default();
    for entry in &site.books[locale].pages {
        let front = site.doc(entry).map_or(&empty, |doc| &doc.front);
        let (body, notices, provenance) = if site.withdrawn(entry).is_some() {
            (html::Body::default(), notices::withdrawn(site, locale, entry, None), Vec::new())
        } else {
            let body = html::body(site, locale, entry, path, mode);
            let notices = notices::of_page(site, locale, entry, front, &body.counts);
            (body, notices, notices::provenance(site, locale, entry, front))
        };
        let heading = body.h1;
        if entry.chapter == 0 {
            context.heading_id = heading.map(|(id, _)| id).unwrap_or_default();
            context.content = body.html;
            context.content_lang = site.locale(entry.from).tag.clone();
            context.content_dir = site.locale(entry.from).dir.to_owned();
            context.notices = notices;
            continue;
        }
        let from = site.locale(entry.from);
        let (heading_id, heading) = heading.unwrap_or_else(|| (String::new(), page::heading(site, entry, mode)));
        context.chapters.push(PrintChapter {
            id: html::whole_id(site, entry.chapter),
            title: entry.title.clone(),
            lang: from.tag.clone(),
            dir: from.dir.to_owned(),
            heading_id,
            heading,
            notices,
            content: body.html,
            provenance,
        });
    }
    context.terms = glossary::entries(site, locale);
    let tag = &site.locale(locale).tag;
    match site.project.templates[locale].render("print.html", &context.into_context(), tag) {
        Ok(html) => (html, Vec::new()),
        Err(diag) => (String::new(), vec![*diag]),
    }
}

/// The print style with the words and digits that stand in page margins.
fn print_style(site: &Site, locale: usize) -> String {
    let own = site.locale(locale);
    let edition = site.project.config.edition.as_ref();
    let edition = edition.map(|edition| {
        let args = [("edition", crate::project::Arg::Text(edition.clone()))];
        site.project.text(locale, "edition", &args)
    });
    site.project
        .theme
        .print_style
        .replace("\"{title}\"", &css_string(&own.title))
        .replace("\"{edition}\"", &css_string(&edition.unwrap_or_default()))
        .replace("{digits}", counter_style(&own.formats.number(0)))
        .replace("{end}", if own.dir == "rtl" { "left" } else { "right" })
}

/// The CSS counter style whose digits have this zero.
fn counter_style(zero: &str) -> &'static str {
    match zero {
        "٠" => "arabic-indic",
        "۰" => "persian",
        "०" => "devanagari",
        "০" => "bengali",
        "੦" => "gurmukhi",
        "૦" => "gujarati",
        "୦" => "oriya",
        "௦" => "tamil",
        "౦" => "telugu",
        "೦" => "kannada",
        "൦" => "malayalam",
        "๐" => "thai",
        "໐" => "lao",
        "༠" => "tibetan",
        "၀" => "myanmar",
        "០" => "khmer",
        _ => "decimal",
    }
}

fn css_string(text: &str) -> String {
    let mut out = String::from("\"");
    for ch in text.chars() {
        match ch {
            '"' | '\\' | '<' | '\n' | '\r' => out.push_str(&format!("\\{:x} ", u32::from(ch))),
            '\u{2068}' | '\u{2069}' => {}
            _ => out.push(ch),
        }
    }
    out.push('"');
    out
}
