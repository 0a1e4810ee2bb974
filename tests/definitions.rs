//! Claims on the glossary's definitions, by the commands, and what readers get.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::translated::{book, code, edit, run, said};
use support::write;

const GLOSSARY: &str = r#"[concept.soap]
en = { term = "soap", def = "A thing to wash with, twice a day." }
bn = { term = "সাবান", def = "ধোয়ার জিনিস, দিনে দুইবার।" }

[concept.dirt]
en = { term = "dirt", def = "What has to come off." }
bn = { term = "ময়লা", def = "যা ধুয়ে ফেলতে হয়।" }
"#;
const SOAP: &str = "ধোয়ার জিনিস";

fn glossary(name: &str) -> PathBuf {
    let root = book(&format!("definitions-{name}"));
    write(&root, "locales/glossary.toml", GLOSSARY);
    root
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap_or_default()
}

/// State and author of the claims on definitions, in some order.
fn claims(root: &Path) -> Vec<String> {
    let text = read(root, "locales/bn/claims/_glossary.lock");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let mut out: Vec<String> = lines.map(|line| line.split(' ').skip(2).collect::<Vec<_>>().join(" ")).collect();
    out.sort();
    out
}

fn findings(root: &Path) -> String {
    let output = run(root, &["check", "--format", "short"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &said(&output);
    text.lines().filter(|line| line.contains("G02")).collect::<Vec<_>>().join("\n")
}

#[test]
fn definitions_are_claimed_with_the_chapters_and_by_their_names() {
    let root = glossary("walk");
    let adopted = run(&root, &["translate", "adopt", "bn", "--who", "s.akter"]);
    assert_eq!((code(&adopted), said(&adopted).as_str()), (0, "accepted 7 blocks as draft\n"));
    assert_eq!(claims(&root), ["draft s.akter 2026-09-21 a", "draft s.akter 2026-09-21 a"]);
    let base = read(&root, "locales/base/_glossary.txt");
    assert!(base.contains(" soap: A thing to wash with, twice a day.\n") && base.lines().count() == 3, "{base}");
    let again = run(&root, &["translate", "adopt", "bn", "--who", "s.akter"]);
    assert_eq!(said(&again), "accepted 0 blocks as draft\n");

    let accepted = run(&root, &["translate", "accept", "bn", "_glossary#soap", "--who", "s.akter"]);
    assert_eq!((code(&accepted), said(&accepted).as_str()), (0, "accepted 1 block as translated\n"));
    let own = run(&root, &["translate", "review", "bn", "_glossary#soap", "--as", "revised", "--who", "s.akter"]);
    assert_eq!(code(&own), 3, "{}", said(&own));
    assert!(said(&own).starts_with("error: _glossary#") && said(&own).contains("(R02)"), "{}", said(&own));
    let revised = run(&root, &["translate", "review", "bn", "_glossary", "--as", "revised", "--who", "r.das"]);
    assert_eq!((code(&revised), said(&revised).as_str()), (0, "revised 2 blocks\n"));
    let revoked = run(&root, &["translate", "revoke", "bn", "_glossary#dirt", "wrong word", "--who", "r.das"]);
    assert_eq!((code(&revoked), said(&revoked).as_str()), (0, "revoked 1 block\n"));
    assert_eq!(
        claims(&root),
        [
            "draft s.akter 2026-09-21 a",
            "draft s.akter 2026-09-21 a",
            "revised r.das 2026-09-21",
            "revised r.das 2026-09-21",
            "revoked r.das 2026-09-21 \"wrong word\"",
            "translated s.akter 2026-09-21",
        ]
    );
    let unknown = run(&root, &["translate", "accept", "bn", "_glossary#mud", "--who", "s.akter"]);
    assert_eq!(code(&unknown), 2);
    assert!(said(&unknown).contains("there is no definition `_glossary#mud` in `bn`"), "{}", said(&unknown));
    let none = run(&root, &["translate", "accept", "ar", "_glossary", "--who", "s.akter"]);
    assert_eq!(code(&none), 2, "no definition is one in another language");
}

#[test]
fn a_definition_below_the_minimum_is_not_shown() {
    let root = glossary("minimum");
    edit(&root, "handbook.toml", "[check]", "[translation]\npublish_min = \"translated\"\n[check]");
    run(&root, &["translate", "adopt", "bn", "--who", "s.akter"]);
    run(&root, &["translate", "accept", "bn", "hands", "--who", "s.akter"]);
    run(&root, &["build", "-q"]);
    let pages = ["public/bn/hands.html", "public/bn/glossary.html", "public/bn/print.html"];
    for path in pages {
        assert!(!read(&root, path).contains(SOAP), "{path}");
    }
    let unseen = "<dd><span class=\"fbl\">এই সংজ্ঞার অনুবাদ এখনো যাচাই করা হয়নি এবং অনুবাদটি দেখানো হচ্ছে না।</span></dd>";
    assert_eq!(read(&root, pages[1]).matches(unseen).count(), 2, "{}", read(&root, pages[1]));
    assert!(!read(&root, pages[0]).contains("popovertarget=\"_g-"));
    run(&root, &["translate", "accept", "bn", "_glossary#soap", "--who", "s.akter"]);
    run(&root, &["build", "-q"]);
    for path in pages {
        assert!(read(&root, path).contains(SOAP), "{path}");
        assert!(!read(&root, path).contains("যা ধুয়ে ফেলতে হয়"), "{path}");
    }
    assert_eq!(read(&root, pages[1]).matches(unseen).count(), 1);
    assert!(read(&root, "public/en/glossary.html").contains("A thing to wash with"), "the source's needs no claim");
}

#[test]
fn a_definition_whose_source_changed_is_stale_until_it_is_accepted_anew() {
    let root = glossary("stale");
    run(&root, &["translate", "adopt", "bn", "--as", "translated", "--who", "s.akter"]);
    edit(&root, "locales/glossary.toml", "What has to come off.", "All that has to come off.");
    assert!(findings(&root).contains("`ময়লা` has changed since (major"), "{}", findings(&root));
    let same = ["translate", "accept", "bn", "_glossary", "--who", "s.akter"];
    let bare = run(&root, &same);
    assert_eq!(code(&bare), 3);
    assert!(said(&bare).contains("was dirt: What has to come off.") && said(&bare).contains("--unchanged"));
    let kept = run(&root, &[&same[..], &["--unchanged", "same sense"]].concat());
    assert_eq!((code(&kept), findings(&root).as_str()), (0, ""));

    // A number that changed is never a matter of words.
    edit(&root, "locales/glossary.toml", "twice a day", "4 times a day");
    let hash = findings(&root).split('`').nth(3).map(str::to_owned).unwrap_or_default();
    let minor = run(&root, &["translate", "classify", &hash, "x", "--minor", "--who", "m.ortiz"]);
    assert_eq!(code(&minor), 1, "{} {}", said(&minor), findings(&root));
    let guarded = run(&root, &[&same[..], &["--unchanged", "same sense"]].concat());
    assert_eq!(code(&guarded), 3);
    assert!(said(&guarded).contains("error[S09]"), "{}", said(&guarded));
    let grave = run(&root, &["translate", "classify", &hash, "x", "--critical", "--who", "m.ortiz"]);
    assert_eq!((code(&grave), said(&grave).as_str()), (0, "classified 1 as critical\n"));
    run(&root, &["build", "-q"]);
    assert!(!read(&root, "public/bn/glossary.html").contains(SOAP), "it is withdrawn");
}
