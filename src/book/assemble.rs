//! One locale's book: which document stands for each chapter, and what it is called.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::outline::{self, Line, Outline};
use super::summary::{self, ItemKind};
use super::{Book, Page};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::document::Doc;
use crate::inputs::{Hash, Inputs, hash_parts, mix};
use crate::project::{Config, Project};
use crate::translation::{Record, Severity, titles};
use crate::vpath::VPath;

/// What books are made of.
#[derive(Clone, Copy)]
pub struct MadeOf<'a> {
    pub project: &'a Project,
    pub inputs: &'a Inputs,
    pub outline: &'a Outline,
    pub docs: &'a BTreeMap<VPath, Arc<Doc>>,
    /// Translations whose title is not shown: their source's is.
    pub held: &'a BTreeSet<VPath>,
    /// What was accepted, by locale.
    pub records: &'a BTreeMap<String, (Record, Vec<Diagnostic>)>,
}

/// Everything that a locale's book is made of: equal key, equal book.
pub fn book_key(made_of: &MadeOf<'_>, locale: usize) -> Hash {
    let MadeOf { project, inputs, outline, docs, held, .. } = *made_of;
    let order = order(project, locale);
    let shape = hash_parts([format!("{:?}{:?}", outline.chapters, outline.lines).as_bytes()]);
    let summaries = [&project.locales[locale].tag, &project.config.source]
        .map(|tag| inputs.get(&outline::summary_path(tag)).map_or(0, |file| file.hash));
    let docs = (0..outline.chapters.len()).map(|chapter| match chosen(project, outline, docs, &order, chapter) {
        Some((from, file, doc)) if held.contains(&file) => {
            let source = source_doc(made_of, chapter).map_or(0, |doc| doc.header);
            mix([from as Hash, doc.header, source])
        }
        Some((from, _, doc)) => mix([from as Hash, doc.header]),
        None => 0,
    });
    let hidden = match locale != project.source && summaries[0] != 0 {
        true => {
            let [own, source] = titles(made_of, locale, &mut Vec::new());
            hash_parts([format!("{:?}", hidden(made_of, locale, &own, &source)).as_bytes()])
        }
        false => 0,
    };
    mix([project.hash, locale as Hash, shape, hidden].into_iter().chain(summaries).chain(docs))
}

/// The titles that a locale's own summary gives, each after the source's that it stands for.
pub fn summary_titles(made_of: &MadeOf<'_>, locale: usize) -> Vec<(String, String)> {
    let [own, source] = titles(made_of, locale, &mut Vec::new());
    pairs(made_of, &own, &source).into_iter().map(|(_, source, own)| (source, own)).collect()
}

/// The locales whose chapters a locale's readers may get, their own first.
fn order(project: &Project, locale: usize) -> Vec<usize> {
    let mut order = vec![locale];
    order.extend(project.locales[locale].chain.iter().filter_map(|tag| project.index_of(tag)));
    order
}

/// The document that stands for a chapter: that of the first locale which has it.
fn chosen<'a>(
    project: &Project,
    outline: &Outline,
    docs: &'a BTreeMap<VPath, Arc<Doc>>,
    order: &[usize],
    chapter: usize,
) -> Option<(usize, VPath, &'a Arc<Doc>)> {
    let path = &outline.chapters[chapter].path;
    order.iter().find_map(|from| {
        let file = VPath::known(&format!("content/{}/{path}", project.locales[*from].tag));
        docs.get(&file).filter(|doc| !doc.front.draft || project.settings.drafts).map(|doc| (*from, file, doc))
    })
}

/// Assembles a locale's book.
pub fn assemble(made_of: &MadeOf<'_>, locale: usize) -> (Book, Vec<Diagnostic>) {
    let MadeOf { project, outline, .. } = *made_of;
    let mut diags = Vec::new();
    let [mut own, source] = titles(made_of, locale, &mut diags);
    let hidden = hidden(made_of, locale, &own, &source);
    for (at, source, severity) in &hidden {
        if let At::Chapter(chapter) = at {
            own.chapters.remove(chapter);
        }
        diags.extend(severity.map(|severity| out_of_date(project, locale, source, severity)));
    }
    let order = order(project, locale);
    let pages: Vec<Page> = (0..outline.chapters.len())
        .map(|chapter| page(made_of, &order, chapter, (&own, &source), &mut diags))
        .collect();
    if locale != project.source {
        untitled(project, outline, locale, &own, &mut diags);
    }
    let line_titles = outline
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| match (line, own.lines.get(&at)) {
            (_, Some(title)) if !hidden.iter().any(|hidden| hidden.0 == At::Line(at)) => (title.clone(), locale),
            (Line::Part { title } | Line::Draft { title, .. }, _) => (title.clone(), project.source),
            _ => (String::new(), locale),
        })
        .collect();
    let hash = hash_parts([format!("{locale} {pages:?} {line_titles:?}").as_bytes()]);
    (Book { locale, pages, line_titles, hash }, diags)
}

