//! `translate classify`: how grave an edit of a source block is.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;
use std::path::Path;

use super::desk::{self, Desk};
use crate::cli::{Voice, project};
use crate::disk;
use crate::failure::Failure;
use crate::translation::accept::floor;
use crate::translation::block::{self, Block, BlockHash};
use crate::translation::definitions;
use crate::translation::ledger::{Edit, Ledger, Severity};
use crate::translation::lock::State;
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
    let chapters = 0..desk.site.outline.chapters.len();
    let blocks = chapters.filter_map(|at| desk.site.source_doc(at)).flat_map(|doc| block::blocks(doc));
    let current: BTreeSet<BlockHash> = blocks.map(|block| block.hash).collect();
    for locale in (0..desk.site.project.locales.len()).filter(|locale| *locale != desk.site.project.source) {
        for edit in joined(desk, locale) {
            found.entry((edit.from, edit.to)).or_insert(edit);
        }
        for (chapter, entries) in desk.report(locale) {
            let chapter = &desk.site.outline.chapters[chapter].id;
            for Entry { source, before, .. } in entries {
                let Some(from) = before else { continue };
                // The other of two is still there: it has not become this one.
                if current.contains(&from) && found.keys().any(|known| known.1 == source.hash) {
                    continue;
                }
                let (to, critical, text, chapter) = (source.hash, source.critical, source.text, chapter.clone());
                found.entry((from, to)).or_insert(Open { from, to, text, critical, chapter });
            }
        }
        let standing = desk.site.terminology.definitions.get(locale);
        for (_, entry) in definitions::entries(&desk.site.project, standing, locale, &desk.record(locale)) {
            let (Some(from), Entry { source, .. }) = (entry.before, entry) else { continue };
            let (to, critical, text, chapter) = (source.hash, false, source.text, definitions::ID.to_owned());
            found.entry((from, to)).or_insert(Open { from, to, text, critical, chapter });
        }
    }
    found.into_values().collect()
}

/// The same of blocks that a text was accepted for together with another one, which stands beside them as it did: the
/// report pairs that text with the other.
fn joined(desk: &Desk, locale: usize) -> Vec<Open> {
    let mut claims = desk.all_claims(locale);
    claims.retain(|claim| claim.state != State::Revoked);
    let claimed: BTreeSet<BlockHash> = claims.iter().flat_map(|claim| claim.sources.iter().copied()).collect();
    let chapters = 0..desk.site.outline.chapters.len();
    let sources: Vec<(usize, Vec<Block>)> =
        chapters.filter_map(|at| Some((at, block::blocks(desk.site.source_doc(at)?)))).collect();
    let current: BTreeSet<BlockHash> = sources.iter().flat_map(|source| &source.1).map(|block| block.hash).collect();
    let mut out = Vec::new();
    for claim in claims.iter().filter(|claim| claim.sources.len() > 1) {
        let lost = claim.sources.iter().enumerate().filter(|(_, source)| !current.contains(source));
        let kept: Vec<(usize, BlockHash)> =
            claim.sources.iter().copied().enumerate().filter(|(_, source)| current.contains(source)).collect();
        for (at, from) in lost {
            let Some((chapter, block)) = kept.iter().find_map(|(index, hash)| {
                let (chapter, blocks) = sources.iter().find(|source| source.1.iter().any(|own| own.hash == *hash))?;
                let place = blocks.iter().position(|own| own.hash == *hash)?;
                Some((*chapter, blocks.get((place + at).checked_sub(*index)?)?))
            }) else {
                continue;
            };
            if block.node.is_some() && !claimed.contains(&block.hash) {
                let (text, chapter) = (block.text.clone(), desk.site.outline.chapters[chapter].id.clone());
                out.push(Open { from: *from, to: block.hash, text, critical: block.critical, chapter });
            }
        }
    }
    out
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
    let (chapter, prefix) = block.rsplit_once('#').unwrap_or(("", block));
    let chapter = if chapter.is_empty() { None } else { Some(desk.find(chapter)?) };
    let here = |id: &str| chapter.is_none_or(|chapter| desk.site.outline.chapters[chapter].id == id);
    let mut open = edits(&desk);
    open.retain(|edit| edit.to.to_string().starts_with(prefix) && here(&edit.chapter));
    if open.is_empty() {
        return nothing_to_say(&desk, block, chapter, prefix, voice);
    }
    let who = project::who(who)?;
    if let Some(code) = not_entitled(&desk, &who, voice) {
        return Ok(code);
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

/// An edit needs an entry only where somebody accepted a translation of the text before it: that text alone is kept, and
/// that translation alone can be out of date. Says so, and that there is nothing to do.
fn nothing_to_say(
    desk: &Desk,
    block: &str,
    chapter: Option<usize>,
    prefix: &str,
    voice: &Voice,
) -> Result<u8, Failure> {
    let chapters = chapter.map_or(0..desk.site.outline.chapters.len(), |only| only..only + 1);
    let docs = chapters.filter_map(|chapter| desk.site.source_doc(chapter));
    let named: BTreeSet<BlockHash> = docs
        .flat_map(|doc| block::blocks(doc))
        .map(|block| block.hash)
        .filter(|hash| hash.to_string().starts_with(prefix))
        .collect();
    if named.is_empty() {
        return Err(Failure::Usage(format!(
            "the source has no block `{block}`; `handbook translate diff` shows how blocks are named"
        )));
    }
    let claims = |locale| desk.all_claims(locale).into_iter().filter(|claim| claim.state != State::Revoked);
    let claimed = (0..desk.site.project.locales.len()).flat_map(claims);
    let accepted = claimed.flat_map(|claim| claim.sources).any(|source| named.contains(&source));
    voice.say(&match accepted {
        true => format!("`{block}` needs no entry: every accepted translation of it is one of the text as it is now"),
        false => format!(
            "`{block}` needs no entry: nobody has accepted a translation of it, so that none can be out of date; \
             if one of an earlier text is accepted later, `handbook translate classify` asks for it"
        ),
    });
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
        voice.say(match (0..desk.site.project.locales.len()).any(|locale| !desk.all_claims(locale).is_empty()) {
            true => "every edit is classified",
            false => "nobody has accepted a translation yet: no edit of the source needs an entry",
        });
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
