//! The glossary: what of a translation passes, and what readers of each language get.

use handbook::engine::{Engine, Snapshot};
use handbook::inputs::Delta;
use handbook::project::Settings;
use std::sync::Arc;

const GLOSSARY: &str = r#"
[concept.physical-distancing]
en = { term = "physical distancing", forms = ["physically distanced"], def = "Staying at least 1 metre from others." }
fi = { term = "turvaväli", stems = ["turvaväl"], forbidden = { "sosiaalinen etäisyys" = "people need each other" } }
ru = { term = "физическая дистанция", stems = ["физическ дистанц"], def = "Не ближе метра.", forbidden = { "социальная дистанция" = "people need each other" } }

[concept.covid-19]
keep = true
"#;

fn book(fi: &str, ru: &str) -> (Engine, Arc<Snapshot>) {
    let source = "# A\n\nPhysical distancing helps.\n\nKeep physical distancing.\n\nStay physically distanced.\n";
    let mut delta = Delta::default();
    delta.write("handbook.toml", "[handbook]\nsource = \"en\"\nlocales = [\"en\", \"fi\", \"ru\"]\n");
    for (tag, text) in [("en", source), ("fi", fi), ("ru", ru)] {
        delta.write(&format!("locales/{tag}/locale.toml"), "title = \"T\"\npublished = true\n");
        delta.write(&format!("content/{tag}/SUMMARY.md"), "- [A](a.md)\n");
        delta.write(&format!("content/{tag}/a.md"), text);
    }
    delta.write("locales/glossary.toml", GLOSSARY);
    let mut engine = Engine::new(Settings::default());
    let snapshot = engine.update(delta);
    (engine, snapshot)
}

/// Code, locale and message of the findings on terms.
fn terms(snapshot: &Snapshot) -> Vec<String> {
    let ours = snapshot.diags.iter().filter(|diag| matches!(diag.code.family(), "T"));
    ours.map(|diag| format!("{} {}: {}", diag.code.id(), diag.locale.as_deref().unwrap_or("-"), diag.message)).collect()
}

fn page(snapshot: &Snapshot, path: &str) -> String {
    let outputs = snapshot.outputs();
    let (path, origin) = outputs.iter().find(|(known, _)| known.as_str() == path).expect("the page is written");
    String::from_utf8(snapshot.render(path, origin).bytes).expect("a page is UTF-8")
}

const FINNISH: &str = "# A\n\nTurvavälistä on apua.\n\nPidä turvaväliä.\n\nPysy turvavälin päässä.\n";
const RUSSIAN: &str = "# A\n\nФизическая дистанция помогает.\n\nСоблюдайте физическую\nдистанцию.\n\nНе забывайте о ФИЗИЧЕСКОЙ дистанции.\n";

/// Finnish and Russian inflected forms of a listed stem pass; a form that is forbidden is an error, and not shown.
/// That a definition opens by key and is closed by Escape is looked at in `tests/browser/glossary.mjs`.
#[test]
fn criterion_27_inflected_forms_pass_and_forbidden_ones_fail() {
    let (_, snapshot) = book(FINNISH, RUSSIAN);
    assert_eq!(terms(&snapshot), [""; 0]);
    let (_, snapshot) = book(
        &FINNISH.replace("Pidä turvaväliä", "Pidä väliä"),
        &RUSSIAN.replace("Физическая дистанция", "Социальная дистанция"),
    );
    assert_eq!(
        terms(&snapshot),
        [
            "T01 fi: the source speaks of `physical distancing` here, the translation not of `turvaväli`",
            "T02 ru: the glossary forbids `социальная дистанция`: people need each other",
        ]
    );
    let html = page(&snapshot, "ru/a.html");
    assert!(!html.contains("Социальная") && html.contains("<p>Physical distancing helps.</p>"), "{html}");
    assert!(page(&snapshot, "fi/a.html").contains("Pidä väliä"), "a warning withholds nothing");
}

