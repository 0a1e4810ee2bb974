//! From one canonical form to another: when a version of the program changes what is hashed, no text has changed, and
//! no claim may be lost. Whatever is known by its text is hashed again, and claims follow.

use std::collections::BTreeMap;

use super::base;
use super::block::{BlockHash, BlockKind};
use super::ledger::Ledger;
use super::lock;

/// The hash in the new form of each that is known in the old one.
#[derive(Debug, Default)]
pub struct Hashes {
    from: u32,
    to: u32,
    known: BTreeMap<BlockHash, BlockHash>,
}

impl Hashes {
    pub fn new(from: u32, to: u32) -> Hashes {
        Hashes { from, to, known: BTreeMap::new() }
    }

    /// Learns a text.
    pub fn learn(&mut self, kind: BlockKind, text: &str) {
        let hash = |norm| BlockHash::in_form(norm, kind, text);
        self.known.insert(hash(self.from), hash(self.to));
    }

    /// A file of the base store in the new form. It says no kinds, but only one of them has the hash.
    pub fn base(&mut self, text: &str) -> String {
        let mut out = BTreeMap::new();
        for (hash, text) in base::read_file(text) {
            let kind = BlockKind::ALL.into_iter().find(|kind| BlockHash::in_form(self.from, *kind, &text) == hash);
            if let Some(kind) = kind {
                self.learn(kind, &text);
            }
            out.insert(self.known.get(&hash).copied().unwrap_or(hash), text);
        }
        base::write_form(&out, self.to)
    }

    /// A lock file in the new form, and how many of its claims are of texts that nobody has any more: they are kept
    /// as comments.
    pub fn lock(&self, text: &str) -> (String, usize) {
        let (claims, others) = lock::read_any(text);
        let mut out = std::collections::BTreeSet::new();
        let mut lost = Vec::new();
        for mut claim in claims {
            let target = self.known.get(&claim.target).copied();
            let sources: Option<Vec<BlockHash>> =
                claim.sources.iter().map(|source| self.known.get(source).copied()).collect();
            match target.zip(sources) {
                Some((target, sources)) => {
                    (claim.target, claim.sources) = (target, sources);
                    out.insert(claim);
                }
                None => lost.push(format!("# form {}: {claim}\n", self.from)),
            }
        }
        let n_lost = lost.len();
        (lock::write_form(&out, self.to) + &others + &lost.concat(), n_lost)
    }

    /// The ledger in the new form. Entries of unknown texts stay as they are: they are for claims that are gone.
    pub fn ledger(&self, ledger: &Ledger) -> String {
        let new = |hash: BlockHash| self.known.get(&hash).copied().unwrap_or(hash);
        let mut out = ledger.clone();
        out.edits = ledger
            .edits
            .iter()
            .map(|edit| {
                let mut edit = edit.clone();
                (edit.from, edit.to) = (new(edit.from), new(edit.to));
                edit
            })
            .collect();
        out.write_form(self.to)
    }
}

/// The form that a file's header names; the first one if it names none.
pub fn form_of(text: &str) -> u32 {
    let header = text.lines().find(|line| line.starts_with('#') && line.contains("norm="));
    let number = header.and_then(|line| line.split_once("norm=")).map(|(_, rest)| rest);
    number.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(1)
}
