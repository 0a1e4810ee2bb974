//! Emphasis beside Chinese, Japanese and Korean text. CommonMark's flanking rules take `**重要：**请` for
//! an opening mark, because a punctuation mark stands before it and none after it; between characters
//! that are written without spaces this says nothing. Source: CommonMark CJK-friendly Amendments,
//! <https://github.com/tats-u/markdown-cjk-friendly>. Only blocks in which a mark touches a CJK character
//! are paired anew; all others stay as the parser left them.

use super::inline::{Inline, InlineKind, Inlines};
use super::tree::Kind;
use crate::cldr::{is_cjk, is_punctuation};

const MARKS: [char; 3] = ['*', '_', '~'];

/// Pairs the marks of a block again if CJK text is beside one of them. `source` is the block's text;
/// `cell` says that it is a table's cell, whose edges are `|`.
pub fn repair(inlines: &mut Inlines<'_>, source: &str, cell: bool) {
    if !source.is_ascii() && touches_cjk(source) {
        pair_anew(inlines, cell);
    }
}

fn touches_cjk(source: &str) -> bool {
    source
        .match_indices(MARKS)
        .any(|(at, _)| Side::before(&source[..at]).cjk || source[at + 1..].chars().next().is_some_and(is_cjk))
}

/// Pairs all marks of a block again.
fn pair_anew(inlines: &mut Inlines<'_>, cell: bool) {
    flatten(inlines);
    let runs = pair(find_runs(inlines, cell), inlines);
    build(inlines, &runs);
}

/// Turns emphasis back into its marks, as pieces of text.
fn flatten(inlines: &mut Inlines<'_>) {
    let mut open: Vec<Option<u32>> = Vec::new();
    let text = inlines.text;
    for inline in &mut inlines.list {
        match inline.kind {
            InlineKind::Open(kind) => {
                let source = &text[inline.start as usize..inline.stop as usize];
                let width = match kind {
                    Kind::Emphasis => Some(1),
                    Kind::Strong => Some(2),
                    Kind::Strikethrough => Some(if source.starts_with("~~") { 2 } else { 1 }),
                    _ => None,
                };
                open.push(width);
                if let Some(width) = width {
                    *inline = Inline { kind: InlineKind::Text, start: inline.start, stop: inline.start + width };
                }
            }
            InlineKind::Close => {
                if let Some(Some(width)) = open.pop() {
                    *inline = Inline { kind: InlineKind::Text, start: inline.stop - width, stop: inline.stop };
                }
            }
            _ => {}
        }
    }
    inlines.merge_text();
}

/// A run of equal marks. Marks at its end open emphasis and are used up from the right; marks at its
/// start close emphasis and are used up from the left.
struct Run {
    /// Place of its text in the list.
    at: usize,
    mark: u8,
    start: u32,
    stop: u32,
    can_open: bool,
    can_close: bool,
    /// What is not used up.
    rest: std::ops::Range<u32>,
    /// The ends of emphasis, from left to right.
    closes: Vec<u32>,
    /// Emphasis that begins here, the innermost first: kind, start and end.
    opens: Vec<(Kind, u32, u32)>,
}

impl Run {
    fn new(text: &str, at: usize, range: std::ops::Range<usize>, cell: bool) -> Run {
        let mark = text.as_bytes()[range.start];
        let (can_open, can_close) = flanks(text, &range, cell);
        let (start, stop) = (range.start as u32, range.end as u32);
        Run { at, mark, start, stop, can_open, can_close, rest: start..stop, closes: Vec::new(), opens: Vec::new() }
    }

    fn length(&self) -> u32 {
        self.stop - self.start
    }

    fn both(&self) -> bool {
        self.can_open && self.can_close
    }

    /// Whether emphasis that this run opens can end at `closer`.
    fn matches(&self, closer: &Run) -> bool {
        let (here, there) = (self.length(), closer.length());
        match (self.mark == closer.mark, self.mark) {
            (false, _) => false,
            (true, b'~') => here == there,
            (true, _) => {
                (!self.both() && !closer.both()) || !(here + there).is_multiple_of(3) || there.is_multiple_of(3)
            }
        }
    }
}

fn find_runs(inlines: &Inlines<'_>, cell: bool) -> Vec<Run> {
    let mut runs = Vec::new();
    for (at, inline) in inlines.list.iter().enumerate().filter(|(_, inline)| inline.kind == InlineKind::Text) {
        let source = inlines.source(inline);
        // An escaped mark is text, whatever follows it.
        let mut from = usize::from(inlines.is_escaped(inline, inline.start) && source.starts_with(MARKS));
        while let Some(found) = source[from..].find(MARKS) {
            let start = from + found;
            let mark = source.as_bytes()[start];
            let length = source[start..].bytes().take_while(|byte| *byte == mark).count();
            from = start + length;
            // GFM: three tildes or more are no strikethrough.
            if mark != b'~' || length <= 2 {
                let offset = inline.start as usize;
                runs.push(Run::new(inlines.text, at, offset + start..offset + from, cell));
            }
        }
    }
    runs
}

/// The runs that could still open emphasis in a container, and how far down it is known that nothing
/// fits: CommonMark's "process emphasis" with its `openers_bottom`.
#[derive(Default)]
struct Openers {
    stack: Vec<usize>,
    bottoms: [usize; 13],
}

impl Openers {
    fn bottom(&mut self, run: &Run) -> &mut usize {
        let kind = usize::from(run.both()) * 3 + (run.length() % 3) as usize;
        let slot = match run.mark {
            b'*' => kind,
            b'_' => 6 + kind,
            // As in the parser, whose answer must be found again.
            _ => 12,
        };
        &mut self.bottoms[slot]
    }

