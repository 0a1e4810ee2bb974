//! TOML text to the value tree. The only module that names `toml`.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Date, Entry, Kind, SyntaxError, Table, Value};

/// Reads a file of the program itself, whose form is known; `None` if it has another.
#[cfg(feature = "pdf")]
pub fn parse_plain<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    toml::from_str(text).ok()
}

/// Parses TOML; reports every syntax error that the parser can tell apart.
pub fn parse_toml(text: &str) -> (Table, Vec<SyntaxError>) {
    let (table, found) = DeTable::parse_recoverable(text);
    let mut errors: Vec<SyntaxError> = Vec::new();
    let mut last_line = None;
    for error in found {
        let message = error.message().lines().collect::<Vec<_>>().join(" ").replace(", expected literal string", "");
        let range = error.span().unwrap_or(0..0);
        // One mistake makes several errors in its line, and an open bracket in all lines after it.
        let line = text.as_bytes().iter().take(range.start).filter(|byte| **byte == b'\n').count();
        if last_line.replace(line) == Some(line) {
            continue;
        }
        let open = message.contains("array") || message.contains("inline table");
        errors.push(SyntaxError { message, range });
        if open {
            break;
        }
    }
    (convert_table(table.get_ref()), errors)
}

/// Parses one TOML value, as environment overrides are written.
pub(super) fn parse_value(text: &str) -> Option<Value> {
    let value = DeValue::parse(text).ok()?;
    Some(convert(value.span(), value.get_ref()))
}

fn convert_table(table: &DeTable<'_>) -> Table {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_range: key.span(),
            value: convert_spanned(value),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_range.start);
    Table { entries }
}

fn convert_spanned(value: &Spanned<DeValue<'_>>) -> Value {
    convert(value.span(), value.get_ref())
}

fn convert(range: Range<usize>, value: &DeValue<'_>) -> Value {
    let kind = match value {
        DeValue::String(text) => Kind::Text(text.to_string()),
        DeValue::Integer(number) => {
            let digits = number.as_str().replace('_', "");
            match i64::from_str_radix(&digits, number.radix()) {
                Ok(number) => Kind::Int(number),
                Err(_) => Kind::Text(number.as_str().to_owned()),
            }
        }
        DeValue::Float(number) => Kind::Float(number.as_str().replace('_', "")),
        DeValue::Boolean(value) => Kind::Bool(*value),
        DeValue::Datetime(datetime) => {
            let text = datetime.to_string();
            Date::parse(&text).map_or(Kind::Text(text), Kind::Date)
        }
        DeValue::Array(items) => Kind::List(items.iter().map(convert_spanned).collect()),
        DeValue::Table(table) => Kind::Table(convert_table(table)),
    };
    Value { kind, range }
}
