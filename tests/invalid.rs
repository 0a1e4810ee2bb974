//! Invalid sites: `tests/invalid/<CODE>[-name]/` is a tiny project that has a finding of that code, with
//! the whole human output in `expected.txt`. `UPDATE=1 cargo test --test invalid` writes it anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use handbook::data::Date;
use handbook::diagnostic::code::TABLE;
use handbook::diagnostic::{self, Code, Diagnostic};
use handbook::disk;
use handbook::emit::{self, Format};
use handbook::engine::Engine;
use handbook::inputs::{Content, Inputs};
use handbook::project::Settings;

/// Codes that no project can show, with the reason.
const UNTESTABLE: &[(Code, &str)] = &[
    (Code::A00, "it stands for a bug of the program: a project that shows it would be a bug to mend"),
    (Code::R04, "`translate export` says it, see tests/exchange.rs"),
    (Code::S09, "commands say it, see tests/translating.rs; no state of a project does"),
];

/// What a repository should not hold is made in a copy of the folder. Gives the folder to read.
fn prepare(name: &str, folder: &Path) -> PathBuf {
    type Make = fn(&Path);
    let make: Make = match name {
        "A13" => |root| write(root, "content/en/a.md", &"Wash your hands with soap.\n".repeat(3 << 20 >> 4)),
        "A13-front-matter" => |root| {
            let title = "soap ".repeat(1 << 18);
            write(root, "content/en/a.md", &format!("+++\ntitle = \"{title}\"\n+++\n\nText.\n"));
        },
        "A14" => |root| write(root, "content/en/a.md", &format!("# Hands\n\n{} Wash.\n", ">".repeat(10_000))),
        "A14-lists" => |root| {
            let lists: String = (0..500).map(|depth| format!("{}- Wash\n", "  ".repeat(depth))).collect();
            write(root, "content/en/a.md", &format!("# Hands\n\n{lists}"));
        },
        "A36" => |root| {
            let text = "Wash your hands with soap and water. ".repeat(600);
            write(root, "content/en/a.md", &format!("+++\nprint = [\"poster\"]\n+++\n\n# Clean hands\n\n{text}\n"));
        },
        "A28" => |root| link("nowhere.md", root, "content/en/b.md"),
        "X06" => |root| {
            let outside = root.with_extension("outside.md");
            fs::write(&outside, "# Secret\n").expect("a file beside the copy can be written");
            link(outside.to_str().expect("the target folder's name is UTF-8"), root, "content/en/b.md");
        },
        "X06-folder" => |root| {
            let outside = root.with_extension("outside");
            let _ = fs::remove_dir_all(&outside);
            write(&outside, "more/b.md", "# Secret\n");
            // It would be a finding of its own if anything looked here.
            link("nowhere.md", &outside, "more/n.md");
            link(outside.to_str().expect("the target folder's name is UTF-8"), root, "content/en/b");
            link(&format!("{}/more", outside.display()), root, "data");
        },
        "X06-loop" => |root| link("..", root, "content/en/more"),
        "U01" => |root| write(root, "locales/eo/ui.ftl", &strings_without("home")),
        "U04" => |root| write(root, "locales/eo/ui.ftl", &strings_without("notice-fallback-page")),
        _ => return folder.to_owned(),
    };
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("invalid").join(name);
    let _ = fs::remove_dir_all(&copy);
    copy_tree(folder, &copy);
    make(&copy);
    copy
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder can be made");
    fs::write(path, text).expect("a file can be written");
}

fn link(target: &str, root: &Path, path: &str) {
    std::os::unix::fs::symlink(target, root.join(path)).expect("a link can be made");
}

fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("a case's folder can be read").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_tree(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}

/// The English strings but for one message.
fn strings_without(id: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/en/ui.ftl");
    let text = fs::read_to_string(path).expect("the English strings are there");
    let mut out = String::new();
    let mut skipping = false;
    for line in text.lines() {
        if !line.starts_with([' ', '}']) {
            skipping = line.split('=').next().is_some_and(|name| name.trim() == id);
        }
        if !skipping {
            out.push_str(line);
            out.push('\n');
        }
    }
    assert_ne!(out, text, "there is no message {id}");
    out
}

/// Codes of what is found in PDFs, which not every build of the program writes.
const OF_PDF: [Code; 4] = [Code::A34, Code::A35, Code::A36, Code::L08];