/// No definition of another language stands in for one that is missing.
#[test]
fn a_language_without_definitions_has_no_glossary() {
    let (_, snapshot) = book(FINNISH, RUSSIAN);
    let glossaries: Vec<String> = snapshot
        .outputs()
        .into_iter()
        .map(|(path, _)| path.to_string())
        .filter(|path| path.ends_with("/glossary.html"))
        .collect();
    assert_eq!(glossaries, ["en/glossary.html", "ru/glossary.html"]);
    for path in ["fi/index.html", "fi/a.html", "fi/print.html"] {
        let html = page(&snapshot, path);
        assert!(
            !html.contains("glossary.html\"") && !html.contains("popovertarget=") && !html.contains("1 metre"),
            "{path}"
        );
    }
    assert!(page(&snapshot, "en/a.html").contains("<p tabindex=\"-1\" autofocus>Staying at least 1 metre"));
}

/// What the glossary says is said anew when it changes, and a claim is as good as its pair.
#[test]
fn an_edit_of_the_glossary_reaches_every_page_and_makes_its_translations_stale() {
    let (mut engine, snapshot) = book(FINNISH, RUSSIAN);
    assert!(!snapshot.diags.iter().any(|diag| diag.code.id() == "G02"));
    let stale = |snapshot: &Snapshot| -> Vec<String> {
        let ours = snapshot.diags.iter().filter(|diag| diag.code.id() == "G02");
        ours.map(|diag| format!("{}: {}", diag.locale.as_deref().unwrap_or("-"), diag.message)).collect()
    };
    let concept = handbook::project::glossary::Entry {
        term: "physical distancing".to_owned(),
        definition: Some("Staying at least 1 metre from others.".to_owned()),
        ..Default::default()
    };
    let translated = handbook::project::glossary::Entry {
        term: "физическая дистанция".to_owned(),
        definition: Some("Не ближе метра.".to_owned()),
        ..Default::default()
    };
    let hash = |entry| handbook::translation::definitions::hash(entry).expect("it has a definition");
    let (source, target) = (hash(&concept), hash(&translated));
    let mut delta = Delta::default();
    delta.write("locales/ru/claims/_glossary.lock", format!("{target} {source} revised a.b 2026-11-20\n"));
    let claimed = engine.update(delta);
    assert_eq!(stale(&claimed), [""; 0]);
    let mut delta = Delta::default();
    delta.write("locales/glossary.toml", GLOSSARY.replace("from others.", "from other people."));
    let edited = engine.update(delta);
    assert!(page(&edited, "en/a.html").contains("1 metre from other people."));
    assert_eq!(stale(&edited).len(), 1);
    assert!(stale(&edited)[0].starts_with("ru: the source's definition of `физическая дистанция` has changed since"));
    let told = "<p class=\"fbl\">Оригинал";
    assert!(page(&edited, "ru/a.html").contains(told) && !page(&claimed, "ru/a.html").contains(told));
    // A change that could do harm withdraws the definition.
    let now = handbook::project::glossary::Entry {
        definition: Some("Staying at least 1 metre from other people.".to_owned()),
        ..concept.clone()
    };
    let mut delta = Delta::default();
    delta.write("locales/changes.tsv", format!("{source}\t{}\tcritical\tm.o\t2026-11-21\tdouble\n", hash(&now)));
    let critical = engine.update(delta);
    assert_eq!(stale(&critical).len(), 1);
    assert!(
        !page(&critical, "ru/a.html").contains("Не ближе метра")
            && !page(&critical, "ru/glossary.html").contains("Не ближе метра")
    );
}

/// A book in two languages, with one chapter each and a glossary.
fn pair(tag: &str, source: &str, target: &str, glossary: &str) -> Arc<Snapshot> {
    let mut delta = Delta::default();
    delta.write("handbook.toml", format!("[handbook]\nsource = \"en\"\nlocales = [\"en\", \"{tag}\"]\n"));
    for (tag, text) in [("en", source), (tag, target)] {
        delta.write(&format!("locales/{tag}/locale.toml"), "title = \"T\"\npublished = true\n");
        delta.write(&format!("content/{tag}/SUMMARY.md"), "- [A](a.md)\n");
        delta.write(&format!("content/{tag}/a.md"), format!("# A\n\n{text}\n"));
    }
    delta.write("locales/glossary.toml", glossary);
    Engine::new(Settings::default()).update(delta)
}

/// Codes of the findings on terms and numbers.
fn codes(snapshot: &Snapshot) -> Vec<&'static str> {
    let ours = snapshot.diags.iter().filter(|diag| matches!(diag.code.family(), "T" | "N"));
    ours.map(|diag| diag.code.id()).collect()
}

