//! Translations handed out and taken back, and moved after their source: each step is a command, and whole files are
//! compared.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use handbook::translation::block::{BlockHash, BlockKind};
use support::{PROGRAM, Tree, fresh, tree, write};

const EN: &str = "+++\nid = \"hands\"\ntitle = \"Clean hands\"\n+++\n\n# Clean hands\n\nWash your hands for **20 seconds**. {critical}\n\n- Use soap.\n- Dry them.\n\n> [!NOTE]\n> Soap loosens dirt & \\*germs\\*.\n\n| Where | Soap |\n| --- | --- |\n| Home | Yes |\n\nEnd.\n";
const BN: &str = "+++\nid = \"hands\"\ntitle = \"পরিষ্কার হাত\"\n+++\n\n# পরিষ্কার হাত\n\n**২০ সেকেন্ড** ধরে\nহাত ধুয়ে নিন।\n\n* সাবান ব্যবহার করুন।\n* হাত শুকান।\n\n> [!NOTE]\n> সাবান ময়লা ও \\*জীবাণু\\* আলগা করে।\n\n| কোথায় | সাবান |\n|---|---|\n|বাড়ি|হ্যাঁ|\n\nশেষ।\n";

fn book(name: &str, chapters: &[(&str, &str, &str)]) -> PathBuf {
    let root = fresh(&format!("exchange-{name}"));
    write(
        &root,
        "handbook.toml",
        "[handbook]\nsource = \"en\"\nlocales = [\"en\", \"bn\"]\nbase_url = \"https://b.org\"\n[check]\nA25 = \"off\"\n",
    );
    summary(&root, &chapters.iter().map(|chapter| chapter.0).collect::<Vec<_>>());
    for tag in ["en", "bn"] {
        write(&root, &format!("locales/{tag}/locale.toml"), "title = \"T\"\n");
    }
    for (name, en, bn) in chapters {
        write(&root, &format!("content/en/{name}.md"), en);
        if !bn.is_empty() {
            write(&root, &format!("content/bn/{name}.md"), bn);
        }
    }
    root
}

fn summary(root: &Path, chapters: &[&str]) {
    let lines: String = chapters.iter().map(|name| format!("- []({name}.md)\n")).collect();
    write(root, "content/en/SUMMARY.md", lines);
}

/// A book of one chapter whose translation somebody has accepted.
fn hands(name: &str) -> PathBuf {
    let root = book(name, &[("hands", EN, BN)]);
    run(&root, &["translate", "adopt", "bn", "--as", "translated", "--who", "s.akter"], 0);
    root
}

fn output(root: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.arg("-C").arg(root).args(words).env("SOURCE_DATE_EPOCH", "1790000000");
    command.env("XDG_CONFIG_HOME", root.join("config"));
    command.output().expect("the program")
}

/// What the program says, after it ended with this code.
fn run(root: &Path, words: &[&str], code: i32) -> String {
    let output = output(root, words);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{words:?}: {said}");
    said
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).expect("a text")
}

fn edit(root: &Path, path: &str, from: &str, to: &str) {
    let text = read(root, path);
    assert!(text.contains(from), "{from} in {text}");
    write(root, path, text.replace(from, to));
}

fn export(root: &Path) {
    run(root, &["translate", "export", "bn", "-o", "bn.po"], 0);
}

fn import(root: &Path, code: i32) -> String {
    run(root, &["translate", "import", "bn.po", "--who", "r.das"], code)
}

/// Content and claims, as they lie on the disk.
fn kept(root: &Path) -> Tree {
    let mut tree = tree(root);
    tree.retain(|path, _| path.starts_with("content/bn") || path.starts_with("locales/"));
    tree
}

fn files(changed: &Tree, before: &Tree) -> Vec<String> {
    let other = |path: &&String| changed.get(*path) != before.get(*path);
    let mut paths: Vec<String> = changed.keys().chain(before.keys()).filter(other).cloned().collect();
    paths.sort();
    paths.dedup();
    paths
}

/// The rows of `status`: blocks, fresh, minor, major, critical, edited, missing.
fn status(root: &Path) -> BTreeMap<String, Vec<usize>> {
    let text = String::from_utf8_lossy(&output(root, &["status", "bn"]).stdout).into_owned();
    let rows = text.lines().filter_map(|line| {
        let (name, rest) = line.split_once(' ')?;
        let numbers: Result<Vec<usize>, _> = rest.split_whitespace().take(7).map(str::parse).collect();
        Some((name.to_owned(), numbers.ok().filter(|numbers| numbers.len() == 7)?))
    });
    rows.collect()
}

