//! The law through the real file system: whatever an editor does to the files, what the preview shows is what a
//! fresh build would write. Each way of saving is tried with the system's events and with polling.
//!
//! `WATCH_SEED=7 cargo test --test watch random` runs one random script.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use handbook::disk;
use handbook::engine::{Engine, Snapshot};
use handbook::project::Settings;
use handbook::serve::drive::{Driver, Event};
use handbook::serve::preview::{Preview, SCRIPT_TAG};
use support::{fresh, write};

/// By then every change must be shown.
const PATIENCE: Duration = Duration::from_secs(6);

fn settings() -> Settings {
    Settings { drafts: true, ..Settings::default() }
}

/// A project that is being watched.
struct Bed {
    root: PathBuf,
    state: Arc<std::sync::Mutex<Arc<Preview>>>,
    n_updates: Arc<AtomicUsize>,
    step: usize,
}

impl Bed {
    fn new(name: &str, poll: bool) -> Bed {
        let root = fresh(&format!("watch-{name}-{}", if poll { "poll" } else { "events" })).join("book");
        fill(&root);
        Bed::watch(root, poll)
    }

    fn watch(root: PathBuf, poll: bool) -> Bed {
        let mut driver = Driver::open(&root, Box::new(settings), poll).expect("a project");
        let first = Preview::new(driver.snapshot().clone(), None, driver.inputs(), &root);
        let state = Arc::new(std::sync::Mutex::new(Arc::new(first)));
        let n_updates = Arc::new(AtomicUsize::new(0));
        let (shown, count, folder) = (state.clone(), n_updates.clone(), root.clone());
        std::thread::spawn(move || {
            loop {
                if let Event::Update(update) = driver.wait() {
                    let mut shown = shown.lock().expect("a lock");
                    *shown = Arc::new(Preview::new(update.snapshot, Some(&shown), update.inputs, &folder));
                    count.fetch_add(1, Ordering::SeqCst);
                }
            }
        });
        let bed = Bed { root, state, n_updates, step: 0 };
        bed.settle("the beginning");
        bed
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    fn preview(&self) -> Arc<Preview> {
        self.state.lock().expect("a lock").clone()
    }

    /// A text that was never written before.
    fn text(&mut self, title: &str) -> String {
        self.step += 1;
        format!("# {title}\n\nText {} of it.\n\n- one\n- two\n", self.step)
    }

    /// Waits until the preview shows what a fresh build would write.
    fn settle(&self, what: &str) {
        let start = Instant::now();
        loop {
            let wanted = built(&self.root);
            let difference = difference(&self.preview(), &wanted);
            let Some(difference) = difference else { return };
            assert!(start.elapsed() < PATIENCE, "{what}: {difference}");
            std::thread::sleep(Duration::from_millis(15));
        }
    }
}

fn fill(root: &Path) {
    write(
        root,
        "handbook.toml",
        "[handbook]\nsource = \"en\"\nlocales = [\"en\", \"bn\", \"ar\"]\n[output]\nformats = [\"html\", \"epub\", \"single\", \"text\", \"zip\"]\n",
    );
    for (tag, say) in [("en", "Hands"), ("bn", "হাত"), ("ar", "اليدان")] {
        write(root, &format!("content/{tag}/SUMMARY.md"), "- [Hands](hands.md)\n- [Masks](more/masks.md)\n");
        write(root, &format!("content/{tag}/index.md"), format!("# {say}\n\n{say}.\n"));
        write(root, &format!("content/{tag}/hands.md"), format!("# {say}\n\n{say} 20.\n\n{{{{#include _part.md}}}}\n"));
        write(root, &format!("content/{tag}/_part.md"), format!("{say} again.\n"));
        write(root, &format!("content/{tag}/more/masks.md"), format!("# {say} 2\n\n![{say}](../a.svg)\n"));
        write(
            root,
            &format!("content/{tag}/a.svg"),
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>a</title></svg>\n",
        );
        write(root, &format!("locales/{tag}/locale.toml"), format!("title = \"{say}\"\n"));
    }
}

fn built(root: &Path) -> Arc<Snapshot> {
    let delta = disk::scan(root).unwrap_or_default();
    Engine::new(settings()).update(delta)
}

/// Where a preview is not what a fresh build would write.
fn difference(preview: &Preview, wanted: &Snapshot) -> Option<String> {
    if preview.snapshot.diags != wanted.diags {
        let lines = |diags: &[handbook::diagnostic::Diagnostic]| -> Vec<String> {
            diags.iter().map(|diag| format!("{diag:?}")).collect()
        };
        let (shown, wanted) = (lines(&preview.snapshot.diags), lines(&wanted.diags));
        let more: Vec<_> = shown.iter().filter(|line| !wanted.contains(line)).collect();
        let less: Vec<_> = wanted.iter().filter(|line| !shown.contains(line)).collect();
        return Some(format!("findings: shown {more:#?}, not shown {less:#?}"));
    }
    if wanted.site.is_none() || wanted.blocking().next().is_some() {
        // There is no build to compare with; what is shown says so.
        let told = !preview.answer("en/").problems.is_empty() || !preview.answer("en/hands.html").problems.is_empty();
        return (!told && wanted.site.is_none()).then(|| "the error is not shown".to_owned());
    }
    let outputs = wanted.outputs();
    let paths: Vec<_> = outputs.iter().map(|(path, _)| path).collect();
    if !preview.outputs().keys().eq(paths.iter().copied()) {
        return Some(format!("files {:?} instead of {paths:?}", preview.outputs().keys()));
    }
    for (path, origin) in &outputs {
        let answer = preview.answer(path.as_str());
        let bytes = wanted.render(path, origin).bytes;
        let sent = String::from_utf8_lossy(&answer.bytes).replacen(SCRIPT_TAG, "", 1);
        if answer.status != 200 || sent != String::from_utf8_lossy(&bytes) {
            return Some(format!("{path} ({}): {sent}", answer.status));
        }
    }
    None
}

fn both(name: &str, test: impl Fn(&mut Bed) + Sync) {
    std::thread::scope(|scope| {
        for poll in [false, true] {
            let test = &test;
            scope.spawn(move || test(&mut Bed::new(name, poll)));
        }
    });
}

// Ways of saving.

#[test]
fn saved_in_place() {
    both("in-place", |bed| {
        for _ in 0..3 {
            let text = bed.text("Hands");
            fs::write(bed.path("content/en/hands.md"), text).expect("a save");
            bed.settle("in place");
        }
        let text = bed.text("হাত");
        fs::write(bed.path("content/bn/hands.md"), text).expect("a save");
        bed.settle("a translation");
    });
}

#[test]
fn saved_by_renaming() {
    both("rename", |bed| {
        // As vim does: the old file is kept aside, a new one is made under its name.
        let text = bed.text("Hands");
        fs::rename(bed.path("content/en/hands.md"), bed.path("content/en/hands.md~")).expect("a rename");
        fs::write(bed.path("content/en/hands.md"), text).expect("a save");
        fs::remove_file(bed.path("content/en/hands.md~")).expect("no copy");
        bed.settle("as vim");
        // As gedit and VS Code do: a new file takes the old one's place.
        let text = bed.text("Hands");
        fs::write(bed.path("content/en/.hands.md.swp"), text).expect("a save");
        fs::rename(bed.path("content/en/.hands.md.swp"), bed.path("content/en/hands.md")).expect("a rename");
        bed.settle("from a hidden file");
        let text = bed.text("Hands");
        let aside = bed.root.parent().expect("a folder").join("hands.tmp");
        fs::write(&aside, text).expect("a save");
        fs::rename(&aside, bed.path("content/en/hands.md")).expect("a rename");
        bed.settle("from outside");
    });
}

#[test]
fn saved_in_pieces() {
    both("pieces", |bed| {
        use std::io::Write as _;
        let text = bed.text("Hands");
        let mut file = fs::File::create(bed.path("content/en/hands.md")).expect("a truncated file");
        for piece in text.as_bytes().chunks(9) {
            file.write_all(piece).expect("a piece");
            std::thread::sleep(Duration::from_millis(20));
        }
        drop(file);
        bed.settle("truncated and written");
    });
}

#[test]
fn copied_over_with_its_old_date() {
    both("copy", |bed| {
        let text = bed.text("Hands");
        let path = bed.path("content/en/hands.md");
        let date = fs::metadata(&path).and_then(|meta| meta.modified()).expect("a date");
        // The same length, too.
        let old = fs::read_to_string(&path).expect("a text");
        let text: String = text.chars().chain(std::iter::repeat(' ')).take(old.len() - 1).chain(['\n']).collect();
        let aside = bed.path("aside.md");
        fs::write(&aside, text).expect("a save");
        fs::File::options().append(true).open(&aside).and_then(|file| file.set_modified(date)).expect("the old date");
        fs::rename(&aside, &path).expect("copied over");
        bed.settle("an old date");
    });
}

#[test]
fn sixty_saves_in_a_second() {
    both("many", |bed| {
        for _ in 0..60 {
            let text = bed.text("Hands");
            fs::write(bed.path("content/en/hands.md"), text).expect("a save");
            std::thread::sleep(Duration::from_millis(15));
        }
        bed.settle("many saves");
    });
}

#[test]
fn folders_come_and_go() {
    both("folders", |bed| {
        let text = bed.text("Deep");
        write(&bed.root, "content/en/a/b/c/deep.md", text);
        let summary = "- [Hands](hands.md)\n- [Masks](more/masks.md)\n- [Deep](a/b/c/deep.md)\n";
        write(&bed.root, "content/en/SUMMARY.md", summary);
        bed.settle("made with all above it");
        let text = bed.text("Deep");
        write(&bed.root, "content/en/a/b/c/deep.md", text);
        bed.settle("edited there");
        fs::rename(bed.path("content/en/a"), bed.path("content/en/z")).expect("a rename");
        write(&bed.root, "content/en/SUMMARY.md", summary.replace("a/b", "z/b"));
        bed.settle("renamed");
        let text = bed.text("Deep");
        write(&bed.root, "content/en/z/b/c/deep.md", text);
        bed.settle("edited in the renamed folder");
        let aside = bed.root.parent().expect("a folder").join("aside");
        fs::rename(bed.path("content/en/more"), &aside).expect("moved away");
        bed.settle("gone");
        fs::rename(&aside, bed.path("content/en/more")).expect("moved back");
        bed.settle("back");
        let text = bed.text("Masks");
        write(&bed.root, "content/en/more/masks.md", text);
        bed.settle("edited after it came back");
    });
}

#[test]
fn the_whole_content_is_deleted_and_comes_back() {
    both("content", |bed| {
        fs::remove_dir_all(bed.path("content")).expect("nothing");
        bed.settle("gone");
        fill(&bed.root);
        bed.settle("back");
        let text = bed.text("Hands");
        fs::write(bed.path("content/en/hands.md"), text).expect("a save");
        bed.settle("edited after that");
        let text = bed.text("হাত");
        write(&bed.root, "content/bn/more/masks.md", text);
        bed.settle("and deeper");
    });
}

#[test]
fn the_whole_project_is_deleted_and_comes_back() {
    both("project", |bed| {
        fs::remove_dir_all(&bed.root).expect("nothing");
        std::thread::sleep(Duration::from_millis(700));
        fill(&bed.root);
        bed.settle("back");
        let text = bed.text("Hands");
        fs::write(bed.path("content/en/hands.md"), text).expect("a save");
        bed.settle("edited after that");
    });
}

#[test]
fn a_thousand_files_change_at_once() {
    both("checkout", |bed| {
        let summary: String = (0..1000).map(|n| format!("- [{n}](many/{n}.md)\n")).collect();
        for n in 0..1000 {
            write(&bed.root, &format!("content/en/many/{n}.md"), format!("# Chapter {n}\n"));
        }
        write(&bed.root, "content/en/SUMMARY.md", &summary);
        bed.settle("made");
        for n in 0..1000 {
            write(&bed.root, &format!("content/en/many/{n}.md"), format!("# Chapter {n}\n\nOf another branch.\n"));
        }
        bed.settle("another branch");
        let text = bed.text("Hands");
        fs::write(bed.path("content/en/many/7.md"), text).expect("a save");
        bed.settle("edited after that");
    });
}

#[test]
fn links_are_followed_inside_the_project_only() {
    both("links", |bed| {
        let shared = bed.path("shared");
        write(&shared, "masks.md", "# Shared\n\nOne text.\n");
        fs::remove_dir_all(bed.path("content/en/more")).expect("nothing");
        std::os::unix::fs::symlink("../../shared", bed.path("content/en/more")).expect("a link");
        bed.settle("a linked folder");
        write(&shared, "masks.md", "# Shared\n\nAnother text.\n");
        bed.settle("edited where the link leads");
        fs::remove_file(bed.path("content/bn/hands.md")).expect("nothing");
        std::os::unix::fs::symlink("../../shared/masks.md", bed.path("content/bn/hands.md")).expect("a link");
        bed.settle("a linked file");
        write(&shared, "masks.md", "# Shared\n\nA third text.\n");
        bed.settle("shown twice");
        let outside = bed.root.parent().expect("a folder").join("outside");
        write(&outside, "secret.md", "# Secret\n");
        fs::remove_file(bed.path("content/bn/hands.md")).expect("nothing");
        std::os::unix::fs::symlink(outside.join("secret.md"), bed.path("content/bn/hands.md")).expect("a link");
        bed.settle("a link that leads out");
        assert!(bed.preview().snapshot.diags.iter().any(|diag| diag.code.id() == "X06"));
        let page = bed.preview().answer("bn/hands.html");
        assert!(!String::from_utf8_lossy(&page.bytes).contains("Secret"));
    });
}

#[test]
fn the_content_folder_itself_is_a_link() {
    both("linked-content", |bed| {
        fs::rename(bed.path("content"), bed.path("pages")).expect("moved");
        std::os::unix::fs::symlink("pages", bed.path("content")).expect("a link");
        bed.settle("linked");
        let text = bed.text("Hands");
        write(&bed.root, "pages/en/hands.md", text);
        bed.settle("edited by its real name");
        let text = bed.text("Masks");
        write(&bed.root, "content/en/more/masks.md", text);
        bed.settle("edited through the link");
    });
}

#[test]
fn everything_that_makes_the_site_is_watched() {
    both("rest", |bed| {
        let config = "[handbook]\nsource = \"en\"\nlocales = [\"en\", \"bn\", \"ar\", \"fr\"]\nedition = \"2\"\n[output]\nformats = [\"html\", \"epub\", \"single\", \"text\", \"zip\"]\n";
        write(&bed.root, "handbook.toml", config);
        bed.settle("a config with a new locale");
        write(&bed.root, "content/fr/hands.md", "# Mains\n\nVingt secondes.\n");
        write(&bed.root, "locales/fr/locale.toml", "title = \"Mains\"\n");
        bed.settle("its folders");
        write(&bed.root, "locales/fr/ui.ftl", "contents = Table\n");
        bed.settle("strings");
        write(&bed.root, "themes/default/assets/style.css", "body{color:red}");
        bed.settle("a style sheet");
        write(&bed.root, "themes/default/templates/page.html", "<main>{{ page.title }}</main>");
        bed.settle("a template");
        write(&bed.root, "themes/default/templates/page.html", "<main>{{ page.titel }}</main>");
        bed.settle("a broken template");
        write(&bed.root, "themes/default/templates/page.html", "<p>{{ page.title }}</p>");
        bed.settle("mended");
        write(&bed.root, "data/lines.toml", "help = \"112\"\n");
        write(&bed.root, "content/en/hands.md", "# Hands\n\nCall {{value lines.help}}.\n");
        bed.settle("data");
        write(&bed.root, "data/lines.toml", "help = \"113\"\n");
        bed.settle("other data");
        write(&bed.root, "content/en/_part.md", "Another part.\n");
        bed.settle("an included file");
        write(&bed.root, "content/en/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>b</title></svg>\n");
        bed.settle("a figure");
        write(&bed.root, "handbook.toml", "[handbook\n");
        bed.settle("a broken config");
        let page = bed.preview().answer("en/hands.html");
        assert!(page.is_old && !page.problems.is_empty() && page.status == 200, "the last good page is shown");
        write(&bed.root, "handbook.toml", config);
        bed.settle("a mended config");
        assert!(bed.preview().answer("en/hands.html").problems.is_empty());
    });
}

#[test]
fn bad_files_are_told_and_forgotten() {
    both("bad", |bed| {
        write(&bed.root, "content/en/hands.md", b"# Hands\n\n\xff\n");
        bed.settle("not UTF-8");
        write(&bed.root, "content/en/hands.md", "+++\ntitle = \n+++\n# Hands\n");
        bed.settle("bad front matter");
        write(&bed.root, "content/en/hands.md", "# Hands\n\n[x](none.md)\n");
        bed.settle("a broken link");
        write(&bed.root, "content/en/hands.md", "# Hands\n");
        bed.settle("mended");
        assert_eq!(bed.preview().snapshot.counts().errors, 0);
        write(&bed.root, "content/en/cafe\u{301}.md", "# One\n");
        write(&bed.root, "content/en/caf\u{e9}.md", "# Two\n");
        bed.settle("two names that look alike");
        assert!(bed.preview().snapshot.diags.iter().any(|diag| diag.code.id() == "A10"));
        fs::remove_file(bed.path("content/en/caf\u{e9}.md")).expect("nothing");
        bed.settle("one of them is gone");
        write(&bed.root, "content/en/a\\b.md", "# Odd\n");
        bed.settle("an odd name");
        fs::remove_file(bed.path("content/en/a\\b.md")).expect("nothing");
        bed.settle("which is gone");
    });
}

#[test]
fn what_does_not_change_the_book_is_no_update() {
    let bed = Bed::new("quiet", false);
    // Files that were written just now are read again by the next look, to no effect.
    std::thread::sleep(Duration::from_millis(300));
    let before = bed.n_updates.load(Ordering::SeqCst);
    let text = fs::read(bed.path("content/en/hands.md")).expect("a text");
    fs::write(bed.path("content/en/hands.md"), text).expect("a save");
    write(&bed.root, "content/en/.hands.md.swp", "x");
    write(&bed.root, "content/en/hands.md~", "x");
    write(&bed.root, "public/index.html", "x");
    write(&bed.root, "README.md", "x");
    fs::read(bed.path("content/en/index.md")).expect("read");
    std::thread::sleep(Duration::from_millis(2600));
    assert_eq!(bed.n_updates.load(Ordering::SeqCst), before);
}

#[test]
fn one_edit_renders_what_is_looked_at() {
    let bed = Bed::new("counts", false);
    write(&bed.root, "content/bn/hands.md", "# হাত\n\nনতুন।\n");
    bed.settle("an edit");
    write(&bed.root, "content/bn/hands.md", "# হাত\n\nআরও নতুন।\n");
    let start = Instant::now();
    while !String::from_utf8_lossy(&bed.preview().answer("bn/hands.html").bytes).contains("আরও") {
        assert!(start.elapsed() < PATIENCE);
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(bed.preview().n_rendered.load(Ordering::SeqCst), 1);
}

// Random scripts.

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % n
    }
}

