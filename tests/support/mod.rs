//! Small projects on the real disk, and the real program run over them.

#![allow(dead_code, reason = "each test binary uses a part of it")]

pub mod archive;
pub mod expected;
pub mod pdf_text;
pub mod translated;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_handbook");

/// What lies at a path: a file's bytes, a link's target, or a folder that holds nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Node {
    File(Vec<u8>),
    Link(PathBuf),
    Empty,
}

pub type Tree = BTreeMap<String, Node>;

/// Everything below a folder.
pub fn tree(root: &Path) -> Tree {
    fn visit(root: &Path, inner: &str, out: &mut Tree) {
        for entry in fs::read_dir(root.join(inner)).expect("a folder that can be read").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if inner.is_empty() { name } else { format!("{inner}/{name}") };
            let kind = entry.file_type().expect("a kind");
            let before = out.len();
            if kind.is_dir() {
                visit(root, &path, out);
                if out.len() == before {
                    out.insert(path, Node::Empty);
                }
            } else if kind.is_symlink() {
                out.insert(path, Node::Link(fs::read_link(entry.path()).expect("a link's target")));
            } else {
                out.insert(path, Node::File(fs::read(entry.path()).expect("a file that can be read")));
            }
        }
    }
    let mut out = Tree::new();
    visit(root, "", &mut out);
    out
}

/// A folder that was not there before.
pub fn fresh(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("edge").join(name);
    // A read-only folder of a test that failed can be removed too.
    let _ = Command::new("chmod").arg("-R").arg("u+rwX").arg(&folder).stderr(Stdio::null()).status();
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a fresh folder");
    folder
}

pub fn write(root: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder can be made");
    fs::write(path, bytes).expect("a file can be written");
}

/// Makes `root` a small book in two languages. Two editions differ in every chapter, in a figure (and so in
/// the name of an asset), and the second has a chapter more.
pub fn project(root: &Path, edition: usize) {
    let config = format!("[handbook]\nsource = \"en\"\nlocales = [\"en\", \"bn\"]\nedition = \"{edition}\"\n");
    write(root, "handbook.toml", config);
    let mut summary = "# Summary\n\n".to_owned();
    let chapters = 4 + edition;
    for n in 0..chapters {
        summary.push_str(&format!("- [Chapter {n}](c{n}.md)\n"));
        let text =
            |words: &str| format!("# {words} {n}\n\n{words} {edition}.\n\n![{words}](figure.svg)\n\n[x](c0.md)\n");
        write(root, &format!("content/en/c{n}.md"), text("Wash your hands"));
        write(root, &format!("content/bn/c{n}.md"), text("হাত ধুয়ে নিন"));
    }
    for tag in ["en", "bn"] {
        let _ = fs::remove_file(root.join(format!("content/{tag}/c{chapters}.md")));
        write(root, &format!("locales/{tag}/locale.toml"), format!("title = \"Handbook ({tag})\"\n"));
    }
    write(root, "content/en/SUMMARY.md", summary);
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><title>x</title><path d=\"M0 0h";
    write(root, "content/en/figure.svg", format!("{svg}{edition}\"/></svg>\n"));
}

/// A fresh project of the first edition.
pub fn fresh_project(name: &str) -> PathBuf {
    let root = fresh(name);
    project(&root, 1);
    root
}

/// What the environment must not change.
pub fn settle(command: &mut Command) -> &mut Command {
    command.env("SOURCE_DATE_EPOCH", "1795392000").env_remove("HANDBOOK_HANDBOOK__BASE_URL").env("NO_COLOR", "1")
}

/// The program over a project.
pub fn handbook(root: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    // A mistake of the program must not find anything precious in the current folder.
    settle(&mut command).arg("-C").arg(root).args(words).current_dir(root);
    command
}

/// Exit code and standard error of a finished run.
pub fn result(output: &Output) -> (i32, String) {
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stderr).into_owned())
}

pub fn run(root: &Path, words: &[&str]) -> (i32, String) {
    result(&handbook(root, words).output().expect("the program starts"))
}

/// Builds a project that has no errors.
pub fn build(root: &Path) -> String {
    let (code, text) = run(root, &["build"]);
    assert_eq!(code, 0, "{text}");
    text
}

/// What a project's site should be: built by the program in a folder of its own.
pub fn site_of(edition: usize, name: &str) -> Tree {
    let root = fresh(name);
    project(&root, edition);
    build(&root);
    tree(&root.join("public"))
}

/// Hidden things beside or in the output folder that a build should have cleared away.
pub fn leftovers(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for folder in [root.to_owned(), root.join("public")] {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') && name != ".handbook" && name.contains("handbook") {
                found.push(name);
            }
        }
    }
    found
}

/// Says on the terminal, past the test harness, that a test could not be run here.
pub fn skipped(test: &str, why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED {test}: {why}");
}

/// A mount namespace of its own: what is mounted in it is seen by nobody else and goes with it.
pub struct Namespace {
    holder: Child,
}

impl Namespace {
    /// `None` where the system does not allow it.
    pub fn with(script: &str, folder: &Path) -> Option<Namespace> {
        let mut holder = Command::new("unshare")
            .args(["-m", "--propagation", "private", "sh", "-ec", &format!("{script}\necho ready\nexec cat"), "sh"])
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut ready = [0; 6];
        let stdout = holder.stdout.as_mut().expect("a pipe");
        if std::io::Read::read_exact(stdout, &mut ready).is_err() {
            let _ = holder.wait();
            return None;
        }
        Some(Namespace { holder })
    }

    /// The program over a project in the namespace.
    pub fn handbook(&self, root: &Path, words: &[&str]) -> Command {
        let mut command = Command::new("nsenter");
        command.arg("-t").arg(self.holder.id().to_string()).args(["-m", "--", PROGRAM]);
        settle(&mut command).arg("-C").arg(root).args(words);
        command
    }

    /// A path as it is seen in the namespace.
    pub fn see(&self, path: &Path) -> PathBuf {
        let path = path.strip_prefix("/").expect("an absolute path");
        Path::new("/proc").join(self.holder.id().to_string()).join("root").join(path)
    }
}

impl Drop for Namespace {
    fn drop(&mut self) {
        let _ = self.holder.kill();
        let _ = self.holder.wait();
    }
}

/// The program run by a user who is not all-powerful. `None` if that user cannot reach the folder.
pub fn powerless(root: &Path, words: &[&str]) -> Option<Command> {
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65_534;
    let mut command = handbook(root, words);
    if rustix::process::geteuid().is_root() {
        let _ = Command::new("chown").arg("-R").arg(NOBODY.to_string()).arg(root).status();
        command.uid(NOBODY).gid(NOBODY);
        let mut probe = Command::new("test");
        probe.arg("-x").arg(PROGRAM).arg("-a").arg("-w").arg(root).uid(NOBODY).gid(NOBODY);
        if !probe.status().is_ok_and(|status| status.success()) {
            return None;
        }
    }
    Some(command)
}

pub fn chmod(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a changed mode");
}
