//! What a locale's folder says of its translation: the claims of all its chapters, and the ledger of the book.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::base;
use super::block::{Block, BlockHash, NORM};
use super::freshness::Claims;
use super::ledger::Ledger;
use super::lock::{self, Claim, OtherForm, State};
use super::migrate::form_of;
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

/// The files that hold what was claimed of a chapter: its texts in the base store, and its claims. They are written in
/// this order: a claim whose text is not kept could not be explained later.
pub fn paths(tag: &str, id: &str) -> [String; 2] {
    [format!("{}/{id}.txt", base::FOLDER), format!("{}/{id}.lock", folder(tag))]
}

/// The two files of [`paths`] with more claims in them; `sources` are the blocks that claims may be of. Fails if the
/// hashes of a file have another form.
pub fn with_claims<'a>(
    store: &str,
    lock: &str,
    claims: &BTreeSet<Claim>,
    sources: impl Iterator<Item = &'a Block>,
) -> Result<[String; 2], OtherForm> {
    if !store.is_empty() && form_of(store) != NORM {
        return Err(OtherForm);
    }
    let claimed: BTreeSet<BlockHash> = claims.iter().flat_map(|claim| claim.sources.iter().copied()).collect();
    let mut texts = base::read_file(store);
    texts.extend(sources.filter(|block| claimed.contains(&block.hash)).map(|block| (block.hash, block.text.clone())));
    Ok([base::write(&texts), lock::extended(lock, claims)?])
}

/// Whether a file belongs to a record.
pub fn concerns(path: &VPath) -> bool {
    path.as_str() == LEDGER || path.as_str().contains("/claims/") || path.below(base::FOLDER).is_some()
}

/// Reads the ledger of the book and the base store; empty if there are none.
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
    let texts = inputs.below(base::FOLDER).map(|(_, file)| file.hash);
    let people = hash_parts(medical.iter().map(String::as_bytes));
    mix(texts.chain([locks(inputs, tag), edits.hash, people]))
}

/// Of the lock files of a locale.
fn locks(inputs: &Inputs, tag: &str) -> Hash {
    let folder = folder(tag);
    let files = inputs.below(&folder);
    mix(files.map(|(path, file)| mix([hash_parts([path.as_str().as_bytes()]), file.hash])))
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
    let missing = claims.iter().flat_map(|claim| &claim.sources).filter(|source| !edits.texts.contains_key(source));
    let missing: BTreeSet<String> = missing.map(BlockHash::to_string).collect();
    let missing = hash_parts(missing.iter().map(String::as_bytes));
    let people = hash_parts(medical.iter().map(String::as_bytes));
    let (key, hash) = (key(inputs, tag, &edits, medical), mix([locks(inputs, tag), edits.hash, missing, people]));
    (Record { claims: Claims::new(&claims), edits, key, hash }, diags)
}
