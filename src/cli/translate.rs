//! `handbook translate` and `handbook status`: one module a command.

mod accept;
mod classify;
mod desk;
pub mod status;

use std::path::Path;

use super::Voice;
use super::arguments::{Deed, SeverityChoice};
use crate::failure::Failure;
use crate::translation::Severity;

/// Does what was asked for.
pub fn run(root: &Path, who: Option<&str>, deed: &Deed, voice: &Voice) -> Result<u8, Failure> {
    match deed {
        Deed::Adopt { locale, state } => {
            let order = accept::Accept { locale, chapter: None, state, unchanged: None, who };
            accept::run(root, &order, voice)
        }
        Deed::Accept { locale, chapter, state, unchanged } => {
            let (chapter, unchanged) = (Some(chapter.as_str()), unchanged.as_deref());
            let order = accept::Accept { locale, chapter, state, unchanged, who };
            accept::run(root, &order, voice)
        }
        Deed::Classify { block, note, severity } => {
            let severity = match severity {
                SeverityChoice::Minor => Severity::Minor,
                SeverityChoice::Major => Severity::Major,
                SeverityChoice::Critical => Severity::Critical,
            };
            classify::run(root, block, severity, note, who, voice)
        }
    }
}
