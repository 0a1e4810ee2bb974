//! What a word of a lexicon can mean.

use super::rational::Rational;
use super::units::Unit;

/// Which way a comparator points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// That or more.
    Up,
    /// That or less.
    Down,
}

impl Direction {
    pub fn opposite(self) -> Direction {
        match self {
            Direction::Up => Direction::Down,
            Direction::Down => Direction::Up,
        }
    }
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    Morning,
    Afternoon,
    /// Before or after midnight.
    Night,
}

/// How binding an advice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duty {
    May,
    Should,
    Must,
}

impl Duty {
    pub fn name(self) -> &'static str {
        match self {
            Duty::May => "may",
            Duty::Should => "should",
            Duty::Must => "must",
        }
    }
}

/// What a word can mean; most words mean one thing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sense {
    pub number: Option<Rational>,
    pub ordinal: Option<Rational>,
    pub unit: Option<Unit>,
    /// Stands before its number.
    pub unit_before: Option<Unit>,
    /// A unit only right behind a number, mostly in one word with it, as in `zweijährig`.
    pub ending: Option<Unit>,
    /// Number and unit in one word, as `ساعتين`.
    pub whole: Option<(Rational, Unit)>,
    pub scale: Option<Rational>,
    /// Adds to the number after it, as Hindi `साढ़े`.
    pub add_before: Option<Rational>,
    /// Adds to the number before it, as `and a half`.
    pub add_after: Option<Rational>,
    pub before: Option<Direction>,
    pub after: Option<Direction>,
    /// Name of a part, as "thirds".
    pub part: Option<Rational>,
    pub to: bool,
    /// Opens a range, as "between".
    pub open: bool,
    pub and: bool,
    pub period: Option<Period>,
    pub month: Option<u8>,
    pub fraction: bool,
    pub ordinal_mark: bool,
    pub negation: bool,
    /// A word such as "unsafe", for which another language may use a negation.
    pub weak: bool,
    /// A comparator that holds its negation: "no more than".
    pub fixed: bool,
    pub duty: Option<Duty>,
    pub guard: bool,
    /// Makes a temperature negative.
    pub minus: bool,
    /// Before or after a point in time, as far as a number says: "2 hours before".
    pub turn: Option<Direction>,
    /// A comparator of points in time: "at the latest 2 hours before" is at least 2 hours.
    pub late: bool,
    /// A negation that its language uses together with another one, as "никогда".
    pub concord: bool,
    /// At all hours.
    pub always: bool,
    /// "Wait" turns what comes before into what comes after.
    pub wait: bool,
    /// The number beside it is an age in years, unless a unit says otherwise.
    pub age: bool,
    /// May stand between a number and its unit: "six level teaspoons".
    pub filler: bool,
    /// Before or after what no number says: "食後".
    pub event: Option<Direction>,
    /// Monday is 1.
    pub weekday: Option<u8>,
}

impl Sense {
    /// Adds what another word list says of the same word.
    pub fn merge(&mut self, other: Sense) {
        let Sense {
            to,
            open,
            and,
            fraction,
            ordinal_mark,
            negation,
            guard,
            late,
            concord,
            always,
            age,
            wait,
            filler,
            ..
        } = *self;
        *self = Sense {
            number: other.number.or(self.number),
            ordinal: other.ordinal.or(self.ordinal),
            unit: other.unit.or(self.unit),
            unit_before: other.unit_before.or(self.unit_before),
            ending: other.ending.or(self.ending),
            whole: other.whole.or(self.whole),
            scale: other.scale.or(self.scale),
            add_before: other.add_before.or(self.add_before),
            add_after: other.add_after.or(self.add_after),
            before: other.before.or(self.before),
            after: other.after.or(self.after),
            period: other.period.or(self.period),
            month: other.month.or(self.month),
            duty: other.duty.or(self.duty),
            part: other.part.or(self.part),
            to: other.to || to,
            open: other.open || open,
            and: other.and || and,
            fraction: other.fraction || fraction,
            ordinal_mark: other.ordinal_mark || ordinal_mark,
            negation: other.negation || negation,
            weak: other.weak || self.weak,
            fixed: false,
            guard: other.guard || guard,
            minus: other.minus || self.minus,
            turn: other.turn.or(self.turn),
            late: other.late || late,
            concord: other.concord || concord,
            always: other.always || always,
            age: other.age || age,
            wait: other.wait || wait,
            filler: other.filler || filler,
            event: other.event.or(self.event),
            weekday: other.weekday.or(self.weekday),
        };
    }
}

/// What the words below a key mean; `None` for keys that hold no words.
pub fn sense(list: &str, key: &str) -> Option<Sense> {
    let none = Sense::default();
    let direction = |key: &str| match key {
        "up" => Some(Direction::Up),
        "down" => Some(Direction::Down),
        _ => None,
    };
    Some(match list {
        "numbers" => Sense { number: Some(Rational::parse(key)?), ..none },
        "ordinals" => Sense { ordinal: Some(Rational::parse(key)?), ..none },
        "units" => Sense { unit: Some(Unit::find(key)?), ..none },
        "endings" => Sense { ending: Some(Unit::find(key)?), ..none },
        "units_before" => Sense { unit_before: Some(Unit::find(key)?), ..none },
        "parts" => Sense { part: Some(Rational::parse(key)?), ..none },
        "scales" => Sense { scale: Some(Rational::parse(key)?), ..none },
        "add_before" => Sense { add_before: Some(Rational::parse(key)?), ..none },
        "add_after" => Sense { add_after: Some(Rational::parse(key)?), ..none },
        "before" => Sense { before: Some(direction(key)?), ..none },
        "after" => Sense { after: Some(direction(key)?), ..none },
        "months" => Sense { month: Some(key.parse().ok()?), ..none },
        "whole" => {
            let (value, unit) = key.split_once(' ')?;
            Sense { whole: Some((Rational::parse(value)?, Unit::find(unit)?)), ..none }
        }
        "periods" => {
            let period = match key {
                "am" => Period::Morning,
                "pm" => Period::Afternoon,
                _ => Period::Night,
            };
            Sense { period: Some(period), ..none }
        }
        "duties" => {
            let duty = match key {
                "must" => Duty::Must,
                "should" => Duty::Should,
                _ => Duty::May,
            };
            Sense { duty: Some(duty), ..none }
        }
        "to" => Sense { to: true, ..none },
        "open" => Sense { open: true, ..none },
        "and" => Sense { and: true, ..none },
        "fraction" => Sense { fraction: true, ..none },
        "ordinal_mark" => Sense { ordinal_mark: true, ..none },
        "negation" => Sense { negation: true, ..none },
        "weak" => Sense { weak: true, ..none },
        "turns" => Sense { turn: Some(direction(key)?), ..none },
        "late" => Sense { late: true, ..none },
        "concord" => Sense { concord: true, ..none },
        "always" => Sense { always: true, ..none },
        "waits" => Sense { wait: true, ..none },
        "ages" => Sense { age: true, ..none },
        "fillers" => Sense { filler: true, ..none },
        "events" => Sense { event: Some(direction(key)?), ..none },
        "weekdays" => Sense { weekday: Some(key.parse().ok()?), ..none },
        "minus" => Sense { minus: true, ..none },
        "guard" => Sense { guard: true, ..none },
        // Words that look like one of the others and are none.
        "ignore" => none,
        _ => return None,
    })
}
