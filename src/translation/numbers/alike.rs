//! When two quantities are the same, each rule weaker than the one before it, and how they are shown.

use super::rational::Rational;
use super::sense::Period;
use super::units::{Dimension, Unit};
use super::{Origin, Quantity, Sort};

pub fn phones(a: &Quantity, b: &Quantity) -> bool {
    (a.sort == Sort::Phone || b.sort == Sort::Phone) && !a.digits.is_empty() && a.digits == b.digits
}

pub fn ratios(a: &Quantity, b: &Quantity) -> bool {
    a.pair.is_some()
        && a.sort != Sort::Time
        && b.sort != Sort::Time
        && (a.pair == b.pair || (a.minutes.is_empty() && a.values.iter().any(|value| b.values.contains(value))))
}

/// Equal in value and in what is measured.
pub fn equal(a: &Quantity, b: &Quantity) -> bool {
    if a.sort == Sort::Date || b.sort == Sort::Date {
        return a.sort == b.sort && a.values == b.values;
    }
    if a.sort == Sort::Time || b.sort == Sort::Time {
        return same_time(a, b);
    }
    if (a.sort == Sort::Ordinal) != (b.sort == Sort::Ordinal) || (a.sort == Sort::Month) != (b.sort == Sort::Month) {
        return false;
    }
    let same = |x: Rational, y: Rational| match (a.unit, b.unit) {
        (Some(p), Some(q)) if p == q => x == y,
        (Some(p), Some(q)) if p.dimension() == q.dimension() && p.dimension() != Dimension::Clock => {
            let whole = |value: Rational, unit: Unit| value.times(unit.factor()?);
            whole(x, p).is_some() && whole(x, p) == whole(y, q)
        }
        (None, None) => x == y,
        _ => false,
    };
    a.values.iter().any(|x| b.values.iter().any(|y| same(*x, *y)))
}

/// Equal, and in the same unit.
pub fn same(a: &Quantity, b: &Quantity) -> bool {
    a.unit == b.unit && equal(a, b)
}

/// Equal in value where one side says nothing of the unit, or says it in another kind of word.
pub fn alike(a: &Quantity, b: &Quantity) -> bool {
    if matches!(a.sort, Sort::Date | Sort::Phone) || matches!(b.sort, Sort::Date | Sort::Phone) {
        return false;
    }
    // Morning is not evening.
    let sure = |x: &Quantity| x.sort == Sort::Time && !x.lent && x.period.is_some_and(|part| part != Period::Night);
    if sure(a) && sure(b) && !same_time(a, b) {
        return false;
    }
    let open = |unit: Option<Unit>| {
        unit.is_none_or(|unit| unit.is("times") || unit.is("°") || unit.dimension() == Dimension::Clock)
    };
    // A number with a unit and the bare word for one are not the same thing.
    if (a.origin == Origin::Bare && b.unit.is_none()) || (b.origin == Origin::Bare && a.unit.is_none()) {
        return false;
    }
    // A unit and the article: only once no better partner is left.
    let article = |x: &Quantity, y: &Quantity| {
        x.unit.is_some()
            && y.unit.is_none()
            && y.origin == Origin::One
            && (matches!(x.origin, Origin::Digits | Origin::One) || x.range)
    };
    if article(a, b) || article(b, a) {
        return false;
    }
    let clock = |unit: Unit| matches!(unit.code(), "h" | "o'clock");
    let degrees = |unit: Unit| matches!(unit.code(), "°" | "°C" | "°F");
    let area = |x: Unit, y: Unit| x.code().ends_with(['²', '³']) && y.dimension() == Dimension::Length;
    let kinds = match (a.unit, b.unit) {
        (Some(p), Some(q)) => {
            p == q
                || p.is_loose(q)
                || (p.code().ends_with(['²', '³']) != q.code().ends_with(['²', '³']) && (area(p, q) || area(q, p)))
                || (clock(p) && clock(q))
                || (degrees(p) && degrees(q) && (p.is("°") || q.is("°")))
        }
        _ => open(a.unit) || open(b.unit),
    };
    let months = a.sort != Sort::Month || b.sort == Sort::Month || b.unit.is_none_or(|unit| unit.is("mo"));
    let half = |x: &Quantity| x.unit.is_some_and(|unit| unit.is("o'clock"));
    (kinds && months && shared(a, b))
        || (half(a) && b.unit.is_some_and(clock) && same_time(a, b))
        || (half(b) && a.unit.is_some_and(clock) && same_time(a, b))
}

