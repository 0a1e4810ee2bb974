//! `{{#include path}}` and `{{#include path:anchor}}`: shared text, put in place before parsing.
//! Nothing is expanded in code, and only files of the project can be named.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Parser, Tag};

use super::{Places, front_matter, parse};
use crate::diagnostic::{Code, Diagnostic};
use crate::inputs::Inputs;
use crate::vpath::VPath;

const OPEN: &str = "{{#include ";
const MAX_DEPTH: usize = 10;
/// Included text may make a chapter at most this large, in bytes.
const MAX_TEXT: usize = 4 << 20;

/// A text with its includes in place.
pub struct Expanded {
    pub text: Arc<str>,
    pub places: Places,
    pub includes: Vec<VPath>,
    pub diags: Vec<Diagnostic>,
}

/// Expands a chapter's text; without includes the text is shared, not copied.
pub fn expand(file: &VPath, text: &Arc<str>, inputs: &Inputs) -> Expanded {
    let mut job = Job { inputs, out: String::new(), pieces: Vec::new(), includes: Vec::new(), diags: Vec::new() };
    if !text.contains(OPEN) {
        return Expanded {
            text: text.clone(),
            places: Places::of_file(file),
            includes: job.includes,
            diags: job.diags,
        };
    }
    // Front matter is data of this one file: nothing expands in it.
    let body = front_matter::body_start(text);
    job.copy(file, text, 0..body);
    job.file(file, text, body..text.len(), &mut vec![file.clone()]);
    if job.out.len() > MAX_TEXT {
        job.diags.push(
            Diagnostic::new(Code::A13, "the includes make the chapter larger than 4 MiB")
                .in_file(file)
                .help("include less, or split the chapter"),
        );
        job.out.clear();
        job.pieces = vec![(0, file.clone(), 0)];
    }
    Expanded { text: job.out.into(), places: Places::of_pieces(job.pieces), includes: job.includes, diags: job.diags }
}

struct Job<'a> {
    inputs: &'a Inputs,
    out: String,
    pieces: Vec<(usize, VPath, usize)>,
    includes: Vec<VPath>,
    diags: Vec<Diagnostic>,
}

impl Job<'_> {
    /// Appends a part of a file, expanding the includes in it.
    fn file(&mut self, file: &VPath, text: &str, part: Range<usize>, open: &mut Vec<VPath>) {
        let code: Vec<Range<usize>> = code_ranges(&text[part.clone()])
            .into_iter()
            .map(|range| range.start + part.start..range.end + part.start)
            .collect();
        let mut at = part.start;
        while let Some(found) = text[at..part.end].find(OPEN) {
            let start = at + found;
            let Some(length) = text[start..part.end].find("}}") else { break };
            let end = start + length + 2;
            let escaped = text[..start].ends_with('\\');
            if escaped || text[start..end].contains('\n') || code.iter().any(|range| range.contains(&start)) {
                self.copy(file, text, at..start + OPEN.len());
                at = start + OPEN.len();
                continue;
            }
            self.copy(file, text, at..start);
            let target = text[start + OPEN.len()..end - 2].trim().to_owned();
            self.include(file, start..end, &target, open);
            at = end;
        }
        self.copy(file, text, at..part.end);
    }

    fn copy(&mut self, file: &VPath, text: &str, part: Range<usize>) {
        self.pieces.push((self.out.len(), file.clone(), part.start));
        self.out.push_str(&text[part]);
    }

    fn include(&mut self, file: &VPath, range: Range<usize>, target: &str, open: &mut Vec<VPath>) {
        let (path, anchor) = match target.split_once(':') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (target, None),
        };
        let fail = |message: String, help: &str| Diagnostic::new(Code::A15, message).at(file, range.clone()).help(help);
        let resolved = match file.resolve(path) {
            Ok(resolved) => resolved,
            Err(why) => {
                self.diags.push(fail(format!("cannot include `{path}`: {why}"), "only project files can be included"));
                return;
            }
        };
        self.includes.push(resolved.clone());
        let Some(text) = self.inputs.text(resolved.as_str()).cloned() else {
            let help =
                "the path is relative to this file, and the file is Markdown or another text file of the project";
            self.diags.push(fail(format!("there is no text file `{resolved}` to include"), help));
            return;
        };
        if open.contains(&resolved) || open.len() > MAX_DEPTH {
            let help = "take out one of the includes on the way";
            self.diags.push(fail(format!("`{resolved}` includes itself, or includes are nested too deep"), help));
            return;
        }
        let part = match anchor {
            None => Some(front_matter::body_start(&text)..text.len()),
            Some(anchor) => find_anchor(&text, anchor),
        };
        let Some(part) = part else {
            let anchor = anchor.unwrap_or_default();
            let help = "mark the part with lines that hold `ANCHOR: name` and `ANCHOR_END: name`";
            self.diags.push(fail(format!("`{resolved}` has no anchor `{anchor}`"), help));
            return;
        };
        if self.out.len() > MAX_TEXT {
            return;
        }
        let part = part.start..part.start + text[part.clone()].trim_end_matches('\n').len();
        open.push(resolved.clone());
        self.file(&resolved, &text, part, open);
        open.pop();
    }
}

