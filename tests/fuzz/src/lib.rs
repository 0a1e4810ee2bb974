//! What the fuzz targets share.

use std::panic::{self, AssertUnwindSafe, catch_unwind};

use handbook::data::Date;
use handbook::diagnostic::Diagnostic;
use handbook::inputs::{Content, File, Inputs};
use handbook::project::Settings;
use handbook::vpath::VPath;

/// Lets panics of the Markdown parser pass: some are known there, and the engine catches them for each page.
/// Every other panic ends the run, also one that the engine would have caught.
pub fn forgive_the_markdown_parser() {
    let previous = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !info.location().is_some_and(|at| at.file().contains("/pulldown-cmark-")) {
            previous(info);
        }
    }));
}

/// Runs what may panic in the Markdown parser.
pub fn forgiving<T>(run: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(run)).ok()
}

pub fn settings() -> Settings {
    Settings { today: Date::parse("2026-11-23"), ..Settings::default() }
}

/// Text as a chapter reaches the parser: UTF-8, LF line ends, no byte order mark.
pub fn text(path: &VPath, bytes: &[u8]) -> Option<std::sync::Arc<str>> {
    File::new(path, bytes.to_owned()).text().cloned()
}

/// Every finding points into a text, at the borders of characters.
pub fn places_are_true(diags: &[Diagnostic], inputs: &Inputs) {
    for diag in diags {
        let places =
            diag.file.iter().zip(&diag.range).chain(diag.labels.iter().map(|label| (&label.file, &label.range)));
        for (file, range) in places {
            let text = match inputs.get(file.as_str()).map(|file| &file.content) {
                Some(Content::Text { text, .. }) => text,
                _ => panic!("{diag:?} points into what is no text"),
            };
            assert!(text.get(range.clone()).is_some(), "{diag:?} points to no part of its text");
        }
    }
}
