//! Pairs the blocks of a translation with those of its source, level by level: top blocks first, then
//! the children of paired containers. Blocks of equal kind in equal number are paired in order; else a
//! dynamic program weighs kind, heading level, links, numbers and length.

use crate::document::{Doc, Kind};

/// Leaving a block without a partner costs this much.
const GAP: f32 = 0.7;
/// Pairs that cost more than this are not made.
const TOO_FAR: f32 = 1.3;

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

/// A block of the source that the target lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    pub source: u32,
    /// The target's container in which it is missing; `None` at the top.
    pub parent: Option<u32>,
    /// Index of the target's node before which it belongs; the container's end if it was the last.
    pub before: u32,
}

/// Aligns two documents. Footnote definitions are paired by label, wherever they stand.
pub fn align(source: &Doc, target: &Doc) -> Alignment {
    let mut out = Alignment::default();
    let mut work: Vec<(Option<u32>, Option<u32>)> = vec![(None, None)];
    for (at, footnote) in target.tree.footnotes.iter().enumerate() {
        let partner = source.tree.footnotes.iter().find(|other| other.label == footnote.label);
        let _ = at;
        if let Some(partner) = partner {
            out.pairs.push((partner.node, footnote.node));
            work.push((Some(partner.node), Some(footnote.node)));
        }
    }
    while let Some((source_parent, target_parent)) = work.pop() {
        let s = children(source, source_parent);
        let t = children(target, target_parent);
        level(source, target, &s, &t, target_parent, &mut out, &mut work);
    }
    out.pairs.sort_by_key(|pair| pair.1);
    out
}

fn children(doc: &Doc, parent: Option<u32>) -> Vec<u32> {
    doc.tree.children(parent).filter(|node| !matches!(doc.tree.node(*node).kind, Kind::Footnote(_))).collect()
}

