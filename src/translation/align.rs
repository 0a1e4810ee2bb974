//! Pairs the blocks of a translation with those of its source, level by level: top blocks first, then
//! the children of paired containers. Blocks of equal kind in equal number are paired in order; else a
//! dynamic program weighs kind, heading level, links, numbers and length.
//!
//! A block that may be missing counts as missing: readers rather see a text twice, in two languages,
//! than not at all. For the same reason two blocks of the source are never taken for one of the target:
//! a paragraph that was lost looks just like one that was drawn together with its neighbour.

mod weigh;

use std::collections::BTreeSet;

use super::anchors::Anchors;
use super::length;
use crate::document::{Doc, Kind};
use weigh::{Step, best_steps, class, features};

/// Which blocks belong together. Numbers are node indices.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// (source, target), containers and what they hold, ordered by target.
    pub pairs: Vec<(u32, u32)>,
    pub missing: Vec<Missing>,
    /// Blocks of the target that stand for nothing in the source.
    pub extra: Vec<u32>,
    /// Blocks of the target whose partner is uncertain.
    pub unsure: Vec<u32>,
}

/// A block of the source that the target lacks, or may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    pub source: u32,
    /// The target's container in which it is missing; `None` at the top.
    pub parent: Option<u32>,
    /// Index of the target's node before which it belongs; the container's end if it was the last.
    pub before: u32,
    /// Whether it is missing in every likely alignment.
    pub sure: bool,
}

/// Aligns two documents between the pairs that are known. Footnote definitions are paired by label, wherever they
/// stand.
pub fn align(source: &Doc, target: &Doc, anchors: &Anchors) -> Alignment {
    let mut work: Vec<(Option<u32>, Option<u32>)> = vec![(None, None)];
    let mut taken: BTreeSet<u32> = anchors.covered.keys().copied().collect();
    taken.extend(anchors.pairs.iter().map(|pair| pair.0));
    let mut job = Job { source, target, anchors, taken, ratio: None, out: Alignment::default() };
    for footnote in &target.tree.footnotes {
        let partner = source.tree.footnotes.iter().find(|other| other.label == footnote.label);
        if let Some(partner) = partner {
            job.out.pairs.push((partner.node, footnote.node));
            work.push((Some(partner.node), Some(footnote.node)));
        }
    }
    job.out.pairs.extend(&anchors.pairs);
    // Rows have cells.
    let with_children = |pair: &&(u32, u32)| !source.tree.node(pair.0).kind.holds_inlines();
    work.extend(anchors.pairs.iter().filter(with_children).map(|pair| (Some(pair.0), Some(pair.1))));
    while let Some((source_parent, target_parent)) = work.pop() {
        let s = children(source, source_parent);
        let t = children(target, target_parent);
        work.extend(job.level(&s, &t, target_parent).into_iter().map(|(s, t)| (Some(s), Some(t))));
    }
    job.out.pairs.sort_by_key(|pair| pair.1);
    job.out
}

fn children(doc: &Doc, parent: Option<u32>) -> Vec<u32> {
    doc.tree.children(parent).filter(|node| !matches!(doc.tree.node(*node).kind, Kind::Footnote(_))).collect()
}

struct Job<'a> {
    source: &'a Doc,
    target: &'a Doc,
    anchors: &'a Anchors,
    /// Nodes of the source that the anchors hold.
    taken: BTreeSet<u32>,
    /// Most translations have the blocks of their source, and need no ratio.
    ratio: Option<f32>,
    out: Alignment,
}

