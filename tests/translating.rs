//! Translation with claims, as people do it: each step is a command, and what readers get is looked at after it.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use support::translated::{block, book, code, edit, page, run, said, status, unchecked, unchecked_part};
use support::write;

#[test]
fn a_source_edit_from_beginning_to_end() {
    let root = book("walk");
    assert_eq!(status(&root, "bn"), [5, 0, 0, 0, 0, 5, 0]);
    assert!(page(&root, "bn").contains(&unchecked()), "without any claims a quiet notice says so");
    for tag in ["bn", "ar"] {
        let adopted = run(&root, &["translate", "adopt", tag, "--who", "s.akter"]);
        assert_eq!((code(&adopted), said(&adopted).as_str()), (0, "accepted 5 blocks as draft\n"));
        assert_eq!(status(&root, tag), [5, 5, 0, 0, 0, 0, 0]);
    }
    let again = run(&root, &["translate", "adopt", "bn", "--who", "s.akter"]);
    assert_eq!(said(&again), "accepted 0 blocks as draft\n");

    // Another way to write the same leaves every block fresh.
    edit(&root, "content/en/hands.md", "**20 seconds**", "__20\nseconds__");
    edit(&root, "content/en/hands.md", "- Use soap.\n- Dry", "* Use soap.\n\n* Dry");
    assert_eq!(status(&root, "bn"), [5, 5, 0, 0, 0, 0, 0]);

    // 20 becomes 40, in a critical block: the old advice is gone everywhere.
    edit(&root, "content/en/hands.md", "20\nseconds", "40 seconds");
    for tag in ["bn", "ar"] {
        assert_eq!(status(&root, tag), [5, 4, 0, 0, 1, 0, 0], "{tag}");
    }
    let html = page(&root, "ar");
    assert!(!html.contains("20 ثانية"), "{html}");
    assert!(
        html.contains("<div class=\"fb\" lang=\"en\" dir=\"ltr\"><p class=\"fbl\" lang=\"ar\" dir=\"rtl\">"),
        "{html}"
    );
    assert!(html.contains("40 seconds"));
    assert!(!fs::read_to_string(root.join("public/ar/print.html")).expect("a page").contains("20 ثانية"));
    let whole = fs::read_to_string(root.join("public/bn/hands.html")).expect("a page");
    assert!(!whole.contains("২০ সেকেন্ড"), "not in its head either");

    // It cannot be called minor, and the old text cannot be accepted for the new one.
    let hash = block(&root, "content/bn/hands.md:3");
    let minor = run(&root, &["translate", "classify", &hash, "a number", "--minor", "--who", "m.ortiz"]);
    assert_eq!(code(&minor), 1);
    assert!(said(&minor).contains("error[S06]") && said(&minor).contains("critical"), "{}", said(&minor));
    assert!(!root.join("locales/changes.tsv").exists());
    let same = ["translate", "accept", "bn", &format!("hands#{hash}"), "--unchanged", "same", "--who", "s.akter"];
    let refused = run(&root, &same);
    assert_eq!(code(&refused), 3);
    assert!(
        said(&refused).contains("error[S09]") && said(&refused).contains("`20 seconds` to `40 seconds`"),
        "{}",
        said(&refused)
    );
    assert_eq!(status(&root, "bn"), [5, 4, 0, 0, 1, 0, 0]);

    // The translator brings the text in step and accepts it.
    edit(&root, "content/bn/hands.md", "২০", "৪০");
    assert_eq!(status(&root, "bn"), [5, 4, 0, 0, 0, 1, 0]);
    let accepted = run(&root, &["translate", "accept", "bn", "hands", "--who", "s.akter"]);
    assert_eq!((code(&accepted), said(&accepted).as_str()), (0, "accepted 5 blocks as translated\n"));
    assert_eq!(status(&root, "bn"), [5, 5, 0, 0, 0, 0, 0]);
    assert!(page(&root, "bn").contains("৪০ সেকেন্ড"));
    assert_eq!(status(&root, "ar"), [5, 4, 0, 0, 1, 0, 0], "the other language is still behind");
}