fn level(
    source: &Doc,
    target: &Doc,
    s: &[u32],
    t: &[u32],
    target_parent: Option<u32>,
    out: &mut Alignment,
    work: &mut Vec<(Option<u32>, Option<u32>)>,
) {
    let same = s.len() == t.len() && s.iter().zip(t).all(|(a, b)| class(source, *a) == class(target, *b));
    let steps = if same {
        (0..s.len()).map(|at| Step::Pair(at, at)).collect()
    } else {
        best_steps(&features(source, s), &features(target, t))
    };
    let end = target_parent.map_or(target.tree.nodes.len() as u32, |parent| target.tree.node(parent).end);
    for step in steps {
        match step {
            Step::Pair(a, b) => {
                let pair = (s[a], t[b]);
                out.pairs.push(pair);
                if !source.tree.node(pair.0).kind.holds_inlines() {
                    work.push((Some(pair.0), Some(pair.1)));
                }
            }
            Step::Unsure(b) => out.unsure.push(t[b]),
            Step::Missing(a, b) => {
                let before = t.get(b).copied().unwrap_or(end);
                out.missing.push(Missing { source: s[a], parent: target_parent, before });
            }
            Step::Extra(b) => out.extra.push(t[b]),
            // Two blocks were drawn together or apart in translation: all text is there.
            Step::Merged => {}
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Pair(usize, usize),
    /// Comes after the pair of that target block.
    Unsure(usize),
    /// Source block, and the target block before which it belongs.
    Missing(usize, usize),
    Extra(usize),
    Merged,
}

/// The kind of a block as far as two languages must agree.
fn class(doc: &Doc, node: u32) -> u8 {
    match doc.tree.node(node).kind {
        Kind::Paragraph | Kind::Plain => 1,
        Kind::Heading(at) => 10 + doc.tree.headings[at as usize].level,
        Kind::Quote => 2,
        Kind::Alert(_) => 3,
        Kind::AlertTitle => 4,
        Kind::Code(_) => 5,
        Kind::Html(_) => 6,
        Kind::List | Kind::OrderedList(_) => 7,
        Kind::Item | Kind::Task(_) => 8,
        Kind::Table(_) => 20,
        Kind::TableHead => 21,
        Kind::TableRow => 22,
        Kind::TableCell => 23,
        Kind::DefinitionList => 24,
        Kind::Term => 25,
        Kind::Definition => 26,
        Kind::Rule => 27,
        _ => 0,
    }
}

struct Feature {
    class: u8,
    letters: f32,
    numbers: Vec<String>,
    links: Vec<String>,
    code: Option<u32>,
}

fn features(doc: &Doc, nodes: &[u32]) -> Vec<Feature> {
    nodes.iter().map(|node| feature(doc, *node)).collect()
}

fn feature(doc: &Doc, node: u32) -> Feature {
    let range = doc.tree.subtree(node);
    let text = doc.tree.plain_text(&doc.text, range.clone());
    let mut links = Vec::new();
    let mut code = None;
    for inner in &doc.tree.nodes[range] {
        match inner.kind {
            Kind::Link(at) | Kind::Image(at) => links.push(doc.tree.links[at as usize].dest.to_string()),
            Kind::Value(at) => links.push(doc.tree.strings[at as usize].to_string()),
            Kind::Code(at) => {
                let hash = crate::inputs::hash_parts([doc.tree.codes[at as usize].text.as_bytes()]);
                code = Some(hash as u32);
            }
            _ => {}
        }
    }
    links.sort();
    Feature { class: class(doc, node), letters: text.chars().count() as f32, numbers: numbers(&text), links, code }
}

/// Runs of digits of any script, as ASCII, in order.
fn numbers(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut run = String::new();
    for ch in text.chars() {
        match crate::cldr::digit_value(ch) {
            Some(digit) => run.push(char::from(b'0' + digit)),
            None if !run.is_empty() => out.push(std::mem::take(&mut run)),
            None => {}
        }
    }
    if !run.is_empty() {
        out.push(run);
    }
    out.sort();
    out
}

/// What it costs to take two blocks for the same; 0 is a perfect match.
fn cost(a: &Feature, b: &Feature, ratio: f32) -> f32 {
    let kinds = match (a.class, b.class) {
        (x, y) if x == y => 0.0,
        // Headings of another level can still be meant for each other; M01 reports it.
        (11..=16, 11..=16) => 0.4,
        _ => return f32::INFINITY,
    };
    let links = distance(&a.links, &b.links);
    let numbers = distance(&a.numbers, &b.numbers);
    let code = if a.code != b.code { 0.3 } else { 0.0 };
    let stretch = ((b.letters + 4.0) / ((a.letters + 4.0) * ratio)).ln().abs().min(1.5);
    kinds + 0.5 * links + 0.5 * numbers + code + 0.25 * stretch
}

/// 0 for equal lists, 1 for lists that share nothing. Both are sorted.
fn distance(a: &[String], b: &[String]) -> f32 {
    let longer = a.len().max(b.len());
    if longer == 0 {
        return 0.0;
    }
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
        }
    }
    1.0 - shared as f32 / longer as f32
}

