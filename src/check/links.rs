//! Family K, and what else of a page depends on the site: images, values, aliases, withdrawn links.

use crate::book::Site;
use crate::book::links::{Target, resolve, value_keys};
use crate::diagnostic::suggest::nearest;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::document::{Doc, Kind};

/// Checks a chapter as readers of a locale get it.
pub fn check(site: &Site, locale: usize, chapter: usize) -> Vec<Diagnostic> {
    let page = site.page(locale, chapter);
    let mut diags = Vec::new();
    let Some(doc) = site.doc(page) else { return diags };
    let tag = &site.locale(locale).tag;
    // What is wrong in a document is said once, in its own locale; what readers of another locale see
    // of it can differ only in values and in files.
    values(site, locale, doc, &mut diags);
    // The cover shows the contents, whether or not there is a text before them.
    let read = !doc.diags.iter().any(|diag| diag.level == Level::Error);
    if page.from == locale && chapter > 0 && read && doc.tree.nodes.is_empty() && doc.front.withdrawn.is_none() {
        let help = "write it, or make it a draft: `draft = true`";
        diags.push(Diagnostic::new(Code::A32, "this chapter has no text").in_file(&doc.file).help(help));
    }
    if page.from == locale {
        review_due(site, doc, &mut diags);
        links(site, locale, chapter, doc, &mut diags);
        front_matter_links(site, locale, chapter, doc, &mut diags);
    }
    if let Some(twin) = site.twin(page).filter(|twin| !twin.inserted.is_empty() || !twin.replaced.is_empty())
        && let Some(source) = site.source_doc(chapter)
    {
        let _ = twin;
        values(site, locale, source, &mut diags);
    }
    if locale != site.project.source {
        diags = diags.into_iter().map(|diag| diag.locale(tag)).collect();
    }
    diags
}

fn review_due(site: &Site, doc: &Doc, diags: &mut Vec<Diagnostic>) {
    if let (Some(due), Some(today)) = (doc.front.review.due, site.project.settings.today)
        && due < today
    {
        diags.push(
            Diagnostic::new(Code::R01, format!("the medical review has been due since {due}")).in_file(&doc.file).help(
                "have the chapter reviewed, then set `reviewed` and `due` in `[review]`; until then readers are told",
            ),
        );
    }
}

fn links(site: &Site, locale: usize, chapter: usize, doc: &Doc, diags: &mut Vec<Diagnostic>) {
    for link in &doc.tree.links {
        let (file, range) = doc.place_of(doc.tree.node(link.node));
        match resolve(site, locale, locale, chapter, &link.dest, link.image) {
            Target::Broken(problem) => {
                diags.push(Diagnostic::new(problem.code, problem.message).at(file, range).help(problem.help));
            }
            Target::Page { chapter: other, .. }
                if doc.front.withdrawn.is_none() && site.withdrawn(site.page(locale, other)).is_some() =>
            {
                let title = &site.page(locale, other).title;
                diags.push(
                    Diagnostic::new(Code::R05, format!("this link leads to `{title}`, which was withdrawn"))
                        .at(file, range)
                        .help("link to what takes its place, or take the link out"),
                );
            }
            _ => {}
        }
    }
}

fn front_matter_links(site: &Site, locale: usize, chapter: usize, doc: &Doc, diags: &mut Vec<Diagnostic>) {
    let front = &doc.front;
    if let Some((dest, range)) = front.withdrawn.as_ref().and_then(|withdrawn| withdrawn.see.as_ref())
        && let Target::Broken(problem) = resolve(site, locale, locale, chapter, dest, false)
    {
        diags.push(Diagnostic::new(problem.code, problem.message).at(&doc.file, range.clone()).help(problem.help));
    }
    if locale != site.project.source {
        return;
    }
    let good: Vec<_> = crate::render::aliases(site, locale)
        .into_iter()
        .filter(|(_, other, _)| *other == chapter)
        .map(|(_, _, range)| range)
        .collect();
    for (alias, range) in &front.aliases {
        if !good.contains(range) {
            diags.push(
                Diagnostic::new(Code::A22, format!("`{alias}` cannot be an alias"))
                    .at(&doc.file, range.clone())
                    .help("write an old address relative to the locale's folder, such as `old/hands.html`"),
            );
        }
    }
}

fn values(site: &Site, locale: usize, doc: &Doc, diags: &mut Vec<Diagnostic>) {
    let tree = &doc.tree;
    let keys = tree.nodes.iter().flat_map(|node| {
        let (shown, dest) = match node.kind {
            Kind::Value(at) => (Some(&*tree.strings[at as usize]), ""),
            Kind::Link(at) | Kind::Image(at) => (None, &*tree.links[at as usize].dest),
            _ => (None, ""),
        };
        shown.into_iter().chain(value_keys(dest)).map(move |key| (node, key))
    });
    for (node, key) in keys {
        if site.project.value(locale, key).is_some() {
            continue;
        }
        let tag = &site.locale(locale).tag;
        let (file, range) = doc.place_of(node);
        if let Some(kind) = site.project.kind_of(key) {
            diags.push(
                Diagnostic::new(Code::A16, format!("`{key}` is {kind}, which has no value to show"))
                    .at(file, range)
                    .help("name one text, number or date in it")
                    .locale(tag),
            );
            continue;
        }
        let keys = site.project.value_keys(locale);
        let help = match nearest(key, keys.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => match key.split_once('.') {
                Some((file, key)) => format!("add `{key}` to `data/{file}.toml`"),
                None => format!("add it to `[values]` in `locales/{tag}/locale.toml`"),
            },
        };
        diags.push(
            Diagnostic::new(Code::A16, format!("`{tag}` has no value `{key}`")).at(file, range).help(help).locale(tag),
        );
    }
}