/// Everything `handbook check` finds; and where a PDF has to be set for that, what `handbook build` does.
fn findings(root: &Path, code: Code) -> (Vec<Diagnostic>, Inputs) {
    let today = Date::parse("2026-11-20");
    let mut engine = Engine::new(Settings { today, ..Settings::default() });
    let snapshot = engine.update(disk::scan(root).expect("the folder can be read"));
    let mut diags = snapshot.diags.clone();
    if snapshot.blocking().next().is_none() {
        diags.extend(snapshot.render_diags());
        if OF_PDF.contains(&code) {
            let pdfs = snapshot.outputs().into_iter().filter(|(path, _)| path.extension() == "pdf");
            diags.extend(pdfs.flat_map(|(path, origin)| snapshot.render(&path, &origin).diags));
        }
        diagnostic::sort(&mut diags);
        diags.dedup();
    }
    (diags, (**engine.inputs()).clone())
}

/// How heavy a page is changes with every template.
fn without_weights(text: &str) -> String {
    let redact = |line: &str| match line.split_once(" weighs ").zip(line.split_once(" bytes (gzip)")) {
        Some(((head, _), (_, tail))) => format!("{head} weighs … bytes (gzip){tail}\n"),
        None => format!("{line}\n"),
    };
    text.lines().map(redact).collect()
}

/// What holds for every finding: see `design/architecture.md`.
fn form_problem(diag: &Diagnostic, inputs: &Inputs) -> Option<String> {
    let message = &diag.message;
    // Names stand in backticks, some words are always in upper case.
    let word = message.split([' ', ':']).next().unwrap_or_default();
    let capital = message.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase);
    let ends_badly = message.ends_with('.') && !message.ends_with("..");
    if message.is_empty() || message.contains('\n') || capital || ends_badly {
        return Some(format!("a message is one line, lower case, without a full stop: {message:?}"));
    }
    if message.chars().count() > 200 {
        return Some(format!("a message is short: {message:?}"));
    }
    if diag.help.as_ref().is_none_or(|help| help.is_empty() || help.contains('\n') || help.contains("``")) {
        return Some(format!("every finding says in one line what to do: {message:?} {:?}", diag.help));
    }
    let places = diag.file.iter().zip(&diag.range).chain(diag.labels.iter().map(|label| (&label.file, &label.range)));
    for (file, range) in places {
        let text = match inputs.get(file.as_str()).map(|file| &file.content) {
            Some(Content::Text { text, .. }) => &**text,
            Some(Content::Bytes(bytes)) => std::str::from_utf8(bytes).unwrap_or_default(),
            _ => return Some(format!("`{file}` is no text, but {message:?} points into it")),
        };
        if text.get(range.clone()).is_none() {
            return Some(format!("{message:?} points to {range:?} of `{file}`, which is no part of its text"));
        }
    }
    None
}

#[test]
fn every_invalid_site_is_reported_as_expected() {
    let update = std::env::var_os("UPDATE").is_some();
    let ci = std::env::var("CI").is_ok_and(|value| value == "true" || value == "1");
    assert!(!(update && ci), "UPDATE is for people: CI only compares");
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(&cases).expect("tests/invalid is there").flatten().map(|entry| entry.path()).collect();
    folders.sort();
    let mut problems = Vec::new();
    let mut covered = BTreeSet::new();
    for folder in folders {
        let name = folder.file_name().and_then(|name| name.to_str()).expect("a case's name is UTF-8").to_owned();
        let Some(code) = Code::find(name.split('-').next().unwrap_or_default()) else {
            problems.push(format!("{name}: no code is called so"));
            continue;
        };
        covered.insert(code);
        // The others list all formats.
        let of_pdf = OF_PDF.contains(&code) || matches!(name.as_str(), "A03" | "A30");
        if of_pdf && cfg!(not(feature = "pdf")) {
            continue;
        }
        let (diags, inputs) = findings(&prepare(&name, &folder), code);
        if !diags.iter().any(|diag| diag.code == code) {
            problems.push(format!("{name}: its own code is not found"));
        }
        problems
            .extend(diags.iter().filter_map(|diag| form_problem(diag, &inputs)).map(|why| format!("{name}: {why}")));
        let found = without_weights(&emit::emit(&diags, &inputs, Format::Human, false));
        let file = folder.join("expected.txt");
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if found == expected {
            continue;
        }
        if update {
            fs::write(&file, &found).expect("expected.txt can be written");
        } else {
            problems.push(format!("{name}: expected\n{expected}\nfound\n{found}"));
        }
    }
    for info in TABLE {
        let known = UNTESTABLE.iter().any(|(code, _)| *code == info.code);
        if known == covered.contains(&info.code) {
            problems.push(format!("{}: needs a folder, or a reason in UNTESTABLE, and not both", info.id));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
}
