//! The terms of a glossary, found in running text: one pass over the words of a text, however many terms there are.
//!
//! Texts are compared folded: without regard to capitals, vowel marks that Arabic may leave out, and the kind of
//! hyphen or space. A form has to be whole words; each word of a stem has to be the beginning of one. Where words are
//! written without spaces, a term is found wherever it stands. The longest term wins.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::cldr;
use crate::project::Glossary;

/// The terms of one locale, ready to be looked for.
#[derive(Debug, Default)]
pub struct Terms {
    script: Script,
    patterns: Vec<Pattern>,
    /// Patterns by their first word; where there are no spaces, by their first character.
    forms: HashMap<Box<str>, Vec<usize>>,
    /// Stems by their first characters: [`HEAD`] of them, or the one that there is.
    stems: HashMap<Box<str>, Vec<usize>>,
}

/// What the language asks for in comparing.
#[derive(Debug, Clone, Copy, Default)]
struct Script {
    spaceless: bool,
    turkic: bool,
    arabic: bool,
}

#[derive(Debug)]
struct Pattern {
    concept: usize,
    folded: Box<str>,
    /// As it is written, where capitals count.
    exact: Option<Box<str>>,
    stem: bool,
    /// Which of the entry's forbidden forms it is.
    forbidden: Option<usize>,
}

/// Few stems share as many characters at their start.
const HEAD: usize = 2;

/// What a text says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scan {
    /// The terms from the start of the text on, the longest at each place; none lies in another. Several concepts
    /// that have one term are all given, with the same range.
    pub found: Vec<Found>,
    /// Concepts that are named in an allowed form, also where a longer term stands around it.
    pub present: BTreeSet<usize>,
}

/// A term in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Index in the glossary.
    pub concept: usize,
    /// Bytes of the text. A stem takes in the whole word.
    pub range: Range<usize>,
    /// Index among the entry's forbidden forms, if it is one.
    pub forbidden: Option<usize>,
}

impl Terms {
    /// The terms of a locale. In the source a concept may count only with its capitals, and one that is kept has its
    /// id for a term if it has no other.
    pub fn new(glossary: &Glossary, tag: &str, is_source: bool) -> Terms {
        let language = tag.split('-').next().unwrap_or(tag);
        let script = Script {
            spaceless: matches!(language, "zh" | "ja" | "th" | "km" | "my" | "lo"),
            turkic: matches!(language, "tr" | "az"),
            arabic: language == "ar",
        };
        let mut terms = Terms { script, ..Terms::default() };
        for (concept, own) in glossary.concepts.iter().enumerate() {
            let case = own.case && is_source;
            let Some(entry) = own.entries.get(tag) else {
                if is_source && own.keep {
                    terms.add(concept, &own.id, false, case, None);
                }
                continue;
            };
            for form in std::iter::once(&entry.term).chain(&entry.forms) {
                terms.add(concept, form, false, case, None);
            }
            for stem in &entry.stems {
                terms.add(concept, stem, true, case, None);
            }
            for (at, (form, _)) in entry.forbidden.iter().enumerate() {
                terms.add(concept, form, false, false, Some(at));
            }
        }
        terms
    }

    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Looks for all terms in a text.
    pub fn scan(&self, text: &str) -> Scan {
        let (mut out, mut present) = (Vec::<Found>::new(), BTreeSet::new());
        if self.is_empty() {
            return Scan::default();
        }
        let folded = Folded::new(text, self.script);
        let mut done = 0;
        self.candidates(&folded, |start, at, end| {
            let range = folded.original(start..end);
            if !self.has_case(at, &text[range.clone()]) {
                return;
            }
            let Pattern { concept, forbidden, .. } = self.patterns[at];
            let new = Found { concept, range: range.clone(), forbidden };
            if new.forbidden.is_none() {
                present.insert(new.concept);
            }
            match out.last().map(|last| last.range.clone()) {
                Some(last) if last.start == range.start && last.end < range.end => {
                    while out.last().is_some_and(|found| found.range.start == range.start) {
                        out.pop();
                    }
                    out.push(new);
                }
                Some(last) if last == range && !out.contains(&new) => out.push(new),
                _ if range.start >= done => out.push(new),
                _ => return,
            }
            done = range.end;
        });
        Scan { found: out, present }
    }

