//! A chapter's page, and the cover: what the template gets.

use super::context::{Alternate, BookContext, Language, NavLink, PageContext, TocEntry, VERSION};
use super::html::{self, Body, Mode};
use super::{contents, json_ld, notices, pack};
use crate::book::links::{Target, percent_encode, resolve};
use crate::book::{Page, Purpose, Site};
use crate::cldr;
use crate::data::Date;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::document::raw_html::escape;
use crate::document::{Doc, FrontMatter};
use crate::project::Arg;
use crate::translation::Twin;
use crate::translation::block::BlockKind;
use crate::vpath::VPath;

/// Renders a chapter's page or, for chapter 0, the cover.
pub fn render(site: &Site, locale: usize, chapter: usize, path: &VPath) -> (String, Vec<Diagnostic>) {
    let page = site.page(locale, chapter);
    let doc = site.doc(page);
    let empty = FrontMatter::default();
    let front = doc.map_or(&empty, |doc| &doc.front);
    let mut context = frame(site, locale, path);
    let cover = chapter == 0;
    context.kind = if cover { "cover" } else { "chapter" };
    context.title = page.title.clone();
    let book = &context.book.title;
    context.head_title = if cover { book.clone() } else { format!("{} – {book}", page.title) };
    let from = site.locale(page.from);
    context.content_lang = from.tag.clone();
    context.content_dir = from.dir.to_owned();
    match site.withdrawn(page) {
        Some(withdrawn) => {
            let see = see_instead(site, locale, page, withdrawn);
            let see = see.map(|(locale, chapter)| nav_link(site, locale, chapter, path));
            context.notices = notices::withdrawn(site, locale, page, see);
            context.withdrawn = true;
            context.noindex = true;
            context.description = context.notices.first().map(|notice| notice.text.clone()).unwrap_or_default();
        }
        None => {
            let body = html::body(site, locale, page, path, Mode::Page);
            context.notices = notices::of_page(site, locale, page, front, &body.counts);
            context.provenance = notices::provenance(site, locale, page, front);
            // A cover is described in its readers' language or not at all.
            let described = doc.filter(|_| !cover || page.is_own()).map(|doc| &**doc);
            context.description = description(site, locale, described, site.twin(page).map(|twin| &**twin), cover);
            fill_body(site, &mut context, body);
        }
    }
    if context.heading.is_empty() {
        context.heading = heading(site, page, Mode::Page);
    }
    if cover {
        context.contents = contents::of_book(site, locale, path, true);
        context.coverage = coverage(site, locale);
        context.downloads = pack::downloads(site, locale, path);
        context.downloads.extend(pack::sheet_downloads(site, locale, chapter, path));
    } else {
        navigation(site, locale, chapter, path, &mut context);
        context.downloads = pack::sheet_downloads(site, locale, chapter, path);
    }
    context.languages = languages(site, locale, path, |other| site.out_path(other, chapter), chapter);
    credits(site, locale, front, &mut context);
    search_engines(site, locale, chapter, &mut context);
    let builtin = if cover { "cover.html" } else { "page.html" };
    let (name, missing) = template_name(site, locale, front, doc, builtin);
    let tag = &site.locale(locale).tag;
    match site.project.templates[locale].render(&name, &context.into_context(), tag) {
        Ok(html) => (html, missing),
        Err(diag) => (String::new(), missing.into_iter().chain([*diag]).collect()),
    }
}

