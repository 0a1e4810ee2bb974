//! The words of a locale that belong to quantities, from `src/translation/lexicon/<tag>.toml`. In those files an entry
//! is a list of words between spaces; `_` is a space in a word, `*` at its end stands for any ending.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use super::digits::Separators;
use super::fold::{Folded, fold_word, is_unspaced, is_word};
use super::rational::Rational;
use super::units::Unit;
use crate::data::{Kind, Table, parse_toml};

/// Which way a comparator points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// That or more.
    Up,
    /// That or less.
    Down,
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
}

impl Sense {
    /// Adds what another word list says of the same word.
    fn merge(&mut self, other: Sense) {
        let Sense { to, open, and, fraction, ordinal_mark, negation, guard, .. } = *self;
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
        };
    }
}

#[derive(Debug)]
struct Entry {
    text: Vec<char>,
    /// Any letters may follow.
    stem: bool,
    sense: Sense,
}

/// See the module's text.
#[derive(Debug, Default)]
pub struct Lexicon {
    pub separators: Separators,
    /// Whether the words are known, or only digits and separators.
    pub words: bool,
    /// Whether numbers stand after their unit, as in Swahili.
    pub unit_first: bool,
    /// Whether the hours of the day are counted from six in the morning, as in Swahili.
    pub six_hours: bool,
    /// Whether Han characters are read as numbers beside a unit.
    pub han: bool,
    /// Particles written together with the next word.
    pub prefixes: Vec<Vec<char>>,
    entries: BTreeMap<char, Vec<Entry>>,
}

/// The lexicons that are compiled in.
#[rustfmt::skip]
const SHIPPED: [(&str, &str); 20] = [
    ("ar", include_str!("../lexicon/ar.toml")),
    ("bn", include_str!("../lexicon/bn.toml")),
    ("de", include_str!("../lexicon/de.toml")),
    ("en", include_str!("../lexicon/en.toml")),
    ("es", include_str!("../lexicon/es.toml")),
    ("fa", include_str!("../lexicon/fa.toml")),
    ("fr", include_str!("../lexicon/fr.toml")),
    ("hi", include_str!("../lexicon/hi.toml")),
    ("id", include_str!("../lexicon/id.toml")),
    ("it", include_str!("../lexicon/it.toml")),
    ("ja", include_str!("../lexicon/ja.toml")),
    ("ko", include_str!("../lexicon/ko.toml")),
    ("pt-BR", include_str!("../lexicon/pt-BR.toml")),
    ("ru", include_str!("../lexicon/ru.toml")),
    ("sw", include_str!("../lexicon/sw.toml")),
    ("tr", include_str!("../lexicon/tr.toml")),
    ("ur", include_str!("../lexicon/ur.toml")),
    ("vi", include_str!("../lexicon/vi.toml")),
    ("zh-Hans", include_str!("../lexicon/zh-Hans.toml")),
    ("zh-Hant", include_str!("../lexicon/zh-Hant.toml")),
];

/// Units and marks that every language writes alike.
const COMMON: &str = include_str!("../lexicon/common.toml");

/// Each is read when it is first asked for.
static LEXICONS: LazyLock<BTreeMap<&'static str, (&'static str, OnceLock<Lexicon>)>> =
    LazyLock::new(|| SHIPPED.iter().map(|(tag, text)| (*tag, (*text, OnceLock::new()))).collect());

static UNKNOWN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon { words: false, ..Lexicon::new("decimal = \".,\"") });

/// The lexicon of a locale, else that of its language, else one that knows no words.
pub fn of(tag: &str) -> &'static Lexicon {
    let language = tag.split('-').next().unwrap_or(tag);
    let near = match language {
        "pt" => "pt-BR",
        "zh" if tag.contains("Hant") || tag.contains("TW") || tag.contains("HK") => "zh-Hant",
        "zh" => "zh-Hans",
        language => language,
    };
    let found = LEXICONS.get(tag).or_else(|| LEXICONS.get(near));
    found.map_or(&UNKNOWN, |(text, lexicon)| lexicon.get_or_init(|| Lexicon::new(text)))
}

