//! Findings for people: place, source line, caret, help; or one a line.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::place::{Place, find};
use crate::cldr::{columns, columns_of};
use crate::diagnostic::{Code, Counts, Diagnostic, Level, count};
use crate::inputs::Inputs;

/// Findings of one code that are shown whole; the rest are counted.
const MAX_OF_A_CODE: usize = 25;
/// Columns of a source line that are shown around the place.
const MAX_WIDTH: usize = 100;

/// Findings with source lines.
pub fn emit(diags: &[Diagnostic], inputs: &Inputs, color: bool) -> String {
    let paint = Paint { color };
    let mut out = String::new();
    let mut shown: BTreeMap<Code, usize> = BTreeMap::new();
    for (diag, more) in collapse(diags) {
        let seen = shown.entry(diag.code).or_default();
        *seen += 1;
        if *seen > MAX_OF_A_CODE {
            continue;
        }
        one(&mut out, diag, more, inputs, &paint);
        out.push('\n');
    }
    for (code, seen) in shown.into_iter().filter(|(_, seen)| *seen > MAX_OF_A_CODE) {
        let _ = writeln!(out, "… and {} more {} {}\n", seen - MAX_OF_A_CODE, code.id(), code.info().name);
    }
    out
}

fn one(out: &mut String, diag: &Diagnostic, more: usize, inputs: &Inputs, paint: &Paint) {
    let head = format!("{}[{}]", diag.level.name(), diag.code.id());
    let in_more = match more {
        0 => String::new(),
        1 => " (and in 1 more locale)".to_owned(),
        more => format!(" (and in {more} more locales)"),
    };
    let _ = writeln!(out, "{}: {}{in_more}", paint.level(diag.level, &head), paint.bold(&diag.message));
    if let Some(file) = &diag.file {
        match diag.range.as_ref().and_then(|range| find(inputs, file, range)) {
            Some(place) => {
                let _ = writeln!(out, "  --> {file}:{}:{}", place.line, place.column);
                source_line(out, &place, diag.level, paint);
            }
            None => {
                let _ = writeln!(out, "  --> {file}");
            }
        }
    }
    for label in &diag.labels {
        if let Some(place) = find(inputs, &label.file, &label.range) {
            let _ = writeln!(out, "  note: {} at {}:{}:{}", label.message, label.file, place.line, place.column);
        }
    }
    if let Some(help) = &diag.help {
        let _ = writeln!(out, "  help: {help}");
    }
}

/// The source line with a caret line under it. The line is isolated, so that right-to-left text does
/// not drag the frame along; the caret is set by display width.
fn source_line(out: &mut String, place: &Place, level: Level, paint: &Paint) {
    let (text, range) = window(place);
    let number = place.line.to_string();
    let gutter = " ".repeat(number.len());
    let width = columns(&visible(&text[range.clone()])).max(1);
    let lead = columns(&visible(&text[..range.start]));
    let shown = visible(&text);
    let isolated = if shown.is_ascii() { shown } else { format!("\u{2068}{shown}\u{2069}") };
    let _ = writeln!(out, " {gutter} |");
    let _ = writeln!(out, " {number} | {isolated}");
    let _ = writeln!(out, " {gutter} | {}{}", " ".repeat(lead), paint.level(level, &"^".repeat(width)));
}

/// A text without what would move the cursor or turn the line around.
fn visible(text: &str) -> String {
    let odd = |ch: char| ch.is_control() || matches!(ch, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.replace('\t', " ").replace(odd, "\u{fffd}")
}

/// The part of a long line that holds the place.
fn window(place: &Place) -> (String, std::ops::Range<usize>) {
    let text = &place.text;
    let mut range = place.in_line.clone();
    if columns(text) <= MAX_WIDTH {
        return (text.clone(), range);
    }
    let mut start = range.start;
    let mut room = MAX_WIDTH / 2;
    for (at, ch) in text[..range.start].char_indices().rev() {
        let width = columns_of(ch);
        if width > room {
            break;
        }
        room -= width;
        start = at;
    }
    let mut end = start;
    let mut room = MAX_WIDTH;
    for (at, ch) in text[start..].char_indices() {
        let width = columns_of(ch);
        if width > room {
            break;
        }
        room -= width;
        end = start + at + ch.len_utf8();
    }
    let head = if start > 0 { "…" } else { "" };
    let tail = if end < text.len() { "…" } else { "" };
    range.end = range.end.min(end).max(range.start);
    let shift = head.len() as isize - start as isize;
    let moved = range.start.saturating_add_signed(shift)..range.end.saturating_add_signed(shift);
    (format!("{head}{}{tail}", &text[start..end]), moved)
}

/// Findings, one a line.
pub fn emit_short(diags: &[Diagnostic], inputs: &Inputs) -> String {
    let mut out = String::new();
    for diag in diags {
        let place =
            diag.file.as_ref().map(|file| match diag.range.as_ref().and_then(|range| find(inputs, file, range)) {
                Some(place) => format!("{file}:{}:{}: ", place.line, place.column),
                None => format!("{file}: "),
            });
        let _ =
            writeln!(out, "{}{}[{}]: {}", place.unwrap_or_default(), diag.level.name(), diag.code.id(), diag.message);
    }
    out
}

/// Findings that differ only in their locale are one, with the number of further locales.
fn collapse(diags: &[Diagnostic]) -> Vec<(&Diagnostic, usize)> {
    let mut out: Vec<(&Diagnostic, usize)> = Vec::new();
    for diag in diags {
        let same = |other: &Diagnostic| {
            (other.code, &other.message, &other.file, &other.range)
                == (diag.code, &diag.message, &diag.file, &diag.range)
        };
        match out.last_mut() {
            Some((last, more)) if same(last) => *more += 1,
            _ => out.push((diag, 0)),
        }
    }
    out
}

/// `2 errors, 1 warning`; empty if there is neither.
pub fn summary(diags: &[Diagnostic]) -> String {
    let Counts { errors, warnings, .. } = count(diags);
    let say = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    match (errors, warnings) {
        (0, 0) => String::new(),
        (0, warnings) => say(warnings, "warning"),
        (errors, 0) => say(errors, "error"),
        (errors, warnings) => format!("{}, {}", say(errors, "error"), say(warnings, "warning")),
    }
}

struct Paint {
    color: bool,
}

impl Paint {
    fn level(&self, level: Level, text: &str) -> String {
        let code = match level {
            Level::Error => "1;31",
            Level::Warning => "1;33",
            Level::Info => "1;36",
        };
        self.with(code, text)
    }

    fn bold(&self, text: &str) -> String {
        self.with("1", text)
    }

    fn with(&self, code: &str, text: &str) -> String {
        if self.color { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
