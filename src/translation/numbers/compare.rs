//! Pairs the quantities of two texts. What is left over on both sides is a change; what is left on one side may be a
//! matter of style, and counts only where a unit or a large number makes it sure.

use std::ops::Range;

use super::alike::{
    alike, both, converted, equal, firm, phones, ratios, same, same_time, shared, shared_with_article, shown, spread,
    wholes,
};
use super::rational::Rational;
use super::units::{Dimension, Unit};
use super::{Origin, Quantity, Reading, Sort};
use crate::diagnostic::Code;

/// A difference between two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub code: Code,
    pub message: String,
    /// Bytes in the target's text, if it stands there.
    pub span: Option<Range<usize>>,
}

/// Compares the quantities of a source and its translation. `words` tells whether the words of both languages are
/// known; digits alone are compared otherwise. `declared` are digits that may stand for others, as local numbers do.
pub fn compare(a: &Reading, b: &Reading, words: bool, declared: &[String]) -> Vec<Finding> {
    let mut pairing = Pairing {
        source: &a.quantities,
        target: &b.quantities,
        words,
        declared,
        always: (a.words.always, b.words.always),
        of_source: vec![None; a.quantities.len()],
        of_target: vec![None; b.quantities.len()],
        out: Vec::new(),
    };
    for pass in [phones, ratios, same, equal, alike, spread, wholes] {
        pairing.pair(pass);
    }
    pairing.phones_in_parts();
    pairing.ratios_in_two();
    pairing.shares();
    pairing.units();
    pairing.ages();
    pairing.denominators(&b.units);
    pairing.clocks();
    pairing.pair(shared_with_article);
    pairing.substitutions();
    pairing.lost();
    pairing.added();
    pairing.bare_units();
    pairing.limits(&a.words, &b.words);
    pairing.weekdays(&a.words, &b.words);
    pairing.names(&a.names, &b.names);
    pairing.notation();
    pairing.order();
    pairing.out
}

pub struct Pairing<'a> {
    pub source: &'a [Quantity],
    pub target: &'a [Quantity],
    words: bool,
    declared: &'a [String],
    /// Whether each text says "round the clock".
    always: (bool, bool),
    pub of_source: Vec<Option<usize>>,
    pub of_target: Vec<Option<usize>>,
    out: Vec<Finding>,
}

