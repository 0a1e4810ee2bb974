//! mdBook's `{{#…}}` in chapters. Handbook reads `{{#include path}}` and `{{#include path:anchor}}` of
//! Markdown, outside of code; what else mdBook would put in place is put in place here, once.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::catalog::literal_directives;
use super::{Left, line_of};
use crate::document::code_ranges;
use crate::vpath::VPath;

/// Files that include one another stop here, as in mdBook.
const MAX_DEPTH: usize = 10;
/// Pasted text may make a chapter at most this large, in bytes.
const MAX_TEXT: usize = 4 << 20;

/// A directive in a text.
#[derive(Debug, PartialEq, Eq)]
struct Directive<'a> {
    range: Range<usize>,
    kind: Kind<'a>,
}

#[derive(Debug, PartialEq, Eq)]
enum Kind<'a> {
    /// `\{{#…}}`: meant as text.
    Escaped,
    /// The word, the file and what of it.
    Include {
        path: &'a str,
        part: &'a str,
        hides: bool,
    },
    Playground {
        path: &'a str,
        attributes: Vec<&'a str>,
    },
    Title(&'a str),
    Unknown(&'a str),
}

/// What the conversion of chapters has to go by.
pub struct Sources<'a> {
    pub files: &'a BTreeMap<VPath, Vec<u8>>,
    /// The folder of the chapters.
    pub src: &'a str,
    /// The folder that they move to.
    pub content: &'a str,
    /// The folder in it for files from beside the chapters' folder.
    pub beside: &'a str,
}

/// A converted chapter.
#[derive(Debug, Default)]
pub struct Chapter {
    pub text: String,
    /// Of the page, if a directive gives one.
    pub title: Option<String>,
    /// Files from outside the chapters' folder that must be copied.
    pub copied: BTreeSet<VPath>,
    pub left: Vec<Left>,
}

/// The files that chapters include and that are not among `files`, if they can be: those inside the
/// book's folder.
pub fn wanted(files: &BTreeMap<VPath, Vec<u8>>) -> BTreeSet<VPath> {
    let mut wanted = BTreeSet::new();
    for (file, bytes) in files.iter().filter(|(file, _)| file.extension() != "po") {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        for directive in find(text) {
            if let Kind::Include { path, .. } | Kind::Playground { path, .. } = directive.kind
                && let Ok(target) = file.resolve(path)
                && !files.contains_key(&target)
            {
                wanted.insert(target);
            }
        }
    }
    wanted
}

