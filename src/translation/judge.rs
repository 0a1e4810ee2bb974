//! What of a translation its readers may be shown: which blocks are missing, which have an error and
//! are withheld, and which heading ids they inherit. The `M` checks are made here, because their
//! outcome decides what is shown.

use std::collections::{BTreeMap, BTreeSet};

use super::align::{Alignment, align};
use super::block::{self, Block, BlockHash};
use super::freshness::Freshness;
use super::ledger::Severity;
use super::record::Record;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::document::{Doc, Kind, Tree};
use crate::project::config::Levels;

/// Why the source's block stands in the place of the translation's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    Missing,
    Withheld,
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
    pub n_missing: usize,
    /// Blocks of `replaced` that are withdrawn: their source has changed in a way that could do harm.
    pub withdrawn: BTreeSet<u32>,
    /// Blocks of `replaced` that have an error.
    pub faulty: BTreeSet<u32>,
    /// Blocks of the target whose source has changed since they were accepted, with the source block as it is now.
    pub stale: BTreeMap<u32, u32>,
    /// How the blocks stand that can be claimed: target node and source node, in the target's order.
    pub standing: Vec<(u32, u32, Freshness)>,
    pub diags: Vec<Diagnostic>,
}

impl Twin {
    /// Blocks that nobody has accepted as they are.
    pub fn n_unchecked(&self) -> usize {
        let open = |standing: &&(u32, u32, Freshness)| matches!(standing.2, Freshness::Edited | Freshness::Unclaimed);
        self.standing.iter().filter(open).count()
    }

    /// Whether a block of the target, or one around it, is not shown to readers.
    pub fn withholds(&self, target: u32, tree: &Tree) -> bool {
        self.replaced.keys().any(|node| tree.subtree(*node).contains(&(target as usize)))
    }

    /// Whether a block, or one around it, has an error.
    pub fn has_error(&self, target: u32, tree: &Tree) -> bool {
        self.faulty.iter().any(|node| tree.subtree(*node).contains(&(target as usize)))
    }

    /// The source's block that a block of the target stands for.
    pub fn source_of(&self, target: u32) -> Option<u32> {
        let at = self.pairs.binary_search_by_key(&target, |pair| pair.1).ok()?;
        Some(self.pairs[at].0)
    }
}

/// Judges a translation. `findings` are those already made on the target's text; an error of them
/// withholds the block it lies in. `region` is that of the readers.
pub fn judge(
    source: &Doc,
    target: &Doc,
    findings: &[Diagnostic],
    region: Option<&str>,
    levels: &Levels,
    tag: &str,
    record: &Record,
) -> Twin {
    let alignment = align(source, target);
    let mut job = Job { source, target, levels, tag, twin: Twin::default() };
    job.twin.ids = inherited_ids(source, target, &alignment);
    job.missing(&alignment, region);
    job.unsure(&alignment);
    for (s, t) in &alignment.pairs {
        job.pair(*s, *t);
    }
    job.twin.pairs = alignment.pairs;
    if !record.claims.is_empty() {
        job.standing(record);
    }
    for finding in findings {
        job.withhold_around(finding);
    }
    job.twin
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
    levels: &'a Levels,
    tag: &'a str,
    twin: Twin,
}