    fn add(&mut self, concept: usize, text: &str, stem: bool, case: bool, forbidden: Option<usize>) {
        let folded = Folded::new(text, self.script).text;
        // Signs before the first word do not count; a term without a word is none.
        let folded = folded.trim_start_matches(|ch| !is_word(ch));
        let (Some(first), Some(word)) = (folded.chars().next(), words(folded).next()) else { return };
        let at = self.patterns.len();
        let (list, key) = match (self.script.spaceless, stem) {
            (true, _) => (&mut self.forms, first.to_string()),
            (false, true) => (&mut self.stems, heads(&folded[word]).last().unwrap_or_default().to_owned()),
            (false, false) => (&mut self.forms, folded[word].to_owned()),
        };
        list.entry(key.into()).or_default().push(at);
        let exact = case.then(|| plain_signs(text, true).into());
        self.patterns.push(Pattern { concept, folded: folded.into(), exact, stem, forbidden });
    }

    /// Calls with the start, the pattern and the end of everything that fits, by start.
    fn candidates(&self, folded: &Folded, mut found: impl FnMut(usize, usize, usize)) {
        let text = folded.text.as_str();
        if self.script.spaceless {
            for (start, ch) in text.char_indices() {
                let mut key = [0; 4];
                let list = self.forms.get(&*ch.encode_utf8(&mut key)).into_iter().flatten();
                for at in list {
                    if let Some(end) = self.end_without_spaces(*at, text, start) {
                        found(start, *at, end);
                    }
                }
            }
            return;
        }
        for word in words(text) {
            let mut try_at = |from: usize| {
                let rest = &text[from..word.end];
                let whole = self.forms.get(rest).into_iter().flatten();
                let begun = heads(rest).filter_map(|head| self.stems.get(head)).flatten();
                for at in whole.chain(begun) {
                    if let Some(end) = self.end(*at, text, from) {
                        found(word.start, *at, end);
                    }
                }
            };
            try_at(word.start);
            if self.script.arabic {
                let bare = PROCLITICS.iter().filter(|particle| text[word.clone()].starts_with(**particle));
                begin_after(bare, &word).for_each(try_at);
            }
        }
    }

    /// Where a pattern that begins at a word ends, if it fits.
    fn end(&self, at: usize, text: &str, start: usize) -> Option<usize> {
        let pattern = &self.patterns[at];
        if !pattern.stem {
            let rest = text[start..].strip_prefix(&*pattern.folded)?;
            let open = pattern.folded.ends_with(is_word) && rest.starts_with(is_word);
            return (!open).then_some(text.len() - rest.len());
        }
        let mut rest = &text[start..];
        for (nth, part) in pattern.folded.split(' ').enumerate() {
            rest = if nth > 0 { rest.strip_prefix(' ')? } else { rest };
            rest = rest.strip_prefix(part)?.trim_start_matches(is_word);
        }
        Some(text.len() - rest.len())
    }

    fn end_without_spaces(&self, at: usize, text: &str, start: usize) -> Option<usize> {
        let Pattern { folded: pattern, forbidden, .. } = &self.patterns[at];
        let rest = text[start..].strip_prefix(&**pattern)?;
        let before = text[..start].chars().next_back();
        let is_han = |ch: char| cldr::script_of_char(ch) == Some("Hani");
        let mut own = pattern.chars();
        let lone = own.next().is_some_and(is_han) && own.next().is_none();
        // One character that is forbidden as a word is allowed as a part of others.
        if forbidden.is_some() && lone && (before.is_some_and(is_han) || rest.starts_with(is_han)) {
            return None;
        }
        // What is written in another script there has spaces, or signs that part it.
        let latin = |ch: char| ch.is_ascii_alphanumeric();
        let cut = |inner: bool, outer: Option<char>| inner && outer.is_some_and(latin);
        let cuts = cut(pattern.starts_with(latin), before)
            || cut(pattern.ends_with(latin), rest.chars().next())
            || rest.starts_with(cldr::is_mark);
        (!cuts).then_some(text.len() - rest.len())
    }

    fn has_case(&self, at: usize, written: &str) -> bool {
        let pattern = &self.patterns[at];
        pattern.exact.as_ref().is_none_or(|exact| match pattern.stem {
            true => plain_signs(written, true).starts_with(&**exact),
            false => plain_signs(written, true) == **exact,
        })
    }
}

/// The beginnings of a word that stems are kept by.
fn heads(word: &str) -> impl Iterator<Item = &str> {
    word.char_indices().take(HEAD).map(|(at, ch)| &word[..at + ch.len_utf8()])
}

/// Words that Arabic writes together with the next one: and, so, with, as, for, and the article.
const PROCLITICS: [&str; 14] = ["و", "ف", "ب", "ك", "ل", "ال", "وال", "فال", "بال", "كال", "لل", "وب", "ول", "ولل"];

