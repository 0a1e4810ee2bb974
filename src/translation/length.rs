//! How long a translation is beside its source, in characters. Blocks that are missing or were added must
//! not sway it, so it is taken from the middle block of each text, not from their sums.

use std::collections::BTreeMap;

use crate::cldr;
use crate::document::{Doc, Kind};

/// The script's usual length counts as much as this many blocks.
const PRIOR_BLOCKS: f32 = 10.0;
/// Characters that are looked at to tell the script.
const SAMPLE: usize = 400;

/// Characters of the target for one character of the source.
pub fn ratio(source: &Doc, target: &Doc) -> f32 {
    let prior = usual(target) / usual(source);
    let (s, t) = (lengths(source), lengths(target));
    let blocks = s.len().min(t.len()) as f32;
    let Some(middle) = median(s).zip(median(t)).map(|(s, t)| (t + 4.0) / (s + 4.0)) else { return prior };
    let ratio = ((prior.ln() * PRIOR_BLOCKS + middle.ln() * blocks) / (PRIOR_BLOCKS + blocks)).exp();
    ratio.clamp(0.1, 10.0)
}

/// Characters that say what a hundred characters of English say, in hundreds. Measured on the bundled
/// handbook for Latin, Arabic, Bengali and Han script; the others are rough.
fn usual(doc: &Doc) -> f32 {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let texts = doc.tree.nodes.iter().filter(|node| node.kind == Kind::Text);
    let letters = texts.flat_map(|node| doc.text[node.start as usize..node.stop as usize].chars());
    for script in letters.filter_map(cldr::script_of_char).take(SAMPLE) {
        *counts.entry(script).or_default() += 1;
    }
    // Japanese is told by its kana, however many of its characters are Han.
    if counts.get("Kana").is_some_and(|kana| kana * 10 > counts.values().sum::<usize>()) {
        return 0.5;
    }
    match counts.into_iter().max_by_key(|entry| entry.1).map(|entry| entry.0) {
        Some("Hani") => 0.36,
        Some("Hang") => 0.55,
        Some("Arab" | "Hebr") => 0.9,
        _ => 1.0,
    }
}

/// Lengths of the blocks that hold text.
fn lengths(doc: &Doc) -> Vec<f32> {
    let blocks = doc.tree.nodes.iter().enumerate().filter(|(_, node)| node.kind.holds_inlines());
    blocks
        .map(|(at, _)| doc.tree.plain_text(&doc.text, doc.tree.subtree(at as u32)).chars().count() as f32)
        .filter(|length| *length > 0.0)
        .collect()
}

fn median(mut lengths: Vec<f32>) -> Option<f32> {
    lengths.sort_by(f32::total_cmp);
    lengths.get(lengths.len() / 2).copied()
}
