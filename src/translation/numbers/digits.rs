//! Numbers written in digits: what they can mean in a locale.

use super::fold::Folded;
use super::rational::Rational;

/// The marks of a locale.
#[derive(Debug, Clone, Default)]
pub struct Separators {
    pub decimal: Vec<char>,
    pub group: Vec<char>,
    /// Whether writers of the language use both conventions, so that `1.500` has two readings.
    pub both: bool,
    /// Whether a slash is a decimal mark too, as in Persian.
    pub slash: bool,
}

/// A number as written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Written {
    /// What it can mean; the first is what the locale's rules say.
    pub values: Vec<Rational>,
    /// `1:50`, `1/50`: both sides.
    pub pair: Option<(Rational, Rational)>,
    /// Minutes of the day if it has the form of a time.
    pub clock: Option<i32>,
    /// Year, month, day in ascending order of value if it has the form of a date.
    pub date: Option<[i128; 3]>,
    /// All digits.
    pub digits: String,
    pub phone: bool,
    /// The separator is not the locale's, or has two readings.
    pub doubtful: bool,
    /// `5.0`, `.5`: easily misread.
    pub misread: bool,
    /// Digits of two scripts.
    pub mixed: bool,
}

/// Reads the number that begins at `at`; gives it and the index after it.
pub fn read(text: &Folded, at: usize, separators: &Separators) -> Option<(Written, usize)> {
    let (groups, marks, end) = runs(text, at)?;
    let (mut written, end) = date(&groups, &marks)
        .map(|written| (written, end))
        .or_else(|| phone(text, &groups, &marks, separators))
        .or_else(|| paired(&groups, &marks, separators))
        .or_else(|| plain(text, &groups, &marks, separators))?;
    written.digits = text.chars[at..end].iter().filter(|ch| ch.is_ascii_digit()).collect();
    written.mixed = mixed(text, at, end);
    if at > 0 && text.chars[at - 1] == '.' && (at < 2 || text.chars[at - 2] == ' ') {
        written.misread = true;
        written.values = Rational::decimal("0", &written.digits).into_iter().collect();
    }
    Some((written, end))
}

/// The value of a sign such as `½`.
pub fn vulgar(ch: char) -> Option<Rational> {
    let (top, bottom) = match ch {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅛' => (1, 8),
        _ => return None,
    };
    Rational::new(top, bottom)
}

struct Run {
    text: String,
    end: usize,
}

/// Runs of digits with one mark between them, as far as they go.
fn runs(text: &Folded, at: usize) -> Option<(Vec<Run>, Vec<char>, usize)> {
    let (mut groups, mut marks) = (Vec::new(), Vec::new());
    let mut place = at;
    loop {
        let start = place;
        while text.get(place).is_some_and(|ch| ch.is_ascii_digit()) {
            place += 1;
        }
        if start == place {
            break;
        }
        groups.push(Run { text: text.chars[start..place].iter().collect(), end: place });
        let mark = text.get(place).filter(|mark| matches!(mark, '.' | ',' | '٫' | '٬' | '\'' | ' ' | '-' | ':' | '/'));
        match mark {
            Some(mark) if text.get(place + 1).is_some_and(|ch| ch.is_ascii_digit()) && groups.len() < 9 => {
                marks.push(mark);
                place += 1;
            }
            _ => match bracket(text, place).filter(|_| groups.len() < 9) {
                Some(next) => {
                    marks.push('(');
                    place = next;
                }
                None => break,
            },
        }
    }
    let end = groups.last()?.end;
    Some((groups, marks, end))
}

/// The digit behind a bracket in a telephone number, as in `+1 (800) 222` and `(030) 123`.
fn bracket(text: &Folded, at: usize) -> Option<usize> {
    let rest = text.chars.get(at..(at + 3).min(text.chars.len()))?;
    let length = rest.iter().take_while(|ch| matches!(ch, ' ' | '(' | ')' | '-')).count();
    let has = rest[..length].iter().any(|ch| matches!(ch, '(' | ')'));
    (has && rest.get(length).is_some_and(|ch| ch.is_ascii_digit())).then_some(at + length)
}

