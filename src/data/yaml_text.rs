//! YAML text to the value tree. The only module that names `serde_saphyr`.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Location, Spanned};

use super::{Date, Entry, Kind, SyntaxError, Table, Value};

/// Parses YAML front matter. Anchors, depth and size are bounded by the parser's default budget.
pub fn parse_yaml(text: &str) -> (Table, Vec<SyntaxError>) {
    if text.trim().is_empty() {
        return (Table::default(), Vec::new());
    }
    match serde_saphyr::from_str::<Spanned<Raw>>(text) {
        Ok(root) => match convert(text, &root).kind {
            Kind::Table(table) => (table, Vec::new()),
            Kind::Null => (Table::default(), Vec::new()),
            other => {
                let message = format!("it must be a table, this is {}", other.name());
                (Table::default(), vec![SyntaxError { message, range: 0..text.len() }])
            }
        },
        Err(error) => {
            let range = error.location().map_or(0..0, |place| range_of(text, &place, 1));
            let message = error.without_snippet().to_string();
            // The place is told apart from the message, and counts from the head of the file.
            let message = message.lines().next().unwrap_or_default();
            let message = message.rsplit_once(" at line ").map_or(message, |(message, _)| message);
            // Advice to those who program with the parser is of no use to those who write.
            let message = message.split_once(", set ").map_or(message, |(message, _)| message);
            let message = match message.strip_prefix("duplicate mapping key") {
                Some(key) => match key.trim_start_matches([':', ' ']) {
                    "" => "duplicate key".to_owned(),
                    key => format!("duplicate key `{}`", key.chars().take(40).collect::<String>()),
                },
                None => message.to_owned(),
            };
            (Table::default(), vec![SyntaxError { message, range }])
        }
    }
}

enum Raw {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    List(Vec<Spanned<Raw>>),
    Table(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Int(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(i64::try_from(value).map_or(Raw::Text(value.to_string()), Raw::Int))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Table(entries))
    }
}

fn convert(text: &str, raw: &Spanned<Raw>) -> Value {
    let kind = match &raw.value {
        Raw::Null => Kind::Null,
        Raw::Bool(value) => Kind::Bool(*value),
        Raw::Int(number) => Kind::Int(*number),
        Raw::Float(number) => Kind::Float(written(text, &raw.referenced, *number)),
        Raw::Text(value) => match Date::parse(value) {
            Some(date) => Kind::Date(date),
            None => Kind::Text(value.clone()),
        },
        Raw::List(items) => Kind::List(items.iter().map(|item| convert(text, item)).collect()),
        Raw::Table(entries) => Kind::Table(Table {
            entries: entries
                .iter()
                .map(|(key, value)| Entry {
                    key: key.value.clone(),
                    key_range: range_of(text, &key.referenced, key.value.len()),
                    value: convert(text, value),
                })
                .collect(),
        }),
    };
    let len = if let Raw::Text(value) = &raw.value { value.len() } else { 1 };
    Value { kind, range: range_of(text, &raw.referenced, len) }
}

/// A number as it stands in the text, or as Rust writes it where that cannot be told.
fn written(text: &str, place: &Location, number: f64) -> String {
    let rest = &text[range_of(text, place, 1).start..];
    let word = rest.split(|ch: char| ch.is_whitespace() || matches!(ch, ',' | ']' | '}')).next().unwrap_or_default();
    if word.parse() == Ok(number) { word.to_owned() } else { number.to_string() }
}

/// Byte range that starts at a location (counted in characters) and is about `len` bytes long.
fn range_of(text: &str, place: &Location, len: usize) -> Range<usize> {
    let line = (place.line() as usize).saturating_sub(1);
    let line_start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = &text[line_start..];
    let column = (place.column() as usize).saturating_sub(1);
    let in_line = rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at);
    let start = line_start + in_line;
    let line_end = rest.find('\n').map_or(text.len(), |at| line_start + at);
    let mut end = (start + len).min(line_end).max(start);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    start..end
}
