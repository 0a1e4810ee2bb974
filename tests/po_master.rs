//! A language that is kept in PO files: what its readers get, and what the commands do.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use handbook::engine::{Engine, Snapshot};
use handbook::inputs::Delta;
use handbook::project::Settings;
use support::translated::{BN, EN, book, code, edit, page, run, said, status};
use support::write;

const PO: &str = "locales/bn/po/hands.po";
/// The blocks of the chapter, and the line of the file at which each has its translation.
const PAIRS: [(&str, &str); 5] = [
    ("Clean hands", "পরিষ্কার হাত"),
    ("Wash your hands for **20 seconds**.", "**২০ সেকেন্ড** ধরে হাত ধুয়ে নিন।"),
    ("Use soap.", "সাবান ব্যবহার করুন।"),
    ("Dry them.", ""),
    ("Soap loosens dirt.", "সাবান ময়লা আলগা করে।"),
];

/// The book with its Bengali in a PO file that lacks one block.
fn kept(name: &str) -> PathBuf {
    let root = book(&format!("po-master-{name}"));
    fs::remove_file(root.join("content/bn/hands.md")).expect("a file");
    write(&root, "locales/bn/locale.toml", "title = \"T\"\nmaster = \"po\"\n");
    let made = run(&root, &["translate", "export", "bn"]);
    assert_eq!(code(&made), 0, "{}", said(&made));
    assert!(said(&made).ends_with("changed 1 of 1 files in `locales/bn/po`\n"), "{}", said(&made));
    for (id, text) in PAIRS {
        edit(&root, PO, &format!("msgid \"{id}\"\nmsgstr \"\"\n"), &format!("msgid \"{id}\"\nmsgstr \"{text}\"\n"));
    }
    root
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap_or_default()
}

fn findings(root: &Path, code: &str) -> Vec<String> {
    let text = String::from_utf8_lossy(&run(root, &["check", "--format", "short"]).stdout).into_owned();
    text.lines().filter(|line| line.contains(code)).map(str::to_owned).collect()
}

#[test]
fn readers_get_what_the_file_says_and_the_source_for_the_rest() {
    let root = kept("readers");
    let html = page(&root, "bn");
    assert!(html.contains("<strong>২০ সেকেন্ড</strong> ধরে হাত ধুয়ে নিন।") && html.contains("পরিষ্কার হাত"), "{html}");
    assert!(html.contains("<li>সাবান ব্যবহার করুন।</li>"), "{html}");
    let fallback = "<div class=\"fb\" lang=\"en\" dir=\"ltr\"><p class=\"fbl\" lang=\"bn\" dir=\"ltr\">";
    assert_eq!((html.matches(fallback).count(), html.matches("Dry them.").count()), (1, 1), "{html}");
    assert!(!html.contains("Use soap.") && !html.contains("Soap loosens"), "{html}");
    assert_eq!(status(&root, "bn"), [5, 0, 0, 0, 0, 4, 1]);
    // What is marked fuzzy is not shown.
    edit(&root, PO, "msgctxt \"hands\"\nmsgid \"Use soap.\"", "#, fuzzy\nmsgctxt \"hands\"\nmsgid \"Use soap.\"");
    let html = page(&root, "bn");
    assert_eq!(html.matches("class=\"fb\"").count(), 2, "{html}");
    assert_eq!(status(&root, "bn"), [5, 0, 0, 0, 0, 3, 2]);
}

#[test]
fn claims_stand_beside_the_file() {
    let root = kept("claims");
    let adopted = run(&root, &["translate", "adopt", "bn", "--as", "translated", "--who", "s.akter"]);
    assert_eq!((code(&adopted), said(&adopted).as_str()), (0, "accepted 4 blocks as translated\n"));
    assert_eq!(status(&root, "bn"), [5, 4, 0, 0, 0, 0, 1]);
    assert!(read(&root, "locales/bn/claims/hands.lock").lines().count() == 6);
    let revised = run(&root, &["translate", "review", "bn", "hands", "--as", "revised", "--who", "r.das"]);
    assert_eq!(said(&revised).lines().last(), Some("revised 4 blocks"), "{}", said(&revised));
    edit(&root, PO, "ব্যবহার করুন", "নিন");
    assert_eq!(status(&root, "bn"), [5, 3, 0, 0, 0, 1, 1]);
    let diff = String::from_utf8_lossy(&run(&root, &["translate", "diff", "bn", "hands"]).stdout).into_owned();
    assert!(diff.contains("  bn  সাবান নিন।") && diff.contains("missing\n  en  Dry them."), "{diff}");
    // The source changes: the old text is not shown, and waits in the file for its translator.
    edit(&root, "content/en/hands.md", "20 seconds", "40 seconds");
    assert!(!page(&root, "bn").contains("২০"));
    let done = run(&root, &["translate", "export", "bn"]);
    assert_eq!(code(&done), 0, "{}", said(&done));
    let po = read(&root, PO);
    let entry = "#, fuzzy\n#| msgid \"Wash your hands for **20 seconds**.\"\nmsgctxt \"hands\"\n\
                 msgid \"Wash your hands for **40 seconds**.\"\nmsgstr \"**২০ সেকেন্ড** ধরে হাত ধুয়ে নিন।\"\n";
    assert!(po.contains(entry), "{po}");
    let html = page(&root, "bn");
    assert!(!html.contains("২০") && html.contains("40 seconds"), "{html}");
    assert!(!read(&root, "public/bn/hands.html").contains("২০ সেকেন্ড"));
    let again = run(&root, &["translate", "export", "bn"]);
    assert!(said(&again).ends_with("changed 0 of 1 files in `locales/bn/po`\n"), "{}", said(&again));
}

