//! Entries as XLIFF 2.0 and back: a file for each chapter, a unit for each block. With `render::svg`, the only module
//! that names `quick_xml`.

use std::fmt::Write as _;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::catalog::Returned;
use super::exchange::{Entry, Mark, read_context, snapshot, trust};
use super::freshness::Freshness;
use super::ledger::Severity;
use super::lock::State;

const SNAPSHOT: &str = "hb:snapshot";
const MARK: &str = "hb:mark";
const PREVIOUS: &str = "hb:previous";

/// The XLIFF file of a locale.
pub fn write(source: &str, target: &str, entries: &[Entry]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        out,
        "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"{}\" trgLang=\"{}\">",
        escape(source),
        escape(target)
    );
    let id = snapshot(entries);
    for (at, chapter) in entries.chunk_by(|a, b| a.chapter == b.chapter).enumerate() {
        let _ = writeln!(out, "  <file id=\"f{}\" original=\"{}\">", at + 1, escape(&chapter[0].chapter));
        let _ = writeln!(out, "    <notes>\n      <note category=\"{SNAPSHOT}\">{id}</note>\n    </notes>");
        let mut used: Vec<String> = Vec::new();
        for entry in chapter {
            unit(&mut out, entry, &mut used);
        }
        out.push_str("  </file>\n");
    }
    out.push_str("</xliff>\n");
    out
}

fn unit(out: &mut String, entry: &Entry, used: &mut Vec<String>) {
    let hash = entry.mark.source.map(|hash| hash.to_string()).unwrap_or_default();
    let repeats = used.iter().filter(|other| **other == hash).count();
    let id = if repeats == 0 { format!("u{hash}") } else { format!("u{hash}-{}", repeats + 1) };
    used.push(hash);
    let state = match entry.mark.standing {
        None | Some(Freshness::Stale(_) | Freshness::Fresh(State::Machine | State::Revoked)) => "initial",
        Some(Freshness::Fresh(State::Revised)) => "reviewed",
        Some(Freshness::Fresh(State::Medical)) => "final",
        Some(Freshness::Fresh(State::Draft | State::Translated) | Freshness::Edited | Freshness::Unclaimed) => {
            "translated"
        }
    };
    let more = match entry.mark.standing {
        Some(Freshness::Stale(Severity::Minor)) => " subState=\"hb:stale-minor\"",
        Some(Freshness::Stale(Severity::Major)) => " subState=\"hb:stale-major\"",
        Some(Freshness::Stale(Severity::Critical)) => " subState=\"hb:stale-critical\"",
        Some(Freshness::Fresh(State::Machine)) => " subState=\"hb:machine\"",
        _ => "",
    };
    let _ = writeln!(out, "    <unit id=\"{id}\" name=\"{}\">\n      <notes>", escape(&entry.context()));
    let _ = writeln!(out, "        <note category=\"{MARK}\">{}</note>", escape(&entry.mark.write()));
    if let Some(previous) = &entry.previous {
        let _ = writeln!(out, "        <note category=\"{PREVIOUS}\">{}</note>", escape(previous));
    }
    let _ = writeln!(out, "      </notes>\n      <segment state=\"{state}\"{more}>");
    let _ = writeln!(out, "        <source xml:space=\"preserve\">{}</source>", escape(&entry.text));
    if !entry.translation.is_empty() {
        let _ = writeln!(out, "        <target xml:space=\"preserve\">{}</target>", escape(&entry.translation));
    }
    out.push_str("      </segment>\n    </unit>\n");
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML has no other control characters.
            ch if ch.is_control() && !matches!(ch, '\t' | '\n') => {}
            _ => out.push(ch),
        }
    }
    out
}

/// Which text is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    None,
    Snapshot,
    Mark,
    Previous,
    Source,
    Target,
}

/// Reads an XLIFF file that was exported, whatever tools it went through. Fails with a message that says where.
pub fn read(text: &str) -> Result<Returned, String> {
    let mut reader = Reader::from_str(text);
    let mut out = Returned { language: String::new(), entries: Vec::new() };
    let mut id: Option<String> = None;
    let (mut chapter, mut part) = (String::new(), Part::None);
    let mut unit: Option<Unit> = None;
    let mut closed = false;
    loop {
        let event = reader.read_event().map_err(|error| format!("byte {}: {error}", reader.error_position()))?;
        let (tag, opens) = match &event {
            Event::Eof => break,
            Event::Start(tag) => (tag, true),
            Event::Empty(tag) => (tag, false),
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) if part != Part::None => {
                let words = words(&event)?;
                match (part, &mut unit) {
                    (Part::Snapshot, _) => id.get_or_insert_default().push_str(&words),
                    (_, Some(unit)) => unit.push(part, &words),
                    _ => {}
                }
                continue;
            }
            Event::End(tag) => {
                match tag.local_name().into_inner() {
                    "note" | "source" | "target" => part = Part::None,
                    "xliff" => closed = true,
                    "unit" => out.entries.extend(unit.take().map(|unit| unit.entry(&chapter))),
                    _ => {}
                }
                continue;
            }
            _ => continue,
        };
        match tag.local_name().into_inner() {
            "xliff" => {
                let version = attribute(tag, "version")?;
                if !version.starts_with("2.") {
                    return Err(format!("it is XLIFF {version}, not 2.0"));
                }
                out.language = attribute(tag, "trgLang")?;
            }
            "file" => {
                chapter = attribute(tag, "original")?;
                // Each file repeats it.
                id = None;
            }
            "unit" if opens => unit = Some(Unit { name: attribute(tag, "name")?, ..Unit::default() }),
            "segment" => {
                if let Some(unit) = &mut unit {
                    unit.n_segments += 1;
                    // Cut into sentences, a block is as far as the last of them.
                    let state = attribute(tag, "state")?;
                    if unit.n_segments == 1 || unit.state != "initial" {
                        unit.state = state;
                    }
                }
            }
            "note" if opens => {
                part = match (&*attribute(tag, "category")?, unit.is_some()) {
                    (SNAPSHOT, false) => Part::Snapshot,
                    (MARK, true) => Part::Mark,
                    (PREVIOUS, true) => Part::Previous,
                    _ => Part::None,
                };
            }
            "source" if opens => part = Part::Source,
            "target" if opens => part = Part::Target,
            // Text in marks of its own would be lost without a word.
            name if part != Part::None => return Err(format!("`<{name}>` in a text: these texts hold no elements")),
            _ => {}
        }
    }
    if !closed {
        return Err("it ends before `</xliff>`".to_owned());
    }
    trust(&mut out.entries, id.as_deref().map(str::trim));
    Ok(out)
}

