//! What it costs to take one block for another, and the cheapest way through two lists of blocks.

use crate::document::{Doc, Kind};

/// Leaving a block without a partner costs this much.
const GAP: f32 = 0.7;
/// What translations need not have costs less to leave out.
const OPTIONAL_GAP: f32 = 0.1;
/// Pairs that cost more than this are not made.
const TOO_FAR: f32 = 1.3;

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Step {
    Pair(usize, usize),
    /// Comes after the pair of that target block.
    Unsure(usize),
    Missing {
        source: usize,
        before: usize,
        sure: bool,
    },
    Extra(usize),
}

/// The kind of a block as far as two languages must agree.
pub fn class(doc: &Doc, node: u32) -> u8 {
    match doc.tree.node(node).kind {
        Kind::Paragraph | Kind::Plain if is_figure(doc, node) => 9,
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

/// A paragraph that is an image and nothing else.
fn is_figure(doc: &Doc, node: u32) -> bool {
    let mut children = doc.tree.children(Some(node));
    let only = children.next().filter(|_| children.next().is_none());
    only.is_some_and(|only| matches!(doc.tree.node(only).kind, Kind::Image(_)))
}

pub struct Feature {
    class: u8,
    letters: f32,
    numbers: Vec<String>,
    links: Vec<String>,
    code: Option<u32>,
    critical: bool,
    /// What it costs if the target lacks it.
    gap: f32,
}

pub fn features(doc: &Doc, nodes: &[u32]) -> Vec<Feature> {
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
    let attributes = doc.tree.attributes_of(node);
    let optional = attributes.is_some_and(|found| found.notranslate || found.region.is_some());
    Feature {
        class: class(doc, node),
        letters: text.chars().count() as f32,
        numbers: numbers(&text),
        links,
        code,
        critical: attributes.is_some_and(|found| found.critical),
        gap: if optional { OPTIONAL_GAP } else { GAP },
    }
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

/// The cheapest way through both lists. Where another way is about as cheap, pairs are marked as unsure,
/// and blocks of the source that it leaves out count as missing.
pub fn best_steps(s: &[Feature], t: &[Feature], ratio: f32) -> Vec<Step> {
    let (n, m) = (s.len(), t.len());
    let costs = Costs::new(s, t, ratio);
    // Cost of the rest from (i, j) on, and of the way to (i, j).
    let mut rest = vec![f32::INFINITY; (n + 1) * (m + 1)];
    let mut way = rest.clone();
    let at = |i: usize, j: usize| i * (m + 1) + j;
    rest[at(n, m)] = 0.0;
    way[0] = 0.0;
    for (i, j) in (0..=n).rev().flat_map(|i| (0..=m).rev().map(move |j| (i, j))) {
        for (next, cost) in costs.moves(i, j) {
            rest[at(i, j)] = rest[at(i, j)].min(cost + rest[at(next.0, next.1)]);
        }
    }
    for (i, j) in (0..=n).flat_map(|i| (0..=m).map(move |j| (i, j))) {
        for (next, cost) in costs.moves(i, j) {
            way[at(next.0, next.1)] = way[at(next.0, next.1)].min(way[at(i, j)] + cost);
        }
    }
    let total = rest[0];
    // Another way must cost three tenths of a gap more before it is out of the question, in a long list as in a
    // short one: see `tests/lost_blocks.rs`.
    let limit = total + 0.3 * total.clamp(GAP, 2.0 * GAP);
    let other_partner = |i: usize, j: usize| {
        (0..m)
            .filter(|other| *other != j)
            .any(|other| way[at(i, other)] + costs.pair(i, other) + rest[at(i + 1, other + 1)] < limit)
    };
    let may_be_missing = |i: usize| (0..=m).any(|j| way[at(i, j)] + s[i].gap + rest[at(i + 1, j)] < limit);
    let mut steps = Vec::new();
    let (mut i, mut j) = (0, 0);
    while (i, j) != (n, m) {
        let cheapest = costs.moves(i, j).min_by(|(a, x), (b, y)| {
            let whole = |next: &(usize, usize), cost: &f32| cost + rest[at(next.0, next.1)];
            whole(a, x).total_cmp(&whole(b, y))
        });
        let Some((next, _)) = cheapest else { break };
        match (next.0 > i, next.1 > j) {
            (true, true) => {
                steps.push(Step::Pair(i, j));
                let unsure = other_partner(i, j);
                // A heading alone tells nobody what to do: the text below it is looked at by itself.
                let missing = !matches!(s[i].class, 11..=16) && may_be_missing(i);
                if unsure || missing {
                    steps.push(Step::Unsure(j));
                }
                if missing || (unsure && s[i].critical) {
                    steps.push(Step::Missing { source: i, before: j + 1, sure: false });
                }
            }
            (true, false) => steps.push(Step::Missing { source: i, before: j, sure: true }),
            _ => steps.push(Step::Extra(j)),
        }
        (i, j) = next;
    }
    steps
}

/// What each step costs.
struct Costs<'a> {
    s: &'a [Feature],
    n_target: usize,
    pairs: Vec<f32>,
}

impl Costs<'_> {
    fn new<'a>(s: &'a [Feature], t: &[Feature], ratio: f32) -> Costs<'a> {
        let far = |cost: f32| if cost > TOO_FAR { f32::INFINITY } else { cost };
        let pairs = s.iter().flat_map(|a| t.iter().map(move |b| far(cost(a, b, ratio)))).collect();
        Costs { s, n_target: t.len(), pairs }
    }

    fn pair(&self, i: usize, j: usize) -> f32 {
        self.pairs[i * self.n_target + j]
    }

    /// The steps from (i, j): where they lead, and their cost. A pair comes first, so that it wins a tie.
    fn moves(&self, i: usize, j: usize) -> impl Iterator<Item = ((usize, usize), f32)> {
        let (more_source, more_target) = (i < self.s.len(), j < self.n_target);
        let pair = (more_source && more_target).then(|| ((i + 1, j + 1), self.pair(i, j)));
        let missing = more_source.then(|| ((i + 1, j), self.s[i].gap));
        let extra = more_target.then_some(((i, j + 1), GAP));
        pair.into_iter().chain(missing).chain(extra)
    }
}
