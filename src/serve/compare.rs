//! The translation view: source and translation side by side, block by block, with what is wrong beside it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::html::{document, findings};
use super::preview::Preview;
use crate::book::{Page, Site};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Doc;
use crate::document::raw_html::escape;
use crate::emit;
use crate::render;
use crate::translation::block;
use crate::translation::report::{self, Entry, Status};
use crate::translation::word_diff::{Piece, diff};
use crate::translation::{Record, Twin};
use crate::vpath::VPath;

/// Blocks that stand for each other, as indices of what was rendered.
#[derive(Debug, PartialEq, Eq)]
struct Row {
    source: Option<usize>,
    target: Option<usize>,
}

/// One side of the view.
struct Column<'a> {
    locale: usize,
    page: &'a Page,
    doc: &'a Doc,
    blocks: Vec<(u32, String)>,
}

/// The page for `<locale>/<chapter>`; `None` if there is no such chapter.
pub fn page(preview: &Preview, inner: &str) -> Option<String> {
    let site = preview.site()?;
    let (tag, chapter) = inner.split_once('/')?;
    let locale = site.project.index_of(tag)?;
    let stem = chapter.strip_suffix(".md").or(chapter.strip_suffix(".html")).unwrap_or(chapter);
    let chapter = *site.outline.by_path.get(format!("{stem}.md").as_str())?;
    let path = VPath::parse(&format!("_/compare/{inner}")).ok()?;
    let source = column(site, site.project.source, chapter, &path, "source")?;
    let own = site.page(locale, chapter).is_own() && locale != site.project.source;
    let target = if own { column(site, locale, chapter, &path, "translation") } else { None };
    let mut body = header(site, locale, chapter, &path);
    let unplaced: Vec<&Diagnostic> = match &target {
        Some(target) => unplaced(preview, target),
        None => Vec::new(),
    };
    body.push_str(&findings(preview, &unplaced));
    if target.is_none() && locale != site.project.source {
        body.push_str("<p class=\"state missing\">This chapter is not translated: readers see the source.</p>\n");
    }
    let record = preview.record(site, tag);
    let desk = desk(site, locale, chapter, &record);
    if desk.iter().any(|entry| entry.is_open()) {
        let _ = writeln!(
            body,
            "<p><input type=\"checkbox\" id=\"open\"> <label for=\"open\">Only what needs me</label></p>"
        );
    }
    body.push_str(&accept_data(preview, site, locale, chapter));
    let _ = writeln!(body, "<div class=\"pairs\">");
    let _ = writeln!(body, "<div class=\"pair head\">{}{}</div>", name(site, site.project.source), name(site, locale));
    let twin = target.as_ref().and_then(|target| site.twin(target.page));
    for row in rows(&source, target.as_ref(), twin.map(|twin| &**twin)) {
        let state = state(&row, target.as_ref(), twin.map(|twin| &**twin));
        let open = open_in(&row, &source, target.as_ref(), &desk);
        let needs = if open.is_empty() && matches!(state.0, "") { " done" } else { "" };
        let _ = writeln!(body, "<div class=\"pair {}{needs}\">", state.0);
        body.push_str(&cell(preview, site, Some(&source), row.source, ""));
        body.push_str(&cell(preview, site, target.as_ref(), row.target, state.1));
        for entry in open {
            body.push_str(&standing(preview, site, entry, &record));
        }
        body.push_str("</div>\n");
    }
    body.push_str("</div>\n");
    let title = format!("{} – {}", site.page(site.project.source, chapter).title, site.locale(locale).name);
    Some(document(&title, &body))
}

fn column<'a>(site: &'a Site, locale: usize, chapter: usize, path: &'a VPath, prefix: &str) -> Option<Column<'a>> {
    let page = site.page(locale, chapter);
    let blocks = render::blocks(site, locale, page, path, &format!("{prefix}--"));
    Some(Column { locale, page, doc: site.doc(page)?, blocks })
}

