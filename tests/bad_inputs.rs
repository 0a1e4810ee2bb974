//! Bad input, given to the real program over a last good site: it says what is wrong and where, ends with the
//! right code, and the site stays as it was.

mod support;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use support::{build, chmod, fresh, fresh_project, leftovers, powerless, result, run, skipped, tree, write};

/// No bad input may keep the program busy for longer; the machine may be slow, so this is far from tight.
const LONGEST: Duration = Duration::from_secs(20);

/// A change to a good project, and what the program says of it.
struct Case {
    name: &'static str,
    make: fn(&Path),
    says: &'static str,
}

const CASES: &[Case] = &[
    Case {
        name: "no config",
        make: |root| fs::remove_file(root.join("handbook.toml")).expect("a file"),
        says: "error[A04]: there is no `handbook.toml` here",
    },
    Case {
        name: "no content",
        make: |root| fs::remove_dir_all(root.join("content")).expect("a folder"),
        says: "error[A20]: there is no `content/en/SUMMARY.md`",
    },
    Case {
        name: "a config that is a folder",
        make: |root| {
            fs::remove_file(root.join("handbook.toml")).expect("a file");
            fs::create_dir(root.join("handbook.toml")).expect("a folder");
        },
        says: "error[A04]: ",
    },
    Case {
        name: "a config that leads out of the project",
        make: |root| {
            let outside = root.with_extension("outside");
            fs::write(&outside, "secret = \"hunter2\"\n").expect("a file");
            fs::remove_file(root.join("handbook.toml")).expect("a file");
            symlink(outside, root.join("handbook.toml")).expect("a link");
        },
        says: "error[X06]: the link `handbook.toml` leads out of the project",
    },
    Case {
        name: "content that leads out of the project",
        make: |root| {
            fs::remove_dir_all(root.join("content")).expect("a folder");
            symlink("/etc", root.join("content")).expect("a link");
        },
        says: "error[X06]: the link `content` leads out of the project",
    },
    Case {
        // Nothing behind it may be looked through: that could be the whole disk.
        name: "a folder that leads to everything",
        make: |root| symlink("/", root.join("content/en/all")).expect("a link"),
        says: "error[X06]: the link `content/en/all` leads out of the project",
    },
    Case {
        name: "a chapter that leads out of the project",
        make: |root| {
            fs::remove_file(root.join("content/en/c0.md")).expect("a file");
            symlink("/etc/hostname", root.join("content/en/c0.md")).expect("a link");
        },
        says: "error[X06]: the link `content/en/c0.md` leads out of the project",
    },
    Case {
        name: "10 MB",
        make: |root| write(root, "content/en/c0.md", "Wash your hands.\n".repeat(600_000)),
        says: "error[A13]: ",
    },
    Case {
        name: "NUL bytes",
        make: |root| write(root, "content/en/c0.md", "# A\0B\n\nWash\0your hands.\n"),
        says: "error[",
    },
    Case {
        name: "a binary file",
        make: |root| write(root, "content/en/c0.md", [0xff, 0xfe, 0, 1, 2].repeat(999)),
        says: "error[A12]: the file is not UTF-8",
    },
    Case {
        name: "a binary config",
        make: |root| write(root, "handbook.toml", [0xff, 0xfe, 0, 1, 2].repeat(999)),
        says: "error[A12]: the file is not UTF-8",
    },
    Case {
        name: "deep quotes",
        make: |root| write(root, "content/en/c0.md", format!("# A\n\n{} Wash\n", ">".repeat(10_000))),
        says: "error[A14]: ",
    },
    Case {
        name: "deep links",
        make: |root| {
            let text = format!("# A\n\n{}x{}\n\n[x](nowhere.md)\n", "[".repeat(10_000), "](c1.md)".repeat(10_000));
            write(root, "content/en/c0.md", text);
        },
        says: "error[K01]: ",
    },
    Case {
        name: "deep TOML",
        make: |root| {
            let deep = "[".repeat(10_000);
            write(root, "content/en/c0.md", format!("+++\nextra = {{x = {deep}}}\n+++\n\n# A\n"));
        },
        says: "error[A01]: ",
    },
    Case {
        name: "deep YAML",
        make: |root| {
            let deep = "[".repeat(10_000);
            write(root, "content/en/c0.md", format!("---\nextra: {deep}\n---\n\n# A\n"));
        },
        says: "error[A01]: ",
    },
    Case {
        name: "a deep config",
        make: |root| {
            let text = format!("{}\n[handbook]\nsource = \"en\"\n", "x = ".to_owned() + &"[".repeat(10_000));
            write(root, "handbook.toml", text);
        },
        says: "error[A01]: ",
    },
    Case {
        name: "deep data",
        make: |root| write(root, "data/x.toml", format!("x = {}", "{a=".repeat(10_000))),
        says: "error[A01]: ",
    },
    Case {
        name: "a template that is not one",
        make: |root| write(root, "themes/default/templates/page.html", "{% if %}"),
        says: "error[A18]: found `%}`",
    },
    Case {
        name: "a template without end",
        make: |root| write(root, "themes/default/templates/page.html", "{% include \"page.html\" %}"),
        says: "error[",
    },
    Case {
        name: "a template with deep parentheses",
        make: |root| {
            let text = format!("{{{{ {}1{} }}}}", "(".repeat(10_000), ")".repeat(10_000));
            write(root, "themes/default/templates/page.html", text);
        },
        says: "error[",
    },
    Case {
        name: "strings that are none",
        make: |root| write(root, "locales/bn/ui.ftl", format!("home = {}\n", "{".repeat(10_000))),
        says: "error[U05]: placeables stand in each other",
    },
    Case {
        name: "names that no system can store",
        make: |root| {
            write(root, "content/en/a\\b.md", "# A\n");
            write(root, "content/en/con.svg", "<svg/>");
        },
        says: "error[A11]: ",
    },
    Case {
        name: "a name that is not Unicode",
        make: |root| {
            use std::os::unix::ffi::OsStrExt;
            let name = std::ffi::OsStr::from_bytes(b"content/en/\xff.md");
            fs::write(root.join(name), "# A\n").expect("a file");
        },
        says: "error[A11]: the file name `content/en/_.md` is not Unicode",
    },
];

