//! How each pair stands with the claims, and what follows for readers.

use std::collections::{BTreeMap, BTreeSet};

use super::{Front, Job, Standing};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::document::{Doc, Kind};
use crate::project::State;
use crate::translation::accept::floor;
use crate::translation::block::{Block, BlockHash, BlockKind};
use crate::translation::figures;
use crate::translation::freshness::Freshness;
use crate::translation::ledger::Severity;
use crate::translation::record::LEDGER;
use crate::vpath::VPath;

impl Job<'_> {
    /// Asks the claims for each pair.
    pub(super) fn standing(&mut self, sources: &[Block], targets: &[Block]) {
        let current: BTreeSet<BlockHash> = sources.iter().map(|block| block.hash).collect();
        let mut unchecked: Vec<u32> = Vec::new();
        let mut machine: Vec<u32> = Vec::new();
        self.front(sources, targets, &current);
        let sources: BTreeMap<u32, &Block> = sources.iter().filter_map(|block| Some((block.node?, block))).collect();
        let targets: BTreeMap<u32, &Block> = targets.iter().filter_map(|block| Some((block.node?, block))).collect();
        for (s, t) in self.twin.pairs.clone() {
            let (Some(from), Some(to)) = (sources.get(&s), targets.get(&t)) else { continue };
            let covered: Vec<u32> = self.twin.covered.iter().filter(|pair| pair.1 == t).map(|pair| pair.0).collect();
            let mut freshness = self.freshness(from, to, &current);
            let mut state = self.rules.record.claims.state_of(from.hash, to.hash);
            // A text that stands for several blocks is as good as the worst of its claims.
            for other in covered.iter().filter_map(|node| sources.get(node)) {
                freshness = worse(freshness, self.freshness(other, to, &current));
                state = state.min(self.rules.record.claims.state_of(other.hash, to.hash));
            }
            self.twin.standing.push(Standing { target: t, source: s, freshness, state });
            match freshness {
                Freshness::Stale(severity) => self.stale(s, t, severity, from.hash),
                Freshness::Edited | Freshness::Unclaimed => unchecked.push(t),
                Freshness::Fresh(_) => {}
            }
            if state < self.rules.minima.publish {
                let (s, t) = (whole(self.source, s), whole(self.target, t));
                self.twin.replaced.insert(t, s);
            } else if state == State::Machine && !self.twin.replaced.contains_key(&t) {
                machine.push(t);
            }
            let shown = !self.twin.replaced.contains_key(&whole(self.target, t));
            if from.critical && shown && state < self.rules.minima.critical && !self.rules.record.claims.is_empty() {
                let message = format!("this critical block is `{}` only", state.name());
                let help = "have it checked, then `handbook translate accept` or `review` it; \
                            `critical_min` says how far it must be";
                self.report(Code::R03, t, message, help);
            }
        }
        if !self.rules.record.claims.is_empty() {
            let message = |n: usize| match n {
                1 => "nobody has accepted this block as the translation of its source".to_owned(),
                n => format!("nobody has accepted {n} blocks from here on as the translation of their source"),
            };
            self.first(
                Code::S10,
                &unchecked,
                &message,
                "read them beside their source, then `handbook translate accept`",
            );
        }
        let message = |n: usize| match n {
            1 => "this block was translated by a machine, and is shown".to_owned(),
            n => format!("{n} blocks from here on were translated by a machine, and are shown"),
        };
        self.first(Code::R06, &machine, &message, "have them checked, or raise `publish_min` above `machine`");
    }

    /// How a pair stands. Where numbers, negations or duties changed, no entry of the ledger makes less of it.
    fn freshness(&mut self, from: &Block, to: &Block, current: &BTreeSet<BlockHash>) -> Freshness {
        let record = self.rules.record;
        let stands = record.claims.freshness(from.hash, to.hash, current, from.critical, &record.edits.ledger);
        let Freshness::Stale(severity) = stands else { return stands };
        let Some(before) = record.claims.source_before(from.hash, to.hash) else { return stands };
        let was = record.edits.texts.get(&before).map(String::as_str);
        let (floor, _) = floor(was, &from.text, from.critical, figures::language(self.source));
        if floor <= severity {
            return stands;
        }
        self.twin.diags.push(
            Diagnostic::new(
                Code::S06,
                format!(
                    "the change from `{before}` to `{}` is {} at least, not {}",
                    from.hash,
                    floor.name(),
                    severity.name()
                ),
            )
            .in_file(&VPath::known(LEDGER))
            .help("numbers, negations or duties changed: classify it again"),
        );
        Freshness::Stale(floor)
    }

    /// Title and description, which stand in no tree.
    fn front(&mut self, sources: &[Block], targets: &[Block], current: &BTreeSet<BlockHash>) {
        for kind in [BlockKind::Title, BlockKind::Description] {
            let of = |blocks: &'_ [Block]| blocks.iter().position(|block| block.kind == kind);
            let Some(to) = of(targets).map(|at| &targets[at]) else { continue };
            let Some(from) = of(sources).map(|at| &sources[at]) else {
                // The source has none: nobody can have accepted it.
                let (freshness, state) = (Freshness::Unclaimed, State::Draft);
                let withheld = state < self.rules.minima.publish;
                self.twin.front.push(Front { kind, freshness, state, withheld, faulty: BTreeSet::new() });
                continue;
            };
            let freshness = self.freshness(from, to, current);
            let state = self.rules.record.claims.state_of(from.hash, to.hash);
            let grave = match freshness {
                Freshness::Stale(Severity::Critical) => true,
                // There is no room for a note beside a title: one that may be wrong is not shown.
                Freshness::Stale(Severity::Major) => self.guard_fires(from, to),
                _ => false,
            };
            let withheld = grave || state < self.rules.minima.publish;
            self.twin.front.push(Front { kind, freshness, state, withheld, faulty: BTreeSet::new() });
            if let Freshness::Stale(severity) = freshness {
                let (file, range) = (self.target.origin(), 0..0);
                let what = kind.name();
                let message = format!(
                    "the source of this {what} has changed since it was accepted ({}, `{}`)",
                    severity.name(),
                    from.hash
                );
                self.twin.diags.push(
                    Diagnostic::new(Code::S03, message)
                        .level(level(severity))
                        .at(file, range)
                        .help("read it beside its source, then `handbook translate accept`")
                        .locale(self.rules.tag),
                );
            }
        }
    }

    /// Whether numbers, negations or duties of a source changed since its translation was accepted.
    fn guard_fires(&self, from: &Block, to: &Block) -> bool {
        let record = self.rules.record;
        let before = record.claims.source_before(from.hash, to.hash);
        let was = before.and_then(|before| record.edits.texts.get(&before)).map(String::as_str);
        floor(was, &from.text, from.critical, figures::language(self.source)).1.is_some()
    }

    /// Reports the first of several blocks for all of them.
    fn first(&mut self, code: Code, nodes: &[u32], message: &dyn Fn(usize) -> String, help: &str) {
        if let Some(first) = nodes.first() {
            self.report(code, *first, message(nodes.len()), help);
        }
    }

    fn report(&mut self, code: Code, node: u32, message: String, help: &str) {
        let (file, range) = self.target.place_of(self.target.tree.node(node));
        self.twin.diags.push(Diagnostic::new(code, message).at(file, range).help(help).locale(self.rules.tag));
    }

    fn stale(&mut self, s: u32, t: u32, severity: Severity, hash: BlockHash) {
        let (file, range) = self.target.place_of(self.target.tree.node(t));
        let (source_file, source_range) = self.source.place_of(self.source.tree.node(s));
        let help = match severity {
            Severity::Minor => "nothing is shown to readers",
            Severity::Major => "readers are told, and can read the source's block below it",
            Severity::Critical => "it is withdrawn: readers see the source's block instead, labelled",
        };
        let message =
            format!("the source of this block has changed since it was accepted ({}, `{hash}`)", severity.name());
        self.twin.diags.push(
            Diagnostic::new(Code::S03, message)
                .level(level(severity))
                .at(file, range)
                .label(source_file, source_range, "the source as it is now")
                .help(help)
                .locale(self.rules.tag),
        );
        match severity {
            Severity::Minor => {}
            Severity::Major => {
                let edits = self.rules.record.edits.ledger.edits.iter().filter(|edit| edit.to == hash);
                self.twin.stale.insert(t, (s, edits.map(|edit| edit.date).max()));
            }
            Severity::Critical => {
                let (s, t) = (whole(self.source, s), whole(self.target, t));
                self.twin.replaced.insert(t, s);
                self.twin.withdrawn.insert(t);
            }
        }
    }
}

/// The graver of two: what is stale goes before what nobody has looked at.
fn worse(a: Freshness, b: Freshness) -> Freshness {
    let rank = |freshness: Freshness| match freshness {
        Freshness::Fresh(_) => 0,
        Freshness::Stale(Severity::Minor) => 1,
        Freshness::Edited => 2,
        Freshness::Unclaimed => 3,
        Freshness::Stale(Severity::Major) => 4,
        Freshness::Stale(Severity::Critical) => 5,
    };
    if rank(b) > rank(a) { b } else { a }
}

fn level(severity: Severity) -> Level {
    match severity {
        Severity::Minor => Level::Info,
        Severity::Major => Level::Warning,
        Severity::Critical => Level::Error,
    }
}

/// A callout's title is not a block that can be replaced alone.
fn whole(doc: &Doc, node: u32) -> u32 {
    match doc.tree.node(node).kind {
        Kind::AlertTitle => node - 1,
        _ => node,
    }
}