#[test]
fn criterion_14_an_untouched_file_changes_nothing_and_an_edit_changes_one_block() {
    let root = hands("untouched");
    edit(&root, "content/en/hands.md", "20 seconds", "40 seconds");
    edit(&root, "content/bn/hands.md", "শেষ।", "সমাপ্ত।");
    let before = kept(&root);
    for (format, file) in [("--po", "bn.po"), ("--xliff", "bn.xlf")] {
        run(&root, &["translate", "export", "bn", format, "-o", file], 0);
        let said = run(&root, &["translate", "import", file, "--who", "r.das"], 0);
        assert_eq!(said, "imported 0 blocks, accepted 0 as translated\n");
        assert_eq!(files(&kept(&root), &before), Vec::<String>::new(), "{format}");
    }
    // Windows line ends are kept as well.
    let crlf = read(&root, "content/bn/hands.md").replace('\n', "\r\n");
    write(&root, "content/bn/hands.md", &crlf);
    for (format, file, was, new) in
        [("--po", "bn.po", "হাত শুকান।", "হাত ভালো করে শুকান।"), ("--xliff", "bn.xlf", "সাবান ব্যবহার করুন।", "- সাবান নিন।")]
    {
        let before = kept(&root);
        let text = read(&root, "content/bn/hands.md");
        let locks = read(&root, "locales/bn/claims/hands.lock");
        run(&root, &["translate", "export", "bn", format, "-o", file], 0);
        edit(&root, file, was, new);
        let said = run(&root, &["translate", "import", file, "--who", "r.das"], 0);
        assert_eq!(said, "imported 1 block, accepted 1 as translated\n");
        assert_eq!(files(&kept(&root), &before), ["content/bn/hands.md", "locales/bn/claims/hands.lock"], "{format}");
        let written = new.replace("- ", "\\- ");
        assert_eq!(read(&root, "content/bn/hands.md"), text.replace(was, &written), "{format}");
        let now = read(&root, "locales/bn/claims/hands.lock");
        let added: Vec<&str> = now.lines().filter(|line| !locks.contains(line)).collect();
        assert!(added.len() == 1 && added[0].contains(" translated r.das "), "{added:?}");
        assert!(locks.lines().all(|line| now.contains(line)), "no claim is lost");
    }
    assert_eq!(status(&root)["hands"], [9, 7, 0, 0, 1, 1, 0]);
}

#[test]
fn the_file_says_what_translators_need() {
    let root = hands("file");
    edit(&root, "content/en/hands.md", "20 seconds", "40 seconds");
    export(&root);
    let text = read(&root, "bn.po");
    let entry = text.split("\n\n").find(|entry| entry.contains("40 seconds")).expect("an entry");
    let lines: Vec<&str> = entry.lines().collect();
    assert!(
        lines[0].starts_with("#. b=")
            && lines[0].ends_with(" stale=critical critical numbers: 20 seconds -> 40 seconds"),
        "{entry}"
    );
    assert_eq!(
        lines[1..],
        [
            "#, fuzzy",
            "#| msgid \"Wash your hands for **20 seconds**.\"",
            "msgctxt \"hands\"",
            "msgid \"Wash your hands for **40 seconds**.\"",
            "msgstr \"**২০ সেকেন্ড** ধরে হাত ধুয়ে নিন।\"",
        ]
    );
    assert!(text.contains("msgctxt \"hands#2\"\nmsgid \"Clean hands\"\n"), "title and heading are two: {text}");
    assert!(text.contains("msgid \"Soap loosens dirt & \\\\*germs\\\\*.\"\n"), "{text}");
    assert!(!text.contains("Date") && !text.contains("#:"), "{text}");
    let header = text.split("\n\n").next().expect("a header");
    assert!(header.contains("\"Language: bn\\n\"") && header.contains("\"X-Handbook-Snapshot: "), "{header}");
    let printed = output(&root, &["translate", "export", "bn"]);
    assert_eq!(String::from_utf8_lossy(&printed.stdout), text, "the same on standard output");
    let unreviewed = "warning[R04]: this chapter goes to translators before a health professional has reviewed it\n";
    let said = String::from_utf8_lossy(&printed.stderr);
    assert!(said.starts_with(unreviewed), "{said}");
    write(&root, "po/keep", "");
    run(&root, &["translate", "export", "bn", "hands", "-o", "po"], 0);
    assert_eq!(read(&root, "po/bn.po"), text, "a folder gets a file of the locale's name");

    let back = output(&root, &["translate", "backtranslate", "bn"]);
    let back = String::from_utf8_lossy(&back.stdout).into_owned();
    assert!(back.contains("msgid \"**২০ সেকেন্ড** ধরে হাত ধুয়ে নিন।\"\nmsgstr \"\"\n"), "{back}");
    assert!(!back.contains("seconds") && !back.contains("শেষ"), "critical blocks, and no source: {back}");
}

#[test]
fn criterion_15_a_file_older_than_the_source_is_stale_and_a_conflict_writes_nothing() {
    let root = hands("older");
    export(&root);
    edit(&root, "content/en/hands.md", "20 seconds", "40 seconds");
    edit(&root, "content/en/hands.md", "End.", "The end of it.");
    edit(&root, "bn.po", "**২০ সেকেন্ড** ধরে হাত ধুয়ে নিন।", "অন্তত **২০ সেকেন্ড** হাত ধুয়ে নিন।");
    edit(&root, "bn.po", "হাত শুকান।", "হাত ভালো করে শুকান।");
    let said = import(&root, 0);
    assert_eq!(said, "imported 2 blocks, accepted 2 as translated\n");
    let bn = read(&root, "content/bn/hands.md");
    assert!(bn.contains("\nঅন্তত **২০ সেকেন্ড** হাত ধুয়ে নিন।\n") && bn.contains("\n* হাত ভালো করে শুকান।\n"), "{bn}");
    assert_eq!(status(&root)["hands"], [9, 7, 0, 1, 1, 0, 0], "what changed is stale, the rest is fresh");
    assert!(read(&root, "locales/base/hands.txt").contains("**20 seconds**"));

    // Both sides edited one block: nothing is written, not even the other one.
    let root = hands("both");
    export(&root);
    edit(&root, "bn.po", "হাত শুকান।", "হাত ভালো করে শুকান।");
    edit(&root, "bn.po", "শেষ।", "সমাপ্ত।");
    edit(&root, "content/bn/hands.md", "হাত শুকান।", "হাত মুছুন।");
    let before = kept(&root);
    let said = import(&root, 3);
    assert!(said.contains("conflict: hands: Dry them.\n  here হাত মুছুন।\n  file হাত ভালো করে শুকান।\n"), "{said}");
    assert_eq!(files(&kept(&root), &before), Vec::<String>::new());
    let said = run(&root, &["translate", "import", "bn.po", "--theirs", "--who", "r.das"], 0);
    assert_eq!(said, "imported 2 blocks, accepted 2 as translated\n");
    assert_eq!(status(&root)["hands"], [9, 9, 0, 0, 0, 0, 0]);
}