#[test]
fn findings_point_into_the_file() {
    let root = kept("findings");
    edit(&root, PO, "২০ সেকেন্ড", "৩০ সেকেন্ড");
    let line = read(&root, PO).lines().position(|line| line.contains("৩০")).expect("a line") + 1;
    let found = findings(&root, "[N01]");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with(&format!("{PO}:{line}:1: error[N01]")), "{found:?}");
    assert!(!page(&root, "bn").contains("৩০"), "it is withheld as anywhere");
    // A message that is no block of text, and a file that is no PO.
    edit(&root, PO, "সাবান ময়লা আলগা করে।", "- সাবান\\n- ময়লা");
    let line = read(&root, PO).lines().position(|line| line.contains("ময়লা")).expect("a line") + 1;
    let unusable = findings(&root, "[S13]");
    assert!(unusable.is_empty() || unusable[0].starts_with(&format!("{PO}:{line}:1: error[S13]")), "{unusable:?}");
    edit(&root, PO, "msgid \"Use soap.\"", "msgid \"Use soap.");
    let line = read(&root, PO).lines().position(|line| line == "msgid \"Use soap.").expect("a line") + 1;
    let found = findings(&root, "[S13]");
    assert_eq!(found, [format!("{PO}:{line}:1: error[S13]: the quote is not closed at the end of the line")]);
    assert!(page(&root, "bn").contains("Use soap."), "the build goes on, with the source's chapter");
    let refused = run(&root, &["translate", "export", "bn"]);
    assert_eq!(code(&refused), 1);
    assert!(said(&refused).ends_with("nothing was written\n"), "{}", said(&refused));
}

#[test]
fn a_language_has_one_master() {
    let root = kept("masters");
    write(&root, "content/bn/hands.md", BN.replace("২০", "৯০"));
    let two = findings(&root, "[S07]");
    let wanted = "content/bn/hands.md: error[S07]: `content/bn/hands.md` is not read: `bn` is made of PO files, this chapter of `locales/bn/po/hands.po`";
    assert_eq!(two, [wanted]);
    assert!(!page(&root, "bn").contains("৯০") && page(&root, "bn").contains("২০ সেকেন্ড"));
    write(&root, "locales/bn/locale.toml", "title = \"T\"\n");
    assert!(findings(&root, "[S07]")[0].starts_with("locales/bn/po/hands.po: error[S07]"));
    write(&root, "locales/bn/locale.toml", "title = \"T\"\nmaster = \"po\"\n");
    for words in [&["translate", "sync", "bn"][..], &["translate", "import", PO, "--who", "s.akter"][..]] {
        let refused = run(&root, words);
        assert_eq!(code(&refused), 2, "{words:?}");
        assert!(said(&refused).contains("`bn` is made of the PO files in `locales/bn/po`"), "{}", said(&refused));
    }
}

/// Everything that a snapshot says and writes.
fn whole(snapshot: &Snapshot) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> =
        snapshot.diags.iter().map(|diag| (String::new(), format!("{diag:?}"))).collect();
    for (path, origin) in snapshot.outputs() {
        let bytes = snapshot.render(&path, &origin).bytes;
        out.push((path.to_string(), String::from_utf8_lossy(&bytes).into_owned()));
    }
    out
}

/// However a book came to be as it is, it is the same book.
#[test]
fn an_update_gives_what_a_fresh_engine_gives() {
    let po = |wash: &str, soap: &str| {
        format!(
            "msgctxt \"hands\"\nmsgid \"Clean hands\"\nmsgstr \"হাত\"\n\nmsgctxt \"hands\"\nmsgid \"Wash your hands for \
             **20 seconds**.\"\nmsgstr \"{wash}\"\n\nmsgctxt \"hands\"\nmsgid \"Use soap.\"\nmsgstr \"{soap}\"\n"
        )
    };
    let mut engine = Engine::new(Settings::default());
    let mut all = Delta::default();
    let kept = "title = \"T\"\nmaster = \"po\"\n";
    let steps: [&[(&str, Option<String>)]; 10] = [
        &[
            ("handbook.toml", Some("[handbook]\nsource = \"en\"\nlocales = [\"en\", \"bn\"]\n".to_owned())),
            ("content/en/SUMMARY.md", Some("- [](hands.md)\n".to_owned())),
            ("content/en/hands.md", Some(EN.to_owned())),
            ("locales/bn/locale.toml", Some(kept.to_owned())),
            (PO, Some(po("২০ সেকেন্ড", "সাবান"))),
        ],
        &[(PO, Some(po("৩০ সেকেন্ড", "সাবান")))],
        &[(PO, Some(po("২০ সেকেন্ড", "- ক\\n- খ")))],
        &[("content/en/hands.md", Some(EN.replace("Use soap.", "Use any soap.")))],
        &[("content/bn/hands.md", Some(BN.to_owned()))],
        &[("locales/bn/locale.toml", Some("title = \"T\"\n".to_owned()))],
        &[("content/bn/hands.md", Some(BN.replace("২০", "২১")))],
        &[("locales/bn/locale.toml", Some(kept.to_owned())), ("content/bn/hands.md", None)],
        &[(PO, Some("msgid \"\n".to_owned()))],
        &[(PO, None)],
    ];
    for (at, step) in steps.iter().enumerate() {
        let mut delta = Delta::default();
        for (path, text) in *step {
            match text {
                Some(text) => [&mut delta, &mut all].iter_mut().for_each(|delta| delta.write(path, text.as_bytes())),
                None => [&mut delta, &mut all].iter_mut().for_each(|delta| delta.remove(path)),
            }
        }
        let updated: Arc<Snapshot> = engine.update(delta);
        let fresh = Engine::new(Settings::default()).update(all.clone());
        assert_eq!(whole(&updated), whole(&fresh), "step {at}");
    }
}
