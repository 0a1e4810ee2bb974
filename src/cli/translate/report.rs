//! `status --html`: the figures of `status` as pages for editors who have no terminal. They speak English, as the
//! terminal does; what they quote has its own language and direction.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::blocks;
use super::status::{COLUMNS, Overview, figures};
use crate::cli::Voice;
use crate::data::Date;
use crate::disk::{self, Staging};
use crate::document::raw_html::escape;
use crate::failure::Failure;
use crate::output::Manifest;
use crate::project::{Locale, State};
use crate::translation::report::{Entry, Status};
use crate::vpath::VPath;

const STYLE: &str = include_str!("report.css");

/// Writes the report into a folder that is empty, or holds an earlier one.
pub fn write(root: &Path, folder: &Path, pages: &[(VPath, String)], voice: &Voice) -> Result<u8, Failure> {
    let folder = root.join(folder);
    disk::guard(root, &folder)?;
    let _lock = disk::lock(root, || voice.say("waiting for a build of this project"))?;
    disk::recover(&folder)?;
    refuse_others(&folder)?;
    let staging = Staging::begin(&folder)?;
    let mut files = BTreeMap::new();
    for (path, text) in pages {
        files.insert(path.to_string(), staging.write(path, text.as_bytes())?);
    }
    let summary = staging.commit(&Manifest::new(files, false))?;
    voice.say(&format!("wrote {} pages: {} changed", summary.n_files, summary.n_changed));
    voice.say(&format!("open {}", folder.join("index.html").display()));
    Ok(0)
}

/// A folder with anything in it must be a report: all that its manifest lists are pages that lie in no folder, as no
/// site does.
fn refuse_others(folder: &Path) -> Result<(), Failure> {
    let mut inner = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        inner => inner.map_err(Failure::io("read the folder", folder))?,
    };
    let is_page = |path: &String| path.ends_with(".html") && !path.contains('/');
    let is_report = |known: Manifest| known.files.keys().all(is_page);
    if inner.next().is_none() || disk::read_manifest(folder)?.is_some_and(is_report) {
        return Ok(());
    }
    let why = "is not empty, and what is in it is no report of this program; name another folder";
    Err(Failure::Refused(format!("`{}` {why}", folder.display())))
}

/// The pages: one for all languages, one for each with what is open.
pub fn pages(source: &Locale, found: &[(&Locale, Overview)], today: Date) -> Vec<(VPath, String)> {
    let mut out = vec![(VPath::known("index.html"), index(found, today))];
    for (locale, overview) in found {
        out.push((VPath::known(&format!("{}.html", locale.tag)), open(source, locale, overview, today)));
    }
    out
}

fn index(found: &[(&Locale, Overview)], today: Date) -> String {
    let mut body = format!("<h1>How far translations have come</h1>\n<p>As of {today}.</p>\n");
    for (locale, overview) in found {
        let tag = &locale.tag;
        let n_open = overview.chapters.iter().flat_map(|chapter| &chapter.entries).filter(|entry| entry.is_open());
        let n_open = blocks(n_open.count());
        let _ = write!(body, "<h2 id=\"{tag}\">{}</h2>\n<div class=\"scroll\"><table>\n<thead><tr>", name(locale));
        for (at, column) in COLUMNS.iter().enumerate() {
            let class = if at == 0 || at + 1 == COLUMNS.len() { "" } else { " class=\"n\"" };
            let _ = write!(body, "<th scope=\"col\"{class}>{column}</th>");
        }
        body.push_str("</tr></thead>\n<tbody>\n");
        for chapter in &overview.chapters {
            let _ = write!(body, "<tr><th scope=\"row\">{}</th>", escape(&chapter.id));
            for n in figures(&chapter.totals) {
                let _ = write!(body, "<td class=\"n\">{n}</td>");
            }
            let _ = writeln!(body, "<td>{}</td></tr>", chapter.reviewed());
        }
        let summary = escape(&overview.summary(tag));
        let _ = writeln!(body, "</tbody>\n</table></div>\n<p>{summary}</p>");
        let _ = writeln!(body, "<p><a href=\"{tag}.html\">{n_open} to look at</a></p>");
    }
    document("How far translations have come", &body)
}

/// What is open in a language.
fn open(source: &Locale, locale: &Locale, overview: &Overview, today: Date) -> String {
    let mut body =
        format!("<h1>{}: what to look at</h1>\n<p>{}</p>\n", name(locale), escape(&overview.summary(&locale.tag)));
    let mut rows = String::new();
    for chapter in &overview.chapters {
        for entry in chapter.entries.iter().filter(|entry| entry.is_open()) {
            row(source, &chapter.id, entry, today, &mut rows);
        }
    }
    if rows.is_empty() {
        body.push_str("<p>Nothing is open.</p>\n");
    } else {
        body.push_str("<div class=\"scroll\"><table>\n<thead><tr>");
        for column in ["block", "state", "severity"] {
            let _ = write!(body, "<th scope=\"col\">{column}</th>");
        }
        body.push_str("<th scope=\"col\" class=\"n\">days open</th><th scope=\"col\">source</th></tr></thead>\n");
        let _ = write!(body, "<tbody>\n{rows}</tbody>\n</table></div>\n");
    }
    body.push_str("<p><a href=\"index.html\">All languages</a></p>\n");
    document(&format!("{}: what to look at", locale.tag), &body)
}

fn row(source: &Locale, chapter: &str, entry: &Entry, today: Date, out: &mut String) {
    let stale = matches!(entry.status, Status::Minor | Status::Major | Status::Critical);
    let state = match (stale, entry.withheld) {
        (_, true) => "error, not shown",
        (true, _) => entry.state.map_or("stale", State::name),
        (false, _) => entry.status.name(),
    };
    let severity = if stale { entry.status.name() } else { "" };
    let days = entry.since.map(|since| (today.unix_days() - since.unix_days()).to_string()).unwrap_or_default();
    let class = if entry.status == Status::Critical { " class=\"critical\"" } else { "" };
    let _ = writeln!(
        out,
        "<tr{class}><th scope=\"row\">{}#{}</th><td>{state}</td><td>{severity}</td><td class=\"n\">{days}</td>\
         <td lang=\"{}\" dir=\"{}\">{}</td></tr>",
        escape(chapter),
        entry.source.hash,
        source.tag,
        source.dir,
        escape(&entry.source.text)
    );
}

/// A language's own name and its tag.
fn name(locale: &Locale) -> String {
    let (tag, dir) = (&locale.tag, &locale.dir);
    format!("<bdi lang=\"{tag}\" dir=\"{dir}\">{}</bdi> ({tag})", escape(&locale.name))
}

fn document(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>{}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        escape(title)
    )
}