#[derive(Default)]
struct Unit {
    name: String,
    mark: String,
    previous: Option<String>,
    text: String,
    translation: String,
    state: String,
    n_segments: usize,
}

impl Unit {
    fn push(&mut self, part: Part, words: &str) {
        let text = match part {
            Part::Mark => &mut self.mark,
            Part::Previous => self.previous.get_or_insert_default(),
            Part::Source => &mut self.text,
            Part::Target => &mut self.translation,
            Part::None | Part::Snapshot => return,
        };
        // A unit that a tool has cut into sentences is one block again.
        text.push_str(words);
    }

    fn entry(self, chapter: &str) -> Entry {
        let (own, n) = read_context(&self.name);
        let initial = self.state.is_empty() || self.state == "initial";
        Entry {
            chapter: if own.is_empty() { chapter.to_owned() } else { own.to_owned() },
            n,
            text: self.text,
            fuzzy: initial && !self.translation.is_empty(),
            translation: self.translation,
            previous: self.previous,
            mark: Mark::read(&self.mark),
        }
    }
}

fn words(event: &Event<'_>) -> Result<String, String> {
    Ok(match event {
        Event::Text(text) => text.xml10_content().into_owned(),
        Event::CData(text) => text.xml10_content().into_owned(),
        Event::GeneralRef(entity) => match entity.resolve_char_ref().map_err(|error| error.to_string())? {
            Some(ch) => ch.to_string(),
            None => match &**entity {
                "amp" => "&".to_owned(),
                "lt" => "<".to_owned(),
                "gt" => ">".to_owned(),
                "quot" => "\"".to_owned(),
                "apos" => "'".to_owned(),
                other => return Err(format!("unknown entity `&{other};`")),
            },
        },
        _ => String::new(),
    })
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<String, String> {
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        if attribute.key.local_name().into_inner() == name {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
            return Ok(value.into_owned());
        }
    }
    Ok(String::new())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::translation::block::{BlockHash, BlockKind};
    use crate::translation::exchange::Exported;

    fn entry(n: usize, standing: Option<Freshness>) -> Entry {
        let stale = matches!(standing, Some(Freshness::Stale(_)));
        Entry {
            chapter: "a/hands".to_owned(),
            n,
            text: "Use \"soap\" & <br> *water*".to_owned(),
            translation: if standing.is_some() { format!("সাবান & <{n}>") } else { String::new() },
            fuzzy: stale,
            previous: stale.then(|| "Use > soap".to_owned()),
            mark: Mark {
                source: Some(BlockHash::of(BlockKind::Text, "s")),
                exported: standing.map_or(Exported::Missing, |_| Exported::Text(BlockHash::of(BlockKind::Text, "t"))),
                standing,
                critical: false,
                changed: None,
            },
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let entries = vec![
            entry(1, Some(Freshness::Stale(Severity::Critical))),
            entry(2, Some(Freshness::Fresh(State::Revised))),
            entry(3, None),
        ];
        let text = write("en", "bn", &entries);
        assert!(text.contains("<segment state=\"initial\" subState=\"hb:stale-critical\">"), "{text}");
        assert!(text.contains("<unit id=\"u") && text.contains("-2\" name=\"a/hands#2\">"), "{text}");
        let read = read(&text).expect("a valid file");
        assert_eq!(read.language, "bn");
        assert_eq!(read.entries, entries);
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let text = write("en", "bn", &[entry(1, None)]);
        assert!(read(&text.replace("version=\"2.0\"", "version=\"1.2\"")).is_err_and(|why| why.contains("1.2")));
        assert!(read(&text.replace("Use", "<ph id=\"1\"/>Use")).is_err_and(|why| why.contains("`<ph>`")));
        assert!(read(&text.replace("</unit>", "")).is_err());
        let other = read(&text.replace("<note category=\"hb:snapshot\">", "<note category=\"x\">")).expect("a file");
        assert_eq!(other.entries[0].mark.exported, Exported::Unknown);
    }
}
