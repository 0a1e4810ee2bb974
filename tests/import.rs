//! Imports: each folder of `tests/import` holds a book of another tool; the whole project made of it, and
//! the report, is compared with `expected`. `UPDATE=1 cargo test --test import` rewrites the
//! expectations, which CI refuses.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use handbook::disk;
use handbook::emit::{Format, emit};
use handbook::engine::{Engine, Snapshot};
use handbook::import::{self, Converted};
use handbook::inputs::Delta;
use handbook::project::Settings;
use handbook::translation::Twin;
use handbook::vpath::VPath;
use support::expected::expected;

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import").join(path)
}

fn convert(case: &str) -> Converted {
    let book = disk::read_mdbook(&here(case).join("book")).expect("a readable book");
    import::convert(&book, &[]).expect("a book that can be converted")
}

fn build(converted: &Converted) -> std::sync::Arc<Snapshot> {
    let mut delta = Delta::default();
    for (path, bytes) in converted.files.iter().filter(|(path, _)| !path.starts_with('.')) {
        delta.write(path, bytes.clone());
    }
    Engine::new(Settings::default()).update(delta)
}

fn compare(case: &str) -> (Converted, std::sync::Arc<Snapshot>) {
    let converted = convert(case);
    let mut made: BTreeMap<String, Vec<u8>> = converted
        .files
        .iter()
        // Hidden files are not read back.
        .map(|(path, bytes)| (path.trim_start_matches('.').to_owned(), bytes.clone()))
        .collect();
    let mut report = converted.report.lines().join("\n");
    report.push_str("\n\n");
    report.push_str(&emit(&converted.report.blocking, &converted.inputs, Format::Short, false));
    made.insert("report.txt".to_owned(), report.into_bytes());
    let snapshot = build(&converted);
    made.insert("findings.txt".to_owned(), emit(&snapshot.diags, &converted.inputs, Format::Short, false).into_bytes());
    let folder = here(case).join("expected");
    let expected = expected(&folder, &made);
    for (path, bytes) in &made {
        let wanted = expected.get(path).map(|wanted| String::from_utf8_lossy(wanted).into_owned());
        assert_eq!(Some(String::from_utf8_lossy(bytes).into_owned()), wanted, "{case}/{path}");
    }
    assert_eq!(made.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{case}");
    (converted, snapshot)
}

#[test]
fn plain() {
    let (_, snapshot) = compare("plain");
    assert_eq!(snapshot.blocking().count(), 0);
}

#[test]
fn broken() {
    let (converted, snapshot) = compare("broken");
    // What may not be lowered is left for the user, and said.
    assert_eq!(snapshot.blocking().count(), converted.report.blocking.len());
    assert!(converted.files.keys().all(|path| VPath::parse(path).is_ok()));
}

/// Blocks of the source that a translation lacks for sure.
fn n_missing(twin: &Twin) -> usize {
    twin.diags.iter().filter(|diag| diag.message.starts_with("this block is missing")).count()
}

/// What a PO file does not translate is left out, so that readers see the source's block, labelled: no
/// more and no less. Its neighbours may be shown in both languages, where they could be meant as well.
#[test]
fn po() {
    let (converted, snapshot) = compare("po");
    assert_eq!(snapshot.blocking().count(), 0);
    let site = snapshot.site.as_ref().expect("a site");
    let missing = |path: &str| site.twins.get(path).map(|twin| (n_missing(twin), twin.replaced.len()));
    // A nested list, the fuzzy first item, a table row, a paragraph.
    assert_eq!(missing("content/pt-BR/wash.md"), Some((4, 0)));
    assert_eq!(missing("content/pt-BR/dry.md"), Some((0, 0)));
    assert_eq!(missing("content/zh-Hant/dry.md"), Some((1, 0)));
    let said = converted.report.lines().join("\n");
    for tag in ["pt-BR", "zh-Hant"] {
        let total: usize = site
            .twins
            .iter()
            .filter(|(path, _)| path.below(&format!("content/{tag}")).is_some())
            .map(|(_, twin)| n_missing(twin))
            .sum();
        assert!(
            said.contains(&format!("`{tag}`")) && said.contains(&format!(", {total} block")),
            "{tag} {total}\n{said}"
        );
    }
}

/// Books that were damaged by chance are converted, or refused with a message.
#[test]
fn damage_never_makes_the_program_fail() {
    let mut seed = 7_u64;
    let mut next = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below.max(1)
    };
    let pieces =
        ["\n", "\n\n", "> ", "- ", "1. ", "    ", "|", "```", "{{#include ", "}}", "\"", "\\", "<b>", "[", "](", "é"];
    for round in 0..120 {
        let case = if round % 2 == 0 { "po" } else { "plain" };
        let mut book = disk::read_mdbook(&here(case).join("book")).expect("a readable book");
        for bytes in book.files.values_mut() {
            let mut chars: Vec<char> = String::from_utf8_lossy(bytes).chars().collect();
            for _ in 0..next(4) {
                let at = next(chars.len());
                match next(3) {
                    0 => chars.truncate(at),
                    1 => drop(chars.drain(at..(at + next(9)).min(chars.len()))),
                    _ => drop(chars.splice(at..at, pieces[next(pieces.len())].chars())),
                }
            }
            *bytes = chars.into_iter().collect::<String>().into_bytes();
        }
        if let Ok(converted) = import::convert(&book, &[]) {
            assert!(converted.files.contains_key("handbook.toml"), "{round}");
            let internal = build(&converted).diags.iter().any(|diag| diag.code.id() == "A00");
            assert!(!internal, "{round}");
        }
    }
}