fn phone(text: &Folded, groups: &[Run], marks: &[char], separators: &Separators) -> Option<(Written, usize)> {
    let n = 1 + marks.iter().take_while(|mark| matches!(mark, ' ' | '-' | '.' | '(')).count();
    let n_digits: usize = groups[..n].iter().map(|run| run.text.len()).sum();
    let first = groups.first()?;
    let start = first.end - first.text.len();
    let plus = start > 0 && text.chars[start - 1] == '+';
    let zero = first.text.starts_with('0') || groups.get(1).is_some_and(|run| n == 2 && run.text.starts_with('0'));
    // Groups of three may be one large number, which the comparison looks at by its digits too.
    let spaces = separators.group.contains(&' ');
    let thousands =
        spaces && n > 1 && first.text.len() <= 3 && !zero && groups[1..n].iter().all(|run| run.text.len() == 3);
    let spaced = marks.first() == Some(&' ') || marks.first() == Some(&'-') || (n >= 4 && marks.first() == Some(&'.'));
    let spaced = spaced && !marks[..n - 1].contains(&'(');
    let long = (7..=15).contains(&n_digits);
    let is = (plus && n >= 2 && n_digits >= 5)
        || long && (plus || (n >= 3 && spaced && !thousands) || (zero && (n >= 2 || n_digits >= 9)));
    // "100.4-102.2" and "12 000-15 000" are ranges.
    let side = |mark: char, runs: &[Run]| match mark {
        '.' => true,
        ' ' => spaces && runs[0].text.len() <= 3 && !runs[0].text.starts_with('0') && runs[1].text.len() == 3,
        _ => false,
    };
    let range = match marks[..n - 1] {
        [low, '-', high] => low == high && side(low, &groups[..2]) && side(high, &groups[2..]),
        _ => false,
    };
    let is = is && (plus || !range) && !(n == 3 && first.text.len() == 4 && n_digits == 8);
    let end = groups[n - 1].end;
    is.then(|| (Written { phone: true, ..Written::default() }, end))
}

fn date(groups: &[Run], marks: &[char]) -> Option<Written> {
    let mark = *marks.first()?;
    if groups.len() != 3 || marks.len() != 2 || marks[1] != mark || !matches!(mark, '-' | '.' | '/') {
        return None;
    }
    let lengths: Vec<usize> = groups.iter().map(|run| run.text.len()).collect();
    let written = matches!(lengths[..], [4, 1..=2, 1..=2] | [1..=2, 1..=2, 4]);
    let mut parts = [0; 3];
    for (part, run) in parts.iter_mut().zip(groups) {
        *part = run.text.parse().ok()?;
    }
    parts.sort_unstable();
    (written && parts[0] <= 12 && parts[1] <= 31).then(|| Written { date: Some(parts), ..Written::default() })
}

/// `4:30`, `1:50`, `1/2`, `24/7`.
fn paired(groups: &[Run], marks: &[char], separators: &Separators) -> Option<(Written, usize)> {
    let mark = *marks.first()?;
    if !matches!(mark, ':' | '/') {
        return None;
    }
    let (a, b) = (&groups[0].text, &groups[1].text);
    let pair = (Rational::decimal(a, "")?, Rational::decimal(b, "")?);
    let mut values: Vec<Rational> = ratio(pair.0, pair.1).into_iter().collect();
    if mark == '/' && separators.slash {
        values.extend(Rational::decimal(a, b));
    }
    let clock = if mark == ':' { clock(a, b) } else { None };
    Some((Written { values, pair: Some(pair), clock, ..Written::default() }, groups[1].end))
}

fn ratio(a: Rational, b: Rational) -> Option<Rational> {
    Rational::new(a.integer()?, b.integer()?)
}

fn clock(hours: &str, minutes: &str) -> Option<i32> {
    let (h, m): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours.len() <= 2 && minutes.len() == 2 && h <= 24 && m < 60).then_some(h * 60 + m)
}

