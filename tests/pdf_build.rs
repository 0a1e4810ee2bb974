//! PDFs in a build: those of earlier builds are taken while nothing of them has changed, and what cannot be made is not
//! offered.
#![cfg(feature = "pdf")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::{fresh, run, write};

fn kept(root: &Path) -> Vec<PathBuf> {
    let folder = fs::read_dir(root.join(".handbook/pdf")).expect("a cache");
    folder.flatten().map(|entry| entry.path()).collect()
}

#[test]
fn an_unchanged_book_is_not_set_again() {
    let root = fresh("pdf-cache");
    write(
        &root,
        "handbook.toml",
        "[handbook]\nsource = \"en\"\nlocales = [\"en\"]\n[output]\nformats = [\"html\", \"pdf\"]\n",
    );
    write(&root, "locales/en/locale.toml", "title = \"Handbook\"\n");
    write(&root, "content/en/SUMMARY.md", "- [Hands](a.md)\n");
    write(&root, "content/en/a.md", "# Hands\n\nWash.\n");
    let build = || {
        let (code, said) = run(&root, &["build", "-q"]);
        assert_eq!(code, 0, "{said}");
        fs::read(root.join("public/en/handbook-en.pdf")).expect("a PDF")
    };
    let made = build();
    let [file] = &kept(&root)[..] else { panic!("one PDF is kept") };
    // Another PDF in its place shows that it is taken.
    let other: Vec<u8> = made.iter().rev().copied().collect();
    let hash = handbook::inputs::hash_parts([other.as_slice()]).to_le_bytes();
    fs::write(file, [&hash[..], &other].concat()).expect("a forged file");
    assert!(build() == other);
    // A damaged one is not.
    fs::write(file, [&hash[..], b"%PDF"].concat()).expect("a damaged file");
    assert!(build() == made);
    // Nor is one of another text; and what has no use any more goes.
    let before = file.clone();
    write(&root, "content/en/a.md", "# Hands\n\nWash twice.\n");
    let changed = build();
    assert!(changed != made && changed != other);
    let after = kept(&root);
    assert!(after.len() == 1 && after[0] != before, "{after:?}");
    fs::remove_dir_all(root.join(".handbook")).expect("a cache that can be deleted");
    assert!(build() == changed);
}

/// A character without a font in a translation holds back its PDF alone, whatever was there before.
#[test]
fn a_pdf_that_cannot_be_made_is_neither_kept_nor_offered() {
    let root = fresh("pdf-lost");
    let config = "[handbook]\nsource = \"en\"\nlocales = [\"en\", \"es\"]\n[output]\nformats = [\"html\", \"pdf\"]\n";
    write(&root, "handbook.toml", config);
    write(&root, "locales/en/locale.toml", "title = \"Handbook\"\n");
    write(&root, "locales/es/locale.toml", "title = \"Manual\"\n");
    write(&root, "content/en/SUMMARY.md", "- [Hands](a.md)\n");
    write(&root, "content/en/a.md", "+++\nprint = [\"leaflet\"]\n+++\n\n# Hands\n\nWash.\n");
    write(&root, "content/es/a.md", "# Manos\n\nLave.\n");
    let offered = |page: &str| fs::read_to_string(root.join("public").join(page)).expect("a page").contains(".pdf\"");
    let made = || {
        let sheet = root.join("public/es/a-leaflet.pdf").exists();
        let book = root.join("public/es/handbook-es.pdf").exists();
        assert_eq!((book, sheet), (offered("es/index.html"), offered("es/a.html")));
        assert!(root.join("public/en/handbook-en.pdf").exists() && offered("en/index.html"));
        (book, sheet)
    };
    assert_eq!(run(&root, &["build", "-q"]).0, 0);
    assert_eq!(made(), (true, true));
    // Sizes are true after a narrowed build too: these sheets take more than those of one word.
    let size = |page: &str| {
        let page = fs::read_to_string(root.join("public").join(page)).expect("a page");
        let at = page.find("a-leaflet.pdf").expect("a link");
        page[at..at + 300].to_owned()
    };
    let before = size("es/a.html");
    write(&root, "content/es/a.md", format!("# Manos\n\n{}\n", "Lave con agua y jabón. ".repeat(60)));
    assert_eq!(run(&root, &["build", "-q", "--format", "pdf"]).0, 0);
    assert_ne!(size("es/a.html"), before);
    write(&root, "content/es/a.md", "# Manos\n\nLave \u{2d5c}.\n");
    for words in [&["build", "-q", "--format", "pdf"][..], &["build", "-q"]] {
        let (code, said) = run(&root, words);
        assert_eq!(code, 1, "{said}");
        assert!(said.contains("error[L08]: no font for `es` has `\u{2d5c}`"), "{said}");
        assert_eq!(made(), (false, false));
    }
    // A finding that is not told makes no PDF either.
    write(&root, "handbook.toml", format!("{config}[check]\nL08 = \"off\"\n"));
    assert_eq!(run(&root, &["build", "-q"]).0, 0);
    assert_eq!(made(), (false, false));
}
