//! The glossary beside the translations: whether a block uses the terms of what its source speaks of, and how the
//! translated definitions stand.

use std::collections::{BTreeMap, BTreeSet};

use super::definitions::{self, Standing};
use super::judge::Twin;
use super::ledger::Severity;
use super::record::Record;
use super::terms::{Found, Scan, Terms, has_token};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::document::{Doc, Kind};
use crate::project::glossary::{Entry, FILE};
use crate::project::{Locale, Project};
use crate::vpath::VPath;

/// What is known of the terms of all locales, as the project's locales.
#[derive(Debug, Default)]
pub struct Terminology {
    pub terms: Vec<Terms>,
    /// Names that hold no quantities though they may hold digits: those that are kept, in the source and in the locale.
    pub kept: Vec<Vec<String>>,
    /// How their definitions stand.
    pub definitions: Vec<Standing>,
}

/// A definition as readers of its language get it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition<'a> {
    pub id: &'a str,
    pub term: &'a str,
    /// Empty if it has not been brought as far as readers may see.
    pub text: &'a str,
    /// Whether the source's has changed since: readers are told.
    pub stale: bool,
}

impl Terminology {
    /// The terms of all locales; how their definitions stand is added by [`Terminology::look_over`].
    pub fn of(project: &Project) -> Terminology {
        let terms = |locale: &Locale| Terms::new(&project.glossary, &locale.tag, locale.tag == project.config.source);
        let kept = |locale: &Locale| kept(project, &locale.tag);
        Terminology {
            terms: project.locales.iter().map(terms).collect(),
            kept: project.locales.iter().map(kept).collect(),
            definitions: Vec::new(),
        }
    }

    /// Looks at the next locale's definitions, and says what is wrong with its entries.
    pub fn look_over(&mut self, project: &Project, locale: usize, record: Option<&Record>) -> Vec<Diagnostic> {
        let (standing, diags) = look_over(project, locale, record, &self.kept[locale]);
        self.definitions.push(standing);
        diags
    }

    /// The definition of a concept in a locale that readers see. One that is withdrawn is none.
    pub fn definition<'a>(&self, project: &'a Project, locale: usize, concept: usize) -> Option<Definition<'a>> {
        self.entry(project, locale, concept).filter(|entry| !entry.text.is_empty())
    }

    /// All terms that readers of a locale can look up, in the order of the glossary's file.
    pub fn definitions<'a>(&self, project: &'a Project, locale: usize) -> Vec<Definition<'a>> {
        let concepts = 0..project.glossary.concepts.len();
        concepts.filter_map(|concept| self.entry(project, locale, concept)).collect()
    }

    fn entry<'a>(&self, project: &'a Project, locale: usize, concept: usize) -> Option<Definition<'a>> {
        let own = &project.glossary.concepts[concept];
        let (term, text) = own.defined(&project.locales[locale].tag)?;
        let standing = self.definitions.get(locale);
        let severity = standing.and_then(|standing| standing.stale.get(&concept)).copied();
        if severity == Some(Severity::Critical) {
            return None;
        }
        let below = standing.is_some_and(|standing| standing.below.contains(&concept));
        let text = if below { "" } else { text };
        Some(Definition { id: &own.id, term, text, stale: severity == Some(Severity::Major) && !below })
    }
}

/// How a locale's definitions stand, and what is wrong with its entries.
fn look_over(
    project: &Project,
    locale: usize,
    record: Option<&Record>,
    kept: &[String],
) -> (Standing, Vec<Diagnostic>) {
    let glossary = &project.glossary;
    let (source, own) = (&project.config.source, &project.locales[locale]);
    let file = VPath::known(FILE);
    let mut diags = Vec::new();
    let mut standing = Standing::default();
    if own.tag != *source {
        one_term(project, own, &mut diags);
        standing = definitions::judge(project, own, record, kept, &mut diags);
    }
    let lacking = glossary.concepts.iter().filter(|concept| {
        let wanted = concept.entries.contains_key(&own.tag) && !concept.keep || concept.defined(source).is_some();
        wanted && concept.defined(&own.tag).is_none()
    });
    let lacking: Vec<&str> = lacking.map(|concept| concept.id.as_str()).collect();
    if let Some(first) = lacking.first() {
        let message = match lacking.len() {
            1 => format!("`{first}` has no definition in `{}`", own.tag),
            n => format!("{n} terms have no definition in `{}`, `{first}` for one", own.tag),
        };
        diags.push(
            Diagnostic::new(Code::G01, message)
                .in_file(&file)
                .help("add `def = \"…\"`; until then nothing explains them to readers of this language")
                .locale(&own.tag),
        );
    }
    (standing, diags)
}