/// One thing that people do to files.
fn deed(bed: &mut Bed, random: &mut Random) -> String {
    const CHAPTERS: [&str; 4] = ["index.md", "hands.md", "more/masks.md", "_part.md"];
    let tag = ["en", "bn", "ar"][random.below(3)];
    let chapter = CHAPTERS[random.below(4)];
    let file = format!("content/{tag}/{chapter}");
    let text = bed.text(["Hands", "Masks", "Soap"][random.below(3)]);
    match random.below(12) {
        0 | 1 => {
            write(&bed.root, &file, &text);
            format!("save {file}")
        }
        2 => {
            let _ = fs::remove_file(bed.path(&file));
            format!("remove {file}")
        }
        3 => {
            let aside = bed.path("aside");
            fs::write(&aside, &text).expect("a save");
            fs::create_dir_all(bed.path(&file).parent().expect("a folder")).expect("a folder");
            let _ = fs::rename(&aside, bed.path(&file));
            format!("replace {file}")
        }
        4 => {
            let (from, to) = (format!("content/{tag}/more"), format!("content/{tag}/less"));
            let (from, to) = if bed.path(&from).exists() { (from, to) } else { (to, from) };
            let _ = fs::rename(bed.path(&from), bed.path(&to));
            format!("rename {from} to {to}")
        }
        5 => {
            let _ = fs::remove_dir_all(bed.path(&format!("content/{tag}")));
            format!("remove content/{tag}")
        }
        6 => {
            let summary = ["- [Hands](hands.md)\n", "- [Masks](more/masks.md)\n- [Hands](hands.md)\n", "# x\n"];
            write(&bed.root, "content/en/SUMMARY.md", summary[random.below(3)]);
            "summary".to_owned()
        }
        7 => {
            write(&bed.root, &format!("locales/{tag}/locale.toml"), format!("title = \"T {}\"\n", random.below(9)));
            format!("title of {tag}")
        }
        8 => {
            write(&bed.root, &file, [text.as_bytes(), b"\xfe"].concat());
            format!("bad bytes in {file}")
        }
        9 => {
            let to = format!("content/{tag}/{}", CHAPTERS[random.below(4)]);
            if fs::create_dir_all(bed.path(&to).parent().expect("a folder")).is_ok() {
                let _ = fs::rename(bed.path(&file), bed.path(&to));
            }
            format!("move {file} to {to}")
        }
        10 => {
            let to = bed.path(&format!("content/{tag}/hands.md"));
            let _ = fs::remove_file(&to);
            let _ = std::os::unix::fs::symlink("../en/index.md", &to);
            format!("link content/{tag}/hands.md")
        }
        _ => {
            fill(&bed.root);
            "all as it was".to_owned()
        }
    }
}

fn script(seed: u64, steps: usize, poll: bool) {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut bed = Bed::new(&format!("random-{seed}"), poll);
    let mut log = Vec::new();
    for _ in 0..steps {
        for _ in 0..=random.below(3) {
            log.push(deed(&mut bed, &mut random));
        }
        bed.settle(&format!("WATCH_SEED={seed}\n{log:#?}"));
    }
}

#[test]
fn random_scripts() {
    if let Some(seed) = std::env::var("WATCH_SEED").ok().and_then(|seed| seed.parse().ok()) {
        script(seed, 25, false);
        return;
    }
    std::thread::scope(|scope| {
        for seed in 1..=6 {
            scope.spawn(move || script(seed, 25, false));
        }
        scope.spawn(|| script(7, 6, true));
    });
}