#[test]
fn criterion_16_six_equal_strings_keep_six_translations() {
    let rows = |words: &[&str]| words.iter().map(|word| format!("| {word} |\n")).collect::<String>();
    let bn = ["হ্যাঁ ১", "হ্যাঁ ২", "হ্যাঁ ৩", "হ্যাঁ ৪", "হ্যাঁ ৫", "হ্যাঁ ৬"];
    let en = format!("# A\n\nFirst.\n\n| Q |\n|---|\n{}", rows(&["Yes"; 6]));
    let root = book("six", &[("a", &en, &format!("# ক\n\nপ্রথম।\n\n| প্র |\n|---|\n{}", rows(&bn)))]);
    run(&root, &["translate", "adopt", "bn", "--as", "translated", "--who", "s.akter"], 0);
    export(&root);
    let before = kept(&root);
    import(&root, 0);
    assert_eq!(files(&kept(&root), &before), Vec::<String>::new());
    edit(&root, "content/en/a.md", "First.", "First of all.");
    edit(&root, "bn.po", "হ্যাঁ ৪", "অবশ্যই");
    import(&root, 0);
    let wanted = read(&root, "content/bn/a.md");
    assert!(wanted.ends_with(&rows(&["হ্যাঁ ১", "হ্যাঁ ২", "হ্যাঁ ৩", "অবশ্যই", "হ্যাঁ ৫", "হ্যাঁ ৬"])), "{wanted}");
    assert_eq!(status(&root)["a"], [9, 8, 0, 1, 0, 0, 0]);

    // One of them goes from both sides: the others are told apart by their translations.
    export(&root);
    let shorter = read(&root, "content/en/a.md").replacen("| Yes |\n", "", 1);
    write(&root, "content/en/a.md", shorter);
    edit(&root, "content/bn/a.md", "| হ্যাঁ ২ |\n", "");
    edit(&root, "bn.po", "হ্যাঁ ৬", "হ্যাঁ ছয়");
    import(&root, 0);
    assert!(read(&root, "content/bn/a.md").ends_with(&rows(&["হ্যাঁ ১", "হ্যাঁ ৩", "অবশ্যই", "হ্যাঁ ৫", "হ্যাঁ ছয়"])));
}

#[test]
fn what_is_fuzzy_is_written_but_claimed_by_nobody() {
    let root = hands("fuzzy");
    export(&root);
    let entry = "msgctxt \"hands\"\nmsgid \"Dry them.\"\nmsgstr \"হাত শুকান।\"";
    edit(&root, "bn.po", entry, "#, fuzzy\nmsgctxt \"hands\"\nmsgid \"Dry them.\"\nmsgstr \"হাত মুছুন।\"");
    let locks = read(&root, "locales/bn/claims/hands.lock");
    assert_eq!(import(&root, 0), "imported 1 block, accepted 0 as translated\n");
    assert_eq!(read(&root, "locales/bn/claims/hands.lock"), locks);
    assert_eq!(status(&root)["hands"], [9, 8, 0, 0, 0, 1, 0]);
}

#[test]
fn taking_the_mark_off_an_old_text_does_not_make_it_new() {
    let root = hands("guard");
    edit(&root, "content/en/hands.md", "20 seconds", "40 seconds");
    export(&root);
    edit(&root, "bn.po", "#, fuzzy\n", "");
    let before = kept(&root);
    let said = import(&root, 3);
    assert!(said.contains("error[S09]") && said.contains("`20 seconds` to `40 seconds`"), "{said}");
    assert_eq!(files(&kept(&root), &before), Vec::<String>::new());
}

#[test]
fn without_the_notes_of_its_export_a_file_is_not_believed() {
    let root = hands("notes");
    export(&root);
    let stripped: String =
        read(&root, "bn.po").lines().filter(|line| !line.starts_with("#.")).map(|line| format!("{line}\n")).collect();
    write(&root, "bn.po", &stripped);
    let before = kept(&root);
    assert_eq!(import(&root, 0), "imported 0 blocks, accepted 0 as translated\n");
    edit(&root, "bn.po", "হাত শুকান।", "হাত মুছুন।");
    assert!(import(&root, 3).contains("conflict: hands: Dry them."));
    assert_eq!(files(&kept(&root), &before), Vec::<String>::new());
    // What nobody had accepted is taken, but a text that was there already is vouched for by nobody.
    edit(&root, "bn.po", "হাত মুছুন।", "হাত শুকান।");
    edit(&root, "content/bn/hands.md", "শেষ।", "সমাপ্ত।");
    edit(&root, "bn.po", "শেষ।", "সমাপ্ত।");
    assert_eq!(import(&root, 0), "imported 0 blocks, accepted 0 as translated\n");
    edit(&root, "bn.po", "সমাপ্ত।", "ইতি।");
    assert_eq!(import(&root, 0), "imported 1 block, accepted 1 as translated\n");
    // The same with the notes of a newer export beside older texts, as merging tools make it.
    let root = hands("mixed");
    export(&root);
    let old = read(&root, "bn.po");
    edit(&root, "content/bn/hands.md", "হাত শুকান।", "হাত মুছুন।");
    export(&root);
    let mixed = read(&root, "bn.po").replace("হাত মুছুন।", "হাত শুকান।");
    let id = |text: &str| text.lines().find(|line| line.contains("Snapshot")).expect("a line").to_owned();
    write(&root, "bn.po", mixed.replace(&id(&mixed), &id(&old)));
    run(&root, &["translate", "accept", "bn", "hands", "--who", "s.akter"], 0);
    assert!(import(&root, 3).contains("conflict: hands: Dry them."), "an older text is no edit");
}