/// What every page of a locale has.
pub fn frame(site: &Site, locale: usize, path: &VPath) -> PageContext {
    let own = site.locale(locale);
    let config = &site.project.config;
    let date = edition_date(site);
    let root = relative(path, "index.html");
    PageContext {
        version: VERSION,
        lang: own.tag.clone(),
        dir: own.dir.to_owned(),
        content_lang: own.tag.clone(),
        content_dir: own.dir.to_owned(),
        style: site.project.theme.style.to_string(),
        book: BookContext {
            title: own.title.clone(),
            description: own.description.clone(),
            edition: config.edition.clone().unwrap_or_default(),
            date: date.map(|date| own.formats.date(date)).unwrap_or_default(),
            date_iso: date.map(|date| date.to_string()).unwrap_or_default(),
            licence: config.licence.clone().unwrap_or_default(),
            check_after: check_after(site, locale),
        },
        home: relative(path, &format!("{}/index.html", own.tag)),
        print: relative(path, &format!("{}/print.html", own.tag)),
        glossary: super::glossary::link(site, locale, path),
        feed: match (&config.base_url, &site.purpose) {
            (Some(_), Purpose::Site(_)) => relative(path, &format!("{}/atom.xml", own.tag)),
            _ => String::new(),
        },
        feed_url: absolute(site, &format!("{}/atom.xml", own.tag)),
        root,
        og_image: absolute(site, super::SOCIAL_IMAGE),
        binding: binding(site, locale),
        og_locale: cldr::open_graph_locale(&own.tag),
        extra: serde_json::Value::Null,
        ..PageContext::default()
    }
}

/// The heading of a chapter that has none of its own.
pub fn heading(site: &Site, page: &Page, mode: Mode) -> String {
    let title = escape(&page.title);
    if !site.twin(page).is_some_and(|twin| twin.title_withheld) {
        return title;
    }
    format!("<span{}>{title}</span>", html::tongue(site.locale(site.project.source), mode))
}

/// Which language counts where two differ; empty in the source's own.
pub fn binding(site: &Site, locale: usize) -> String {
    let source = site.locale(site.project.source);
    let said = || site.project.text(locale, "notice-binding-language", &[("language", Arg::Text(source.name.clone()))]);
    if locale == site.project.source { String::new() } else { said() }
}

fn fill_body(site: &Site, context: &mut PageContext, body: Body) {
    if let Some((id, html)) = body.h1 {
        context.heading_id = id;
        context.heading = html;
    }
    context.content = body.html;
    // A list of one or two headings helps nobody.
    if body.toc.len() > 2 {
        context.toc = body
            .toc
            .into_iter()
            .map(|(id, title, from)| {
                let from = site.locale(from);
                TocEntry { id, title, lang: from.tag.clone(), dir: from.dir.to_owned() }
            })
            .collect();
    }
}

/// The date of the edition: the config's, else the newest of the source's chapters.
pub fn edition_date(site: &Site) -> Option<Date> {
    site.project.config.date.or(site.newest)
}

/// When to look for a newer edition, in words; empty if nobody said so.
pub fn check_after(site: &Site, locale: usize) -> String {
    let day = edition_date(site).zip(site.project.config.check_after);
    let day = day.map(|(date, days)| Date::from_unix_days(date.unix_days() + i64::from(days)));
    let said = |day: Date| {
        let date = site.locale(locale).formats.date(day);
        site.project.text(locale, "notice-check-after", &[("date", Arg::Text(date))])
    };
    day.map(said).unwrap_or_default()
}

/// A relative address as it stands in `href`.
pub fn relative(path: &VPath, to: &str) -> String {
    let mut href = String::new();
    percent_encode(&crate::vpath::relative(path.dir(), to), &mut href);
    href
}

/// The public address of an output file; empty without `base_url`.
pub fn absolute(site: &Site, path: &str) -> String {
    match &site.project.config.base_url {
        Some(base) => {
            let mut url = base.clone();
            percent_encode(path, &mut url);
            url
        }
        None => String::new(),
    }
}

/// The chapter that a withdrawn one sends its readers to, with the locale of its page.
pub fn see_instead(site: &Site, locale: usize, page: &Page, front: &FrontMatter) -> Option<(usize, usize)> {
    let (dest, _) = front.withdrawn.as_ref()?.see.as_ref()?;
    match resolve(site, locale, page.from, page.chapter, dest, false) {
        Target::Page { locale, chapter, .. } => Some((locale, chapter)),
        _ => None,
    }
}

