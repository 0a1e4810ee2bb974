//! Lines of at most so many columns. A column is what a terminal gives a Latin letter; a Han character takes two.

use crate::cldr;

/// Columns of a line: what fits on a narrow terminal, and on paper in a fixed-width font.
pub const WIDTH: usize = 72;

/// Columns of a text (UAX #11).
pub fn width(text: &str) -> usize {
    cldr::columns(text)
}

/// Breaks a text where its script allows it (UAX #14). A piece that no line can hold stands alone.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut out = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for piece in cldr::line_pieces(paragraph) {
            let shown = width(piece.trim_end());
            if used > 0 && used + shown > columns {
                out.push(line.trim_end().to_owned());
                line.clear();
                used = 0;
            }
            line.push_str(piece);
            used += width(piece);
        }
        out.push(line.trim_end().to_owned());
    }
    out
}

/// A text behind a first word, and its further lines below its beginning.
pub fn hanging(first: &str, text: &str, columns: usize) -> Vec<String> {
    let indent = " ".repeat(width(first));
    let lines = wrap(text, columns.saturating_sub(width(first)).max(20));
    behind(first, &indent, lines)
}

/// Puts a first word before the first line, and as much space before the others. Empty lines stay empty.
pub fn behind(first: &str, rest: &str, lines: Vec<String>) -> Vec<String> {
    let put = |(at, line): (usize, String)| match (at, line.is_empty()) {
        (0, _) => format!("{first}{line}"),
        (_, true) => rest.trim_end().to_owned(),
        _ => format!("{rest}{line}"),
    };
    lines.into_iter().enumerate().map(put).collect()
}

/// A text in a column of a table.
pub fn padded(text: &str, columns: usize, end: bool) -> String {
    let space = " ".repeat(columns.saturating_sub(width(text)));
    if end { format!("{space}{text}") } else { format!("{text}{space}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_no_wider_than_asked_for() {
        assert_eq!(wrap("Wash your hands often.", 10), ["Wash your", "hands", "often."]);
        assert_eq!(
            wrap("正しい手洗いの方法を、しっかり守る。", 12),
            ["正しい手洗い", "の方法を、", "しっかり守", "る。"]
        );
        assert_eq!(wrap("a verylongwordindeed b", 6), ["a", "verylongwordindeed", "b"]);
        assert_eq!(wrap("one\ntwo", 20), ["one", "two"]);
        assert_eq!(wrap("", 20), [""]);
        assert_eq!(hanging("1. ", "Wash your hands often.", 23), ["1. Wash your hands", "   often."]);
    }

    #[test]
    fn columns_count_what_is_seen() {
        assert_eq!(width("abc"), 3);
        assert_eq!(width("手洗い"), 6);
        // A cluster of Bengali letters is shaped as one; marks take no space of their own.
        assert!(width("স্ত্রী") < 6);
        assert_eq!(padded("手", 4, true), "  手");
    }
}
