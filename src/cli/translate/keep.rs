//! Housekeeping: `translate lock`, `translate gc`, `translate migrate`.

use std::collections::BTreeSet;
use std::path::Path;

use super::desk::{self, Desk};
use crate::cli::Voice;
use crate::disk;
use crate::failure::Failure;
use crate::translation::block::{self, BlockHash, NORM};
use crate::translation::migrate::{Hashes, form_of};
use crate::translation::{base, definitions, interface, lock as locks, record};
use crate::vpath::VPath;

/// The files of a folder with an ending, and their text.
fn files(desk: &Desk, folder: &str, ending: &str) -> Vec<(VPath, String)> {
    let found = desk.engine.inputs().below(folder).filter(|(path, _)| path.extension() == ending);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    found.filter_map(|(path, file)| Some((path.clone(), text(file.bytes()?)))).collect()
}

/// The lock files of all languages, of those too that the config does not list now.
fn lock_files(desk: &Desk) -> Vec<(VPath, String)> {
    let all = files(desk, "locales", "lock");
    all.into_iter().filter(|(path, _)| path.as_str().contains("/claims/")).collect()
}

fn replace(desk: &Desk, path: &VPath, text: &str) -> Result<(), Failure> {
    disk::replace(&desk.root.join(path.as_str()), text.as_bytes())
}

/// Says which lock files a merge has left untidy, and with `fix` writes them anew. 1 if there is something to do.
pub fn lock(root: &Path, fix: bool, voice: &Voice) -> Result<u8, Failure> {
    let desk = desk::open(root)?;
    let untidy: Vec<(VPath, String, String)> = lock_files(&desk)
        .into_iter()
        .filter_map(|(path, text)| {
            let tidy = locks::extended(&text, &BTreeSet::new()).ok()?;
            Some((path, text, tidy))
        })
        .filter(|(_, text, tidy)| text != tidy)
        .collect();
    for (path, _, tidy) in &untidy {
        if fix {
            replace(&desk, path, tidy)?;
        }
        voice.say(&format!("{} {path}", if fix { "wrote anew" } else { "untidy:" }));
    }
    if untidy.is_empty() {
        voice.say("all lock files are tidy");
    }
    Ok(u8::from(!fix && !untidy.is_empty()))
}

/// Drops texts from the base store that neither a claim nor the ledger names.
pub fn gc(root: &Path, voice: &Voice) -> Result<u8, Failure> {
    let desk = desk::open(root)?;
    let mut named: BTreeSet<BlockHash> = BTreeSet::new();
    for (_, text) in lock_files(&desk) {
        named.extend(locks::read_any(&text).0.into_iter().flat_map(|claim| claim.sources));
    }
    let ledger = record::read_edits(desk.engine.inputs(), &[]).0.ledger;
    named.extend(ledger.edits.iter().flat_map(|edit| [edit.from, edit.to]));
    let mut dropped = 0;
    for (path, text) in files(&desk, base::FOLDER, "txt") {
        let mut texts = base::read_file(&text);
        let before = texts.len();
        texts.retain(|hash, _| named.contains(hash));
        if texts.len() < before {
            dropped += before - texts.len();
            replace(&desk, &path, &base::write(&texts))?;
        }
    }
    voice.say(&match dropped {
        1 => "dropped 1 text".to_owned(),
        n => format!("dropped {n} texts"),
    });
    Ok(0)
}

/// Brings claims, base store and ledger to the form of hashes that this version makes.
pub fn migrate(root: &Path, voice: &Voice) -> Result<u8, Failure> {
    let desk = desk::open(root)?;
    let bases = files(&desk, base::FOLDER, "txt");
    let locks = lock_files(&desk);
    let ledger_text = desk.current(record::LEDGER);
    let texts = bases.iter().chain(&locks).map(|file| &file.1).chain([&ledger_text]).filter(|text| !text.is_empty());
    let Some(from) = texts.map(|text| form_of(text)).find(|form| *form != NORM) else {
        voice.say("all hashes have the form of this version");
        return Ok(0);
    };
    if from > NORM {
        return Err(Failure::Usage(format!("form {from} was written by a newer version of the program: use that one")));
    }
    let mut hashes = Hashes::new(from, NORM);
    for doc in desk.site.docs.values() {
        for block in block::blocks(doc) {
            hashes.learn(block.kind, &block.text);
        }
    }
    for text in definitions::texts(&desk.site.project) {
        hashes.learn(definitions::KIND, &text);
    }
    for locale in &desk.site.project.locales {
        for (_, source, target) in interface::notices(&desk.site.project, locale) {
            hashes.learn(interface::KIND, source);
            hashes.learn(interface::KIND, target);
        }
    }
    // Texts first, for the claims are told by them; all is made before anything is written.
    let mut made: Vec<(VPath, String)> = Vec::new();
    for (path, text) in bases.iter().filter(|file| form_of(&file.1) == from) {
        made.push((path.clone(), hashes.base(text)));
    }
    let mut n_lost = 0;
    for (path, text) in locks.iter().filter(|file| form_of(&file.1) == from) {
        let (text, lost) = hashes.lock(text);
        n_lost += lost;
        made.push((path.clone(), text));
    }
    if !ledger_text.is_empty() && form_of(&ledger_text) == from {
        let ledger = record::read_edits(desk.engine.inputs(), &[]).0.ledger;
        made.push((VPath::known(record::LEDGER), hashes.ledger(&ledger)));
    }
    for (path, text) in &made {
        replace(&desk, path, text)?;
    }
    voice.say(&format!("brought {} files from form {from} to form {NORM}", made.len()));
    if n_lost > 0 {
        voice.say(&format!("{n_lost} claims were of texts that nobody has any more; they are kept as comments"));
    }
    Ok(0)
}
