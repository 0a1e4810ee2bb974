//! Findings as JSON. Field names are a promise; readers must ignore fields they do not know.

use serde_json::{Value, json};

use super::place::{Place, find};
use crate::diagnostic::{Diagnostic, count};
use crate::inputs::Inputs;

/// Version of the form.
const VERSION: u32 = 1;

/// `{version, diagnostics, summary}`.
pub fn emit(diags: &[Diagnostic], inputs: &Inputs) -> String {
    let counts = count(diags);
    let list: Vec<Value> = diags.iter().map(|diag| one(diag, inputs)).collect();
    let all = json!({
        "version": VERSION,
        "diagnostics": list,
        "summary": {"errors": counts.errors, "warnings": counts.warnings, "infos": counts.infos},
    });
    format!("{all:#}\n")
}

fn one(diag: &Diagnostic, inputs: &Inputs) -> Value {
    let place = |file, range| find(inputs, file, range).map_or(Value::Null, |place| range_json(&place));
    let range = match (&diag.file, &diag.range) {
        (Some(file), Some(range)) => place(file, range),
        _ => Value::Null,
    };
    let labels: Vec<Value> = diag
        .labels
        .iter()
        .map(|label| json!({"file": label.file, "range": place(&label.file, &label.range), "message": label.message}))
        .collect();
    json!({
        "code": diag.code.id(),
        "name": diag.code.info().name,
        "level": diag.level.name(),
        "message": diag.message,
        "file": diag.file,
        "range": range,
        "labels": labels,
        "help": diag.help,
        "locale": diag.locale,
    })
}

fn range_json(place: &Place) -> Value {
    json!({
        "byte": place.byte,
        "line": place.line,
        "column": place.column,
        "utf16": place.utf16,
        "end": {"line": place.end_line, "column": place.end_column},
    })
}
