//! Rules that the compiler does not know, checked by reading the sources. Each rule is a function from a text
//! to the problems in it; the last test feeds every one of them something bad.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use handbook::diagnostic::code::TABLE;
use handbook::disk;

/// The modules, each below all that it uses. `lib.rs` and the map in ARCHITECTURE.md have the same order.
const LAYERS: [&str; 20] = [
    "date",
    "cldr",
    "vpath",
    "diagnostic",
    "inputs",
    "data",
    "output",
    "project",
    "document",
    "translation",
    "book",
    "render",
    "check",
    "engine",
    "import",
    "failure",
    "disk",
    "emit",
    "serve",
    "cli",
];

/// The first module that may touch the outside world; everything above is the core.
const EDGE: &str = "failure";

/// What the core must not name.
const OUTSIDE: [&str; 12] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::thread",
    "std::os",
    "Instant",
    "SystemTime",
    "println!",
    "eprintln!",
    "print!",
    "eprint!",
];

/// Crates that more than one module names, and why. All others are named in one.
const SHARED: [(&str, &[&str], &str); 12] = [
    (
        "flate2",
        &["check/weight.rs", "render/typeset/slim.rs"],
        "one counts what hosts would send, the other packs objects",
    ),
    (
        "typst",
        &["render/typeset/compile.rs", "render/typeset/compile/clusters.rs"],
        "one compiles a book, the other mends its words",
    ),
    (
        "typst_layout",
        &["render/typeset/compile.rs", "render/typeset/compile/clusters.rs"],
        "one compiles a book, the other mends its words",
    ),
    (
        "quick_xml",
        &["render/svg.rs", "render/svg/direction.rs", "translation/xliff.rs"],
        "figures and XLIFF are XML, read for ends that have nothing in common",
    ),
    (
        "pulldown_cmark",
        &["document/include.rs", "document/listing.rs", "document/parse.rs"],
        "includes and summaries are Markdown too",
    ),
    ("tera", &["project/theme.rs", "render/context.rs"], "templates are made in one, their values in the other"),
    (
        "rayon",
        &[
            "cli/build.rs",
            "cli/translate/status.rs",
            "disk/staging.rs",
            "disk/tree.rs",
            "engine.rs",
            "engine/collect.rs",
            "engine/made.rs",
            "engine/read.rs",
            "engine/snapshot.rs",
            "render/typeset/book.rs",
            "render/typeset/compile/clusters.rs",
            "render/typeset/fonts.rs",
            "render/typeset/slim.rs",
        ],
        "a loop over all files runs on all cores where it stands",
    ),
    (
        "rustix",
        &["disk/files.rs", "disk/lock.rs", "disk/place.rs", "disk/secret.rs", "disk/staging.rs"],
        "system calls that `std` lacks, all in one folder",
    ),
    (
        "tokio",
        &["cli/stop.rs", "serve/connections.rs", "serve/http.rs", "serve/mod.rs"],
        "whatever waits for a socket, a signal or the next snapshot",
    ),
    ("walkdir", &["disk/below.rs", "disk/scan.rs"], "a project is walked over in one, other folders in the other"),
    (
        "serde",
        &[
            "cli/translate/status.rs",
            "data/toml_text.rs",
            "data/yaml_text.rs",
            "disk/journal.rs",
            "output.rs",
            "render/context.rs",
            "render/typeset/fonts.rs",
            "render/typeset/meta.rs",
            "render/typeset/profile.rs",
            "vpath.rs",
        ],
        "whatever is written or read as data",
    ),
    (
        "serde_json",
        &[
            "cli/project.rs",
            "cli/translate/status.rs",
            "data/mod.rs",
            "disk/journal.rs",
            "document/front_matter.rs",
            "emit/json.rs",
            "emit/sarif.rs",
            "output.rs",
            "render/context.rs",
            "render/json_ld.rs",
            "render/page.rs",
            "render/typeset/book.rs",
            "serve/http.rs",
            "serve/preview.rs",
        ],
        "its value is the form of free data, beside being a writer of JSON",
    ),
];