/// A percentage as a fraction, a year of another calendar: values that are the same in another form.
pub fn spread(a: &Quantity, b: &Quantity) -> bool {
    let percent = |x: &Quantity, y: &Quantity| {
        let hundredth = Rational::new(1, 100);
        x.unit.is_some_and(|unit| unit.is("%"))
            && y.unit.is_none()
            && x.values.iter().filter_map(|value| value.times(hundredth?)).any(|value| y.values.contains(&value))
    };
    let year = |x: &Quantity, y: &Quantity| {
        let of = |quantity: &Quantity| quantity.values.first().and_then(|value| value.integer());
        let shift = |a: i128, b: i128| {
            (1900..2100).contains(&a)
                && ((b - a).abs() == 543 || (620..=623).contains(&(a - b)) || (575..=585).contains(&(a - b)))
        };
        of(x).zip(of(y)).is_some_and(|(a, b)| shift(a, b))
    };
    // French and Spanish count a fortnight as fifteen days.
    let fortnight = |x: &Quantity, y: &Quantity| {
        let is = |quantity: &Quantity, value: i128, code: &str| {
            quantity.values == [Rational::whole(value)] && quantity.unit.is_some_and(|unit| unit.is(code))
        };
        (is(x, 2, "wk") && is(y, 15, "d")) || (is(x, 1, "wk") && is(y, 8, "d"))
    };
    // "Every 6 hours" is four times a day.
    let rate = |x: &Quantity, y: &Quantity| {
        let hours = x.unit.is_some_and(|unit| unit.is("h")) && y.unit.is_some_and(|unit| unit.is("times"));
        let whole = |v: &Rational, w: &Rational| v.times(*w) == Some(Rational::whole(24));
        hours && x.values.iter().any(|v| y.values.iter().any(|w| whole(v, w)))
    };
    // Reiwa 2, Heisei 30, the 109th year of the Republic.
    let era = |x: &Quantity, y: &Quantity| {
        let of = |quantity: &Quantity| quantity.values.first().and_then(|value| value.integer());
        y.unit.is_some_and(|unit| unit.is("a"))
            && of(x).zip(of(y)).is_some_and(|(a, b)| b < 120 && matches!(a - b, 2018 | 1988 | 1911))
    };
    percent(a, b) || percent(b, a) || year(a, b) || fortnight(a, b) || rate(a, b) || rate(b, a) || era(a, b)
}

/// The name of a month and its number.
pub fn wholes(a: &Quantity, b: &Quantity) -> bool {
    let month =
        |x: &Quantity, y: &Quantity| x.sort == Sort::Month && y.sort != Sort::Date && shared(x, y) && y.unit.is_none();
    month(a, b) || month(b, a)
}

/// A number with a unit, and the word for one.
pub fn shared_with_article(a: &Quantity, b: &Quantity) -> bool {
    let article =
        |x: &Quantity, y: &Quantity| y.unit.is_none() && y.origin == Origin::One && x.origin == Origin::Digits;
    (article(a, b) || article(b, a)) && shared(a, b)
}

pub fn shared(a: &Quantity, b: &Quantity) -> bool {
    a.values.iter().any(|value| b.values.contains(value))
}

