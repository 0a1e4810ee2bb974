//! The PDF: what authors write is found in it again, whatever it is; what cannot be printed is a finding, never a panic.
#![cfg(feature = "pdf")]

mod support;

use std::sync::Arc;

use handbook::data::Date;
use handbook::diagnostic::{Code, Level};
use handbook::engine::{Engine, Snapshot};
use handbook::inputs::Delta;
use handbook::project::Settings;
use handbook::render::Artifact;
use proptest::prelude::*;
use support::pdf_text::{pages, words};

const CONFIG: &str =
    "[handbook]\nsource = \"en\"\nlocales = [\"en\"]\ndate = 2026-11-01\n[output]\nformats = [\"html\", \"pdf\"]\n";

/// A book of one chapter with this text.
fn book(config: &str, text: &str, others: &[(&str, &str)]) -> Arc<Snapshot> {
    let mut delta = Delta::default();
    delta.write("handbook.toml", config);
    delta.write("locales/en/locale.toml", "title = \"Handbook\"\ndescription = \"Clean hands.\"\n");
    delta.write("content/en/SUMMARY.md", "- [Hands](a.md)\n");
    delta.write("content/en/a.md", text);
    for (path, text) in others {
        delta.write(path, *text);
    }
    let today = Date::parse("2026-11-24");
    Engine::new(Settings { today, ..Settings::default() }).update(delta)
}

/// The PDF of a locale, or a sheet, by the end of its path.
fn pdf(snapshot: &Snapshot, end: &str) -> Artifact {
    let outputs = snapshot.outputs();
    let (path, origin) = outputs.iter().find(|(path, _)| path.as_str().ends_with(end)).expect(end);
    snapshot.render(path, origin)
}

/// Markdown that shows these characters and no others.
fn escaped(text: &str) -> String {
    let escape = |ch: char| if ch.is_ascii_punctuation() { format!("\\{ch}") } else { ch.to_string() };
    text.chars().map(escape).collect()
}

fn cases(otherwise: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(otherwise)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: cases(24), ..ProptestConfig::default() })]

    /// Every character of scripts that are written one after the other, and all signs that mean something to Typst.
    #[test]
    fn what_an_author_writes_is_found_again(text in "[!-~À-ÿА-яΑ-ΡΣ-ω]{1,12}( [!-~À-ÿА-яΑ-ΡΣ-ω#$@<>_*/]{1,12}){0,8}") {
        let snapshot = book(CONFIG, &format!("# Hands\n\nBegin {} end.\n", escaped(&text)), &[]);
        let made = pdf(&snapshot, ".pdf");
        prop_assert_eq!(&made.diags, &[]);
        let words = words(&made.bytes);
        // A word that is broken at the end of a line has no space there.
        let packed = |text: &str| text.chars().filter(|ch| !ch.is_whitespace() && *ch != '\u{2010}' && *ch != '-').collect::<String>();
        prop_assert!(packed(&words).contains(&packed(&format!("Begin {text} end."))), "{text:?} is not in {words:?}");
    }

    /// Any text at all: a PDF, or a finding about a character without a font.
    #[test]
    fn any_text_gives_a_pdf_or_a_finding(text in "\\PC{1,40}") {
        let snapshot = book(CONFIG, &format!("# Hands\n\nBegin {text}\n"), &[]);
        if snapshot.blocking().next().is_none() {
            let made = pdf(&snapshot, ".pdf");
            let known = made.diags.iter().all(|diag| diag.code == Code::L08);
            prop_assert!(known, "{:?}", made.diags);
            prop_assert_eq!(made.bytes.is_empty(), !made.diags.is_empty());
        }
    }
}

