//! Keyed data as authors write it: one value tree with positions for TOML and YAML, and a reader
//! that reports every wrong type and every key that nothing read.

mod reader;
mod toml_text;
mod yaml_text;

use std::ops::Range;

pub use reader::{Reader, override_from};
#[cfg(feature = "pdf")]
pub use toml_text::parse_plain;
pub use toml_text::parse_toml;
pub use yaml_text::parse_yaml;

pub use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic};
use crate::vpath::VPath;

/// A value with its place in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    pub kind: Kind,
    /// Bytes in the text the value was read from.
    pub range: Range<usize>,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    Null,
    Bool(bool),
    Int(i64),
    /// As it is written: the last zero of `0.10` is part of a dose, and of an edition.
    Float(String),
    Text(String),
    Date(Date),
    List(Vec<Value>),
    Table(Table),
}

impl Kind {
    /// The kind's name in messages.
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Null => "nothing",
            Kind::Bool(_) => "true or false",
            Kind::Int(_) => "a whole number",
            Kind::Float(_) => "a number",
            Kind::Text(_) => "text",
            Kind::Date(_) => "a date",
            Kind::List(_) => "a list",
            Kind::Table(_) => "a table",
        }
    }
}

/// Keys in the order they were written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    pub entries: Vec<Entry>,
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub key: String,
    pub key_range: Range<usize>,
    pub value: Value,
}

impl Table {
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// Finds `a.b.c` through nested tables.
    pub fn get_path(&self, path: &str) -> Option<&Value> {
        let mut parts = path.split('.');
        let mut value = self.get(parts.next()?)?;
        for part in parts {
            match &value.kind {
                Kind::Table(table) => value = table.get(part)?,
                _ => return None,
            }
        }
        Some(value)
    }

    /// Sets `path` (a list of keys), making tables on the way. Used for overrides from the environment.
    pub fn set(&mut self, path: &[String], value: Value) {
        let Some((first, rest)) = path.split_first() else { return };
        let at = match self.entries.iter().position(|entry| entry.key == *first) {
            Some(at) => at,
            None => {
                let range = value.range.clone();
                let empty = Value { kind: Kind::Table(Table::default()), range: range.clone() };
                self.entries.push(Entry { key: first.clone(), key_range: range, value: empty });
                self.entries.len() - 1
            }
        };
        let slot = &mut self.entries[at].value;
        if rest.is_empty() {
            *slot = value;
            return;
        }
        if !matches!(slot.kind, Kind::Table(_)) {
            slot.kind = Kind::Table(Table::default());
        }
        if let Kind::Table(table) = &mut slot.kind {
            table.set(rest, value);
        }
    }
}

impl Value {
    /// The value as a reader would write it in running text; `None` for lists and tables.
    pub fn display(&self) -> Option<String> {
        match &self.kind {
            Kind::Text(text) => Some(text.clone()),
            Kind::Int(number) => Some(number.to_string()),
            Kind::Float(number) => Some(number.clone()),
            Kind::Bool(value) => Some(value.to_string()),
            Kind::Date(date) => Some(date.to_string()),
            Kind::Null | Kind::List(_) | Kind::Table(_) => None,
        }
    }

    /// Puts everything inside of the value where the value itself stands.
    fn stand_at_its_own_place(&mut self) {
        let range = self.range.clone();
        let inner: Vec<&mut Value> = match &mut self.kind {
            Kind::List(items) => items.iter_mut().collect(),
            Kind::Table(table) => {
                table.entries.iter_mut().for_each(|entry| entry.key_range = range.clone());
                table.entries.iter_mut().map(|entry| &mut entry.value).collect()
            }
            _ => return,
        };
        for value in inner {
            value.range = range.clone();
            value.stand_at_its_own_place();
        }
    }

    /// The value as JSON, for templates (`extra`).
    pub fn to_json(&self) -> serde_json::Value {
        match &self.kind {
            Kind::Null => serde_json::Value::Null,
            Kind::Bool(value) => (*value).into(),
            Kind::Int(number) => (*number).into(),
            Kind::Float(number) => number.parse::<f64>().map_or(number.as_str().into(), Into::into),
            Kind::Text(text) => text.as_str().into(),
            Kind::Date(date) => date.to_string().into(),
            Kind::List(items) => items.iter().map(Value::to_json).collect(),
            Kind::Table(table) => serde_json::Value::Object(
                table.entries.iter().map(|entry| (entry.key.clone(), entry.value.to_json())).collect(),
            ),
        }
    }
}

/// A parse error with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    pub message: String,
    pub range: Range<usize>,
}

impl SyntaxError {
    /// The finding for a file that is this text as a whole.
    pub fn finding(self, file: &VPath) -> Diagnostic {
        let help = self.help();
        Diagnostic::new(Code::A01, self.message).at(file, self.range).help(help)
    }

    /// What to do about it.
    pub fn help(&self) -> &'static str {
        let says = |words: &str| self.message.contains(words);
        if says("must be quoted") {
            "write text between double quotes"
        } else if says("duplicate key") {
            "each key may be given once: take one of them out"
        } else if says("array") || says("flow sequence") {
            "end the list with `]` and put `,` between its items"
        } else if says("string") || says("quote") {
            "end the text with the quote it begins with, on the same line"
        } else if says("a table") {
            "write one `key: value` on each line"
        } else if says("tabs") {
            "indent with spaces"
        } else if says("':'") {
            "is a bracket or a quote open in the line before? put text that holds `:` between quotes"
        } else {
            "mend the text at or just before this place"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_zeros() {
        let (toml, _) = parse_toml("dose = 0.10\nlist = [5.0]\n");
        let (yaml, _) = parse_yaml("dose: 0.10\nlist: [5.0, 2]\n");
        for table in [toml, yaml] {
            assert_eq!(table.get("dose").and_then(Value::display), Some("0.10".to_owned()));
            let Some(Kind::List(list)) = table.get("list").map(|value| &value.kind) else { panic!("a list") };
            assert_eq!(list[0].display(), Some("5.0".to_owned()));
            assert_eq!(list[0].to_json(), serde_json::json!(5.0));
        }
    }
}
