//! What readers take home: files that stand alone, and archives.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use handbook::disk;
use handbook::engine::{Engine, Snapshot};
use handbook::project::Settings;
use std::sync::Arc;

/// A site of the tests, or the bundled handbook.
fn site(folder: &Path) -> Arc<Snapshot> {
    let delta = disk::scan(folder).expect("the folder can be read");
    Engine::new(Settings::default()).update(delta)
}

fn bundled() -> Arc<Snapshot> {
    site(Path::new(env!("CARGO_MANIFEST_DIR")))
}

fn file(snapshot: &Snapshot, end: &str) -> (String, Vec<u8>) {
    let outputs = snapshot.outputs();
    let (path, origin) = outputs.iter().find(|(path, _)| path.as_str().ends_with(end)).expect(end);
    (path.as_str().to_owned(), snapshot.render(path, origin).bytes)
}

/// The names in an archive by its central directory (APPNOTE 6.3.10, 4.3.12), in order.
fn names(zip: &[u8]) -> Vec<String> {
    let number = |at: usize| usize::from(u16::from_le_bytes([zip[at], zip[at + 1]]));
    let end = zip.windows(4).rposition(|four| four == b"PK\x05\x06").expect("an end");
    let mut at = number(end + 16) | number(end + 18) << 16;
    let mut out = Vec::new();
    for _ in 0..number(end + 10) {
        assert_eq!(&zip[at..at + 4], b"PK\x01\x02");
        let length = number(at + 28);
        out.push(String::from_utf8(zip[at + 46..at + 46 + length].to_vec()).expect("a name in UTF-8"));
        at += 46 + length + number(at + 30) + number(at + 32);
    }
    out
}

#[test]
fn the_archive_of_a_language_holds_its_pages_and_what_they_show() {
    let (path, zip) = file(&bundled(), "-bn-2026.11.zip");
    assert_eq!(path, "bn/preventing-infection-a-handbook-for-everyone-bn-2026.11.zip");
    let folder = "preventing-infection-a-handbook-for-everyone-bn-2026.11";
    let expected = [
        "bn/clean-hands.html",
        "bn/cleaning.html",
        "bn/glossary.html",
        "bn/how-it-spreads.html",
        "bn/index.html",
        "bn/masks.html",
        "bn/print.html",
        "bn/when-to-get-help.html",
        "index.html",
    ];
    let expected: Vec<String> = expected.iter().map(|name| format!("{folder}/{name}")).collect();
    assert_eq!(names(&zip), expected);
}

/// Unpacks with a program of others, and follows every relative link.
#[test]
fn nothing_in_an_archive_leads_out_of_it() {
    let scratch = std::env::temp_dir().join(format!("handbook-packs-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&scratch);
    std::fs::create_dir_all(&scratch).expect("a folder");
    let snapshot = bundled();
    for end in ["-ar-2026.11.zip", "everyone-2026.11.zip"] {
        let zip = scratch.join("a.zip");
        std::fs::write(&zip, file(&snapshot, end).1).expect("written");
        let folder = scratch.join(end);
        let done = Command::new("unzip").arg("-q").arg(&zip).arg("-d").arg(&folder).status().expect("unzip runs");
        assert!(done.success());
        let mut n_links = 0;
        for entry in walk(&folder) {
            let html = std::fs::read_to_string(&entry).unwrap_or_default();
            for part in html.split(" href=\"").chain(html.split(" src=\"")).skip(1) {
                let href = part.split(['"', '#']).next().unwrap_or_default();
                let outside = ["http", "mailto:", "tel:", "data:", "<"].iter().any(|start| href.starts_with(start));
                if outside || href.is_empty() || href.contains('\n') {
                    continue;
                }
                let target = entry.parent().expect("a folder").join(href);
                assert!(target.exists(), "{} leads to {href}", entry.display());
                n_links += 1;
            }
        }
        assert!(n_links > 40, "{end}: {n_links} links");
    }
    let _ = std::fs::remove_dir_all(&scratch);
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        match entry.path() {
            path if path.is_dir() => out.extend(walk(&path)),
            path if path.extension().is_some_and(|end| end == "html") => out.push(path),
            _ => {}
        }
    }
    out
}

#[test]
fn a_single_file_asks_for_nothing() {
    let snapshot = site(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/features"));
    let (_, bytes) = file(&snapshot, "-single.html");
    let html = String::from_utf8(bytes).expect("UTF-8");
    for part in html.split(" src=\"").skip(1) {
        assert!(part.starts_with("data:"), "{}", &part[..60]);
    }
    let absolute = ["#", "http", "mailto:", "tel:", "data:,"];
    for part in html.split(" href=\"").skip(1) {
        assert!(absolute.iter().any(|start| part.starts_with(start)), "{}", &part[..60]);
    }
    assert!(!html.contains("<script"));
}

#[test]
fn every_link_within_a_single_file_leads_somewhere() {
    let (_, bytes) = file(&bundled(), "-zh-Hans-2026.11-single.html");
    let html = String::from_utf8(bytes).expect("UTF-8");
    let links: BTreeSet<&str> = html.split(" href=\"#").skip(1).filter_map(|part| part.split('"').next()).collect();
    assert!(links.iter().any(|link| link.starts_with("_glossary--")) && links.len() > 50, "{links:?}");
    for link in links {
        assert_eq!(html.matches(&format!(" id=\"{link}\"")).count(), 1, "{link}");
    }
}

/// Sizes on covers are those of the files, rounded up; before a build nobody knows them.
#[test]
fn covers_tell_true_sizes() {
    let snapshot = bundled();
    let (path, text) = file(&snapshot, "-es-2026.11.txt");
    let cover = |snapshot: &Snapshot| String::from_utf8(file(snapshot, "es/index.html").1).expect("UTF-8");
    assert!(!cover(&snapshot).contains(" kB)</small>"));
    let path = handbook::vpath::VPath::parse(&path).expect("a clean path");
    let told = cover(&snapshot.with_sizes(BTreeMap::from([(path, text.len() as u64)])));
    let kilobytes = text.len().div_ceil(1000);
    assert!(
        told.contains(&format!("Texto sin formato</a> <small>(\u{2068}{kilobytes}\u{2069} kB)</small>"))
            || told.contains(&format!("Texto sin formato</a> <small>({kilobytes} kB)</small>")),
        "{told}"
    );
}

#[test]
fn a_format_that_is_not_named_is_not_made() {
    let snapshot = site(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/minimal"));
    let ends: BTreeSet<String> = snapshot
        .outputs()
        .iter()
        .map(|(path, _)| path.as_str().rsplit('.').next().unwrap_or_default().to_owned())
        .collect();
    assert!(!ends.contains("zip"), "{ends:?}");
    assert!(!snapshot.outputs().iter().any(|(path, _)| path.as_str().ends_with("-single.html")));
}