/// The names that are kept, as the source and a locale write them; with spaces for hyphens too, which makes them
/// no other quantity.
fn kept(project: &Project, tag: &str) -> Vec<String> {
    let mut out = BTreeSet::new();
    for concept in project.glossary.concepts.iter().filter(|concept| concept.keep) {
        out.insert(concept.source_term(&project.config.source).to_owned());
        for entry in [project.config.source.as_str(), tag].into_iter().filter_map(|tag| concept.entries.get(tag)) {
            out.extend(std::iter::once(&entry.term).chain(&entry.forms).cloned());
        }
    }
    let spaced: Vec<String> = out.iter().map(|name| name.replace('-', " ")).collect();
    out.extend(spaced);
    out.into_iter().collect()
}

/// One term of the source has one in the translation.
fn one_term(project: &Project, own: &Locale, diags: &mut Vec<Diagnostic>) {
    let file = VPath::known(FILE);
    let mut known: BTreeMap<String, &Entry> = BTreeMap::new();
    for concept in &project.glossary.concepts {
        let Some(entry) = concept.entries.get(&own.tag) else { continue };
        let written = concept.source_term(&project.config.source);
        let term = if concept.case { written.to_owned() } else { written.to_lowercase() };
        let first = *known.entry(term).or_insert(entry);
        if first.term != entry.term {
            let message = format!("`{written}` is both `{}` and `{}` in `{}`", first.term, entry.term, own.tag);
            diags.push(
                Diagnostic::new(Code::T04, message)
                    .at(&file, entry.range.clone())
                    .label(&file, first.range.clone(), "the other one")
                    .help("give the source two terms, or the translation one")
                    .locale(&own.tag),
            );
        }
    }
}

/// What a chapter of the source names: the words of a block and the terms in them, by its node.
pub type Named = BTreeMap<u32, (String, Vec<Found>)>;

/// The terms of a chapter of the source, for all its translations.
pub fn named(source: &Doc, terms: &Terms) -> Named {
    let mut out = Named::new();
    if terms.is_empty() {
        return out;
    }
    for at in 0..source.tree.nodes.len() as u32 {
        let kind = source.tree.node(at).kind;
        let block = kind.holds_inlines() && kind != Kind::TableCell || matches!(kind, Kind::TableRow | Kind::TableHead);
        if block && !source.tree.attributes_of(at).is_some_and(|found| found.notranslate) {
            let text = words_of(source, at);
            let found = terms.scan(&text).found;
            if !found.is_empty() {
                out.insert(at, (text, found));
            }
        }
    }
    out
}

/// The concepts that a block of the source names.
pub fn concepts_in(source: &Doc, block: u32, terms: &Terms) -> BTreeSet<usize> {
    terms.scan(&words_of(source, block)).found.into_iter().map(|found| found.concept).collect()
}

/// Compares the terms of each pair of blocks; an error withholds the target's block.
pub fn judge(
    twin: &mut Twin,
    (source, named): (&Doc, &Named),
    target: &Doc,
    project: &Project,
    locale: usize,
    terms: &Terms,
) {
    if named.is_empty() {
        return;
    }
    let tag = &project.locales[locale].tag;
    let mut job = Job { twin, source, target, project, tag, acronyms: BTreeMap::new() };
    for (s, t) in job.twin.pairs.clone() {
        // What is not shown anyway need not be right.
        if let Some((text, found)) = named.get(&s).filter(|_| !job.twin.replaced.contains_key(&t)) {
            job.pair((s, t), text, found, terms);
        }
    }
    job.never_expanded();
}

struct Job<'a> {
    twin: &'a mut Twin,
    source: &'a Doc,
    target: &'a Doc,
    project: &'a Project,
    tag: &'a str,
    /// Concepts named by an acronym: the first block that does, and whether any says what it stands for.
    acronyms: BTreeMap<usize, (Option<u32>, bool)>,
}

