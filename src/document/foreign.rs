//! Front matter as other tools write it: Hugo, Zola, Starlight, MkDocs, Docusaurus. A chapter that comes
//! from one of them loads; what is lost on the way is a warning that says what to write instead.

use std::ops::Range;

use crate::data::{Date, Kind, Reader, Table, Value};
use crate::diagnostic::suggest::nearest;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::vpath::VPath;

/// Well-known keys of other tools, in lower case without `_` and `-`, and what stands in for them.
const HINTS: &[(&[&str], &str)] = &[
    (&["lastmod", "lastmodified", "lastupdate", "lastupdated", "modified"], "write it as `updated`"),
    (&["publishdate", "pubdate", "published"], "write it as `date`"),
    (&["tags", "categories", "taxonomies", "topics"], "write them as `keywords`"),
    (&["summary", "excerpt", "abstract"], "write it as `description`"),
    (
        &["weight", "sidebarposition", "sidebar", "navorder", "order", "menu", "paginationnext", "paginationprev"],
        "the order comes from SUMMARY.md",
    ),
    (&["linktitle", "sidebarlabel", "navtitle", "shorttitle"], "the short title is the text of the line in SUMMARY.md"),
    (&["redirectfrom", "redirects"], "write them as `aliases`"),
    (&["permalink", "url", "path"], "the address is that of the file; `slug` changes its last part"),
    (&["layout"], "write it as `template`"),
    (&["params"], "write it as `extra`"),
    (&["author", "authors"], "name a translator under `[translation]`, others in the text or under `extra`"),
    (&["toc", "tableofcontents", "hidetableofcontents", "hidetitle", "hide"], "the template decides this"),
];

/// Keys of chapters that hold one text, and those that hold several.
const TEXT: [&str; 4] = ["title", "description", "id", "kind"];
const TEXTS: [&str; 5] = ["aliases", "keywords", "print", "sources", "about"];

/// Turns the values that other tools write differently into ours, and takes out what has no place here.
/// What decides whether and with which warning a page is shown (`draft`, `review`, `withdrawn`) stays:
/// read wrongly, it would do harm.
pub fn settle(table: &mut Table, file: &VPath, offset: usize, diags: &mut Vec<Diagnostic>) {
    let mut warn = |range: &Range<usize>, message: String, help: &str| {
        let range = range.start + offset..range.end + offset;
        diags.push(Diagnostic::new(Code::A03, message).at(file, range).help(help).level(Level::Warning));
    };
    // MkDocs: `date: {created: 2024-01-01, updated: 2024-02-01}`.
    let dates = table.get("date").and_then(|date| match &date.kind {
        Kind::Table(dates) => Some(dates.clone()),
        _ => None,
    });
    if let Some(dates) = dates {
        table.entries.retain(|entry| entry.key != "date");
        for (from, to) in [("created", "date"), ("updated", "updated")] {
            if let Some(value) = dates.get(from).filter(|_| table.get(to).is_none()) {
                table.set(&[to.to_owned()], value.clone());
            }
        }
    }
    table.entries.retain_mut(|entry| {
        let key = entry.key.as_str();
        let value = &mut entry.value;
        let good = match key {
            _ if value.kind == Kind::Null => true,
            "date" | "updated" => is_date(value),
            _ if TEXT.contains(&key) => is_text(value),
            "slug" | "template" if !is_text(value) => false,
            "slug" => return settle_slug(value, &mut warn),
            "template" if matches!(value.display().as_deref(), Some("doc" | "splash")) => false,
            _ if TEXTS.contains(&key) => match &value.kind {
                Kind::List(items) => items.iter().all(is_text),
                _ => is_text(value),
            },
            "translation" => matches!(value.kind, Kind::Table(_)),
            _ => true,
        };
        if !good {
            let message = format!("`{key}` cannot be {} and is not used", what(value));
            warn(&value.range, message, "write it as a handbook chapter has it, or take it out");
        }
        good
    });
}

/// A value in a message: itself if it is short, else its kind.
fn what(value: &Value) -> String {
    match value.display().filter(|text| text.len() <= 40 && !text.contains(['\n', '`'])) {
        Some(text) => format!("`{text}`"),
        None => value.kind.name().to_owned(),
    }
}

fn is_text(value: &Value) -> bool {
    !matches!(value.kind, Kind::Bool(_)) && value.display().is_some()
}

fn is_date(value: &Value) -> bool {
    match &value.kind {
        Kind::Date(_) => true,
        Kind::Text(text) => Date::parse(text).is_some(),
        _ => false,
    }
}

/// Elsewhere a slug is a whole address. Here the folder is that of the file.
fn settle_slug(value: &mut Value, warn: &mut impl FnMut(&Range<usize>, String, &str)) -> bool {
    let text = value.display().unwrap_or_default();
    if !text.contains('/') {
        return true;
    }
    let help = "the folder is that of the file; old addresses go into `aliases`";
    match text.rsplit('/').find(|part| !part.is_empty()).map(str::to_owned) {
        Some(last) => {
            warn(&value.range, format!("`{text}` is more than a slug: its last part, `{last}`, is used"), help);
            value.kind = Kind::Text(last);
            true
        }
        None => {
            warn(&value.range, format!("`{text}` is no slug and is not used"), help);
            false
        }
    }
}

/// Reports keys that nothing reads. Those that may be slips get a line each; the rest of an imported file
/// is one finding, so that it does not bury the others.
pub fn finish(reader: Reader<'_>, file: &VPath, level: Level) -> Vec<Diagnostic> {
    let mut rest: Vec<(String, Range<usize>)> = Vec::new();
    let mut diags = Vec::new();
    for (key, range) in reader.unknown() {
        let plain = key.to_lowercase().replace(['_', '-'], "");
        let hint = HINTS.iter().find(|(keys, _)| keys.contains(&plain.as_str())).map(|(_, hint)| (*hint).to_owned());
        let near = || nearest(key, reader.known().iter().copied()).map(|near| format!("did you mean `{near}`?"));
        match hint.or_else(near) {
            Some(help) => diags.push(unknown(&[key], file, range, &help)),
            None => rest.push((key.to_owned(), range)),
        }
    }
    let help = "what templates should get goes under `extra`; take out the rest";
    if level == Level::Error {
        diags.extend(rest.into_iter().map(|(key, range)| unknown(&[&key], file, range, help)));
    } else if let Some((_, range)) = rest.first() {
        let keys: Vec<&str> = rest.iter().map(|(key, _)| key.as_str()).collect();
        diags.push(unknown(&keys, file, range.clone(), help));
    }
    reader.diags.into_iter().chain(diags.into_iter().map(|diag| diag.level(level))).collect()
}

fn unknown(keys: &[&str], file: &VPath, range: Range<usize>, help: &str) -> Diagnostic {
    let shown: Vec<String> = keys.iter().take(5).map(|key| format!("`{key}`")).collect();
    let more = match keys.len().saturating_sub(5) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    let word = if keys.len() == 1 { "key" } else { "keys" };
    Diagnostic::new(Code::A02, format!("unknown {word} {}{more}", shown.join(", "))).at(file, range).help(help)
}
