//! Entries as a PO file and back. No line numbers and no dates: a file changes only where a text does.

use super::exchange::{Entry, Mark, read_context, snapshot, trust};
use super::po::{self, File, Message};

/// The field of the header that names the export.
const SNAPSHOT: &str = "X-Handbook-Snapshot";

/// What a file says: the language as it names it, and its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    pub language: String,
    pub entries: Vec<Entry>,
}

/// The PO file of a locale.
pub fn write(tag: &str, entries: &[Entry]) -> String {
    let messages = entries.iter().map(|entry| Message {
        context: Some(entry.context()),
        id: entry.text.clone(),
        text: entry.translation.clone(),
        fuzzy: entry.fuzzy,
        extracted: vec![entry.mark.write()],
        previous: entry.previous.clone(),
        ..Message::default()
    });
    let mut header = header(tag);
    header.push((SNAPSHOT.to_owned(), snapshot(entries)));
    po::write(&File { header, messages: messages.collect(), ..File::default() })
}

/// The header of a file in a language.
pub fn header(tag: &str) -> Vec<(String, String)> {
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    vec![
        field("Project-Id-Version", "handbook"),
        field("Language", &tag.replace('-', "_")),
        field("MIME-Version", "1.0"),
        field("Content-Type", "text/plain; charset=UTF-8"),
        field("Content-Transfer-Encoding", "8bit"),
    ]
}

/// Reads a PO file that was exported, whatever tools it went through.
pub fn read(text: &str) -> Result<Returned, po::SyntaxError> {
    let file = po::read(text)?;
    let header =
        |name: &str| file.header.iter().find(|field| field.0.eq_ignore_ascii_case(name)).map(|field| &*field.1);
    let mut entries: Vec<Entry> = file.messages.iter().map(entry).collect();
    trust(&mut entries, header(SNAPSHOT));
    Ok(Returned { language: header("Language").unwrap_or_default().to_owned(), entries })
}

fn entry(message: &Message) -> Entry {
    let (chapter, n) = read_context(message.context.as_deref().unwrap_or_default());
    Entry {
        chapter: chapter.to_owned(),
        n,
        text: message.id.clone(),
        translation: message.text.clone(),
        fuzzy: message.fuzzy,
        previous: message.previous.clone(),
        mark: Mark::read(&message.extracted.join(" ")),
    }
}