/// Longest source file, and those that may be longer, with the reason.
const LONGEST: usize = 450;
const LONGER: [(&str, &str); 1] = [("diagnostic/code.rs", "a table")];

/// Messages that nothing shows yet, and what will.
const WAITING: [(&str, &str); 2] = [
    ("home", "themes with a link to the cover in words; the default theme shows the book's title"),
    ("code-region", "names of code blocks that scroll"),
];

// The rules.

/// A source without comments, literal texts and tests.
fn code(source: &str) -> String {
    let source = source.split("\n#[cfg(test)]").next().unwrap_or_default();
    let mut out = String::new();
    let mut rest = source;
    while let Some(ch) = rest.chars().next() {
        let skip = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("r\"") || rest.starts_with("r#") {
            let hashes = rest[1..].bytes().take_while(|byte| *byte == b'#').count();
            let end = format!("\"{}", "#".repeat(hashes));
            match rest[1 + hashes..].strip_prefix('"').and_then(|text| text.find(&end)) {
                Some(at) => 2 + hashes + at + end.len(),
                // A raw name.
                None => 1,
            }
        } else if ch == '"' {
            let mut escaped = false;
            let end = rest[1..].find(|ch| {
                let end = ch == '"' && !escaped;
                escaped = ch == '\\' && !escaped;
                end
            });
            out.push_str("\"\"");
            end.map_or(rest.len(), |at| at + 2)
        } else if rest.starts_with("'\"'") {
            3
        } else if rest.starts_with("'\\\"'") {
            4
        } else {
            out.push(ch);
            ch.len_utf8()
        };
        rest = &rest[skip..];
    }
    out
}

/// The module a file belongs to: `book/links.rs` to `book`.
fn module(path: &str) -> &str {
    path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| *layer == module)
}

/// The words that follow each `mark` in a text.
fn words_after<'a>(text: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(mark).map(move |(at, _)| {
        let rest = &text[at + mark.len()..];
        rest.split(|ch: char| !ch.is_alphanumeric() && ch != '_').next().unwrap_or_default()
    })
}

fn upward(path: &str, source: &str) -> Vec<String> {
    let source = code(source);
    let own = module(path);
    let from = layer(own);
    let bad = |used: &&str| layer(used).is_none_or(|to| from.is_none_or(|from| to > from));
    let mut uses: Vec<&str> = words_after(&source, "crate::").filter(bad).collect();
    uses.dedup();
    uses.into_iter().map(|used| format!("{path}: {own} must not use {used:?}, which stands below it")).collect()
}

fn outside(path: &str, source: &str) -> Vec<String> {
    let source = code(source);
    let core = layer(module(path)).is_some_and(|own| Some(own) < layer(EDGE));
    let part = |ch: char| ch.is_alphanumeric() || ch == '_';
    let named = |name: &&&str| {
        source
            .match_indices(**name)
            .any(|(at, name)| !source[..at].ends_with(part) && !source[at + name.len()..].starts_with(part))
    };
    let grouped = source.contains("std::{");
    let mut out: Vec<String> = OUTSIDE
        .iter()
        .filter(|_| core)
        .filter(named)
        .map(|name| format!("{path}: the core must not name `{name}`"))
        .collect();
    out.extend(grouped.then(|| format!("{path}: `use std::{{` hides what is used; a line for each")));
    out
}

fn abrupt(path: &str, source: &str) -> Vec<String> {
    let source = code(source);
    [".unwrap()", ".expect(", "todo!", "unimplemented!", "dbg!", "panic!", "unreachable!"]
        .iter()
        .filter(|name| source.contains(**name))
        .map(|name| format!("{path}: `{name}` outside of tests: return a finding or a failure"))
        .collect()
}