fn handbook(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbook"));
    command.arg("-C").arg(folder).args(words).output().expect("the program runs")
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("import").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

#[test]
fn an_imported_book_builds() {
    let root = folder("builds");
    let book = here("po/book");
    let book = book.to_str().expect("a path in UTF-8");
    let made = handbook(&root, &["init", "new", "--from", "mdbook", book]);
    let said = String::from_utf8_lossy(&made.stderr);
    assert_eq!(made.status.code(), Some(0), "{said}");
    assert!(said.contains("po/fr.po:2: ") && made.stdout.is_empty(), "{said}");
    let built = handbook(&root.join("new"), &["build"]);
    assert_eq!(built.status.code(), Some(0), "{}", String::from_utf8_lossy(&built.stderr));
    assert!(root.join("new/public/pt-BR/wash.html").is_file());
    // It is not empty any more.
    assert_eq!(handbook(&root, &["init", "new", "--from", "mdbook", book]).status.code(), Some(3));
}

#[test]
fn what_cannot_be_imported_is_refused_and_nothing_is_written() {
    let root = folder("refused");
    let say = |words: &[&str]| {
        let output = handbook(&root, words);
        (output.status.code(), String::from_utf8_lossy(&output.stderr).trim().to_owned())
    };
    let (code, said) = say(&["init", "new", "--from", "mdbook", "."]);
    assert_eq!((code, said.ends_with("cannot be imported: there is no `book.toml`")), (Some(2), true), "{said}");
    let (code, said) = say(&["init", "new", "--from", "mdbok", "."]);
    assert_eq!(code, Some(2));
    assert_eq!(said, "handbook: books of the kind `mdbok` cannot be imported; did you mean `mdbook`?");
    fs::write(root.join("book.toml"), "[book]\nsrc = \"../..\"\n").expect("a written file");
    let (code, said) = say(&["init", "new", "--from", "mdbook", "."]);
    assert_eq!((code, said.contains("`../..` is not a folder inside it")), (Some(2), true), "{said}");
    fs::write(root.join("book.toml"), "[book]\n").expect("a written file");
    let (code, said) = say(&["init", "new", "--from", "mdbook", "."]);
    assert_eq!((code, said.contains("there is no `src/SUMMARY.md`")), (Some(2), true), "{said}");
    assert!(!root.join("new").exists());
}

#[test]
fn links_that_leave_the_book_are_not_followed() {
    let root = folder("links");
    let book = root.join("book");
    fs::create_dir_all(book.join("src")).expect("a folder");
    fs::create_dir_all(root.join("secret")).expect("a folder");
    fs::write(root.join("secret/key.md"), "# Secret\n").expect("a written file");
    fs::write(book.join("book.toml"), "[book]\ntitle = \"Links\"\n").expect("a written file");
    fs::write(book.join("src/SUMMARY.md"), "- [A](a.md)\n- [B](b.md)\n- [C](c.md)\n").expect("a written file");
    fs::write(book.join("src/a.md"), "# A\n\n{{#include d/key.md}}\n").expect("a written file");
    let link = |to: &str, from: &str| std::os::unix::fs::symlink(to, book.join(from)).expect("a link");
    link("../../secret/key.md", "src/b.md");
    link("a.md", "src/c.md");
    link("../../secret", "src/d");
    let made = handbook(&root, &["init", "new", "--from", "mdbook", "book", "--locales", "de,fr"]);
    let said = String::from_utf8_lossy(&made.stderr);
    assert_eq!(made.status.code(), Some(0), "{said}");
    for line in
        ["  src/b.md: the link leads out", "  src/d: the link leads out", "  src/a.md:3: ", "  src/SUMMARY.md:2: "]
    {
        assert!(said.contains(line), "{line}\n{said}");
    }
    let files = disk::read_tree(&root.join("new")).expect("a project");
    assert!(files.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("Secret")));
    assert!(files.contains_key("content/de/c.md") && files.contains_key("locales/fr/locale.toml"));
    let built = handbook(&root.join("new"), &["build"]);
    assert_eq!(built.status.code(), Some(0), "{}", String::from_utf8_lossy(&built.stderr));
}
