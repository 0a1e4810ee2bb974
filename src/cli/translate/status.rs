//! `status`: how far translations have come, for people and as JSON.

use std::fmt::Write as _;
use std::path::Path;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use serde_json::{Value, json};

use super::blocks;
use super::desk::{self, Desk};
use crate::cli::{print, project};
use crate::data::Date;
use crate::failure::Failure;
use crate::project::State;
use crate::translation::report::{Entry, Status, Totals};

/// Version of the JSON form: fields may be added to it, none is taken out or changed.
const VERSION: u32 = 1;

/// Writes a table for each locale, or all blocks as JSON.
pub fn run(root: &Path, only: Option<&str>, json: bool) -> Result<u8, Failure> {
    let desk = desk::open(root)?;
    let today = project::today()?;
    let site = &desk.site;
    let wanted = match only {
        Some(tag) => vec![desk.locale(tag)?],
        None => (0..site.project.locales.len()).filter(|locale| *locale != site.project.source).collect(),
    };
    if json {
        let locales: Vec<Value> = wanted.into_par_iter().map(|locale| locale_json(&desk, locale, today)).collect();
        let source = &site.project.config.source;
        let all = json!({"version": VERSION, "source": source, "date": today.to_string(), "locales": locales});
        return print(format!("{all:#}\n").as_bytes());
    }
    let tables: Vec<String> = wanted.into_par_iter().map(|locale| table(&desk, locale, today)).collect();
    print(tables.join("\n").as_bytes())
}

fn table(desk: &Desk, locale: usize, today: Date) -> String {
    let chapters = desk.report(locale);
    let tag = &desk.site.locale(locale).tag;
    let name = |chapter: usize| desk.site.outline.chapters[chapter].id.as_str();
    let width = chapters.iter().map(|(chapter, _)| name(*chapter).chars().count()).max().unwrap_or(0).max(7);
    let mut out = format!("{:width$} blocks fresh minor major CRIT edited missing reviewed\n", "chapter");
    let mut whole = Totals::default();
    let mut worst: Option<(i64, String)> = None;
    for (chapter, entries) in &chapters {
        let mut totals = Totals::default();
        totals.add(entries);
        whole.add(entries);
        let n = |status| totals.count(status);
        let reviewed = totals.newest.map_or_else(|| "-".to_owned(), |day| day.to_string());
        let _ = writeln!(
            out,
            "{:width$} {:6} {:5} {:5} {:5} {:4} {:6} {:7} {reviewed}",
            name(*chapter),
            totals.n_blocks,
            n(Status::Fresh),
            n(Status::Minor),
            n(Status::Major),
            n(Status::Critical),
            n(Status::Edited) + n(Status::Unclaimed),
            n(Status::Missing),
        );
        for entry in entries.iter().filter(|entry| entry.status == Status::Critical) {
            let days = entry.since.map_or(0, |since| today.unix_days() - since.unix_days());
            if worst.as_ref().is_none_or(|worst| worst.0 < days) {
                worst = Some((days, address(name(*chapter), entry)));
            }
        }
    }
    let percent = |words: usize| (words * 100).checked_div(whole.words).unwrap_or(100);
    let at = |state| whole.words_at.get(&state).copied().unwrap_or_default();
    let _ = write!(
        out,
        "{tag}: {} % of words fresh, {} % at least translated, {} % at least revised",
        percent(at(State::Machine)),
        percent(at(State::Translated)),
        percent(at(State::Revised))
    );
    if whole.n_unchanged > 0 {
        let _ = write!(out, "; {} accepted unchanged", blocks(whole.n_unchanged));
    }
    if let Some((days, address)) = worst {
        let n = blocks(whole.count(Status::Critical)).replace("block", "critical block");
        let _ = match days {
            0 => write!(out, "; {n} open ({address})"),
            1 => write!(out, "; {n} open for 1 day ({address})"),
            days => write!(out, "; {n} open for {days} days ({address})"),
        };
    }
    out.push('\n');
    out
}

/// How commands name a block: its chapter and the beginning of its hash.
pub fn address(chapter: &str, entry: &Entry) -> String {
    format!("{chapter}#{}", &entry.source.hash.to_string()[..4])
}

fn locale_json(desk: &Desk, locale: usize, today: Date) -> Value {
    let mut whole = Totals::default();
    let mut chapters = Vec::new();
    for (chapter, entries) in desk.report(locale) {
        whole.add(&entries);
        let found = &desk.site.outline.chapters[chapter];
        let blocks: Vec<Value> = entries.iter().map(|entry| entry_json(entry, today)).collect();
        chapters.push(json!({"id": found.id, "path": found.path.as_str(), "blocks": blocks}));
    }
    let counts: serde_json::Map<String, Value> =
        whole.blocks.iter().map(|(status, n)| (status.name().to_owned(), (*n).into())).collect();
    let at = |state| whole.words_at.get(&state).copied().unwrap_or_default();
    json!({
        "locale": desk.site.locale(locale).tag,
        "blocks": whole.n_blocks,
        "by_status": counts,
        "words": whole.words,
        "words_fresh": at(State::Machine),
        "words_translated": at(State::Translated),
        "words_revised": at(State::Revised),
        "words_medical": at(State::Medical),
        "accepted_unchanged": whole.n_unchanged,
        "chapters": chapters,
    })
}

fn entry_json(entry: &Entry, today: Date) -> Value {
    let stale = matches!(entry.status, Status::Minor | Status::Major | Status::Critical);
    json!({
        "source": entry.source.hash.to_string(),
        "target": entry.target.as_ref().map(|target| target.hash.to_string()),
        "kind": entry.source.kind.name(),
        "critical": entry.source.critical,
        "status": entry.status.name(),
        "severity": stale.then(|| entry.status.name()),
        "state": entry.state.map(State::name),
        "accepted_for": entry.before.map(|before| before.to_string()),
        "who": entry.claim.as_ref().map(|claim| claim.who.clone()),
        "date": entry.claim.as_ref().map(|claim| claim.date.to_string()),
        "days_open": entry.since.map(|since| today.unix_days() - since.unix_days()),
        "withheld": entry.withheld,
        "words": entry.words,
    })
}