fn form(path: &str, source: &str) -> Vec<String> {
    let n_lines = source.lines().count();
    let mut out = Vec::new();
    if !source.starts_with("//! ") {
        out.push(format!("{path}: does not begin with what it is for (`//!`)"));
    }
    let excused = LONGER.iter().any(|(longer, _)| *longer == path);
    if n_lines > LONGEST && !excused {
        out.push(format!("{path}: {n_lines} lines; split it by idea"));
    }
    if n_lines <= LONGEST && excused {
        out.push(format!("{path}: is no longer too long; take it out of LONGER"));
    }
    out
}

/// Crate names of `[dependencies]` as they are written in code.
fn dependencies(manifest: &str) -> Vec<String> {
    let table = manifest.split("\n[dependencies]\n").nth(1).unwrap_or_default();
    let lines = table.lines().take_while(|line| !line.starts_with('['));
    lines.filter_map(|line| Some(line.split_once(" = ")?.0.replace('-', "_"))).collect()
}

fn crates(manifest: &str, sources: &BTreeMap<String, String>) -> Vec<String> {
    let mut out = Vec::new();
    for name in dependencies(manifest) {
        let names = |source: &str| {
            let path = format!("{name}::");
            let begins = |at: usize| {
                let before = source[..at].trim_end_matches(' ');
                !source[..at].ends_with(|ch: char| ch.is_alphanumeric() || "_:.".contains(ch))
                    || before.ends_with("use")
            };
            source.match_indices(&path).any(|(at, _)| begins(at)) || source.contains(&format!("use {name};"))
        };
        let found: Vec<&str> =
            sources.iter().filter(|(_, source)| names(&code(source))).map(|(path, _)| path.as_str()).collect();
        match SHARED.iter().find(|shared| shared.0 == name) {
            Some((_, allowed, _)) if found == *allowed => {}
            Some((_, allowed, _)) => out.push(format!("{name} is named in {found:?}, allowed are {allowed:?}")),
            None if found.len() == 1 => {}
            None => out.push(format!("{name} is named in {found:?}: one module should hide it from the others")),
        }
    }
    out
}

/// What a code says of itself.
fn codes(entries: &[(&str, &str, [&str; 3])]) -> Vec<String> {
    let mut out = Vec::new();
    let mut seen = BTreeSet::new();
    for (id, name, texts) in entries {
        if texts.iter().any(|text| text.trim().is_empty()) {
            out.push(format!("{id}: needs a summary, an explanation and an example"));
        }
        if !seen.insert(id) || !seen.insert(name) {
            out.push(format!("{id} {name}: is used twice"));
        }
    }
    out
}

/// Ids that older versions had, which no code may have again: they stand in CHANGELOG.md as "removed: K09".
fn reused(changelog: &str, ids: &[&str]) -> Vec<String> {
    let removed = words_after(changelog, "removed: ");
    removed.filter(|id| ids.contains(id)).map(|id| format!("{id} was removed and must not be used again")).collect()
}

fn changes(changelog: &str, version: &str) -> Vec<String> {
    let named = changelog.lines().any(|line| line.starts_with("## ") && line.contains(version));
    if named { Vec::new() } else { vec![format!("CHANGELOG.md has no heading for {version}")] }
}

/// Style sheets that mirror themselves: no property or value names a side of the paper.
fn physical(path: &str, css: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut plain = String::new();
    for (at, part) in css.split("/*").enumerate() {
        plain.push_str(if at == 0 { part } else { part.split_once("*/").map_or("", |(_, rest)| rest) });
    }
    for declaration in plain.split(['{', '}', ';']) {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let property = property.trim();
        // Selectors hold colons too, but no property has a blank or a sign of a selector.
        if property.contains(|ch: char| !(ch.is_ascii_lowercase() || ch == '-')) {
            continue;
        }
        let sides = |text: &str| {
            text.split(|ch: char| !ch.is_ascii_alphanumeric()).any(|word| matches!(word, "left" | "right"))
        };
        // `margin: 1px 2px 3px 4px` gives left and right different values.
        let four = matches!(property, "margin" | "padding" | "inset" | "border-width" | "border-radius");
        let parts: Vec<&str> = value.split_whitespace().collect();
        let uneven = four && parts.len() == 4 && parts[1] != parts[3];
        if sides(property) || sides(value) || uneven {
            out.push(format!("{path}: `{}` names a side; use inline-start and inline-end", declaration.trim()));
        }
    }
    out
}

