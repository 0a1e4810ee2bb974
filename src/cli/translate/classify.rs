//! `translate classify`: how grave an edit of a source block is.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;
use std::path::Path;

use super::desk::{self, Desk};
use crate::cli::{Voice, project};
use crate::disk;
use crate::failure::Failure;
use crate::translation::accept::floor;
use crate::translation::block::BlockHash;
use crate::translation::ledger::{Edit, Ledger, Severity};
use crate::translation::record;
use crate::translation::report::Entry;
use crate::translation::word_diff::{diff, marked};

/// An edit of a source block that translations were accepted before.
struct Open {
    from: BlockHash,
    to: BlockHash,
    text: String,
    critical: bool,
    /// The block's chapter.
    chapter: String,
}

/// The edits since translations were accepted, of all languages.
fn edits(desk: &Desk) -> Vec<Open> {
    let mut found: BTreeMap<(BlockHash, BlockHash), Open> = BTreeMap::new();
    for locale in (0..desk.site.project.locales.len()).filter(|locale| *locale != desk.site.project.source) {
        for (chapter, entries) in desk.report(locale) {
            let chapter = &desk.site.outline.chapters[chapter].id;
            for Entry { source, before, .. } in entries {
                let Some(from) = before else { continue };
                let (to, critical, text, chapter) = (source.hash, source.critical, source.text, chapter.clone());
                found.entry((from, to)).or_insert(Open { from, to, text, critical, chapter });
            }
        }
    }
    found.into_values().collect()
}

/// Says how grave an edit of a source block was.
pub fn run(
    root: &Path,
    block: &str,
    severity: Severity,
    note: &str,
    who: Option<&str>,
    voice: &Voice,
) -> Result<u8, Failure> {
    let desk = desk::open(root)?;
    let who = project::who(who)?;
    if let Some(code) = not_entitled(&desk, &who, voice) {
        return Ok(code);
    }
    let prefix = block.rsplit('#').next().unwrap_or(block);
    let mut open = edits(&desk);
    open.retain(|edit| edit.to.to_string().starts_with(prefix));
    if open.is_empty() {
        return Err(Failure::Usage(format!("no translation was accepted for another form of a block `{block}`")));
    }
    let mut ledger = record::read_edits(desk.engine.inputs(), &[]).0.ledger;
    for edit in &open {
        if let Some(why) = too_low(&desk, edit, severity) {
            voice.say(&format!("error[S06]: {why}"));
            return Ok(1);
        }
        ledger.edits.insert(entry(edit, severity, &who, note)?);
    }
    disk::replace(&root.join(record::LEDGER), ledger.write().as_bytes())?;
    voice.say(&format!("classified {} as {}", open.len(), severity.name()));
    Ok(0)
}

/// Asks how grave each edit was that nobody has classified: one line of answer for each, from standard input.
pub fn walk(root: &Path, who: Option<&str>, voice: &Voice) -> Result<u8, Failure> {
    let desk = desk::open(root)?;
    let mut ledger = record::read_edits(desk.engine.inputs(), &[]).0.ledger;
    let known: BTreeSet<(BlockHash, BlockHash)> = ledger.edits.iter().map(|edit| (edit.from, edit.to)).collect();
    let mut open = edits(&desk);
    open.retain(|edit| !known.contains(&(edit.from, edit.to)));
    if open.is_empty() {
        voice.say("every edit is classified");
        return Ok(0);
    }
    let who = project::who(who)?;
    if let Some(code) = not_entitled(&desk, &who, voice) {
        return Ok(code);
    }
    let mut answers = std::io::stdin().lock().lines();
    let mut n_classified = 0;
    for edit in &open {
        let was = desk.edits.texts.get(&edit.from).map_or("", String::as_str);
        let critical = if edit.critical { "  {critical}" } else { "" };
        eprintln!("{}#{}{critical}\n  {}", edit.chapter, &edit.to.to_string()[..4], marked(&diff(was, &edit.text)));
        loop {
            eprint!("minor, major or critical, and what changed; empty to leave it: ");
            let Some(Ok(answer)) = answers.next() else { return finish(root, &ledger, n_classified, voice) };
            let (word, note) = answer.trim().split_once(' ').unwrap_or((answer.trim(), ""));
            if word.is_empty() {
                break;
            }
            let Some(severity) = Severity::parse(word) else {
                eprintln!("`{word}` is none of minor, major, critical");
                continue;
            };
            if let Some(why) = too_low(&desk, edit, severity) {
                eprintln!("error[S06]: {why}");
                continue;
            }
            ledger.edits.insert(entry(edit, severity, &who, note)?);
            n_classified += 1;
            break;
        }
    }
    finish(root, &ledger, n_classified, voice)
}

fn finish(root: &Path, ledger: &Ledger, n_classified: usize, voice: &Voice) -> Result<u8, Failure> {
    if n_classified > 0 {
        disk::replace(&root.join(record::LEDGER), ledger.write().as_bytes())?;
    }
    voice.say(&format!("classified {n_classified}"));
    Ok(0)
}

fn not_entitled(desk: &Desk, who: &str, voice: &Voice) -> Option<u8> {
    let editors = &desk.site.project.config.editors;
    if editors.is_empty() || editors.iter().any(|editor| editor == who) {
        return None;
    }
    voice.say(&format!(
        "error[S06]: `{who}` may not classify edits: `[translation] editors` in handbook.toml names who may"
    ));
    Some(3)
}

fn entry(edit: &Open, severity: Severity, who: &str, note: &str) -> Result<Edit, Failure> {
    let note = note.replace(['\t', '\n', '\r'], " ");
    Ok(Edit { from: edit.from, to: edit.to, severity, who: who.to_owned(), date: project::today()?, note })
}

/// Why an edit cannot be called so.
fn too_low(desk: &Desk, edit: &Open, severity: Severity) -> Option<String> {
    let was = desk.edits.texts.get(&edit.from).map(String::as_str);
    let (floor, changed) = floor(was, &edit.text, edit.critical, &desk.site.project.config.source);
    let (was, now) = changed?;
    (severity < floor)
        .then(|| format!("`{was}` became `{now}`: that is {} at least, not {}", floor.name(), severity.name()))
}
