//! Byte ranges as editors count: lines, columns, the source line.

use std::ops::Range;

use crate::inputs::{Content, Inputs};
use crate::vpath::VPath;

/// A place in a file. Lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Byte in the file as it is on the disk.
    pub byte: usize,
    pub line: usize,
    /// In characters.
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
    /// In UTF-16 units, as language servers and browsers count.
    pub utf16: usize,
    /// The line the place begins in, without its end.
    pub text: String,
    /// Bytes of the range within that line.
    pub in_line: Range<usize>,
}

/// Finds a range in a text file; `None` if the file is no text.
pub fn find(inputs: &Inputs, file: &VPath, range: &Range<usize>) -> Option<Place> {
    let file = inputs.get(file.as_str())?;
    let (text, crlf, bom) = match &file.content {
        Content::Text { text, crlf, bom } => (&**text, *crlf, *bom),
        Content::Bytes(bytes) => (std::str::from_utf8(bytes).ok()?, false, false),
        Content::NotUtf8 { .. } | Content::Unreadable(_) => return None,
    };
    let start = floor(text, range.start);
    let end = floor(text, range.end).max(start);
    let (line, line_start) = line_of(text, start);
    let (end_line, end_line_start) = line_of(text, end);
    let line_end = text[line_start..].find('\n').map_or(text.len(), |at| line_start + at);
    let before = &text[line_start..start];
    Some(Place {
        byte: start + if crlf { line - 1 } else { 0 } + if bom { 3 } else { 0 },
        line,
        column: before.chars().count() + 1,
        end_line,
        end_column: text[end_line_start..end].chars().count() + 1,
        utf16: before.encode_utf16().count() + 1,
        text: text[line_start..line_end].to_owned(),
        in_line: start - line_start..end.min(line_end).max(start) - line_start,
    })
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn line_of(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    (line, before.rfind('\n').map_or(0, |at| at + 1))
}
