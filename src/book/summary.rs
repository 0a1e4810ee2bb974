//! `SUMMARY.md`: mdBook's grammar for the order of chapters.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::vpath::{BadPath, VPath, join};

/// One line of the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub kind: ItemKind,
    pub title: String,
    /// How deep it is nested; 0 at the top.
    pub depth: usize,
    pub range: Range<usize>,
}

/// See [`Item`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemKind {
    /// A chapter, with its path relative to the locale's folder.
    Chapter(VPath),
    /// A chapter that is announced but not written.
    Draft,
    /// A heading that groups the chapters after it.
    Part,
    Separator,
}

/// Reads a summary. Lines that are wrong are reported and left out.
pub fn read(file: &VPath, text: &str) -> (Vec<Item>, Vec<Diagnostic>) {
    let mut items = Vec::new();
    let mut diags = Vec::new();
    let mut indents: Vec<usize> = Vec::new();
    let mut at = 0;
    let mut seen_title = false;
    let mut in_comment = false;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let trimmed = line.trim();
        let from = start + (line.len() - line.trim_start().len());
        let range = from..from + trimmed.len();
        if in_comment || trimmed.starts_with("<!--") {
            in_comment = !trimmed.contains("-->");
            continue;
        }
        if trimmed.is_empty() {
            continue;
        }
        if let Some(title) = trimmed.strip_prefix('#') {
            let title = title.trim_start_matches('#').trim();
            // The first heading before any chapter names the summary itself.
            if seen_title || !items.is_empty() {
                items.push(Item { kind: ItemKind::Part, title: plain(title), depth: 0, range });
            }
            seen_title = true;
            indents.clear();
            continue;
        }
        if trimmed.len() >= 3 && trimmed.chars().all(|ch| matches!(ch, '-' | '*' | '_')) {
            items.push(Item { kind: ItemKind::Separator, title: String::new(), depth: 0, range });
            indents.clear();
            continue;
        }
        let (depth, link) = match bullet(trimmed) {
            Some(link) => {
                let indent = line.len() - line.trim_start().len();
                while indents.last().is_some_and(|last| *last >= indent) {
                    indents.pop();
                }
                indents.push(indent);
                (indents.len() - 1, link)
            }
            None => {
                indents.clear();
                (0, trimmed)
            }
        };
        match read_link(link) {
            Ok((title, dest)) if dest.is_empty() => {
                items.push(Item { kind: ItemKind::Draft, title, depth, range });
            }
            Ok((title, dest)) => match join("", &dest) {
                Ok(path) if path.extension() == "md" => {
                    items.push(Item { kind: ItemKind::Chapter(path), title, depth, range });
                }
                Ok(path) => diags.push(
                    Diagnostic::new(Code::A05, format!("`{path}` is not a Markdown file"))
                        .at(file, range)
                        .help("chapters end in `.md`"),
                ),
                Err(why) => diags.push(bad_path(file, range, &dest, why)),
            },
            Err(()) => diags.push(
                Diagnostic::new(Code::A05, format!("`{trimmed}` is not a chapter"))
                    .at(file, range)
                    .help("write `- [Title](path.md)`, `- [Title]()` for a draft, `# Part` or `---`"),
            ),
        }
    }
    (items, diags)
}

fn bad_path(file: &VPath, range: Range<usize>, dest: &str, why: BadPath) -> Diagnostic {
    Diagnostic::new(Code::A11, format!("`{dest}` cannot be a chapter's path: {why}"))
        .at(file, range)
        .help("write a path relative to the locale's folder")
}

fn bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '*', '+'])?;
    rest.starts_with([' ', '\t']).then(|| rest.trim())
}

/// `[Title](path)`; the title may hold brackets, the path may stand between `<` and `>`.
fn read_link(text: &str) -> Result<(String, String), ()> {
    let rest = text.strip_prefix('[').ok_or(())?;
    let close = rest.rfind("](").ok_or(())?;
    let dest = rest[close + 2..].trim_end().strip_suffix(')').ok_or(())?.trim();
    let dest = dest.strip_prefix('<').and_then(|dest| dest.strip_suffix('>')).unwrap_or(dest);
    Ok((plain(&rest[..close]), super::links::percent_decode(dest)))
}

/// A title without Markdown's marks.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.trim().chars();
    while let Some(ch) = chars.next() {
        match ch {
            '\\' => out.extend(chars.next()),
            '*' | '`' => {}
            _ => out.push(ch),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_of_mdbook_is_read() {
        let text = "# Summary\n\n[Foreword](foreword.md)\n\n# Part **one**\n\n- [A](a.md)\n  - [B \\[x\\]](<b c.md>)\n    - [C]()\n- [D](sub/d.md)\n\n---\n\n[End](end.md)\n";
        let (items, diags) = read(&VPath::known("SUMMARY.md"), text);
        assert_eq!(diags, []);
        let shown: Vec<String> = items
            .iter()
            .map(|item| {
                let kind = match &item.kind {
                    ItemKind::Chapter(path) => path.as_str().to_owned(),
                    other => format!("{other:?}"),
                };
                format!("{} {} {kind}", item.depth, item.title)
            })
            .collect();
        assert_eq!(
            shown,
            [
                "0 Foreword foreword.md",
                "0 Part one Part",
                "0 A a.md",
                "1 B [x] b c.md",
                "2 C Draft",
                "0 D sub/d.md",
                "0  Separator",
                "0 End end.md",
            ]
        );
    }

    #[test]
    fn wrong_lines_are_reported_where_they_stand() {
        let text = "- Clean hands\n- [A](../a.md)\n- [B](b.txt)\nprose\n";
        let (items, diags) = read(&VPath::known("SUMMARY.md"), text);
        assert_eq!(items, []);
        let said: Vec<String> = diags
            .iter()
            .map(|diag| format!("{} <{}>", diag.message, diag.range.clone().map_or("", |range| &text[range])))
            .collect();
        assert_eq!(
            said,
            [
                "`- Clean hands` is not a chapter <- Clean hands>",
                "`../a.md` cannot be a chapter's path: it leaves the project <- [A](../a.md)>",
                "`b.txt` is not a Markdown file <- [B](b.txt)>",
                "`prose` is not a chapter <prose>",
            ]
        );
    }
}