/// The cheapest way through both lists, with the pairs marked whose second choice is about as cheap.
fn best_steps(s: &[Feature], t: &[Feature]) -> Vec<Step> {
    let letters = |list: &[Feature]| list.iter().map(|feature| feature.letters).sum::<f32>();
    let ratio = ((letters(t) + 20.0) / (letters(s) + 20.0)).clamp(0.2, 5.0);
    let (n, m) = (s.len(), t.len());
    let width = m + 1;
    let at = |i: usize, j: usize| i * width + j;
    let pair_cost: Vec<f32> = s.iter().flat_map(|a| t.iter().map(move |b| cost(a, b, ratio))).collect();
    let pair = |i: usize, j: usize| {
        let cost = pair_cost[i * m + j];
        if cost > TOO_FAR { f32::INFINITY } else { cost }
    };
    let joined = |a: &Feature, b: &Feature, c: &Feature, ratio: f32| {
        if [a.class, b.class, c.class] != [1, 1, 1] {
            return f32::INFINITY;
        }
        let stretch = ((c.letters + 4.0) / ((a.letters + b.letters + 4.0) * ratio)).ln().abs();
        let mut numbers = [a.numbers.clone(), b.numbers.clone()].concat();
        numbers.sort();
        let mut links = [a.links.clone(), b.links.clone()].concat();
        links.sort();
        0.4 + 0.6 * stretch + distance(&numbers, &c.numbers) + distance(&links, &c.links)
    };
    let two_one = |i: usize, j: usize| joined(&s[i], &s[i + 1], &t[j], ratio);
    let one_two = |i: usize, j: usize| joined(&t[j], &t[j + 1], &s[i], 1.0 / ratio);
    // Cost of the rest from (i, j) on, and of the way to (i, j).
    let mut rest = vec![f32::INFINITY; (n + 1) * width];
    rest[at(n, m)] = 0.0;
    for i in (0..=n).rev() {
        for j in (0..=m).rev() {
            let mut best = rest[at(i, j)];
            if i < n {
                best = best.min(GAP + rest[at(i + 1, j)]);
            }
            if j < m {
                best = best.min(GAP + rest[at(i, j + 1)]);
            }
            if i < n && j < m {
                best = best.min(pair(i, j) + rest[at(i + 1, j + 1)]);
            }
            if i + 1 < n && j < m {
                best = best.min(two_one(i, j) + rest[at(i + 2, j + 1)]);
            }
            if i < n && j + 1 < m {
                best = best.min(one_two(i, j) + rest[at(i + 1, j + 2)]);
            }
            rest[at(i, j)] = best;
        }
    }
    let mut way = vec![f32::INFINITY; (n + 1) * width];
    way[0] = 0.0;
    for i in 0..=n {
        for j in 0..=m {
            let here = way[at(i, j)];
            let mut relax = |to: usize, cost: f32| way[to] = way[to].min(cost);
            if i < n {
                relax(at(i + 1, j), here + GAP);
            }
            if j < m {
                relax(at(i, j + 1), here + GAP);
            }
            if i < n && j < m {
                relax(at(i + 1, j + 1), here + pair(i, j));
            }
            if i + 1 < n && j < m {
                relax(at(i + 2, j + 1), here + two_one(i, j));
            }
            if i < n && j + 1 < m {
                relax(at(i + 1, j + 2), here + one_two(i, j));
            }
        }
    }
    let total = rest[0];
    let margin = 0.2 * total.max(GAP);
    let unsure = |i: usize, j: usize| {
        (0..m)
            .filter(|other| *other != j)
            .any(|other| way[at(i, other)] + pair(i, other) + rest[at(i + 1, other + 1)] < total + margin)
    };
    let close = |a: f32, b: f32| (a - b).abs() < 1e-4;
    let mut steps = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < n || j < m {
        let here = rest[at(i, j)];
        if i < n && j < m && close(here, pair(i, j) + rest[at(i + 1, j + 1)]) {
            steps.push(Step::Pair(i, j));
            if unsure(i, j) {
                steps.push(Step::Unsure(j));
            }
            i += 1;
            j += 1;
        } else if i < n && close(here, GAP + rest[at(i + 1, j)]) {
            steps.push(Step::Missing(i, j));
            i += 1;
        } else if j < m && close(here, GAP + rest[at(i, j + 1)]) {
            steps.push(Step::Extra(j));
            j += 1;
        } else if i + 1 < n && j < m && close(here, two_one(i, j) + rest[at(i + 2, j + 1)]) {
            steps.push(Step::Merged);
            i += 2;
            j += 1;
        } else if i < n && j + 1 < m {
            steps.push(Step::Merged);
            i += 1;
            j += 2;
        } else {
            // Rounding left no step open; what remains has no partner.
            steps.extend((i..n).map(|i| Step::Missing(i, m)));
            steps.extend((j..m).map(Step::Extra));
            break;
        }
    }
    steps
}
