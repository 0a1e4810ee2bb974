//! What comes back from translators, merged: for each entry the text that was handed out, the one that stands in the
//! chapter now, and the one that was returned. What only one side changed is taken; what both changed is a conflict,
//! and then nothing of the file is taken at all.

use std::collections::BTreeMap;

use super::block::{Block, BlockHash, BlockKind};
use super::edit::{Reading, canonical};
use super::exchange::{Entry, Exported, is_doubtful, kind_of};
use super::freshness::Claims;
use super::ledger::Ledger;
use super::lock::Claim;

/// A chapter as it stands, and what each source block is translated by.
pub struct Standing<'a> {
    pub sources: &'a [Block],
    pub targets: &'a [Block],
    /// Of each source block, position among the targets.
    pub pairs: &'a [Option<usize>],
    pub claims: &'a Claims,
    pub ledger: &'a Ledger,
}

/// What is to be done for an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub place: Place,
    /// Kind and canonical text of the translation.
    pub kind: BlockKind,
    pub text: String,
    /// Whether the text is another than the one that stands there.
    pub is_new: bool,
    /// What the text is a translation of: hash and text; `None` if nobody vouches for it yet.
    pub claim: Option<(BlockHash, String)>,
    /// More blocks of the source that it stands for: those that the text in its place was accepted for as well.
    pub others: Vec<BlockHash>,
}

/// Where a translation goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A block of the target is rewritten.
    Target(usize),
    /// A block of the source has no translation yet.
    Source(usize),
}

/// Why an entry was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Both sides changed: what stands in the chapter, and what was returned.
    Conflict { text: String, ours: String, theirs: String },
    /// Its place is gone, or nobody can tell which it is.
    NoPlace(String),
    /// It is not one block of Markdown.
    NoBlock(String),
}

/// Decides over the entries of one chapter. With `theirs` the returned text wins.
pub fn merge(
    entries: &[&Entry],
    chapter: &Standing<'_>,
    theirs: bool,
    reading: Reading<'_>,
) -> (Vec<Change>, Vec<Problem>) {
    let places = places(entries, chapter);
    let (mut changes, mut problems) = (Vec::new(), Vec::new());
    for (at, entry) in entries.iter().enumerate() {
        if entry.translation.trim().is_empty() {
            continue;
        }
        match one(entry, at, &places, entries, chapter, theirs, reading) {
            Ok(Some(change)) => changes.push(change),
            Ok(None) => {}
            Err(problem) => problems.push(problem),
        }
    }
    (changes, problems)
}

fn one(
    entry: &Entry,
    at: usize,
    places: &[Option<usize>],
    entries: &[&Entry],
    chapter: &Standing<'_>,
    theirs: bool,
    reading: Reading<'_>,
) -> Result<Option<Change>, Problem> {
    let source = places[at].map(|at| &chapter.sources[at]);
    let kind = source.map_or_else(|| kind_of(&entry.text, entry.mark.source), |source| source.kind);
    let hash = source.map_or_else(|| BlockHash::of(kind, &entry.text), |source| source.hash);
    // Where it stands now. An old text is known by its translation, which waits where it was.
    let of_old = || match entry.mark.exported {
        Exported::Text(hash) => chapter.targets.iter().position(|target| target.hash == hash),
        _ => None,
    };
    let successor = match places[at] {
        Some(source) => Some(source),
        None if of_old().is_none() => successor(at, kind, places, entries, chapter),
        None => None,
    };
    let target = match successor {
        Some(source) => chapter.pairs[source],
        None => of_old(),
    };
    let now = target.map(|at| &chapter.targets[at]);
    // As it was handed out, to the letter, it is no edit, however it would be read as Markdown.
    let written = BlockHash::of(kind, &entry.translation);
    let same = now.is_some_and(|now| now.hash == written) || entry.mark.exported == Exported::Text(written);
    let text = match same {
        true => entry.translation.clone(),
        false => canonical(kind, &entry.translation, reading)
            .ok_or_else(|| Problem::NoBlock(format!("{}: {}", entry.context(), entry.translation)))?,
    };
    let returned = BlockHash::of(kind, &text);
    let change = |is_new: bool| {
        let place = match (target, successor) {
            (Some(target), _) => Place::Target(target),
            (None, Some(source)) => Place::Source(source),
            (None, None) => return Err(Problem::NoPlace(format!("{}: {}", entry.context(), entry.text))),
        };
        let claim = (!entry.fuzzy).then(|| (hash, entry.text.clone()));
        let others = now.map(|now| joined(now, hash, source.is_some(), chapter)).unwrap_or_default();
        Ok(Some(Change { place, kind, text: text.clone(), is_new, claim, others }))
    };
    let conflict = || {
        let ours = now.map(|now| now.text.clone()).unwrap_or_default();
        Problem::Conflict { text: format!("{}: {}", entry.context(), entry.text), ours, theirs: text.clone() }
    };
    let exported = match entry.mark.exported {
        Exported::Unknown => None,
        Exported::Missing => Some(None),
        Exported::Text(hash) => Some(Some(hash)),
    };
    let current = now.map(|now| now.hash);
    match exported {
        Some(was) if was == Some(returned) => {
            // Somebody looked at it and says that it holds. Whether that may be, the guard decides.
            let confirmed = is_doubtful(entry.mark.standing) && !entry.fuzzy;
            if confirmed && current == was && places[at].is_some() { change(false) } else { Ok(None) }
        }
        Some(was) if was == current => change(true),
        Some(_) if current == Some(returned) => change(false),
        // Nobody can tell whether somebody wrote it or it is what stood there.
        None if current == Some(returned) => Ok(None),
        Some(_) => {
            if theirs {
                change(true)
            } else {
                Err(conflict())
            }
        }
        None => {
            let accepted = now.is_some_and(|now| chapter.claims.of_target(now.hash).next().is_some());
            if theirs || !accepted { change(true) } else { Err(conflict()) }
        }
    }
}

