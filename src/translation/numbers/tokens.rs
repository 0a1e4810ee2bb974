//! A text as a row of numbers, words of the lexicon, other words and marks.

use std::sync::{Arc, LazyLock};

use super::digits::{self, Written};
use super::fold::{Folded, is_unspaced, is_word};
use super::lexicon::{Lexicon, is_hangul};
use super::rational::Rational;
use super::sense::Sense;

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    Number(Written),
    /// A number in Han characters, which counts only beside a unit.
    Han(Rational),
    Known(Arc<Sense>),
    /// A name with digits in it, as `N95`.
    Name,
    Word,
    Mark(char),
}

/// What is said by that which is no word of the lexicon.
pub static UNKNOWN: LazyLock<Sense> = LazyLock::new(Sense::default);

/// A part of the text: indices into its folded characters.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    pub start: usize,
    pub end: usize,
    pub what: What,
}

impl Token {
    pub fn sense(&self) -> &Sense {
        match &self.what {
            What::Known(sense) => sense,
            _ => &UNKNOWN,
        }
    }

    pub fn is_mark(&self, marks: &[char]) -> bool {
        matches!(self.what, What::Mark(mark) if marks.contains(&mark))
    }
}

/// Cuts a text. `keep` are names that are no quantities whatever they look like, folded.
pub fn cut(text: &Folded, lexicon: &Lexicon, keep: &[Vec<char>]) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(text.chars.len() / 3);
    let mut at = 0;
    while let Some(ch) = text.get(at) {
        if ch == ' ' {
            at += 1;
            continue;
        }
        let begins = at == 0 || !is_word(text.chars[at - 1]) || is_unspaced(ch) || is_unspaced(text.chars[at - 1]);
        let after_digit = at > 0 && text.chars[at - 1].is_ascii_digit();
        // Korean writes counters and particles together with what they belong to.
        let glued = is_hangul(ch) && out.last().is_some_and(|token| token.end == at && token.what != What::Word);
        let name = if begins { kept(text, at, keep) } else { None };
        let (end, what) = if let Some(end) = name {
            (end, What::Name)
        } else if let Some(end) = (begins && ch.is_ascii_digit()).then(|| always(text, at, lexicon)).flatten() {
            (end, sense(Sense { always: true, ..Sense::default() }))
        } else if ch.is_ascii_digit() {
            number(text, at, lexicon, &mut out)
        } else if let Some(value) = digits::vulgar(ch) {
            (at + 1, What::Number(Written { values: vec![value], ..Written::default() }))
        } else if let Some((sense, end)) =
            (begins || after_digit || glued || !is_word(ch)).then(|| lexicon.find(text, at)).flatten()
        {
            (end, What::Known(sense))
        } else if let Some((value, end)) = han(text, at).filter(|_| lexicon.han) {
            (end, What::Han(value))
        } else if let Some(end) = prefix(text, at, lexicon).filter(|_| begins) {
            // A particle: the word after it is looked at for itself.
            let and = text.chars[at] == 'و';
            out.push(Token { start: at, end, what: sense(Sense { and, ..Sense::default() }) });
            let (sense, after) = match lexicon.find(text, end) {
                Some((sense, after)) => (What::Known(sense), after),
                None => (What::Word, end),
            };
            if after > end {
                out.push(Token { start: end, end: after, what: sense });
            }
            at = after;
            continue;
        } else if is_word(ch) {
            let end = word_end(text, at);
            (end, lexicon.by_ending(&text.chars[at..end]).map_or(What::Word, What::Known))
        } else {
            (at + 1, What::Mark(ch))
        };
        let start = out.last().map_or(at, |token| token.end.max(at));
        out.push(Token { start, end, what });
        at = end.max(at + 1);
    }
    // Bengali "নয়" is nine before a unit, and "not" elsewhere.
    for place in 0..out.len() {
        if !matches!(&out[place].what, What::Known(sense) if sense.negation && sense.number.is_some()) {
            continue;
        }
        let counts = out.get(place + 1).map(Token::sense).is_some_and(|next| next.unit.is_some() || next.to);
        if let What::Known(sense) = &mut out[place].what {
            let sense = Arc::make_mut(sense);
            sense.negation = !counts;
            sense.number = sense.number.filter(|_| counts);
        }
    }
    out
}

fn sense(sense: Sense) -> What {
    What::Known(Arc::new(sense))
}

/// "24/7" and the like.
fn always(text: &Folded, at: usize, lexicon: &Lexicon) -> Option<usize> {
    lexicon.find(text, at).filter(|(sense, _)| sense.always).map(|(_, end)| end)
}

/// A word ends where no letter follows; each character of an unspaced script is a word.
fn word_end(text: &Folded, at: usize) -> usize {
    if is_unspaced(text.chars[at]) {
        return at + 1;
    }
    let more = |ch: &&char| is_word(**ch) && !ch.is_ascii_digit() && !is_unspaced(**ch);
    at + text.chars[at..].iter().take_while(more).count().max(1)
}

fn kept(text: &Folded, at: usize, keep: &[Vec<char>]) -> Option<usize> {
    let first = text.get(at)?;
    let found = keep.iter().filter(|name| name.first() == Some(&first)).find(|name| {
        let end = at + name.len();
        let whole = text.get(end).is_none_or(|next| !next.is_ascii_alphanumeric());
        whole && text.chars.get(at..end) == Some(&name[..])
    });
    found.map(|name| at + name.len())
}

