//! The first page of the preview: every chapter in every language, findings by family, weights.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::compare::compare_href;
use super::html::{document, findings};
use super::preview::Preview;
use crate::book::Site;
use crate::check;
use crate::diagnostic::code::FAMILIES;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::document::raw_html::escape;
use crate::render::Origin;
use crate::vpath::VPath;

/// Findings that are written out; all of them are counted.
const MAX_FINDINGS: usize = 100;
/// Pages whose weight is listed, the heaviest first.
const MAX_WEIGHTS: usize = 20;
/// In a larger site the weights are those of the first pages: weighing one takes a millisecond.
const MAX_WEIGHED: usize = 1000;

/// The page.
pub fn page(preview: &Preview) -> String {
    let mut body = String::from("<h1>Preview</h1>\n");
    if let Some(site) = preview.site() {
        let _ = writeln!(
            body,
            "<p><a href=\"/\">Open the book: {}</a></p>",
            escape(&site.locale(site.project.source).title)
        );
        matrix(preview, site, &mut body);
    }
    families(&preview.snapshot.diags, &mut body);
    let shown: Vec<&Diagnostic> = preview.snapshot.diags.iter().take(MAX_FINDINGS).collect();
    body.push_str(&findings(preview, &shown));
    let more = preview.snapshot.diags.len() - shown.len();
    if more > 0 {
        let _ = writeln!(body, "<p>… and {more} more; <code>handbook check</code> lists all.</p>");
    }
    if let Some(site) = &preview.snapshot.site {
        weights(preview, site, &mut body);
    }
    document("Preview", &body)
}

fn matrix(preview: &Preview, site: &Site, out: &mut String) {
    // By language and path: what is missing in a language is found in the source's file.
    let mut grave: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for diag in preview.snapshot.diags.iter().filter(|diag| diag.code != Code::S02) {
        let inner = diag.file.as_ref().and_then(|file| file.below("content")).and_then(|inner| inner.split_once('/'));
        if let Some((tag, path)) = inner {
            let counts = grave.entry((diag.locale.as_deref().unwrap_or(tag), path)).or_default();
            counts.0 += usize::from(diag.level == Level::Error);
            counts.1 += usize::from(diag.level == Level::Warning);
        }
    }
    out.push_str("<h2>Chapters</h2>\n<div class=\"scroll\" role=\"region\" aria-label=\"Chapters\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">Chapter</th>");
    for locale in &site.project.locales {
        let _ = write!(
            out,
            "<th scope=\"col\" lang=\"{}\" dir=\"{}\">{}</th>",
            locale.tag,
            locale.dir,
            escape(&locale.name)
        );
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    let source = site.locale(site.project.source);
    for (chapter, entry) in site.outline.chapters.iter().enumerate() {
        let title = &site.page(site.project.source, chapter).title;
        let _ =
            write!(out, "<tr><th scope=\"row\" lang=\"{}\" dir=\"{}\">{}</th>", source.tag, source.dir, escape(title));
        for (locale, own) in site.project.locales.iter().enumerate() {
            let page = site.page(locale, chapter);
            let n_missing = site.twin(page).map_or(0, |twin| twin.n_missing);
            let (class, mut text) = match (page.is_own(), n_missing) {
                (false, _) => ("none", "not translated".to_owned()),
                (true, 0) => ("whole", "complete".to_owned()),
                (true, n) => ("part", format!("{n} missing")),
            };
            let (errors, warnings) = grave.get(&(own.tag.as_str(), entry.path.as_str())).copied().unwrap_or_default();
            for (n, word) in [(errors, "error"), (warnings, "warning")] {
                if n > 0 {
                    let _ = write!(text, ", {n} {word}{}", if n == 1 { "" } else { "s" });
                }
            }
            let class = if errors > 0 { "bad" } else { class };
            let href = match locale == site.project.source {
                true => crate::render::href(&VPath::known("_/index.html"), &site.out_path(locale, chapter)),
                false => compare_href(site, locale, chapter),
            };
            let _ = write!(out, "<td class=\"{class}\"><a href=\"{}\">{text}</a></td>", escape(&href));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
}

fn families(diags: &[Diagnostic], out: &mut String) {
    out.push_str("<h2>Findings</h2>\n");
    let mut any = false;
    let mut rows = String::new();
    for (family, about) in FAMILIES {
        let count = |level| diags.iter().filter(|diag| diag.code.family() == *family && diag.level == level).count();
        let counts = [Level::Error, Level::Warning, Level::Info].map(count);
        if counts.iter().sum::<usize>() == 0 {
            continue;
        }
        any = true;
        let _ = write!(rows, "<tr><th scope=\"row\">{family}: {}</th>", escape(about));
        for n in counts {
            let _ = write!(rows, "<td>{n}</td>");
        }
        rows.push_str("</tr>\n");
    }
    if !any {
        out.push_str("<p>Nothing was found.</p>\n");
        return;
    }
    let _ = write!(
        out,
        "<table>\n<thead><tr><th scope=\"col\">Family</th><th scope=\"col\">Errors</th><th scope=\"col\">Warnings</th>\
         <th scope=\"col\">Information</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    );
}

fn weights(preview: &Preview, site: &Site, out: &mut String) {
    let pages = preview.outputs().iter().filter(|(_, origin)| matches!(origin, Origin::Page { .. }));
    let n_pages = pages.clone().count();
    let mut weights: Vec<(u64, &VPath)> = pages
        .take(MAX_WEIGHED)
        .map(|(path, origin)| {
            (check::gzip_size(&preview.snapshot.render(path, origin).bytes).unwrap_or_default(), path)
        })
        .collect();
    weights.sort_by(|a, b| b.cmp(a));
    let budget = site.project.config.page_budget;
    let of =
        if n_pages > MAX_WEIGHED { format!("the first {MAX_WEIGHED} of {n_pages}") } else { format!("all {n_pages}") };
    let _ = write!(
        out,
        "<h2>Weights</h2>\n<p>Gzip bytes of the heaviest pages, of {of}. The budget is {budget}.</p>\n\
         <table>\n<thead><tr><th scope=\"col\">Page</th><th scope=\"col\">Bytes</th><th scope=\"col\">Of the budget</th></tr></thead>\n<tbody>\n"
    );
    for (bytes, path) in weights.into_iter().take(MAX_WEIGHTS) {
        let percent = bytes * 100 / budget.max(1);
        let class = if percent > 100 { "bad" } else { "" };
        let href = crate::render::href(&VPath::known("_/index.html"), path);
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\"><a href=\"{}\">{}</a></th><td>{bytes}</td><td class=\"{class}\">{percent} %</td></tr>",
            escape(&href),
            escape(path.as_str())
        );
    }
    out.push_str("</tbody>\n</table>\n");
}
