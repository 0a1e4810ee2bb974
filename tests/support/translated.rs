//! A small book in three languages, and the commands on its translations.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::{PROGRAM, fresh, write};

pub const EN: &str = "# Clean hands\n\nWash your hands for **20 seconds**. {critical}\n\n- Use soap.\n- Dry them.\n\nSoap loosens dirt.\n";
pub const BN: &str =
    "# পরিষ্কার হাত\n\n**২০ সেকেন্ড** ধরে হাত ধুয়ে নিন।\n\n- সাবান ব্যবহার করুন।\n- হাত শুকান।\n\nসাবান ময়লা আলগা করে।\n";
pub const AR: &str =
    "# أيدٍ نظيفة\n\nاغسل يديك لمدة **20 ثانية**.\n\n- استخدم الصابون.\n- جففهما.\n\nالصابون يفكك الأوساخ.\n";

pub fn book(name: &str) -> PathBuf {
    let root = fresh(&format!("translating-{name}"));
    write(
        &root,
        "handbook.toml",
        "[handbook]\nsource = \"en\"\nlocales = [\"en\", \"bn\", \"ar\"]\nbase_url = \"https://b.org\"\n[check]\nA25 = \"off\"\n",
    );
    for (tag, text) in [("en", EN), ("bn", BN), ("ar", AR)] {
        write(&root, &format!("content/{tag}/SUMMARY.md"), "- [](hands.md)\n");
        write(&root, &format!("content/{tag}/hands.md"), text);
        write(&root, &format!("locales/{tag}/locale.toml"), "title = \"T\"\n");
    }
    root
}

pub fn run(root: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.arg("-C").arg(root).args(words).env("SOURCE_DATE_EPOCH", "1790000000");
    command.env("XDG_CONFIG_HOME", root.join("config"));
    command.output().expect("the program")
}

pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn code(output: &Output) -> i32 {
    output.status.code().expect("a code")
}

pub fn edit(root: &Path, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(root.join(path)).expect("a text");
    assert!(text.contains(from), "{from} in {text}");
    write(root, path, text.replace(from, to));
}

pub fn page(root: &Path, tag: &str) -> String {
    let built = run(root, &["build", "-q"]);
    assert!(code(&built) < 2, "{}", said(&built));
    let html = fs::read_to_string(root.join(format!("public/{tag}/hands.html"))).expect("a page");
    html.split_once("<body").expect("a body").1.to_owned()
}

/// The end of what readers of Bengali are told of parts that nobody has accepted.
pub fn unchecked_part() -> String {
    let strings = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/bn/ui.ftl")).expect("strings");
    let message = strings.split_once("notice-unchecked-count = ").expect("a message").1;
    message.lines().nth(1).and_then(|line| line.rsplit('}').next()).expect("an end").to_owned()
}

/// What readers of Bengali are told of a text that nobody has accepted.
pub fn unchecked() -> String {
    let strings = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/bn/ui.ftl")).expect("strings");
    let line = strings.lines().find_map(|line| line.strip_prefix("notice-unchecked = "));
    line.expect("a message").to_owned()
}

/// The row of `status`: blocks, fresh, minor, major, critical, edited, missing.
pub fn status(root: &Path, tag: &str) -> Vec<usize> {
    let output = run(root, &["status", tag]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let row = text.lines().find(|line| line.starts_with("hands")).unwrap_or_else(|| panic!("{text}"));
    row.split_whitespace().skip(1).take(7).map(|n| n.parse().expect("a number")).collect()
}

/// The hash of the block that a finding of `check` names.
pub fn block(root: &Path, line: &str) -> String {
    let text = String::from_utf8_lossy(&run(root, &["check", "--format", "short"]).stdout).into_owned();
    let line = text
        .lines()
        .find(|found| found.contains("[S03]") && found.contains(line))
        .unwrap_or_else(|| panic!("{line} in {text}"));
    line.rsplit('`').nth(1).expect("a hash").to_owned()
}
