//! The contents: a page of the book, and what e-readers make their menu of.

use std::fmt::Write as _;

use super::{COVER, GLOSSARY, Leaf, NAV, chapter_file, tongue_of, xhtml};
use crate::book::{Line, Site};
use crate::document::raw_html::escape;

/// A line of the contents with those inside of it.
#[derive(Debug, Default)]
struct Entry {
    title: String,
    /// The locale that the title is in.
    from: usize,
    /// `None` for the name of a part.
    file: Option<String>,
    /// Whether the chapter is in another language than its readers'.
    foreign: bool,
    inner: Vec<Entry>,
}

/// The page.
pub fn leaf(site: &Site, locale: usize) -> Leaf {
    let say = |id: &str| site.project.text(locale, id, &[]);
    let title = say("contents");
    let label = escape(&title);
    let mut out = format!("<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\">\n<h1>{label}</h1>\n");
    list(site, locale, &entries(site, locale), &mut out);
    out.push_str("</nav>\n<nav epub:type=\"landmarks\" hidden=\"\">\n<ol>\n");
    let own = &site.locale(locale).title;
    let mut landmarks =
        vec![("titlepage", COVER.to_owned(), own.clone()), ("toc", format!("{NAV}#toc"), title.clone())];
    if site.outline.chapters.len() > 1 {
        landmarks.push(("bodymatter", chapter_file(1), say("start-reading")));
    }
    if has_glossary(site, locale) {
        landmarks.push(("glossary", GLOSSARY.to_owned(), say("glossary")));
    }
    for (kind, href, title) in landmarks {
        let _ = writeln!(out, "<li><a epub:type=\"{kind}\" href=\"{href}\">{}</a></li>", escape(&title));
    }
    out.push_str("</ol>\n</nav>\n");
    Leaf { file: NAV.to_owned(), id: "nav".to_owned(), xhtml: xhtml(site, locale, &title, &out), drawn: false }
}

fn has_glossary(site: &Site, locale: usize) -> bool {
    site.project.glossary.has_definitions(&site.locale(locale).tag)
}

fn entries(site: &Site, locale: usize) -> Vec<Entry> {
    let page = |title: &str, file: &str| Entry {
        title: title.to_owned(),
        from: locale,
        file: Some(file.to_owned()),
        ..Entry::default()
    };
    let mut all = vec![page(&site.locale(locale).title, COVER)];
    let mut in_part = false;
    for (line, (title, from)) in site.outline.lines.iter().zip(&site.books[locale].line_titles) {
        match line {
            Line::Part { .. } => {
                all.push(Entry { title: title.clone(), from: *from, ..Entry::default() });
                in_part = true;
            }
            Line::Separator => in_part = false,
            Line::Draft { .. } => {}
            Line::Chapter { chapter, depth } => {
                let page = site.page(locale, *chapter);
                let entry = Entry {
                    title: page.nav_title.clone(),
                    from: page.nav_from,
                    file: Some(chapter_file(*chapter)),
                    foreign: !page.is_own(),
                    inner: Vec::new(),
                };
                place(&mut all, *depth + usize::from(in_part), entry);
            }
        }
    }
    // A name without an address needs something below it.
    all.retain(|entry| entry.file.is_some() || !entry.inner.is_empty());
    all.extend(has_glossary(site, locale).then(|| page(&site.project.text(locale, "glossary", &[]), GLOSSARY)));
    all
}

/// Puts a line below the last at each depth, as deep as there are any.
fn place(list: &mut Vec<Entry>, depth: usize, entry: Entry) {
    match list.last_mut().filter(|_| depth > 0) {
        Some(last) => place(&mut last.inner, depth - 1, entry),
        None => list.push(entry),
    }
}

fn list(site: &Site, locale: usize, entries: &[Entry], out: &mut String) {
    out.push_str("<ol>\n");
    for entry in entries {
        let (tongue, mut title) = (tongue_of(site, locale, entry.from), escape(&entry.title));
        if entry.foreign {
            let note = escape(&site.project.text(locale, "not-translated", &[]));
            title = format!("<span{tongue}>{title}</span> <small>({note})</small>");
        }
        let tongue = if entry.foreign { "" } else { &tongue };
        let _ = match &entry.file {
            Some(file) => write!(out, "<li><a href=\"{file}\"{tongue}>{title}</a>"),
            None => write!(out, "<li><span{tongue}>{title}</span>"),
        };
        if !entry.inner.is_empty() {
            out.push('\n');
            list(site, locale, &entry.inner, out);
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n");
}
