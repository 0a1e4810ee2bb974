//! `glossary.html`: the terms of the book that have a definition in a locale, as its readers look them up.

use super::bidi;
use super::context::{Alternate, TermEntry};
use super::page::{self, absolute, relative};
use crate::book::Site;
use crate::cldr;
use crate::diagnostic::Diagnostic;
use crate::document::raw_html::escape;
use crate::translation::Definition;
use crate::vpath::VPath;

/// Where a locale's glossary is written, if it has one.
pub fn path(site: &Site, locale: usize) -> VPath {
    VPath::known(&format!("{}/glossary.html", site.locale(locale).tag))
}

/// The relative address of a locale's glossary; empty if it has none.
pub fn link(site: &Site, locale: usize, from: &VPath) -> String {
    match site.project.glossary.has_definitions(&site.locale(locale).tag) {
        true => relative(from, path(site, locale).as_str()),
        false => String::new(),
    }
}

/// The definitions of a locale in the order of its language.
pub fn sorted(site: &Site, locale: usize) -> Vec<Definition<'_>> {
    let mut found = site.terminology.definitions(&site.project, locale);
    cldr::sort_by_words(&site.locale(locale).tag, &mut found, |definition| definition.term);
    found
}

/// The terms of a locale as templates show them.
pub fn entries(site: &Site, locale: usize) -> Vec<TermEntry> {
    let rtl = site.locale(locale).dir == "rtl";
    let entry = |found: Definition<'_>| TermEntry {
        id: found.id.to_owned(),
        term: as_html(found.term, rtl),
        definition: as_html(found.text, rtl),
        stale: found.stale,
        unchecked: found.text.is_empty(),
    };
    sorted(site, locale).into_iter().map(entry).collect()
}

fn as_html(text: &str, rtl: bool) -> String {
    if !rtl {
        return escape(text);
    }
    let mut out = String::new();
    bidi::isolate_into(&mut out, text);
    out
}

/// The glossaries of all languages that have one, and the chooser.
pub fn alternates(site: &Site) -> Vec<Alternate> {
    let has = |locale: &usize| {
        let own = site.locale(*locale);
        own.published && site.project.glossary.has_definitions(&own.tag)
    };
    let mut out: Vec<Alternate> = (0..site.project.locales.len())
        .filter(has)
        .map(|locale| Alternate {
            lang: site.locale(locale).tag.clone(),
            href: absolute(site, path(site, locale).as_str()),
        })
        .collect();
    out.push(Alternate { lang: "x-default".to_owned(), href: absolute(site, "index.html") });
    out
}

/// Renders the page.
pub fn render(site: &Site, locale: usize, at: &VPath) -> (String, Vec<Diagnostic>) {
    let say = |id: &str| site.project.text(locale, id, &[]);
    let mut context = page::frame(site, locale, at);
    context.kind = "glossary";
    context.title = say("glossary");
    context.head_title = format!("{} – {}", context.title, context.book.title);
    context.description = say("glossary-intro");
    context.terms = entries(site, locale);
    let has = |other: usize| site.project.glossary.has_definitions(&site.locale(other).tag);
    let target = |other: usize| if has(other) { path(site, other) } else { site.out_path(other, 0) };
    context.languages = page::languages(site, locale, at, target, 0);
    for (other, language) in context.languages.iter_mut().enumerate().filter(|(other, _)| !has(*other)) {
        language.translated = false;
        language.note = site.project.text(other, "not-translated", &[]);
    }
    if site.project.config.base_url.is_some() {
        context.canonical = absolute(site, at.as_str());
        context.alternates = alternates(site);
    }
    let tag = &site.locale(locale).tag;
    match site.project.templates[locale].render("glossary.html", &context.into_context(), tag) {
        Ok(html) => (html, Vec::new()),
        Err(diag) => (String::new(), vec![*diag]),
    }
}