fn plain(text: &Folded, groups: &[Run], marks: &[char], separators: &Separators) -> Option<(Written, usize)> {
    let is_space_group = separators.group.contains(&' ');
    // How many groups belong to the number.
    let mut n = 1;
    for (mark, run) in marks.iter().zip(&groups[1..]) {
        let first = groups[0].text.len() <= 3 && !groups[0].text.starts_with('0');
        let belongs = match mark {
            '.' | ',' | '٫' | '٬' => true,
            '\'' => run.text.len() == 3 && first,
            ' ' => {
                let hard = text.raw.get(run.end - run.text.len() - 1).is_some_and(|raw| *raw != ' ');
                run.text.len() == 3 && first && (is_space_group || hard)
            }
            _ => false,
        };
        if !belongs {
            break;
        }
        n += 1;
    }
    let (used, marks) = (&groups[..n], &marks[..n - 1]);
    let whole = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let one = |values: Vec<Rational>, end| Some((Written { values, ..Written::default() }, end));
    let Some((last, before)) = marks.split_last() else {
        return one(Rational::decimal(&used[0].text, "").into_iter().collect(), used[0].end);
    };
    let tail = &used[n - 1].text;
    let grouped = |runs: &[Run]| {
        let (first, rest) = (&runs[0].text, &runs[1..]);
        let last = rest.last().is_none_or(|run| run.text.len() == 3);
        let inner = rest.iter().rev().skip(1).all(|run| matches!(run.text.len(), 2 | 3));
        first.len() <= 3 && !first.starts_with('0') && last && inner
    };
    let uniform = before.iter().all(|mark| mark == last || (before[0] == *mark && before[0] != *last));
    if !before.is_empty() {
        if uniform && before[0] == *last && grouped(used) {
            return one(Rational::decimal(&whole(used), "").into_iter().collect(), used[n - 1].end);
        }
        if uniform && before[0] != *last && grouped(&used[..n - 1]) {
            return one(Rational::decimal(&whole(&used[..n - 1]), tail).into_iter().collect(), used[n - 1].end);
        }
        // A list without spaces: the first number alone.
        return one(Rational::decimal(&used[0].text, "").into_iter().collect(), used[0].end);
    }
    let as_decimal = Rational::decimal(&used[0].text, tail);
    let as_group = if grouped(used) { Rational::decimal(&whole(used), "") } else { None };
    let (decimal, group) = (separators.decimal.contains(last), separators.group.contains(last));
    let mut doubtful = false;
    let values: Vec<Rational> = match (last, as_group) {
        ('٫', _) => as_decimal.into_iter().collect(),
        (' ' | '\'' | '٬', group) => group.or(as_decimal).into_iter().collect(),
        (_, None) => {
            doubtful = !decimal && !separators.both;
            as_decimal.into_iter().collect()
        }
        (_, Some(as_group)) if separators.both || (!decimal && !group) => {
            doubtful = true;
            let (first, second) = if decimal { (as_decimal, Some(as_group)) } else { (Some(as_group), as_decimal) };
            first.into_iter().chain(second).collect()
        }
        (_, Some(as_group)) => if group { Some(as_group) } else { as_decimal }.into_iter().collect(),
    };
    let clock = if matches!(last, '.' | ',') { clock(&used[0].text, tail) } else { None };
    let misread = decimal && tail.ends_with('0') && as_group.is_none();
    Some((Written { values, clock, doubtful, misread, ..Written::default() }, used[n - 1].end))
}

/// Whether the digits between two places are of more than one script.
fn mixed(text: &Folded, at: usize, end: usize) -> bool {
    let zero = |place: usize| {
        let raw = u32::from(text.raw[place]);
        text.chars[place].to_digit(10).map(|digit| raw - digit)
    };
    let mut zeros = (at..end).filter_map(zero);
    let first = zeros.next();
    zeros.any(|zero| Some(zero) != first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, decimal: &str, group: &str) -> String {
        let separators =
            Separators { decimal: decimal.chars().collect(), group: group.chars().collect(), ..Separators::default() };
        let (written, end) = read(&Folded::new(text), 0, &separators).expect("a number");
        let values: Vec<String> = written.values.iter().map(Rational::to_string).collect();
        format!("{}{}@{end}", values.join("|"), if written.doubtful { "?" } else { "" })
    }

    #[test]
    fn separators_are_those_of_the_locale() {
        assert_eq!(shown("1.500", ".", ","), "1.5@5");
        assert_eq!(shown("1.500", ",", "."), "1500@5");
        assert_eq!(shown("1,5", ",", "."), "1.5@3");
        assert_eq!(shown("1.5", ",", "."), "1.5?@3");
        assert_eq!(shown("1,00,000", ".", ","), "100000@8");
        assert_eq!(shown("1.234.567,8", ",", "."), "1234567.8@11");
        assert_eq!(shown("100 000 cas", ",", " "), "100000@7");
        assert_eq!(shown("10 000", ".", ","), "10@2");
        assert_eq!(shown("۱٫۵", ".", ","), "1.5@3");
        assert_eq!(shown("3,4,5", ".", ","), "3@1");
    }

    #[test]
    fn times_ratios_dates_and_phones_are_told_apart() {
        let read = |text: &str| read(&Folded::new(text), 0, &Separators::default()).expect("a number").0;
        assert_eq!(read("16:30").clock, Some(990));
        assert_eq!(read("1:5").clock, None);
        assert_eq!(read("1:50").pair, Some((Rational::ONE, Rational::whole(50))));
        assert_eq!(read("2.4.2020").date, read("2020-04-02").date);
        assert!(read("0800 130 000").phone && read("900 102 112").phone);
        assert!(!read("500-1000").phone && !read("2020-2021").phone);
    }
}