pub fn same_time(a: &Quantity, b: &Quantity) -> bool {
    let read = |quantity: &Quantity| -> Vec<i32> {
        if !quantity.minutes.is_empty() && quantity.sort == Sort::Time {
            return quantity.minutes.clone();
        }
        let clock = quantity.unit.is_none_or(|unit| matches!(unit.code(), "h" | "o'clock"));
        let mut out = quantity.minutes.clone();
        if clock && quantity.sort != Sort::Ordinal && quantity.pair.is_none() {
            let minutes = |value: &Rational| value.times(Rational::whole(60))?.integer();
            out.extend(quantity.values.iter().filter_map(minutes).filter_map(|time| i32::try_from(time).ok()));
        }
        let other = out.iter().filter(|time| **time <= 780).map(|time| time % 720 + 720).collect::<Vec<_>>();
        out.extend(other);
        out
    };
    let (a, b) = (read(a), read(b));
    a.iter().any(|time| b.iter().any(|other| time % 1440 == other % 1440))
}

/// Whether a quantity must not be missing.
pub fn firm(quantity: &Quantity) -> bool {
    matches!(quantity.origin, Origin::Digits | Origin::Word)
}

pub fn shown(quantity: &Quantity) -> String {
    if quantity.sort == Sort::Phone {
        return quantity.digits.clone();
    }
    if quantity.sort == Sort::Time
        && let Some(time) = quantity.minutes.first()
    {
        return format!("{}:{:02}", time / 60, time % 60);
    }
    if let Some((a, b)) = quantity.pair {
        return format!("{a}:{b}");
    }
    let separator = if quantity.sort == Sort::Date { "-" } else { " or " };
    let mut values: Vec<String> = quantity.values.iter().map(Rational::to_string).collect();
    if quantity.sort == Sort::Date {
        values.reverse();
    }
    let unit = quantity.unit.map(|unit| format!(" {}", unit.code())).unwrap_or_default();
    format!("{}{unit}", values.join(separator))
}

/// The places of two values among quantities that have no partner yet; a one need not be said.
pub fn both(free: &[usize], list: &[Quantity], a: Rational, b: Rational) -> Option<(Option<usize>, usize)> {
    let first = free.iter().copied().find(|at| list[*at].values.contains(&a));
    let second = free.iter().copied().find(|at| Some(*at) != first && list[*at].values.contains(&b))?;
    (first.is_some() || a == Rational::ONE).then_some((first, second))
}

/// Whether one is about the other in degrees of the other scale, or in the measures of another system.
pub fn converted(a: &Quantity, b: &Quantity) -> bool {
    let (Some(from), Some(to)) = (a.unit, b.unit) else { return false };
    let (celsius, fahrenheit) = match (from.code(), to.code()) {
        ("°C", "°F") => (a, b),
        ("°F", "°C") => (b, a),
        _ => return measured(a, from, b, to).unwrap_or(false),
    };
    let near = |c: Rational, f: Rational| {
        let wanted = c.times(Rational::new(9, 5)?)?.plus(Rational::whole(32))?;
        Some(wanted.plus(f.negative())?.magnitude() <= Rational::ONE)
    };
    celsius.values.first().zip(fahrenheit.values.first()).and_then(|(c, f)| near(*c, *f)).unwrap_or(false)
}

/// Rounding to whole feet or litres may change a tenth of the value.
fn measured(a: &Quantity, from: Unit, b: &Quantity, to: Unit) -> Option<bool> {
    let ((kind, x), (other, y)) = (from.measure()?, to.measure()?);
    let metric = |unit: Unit| matches!(unit.dimension(), Dimension::Mass | Dimension::Volume | Dimension::Length);
    // An ounce may be one of weight or a fluid one of 30 mL.
    let fluid = |unit: Unit, own: char, other: char| unit.is("oz") && own == 'm' && other == 'v';
    let (x, y) = match (fluid(from, kind, other), fluid(to, other, kind)) {
        (true, _) => (Rational::whole(30), y),
        (_, true) => (x, Rational::whole(30)),
        _ if kind != other => return None,
        _ => (x, y),
    };
    if from == to || (metric(from) && metric(to)) {
        return None;
    }
    let (x, y) = (a.values.first()?.times(x)?, b.values.first()?.times(y)?);
    let tenth = x.magnitude().times(Rational::new(1, 10)?)?;
    Some(x.plus(y.negative())?.magnitude() <= tenth)
}
