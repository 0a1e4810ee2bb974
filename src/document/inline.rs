//! The inlines of one block on their way from parser events to the tree. Each extension of
//! CommonMark is a pass over this list; spans stay true to the source.

use super::tree::Kind;

/// An inline, the start of a container, or the end of the innermost one.
#[derive(Debug, Clone, PartialEq)]
pub struct Inline {
    pub kind: InlineKind,
    pub start: u32,
    pub stop: u32,
}

/// See [`Inline`].
#[derive(Debug, Clone, PartialEq)]
pub enum InlineKind {
    /// Text as it stands in the source between `start` and `stop`.
    Text,
    /// Text that differs from its source.
    Str(Box<str>),
    Code(Box<str>),
    Html(Box<str>),
    FootnoteRef(Box<str>),
    Value(Box<str>),
    SoftBreak,
    HardBreak,
    /// Start of emphasis, strong emphasis, strikethrough, a link or an image.
    Open(Kind),
    Close,
}

/// The inlines of one block, with the text they point into.
pub struct Inlines<'a> {
    pub text: &'a str,
    pub list: Vec<Inline>,
}

impl Inlines<'_> {
    /// Joins neighbouring pieces of source text, which the parser cuts at every special character.
    pub fn merge_text(&mut self) {
        self.list.dedup_by(|next, last| {
            let join = last.kind == InlineKind::Text && next.kind == InlineKind::Text && last.stop == next.start;
            if join {
                last.stop = next.stop;
            }
            join
        });
    }

    /// Source text of an inline.
    pub fn source(&self, inline: &Inline) -> &str {
        &self.text[inline.start as usize..inline.stop as usize]
    }

    /// Whether the character at a byte of a text stands behind a backslash. The parser begins a new piece
    /// after each backslash that escapes; one that is text itself is part of a piece.
    pub fn is_escaped(&self, inline: &Inline, at: u32) -> bool {
        at == inline.start && self.text[..at as usize].ends_with('\\')
    }

    /// Splits source text at byte ranges of the whole text, handing each cut to `make`.
    /// `cuts` are ordered, do not overlap, and each lies in one [`InlineKind::Text`].
    pub fn replace(&mut self, cuts: Vec<(u32, u32, Vec<Inline>)>) {
        if cuts.is_empty() {
            return;
        }
        let mut out = Vec::with_capacity(self.list.len() + cuts.len() * 3);
        let mut cuts = cuts.into_iter().peekable();
        for inline in self.list.drain(..) {
            if inline.kind != InlineKind::Text {
                out.push(inline);
                continue;
            }
            let mut at = inline.start;
            while let Some((start, stop, made)) =
                cuts.next_if(|(start, stop, _)| *start >= inline.start && *stop <= inline.stop)
            {
                if start > at {
                    out.push(Inline { kind: InlineKind::Text, start: at, stop: start });
                }
                out.extend(made);
                at = stop;
            }
            if at < inline.stop {
                out.push(Inline { kind: InlineKind::Text, start: at, stop: inline.stop });
            }
        }
        self.list = out;
    }

    /// `{{value key}}` in text; `\{{` escapes. Any other `{{…}}` stays text.
    pub fn find_values(&mut self) {
        let mut cuts = Vec::new();
        for inline in &self.list {
            if inline.kind != InlineKind::Text {
                continue;
            }
            let source = self.source(inline);
            for (at, _) in source.match_indices("{{value ") {
                let start = inline.start + at as u32;
                let escaped = self.is_escaped(inline, start);
                let Some(length) = source[at..].find("}}") else { continue };
                let key = source[at + 8..at + length].trim();
                let plain =
                    !key.is_empty() && key.chars().all(|ch| ch.is_alphanumeric() || matches!(ch, '.' | '-' | '_'));
                if escaped || !plain {
                    continue;
                }
                let stop = start + length as u32 + 2;
                let value = Inline { kind: InlineKind::Value(key.into()), start, stop };
                cuts.push((start, stop, vec![value]));
            }
        }
        self.replace(cuts);
    }
}