impl Sources<'_> {
    /// Where a file of the book stands in the project.
    pub fn place(&self, file: &VPath) -> Option<VPath> {
        let inner = match file.below(self.src) {
            Some(inner) => format!("{}/{inner}", self.content),
            None => format!("{}/{}/{file}", self.content, self.beside),
        };
        VPath::parse(&inner).ok()
    }

    /// Converts the directives of a Markdown file.
    pub fn convert(&self, file: &VPath, text: &str) -> Chapter {
        let mut chapter = Chapter::default();
        let code = code_ranges(text);
        let mut at = 0;
        for Directive { range, kind } in find(text) {
            let in_code = code.iter().any(|code| code.contains(&range.start));
            chapter.text.push_str(&text[at..range.start]);
            let source = &text[range.clone()];
            let line = line_of(text, range.start);
            at = range.end;
            match kind {
                Kind::Escaped => chapter.text.push_str(if in_code { &source[1..] } else { source }),
                Kind::Title(title) => chapter.title = Some(title.trim().to_owned()),
                Kind::Unknown(word) => {
                    chapter.text.push_str(source);
                    if !in_code {
                        let why = format!("`{{{{#{word} …}}}}` is unknown to handbook and stays as text");
                        chapter.left.push(Left::new(file.as_str(), line, why));
                    }
                }
                Kind::Include { path, part, hides: false } if !in_code => {
                    match self.keep(file, path, part, &mut chapter) {
                        Some(kept) => chapter.text.push_str(&kept),
                        None => self.paste_at(file, text, range, in_code, &mut chapter),
                    }
                }
                Kind::Include { .. } | Kind::Playground { .. } => {
                    self.paste_at(file, text, range, in_code, &mut chapter);
                }
            }
        }
        chapter.text.push_str(&text[at..]);
        chapter
    }

    /// The include as handbook reads it, if it can.
    fn keep(&self, file: &VPath, path: &str, part: &str, chapter: &mut Chapter) -> Option<String> {
        let target = file.resolve(path).ok()?;
        let text = std::str::from_utf8(self.files.get(&target)?).ok()?;
        let anchor = !part.is_empty() && !part.starts_with(|ch: char| ch.is_ascii_digit() || ch == ':');
        if target.extension() != "md" || !(part.is_empty() || anchor && !anchored(text, part).is_empty()) {
            return None;
        }
        let (from, to) = (self.place(file)?, self.place(&target)?);
        if target.below(self.src).is_none() {
            chapter.copied.insert(target.clone());
        }
        let colon = if anchor { ":" } else { "" };
        Some(format!("{{{{#include {}{colon}{part}}}}}", from.relative(&to)))
    }

    fn paste_at(&self, file: &VPath, text: &str, range: Range<usize>, in_code: bool, chapter: &mut Chapter) {
        let source = &text[range.clone()];
        let room = MAX_TEXT.saturating_sub(chapter.text.len());
        match self.paste(file, source, 0, room) {
            // What is in place is text, also where it looks like a directive.
            Ok(pasted) if !in_code => chapter.text.push_str(&literal_directives(&pasted)),
            Ok(pasted) => chapter.text.push_str(&pasted),
            Err(why) => {
                chapter.left.push(Left::new(file.as_str(), line_of(text, range.start), why));
                // As mdBook does, the words of the directive are shown; the mark keeps them text.
                if !in_code {
                    chapter.text.push('\\');
                }
                chapter.text.push_str(source);
            }
        }
    }

    /// The text that stands for the directives in `text`, as mdBook has it.
    fn paste(&self, file: &VPath, text: &str, depth: usize, room: usize) -> Result<String, String> {
        if depth > MAX_DEPTH || text.len() > room {
            return Err(format!("`{file}` includes itself, or too much"));
        }
        let mut out = String::new();
        let mut at = 0;
        for Directive { range, kind } in find(text) {
            out.push_str(&text[at..range.start]);
            at = range.end;
            let room = room.saturating_sub(out.len());
            match kind {
                Kind::Escaped => out.push_str(&text[range.start + 1..range.end]),
                Kind::Title(_) => {}
                Kind::Unknown(_) => out.push_str(&text[range]),
                Kind::Include { path, part, .. } => {
                    let (target, text) = self.text(file, path)?;
                    let text = take(text, part).ok_or_else(|| format!("`{target}` has no anchor `{part}`"))?;
                    out.push_str(&self.paste(&target, &text, depth + 1, room)?);
                }
                Kind::Playground { path, attributes } => {
                    let (target, text) = self.text(file, path)?;
                    let text = self.paste(&target, text, depth + 1, room)?;
                    let words: Vec<&str> = std::iter::once("rust").chain(attributes).collect();
                    out.push_str(&format!("```{}\n{}\n```\n", words.join(","), text.trim_end_matches('\n')));
                }
            }
        }
        out.push_str(&text[at..]);
        Ok(out)
    }

    fn text(&self, file: &VPath, path: &str) -> Result<(VPath, &str), String> {
        let target = match file.resolve(path) {
            Ok(target) => target,
            Err(crate::vpath::BadPath::Escapes) => {
                return Err(format!("`{path}` lies outside of the book's folder and was not read"));
            }
            Err(why) => return Err(format!("`{path}` cannot be included: {why}")),
        };
        let bytes = self.files.get(&target).ok_or_else(|| format!("there is no file `{target}` to include"))?;
        let text = std::str::from_utf8(bytes).map_err(|_| format!("`{target}` is not UTF-8 and cannot be included"))?;
        Ok((target, text))
    }
}

/// Finds directives as mdBook does, also in code.
fn find(text: &str) -> Vec<Directive<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find("{{").map(|open| at + open) {
        at = open + 2;
        let line_end = text[open..].find('\n').map_or(text.len(), |end| open + end);
        if text[..open].ends_with('\\') {
            // Up to the last braces on the line.
            if let Some(length) = text[open..line_end].rfind("}}").filter(|_| text[at..].starts_with('#')) {
                at = open + length + 2;
                found.push(Directive { range: open - 1..at, kind: Kind::Escaped });
            }
            continue;
        }
        let Some(rest) = text[at..].trim_start().strip_prefix('#') else { continue };
        let length = rest.find(|ch: char| !ch.is_ascii_alphanumeric() && ch != '_').unwrap_or(rest.len());
        let (word, rest) = rest.split_at(length);
        let Some(close) = rest.find('}').filter(|close| rest[*close..].starts_with("}}")) else { continue };
        let arguments = &rest[..close];
        if word.is_empty() || !arguments.starts_with(char::is_whitespace) || arguments.trim().is_empty() {
            continue;
        }
        at = text.len() - rest.len() + close + 2;
        found.push(Directive { range: open..at, kind: kind(word, arguments.trim()) });
    }
    found
}

