//! Values in the destinations of links: `[call](tel:{{value hotline}})`. Markdown allows no space there,
//! so the parser is given a text in which these spaces are hidden: another byte stands in each one's
//! place, and every span stays true.

use std::borrow::Cow;

use super::inline::{Inline, InlineKind, Inlines};

/// No text may hold this control character (L04), and the parser takes it for a letter.
const HIDDEN: &str = "\u{7F}";
const OPEN: &str = "{{value ";
/// A destination with a value in it is not looked for over more than these bytes.
const MAX_LENGTH: usize = 2048;

/// The text with the spaces of values in destinations hidden.
pub fn hide(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    // Where the last value that was hidden ends.
    let mut done = 0;
    for (at, _) in text.match_indices(OPEN) {
        let Some(length) = value_length(&text[at..]) else { continue };
        // Right behind a value that was hidden, the same destination goes on.
        let inside = (done == at && done > 0) || in_destination(&text[..at], done);
        if inside {
            out.push_str(&text[done..at]);
            out.push_str(&text[at..at + length].replace(' ', HIDDEN));
            done = at + length;
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// The text as it was written.
pub fn show(text: &str) -> Cow<'_, str> {
    if text.contains(HIDDEN) { Cow::Owned(text.replace(HIDDEN, " ")) } else { Cow::Borrowed(text) }
}

/// Length of the `{{value key}}` that a text begins with.
fn value_length(text: &str) -> Option<usize> {
    let inner = text[OPEN.len()..].split("}}").next().filter(|inner| inner.len() < MAX_LENGTH)?;
    let closed = text[OPEN.len() + inner.len()..].starts_with("}}");
    let key = inner.trim_matches(' ');
    let plain = !key.is_empty() && key.chars().all(|ch| ch.is_alphanumeric() || matches!(ch, '.' | '-' | '_'));
    (closed && plain).then_some(OPEN.len() + inner.len() + 2)
}

/// Whether a text ends within the destination of a link, or of a definition `[label]: …`. Spaces before
/// `hidden` are those of a value and end no word.
fn in_destination(text: &str, hidden: usize) -> bool {
    let line = &text[text.rfind('\n').map_or(0, |at| at + 1)..];
    let from = (line.len().saturating_sub(MAX_LENGTH)..=line.len()).find(|at| line.is_char_boundary(*at));
    let line = &line[from.unwrap_or(0)..];
    let tail = hidden.saturating_sub(text.len() - line.len());
    // The word that the value stands in.
    let rest = line[tail..].trim_end_matches(|ch: char| !ch.is_whitespace());
    let word_start = match (rest.is_empty(), tail) {
        (false, _) => tail + rest.len(),
        (true, 0) => 0,
        (true, _) => line.rfind("](").or_else(|| Some(line.find("]: ")? + 3)).unwrap_or(line.len()),
    };
    let word = &line[word_start..];
    if let Some(open) = word.rfind("](") {
        let dest = &word[open + 2..];
        let closed = dest.matches(')').count() > dest.matches('(').count();
        return !closed && !dest.starts_with('<');
    }
    let label = line[..word_start].trim();
    label.starts_with('[') && !label.starts_with("[^") && label.ends_with("]:") && !word.starts_with('<')
}

/// Where a value stands in what looks like a destination and is none, because of a space: from the bracket
/// to the value's end.
pub fn cut_by_space(inlines: &Inlines<'_>) -> Vec<(u32, u32)> {
    let in_text = |inline: &Inline| {
        let source = inlines.source(inline);
        let open = source.find("](")?;
        let value = open + source[open..].find(OPEN)?;
        let length = value_length(&source[value..])?;
        let between = &source[open..value];
        let cut = between.contains(char::is_whitespace) && !between.contains([')', '\n']);
        cut.then_some((inline.start + open as u32, inline.start + (value + length) as u32))
    };
    inlines.list.iter().filter(|inline| inline.kind == InlineKind::Text).filter_map(in_text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_spaces_in_destinations_are_hidden() {
        let shown = |text: &str| hide(text).replace(HIDDEN, "·");
        for text in [
            "{{value hot}} [a](b) {{value hot}}",
            "[a](b){{value hot}}",
            "[a](<tel:{{value hot}}>)",
            "[^1]: {{value hot}}",
            "[a] ({{value hot}})",
            "[a](tel: {{value hot}})",
            "[a](tel:{{value hot",
            "[a](x)\n{{value hot}}",
            "[a](b {{value x}}{{value y}})",
            "[a](b)\u{2028}{{value x}}",
        ] {
            assert_eq!(shown(text), text);
        }
        assert_eq!(shown("[a](tel:{{value hot}}) {{value x}}"), "[a](tel:{{value·hot}}) {{value x}}");
        assert_eq!(shown("[a]({{value hot}}/b_(c).html \"t\")"), "[a]({{value·hot}}/b_(c).html \"t\")");
        assert_eq!(shown("[a]({{value x}}{{value y}}/{{value z}})"), "[a]({{value·x}}{{value·y}}/{{value·z}})");
        assert_eq!(shown("![a](f/{{value  x }}.svg)"), "![a](f/{{value··x·}}.svg)");
        assert_eq!(shown("[a]: tel:{{value x}}"), "[a]: tel:{{value·x}}");
        assert_eq!(shown("[a]: {{value x}}/{{value y}} {{value z}}"), "[a]: {{value·x}}/{{value·y}} {{value z}}");
        assert_eq!(
            shown("[a]({{value x}}) b {{value y}} [c]({{value z}})"),
            "[a]({{value·x}}) b {{value y}} [c]({{value·z}})"
        );
        assert_eq!(show(&hide("[a](tel:{{value x}})")), "[a](tel:{{value x}})");
    }
}