#[test]
fn a_comma_is_classified_once_for_all_languages() {
    let root = book("comma");
    for tag in ["bn", "ar"] {
        run(&root, &["translate", "adopt", tag, "--who", "s.akter"]);
    }
    edit(&root, "content/en/hands.md", "Soap loosens dirt.", "Soap, loosens dirt.");
    assert_eq!(status(&root, "bn"), [5, 4, 0, 1, 0, 0, 0]);
    let html = page(&root, "bn");
    assert!(html.contains("<details class=\"fb\">") && html.contains("Soap, loosens dirt."), "{html}");
    let hash = block(&root, "content/bn/hands.md:8");
    let done = run(&root, &["translate", "classify", &hash, "a comma", "--minor", "--who", "m.ortiz"]);
    assert_eq!((code(&done), said(&done).as_str()), (0, "classified 1 as minor\n"));
    for tag in ["bn", "ar"] {
        assert_eq!(status(&root, tag), [5, 4, 1, 0, 0, 0, 0], "{tag}");
        assert!(!page(&root, tag).contains("<details"), "{tag}");
    }
    // A wording that changed without a number can be kept, with a reason that stays in the file.
    edit(&root, "content/en/hands.md", "Soap, loosens", "Any soap loosens");
    let bare = run(&root, &["translate", "accept", "bn", "hands", "--who", "s.akter"]);
    assert_eq!(code(&bare), 3);
    assert!(said(&bare).contains("--unchanged"), "{}", said(&bare));
    let kept = run(&root, &["translate", "accept", "bn", "hands", "--unchanged", "same sense", "--who", "s.akter"]);
    assert_eq!(code(&kept), 0, "{}", said(&kept));
    let lock = fs::read_to_string(root.join("locales/bn/claims/hands.lock")).expect("a lock file");
    assert!(lock.contains(" u \"same sense\""), "{lock}");
    assert_eq!(status(&root, "bn"), [5, 5, 0, 0, 0, 0, 0]);
}

