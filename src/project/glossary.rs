//! `locales/glossary.toml`: the concepts of the book, each with its term and its definition in the locales that have
//! them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Config;
use crate::cldr;
use crate::data::{Date, Kind, Reader, Table, parse_toml};
use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::inputs::Inputs;
use crate::vpath::VPath;

/// The glossary's file.
pub const FILE: &str = "locales/glossary.toml";

/// Concepts in the order of the file. All texts are in NFC, with single spaces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glossary {
    pub concepts: Vec<Concept>,
}

/// What one or more terms stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Concept {
    /// Lower-case letters, digits and hyphens.
    pub id: String,
    /// The term stays as it is in every language whose entry does not say how it is written there.
    pub keep: bool,
    /// The source's term counts only with its capitals.
    pub case: bool,
    /// By locale tag. The source's may be absent if the concept is kept: its id is the term then.
    pub entries: BTreeMap<String, Entry>,
    /// Where its name stands in the file.
    pub range: Range<usize>,
}

/// A concept in one locale.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The preferred term.
    pub term: String,
    /// Further forms that are allowed as they are.
    pub forms: Vec<String>,
    /// Beginnings of words: each word of a text may go on after that of the stem.
    pub stems: Vec<String>,
    /// Forms that must not be used, with the reason.
    pub forbidden: Vec<(String, String)>,
    pub definition: Option<String>,
    /// For translators.
    pub note: Option<String>,
    pub status: Option<&'static str>,
    pub by: Option<String>,
    pub date: Option<Date>,
    /// Where its locale stands in the file.
    pub range: Range<usize>,
}

impl Concept {
    /// The definition in a locale, with the term it is of.
    pub fn defined(&self, tag: &str) -> Option<(&str, &str)> {
        let entry = self.entries.get(tag)?;
        Some((&entry.term, entry.definition.as_deref()?))
    }

    /// What the source calls it.
    pub fn source_term(&self, source: &str) -> &str {
        self.entries.get(source).map_or(&self.id, |entry| &entry.term)
    }
}

impl Glossary {
    /// Whether readers of a locale have anything to look up.
    pub fn has_definitions(&self, tag: &str) -> bool {
        self.concepts.iter().any(|concept| concept.defined(tag).is_some())
    }
}

/// Reads the glossary; empty if there is none.
pub fn read(inputs: &Inputs, config: &Config, diags: &mut Vec<Diagnostic>) -> Glossary {
    let Some(text) = inputs.text(FILE) else { return Glossary::default() };
    let file = VPath::known(FILE);
    let (table, errors) = parse_toml(text);
    diags.extend(errors.into_iter().map(|error| error.finding(&file)));
    let mut reader = Reader::new(&table, &file, 0, "");
    let mut concepts = Vec::new();
    for entry in reader.table("concept").map_or(&[][..], |table| &table.entries) {
        let id = &entry.key;
        let plain = |ch: char| ch.is_ascii_lowercase() || ch.is_ascii_digit() || ch == '-';
        if !id.chars().all(plain) || !id.starts_with(|ch: char| ch.is_ascii_alphanumeric()) {
            let message = format!("`{id}` is no name for a concept");
            reader.reject(entry.key_range.clone(), message, "use letters from a to z, digits and `-`");
            continue;
        }
        match &entry.value.kind {
            Kind::Table(table) => concepts.push(concept(id, entry.key_range.clone(), table, &file, config, diags)),
            other => {
                let message = format!("`{id}` must be a table, this is {}", other.name());
                let help = format!("write its locales below a line `[concept.{id}]`");
                reader.reject(entry.value.range.clone(), message, &help);
            }
        }
    }
    diags.extend(reader.finish(Level::Error));
    Glossary { concepts }
}

fn concept(
    id: &str,
    range: Range<usize>,
    table: &Table,
    file: &VPath,
    config: &Config,
    diags: &mut Vec<Diagnostic>,
) -> Concept {
    let mut reader = Reader::new(table, file, 0, "");
    let (keep, case) = (reader.bool("keep").unwrap_or(false), reader.bool("case").unwrap_or(false));
    diags.append(&mut reader.diags);
    let mut concept = Concept { id: id.to_owned(), keep, case, entries: BTreeMap::new(), range };
    for entry in table.entries.iter().filter(|entry| !reader.known().contains(&entry.key.as_str())) {
        let tag = &entry.key;
        if !config.locales.contains(tag) {
            let known = config.locales.iter().map(String::as_str).chain(reader.known().iter().copied());
            diags.push(
                Diagnostic::new(Code::A02, format!("`{tag}` is neither a locale of the book nor a key of a concept"))
                    .at(file, entry.key_range.clone())
                    .help(did_you_mean(tag, &known.collect::<Vec<_>>())),
            );
            continue;
        }
        match &entry.value.kind {
            Kind::Table(table) => {
                let name = format!("`{id}`, `{tag}`");
                if let Some(read) = self::entry(&name, entry.key_range.clone(), table, file, diags) {
                    concept.entries.insert(tag.clone(), read);
                }
            }
            other => diags.push(
                Diagnostic::new(Code::A03, format!("`{tag}` must be a table, this is {}", other.name()))
                    .at(file, entry.value.range.clone())
                    .help(format!("write `{tag} = {{ term = \"…\", def = \"…\" }}`")),
            ),
        }
    }
    if !table.entries.iter().any(|entry| entry.key == config.source) && !keep {
        diags.push(
            Diagnostic::new(Code::A04, format!("the concept `{id}` has no term in the source locale"))
                .at(file, concept.range.clone())
                .help(format!("add `{} = {{ term = \"…\" }}`, by which it is found", config.source)),
        );
    }
    concept
}