/// A link to a chapter's page.
pub fn nav_link(site: &Site, locale: usize, chapter: usize, path: &VPath) -> NavLink {
    let page = site.page(locale, chapter);
    let from = site.locale(page.nav_from);
    NavLink {
        title: page.nav_title.clone(),
        href: relative(path, site.out_path(locale, chapter).as_str()),
        lang: from.tag.clone(),
        dir: from.dir.to_owned(),
    }
}

fn navigation(site: &Site, locale: usize, chapter: usize, path: &VPath, context: &mut PageContext) {
    let link = |chapter: usize| nav_link(site, locale, chapter, path);
    let outline = &site.outline;
    let mut at = outline.chapters[chapter].parent;
    while let Some(parent) = at {
        context.breadcrumbs.push(link(parent));
        at = outline.chapters[parent].parent;
    }
    context.breadcrumbs.push(link(0));
    context.breadcrumbs.reverse();
    context.prev = (chapter > 1).then(|| link(chapter - 1));
    context.next = (chapter + 1 < outline.chapters.len()).then(|| link(chapter + 1));
    context.children = outline.children[chapter].iter().map(|child| link(*child)).collect();
    let siblings = &outline.children[outline.chapters[chapter].parent.unwrap_or(0)];
    // A page names its neighbours, never the whole of a large book.
    let here = siblings.iter().position(|sibling| *sibling == chapter).unwrap_or(0);
    let shown = here.saturating_sub(12)..(here + 13).min(siblings.len());
    context.siblings = siblings[shown]
        .iter()
        .map(|sibling| {
            let mut link = link(*sibling);
            if *sibling == chapter {
                link.href.clear();
            }
            link
        })
        .collect();
}

/// How much of the book is in a locale's language, in words; empty for the source.
pub fn coverage(site: &Site, locale: usize) -> String {
    if locale == site.project.source {
        return String::new();
    }
    let pages = &site.books[locale].pages[1..];
    let own = pages.iter().filter(|page| page.is_own()).count();
    let say = |id: &str, args: &[(&str, Arg)]| site.project.text(locale, id, args);
    match own {
        0 => say("coverage-none", &[]),
        own if own == pages.len() => say("coverage-complete", &[]),
        own => {
            let args = [("n", Arg::Number(own as i64)), ("total", Arg::Number(pages.len() as i64))];
            say("coverage", &args)
        }
    }
}

/// The list of languages, each leading to the same page.
pub fn languages(
    site: &Site,
    locale: usize,
    path: &VPath,
    target: impl Fn(usize) -> VPath,
    chapter: usize,
) -> Vec<Language> {
    (0..site.project.locales.len())
        .filter(|other| site.purpose.holds(*other))
        .map(|other| {
            let own = site.locale(other);
            let translated = chapter == 0 || site.page(other, chapter).from == other;
            Language {
                name: own.name.clone(),
                lang: own.tag.clone(),
                dir: own.dir.to_owned(),
                href: relative(path, target(other).as_str()),
                current: other == locale,
                translated,
                note: if translated { String::new() } else { site.project.text(other, "not-translated", &[]) },
                title: own.title.clone(),
            }
        })
        .collect()
}

/// When a chapter was last updated, in words, if it says so.
pub fn updated(site: &Site, locale: usize, front: &FrontMatter) -> Option<String> {
    let date = site.locale(locale).formats.date(front.updated.or(front.date)?);
    Some(site.project.text(locale, "last-updated", &[("date", Arg::Text(date))]))
}

fn credits(site: &Site, locale: usize, front: &FrontMatter, context: &mut PageContext) {
    if let Some(date) = front.updated.or(front.date) {
        context.updated = site.locale(locale).formats.date(date);
        context.updated_iso = date.to_string();
    }
    context.sources = front.sources.clone();
    context.keywords = front.keywords.clone();
    context.chapter_kind = front.kind.clone().unwrap_or_default();
    context.extra = front.extra.clone().unwrap_or(serde_json::Value::Null);
}