impl Pairing<'_> {
    /// Pairs what a rule holds for the same: firm quantities first.
    fn pair(&mut self, same: fn(&Quantity, &Quantity) -> bool) {
        for wanted in [true, false] {
            for s in 0..self.source.len() {
                if self.of_source[s].is_some() || firm(&self.source[s]) != wanted {
                    continue;
                }
                let free = |t: &usize| self.of_target[*t].is_none() && same(&self.source[s], &self.target[*t]);
                let best = (0..self.target.len()).filter(free).min_by_key(|t| firm(&self.target[*t]) != wanted);
                if let Some(t) = best {
                    self.join(s, t);
                }
            }
        }
    }

    pub fn join(&mut self, s: usize, t: usize) {
        self.of_source[s] = Some(t);
        self.of_target[t] = Some(s);
    }

    pub fn find(&mut self, code: Code, message: String, t: Option<usize>) {
        let span = t.map(|t| self.target[t].span.clone());
        self.out.push(Finding { code, message, span });
    }

    pub fn free_sources(&self) -> Vec<usize> {
        (0..self.source.len()).filter(|s| self.of_source[*s].is_none()).collect()
    }

    pub fn free_targets(&self) -> Vec<usize> {
        (0..self.target.len()).filter(|t| self.of_target[*t].is_none()).collect()
    }

    /// A ratio may be two numbers in the other language: "1:50" and "1 to 50".
    fn ratios_in_two(&mut self) {
        for s in self.free_sources() {
            let Some((a, b)) = self.source[s].pair else { continue };
            if let Some((first, second)) = both(&self.free_targets(), self.target, a, b) {
                self.join(s, second);
                if let Some(first) = first {
                    self.of_target[first] = Some(s);
                }
            }
        }
        for t in self.free_targets() {
            let Some((a, b)) = self.target[t].pair else { continue };
            if let Some((first, second)) = both(&self.free_sources(), self.source, a, b) {
                self.join(second, t);
                if let Some(first) = first {
                    self.of_source[first] = Some(t);
                }
            }
        }
    }

    /// The same number with another unit.
    fn units(&mut self) {
        for s in self.free_sources() {
            let a = &self.source[s];
            let Some(from) = a.unit.filter(|_| firm(a) || a.origin == Origin::One) else { continue };
            let other = |t: &usize| {
                let b = &self.target[*t];
                // "1 litre" and "one millilitre".
                let one = (b.origin == Origin::One || a.origin == Origin::One)
                    && b.origin != Origin::Bare
                    && b.unit.is_some_and(|unit| unit.akin(from));
                let known = b.unit.is_some_and(|unit| unit != from) && (firm(b) || one);
                // The words for areas have many forms, and a dose is taken one time.
                let area = |x: Unit, y: Unit| x.code().ends_with(['²', '³']) && y.dimension() == Dimension::Length;
                let loose = b.unit.is_some_and(|to| area(from, to) || area(to, from) || from.is_loose(to));
                (known && !loose && shared(a, b)) || (firm(a) && converted(a, b))
            };
            let Some(t) = self.free_targets().into_iter().find(other) else { continue };
            self.join(s, t);
            let percent = from.is("%") || self.target[t].unit.is_some_and(|unit| unit.is("%"));
            let code = match percent {
                true => Code::N08,
                false if converted(&self.source[s], &self.target[t]) => Code::N04,
                false => Code::N03,
            };
            let message = format!("the source says {}, the translation {}", shown(a), shown(&self.target[t]));
            self.find(code, message, Some(t));
        }
        // A percentage without its sign.
        for s in 0..self.source.len() {
            let Some(t) = self.of_source[s] else { continue };
            let (a, b) = (&self.source[s], &self.target[t]);
            let percent = |quantity: &Quantity| quantity.unit.is_some_and(|unit| unit.is("%"));
            let bare = |quantity: &Quantity| {
                quantity.unit.is_none() && !quantity.range && !quantity.lent && quantity.origin == Origin::Digits
            };
            if self.words && !a.lent && !b.lent && ((percent(a) && bare(b)) || (bare(a) && percent(b))) && shared(a, b)
            {
                let message = format!("the source says {}, the translation {}", shown(a), shown(b));
                self.find(Code::N08, message, Some(t));
            }
        }
    }

    /// A firm quantity that is missing while another one is left over.
    fn substitutions(&mut self) {
        for strict in [true, false] {
            for s in self.free_sources() {
                let a = &self.source[s];
                let fits = |t: &usize| {
                    let b = &self.target[*t];
                    // "Chapter 3" is the third chapter.
                    let named = |x: &Quantity, y: &Quantity| {
                        x.sort == Sort::Plain
                            && x.origin == Origin::Digits
                            && y.sort == Sort::Ordinal
                            && y.values != [Rational::ONE]
                    };
                    let ordinal = !strict && (named(a, b) || named(b, a));
                    // "The 12th week" became "week 20", "under five" an age said by an ordinal.
                    let counted = |x: &Quantity, y: &Quantity| {
                        let time = |unit: Unit| matches!(unit.dimension(), Dimension::Time | Dimension::Calendar);
                        x.sort == Sort::Ordinal
                            && x.values != [Rational::ONE]
                            && (y.age || (x.origin == Origin::Digits && y.unit.is_some_and(time)))
                    };
                    let ordinal = ordinal || (!strict && (counted(a, b) || counted(b, a)));
                    let sorts = ((a.sort == Sort::Ordinal) == (b.sort == Sort::Ordinal) || ordinal)
                        && (a.sort == Sort::Month) == (b.sort == Sort::Month)
                        && (a.sort == Sort::Phone) == (b.sort == Sort::Phone);
                    let units = match (a.unit, b.unit) {
                        (Some(p), Some(q)) => p == q || (!strict && p.akin(q)),
                        (None, None) => true,
                        _ => !strict,
                    };
                    let one = |quantity: &Quantity| quantity.origin == Origin::One;
                    let sure = firm(a) && firm(b);
                    // The word for one against another number of the same unit.
                    let half = strict && a.unit.is_some() && ((firm(a) && one(b)) || (one(a) && firm(b)));
                    // "One box" became "two boxes", "at least four" became "at least once".
                    let plain = |x: &Quantity| x.unit.is_none() && x.sort == Sort::Plain;
                    let few = |x: &Quantity| x.origin == Origin::Word && plain(x);
                    let half = half
                        || (strict && plain(a) && one(a) && few(b))
                        || (!strict && few(a) && one(b) && !a.comparators.is_empty() && a.comparators == b.comparators);
                    // "October" became "12월".
                    let month = |x: &Quantity, y: &Quantity| {
                        !strict
                            && x.sort == Sort::Month
                            && y.sort == Sort::Plain
                            && y.origin == Origin::Digits
                            && y.unit.is_none()
                            && y.values.iter().all(|value| *value <= Rational::whole(12))
                    };
                    (sorts && units && (sure || half)) || month(a, b) || month(b, a)
                };
                let free = self.free_targets();
                let Some(t) = free.into_iter().filter(fits).min_by_key(|t| self.target[*t].origin != a.origin) else {
                    continue;
                };
                self.join(s, t);
                self.substituted(s, t);
            }
        }
    }

    fn substituted(&mut self, s: usize, t: usize) {
        let (a, b) = (&self.source[s], &self.target[t]);
        // A declared number is a telephone number or a count, never a dose.
        let exact = || match b.sort {
            Sort::Plain => b.values.first().is_some_and(|value| value.to_string() == b.digits),
            _ => b.sort == Sort::Phone,
        };
        if a.unit.is_none() && b.unit.is_none() && exact() && self.declared.contains(&b.digits) {
            return;
        }
        let message = format!("the source says {}, the translation {}", shown(a), shown(b));
        let timed = |quantity: &Quantity| matches!(quantity.sort, Sort::Time | Sort::Date | Sort::Month);
        let same_unit = a.unit.is_some() && a.unit.zip(b.unit).is_some_and(|(p, q)| p.akin(q));
        let small = |quantity: &Quantity| {
            quantity.unit.is_none() && quantity.values.iter().all(|value| *value <= Rational::whole(12))
        };
        let written = a.origin == Origin::Digits && b.origin == Origin::Digits;
        let code = match (converted(a, b), a.unit) {
            (true, _) => Code::N04,
            // Another number than the one to call is as wrong as another dose.
            _ if a.sort == Sort::Phone && b.sort == Sort::Phone => Code::N01,
            _ if a.sort == Sort::Phone => Code::N10,
            _ if timed(a) || timed(b) => Code::N09,
            (_, Some(unit)) if unit.is("%") && b.unit.is_none() && b.origin != Origin::Digits => Code::N02,
            _ if !self.words => {
                if written {
                    Code::N01
                } else {
                    Code::N02
                }
            }
            _ if written || same_unit => {
                if a.range && b.range {
                    Code::N05
                } else {
                    Code::N01
                }
            }
            // A number in digits whose place another one has taken.
            _ if a.origin == Origin::Digits && !small(a) => Code::N01,
            _ => Code::N02,
        };
        self.find(code, message, Some(t));
    }

    /// A firm quantity that is missing without another in its place.
    fn lost(&mut self) {
        for s in self.free_sources() {
            let a = &self.source[s];
            // The same number of something else is no excuse.
            let same = |b: &Quantity| a.unit.is_none_or(|from| b.unit.is_some_and(|unit| unit.akin(from)));
            let again = self.target.iter().any(|b| shared(a, b) && same(b));
            // The second of two units that say the same: "38 °C (100.4 °F)".
            let near = |n: usize| self.of_source[n].is_some() && n.abs_diff(s) == 1;
            let twin = (0..self.source.len()).any(|n| near(n) && converted(a, &self.source[n]));
            // "Four to six hours" became "six hours".
            let next = (s + 1).min(self.source.len() - 1);
            let end = next > s
                && a.range
                && a.lent
                && a.origin == Origin::Word
                && self.of_source[next].is_some_and(|t| !self.target[t].range && firm(&self.target[t]));
            if (a.origin != Origin::Digits && !end) || again || twin || (self.always.1 && hours_of_all_days(a)) {
                continue;
            }
            let large = a.values.iter().all(|value| *value > Rational::whole(12)) || a.pair.is_some();
            let message = format!("{} is missing in the translation", shown(a));
            match a.sort {
                Sort::Time | Sort::Date => self.find(Code::N09, message, None),
                Sort::Ordinal => {}
                Sort::Phone => self.find(Code::N10, message, None),
                Sort::Measured if self.words => self.find(Code::N01, message, None),
                _ if large => self.find(Code::N01, message, None),
                _ => {}
            }
        }
    }

    /// A quantity that the source lacks.
    fn added(&mut self) {
        for t in self.free_targets() {
            let b = &self.target[t];
            let known = self
                .source
                .iter()
                .any(|a| shared(a, b) || converted(a, b) || (a.sort == Sort::Time && same_time(a, b)));
            let large = b.values.iter().all(|value| *value > Rational::whole(12));
            let sure = b.origin == Origin::Digits
                && (large || b.unit.is_some_and(|unit| !matches!(unit.dimension(), Dimension::Clock)));
            let always = self.always.0 && hours_of_all_days(b);
            // "1 kg" of "10 mg per kg".
            let per = |a: &Quantity| a.per.is_some() && a.per == b.unit && b.values == [Rational::ONE];
            let known = known || self.source.iter().any(per);
            if sure && !known && !always && b.sort != Sort::Ordinal && b.sort != Sort::Phone {
                let message = format!("the translation says {}, the source does not", shown(b));
                self.find(Code::N02, message, Some(t));
            }
        }
    }

    /// "for a week" became "for a month": each unit stands in one of the texts only.
    fn bare_units(&mut self) {
        // A unit of a number that has its partner is no partner for a bare one.
        let has = |at: &[Option<usize>], list: &[Quantity], unit: Unit| {
            (0..list.len()).any(|n| list[n].unit == Some(unit) && (at[n].is_none() || !firm(&list[n])))
        };
        let free = |own: (&[Option<usize>], &[Quantity]), other: (&[Option<usize>], &[Quantity])| -> Vec<usize> {
            let alone = |quantity: &Quantity| {
                matches!(quantity.origin, Origin::Bare | Origin::One)
                    && quantity.unit.is_some_and(|unit| !has(other.0, other.1, unit))
            };
            (0..own.1.len()).filter(|n| own.0[*n].is_none() && alone(&own.1[*n])).collect()
        };
        self.scales();
        self.multiples();
        let sources = free((&self.of_source, self.source), (&self.of_target, self.target));
        let targets = free((&self.of_target, self.target), (&self.of_source, self.source));
        for s in sources {
            let Some(from) = self.source[s].unit else { continue };
            let other =
                targets.iter().find(|t| self.target[**t].unit.is_some_and(|unit| unit.akin(from) && unit != from));
            if let Some(t) = other.copied().filter(|t| self.of_target[*t].is_none()) {
                self.join(s, t);
                let to = self.target[t].unit.map_or("", Unit::code);
                self.find(
                    Code::P03,
                    format!("the source speaks of `{}`, the translation of `{to}`", from.code()),
                    Some(t),
                );
            }
        }
    }

    /// How numbers are written in the target.
    fn notation(&mut self) {
        for t in 0..self.target.len() {
            let b = &self.target[t];
            let source = self.of_target[t].map(|s| &self.source[s]);
            let clock = !b.minutes.is_empty() && source.is_none_or(|a| a.sort == Sort::Time || !a.minutes.is_empty());
            if b.doubtful && !clock && source.is_none_or(|a| a.digits == b.digits || b.values.len() > 1) {
                self.find(
                    Code::N06,
                    "the decimal or group separator of this number can be misread in this language".to_owned(),
                    Some(t),
                );
            }
            let b = &self.target[t];
            if b.misread && !source.is_some_and(|a| a.misread || a.digits == b.digits) {
                self.find(Code::N07, "this number is written so that it can be misread".to_owned(), Some(t));
            }
            if self.target[t].mixed {
                self.find(Code::N13, "this number has digits of two scripts".to_owned(), Some(t));
            }
        }
    }

    /// The ends of a range the other way round.
    fn order(&mut self) {
        for t in 1..self.target.len() {
            let (low, high) = (&self.target[t - 1], &self.target[t]);
            let ends =
                low.range && high.range && low.unit == high.unit && low.sort != Sort::Time && high.sort != Sort::Time;
            let (Some(a), Some(b)) = (self.of_target[t - 1], self.of_target[t]) else { continue };
            let (first, second) = (&self.source[a], &self.source[b]);
            if ends
                && a == b + 1
                && first.range
                && second.range
                && second.values.first() < first.values.first()
                && low.values.first() > high.values.first()
            {
                let message = format!(
                    "the source says {} to {}, the translation the other way round",
                    shown(second),
                    shown(first)
                );
                self.find(Code::N05, message, Some(t));
            }
        }
    }
}

/// Whether a quantity is what "round the clock" says in numbers.
fn hours_of_all_days(quantity: &Quantity) -> bool {
    let is = |value: i128, code: &str| {
        quantity.values == [Rational::whole(value)] && quantity.unit.is_none_or(|unit| unit.is(code))
    };
    is(24, "h") || is(7, "d")
}
