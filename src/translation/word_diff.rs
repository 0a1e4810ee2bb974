//! What changed from one text to another, word by word. The only module that names `similar`.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::cldr;

/// A run of words that is in both texts, or in one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Same(String),
    Gone(String),
    Come(String),
}

/// The pieces of two texts, in order. Scripts that put no space between words are compared character by character.
pub fn diff(was: &str, now: &str) -> Vec<Piece> {
    let (a, b) = (words(was), words(now));
    let mut out = Vec::new();
    for step in capture_diff_slices(Algorithm::Patience, &a, &b) {
        let (tag, old, new) = step.as_tag_tuple();
        if tag == DiffTag::Equal {
            out.push(Piece::Same(a[old].concat()));
            continue;
        }
        if !old.is_empty() {
            out.push(Piece::Gone(a[old].concat()));
        }
        if !new.is_empty() {
            out.push(Piece::Come(b[new].concat()));
        }
    }
    out
}

/// The pieces as `[-old-]` and `{+new+}`, as `git diff --word-diff` marks them.
pub fn marked(pieces: &[Piece]) -> String {
    let mark = |piece: &Piece| match piece {
        Piece::Same(text) => text.clone(),
        Piece::Gone(text) => around("[-", text, "-]"),
        Piece::Come(text) => around("{+", text, "+}"),
    };
    pieces.iter().map(mark).collect()
}

/// Puts marks around the words of a piece, the space around them outside.
fn around(open: &str, text: &str, close: &str) -> String {
    let inner = text.trim();
    let Some(at) = text.find(inner).filter(|_| !inner.is_empty()) else { return format!("{open}{text}{close}") };
    format!("{}{open}{inner}{close}{}", &text[..at], &text[at + inner.len()..])
}

/// Words and the space between them; punctuation stands alone.
fn words(text: &str) -> Vec<&str> {
    let joins = |ch: char| (ch.is_alphanumeric() || is_mark_on(ch)) && !cldr::is_cjk(ch);
    let mut out = Vec::new();
    let mut start = 0;
    let mut last: Option<char> = None;
    for (at, ch) in text.char_indices() {
        let joined = match last {
            None => true,
            Some(last) => {
                let number = matches!(last, '.' | ',' | ':') && ch.is_numeric();
                let mark = joins(last) && (matches!(ch, '.' | ',' | ':' | '\'' | '’' | '-'));
                let mark = mark && text[at + ch.len_utf8()..].starts_with(joins);
                joins(last) && joins(ch)
                    || ch.is_whitespace() && last.is_whitespace()
                    || number
                    || mark
                    || matches!(last, '\'' | '’' | '-') && joins(ch)
            }
        };
        if !joined {
            out.push(&text[start..at]);
            start = at;
        }
        last = Some(ch);
    }
    if start < text.len() {
        out.push(&text[start..]);
    }
    out
}

/// Vowel signs and other marks that belong to the letter before them.
fn is_mark_on(ch: char) -> bool {
    !ch.is_alphanumeric()
        && !ch.is_whitespace()
        && !cldr::is_punctuation(ch)
        && !cldr::is_symbol(ch)
        && !ch.is_control()
        && !ch.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(was: &str, now: &str) -> String {
        marked(&diff(was, now))
    }

    #[test]
    fn only_what_changed_is_marked() {
        assert_eq!(said("Wash for **20 seconds**.", "Wash for **40 seconds**."), "Wash for **[-20-]{+40+} seconds**.");
        assert_eq!(said("Use 1.5 mL.", "Use 0.5 mL."), "Use [-1.5-]{+0.5+} mL.");
        assert_eq!(said("Give it.", "Do not give it."), "[-Give-]{+Do not give+} it.");
        assert_eq!(said("洗手20秒。", "洗手40秒。"), "洗手[-20-]{+40+}秒。");
        assert_eq!(said("হাত ধুয়ে নিন।", "হাত শুকিয়ে নিন।"), "হাত [-ধুয়ে-]{+শুকিয়ে+} নিন।");
        assert_eq!(said("Same.", "Same."), "Same.");
        assert_eq!(said("", "New."), "{+New.+}");
    }
}