/// Words that a template shows by itself: every visible word is a message.
fn visible(path: &str, template: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = template;
    let close = [("{{", "}}"), ("{%", "%}"), ("{#", "#}"), ("<!--", "-->"), ("<", ">")];
    while let Some(ch) = rest.chars().next() {
        match close.iter().find(|(open, _)| rest.starts_with(open)) {
            // An expression inside a tag may hold `>`.
            Some(("<", _)) => {
                let mut depth = 0_usize;
                let end = rest.char_indices().find(|(at, ch)| {
                    depth = match &rest[*at..] {
                        inner if inner.starts_with("{{") || inner.starts_with("{%") => depth + 1,
                        inner if inner.starts_with("}}") || inner.starts_with("%}") => depth.saturating_sub(1),
                        _ => depth,
                    };
                    *ch == '>' && depth == 0
                });
                let end = end.map_or(rest.len(), |(at, _)| at + 1);
                for name in ["alt", "title", "aria-label", "placeholder"] {
                    let value = rest[..end].split_once(&format!(" {name}=\"")).map(|(_, value)| value);
                    if value.is_some_and(|value| value.starts_with(char::is_alphabetic)) {
                        text.push_str(&rest[..end]);
                    }
                }
                rest = &rest[end..];
            }
            Some((_, end)) => rest = rest.split_once(end).map_or("", |(_, after)| after),
            None => {
                text.push(ch);
                rest = &rest[ch.len_utf8()..];
            }
        }
    }
    let word = text.split_whitespace().find(|word| word.contains(char::is_alphanumeric));
    word.map(|word| format!("{path}: shows `{word}` by itself; make it a message")).into_iter().collect()
}

/// Messages: used ones exist, and existing ones are used or wait for a feature.
fn messages(ui: &str, templates: &str, sources: &str) -> Vec<String> {
    let ids: BTreeSet<&str> = ui
        .lines()
        .filter(|line| line.starts_with(|ch: char| ch.is_ascii_lowercase()))
        .filter_map(|line| Some(line.split_once(" =")?.0))
        .collect();
    let in_templates =
        templates.match_indices("t(key=\"").filter_map(|(at, mark)| templates[at + mark.len()..].split('"').next());
    // Messages have hyphens or stand in a call of `say` or `text`.
    let in_sources = ["say(\"", "say(site, \"", "ui.text(\""].into_iter().flat_map(|mark| {
        sources.match_indices(mark).filter_map(move |(at, _)| sources[at + mark.len()..].split('"').next())
    });
    // The command line says things too, but in sentences.
    let asked: BTreeSet<&str> = in_templates.chain(in_sources).filter(|id| !id.contains(' ')).collect();
    let mut out: Vec<String> =
        asked.difference(&ids).map(|id| format!("`{id}` is shown and is no message in locales/en/ui.ftl")).collect();
    for id in ids {
        let used = asked.contains(id) || sources.contains(&format!("\"{id}\""));
        let waiting = WAITING.iter().any(|(name, _)| *name == id);
        if !used && !waiting {
            out.push(format!("nothing shows the message `{id}`"));
        }
        if used && waiting {
            out.push(format!("`{id}` is shown now; take it out of WAITING"));
        }
    }
    out
}

// The sources.