#[test]
fn what_means_something_to_the_typesetter_means_nothing_in_a_chapter() {
    let text =
        r##"# $x$ @foo <lt> _ -- "q" \ [x] // /* #let x = 1 = - + 1. ~ ` ' : ; {} () #{panic()} \u{41} http://x"##;
    let made = pdf(&book(CONFIG, &format!("# Hands\n\nBegin {}\n\n```\n{text}\n```\n", escaped(text)), &[]), ".pdf");
    assert_eq!(made.diags, []);
    let found = words(&made.bytes);
    assert!(found.contains(&format!("Begin {text}")), "{found}");
    assert_eq!(found.matches("#{panic()}").count(), 2, "{found}");
}

#[test]
fn a_book_says_what_it_is_and_from_when_on_its_cover_and_every_page() {
    let config = CONFIG.replace("date =", "edition = \"2026.11\"\nlicence = \"CC BY 4.0\"\nbase_url = \"https://handbook.example.org/\"\ncheck_after = \"90d\"\ndate =");
    let made = pdf(&book(&config, "# Hands\n\nWash.\n", &[]), "/handbook-en-2026.11.pdf");
    assert_eq!(made.diags, []);
    let found = pages(&made.bytes);
    let cover = &found[0];
    for said in [
        "Handbook",
        "Clean hands.",
        "Edition 2026.11",
        "November 1, 2026",
        "CC BY 4.0",
        "January 30, 2027",
        "https://handbook.example.org/en/",
    ] {
        assert!(cover.contains(said), "{said:?} is not in {cover:?}");
    }
    let page = &found[2];
    assert!(page.starts_with("Hands No doctor") && page.contains(" Wash. Edition"), "{page}");
    assert!(page.contains("Edition 2026.11") && page.ends_with('3'), "{page}");
}

/// What is withheld is not in the PDF, and what stands in its place says so.
#[test]
fn a_translation_that_must_not_be_shown_is_not_printed() {
    let config = CONFIG.replace("locales = [\"en\"]", "locales = [\"en\", \"es\"]");
    let others = [
        ("locales/es/locale.toml", "title = \"Manual\"\n"),
        ("content/es/a.md", "# Manos\n\nLave sus manos 50 segundos.\n\nSeque sus manos.\n"),
    ];
    let made = pdf(
        &book(&config, "# Hands\n\nWash your hands for 20 seconds.\n\nDry your hands.\n", &others),
        "es-2026-11-01.pdf",
    );
    assert_eq!(made.diags, []);
    let found = words(&made.bytes);
    assert!(!found.contains("50 segundos") && found.contains("Wash your hands for 20 seconds."), "{found}");
    assert!(found.contains("Seque sus manos."), "{found}");
}

#[test]
fn a_sheet_has_one_page_and_the_address_of_its_chapter() {
    let config = CONFIG.replace("date =", "base_url = \"https://handbook.example.org/\"\ndate =");
    let text = "+++\nprint = [\"leaflet\", \"poster\"]\n+++\n\n# Hands\n\nWash them[^1]. See [hands](a.md).\n\n[^1]: With soap.\n";
    let snapshot = book(&config, text, &[]);
    for sheet in ["en/a-leaflet.pdf", "en/a-poster.pdf"] {
        let made = pdf(&snapshot, sheet);
        assert_eq!(made.diags, [], "{sheet}");
        let found = words(&made.bytes);
        assert!(found.starts_with("Hands") && found.contains("With soap.") && found.contains("Handbook"), "{found}");
        assert!(found.contains("https://handbook.example.org/en/a.html"), "{sheet}: {found}");
        assert_eq!(pages(&made.bytes).len(), 1, "{sheet}");
    }
}

#[test]
fn a_book_without_a_font_for_its_language_is_a_finding() {
    let config = CONFIG.replace("\"en\"", "\"ka\"");
    let mut delta = Delta::default();
    delta.write("handbook.toml", config);
    delta.write("locales/ka/locale.toml", "title = \"Handbook\"\nname = \"Georgian\"\n");
    delta.write("content/ka/SUMMARY.md", "- [Hands](a.md)\n");
    delta.write("content/ka/a.md", "# Hands\n\nდაიბანეთ ხელები.\n");
    let snapshot = Engine::new(Settings::default()).update(delta);
    let made = pdf(&snapshot, ".pdf");
    assert_eq!(made.bytes, b"");
    let said: Vec<_> =
        made.diags.iter().map(|diag| (diag.code, diag.level, diag.file.as_ref().map(ToString::to_string))).collect();
    assert_eq!(said[0], (Code::L08, Level::Error, Some("content/ka/a.md".to_owned())));
}

