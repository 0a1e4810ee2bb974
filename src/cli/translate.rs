//! `handbook translate` and `handbook status`: one module a command.

mod accept;
mod classify;
mod desk;
mod exchange;
mod diff;
mod keep;
mod masters;
mod report;
mod retract;
mod review;
pub mod status;
mod sync;

use std::path::Path;

use super::Voice;
use super::arguments::{Deed, ReviewChoice};
use crate::failure::Failure;
use crate::project::State;
use crate::translation::Severity;

/// Does what was asked for.
pub fn run(root: &Path, who: Option<&str>, deed: &Deed, voice: &Voice) -> Result<u8, Failure> {
    match deed {
        Deed::Adopt { locale, state } => {
            let order = accept::Accept { locale, chapter: None, state, unchanged: None, waive: &[], who };
            accept::run(root, &order, voice)
        }
        Deed::Accept { locale, chapter, state, unchanged, waive } => {
            let (chapter, unchanged) = (Some(chapter.as_str()), unchanged.as_deref());
            let order = accept::Accept { locale, chapter, state, unchanged, waive, who };
            accept::run(root, &order, voice)
        }
        Deed::Review { locale, chapter, state } => {
            let state = match state {
                ReviewChoice::Revised => State::Revised,
                ReviewChoice::Medical => State::Medical,
            };
            review::run(root, &review::Review { locale, chapter, state, reason: None, who }, voice)
        }
        Deed::Revoke { locale, chapter, reason } => {
            let state = State::Revoked;
            review::run(root, &review::Review { locale, chapter, state, reason: Some(reason), who }, voice)
        }
        Deed::Diff { locale, chapter } => diff::run(root, locale, chapter),
        Deed::Classify { block, note, minor, major, critical } => {
            let named = [(*minor, Severity::Minor), (*major, Severity::Major), (*critical, Severity::Critical)];
            let severity = named.into_iter().find(|(set, _)| *set).map(|(_, severity)| severity);
            match (block, note, severity) {
                (Some(block), Some(note), Some(severity)) => classify::run(root, block, severity, note, who, voice),
                (None, None, None) => classify::walk(root, who, voice),
                _ => Err(Failure::Usage(
                    "name the block, say what changed, and how grave it is with --minor, --major or --critical; \
                     or nothing at all to be asked for each edit"
                        .to_owned(),
                )),
            }
        }
        Deed::Retract { chapter, reason, see } => retract::run(root, chapter, reason, see.as_deref(), who, voice),
        Deed::Lock { fix } => keep::lock(root, *fix, voice),
        Deed::Gc => keep::gc(root, voice),
        Deed::Migrate => keep::migrate(root, voice),
        Deed::Sync { locale, chapter } => sync::run(root, locale, chapter.as_deref(), voice),
        Deed::Export { locale, chapter, po: _, xliff, output } => {
            let (chapter, output) = (chapter.as_deref(), output.as_deref());
            exchange::export(root, &exchange::Export { locale, chapter, xliff: *xliff, output }, voice)
        }
        Deed::Import { file, theirs, state } => {
            exchange::import(root, &exchange::Import { file, theirs: *theirs, state, who }, voice)
        }
        Deed::Backtranslate { locale, output } => exchange::backtranslate(root, locale, output.as_deref()),
    }
}

/// A number of blocks in words.
fn blocks(n: usize) -> String {
    if n == 1 { "1 block".to_owned() } else { format!("{n} blocks") }
}

/// The two parts of `chapter#block`.
fn parts(name: &str) -> (&str, Option<&str>) {
    name.split_once('#').map_or((name, None), |(chapter, block)| (chapter, Some(block)))
}
