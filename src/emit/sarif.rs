//! Findings as SARIF 2.1.0, for code-scanning hosts.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::place::find;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::inputs::Inputs;
use crate::project::config;
use crate::vpath::VPath;

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
    // Hosts drop a result without a place; what concerns the book as a whole is told at its config.
    let config = VPath::known(config::FILE);
    let (file, range) = match &diag.file {
        Some(file) => (file, diag.range.clone()),
        None => (&config, Some(0..0)),
    };
    let mut uri = String::new();
    crate::book::links::percent_encode(file.as_str(), &mut uri);
    let mut location = json!({"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}});
    if let Some(place) = range.and_then(|range| find(inputs, file, &range)) {
        location["region"] = json!({
            "startLine": place.line, "startColumn": place.column,
            "endLine": place.end_line, "endColumn": place.end_column,
        });
    }
    json!({
        "ruleId": diag.code.id(),
        "level": level(diag.level),
        "message": {"text": format!("{}{help}", diag.message)},
        "locations": [{"physicalLocation": location}],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::Delta;

    #[test]
    fn every_result_has_a_place() {
        let mut inputs = Inputs::default();
        let mut delta = Delta::default();
        delta.write("handbook.toml", "[handbook]\n");
        inputs.apply(delta);
        let bare = Diagnostic::new(Code::A25, "not reviewed");
        let log: Value = serde_json::from_str(&emit(std::slice::from_ref(&bare), &inputs)).expect("JSON");
        let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "handbook.toml");
        assert_eq!(place["region"]["startLine"], 1);
        // Where there is no config either, the place has no line.
        let log: Value = serde_json::from_str(&emit(&[bare], &Inputs::default())).expect("JSON");
        assert_eq!(log["runs"][0]["results"][0]["locations"].as_array().map(Vec::len), Some(1));
    }
}
