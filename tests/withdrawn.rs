//! Whatever happens to the source, no output shows a critical sentence whose source has changed since somebody
//! accepted it; and nothing that nobody accepted becomes fresh. Random edits, printed with their seed when they fail.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use handbook::data::Date;
use handbook::engine::{Engine, Snapshot};
use handbook::inputs::Delta;
use handbook::project::{Settings, State};
use handbook::render::Origin;
use handbook::translation::accept::{Order, accept, pairs};
use handbook::translation::{Freshness, Record, Severity, base, lock};
use support::archive::unpack;
use support::pdf_text::words;

/// Blocks of each kind that can be claimed. `{n}` stands for a number or a word that edits change.
const SOURCE: &str = "+++\nprint = [\"leaflet\"]\ntitle = \"Title {0}\"\ndescription = \"Description {1}\"\n+++\n\n# Head {2}\n\nParagraph {3} of it. {critical}\n\n\
- Item {4} here {critical}\n- Item\n\n  Inner {5} here. {critical}\n\n> Quote {6} here. {critical}\n\n\
> [!WARNING] Careful {7}\n> Warned {8} of it.\n{critical}\n\n| Cup {9} | Water |\n|---|---|\n| Row {10} | x |\n{critical}\n\n\
Term {11}\n: Meaning {12} of it {critical}\n\n![Alt {13}](a.svg)\n\n## Second {14}\n\nNote[^1] here.\n\n[^1]: Foot {15} of it. {critical}\n\nLast {16} of all.\n";
const N: usize = 17;
/// Blocks that are critical: by their own mark, or by that of what they stand in.
const CRITICAL: [usize; 10] = [3, 4, 5, 6, 7, 8, 9, 10, 12, 15];

fn source(words: &[usize]) -> String {
    (0..N).rev().fold(SOURCE.to_owned(), |text, at| text.replace(&format!("{{{at}}}"), &format!("w{at}v{}", words[at])))
}

/// The translation says which version it is of.
fn target(versions: &[usize]) -> String {
    let mut text = SOURCE.replace(" {critical}", "").replace("\n{critical}", "");
    for (english, spanish) in [
        ("Title", "Título"),
        ("Description", "Descripción"),
        ("Head ", "Cabeza "),
        ("Paragraph", "Párrafo"),
        ("Item", "Elemento"),
        ("Inner", "Interior"),
        ("Quote", "Cita"),
        ("Careful", "Cuidado"),
        ("Warned", "Avisado"),
        ("Cup", "Taza"),
        ("Row", "Fila"),
        ("Term", "Término"),
        ("Meaning", "Sentido"),
        ("Alt", "Imagen"),
        ("Second", "Segundo"),
        ("Foot", "Pie"),
        ("Last", "Último"),
    ] {
        text = text.replace(english, spanish);
    }
    (0..N).rev().fold(text, |text, at| text.replace(&format!("{{{at}}}"), &format!("t{at}v{}x", versions[at])))
}

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

fn project() -> Delta {
    let mut delta = Delta::default();
    let config = "[handbook]\nsource = \"en\"\nlocales = [\"en\", \"es\"]\nbase_url = \"https://b.org\"\n[check]\nN = \"off\"\nT = \"off\"\n";
    delta.write("handbook.toml", config);
    for tag in ["en", "es"] {
        delta.write(&format!("locales/{tag}/locale.toml"), "title = \"T\"\n");
    }
    delta.write("content/en/SUMMARY.md", "- [](a.md)\n");
    let svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><title>x</title><path d=\"M0 0h9\"/></svg>\n";
    delta.write("content/en/a.svg", svg);
    delta.write("content/en/a.md", source(&[0; N]));
    delta.write("content/es/a.md", target(&[0; N]));
    delta
}

/// What readers find in every output. A PDF takes long to make: only some are `printed`.
fn outputs(snapshot: &Snapshot, printed: bool) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let wanted = |path: &str| printed || !path.ends_with(".pdf");
    for (path, origin) in snapshot.outputs().iter().filter(|(path, _)| wanted(path.as_str())) {
        let bytes = snapshot.render(path, origin).bytes;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        match origin {
            // The pages in it are those beside it.
            Origin::Zip(_) => {}
            Origin::Epub(_) => {
                out.extend(unpack(&bytes).iter().map(|(name, bytes)| (format!("{path}/{name}"), text(bytes))));
            }
            _ if path.extension() == "pdf" => drop(out.insert(path.to_string(), words(&bytes))),
            _ => drop(out.insert(path.to_string(), text(&bytes))),
        }
    }
    out
}

