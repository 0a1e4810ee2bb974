//! The words of a locale that belong to quantities, from `src/translation/lexicon/<tag>.toml`. In those files an entry
//! is a list of words between spaces; `_` is a space in a word, `*` at its end stands for any ending, at its beginning
//! for the stem of a word.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, OnceLock};

use super::digits::Separators;
use super::fold::{Folded, fold_word, is_unspaced, is_word};
use super::sense::{Sense, sense};
use super::units::Unit;
use crate::cldr;
use crate::data::{Kind, Table, parse_toml};

#[derive(Debug, Clone)]
struct Entry {
    text: Vec<char>,
    /// Any letters may follow.
    stem: bool,
    sense: Arc<Sense>,
}

/// See the module's text.
#[derive(Debug, Default, Clone)]
pub struct Lexicon {
    pub separators: Separators,
    /// Whether the words are known, or only digits and separators.
    pub words: bool,
    /// Whether numbers stand after their unit, as in Swahili.
    pub unit_first: bool,
    /// Whether the hours of the day are counted from six in the morning, as in Swahili.
    pub six_hours: bool,
    /// Whether the part of the day stands before its number.
    pub period_first: bool,
    /// Whether Han characters are read as numbers beside a unit.
    pub han: bool,
    /// Particles written together with the next word.
    pub prefixes: Vec<Vec<char>>,
    /// By their first two letters; a word of one letter has a space there.
    entries: Arc<BTreeMap<(char, char), Vec<Entry>>>,
    /// What is written together with a number in words and says nothing of it, as Bengali "টি".
    counters: Vec<Vec<char>>,
    /// Endings of words that are told by nothing else.
    suffixes: Vec<Entry>,
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
    let lexicon = found.map_or(&*UNKNOWN, |(text, lexicon)| lexicon.get_or_init(|| Lexicon::new(text)));
    if LEXICONS.contains_key(tag) || !lexicon.words {
        return lexicon;
    }
    regional(tag, lexicon)
}