/// As large a table as a chapter can hold.
#[test]
fn a_huge_table_is_set_or_refused() {
    let row = "| Wash your hands with soap | before a meal | for 20 seconds |\n";
    let head = "# Hands\n\n| What | When | How |\n|---|---|---|\n";
    let snapshot = book(CONFIG, &format!("{head}{}", row.repeat(10_000_000 / row.len())), &[]);
    assert!(snapshot.blocking().any(|diag| diag.code == Code::A13), "{:?}", snapshot.diags);
    let made = pdf(&book(CONFIG, &format!("{head}{}", row.repeat(3_000)), &[]), ".pdf");
    assert_eq!(made.diags, []);
    assert_eq!(words(&made.bytes).matches("before a meal").count(), 3_000);
}

/// What Debian has for Georgian; `.ci/run` installs it.
const GEORGIAN: &str = "/usr/share/fonts/truetype/noto/NotoSansGeorgian-Regular.ttf";

#[test]
fn fonts_of_a_language_and_of_the_command_line_are_used() {
    let font = std::fs::read(GEORGIAN).expect("fonts-noto-core is installed");
    let config = CONFIG.replace("[\"en\"]", "[\"en\", \"ka\"]");
    let project = |with_font: bool| {
        let mut delta = Delta::default();
        delta.write("handbook.toml", config.as_str());
        delta.write("locales/en/locale.toml", "title = \"Handbook\"\n");
        delta.write("locales/ka/locale.toml", "title = \"Handbook\"\nname = \"ქართული\"\n");
        delta.write("locales/ka/ui.ftl", include_str!("../locales/en/ui.ftl"));
        delta.write("content/en/SUMMARY.md", "- [Hands](a.md)\n");
        delta.write("content/en/a.md", "# Hands\n\nWash.\n");
        delta.write("content/ka/a.md", "# ხელები\n\nდაიბანეთ ხელები.\n");
        if with_font {
            delta.write("locales/ka/fonts/Georgian.ttf", font.as_slice());
        }
        delta
    };
    let today = Date::parse("2026-11-24");
    let settings = |fonts| Settings { today, fonts, ..Settings::default() };
    let named = (handbook::vpath::VPath::parse("Georgian.ttf").expect("a name"), font.clone());
    for (with_font, fonts) in [(true, Arc::from([])), (false, Arc::from([named]))] {
        let snapshot = Engine::new(settings(fonts)).update(project(with_font));
        let made = pdf(&snapshot, "-ka-2026-11-01.pdf");
        assert_eq!(made.diags, []);
        assert!(words(&made.bytes).contains("დაიბანეთ ხელები."), "{}", words(&made.bytes));
    }
    let without = pdf(&Engine::new(settings(Arc::from([]))).update(project(false)), "-ka-2026-11-01.pdf");
    assert!(without.bytes.is_empty() && without.diags.iter().all(|diag| diag.code == Code::L08), "{:?}", without.diags);
}