fn begin_after<'a>(
    particles: impl Iterator<Item = &'a &'static str>,
    word: &Range<usize>,
) -> impl Iterator<Item = usize> {
    particles.map(|particle| word.start + particle.len()).filter(|from| *from < word.end)
}

/// Whether a text has this token as it is, not as a part of another number or name. The kind of hyphen or space does
/// not count, capitals only with `case`.
pub fn has_token(text: &str, token: &str, case: bool) -> bool {
    let (text, token) = (plain_signs(text, case), plain_signs(token, case));
    let goes_on = |inner: Option<char>, outer: Option<char>| match (inner, outer) {
        (Some(inner), Some(outer)) if inner.is_ascii_digit() => outer.is_ascii_digit(),
        (Some(inner), Some(outer)) if inner.is_ascii_alphabetic() => outer.is_ascii_alphabetic(),
        _ => false,
    };
    text.match_indices(&*token).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + token.len()..].chars().next();
        !goes_on(token.chars().next(), before) && !goes_on(token.chars().next_back(), after)
    })
}

/// A text with one kind of hyphen, apostrophe and space; in lower case without `case`.
fn plain_signs(text: &str, case: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in cldr::nfc(text).chars() {
        match ch {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2069}' => {}
            _ if ch.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '\u{2010}' | '\u{2011}' => out.push('-'),
            '’' => out.push('\''),
            _ if case => out.push(ch),
            _ => out.extend(ch.to_lowercase()),
        }
    }
    out
}

fn is_word(ch: char) -> bool {
    ch.is_ascii_alphanumeric() || (!ch.is_ascii() && (ch.is_alphanumeric() || cldr::is_mark(ch)))
}

/// The words of a folded text.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_word)?;
        let end = text[start..].find(|ch| !is_word(ch)).map_or(text.len(), |length| start + length);
        at = end;
        Some(start..end)
    })
}

/// A text as it is compared, with the way back to the text as it is written.
struct Folded {
    text: String,
    /// For each byte the byte of the original that it comes from, and one for the end.
    origin: Vec<u32>,
}

impl Folded {
    fn new(original: &str, script: Script) -> Folded {
        let mut out = Folded { text: String::with_capacity(original.len()), origin: Vec::new() };
        out.origin.reserve(original.len() + 1);
        let composed = cldr::first_not_nfc(original).is_none();
        let mut chars = original.char_indices().peekable();
        while let Some((at, ch)) = chars.next() {
            if composed {
                out.push(at, ch, script);
                continue;
            }
            let mut cluster = ch.to_string();
            while let Some((_, mark)) = chars.next_if(|(_, next)| cldr::is_mark(*next)) {
                cluster.push(mark);
            }
            cldr::nfc(&cluster).chars().for_each(|ch| out.push(at, ch, script));
        }
        out.origin.push(original.len() as u32);
        out
    }

    fn push(&mut self, at: usize, ch: char, script: Script) {
        match ch {
            // Invisible, or left out at will.
            '\u{ad}' | '\u{640}' | '\u{64b}'..='\u{652}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2069}' => {}
            _ if ch.is_whitespace() => {
                if !self.text.ends_with(' ') {
                    self.take(at, ' ');
                }
            }
            '\u{2010}' | '\u{2011}' => self.take(at, '-'),
            '’' => self.take(at, '\''),
            'ς' => self.take(at, 'σ'),
            'I' if script.turkic => self.take(at, 'ı'),
            'İ' if script.turkic => self.take(at, 'i'),
            _ => ch.to_lowercase().for_each(|ch| self.take(at, ch)),
        }
    }

    fn take(&mut self, at: usize, ch: char) {
        self.text.push(ch);
        self.origin.resize(self.text.len(), at as u32);
    }

