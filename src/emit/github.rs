//! Findings as GitHub workflow commands, which show up beside the lines of a pull request.

use std::fmt::Write as _;

use super::place::find;
use crate::diagnostic::{Diagnostic, Level};
use crate::inputs::Inputs;

/// One `::error …` line each.
pub fn emit(diags: &[Diagnostic], inputs: &Inputs) -> String {
    let mut out = String::new();
    for diag in diags {
        let command = match diag.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info => "notice",
        };
        let mut properties =
            vec![format!("title={}", property(&format!("{} {}", diag.code.id(), diag.code.info().name)))];
        if let Some(file) = &diag.file {
            properties.insert(0, format!("file={}", property(file.as_str())));
            if let Some(place) = diag.range.as_ref().and_then(|range| find(inputs, file, range)) {
                properties.push(format!("line={}", place.line));
                properties.push(format!("col={}", place.column));
            }
        }
        let help = diag.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        let _ = writeln!(out, "::{command} {}::{}", properties.join(","), data(&format!("{}{help}", diag.message)));
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
