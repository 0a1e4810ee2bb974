//! Claims on the glossary: that somebody accepted a definition as the translation of the source's. They live in
//! `claims/_glossary.lock`, and the source's definitions in `base/_glossary.txt`, as those of a chapter would.

use std::collections::{BTreeMap, BTreeSet};

use super::accept::{Faults, Order, Pair, Refused, accept_judged, floor};
use super::block::{Block, BlockHash, BlockKind};
use super::figures;
use super::freshness::Freshness;
use super::ledger::Severity;
use super::lock::{Claim, State};
use super::record::Record;
use super::report;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::project::glossary::{Entry, FILE};
use crate::project::{Locale, Project};
use crate::vpath::VPath;

/// The name by which commands and files know the glossary.
pub const ID: &str = "_glossary";

/// What a definition counts as.
pub const KIND: BlockKind = BlockKind::Term;

/// How the definitions of a locale stand, by the places of their concepts.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Accepted for another form of the source's, or with another number than it: readers do not see one that is
    /// critical.
    pub stale: BTreeMap<usize, Severity>,
    /// Not brought as far as readers may see.
    pub below: BTreeSet<usize>,
    /// Codes of their errors.
    pub errors: BTreeMap<usize, Vec<&'static str>>,
}

/// A concept that both languages define.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defined {
    /// Its place in the glossary's file.
    pub concept: usize,
    pub pair: Pair,
}

impl Defined {
    /// Whether `name` is the concept's id or the beginning of the hash of the source's definition.
    pub fn is_named(&self, project: &Project, name: &str) -> bool {
        let id = &project.glossary.concepts[self.concept].id;
        !name.is_empty() && (id == name || self.pair.source.hash.to_string().starts_with(name))
    }
}

/// The definitions of a locale beside the source's, in the order of the glossary's file.
pub fn all(project: &Project, locale: usize) -> Vec<Defined> {
    beside(project, &project.locales[locale])
}

fn beside(project: &Project, own: &Locale) -> Vec<Defined> {
    let (source, tag) = (&project.config.source, &own.tag);
    let concepts = project.glossary.concepts.iter().enumerate();
    let defined = concepts.filter_map(|(concept, own)| {
        let [source, target] = [block(own.entries.get(source)?)?, block(own.entries.get(tag)?)?];
        Some(Defined { concept, pair: Pair { source, target, others: Vec::new() } })
    });
    defined.collect()
}

/// The text of an entry that has a definition: claims are made on it.
pub fn text(entry: &Entry) -> Option<String> {
    Some(format!("{}: {}", entry.term, entry.definition.as_ref()?))
}

/// The hash of that text.
pub fn hash(entry: &Entry) -> Option<BlockHash> {
    Some(BlockHash::of(KIND, &text(entry)?))
}

/// Every text that claims can be of, in all languages.
pub fn texts(project: &Project) -> impl Iterator<Item = String> {
    project.glossary.concepts.iter().flat_map(|concept| concept.entries.values()).filter_map(text)
}

/// The claims that accept definitions, and what was refused.
pub fn accept(
    defined: &[Defined],
    standing: Option<&Standing>,
    record: &Record,
    order: &Order<'_>,
) -> (BTreeSet<Claim>, Vec<Refused>) {
    let pairs: Vec<Pair> = defined.iter().map(|defined| defined.pair.clone()).collect();
    let faults = |pair: &Pair| {
        let found = defined.iter().find(|defined| defined.pair == *pair);
        let errors = found.and_then(|found| standing?.errors.get(&found.concept));
        Faults { errors: errors.cloned().unwrap_or_default(), unsure: false }
    };
    accept_judged(&pairs, &faults, record, order)
}

/// How the definitions of a locale are claimed.
pub fn entries(
    project: &Project,
    standing: Option<&Standing>,
    locale: usize,
    record: &Record,
) -> Vec<(Defined, report::Entry)> {
    let current = current(project);
    let ledger = &record.edits.ledger;
    let entry = |defined: Defined| {
        let Pair { source, target, .. } = &defined.pair;
        let freshness = record.claims.freshness(source.hash, target.hash, &current, false, ledger);
        let withheld = standing.is_some_and(|standing| standing.errors.contains_key(&defined.concept));
        let entry = report::Entry::paired(source.clone(), target, freshness, withheld, record);
        (defined, entry)
    };
    all(project, locale).into_iter().map(entry).collect()
}