#[test]
fn new_texts_are_put_where_their_source_stands() {
    let bn = "# পরিষ্কার হাত\n\n* সাবান ব্যবহার করুন।\n\n<!-- todo s:000000000000 -->\n\nশেষ।\n";
    let root = book("new", &[("hands", EN, bn), ("more", "# More\n\nOne.\n\nTwo words.\n\n- Three\n", "")]);
    export(&root);
    for (id, text) in [
        ("Clean hands", "পরিষ্কার হাত"),
        ("Wash your hands for **20 seconds**.", "**২০ সেকেন্ড** হাত ধুয়ে নিন।"),
        ("Dry them.", "হাত শুকান।"),
        ("Soap loosens dirt & \\\\*germs\\\\*.", "সাবান ময়লা আলগা করে।"),
        ("Where | Soap", "কোথায় | সাবান"),
        ("Home | Yes", "বাড়ি | হ্যাঁ"),
        ("More", "আরও"),
        ("Three", "তিন"),
    ] {
        edit(&root, "bn.po", &format!("msgid \"{id}\"\nmsgstr \"\""), &format!("msgid \"{id}\"\nmsgstr \"{text}\""));
    }
    assert_eq!(import(&root, 0), "imported 8 blocks, accepted 8 as translated\n");
    assert_eq!(
        read(&root, "content/bn/hands.md"),
        "+++\ntitle = \"পরিষ্কার হাত\"\n+++\n\n# পরিষ্কার হাত\n\n**২০ সেকেন্ড** হাত ধুয়ে নিন। {critical}\n\n* সাবান ব্যবহার করুন।\n* হাত শুকান।\n\n> [!NOTE]\n> সাবান ময়লা আলগা করে।\n\n| কোথায় | সাবান |\n| --- | --- |\n| বাড়ি | হ্যাঁ |\n\n<!-- todo s:000000000000 -->\n\nশেষ।\n"
    );
    assert_eq!(read(&root, "content/bn/more.md"), "# আরও\n\n- তিন\n");
    assert_eq!(status(&root)["more"], [4, 2, 0, 0, 0, 0, 2]);
}

/// A tool that must be there: what it would find must not go unseen because a machine lacks it.
fn tool(name: &str, package: &str, arguments: &[&str], root: &Path) -> String {
    let output = Command::new(name).args(arguments).current_dir(root).output();
    let output = output.unwrap_or_else(|_| panic!("`{name}` is not installed; install the Debian package `{package}`"));
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{name}: {said}");
    said
}

#[test]
fn the_tools_of_translators_take_the_file() {
    let root = hands("tools");
    edit(&root, "content/en/hands.md", "20 seconds", "40 seconds");
    export(&root);
    let said = tool("msgfmt", "gettext", &["-c", "-o", "/dev/null", "bn.po"], &root);
    // A date would change with every export, and nobody in particular is the translator.
    assert!(said.lines().all(|line| line.contains("warning: header field")), "{said}");
    tool("msgmerge", "gettext", &["-q", "--previous", "--update", "--backup=none", "bn.po", "bn.po"], &root);
    let before = kept(&root);
    assert_eq!(import(&root, 0), "imported 0 blocks, accepted 0 as translated\n");
    assert_eq!(files(&kept(&root), &before), Vec::<String>::new(), "wrapped by another tool it is still the same");
    export(&root);
    // What it says of capitals and full stops is of no use between Bengali and English; what would break a file is.
    let mut arguments = vec!["--language=bn", "--progress=none", "bn.po"];
    for filter in ["blank", "emails", "escapes", "newlines", "tabs", "untranslated", "urls", "variables", "xmltags"] {
        arguments.extend(["-t", filter]);
    }
    assert!(!tool("pofilter", "translate-toolkit", &arguments, &root).contains("(pofilter)"));
    edit(&root, "bn.po", "**২০ সেকেন্ড** ধরে", "**২০ সেকেন্ড** <b>ধরে");
    assert!(tool("pofilter", "translate-toolkit", &arguments, &root).contains("(pofilter) xmltags"), "it looks");
}

/// Chapters whose translation somebody has accepted, and the source edited.
fn accepted(name: &str, chapters: &[(&str, &str, &str)]) -> PathBuf {
    let root = book(name, chapters);
    run(&root, &["translate", "adopt", "bn", "--as", "translated", "--who", "s.akter"], 0);
    root
}

/// A second run finds nothing to do.
fn settled(root: &Path) {
    let before = kept(root);
    let said = run(root, &["translate", "sync", "bn"], 0);
    assert!(said.ends_with("moved 0 blocks and 0 files, marked 0, took off 0 marks\n"), "{said}");
    assert_eq!(files(&kept(root), &before), Vec::<String>::new());
}

