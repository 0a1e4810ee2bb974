//! A locale's book as a PDF: tagged, for paper and for screens without a network. The tree becomes calls of the
//! theme's functions, and those become pages, all in memory.

mod book;
mod compile;
mod fonts;
mod profile;
mod qr;
mod slim;
mod write;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use super::Artifact;
use super::page;
use crate::book::Site;
use crate::diagnostic::{Code, Diagnostic};
use crate::vpath::VPath;
use book::Book;
use compile::{Fonts, Problem};

/// How much is done to the finished PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finish {
    /// As it is: for a preview, where time counts.
    Fast,
    /// Packed: for readers, whose network counts.
    Small,
}

/// One book at a time: each takes some hundred megabytes while it is made, and uses all cores by itself.
static PRESS: Mutex<()> = Mutex::new(());

/// Makes the PDF.
pub fn render(site: &Site, locale: usize, path: &VPath, finish: Finish) -> Artifact {
    let book = book::of_locale(site, locale);
    let fonts = fonts_of(site, locale, &book);
    let mut diags = uncovered(site, &book, &fonts);
    if !diags.is_empty() {
        return Artifact { bytes: Vec::new(), diags };
    }
    let _press = PRESS.lock().unwrap_or_else(PoisonError::into_inner);
    let set = catch_unwind(AssertUnwindSafe(|| compile::compile(&book, &fonts, page::edition_date(site))));
    compile::forget(if finish == Finish::Fast { 10 } else { 0 });
    let pdf = match set {
        Ok(Ok(set)) => set.pdf,
        Ok(Err(problems)) => {
            diags.extend(problems.iter().map(|problem| finding(site, locale, problem)));
            return Artifact { bytes: Vec::new(), diags };
        }
        Err(_) => {
            let diag = Diagnostic::new(Code::A00, format!("the program failed while setting `{path}`")).in_file(path);
            return Artifact { bytes: Vec::new(), diags: vec![diag.help("please report this with the book")] };
        }
    };
    match finish {
        Finish::Fast => Artifact { bytes: pdf, diags },
        Finish::Small => super::pack::made(slim::slim(&pdf), path),
    }
}

/// The fonts of a book: those of its locale first, then what comes with the program.
fn fonts_of(site: &Site, locale: usize, book: &Book) -> Arc<Fonts> {
    let tag = &site.locale(locale).tag;
    let own: Vec<Vec<u8>> = site
        .inputs
        .below(&format!("locales/{tag}/fonts"))
        .filter_map(|(_, file)| file.bytes().map(<[u8]>::to_vec))
        .collect();
    let cjk = book.profiles.values().any(|profile| profile.names().any(|name| EAST_ASIAN.contains(&name)));
    let mut files = own;
    for set in [Some(false), cjk.then_some(true)].into_iter().flatten() {
        files.extend(fonts::bundled(set).iter().map(|(_, bytes)| bytes.clone()));
    }
    Arc::new(Fonts::new(files))
}

const EAST_ASIAN: [&str; 4] = ["Noto Sans SC", "Noto Sans TC", "Noto Sans JP", "Noto Sans KR"];

/// Characters that no font of their language has.
fn uncovered(site: &Site, book: &Book, fonts: &Fonts) -> Vec<Diagnostic> {
    let covers = |profile: &profile::Profile, ch: char| fonts.covers(&compile::families(profile), ch);
    let missing = book::uncovered(book, covers);
    let found = missing.into_iter().filter_map(|(locale, ch)| {
        let (file, range) = book.left.places.get(&(locale, ch))?;
        let tag = &site.locale(locale).tag;
        Some(
            Diagnostic::new(Code::L08, format!("no font for `{tag}` has `{ch}` (U+{:04X})", u32::from(ch)))
                .at(file, range.clone())
                .help(format!("put a font that has it into `locales/{tag}/fonts/`, or write it another way"))
                .locale(tag),
        )
    });
    found.collect()
}

/// What the typesetter says, as a finding. What authors write cannot be wrong for it: a theme can.
fn finding(site: &Site, locale: usize, problem: &Problem) -> Diagnostic {
    let tag = &site.locale(locale).tag;
    let diag = Diagnostic::new(Code::A34, format!("the PDF in `{tag}` cannot be set: {}", problem.message));
    let help = problem.hints.first().cloned();
    let diag = match (&problem.file, &problem.range) {
        (Some(file), range) if file.starts_with("/theme/") => {
            let name = file.trim_start_matches("/theme/");
            let path = VPath::known(&format!("themes/{}/print/{name}", site.project.config.theme));
            match range {
                Some(range) if site.inputs.get(path.as_str()).is_some() => diag.at(&path, range.clone()),
                _ => diag.in_file(&path),
            }
        }
        _ => diag,
    };
    diag.help(help.unwrap_or_else(|| "mend the theme's print files, or take them out to use the built-in ones".to_owned()))
        .locale(tag)
}
