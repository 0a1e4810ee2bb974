//! Limits that point the other way, and times before what they should be after.

use super::alike::shown;
use super::compare::Pairing;
use super::sense::Direction;
use super::{Origin, Quantity, Words};
use crate::diagnostic::Code;

impl Pairing<'_> {
    /// Finds the first limit that was turned round.
    pub fn limits(&mut self, source: &Words, target: &Words) {
        // "Do not take more than 8" and "take at most 8" are the same; but a "not" that is lost turns the limit round.
        let fewer = target.most(source) < source.n_negations;
        let more = target.n_negations > source.most(target);
        let even = source.n_negations == target.n_negations;
        let found = (0..self.target.len()).find_map(|t| {
            let a = &self.source[self.of_target[t]?];
            let b = &self.target[t];
            // "Wait 2 hours before eating" may be "eat 2 hours later".
            let waits = source.waits && !target.waits;
            if let (Some(from), Some(to)) = (a.turn, b.turn)
                && from != to
                && even
                && !waits
            {
                let name = |turn| if turn == Direction::Up { "after" } else { "before" };
                return Some((t, name(from), name(to)));
            }
            if a.turn.is_none()
                && a.comparators == [Direction::Down]
                && a.adjacent
                && b.turn == Some(Direction::Up)
                && b.comparators.is_empty()
                && !b.since
                && even
            {
                return Some((t, "within", "after"));
            }
            // "From 65" became "before 65".
            if a.comparators == [Direction::Up]
                && a.turn.is_none()
                && a.adjacent
                && b.turn == Some(Direction::Down)
                && b.comparators.is_empty()
                && even
            {
                return Some((t, "at least", "before"));
            }
            // "From one to the other" is about no number.
            let pronoun = |quantity: &Quantity| quantity.origin == Origin::One && quantity.unit.is_none();
            if pronoun(a) || pronoun(b) {
                return None;
            }
            let one = a.comparators.len() == 1 && b.comparators.len() == 1 && a.adjacent && b.adjacent;
            let up = a.comparators.first() == Some(&Direction::Up);
            let years = |quantity: &Quantity| quantity.age || quantity.unit.is_some_and(|unit| unit.is("a"));
            // What is not done is not done to children of an age; their age is not negated.
            let aged = years(a) && years(b) && !a.denied && !b.denied;
            let turned = match a.comparators == b.comparators {
                true if aged => false,
                // "Not for more than 4 hours" became "not less than 4", which could have no other sense.
                true if a.fixed != b.fixed && a.negated != b.negated && up => b.fixed && !a.fixed,
                true if a.fixed && !b.fixed && b.denied => true,
                // "Must not exceed 10" became "must not be less than 10".
                true if a.fixed && !b.fixed && b.negated => {
                    target.n_negations > source.n_negations + source.n_weak.saturating_sub(1 + target.n_weak)
                }
                true => (a.negated && !b.negated && fewer) || (!a.negated && b.negated && more),
                // "At the latest 2 hours before" may be "at most".
                false if a.late && b.turn == Some(Direction::Down) => false,
                // "After 4 hours, or sooner", and "before they have turned 3".
                false if a.turn.is_some() && a.turn == b.turn && a.soft != b.soft => false,
                // "Wait until 2 hours have passed."
                false if source.waits && a.soft && !up && a.turn.is_none() && !years(a) => false,
                // "Until 48 hours after" is until they have passed.
                false if a.soft && !up && a.turn == Some(Direction::Up) => false,
                false if crossed(a, b) || crossed(b, a) => false,
                false => aged || a.negated == b.negated || (even && source.n_negations > 0),
            };
            let (from, to) = if up != (a.negated && !aged) { ("at least", "at most") } else { ("at most", "at least") };
            (one && turned).then_some((t, from, to))
        });
        let found = found.map(|(t, from, to)| (Some(t), from, to)).or_else(|| self.counted());
        let found = found.or_else(|| {
            // "Before the meal" became "after the meal".
            let ((after, before), (later, sooner)) = (source.turns, target.turns);
            // Where some stay as they are, one may be an order of sentences: "then" is "después".
            let all = (after > 0 && (before, later, sooner) == (0, 0, after))
                || (before > 0 && (after, later, sooner) == (0, before, 0));
            let same = all && even && source.waits == target.waits;
            let (from, to) = if after > later { ("after", "before") } else { ("before", "after") };
            same.then_some((None, from, to))
        });
        if let Some((at, from, to)) = found {
            let what = at.map(|t| format!(" {}", shown(&self.target[t]))).unwrap_or_default();
            self.find(Code::N11, format!("the source means \"{from}\"{what}, the translation \"{to}\""), at);
        }
    }

    /// One comparator too many that points up and one too few that points down, or the other way round.
    fn counted(&self) -> Option<(Option<usize>, &'static str, &'static str)> {
        let count = |list: &[Quantity], wanted: Direction| {
            let told = list.iter().filter(|quantity| !quantity.soft);
            told.flat_map(|quantity| &quantity.comparators).filter(|direction| **direction == wanted).count()
        };
        let up = (count(self.source, Direction::Up), count(self.target, Direction::Up));
        let down = (count(self.source, Direction::Down), count(self.target, Direction::Down));
        let flipped = (up.0 > up.1 && down.1 > down.0) || (down.0 > down.1 && up.1 > up.0);
        let negated = |list: &[Quantity]| list.iter().any(|quantity| quantity.negated);
        // "Before they have turned 3".
        let both = |quantity: &Quantity| quantity.comparators.windows(2).any(|pair| pair[0] != pair[1]);
        if !flipped
            || self.target.iter().any(|quantity| both(quantity) || crosses(quantity))
            || negated(self.source) != negated(self.target)
        {
            return None;
        }
        let opposite = |t: &usize| {
            let (Some(s), b) = (self.of_target[*t], &self.target[*t]) else { return false };
            let a = &self.source[s];
            a.comparators.iter().any(|direction| b.comparators.iter().any(|other| other != direction))
        };
        let at = (0..self.target.len()).find(opposite);
        let (from, to) = if up.0 > up.1 { ("at least", "at most") } else { ("at most", "at least") };
        Some((at, from, to))
    }
}

/// Whether one is an age that is said to be before what it is more than, and the other is not.
fn crossed(one: &Quantity, other: &Quantity) -> bool {
    other.turn.is_none() && crosses(one)
}

fn crosses(quantity: &Quantity) -> bool {
    let years = quantity.unit.is_some_and(|unit| unit.is("a"));
    years && quantity.turn.is_some_and(|turn| quantity.comparators == [turn.opposite()])
}