/// The blocks of the source that a text was accepted for together with this one, as they are now; as they were, if
/// this one is itself an old one. What has a translation of its own by now is none of them.
fn joined(now: &Block, hash: BlockHash, is_current: bool, chapter: &Standing<'_>) -> Vec<BlockHash> {
    let joins = |claim: &&Claim| claim.sources.len() > 1;
    let Some(claim) = chapter.claims.of_target(now.hash).filter(joins).max_by_key(|claim| claim.date) else {
        return Vec::new();
    };
    let position = |hash: BlockHash| chapter.sources.iter().position(|source| source.hash == hash);
    let mut out: Vec<BlockHash> = Vec::new();
    for source in claim.sources.iter().filter(|source| **source != hash) {
        let as_now = match position(*source) {
            Some(_) => Some(*source),
            None if !is_current => Some(*source),
            None => chapter.ledger.successor(*source, &|hash| position(hash).is_some()),
        };
        let translated = |hash: BlockHash| position(hash).is_some_and(|at| chapter.pairs[at].is_some());
        out.extend(as_now.filter(|other| *other != hash && !translated(*other) && !out.contains(other)));
    }
    out
}

/// The source block of each entry. Several with one text are told apart by their number, or, if there are more or
/// fewer of them by now, by their translations.
fn places(entries: &[&Entry], chapter: &Standing<'_>) -> Vec<Option<usize>> {
    let mut blocks: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, block) in chapter.sources.iter().enumerate() {
        blocks.entry(&block.text).or_default().push(at);
    }
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        groups.entry(&entry.text).or_default().push(at);
    }
    let mut out = vec![None; entries.len()];
    for (text, mut group) in groups {
        let Some(found) = blocks.get(text) else { continue };
        group.sort_by_key(|at| entries[*at].n);
        if found.len() == group.len() {
            for (at, place) in group.iter().zip(found) {
                out[*at] = Some(*place);
            }
            continue;
        }
        let mut free: Vec<usize> = found.clone();
        for at in group {
            let Exported::Text(hash) = entries[at].mark.exported else { continue };
            let holds = |place: &usize| chapter.pairs[*place].is_some_and(|pair| chapter.targets[pair].hash == hash);
            if let Some(index) = free.iter().position(holds) {
                out[at] = Some(free.remove(index));
            }
        }
    }
    out
}

/// The block that has taken the place of one that is gone: the only one of its kind between the same neighbours.
fn successor(
    at: usize,
    kind: BlockKind,
    places: &[Option<usize>],
    entries: &[&Entry],
    chapter: &Standing<'_>,
) -> Option<usize> {
    let before = places[..at].iter().rev().flatten().next().map_or(0, |place| place + 1);
    let after = places[at + 1..].iter().flatten().next().copied().unwrap_or(chapter.sources.len());
    let taken: Vec<usize> = places.iter().flatten().copied().collect();
    let mut free = (before..after).filter(|place| chapter.sources[*place].kind == kind && !taken.contains(place));
    let first = free.next()?;
    let gone = |entry: &&Entry| entry.text == entries[at].text;
    (free.next().is_none() && entries.iter().filter(|entry| gone(entry)).count() == 1).then_some(first)
}
