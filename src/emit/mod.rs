//! Findings as text: for people, one a line, JSON, GitHub annotations, SARIF.

mod fold;
mod github;
mod human;
mod json;
mod place;
mod sarif;

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::inputs::Inputs;
use crate::vpath::VPath;

pub use human::summary;

/// A form of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Human,
    Short,
    Json,
    Github,
    Sarif,
}

/// Line and column of a place, both from 1; `None` if the file is no text.
pub fn position(inputs: &Inputs, file: &VPath, range: &Range<usize>) -> Option<(usize, usize)> {
    place::find(inputs, file, range).map(|place| (place.line, place.column))
}

/// Writes findings in a form. `color` concerns the human form only.
pub fn emit(diags: &[Diagnostic], inputs: &Inputs, format: Format, color: bool) -> String {
    match format {
        Format::Human => human::emit(&fold::fold(diags), inputs, color),
        Format::Short => human::emit_short(diags, inputs),
        Format::Json => json::emit(diags, inputs),
        Format::Github => github::emit(diags, inputs),
        Format::Sarif => sarif::emit(diags, inputs),
    }
}
