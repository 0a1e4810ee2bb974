//! Latin names and telephone numbers in right-to-left text. Without isolation the bidirectional algorithm
//! (UAX #9) moves what stands at their ends: `+20 105` is shown as `105 20+`, and `C++` as `++C`.

use crate::document::raw_html::escape_into;

/// Writes right-to-left text as HTML, with `<bdi>` around the runs that must keep their order.
/// A lone number needs none, and a range such as `1-3` is read in the direction of the text.
pub fn isolate_into(out: &mut String, text: &str) {
    for (part, alone) in parts(text) {
        let (open, close) = if alone { ("<bdi>", "</bdi>") } else { ("", "") };
        out.push_str(open);
        escape_into(out, part);
        out.push_str(close);
    }
}

/// The same as plain text, with U+2066 and U+2069 around the runs.
#[cfg(feature = "pdf")]
pub fn isolated(text: &str) -> String {
    let whole = |(part, alone): (&str, bool)| if alone { format!("\u{2066}{part}\u{2069}") } else { part.to_owned() };
    parts(text).into_iter().map(whole).collect()
}

/// A text in parts, and which of them must keep their order.
fn parts(text: &str) -> Vec<(&str, bool)> {
    let mut out = Vec::new();
    let mut done = 0;
    let mut at = 0;
    while let Some(start) = next_start(text, at) {
        let end = run_end(text, start);
        if needs_isolation(&text[start..end]) {
            out.push((&text[done..start], false));
            out.push((&text[start..end], true));
            done = end;
        }
        at = end;
    }
    out.push((&text[done..], false));
    out
}

/// Where the next run begins: at a letter, a digit, or a plus sign before a digit.
fn next_start(text: &str, from: usize) -> Option<usize> {
    text[from..].char_indices().map(|(at, ch)| (from + at, ch)).find_map(|(at, ch)| {
        let plus = ch == '+' && text[at + 1..].starts_with(|next: char| next.is_ascii_digit());
        (is_latin(ch) || ch.is_ascii_digit() || plus).then_some(at)
    })
}

fn run_end(text: &str, start: usize) -> usize {
    let mut end = start;
    // Signs in a run count only if the run goes on behind them, but for those that belong to its last word.
    for (at, ch) in text[start..].char_indices() {
        let next = start + at + ch.len_utf8();
        let follows = |wanted: fn(char) -> bool| text[next..].starts_with(wanted);
        if is_latin(ch) || ch.is_ascii_digit() || matches!(ch, '+' | '#') {
            end = next;
        } else if matches!(ch, ' ' | '\u{a0}' | '\u{202f}') {
            let words = text[start..end].ends_with(is_latin) && follows(is_latin);
            let groups = !text[start..end].contains(is_latin) && follows(|ch| ch.is_ascii_digit());
            if !(words || groups) {
                break;
            }
        } else if !(matches!(ch, '-' | '.' | ',' | '/' | '&' | '@' | '_' | ':' | '\'' | '’')
            && follows(|ch| is_latin(ch) || ch.is_ascii_digit()))
        {
            break;
        }
    }
    end
}

fn needs_isolation(run: &str) -> bool {
    let groups = run.split([' ', '\u{a0}', '\u{202f}']).count();
    let dashes = run.matches('-').count();
    run.starts_with('+') || run.contains(is_latin) || groups > 1 || dashes > 1
}

fn is_latin(ch: char) -> bool {
    ch.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&ch) && !matches!(ch, '×' | '÷')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_telephone_numbers_are_isolated() {
        for (text, html) in [
            ("اتصل على +20 105 الآن.", "اتصل على <bdi>+20 105</bdi> الآن."),
            ("استعمل C++ و (WHO).", "استعمل <bdi>C++</bdi> و (<bdi>WHO</bdi>)."),
            ("لقاح COVID-19، و", "لقاح <bdi>COVID-19</bdi>، و"),
            ("World Health Organization، 2020", "<bdi>World Health Organization</bdi>، 2020"),
            ("من 1-3 أيام، أو 20%، أو 1.5", "من 1-3 أيام، أو 20%، أو 1.5"),
            ("رقم 0800-555-0199.", "رقم <bdi>0800-555-0199</bdi>."),
            ("في 2020 WHO", "في 2020 <bdi>WHO</bdi>"),
            ("AT&T.", "<bdi>AT&amp;T</bdi>."),
            ("اغسل يديك + جفف", "اغسل يديك + جفف"),
        ] {
            let mut out = String::new();
            isolate_into(&mut out, text);
            assert_eq!(out, html);
        }
    }
}
