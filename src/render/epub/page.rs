//! The pages of the book: cover, chapters, glossary.

use std::fmt::Write as _;

use super::{GLOSSARY, Leaf, chapter_file, tongue_of, xhtml};
use crate::book::Site;
use crate::document::FrontMatter;
use crate::document::raw_html::escape;
use crate::project::Arg;
use crate::render::context::{NavLink, Notice};
use crate::render::html::{self, Body, Mode, Pictures, xml_id};
use crate::render::{glossary, imprint, notices, page};
use crate::vpath::VPath;

/// What the book is, what to know before one relies on it, and the cover's own text.
pub fn cover(site: &Site, locale: usize, pictures: &mut Pictures) -> Leaf {
    let own = site.locale(locale);
    let imprint = imprint::of_book(site, locale);
    let Shown { body, notices, credits } = shown(site, locale, 0);
    let mut out = format!("<section epub:type=\"titlepage\">\n<h1>{}</h1>\n", escape(&own.title));
    paragraph("lead", &own.description, &mut out);
    let mut lines: Vec<String> = imprint.facts.iter().map(|fact| escape(fact)).collect();
    lines.extend(imprint.address.iter().map(|address| link_to(address)));
    if !lines.is_empty() {
        let _ = writeln!(out, "<p class=\"imprint\">{}</p>", lines.join("<br/>\n"));
    }
    told(site, locale, &notices, &imprint.cautions, &mut out);
    paragraph("imprint", &imprint.coverage, &mut out);
    out.push_str("</section>\n");
    if !body.html.is_empty() {
        let tongue = tongue_of(site, locale, site.page(locale, 0).from);
        let _ = writeln!(out, "<section{tongue}>\n{}</section>", body.html);
    }
    out.push_str(&credits);
    leaf(site, locale, chapter_file(0), &own.title, &out, body.pictures, pictures)
}

/// A chapter's page.
pub fn chapter(site: &Site, locale: usize, chapter: usize, pictures: &mut Pictures) -> Leaf {
    let entry = site.page(locale, chapter);
    let Shown { body, notices, credits } = shown(site, locale, chapter);
    let tongue = tongue_of(site, locale, entry.from);
    let (id, heading) = body.h1.unwrap_or_else(|| (String::new(), page::heading(site, entry, Mode::Epub)));
    let id = if id.is_empty() { id } else { format!(" id=\"{}\"", escape(&id)) };
    let mut out = format!("<section epub:type=\"chapter\" role=\"doc-chapter\">\n<h1{id}{tongue}>{heading}</h1>\n");
    told(site, locale, &notices, &[], &mut out);
    match tongue.as_str() {
        "" => out.push_str(&body.html),
        _ if body.html.is_empty() => {}
        _ => out.extend([&format!("<div{tongue}>\n"), body.html.as_str(), "</div>\n"]),
    }
    out.push_str(&credits);
    out.push_str("</section>\n");
    foot(site, locale, site.out_path(locale, chapter).as_str(), &mut out);
    leaf(site, locale, chapter_file(chapter), &entry.title, &out, body.pictures, pictures)
}

/// The terms of the book with their definitions, if the language has any.
pub fn glossary(site: &Site, locale: usize) -> Option<Leaf> {
    if !site.project.glossary.has_definitions(&site.locale(locale).tag) {
        return None;
    }
    let say = |id: &str, args: &[(&str, Arg)]| escape(&site.project.text(locale, id, args));
    let title = site.project.text(locale, "glossary", &[]);
    let mut out = format!(
        "<section epub:type=\"glossary\" role=\"doc-glossary\">\n<h1>{}</h1>\n<p class=\"lead\">{}</p>\n<dl>\n",
        escape(&title),
        say("glossary-intro", &[])
    );
    for entry in glossary::entries(site, locale) {
        let _ = writeln!(out, "<dt id=\"{}\">{}</dt>", xml_id(&entry.id), entry.term);
        let hidden = || format!("<span class=\"fbl\">{}</span>", say("definition-not-shown", &[]));
        let text = if entry.unchecked { hidden() } else { entry.definition };
        let stale = format!(" <span class=\"fbl\">{}</span>", say("notice-stale-count", &[("n", Arg::Number(1))]));
        let _ = writeln!(out, "<dd>{text}{}</dd>", if entry.stale { stale.as_str() } else { "" });
    }
    out.push_str("</dl>\n</section>\n");
    foot(site, locale, glossary::path(site, locale).as_str(), &mut out);
    Some(leaf(site, locale, GLOSSARY.to_owned(), &title, &out, Pictures::default(), &mut Pictures::default()))
}