/// The lines between `ANCHOR: name` and `ANCHOR_END: name`.
fn find_anchor(text: &str, name: &str) -> Option<Range<usize>> {
    let is_mark = |line: &str, mark: &str| {
        line.split_once(mark).is_some_and(|(_, rest)| {
            let word = rest.trim_start();
            word.split(|ch: char| ch.is_whitespace()).next() == Some(name)
        })
    };
    let mut at = 0;
    let mut start = None;
    for line in text.split_inclusive('\n') {
        if start.is_none() && is_mark(line, "ANCHOR:") {
            start = Some(at + line.len());
        } else if is_mark(line, "ANCHOR_END:") {
            return start.map(|start| start..at);
        }
        at += line.len();
    }
    None
}

/// Where code blocks and code spans stand in a Markdown text.
pub fn code_ranges(text: &str) -> Vec<Range<usize>> {
    Parser::new_ext(text, parse::extensions())
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))))
        .map(|(_, range)| range)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::Delta;

    fn expand_text(text: &str, others: &[(&str, &str)]) -> (String, Vec<String>) {
        let mut delta = Delta::default();
        for (path, text) in others {
            delta.write(path, *text);
        }
        let mut inputs = Inputs::default();
        inputs.apply(delta);
        let expanded = expand(&VPath::known("content/en/a.md"), &Arc::from(text), &inputs);
        let said = expanded.diags.iter().map(|diag| diag.message.clone()).collect();
        (expanded.text.to_string(), said)
    }

    #[test]
    fn includes_are_put_in_place_but_not_in_code() {
        let shared =
            ("content/en/s.md", "+++\ntitle = \"s\"\n+++\nShared\n<!-- ANCHOR: x -->\nPart\n<!-- ANCHOR_END: x -->\n");
        let (text, said) = expand_text("A {{#include s.md:x}}\n\n`{{#include s.md}}` \\{{#include s.md}}", &[shared]);
        assert_eq!(text, "A Part\n\n`{{#include s.md}}` \\{{#include s.md}}");
        assert_eq!(said, [""; 0]);
    }

    #[test]
    fn front_matter_is_left_as_it_is() {
        let shared = ("content/en/s.md", "Shared");
        let text = "+++\ntitle = \"{{#include s.md}}\"\n+++\n{{#include s.md}}";
        let (text, said) = expand_text(text, &[shared]);
        assert_eq!(text, "+++\ntitle = \"{{#include s.md}}\"\n+++\nShared");
        assert_eq!(said, [""; 0]);
    }

    #[test]
    fn what_cannot_be_included_is_reported() {
        let loops = ("content/en/l.md", "{{#include l.md}}");
        let text = "{{#include l.md}} {{#include none.md}} {{#include ../../../etc/passwd}} {{#include l.md:q}}";
        let (_, said) = expand_text(text, &[loops]);
        assert_eq!(
            said,
            [
                "`content/en/l.md` includes itself, or includes are nested too deep",
                "there is no text file `content/en/none.md` to include",
                "cannot include `../../../etc/passwd`: it leaves the project",
                "`content/en/l.md` has no anchor `q`",
            ]
        );
    }
}