/// A name that is kept may begin a sentence, and be written with any hyphen or in the locale's own way.
#[test]
fn kept_names_are_no_quantities_and_are_kept_in_any_spelling_of_theirs() {
    let glossary = "[concept.paracetamol]\nkeep = true\n[concept.covid]\nkeep = true\n\
        en = { term = \"COVID-19\" }\nbn = { term = \"কোভিড-১৯\", forms = [\"কোভিড ১৯\"] }\n";
    let said = |tag, source, target| codes(&pair(tag, source, target, glossary));
    assert_eq!(said("es", "Paracetamol helps.", "El paracetamol ayuda."), [""; 0]);
    assert_eq!(said("es", "COVID\u{2011}19 spreads.", "La COVID-19 se propaga."), [""; 0]);
    assert_eq!(said("bn", "COVID-19 spreads.", "কোভিড ১৯ ছড়ায়।"), [""; 0]);
    assert_eq!(said("es", "COVID-19 spreads.", "La COVID 19 se propaga."), ["T03"]);
    assert_eq!(said("es", "COVID-19 spreads.", "La gripe se propaga."), ["T03"]);
}

/// A form that is wrong for one concept is right for another that the source speaks of too.
#[test]
fn a_forbidden_form_is_allowed_where_the_source_names_what_it_stands_for() {
    let glossary = "[concept.isolation]\nen = { term = \"isolation\" }\n\
        es = { term = \"aislamiento\", forbidden = { \"cuarentena\" = \"that is another thing\" } }\n\
        [concept.quarantine]\nen = { term = \"quarantine\" }\nes = { term = \"cuarentena\" }\n";
    let said = |source, target| codes(&pair("es", source, target, glossary));
    let both = "El aislamiento no es la cuarentena.";
    assert_eq!(said("Isolation is not quarantine.", both), [""; 0]);
    assert_eq!(said("Isolation helps.", "La cuarentena ayuda."), ["T02"]);
}

/// A word that looks like a term of another concept than those that the source's block names is not explained.
#[test]
fn a_term_is_explained_where_the_source_names_its_concept() {
    let glossary = "[concept.ventilation]\nen = { term = \"ventilation\", def = \"Fresh air.\" }\n\
        es = { term = \"ventilación\", stems = [\"ventila\"], def = \"Aire fresco.\" }\n";
    let explained = |source: &str, target: &str| {
        let html = page(&pair("es", source, target, glossary), "es/a.html");
        html.match_indices("popovertarget=").count()
    };
    assert_eq!(explained("Turn on the fan.", "Encienda el ventilador."), 0);
    assert_eq!(explained("Ventilation helps.", "La ventilación ayuda."), 1);
    // In a cell and inside emphasis too; what stands beside it does not count.
    let table = |cell: &str| format!("| a | b |\n|---|---|\n| {cell} | **x** |");
    assert_eq!(explained(&table("ventilation"), &table("**ventilación**")), 1);
    assert_eq!(explained(&table("a fan"), &table("**ventilador**")), 0);
    assert_eq!(explained("A fan.\n\nVentilation.", "Ventilador.\n\nVentilación."), 1);
}

/// A definition that says another number than the source's is told of and not shown.
#[test]
fn numbers_of_definitions_are_compared() {
    let glossary = "[concept.isolation]\nen = { term = \"isolation\", def = \"Staying away for at least 10 days.\" }\n\
        es = { term = \"aislamiento\", def = \"Permanecer aparte al menos 1 día.\" }\n";
    let wrong = pair("es", "Isolation helps.", "El aislamiento ayuda.", glossary);
    let found: Vec<_> = wrong.diags.iter().filter(|diag| diag.code.family() == "N").collect();
    assert_eq!(found.len(), 1);
    assert!(found[0].message.starts_with("the definition of `aislamiento`: "), "{}", found[0].message);
    assert_eq!(found[0].file.as_ref().map(|file| file.as_str()), Some("locales/glossary.toml"));
    assert!(!page(&wrong, "es/a.html").contains("al menos 1"));
    assert!(wrong.blocking().next().is_none(), "one wrong definition holds back no other language");
    let right = pair("es", "Isolation helps.", "El aislamiento ayuda.", &glossary.replace("1 día", "10 días"));
    assert_eq!(codes(&right), [""; 0]);
    assert!(
        page(&right, "es/a.html").contains("al menos 10") && page(&right, "es/glossary.html").contains("al menos 10")
    );
}
