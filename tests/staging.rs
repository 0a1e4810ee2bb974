//! What a build does to the disk, tried with the real program on real folders: it is killed at random
//! moments, meets files of others, full disks, mount points and damaged manifests.
//!
//! `KILLS=300 KILL_SEED=7 cargo test --test staging` kills more often, from another seed.

mod support;

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use support::{
    Namespace, Node, Tree, build, chmod, fresh, fresh_project, handbook, leftovers, powerless, project, result, run,
    site_of, skipped, tree, write,
};

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// xorshift64*, so that a seed means the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % n
    }
}

/// A seed that is told when the test fails, and the number of trials.
fn trials() -> (Random, u64, u64) {
    let clock = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(1, |now| now.as_nanos());
    let seed = number("KILL_SEED", clock as u64 % 1_000_000);
    (Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1), seed, number("KILLS", 25))
}

/// Starts a build and kills it: at any moment, or a little after its staging folder has appeared, which is
/// where most of the danger lies.
fn kill_a_build(mut command: Command, staged: impl Fn() -> bool, longest: Duration, random: &mut Random) {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
    let start = Instant::now();
    let wait = |micros: u64| std::thread::sleep(Duration::from_micros(micros));
    if random.below(4) == 0 {
        wait(random.below(longest.as_micros() as u64 + 1));
    } else {
        while !staged() && start.elapsed() < longest {
            wait(50);
        }
        wait(random.below(longest.as_micros() as u64 / 2 + 1));
    }
    let _ = child.kill();
    let _ = child.wait();
}

fn is_staged(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| {
        entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with(".public.handbook-"))
    })
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let (mut random, seed, n_trials) = trials();
    let mut sites = [site_of(1, "kill-1"), site_of(2, "kill-2")];
    let root = fresh_project("kill");
    let out = root.join("public");
    // Files of others live through all of it.
    for site in &mut sites {
        site.insert("CNAME.txt".to_owned(), Node::File(b"ours".to_vec()));
        site.insert("more/refs".to_owned(), Node::Empty);
    }
    build(&root);
    write(&out, "CNAME.txt", "ours");
    fs::create_dir_all(out.join("more/refs")).expect("a folder");
    let start = Instant::now();
    build(&root);
    let longest = start.elapsed();
    let mut seen = [0, 0];
    for trial in 0..n_trials {
        project(&root, 1 + random.below(2) as usize);
        kill_a_build(handbook(&root, &["build"]), || is_staged(&root), longest, &mut random);
        let found = tree(&out);
        match sites.iter().position(|site| *site == found) {
            Some(at) => seen[at] += 1,
            None => panic!("trial {trial} of seed {seed}: a mixture of {:?}", found.keys()),
        }
        if trial % 8 == 7 || trial + 1 == n_trials {
            let edition = 1 + random.below(2) as usize;
            project(&root, edition);
            build(&root);
            assert!(tree(&out) == sites[edition - 1], "trial {trial} of seed {seed}: the next build is not whole");
            assert_eq!(leftovers(&root), Vec::<String>::new(), "trial {trial} of seed {seed}");
        }
    }
    assert_eq!(seen[0] + seen[1], n_trials);
}

