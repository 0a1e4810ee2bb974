//! What differs between a text and its translation: quantities, negations, duties.

use super::compare::{Finding, compare};
use super::{Direction, Quantity, Reading, Words, lexicon};
use crate::diagnostic::Code;

/// What differs between a text and its translation, each given with its locale. `critical` asks for the checks that only
/// critical blocks need; `declared` are numbers that the readers' locale may put in the place of others; `keep` are
/// names that hold no quantities.
pub fn differences(
    source: (&str, &str),
    target: (&str, &str),
    critical: bool,
    declared: &[String],
    keep: &[String],
) -> Vec<Finding> {
    let (from, to) = (lexicon::of(source.0), lexicon::of(target.0));
    let (a, b) = (super::read(source.1, from, keep), super::read(target.1, to, keep));
    let words = from.words && to.words;
    let mut out = compare(&a, &b, words, declared);
    if critical {
        if words {
            out.extend(polarity(&a, &b));
        }
        out.extend(breaks(target.1, &b.quantities));
    }
    out
}

/// Negations and duties. Languages use different numbers of words for them, so that only what one text
/// has and the other lacks altogether is told.
fn polarity(source: &Reading, target: &Reading) -> Vec<Finding> {
    let (a, b) = (&source.words, &target.words);
    let mut out = Vec::new();
    let mut find = |code, message: &str| out.push(Finding { code, message: message.to_owned(), span: None });
    // "Do not take more than 8" may be "take at most 8".
    let limits = |wanted: Direction, negated: bool, reading: &Reading| {
        let is = |quantity: &&Quantity| quantity.negated == negated && quantity.comparators.contains(&wanted);
        reading.quantities.iter().filter(is).count()
    };
    let excused = limits(Direction::Up, true, source).min(limits(Direction::Down, false, target))
        + limits(Direction::Down, true, source).min(limits(Direction::Up, false, target));
    let most = b.most(a);
    if most < a.n_negations.saturating_sub(excused) {
        let message = match most {
            0 => "the source says what not to do, the translation has no negation",
            _ => "the source has more negations than the translation",
        };
        find(Code::P01, message);
    } else if a.most(&Words::default()) == 0 && b.n_negations > 0 {
        find(Code::P01, "the translation has a negation, the source has none");
    }
    if let (Some(from), Some(to)) = (a.duties.iter().max(), b.duties.iter().max())
        && from != to
        && a.n_negations == 0
        && b.n_negations == 0
    {
        find(Code::P02, &format!("the source says \"{}\", the translation \"{}\"", from.name(), to.name()));
    }
    out
}

/// Numbers that a line may part from their unit.
fn breaks(text: &str, quantities: &[Quantity]) -> Vec<Finding> {
    let parted = |quantity: &&Quantity| {
        let written = &text[quantity.span.clone()];
        let digit = |ch: char| crate::cldr::digit_value(ch).is_some();
        // A symbol at the beginning of a line is easily missed; a word is not.
        let symbol = written.rsplit_once(' ').is_some_and(|(_, unit)| unit.chars().count() <= 2);
        quantity.unit.is_some() && !quantity.lent && written.contains(digit) && symbol
    };
    let message = "a line can end between this number and its unit".to_owned();
    let found = quantities.iter().find(parted);
    found.map(|quantity| Finding { code: Code::N12, message, span: Some(quantity.span.clone()) }).into_iter().collect()
}