    /// Takes the innermost run that `closer` can end off the stack, with all above it.
    fn take(&mut self, runs: &[Run], closer: usize) -> Option<usize> {
        let closer = &runs[closer];
        let bottom = *self.bottom(closer);
        let found = self.stack[bottom..].iter().rposition(|opener| runs[*opener].matches(closer));
        let Some(found) = found else {
            *self.bottom(closer) = self.stack.len();
            return None;
        };
        let at = bottom + found;
        let opener = self.stack[at];
        self.stack.truncate(at);
        for bottom in &mut self.bottoms {
            *bottom = (*bottom).min(at);
        }
        Some(opener)
    }
}

/// Pairs runs that stand in the same container.
fn pair(mut runs: Vec<Run>, inlines: &Inlines<'_>) -> Vec<Run> {
    let mut containers = vec![Openers::default()];
    let mut next = 0;
    for (at, inline) in inlines.list.iter().enumerate() {
        match inline.kind {
            InlineKind::Open(_) => containers.push(Openers::default()),
            InlineKind::Close => {
                containers.pop();
            }
            _ => {}
        }
        let Some(openers) = containers.last_mut() else { continue };
        while next < runs.len() && runs[next].at == at {
            while runs[next].can_close
                && !runs[next].rest.is_empty()
                && let Some(opener) = openers.take(&runs, next)
            {
                join(&mut runs, opener, next);
                if !runs[opener].rest.is_empty() {
                    openers.stack.push(opener);
                }
            }
            if runs[next].can_open && !runs[next].rest.is_empty() {
                openers.stack.push(next);
            }
            next += 1;
        }
    }
    runs
}

/// Makes emphasis of as many marks as both runs have, from the inside out.
fn join(runs: &mut [Run], opener: usize, closer: usize) {
    while !runs[opener].rest.is_empty() && !runs[closer].rest.is_empty() {
        let width = runs[opener].rest.len().min(runs[closer].rest.len()).min(2) as u32;
        let kind = match (runs[opener].mark, width) {
            (b'~', _) => Kind::Strikethrough,
            (_, 1) => Kind::Emphasis,
            _ => Kind::Strong,
        };
        runs[opener].rest.end -= width;
        runs[closer].rest.start += width;
        let (start, stop) = (runs[opener].rest.end, runs[closer].rest.start);
        runs[opener].opens.push((kind, start, stop));
        runs[closer].closes.push(stop);
    }
}

fn build(inlines: &mut Inlines<'_>, runs: &[Run]) {
    let cuts = runs.iter().map(|run| {
        let closes = run.closes.iter().map(|stop| Inline { kind: InlineKind::Close, start: *stop, stop: *stop });
        let rest = Some(Inline { kind: InlineKind::Text, start: run.rest.start, stop: run.rest.end });
        let opens = run.opens.iter().rev();
        let opens =
            opens.map(|(kind, start, stop)| Inline { kind: InlineKind::Open(*kind), start: *start, stop: *stop });
        let made = closes.chain(rest.filter(|rest| rest.start < rest.stop)).chain(opens).collect();
        (run.start, run.stop, made)
    });
    let cuts = cuts.collect();
    inlines.replace(cuts);
    inlines.merge_text();
}

/// What stands beside a run of marks.
#[derive(Clone, Copy)]
struct Side {
    space: bool,
    /// Unicode punctuation or a symbol.
    punctuation: bool,
    cjk: bool,
}

impl Side {
    fn of(ch: Option<char>) -> Side {
        Side {
            space: ch.is_none_or(char::is_whitespace),
            punctuation: ch.is_some_and(is_punctuation),
            cjk: ch.is_some_and(is_cjk),
        }
    }

    /// The side before a run. A variation selector belongs to the character before it.
    fn before(text: &str) -> Side {
        let mut chars = text.chars();
        match chars.next_back() {
            Some('\u{E0100}'..='\u{E01EF}') => Side { space: false, punctuation: false, cjk: true },
            Some(selector @ '\u{FE00}'..='\u{FE0E}') => {
                let base = chars.next_back();
                // Quotation marks are wide or narrow; this selector makes them wide.
                let wide = selector == '\u{FE01}' && matches!(base, Some('‘' | '’' | '“' | '”'));
                let side = Side::of(base);
                Side { cjk: side.cjk || wide, ..side }
            }
            ch => Side::of(ch),
        }
    }

    fn foreign_punctuation(self) -> bool {
        self.punctuation && !self.cjk
    }
}

/// Whether a run can open emphasis, and whether it can close it.
fn flanks(text: &str, run: &std::ops::Range<usize>, cell: bool) -> (bool, bool) {
    let head = &text[..run.start];
    let next = text[run.end..].chars().next();
    let (before, after) = (Side::before(head), Side::of(next));
    let left = !after.space && (!after.foreign_punctuation() || before.space || before.punctuation || before.cjk);
    let right = !before.space && (!before.foreign_punctuation() || after.space || after.punctuation || after.cjk);
    // The edges of a cell are those of its line.
    if cell && head.ends_with('|') && !head.ends_with("\\|") {
        return (!after.space, false);
    }
    if cell && next == Some('|') {
        return (false, !before.space);
    }
    match (text.as_bytes()[run.start], run.len()) {
        (b'*', _) => (left, right),
        // The parser is more generous here than the rule.
        (b'~', 2..) => (!after.space, right || head.ends_with('~') && !before.space),
        // A single `~` stands for "about" or "to" between numbers and words: only outside of words it marks.
        (b'~', _) => {
            let can_open = !after.space && (before.space || before.punctuation);
            (can_open, !before.space && (after.space || after.punctuation || head.ends_with('~')))
        }
        _ => (left && (!right || before.punctuation), right && (!left || after.punctuation)),
    }
}

#[cfg(test)]
mod tests;