#[test]
fn a_build_killed_on_a_mount_point_is_finished_by_the_next_run() {
    let (mut random, seed, n_trials) = trials();
    let sites = [site_of(1, "kill-mount-1"), site_of(2, "kill-mount-2")];
    let root = fresh_project("kill-mount");
    let out = root.join("public");
    fs::create_dir_all(&out).expect("a folder");
    let Some(space) = Namespace::with("mount -t tmpfs tmpfs \"$1\"", &out) else {
        return skipped("a_build_killed_on_a_mount_point_is_finished_by_the_next_run", "no mount namespaces here");
    };
    let seen = space.see(&out);
    let built = |words: &[&str]| result(&space.handbook(&root, words).output().expect("the program starts"));
    assert_eq!(built(&["build"]).0, 0);
    let start = Instant::now();
    assert_eq!(built(&["build"]).0, 0);
    let longest = start.elapsed();
    for trial in 0..n_trials.div_ceil(2) {
        project(&root, 1 + random.below(2) as usize);
        let staged = || seen.join(".handbook-staging").exists();
        kill_a_build(space.handbook(&root, &["build"]), staged, longest, &mut random);
        // Each file is the old or the new one, and what a page shows is there.
        for (path, node) in tree(&seen) {
            let own = path.starts_with(".handbook-");
            assert!(
                own || sites.iter().any(|site| site.get(&path) == Some(&node)),
                "trial {trial} of seed {seed}: {path} is neither old nor new"
            );
            assert!(
                own || figures_are_there(&seen, &path, &node),
                "trial {trial} of seed {seed}: {path} lacks a figure"
            );
        }
        if trial % 4 == 3 {
            // Even a build that refuses finishes what was begun.
            write(&root, "content/en/c0.md", "[x](nowhere.md)\n");
            assert_eq!(built(&["build"]).0, 1);
            let found = tree(&seen);
            assert!(sites.contains(&found), "trial {trial} of seed {seed}: a mixture of {:?}", found.keys());
        }
    }
    project(&root, 2);
    assert_eq!(built(&["build"]).0, 0);
    assert!(tree(&seen) == sites[1], "seed {seed}: the last build is not whole");
}

/// Whether every asset that a page names lies beside it.
fn figures_are_there(out: &Path, path: &str, node: &Node) -> bool {
    let Node::File(bytes) = node else { return true };
    let text = String::from_utf8_lossy(bytes);
    let names = text.split("../assets/").skip(1).filter_map(|rest| rest.split(['"', ' ', ')']).next());
    !path.ends_with(".html") || names.into_iter().all(|name| out.join("assets").join(name).is_file())
}

#[test]
fn files_of_others_are_kept() {
    let root = fresh_project("foreign");
    let out = root.join("public");
    let site = site_of(1, "foreign-site");
    write(&out, "notes.txt", "mine");
    write(&out, "deep/er/notes.txt", "mine too");
    write(&out, "en/extra.html", "in a folder of the site");
    write(&out, ".handbook-staging.txt", "a name like one of the program's");
    fs::create_dir_all(out.join(".git/refs")).expect("a folder");
    symlink("/etc/hostname", out.join("link")).expect("a link");
    symlink(root.join("content"), out.join("linked-folder")).expect("a link");
    chmod(&out.join("deep"), 0o700);
    let mine = tree(&out);
    let inode = fs::metadata(out.join("notes.txt")).expect("a file").ino();
    let text = build(&root);
    assert!(text.contains(", 6 files of others kept\n"), "{text}");
    let expected: Tree = site.into_iter().chain(mine.clone()).collect();
    assert!(tree(&out) == expected, "{:?}", tree(&out).keys());
    assert_eq!(fs::metadata(out.join("notes.txt")).expect("a file").ino(), inode);
    assert_eq!(fs::metadata(out.join("deep")).expect("a folder").mode() & 0o777, 0o700);
    // Nor does another build, or cleaning, touch them.
    project(&root, 2);
    build(&root);
    assert!(mine.iter().all(|(path, node)| tree(&out).get(path) == Some(node)));
    assert_eq!(run(&root, &["clean"]).0, 0);
    assert_eq!(tree(&out), mine);
}

/// A file of others in the place of one of the site's: the build refuses and both stay.
#[test]
fn files_of_others_are_not_overwritten() {
    type Make = fn(&Path);
    let cases: &[(&str, Make, &str)] = &[
        ("page", |out| write(out, "en/c0.html", "mine"), "en/c0.html"),
        ("manifest", |out| write(out, "manifest.json", "{\"name\": \"an app\"}"), "manifest.json"),
        ("checksums", |out| write(out, "SHA256SUMS", "mine"), "SHA256SUMS"),
        ("file-for-folder", |out| write(out, "en", "mine"), "en"),
        ("folder-for-file", |out| write(out, "robots.txt/notes", "mine"), "robots.txt/notes"),
        ("empty-for-file", |out| fs::create_dir_all(out.join("404.html")).expect("a folder"), "404.html"),
        ("link-for-folder", |out| symlink("/tmp", out.join("en")).expect("a link"), "en"),
        ("link-for-file", |out| symlink("/etc/hostname", out.join("index.html")).expect("a link"), "index.html"),
    ];
    for linked in [false, true] {
        for (name, make, path) in cases {
            let root = fresh_project(&format!("collision-{name}-{linked}"));
            let out = root.join("public");
            fs::create_dir_all(if linked { root.join("real") } else { out.clone() }).expect("a folder");
            if linked {
                symlink("real", &out).expect("a link");
            }
            make(&out);
            let before = tree(&out);
            let (code, text) = run(&root, &["build"]);
            assert_eq!(code, 3, "{name}: {text}");
            assert!(text.lines().last().is_some_and(|line| line.contains(&format!("/{path}`"))), "{name}: {text}");
            assert_eq!(tree(&out), before, "{name}");
            assert_eq!(leftovers(&root), Vec::<String>::new(), "{name}");
        }
    }
}

