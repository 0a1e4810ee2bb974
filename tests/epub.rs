//! The book as EPUB: whole files of small books, and what must hold of every one. `tests/run` takes all of them through
//! EPUBCheck too.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use handbook::data::Date;
use handbook::disk;
use handbook::engine::{Engine, Snapshot};
use handbook::inputs::Delta;
use handbook::project::Settings;
use handbook::render::Origin;
use handbook::vpath::VPath;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use support::archive::unpack;
use support::expected::expected;

type Files = BTreeMap<String, Vec<u8>>;

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(folder: &str) -> Delta {
    disk::scan(&here(folder)).expect("a readable project")
}

fn snapshot(delta: Delta) -> std::sync::Arc<Snapshot> {
    Engine::new(Settings { today: Date::parse("2026-11-23"), ..Settings::default() }).update(delta)
}

/// The file of a locale, packed.
fn packed(delta: Delta, tag: &str) -> Vec<u8> {
    let snapshot = snapshot(delta);
    let locale = snapshot.site.as_ref().and_then(|site| site.project.index_of(tag)).expect(tag);
    let made = snapshot.render(&VPath::parse("a.epub").expect("a path"), &Origin::Epub(locale));
    assert!(made.diags.is_empty(), "{:?}", made.diags);
    made.bytes
}

fn book(delta: Delta, tag: &str) -> Files {
    unpack(&packed(delta, tag))
}

fn page<'a>(files: &'a Files, name: &str) -> &'a str {
    std::str::from_utf8(&files[&format!("EPUB/{name}")]).expect("UTF-8")
}

/// Compares all files of a book with `tests/epub/<name>`; the style sheet is a short one.
fn compare(name: &str, site: &str, tag: &str) {
    let mut delta = read(&format!("tests/sites/{site}"));
    delta.write("themes/default/assets/epub.css", "body{margin:0}");
    let made = book(delta, tag);
    let folder = here("tests/epub").join(name);
    let expected = expected(&folder, &made);
    assert_eq!(made.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (path, bytes) in &made {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        snapbox::assert_data_eq!(text(bytes), snapbox::IntoData::raw(text(&expected[path])));
    }
}

/// Footnotes, figures, tables, code, a withdrawn chapter, a part and nested chapters.
#[test]
fn all_features() {
    compare("features", "features", "en");
}

/// From right to left, with blocks that are stale, withdrawn and missing.
#[test]
fn stale_and_withdrawn_blocks_from_right_to_left() {
    compare("claims", "claims", "ar");
}

/// Chapters that are not translated, and a glossary with definitions that are not shown.
#[test]
fn glossary_and_foreign_chapters() {
    compare("glossary", "glossary", "ru");
}

/// What a page refers to, and the ids in it. Fails if the page is not well-formed.
fn references(name: &str, xhtml: &str) -> (Vec<String>, BTreeSet<String>) {
    let mut reader = Reader::from_str(xhtml);
    reader.config_mut().enable_all_checks(true);
    let (mut links, mut ids, mut depth) = (Vec::new(), BTreeSet::new(), 0);
    let mut tag = |tag: &BytesStart<'_>| {
        for attribute in tag.attributes() {
            let attribute = attribute.unwrap_or_else(|error| panic!("{name}: {error}\n{xhtml}"));
            let value = attribute.value.to_string();
            match attribute.key.as_ref() {
                "href" | "src" => links.push(value),
                "id" => assert!(ids.insert(value.clone()), "{name}: `{value}` twice"),
                _ => {}
            }
        }
    };
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}\n{xhtml}")) {
            Event::Start(start) => {
                depth += 1;
                tag(&start);
            }
            Event::Empty(empty) => tag(&empty),
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{name}");
    (links, ids)
}

/// Every page is well-formed, and every address within the book leads to something in it. Gives the number of those.
fn closed(files: &Files) -> usize {
    let pages: BTreeMap<&str, _> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".xhtml") || path.ends_with(".opf"))
        .filter_map(|(path, bytes)| Some((path.strip_prefix("EPUB/")?, std::str::from_utf8(bytes).ok()?)))
        .map(|(path, text)| (path, references(path, text)))
        .collect();
    let mut n_links = 0;
    for (path, (links, _)) in &pages {
        for link in links.iter().filter(|link| !["http", "mailto:", "tel:"].iter().any(|out| link.starts_with(out))) {
            let (file, id) = link.split_once('#').unwrap_or((link, ""));
            let file = if file.is_empty() { path } else { file };
            assert!(files.contains_key(&format!("EPUB/{file}")), "{path} leads to {link}");
            assert!(id.is_empty() || pages[file].1.contains(id), "{path} leads to {link}");
            n_links += 1;
        }
    }
    n_links
}

#[test]
fn every_address_of_the_bundled_book_leads_somewhere() {
    for tag in ["en", "ar", "zh-Hans"] {
        let files = book(read(""), tag);
        let n_links = closed(&files);
        assert!(n_links > 100, "{tag}: {n_links}");
        let progression = format!("page-progression-direction=\"{}\"", if tag == "ar" { "rtl" } else { "ltr" });
        assert!(page(&files, "package.opf").contains(&progression), "{tag}");
        for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".xhtml")) {
            let text = String::from_utf8_lossy(bytes);
            let root =
                format!("lang=\"{tag}\" xml:lang=\"{tag}\" dir=\"{}\">", if tag == "ar" { "rtl" } else { "ltr" });
            assert!(text.contains(&root), "{tag}: {path}");
            assert!(path == "EPUB/nav.xhtml" || text.contains("2026.11"), "{tag}: {path} says no edition");
        }
    }
}