fn entry(name: &str, range: Range<usize>, table: &Table, file: &VPath, diags: &mut Vec<Diagnostic>) -> Option<Entry> {
    let mut reader = Reader::new(table, file, 0, name);
    let term = term(&mut reader, &range);
    let forms = not_empty("forms", &mut reader);
    let stems = not_empty("stems", &mut reader);
    let forbidden = reader.table("forbidden");
    let mut entry = Entry {
        term: term.clone().unwrap_or_default(),
        forms,
        stems,
        forbidden: Vec::new(),
        definition: reader.text("def").map(|text| clean(&text)).filter(|text| !text.is_empty()),
        note: reader.text("note").map(|text| clean(&text)),
        status: reader.choice("status", &["machine", "draft", "translated", "revised", "medical"]),
        by: reader.text("by"),
        date: reader.date("date"),
        range,
    };
    for form in forbidden.map_or(&[][..], |table| &table.entries) {
        match form.value.display() {
            Some(reason) if !clean(&form.key).is_empty() => entry.forbidden.push((clean(&form.key), clean(&reason))),
            _ => reader.reject(
                form.value.range.clone(),
                format!("`{}` in `forbidden` needs a reason in words", form.key),
                "write `forbidden = { \"form\" = \"reason\" }`",
            ),
        }
    }
    diags.extend(reader.finish(Level::Error));
    term.map(|_| entry)
}

fn term(reader: &mut Reader<'_>, range: &Range<usize>) -> Option<String> {
    if reader.value("term").is_none() {
        reader.diags.push(
            Diagnostic::new(Code::A04, "an entry of the glossary has no `term`")
                .at(&VPath::known(FILE), range.clone())
                .help("add `term = \"…\"`, the word that is preferred"),
        );
    }
    let (text, place) = reader.spanned_text("term")?;
    let text = clean(&text);
    if text.is_empty() {
        reader.reject(place, "a term is empty".to_owned(), "write the word that is preferred, or take the entry out");
        return None;
    }
    Some(text)
}

fn not_empty(key: &'static str, reader: &mut Reader<'_>) -> Vec<String> {
    let mut out = Vec::new();
    for (text, place) in reader.texts(key) {
        match clean(&text) {
            text if text.is_empty() => reader.reject(place, format!("`{key}` holds an empty text"), "take it out"),
            text => out.push(text),
        }
    }
    out
}

fn clean(text: &str) -> String {
    cldr::nfc(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::Delta;

    fn glossary(text: &str) -> (Glossary, Vec<String>) {
        let (config, _) = super::super::config::read("[handbook]\nsource = \"en\"\nlocales = [\"en\", \"fi\"]\n", &[]);
        let mut delta = Delta::default();
        delta.write(FILE, text);
        let mut inputs = Inputs::default();
        inputs.apply(delta);
        let mut diags = Vec::new();
        let glossary = read(&inputs, &config.expect("a config"), &mut diags);
        let said = diags.iter().map(|diag| format!("{} {}", diag.code.id(), diag.message)).collect();
        (glossary, said)
    }

    #[test]
    fn an_entry_is_read_as_it_is_written() {
        let (glossary, said) = glossary(
            "[concept.mask]\ncase = true\nen = { term = \"mask\" }\n\
             fi = { term = \" maski \", forms = \"suoja\", stems = [\"mask\"], forbidden = { \"naamari\" = \"a toy\" }, \
             def = \"Cafe\u{301}\", note = \"n\", status = \"draft\", by = \"j.o\", date = 2026-11-24 }\n",
        );
        assert_eq!(said, [""; 0]);
        let concept = &glossary.concepts[0];
        assert_eq!((concept.id.as_str(), concept.keep, concept.case), ("mask", false, true));
        let entry = Entry { range: 0..0, ..concept.entries["fi"].clone() };
        let wanted = Entry {
            term: "maski".to_owned(),
            forms: vec!["suoja".to_owned()],
            stems: vec!["mask".to_owned()],
            forbidden: vec![("naamari".to_owned(), "a toy".to_owned())],
            definition: Some("Caf\u{e9}".to_owned()),
            note: Some("n".to_owned()),
            status: Some("draft"),
            by: Some("j.o".to_owned()),
            date: Some(Date { year: 2026, month: 11, day: 24 }),
            range: 0..0,
        };
        assert_eq!(entry, wanted);
        assert!(glossary.has_definitions("fi") && !glossary.has_definitions("en"));
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let (read, said) = glossary(
            "[concept.a]\nen = { term = \"\" }\nfi = { trem = \"x\" }\n[concept.b]\nfr = { term = \"x\" }\nkeep = 1\n\
             [concept.c]\nfi = \"x\"\nen = { term = \"c\", forms = [\"\"], status = \"done\", forbidden = { x = [] } }\n\
             [concept.\"D e\"]\n[concept.d]\nkeep = true\n[other]\n",
        );
        let wanted = [
            "A03 a term is empty",
            "A04 an entry of the glossary has no `term`",
            "A02 unknown key `trem` in `a`, `fi`",
            "A03 `keep` must be `true` or `false`, this is a whole number",
            "A02 `fr` is neither a locale of the book nor a key of a concept",
            "A04 the concept `b` has no term in the source locale",
            "A03 `fi` must be a table, this is text",
            "A03 `forms` holds an empty text",
            "A03 `status` cannot be `done`",
            "A03 `x` in `forbidden` needs a reason in words",
            "A03 `D e` is no name for a concept",
            "A02 unknown key `other`",
        ];
        assert_eq!(said, wanted);
        let n_entries: Vec<usize> = read.concepts.iter().map(|concept| concept.entries.len()).collect();
        assert_eq!(n_entries, [0, 0, 1, 0]);
    }
}
