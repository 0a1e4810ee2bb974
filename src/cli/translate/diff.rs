//! `translate diff`: what changed in the source since each block was accepted, beside the translation as it is.

use std::fmt::Write as _;
use std::path::Path;

use super::desk::{self, Desk};
use super::parts;
use super::status::address;
use crate::cli::print;
use crate::diagnostic::Diagnostic;
use crate::failure::Failure;
use crate::translation::Record;
use crate::translation::report::{Entry, Status};
use crate::translation::word_diff::{diff, marked};

/// Writes every block of a chapter that is not fresh.
pub fn run(root: &Path, tag: &str, chapter: &str) -> Result<u8, Failure> {
    let desk = desk::open(root)?;
    let locale = desk.locale(tag)?;
    let (name, only) = parts(chapter);
    let at = desk.find(name)?;
    let record = desk.record(locale);
    let id = &desk.site.outline.chapters[at].id;
    let mut out = String::new();
    for entry in desk.report_of(locale, at, &record).unwrap_or_default() {
        let named = only.is_none_or(|only| entry.source.hash.to_string().starts_with(only));
        if named && entry.is_open() {
            write_entry(&desk, (locale, at), id, &entry, &record, &mut out);
        }
    }
    if out.is_empty() {
        out = format!("{id}: nothing to do in {tag}\n");
    }
    print(format!("{}\n", out.trim_end()).as_bytes())
}

fn write_entry(desk: &Desk, at: (usize, usize), id: &str, entry: &Entry, record: &Record, out: &mut String) {
    let source = &desk.site.project.config.source;
    let tag = &desk.site.locale(at.0).tag;
    let status = match entry.status {
        Status::Critical => "CRITICAL",
        Status::Fresh => "error",
        status => status.name(),
    };
    let _ = write!(out, "{}  {status}", address(id, entry));
    let edit = entry.before.and_then(|before| {
        let edits = &record.edits.ledger.edits;
        edits.iter().find(|edit| edit.from == before && edit.to == entry.source.hash)
    });
    if let Some(edit) = edit {
        let _ = write!(out, "  \"{}\" ({} {})", edit.note, edit.who, edit.date);
    }
    let was = entry.before.and_then(|before| record.edits.texts.get(&before));
    let text = was.map_or_else(|| entry.source.text.clone(), |was| marked(&diff(was, &entry.source.text)));
    let width = source.len().max(tag.len());
    let _ = writeln!(out, "\n  {source:width$}  {text}");
    if let Some(target) = &entry.target {
        let _ = writeln!(out, "  {tag:width$}  {}", target.text);
    }
    for diag in findings(desk, at, entry) {
        let _ = writeln!(out, "  {:width$}  {}: {}", "", diag.code.id(), diag.message);
    }
    out.push('\n');
}

/// What the checks say of a block, but for how it stands, which is said already.
pub fn findings<'a>(desk: &'a Desk, at: (usize, usize), entry: &Entry) -> Vec<&'a Diagnostic> {
    let page = desk.site.page(at.0, at.1);
    let (Some(doc), Some(twin)) = (desk.site.doc(page), desk.site.twin(page)) else { return Vec::new() };
    let Some(node) = entry.target.as_ref().and_then(|target| target.node) else { return Vec::new() };
    let (file, range) = doc.place_of(doc.tree.node(node));
    let inside = |diag: &&Diagnostic| {
        let here = diag.range.as_ref().is_some_and(|place| range.start <= place.start && place.start <= range.end);
        here && diag.file.as_ref() == Some(file) && !matches!(diag.code.id(), "S02" | "S03" | "S10" | "R03")
    };
    twin.diags.iter().filter(inside).collect()
}