const LONG_EN: &str = "# Hands\n\nFirst things first.\n\n## Soap\n\nSoap and water. {critical}\n\n- One item.\n- Two items.\n- Three items.\n\n## Rub\n\n> [!TIP]\n> Sing twice.\n\n| A | B |\n|---|---|\n| c | d |\n| e | f |\n\nThe last word.\n";
const LONG_BN: &str = "# হাত\n\nপ্রথম কথা।\n\n## সাবান\n\nসাবান ও পানি।\n\n* এক।\n* দুই।\n  আরও।\n* তিন।\n\n## ঘষা\n\n> [!TIP]\n> দুবার গান।\n\n| ক | খ |\n|---|---|\n| গ | ঘ |\n| ঙ | চ |\n\nশেষ কথা।\n";

#[test]
fn criterion_03_reordered_blocks_stay_fresh() {
    let root = accepted("reorder", &[("a", LONG_EN, LONG_BN)]);
    let en = "# Hands\n\nThe last word.\n\n## Rub\n\n| A | B |\n|---|---|\n| e | f |\n| c | d |\n\n> [!TIP]\n> Sing twice.\n\nFirst things first.\n\n## Soap\n\n- Three items.\n- One item.\n- Two items.\n\nSoap and water. {critical}\n";
    write(&root, "content/en/a.md", en);
    run(&root, &["translate", "sync", "bn"], 0);
    let bn = "# হাত\n\nশেষ কথা।\n\n## ঘষা\n\n| ক | খ |\n|---|---|\n| ঙ | চ |\n| গ | ঘ |\n\n> [!TIP]\n> দুবার গান।\n\nপ্রথম কথা।\n\n## সাবান\n\n* তিন।\n* এক।\n* দুই।\n  আরও।\n\nসাবান ও পানি।\n";
    assert_eq!(read(&root, "content/bn/a.md"), bn);
    assert_eq!(status(&root)["a"], [13, 13, 0, 0, 0, 0, 0]);
    settled(&root);
}

#[test]
fn criterion_03_blocks_that_go_to_another_chapter_take_their_text_with_them() {
    let root = accepted(
        "across",
        &[
            ("a", LONG_EN, LONG_BN),
            ("b", "# B\n\nAlpha.\n\n- x1\n- x2\n\nOmega.\n", "# খ\n\nআলফা।\n\n- ক১\n- ক২\n\nওমেগা।\n"),
        ],
    );
    edit(&root, "content/en/a.md", "- Two items.\n", "");
    edit(&root, "content/en/a.md", "> [!TIP]\n> Sing twice.\n\n", "");
    edit(&root, "content/en/b.md", "- x1\n", "- x1\n- Two items.\n");
    edit(&root, "content/en/b.md", "Omega.\n", "> [!TIP]\n> Sing twice.\n\nOmega.\n");
    run(&root, &["translate", "sync", "bn"], 0);
    assert_eq!(
        read(&root, "content/bn/b.md"),
        "# খ\n\nআলফা।\n\n- ক১\n- দুই।\n  আরও।\n- ক২\n\n> [!TIP]\n> দুবার গান।\n\nওমেগা।\n"
    );
    let a = LONG_BN.replace("* দুই।\n  আরও।\n", "").replace("> [!TIP]\n> দুবার গান।\n\n", "");
    assert_eq!(read(&root, "content/bn/a.md"), a);
    assert_eq!(
        (&status(&root)["a"][1..], &status(&root)["b"][1..]),
        (&[11, 0, 0, 0, 0, 0][..], &[7, 0, 0, 0, 0, 0][..])
    );
    settled(&root);
}

#[test]
fn criterion_03_a_block_takes_its_footnote_with_it() {
    let a = (
        "a",
        "# A\n\nStays.\n\nBoil it[^1].\n\n[^1]: For 3 minutes.\n",
        "# ক\n\nথাকে।\n\nফোটান[^1]।\n\n[^1]: ৩ মিনিট।\n",
    );
    let root = accepted("note", &[a, ("b", "# B\n\nOther.\n", "# খ\n\nঅন্য।\n")]);
    write(&root, "content/en/a.md", "# A\n\nStays.\n");
    write(&root, "content/en/b.md", "# B\n\nBoil it[^1].\n\nOther.\n\n[^1]: For 3 minutes.\n");
    run(&root, &["translate", "sync", "bn"], 0);
    assert_eq!(read(&root, "content/bn/a.md"), "# ক\n\nথাকে।\n");
    assert_eq!(read(&root, "content/bn/b.md"), "# খ\n\nফোটান[^1]।\n\nঅন্য।\n\n[^1]: ৩ মিনিট।\n");
    assert_eq!(
        (&status(&root)["a"][..], &status(&root)["b"][..]),
        (&[2, 2, 0, 0, 0, 0, 0][..], &[4, 4, 0, 0, 0, 0, 0][..])
    );
    settled(&root);
}