/// What a title of a summary is of: a chapter, or a line of the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Chapter(usize),
    Line(usize),
}

/// The titles of a locale's summary and of the source's.
fn titles(made_of: &MadeOf<'_>, locale: usize, diags: &mut Vec<Diagnostic>) -> [Titles; 2] {
    let MadeOf { project, inputs, outline, .. } = *made_of;
    let own = Titles::read(project, inputs, outline, locale, diags);
    [own, Titles::read(project, inputs, outline, project.source, &mut Vec::new())]
}

/// Each title that a locale's summary gives, after the source's.
fn pairs(made_of: &MadeOf<'_>, own: &Titles, source: &Titles) -> Vec<(At, String, String)> {
    let value = |key: &str| made_of.project.value_or_key(made_of.project.source, key);
    let of_chapter = |chapter: usize| {
        let own = || Some(source_doc(made_of, chapter)?.title(&value));
        source.chapters.get(&chapter).cloned().or_else(own).unwrap_or_default()
    };
    let of_line = |at: usize| match &made_of.outline.lines[at] {
        Line::Part { title } | Line::Draft { title, .. } => title.clone(),
        _ => String::new(),
    };
    let chapters = own.chapters.iter().map(|(at, title)| (At::Chapter(*at), of_chapter(*at), title.clone()));
    chapters.chain(own.lines.iter().map(|(at, title)| (At::Line(*at), of_line(*at), title.clone()))).collect()
}

/// Titles of a locale's summary that readers are not shown, with the source's, and how gravely that has changed.
fn hidden(made_of: &MadeOf<'_>, locale: usize, own: &Titles, source: &Titles) -> Vec<(At, String, Option<Severity>)> {
    let project = made_of.project;
    if locale == project.source {
        return Vec::new();
    }
    let nothing = Record::default();
    let record = made_of.records.get(&project.locales[locale].tag).map_or(&nothing, |entry| &entry.0);
    let Config { minima, source: tag, .. } = &project.config;
    let stands = |source: &str, own: &str| titles::stands(source, own, record, *minima, tag);
    let pairs = pairs(made_of, own, source).into_iter();
    pairs.filter_map(|(at, source, own)| Some((at, source.clone(), stands(&source, &own).err()?))).collect()
}

fn out_of_date(project: &Project, locale: usize, source: &str, severity: Severity) -> Diagnostic {
    let tag = &project.locales[locale].tag;
    Diagnostic::new(Code::S03, format!("the title `{source}` has changed since it was accepted ({})", severity.name()))
        .level(if severity == Severity::Critical { Level::Error } else { Level::Warning })
        .in_file(&VPath::known(&outline::summary_path(tag)))
        .help(format!(
            "readers see the chapter's own title, or the source's; mend it, then `handbook translate accept {tag} {}`",
            titles::ID
        ))
        .locale(tag)
}

/// Parts and announced chapters have no file of their own that could name them.
fn untitled(project: &Project, outline: &Outline, locale: usize, own: &Titles, diags: &mut Vec<Diagnostic>) {
    let tag = &project.locales[locale].tag;
    for (at, line) in outline.lines.iter().enumerate() {
        if let Line::Part { title } | Line::Draft { title, .. } = line
            && !own.lines.contains_key(&at)
        {
            diags.push(
                Diagnostic::new(
                    Code::S02,
                    format!("the title `{title}` is missing in `{}`", outline::summary_path(tag)),
                )
                .in_file(&VPath::known(&outline::summary_path(&project.config.source)))
                .help("give the translation a SUMMARY.md with the parts and drafts in the source's order")
                .locale(tag),
            );
        }
    }
}

fn source_doc<'a>(made_of: &MadeOf<'a>, chapter: usize) -> Option<&'a Arc<Doc>> {
    let path = &made_of.outline.chapters[chapter].path;
    made_of.docs.get(format!("content/{}/{path}", made_of.project.config.source).as_str())
}