fn kind<'a>(word: &'a str, arguments: &'a str) -> Kind<'a> {
    let mut words = arguments.split_whitespace();
    let first = words.next().unwrap_or_default();
    let (path, part) = first.split_once(':').unwrap_or((first, ""));
    match word {
        "include" => Kind::Include { path, part, hides: false },
        // It shows the same lines, and hides the rest of the file behind them.
        "rustdoc_include" => Kind::Include { path, part, hides: true },
        "playground" | "playpen" => Kind::Playground { path: first, attributes: words.collect() },
        "title" => Kind::Title(arguments),
        _ => Kind::Unknown(word),
    }
}

/// The part of a file that `2`, `2:`, `:10`, `2:10` or an anchor's name stand for.
fn take(text: &str, part: &str) -> Option<String> {
    if part.is_empty() {
        // The last line end is not part of what is put in place.
        return Some(text.strip_suffix('\n').unwrap_or(text).to_owned());
    }
    let (first, last) = match part.split_once(':') {
        Some((first, last)) => (first, Some(last.split(':').next().unwrap_or_default())),
        None => (part, None),
    };
    let first = match (first, first.parse::<usize>()) {
        ("", _) => 1,
        (_, Ok(first)) => first.max(1),
        (anchor, Err(_)) => return Some(anchored(text, anchor)).filter(|part| !part.is_empty()),
    };
    let last = match last.map(str::parse::<usize>) {
        None => first,
        Some(Ok(last)) => last,
        Some(Err(_)) => usize::MAX,
    };
    let lines: Vec<&str> = text.lines().skip(first - 1).take(last.saturating_sub(first - 1)).collect();
    Some(lines.join("\n"))
}

/// The lines between `ANCHOR: name` and `ANCHOR_END: name`, without the marks of other anchors.
fn anchored(text: &str, name: &str) -> String {
    fn marked<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
        let rest = line.split_once(mark)?.1.trim_start();
        let length = rest.find(|ch: char| !ch.is_alphanumeric() && ch != '_' && ch != '-').unwrap_or(rest.len());
        Some(&rest[..length]).filter(|name| !name.is_empty())
    }
    let from = text.lines().skip_while(|line| marked(line, "ANCHOR:") != Some(name)).skip(1);
    let part = from.take_while(|line| marked(line, "ANCHOR_END:") != Some(name));
    let kept = part.filter(|line| marked(line, "ANCHOR:").is_none() && marked(line, "ANCHOR_END:").is_none());
    kept.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_files_are_taken_as_in_mdbook() {
        let text = "1\n2\n// ANCHOR: a\n4\n// ANCHOR: b\n6\n// ANCHOR_END: b\n// ANCHOR_END: a\n9\n";
        let take = |part: &str| take(text, part).map(|text| text.replace('\n', "|"));
        assert_eq!(take("2").as_deref(), Some("2"));
        assert_eq!(take("9:").as_deref(), Some("9"));
        assert_eq!(take(":2").as_deref(), Some("1|2"));
        assert_eq!(take("1:2").as_deref(), Some("1|2"));
        assert_eq!(take("2:1").as_deref(), Some(""));
        assert_eq!(take("a").as_deref(), Some("4|6"));
        assert_eq!(take("b").as_deref(), Some("6"));
        assert_eq!(take("c"), None);
    }

    #[test]
    fn directives_are_found_as_in_mdbook() {
        fn shown(text: &str) -> Vec<(String, Kind<'_>)> {
            find(text).into_iter().map(|found| (text[found.range.clone()].to_owned(), found.kind)).collect()
        }
        let include = |path, part| Kind::Include { path, part, hides: false };
        assert_eq!(shown("{{#include a.md:x}}"), [("{{#include a.md:x}}".to_owned(), include("a.md", "x"))]);
        assert_eq!(shown("{{ #include a.md }}!"), [("{{ #include a.md }}".to_owned(), include("a.md", ""))]);
        assert_eq!(shown("{{#title  A b }}")[0].1, Kind::Title("A b"));
        assert_eq!(shown("{{#toc x}}")[0].1, Kind::Unknown("toc"));
        assert_eq!(shown(r"\{{#include a}} b }} c"), [(r"\{{#include a}} b }}".to_owned(), Kind::Escaped)]);
        assert_eq!(shown("{{value x}} {{#include}} {{#include a} {{"), []);
    }
}
