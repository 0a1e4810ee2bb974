//! What a locale's folder says of its translation: the claims of all its chapters, and the ledger of the book.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::freshness::Claims;
use super::ledger::Ledger;
use super::lock::{self, Claim};
use crate::diagnostic::Diagnostic;
use crate::inputs::{Hash, Inputs, hash_parts, mix};
use crate::vpath::VPath;

/// The ledger's file.
pub const LEDGER: &str = "locales/changes.tsv";

/// See the module's text.
#[derive(Debug, Clone, Default)]
pub struct Record {
    pub claims: Claims,
    pub ledger: Arc<Ledger>,
    /// Of the files it was read from.
    pub hash: Hash,
}

/// The folder of a locale's claims.
pub fn folder(tag: &str) -> String {
    format!("locales/{tag}/claims")
}

/// Everything that a locale's record is read from: equal key, equal record.
pub fn key(inputs: &Inputs, tag: &str) -> Hash {
    let folder = folder(tag);
    let locks = inputs.below(&folder).map(|(path, file)| mix([hash_parts([path.as_str().as_bytes()]), file.hash]));
    mix(locks.chain(inputs.get(LEDGER).map(|file| file.hash)))
}

/// Reads the ledger of the book; empty if there is none.
pub fn read_ledger(inputs: &Inputs) -> (Ledger, Vec<Diagnostic>) {
    inputs.text(LEDGER).map(|text| Ledger::read(&VPath::known(LEDGER), text)).unwrap_or_default()
}

/// Reads the claims of a locale.
pub fn read(inputs: &Inputs, tag: &str, ledger: Arc<Ledger>) -> (Record, Vec<Diagnostic>) {
    let folder = folder(tag);
    let mut claims: BTreeSet<Claim> = BTreeSet::new();
    let mut diags = Vec::new();
    for (path, file) in inputs.below(&folder).filter(|(path, _)| path.extension() == "lock") {
        let Some(text) = file.text() else { continue };
        let (found, said) = lock::read(path, text);
        claims.extend(found);
        diags.extend(said.into_iter().map(|diag| diag.locale(tag)));
    }
    (Record { claims: Claims::new(&claims), ledger, hash: key(inputs, tag) }, diags)
}
