//! What of a translation its readers may be shown: which blocks are missing, which have an error and
//! are withheld, and which heading ids they inherit. The `M` checks are made here, because their
//! outcome decides what is shown.

mod markup;
mod orphans;
mod standing;
mod wording;

use std::collections::{BTreeMap, BTreeSet};

use super::align::{Alignment, align};
use super::anchors::{Anchors, anchors};
use super::block::{self, BlockKind};
use super::figures;
use super::freshness::Freshness;
use super::record::Record;
use crate::data::Date;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::document::{Doc, Kind, Tree};
use crate::project::Levels;
use crate::project::{Minima, State};

/// How a pair of blocks stands. Numbers are nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub target: u32,
    pub source: u32,
    pub freshness: Freshness,
    /// How far its text was brought; `Draft` if nobody said so.
    pub state: State,
}

/// How a title or a description stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Front {
    pub kind: BlockKind,
    pub freshness: Freshness,
    pub state: State,
    /// Whether readers see the source's instead.
    pub withheld: bool,
    /// The errors that it has.
    pub faulty: BTreeSet<Code>,
}

/// A translation judged beside its source.
#[derive(Debug, Default, PartialEq)]
pub struct Twin {
    /// Blocks of the source to show before a node of the target: (container, node) to source blocks.
    pub inserted: BTreeMap<(Option<u32>, u32), Vec<u32>>,
    /// Blocks of the target that are not shown, with the source block that is.
    pub replaced: BTreeMap<u32, u32>,
    /// The id of each heading of the target, inherited from the source where there is a partner.
    pub ids: Vec<String>,
    /// Source partner of each paired target node, ordered by target.
    pub pairs: Vec<(u32, u32)>,
    /// Nodes of the source that a pair stands for beside its own, with the target's: translations drawn together.
    pub covered: Vec<(u32, u32)>,
    pub n_missing: usize,
    /// Blocks of `replaced` that have no translation: they hold the source's text.
    pub untranslated: BTreeSet<u32>,
    /// Blocks of `replaced` that are withdrawn: their source has changed in a way that could do harm.
    pub withdrawn: BTreeSet<u32>,
    /// Blocks of `replaced` that have an error, and which.
    pub faulty: BTreeMap<u32, BTreeSet<Code>>,
    /// Blocks of the target whose source has changed since they were accepted, with the source block as it is now and
    /// the day of the change, if somebody classified it.
    pub stale: BTreeMap<u32, (u32, Option<Date>)>,
    /// How the blocks stand that can be claimed, in the target's order.
    pub standing: Vec<Standing>,
    /// How title and description stand, where both documents have them.
    pub front: Vec<Front>,
    /// Blocks of the target that are not shown, and nothing in their place: what they were accepted for is gone from
    /// the source.
    pub orphans: BTreeSet<u32>,
    /// Blocks that are shown and stand for nothing in the source.
    pub n_extra: usize,
    /// Blocks of the target whose partner is not certain.
    pub unsure: BTreeSet<u32>,
    /// Whether readers see the source's title: that of the translation is not shown.
    pub title_withheld: bool,
    /// Whether anybody has claimed anything of this language.
    pub claimed: bool,
    pub diags: Vec<Diagnostic>,
}

impl Twin {
    /// Blocks that nobody has accepted as they are.
    pub fn n_unchecked(&self) -> usize {
        let open = |freshness: Freshness| matches!(freshness, Freshness::Edited | Freshness::Unclaimed);
        let front = self.front.iter().filter(|front| open(front.freshness)).count();
        self.n_extra + front + self.standing.iter().filter(|standing| open(standing.freshness)).count()
    }

    /// The lowest state that somebody claimed of what is shown of the translation.
    pub fn lowest_state(&self) -> Option<State> {
        let claimed = |one: &&Standing| matches!(one.freshness, Freshness::Fresh(_) | Freshness::Stale(_));
        let shown = self.standing.iter().filter(|one| !self.replaced.contains_key(&one.target));
        shown.filter(claimed).map(|one| one.state).min()
    }

    /// Whether readers see the source's title or description instead.
    pub fn withholds_front(&self, kind: BlockKind) -> bool {
        self.front.iter().any(|front| front.kind == kind && front.withheld)
    }

    /// Whether a block of the target, or one around it, is not shown to readers.
    pub fn withholds(&self, target: u32, tree: &Tree) -> bool {
        let mut hidden = self.replaced.keys().chain(&self.orphans);
        hidden.any(|node| tree.subtree(*node).contains(&(target as usize)))
    }

    /// Whether a block, or one around it, has an error.
    pub fn has_error(&self, target: u32, tree: &Tree) -> bool {
        !self.errors_of(target, tree).is_empty()
    }

    /// Whether it is not certain what a block, or one around it, stands for.
    pub fn is_unsure(&self, target: u32, tree: &Tree) -> bool {
        self.unsure.iter().any(|node| tree.subtree(*node).contains(&(target as usize)))
    }