#[test]
fn criterion_03_a_split_chapter_and_a_renamed_file() {
    let root =
        accepted("split", &[("a", LONG_EN, LONG_BN), ("old", "# Old\n\nOf the old file.\n", "# পুরানো\n\nপুরানো ফাইল।\n")]);
    let (head, tail) = LONG_EN.split_at(LONG_EN.find("## Rub").expect("a heading"));
    write(&root, "content/en/a.md", head);
    write(&root, "content/en/rub.md", tail.replace("## Rub", "# Rub"));
    fs::rename(root.join("content/en/old.md"), root.join("content/en/new.md")).expect("a file");
    summary(&root, &["a", "rub", "new"]);
    let said = run(&root, &["translate", "sync", "bn"], 0);
    assert!(said.contains("renamed `content/bn/old.md` to `content/bn/new.md`\n"), "{said}");
    let (head, tail) = LONG_BN.split_at(LONG_BN.find("## ঘষা").expect("a heading"));
    assert_eq!(read(&root, "content/bn/a.md").trim_end(), head.trim_end());
    assert_eq!(read(&root, "content/bn/rub.md"), tail.replace("## ঘষা", "# ঘষা"));
    assert_eq!(read(&root, "content/bn/new.md"), "# পুরানো\n\nপুরানো ফাইল।\n");
    assert!(!root.join("content/bn/old.md").exists());
    for (name, n) in [("a", 7), ("rub", 6), ("new", 2)] {
        assert_eq!(status(&root)[name], [n, n, 0, 0, 0, 0, 0], "{name}");
    }
    settled(&root);
}

#[test]
fn criterion_03_text_whose_source_changed_and_moved_goes_with_it() {
    let section = |words: [&str; 5]| format!("## Soap\n\n{}\n\n", words.join("\n\n"));
    let old =
        ["Use soap and clean water for your hands.", "It loosens dirt.", "Hot or cold.", "Dry them.", "Sing twice."];
    let front = |title: &str| format!("+++\ntitle = \"{title}\"\ndescription = \"Of {title}.\"\n+++\n\n");
    let en = format!("{}First things first.\n\n{}The last word.\n", front("Hands"), section(old));
    let bn = ["এক", "দুই", "তিন", "চার", "পাঁচ"];
    let bn_section = format!("## সাবান\n\n{}।\n\n", bn.join("।\n\n"));
    let bn_front = "+++\ntitle = \"হাত\"\ndescription = \"হাতের কথা।\"\n+++\n\n";
    let root = accepted("move-stale", &[("a", &en, &format!("{bn_front}প্রথম কথা।\n\n{bn_section}শেষ কথা।\n"))]);
    // One edit is classified; one text says nearly the same as before; one is known by its neighbours alone.
    edit(&root, "content/en/a.md", "Sing twice.", "A song helps to count.");
    let song = BlockHash::of(BlockKind::Text, "A song helps to count.");
    run(&root, &["translate", "classify", &song.to_string(), "song", "--major", "--who", "m.ortiz"], 0);
    let new =
        ["Use soap and very clean water for your hands.", "It loosens dirt.", "Any will do.", "Dry them.", "Wait."];
    let moved = section(new).replace("\n\nWait.", "").replace("## Soap", "A song helps to count.\n\n## Soap");
    write(&root, "content/en/a.md", format!("{}First things first.\n\nThe last word.\n", front("All")));
    write(&root, "content/en/b.md", format!("{}{moved}", front("Hands")));
    summary(&root, &["a", "b"]);
    let said = run(&root, &["translate", "sync", "bn"], 0);
    assert!(said.contains("copied to `b` the title of `content/bn/a.md`: হাত\n"), "{said}");
    assert!(said.ends_with("moved 6 blocks and 0 files, marked 0, took off 0 marks\n"), "{said}");
    let wanted = format!("{bn_front}পাঁচ।\n\n## সাবান\n\nএক।\n\nদুই।\n\nতিন।\n\nচার।\n");
    assert_eq!(read(&root, "content/bn/b.md"), wanted);
    assert_eq!(read(&root, "content/bn/a.md"), format!("{bn_front}প্রথম কথা।\n\nশেষ কথা।\n"), "nothing else is lost");
    // As stale as it was, and nothing more.
    let status = status(&root);
    assert_eq!((&status["a"], &status["b"]), (&vec![4, 2, 0, 2, 0, 0, 0], &vec![8, 5, 0, 3, 0, 0, 0]));
    let before = kept(&root);
    let said = run(&root, &["translate", "sync", "bn"], 0);
    assert!(said.ends_with("moved 0 blocks and 0 files, marked 0, took off 0 marks\n"), "{said}");
    assert_eq!(files(&kept(&root), &before), Vec::<String>::new());
}

#[test]
fn a_wrong_number_in_a_title_or_a_description_is_told_to_nobody() {
    let front = |title: &str, description: &str| {
        format!("+++\ntitle = \"{title}\"\ndescription = \"{description}\"\ndate = 2026-01-01\n+++\n\n")
    };
    let en = format!("{}Use soap.\n", front("Wash 20 seconds", "Wash for 20 seconds."));
    let bn = |n: &str| format!("{}সাবান দিন।\n", front(&format!("{n} সেকেন্ড ধোয়া"), &format!("{n} সেকেন্ড ধরে ধুয়ে নিন।")));
    let root = book("front-numbers", &[("hands", &en, &bn("৪০"))]);
    let built = output(&root, &["build"]);
    let said = String::from_utf8_lossy(&built.stderr).into_owned();
    assert!(said.contains("error[N01]: title: ") && said.contains("error[N01]: description: "), "{said}");
    for (path, entry) in &support::tree(&root.join("public")) {
        let text = format!("{entry:?}");
        assert!(!text.contains("৪০") && !text.contains("\\xe0\\xa7\\xaa"), "{path:?}");
    }
    let html = read(&root, "public/bn/hands.html");
    assert!(html.contains("<span lang=\"en\" dir=\"ltr\">Wash 20 seconds</span>"), "{html}");
    assert!(html.contains("সাবান দিন।"), "{html}");
    let feed = read(&root, "public/bn/atom.xml");
    assert!(feed.contains("<title xml:lang=\"en\">Wash 20 seconds</title>"), "{feed}");
    assert!(feed.contains("<summary xml:lang=\"en\">Wash for 20 seconds.</summary>"), "{feed}");
    // Nobody accepts it so.
    let refused = run(&root, &["translate", "accept", "bn", "hands", "--who", "s.akter"], 1);
    assert!(refused.contains("৪০ সেকেন্ড ধোয়া") && refused.contains("accepted 1 block as"), "{refused}");
    write(&root, "content/bn/hands.md", bn("২০"));
    output(&root, &["build"]);
    assert!(read(&root, "public/bn/atom.xml").contains("<title>২০ সেকেন্ড ধোয়া</title>"));
    assert!(read(&root, "public/bn/hands.html").contains("content=\"২০ সেকেন্ড ধরে ধুয়ে নিন।\""));
}