/// The lexicon of a language with the separators of a region: Switzerland writes `1.5` in German, Mexico in Spanish.
fn regional(tag: &str, lexicon: &'static Lexicon) -> &'static Lexicon {
    let Some((decimal, group)) = cldr::separators(tag) else { return lexicon };
    if lexicon.separators.decimal.first() == Some(&decimal) && !lexicon.separators.both {
        return lexicon;
    }
    let mut place = &REGIONAL;
    loop {
        let known = place.get_or_init(|| {
            let lexicon = with_separators(lexicon, decimal, group);
            Box::new(Regional { tag: tag.to_owned(), lexicon, next: OnceLock::new() })
        });
        if known.tag == tag {
            return &known.lexicon;
        }
        place = &known.next;
    }
}

/// The lexicons of the project's regional locales, each with the next one: few, and each read once.
struct Regional {
    tag: String,
    lexicon: Lexicon,
    next: OnceLock<Box<Regional>>,
}

static REGIONAL: OnceLock<Box<Regional>> = OnceLock::new();

fn with_separators(lexicon: &Lexicon, decimal: char, group: Option<char>) -> Lexicon {
    let mut own = lexicon.clone();
    let fold = |mark: char| {
        if mark.is_whitespace() { ' ' } else { fold_word(&mark.to_string()).first().copied().unwrap_or(mark) }
    };
    own.separators.both = false;
    own.separators.group.retain(|mark| *mark != decimal);
    own.separators.group.extend(group.map(fold));
    own.separators.decimal = vec![decimal];
    own
}

impl Lexicon {
    fn new(text: &str) -> Lexicon {
        let mut out = Lexicon { words: true, ..Lexicon::default() };
        for text in [COMMON, text] {
            out.add(&parse_toml(text).0);
        }
        out.fix();
        for entries in Arc::make_mut(&mut out.entries).values_mut() {
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
        self.period_first = flag("period_first");
        let prefixes: String = chars("prefixes").into_iter().collect();
        self.prefixes = prefixes.split(' ').filter(|prefix| !prefix.is_empty()).map(fold_word).collect();
        let counters: String = chars("counters").into_iter().collect();
        self.counters = counters.split(' ').filter(|counter| !counter.is_empty()).map(fold_word).collect();
        // The shortest first: what is left is the longest word.
        self.prefixes.sort_by_key(Vec::len);
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
        for entries in Arc::make_mut(&mut self.entries).values_mut() {
            for entry in entries {
                // Korean negates with a word of its own behind "넘지".
                let korean = matches!(entry.text.last(), Some('지' | '는' | '선'));
                let sense = Arc::make_mut(&mut entry.sense);
                sense.fixed = (sense.before.is_some() || sense.after.is_some()) && (korean || holds(&entry.text));
            }
        }
    }

    fn words(&mut self, words: &str, sense: Option<Sense>) {
        let Some(sense) = sense else { return };
        for word in words.split_whitespace() {
            let (word, inner) = word.strip_prefix('*').map_or((word, false), |word| (word, true));
            let (word, stem) = word.strip_suffix('*').map_or((word, false), |word| (word, true));
            let text = fold_word(&word.replace('_', " "));
            let Some(first) = text.first().copied() else { continue };
            if inner {
                self.suffixes.push(Entry { text, stem, sense: Arc::new(sense) });
                continue;
            }
            let entries =
                Arc::make_mut(&mut self.entries).entry((first, text.get(1).copied().unwrap_or(' '))).or_default();
            match entries.iter_mut().find(|entry| entry.text == text && entry.stem == stem) {
                Some(entry) => Arc::make_mut(&mut entry.sense).merge(sense),
                None => entries.push(Entry { text, stem, sense: Arc::new(sense) }),
            }
        }
    }

    /// The words that begin with the two letters at a place, the longest first.
    fn starting(&self, text: &Folded, at: usize) -> impl Iterator<Item = &Entry> {
        let first = text.get(at).unwrap_or(' ');
        let second = text.get(at + 1).unwrap_or(' ');
        let long = self.entries.get(&(first, second)).into_iter().flatten();
        let short = self.entries.get(&(first, ' ')).filter(|_| second != ' ').into_iter().flatten();
        long.chain(short)
    }

    /// The longest word of the lexicon that begins at a place, and where it ends.
    pub fn find(&self, text: &Folded, at: usize) -> Option<(Arc<Sense>, usize)> {
        for entry in self.starting(text, at) {
            let end = at + entry.text.len();
            if text.chars.get(at..end) != Some(&entry.text[..]) {
                continue;
            }
            let last = entry.text[entry.text.len() - 1];
            // Units in Latin letters stand before Han and Hangul without a space.
            let foreign = |next: char| is_unspaced(next) || (last.is_ascii() && is_hangul(next));
            let open = text.get(end).is_some_and(|next| is_word(next) && !next.is_ascii_digit() && !foreign(next));
            if !open || !is_word(last) || is_unspaced(last) {
                return Some((entry.sense.clone(), end));
            }
            if entry.stem {
                let rest = text.chars[end..].iter().take_while(|ch| is_word(**ch) && !ch.is_ascii_digit());
                return Some((entry.sense.clone(), end + rest.count()));
            }
            // "zweijährig", "восемнадцатилетний".
            if let Some((unit, end)) = entry.sense.number.and(self.ending(text, end)) {
                let whole = entry.sense.number.map(|value| (value, unit));
                return Some((Arc::new(Sense { whole, ..Sense::default() }), end));
            }
            // "আঠারোটির".
            let rest = || text.chars[end..].iter().take_while(|ch| is_word(**ch) && !ch.is_ascii_digit()).count();
            if entry.sense.number.is_some() && !self.counters.is_empty() {
                let after = end + rest();
                if self.counters.iter().any(|counter| counter[..] == text.chars[end..after]) {
                    return Some((entry.sense.clone(), after));
                }
            }
            // Korean counters are written together with their number, and particles with their noun.
            let glued = entry.sense.number.is_some() || entry.sense.ordinal.is_some();
            if glued && is_hangul(last) && self.find(text, end).is_some_and(|(next, _)| next.unit.is_some()) {
                return Some((entry.sense.clone(), end));
            }
        }
        None
    }

    /// What the ending of a word that is not in the lexicon says, such as a negative verb's.
    pub fn by_ending(&self, word: &[char]) -> Option<Arc<Sense>> {
        let fits = |entry: &&Entry| {
            let n = entry.text.len();
            match entry.stem {
                true => word.len() > n + 1 && word[2..].windows(n).any(|part| part == &entry.text[..]),
                false => word.len() > n + 1 && word.ends_with(&entry.text),
            }
        };
        self.suffixes.iter().find(fits).map(|entry| entry.sense.clone())
    }

    /// The unit that a number is written together with, and where the word ends.
    fn ending(&self, text: &Folded, at: usize) -> Option<(Unit, usize)> {
        let fits = |entry: &&Entry| text.chars.get(at..at + entry.text.len()) == Some(&entry.text[..]);
        let mut entries = self.starting(text, at).filter(|entry| entry.sense.ending.is_some());
        let unit = entries.find(fits)?.sense.ending?;
        let rest = text.chars[at..].iter().take_while(|ch| is_word(**ch) && !ch.is_ascii_digit());
        Some((unit, at + rest.count()))
    }
}

pub fn is_hangul(ch: char) -> bool {
    matches!(ch, '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_every_lexicon_has_a_meaning() {
        for (tag, text) in SHIPPED.iter().chain(&[("common", COMMON)]) {
            let (table, errors) = parse_toml(text);
            assert!(errors.is_empty(), "{tag}: {errors:?}");
            let settings = [
                "decimal",
                "group",
                "both",
                "slash",
                "unit_first",
                "six_hours",
                "han",
                "period_first",
                "prefixes",
                "counters",
            ];
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
        assert!(std::ptr::eq(of("de-DE"), of("de")) && std::ptr::eq(of("de-CH"), of("de-CH")));
        assert_eq!(of("de-CH").separators.decimal, ['.']);
        assert_eq!(of("en-ZA").separators.decimal, [',']);
        assert_eq!((of("es-MX").separators.both, of("ar-MA").separators.decimal[0]), (false, ','));
        assert!(!of("eo").words && of("en").words);
    }
}
