//! Pages and files of the site as a whole: language chooser, 404 pages, redirects, what hosts read.

use super::contents;
use super::context::Language;
use super::page::{self, absolute, relative};
use crate::book::Site;
use crate::diagnostic::Diagnostic;
use crate::document::raw_html::escape;
use crate::output::csp_hash;
use crate::vpath::VPath;

/// The language chooser at the root of the site.
pub fn chooser(site: &Site) -> (String, Vec<Diagnostic>) {
    let path = VPath::known("index.html");
    let source = site.project.source;
    let mut context = page::frame(site, source, &path);
    context.kind = "chooser";
    context.title = context.book.title.clone();
    context.head_title = context.book.title.clone();
    context.description = context.book.description.clone();
    context.script = site.project.theme.chooser_script.trim().to_owned();
    context.languages = page::languages(site, source, &path, |other| site.out_path(other, 0), 0);
    context.canonical = absolute(site, "index.html");
    if !context.canonical.is_empty() {
        context.alternates = page::alternates(site, 0);
    }
    render(site, source, "chooser.html", context)
}

/// The page for addresses that do not exist. The one of the whole site stands alone: hosts serve it
/// at any depth, so its links are absolute or absent.
pub fn not_found(site: &Site, locale: Option<usize>) -> (String, Vec<Diagnostic>) {
    let index = locale.unwrap_or(site.project.source);
    let tag = &site.locale(index).tag;
    let path = match locale {
        Some(_) => VPath::known(&format!("{tag}/404.html")),
        None => VPath::known("404.html"),
    };
    let mut context = page::frame(site, index, &path);
    context.kind = "404";
    context.noindex = true;
    context.title = site.project.text(index, "not-found-title", &[]);
    context.head_title = format!("{} – {}", context.title, context.book.title);
    context.languages = page::languages(site, index, &path, |other| site.out_path(other, 0), 0);
    match locale {
        Some(_) => context.contents = contents::of_book(site, index, &path, false),
        None => {
            for language in &mut context.languages {
                stand_alone(site, language);
            }
            context.home = absolute(site, &format!("{tag}/index.html"));
            context.root = absolute(site, "index.html");
            context.print = String::new();
            context.feed = String::new();
        }
    }
    render(site, index, "404.html", context)
}

fn stand_alone(site: &Site, language: &mut Language) {
    language.href = absolute(site, &format!("{}/index.html", language.lang));
    language.current = false;
}

fn render(site: &Site, locale: usize, name: &str, context: super::context::PageContext) -> (String, Vec<Diagnostic>) {
    let tag = &site.locale(locale).tag;
    match site.project.templates[locale].render(name, &context.into_context(), tag) {
        Ok(html) => (html, Vec::new()),
        Err(diag) => (String::new(), vec![*diag]),
    }
}

/// A page that leads from an old address to the new one, where hosts know no redirects.
pub fn redirect(site: &Site, locale: usize, chapter: usize, path: &VPath) -> String {
    let own = site.locale(locale);
    let target = site.out_path(locale, chapter);
    let href = escape(&relative(path, target.as_str()));
    let title = escape(&site.page(locale, chapter).title);
    let canonical = match absolute(site, target.as_str()) {
        url if url.is_empty() => String::new(),
        url => format!("<link rel=\"canonical\" href=\"{}\">\n", escape(&url)),
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<meta http-equiv=\"refresh\" content=\"0; url={href}\">\n{canonical}</head>\n\
         <body><main><h1><a href=\"{href}\">{title}</a></h1></main></body>\n</html>\n",
        own.tag, own.dir
    )
}

/// `robots.txt`.
pub fn robots(site: &Site) -> String {
    match absolute(site, "sitemap.xml") {
        url if url.is_empty() => "User-agent: *\nAllow: /\n".to_owned(),
        url => format!("User-agent: *\nAllow: /\n\nSitemap: {url}\n"),
    }
}

/// `_headers` for hosts that read it. Styles and the chooser's script are named by their hashes, so
/// nothing else that is inline can run.
pub fn headers(site: &Site) -> String {
    format!(
        "/*\n  Content-Security-Policy: {}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n  \
         Permissions-Policy: camera=(), geolocation=(), microphone=()\n  Cross-Origin-Opener-Policy: same-origin\n  \
         Cache-Control: public, max-age=0, must-revalidate\n\n\
         /*/print.html\n  ! Content-Security-Policy\n  Content-Security-Policy: {}\n\n\
         /assets/*\n  ! Cache-Control\n  Cache-Control: public, max-age=31536000, immutable\n\n\
         /*.svg\n  ! Content-Security-Policy\n  Content-Security-Policy: {}\n",
        content_policy(site, &VPath::known("index.html")),
        content_policy(site, &VPath::known("en/print.html")),
        content_policy(site, &VPath::known("a.svg"))
    )
}

/// The Content-Security-Policy of a file. Each locale's print page has its own style, as its margins hold the
/// book's title; an image gets nothing at all.
pub fn content_policy(site: &Site, path: &VPath) -> String {
    if path.extension().eq_ignore_ascii_case("svg") {
        return "default-src 'none'; style-src 'unsafe-inline'; sandbox".to_owned();
    }
    let theme = &site.project.theme;
    let style = match path.file_name() {
        "print.html" => "'unsafe-inline'".to_owned(),
        _ => csp_hash(&theme.style),
    };
    let script = csp_hash(theme.chooser_script.trim());
    format!(
        "default-src 'none'; script-src 'self' {script}; style-src {style}; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

/// `_redirects` for hosts that read it: real redirects, none that depend on the reader.
pub fn redirects(site: &Site) -> String {
    let mut out = String::new();
    for locale in 0..site.project.locales.len() {
        for (from, chapter, _) in super::aliases(site, locale) {
            let (mut old, mut new) = (String::new(), String::new());
            crate::book::links::percent_encode(from.as_str(), &mut old);
            crate::book::links::percent_encode(site.out_path(locale, chapter).as_str(), &mut new);
            out.push_str(&format!("/{old} /{new} 301\n"));
        }
    }
    out
}