#[test]
fn titles_of_a_summary_are_shown_as_far_as_they_were_accepted() {
    let root = book("summary", &[("hands", "# Wash hands\n\nUse soap.\n", "# হাত ধোয়া\n\nসাবান দিন।\n")]);
    let config = read(&root, "handbook.toml") + "[translation]\npublish_min = \"translated\"\n";
    write(&root, "handbook.toml", &config);
    let en = |n: u32| format!("# Summary\n\n# Care {n}\n\n- [Clean hands](hands.md)\n");
    write(&root, "content/en/SUMMARY.md", en(1));
    write(&root, "content/bn/SUMMARY.md", "# সূচি\n\n# যত্ন ১\n\n- [পরিষ্কার হাত](hands.md)\n");
    let cover = |root: &Path| {
        output(root, &["build"]);
        read(root, "public/bn/index.html")
    };
    let shown = |html: &str| ["Care", "যত্ন", "পরিষ্কার হাত", "হাত ধোয়া"].map(|title| html.contains(title));
    // Nobody has accepted anything: all is the source's.
    assert_eq!(shown(&cover(&root)), [true, false, false, false]);
    // The chapter is accepted, its other title is not.
    run(&root, &["translate", "accept", "bn", "hands", "--who", "s.akter"], 0);
    assert_eq!(shown(&cover(&root)), [true, false, false, true]);
    let said = run(&root, &["translate", "accept", "bn", "_summary", "--who", "s.akter"], 0);
    assert_eq!(said, "accepted 2 blocks as translated\n");
    assert_eq!(shown(&cover(&root)), [false, true, true, false]);
    assert!(read(&root, "locales/base/_summary.txt").contains("Care 1"));
    // A number changed: the old title is not shown, and cannot be kept as it is.
    write(&root, "content/en/SUMMARY.md", en(2));
    let html = cover(&root);
    assert_eq!(shown(&html), [true, false, true, false]);
    assert!(html.contains("lang=\"en\"") && html.contains("Care 2"), "{html}");
    let check = String::from_utf8_lossy(&output(&root, &["check", "--format", "short"]).stdout).into_owned();
    assert!(check.contains("[S03]: the title `Care 2` has changed since it was accepted (major)"), "{check}");
    let said = run(&root, &["translate", "accept", "bn", "_summary", "--who", "s.akter"], 3);
    assert!(said.contains("error[S09]: _summary#"), "{said}");
    write(&root, "content/bn/SUMMARY.md", "# সূচি\n\n# যত্ন ২\n\n- [পরিষ্কার হাত](hands.md)\n");
    run(&root, &["translate", "accept", "bn", "_summary", "--who", "s.akter"], 0);
    assert_eq!(shown(&cover(&root)), [false, true, true, false]);
    // Another must look at it before it counts as revised.
    write(&root, "handbook.toml", config.replace("\"translated\"", "\"revised\""));
    assert_eq!(shown(&cover(&root)), [true, false, false, false]);
    for name in ["hands", "_summary"] {
        run(&root, &["translate", "review", "bn", name, "--as", "revised", "--who", "r.das"], 0);
    }
    assert_eq!(shown(&cover(&root)), [false, true, true, false]);
}

#[test]
fn what_is_missing_is_marked_and_what_has_no_source_is_listed() {
    let root = accepted("stubs", &[("a", LONG_EN, LONG_BN)]);
    edit(&root, "content/en/a.md", "First things first.\n\n", "First things first.\n\nBrand new.\n\nAnd this.\n\n");
    edit(&root, "content/en/a.md", "- Three items.\n", "- 3½ items of 27 ml.\n- Three items.\n");
    edit(&root, "content/bn/a.md", "শেষ কথা।\n", "শেষ কথা।\n\nশুধু এখানে ৯৯।\n");
    let said = run(&root, &["translate", "sync", "bn"], 0);
    assert!(said.contains("`content/bn/a.md` has no source any more: শুধু এখানে ৯৯।\n"), "{said}");
    assert!(said.ends_with("moved 0 blocks and 0 files, marked 3, took off 0 marks\n"), "{said}");
    let text = read(&root, "content/bn/a.md");
    let shown: String = text
        .lines()
        .map(|line| {
            if line.contains("todo s:") {
                format!("{}TODO\n", &line[..line.len() - line.trim_start().len()])
            } else {
                format!("{line}\n")
            }
        })
        .collect();
    let wanted = LONG_BN
        .replace("প্রথম কথা।\n\n", "প্রথম কথা।\n\nTODO\n\nTODO\n\n")
        .replace("  আরও।\n", "  আরও।\n  TODO\n")
        .replace("শেষ কথা।\n", "শেষ কথা।\n\nশুধু এখানে ৯৯।\n");
    assert_eq!(shown, wanted);
    assert_eq!(status(&root)["a"], [16, 13, 0, 0, 0, 0, 3], "the marks disturb nothing");
    settled(&root);
    // The source changes its mind: the marks follow, and what is left is as it was.
    write(&root, "content/en/a.md", LONG_EN);
    run(&root, &["translate", "sync", "bn"], 0);
    assert_eq!(read(&root, "content/bn/a.md"), LONG_BN.replace("শেষ কথা।\n", "শেষ কথা।\n\nশুধু এখানে ৯৯।\n"));
}

