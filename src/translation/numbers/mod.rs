//! The quantities of a text: numbers in any digits or in words, with unit, comparator and part of the day, as exact
//! values. Two texts in two languages say the same if their quantities can be paired.
//!
//! A false alarm here hides a correct translation from its readers, so that whatever is in doubt is a warning, or
//! nothing at all; but a dose that changed must be found.

mod alike;
mod bind;
mod compare;
mod context;
mod differences;
mod digits;
mod fold;
pub mod lexicon;
mod limits;
mod names;
mod rational;
mod read;
mod sense;
mod sums;
mod tokens;
mod units;
mod words;

use std::ops::Range;
use std::sync::LazyLock;

pub use compare::Finding;
pub use differences::differences;
pub use fold::Folded;
pub use lexicon::Lexicon;
pub use rational::Rational;
pub use sense::{Direction, Period};
pub use tokens::Token;
pub use units::Unit;
pub use words::{Words, changed, words};

/// What a quantity is, as far as it decides what it may be compared with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Plain,
    /// With a unit.
    Measured,
    Ordinal,
    /// A time of day.
    Time,
    /// Year, month and day, in ascending order of value.
    Date,
    /// The name of a month.
    Month,
    Phone,
}

/// How a quantity is written, and so how sure it is one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Origin {
    #[default]
    Digits,
    Word,
    /// The word for one, which many languages use as an article.
    One,
    /// A unit that no number stands beside.
    Bare,
}

/// A quantity in a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Quantity {
    pub sort: Sort,
    /// What it can mean, the likeliest first; parts of a date are all of them.
    pub values: Vec<Rational>,
    pub unit: Option<Unit>,
    /// Whether the unit, or the part of the day, is that of the other end of its range.
    pub lent: bool,
    /// Both sides of `1:50` or `1/50`.
    pub pair: Option<(Rational, Rational)>,
    /// Minutes of the day that it can mean.
    pub minutes: Vec<i32>,
    pub period: Option<Period>,
    pub comparators: Vec<Direction>,
    /// Whether a negation stands near a comparator, so that it may mean the opposite.
    pub negated: bool,
    /// Whether a comparator stands right beside it.
    pub adjacent: bool,
    /// Whether a negation stands right beside a comparator.
    pub denied: bool,
    /// Whether a comparator holds its negation: "no more than".
    pub fixed: bool,
    /// Whether its comparators only say before or after.
    soft: bool,
    /// Whether a comparator of points in time was turned round, as in "at the latest 2 hours before".
    pub late: bool,
    /// Whether it is one end of a range.
    pub range: bool,
    /// Before or after what it is counted from.
    pub turn: Option<Direction>,
    /// The token that says so.
    turned_by: usize,
    /// Whether it tells the time since something: "the 24 hours after a dive".
    pub since: bool,
    /// Whether it is said to be an age, in years unless it has a unit.
    pub age: bool,
    /// What it is a dose of: the kilogram of "mg per kg".
    pub per: Option<Unit>,
    pub origin: Origin,
    /// All its digits, in European form.
    pub digits: String,
    pub doubtful: bool,
    pub misread: bool,
    pub mixed: bool,
    tokens: Range<usize>,
    /// Bytes in the text.
    pub span: Range<usize>,
}

/// Names that hold digits and are no quantities.
const KEEP: [&str; 10] = ["covid-19", "sars-cov-2", "n95", "kn95", "ffp2", "ffp3", "h1n1", "b12", "pm2.5", "pm2,5"];

static KEPT: LazyLock<Vec<Vec<char>>> = LazyLock::new(|| KEEP.iter().map(|name| fold::fold_word(name)).collect());

/// A text, read once for all that is asked of it.
#[derive(Debug)]
pub struct Reading {
    pub quantities: Vec<Quantity>,
    pub words: Words,
    /// Units of mass and volume, with or without a number.
    pub units: Vec<Unit>,
    /// Names with digits in them: their letters, their digits.
    pub names: Vec<(String, String)>,
}

/// Reads a text of a locale. `keep` are further names that are no quantities.
pub fn read(text: &str, lexicon: &Lexicon, keep: &[String]) -> Reading {
    let folded = Folded::new(text);
    let own: Vec<Vec<char>>;
    let names = if keep.is_empty() {
        &*KEPT
    } else {
        own = KEPT.iter().cloned().chain(keep.iter().map(|name| fold::fold_word(name))).collect();
        &own
    };
    let tokens = tokens::cut(&folded, lexicon, names);
    let quantities = read::read(&folded, &tokens, lexicon);
    Reading {
        quantities,
        words: words(&folded, &tokens),
        units: tokens.iter().filter_map(|token| token.sense().unit).filter(|unit| unit.is_amount()).collect(),
        // The glossary's own names have a check of their own.
        names: names::names(&folded, &tokens, &names[KEPT.len()..]),
    }
}
