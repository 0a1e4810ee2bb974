//! Checks of the book as a whole: output paths, unused files, SVGs, what is said once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::book::{Book, Site};
use crate::diagnostic::suggest::nearest;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::inputs::Content;
use crate::project::builtin;
use crate::render::{self, Assets, Origin};
use crate::vpath::VPath;

/// Checks the site. `files` and `assets` are what will be written.
pub fn check(site: &Site, files: &[(VPath, Origin)], assets: &Assets) -> Vec<Diagnostic> {
    let mut diags = Vec::new();
    collisions(site, files, &mut diags);
    svgs(site, &mut diags);
    unused(site, assets, &mut diags);
    templates(site, &mut diags);
    said_once(site, &mut diags);
    unclaimed(site, &mut diags);
    diags
}

fn collisions(site: &Site, files: &[(VPath, Origin)], diags: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<String, (&VPath, &Origin)> = BTreeMap::new();
    for (path, origin) in files {
        let Some((first, first_origin)) = seen.insert(path.as_str().to_lowercase(), (path, origin)) else {
            continue;
        };
        // Chapters against chapters are reported by the outline, once and not for every locale.
        // So are chapters that stand where a page of the program's own does.
        let is_page = |origin: &Origin| {
            matches!(origin, Origin::Page { .. } | Origin::Print(_) | Origin::Glossary(_) | Origin::NotFound(_))
        };
        if is_page(origin) && is_page(first_origin) {
            continue;
        }
        if let Origin::Redirect { locale, chapter } = origin {
            diags.extend(alias_taken(site, *locale, *chapter, path, first));
            continue;
        }
        let (one, other) = (made_from(site, first_origin), made_from(site, origin));
        let mut diag = Diagnostic::new(Code::A10, format!("{one} and {other} would both be written to `{path}`"))
            .help("rename one of them");
        if let Origin::File(file) = origin {
            diag.file = Some(file.clone());
        }
        diags.push(diag);
    }
}

/// What a written file comes from, for messages.
fn made_from(site: &Site, origin: &Origin) -> String {
    match origin {
        Origin::File(file) => format!("`{file}`"),
        Origin::Page { locale, chapter } => match site.doc(site.page(*locale, *chapter)) {
            Some(doc) => format!("`{}`", doc.file),
            None => "a page".to_owned(),
        },
        Origin::Redirect { .. } => "an alias".to_owned(),
        _ => "a file of the program's own".to_owned(),
    }
}

/// An alias whose address is that of something else; said where the alias is written.
fn alias_taken(site: &Site, locale: usize, chapter: usize, path: &VPath, first: &VPath) -> Option<Diagnostic> {
    let tag = &site.locale(locale).tag;
    let doc = site.source_doc(chapter)?;
    let aliases = render::aliases(site, locale);
    let (_, _, range) = aliases.iter().rfind(|(alias, of, _)| alias == path && *of == chapter)?;
    let inner = first.below(tag).unwrap_or(first.as_str());
    Some(
        Diagnostic::new(Code::A22, format!("the alias `{inner}` is the address of something else"))
            .at(&doc.file, range.clone())
            .help("take the alias out, or move what stands there")
            .locale(tag),
    )
}

/// Figures. What lies in `static/` is the theme's, which is trusted.
fn svgs(site: &Site, diags: &mut Vec<Diagnostic>) {
    for locale in &site.project.locales {
        let folder = format!("content/{}", locale.tag);
        for (path, file) in site.inputs.below(&folder).filter(|(path, _)| render::is_svg(path)) {
            let Some(bytes) = file.bytes() else { continue };
            for problem in render::svg::read(bytes).problems {
                let diag = Diagnostic::new(Code::X05, format!("`{}` {}", path.file_name(), problem.what));
                // A file that is no text has no lines to point to.
                let diag = match std::str::from_utf8(bytes) {
                    Ok(_) => diag.at(path, problem.range),
                    Err(_) => diag.in_file(path),
                };
                diags.push(
                    diag.help("export it as a plain SVG in UTF-8; `handbook explain X05` lists what it may hold"),
                );
            }
        }
    }
}

/// Files in content that no page uses.
fn unused(site: &Site, assets: &Assets, diags: &mut Vec<Diagnostic>) {
    let source = &site.project.config.source;
    let includes: BTreeSet<&VPath> = site.docs.values().flat_map(|doc| &doc.includes).collect();
    for locale in &site.project.locales {
        let folder = format!("content/{}", locale.tag);
        for (path, file) in site.inputs.below(&folder) {
            let Some(inner) = path.below(&folder) else { continue };
            if matches!(file.content, Content::Unreadable(_)) {
                continue;
            }
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
        let own = site
            .inputs
            .below(&folder)
            .map(|(path, _)| path)
            .filter(|path| path.extension() == "md" && path.file_name() != "SUMMARY.md");
        for path in own {
            let Some(inner) = path.below(&folder) else { continue };
            let included = includes.contains(path);
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

/// Templates that stand where the theme's do, and are used for nothing.
fn templates(site: &Site, diags: &mut Vec<Diagnostic>) {
    let themes = [format!("themes/{}/templates", site.project.config.theme)];
    let locales = site.project.locales.iter().map(|locale| format!("locales/{}/templates", locale.tag));
    let folders: Vec<String> = themes.into_iter().chain(locales).collect();
    let files: Vec<(&VPath, &str, &str)> = folders
        .iter()
        .flat_map(|folder| site.inputs.below(folder).map(move |(path, file)| (folder, path, file)))
        .filter_map(|(folder, path, file)| Some((path, path.below(folder)?, &**file.text()?)))
        .collect();
    let known = builtin::TEMPLATES.map(|(name, _)| name);
    let asked = |name: &str| {
        let fronts = site.docs.values().filter_map(|doc| doc.front.template.as_ref());
        fronts.into_iter().any(|(asked, _)| name == asked || name.strip_suffix(".html") == Some(asked))
    };
    let named = |name: &str| {
        let quoted = ["\"", "'"]
            .into_iter()
            .flat_map(|quote| ["", "theme:", "builtin:"].map(|layer| format!("{quote}{layer}{name}{quote}")));
        quoted.into_iter().any(|quoted| files.iter().any(|(_, _, text)| text.contains(&quoted)))
    };
    for (path, name, _) in &files {
        if known.contains(name) || asked(name) || named(name) {
            continue;
        }
        let help = match nearest(name, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("ask for it in a chapter: `template = \"{name}\"`, or take it out"),
        };
        diags.push(Diagnostic::new(Code::A31, format!("no page uses the template `{name}`")).in_file(path).help(help));
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

/// Languages in which nobody has claimed anything yet: told once, not for every block.
fn unclaimed(site: &Site, diags: &mut Vec<Diagnostic>) {
    let is_open = |book: &&Arc<Book>| {
        let mut twins = book.pages.iter().filter_map(|page| site.twin(page)).peekable();
        twins.peek().is_some() && !twins.any(|twin| twin.claimed)
    };
    let open: Vec<String> =
        site.books.iter().filter(is_open).map(|book| format!("`{}`", site.locale(book.locale).tag)).collect();
    if open.is_empty() {
        return;
    }
    let message = match open.len() {
        0..=6 => format!("nobody has accepted any of the translation into {}; each page says so", open.join(", ")),
        n => format!("nobody has accepted any of the translations into {n} languages; each page says so"),
    };
    diags.push(Diagnostic::new(Code::S10, message).level(Level::Info).help(
        "`handbook translate adopt TAG` accepts what is there as a draft; then changes of the source are noticed",
    ));
}