#[test]
fn an_output_folder_behind_a_link_stays_where_it_is() {
    let root = fresh_project("link");
    let out = root.join("public");
    fs::create_dir_all(root.join("elsewhere/site")).expect("a folder");
    symlink("elsewhere/site", &out).expect("a link");
    let inode = |path: &Path| fs::metadata(path).expect("a file").ino();
    let before = inode(&out);
    build(&root);
    assert!(tree(&out) == site_of(1, "link-1"));
    // A file that changes into a folder and one that goes, in one step each.
    let notes = out.join("notes.txt");
    fs::write(&notes, "mine").expect("a file");
    let kept = inode(&out.join("robots.txt"));
    project(&root, 2);
    build(&root);
    fs::remove_file(&notes).expect("it was kept");
    assert!(tree(&out) == site_of(2, "link-2"));
    assert_eq!((inode(&out), inode(&out.join("robots.txt"))), (before, kept));
    assert!(out.is_symlink());
    assert_eq!(tree(&root.join("elsewhere")).len(), tree(&out).len(), "nothing is left beside it");
    // A locale that goes takes its folder with it.
    let config = fs::read_to_string(root.join("handbook.toml")).expect("a config");
    write(&root, "handbook.toml", config.replace(", \"bn\"", ""));
    build(&root);
    assert!(!out.join("bn").exists());
    fs::remove_dir_all(root.join("elsewhere")).expect("a folder");
    let (code, text) = run(&root, &["build"]);
    assert_eq!(code, 2, "{text}");
    assert!(text.ends_with("/public`: no such file or directory\n"), "{text}");
}

/// In a folder that cannot change places, a page's file may become a folder's name and the other way round.
#[test]
fn in_place_a_file_makes_room_for_a_folder() {
    let root = fresh_project("room");
    let out = root.join("public");
    fs::create_dir_all(root.join("real")).expect("a folder");
    symlink("real", &out).expect("a link");
    let summary = |list: &str| write(&root, "content/en/SUMMARY.md", format!("# Summary\n\n{list}"));
    let page = "# A\n\nText.\n";
    for at in 0..3 {
        for path in ["content/en/x.html", "content/en/x.md"] {
            let _ = fs::remove_dir_all(root.join(path));
            let _ = fs::remove_file(root.join(path));
        }
        let file = if at % 2 == 0 { "x.md" } else { "x.html/y.md" };
        write(&root, &format!("content/en/{file}"), page);
        summary(&format!("- [X]({file})\n"));
        let text = build(&root);
        let written = out.join("en").join(file).with_extension("html");
        assert!(written.is_file(), "{at}: {text}");
        assert_eq!(leftovers(&root), Vec::<String>::new(), "{at}");
    }
}

#[test]
fn a_mount_point_is_written_in_place() {
    let root = fresh_project("mount");
    let out = root.join("public");
    fs::create_dir_all(&out).expect("a folder");
    fs::create_dir_all(root.join("store")).expect("a folder");
    // Of the same file system, which only the mount table tells.
    let Some(space) = Namespace::with("mount --bind \"$1/store\" \"$1/public\"", &root) else {
        return skipped("a_mount_point_is_written_in_place", "no mount namespaces here");
    };
    for edition in [1, 2] {
        project(&root, edition);
        let output = space.handbook(&root, &["build"]).output().expect("the program starts");
        assert_eq!(result(&output).0, 0, "{}", result(&output).1);
        assert!(tree(&space.see(&out)) == site_of(edition, "mount-site"));
        assert_eq!(leftovers(&root), Vec::<String>::new());
        assert_eq!(tree(&out), Tree::new(), "the folder below the mount is not touched");
    }
}

