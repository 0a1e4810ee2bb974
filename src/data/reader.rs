//! Reads known keys out of a table and reports the rest.

use std::ops::Range;

use super::{Date, Kind, Table, Value, toml_text};
use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::vpath::VPath;

/// Reads one table. Every key that is asked for counts as known; [`Reader::finish`] reports others.
pub struct Reader<'a> {
    table: &'a Table,
    file: &'a VPath,
    /// Where the text of the table begins in the file.
    offset: usize,
    /// Name in messages, such as `[review]`; empty at the top.
    name: &'a str,
    known: Vec<&'static str>,
    pub diags: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    pub fn new(table: &'a Table, file: &'a VPath, offset: usize, name: &'a str) -> Reader<'a> {
        Reader { table, file, offset, name, known: Vec::new(), diags: Vec::new() }
    }

    /// The raw value of a key.
    pub fn value(&mut self, key: &'static str) -> Option<&'a Value> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.table.get(key)
    }

    pub fn text(&mut self, key: &'static str) -> Option<String> {
        self.spanned_text(key).map(|(text, _)| text)
    }

    /// Text with its place in the file. Numbers and dates are taken as they are written.
    pub fn spanned_text(&mut self, key: &'static str) -> Option<(String, Range<usize>)> {
        let value = self.value(key)?;
        match (&value.kind, value.display()) {
            (Kind::Null, _) => None,
            (Kind::Bool(_), _) | (_, None) => self.wrong(key, value, "text"),
            (_, Some(text)) => Some((text, self.range(value))),
        }
    }

    pub fn bool(&mut self, key: &'static str) -> Option<bool> {
        let value = self.value(key)?;
        match value.kind {
            Kind::Bool(value) => Some(value),
            _ => self.wrong(key, value, "`true` or `false`"),
        }
    }

    pub fn date(&mut self, key: &'static str) -> Option<Date> {
        let value = self.value(key)?;
        let date = match &value.kind {
            Kind::Date(date) => Some(*date),
            Kind::Text(text) => Date::parse(text),
            _ => None,
        };
        date.or_else(|| self.wrong(key, value, "a date such as `2026-11-01`"))
    }

    /// A list of texts with their places; a single text counts as a list of one.
    pub fn texts(&mut self, key: &'static str) -> Vec<(String, Range<usize>)> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let items = match &value.kind {
            Kind::List(items) => items.as_slice(),
            Kind::Null => return Vec::new(),
            _ => std::slice::from_ref(value),
        };
        let mut texts = Vec::new();
        for item in items {
            match item.display() {
                Some(text) => texts.push((text, self.range(item))),
                None => {
                    self.wrong::<()>(key, item, "text, or a list of texts");
                }
            }
        }
        texts
    }

    /// One of a fixed set of words.
    pub fn choice(&mut self, key: &'static str, words: &[&'static str]) -> Option<&'static str> {
        let (text, range) = self.spanned_text(key)?;
        let found = words.iter().find(|word| **word == text).copied();
        if found.is_none() {
            self.diags.push(
                Diagnostic::new(Code::A03, format!("`{key}` cannot be `{text}`"))
                    .at(self.file, range)
                    .help(did_you_mean(&text, words)),
            );
        }
        found
    }

    pub fn table(&mut self, key: &'static str) -> Option<&'a Table> {
        let value = self.value(key)?;
        match &value.kind {
            Kind::Table(table) => Some(table),
            Kind::Null => None,
            _ => self.wrong(key, value, "a table"),
        }
    }

    /// The place of a key's value in the file.
    pub fn place(&self, key: &str) -> Option<Range<usize>> {
        self.table.get(key).map(|value| self.range(value))
    }

    /// Reports a value that has the right type but is not allowed.
    pub fn reject(&mut self, range: Range<usize>, message: String, help: &str) {
        self.diags.push(Diagnostic::new(Code::A03, message).at(self.file, range).help(help));
    }

    /// Keys that were asked for.
    pub fn known(&self) -> &[&'static str] {
        &self.known
    }

    /// Keys that nothing asked for, with their places.
    pub fn unknown(&self) -> impl Iterator<Item = (&'a str, Range<usize>)> {
        let place = |range: &Range<usize>| self.offset + range.start..self.offset + range.end;
        let unknown = self.table.entries.iter().filter(|entry| !self.known.contains(&entry.key.as_str()));
        unknown.map(move |entry| (entry.key.as_str(), place(&entry.key_range)))
    }

    /// Reports keys that nothing asked for.
    pub fn finish(mut self, level: Level) -> Vec<Diagnostic> {
        let place = if self.name.is_empty() { String::new() } else { format!(" in {}", self.name) };
        let unknown = self.unknown().map(|(key, range)| {
            Diagnostic::new(Code::A02, format!("unknown key `{key}`{place}"))
                .at(self.file, range)
                .help(did_you_mean(key, &self.known))
                .level(level)
        });
        let unknown: Vec<Diagnostic> = unknown.collect();
        self.diags.extend(unknown);
        self.diags
    }

    fn range(&self, value: &Value) -> Range<usize> {
        self.offset + value.range.start..self.offset + value.range.end
    }

    fn wrong<T>(&mut self, key: &str, value: &Value, wanted: &str) -> Option<T> {
        let message = format!("`{key}` must be {wanted}, this is {}", value.kind.name());
        let help = match wanted {
            "text" => "write it between double quotes".to_owned(),
            "a table" => format!("write its keys below a line `[{key}]`, or as `{key} = {{ … }}`"),
            "`true` or `false`" => "write `true` or `false`, without quotes".to_owned(),
            _ if wanted.starts_with("a date") => "write year, month and day as numbers, without quotes".to_owned(),
            _ => "write for example `[\"one\", \"two\"]`".to_owned(),
        };
        self.diags.push(Diagnostic::new(Code::A03, message).at(self.file, self.range(value)).help(help));
        None
    }
}

/// Applies a `SECTION__KEY` override: the value parses as TOML, else it is text. `range` stands for its
/// place in findings.
pub fn override_from(table: &mut Table, name: &str, text: &str, range: Range<usize>) {
    let path: Vec<String> = name.split("__").map(str::to_lowercase).collect();
    let kind = toml_text::parse_value(text).map_or_else(|| Kind::Text(text.to_owned()), |value| value.kind);
    let mut value = Value { kind, range };
    value.stand_at_its_own_place();
    table.set(&path, value);
}
