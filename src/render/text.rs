//! The whole book of a locale as plain text: UTF-8, in lines of at most 72 columns. For screens that show nothing
//! else, for messages, and for those who read with their own tools.

mod blocks;
mod wrap;

use super::view::{Counts, View};
use super::{glossary, imprint, notices};
use crate::book::{Line, Site};
use crate::document::FrontMatter;
use blocks::Writer;
use wrap::{WIDTH, wrap};

/// Renders the book.
pub fn render(site: &Site, locale: usize) -> String {
    let mut out = Vec::new();
    cover(site, locale, &mut out);
    contents(site, locale, &mut out);
    for chapter in 1..site.outline.chapters.len() {
        self::chapter(site, locale, chapter, &mut out);
    }
    terms(site, locale, &mut out);
    while out.first().is_some_and(String::is_empty) {
        out.remove(0);
    }
    let mut text = String::new();
    let mut empty = 0;
    for line in out.iter().map(|line| line.trim_end()) {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        // Two empty lines part chapters; more say nothing.
        if empty <= 2 {
            text.push_str(line);
            text.push('\n');
        }
    }
    // Isolates keep Latin names in place between words that run the other way; elsewhere some screens show them.
    let rtl = site.locale(locale).dir == "rtl";
    if rtl { text } else { text.replace(['\u{2068}', '\u{2069}'], "") }
}

fn cover(site: &Site, locale: usize, out: &mut Vec<String>) {
    let own = site.locale(locale);
    let imprint = imprint::of_book(site, locale);
    heading(&own.title, '=', out);
    paragraphs(&own.description, out);
    out.extend(imprint.facts.iter().chain(&imprint.address).flat_map(|line| wrap(line, WIDTH)));
    out.push(String::new());
    paragraphs(&imprint.coverage, out);
    imprint.cautions.iter().for_each(|caution| mark(caution, out));
    body(site, locale, 0, out);
}

fn contents(site: &Site, locale: usize, out: &mut Vec<String>) {
    heading(&site.project.text(locale, "contents", &[]), '-', out);
    for (line, (title, _)) in site.outline.lines.iter().zip(&site.books[locale].line_titles) {
        match line {
            Line::Part { .. } => {
                if out.last().is_some_and(|line| !line.is_empty()) {
                    out.push(String::new());
                }
                out.extend(wrap(title, WIDTH));
            }
            Line::Chapter { chapter, depth } => {
                let title = &site.page(locale, *chapter).nav_title;
                out.extend(wrap::hanging(&format!("{}- ", "  ".repeat(*depth)), title, WIDTH));
            }
            Line::Separator | Line::Draft { .. } => {}
        }
    }
    out.push(String::new());
}

fn chapter(site: &Site, locale: usize, chapter: usize, out: &mut Vec<String>) {
    out.push(String::new());
    heading(&site.page(locale, chapter).title, '=', out);
    body(site, locale, chapter, out);
}

/// What must be known first, the text, and who brought it here.
fn body(site: &Site, locale: usize, chapter: usize, out: &mut Vec<String>) {
    let page = site.page(locale, chapter);
    if site.withdrawn(page).is_some() {
        return told(&notices::withdrawn(site, locale, page, None), out);
    }
    let empty = FrontMatter::default();
    let front = site.doc(page).map_or(&empty, |doc| &doc.front);
    let view = View::new(site, locale, page);
    let (lines, counts) = view.map_or_else(|| (Vec::new(), Counts::default()), |view| Writer::new(view).whole());
    told(&notices::of_page(site, locale, page, front, &counts), out);
    out.extend(lines);
    let sources = (!front.sources.is_empty()).then(|| site.project.text(locale, "sources", &[]));
    if let Some(label) = sources {
        out.push(format!("{label}:"));
        out.extend(front.sources.iter().flat_map(|source| wrap::hanging("- ", source, WIDTH)));
        out.push(String::new());
    }
    for line in notices::provenance(site, locale, page, front) {
        paragraphs(&line, out);
    }
}

fn told(notices: &[super::context::Notice], out: &mut Vec<String>) {
    for notice in notices {
        let quote = notice.quote.as_ref().map(|quote| format!(" {}", quote.text)).unwrap_or_default();
        mark(&format!("{}{quote}", notice.text), out);
    }
}

fn terms(site: &Site, locale: usize, out: &mut Vec<String>) {
    let found = glossary::sorted(site, locale);
    if found.is_empty() {
        return;
    }
    out.push(String::new());
    heading(&site.project.text(locale, "glossary", &[]), '=', out);
    for definition in found {
        out.extend(wrap(definition.term, WIDTH));
        if definition.stale {
            let label = site.project.text(locale, "notice-stale-undated", &[]);
            out.extend(wrap::hanging("  ", &format!("[{label}]"), WIDTH));
        }
        out.extend(wrap::hanging("  ", definition.text, WIDTH));
        out.push(String::new());
    }
}

fn heading(title: &str, line: char, out: &mut Vec<String>) {
    let lines = wrap(title, WIDTH);
    let width = lines.iter().map(|line| wrap::width(line)).max().unwrap_or(0);
    out.extend(lines);
    out.push(line.to_string().repeat(width));
    out.push(String::new());
}

fn paragraphs(text: &str, out: &mut Vec<String>) {
    if !text.is_empty() {
        out.extend(wrap(text, WIDTH));
        out.push(String::new());
    }
}

/// A notice, told apart by its sign.
fn mark(text: &str, out: &mut Vec<String>) {
    out.extend(wrap::hanging("! ", text, WIDTH));
    out.push(String::new());
}
