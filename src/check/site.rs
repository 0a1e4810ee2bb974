//! Checks of the book as a whole: output paths, unused files, SVGs, what is said once.

use std::collections::BTreeMap;

use crate::book::Site;
use crate::diagnostic::{Code, Diagnostic};
use crate::render::{self, Assets, Origin};
use crate::vpath::VPath;

/// Checks the site. `files` and `assets` are what will be written.
pub fn check(site: &Site, files: &[(VPath, Origin)], assets: &Assets) -> Vec<Diagnostic> {
    let mut diags = Vec::new();
    collisions(site, files, &mut diags);
    svgs(site, &mut diags);
    unused(site, assets, &mut diags);
    said_once(site, &mut diags);
    diags
}

fn collisions(site: &Site, files: &[(VPath, Origin)], diags: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<String, (&VPath, &Origin)> = BTreeMap::new();
    for (path, origin) in files {
        let Some((first, first_origin)) = seen.insert(path.as_str().to_lowercase(), (path, origin)) else {
            continue;
        };
        // Chapters against chapters are reported by the outline, once and not for every locale.
        let both_pages = matches!((origin, first_origin), (Origin::Page { .. }, Origin::Page { .. }));
        if both_pages {
            continue;
        }
        let (file, code) = match origin {
            Origin::Redirect { chapter, .. } => (site.source_doc(*chapter).map(|doc| doc.file.clone()), Code::A22),
            Origin::File(file) => (Some(file.clone()), Code::A10),
            _ => (None, Code::A10),
        };
        let mut diag = Diagnostic::new(code, format!("`{path}` and `{first}` would be written to one path"))
            .help("rename one of them");
        diag.file = file;
        diags.push(diag);
    }
}

fn svgs(site: &Site, diags: &mut Vec<Diagnostic>) {
    let content = site.inputs.below("content");
    let statics = site.inputs.files.iter().filter(|(path, _)| path.as_str().contains("/static/"));
    for (path, file) in content.chain(statics) {
        if path.extension() != "svg" {
            continue;
        }
        let Some(text) = file.bytes().and_then(|bytes| std::str::from_utf8(bytes).ok()) else { continue };
        for (at, what) in render::svg_problems(text) {
            diags.push(
                Diagnostic::new(Code::X05, format!("`{}` holds {what}", path.file_name()))
                    .at(path, at..at)
                    .help("export it as a plain SVG without scripts, handlers and references to other files"),
            );
        }
    }
}

/// Files in content that no page uses.
fn unused(site: &Site, assets: &Assets, diags: &mut Vec<Diagnostic>) {
    let source = &site.project.config.source;
    for locale in &site.project.locales {
        let folder = format!("content/{}", locale.tag);
        for (path, _) in site.inputs.below(&folder) {
            let Some(inner) = path.below(&folder) else { continue };
            let hidden = inner.split('/').any(|segment| segment.starts_with(['.', '_']));
            if path.extension() == "md" || hidden || assets.written.contains_key(path) || assets.inlined.contains(path)
            {
                continue;
            }
            diags.push(
                Diagnostic::new(Code::A27, format!("no chapter uses `{path}`"))
                    .in_file(path)
                    .help("show it or link to it, take it out, or let its name start with `_`"),
            );
        }
        if locale.tag == *source {
            continue;
        }
        // A translation of a chapter that the source does not have is never shown.
        for path in site.docs.keys() {
            let Some(inner) = path.below(&folder) else { continue };
            let included = site.docs.values().any(|doc| doc.includes.contains(path));
            let private = inner.split('/').any(|segment| segment.starts_with('_'));
            let known = site.outline.by_path.contains_key(inner)
                || site.inputs.get(&format!("content/{source}/{inner}")).is_some();
            if !known && !included && !private {
                diags.push(
                    Diagnostic::new(Code::A07, format!("`{path}` has no chapter in the source locale"))
                        .in_file(path)
                        .help(format!("move it to the path its source has in `content/{source}`"))
                        .locale(&locale.tag),
                );
            }
        }
    }
}

fn said_once(site: &Site, diags: &mut Vec<Diagnostic>) {
    let config = VPath::known(crate::project::config::FILE);
    if site.project.config.base_url.is_none() {
        diags.push(
            Diagnostic::new(Code::A26, "no `base_url`, so no canonical links, alternates, sitemaps and feeds")
                .in_file(&config)
                .help("add `base_url = \"https://…\"` under `[handbook]` before you publish"),
        );
    }
    let reviewed =
        |doc: &crate::document::Doc| doc.front.review.reviewed.is_some() && !doc.front.review.reviewer.is_empty();
    let chapters = 1..site.outline.chapters.len();
    let total = chapters.len();
    let open = chapters.filter_map(|chapter| site.source_doc(chapter)).filter(|doc| !reviewed(doc)).count();
    if open > 0 {
        diags.push(
            Diagnostic::new(
                Code::A25,
                format!("{open} of {total} chapters are not medically reviewed; each page says so"),
            )
            .help("once a clinician has read a chapter, add `[review]` with `reviewed` and `reviewer` to it"),
        );
    }
}