#[test]
fn random_edits_never_show_critical_advice_that_has_changed() {
    let mut n_withdrawn = 0;
    for seed in 0..120 {
        let mut random = Random(seed);
        let mut engine = Engine::new(Settings::default());
        let snapshot = engine.update(project());
        let site = snapshot.site.clone().expect("a site");
        let page = site.page(1, 1);
        let (en, es, twin) =
            (site.source_doc(1).expect("en"), site.doc(page).expect("es"), site.twin(page).expect("a twin"));
        let all = pairs(en, es, twin);
        assert!(all.len() > 18, "{}", all.len());
        let order = Order {
            state: State::Translated,
            who: "s.akter",
            date: Date::parse("2026-03-30").expect("a date"),
            unchanged: None,
            waive: &[],
            adopted: false,
            only: None,
            source: "en",
        };
        let (claims, refused) = accept(&all, twin, es, &Record::default(), &order);
        assert!(refused.is_empty(), "{refused:?}");
        let accepted: BTreeSet<_> = claims.iter().map(|claim| (claim.sources[0], claim.target)).collect();
        let mut delta = Delta::default();
        delta.write("locales/es/claims/a.lock", lock::write(&claims));
        let texts = all.iter().map(|pair| (pair.source.hash, pair.source.text.clone())).collect();
        delta.write("locales/base/a.txt", base::write(&texts));
        engine.update(delta);
        let (mut en, mut es) = ([0; N], [0; N]);
        for step in 0..8 {
            for _ in 0..1 + random.below(3) {
                let at = random.below(N);
                match random.below(4) {
                    0..3 => en[at] = (en[at] + 1) % 3,
                    _ => es[at] = (es[at] + 1) % 3,
                }
            }
            let mut delta = Delta::default();
            let cut = |text: String, random: &mut Random| match random.below(6) {
                // A block is lost on the way.
                0 => text.replacen("\n\n", "\n\nMore.\n\n", 1 + random.below(4)),
                1 => text.replace("Last", "\u{a0}Last").replace("Último w", "Nada "),
                _ => text,
            };
            delta.write("content/en/a.md", cut(source(&en), &mut random));
            delta.write("content/es/a.md", cut(target(&es), &mut random));
            let snapshot = engine.update(delta);
            let made = outputs(&snapshot, seed % 8 == 0 && step == 7);
            assert!(made.contains_key("es/a.html") && made.contains_key("es/print.html"));
            assert!(made.contains_key("es/t-es.epub/EPUB/chapter-1.xhtml"), "{:?}", made.keys());
            for at in CRITICAL.into_iter().filter(|at| en[*at] != 0 && es[*at] == 0) {
                let old = format!("t{at}v0x");
                n_withdrawn += 1;
                for (path, text) in made.iter().filter(|(path, _)| !path.starts_with("en/")) {
                    assert!(!text.contains(&old), "seed {seed}, step {step}: {old} in {path}:\n{text}");
                }
            }
            // Nothing is fresh but what was accepted.
            let site = snapshot.site.as_ref().expect("a site");
            let page = site.page(1, 1);
            let (source, target) = (site.source_doc(1).expect("en"), site.doc(page).expect("es"));
            let twin = site.twin(page).expect("a twin");
            let hash_of = |blocks: &[handbook::translation::block::Block], node: u32| {
                blocks.iter().find(|block| block.node == Some(node)).map(|block| block.hash)
            };
            let (sources, targets) =
                (handbook::translation::block::blocks(source), handbook::translation::block::blocks(target));
            for one in &twin.standing {
                let pair = hash_of(&sources, one.source).zip(hash_of(&targets, one.target)).expect("a pair");
                let fresh = matches!(one.freshness, Freshness::Fresh(_));
                assert_eq!(fresh, accepted.contains(&pair), "seed {seed}, step {step}: {one:?}");
                assert_ne!(one.freshness, Freshness::Stale(Severity::Minor), "nobody called anything minor");
            }
        }
    }
    assert!(n_withdrawn > 1000, "{n_withdrawn} withdrawn sentences were looked for");
}