    /// The codes of a block's errors, and of those around it.
    pub fn errors_of(&self, target: u32, tree: &Tree) -> Vec<&'static str> {
        let around = self.faulty.iter().filter(|(node, _)| tree.subtree(**node).contains(&(target as usize)));
        around.flat_map(|(_, codes)| codes.iter().map(|code| code.id())).collect()
    }

    /// The codes of the errors of a title or a description.
    pub fn errors_of_front(&self, kind: BlockKind) -> Vec<&'static str> {
        let own = self.front.iter().filter(|front| front.kind == kind);
        own.flat_map(|front| front.faulty.iter().map(|code| code.id())).collect()
    }

    /// The source's block that a block of the target stands for.
    pub fn source_of(&self, target: u32) -> Option<u32> {
        let at = self.pairs.binary_search_by_key(&target, |pair| pair.1).ok()?;
        Some(self.pairs[at].0)
    }
}

/// What a translation is judged by.
pub struct Rules<'a> {
    /// Already made on the target's text; an error of them withholds the block it lies in.
    pub findings: &'a [Diagnostic],
    /// Where the readers are.
    pub region: Option<&'a str>,
    pub levels: &'a Levels,
    pub tag: &'a str,
    pub record: &'a Record,
    pub minima: Minima,
    /// The values of the readers' locale.
    pub values: &'a BTreeMap<String, String>,
    /// Names that hold no quantities, in either language.
    pub keep: &'a [String],
}

/// Judges a translation.
pub fn judge(source: &Doc, target: &Doc, rules: &Rules<'_>) -> Twin {
    let (sources, targets) = (block::blocks(source), block::blocks_of_translation(target));
    let record = rules.record;
    let mirrored = mirror(source, target);
    let anchors = match mirrored.is_some() || record.claims.is_empty() && target.tree.pins.is_empty() {
        true => Anchors::default(),
        false => anchors(&sources, &targets, target, &record.claims, &record.edits.ledger),
    };
    let mut alignment = mirrored.unwrap_or_else(|| align(source, target, &anchors));
    let mut job = Job { source, target, rules, twin: Twin::default() };
    job.twin.ids = inherited_ids(source, target, &alignment);
    job.missing(&alignment);
    job.untranslated(&mut alignment);
    job.unsure(&alignment);
    for (s, t) in &alignment.pairs {
        job.pair(*s, *t);
    }
    let found = figures::check((source, target), &alignment.pairs, rules.tag, record, rules.values, rules.keep);
    for (s, t, finding) in found {
        job.differ(finding.code, s, t, finding.message);
    }
    job.twin.pairs = alignment.pairs;
    job.twin.unsure = alignment.unsure.into_iter().collect();
    job.orphans(&alignment.extra, &sources, &targets);
    job.twin.covered = anchors.covered.into_iter().collect();
    job.standing(&sources, &targets);
    for (kind, finding) in figures::check_front(source, target, rules.tag, record, rules.keep) {
        job.differ_in_front(kind, finding.code, &finding.message);
    }
    for finding in rules.findings {
        job.withhold_around(finding);
    }
    job.wording();
    job.twin.claimed = !record.claims.is_empty();
    job.twin.title_withheld = match (&target.front.title, target.tree.headings.first()) {
        // A title that the source does not have says what the heading says.
        (Some(_), Some(heading)) if source.front.title.is_none() => {
            job.twin.withholds_front(BlockKind::Title) || job.twin.withholds(heading.node, &target.tree)
        }
        (Some(_), _) => job.twin.withholds_front(BlockKind::Title),
        (None, Some(heading)) => job.twin.withholds(heading.node, &target.tree),
        (None, None) => false,
    };
    job.twin
}

/// The alignment of a document that was made after this source, block for block; nothing of any other.
fn mirror(source: &Doc, target: &Doc) -> Option<Alignment> {
    target.tree.untranslated.as_ref()?;
    let of = |doc: &Doc| -> Vec<u32> {
        let nodes = (0..doc.tree.nodes.len() as u32).filter(|node| !doc.tree.node(*node).kind.is_inline());
        nodes.filter(|node| doc.tree.node(*node).kind != Kind::TableCell).collect()
    };
    let (from, to) = (of(source), of(target));
    let alike = |(s, t): (&u32, &u32)| {
        std::mem::discriminant(&source.tree.node(*s).kind) == std::mem::discriminant(&target.tree.node(*t).kind)
    };
    let same = from.len() == to.len() && from.iter().zip(&to).all(alike);
    same.then(|| Alignment { pairs: from.into_iter().zip(to).collect(), ..Alignment::default() })
}