fn header(site: &Site, locale: usize, chapter: usize, path: &VPath) -> String {
    let mut out = String::from("<nav aria-label=\"Preview\"><ul>\n<li><a href=\"/_/\">All chapters</a></li>\n");
    let mut link = |href: &str, text: &str| {
        let _ = writeln!(out, "<li><a href=\"{}\">{}</a></li>", escape(href), escape(text));
    };
    link(&render::href(path, &site.out_path(locale, chapter)), "The page");
    let here = |chapter: usize| compare_href(site, locale, chapter);
    if chapter > 1 {
        link(&here(chapter - 1), "← Previous");
    }
    if chapter + 1 < site.outline.chapters.len() {
        link(&here(chapter + 1), "Next →");
    }
    for (other, own) in site.project.locales.iter().enumerate() {
        if other != site.project.source && other != locale {
            link(&compare_href(site, other, chapter), &own.name);
        }
    }
    let title = &site.page(site.project.source, chapter).title;
    let source = site.locale(site.project.source);
    let _ = writeln!(out, "</ul></nav>\n<h1 lang=\"{}\" dir=\"{}\">{}</h1>", source.tag, source.dir, escape(title));
    out
}

/// The address of a chapter's translation view.
pub fn compare_href(site: &Site, locale: usize, chapter: usize) -> String {
    let path = site.outline.chapters[chapter].path.as_str();
    let mut href = String::from("/_/compare/");
    let inner = format!("{}/{}", site.locale(locale).tag, path.trim_end_matches(".md"));
    crate::book::links::percent_encode(&inner, &mut href);
    href
}

fn name(site: &Site, locale: usize) -> String {
    let own = site.locale(locale);
    format!("<div><h2 lang=\"{}\" dir=\"{}\">{}</h2></div>", own.tag, own.dir, escape(&own.name))
}

/// Pairs in the translation's order, with what the source alone has where it belongs.
fn rows(source: &Column<'_>, target: Option<&Column<'_>>, twin: Option<&Twin>) -> Vec<Row> {
    let (Some(target), Some(twin)) = (target, twin) else {
        return (0..source.blocks.len()).map(|at| Row { source: Some(at), target: None }).collect();
    };
    let index_of = |node: u32| source.blocks.iter().position(|block| block.0 == node);
    let partners: Vec<Option<usize>> =
        target.blocks.iter().map(|block| twin.source_of(block.0).and_then(index_of)).collect();
    let paired: BTreeSet<usize> = partners.iter().flatten().copied().collect();
    let mut out = Vec::new();
    let mut next = 0;
    for (at, partner) in partners.into_iter().enumerate() {
        if let Some(partner) = partner {
            let alone = (next..partner).filter(|at| !paired.contains(at));
            out.extend(alone.map(|at| Row { source: Some(at), target: None }));
            next = next.max(partner + 1);
        }
        out.push(Row { source: partner, target: Some(at) });
    }
    let alone = (next..source.blocks.len()).filter(|at| !paired.contains(at));
    out.extend(alone.map(|at| Row { source: Some(at), target: None }));
    out
}

/// A class and words for how a row stands.
fn state(row: &Row, target: Option<&Column<'_>>, twin: Option<&Twin>) -> (&'static str, &'static str) {
    let (Some(target), Some(twin)) = (target, twin) else { return ("", "") };
    let Some(at) = row.target else { return ("missing", "Missing: readers see the source's block.") };
    let node = target.blocks[at].0;
    let inside = |other: u32| other >= node && other < target.doc.tree.node(node).end;
    if twin.replaced.keys().any(|other| inside(*other)) {
        return ("withheld", "Withheld because of an error: readers see the source's block.");
    }
    if twin.inserted.keys().any(|(parent, _)| parent.is_some_and(inside)) {
        return ("missing", "Parts are missing: readers see those of the source.");
    }
    if row.source.is_none() {
        return ("extra", "The source has no such block.");
    }
    ("", "")
}

/// How the chapter's blocks stand with the claims.
fn desk(site: &Site, locale: usize, chapter: usize, record: &Record) -> Vec<Entry> {
    let page = site.page(locale, chapter);
    let own = site.doc(page).zip(site.twin(page)).map(|(doc, twin)| (&**doc, &**twin));
    let (Some(source), Some(own)) = (site.source_doc(chapter), own) else { return Vec::new() };
    report::chapter((source, &block::blocks(source)), Some(own), record, site.locale(locale).region.as_deref())
}

/// What the page's script sends back: where it is, and the secret that only this machine's pages hold.
fn accept_data(preview: &Preview, site: &Site, locale: usize, chapter: usize) -> String {
    let Some(desk) = preview.desk.as_ref() else { return String::new() };
    let tag = &site.locale(locale).tag;
    format!(
        "<p id=\"desk\" data-secret=\"{}\" data-locale=\"{tag}\" data-chapter=\"{chapter}\" role=\"status\"></p>\n",
        desk.secret
    )
}

