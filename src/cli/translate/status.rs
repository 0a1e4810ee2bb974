//! `status`: how far translations have come, for people, as JSON and as pages.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use serde::Serialize;

use super::desk::{self, Desk};
use super::{blocks, report};
use crate::cli::{Voice, print, project};
use crate::data::Date;
use crate::failure::Failure;
use crate::project::{Locale, State};
use crate::translation::report::{Entry, Status, Totals};

/// Version of the JSON form: fields may be added to it, none is taken out or changed.
const VERSION: u32 = 1;

/// The columns of the table of a locale.
pub const COLUMNS: [&str; 9] =
    ["chapter", "blocks", "fresh", "minor", "major", "CRIT", "edited", "missing", "reviewed"];

/// How to write it.
pub enum Form<'a> {
    Table,
    Json,
    /// Pages in this folder.
    Html(&'a Path),
}

/// How far the translation of a locale has come.
pub struct Overview {
    pub chapters: Vec<ChapterStatus>,
    whole: Totals,
    /// The critical block that has been open longest: for how many days, and its address.
    worst: Option<(i64, String)>,
}

/// The same of a chapter.
pub struct ChapterStatus {
    pub id: String,
    pub entries: Vec<Entry>,
    pub totals: Totals,
}

/// Writes a table for each locale, all blocks as JSON, or pages.
pub fn run(root: &Path, only: Option<&str>, form: &Form<'_>, voice: &Voice) -> Result<u8, Failure> {
    let desk = desk::open(root)?;
    let today = project::today()?;
    let site = &desk.site;
    let wanted = match only {
        Some(tag) => vec![desk.locale(tag)?],
        None => (0..site.project.locales.len()).filter(|locale| *locale != site.project.source).collect(),
    };
    match form {
        Form::Json => {
            let locales = wanted.into_par_iter().map(|locale| locale_json(&desk, locale, today)).collect();
            let source = &site.project.config.source;
            let all = SiteJson { version: VERSION, source, date: today.to_string(), locales };
            print(format!("{}\n", serde_json::to_string_pretty(&all).unwrap_or_default()).as_bytes())
        }
        Form::Table => {
            let table = |locale| overview(&desk, locale, today).table(&site.locale(locale).tag);
            let tables: Vec<String> = wanted.into_par_iter().map(table).collect();
            print(tables.join("\n").as_bytes())
        }
        Form::Html(folder) => {
            let found: Vec<(&Locale, Overview)> =
                wanted.into_par_iter().map(|locale| (site.locale(locale), overview(&desk, locale, today))).collect();
            let pages = report::pages(site.locale(site.project.source), &found, today);
            report::write(root, folder, &pages, voice)
        }
    }
}

fn overview(desk: &Desk, locale: usize, today: Date) -> Overview {
    let mut out = Overview { chapters: Vec::new(), whole: Totals::default(), worst: None };
    for (chapter, entries) in desk.report(locale) {
        let id = desk.site.outline.chapters[chapter].id.clone();
        let mut totals = Totals::default();
        totals.add(&entries);
        out.whole.add(&entries);
        for entry in entries.iter().filter(|entry| entry.status == Status::Critical) {
            let days = entry.since.map_or(0, |since| today.unix_days() - since.unix_days());
            if out.worst.as_ref().is_none_or(|worst| worst.0 < days) {
                out.worst = Some((days, address(&id, entry)));
            }
        }
        out.chapters.push(ChapterStatus { id, entries, totals });
    }
    out
}

/// The numbers of a row.
pub fn figures(totals: &Totals) -> [usize; 7] {
    let n = |status| totals.count(status);
    let edited = n(Status::Edited) + n(Status::Unclaimed);
    let stale = [Status::Minor, Status::Major, Status::Critical].map(n);
    [totals.n_blocks, n(Status::Fresh), stale[0], stale[1], stale[2], edited, n(Status::Missing)]
}

impl ChapterStatus {
    /// The day of the newest claim.
    pub fn reviewed(&self) -> String {
        self.totals.newest.map_or_else(|| "-".to_owned(), |day| day.to_string())
    }
}

impl Overview {
    fn table(&self, tag: &str) -> String {
        let width = self.chapters.iter().map(|chapter| chapter.id.chars().count()).max().unwrap_or(0).max(7);
        let mut out = format!("{:width$} {}\n", COLUMNS[0], COLUMNS[1..].join(" "));
        for chapter in &self.chapters {
            let _ = write!(out, "{:width$}", chapter.id);
            for (n, column) in figures(&chapter.totals).iter().zip(&COLUMNS[1..]) {
                let _ = write!(out, " {n:0$}", column.len());
            }
            let _ = writeln!(out, " {}", chapter.reviewed());
        }
        out + &self.summary(tag) + "\n"
    }

