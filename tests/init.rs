//! `handbook init`: what it makes builds at once, in every language that can be published.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn handbook(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_handbook")).args(args).output().expect("the program runs")
}

fn init(name: &str, locales: &str) -> (PathBuf, Output) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("init").join(name);
    let _ = fs::remove_dir_all(&folder);
    let made = handbook(&["init", folder.to_str().expect("a UTF-8 path"), "--locales", locales]);
    (folder, made)
}

fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let folder = folder.to_str().expect("a UTF-8 path");
    let output = handbook(&[&["-C", folder], args].concat());
    (output.status.code(), String::from_utf8(output.stderr).expect("messages are UTF-8"))
}

#[test]
fn a_new_project_has_no_problems() {
    for (name, locales) in
        [("one", "en"), ("two", "en, bn"), ("rtl", "bn,ar"), ("han", "zh-Hans,en"), ("draft", "en-GB,eo")]
    {
        let (folder, made) = init(name, locales);
        assert_eq!(made.status.code(), Some(0), "{locales}");
        let (code, said) = run(&folder, &["check", "--deny", "warnings"]);
        assert_eq!(code, Some(0), "{locales}: {said}");
        let (code, said) = run(&folder, &["build"]);
        assert_eq!(code, Some(0), "{locales}: {said}");
    }
}

#[test]
fn every_shipped_language_can_be_the_source() {
    let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
    let shipped = fs::read_dir(locales).expect("the shipped locales").flatten();
    for entry in shipped.filter(|entry| entry.path().join("ui.ftl").exists()) {
        let tag = entry.file_name().into_string().expect("a tag");
        let (folder, _) = init(&format!("source-{tag}"), &tag);
        let (code, said) = run(&folder, &["check", "--deny", "warnings"]);
        assert_eq!(code, Some(0), "{tag}: {said}");
    }
}

#[test]
fn a_language_without_shipped_strings_is_a_draft_and_says_so() {
    for tag in ["eo", "xx", "pl", "pt-AO"] {
        let (folder, made) = init(&format!("unshipped-{tag}"), &format!("{tag},en"));
        let said = String::from_utf8_lossy(&made.stderr);
        assert!(said.contains(&format!("`{tag}` is not published yet")) && said.contains("build --drafts"), "{said}");
        for args in [&["check"][..], &["build"]] {
            let (code, said) = run(&folder, args);
            assert_eq!(code, Some(1), "{tag}: {said}");
            assert!(said.contains("is not published"), "{tag}: {said}");
        }
        let (code, said) = run(&folder, &["build", "--drafts"]);
        assert_eq!(code, Some(0), "{tag}: {said}");
    }
}

#[test]
fn what_is_no_language_tag_is_refused() {
    for wrong in ["en_GB", "EN", "e", ""] {
        assert_eq!(init("wrong", wrong).1.status.code(), Some(2), "{wrong}");
    }
}
