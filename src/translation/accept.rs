//! Accepting: from the pairs of a chapter to claims. Refuses to call an old text the translation of a new one
//! unless somebody says why, and never where numbers, negations or duties changed.

use std::collections::{BTreeMap, BTreeSet};

use super::block::{self, Block, BlockHash, BlockKind};
use super::judge::Twin;
use super::ledger::Severity;
use super::lock::{Claim, State};
use super::numbers;
use super::record::Record;
use crate::data::Date;
use crate::document::Doc;

/// What stands for a text of the source that the base store does not have, or not as it was.
const NOT_KEPT: &str = "(a text that is not kept)";

/// Blocks that stand for each other and can be claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    pub source: Block,
    pub target: Block,
    /// More blocks of the source that the target stands for.
    pub others: Vec<BlockHash>,
}

/// What is to be accepted, and as what.
pub struct Order<'a> {
    pub state: State,
    pub who: &'a str,
    pub date: Date,
    /// Why an old text still holds though its source has changed.
    pub unchanged: Option<&'a str>,
    /// Codes of checks whose findings do not count for these pairs, and why.
    pub waive: &'a [(&'static str, String)],
    /// Part of a first alignment, which nobody has looked at block by block.
    pub adopted: bool,
    /// Only blocks whose source hash begins so.
    pub only: Option<&'a str>,
    /// The source's language.
    pub source: &'a str,
}

/// Why a block was not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The text was accepted for another form of the source, and has not changed with it.
    Unchanged { pair: Pair, was: Option<String> },
    /// What changed in the source could do harm, and the text has not changed with it.
    Guarded { pair: Pair, was: String, now: String },
    /// The translation of the block has an error.
    Withheld(Pair),
    /// It could stand for another block of the source, and nobody has looked at it.
    Unsure(Pair),
}

/// What speaks against a pair.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults {
    /// Codes of the translation's errors.
    pub errors: Vec<&'static str>,
    /// Whether the target could stand for another block of the source.
    pub unsure: bool,
}

/// The claimable pairs of a chapter: title and description, and what the alignment found.
pub fn pairs(source: &Doc, target: &Doc, twin: &Twin) -> Vec<Pair> {
    let (sources, targets) = (block::blocks(source), block::blocks_of_translation(target));
    let front = [BlockKind::Title, BlockKind::Description].into_iter().filter_map(|kind| {
        let of = |blocks: &[Block]| blocks.iter().find(|block| block.kind == kind).cloned();
        Some(Pair { source: of(&sources)?, target: of(&targets)?, others: Vec::new() })
    });
    let mut out: Vec<Pair> = front.collect();
    let by_node: BTreeMap<u32, &Block> = sources.iter().filter_map(|block| Some((block.node?, block))).collect();
    out.extend(targets.iter().filter_map(|target| {
        let source = by_node.get(&twin.source_of(target.node?)?)?;
        let covered = twin.covered.iter().filter(|(_, by)| Some(*by) == target.node);
        let others = covered.filter_map(|(node, _)| Some(by_node.get(node)?.hash)).collect();
        Some(Pair { source: (*source).clone(), target: target.clone(), others })
    }));
    out
}

/// The claims that accept the pairs of a chapter, and what was refused.
pub fn accept(
    pairs: &[Pair],
    twin: &Twin,
    target: &Doc,
    record: &Record,
    order: &Order<'_>,
) -> (BTreeSet<Claim>, Vec<Refused>) {
    let faults = |pair: &Pair| Faults {
        errors: match pair.target.node {
            Some(node) => twin.errors_of(node, &target.tree),
            None => twin.errors_of_front(pair.target.kind),
        },
        unsure: pair.target.node.is_some_and(|node| twin.is_unsure(node, &target.tree)),
    };
    accept_judged(pairs, &faults, record, order)
}