impl Lexicon {
    fn new(text: &str) -> Lexicon {
        let mut out = Lexicon { words: true, ..Lexicon::default() };
        for text in [COMMON, text] {
            out.add(&parse_toml(text).0);
        }
        out.fix();
        for entries in out.entries.values_mut() {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.text.len()));
        }
        out
    }

    fn add(&mut self, table: &Table) {
        let flag = |key: &str| table.get(key).is_some_and(|value| value.kind == Kind::Bool(true));
        let chars = |key: &str| match table.get(key).map(|value| &value.kind) {
            Some(Kind::Text(text)) => text.chars().collect(),
            _ => Vec::new(),
        };
        self.separators =
            Separators { decimal: chars("decimal"), group: chars("group"), both: flag("both"), slash: flag("slash") };
        (self.unit_first, self.six_hours, self.han) = (flag("unit_first"), flag("six_hours"), flag("han"));
        let prefixes: String = chars("prefixes").into_iter().collect();
        self.prefixes = prefixes.split(' ').filter(|prefix| !prefix.is_empty()).map(fold_word).collect();
        self.prefixes.sort_by_key(|prefix| std::cmp::Reverse(prefix.len()));
        for entry in &table.entries {
            match &entry.value.kind {
                Kind::Text(words) => self.words(words, sense(&entry.key, "")),
                Kind::Table(inner) => {
                    for inner in &inner.entries {
                        if let Kind::Text(words) = &inner.value.kind {
                            self.words(words, sense(&entry.key, &inner.key));
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Marks the comparators that hold a negation.
    fn fix(&mut self) {
        let all = |lexicon: &Lexicon| -> Vec<Vec<char>> {
            let entries = lexicon.entries.values().flatten();
            let mut out: Vec<Vec<char>> =
                entries.filter(|entry| entry.sense.negation).map(|entry| entry.text.clone()).collect();
            out.sort();
            out
        };
        let negations = all(self);
        let holds = |text: &[char]| {
            negations.iter().any(|negation| {
                let unspaced = negation.first().is_some_and(|ch| is_unspaced(*ch));
                match unspaced {
                    true => text.windows(negation.len()).any(|window| window == &negation[..]),
                    false => text.split(|ch| *ch == ' ').any(|word| word == &negation[..]),
                }
            })
        };
        for entries in self.entries.values_mut() {
            for entry in entries {
                entry.sense.fixed = (entry.sense.before.is_some() || entry.sense.after.is_some()) && holds(&entry.text);
            }
        }
    }

    fn words(&mut self, words: &str, sense: Option<Sense>) {
        let Some(sense) = sense else { return };
        for word in words.split_whitespace() {
            let (word, stem) = word.strip_suffix('*').map_or((word, false), |word| (word, true));
            let text = fold_word(&word.replace('_', " "));
            let Some(first) = text.first().copied() else { continue };
            let entries = self.entries.entry(first).or_default();
            match entries.iter_mut().find(|entry| entry.text == text && entry.stem == stem) {
                Some(entry) => entry.sense.merge(sense),
                None => entries.push(Entry { text, stem, sense }),
            }
        }
    }

    /// The longest word of the lexicon that begins at a place, and where it ends.
    pub fn find(&self, text: &Folded, at: usize) -> Option<(Sense, usize)> {
        let entries = self.entries.get(&text.get(at)?)?;
        for entry in entries {
            let end = at + entry.text.len();
            if text.chars.get(at..end) != Some(&entry.text[..]) {
                continue;
            }
            let last = entry.text[entry.text.len() - 1];
            // Units in Latin letters stand before Han and Hangul without a space.
            let foreign = |next: char| is_unspaced(next) || (last.is_ascii() && is_hangul(next));
            let open = text.get(end).is_some_and(|next| is_word(next) && !next.is_ascii_digit() && !foreign(next));
            if !open || !is_word(last) || is_unspaced(last) {
                return Some((entry.sense, end));
            }
            if entry.stem {
                let rest = text.chars[end..].iter().take_while(|ch| is_word(**ch) && !ch.is_ascii_digit());
                return Some((entry.sense, end + rest.count()));
            }
            // "zweijährig", "восемнадцатилетний".
            if let Some((unit, end)) = entry.sense.number.and(self.ending(text, end)) {
                let whole = entry.sense.number.map(|value| (value, unit));
                return Some((Sense { whole, ..Sense::default() }, end));
            }
            // Korean counters are written together with their number, and particles with their noun.
            let glued = entry.sense.number.is_some() || entry.sense.ordinal.is_some();
            if glued && is_hangul(last) && self.find(text, end).is_some_and(|(next, _)| next.unit.is_some()) {
                return Some((entry.sense, end));
            }
        }
        None
    }

    /// The unit that a number is written together with, and where the word ends.
    fn ending(&self, text: &Folded, at: usize) -> Option<(Unit, usize)> {
        let fits = |entry: &&Entry| text.chars.get(at..at + entry.text.len()) == Some(&entry.text[..]);
        let mut entries = self.entries.get(&text.get(at)?)?.iter().filter(|entry| entry.sense.ending.is_some());
        let unit = entries.find(fits)?.sense.ending?;
        let rest = text.chars[at..].iter().take_while(|ch| is_word(**ch) && !ch.is_ascii_digit());
        Some((unit, at + rest.count()))
    }
}

pub fn is_hangul(ch: char) -> bool {
    matches!(ch, '\u{ac00}'..='\u{d7a3}')
}

/// What the words below a key mean; `None` for keys that hold no words.
fn sense(list: &str, key: &str) -> Option<Sense> {
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
        "minus" => Sense { minus: true, ..none },
        "guard" => Sense { guard: true, ..none },
        // Words that look like one of the others and are none.
        "ignore" => none,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_every_lexicon_has_a_meaning() {
        for (tag, text) in SHIPPED.iter().chain(&[("common", COMMON)]) {
            let (table, errors) = parse_toml(text);
            assert!(errors.is_empty(), "{tag}: {errors:?}");
            let settings = ["decimal", "group", "both", "slash", "unit_first", "six_hours", "han", "prefixes"];
            for entry in table.entries.iter().filter(|entry| !settings.contains(&entry.key.as_str())) {
                match &entry.value.kind {
                    Kind::Table(inner) => {
                        for inner in &inner.entries {
                            assert!(sense(&entry.key, &inner.key).is_some(), "{tag}: {} {}", entry.key, inner.key);
                        }
                    }
                    _ => assert!(sense(&entry.key, "").is_some(), "{tag}: {}", entry.key),
                }
            }
        }
    }

    #[test]
    fn no_word_stands_under_two_keys_of_one_section() {
        for (tag, text) in SHIPPED.iter().chain(&[("common", COMMON)]) {
            for entry in &parse_toml(text).0.entries {
                let Kind::Table(inner) = &entry.value.kind else { continue };
                let mut keys: BTreeMap<&str, &str> = BTreeMap::new();
                for inner in &inner.entries {
                    let Kind::Text(words) = &inner.value.kind else { continue };
                    for word in words.split_whitespace() {
                        let other = keys.insert(word, &inner.key).filter(|other| *other != inner.key);
                        assert_eq!(other, None, "{tag}: {word} in {}", entry.key);
                    }
                }
            }
        }
    }

    #[test]
    fn a_locale_that_is_not_shipped_has_its_languages_words_or_none() {
        assert!(std::ptr::eq(of("pt-AO"), of("pt-BR")));
        assert!(std::ptr::eq(of("zh-TW"), of("zh-Hant")));
        assert!(std::ptr::eq(of("de-CH"), of("de")));
        assert!(!of("eo").words && of("en").words);
    }
}