    /// The bytes of the original that a part comes from.
    fn original(&self, range: Range<usize>) -> Range<usize> {
        self.origin[range.start] as usize..self.origin[range.end] as usize
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::project::glossary::{Concept, Entry};

    /// Concepts by their forms and stems.
    fn terms(tag: &str, concepts: &[(&[&str], &[&str])]) -> Terms {
        Terms::new(&glossary(tag, concepts, false), tag, false)
    }

    fn glossary(tag: &str, concepts: &[(&[&str], &[&str])], case: bool) -> Glossary {
        let concept = |(forms, stems): &(&[&str], &[&str])| {
            let owned = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
            let entry =
                Entry { term: forms[0].to_owned(), forms: owned(&forms[1..]), stems: owned(stems), ..Entry::default() };
            Concept { case, entries: BTreeMap::from([(tag.to_owned(), entry)]), ..Concept::default() }
        };
        Glossary { concepts: concepts.iter().map(concept).collect() }
    }

    fn found(terms: &Terms, text: &str) -> Vec<(usize, String)> {
        terms.scan(text).found.into_iter().map(|found| (found.concept, text[found.range].to_owned())).collect()
    }

    #[test]
    fn a_form_is_whole_words_and_the_longest_wins() {
        let terms = terms("en", &[(&["mask"], &[]), (&["face mask", "masks"], &[]), (&["self-isolation"], &[])]);
        let said = found(&terms, "A Face\u{a0} mask, masks, masked; unmask. Mask! Self\u{2010}isolation");
        let wanted = [(1, "Face\u{a0} mask"), (1, "masks"), (0, "Mask"), (2, "Self\u{2010}isolation")];
        assert_eq!(said, wanted.map(|(at, text)| (at, text.to_owned())));
        assert_eq!(terms.scan("face mask").present, BTreeSet::from([0, 1]), "what lies in a longer one is there too");
    }

    #[test]
    fn each_word_of_a_stem_may_go_on() {
        let russian = terms("ru", &[(&["физическая дистанция"], &["физическ дистанц"]), (&["маска"], &["маск"])]);
        let said = found(&russian, "Соблюдайте физической дистанции и носите МАСКУ, не антимаску.");
        assert_eq!(said, [(0, "физической дистанции".to_owned()), (1, "МАСКУ".to_owned())]);
        let finnish = terms("fi", &[(&["turvaväli"], &["turvaväl"])]);
        assert_eq!(found(&finnish, "Pidä turvava\u{308}liä."), [(0, "turvava\u{308}liä".to_owned())], "not in NFC");
    }

    #[test]
    fn capitals_count_where_they_are_asked_for() {
        let glossary = glossary("en", &[(&["ON"], &[]), (&["WHO"], &[])], true);
        let terms = Terms::new(&glossary, "en", true);
        assert_eq!(found(&terms, "who is on WHO"), [(1, "WHO".to_owned())]);
        assert_eq!(Terms::new(&glossary, "en", false).scan("who is on").found.len(), 2);
    }

    #[test]
    fn languages_have_their_own_ways() {
        let chinese = terms("zh-Hans", &[(&["隔离"], &[]), (&["自我隔离"], &[]), (&["N95"], &[])]);
        let said = found(&chinese, "请在家自我隔离，隔离时戴N95口罩，不是N950。");
        assert_eq!(said, [(1, "自我隔离".to_owned()), (0, "隔离".to_owned()), (2, "N95".to_owned())]);
        let thai = terms("th", &[(&["ไข"], &[])]);
        assert_eq!(found(&thai, "ไข้"), [], "a tone mark makes another word");
        let turkish = terms("tr", &[(&["izolasyon"], &[]), (&["ışık"], &[])]);
        assert_eq!(found(&turkish, "İZOLASYON ISI IŞIK").len(), 2);
        let arabic = terms("ar", &[(&["كمامة"], &["كمام"])]);
        assert_eq!(found(&arabic, "والكِمامات"), [(0, "والكِمامات".to_owned())], "the article and vowel marks");
    }

    #[test]
    fn two_concepts_with_one_term_are_both_found() {
        let terms = terms("en", &[(&["line"], &[]), (&["line"], &[])]);
        assert_eq!(found(&terms, "A line"), [(0, "line".to_owned()), (1, "line".to_owned())]);
    }

    #[test]
    fn a_token_is_there_or_not() {
        for text in ["COVID-19", "(COVID-19)", "COVID-19는", "COVID-19'un", "the COVID-19-এর"] {
            assert!(has_token(text, "COVID-19", true), "{text}");
            assert!(has_token(text, "COVID\u{2011}19", true), "{text}");
        }
        for text in ["COVID-190", "COVID 19", "xCOVID-19"] {
            assert!(!has_token(text, "COVID-19", false), "{text}");
        }
        assert!(!has_token("Covid-19", "COVID-19", true));
        assert!(has_token("El paracetamol ayuda.", "Paracetamol", false));
    }

    #[test]
    fn a_forbidden_character_may_be_a_part_of_a_word() {
        let mut glossary = glossary("ja", &[(&["発熱"], &[])], false);
        let entry = glossary.concepts[0].entries.get_mut("ja").expect("it has one");
        entry.forbidden = vec![("熱".to_owned(), "it may be heat".to_owned())];
        let terms = Terms::new(&glossary, "ja", false);
        for text in ["熱中症に注意。", "食品を加熱する。", "発熱。"] {
            assert!(terms.scan(text).found.iter().all(|found| found.forbidden.is_none()), "{text}");
        }
        assert_eq!(found(&terms, "熱がある。"), [(0, "熱".to_owned())]);
    }
}
