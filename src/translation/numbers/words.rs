//! Words that turn advice into its opposite, or make a duty a choice. And the guard over edits of one
//! text: what changed in it that no translation may miss.

use super::fold::Folded;
use super::lexicon;
use super::sense::Duty;
use super::tokens::{Token, What};
use super::{Direction, Origin, Quantity, Sort};

/// How often a text uses such words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Negations that stand for themselves.
    pub n_negations: usize,
    /// Those that stand beside another one, as in "никогда не".
    pub n_concords: usize,
    /// Words for which another language may use a negation.
    pub n_weak: usize,
    /// Whether something is said to be so at all hours.
    pub always: bool,
    /// Whether one is told to wait.
    pub waits: bool,
    /// How often something is said to come after another thing, and before it.
    pub turns: (usize, usize),
    /// The days of the week that are named, each once; Monday is 1.
    pub weekdays: Vec<u8>,
    pub duties: Vec<Duty>,
    /// All of them as written, in lower case.
    pub guarded: Vec<String>,
}

impl Words {
    /// How many negations there are, however one counts; words that stand for one as in the other text count for none.
    pub fn most(&self, other: &Words) -> usize {
        let concords = if self.n_negations == 0 { self.n_concords } else { 0 };
        self.n_negations + concords + self.n_weak.saturating_sub(other.n_weak)
    }
}

/// Counts the words of a text that was cut into tokens.
pub fn words(text: &Folded, tokens: &[Token]) -> Words {
    let mut out = Words::default();
    for token in tokens {
        let What::Known(sense) = &token.what else { continue };
        let double = sense.concord || sense.before.is_some() || sense.after.is_some();
        out.n_weak += usize::from(sense.weak || sense.fixed || (sense.negation && double && !sense.concord));
        out.n_negations += usize::from(sense.negation && !double);
        out.n_concords += usize::from(sense.concord);
        out.always |= sense.always;
        out.waits |= sense.wait;
        match sense.turn.or(sense.event) {
            Some(Direction::Up) => out.turns.0 += 1,
            Some(Direction::Down) => out.turns.1 += 1,
            None => {}
        }
        out.weekdays.extend(sense.weekday.filter(|day| !out.weekdays.contains(day)));
        out.duties.extend(sense.duty);
        if sense.negation || sense.concord || sense.guard || sense.duty.is_some() {
            out.guarded.push(text.chars[token.start..token.end].iter().collect());
        }
    }
    out
}

/// Quantities and guarded words that one text has and the other, of the same language, has not; `None` if they are the
/// same.
pub fn changed(was: &str, now: &str, tag: &str) -> Option<(String, String)> {
    let (a, b) = (guarded(was, tag), guarded(now, tag));
    let only = |one: &[(String, String)], other: &[(String, String)]| {
        let mut left: Vec<&String> = other.iter().map(|(key, _)| key).collect();
        let mut out = Vec::new();
        for (key, shown) in one {
            match left.iter().position(|known| *known == key) {
                Some(at) => {
                    left.remove(at);
                }
                None => out.push(shown.clone()),
            }
        }
        out.join(" ")
    };
    let (mut gone, mut come) = (only(&a, &b), only(&b, &a));
    let keys = |list: &[(String, String)]| list.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>();
    if gone.is_empty() && come.is_empty() && keys(&a) != keys(&b) {
        // The same words in another order: "5 mL for 2 days" is not "2 mL for 5 days", but its tokens differ anyway.
        let all = |list: &[(String, String)]| list.iter().map(|(_, shown)| shown.clone()).collect::<Vec<_>>().join(" ");
        (gone, come) = (all(&a), all(&b));
    }
    (!gone.is_empty() || !come.is_empty()).then_some((gone, come))
}

/// What of a text is guarded, in order: a key that is equal for equal meaning, and the words as they stand.
fn guarded(text: &str, tag: &str) -> Vec<(String, String)> {
    let lexicon = lexicon::of(tag);
    let plain: String =
        text.chars().map(|ch| if matches!(ch, '*' | '`' | '_' | '\\' | '[' | ']') { ' ' } else { ch }).collect();
    let reading = super::read(&plain, lexicon, &[]);
    let shown = |quantity: &Quantity| {
        let mut end = quantity.span.end;
        if quantity.unit.is_none() && quantity.origin != Origin::Word {
            // The word after a number is what it counts.
            let rest = &plain[end..];
            let word = rest.trim_start().split([' ', ',', ';', '.', ')', '|', '!', '?']).next().unwrap_or_default();
            end += if rest.starts_with(' ') { rest.len() - rest.trim_start().len() + word.len() } else { 0 };
        }
        plain[quantity.span.start..end].split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
    };
    let mut out: Vec<(String, String)> = Vec::new();
    for quantity in reading.quantities.iter().filter(|quantity| quantity.origin != Origin::Bare) {
        let shown = shown(quantity);
        let what = match quantity.unit {
            Some(unit) => unit.code().to_owned(),
            None if quantity.origin == Origin::Digits => shown.split_once(' ').map_or("", |(_, word)| word).to_owned(),
            None => String::new(),
        };
        let signs = quantity.comparators.iter().map(|direction| match direction {
            Direction::Up => ">",
            Direction::Down => "<",
        });
        let values: Vec<String> = quantity.values.iter().map(|value| value.to_string()).collect();
        let digits = if quantity.sort == Sort::Phone { quantity.digits.as_str() } else { "" };
        let signs: String = signs.collect();
        let key = format!("{signs}{}{digits} {:?} {what} {:?}", values.join("|"), quantity.pair, quantity.minutes);
        out.push((key, format!("{signs}{shown}")));
    }
    out.extend(reading.words.guarded.into_iter().map(|word| (word.clone(), word)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_negations_and_duties_are_guarded() {
        let both = |was: &str, now: &str| changed(was, now, "en");
        let pair = |was: &str, now: &str| Some((was.to_owned(), now.to_owned()));
        assert_eq!(both("Wash for **20** seconds.", "Wash for **40** seconds."), pair("20 seconds", "40 seconds"));
        assert_eq!(both("Give ORS.", "Do not give ORS."), pair("", "not"));
        assert_eq!(both("You may go out.", "You must go out."), pair("may", "must"));
        assert_eq!(both("Eat before the dose.", "Eat after the dose."), pair("before", "after"));
        assert_eq!(both("at least 5 mL", "at most 5 mL"), pair(">5 ml", "<5 ml"));
        assert_eq!(both("two tablets", "three tablets"), pair("two tablets", "three tablets"));
        assert_eq!(both("Wash for 20 seconds.", "Rub for 20 s, please."), None);
        assert_eq!(both("Wash your hands.", "Wash both hands."), None);
    }

    #[test]
    fn other_languages_are_guarded_by_their_own_words() {
        assert!(changed("Gib es dem Kind.", "Gib es nicht dem Kind.", "de").is_some());
        assert!(changed("২০ সেকেন্ড", "৪০ সেকেন্ড", "bn").is_some());
        assert!(changed("20 sekundoj", "40 sekundoj", "eo").is_some());
        assert_eq!(changed("ne 20 sekundoj", "ho 20 sekundoj", "eo"), None);
    }
}
