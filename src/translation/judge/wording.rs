//! L01, L05 and L07: what in the wording of a block is too like its source, or unlike it, though no number and no mark
//! tells. All are signs, not proofs, so whoever has accepted a pair has answered them.

use super::Job;
use crate::cldr;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Kind;
use crate::project::State;
use crate::translation::figures;
use crate::translation::freshness::Freshness;

/// Words from which on the same text in two languages is no name.
const MIN_WORDS: usize = 4;
/// Blocks of a page that must be long enough before its own ratio of lengths says anything.
const MIN_BLOCKS: usize = 6;
/// Characters of the source, or what stands for as many, below which a block's length says nothing.
const MIN_LENGTH: f32 = 50.0;
/// How many times as long or as short as the page's other blocks a block must be. No correct block of the bundled
/// handbook is, in any of its five translations.
const MAX_FACTOR: f32 = 2.2;
/// The same in units of how much the blocks of the page differ among each other (median absolute deviation).
const MAX_DEVIATIONS: f32 = 5.0;

impl Job<'_> {
    /// Looks at the pairs that readers see and nobody has accepted as translated.
    pub(super) fn wording(&mut self) {
        let open: Vec<(u32, u32)> = self
            .twin
            .standing
            .iter()
            .filter(|one| match one.freshness {
                Freshness::Fresh(state) => state < State::Translated,
                Freshness::Stale(_) => false,
                Freshness::Edited | Freshness::Unclaimed => true,
            })
            .filter(|one| !self.is_row(one.target))
            .filter(|one| !self.twin.withholds(one.target, &self.target.tree))
            .map(|one| (one.source, one.target))
            .collect();
        if !open.is_empty() {
            self.identical(&open);
            self.lengths(&open);
            self.endings(&open);
        }
    }

    /// Numbers and names in cells are as long in every language, and end in no mark.
    fn is_row(&self, target: u32) -> bool {
        matches!(self.target.tree.node(target).kind, Kind::TableRow | Kind::TableHead)
    }

    /// L01: a sentence that is word for word its source.
    fn identical(&mut self, open: &[(u32, u32)]) {
        let first = |tag: &str| tag.split('-').next().map(str::to_owned);
        if first(figures::language(self.source)) == first(self.rules.tag) {
            return;
        }
        for (s, t) in open {
            let text = self.words(false, *t);
            let is_word = |word: &&str| word.chars().filter(|ch| ch.is_alphabetic()).count() > 1;
            let n_words = text.split_whitespace().filter(is_word).count();
            if n_words >= MIN_WORDS && text == self.words(true, *s) {
                let message = "this block is word for word its source".to_owned();
                self.hint(
                    Code::L01,
                    *t,
                    message,
                    "translate it; a name that stays as it is can be marked `{notranslate}`",
                );
            }
        }
    }

    /// L05: blocks that are much longer or shorter than the page's others are, each beside its source.
    fn lengths(&mut self, open: &[(u32, u32)]) {
        let all: Vec<(u32, f32, f32)> = self
            .twin
            .standing
            .iter()
            .filter(|one| !self.is_row(one.target))
            .map(|one| {
                let length = |text: String| text.chars().count() as f32;
                let (s, t) = (self.words(true, one.source), self.words(false, one.target));
                (one.target, length(s), length(t))
            })
            .filter(|(_, s, t)| *s > 0.0 && *t > 0.0)
            .collect();
        let long = all.iter().filter(|(_, s, _)| *s >= MIN_LENGTH);
        let logs: Vec<f32> = long.map(|(_, s, t)| (t / s).ln()).collect();
        let Some(middle) = median(logs.clone()).filter(|_| logs.len() >= MIN_BLOCKS) else { return };
        let spread = median(logs.iter().map(|log| (log - middle).abs()).collect()).unwrap_or_default();
        let limit = MAX_FACTOR.ln().max(spread * MAX_DEVIATIONS);
        for (node, s, t) in all {
            let off = (t / s).ln() - middle;
            let enough = s.max(t / middle.exp()) >= MIN_LENGTH;
            let is_open = open.iter().any(|pair| pair.1 == node);
            if enough && is_open && off.abs() > limit {
                let than = if off > 0.0 { "long" } else { "short" };
                let factor = off.abs().exp();
                let message =
                    format!("beside its source this block is {factor:.1} times as {than} as the others of the page");
                self.hint(Code::L05, node, message, "is everything there, and nothing twice? Accept it if it is right");
            }
        }
    }

    /// L07: a sentence that asks, or goes on, where its source does not. The first of a page stands for all.
    fn endings(&mut self, open: &[(u32, u32)]) {
        let tag = self.rules.tag;
        let mut found = open.iter().filter_map(|(s, t)| {
            let (source, target) = (ending(&self.words(true, *s)), ending(&self.words(false, *t)));
            differ(source, target, tag).then_some((*t, source, target))
        });
        let Some((node, source, target)) = found.next() else { return };
        let message = match found.count() {
            1 => format!(
                "this block ends in {}, its source in {}; another one of the page ends otherwise than its source",
                target.name(),
                source.name()
            ),
            0 => format!("this block ends in {}, its source in {}", target.name(), source.name()),
            more => format!(
                "this block ends in {}, its source in {}; {more} more blocks of the page end otherwise than their source",
                target.name(),
                source.name()
            ),
        };
        self.hint(Code::L07, node, message, "end it as the language ends such a sentence, or accept it as it is");
    }

    fn words(&self, of_source: bool, node: u32) -> String {
        let doc = if of_source { self.source } else { self.target };
        doc.tree.plain_text(&doc.text, doc.tree.subtree(node))
    }

    fn hint(&mut self, code: Code, node: u32, message: String, help: &str) {
        let (file, range) = self.target.place_of(self.target.tree.node(node));
        self.twin.diags.push(Diagnostic::new(code, message).at(file, range).help(help).locale(self.rules.tag));
    }
}

