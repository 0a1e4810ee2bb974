//! What a locale's folder says of its translation: the claims of all its chapters, and the ledger of the book.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::base;
use super::block::BlockHash;
use super::freshness::Claims;
use super::ledger::Ledger;
use super::lock::{self, Claim, State};
use crate::diagnostic::{Code, Diagnostic};
use crate::inputs::{Hash, Inputs, hash_parts, mix};
use crate::vpath::VPath;

/// The ledger's file.
pub const LEDGER: &str = "locales/changes.tsv";

/// What was said of the source's edits, and what the source said before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits {
    pub ledger: Ledger,
    /// Each text of the source that somebody ever claimed.
    pub texts: BTreeMap<BlockHash, String>,
    /// Of the ledger, and of those of its texts that are not kept: what a text says is in its hash.
    pub hash: Hash,
}

/// See the module's text.
#[derive(Debug, Clone, Default)]
pub struct Record {
    pub claims: Claims,
    pub edits: Arc<Edits>,
    /// Of the files it was read from.
    pub key: Hash,
    /// Of what it says: equal hash, equal judgement.
    pub hash: Hash,
}

/// The folder of a locale's claims.
pub fn folder(tag: &str) -> String {
    format!("locales/{tag}/claims")
}

/// Whether a file belongs to a record.
pub fn concerns(path: &VPath) -> bool {
    path.as_str() == LEDGER || path.as_str().contains("/claims/") || path.below(base::FOLDER).is_some()
}

/// Reads the ledger of the book, and of the base store what belongs to it; empty if there is none.
pub fn read_edits(inputs: &Inputs, editors: &[String]) -> (Edits, Vec<Diagnostic>) {
    let text = inputs.text(LEDGER).map_or("", |text| text);
    let (ledger, diags) = Ledger::read(&VPath::known(LEDGER), text, editors);
    let texts = base::read(inputs);
    let missing = ledger.edits.iter().filter(|edit| !texts.contains_key(&edit.from)).map(|edit| edit.from.to_string());
    let said = format!("{editors:?}{:?}", missing.collect::<Vec<_>>());
    let hash = hash_parts([text.as_bytes(), said.as_bytes()]);
    (Edits { ledger, texts, hash }, diags)
}

/// Everything that a locale's record is read from: equal key, equal record.
pub fn key(inputs: &Inputs, tag: &str, edits: &Edits, medical: &[String]) -> Hash {
    let folder = folder(tag);
    let locks = inputs.below(&folder).map(|(path, file)| mix([hash_parts([path.as_str().as_bytes()]), file.hash]));
    let texts = inputs.below(base::FOLDER).map(|(_, file)| file.hash);
    mix(locks.chain(texts).chain([edits.hash, hash_parts(medical.iter().map(String::as_bytes))]))
}

/// Reads the claims of a locale. A review that its author may not make counts as a translation.
pub fn read(inputs: &Inputs, tag: &str, edits: Arc<Edits>, medical: &[String]) -> (Record, Vec<Diagnostic>) {
    let folder = folder(tag);
    let mut files: Vec<(&VPath, &str, BTreeSet<Claim>)> = Vec::new();
    let mut diags = Vec::new();
    for (path, file) in inputs.below(&folder).filter(|(path, _)| path.extension() == "lock") {
        let Some(text) = file.text() else { continue };
        let (found, said) = lock::read(path, text);
        diags.extend(said.into_iter().map(|diag| diag.locale(tag)));
        files.push((path, text, found));
    }
    let translated: BTreeSet<(BlockHash, Vec<BlockHash>, String)> = files
        .iter()
        .flat_map(|file| &file.2)
        .filter(|claim| claim.state <= State::Translated)
        .map(|claim| (claim.target, claim.sources.clone(), claim.who.clone()))
        .collect();
    let mut claims = BTreeSet::new();
    for (path, text, found) in files {
        for mut claim in found {
            let own = || translated.contains(&(claim.target, claim.sources.clone(), claim.who.clone()));
            let message = match claim.state {
                State::Revised if own() => Some(format!("`{}` revised what `{}` translated", claim.who, claim.who)),
                State::Medical if !medical.contains(&claim.who) => {
                    Some(format!("`{}` may not review as a health professional", claim.who))
                }
                _ => None,
            };
            if let Some(message) = message {
                let range = lock::place(text, &claim).unwrap_or(0..0);
                let help = "revoke it and let another review the block; \
                            `[translation] medical` in handbook.toml names who may";
                diags.push(Diagnostic::new(Code::R02, message).at(path, range).help(help).locale(tag));
                claim.state = State::Translated;
            }
            claims.insert(claim);
        }
    }
    let claims_hash = {
        let folder = self::folder(tag);
        let locks = inputs.below(&folder).map(|(path, file)| mix([hash_parts([path.as_str().as_bytes()]), file.hash]));
        mix(locks)
    };
    let missing = claims.iter().flat_map(|claim| &claim.sources).filter(|source| !edits.texts.contains_key(source));
    let missing: BTreeSet<String> = missing.map(BlockHash::to_string).collect();
    let missing = hash_parts(missing.iter().map(String::as_bytes));
    let people = hash_parts(medical.iter().map(String::as_bytes));
    let (key, hash) = (key(inputs, tag, &edits, medical), mix([claims_hash, edits.hash, missing, people]));
    (Record { claims: Claims::new(&claims), edits, key, hash }, diags)
}
