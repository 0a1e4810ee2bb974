//! Books of other tools become projects: files in, files out, with a report of what was and what was not
//! converted. This stage never touches the disk; it looks at its own work with the project's own engine.

mod blocks;
mod catalog;
mod directives;
mod manifest;
mod mdbook;
mod opaque;
mod settle;
mod summary;
mod tags;
mod translate;

use std::collections::BTreeMap;

pub use directives::wanted;
pub use manifest::read_manifest;
pub use mdbook::convert;

use crate::diagnostic::Diagnostic;
use crate::inputs::Inputs;
use crate::vpath::VPath;

/// The kinds of books that can be imported.
pub const KINDS: [&str; 1] = ["mdbook"];

/// A book as it was found.
#[derive(Debug, Default)]
pub struct Book {
    /// By path relative to the book's folder.
    pub files: BTreeMap<VPath, Vec<u8>>,
    /// What the edge did not hand over.
    pub refused: Vec<Left>,
}

/// Something that was not converted, or only in part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Left {
    /// In the book's folder.
    pub file: String,
    /// From 1; 0 for the file as a whole.
    pub line: usize,
    pub why: String,
}

impl Left {
    fn new(file: &str, line: usize, why: impl Into<String>) -> Left {
        Left { file: file.to_owned(), line, why: why.into() }
    }
}

/// A new project.
#[derive(Debug, Default)]
pub struct Converted {
    pub files: BTreeMap<String, Vec<u8>>,
    pub report: Report,
    /// The files as the project's engine read them: findings have their places in it.
    pub inputs: Inputs,
}

/// What the user should know of a conversion.
#[derive(Debug, Default)]
pub struct Report {
    /// One line each.
    pub done: Vec<String>,
    /// Sorted.
    pub left: Vec<Left>,
    /// Findings of the new project that stop its build.
    pub blocking: Vec<Diagnostic>,
}

impl Report {
    /// The report as it is shown.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = self.done.clone();
        if !self.left.is_empty() {
            lines.push("not converted as it was:".to_owned());
        }
        // What is the same in many places of a file is said once.
        let mut places: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        for Left { file, line, why } in &self.left {
            places.entry((file, why)).or_default().push(*line);
        }
        let mut said: Vec<_> = places.into_iter().map(|((file, why), at)| (file, at, why)).collect();
        said.sort();
        for (file, at, why) in said {
            let (first, rest) = at.split_first().unwrap_or((&0, &[]));
            let place = if *first == 0 { file.to_owned() } else { format!("{file}:{first}") };
            let also: Vec<String> = rest.iter().map(usize::to_string).collect();
            let also = if also.is_empty() { String::new() } else { format!(" (also in line {})", also.join(", ")) };
            lines.push(format!("  {place}: {why}{also}"));
        }
        lines
    }
}

/// The number of the line, from 1, in which a byte stands.
fn line_of(text: &str, at: usize) -> usize {
    text[..at].bytes().filter(|byte| *byte == b'\n').count() + 1
}

/// Text as TOML writes it, in double quotes.
fn toml_text(text: &str) -> String {
    let mut out = String::from("\"");
    for ch in text.chars() {
        match ch {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            ch if ch.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(ch))),
            ch => out.push(ch),
        }
    }
    out.push('"');
    out
}

/// `1 chapter`, `2 chapters`.
fn count(n: usize, thing: &str) -> String {
    let end = if n == 1 { "" } else { "s" };
    format!("{n} {thing}{end}")
}

/// The text with parts of it replaced. Edits that lie in others are dropped.
fn apply(text: &str, mut edits: Vec<(std::ops::Range<usize>, String)>) -> String {
    edits.sort_by(|a, b| a.0.start.cmp(&b.0.start).then(b.0.end.cmp(&a.0.end)));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in edits {
        if range.start < at {
            continue;
        }
        out.push_str(&text[at..range.start]);
        out.push_str(&new);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}