impl Job<'_> {
    fn pair(&mut self, (s, t): (u32, u32), text: &str, named: &[Found], to: &Terms) {
        let translation = words_of(self.target, t);
        let Scan { found: used, present } = to.scan(&translation);
        self.note_acronyms(t, &translation, &used);
        let concepts = &self.project.glossary.concepts;
        let mut told = BTreeSet::new();
        for bad in used.iter().filter(|bad| named.iter().any(|term| term.concept == bad.concept)) {
            let entry = concepts[bad.concept].entries.get(self.tag);
            let Some((form, reason)) = entry.zip(bad.forbidden).and_then(|(own, at)| own.forbidden.get(at)) else {
                continue;
            };
            // What is wrong for one concept may be right for another that the source speaks of.
            let right = |other: &Found| other.forbidden.is_none() && other.range == bad.range;
            if used.iter().any(|other| right(other) && named.iter().any(|term| term.concept == other.concept)) {
                continue;
            }
            // That the right term is absent goes without saying then.
            told.insert(bad.concept);
            let message = format!("the glossary forbids `{form}`: {}", reason.trim_end_matches('.'));
            self.differ(Code::T02, s, t, message, entry);
        }
        for term in named.iter().filter(|term| term.forbidden.is_none()) {
            // One term may stand for several concepts: one of them is enough.
            let also = named.iter().filter(|other| other.range == term.range).map(|other| other.concept);
            if also.clone().any(|other| present.contains(&other)) || !told.insert(term.concept) {
                continue;
            }
            let concept = &concepts[term.concept];
            let written = &text[term.range.clone()];
            let entry = concept.entries.get(self.tag);
            if concept.keep {
                if !has_token(&translation, written, concept.case) {
                    let message = format!("`{written}` of the source is not kept as it is here");
                    self.differ(Code::T03, s, t, message, entry);
                }
            } else if let Some(own) = entry {
                let message = format!("the source speaks of `{written}` here, the translation not of `{}`", own.term);
                self.differ(Code::T01, s, t, message, entry);
            }
        }
    }

    fn differ(&mut self, code: Code, s: u32, t: u32, message: String, entry: Option<&Entry>) {
        let (file, range) = self.target.place_of(self.target.tree.node(t));
        let (source_file, source_range) = self.source.place_of(self.source.tree.node(s));
        let levels = &self.project.config.levels;
        let withheld = levels.level_of(code) == Some(Level::Error);
        let what = match (code, entry) {
            (Code::T01, _) => {
                let note = entry.and_then(|own| own.note.as_ref()).map(|note| format!(" ({note})")).unwrap_or_default();
                format!("use it{note}, or add the form that is right here to `locales/glossary.toml`")
            }
            (_, Some(own)) => format!("write `{}`", own.term),
            (_, None) => "write it as in the source".to_owned(),
        };
        let help = match withheld {
            true => format!("{what}; until then readers see the source's block instead, labelled"),
            false => what,
        };
        self.twin.diags.push(
            Diagnostic::new(code, message)
                .at(file, range)
                .label(source_file, source_range, "the source's block")
                .help(help)
                .locale(self.tag),
        );
        if withheld {
            self.twin.replaced.insert(t, s);
            self.twin.faulty.entry(t).or_default().insert(code);
        }
    }

    fn note_acronyms(&mut self, t: u32, text: &str, used: &[Found]) {
        for term in used.iter().filter(|term| term.forbidden.is_none()) {
            let Some(entry) = self.project.glossary.concepts[term.concept].entries.get(self.tag) else { continue };
            let said = &text[term.range.clone()];
            let seen = self.acronyms.entry(term.concept).or_default();
            let expands = std::iter::once(&entry.term).chain(&entry.forms).any(|form| !is_acronym(form));
            match is_acronym(said) {
                // A link leads to where it is explained.
                true if expands && !in_link(self.target, t, said) => seen.0 = seen.0.or(Some(t)),
                true => {}
                false => seen.1 = true,
            }
        }
    }

    fn never_expanded(&mut self) {
        for (concept, (block, expanded)) in std::mem::take(&mut self.acronyms) {
            let (Some(block), false) = (block, expanded) else { continue };
            let Some(entry) = self.project.glossary.concepts[concept].entries.get(self.tag) else { continue };
            let mut forms = std::iter::once(&entry.term).chain(&entry.forms);
            let Some(long) = forms.find(|form| !is_acronym(form)) else { continue };
            let (file, range) = self.target.place_of(self.target.tree.node(block));
            self.twin.diags.push(
                Diagnostic::new(Code::T05, format!("this chapter never says that an acronym stands for `{long}`"))
                    .at(file, range)
                    .help("say it at the first use, with the acronym in brackets")
                    .locale(self.tag),
            );
        }
    }
}

fn in_link(doc: &Doc, block: u32, said: &str) -> bool {
    let mut nodes = doc.tree.subtree(block);
    nodes.any(|at| matches!(doc.tree.nodes[at].kind, Kind::Link(_)) && words_of(doc, at as u32).contains(said))
}

/// At least two letters, all of them capitals.
fn is_acronym(text: &str) -> bool {
    let mut letters = text.chars().filter(|ch| ch.is_alphabetic());
    let all = |ch: Option<char>| ch.is_some_and(char::is_uppercase);
    all(letters.next()) && all(letters.next()) && letters.all(char::is_uppercase)
}

/// The words of a block without code and addresses.
fn words_of(doc: &Doc, node: u32) -> String {
    let tree = &doc.tree;
    let mut out = String::new();
    let mut skip = 0;
    for at in tree.subtree(node) {
        let this = &tree.nodes[at];
        if at < skip {
            continue;
        }
        match this.kind {
            Kind::Text => out.push_str(&doc.text[this.start as usize..this.stop as usize]),
            Kind::Str(at) => out.push_str(&tree.strings[at as usize]),
            Kind::SoftBreak | Kind::HardBreak => out.push(' '),
            // Two cells are no one text.
            Kind::TableCell => out.push_str(" | "),
            Kind::CodeSpan(_) | Kind::Value(_) => out.push('\u{fffc}'),
            Kind::Link(link) if tree.links[link as usize].auto => skip = this.end as usize,
            _ => {}
        }
    }
    out
}