    /// One sentence on all chapters.
    pub fn summary(&self, tag: &str) -> String {
        let whole = &self.whole;
        let percent = |words: usize| (words * 100).checked_div(whole.words).unwrap_or(100);
        let at = |state| percent(whole.words_at.get(&state).copied().unwrap_or_default());
        let mut out = format!(
            "{tag}: {} % of words fresh, {} % at least translated, {} % at least revised",
            at(State::Machine),
            at(State::Translated),
            at(State::Revised)
        );
        if whole.n_unchanged > 0 {
            let _ = write!(out, "; {} accepted unchanged", blocks(whole.n_unchanged));
        }
        if let Some((days, address)) = &self.worst {
            let n = blocks(whole.count(Status::Critical)).replace("block", "critical block");
            let _ = match days {
                0 => write!(out, "; {n} open ({address})"),
                1 => write!(out, "; {n} open for 1 day ({address})"),
                days => write!(out, "; {n} open for {days} days ({address})"),
            };
        }
        out
    }
}

/// How commands name a block: its chapter and the beginning of its hash.
pub fn address(chapter: &str, entry: &Entry) -> String {
    format!("{chapter}#{}", &entry.source.hash.to_string()[..4])
}

#[derive(Serialize)]
struct SiteJson<'a> {
    version: u32,
    source: &'a str,
    date: String,
    locales: Vec<LocaleJson<'a>>,
}

/// The JSON form of a locale; the fields are in the order in which they are written.
#[derive(Serialize)]
struct LocaleJson<'a> {
    locale: &'a str,
    blocks: usize,
    by_status: BTreeMap<&'static str, usize>,
    words: usize,
    words_fresh: usize,
    words_translated: usize,
    words_revised: usize,
    words_medical: usize,
    accepted_unchanged: usize,
    chapters: Vec<ChapterJson<'a>>,
}

#[derive(Serialize)]
struct ChapterJson<'a> {
    id: &'a str,
    path: &'a str,
    blocks: Vec<EntryJson>,
}

#[derive(Serialize)]
struct EntryJson {
    source: String,
    target: Option<String>,
    kind: &'static str,
    critical: bool,
    status: &'static str,
    severity: Option<&'static str>,
    state: Option<&'static str>,
    accepted_for: Option<String>,
    who: Option<String>,
    date: Option<String>,
    days_open: Option<i64>,
    withheld: bool,
    words: usize,
}

fn locale_json(desk: &Desk, locale: usize, today: Date) -> LocaleJson<'_> {
    let mut whole = Totals::default();
    let mut chapters = Vec::new();
    for (chapter, entries) in desk.report(locale) {
        whole.add(&entries);
        let found = &desk.site.outline.chapters[chapter];
        let blocks = entries.iter().map(|entry| entry_json(entry, today)).collect();
        chapters.push(ChapterJson { id: &found.id, path: found.path.as_str(), blocks });
    }
    let at = |state| whole.words_at.get(&state).copied().unwrap_or_default();
    LocaleJson {
        locale: &desk.site.locale(locale).tag,
        blocks: whole.n_blocks,
        by_status: whole.blocks.iter().map(|(status, n)| (status.name(), *n)).collect(),
        words: whole.words,
        words_fresh: at(State::Machine),
        words_translated: at(State::Translated),
        words_revised: at(State::Revised),
        words_medical: at(State::Medical),
        accepted_unchanged: whole.n_unchanged,
        chapters,
    }
}

fn entry_json(entry: &Entry, today: Date) -> EntryJson {
    let stale = matches!(entry.status, Status::Minor | Status::Major | Status::Critical);
    EntryJson {
        source: entry.source.hash.to_string(),
        target: entry.target.as_ref().map(|target| target.hash.to_string()),
        kind: entry.source.kind.name(),
        critical: entry.source.critical,
        status: entry.status.name(),
        severity: stale.then(|| entry.status.name()),
        state: entry.state.map(State::name),
        accepted_for: entry.before.map(|before| before.to_string()),
        who: entry.claim.as_ref().map(|claim| claim.who.clone()),
        date: entry.claim.as_ref().map(|claim| claim.date.to_string()),
        days_open: entry.since.map(|since| today.unix_days() - since.unix_days()),
        withheld: entry.withheld,
        words: entry.words,
    }
}