/// Judges the definitions of a locale beside the source's. `kept` are names that hold no quantities.
pub(super) fn judge(
    project: &Project,
    own: &Locale,
    record: Option<&Record>,
    kept: &[String],
    diags: &mut Vec<Diagnostic>,
) -> Standing {
    let mut standing = Standing::default();
    let (nothing, current) = (Record::default(), current(project));
    let record = record.unwrap_or(&nothing);
    let defined = beside(project, own);
    let claimable: BTreeSet<usize> = defined.iter().map(|defined| defined.concept).collect();
    let shown = State::Draft >= project.config.minima.publish;
    let alone = |at: &usize| project.glossary.concepts[*at].defined(&own.tag).is_some() && !claimable.contains(at);
    // What the source does not define nobody can have accepted.
    standing.below.extend((0..project.glossary.concepts.len()).filter(alone).filter(|_| !shown));
    for Defined { concept: at, pair } in defined {
        let concept = &project.glossary.concepts[at];
        let (was, is) = (pair.source.hash, pair.target.hash);
        let both = concept.entries.get(&project.config.source).zip(concept.entries.get(&own.tag));
        let Some((from, to)) = both else { continue };
        if record.claims.state_of(was, is) < project.config.minima.publish {
            standing.below.insert(at);
        }
        let flags = record.claims.of_pair(was, is).map_or("", |claim| &claim.flags);
        let errors = numbers_differ(project, own, (from, to), (kept, flags), diags);
        if !errors.is_empty() {
            standing.stale.insert(at, Severity::Critical);
            standing.errors.insert(at, errors);
        }
        let stands = record.claims.freshness(was, is, &current, false, &record.edits.ledger);
        let Freshness::Stale(severity) = stands else { continue };
        // Where numbers, negations or duties changed, no entry of the ledger makes less of it.
        let accepted = record.claims.source_before(was, is);
        let text_of = |hash| record.edits.texts.get(&hash).map(String::as_str);
        let least =
            accepted.map(|accepted| floor(text_of(accepted), &pair.source.text, false, &project.config.source).0);
        let severity = severity.max(least.unwrap_or(severity));
        let worst = standing.stale.entry(at).or_insert(severity);
        *worst = severity.max(*worst);
        diags.push(changed(severity, was, (from, to), &own.tag));
    }
    standing
}

/// Hashes of the source's definitions as they are.
fn current(project: &Project) -> BTreeSet<BlockHash> {
    let entries = project.glossary.concepts.iter().filter_map(|concept| concept.entries.get(&project.config.source));
    entries.filter_map(hash).collect()
}

fn changed(severity: Severity, now: BlockHash, (from, to): (&Entry, &Entry), tag: &str) -> Diagnostic {
    let (level, help) = match severity {
        Severity::Minor => (Level::Info, "nothing is shown to readers"),
        Severity::Major => (Level::Warning, "bring it in line; until then readers are told"),
        Severity::Critical => (Level::Warning, "bring it in line; until then readers do not see it"),
    };
    let file = VPath::known(FILE);
    let message = format!("the source's definition of `{}` has changed since ({}, `{now}`)", to.term, severity.name());
    Diagnostic::new(Code::G02, message)
        .level(level)
        .at(&file, to.range.clone())
        .label(&file, from.range.clone(), "the source's as it is now")
        .help(help)
        .locale(tag)
}

/// Compares the numbers of a definition with those of the source's; the codes for which it must not be shown. `flags`
/// are those of its claim.
fn numbers_differ(
    project: &Project,
    own: &Locale,
    (from, to): (&Entry, &Entry),
    (kept, flags): (&[String], &str),
    diags: &mut Vec<Diagnostic>,
) -> Vec<&'static str> {
    let (Some(before), Some(after)) = (&from.definition, &to.definition) else { return Vec::new() };
    let file = VPath::known(FILE);
    let texts = ((project.config.source.as_str(), before.as_str()), (own.tag.as_str(), after.as_str()));
    let mut errors = Vec::new();
    let found = figures::differences(texts.0, texts.1, false, &[], kept);
    for finding in found.into_iter().filter(|finding| !figures::waived(flags, finding.code)) {
        let is_error = project.config.levels.level_of(finding.code) == Some(Level::Error);
        if is_error {
            errors.push(finding.code.id());
        }
        let help = match is_error {
            true => "bring it in line; until then readers do not see it",
            false => "bring the definition in line with the source's",
        };
        diags.push(
            Diagnostic::new(finding.code, format!("the definition of `{}`: {}", to.term, finding.message))
                .at(&file, to.range.clone())
                .label(&file, from.range.clone(), "the source's")
                .help(help)
                .locale(&own.tag),
        );
    }
    errors
}

fn block(entry: &Entry) -> Option<Block> {
    let text = text(entry)?;
    let hash = BlockHash::of(KIND, &text);
    Some(Block { kind: KIND, node: None, text, hash, critical: false })
}
