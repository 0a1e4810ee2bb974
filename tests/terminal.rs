//! `serve` and `build --watch` as processes: what they say, how they leave, and that they last.

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use support::{PROGRAM, fresh, write};

const TIME: Duration = Duration::from_secs(30);

struct Run {
    child: Child,
    said: Arc<Mutex<String>>,
}

impl Run {
    fn start(root: &Path, words: &[&str]) -> Run {
        Run::start_in(Command::new(PROGRAM), root, words)
    }

    fn start_in(mut command: Command, root: &Path, words: &[&str]) -> Run {
        let mut child = command
            .arg("-C")
            .arg(root)
            .args(words)
            .env("SOURCE_DATE_EPOCH", "1790000000")
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("the program");
        let said = Arc::new(Mutex::new(String::new()));
        let (out, lines) = (said.clone(), BufReader::new(child.stderr.take().expect("a pipe")));
        std::thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                let mut out = out.lock().expect("a lock");
                out.push_str(&line);
                out.push('\n');
            }
        });
        Run { child, said }
    }

    fn text(&self) -> String {
        self.said.lock().expect("a lock").clone()
    }

    /// Waits until it has said something so many times.
    fn wait_for(&self, text: &str, times: usize) {
        let start = Instant::now();
        while self.text().matches(text).count() < times {
            assert!(start.elapsed() < TIME, "{text} × {times} in\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn signal(&self, name: &str) {
        let done = Command::new("kill").arg(format!("-{name}")).arg(self.child.id().to_string()).status();
        assert!(done.expect("kill").success());
    }

    fn port(&self) -> u16 {
        self.wait_for("open http://localhost:", 1);
        let text = self.text();
        let rest = text.split("open http://localhost:").nth(1).expect("an address");
        rest.split('/').next().and_then(|port| port.parse().ok()).expect("a port")
    }

    /// Resident memory in KiB.
    fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("a process");
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("its memory");
        line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).expect("a number")
    }

    fn n_open_files(&self) -> usize {
        fs::read_dir(format!("/proc/{}/fd", self.child.id())).expect("a process").count()
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn book(name: &str) -> PathBuf {
    let root = fresh(&format!("terminal-{name}")).join("book");
    write(
        &root,
        "handbook.toml",
        "[handbook]\nsource = \"en\"\nlocales = [\"en\", \"bn\", \"ar\"]\nbase_url = \"https://b.org\"\n[check]\nN = \"off\"\n",
    );
    for (tag, say) in [("en", "Hands"), ("bn", "হাত"), ("ar", "اليدان")] {
        write(&root, &format!("content/{tag}/SUMMARY.md"), "- [Hands](hands.md)\n");
        write(&root, &format!("content/{tag}/hands.md"), format!("# {say}\n\n{say}.\n"));
        write(&root, &format!("locales/{tag}/locale.toml"), format!("title = \"{say}\"\n"));
    }
    root
}

fn get(port: u16, path: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
    stream.set_read_timeout(Some(TIME)).expect("a limit");
    let ask = format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(ask.as_bytes()).expect("a request");
    let mut out = String::new();
    stream.read_to_string(&mut out).expect("an answer");
    out
}

fn wait_for_page(port: u16, path: &str, text: &str) {
    let start = Instant::now();
    while !get(port, path).contains(text) {
        assert!(start.elapsed() < TIME, "{text} in {}", get(port, path));
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Ports and times vary.
fn redacted(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let words: Vec<String> = line
            .split(' ')
            .scan("", |last, word| {
                let time = *last == "in" && word.chars().all(|ch| ch.is_ascii_digit() || ch == '.');
                *last = word;
                Some(if time { "[..]".to_owned() } else { word.to_owned() })
            })
            .collect();
        let line = words.join(" ");
        let line = match line.split_once("localhost:") {
            Some((head, tail)) => {
                format!("{head}localhost:[..]{}", tail.trim_start_matches(|ch: char| ch.is_ascii_digit()))
            }
            None => line,
        };
        out.push_str(&line);
        out.push('\n');
    }
    out
}

#[test]
fn one_line_for_each_change_and_errors_when_they_come_and_go() {
    let root = book("lines");
    let mut run = Run::start(&root, &["serve", "--addr", "localhost:0"]);
    let port = run.port();
    run.wait_for("Ctrl-C stops", 1);
    write(&root, "content/bn/hands.md", "# হাত\n\nনতুন।\n");
    run.wait_for("updated", 1);
    write(&root, "content/en/hands.md", "# Hands\n\nNew.\n");
    run.wait_for("updated", 2);
    write(&root, "content/ar/hands.md", "# اليدان\n\n[x](none.md)\n");
    run.wait_for("2 errors", 1);
    write(&root, "content/ar/hands.md", "# اليدان\n\nجديد.\n");
    run.wait_for("no problems any more", 1);
    assert!(get(port, "/ar/hands.html").contains("جديد"));
    run.signal("INT");
    let left = run.child.wait().expect("an end");
    assert_eq!(left.code(), Some(0));
    let wanted = "\
info[A25]: 1 of 1 chapters are not medically reviewed; each page says so
  help: once a clinician has read a chapter, add `[review]` with `reviewed` and `reviewer` to it

info[S10]: nobody has accepted any of the translation into `bn`, `ar`; each page says so
  help: `handbook translate adopt TAG` accepts what is there as a draft; then changes of the source are noticed

info[U08]: no health professional has read all safety notices in `bn`, `ar`
  help: once one has, `handbook translate review TAG _ui --as medical`

open http://localhost:[..]/
http://localhost:[..]/_/ shows every chapter in every language; Ctrl-C stops
updated bn/hands in [..] ms
updated en/hands and 2 twins in [..] ms
updated ar/hands in [..] ms
error[K01]: there is no chapter `none.md`
  --> content/ar/hands.md:3:1
   |
 3 | [x](none.md)
   | ^^^^^^^^^^^^
  help: the path is relative to this chapter and ends in `.md`

error[M03]: the source has 0 links here, the translation 1
  --> content/ar/hands.md:3:1
   |
 3 | [x](none.md)
   | ^^^^^^^^^^^^
  note: the source's block at content/en/hands.md:3:1
  help: until it is mended, readers see the source's block instead, labelled

2 errors
updated ar/hands in [..] ms
no problems any more
";
    assert_eq!(redacted(&run.text()), wanted);
    assert!(!root.join("public").exists(), "a preview writes no site");
}

#[test]
fn a_watched_build_writes_what_changed() {
    let root = book("build");
    let mut run = Run::start(&root, &["build", "--watch"]);
    run.wait_for("built", 1);
    let inode = |path: &str| {
        std::os::unix::fs::MetadataExt::ino(&fs::metadata(root.join("public").join(path)).expect("a file"))
    };
    let before = (inode("en/hands.html"), inode("bn/hands.html"));
    write(&root, "content/bn/hands.md", "# হাত\n\nনতুন।\n");
    run.wait_for("built", 2);
    assert!(fs::read_to_string(root.join("public/bn/hands.html")).expect("a page").contains("নতুন"));
    let after = (inode("en/hands.html"), inode("bn/hands.html"));
    assert_eq!(before.0, after.0);
    assert_ne!(before.1, after.1);
    write(&root, "content/en/hands.md", "# Hands\n\n[x](none.md)\n");
    run.wait_for("nothing was written", 1);
    assert!(fs::read_to_string(root.join("public/en/hands.html")).expect("a page").contains("Hands."));
    write(&root, "content/en/hands.md", "# Hands\n\nMended.\n");
    run.wait_for("built", 3);
    run.signal("TERM");
    assert_eq!(run.child.wait().expect("an end").code(), Some(0));
    let names: Vec<String> = fs::read_dir(&root)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("staging"))
        .collect();
    assert_eq!(names, Vec::<String>::new());
}

#[test]
fn a_stopped_program_catches_up() {
    let root = book("stopped");
    let run = Run::start(&root, &["serve", "--addr", "localhost:0"]);
    let port = run.port();
    for round in 0..3 {
        run.signal("STOP");
        for n in 0..50 {
            write(&root, "content/en/hands.md", format!("# Hands\n\nRound {round}, text {n}.\n"));
            write(&root, &format!("content/en/_new{n}.md"), "x");
        }
        write(&root, "content/en/hands.md", format!("# Hands\n\nThe end of round {round}.\n"));
        run.signal("CONT");
        wait_for_page(port, "/en/hands.html", &format!("The end of round {round}."));
    }
}

#[test]
fn ten_thousand_edits_leave_nothing_behind() {
    let root = book("edits");
    let run = Run::start(&root, &["serve", "--addr", "localhost:0"]);
    let port = run.port();
    let edit = |n: usize| {
        let tag = ["en", "bn", "ar"][n % 3];
        write(&root, &format!("content/{tag}/hands.md"), format!("# Hands\n\nText {n}, {}.\n", "word ".repeat(200)));
    };
    // What is kept for good is there after the first of them.
    (0..2000).for_each(edit);
    wait_for_page(port, "/ar/hands.html", "Text 1997");
    let before = (run.memory(), run.n_open_files());
    (2000..12_000).for_each(edit);
    for (tag, n) in [("en", 11_997), ("bn", 11_998), ("ar", 11_999)] {
        wait_for_page(port, &format!("/{tag}/hands.html"), &format!("Text {n}"));
    }
    let after = (run.memory(), run.n_open_files());
    assert!(after.0 * 10 <= before.0 * 11, "memory in KiB: {} before, {} after", before.0, after.0);
    assert!(after.1 <= before.1 + 2, "open files: {} before, {} after", before.1, after.1);
}

#[test]
fn a_system_that_can_watch_no_more_is_told_and_made_up_for() {
    let root = book("limit");
    // A namespace of its own has limits of its own.
    let mut command = Command::new("unshare");
    let script = "echo 3 > /proc/sys/user/max_inotify_watches && exec \"$0\" \"$@\"";
    command.args(["--user", "--map-root-user", "sh", "-c", script, PROGRAM]);
    let run = Run::start_in(command, &root, &["serve", "--addr", "localhost:0"]);
    let port = run.port();
    run.wait_for("raise `fs.inotify.max_user_watches`", 1);
    for n in 0..2 {
        write(&root, "content/ar/hands.md", format!("# اليدان\n\nجديد {n}.\n"));
        wait_for_page(port, "/ar/hands.html", &format!("جديد {n}"));
    }
}