/// What readers see of a chapter.
struct Shown {
    body: Body,
    notices: Vec<Notice>,
    /// Sources, and who brought the text here.
    credits: String,
}

fn shown(site: &Site, locale: usize, chapter: usize) -> Shown {
    let entry = site.page(locale, chapter);
    if let Some(withdrawn) = site.withdrawn(entry) {
        let see = page::see_instead(site, locale, entry, withdrawn).filter(|see| see.0 == locale);
        let see = see.map(|(_, chapter)| NavLink {
            href: chapter_file(chapter),
            ..page::nav_link(site, locale, chapter, &VPath::known(&chapter_file(chapter)))
        });
        let notices = notices::withdrawn(site, locale, entry, see);
        return Shown { body: Body::default(), notices, credits: String::new() };
    }
    let empty = FrontMatter::default();
    let front = site.doc(entry).map_or(&empty, |doc| &doc.front);
    let body = html::body(site, locale, entry, &VPath::known(&chapter_file(chapter)), Mode::Epub);
    let notices = notices::of_page(site, locale, entry, front, &body.counts);
    let mut credits = String::new();
    if !front.sources.is_empty() {
        let label = escape(&site.project.text(locale, "sources", &[]));
        let _ = writeln!(credits, "<section class=\"credits\">\n<h2>{label}</h2>\n<ul>");
        for source in &front.sources {
            let _ = writeln!(credits, "<li dir=\"auto\">{}</li>", escape(source));
        }
        credits.push_str("</ul>\n</section>\n");
    }
    let updated = page::updated(site, locale, front);
    for line in updated.into_iter().chain(notices::provenance(site, locale, entry, front)) {
        paragraph("credits", &line, &mut credits);
    }
    Shown { body, notices, credits }
}

/// What to know first, gravest first.
fn told(site: &Site, locale: usize, notices: &[Notice], cautions: &[String], out: &mut String) {
    let label = escape(&site.project.text(locale, "notice", &[]));
    let _ = writeln!(out, "<div class=\"notices\" role=\"note\" aria-label=\"{label}\">");
    let attributes = |lang: &str| match site.project.index_of(lang) {
        Some(own) => tongue_of(site, locale, own),
        None => String::new(),
    };
    for notice in notices {
        let text = escape(&notice.text);
        let _ = match notice.date_iso.as_str() {
            "" => write!(out, "<p class=\"n {}\">{text}", notice.level),
            day => write!(out, "<p class=\"n {}\"><time datetime=\"{day}\">{text}</time>", notice.level),
        };
        if let Some(quote) = &notice.quote {
            let _ = write!(out, " <span{}>{}</span>", attributes(&quote.lang), escape(&quote.text));
        }
        if let Some(link) = &notice.link {
            let (href, title) = (escape(&link.href), escape(&link.title));
            let _ = write!(out, " <a href=\"{href}\"{}>{title}</a>", attributes(&link.lang));
        }
        out.push_str("</p>\n");
    }
    cautions.iter().for_each(|caution| paragraph("n info", caution, out));
    out.push_str("</div>\n");
}

/// Which edition a page is of and where a newer one is: pages are torn out of books.
fn foot(site: &Site, locale: usize, path: &str, out: &mut String) {
    let mut lines: Vec<String> = imprint::edition(site, locale).iter().map(|line| escape(line)).collect();
    let later = page::check_after(site, locale);
    let binding = page::binding(site, locale);
    lines.extend([later, binding].iter().filter(|line| !line.is_empty()).map(|line| escape(line)));
    let address = page::absolute(site, path);
    lines.extend((!address.is_empty()).then(|| link_to(&address)));
    if !lines.is_empty() {
        let _ = writeln!(out, "<footer>\n<p class=\"imprint\">{}</p>\n</footer>", lines.join("<br/>\n"));
    }
}

/// An address on the web that shows itself.
fn link_to(address: &str) -> String {
    let address = escape(address);
    format!("<a href=\"{address}\" dir=\"ltr\">{address}</a>")
}

fn paragraph(class: &str, text: &str, out: &mut String) {
    if !text.is_empty() {
        let _ = writeln!(out, "<p class=\"{class}\">{}</p>", escape(text));
    }
}

/// A page with its body, whose pictures join those of the book.
fn leaf(
    site: &Site,
    locale: usize,
    file: String,
    title: &str,
    body: &str,
    own: Pictures,
    pictures: &mut Pictures,
) -> Leaf {
    let drawn = own.drawn;
    pictures.add(own);
    Leaf { id: file.trim_end_matches(".xhtml").to_owned(), xhtml: xhtml(site, locale, title, body), file, drawn }
}