/// A particle that a number or a known word is written together with.
fn prefix(text: &Folded, at: usize, lexicon: &Lexicon) -> Option<usize> {
    lexicon.prefixes.iter().map(|prefix| (prefix, at + prefix.len())).find_map(|(prefix, end)| {
        let fits = text.chars.get(at..end) == Some(&prefix[..]);
        let number = text.get(end).is_some_and(|ch| ch.is_ascii_digit());
        let mark = text.get(end) == Some('-') && text.get(end + 1).is_some_and(|ch| ch.is_ascii_digit());
        (fits && (number || mark || lexicon.find(text, end).is_some())).then_some(end)
    })
}

/// The number at a place, or the name that it is a part of; takes the name's beginning from the tokens before it.
fn number(text: &Folded, at: usize, lexicon: &Lexicon, out: &mut Vec<Token>) -> (usize, What) {
    let Some((written, end)) = digits::read(text, at, &lexicon.separators) else { return (at + 1, What::Name) };
    let letter = |token: Option<&Token>, end: usize| {
        token.is_some_and(|token| {
            let last = text.chars[token.end - 1];
            token.end == end && matches!(token.what, What::Word | What::Name) && is_word(last) && !is_unspaced(last)
        })
    };
    let hyphen = out.last().is_some_and(|token| token.end == at && token.is_mark(&['-', '–']));
    let before = out.len().checked_sub(2).and_then(|place| out.get(place));
    let named = letter(out.last(), at) || (hyphen && letter(before, at - 1));
    // "PM10" is no time.
    let sign = out.last().is_some_and(|token| {
        let known = matches!(&token.what, What::Known(sense) if sense.unit_before.is_none() && sense.before.is_none());
        token.end == at && known && text.chars[at - 1].is_ascii_alphabetic() && token.end - token.start > 1
    });
    if named || sign {
        return (end.max(name_end(text, end)), What::Name);
    }
    // Latin letters right behind that are no unit make a name of it, as `3M`.
    let next = text.get(end).unwrap_or(' ');
    let known = || lexicon.find(text, end).is_some();
    if next.is_ascii_alphabetic() && !written.phone && !known() {
        return (name_end(text, end), What::Name);
    }
    // An ending that is no word of its own.
    let ending = is_word(next) && !next.is_ascii_alphanumeric() && digits::vulgar(next).is_none();
    if ending && !is_unspaced(next) && !is_hangul(next) && !known() {
        let rest = word_end(text, end);
        out.push(Token { start: at, end, what: What::Number(written) });
        return (rest, sense(Sense::default()));
    }
    (end, What::Number(written))
}

fn name_end(text: &Folded, at: usize) -> usize {
    at + text.chars[at..].iter().take_while(|ch| is_word(**ch) && !is_unspaced(**ch)).count()
}

/// A number in Han characters.
fn han(text: &Folded, at: usize) -> Option<(Rational, usize)> {
    let digit =
        |ch: char| "〇一二三四五六七八九".chars().position(|digit| digit == ch).and_then(|at| i128::try_from(at).ok());
    let power = |ch: char| match ch {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    };
    let (mut total, mut last, mut end, mut n_digits, mut powers) = (0_i128, None, at, 0, false);
    while let Some(ch) = text.get(end) {
        let ch = match ch {
            '零' => '〇',
            '两' | '兩' => '二',
            ch => ch,
        };
        if let Some(value) = digit(ch) {
            // Digits in a row, as in a year; "一两天" is one or two days.
            n_digits += 1;
            last = Some(last.filter(|_| total == 0).map_or(value, |before: i128| before * 10 + value));
        } else if let Some(power) = power(ch) {
            powers = true;
            total = total.checked_add(last.take().unwrap_or(1).checked_mul(power)?)?;
        } else {
            break;
        }
        end += 1;
        if end - at > 12 {
            return None;
        }
    }
    let vague = !powers && (2..4).contains(&n_digits);
    (end > at && !vague).then(|| (Rational::whole(total + last.unwrap_or(0)), end))
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold_word;
    use super::super::lexicon;
    use super::*;

    fn row(tag: &str, text: &str) -> String {
        let tokens = cut(&Folded::new(text), lexicon::of(tag), &[fold_word("PM2.5")]);
        let show = |token: Token| match token.what {
            What::Number(written) => written.values.first().map_or("#".to_owned(), Rational::to_string),
            What::Han(value) => format!("h{value}"),
            What::Known(_) => "k".to_owned(),
            What::Name => "n".to_owned(),
            What::Word => "w".to_owned(),
            What::Mark(mark) => mark.to_string(),
        };
        tokens.into_iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn names_with_digits_are_no_numbers() {
        assert_eq!(row("eo", "COVID-19, N95, FFP2, PM2.5, 3Q"), "w - n , w n , w n , n , n");
        assert_eq!(row("en", "20s 5mL 38°C"), "20 k 5 k 38 k");
        assert_eq!(row("bn", "কোভিড-১৯"), "w - n");
        assert_eq!(row("ko", "코로나19"), "w n");
        assert_eq!(row("ar", "و٨"), "k 8");
    }

    #[test]
    fn han_numbers_have_their_value() {
        let value = |text: &str| han(&Folded::new(text), 0).map(|(value, _)| value.to_string());
        for (text, wanted) in
            [("二十", "20"), ("一百零五", "105"), ("十", "10"), ("二〇二〇", "2020"), ("两千", "2000")]
        {
            assert_eq!(value(text).as_deref(), Some(wanted), "{text}");
        }
    }
}
