//! Names with digits in them: B12 is not B6, and H1N1 not H5N1.

use super::fold::Folded;
use super::tokens::{Token, What};

/// Letters and digits of the Latin names with digits in a text, without those of `kept`, folded.
pub fn names(text: &Folded, tokens: &[Token], kept: &[Vec<char>]) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for token in tokens.iter().filter(|token| token.what == What::Name) {
        let part = |ch: char| ch.is_ascii_alphanumeric() || ch == '-';
        let before = text.chars[..token.start].iter().rev().take_while(|ch| part(**ch)).count();
        let name = &text.chars[token.start - before..token.end];
        let letters: String = name.iter().filter(|ch| ch.is_ascii_alphabetic()).collect();
        let digits: String = name.iter().filter(|ch| ch.is_ascii_digit()).collect();
        let own = kept.iter().any(|kept| kept[..] == *name);
        if !own && !letters.is_empty() && !digits.is_empty() {
            out.push((letters, digits));
        }
    }
    out
}

/// The first name of one text for which the other has one of the same letters with other digits.
pub fn changed(source: &[(String, String)], target: &[(String, String)]) -> Option<(String, String)> {
    let shown = |(letters, digits): &(String, String)| format!("{letters}{digits}");
    let lost = source.iter().filter(|name| !target.contains(name));
    let come = |name: &(String, String)| target.iter().find(|other| other.0 == name.0 && !source.contains(other));
    lost.filter_map(|name| Some((shown(name), shown(come(name)?)))).next()
}
