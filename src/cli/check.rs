//! `handbook check`.

use std::path::{Path, PathBuf};

use super::project::{self, Timings};
use super::{Voice, print};
use crate::diagnostic::{self, Level};
use crate::emit::{self, Format};
use crate::failure::Failure;

/// How severe to be.
#[derive(Debug, Clone, Copy)]
pub struct Severity {
    /// Warnings count as errors.
    pub strict: bool,
    /// What must not be in a release is an error.
    pub release: bool,
}

/// Reports every finding. 0 if none is an error, else 1.
pub fn run(
    root: &Path,
    format: Format,
    Severity { strict, release }: Severity,
    font_dirs: &[PathBuf],
    voice: &Voice,
) -> Result<u8, Failure> {
    let mut timings = Timings::default();
    let settings = project::settings(None, false, font_dirs)?;
    let (engine, snapshot) = project::load(root, settings, &mut timings)?;
    let start = std::time::Instant::now();
    let mut diags = snapshot.diags.clone();
    if snapshot.blocking().next().is_none() {
        diags.extend(snapshot.render_diags());
        diagnostic::sort(&mut diags);
    }
    if let Some(site) = snapshot.site.as_ref().filter(|_| release) {
        for diag in diags.iter_mut().filter(|diag| diag.holds_release()) {
            // Who has set a level knows what it is about.
            if !site.project.config.levels.sets(diag.code) {
                diag.level = Level::Error;
            }
        }
    }
    timings.take("render", start);
    match format {
        Format::Human => {
            let shown = voice.shown(&diags, strict);
            eprint!("{}", emit::emit(&shown, engine.inputs(), format, voice.color));
            let summary = emit::summary(&diags);
            voice.say(if summary.is_empty() { "no problems" } else { &summary });
        }
        _ => {
            print(emit::emit(&diags, engine.inputs(), format, voice.color).as_bytes())?;
        }
    }
    timings.report(voice)?;
    let counts = diagnostic::count(&diags);
    let bad = diags.iter().any(|diag| diag.level == Level::Error) || (strict && counts.warnings > 0);
    Ok(u8::from(bad))
}