impl Job<'_> {
    /// Aligns the children of two containers; gives the pairs whose own children are to be aligned.
    fn level(&mut self, s: &[u32], t: &[u32], parent: Option<u32>) -> Vec<(u32, u32)> {
        let mut below = Vec::new();
        let known = self.known(s, t);
        for (i, j) in &known {
            let pair = (s[*i], t[*j]);
            if self.anchors.of_target(pair.1).is_none() {
                self.out.pairs.push(pair);
                below.push(pair);
            }
        }
        let end = parent.map_or(self.target.tree.nodes.len() as u32, |parent| self.target.tree.node(parent).end);
        let held: (BTreeSet<usize>, BTreeSet<usize>) = known.iter().copied().unzip();
        let open_source = |at: &usize| !held.0.contains(at) && !self.taken.contains(&s[*at]);
        let open_target = |at: &usize| !held.1.contains(at) && self.anchors.of_target(t[*at]).is_none();
        let mut gaps = Vec::new();
        let mut from = (0, 0);
        for (i, j) in chain(&known).into_iter().chain([(s.len(), t.len())]) {
            let s_gap: Vec<u32> = (from.0..i).filter(open_source).map(|at| s[at]).collect();
            let t_gap: Vec<u32> = (from.1..j).filter(open_target).map(|at| t[at]).collect();
            gaps.push((s_gap, t_gap, t.get(j).copied().unwrap_or(end)));
            from = (i + 1, j + 1);
        }
        for (s, t, end) in gaps {
            below.extend(self.between(&s, &t, parent, end));
        }
        below
    }

    /// Pairs of this level (indices) that are anchored, or hold what is: a container belongs to the one that most of
    /// its anchored blocks belong to. Ordered by target; nothing stands in two of them.
    fn known(&self, s: &[u32], t: &[u32]) -> Vec<(usize, usize)> {
        let mut known: Vec<(usize, usize)> = Vec::new();
        if self.anchors.pairs.is_empty() {
            return known;
        }
        let mut taken = BTreeSet::new();
        for (j, node) in t.iter().enumerate() {
            let range = self.target.tree.subtree(*node);
            let first = self.anchors.pairs.partition_point(|pair| (pair.1 as usize) < range.start);
            let inner = self.anchors.pairs[first..].iter().take_while(|pair| (pair.1 as usize) < range.end);
            let mut votes: Vec<(usize, usize)> = Vec::new();
            for (source, _) in inner {
                // The child of this level that the block is, or lies in.
                let Some(i) = s.partition_point(|child| child <= source).checked_sub(1) else { continue };
                if self.source.tree.node(s[i]).end <= *source {
                    continue;
                }
                match votes.iter_mut().find(|vote| vote.0 == i) {
                    Some(vote) => vote.1 += 1,
                    None => votes.push((i, 1)),
                }
            }
            votes.retain(|vote| !taken.contains(&vote.0));
            let alike = |vote: &&(usize, usize)| class(self.source, s[vote.0]) == class(self.target, *node);
            let best = votes.iter().filter(alike).max_by_key(|vote| (vote.1, std::cmp::Reverse(vote.0)));
            if let Some((i, _)) = best {
                taken.insert(*i);
                known.push((*i, j));
            }
        }
        known
    }

    /// Aligns what no anchor holds. `end` is the target's node before which a block belongs that comes last.
    fn between(&mut self, s: &[u32], t: &[u32], parent: Option<u32>, end: u32) -> Vec<(u32, u32)> {
        let (source, target) = (self.source, self.target);
        let same = s.len() == t.len() && s.iter().zip(t).all(|(a, b)| class(source, *a) == class(target, *b));
        let steps = if same {
            (0..s.len()).map(|at| Step::Pair(at, at)).collect()
        } else {
            let ratio = *self.ratio.get_or_insert_with(|| length::ratio(source, target));
            best_steps(&features(source, s), &features(target, t), ratio)
        };
        let mut below = Vec::new();
        for step in steps {
            match step {
                Step::Pair(a, b) => {
                    let pair = (s[a], t[b]);
                    self.out.pairs.push(pair);
                    if !source.tree.node(pair.0).kind.holds_inlines() {
                        below.push(pair);
                    }
                }
                Step::Unsure(b) => self.out.unsure.push(t[b]),
                Step::Missing { source, before, sure } => {
                    let before = t.get(before).copied().unwrap_or(end);
                    self.out.missing.push(Missing { source: s[source], parent, before, sure });
                }
                Step::Extra(b) => self.out.extra.push(t[b]),
            }
        }
        below
    }
}

/// The longest run of pairs in the same order on both sides; the pairs are ordered by target.
fn chain(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // Length of the longest run that ends with a pair, and the pair before it.
    let mut runs: Vec<(usize, Option<usize>)> = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        let in_order = at > 0 && pairs[at - 1].0 < pair.0 && runs[at - 1].0 == at;
        let before = match in_order {
            true => Some(at - 1),
            false => (0..at).filter(|other| pairs[*other].0 < pair.0).max_by_key(|other| runs[*other].0),
        };
        runs.push((before.map_or(1, |before| runs[before].0 + 1), before));
    }
    let mut out = Vec::new();
    let mut at = (0..pairs.len()).max_by_key(|at| runs[*at].0);
    while let Some(last) = at {
        out.push(pairs[last]);
        at = runs[last].1;
    }
    out.reverse();
    out
}