#[test]
fn an_edit_that_nobody_translated_before_needs_no_entry() {
    let root = book("unclaimed");
    let classify = |block: &str| {
        let done = run(&root, &["translate", "classify", block, "a comma", "--minor", "--who", "m.ortiz"]);
        (code(&done), said(&done))
    };
    let walk = || said(&run(&root, &["translate", "classify"]));
    assert_eq!(walk(), "nobody has accepted a translation yet: no edit of the source needs an entry\n");
    let mut hashes = BTreeSet::new();
    let source = fs::read_to_string(root.join("content/en/hands.md")).expect("a chapter");
    edit(&root, "content/en/hands.md", "Soap loosens dirt.", "Soap, loosens dirt.");
    let named = |root: &Path| {
        let json = run(root, &["status", "bn", "--json"]);
        let json = String::from_utf8_lossy(&json.stdout).into_owned();
        json.split('"')
            .filter(|word| word.len() == 12 && word.bytes().all(|b| b.is_ascii_alphanumeric()))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    hashes.extend(named(&root));
    write(&root, "content/en/hands.md", &source);
    for hash in named(&root) {
        hashes.remove(&hash);
    }
    edit(&root, "content/en/hands.md", "Soap loosens dirt.", "Soap, loosens dirt.");
    let [hash] = &hashes.into_iter().collect::<Vec<_>>()[..] else { panic!("one block was edited") };
    let unclaimed = format!(
        "`hands#{hash}` needs no entry: nobody has accepted a translation of it, so that none can be out of date; if one \
         of an earlier text is accepted later, `handbook translate classify` asks for it\n"
    );
    assert_eq!(classify(&format!("hands#{hash}")), (0, unclaimed));
    assert!(!root.join("locales/changes.tsv").exists(), "nothing is written");
    // What is accepted from now on is of the text as it is.
    run(&root, &["translate", "adopt", "bn", "--who", "s.akter"]);
    let current =
        format!("`hands#{hash}` needs no entry: every accepted translation of it is one of the text as it is now\n");
    assert_eq!(classify(&format!("hands#{hash}")), (0, current));
    assert_eq!(walk(), "every edit is classified\n");
    // A block that is not there is a slip of the hand.
    assert_eq!(classify("hands#0000").0, 2);
    assert_eq!(classify(&format!("nowhere#{hash}")).0, 2);
}

#[test]
fn an_edit_of_the_translation_alone_is_a_draft_until_it_is_undone() {
    let root = book("edited");
    run(&root, &["translate", "adopt", "bn", "--as", "translated", "--who", "s.akter"]);
    edit(&root, "content/bn/hands.md", "হাত শুকান", "হাত ভালো করে শুকান");
    assert_eq!(status(&root, "bn"), [5, 4, 0, 0, 0, 1, 0]);
    assert!(page(&root, "bn").contains(&unchecked_part()), "readers are told quietly");
    edit(&root, "content/bn/hands.md", "হাত ভালো করে শুকান", "হাত শুকান");
    assert_eq!(status(&root, "bn"), [5, 5, 0, 0, 0, 0, 0]);
}

#[test]
fn a_block_that_moves_to_another_chapter_stays_fresh() {
    let root = book("moved");
    run(&root, &["translate", "adopt", "bn", "--who", "s.akter"]);
    for (tag, text) in [("en", "Soap loosens dirt.\n"), ("bn", "সাবান ময়লা আলগা করে।\n")]
    {
        edit(&root, &format!("content/{tag}/hands.md"), text, "");
        write(&root, &format!("content/{tag}/soap.md"), format!("# x\n\n{text}"));
        write(&root, &format!("content/{tag}/SUMMARY.md"), "- [](hands.md)\n- [](soap.md)\n");
    }
    assert_eq!(status(&root, "bn"), [4, 4, 0, 0, 0, 0, 0]);
    let output = run(&root, &["status", "bn"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let soap: Vec<&str> =
        text.lines().find(|line| line.starts_with("soap")).expect("a row").split_whitespace().collect();
    assert_eq!(soap[1..3], ["2", "1"], "{text}");
}

#[test]
fn nobody_accepts_without_a_name() {
    let root = book("who");
    let nobody = run(&root, &["translate", "adopt", "bn"]);
    assert_eq!(code(&nobody), 2);
    assert!(said(&nobody).contains("who are you?"), "{}", said(&nobody));
    write(&root, "config/handbook/config.toml", "name = \"s.akter\"\n");
    assert_eq!(code(&run(&root, &["translate", "adopt", "bn"])), 0);
    assert!(fs::read_to_string(root.join("locales/bn/claims/hands.lock")).expect("a file").contains(" s.akter "));
    for (words, wanted) in [
        (vec!["translate", "accept", "en", "hands"], "is the source"),
        (vec!["translate", "accept", "xx", "hands"], "no locale `xx`"),
        (vec!["translate", "accept", "bn", "none"], "no chapter `none`"),
        (vec!["translate", "accept", "bn", "hands", "--as", "medical"], "none of machine, draft, translated"),
    ] {
        let output = run(&root, &words);
        assert_eq!(code(&output), 2, "{words:?}");
        assert!(said(&output).contains(wanted), "{words:?}: {}", said(&output));
    }
}

/// What each command of a page says, as it stands in the page: `$ command`, then its output. `UPDATE=1` writes it.
#[test]
fn the_walk_through_is_true() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/translating.md");
    let text = fs::read_to_string(&page).expect("a page");
    let root = book("walk-through");
    let program = Path::new(support::PROGRAM).parent().expect("a folder");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let mut made = String::new();
    let mut inside = false;
    let mut n_commands = 0;
    for line in text.lines() {
        let command = line.strip_prefix("$ ").filter(|_| inside);
        inside = match line {
            "```console" => true,
            "```" => false,
            _ => inside,
        };
        if inside && command.is_none() && line != "```console" {
            continue;
        }
        made += &format!("{line}\n");
        let Some(command) = command else { continue };
        n_commands += 1;
        let output = Command::new("sh")
            .args(["-c", &format!("{{ {command}\n}} 2>&1")])
            .current_dir(&root)
            .env("PATH", &path)
            .env("SOURCE_DATE_EPOCH", "1790000000")
            .env("XDG_CONFIG_HOME", root.join("config"))
            .env("NO_COLOR", "1")
            .output()
            .expect("a shell");
        made += &String::from_utf8_lossy(&output.stdout);
        if !made.ends_with('\n') {
            made.push('\n');
        }
    }
    assert!(n_commands > 20, "{n_commands}");
    if std::env::var_os("UPDATE").is_some() && std::env::var_os("CI").is_none() {
        fs::write(&page, &made).expect("a page");
    }
    assert_eq!(made, text);
}

#[test]
fn a_mark_of_the_translation_takes_no_block_out_of_the_claims() {
    let root = book("marks");
    run(&root, &["translate", "adopt", "bn", "--who", "s.akter"]);
    edit(&root, "content/en/hands.md", "20 seconds", "40 seconds");
    edit(&root, "content/bn/hands.md", "ধরে হাত ধুয়ে নিন।", "ধরে হাত ধুয়ে নিন। {notranslate}");
    assert_eq!(status(&root, "bn"), [5, 4, 0, 0, 1, 0, 0]);
    assert!(!page(&root, "bn").contains("২০ সেকেন্ড"));
}

#[test]
fn what_a_revocation_takes_back_is_no_better_than_before() {
    let root = book("revoked");
    run(&root, &["translate", "adopt", "bn", "--who", "s.akter"]);
    edit(&root, "content/en/hands.md", "Wash your hands", "Wash both hands");
    assert_eq!(status(&root, "bn"), [5, 4, 0, 0, 1, 0, 0]);
    let kept = run(&root, &["translate", "accept", "bn", "hands", "--unchanged", "same", "--who", "s.akter"]);
    assert_eq!(code(&kept), 0, "{}", said(&kept));
    assert_eq!(status(&root, "bn"), [5, 5, 0, 0, 0, 0, 0]);
    let hash = |root: &Path| {
        let text = String::from_utf8_lossy(&run(root, &["status", "bn", "--json"]).stdout).into_owned();
        text.split("\"source\": \"").nth(3).and_then(|rest| rest.split('"').next()).expect("a hash").to_owned()
    };
    let block = format!("hands#{}", hash(&root));
    let back = run(&root, &["translate", "revoke", "bn", &block, "it says one hand", "--who", "r.das"]);
    assert_eq!((code(&back), said(&back).as_str()), (0, "revoked 1 block\n"));
    assert_eq!(status(&root, "bn"), [5, 4, 0, 0, 1, 0, 0], "stale as it was, and withdrawn");
    assert!(!page(&root, "bn").contains("২০ সেকেন্ড"));
}

#[test]
fn a_block_that_is_not_there_is_not_accepted() {
    let root = book("no-block");
    for words in [
        &["translate", "accept", "bn", "hands#zzzz", "--who", "x"][..],
        &["translate", "accept", "bn", "hands#", "--who", "x"],
        &["translate", "revoke", "bn", "hands#zzzz", "why", "--who", "x"],
    ] {
        let output = run(&root, words);
        assert_eq!(code(&output), 2, "{words:?}: {}", said(&output));
    }
    assert!(!root.join("locales/bn/claims").exists());
}

#[test]
fn a_replacement_over_all_files_does_not_silence_the_guard() {
    let root = book("replaced");
    run(&root, &["translate", "adopt", "bn", "--who", "s.akter"]);
    edit(&root, "content/en/hands.md", "Use soap", "Never use soap");
    edit(&root, "locales/base/hands.txt", "Use soap", "Never use soap");
    let kept = run(&root, &["translate", "accept", "bn", "hands", "--unchanged", "typo", "--who", "s.akter"]);
    assert_eq!(code(&kept), 3, "{}", said(&kept));
}
