//! What must hold between quantities that have found each other: ages, denominators, hours of the day; and what says
//! the same in another number of numbers.

use super::alike::{firm, shown};
use super::compare::Pairing;
use super::rational::Rational;
use super::sense::Period;
use super::units::{Dimension, Unit};
use super::{Origin, Quantity, Sort, Words, names};
use crate::diagnostic::Code;

impl Pairing<'_> {
    /// "1 in 5" is 20 %.
    pub fn shares(&mut self) {
        let of = |list: &[Quantity], at: usize| {
            let (a, b) = (&list[at], &list[at + 1]);
            let (Some(top), Some(bottom)) = (a.values.first()?.integer(), b.values.first()?.integer()) else {
                return None;
            };
            let plain = a.unit.is_none() && b.unit.is_none() && (1..bottom).contains(&top) && bottom <= 1000;
            Rational::new(top.checked_mul(100)?, bottom).filter(|_| plain)
        };
        let percent = |quantity: &Quantity, value: Rational| {
            let fraction = value.times(Rational::new(1, 100)?)?;
            let whole = quantity.unit.is_some_and(|unit| unit.is("%")) && quantity.values.contains(&value);
            (whole || (quantity.unit.is_none() && quantity.values.contains(&fraction))).then_some(())
        };
        for at in 1..self.source.len() {
            let Some(value) = of(self.source, at - 1).filter(|_| self.of_source[at].is_none()) else { continue };
            if let Some(t) = self.free_targets().into_iter().find(|t| percent(&self.target[*t], value).is_some()) {
                self.join(at, t);
                self.of_source[at - 1] = self.of_source[at - 1].or(Some(t));
            }
        }
        for at in 1..self.target.len() {
            let Some(value) = of(self.target, at - 1).filter(|_| self.of_target[at].is_none()) else { continue };
            if let Some(s) = self.free_sources().into_iter().find(|s| percent(&self.source[*s], value).is_some()) {
                self.join(s, at);
                self.of_target[at - 1] = self.of_target[at - 1].or(Some(s));
            }
        }
    }

    /// An age in years without its unit became one in months.
    pub fn ages(&mut self) {
        for s in 0..self.source.len() {
            let (a, Some(t)) = (&self.source[s], self.of_source[s]) else { continue };
            let b = &self.target[t];
            let other = b
                .unit
                .filter(|unit| matches!(unit.dimension(), Dimension::Time | Dimension::Calendar) && !unit.is("a"));
            let Some(unit) = other.filter(|_| a.age && a.unit.is_none() && b.sort != Sort::Time) else { continue };
            if !self.source.iter().any(|quantity| quantity.unit == Some(unit)) {
                let message = format!("the source speaks of an age of {}, the translation of {}", shown(a), shown(b));
                self.find(Code::N03, message, Some(t));
                return;
            }
        }
    }

    /// "10 mg/kg" lost its kilogram, or has another unit there.
    pub fn denominators(&mut self, units: &[Unit]) {
        for s in 0..self.source.len() {
            let a = &self.source[s];
            let Some(per) = a.per.filter(|_| firm(a)) else { continue };
            let Some(t) = self.of_source[s] else { continue };
            let b = &self.target[t];
            let other = b.per.is_some_and(|unit| unit != per);
            if other || !units.contains(&per) {
                let to = b.per.map(|unit| format!("/{}", unit.code())).unwrap_or_default();
                let message = format!("the source says {}/{}, the translation {}{to}", shown(a), per.code(), shown(b));
                self.find(Code::N03, message, Some(t));
            }
        }
    }

    /// "10 pm" became "10:00" where no other time has its part of the day.
    pub fn clocks(&mut self) {
        let told = self.target.iter().any(|quantity| quantity.period.is_some());
        for s in 0..self.source.len() {
            let (a, Some(t)) = (&self.source[s], self.of_source[s]) else { continue };
            let b = &self.target[t];
            let late = a.period == Some(Period::Afternoon) && !a.lent && a.minutes.iter().all(|time| *time >= 780);
            let hours = b.unit.is_some_and(|unit| matches!(unit.code(), "h" | "o'clock"));
            let minutes = |value: &Rational| value.times(Rational::whole(60)).and_then(Rational::integer);
            let read: Vec<i128> = match b.minutes.is_empty() {
                true => b.values.iter().filter(|_| hours).filter_map(minutes).collect(),
                false => b.minutes.iter().map(|time| i128::from(*time)).collect(),
            };
            if late && !told && !read.is_empty() && read.iter().all(|time| *time < 720) {
                let message = format!("the source says {}, the translation a time before noon", shown(a));
                self.find(Code::N09, message, Some(t));
                return;
            }
        }
    }

    /// "116 117" and "116117".
    pub fn phones_in_parts(&mut self) {
        let parts = |list: &[Quantity], of: &[Option<usize>], digits: &str| {
            (0..list.len()).find_map(|from| {
                let mut all = String::new();
                let run = (from..list.len())
                    .take_while(|at| *at == from || list[at - 1].tokens.end == list[*at].tokens.start)
                    .take_while(|at| of[*at].is_none() && list[*at].unit.is_none() && !list[*at].digits.is_empty());
                for at in run {
                    all.push_str(&list[at].digits);
                    if at > from && all == digits {
                        return Some(from..at + 1);
                    }
                }
                None
            })
        };
        let long = |quantity: &Quantity| quantity.digits.len() > 4 && quantity.unit.is_none();
        for t in self.free_targets().into_iter().filter(|t| long(&self.target[*t])).collect::<Vec<_>>() {
            if let Some(run) = parts(self.source, &self.of_source, &self.target[t].digits) {
                self.join(run.start, t);
                self.of_source[run].fill(Some(t));
            }
        }
        for s in self.free_sources().into_iter().filter(|s| long(&self.source[*s])).collect::<Vec<_>>() {
            if let Some(run) = parts(self.target, &self.of_target, &self.source[s].digits) {
                self.join(s, run.start);
                self.of_target[run].fill(Some(s));
            }
        }
    }

    /// "Thousands" became "millions".
    pub fn scales(&mut self) {
        let vague = |quantity: &Quantity| {
            quantity.origin == Origin::Bare
                && quantity.unit.is_none()
                && quantity.values.iter().all(|value| *value >= Rational::whole(1000))
        };
        let s = self.free_sources().into_iter().find(|s| vague(&self.source[*s]));
        let t = self.free_targets().into_iter().find(|t| vague(&self.target[*t]));
        if let (Some(s), Some(t)) = (s, t) {
            self.join(s, t);
            let (from, to) = (shown(&self.source[s]), shown(&self.target[t]));
            self.find(Code::N02, format!("the source speaks of {from}s, the translation of {to}s"), Some(t));
        }
    }

    /// "Every year" became "every three years".
    pub fn multiples(&mut self) {
        for s in self.free_sources() {
            let a = &self.source[s];
            let Some(unit) = a.unit.filter(|_| a.origin == Origin::Bare) else { continue };
            let more = |t: &usize| {
                let b = &self.target[*t];
                b.unit == Some(unit)
                    && b.origin == Origin::Word
                    && !b.range
                    && b.values.iter().all(|value| *value > Rational::ONE)
            };
            if let Some(t) = self.free_targets().into_iter().find(more) {
                self.join(s, t);
                let message =
                    format!("the source speaks of `{}`, the translation of {}", unit.code(), shown(&self.target[t]));
                self.find(Code::P03, message, Some(t));
            }
        }
    }

    /// "Monday to Friday" became "Monday to Thursday".
    pub fn weekdays(&mut self, source: &Words, target: &Words) {
        let only = |one: &[u8], other: &[u8]| one.iter().copied().find(|day| !other.contains(day));
        let (from, to) = (&source.weekdays, &target.weekdays);
        if from.len() == to.len()
            && let (Some(gone), Some(come)) = (only(from, to), only(to, from))
        {
            let message = format!("the source names weekday {gone}, the translation weekday {come}");
            self.find(Code::N09, message, None);
        }
    }

    pub fn names(&mut self, source: &[(String, String)], target: &[(String, String)]) {
        if let Some((from, to)) = names::changed(source, target) {
            self.find(Code::N01, format!("the source names `{from}`, the translation `{to}`"), None);
        }
    }
}