/// A file system on which two folders cannot change places: an overlay over a folder of an image.
#[test]
fn folders_that_cannot_change_places_are_written_in_place() {
    let root = fresh("overlay");
    for folder in ["lower", "mem", "merged"] {
        fs::create_dir_all(root.join(folder)).expect("a folder");
    }
    project(&root.join("lower"), 1);
    build(&root.join("lower"));
    let script = "cd \"$1\"; mount -t tmpfs tmpfs mem; mkdir mem/upper mem/work
        mount -t overlay overlay -o redirect_dir=off,lowerdir=lower,upperdir=mem/upper,workdir=mem/work merged";
    let Some(space) = Namespace::with(script, &root) else {
        return skipped("folders_that_cannot_change_places_are_written_in_place", "no overlay mounts here");
    };
    let merged = root.join("merged");
    project(&space.see(&merged), 2);
    write(&space.see(&merged), "public/notes.txt", "mine");
    let (code, text) = result(&space.handbook(&merged, &["build"]).output().expect("the program starts"));
    assert_eq!(code, 0, "{text}");
    let mut expected = site_of(2, "overlay-site");
    expected.insert("notes.txt".to_owned(), Node::File(b"mine".to_vec()));
    assert!(tree(&space.see(&merged).join("public")) == expected);
    assert_eq!(leftovers(&space.see(&merged)), Vec::<String>::new());
}

#[test]
fn only_what_changed_is_written() {
    let root = fresh_project("unchanged");
    let out = root.join("public");
    build(&root);
    let stamp = |path: &str| {
        let meta = fs::metadata(out.join(path)).expect("a file");
        (meta.ino(), meta.mtime(), meta.mtime_nsec())
    };
    let whole = stamp("");
    let (page, other) = (stamp("en/c0.html"), stamp("en/c1.html"));
    let text = build(&root);
    assert!(text.contains(": 0 changed, 0 removed\n"), "{text}");
    assert_eq!((stamp(""), stamp("en/c0.html")), (whole, page), "nothing changed, so nothing is swapped");
    let chapter = fs::read_to_string(root.join("content/en/c0.md")).expect("a chapter");
    write(&root, "content/en/c0.md", chapter.replace("Wash your hands 1.", "Wash them well."));
    build(&root);
    assert_ne!(stamp("en/c0.html"), page);
    assert_eq!(stamp("en/c1.html"), other);
}

#[test]
fn what_someone_damaged_is_written_again() {
    for linked in [false, true] {
        let root = fresh_project(&format!("damaged-{linked}"));
        let out = root.join("public");
        fs::create_dir_all(if linked { root.join("real") } else { out.clone() }).expect("a folder");
        if linked {
            symlink("real", &out).expect("a link");
        }
        build(&root);
        let site = tree(&out);
        let page = fs::read(out.join("en/c0.html")).expect("a page");
        // Cut short; changed at the same length; gone; checksums gone.
        fs::write(out.join("en/c0.html"), "").expect("a file");
        build(&root);
        assert!(tree(&out) == site);
        fs::write(out.join("en/c0.html"), vec![b'x'; page.len()]).expect("a file");
        build(&root);
        assert!(tree(&out) == site);
        for path in ["en/c1.html", "SHA256SUMS"] {
            fs::remove_file(out.join(path)).expect("a file");
            build(&root);
            assert!(tree(&out) == site, "{path}");
        }
    }
}