#[test]
fn the_same_book_gives_the_same_bytes_and_begins_as_readers_expect() {
    let bytes = packed(read("tests/sites/features"), "en");
    assert_eq!(bytes, packed(read("tests/sites/features"), "en"));
    // OCF 3.3, 4.3: the first file, not compressed, no extra field.
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
    let edition = |config: &str| {
        let mut delta = read("tests/sites/features");
        delta.write("handbook.toml", config);
        let files = book(delta, "en");
        let package = page(&files, "package.opf").to_owned();
        let line = |start: &str| package.lines().find(|line| line.contains(start)).map(str::to_owned);
        (line("<dc:identifier").expect("an identifier"), line("dcterms:modified").expect("a date"))
    };
    let config = |rest: &str| format!("[handbook]\nsource = \"en\"\nlocales = [\"en\"]\nbase_url = \"https://{rest}\n");
    let first = edition(&config("a.org\"\ndate = 2026-01-01"));
    let second = edition(&config("a.org\"\ndate = 2026-02-01"));
    let other = edition(&config("b.org\"\ndate = 2026-01-01"));
    assert_eq!(first.0, second.0, "a new edition is the same book");
    assert_ne!(first.0, other.0);
    assert_eq!(first.1, other.1);
    assert_ne!(first.1, second.1);
}

/// Whatever authors are trusted to write, pages stay XML, and nothing asks for what is not in the book.
#[test]
fn trusted_markup_cannot_break_a_page() {
    let mut delta = Delta::default();
    let config = "[handbook]\nsource = \"en\"\nlocales = [\"en\", \"es\"]\n[content]\nraw_html = \"trusted\"\n";
    delta.write("handbook.toml", config);
    for tag in ["en", "es"] {
        delta.write(&format!("locales/{tag}/locale.toml"), "title = \"T & <T>\"\n");
    }
    delta.write("content/en/SUMMARY.md", "- [](a.md)\n");
    let text = "# 1. A\u{ffff} & <b>B</b>\n\n## 2 B\n\nSee [below](#2-b) and [Spanish](../es/a.md), [off <i>x](https://e.org/a%20b?c=^|%z).\n\n\
<div class=x onclick=\"y()\"><p>one<br>two &nbsp; &copy;<script>if (a < b) {}</script>\n\n**In** it <i>not *closed\n\n</div></span>\n\n\
*a <b>c* d</b> <img src=\"no.png\" alt=\"words & more\"> <a href=\"b.html\">in</a> <a href=\"https://e.org\">out</a> <hr> <wbr>\n\n\
<table><tr><td colspan=2>x\n\n| a <u>b | c |\n|---|---|\n| `x</code>` | <!-- gone --> d[^1] |\n\n[^1]: > A <b>note\n\n\u{1}\u{b}\u{fffe}\n";
    delta.write("content/en/a.md", text);
    let files = book(delta, "en");
    assert!(closed(&files) > 8);
    let made = page(&files, "chapter-1.xhtml");
    assert!(!made.contains("onclick") && !made.contains("if (a") && !made.contains("no.png"), "{made}");
    assert!(made.contains("words &amp; more") && made.contains("<a href=\"https://e.org\">out</a>"), "{made}");
    assert!(made.contains("<span>in</span>") && made.contains("href=\"#_2-b\""), "{made}");
    assert!(made.contains("<span>Spanish</span>"), "without an address on the web a link out of the book is text");
    assert!(made.contains("two \u{a0} ©") && made.contains("a%20b?c=%5E%7C%25z"), "{made}");
}

/// A picture in a form that e-readers need not know is told in words; others lie in the book, once.
#[test]
fn pictures_lie_in_the_book() {
    let mut delta = Delta::default();
    let config = "[handbook]\nsource = \"en\"\nlocales = [\"en\"]\nbase_url = \"https://e.org\"\n";
    delta.write("handbook.toml", config);
    delta.write("locales/en/locale.toml", "title = \"T\"\n");
    delta.write("content/en/SUMMARY.md", "- [](a.md)\n");
    delta.write(
        "content/en/a.md",
        "# A\n\n![One](<x y.png>)\n\n![Again](<x y.png>)\n\n![Two](z.avif) and [z](z.avif)\n\n![](w.gif)\n",
    );
    for name in ["x y.png", "z.avif", "w.gif"] {
        delta.write(&format!("content/en/{name}"), "bytes");
    }
    let files = book(delta, "en");
    closed(&files);
    let pictures: Vec<&str> = files.keys().filter_map(|path| path.strip_prefix("EPUB/images/")).collect();
    assert_eq!(pictures.len(), 2, "{pictures:?}");
    assert!(pictures[0].starts_with("w.") && pictures[1].starts_with("x-y."), "{pictures:?}");
    let made = page(&files, "chapter-1.xhtml");
    assert!(made.contains("<span>Two</span> and <a href=\"https://e.org/assets/z."), "{made}");
    let package = page(&files, "package.opf");
    assert!(package.contains("accessibilityHazard\">unknown<"), "a GIF may flash");
    assert!(!package.contains("alternativeText") && !package.contains("described in words"), "one has no words");
}
