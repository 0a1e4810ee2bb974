//! `SUMMARY.md`: the same grammar in both, but mdBook makes the chapters that are missing. Here they
//! become announced chapters, which have a title and no page.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Left, line_of};
use crate::book::summary::{self, ItemKind};
use crate::vpath::VPath;

/// A title in the summary, with the Markdown it is written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    pub markdown: String,
    pub text: String,
    /// `None` for parts and announced chapters.
    pub path: Option<VPath>,
    pub part: bool,
}

/// A converted summary.
#[derive(Debug)]
pub struct Summary {
    pub text: String,
    /// In the order of the summary.
    pub titles: Vec<Title>,
    pub left: Vec<Left>,
}

/// Converts the summary of a book whose chapters are `chapters`, relative to the summary's folder.
/// `shown` is the summary's name in the report.
pub fn convert(text: &str, chapters: &BTreeSet<VPath>, shown: &str) -> Summary {
    let (items, diags) = summary::read(&VPath::known("SUMMARY.md"), text);
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut left = Vec::new();
    let mut seen = BTreeSet::new();
    for item in items {
        let source = &text[item.range.clone()];
        let ItemKind::Chapter(path) = item.kind else { continue };
        if chapters.contains(&path) && seen.insert(path.clone()) {
            continue;
        }
        let what = match seen.contains(&path) {
            true => format!("`{path}` is listed twice"),
            false => format!("there is no `{path}`"),
        };
        let why = format!("{what}; the line is now an announced chapter without a page");
        left.push(Left::new(shown, line_of(text, item.range.start), why));
        edits.push((item.range.clone(), announced(source)));
    }
    for diag in diags {
        let Some(range) = diag.range else { continue };
        let source = &text[range.clone()];
        let line = line_of(text, range.start);
        if source.contains("](") && source.ends_with(')') {
            let why = format!("{}; the line is now an announced chapter without a page", diag.message);
            left.push(Left::new(shown, line, why));
            edits.push((range, announced(source)));
        } else {
            left.push(Left::new(shown, line, format!("{}; the line is left out", diag.message)));
            let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
            let end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at + 1);
            edits.push((start..end, String::new()));
        }
    }
    let text = super::apply(text, edits);
    Summary { titles: titles(&text), text, left }
}

fn titles(text: &str) -> Vec<Title> {
    let (items, _) = summary::read(&VPath::known("SUMMARY.md"), text);
    let titles = items.into_iter().filter_map(|item| {
        let (path, part) = match item.kind {
            ItemKind::Chapter(path) => (Some(path), false),
            ItemKind::Draft => (None, false),
            ItemKind::Part => (None, true),
            ItemKind::Separator => return None,
        };
        Some(Title { markdown: markdown(&text[item.range]).to_owned(), text: item.title, path, part })
    });
    titles.collect()
}

/// The title of a line as it is written.
fn markdown(line: &str) -> &str {
    match (line.find('['), line.rfind("](")) {
        (Some(open), Some(close)) if !line.starts_with('#') && open < close => line[open + 1..close].trim(),
        _ => line.trim_start_matches('#').trim(),
    }
}

fn announced(line: &str) -> String {
    let cut = line.rfind("](").map_or(line.len(), |at| at);
    format!("{}]()", &line[..cut])
}

/// A summary that gives the chapters other titles. Parts and announced chapters are told apart by their
/// order alone, so they end with the first that has none. Gives the text and how many titles were lost.
pub fn retitled(titles: &[(Title, Option<String>)]) -> (Option<String>, usize) {
    let mut lines = Vec::new();
    let mut lost = 0;
    let mut open = true;
    for (title, new) in titles {
        match (&title.path, new) {
            (Some(path), Some(new)) => lines.push(format!("- [{}](<{path}>)", escaped(new))),
            (Some(_), None) => {}
            (None, None) => open = false,
            (None, Some(_)) if !open => lost += 1,
            (None, Some(new)) if title.part => lines.push(format!("\n# {}\n", escaped(new))),
            (None, Some(new)) => lines.push(format!("- [{}]()", escaped(new))),
        }
    }
    if lines.is_empty() {
        return (None, lost);
    }
    (Some(format!("# Summary\n\n{}\n", lines.join("\n").replace("\n\n\n", "\n\n").trim())), lost)
}

/// A plain title as the summary writes it.
fn escaped(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for ch in title.chars() {
        if matches!(ch, '\\' | '*' | '`') {
            out.push('\\');
        }
        out.push(if ch.is_control() { ' ' } else { ch });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_lead_nowhere_become_announced_chapters() {
        let text = "# Summary\n\nSome words\n\n- [A *a*](a.md)\n  - [B](../b.md)\n  - [C](c.md)\n- [A](a.md)\n# Part\n- [D]()\n";
        let chapters = [VPath::known("a.md")].into_iter().collect();
        let made = convert(text, &chapters, "src/SUMMARY.md");
        assert_eq!(made.text, "# Summary\n\n\n- [A *a*](a.md)\n  - [B]()\n  - [C]()\n- [A]()\n# Part\n- [D]()\n");
        let mut lines: Vec<usize> = made.left.iter().map(|left| left.line).collect();
        lines.sort();
        assert_eq!(lines, [3, 6, 7, 8]);
        let titles: Vec<&str> = made.titles.iter().map(|title| title.markdown.as_str()).collect();
        assert_eq!(titles, ["A *a*", "B", "C", "A", "Part", "D"]);
    }
}