#[test]
fn a_narrowed_build_keeps_the_rest_and_says_so() {
    for linked in [false, true] {
        let root = fresh_project(&format!("narrowed-{linked}"));
        let out = root.join("public");
        fs::create_dir_all(if linked { root.join("real") } else { out.clone() }).expect("a folder");
        if linked {
            symlink("real", &out).expect("a link");
        }
        build(&root);
        let old = tree(&out);
        assert!(manifest(&out).contains("\"partial\": false"));
        project(&root, 2);
        let (code, text) = run(&root, &["build", "--locale", "bn"]);
        assert_eq!(code, 0, "{text}");
        assert!(manifest(&out).contains("\"partial\": true"));
        let (found, new) = (tree(&out), site_of(2, "narrowed-site"));
        let part = |tree: &Tree, tag: &str| -> Tree {
            tree.iter()
                .filter(|(path, _)| path.starts_with(tag))
                .map(|(path, node)| (path.clone(), node.clone()))
                .collect()
        };
        assert!(part(&found, "en/") == part(&old, "en/"));
        assert!(part(&found, "bn/") == part(&new, "bn/"));
        for (path, node) in found.iter().filter(|(path, _)| path.ends_with(".html")) {
            assert!(figures_are_there(&out, path, node), "{path}");
        }
        // What is carried over must be what the manifest says it is.
        write(&out, "en/c0.html", "changed by hand");
        let (code, text) = run(&root, &["build", "--locale", "bn"]);
        assert_eq!(code, 3, "{text}");
        assert!(text.contains("en/c0.html` is not as the last build wrote it"), "{text}");
        build(&root);
        assert!(tree(&out) == new, "a full build is whole again");
    }
}

fn manifest(out: &Path) -> String {
    fs::read_to_string(out.join("manifest.json")).expect("a manifest")
}

#[test]
fn a_chapter_that_goes_takes_its_page_with_it() {
    let root = fresh("removed");
    project(&root, 2);
    build(&root);
    assert!(root.join("public/en/c5.html").exists());
    project(&root, 1);
    let text = build(&root);
    assert!(text.contains(" removed\n") && !text.contains(" 0 removed"), "{text}");
    assert!(tree(&root.join("public")) == site_of(1, "removed-site"));
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    let root = fresh("full");
    let Some(space) = Namespace::with("mount -t tmpfs -o size=6m tmpfs \"$1\"", &root) else {
        return skipped("a_full_disk_leaves_the_old_site", "no mount namespaces here");
    };
    let seen = space.see(&root);
    let built = || result(&space.handbook(&root, &["build"]).output().expect("the program starts"));
    for (name, inner) in [("swapped", "public"), ("in place", "real")] {
        fs::create_dir_all(seen.join(inner)).expect("a folder");
        if inner == "real" {
            fs::remove_dir_all(seen.join("public")).expect("a folder");
            symlink("real", seen.join("public")).expect("a link");
        }
        project(&seen, 1);
        assert_eq!(built().0, 0, "{name}: {}", built().1);
        let old = tree(&seen.join("public"));
        project(&seen, 2);
        // Room for some of the files, for others not.
        for room in [0, 4, 12, 40] {
            let filler = seen.join("filler");
            let _ = fs::write(&filler, vec![0; 6 << 20]);
            let length = fs::metadata(&filler).expect("a file").len();
            let file = fs::OpenOptions::new().write(true).open(&filler).expect("a file");
            file.set_len(length.saturating_sub(room << 12)).expect("a shorter file");
            let (code, text) = built();
            assert_eq!(code, 2, "{name}, {room} pages of room: {text}");
            assert!(text.contains("handbook: cannot ") && text.contains(": no space left on device\n"), "{text}");
            assert!(tree(&seen.join("public")) == old, "{name}, {room} pages of room");
            assert_eq!(leftovers(&seen), Vec::<String>::new(), "{name}, {room} pages of room");
        }
        fs::remove_file(seen.join("filler")).expect("a file");
        assert_eq!(built().0, 0);
        assert!(tree(&seen.join("public")) == site_of(2, "full-site"), "{name}");
    }
}

#[test]
fn two_builds_at_once_wait_for_each_other() {
    let root = fresh_project("twice");
    let start = |words: &[&str]| {
        handbook(&root, words).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts")
    };
    let lock = root.join(".handbook/lock");
    fs::create_dir_all(root.join(".handbook")).expect("a folder");
    let held = fs::File::create(&lock).expect("a lock");
    held.lock().expect("a lock");
    let (first, second) = (start(&["build"]), start(&["build"]));
    std::thread::sleep(Duration::from_millis(150));
    assert!(!root.join("public").exists(), "neither has begun");
    drop(held);
    for child in [first, second] {
        let (code, text) = result(&child.wait_with_output().expect("it ends"));
        assert_eq!(code, 0, "{text}");
        assert!(text.starts_with("waiting for another build of this project\n"), "{text}");
    }
    assert!(tree(&root.join("public")) == site_of(1, "twice-site"));
    assert_eq!(leftovers(&root), Vec::<String>::new());
}