/// The front matter's description, else the first paragraph, cut at a word.
fn description(site: &Site, locale: usize, doc: Option<&Doc>, withheld: Option<&Twin>, cover: bool) -> String {
    let of_book = &site.locale(locale).description;
    let told = !withheld.is_some_and(|twin| twin.withholds_front(BlockKind::Description));
    let own = doc
        .and_then(|doc| doc.front.description.clone().filter(|_| told))
        .or_else(|| (cover && !of_book.is_empty()).then(|| of_book.clone()));
    let text = own.or_else(|| {
        let doc = doc?;
        // What readers are not shown is not told to search engines either.
        let hidden = |twin: &Twin, at: u32| twin.withholds(at, &doc.tree) || twin.stale.contains_key(&at);
        let shown = |at: &usize| !withheld.is_some_and(|twin| hidden(twin, *at as u32));
        let paragraph = |at: &usize| doc.tree.nodes[*at].kind == crate::document::Kind::Paragraph;
        let first = (0..doc.tree.nodes.len()).filter(paragraph).find(shown)?;
        Some(doc.words_of(first as u32, &|key| site.project.value_or_key(locale, key)))
    });
    let text = text.unwrap_or_default();
    if text.chars().count() <= 150 {
        return text;
    }
    let cut: String = text.chars().take(149).collect();
    let cut = cut.rfind(' ').filter(|at| *at > 60).map_or(cut.as_str(), |at| &cut[..at]);
    format!("{}…", cut.trim_end())
}

/// Canonical address, alternates and structured data. A page in another language than its readers'
/// points to the page it was taken from and is no alternate of it.
fn search_engines(site: &Site, locale: usize, chapter: usize, context: &mut PageContext) {
    if site.project.config.base_url.is_none() {
        return;
    }
    let page = site.page(locale, chapter);
    let translated = page.is_own();
    let real = if translated { locale } else { page.from };
    context.canonical = absolute(site, site.out_path(real, chapter).as_str());
    // Nothing of withdrawn advice is offered to be found.
    if context.withdrawn {
        return;
    }
    let others = translated_locales(site, chapter);
    if translated {
        context.alternates = alternates(site, chapter);
        context.og_alternates = others
            .iter()
            .filter(|other| **other != locale)
            .map(|other| cldr::open_graph_locale(&site.locale(*other).tag))
            .collect();
    }
    context.json_ld = json_ld::of_page(site, locale, chapter, context);
}

/// The locales in which a chapter really exists.
pub fn translated_locales(site: &Site, chapter: usize) -> Vec<usize> {
    (0..site.project.locales.len())
        .filter(|locale| site.page(*locale, chapter).is_own())
        .filter(|locale| site.locale(*locale).published)
        .collect()
}

/// The addresses of a chapter in every language that has it, and of the chooser.
pub fn alternates(site: &Site, chapter: usize) -> Vec<Alternate> {
    let mut out: Vec<Alternate> = translated_locales(site, chapter)
        .into_iter()
        .map(|locale| Alternate {
            lang: site.locale(locale).tag.clone(),
            href: absolute(site, site.out_path(locale, chapter).as_str()),
        })
        .collect();
    out.push(Alternate { lang: "x-default".to_owned(), href: absolute(site, "index.html") });
    out
}

fn template_name(
    site: &Site,
    locale: usize,
    front: &FrontMatter,
    doc: Option<&std::sync::Arc<Doc>>,
    builtin: &str,
) -> (String, Vec<Diagnostic>) {
    let (Some((name, range)), Some(doc)) = (&front.template, doc) else {
        return (builtin.to_owned(), Vec::new());
    };
    let file = if name.ends_with(".html") { name.clone() } else { format!("{name}.html") };
    if site.project.templates[locale].has(&file) {
        return (file, Vec::new());
    }
    let diag = Diagnostic::new(Code::A18, format!("there is no template `{file}`"))
        .at(&doc.file, range.clone())
        .help(format!("put it into `themes/{}/templates/`", site.project.config.theme));
    // Another tool's template of that name is none of ours: such a chapter loads all the same.
    let diag = if front.imported { diag.level(Level::Warning) } else { diag };
    (builtin.to_owned(), vec![diag])
}