/// The same for pairs of which somebody else says what speaks against them.
pub fn accept_judged(
    pairs: &[Pair],
    faults: &dyn Fn(&Pair) -> Faults,
    record: &Record,
    order: &Order<'_>,
) -> (BTreeSet<Claim>, Vec<Refused>) {
    let base = &record.edits.texts;
    let mut claims = BTreeSet::new();
    let mut refused = Vec::new();
    for pair in pairs {
        let named = order.only.is_none_or(|only| pair.source.hash.to_string().starts_with(only));
        let known = record.claims.of_pair(pair.source.hash, pair.target.hash);
        let whole = |known: &Claim| {
            known.sources.iter().all(|source| *source == pair.source.hash || pair.others.contains(source))
        };
        let done = |known: &Claim| known.state != State::Revoked && known.state >= order.state && whole(known);
        if !named || known.is_some_and(done) {
            continue;
        }
        let Faults { errors, unsure } = faults(pair);
        if order.adopted && unsure {
            refused.push(Refused::Unsure(pair.clone()));
            continue;
        }
        let quoted = |why: &str| why.replace(['"', '\n', '\r'], " ");
        let before = record.claims.source_before(pair.source.hash, pair.target.hash);
        let mut flags: Vec<String> = Vec::new();
        // What changed in the source says more than what is wrong with the pair now.
        let text_of = |hash: &BlockHash| base.get(hash).map(String::as_str);
        let guarded = before.and_then(|before| floor(text_of(&before), &pair.source.text, false, order.source).1);
        // Blocks that the text was accepted for as well, and that are no longer there.
        let lost = known.filter(|known| known.state != State::Revoked).and_then(|known| {
            let stays = |source: &&BlockHash| **source == pair.source.hash || pair.others.contains(source);
            known.sources.iter().find(|source| !stays(source))
        });
        let lost = lost.map(|lost| (text_of(lost).unwrap_or(NOT_KEPT).to_owned(), "(no longer there)".to_owned()));
        if let Some((was, now)) = guarded.or(lost) {
            refused.push(Refused::Guarded { pair: pair.clone(), was, now });
            continue;
        }
        if errors.iter().any(|code| order.waive.iter().all(|(waived, _)| waived != code)) {
            refused.push(Refused::Withheld(pair.clone()));
            continue;
        }
        if let Some(before) = before {
            let was = base.get(&before);
            match order.unchanged {
                Some(why) => flags.push(format!("u \"{}\"", quoted(why))),
                None => {
                    refused.push(Refused::Unchanged { pair: pair.clone(), was: was.cloned() });
                    continue;
                }
            }
        } else if order.adopted {
            flags.push("a".to_owned());
        }
        let waived = order.waive.iter().filter(|(code, _)| errors.contains(code));
        flags.extend(waived.map(|(code, why)| format!("waive:{code} \"{}\"", quoted(why))));
        claims.insert(Claim {
            target: pair.target.hash,
            sources: std::iter::once(pair.source.hash).chain(pair.others.iter().copied()).collect(),
            state: order.state,
            who: order.who.to_owned(),
            date: order.date,
            flags: flags.join(" "),
        });
    }
    (claims, refused)
}

/// The least that an edit of the source can be called, with what was lost and what came of numbers, negations and
/// duties. `tag` is the source's language. A text before it that is not kept cannot be told to say the same.
pub fn floor(was: Option<&str>, now: &str, critical: bool, tag: &str) -> (Severity, Option<(String, String)>) {
    let changed = match was {
        Some(was) => changed_tokens(was, now, tag),
        None => Some((NOT_KEPT.to_owned(), now.to_owned())),
    };
    let severity = match (&changed, critical) {
        (None, _) => Severity::Minor,
        (Some(_), false) => Severity::Major,
        (Some(_), true) => Severity::Critical,
    };
    (severity, changed)
}

/// Numbers and guarded words of a language that one text has and the other has not; `None` if they are the same.
pub fn changed_tokens(was: &str, now: &str, tag: &str) -> Option<(String, String)> {
    numbers::changed(was, now, tag)
}
