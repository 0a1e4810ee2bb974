//! The command line: whole outputs and exit codes. `tests/cli/*.trycmd` are written by
//! `TRYCMD=overwrite cargo test --test cli`; look at the difference before you commit it, and put `[..]` where
//! runs differ. They name every format, so that the program is one that writes PDFs.
#![cfg(feature = "pdf")]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use support::{PROGRAM, fresh, handbook, run, settle, write};

#[test]
fn every_command_says_what_it_should() {
    let cases = trycmd::TestCases::new();
    cases.insert_var("[VERSION]", env!("CARGO_PKG_VERSION")).expect("a name for it");
    cases.env("SOURCE_DATE_EPOCH", "1795392000").env("NO_COLOR", "1").env("COLUMNS", "100").case("tests/cli/*.trycmd");
}

/// Requested data goes to standard output and nothing else does.
#[test]
fn only_requested_data_goes_to_standard_output() {
    let root = fresh("streams");
    let streams = |words: &[&str]| {
        let mut command = Command::new(PROGRAM);
        let output = settle(&mut command).current_dir(&root).args(words).output().expect("the program starts");
        (String::from_utf8_lossy(&output.stdout).into_owned(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let to_error = |words: &[&str]| {
        let (out, error) = streams(words);
        assert!(out.is_empty() && !error.is_empty(), "{words:?}: {out}");
    };
    let to_output = |words: &[&str]| {
        let (out, error) = streams(words);
        assert!(!out.is_empty() && error.is_empty(), "{words:?}: {error}");
    };
    to_error(&["init", "book"]);
    to_error(&["-C", "book", "build", "-v"]);
    to_error(&["-C", "book", "check"]);
    to_error(&["-C", "book", "clean"]);
    to_error(&["explain", "nothing"]);
    for format in ["short", "json", "github", "sarif"] {
        to_output(&["-C", "book", "check", "--format", format]);
    }
    to_output(&["explain"]);
    to_output(&["--help"]);
    for (shell, start) in [("bash", "_handbook() {"), ("zsh", "#compdef handbook"), ("fish", "# Print an optspec")] {
        let (out, error) = streams(&["completions", shell]);
        assert!(out.starts_with(start) && error.is_empty(), "{shell}: {}", &out[..40.min(out.len())]);
        for command in ["init", "build", "check", "explain", "completions", "clean"] {
            assert!(out.contains(command), "{shell} does not complete {command}");
        }
    }
}

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("a README")
}

/// The first fenced block after a text.
fn block_after<'a>(text: &'a str, mark: &str) -> &'a str {
    let after = text.split_once(mark).unwrap_or_else(|| panic!("the README says {mark:?}")).1;
    let inner = after.split_once("```").and_then(|(_, rest)| rest.split_once('\n')).expect("a block").1;
    inner.split_once("```").expect("an end").0
}

/// Takes out what differs from run to run: the time, and the folder's name.
fn redact(text: &str) -> String {
    let line = |line: &str| match (line.split_once(" s: "), line.starts_with("open ")) {
        (Some((head, tail)), _) => {
            format!("{}… s: {tail}\n", head.trim_end_matches(|ch: char| ch.is_ascii_digit() || ch == '.'))
        }
        (None, true) => "open …/index.html\n".to_owned(),
        (None, false) => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

#[test]
fn the_readme_shows_what_a_build_of_the_bundled_handbook_says() {
    let readme = readme();
    assert_eq!(block_after(&readme, "(six languages, five chapters):"), "cargo run --release -- build\n");
    let site = fresh("readme");
    let (code, said) = run(Path::new(env!("CARGO_MANIFEST_DIR")), &["build", "-d", &site.display().to_string()]);
    assert_eq!((code, redact(&said)), (0, redact(block_after(&readme, "It ends with"))));
}

/// Every command in backticks exists, with its options.
#[test]
fn commands_in_the_readme_exist() {
    let readme = readme();
    let commands: Vec<Vec<&str>> = readme
        .split('`')
        .skip(1)
        .step_by(2)
        .filter_map(|code| code.strip_prefix("handbook "))
        .map(|words| words.split([' ', '\n']).collect())
        .collect();
    assert!(commands.len() >= 6, "{commands:?}");
    let root = fresh("readme-commands");
    for words in commands {
        let output = handbook(&root, &[words[0], "--help"]).output().expect("the program starts");
        let help = String::from_utf8_lossy(&output.stdout);
        assert!(help.contains(&format!("Usage: handbook {}", words[0])), "{words:?}: {help}");
        for option in words.iter().filter(|word| word.starts_with("--")) {
            assert!(help.contains(&format!("{option} ")), "{words:?}: {option}");
        }
    }
}

#[test]
fn the_config_in_the_readme_is_one() {
    let root = fresh("readme-config").join("book");
    let (code, text) = run(root.parent().expect("a folder"), &["init", "book", "--locales", "en,bn,ar"]);
    assert_eq!(code, 0, "{text}");
    write(&root, "handbook.toml", block_after(&readme(), "values that chapters show\n```\n"));
    let (code, text) = run(&root, &["check", "--deny", "warnings"]);
    assert!(code == 0 && !text.contains("-> handbook.toml"), "{text}");
}
