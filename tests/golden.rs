//! Golden sites: each folder of `tests/sites` is a project; its whole output, findings included, is
//! compared with `tests/golden/<site>`. `UPDATE=1 cargo test --test golden` rewrites the expectations,
//! which CI refuses.

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use handbook::data::Date;
use handbook::diagnostic;
use handbook::disk;
use handbook::emit::{Format, emit};
use handbook::engine::Engine;
use handbook::project::Settings;
use support::expected::expected;

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Every output file of a project, and its findings as `findings.txt`.
/// The default theme's styles are replaced by short ones: a change of design is no change of output.
fn build(project: &Path, styles: bool) -> BTreeMap<String, Vec<u8>> {
    let settings = Settings { today: Date::parse("2026-11-23"), ..Settings::default() };
    let mut engine = Engine::new(settings);
    let mut delta = disk::scan(project).expect("a readable project");
    if !styles {
        delta.write("themes/default/assets/style.css", "body{margin:0}");
        delta.write("themes/default/assets/print.css", "@page{@top-center{content:\"{title}\"}}");
    }
    let snapshot = engine.update(delta);
    let mut diags = snapshot.diags.clone();
    let mut files = BTreeMap::new();
    for (path, origin) in snapshot.outputs() {
        let artifact = snapshot.render(&path, &origin);
        diags.extend(artifact.diags);
        files.insert(path.to_string(), artifact.bytes);
    }
    diagnostic::sort(&mut diags);
    let findings = emit(&diags, engine.inputs(), Format::Human, false);
    files.insert("findings.txt".to_owned(), findings.into_bytes());
    files
}

fn compare(site: &str) {
    let made = build(&here("tests/sites").join(site), false);
    let folder = here("tests/golden").join(site);
    let expected = expected(&folder, &made);
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    for (path, bytes) in &made {
        if let Some(wanted) = expected.get(path) {
            snapbox::assert_data_eq!(
                String::from_utf8_lossy(bytes).into_owned(),
                snapbox::IntoData::raw(String::from_utf8_lossy(wanted).into_owned())
            );
            assert_eq!(bytes, wanted, "{site}/{path}");
        }
    }
    assert_eq!(names(&made), names(&expected), "{site}");
}

#[test]
fn minimal() {
    compare("minimal");
}

#[test]
fn features() {
    compare("features");
}

#[test]
fn directions() {
    compare("directions");
}

#[test]
fn fallback() {
    compare("fallback");
}

#[test]
fn claims() {
    compare("claims");
}

#[test]
fn glossary() {
    compare("glossary");
}

#[test]
fn theme() {
    compare("theme");
}

/// What is withdrawn stands nowhere: not in a page, its metadata, the feed or the page for printing.
#[test]
fn withdrawn_advice_is_nowhere() {
    for (site, texts) in [("features", &["This text must not appear"][..]), ("fallback", &["Take ten", "Tome dez"])] {
        for (path, bytes) in build(&here("tests/sites").join(site), false) {
            let text = String::from_utf8_lossy(&bytes);
            assert!(texts.iter().all(|old| !text.contains(old)), "{site}/{path}");
        }
    }
}

/// The bundled book in all languages: every page is there, nothing but information is reported.
#[test]
fn the_bundled_handbook_has_no_problems() {
    let made = build(&here(""), true);
    let findings = String::from_utf8(made["findings.txt"].clone()).expect("text");
    let wanted = "info[A25]: 5 of 5 chapters are not medically reviewed; each page says so\n  \
                  help: once a clinician has read a chapter, add `[review]` with `reviewed` and `reviewer` to it\n\n\
                  info[U08]: no health professional has read all safety notices in `bn`, `ar`, `zh-Hans`, `es`, `fr`\n  \
                  help: once one has, `handbook translate review TAG _ui --as medical`\n\n";
    assert_eq!(findings, wanted);
    for tag in ["en", "bn", "ar", "zh-Hans", "es", "fr"] {
        for page in ["index", "how-it-spreads", "clean-hands", "masks", "cleaning", "when-to-get-help", "print", "404"]
        {
            let path = format!("{tag}/{page}.html");
            let html = String::from_utf8_lossy(&made[&path]);
            assert!(html.contains(&format!("<html lang=\"{tag}\"")), "{path}");
            let fallback = html.contains("class=\"fb\"") || html.contains(" lang=\"en\" dir=\"ltr\">\n<");
            assert!(tag == "en" || !fallback, "{path} falls back");
        }
    }
}