/// Links that a contribution could bring along must not lead the program to files outside.
#[test]
fn links_in_the_projects_own_folders_are_not_followed() {
    let root = fresh_project("links");
    let outside = fresh("links-outside");
    write(&outside, "precious", "precious");
    fs::create_dir_all(root.join(".handbook")).expect("a folder");
    symlink(outside.join("precious"), root.join(".handbook/lock")).expect("a link");
    let (code, text) = run(&root, &["build"]);
    assert_eq!(code, 2, "{text}");
    assert!(text.contains(".handbook/lock`"), "{text}");
    fs::remove_dir_all(root.join(".handbook")).expect("a folder");
    symlink(&outside, root.join(".handbook")).expect("a link");
    for command in ["build", "clean"] {
        let (code, text) = run(&root, &[command]);
        assert_eq!(code, 3, "{text}");
        assert!(text.contains(".handbook` is a link"), "{text}");
    }
    fs::remove_file(root.join(".handbook")).expect("a link");
    // What looks like a stage, and is not one.
    write(&outside, "manifest.json", "{\"version\": 1, \"partial\": false, \"files\": {}}");
    symlink(&outside, root.join(".public.handbook-1")).expect("a link");
    write(&root, ".public.handbook-notes/a", "mine");
    build(&root);
    assert_eq!(tree(&outside).get("precious"), Some(&Node::File(b"precious".to_vec())));
    assert!(root.join(".public.handbook-1").is_symlink() && root.join(".public.handbook-notes/a").is_file());
    // A folder of the site that someone replaced by a link.
    let out = root.join("public");
    fs::remove_dir_all(out.join("bn")).expect("a folder");
    write(&outside, "c0.html", "precious");
    symlink(&outside, out.join("bn")).expect("a link");
    let before = tree(&outside);
    assert_eq!(run(&root, &["clean"]).0, 0);
    assert_eq!(tree(&outside), before);
}

#[test]
fn folders_of_the_project_are_no_output_folder() {
    let root = fresh("place").join("project");
    project(&root, 1);
    write(&root, ".handbook/x", "");
    symlink("content", root.join("public-link")).expect("a link");
    let before = tree(&root);
    for (folder, name) in [
        (".", "the root"),
        ("..", "what holds the root"),
        ("../..", "what holds that"),
        ("/", "everything"),
        ("content", "the content"),
        ("content/en/public", "in the content"),
        ("new/../content/new", "in the content by a detour"),
        ("public-link", "the content by a link"),
        ("public-link/new", "in the content by a link"),
        ("themes", "the themes"),
        ("locales/en", "a locale"),
        ("data/x", "in the data"),
        (".handbook/site", "in the cache"),
    ] {
        for command in ["build", "clean"] {
            let (code, text) = run(&root, &[command, "-d", folder]);
            assert_eq!(code, 3, "{name}: {text}");
            assert!(text.contains("name another folder"), "{name}: {text}");
            let mut after = tree(&root);
            after.remove(".handbook/lock");
            assert!(after == before, "{name}: {:?}", after.keys());
        }
    }
    // A folder beside the project, one in it, and a name that begins like one of the project's.
    for folder in ["../site", "build/site", "contents", "new/../public"] {
        let (code, text) = run(&root, &["build", "-q", "-d", folder]);
        assert_eq!(code, 0, "{folder}: {text}");
        assert!(root.join(folder.trim_start_matches("new/../")).join("index.html").is_file(), "{folder}");
    }
}

