//! The `N` and `P` checks: the numbers, limits and duties of a translated block beside those of its source.

use std::collections::{BTreeMap, BTreeSet};

use super::block::{self, Block, BlockHash, BlockKind};
pub use super::numbers::differences;
use super::numbers::{self, Finding, Lexicon, lexicon};
use super::record::Record;
use crate::diagnostic::Code;
use crate::document::{Doc, Kind};

/// A finding in a pair of blocks: source node, target node.
pub type Found = (u32, u32, Finding);

/// Checks the paired blocks of a chapter. `values` are those of the readers' locale, `tag` is its name; `keep` are names
/// that hold no quantities.
pub fn check(
    (source, target): (&Doc, &Doc),
    pairs: &[(u32, u32)],
    tag: &str,
    record: &Record,
    values: &BTreeMap<String, String>,
    keep: &[String],
) -> Vec<Found> {
    let from = language(source);
    let to = lexicon::of(tag);
    let declared: Vec<String> = values.values().map(|value| digits(value)).filter(|digits| digits.len() >= 3).collect();
    let marks = Marks::of(source);
    let mut careful = target.text.contains(['\u{a0}', '\u{202f}']);
    let mut known: Option<BTreeSet<String>> = None;
    let mut hashes: Option<[BTreeMap<u32, BlockHash>; 2]> = None;
    let mut out = Vec::new();
    for (s, t) in pairs.iter().copied() {
        let kind = source.tree.node(s).kind;
        let compared =
            matches!(kind, Kind::TableHead | Kind::TableRow) || (kind.holds_inlines() && kind != Kind::TableCell);
        if !compared || marks.of_others(s) {
            continue;
        }
        let (before, after) = (prose(source, s), prose(target, t));
        let mut found = differences((from, &before), (tag, &after), marks.critical(s), &declared, keep);
        let contacts = contacts(target, t, &after, to);
        if !contacts.is_empty() {
            let known = known.get_or_insert_with(|| all_contacts(source, lexicon::of(from), values));
            let strange = contacts.into_iter().find(|contact| !known.contains(contact));
            found.extend(strange.map(|contact| {
                let message = format!("neither the source nor the locale's values name `{contact}`");
                Finding { code: Code::N10, message, span: None }
            }));
        }
        if found.is_empty() {
            continue;
        }
        if !record.claims.is_empty() {
            let [sources, targets] = hashes
                .get_or_insert_with(|| [block::blocks(source), block::blocks_of_translation(target)].map(by_node));
            let claim = sources.get(&s).zip(targets.get(&t)).and_then(|(s, t)| record.claims.of_pair(*s, *t));
            let flags = claim.map_or("", |claim| claim.flags.as_str());
            found.retain(|finding| !waived(flags, finding.code));
        }
        // Only an author who writes no-break spaces is told of the one that is missing, once.
        found.retain(|finding| finding.code != Code::N12 || std::mem::take(&mut careful));
        let mut codes = BTreeSet::new();
        // One finding of a code is enough for a block.
        found.retain(|finding| codes.insert(finding.code));
        // A callout's title is not a block that can be replaced alone.
        let (s, t) = if kind == Kind::AlertTitle { (s - 1, t - 1) } else { (s, t) };
        out.extend(found.into_iter().map(|finding| (s, t, finding)));
    }
    out
}

/// Checks title and description in the front matter.
pub fn check_front(
    source: &Doc,
    target: &Doc,
    tag: &str,
    record: &Record,
    keep: &[String],
) -> Vec<(BlockKind, Finding)> {
    let from = language(source);
    let texts = [(&source.front.title, &target.front.title), (&source.front.description, &target.front.description)];
    let kinds = [BlockKind::Title, BlockKind::Description];
    let mut out = Vec::new();
    for ((before, after), kind) in texts.into_iter().zip(kinds) {
        let (Some(before), Some(after)) = (before, after) else { continue };
        let hash = |text: &str| BlockHash::of(kind, &block::one_space(text));
        let claim = record.claims.of_pair(hash(before), hash(after));
        let flags = claim.map_or("", |claim| claim.flags.as_str());
        let found = differences((from, before), (tag, after), false, &[], keep);
        out.extend(found.into_iter().filter(|finding| !waived(flags, finding.code)).map(|finding| (kind, finding)));
    }
    out
}

