//! Findings as SARIF 2.1.0, for code-scanning hosts.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::place::find;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::inputs::Inputs;

/// One run with its rules and results.
pub fn emit(diags: &[Diagnostic], inputs: &Inputs) -> String {
    let codes: BTreeSet<Code> = diags.iter().map(|diag| diag.code).collect();
    let rules: Vec<Value> = codes.iter().map(|code| rule(*code)).collect();
    let results: Vec<Value> = diags.iter().map(|diag| result(diag, inputs)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "handbook", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: Code) -> Value {
    let info = code.info();
    json!({
        "id": info.id,
        "name": info.name,
        "shortDescription": {"text": info.summary},
        "fullDescription": {"text": info.explanation},
        "defaultConfiguration": {"level": level(info.level)},
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

fn result(diag: &Diagnostic, inputs: &Inputs) -> Value {
    let help = diag.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
    let mut result = json!({
        "ruleId": diag.code.id(),
        "level": level(diag.level),
        "message": {"text": format!("{}{help}", diag.message)},
    });
    if let Some(file) = &diag.file {
        let mut uri = String::new();
        crate::book::links::percent_encode(file.as_str(), &mut uri);
        let mut location = json!({"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}});
        if let Some(place) = diag.range.as_ref().and_then(|range| find(inputs, file, range)) {
            location["region"] = json!({
                "startLine": place.line, "startColumn": place.column,
                "endLine": place.end_line, "endColumn": place.end_column,
            });
        }
        result["locations"] = json!([{"physicalLocation": location}]);
    }
    result
}