#[test]
fn a_damaged_manifest_deletes_nothing() {
    let root = fresh_project("manifest");
    let out = root.join("public");
    write(&root, "precious", "precious");
    build(&root);
    let whole = manifest(&out);
    let escape = whole.replace("\"en/c0.html\"", "\"../precious\"");
    assert_ne!(escape, whole);
    for text in [
        "",
        "{}",
        "[]",
        &whole[..whole.len() / 2],
        &whole.replace("\"version\": 1", "\"version\": 2"),
        &escape,
        &whole.replace("\"en/c0.html\"", "\"/etc/hostname\""),
        &whole.replace("\"en/c0.html\"", "\"en/../../precious\""),
    ] {
        write(&out, "manifest.json", text);
        let before = tree(&root);
        for command in ["build", "clean"] {
            let (code, text) = run(&root, &[command]);
            assert_eq!(code, 3, "{text}");
            let help = ", so its files cannot be told from those of others; move the folder away and build again\n";
            assert!(text.ends_with(help), "{text}");
            let after = tree(&root);
            assert!(after == before, "{:?} {:?}", after.keys(), before.keys());
        }
    }
    fs::remove_file(out.join("manifest.json")).expect("a file");
    let before = tree(&root);
    assert_eq!(run(&root, &["build"]).0, 3, "without a manifest nothing is the program's");
    assert!(tree(&root) == before);
}

#[test]
fn a_damaged_journal_moves_and_deletes_nothing() {
    let root = fresh_project("journal");
    let out = root.join("public");
    write(&root, "precious", "precious");
    build(&root);
    fs::create_dir_all(root.join("linked")).expect("a folder");
    write(&root, "linked/precious", "precious");
    symlink("../linked", out.join("link")).expect("a link");
    write(&out, ".handbook-staging/a", "staged");
    for text in [
        "",
        "{\"moved\": [\"a\"",
        "{\"moved\": [], \"removed\": [\"../precious\"]}",
        "{\"moved\": [], \"removed\": [\"/etc/hostname\"]}",
        "{\"moved\": [\"a\", \"../precious\"], \"removed\": []}",
        "{\"moved\": [\"a\"], \"removed\": [\"link/precious\"]}",
        "{\"moved\": [\"link/precious\"], \"removed\": []}",
    ] {
        write(&out, ".handbook-journal", text);
        let mut before = tree(&root);
        for command in ["build", "clean"] {
            let (code, text) = run(&root, &[command]);
            assert_eq!(code, 3, "{text}");
            assert!(text.contains(".handbook-journal`"), "{text}");
            before.extend(tree(&root).remove_entry(".handbook/lock"));
            assert!(tree(&root) == before, "{text}");
        }
    }
}

#[test]
fn a_folder_that_cannot_be_written_to_is_named() {
    let root = fresh_project("read-only");
    let out = root.join("public");
    let Some(mut command) = powerless(&root, &["build"]) else {
        return skipped("a_folder_that_cannot_be_written_to_is_named", "the test folder is closed to other users");
    };
    let mut built = move || result(&command.output().expect("the program starts"));
    let (code, text) = built();
    assert_eq!(code, 0, "{text}");
    let old = tree(&out);
    project(&root, 2);
    for (folder, said) in [
        (out.clone(), "cannot write into"),
        (out.join("en"), "cannot write into"),
        (root.clone(), "cannot make the folder"),
    ] {
        chmod(&folder, 0o555);
        let (code, text) = built();
        chmod(&folder, 0o755);
        assert_eq!(code, 2, "{text}");
        assert!(
            text.contains(said) && text.contains("/read-only/") && text.ends_with(": permission denied\n"),
            "{text}"
        );
        assert!(tree(&out) == old, "{}", folder.display());
        assert_eq!(leftovers(&root), Vec::<String>::new());
    }
    let (code, text) = built();
    assert_eq!(code, 0, "{text}");
    assert!(tree(&out) == site_of(2, "read-only-site"));
}

#[test]
fn cleaning_finishes_or_clears_away_what_was_begun() {
    let root = fresh_project("clean");
    build(&root);
    let out = root.join("public");
    write(&root, ".public.handbook-77/en/c0.html", "staged");
    write(&out, ".handbook-staging/en/new.html", "staged");
    write(&out, ".handbook-staging/manifest.json", manifest(&out).replace("en/c1.html", "en/new.html"));
    write(
        &out,
        ".handbook-journal",
        "{\"moved\": [\"en/new.html\", \"manifest.json\"], \"removed\": [\"en/c1.html\"]}",
    );
    let (code, text) = run(&root, &["clean"]);
    assert_eq!(code, 0, "{text}");
    assert!(!out.exists(), "{:?}", tree(&out));
    assert_eq!(leftovers(&root), Vec::<String>::new());
}