fn page(
    made_of: &MadeOf<'_>,
    order: &[usize],
    chapter: usize,
    (own, source): (&Titles, &Titles),
    diags: &mut Vec<Diagnostic>,
) -> Page {
    let MadeOf { project, outline, docs, held, .. } = *made_of;
    let entry = &outline.chapters[chapter];
    let locale = order[0];
    let Some((from, file, doc)) = chosen(project, outline, docs, order, chapter) else {
        // Only a cover can be without a text: the outline holds no other chapter without one.
        let title = project.locales[locale].title.clone();
        return Page {
            chapter,
            reader: locale,
            file: None,
            from: locale,
            nav_title: title.clone(),
            title,
            nav_from: locale,
        };
    };
    if chapter == 0 {
        let title = project.locales[locale].title.clone();
        return Page {
            chapter,
            reader: locale,
            file: Some(file),
            from,
            nav_title: title.clone(),
            title,
            nav_from: locale,
        };
    }
    if from != locale {
        let tag = &project.locales[locale].tag;
        diags.push(
            Diagnostic::new(Code::S01, format!("`{}` is not translated into `{tag}`", entry.path))
                .in_file(&VPath::known(&format!("content/{tag}/{}", entry.path)))
                .help(format!("readers see it in `{}`, with a notice", project.locales[from].tag))
                .locale(tag),
        );
    }
    let value = |key: &str| project.value_or_key(locale, key);
    if let Some(source_doc) = source_doc(made_of, chapter).filter(|_| held.contains(&file)) {
        let title = source_doc.title(&value);
        let nav_title = source.chapters.get(&chapter).cloned().unwrap_or_else(|| title.clone());
        return Page { chapter, reader: locale, file: Some(file), from, title, nav_title, nav_from: project.source };
    }
    let title = doc.title(&value);
    let retitled = own.chapters.get(&chapter).cloned().map(|title| (title, locale));
    let (nav_title, nav_from) = retitled.unwrap_or_else(|| {
        let summary = (from == project.source).then(|| source.chapters.get(&chapter).cloned()).flatten();
        (summary.unwrap_or_else(|| title.clone()), from)
    });
    Page { chapter, reader: locale, file: Some(file), from, title, nav_title, nav_from }
}

/// Titles that a locale's own summary gives.
#[derive(Default)]
struct Titles {
    chapters: BTreeMap<usize, String>,
    /// Parts and announced chapters, by line of the outline.
    lines: BTreeMap<usize, String>,
}

impl Titles {
    fn read(
        project: &Project,
        inputs: &Inputs,
        outline: &Outline,
        locale: usize,
        diags: &mut Vec<Diagnostic>,
    ) -> Titles {
        let mut titles = Titles::default();
        let tag = &project.locales[locale].tag;
        let path = outline::summary_path(tag);
        let file = VPath::known(&path);
        let Some(text) = inputs.text(&path) else { return titles };
        let (items, found) = summary::read(&file, text);
        if locale != project.source {
            diags.extend(found.into_iter().map(|diag| diag.locale(tag)));
        }
        let named: Vec<usize> = (0..outline.lines.len())
            .filter(|at| matches!(outline.lines[*at], Line::Part { .. } | Line::Draft { .. }))
            .collect();
        let mut named = named.into_iter();
        for item in items {
            match item.kind {
                ItemKind::Chapter(path) => match outline.by_path.get(&path) {
                    // `[](path.md)` leaves the title to the chapter.
                    Some(_) if item.title.is_empty() => {}
                    Some(chapter) => {
                        titles.chapters.insert(*chapter, item.title);
                    }
                    None if outline.drafts.contains(&path) => {
                        named.next();
                    }
                    None if locale != project.source => diags.push(
                        Diagnostic::new(Code::A23, format!("`{path}` is not in the source's summary"))
                            .at(&file, item.range)
                            .help("a translation's SUMMARY.md only gives other titles; add the chapter to the source first")
                            .locale(tag),
                    ),
                    None => {}
                },
                ItemKind::Part | ItemKind::Draft => {
                    if let Some(line) = named.next() {
                        titles.lines.insert(line, item.title);
                    } else if locale != project.source {
                        let what = if item.kind == ItemKind::Part { "part" } else { "draft" };
                        diags.push(
                            Diagnostic::new(Code::A23, format!("the source's summary has no such {what}"))
                                .at(&file, item.range)
                                .help("a translation's SUMMARY.md only gives other titles: take the line out")
                                .locale(tag),
                        );
                    }
                }
                ItemKind::Separator => {}
            }
        }
        titles
    }
}