impl Job<'_> {
    fn missing(&mut self, alignment: &Alignment, region: Option<&str>) {
        let mut missing = alignment.missing.clone();
        missing.sort_by_key(|block| block.source);
        for block in missing {
            let attributes = self.source.tree.attributes_of(block.source);
            // What is for another region is not missing here, and never falls back.
            let foreign = attributes.and_then(|found| found.region.as_deref());
            if foreign.is_some() && foreign != region {
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
                Diagnostic::new(Code::S02, format!("this block {is} missing in `{}`", self.target.file))
                    .at(file, range)
                    .help("translate it; until then readers see this text, labelled")
                    .locale(self.tag),
            );
            self.twin.n_missing += 1;
        }
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
                    .locale(self.tag),
            );
        }
    }

    /// Compares a pair; an error withholds the target's block.
    fn pair(&mut self, s: u32, t: u32) {
        let (from, to) = (self.source.tree.node(s).kind, self.target.tree.node(t).kind);
        match (from, to) {
            (Kind::Heading(a), Kind::Heading(b)) => {
                let (a, b) = (self.source.tree.headings[a as usize].level, self.target.tree.headings[b as usize].level);
                if a != b {
                    self.differ(Code::M01, s, t, format!("this heading has level {b}, its source has level {a}"));
                }
            }
            (Kind::Table(_), Kind::Table(_)) => {
                let (a, b) = (shape(self.source, s), shape(self.target, t));
                if a != b {
                    let message =
                        format!("this table has {} rows and {} columns, its source has {} and {}", b.0, b.1, a.0, a.1);
                    self.differ(Code::M02, s, t, message);
                }
            }
            _ => {}
        }
        if from.holds_inlines() || matches!(from, Kind::TableRow | Kind::TableHead) {
            self.inlines(s, t);
        }
    }

    fn inlines(&mut self, s: u32, t: u32) {
        let a = Parts::of(self.source, s);
        let b = Parts::of(self.target, t);
        if let Some(lost) = a.links.iter().find(|dest| count(&a.links, dest) > count(&b.links, dest)) {
            self.differ(Code::M03, s, t, format!("the link to `{lost}` is missing in the translation"));
        } else if a.n_links != b.n_links {
            let message = format!("the source has {} links here, the translation {}", a.n_links, b.n_links);
            self.differ(Code::M03, s, t, message);
        }
        if a.images != b.images {
            self.differ(Code::M04, s, t, "images or their alternative texts differ from the source".to_owned());
        }
        if a.values != b.values {
            let lost = a.values.iter().find(|key| count(&a.values, key) > count(&b.values, key));
            let message = match lost {
                Some(key) => format!("`{{{{value {key}}}}}` of the source is missing in the translation"),
                None => "the translation shows a value that the source does not".to_owned(),
            };
            self.differ(Code::M05, s, t, message);
        }
        if let Some(lost) = a.footnotes.iter().find(|label| count(&a.footnotes, label) > count(&b.footnotes, label)) {
            self.differ(
                Code::M07,
                s,
                t,
                format!("the footnote `[^{lost}]` of the source is missing in the translation"),
            );
        }
        let critical = self.source.tree.attributes_of(s).is_some_and(|found| found.critical);
        if critical && a.stressed && !b.stressed {
            self.differ(Code::M06, s, t, "this critical block lost the emphasis of its source".to_owned());
        }
        if a.html != b.html {
            self.differ(Code::M08, s, t, "raw HTML differs from the source".to_owned());
        }
    }

    fn differ(&mut self, code: Code, s: u32, t: u32, message: String) {
        let (file, range) = self.target.place_of(self.target.tree.node(t));
        let (source_file, source_range) = self.source.place_of(self.source.tree.node(s));
        let help = match self.levels.level_of(code) {
            Some(Level::Error) => "until it is mended, readers see the source's block instead, labelled",
            _ => "bring the translation in line with its source",
        };
        self.twin.diags.push(
            Diagnostic::new(code, message)
                .at(file, range)
                .label(source_file, source_range, "the source's block")
                .help(help)
                .locale(self.tag),
        );
        if self.levels.level_of(code) == Some(Level::Error) {
            self.twin.replaced.insert(t, s);
            self.twin.faulty.insert(t);
        }
    }

    /// How each pair stands, and what follows for readers.
    fn standing(&mut self, record: &Record) {
        let source_blocks = block::blocks(self.source);
        let current: BTreeSet<BlockHash> = source_blocks.iter().map(|block| block.hash).collect();
        let by_node = |blocks: Vec<Block>| -> BTreeMap<u32, Block> {
            blocks.into_iter().filter_map(|block| Some((block.node?, block))).collect()
        };
        let (sources, targets) = (by_node(source_blocks), by_node(block::blocks(self.target)));
        let mut unchecked: Vec<u32> = Vec::new();
        for (s, t) in self.twin.pairs.clone() {
            let (Some(from), Some(to)) = (sources.get(&s), targets.get(&t)) else { continue };
            let stands = record.claims.freshness(from.hash, to.hash, &current, from.critical, &record.ledger);
            self.twin.standing.push((t, s, stands));
            match stands {
                Freshness::Stale(severity) => self.stale(s, t, severity, from.hash),
                Freshness::Edited | Freshness::Unclaimed => unchecked.push(t),
                Freshness::Fresh(_) => {}
            }
        }
        if let Some(first) = unchecked.first() {
            let (file, range) = self.target.place_of(self.target.tree.node(*first));
            let message = match unchecked.len() {
                1 => "nobody has accepted this block as the translation of its source".to_owned(),
                n => format!("nobody has accepted {n} blocks from here on as the translation of their source"),
            };
            self.twin.diags.push(
                Diagnostic::new(Code::S10, message)
                    .at(file, range)
                    .help("read them beside their source, then `handbook translate accept`")
                    .locale(self.tag),
            );
        }
    }

    fn stale(&mut self, s: u32, t: u32, severity: Severity, hash: BlockHash) {
        let (file, range) = self.target.place_of(self.target.tree.node(t));
        let (source_file, source_range) = self.source.place_of(self.source.tree.node(s));
        let (level, help) = match severity {
            Severity::Minor => (Level::Info, "nothing is shown to readers"),
            Severity::Major => (Level::Warning, "readers are told, and can read the source's block below it"),
            Severity::Critical => (Level::Error, "it is withdrawn: readers see the source's block instead, labelled"),
        };
        let message =
            format!("the source of this block has changed since it was accepted ({}, `{hash}`)", severity.name());
        self.twin.diags.push(
            Diagnostic::new(Code::S03, message)
                .level(level)
                .at(file, range)
                .label(source_file, source_range, "the source as it is now")
                .help(help)
                .locale(self.tag),
        );
        match severity {
            Severity::Minor => {}
            Severity::Major => {
                self.twin.stale.insert(t, s);
            }
            Severity::Critical => {
                // A callout's title is not a block that can be replaced alone.
                let whole = |doc: &Doc, node: u32| match doc.tree.node(node).kind {
                    Kind::AlertTitle => node - 1,
                    _ => node,
                };
                let (s, t) = (whole(self.source, s), whole(self.target, t));
                self.twin.replaced.insert(t, s);
                self.twin.withdrawn.insert(t);
            }
        }
    }

    /// Withholds the paired block in which an error of the target's text lies.
    fn withhold_around(&mut self, finding: &Diagnostic) {
        let mut finding = finding.clone();
        let stands = matches!(finding.code.family(), "L" | "M" | "S");
        if !stands || !self.levels.apply(&mut finding) || finding.level != Level::Error {
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
            self.twin.faulty.insert(t);
        }
    }
}

