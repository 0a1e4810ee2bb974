//! `handbook check`.

use std::path::Path;

use super::project::{self, Timings};
use super::{Voice, print};
use crate::diagnostic::{self, Level};
use crate::emit::{self, Format};
use crate::failure::Failure;

/// Reports every finding. 0 if none is an error (or, with `strict`, a warning), else 1.
pub fn run(root: &Path, format: Format, strict: bool, voice: &Voice) -> Result<u8, Failure> {
    let mut timings = Timings::default();
    let settings = project::settings(None, false)?;
    let (engine, snapshot) = project::load(root, settings, &mut timings)?;
    let start = std::time::Instant::now();
    let mut diags = snapshot.diags.clone();
    if snapshot.blocking().next().is_none() {
        diags.extend(snapshot.render_diags());
        diagnostic::sort(&mut diags);
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