/// Exit code and all output. `None` if it takes too long, or too much memory for it to be believed.
fn run_in_time(root: &Path, words: &[&str]) -> Option<(i32, String)> {
    let (seconds, kilobytes) = (LONGEST.as_secs().to_string(), "4000000");
    let script = format!("ulimit -v {kilobytes}; exec timeout -s KILL {seconds} \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, support::PROGRAM, "-C"]).arg(root).args(words).current_dir(root);
    let output = support::settle(&mut command).output().expect("the program starts");
    let (code, text) = result(&output);
    let text = format!("{text}{}", String::from_utf8_lossy(&output.stdout));
    (code != 137).then_some((code, text))
}

#[test]
fn bad_input_leaves_the_site_as_it_was() {
    let mut wrong = Vec::new();
    for case in CASES {
        let root = fresh_project(&format!("bad-{}", case.name.replace([' ', ','], "-")));
        build(&root);
        let out = root.join("public");
        let before = tree(&out);
        (case.make)(&root);
        for words in [&["build"][..], &["check", "--format", "short"]] {
            let Some((code, text)) = run_in_time(&root, words) else {
                wrong.push(format!("{}: {words:?} does not end", case.name));
                continue;
            };
            // The short form has the place first and no brackets.
            let id =
                case.says.split_once(['[', ']']).map_or("", |(_, rest)| rest.split(']').next().unwrap_or_default());
            let said = if words[0] == "build" { text.contains(case.says) } else { text.contains(id) };
            if code != 1 || !said || text.contains("panicked") || text.contains("hunter2") {
                let text: String = text.chars().take(1500).collect();
                wrong.push(format!("{}: {words:?} ends with {code} and says\n{text}", case.name));
            }
        }
        if tree(&out) != before || !leftovers(&root).is_empty() {
            wrong.push(format!("{}: the site has changed", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_cannot_be_read_is_named() {
    let root = fresh_project("unreadable");
    build(&root);
    let before = tree(&root.join("public"));
    for (path, said) in [
        ("content/en/c0.md", "error[A28]: `content/en/c0.md` cannot be read: permission denied"),
        ("content/en", "error[A28]: `content/en` cannot be read: permission denied"),
        ("handbook.toml", "error[A28]: `handbook.toml` cannot be read: permission denied"),
    ] {
        let Some(mut command) = powerless(&root, &["build"]) else {
            return skipped("what_cannot_be_read_is_named", "the test folder is closed to other users");
        };
        chmod(&root.join(path), 0);
        let (code, text) = result(&command.output().expect("the program starts"));
        chmod(&root.join(path), if path.contains('.') { 0o644 } else { 0o755 });
        assert_eq!(code, 1, "{text}");
        assert!(text.contains(said), "{text}");
        assert!(tree(&root.join("public")) == before);
    }
}

#[test]
fn a_folder_that_is_not_there_is_not_made() {
    let root = fresh("nowhere");
    let nowhere = root.join("nowhere");
    for command in ["build", "check", "clean"] {
        let (code, text) =
            result(&Command::new(support::PROGRAM).arg("-C").arg(&nowhere).arg(command).output().expect("it starts"));
        assert_eq!(
            (code, text),
            (2, format!("handbook: cannot open the folder `{}`: no such file or directory\n", nowhere.display()))
        );
        assert!(!nowhere.exists());
    }
    // Nor is anything put into a folder that is no project.
    for (command, expected) in [("build", 1), ("check", 1), ("clean", 2)] {
        let (code, text) = run(&root, &[command]);
        assert_eq!(code, expected, "{text}");
        assert!(text.contains("there is no `handbook.toml`"), "{text}");
        assert!(tree(&root).is_empty());
    }
}

/// A last build's output folder that has become a file, and a destination that cannot be.
#[test]
fn an_output_folder_that_is_none_is_named() {
    let root = fresh_project("no-folder");
    write(&root, "public", "mine");
    let (code, text) = run(&root, &["build"]);
    assert_eq!(code, 2, "{text}");
    assert!(text.ends_with("/public` is not a folder\n"), "{text}");
    for path in ["public/site", "public/en/site"] {
        let (code, text) = run(&root, &["build", "-d", path]);
        assert_eq!(code, 2, "{text}");
        assert!(text.contains("/public") && text.ends_with(": not a directory\n"), "{text}");
    }
    assert_eq!(fs::read_to_string(root.join("public")).expect("a file"), "mine");
}
