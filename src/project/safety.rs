//! The messages without which no locale may be published: a warning in a language the reader cannot read is no
//! warning.

use std::collections::BTreeMap;

/// Their ids.
pub const NOTICES: [&str; 21] = [
    "notice-below-block",
    "notice-below-count",
    "notice-binding-language",
    "notice-critical-block",
    "notice-critical-count",
    "notice-edition",
    "notice-emergency",
    "notice-fallback-block",
    "notice-fallback-count",
    "notice-fallback-page",
    "notice-machine",
    "notice-not-reviewed",
    "notice-review-due",
    "notice-stale-block",
    "notice-stale-count",
    "notice-stale-undated",
    "notice-unchecked",
    "notice-unchecked-count",
    "notice-withdrawn",
    "notice-withheld-block",
    "notice-withheld-count",
];

/// The safety notices of a Fluent text as they are written, white space aside.
pub fn written(text: &str) -> BTreeMap<&'static str, String> {
    let mut out: BTreeMap<&'static str, String> = BTreeMap::new();
    let mut open: Option<&'static str> = None;
    for line in text.lines() {
        if !line.starts_with([' ', '\t', '}']) {
            let id = line.split_once('=').map(|(id, _)| id.trim());
            open = id.and_then(|id| NOTICES.into_iter().find(|known| *known == id));
        }
        let Some(id) = open else { continue };
        let part = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = out.entry(id).or_default();
        if !said.is_empty() && !part.is_empty() {
            said.push(' ');
        }
        said.push_str(&part);
    }
    out
}