/// Paired headings have the source's id; others keep their own, told apart from all inherited ones.
fn inherited_ids(source: &Doc, target: &Doc, alignment: &Alignment) -> Vec<String> {
    let mut ids: Vec<Option<String>> = vec![None; target.tree.headings.len()];
    for (s, t) in &alignment.pairs {
        if let (Kind::Heading(from), Kind::Heading(to)) = (source.tree.node(*s).kind, target.tree.node(*t).kind) {
            ids[to as usize] = Some(source.tree.headings[from as usize].id.to_string());
        }
    }
    let mut used: Vec<String> = source.tree.headings.iter().map(|heading| heading.id.to_string()).collect();
    target
        .tree
        .headings
        .iter()
        .zip(ids)
        .map(|(heading, inherited)| {
            inherited.unwrap_or_else(|| {
                let base = heading.id.to_string();
                let free = (0..)
                    .map(|number| if number == 0 { base.clone() } else { format!("{base}-{number}") })
                    .find(|candidate| !used.contains(candidate))
                    .unwrap_or(base);
                used.push(free.clone());
                free
            })
        })
        .collect()
}

struct Job<'a> {
    source: &'a Doc,
    target: &'a Doc,
    rules: &'a Rules<'a>,
    twin: Twin,
}

impl Job<'_> {
    fn missing(&mut self, alignment: &Alignment) {
        let mut missing = alignment.missing.clone();
        missing.sort_by_key(|block| block.source);
        for block in missing {
            let attributes = self.source.tree.attributes_of(block.source);
            // What is for another region is not missing here, and never falls back.
            let foreign = attributes.and_then(|found| found.region.as_deref());
            if foreign.is_some() && foreign != self.rules.region {
                continue;
            }
            self.twin.inserted.entry((block.parent, block.before)).or_default().push(block.source);
            // What needs no translation is shown as it is, wherever it is left out.
            if attributes.is_some_and(|found| found.notranslate) {
                continue;
            }
            let (file, range) = self.source.place_of(self.source.tree.node(block.source));
            let is = if block.sure { "is" } else { "may be" };
            self.twin.diags.push(
                Diagnostic::new(Code::S02, format!("this block {is} missing in `{}`", self.target.origin()))
                    .at(file, range)
                    .help("translate it; until then readers see this text, labelled")
                    .locale(self.rules.tag),
            );
            self.twin.n_missing += 1;
        }
    }

    /// Puts the source's blocks in the place of those that have no translation, and takes these out of the pairs.
    fn untranslated(&mut self, alignment: &mut Alignment) {
        let Some(nodes) = &self.target.tree.untranslated else { return };
        let (gone, pairs) = alignment.pairs.iter().partition(|pair| nodes.contains(&pair.1));
        alignment.pairs = pairs;
        let gone: Vec<(u32, u32)> = gone;
        for (s, t) in gone {
            // What is for another region is not missing here, and nobody sees it.
            if self.is_foreign(s) {
                continue;
            }
            let (file, range) = self.source.place_of(self.source.tree.node(s));
            let message = format!("this block has no translation in `{}`", self.target.origin());
            self.twin.diags.push(
                Diagnostic::new(Code::S02, message)
                    .at(file, range)
                    .help("translate it; until then readers see this text, labelled")
                    .locale(self.rules.tag),
            );
            self.twin.n_missing += 1;
            let (s, t) = if self.source.tree.node(s).kind == Kind::AlertTitle { (s - 1, t - 1) } else { (s, t) };
            self.twin.replaced.insert(t, s);
            self.twin.untranslated.insert(t);
        }
    }

    /// Whether a block of the source, or one around it, is for another region than the readers'.
    fn is_foreign(&self, node: u32) -> bool {
        let tree = &self.source.tree;
        let mut around = tree.attributes.iter().filter(|(at, _)| tree.subtree(*at).contains(&(node as usize)));
        around.any(|(_, own)| own.region.is_some() && own.region.as_deref() != self.rules.region)
    }

    fn unsure(&mut self, alignment: &Alignment) {
        if let Some(first) = alignment.unsure.first() {
            let (file, range) = self.target.place_of(self.target.tree.node(*first));
            let message = match alignment.unsure.len() {
                1 => "this block could stand for several blocks of the source".to_owned(),
                count => format!("{count} blocks from here on could stand for several blocks of the source"),
            };
            self.twin.diags.push(
                Diagnostic::new(Code::S05, message)
                    .at(file, range)
                    .help("give the translation the same blocks in the same order as the source")
                    .locale(self.rules.tag),
            );
        }
    }

    /// Withholds the paired block in which an error of the target's text lies.
    fn withhold_around(&mut self, finding: &Diagnostic) {
        let mut finding = finding.clone();
        let stands = matches!(finding.code.family(), "L" | "M" | "S");
        if !stands || !self.rules.levels.apply(&mut finding) || finding.level != Level::Error {
            return;
        }
        let (Some(file), Some(range)) = (&finding.file, &finding.range) else { return };
        let innermost = self.twin.pairs.iter().rev().find(|(_, t)| {
            let node = self.target.tree.node(*t);
            let (place, span) = self.target.place(node.start, node.stop);
            place == file && span.start <= range.start && range.start < span.end.max(span.start + 1)
        });
        if let Some((s, t)) = innermost.copied() {
            self.twin.replaced.insert(t, s);
            self.twin.faulty.entry(t).or_default().insert(finding.code);
        }
    }
}