fn here(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(path: &str) -> String {
    fs::read_to_string(here(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Files below a folder whose names end so.
fn texts(folder: &str, end: &str) -> BTreeMap<String, String> {
    let files = disk::read_tree(&here(folder)).expect("a folder of the repository");
    let files = files.into_iter().filter(|(path, _)| path.ends_with(end));
    let files: BTreeMap<String, String> =
        files.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("UTF-8"))).collect();
    assert!(!files.is_empty(), "{folder} has no {end}");
    files
}

fn none(problems: Vec<String>) {
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

fn every_source(rule: fn(&str, &str) -> Vec<String>) {
    let mut sources = texts("src", ".rs");
    // A file of tests alone is one that its module names behind the mark.
    for (_, source) in sources.iter_mut().filter(|(path, _)| path.ends_with("/tests.rs")) {
        *source = source.replacen("\n\n", "\n\n#[cfg(test)]\n", 1);
    }
    none(sources.iter().flat_map(|(path, source)| rule(path, source)).collect());
}

#[test]
fn modules_use_only_what_stands_above_them() {
    let lib = read("src/lib.rs");
    let declared: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(declared, LAYERS, "the order in lib.rs");
    let map = read("ARCHITECTURE.md");
    let rows: Vec<&str> = map.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    assert_eq!(rows, LAYERS, "the order in ARCHITECTURE.md");
    let mut sources = texts("src", ".rs");
    // They name all modules.
    sources.retain(|path, _| path != "lib.rs" && path != "main.rs");
    none(sources.iter().flat_map(|(path, source)| upward(path, source)).collect());
}

#[test]
fn the_core_does_not_touch_the_outside() {
    every_source(outside);
}

#[test]
fn nothing_ends_abruptly() {
    every_source(abrupt);
}

#[test]
fn every_source_says_what_it_is_for_and_is_short() {
    every_source(form);
}

#[test]
fn each_crate_is_named_in_one_module() {
    none(crates(&read("Cargo.toml"), &texts("src", ".rs")));
}

#[test]
fn codes_explain_themselves() {
    let entries: Vec<(&str, &str, [&str; 3])> =
        TABLE.iter().map(|info| (info.id, info.name, [info.summary, info.explanation, info.example])).collect();
    none(codes(&entries));
    let ids: Vec<&str> = TABLE.iter().map(|info| info.id).collect();
    none(reused(&read("CHANGELOG.md"), &ids));
}

#[test]
fn the_changelog_names_the_version() {
    none(changes(&read("CHANGELOG.md"), env!("CARGO_PKG_VERSION")));
}

#[test]
fn style_sheets_mirror_themselves() {
    none(texts("themes", ".css").iter().flat_map(|(path, css)| physical(path, css)).collect());
}

#[test]
fn templates_have_no_words_of_their_own() {
    none(texts("themes", ".html").iter().flat_map(|(path, template)| visible(path, template)).collect());
}

#[test]
fn messages_are_shown_and_shown_messages_exist() {
    let templates: String = texts("themes", ".html").into_values().collect();
    let mut sources = texts("src", ".rs");
    sources.remove("project/ui.rs");
    let sources: String =
        sources.values().map(|source| source.split("\n#[cfg(test)]").next().unwrap_or_default()).collect();
    none(messages(&read("locales/en/ui.ftl"), &templates, &sources));
}

/// Every rule finds what it is there for, and lets pass what is only like it.
#[test]
fn every_rule_can_fail() {
    let one = |problems: Vec<String>| assert_eq!(problems.len(), 1, "{problems:?}");
    one(upward("book/links.rs", "use crate::engine::Engine;\n"));
    one(upward("cldr.rs", "fn f() { crate::vpath::VPath::known(\"\") }\n"));
    one(upward("book/links.rs", "use crate::{vpath, engine};\n"));
    one(upward("new/mod.rs", "use crate::vpath::VPath;\n"));
    none(upward(
        "engine.rs",
        "// crate::cli\nuse crate::engine::Work;\nuse crate::vpath::VPath;\nlet x = \"crate::cli\";\n",
    ));
    none(upward("book/a.rs", "use crate::vpath;\n#[cfg(test)]\nmod tests {\n    use crate::engine;\n}\n"));
    one(outside("book/a.rs", "use std::fs;\n"));
    one(outside("engine.rs", "let now = std::time::Instant::now();\n"));
    one(outside("render/a.rs", "fn f() { eprintln!(\"x\"); }\n"));
    one(outside("cli/a.rs", "use std::{fs, io};\n"));
    none(outside("disk/a.rs", "use std::fs;\nprintln!();\n"));
    none(outside("render/a.rs", "// std::fs\nlet Instantly = \"std::env\";\nreprint!();\n"));
    for bad in
        ["x.unwrap();", "x.expect(\"\");", "todo!()", "unimplemented!()", "dbg!(x)", "panic!(\"\")", "unreachable!()"]
    {
        one(abrupt("a.rs", bad));
    }
    none(abrupt("a.rs", "x.unwrap_or(1);\nlet x = r#\"todo!(\"\"#; // dbg!\nlet y = '\"'; let z = \"\\\"panic!\";\n"));
    none(abrupt("a.rs", "fn f() {}\n\n#[cfg(test)]\nmod tests { fn f() { x.unwrap(); } }\n"));
    one(abrupt("a.rs", "let y = '\"'; x.unwrap(); let z = '\"';"));
    one(form("a.rs", "use x;\n"));
    one(form("a.rs", &format!("//! A.\n{}", "\n".repeat(LONGEST))));
    one(form("diagnostic/code.rs", "//! A.\n"));
    let manifest = "[package]\nname = \"x\"\n\n[dependencies]\na-b = \"1\"\n\n[dev-dependencies]\nc = \"1\"\n";
    let sources = |files: &[(&str, &str)]| -> BTreeMap<String, String> {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    };
    one(crates(manifest, &sources(&[("x.rs", "use a_b::C;\n"), ("y.rs", "fn f() { a_b::d() }\n")])));
    one(crates(manifest, &sources(&[("x.rs", "use x::a_b::C;\n// a_b::D\n")])));
    none(crates(manifest, &sources(&[("x.rs", "use a_b::C;\n"), ("y.rs", "use crate::a_b::C;\nuse c::D;\n")])));
    one(crates("\n[dependencies]\ntera = \"2\"\n", &sources(&[("x.rs", "use tera::Tera;\n")])));
    one(codes(&[("A01", "a", ["x", "", "x"])]));
    one(codes(&[("A01", "a", ["x"; 3]), ("A01", "b", ["x"; 3])]));
    one(codes(&[("A01", "a", ["x"; 3]), ("A02", "a", ["x"; 3])]));
    one(reused("- removed: K09, which nobody met\n", &["K09"]));
    one(changes("# Changelog\n\n## 0.1.0\n\n- 0.2.0 will\n", "0.2.0"));
    for bad in [
        "a{margin-left:1em}",
        "a{float:right}",
        "@media print{b:hover{text-align: left}}",
        "a{left:0}",
        "a{padding:1px 2px 1px 3px}",
        "a{border-top-left-radius:1px}",
        "a{/* x */right:0}",
    ] {
        one(physical("a.css", bad));
    }
    none(physical(
        "a.css",
        "/* left: 1 */a.left:hover{margin:0 1px;margin-inline-start:1em;top:0;direction:ltr}.right:is(a){}",
    ));
    for bad in
        ["<p>Hello</p>", "{% if x %}<b>{{ y }}</b> of {% endif %}", "<a title=\"More\">→</a>", "<p>{{ a }} 5</p>"]
    {
        one(visible("a.html", bad));
    }
    none(visible(
        "a.html",
        "<!DOCTYPE html>\n<!-- word --><p a=\"{% if x > 1 %}y{% endif %}\" title=\"{{ t(key=\"x\") }}\">({{ x }} · {# word #}</p>",
    ));
    one(messages("a-b = x\n", "{{ t(key=\"a-b\") }}{{ t(key=\"c\") }}", ""));
    one(messages("a-b = x\n", "", "say(\"a-b\", &[]); say(\"d-e\", &[])"));
    one(messages("a-b = x\n    .c = y\n", "", ""));
    one(messages("home = x\n", "{{ t(key=\"home\") }}", ""));
    none(messages("# c = d\na-b = x\n", "", "let id = \"a-b\";"));
}
