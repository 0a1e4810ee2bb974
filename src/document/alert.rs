//! Callouts: `> [!WARNING]`, with an optional title on the line. The parser knows five names and no
//! title; this adds `[!DANGER]` and titles.

use super::tree::AlertKind;

/// The mark at the head of a quote: its kind and its length in bytes.
pub fn mark(first_line: &str) -> Option<(AlertKind, usize)> {
    let rest = first_line.strip_prefix("[!")?;
    let name = rest.split(']').next()?;
    let kind = AlertKind::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name))?;
    Some((kind, name.len() + 3))
}
