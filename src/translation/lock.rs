//! Claims: that a person accepted exactly this text as the translation of exactly that text, on a day, at a state.
//! A lock file is a set of them. Order and repetition mean nothing, so that two branches merge by putting their
//! lines together; the marks of a conflict that was left in the file are told and passed over.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};
use std::ops::Range;

use super::block::{BlockHash, NORM};
use super::migrate::form_of;
use crate::data::Date;
use crate::diagnostic::{Code, Diagnostic};
pub use crate::project::State;
use crate::vpath::VPath;

/// How the two lines above the claims begin.
const HEADER: [&str; 2] = ["# handbook-lock", "# target"];

/// One claim. Several sources, joined by `+`, stand for one target.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    pub target: BlockHash,
    pub sources: Vec<BlockHash>,
    pub state: State,
    pub who: String,
    pub date: Date,
    /// `u`, `a`, `waive:CODE` and the words that give the reason.
    pub flags: String,
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sources: Vec<String> = self.sources.iter().map(BlockHash::to_string).collect();
        write!(f, "{} {} {} {} {}", self.target, sources.join("+"), self.state.name(), self.who, self.date)?;
        if !self.flags.is_empty() {
            write!(f, " {}", self.flags)?;
        }
        Ok(())
    }
}

/// Reads a lock file. Lines that are no claims are findings; the others count.
pub fn read(file: &VPath, text: &str) -> (BTreeSet<Claim>, Vec<Diagnostic>) {
    let mut claims = BTreeSet::new();
    let mut diags = Vec::new();
    let form = form_of(text);
    if form != NORM {
        diags.push(
            Diagnostic::new(
                Code::S12,
                format!("the hashes of these claims have form {form}, not {NORM}: they do not count"),
            )
            .in_file(file)
            .help("run `handbook translate migrate`, or the version of the program that wrote them"),
        );
        return (claims, diags);
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.trim_end().len();
        at += line.len();
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if is_conflict_mark(line) {
            diags.push(
                Diagnostic::new(Code::S08, "a merge left the mark of a conflict here")
                    .at(file, range)
                    .help("the claims of both sides count; take the marks out"),
            );
            continue;
        }
        match claim(line) {
            Some(claim) => {
                claims.insert(claim);
            }
            None => diags.push(
                Diagnostic::new(Code::S12, "this line is no claim")
                    .at(file, range)
                    .help("a claim is `target source state who date`; take the line out, or bring back what it was"),
            ),
        }
    }
    (claims, diags)
}

/// Where a claim stands in its file.
pub fn place(text: &str, wanted: &Claim) -> Option<Range<usize>> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if claim(line.trim()).as_ref() == Some(wanted) {
            return Some(at..at + line.trim_end().len());
        }
        at += line.len();
    }
    None
}

/// The file of a set of claims: sorted by target, so that the edits of two people are far apart.
pub fn write(claims: &BTreeSet<Claim>) -> String {
    write_form(claims, NORM)
}

/// The same with hashes of another form.
pub fn write_form(claims: &BTreeSet<Claim>, norm: u32) -> String {
    let mut out = format!("{} 1  norm={norm}\n{} source state who date flags\n", HEADER[0], HEADER[1]);
    for claim in claims {
        let _ = writeln!(out, "{claim}");
    }
    out
}

/// A file whose hashes have another form than this version makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OtherForm;

/// A lock file with more claims. Lines that are no claims are kept at its end, as comments. Fails if its hashes have
/// another form: they would be taken for what they are not.
pub fn extended(text: &str, more: &BTreeSet<Claim>) -> Result<String, OtherForm> {
    if !text.is_empty() && form_of(text) != NORM {
        return Err(OtherForm);
    }
    let (mut all, others) = read_any(text);
    all.extend(more.iter().cloned());
    Ok(write(&all) + &others)
}

/// The claims of a lock file whatever form their hashes have, and all other lines as comments.
pub fn read_any(text: &str) -> (BTreeSet<Claim>, String) {
    let mut claims = BTreeSet::new();
    let mut others = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match claim(line) {
            Some(claim) => {
                claims.insert(claim);
            }
            None if HEADER.iter().any(|start| line.starts_with(start)) || is_conflict_mark(line) => {}
            None => {
                let _ = writeln!(others, "# {}", line.trim_start_matches("# "));
            }
        }
    }
    (claims, others)
}

fn is_conflict_mark(line: &str) -> bool {
    ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark))
}

fn claim(line: &str) -> Option<Claim> {
    let mut words = line.split_whitespace();
    let target = BlockHash::parse(words.next()?)?;
    let sources: Option<Vec<BlockHash>> = words.next()?.split('+').map(BlockHash::parse).collect();
    let state = State::parse(words.next()?)?;
    let who = words.next()?.to_owned();
    let date = Date::parse(words.next()?)?;
    let flags = words.collect::<Vec<_>>().join(" ");
    Some(Claim { target, sources: sources?, state, who, date, flags })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::translation::block::BlockKind;

    fn lock(n: usize) -> String {
        let hash = |text: String| BlockHash::of(BlockKind::Text, &text);
        let claim = |at: usize| Claim {
            target: hash(format!("t{at}")),
            sources: if at == 2 { vec![hash("a".into()), hash("b".into())] } else { vec![hash(format!("s{at}"))] },
            state: State::ALL[at % 6],
            who: "r.das".to_owned(),
            date: Date { year: 2026, month: 3, day: 29 },
            flags: if at == 1 { "waive:N01 \"two\"".to_owned() } else { String::new() },
        };
        write(&(0..n).map(claim).collect())
    }

    #[test]
    fn a_lock_file_is_a_set() {
        let file = VPath::known("locales/bn/claims/hands.lock");
        let text = lock(6);
        let (claims, diags) = read(&file, &text);
        assert_eq!((claims.len(), diags.len()), (6, 0));
        assert_eq!(write(&claims), text);
        let mut lines: Vec<&str> = text.lines().collect();
        lines.reverse();
        let twice = [lines.clone(), lines].concat().join("\r\n");
        assert_eq!(read(&file, &twice).0, claims, "order, repetition and line ends mean nothing");
    }

    #[test]
    fn both_sides_of_a_conflict_count() {
        let file = VPath::known("locales/bn/claims/hands.lock");
        let text = lock(4);
        let lines: Vec<&str> = text.lines().collect();
        let merged = format!("{}\n<<<<<<< a\n{}\n=======\n{}\n>>>>>>> b\n{}\n", lines[2], lines[3], lines[4], lines[5]);
        let (claims, diags) = read(&file, &merged);
        assert_eq!(claims, read(&file, &text).0);
        assert_eq!(diags.len(), 3);
    }

    #[test]
    fn a_bad_line_costs_itself_alone() {
        let file = VPath::known("locales/bn/claims/hands.lock");
        let text = format!("{}2mkmx50chj2s 92afqhqgb5j7 fresh a.b 2026-09-21\nnonsense\n", lock(2));
        let (claims, diags) = read(&file, &text);
        assert_eq!((claims.len(), diags.len()), (2, 2));
    }
}