/// Whether the flags of a claim hold `waive:CODE` for a code.
pub(super) fn waived(flags: &str, code: Code) -> bool {
    let bare = flags.split('"').step_by(2);
    bare.flat_map(str::split_whitespace).any(|flag| flag.strip_prefix("waive:").is_some_and(|id| id == code.id()))
}

/// The locale of a chapter, from its path.
pub fn language(doc: &Doc) -> &str {
    doc.file.as_str().split('/').nth(1).unwrap_or_default()
}

fn by_node(blocks: Vec<Block>) -> BTreeMap<u32, BlockHash> {
    blocks.into_iter().filter_map(|block| Some((block.node?, block.hash))).collect()
}

fn digits(text: &str) -> String {
    text.chars().filter_map(|ch| char::from_digit(crate::cldr::digit_value(ch)?.into(), 10)).collect()
}

/// Attributes of a document with all that they hold for.
struct Marks<'a> {
    doc: &'a Doc,
}

impl Marks<'_> {
    fn of(doc: &Doc) -> Marks<'_> {
        Marks { doc }
    }

    fn any(&self, node: u32, holds: impl Fn(&crate::document::Attributes) -> bool) -> bool {
        let around =
            |entry: &&(u32, crate::document::Attributes)| self.doc.tree.subtree(entry.0).contains(&(node as usize));
        self.doc.tree.attributes.iter().filter(around).any(|entry| holds(&entry.1))
    }

    fn critical(&self, node: u32) -> bool {
        self.any(node, |own| own.critical)
    }

    /// What is not translated.
    fn of_others(&self, node: u32) -> bool {
        self.any(node, |own| own.notranslate)
    }
}

/// The words of a block without code, addresses, labels and values: what may be compared across languages.
pub fn prose(doc: &Doc, node: u32) -> String {
    let tree = &doc.tree;
    let mut out = String::new();
    let mut skip = 0;
    for index in tree.subtree(node) {
        if index < skip {
            continue;
        }
        let this = &tree.nodes[index];
        match this.kind {
            Kind::Text => out.push_str(&doc.text[this.start as usize..this.stop as usize]),
            Kind::Str(at) => out.push_str(&tree.strings[at as usize]),
            Kind::SoftBreak | Kind::HardBreak => out.push(' '),
            // What is left out still parts the words around it.
            Kind::CodeSpan(_) | Kind::Value(_) => out.push_str(" \u{fffc} "),
            Kind::Link(at) if tree.links[at as usize].auto => {
                out.push_str(" \u{fffc} ");
                skip = this.end as usize;
            }
            // Cells are told apart by what no number holds.
            kind if !kind.is_inline() && !out.is_empty() => out.push_str(" | "),
            _ => {}
        }
    }
    out
}

/// Telephone numbers and web hosts of a text, in a form that can be compared.
fn contacts(doc: &Doc, node: u32, text: &str, lexicon: &Lexicon) -> Vec<String> {
    let mut out = Vec::new();
    if text.chars().filter(|ch| crate::cldr::digit_value(*ch).is_some()).count() >= 7 {
        let reading = numbers::read(text, lexicon, &[]);
        let phones = reading.quantities.into_iter().filter(|quantity| quantity.sort == numbers::Sort::Phone);
        out.extend(phones.map(|quantity| quantity.digits));
    }
    for inner in &doc.tree.nodes[doc.tree.subtree(node)] {
        if let Kind::Link(at) = inner.kind {
            out.extend(host(&doc.tree.links[at as usize].dest));
        }
    }
    out
}

/// All contacts that a translation may name: those of its source, and those of its locale.
fn all_contacts(source: &Doc, lexicon: &Lexicon, values: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut out: BTreeSet<String> =
        values.values().flat_map(|value| host(value).into_iter().chain([digits(value)])).collect();
    let blocks = (0..source.tree.nodes.len() as u32).filter(|node| source.tree.node(*node).kind.holds_inlines());
    out.extend(blocks.flat_map(|node| contacts(source, node, &prose(source, node), lexicon)));
    out
}

/// The last two labels of the host of a web address: pages in another language often stand on a neighbour.
fn host(address: &str) -> Option<String> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    Some(labels[labels.len().saturating_sub(2)..].join("."))
}