/// The entries of a row that somebody has to look at.
fn open_in<'a>(row: &Row, source: &Column<'_>, target: Option<&Column<'_>>, desk: &'a [Entry]) -> Vec<&'a Entry> {
    let inside = |column: &Column<'_>, at: usize, node: Option<u32>| {
        let block = column.blocks[at].0;
        node.is_some_and(|node| node >= block && node < column.doc.tree.node(block).end)
    };
    let here = |entry: &&Entry| match (&entry.target, row.target.zip(target)) {
        (Some(block), Some((at, column))) => inside(column, at, block.node),
        _ => row.source.is_some_and(|at| row.target.is_none() && inside(source, at, entry.source.node)),
    };
    desk.iter().filter(|entry| entry.is_open() && entry.target.is_some()).filter(here).collect()
}

/// How a block stands, what changed in its source, and the button that accepts it.
fn standing(preview: &Preview, site: &Site, entry: &Entry, record: &Record) -> String {
    let mut out = String::from("<div class=\"claim\">");
    let words = match entry.status {
        Status::Critical => "The source has changed (critical): the translation is withdrawn.",
        Status::Major => "The source has changed: readers are told.",
        Status::Minor => "The source has changed a little.",
        Status::Edited => "The translation has changed since it was accepted.",
        Status::Unclaimed => "Nobody has accepted this yet.",
        Status::Fresh | Status::Missing => "",
    };
    let _ = write!(out, "<p class=\"state\">{words}</p>");
    if let Some(was) = entry.before.and_then(|before| record.edits.texts.get(&before)) {
        let own = site.locale(site.project.source);
        let _ = write!(out, "<p lang=\"{}\" dir=\"{}\">", own.tag, own.dir);
        for piece in diff(was, &entry.source.text) {
            let _ = match piece {
                Piece::Same(text) => write!(out, "{}", escape(&text)),
                Piece::Gone(text) => write!(out, "<del>{}</del>", escape(&text)),
                Piece::Come(text) => write!(out, "<ins>{}</ins>", escape(&text)),
            };
        }
        out.push_str("</p>");
    }
    if let (Some(_), Some(target)) = (&preview.desk, &entry.target) {
        let _ = write!(
            out,
            "<button type=\"button\" data-source=\"{}\" data-target=\"{}\">Accept <kbd>a</kbd></button>",
            entry.source.hash, target.hash
        );
    }
    out.push_str("</div>\n");
    out
}

fn cell(preview: &Preview, site: &Site, column: Option<&Column<'_>>, at: Option<usize>, state: &str) -> String {
    let mut out = String::from("<div>");
    if !state.is_empty() {
        let _ = write!(out, "<p class=\"state\">{state}</p>");
    }
    if let (Some(column), Some(at)) = (column, at) {
        let own = site.locale(column.locale);
        let (node, html) = &column.blocks[at];
        let place = column.doc.place_of(column.doc.tree.node(*node));
        let line = emit::position(&preview.inputs, place.0, &place.1).map_or(1, |at| at.0);
        let href = escape(&preview.editor_of(site, column.doc, *node));
        let _ = write!(out, "<div lang=\"{}\" dir=\"{}\">{html}</div>", own.tag, own.dir);
        let _ = write!(out, "<a class=\"at\" href=\"{href}\">line {line}</a>");
        out.push_str(&findings(preview, &findings_in(preview, column, *node)));
    }
    out.push_str("</div>\n");
    out
}

/// Findings that lie in a block.
fn findings_in<'a>(preview: &'a Preview, column: &Column<'_>, node: u32) -> Vec<&'a Diagnostic> {
    let (file, range) = column.doc.place_of(column.doc.tree.node(node));
    let inside = |diag: &&Diagnostic| {
        // What is missing in a language is said in the language's own column.
        diag.code != Code::S02
            && diag.file.as_ref() == Some(file)
            && diag.range.as_ref().is_some_and(|own| range.contains(&own.start) || own.start == range.end)
    };
    preview.snapshot.diags.iter().filter(inside).collect()
}

/// Findings of a chapter that lie in none of its blocks.
fn unplaced<'a>(preview: &'a Preview, column: &Column<'_>) -> Vec<&'a Diagnostic> {
    let placed: Vec<&Diagnostic> =
        column.blocks.iter().flat_map(|block| findings_in(preview, column, block.0)).collect();
    let of_file = preview.snapshot.diags.iter().filter(|diag| diag.file.as_ref() == Some(&column.doc.file));
    of_file.filter(|diag| !placed.contains(diag)).collect()
}