#[test]
fn a_text_for_two_blocks_stays_one_for_both() {
    let en = "# Hands\n\nUse soap and 1 litre of water.\n\nThen dry them.\n\nEnd.\n";
    let bn = "# হাত\n\nসাবান ও ১ লিটার পানি ব্যবহার করুন, তারপর শুকান।\n\nশেষ।\n";
    let root = book("import-joined", &[("hands", en, bn)]);
    let hash = |text: &str| BlockHash::of(BlockKind::Text, text).to_string();
    let both = format!("{}+{}", hash("Use soap and 1 litre of water."), hash("Then dry them."));
    let pin = format!("<!-- =s:{both} -->\n");
    edit(&root, "content/bn/hands.md", "সাবান ও", &format!("{pin}সাবান ও"));
    run(&root, &["translate", "accept", "bn", "hands", "--who", "s.akter"], 0);
    // From now on the claim says what the pin said.
    edit(&root, "content/bn/hands.md", &pin, "");
    assert_eq!(status(&root)["hands"], [3, 3, 0, 0, 0, 0, 0]);
    export(&root);
    edit(&root, "bn.po", "তারপর শুকান", "পরে শুকান");
    assert_eq!(import(&root, 0), "imported 1 block, accepted 1 as translated\n");
    let lock = read(&root, "locales/bn/claims/hands.lock");
    let new = hash("সাবান ও ১ লিটার পানি ব্যবহার করুন, পরে শুকান।");
    assert!(lock.contains(&format!("{new} {both} translated r.das")), "{lock}");
    assert_eq!(status(&root)["hands"], [3, 3, 0, 0, 0, 0, 0]);
    // One of the two changes: the new text still stands for the other as well.
    edit(&root, "content/en/hands.md", "Use soap and 1", "Use any soap and 1");
    let edited = format!("hands#{}", hash("Use any soap and 1 litre of water."));
    run(&root, &["translate", "classify", &edited, "any soap", "--minor", "--who", "m.ortiz"], 0);
    export(&root);
    edit(&root, "bn.po", "পরে শুকান", "শেষে শুকান");
    edit(&root, "bn.po", "#, fuzzy\n", "");
    assert_eq!(import(&root, 0), "imported 1 block, accepted 1 as translated\n");
    let lock = read(&root, "locales/bn/claims/hands.lock");
    let new = hash("সাবান ও ১ লিটার পানি ব্যবহার করুন, শেষে শুকান।");
    let both = format!("{}+{}", hash("Then dry them."), hash("Use any soap and 1 litre of water."));
    assert!(lock.contains(&format!("{new} {both} translated r.das")), "{lock}");
    assert_eq!(status(&root)["hands"], [3, 3, 0, 0, 0, 0, 0]);
}

/// A thousand new blocks and a thousand changed ones.
#[test]
fn a_whole_new_half_of_a_chapter_is_imported_in_no_time() {
    let n = 1000;
    let chapter = |range: std::ops::Range<usize>, words: &str| -> String {
        let block = |at: usize| match at % 3 {
            0 => format!("## {words} {at}.\n\n"),
            1 => format!("{words} {at} and go on.\n\n"),
            _ => format!("- {words} {at} or not.\n\n"),
        };
        range.map(block).collect()
    };
    let front = "+++\nid = \"hands\"\ntitle = \"T\"\n+++\n\n";
    let source = |range| format!("{front}{}", chapter(range, "Wash"));
    let (en, bn) = (source(0..n), format!("{front}{}", chapter(0..n, "ধোয়া")));
    let root = accepted("import-large", &[("hands", &en, &bn)]);
    write(&root, "content/en/hands.md", source(0..2 * n));
    export(&root);
    let po = read(&root, "bn.po");
    let mut old = String::new();
    let po: String = po
        .lines()
        .map(|line| match line.strip_prefix("msgid \"Wash ") {
            Some(rest) => {
                old = format!("msgstr \"নতুন {rest}\n");
                format!("{line}\n")
            }
            None if line.starts_with("msgstr") && !old.is_empty() => std::mem::take(&mut old),
            None => format!("{line}\n"),
        })
        .collect();
    write(&root, "bn.po", po);
    let start = std::time::Instant::now();
    let said = import(&root, 0);
    let took = start.elapsed();
    assert_eq!(said, "imported 2000 blocks, accepted 2000 as translated\n");
    assert_eq!(read(&root, "content/bn/hands.md"), format!("{front}{}", chapter(0..2 * n, "নতুন")));
    println!("imported in {took:?}");
    // Aligning or reading the chapter for each block takes minutes.
    assert!(took < std::time::Duration::from_secs(15), "{took:?}");
}