fn shape(doc: &Doc, table: u32) -> (usize, usize) {
    let rows = doc.tree.children(Some(table)).count();
    let columns = match doc.tree.node(table).kind {
        Kind::Table(at) => doc.tree.tables[at as usize].len(),
        _ => 0,
    };
    (rows, columns)
}

fn count(list: &[String], item: &str) -> usize {
    list.iter().filter(|other| *other == item).count()
}

/// What must be the same in both languages.
#[derive(Default)]
struct Parts {
    /// Destinations inside the book: these must be equal. Others may lead to a page in the language.
    links: Vec<String>,
    n_links: usize,
    /// Whether each image has a text.
    images: Vec<bool>,
    values: Vec<String>,
    footnotes: Vec<String>,
    html: Vec<String>,
    stressed: bool,
}

impl Parts {
    fn of(doc: &Doc, node: u32) -> Parts {
        let tree = &doc.tree;
        let mut parts = Parts::default();
        for index in tree.subtree(node) {
            match tree.nodes[index].kind {
                Kind::Link(at) => {
                    let dest = &tree.links[at as usize].dest;
                    parts.n_links += 1;
                    if !dest.contains(':') {
                        parts.links.push(dest.to_string());
                    }
                }
                Kind::Image(_) => {
                    let text = doc.words_of(index as u32, &str::to_owned);
                    parts.images.push(!text.trim().is_empty());
                }
                Kind::Value(at) => parts.values.push(tree.strings[at as usize].to_string()),
                Kind::FootnoteRef(at) => parts.footnotes.push(tree.strings[at as usize].to_string()),
                Kind::InlineHtml(at) => parts.html.push(tree.strings[at as usize].to_string()),
                Kind::Strong | Kind::Emphasis => parts.stressed = true,
                _ => {}
            }
        }
        parts.links.sort();
        parts.values.sort();
        parts.html.sort();
        parts
    }
}
