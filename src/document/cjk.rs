//! `**bold**` beside Chinese, Japanese and Korean punctuation. CommonMark's flanking rules take
//! `**重要：**请` for an opening mark; here CJK characters count as spaces do. Only blocks in which a `**`
//! touches a CJK character are paired anew; all others stay as the parser left them.

use super::inline::{Inline, InlineKind, Inlines};
use super::tree::Kind;
use crate::cldr::is_cjk;

/// Pairs the `**` of the block again if CJK text is beside one of them.
pub fn pair_strong(inlines: &mut Inlines<'_>) {
    let marks = find_marks(inlines);
    if !marks.iter().any(|mark| touches_cjk(inlines.text, mark.start)) {
        return;
    }
    flatten(inlines, &marks);
    let pairs = pair(inlines);
    build(inlines, &pairs);
}

/// A `**` of the source, whether the parser took it for markup or for text.
struct Mark {
    start: u32,
    /// It opens or closes strong emphasis as the parser sees it.
    parsed: bool,
}

fn find_marks(inlines: &Inlines<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut open: Vec<Option<u32>> = Vec::new();
    for inline in &inlines.list {
        match &inline.kind {
            InlineKind::Open(kind) => {
                let strong = *kind == Kind::Strong && inlines.source(inline).starts_with("**");
                open.push(strong.then_some(inline.stop - 2));
                if strong {
                    marks.push(Mark { start: inline.start, parsed: true });
                }
            }
            InlineKind::Close => {
                if let Some(Some(start)) = open.pop() {
                    marks.push(Mark { start, parsed: true });
                }
            }
            InlineKind::Text => {
                let source = inlines.source(inline);
                let mut at = 0;
                while let Some(found) = source[at..].find("**") {
                    let start = at + found;
                    let run = source[start..].bytes().take_while(|byte| *byte == b'*').count();
                    let before = inlines.text[..inline.start as usize + start].chars().next_back();
                    if run == 2 && before != Some('\\') {
                        marks.push(Mark { start: inline.start + start as u32, parsed: false });
                    }
                    at = start + run;
                }
            }
            _ => {}
        }
    }
    marks.sort_by_key(|mark| mark.start);
    marks
}

fn touches_cjk(text: &str, start: u32) -> bool {
    let (before, after) = around(text, start);
    before.is_some_and(is_cjk) || after.is_some_and(is_cjk)
}

fn around(text: &str, start: u32) -> (Option<char>, Option<char>) {
    let at = start as usize;
    (text[..at].chars().next_back(), text[at + 2..].chars().next())
}

/// Turns strong emphasis back into its marks, each a two-byte piece of text.
fn flatten(inlines: &mut Inlines<'_>, marks: &[Mark]) {
    let mut out = Vec::with_capacity(inlines.list.len());
    let mut open: Vec<Option<u32>> = Vec::new();
    let piece = |start: u32| Inline { kind: InlineKind::Text, start, stop: start + 2 };
    for inline in std::mem::take(&mut inlines.list) {
        match &inline.kind {
            InlineKind::Open(kind) => {
                let source = &inlines.text[inline.start as usize..inline.stop as usize];
                let strong = *kind == Kind::Strong && source.starts_with("**");
                open.push(strong.then_some(inline.stop - 2));
                out.push(if strong { piece(inline.start) } else { inline });
            }
            InlineKind::Close => match open.pop() {
                Some(Some(start)) => out.push(piece(start)),
                _ => out.push(inline),
            },
            _ => out.push(inline),
        }
    }
    inlines.list = out;
    let cuts = marks
        .iter()
        .filter(|mark| !mark.parsed)
        .map(|mark| (mark.start, mark.start + 2, vec![piece(mark.start)]))
        .collect();
    inlines.replace(cuts);
}

/// Pairs marks that stand in the same container; gives positions in the list.
fn pair(inlines: &Inlines<'_>) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut openers: Vec<Vec<usize>> = vec![Vec::new()];
    for (at, inline) in inlines.list.iter().enumerate() {
        match inline.kind {
            InlineKind::Open(_) => openers.push(Vec::new()),
            InlineKind::Close => {
                openers.pop();
            }
            InlineKind::Text if inlines.source(inline) == "**" => {
                let (can_open, can_close) = flanks(inlines.text, inline.start);
                let Some(here) = openers.last_mut() else { continue };
                if can_close && let Some(opener) = here.pop() {
                    pairs.push((opener, at));
                } else if can_open {
                    here.push(at);
                }
            }
            _ => {}
        }
    }
    pairs
}

/// CommonMark's flanking rules with CJK characters counted as space or punctuation.
fn flanks(text: &str, start: u32) -> (bool, bool) {
    let (before, after) = around(text, start);
    let space = |ch: Option<char>| ch.is_none_or(char::is_whitespace);
    let punct = |ch: Option<char>| ch.is_some_and(|ch| !ch.is_alphanumeric() && !ch.is_whitespace());
    let loose = |ch: Option<char>| space(ch) || punct(ch) || ch.is_some_and(is_cjk);
    let can_open = !space(after) && (!punct(after) || loose(before));
    let can_close = !space(before) && (!punct(before) || loose(after));
    (can_open, can_close)
}

fn build(inlines: &mut Inlines<'_>, pairs: &[(usize, usize)]) {
    for (opener, closer) in pairs {
        let stop = inlines.list[*closer].stop;
        let mark = &mut inlines.list[*opener];
        mark.kind = InlineKind::Open(Kind::Strong);
        mark.stop = stop;
        inlines.list[*closer].kind = InlineKind::Close;
    }
    inlines.merge_text();
}