fn median(mut values: Vec<f32>) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

/// How a text ends, in whatever script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Stop,
    Question,
    Exclamation,
    Colon,
    Dots,
    Nothing,
}

impl Ending {
    fn name(self) -> &'static str {
        match self {
            Ending::Stop => "a full stop",
            Ending::Question => "a question mark",
            Ending::Exclamation => "an exclamation mark",
            Ending::Colon => "a colon",
            Ending::Dots => "dots",
            Ending::Nothing => "no mark",
        }
    }
}

/// Marks as Unicode 16 lists them as sentence terminals (`STerm`), by what they say. The Greek question mark is a
/// semicolon, which ends no sentence elsewhere.
fn ending(text: &str) -> Ending {
    let closing = |ch: char| {
        ch.is_whitespace()
            || matches!(ch, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '」' | '』' | '）' | '】' | '》')
            || matches!(ch, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200d}')
    };
    let text = text.trim_end_matches(closing);
    if text.ends_with("...") {
        return Ending::Dots;
    }
    match text.chars().next_back() {
        Some('.' | '。' | '｡' | '．' | '।' | '॥' | '۔' | '։' | '።' | '។' | '៕' | '၊' | '။' | '᠃' | '།') => {
            Ending::Stop
        }
        Some('?' | '？' | '؟' | '\u{37e}' | '՞' | '፧') => Ending::Question,
        Some(';') if last_letter(text).and_then(cldr::script_of_char) == Some("Grek") => Ending::Question,
        Some('!' | '！' | '՜') => Ending::Exclamation,
        Some(':' | '：') => Ending::Colon,
        Some('…' | '⋯') => Ending::Dots,
        _ => Ending::Nothing,
    }
}

fn last_letter(text: &str) -> Option<char> {
    text.chars().rev().find(|ch| ch.is_alphabetic())
}

/// Whether a translation should not end so. Languages differ in what they shout, in whether the line before a list
/// needs a colon, and in whether a short line needs a full stop: only a question that is none, or a full sentence
/// that is none, is told.
fn differ(source: Ending, target: Ending, tag: &str) -> bool {
    use Ending::{Colon, Nothing, Question, Stop};
    // These write no full stop, or none in a list and a caption.
    let bare = matches!(tag.split('-').next(), Some("th" | "lo" | "zh" | "ja" | "ko" | "km" | "my" | "bo"));
    match (source, target) {
        (a, b) if a == b => false,
        (Question, _) | (_, Question) => true,
        (Stop, Nothing) | (Nothing, Stop) => !bare,
        (Colon, _) | (_, Colon) => matches!((source, target), (Colon, Stop) | (Stop, Colon)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_ending_has_many_marks() {
        for text in ["Wash.", "洗手。", "হাত ধোন।", "ہاتھ دھوئیں۔", "(Wash.)", "« Lavez. »", "“Wash.”\u{200f}"]
        {
            assert_eq!(ending(text), Ending::Stop, "{text}");
        }
        for text in ["Why?", "لماذا؟", "为什么？", "Γιατί;"] {
            assert_eq!(ending(text), Ending::Question, "{text}");
        }
        let others = ["Stop!", "So:", "and so on…", "Soap", "soap;"].map(ending);
        assert_eq!(others, [Ending::Exclamation, Ending::Colon, Ending::Dots, Ending::Nothing, Ending::Nothing]);
    }

    #[test]
    fn only_what_a_language_would_not_write_is_told() {
        assert!(differ(Ending::Question, Ending::Stop, "fr") && differ(Ending::Stop, Ending::Nothing, "fr"));
        assert!(!differ(Ending::Stop, Ending::Nothing, "zh-Hans") && !differ(Ending::Stop, Ending::Nothing, "th"));
        assert!(!differ(Ending::Stop, Ending::Exclamation, "es") && differ(Ending::Colon, Ending::Stop, "es"));
        assert!(differ(Ending::Question, Ending::Nothing, "ja"));
    }
}
