//! Callouts: `> [!WARNING]`, with an optional title on the line. The parser knows five names and no
//! title; this adds `[!DANGER]` and titles.

use super::tree::AlertKind;

/// The mark at the head of a quote: its kind and its length in bytes.
pub fn mark(first_line: &str) -> Option<(AlertKind, usize)> {
    let rest = first_line.strip_prefix("[!")?;
    // Without the closing bracket it is text.
    let (name, _) = rest.split_once(']')?;
    let kind = AlertKind::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name))?;
    Some((kind, name.len() + 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_closed() {
        assert_eq!(mark("[!WARNING] Mind"), Some((AlertKind::Warning, 10)));
        assert_eq!(mark("[!danger]"), Some((AlertKind::Danger, 9)));
        for text in ["[!WARNING", "[!", "[!NONE]", "WARNING]"] {
            assert_eq!(mark(text), None, "{text}");
        }
    }
}