#[test]
fn the_preview_shows_what_a_build_makes_and_follows_an_edit() {
    let project = |text: &str| {
        let mut delta = Delta::default();
        delta.write("content/en/a.md", text);
        delta
    };
    let mut first = project("# Hands\n\nWash for 20 seconds.\n");
    first.write("handbook.toml", CONFIG);
    first.write("locales/en/locale.toml", "title = \"Handbook\"\n");
    first.write("content/en/SUMMARY.md", "- [Hands](a.md)\n");
    let mut engine = Engine::new(Settings::default());
    let mut shown = |delta: Delta| {
        let snapshot = engine.update(delta);
        let outputs = snapshot.outputs();
        let (path, origin) = outputs.iter().find(|(path, _)| path.extension() == "pdf").expect("a PDF");
        let [preview, build] = [snapshot.preview(path, origin), snapshot.render(path, origin)];
        assert_eq!((&preview.diags, &build.diags), (&Vec::new(), &Vec::new()));
        assert_eq!(words(&preview.bytes), words(&build.bytes));
        assert!(build.bytes.len() < preview.bytes.len(), "a build packs");
        words(&preview.bytes)
    };
    assert!(shown(first).contains("Wash for 20 seconds."));
    let after = shown(project("# Hands\n\nWash for 40 seconds.\n"));
    assert!(after.contains("Wash for 40 seconds.") && !after.contains("20 seconds"), "{after}");
}

/// A cross-reference leads to its page.
#[test]
fn a_reference_names_its_page() {
    let text = "# Hands\n\nSee [soap](#soap) and [masks](b.md).\n\n## Soap\n\nWash.\n";
    let summary = ("content/en/SUMMARY.md", "- [Hands](a.md)\n- [Masks](b.md)\n");
    let made = pdf(&book(CONFIG, text, &[summary, ("content/en/b.md", "# Masks\n\nWear one.\n")]), ".pdf");
    assert_eq!(made.diags, []);
    assert!(words(&made.bytes).contains("See soap (page 3) and masks (page 4)."), "{}", words(&made.bytes));
}

/// What raw HTML says is not lost on paper.
#[test]
fn the_words_of_raw_html_are_printed() {
    let text = "# Hands\n\nTake 10<sup>5</sup> tablets<br>twice, <ruby>\u{624b}<rp>(</rp><rt>te</rt><rp>)</rp></ruby>, H<sub>2</sub>O.\n\n<kbd>\nWash\n</kbd>\n";
    let made = pdf(&book(CONFIG, text, &[]), ".pdf");
    assert_eq!(made.diags, []);
    let found = words(&made.bytes);
    assert!(found.contains("tablets twice, \u{624b} (te), H2O."), "{found}");
    assert!(found.contains("Take 105") && found.contains("Wash"), "{found}");
}

/// Telephone numbers keep their order in a text that runs the other way; the pictures of pages show the rest.
#[test]
fn a_telephone_number_is_kept_together_in_arabic() {
    let config = CONFIG.replace("\"en\"", "\"ar\"");
    let mut delta = Delta::default();
    delta.write("handbook.toml", config);
    delta.write("locales/ar/locale.toml", "title = \"\u{62f}\u{644}\u{64a}\u{644}\"\n");
    delta.write("content/ar/SUMMARY.md", "- [](a.md)\n");
    delta.write(
        "content/ar/a.md",
        "# \u{64a}\u{62f}\n\n\u{627}\u{62a}\u{635}\u{644} +20 105 \u{627}\u{644}\u{622}\u{646}.\n",
    );
    let made = pdf(&Engine::new(Settings::default()).update(delta), ".pdf");
    assert_eq!(made.diags, []);
    assert!(words(&made.bytes).contains("+20 105"), "{}", words(&made.bytes));
}

/// On paper too a withdrawn chapter says so, why, and where to look instead.
#[test]
fn a_withdrawn_chapter_leads_to_another() {
    let text = "+++\n[withdrawn]\ndate = 2026-10-01\nreason = \"It was wrong.\"\nsee = \"b.md\"\n+++\n\n# Hands\n\nOld advice.\n";
    let summary = ("content/en/SUMMARY.md", "- [Hands](a.md)\n- [Masks](b.md)\n");
    let made = pdf(&book(CONFIG, text, &[summary, ("content/en/b.md", "# Masks\n\nWear one.\n")]), ".pdf");
    assert_eq!(made.diags, []);
    let found = words(&made.bytes);
    assert!(found.contains("It was wrong.") && found.contains("Masks (page 4)"), "{found}");
    assert!(!found.contains("Old advice"), "{found}");
}
