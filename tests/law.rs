//! The law: an engine that was given changes one after another says and writes what a fresh engine
//! says and writes that was given all files at once. And how much work each kind of edit may be.
//!
//! `LAW_SEED=7 cargo test --test law` runs one random case; `LAW_CASES=500` runs more of them,
//! from `LAW_START` on.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use handbook::data::Date;
use handbook::engine::{Engine, Snapshot, Work};
use handbook::inputs::Delta;
use handbook::project::Settings;
use rayon::prelude::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

type Files = BTreeMap<String, Vec<u8>>;

// Random numbers: xorshift64*, so that a seed means the same everywhere.

struct Random(u64);

impl Random {
    fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % n
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }
}

// Sites.

const CHAPTERS: [&str; 6] = ["a.md", "b.md", "sub/c.md", "d.md", "sub/index.md", "e.md"];
const HEADINGS: [&str; 5] = ["Wash", "When & how", "10 g per litre", "Soap", "Masks"];
const SVG: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><title>x</title><path d=\"M0 0h9\"/></svg>\n";

fn words(tag: &str) -> [&'static str; 4] {
    match tag {
        "bn" => ["হাত ধুয়ে নিন।", "সাবান ২০ সেকেন্ড", "পানি", "মাস্ক পরুন"],
        "ar" => ["اغسل يديك.", "الصابون ٢٠ ثانية", "الماء", "ضع الكمامة"],
        "pt" => ["Lave as mãos.", "Sabão por 20 segundos", "água", "Use máscara"],
        "pt-BR" => ["Lave bem as mãos.", "Sabonete por 20 segundos", "água", "Ponha a máscara"],
        _ => ["Wash your hands.", "Soap for 20 seconds", "water", "Wear a mask"],
    }
}

/// A chapter. `plan` decides its blocks, so that the same plan in two languages gives twins.
fn chapter(tag: &str, path: &str, plan: u64, random: &mut Random) -> String {
    let mut plan = Random::new(plan);
    let say = words(tag);
    let up = if path.contains('/') { "../" } else { "" };
    let mut out = String::new();
    let title = HEADINGS[plan.below(5)];
    if plan.chance(40) {
        let _ = writeln!(out, "+++\ntitle = \"{title} {}\"\ndescription = \"{}\"", say[2], say[0]);
        if plan.chance(20) {
            out.push_str("aliases = [\"old/x.html\", \"y\"]\n");
        }
        if plan.chance(15) {
            let _ = writeln!(out, "slug = \"s{}\"", plan.below(3));
        }
        if plan.chance(10) {
            out.push_str("draft = true\n");
        }
        if plan.chance(10) {
            out.push_str("[review]\nreviewed = 2026-01-02\nreviewer = [\"N. N.\"]\ndue = 2026-06-01\n");
        }
        if plan.chance(8) {
            out.push_str("[withdrawn]\nreason = \"old\"\nsee = \"b.md#soap\"\n");
        }
        out.push_str("+++\n");
    }
    if plan.chance(85) {
        let _ = writeln!(out, "# {title} {}\n", say[2]);
    }
    for _ in 0..2 + plan.below(6) {
        let skip = random.chance(6);
        let mut block = String::new();
        match plan.below(14) {
            0 | 1 => {
                let heading = HEADINGS[plan.below(5)];
                let id = if plan.chance(30) { " {#fixed}" } else { "" };
                let _ = writeln!(block, "## {heading} {}{id}\n", if tag == "en" { "" } else { say[2] });
            }
            2 => {
                let to = CHAPTERS[plan.below(6)];
                let anchor = random.pick(&["", "#soap", "#wash", "#fixed", "#none", "#10-g-per-litre"]);
                let _ = writeln!(block, "{} [{}]({up}{to}{anchor}).\n", say[0], say[2]);
            }
            3 => {
                let _ =
                    writeln!(block, "| {} | n |\n|---|--:|\n| {} | 20 |\n| x | {} |\n", say[2], say[1], plan.below(9));
            }
            4 => {
                let _ = writeln!(block, "1. {}\n2. {}\n   - {}\n", say[0], say[1], say[2]);
            }
            5 => {
                let _ = writeln!(block, "{}[^n]\n\n[^n]: {}\n", say[0], say[3]);
            }
            6 => {
                let file = plan.pick(&["_shared.md", "_part.md:p", "b.md", "_none.md"]);
                let _ = writeln!(block, "{{{{#include {up}{file}}}}}\n");
            }
            7 => {
                let _ = writeln!(block, "![{}]({up}figures/{}.svg)\n", say[2], random.pick(&["one", "two"]));
            }
            8 => {
                let _ = writeln!(block, "> [!{}]\n> {}\n", plan.pick(&["WARNING", "DANGER", "NOTE"]), say[1]);
            }
            9 => {
                let _ = writeln!(
                    block,
                    "{} {{{{value {}}}}} {{critical}}\n",
                    say[0],
                    random.pick(&["phone", "doses.ml", "nope"])
                );
            }
            10 => {
                let _ = writeln!(block, "```sh\necho {}\n```\n", plan.below(5));
            }
            11 => {
                let _ = writeln!(block, "{} {{region={}}}\n", say[3], plan.pick(&["BR", "PT"]));
            }
            12 => {
                let other = random.pick(&["en", "bn", "pt", "xx"]);
                let _ = writeln!(block, "[{}]({up}../{other}/a.md#soap) [f]({up}data.tsv) <b>x</b>\n", say[2]);
            }
            _ => {
                let _ = writeln!(
                    block,
                    "{} *{}* **{}** `x` https://example.org/{}\n",
                    say[0],
                    say[1],
                    say[3],
                    plan.below(4)
                );
            }
        }
        if !skip {
            out.push_str(&block);
        }
    }
    out
}

fn config(tags: &[&str], random: &mut Random) -> String {
    let mut out = format!("[handbook]\nsource = \"en\"\nlocales = {tags:?}\nedition = \"{}\"\n", random.below(3));
    if random.chance(70) {
        let _ = writeln!(out, "base_url = \"https://{}.org/\"", random.pick(&["a", "b"]));
    }
    if random.chance(30) {
        out.push_str("[budget]\npage = \"1 kB\"\n");
    }
    if random.chance(25) {
        let raw = random.pick(&["trusted", "allow-list"]);
        let _ = writeln!(out, "[content]\nraw_html = \"{raw}\"");
    }
    if random.chance(50) {
        let _ = writeln!(
            out,
            "[check]\n{}",
            random.pick(&["L = \"off\"", "K = \"warn\"", "S02 = \"error\"", "N = \"off\"", "X01 = \"off\""])
        );
    }
    out
}

fn summary(files: &[&str], random: &mut Random) -> String {
    let mut out = "# Summary\n\n".to_owned();
    let mut files = files.to_vec();
    for at in (1..files.len()).rev() {
        if random.chance(30) {
            files.swap(at, random.below(at + 1));
        }
    }
    for file in files {
        match random.below(12) {
            0 => out.push_str("# Part\n\n"),
            1 => out.push_str("- [Soon]()\n"),
            2 => out.push_str("---\n"),
            3 => continue,
            _ => {}
        }
        let _ = writeln!(out, "- [{}]({file})", random.pick(&["T1", "T2", "T3"]));
        if random.chance(15) {
            out.push_str("  - [Inner](e.md)\n");
        }
    }
    out
}

fn locale_toml(tag: &str, random: &mut Random) -> String {
    let mut out = format!("title = \"Book {tag} {}\"\n", random.below(3));
    if tag != "en" && random.chance(12) {
        out.push_str("published = false\n");
    }
    if random.chance(15) {
        out.push_str("fallback = [\"pt\"]\n");
    }
    if random.chance(15) {
        out.push_str("region = \"BR\"\n");
    }
    if random.chance(60) {
        let _ = writeln!(out, "[values]\nphone = \"{}\"", 100 + random.below(3));
    }
    out
}

fn site(random: &mut Random) -> (Vec<&'static str>, Files) {
    let mut tags = vec!["en"];
    for tag in ["bn", "ar", "pt", "pt-BR"] {
        if tags.len() < 4 && random.chance(60) {
            tags.push(tag);
        }
    }
    if tags.len() == 1 {
        tags.push("bn");
    }
    let chapters = &CHAPTERS[..3 + random.below(4)];
    let mut files = Files::new();
    files.insert("handbook.toml".into(), config(&tags, random).into());
    files.insert("content/en/SUMMARY.md".into(), summary(chapters, random).into());
    for tag in &tags {
        if random.chance(80) {
            files.insert(format!("locales/{tag}/locale.toml"), locale_toml(tag, random).into());
        }
        for (at, path) in chapters.iter().enumerate() {
            if *tag == "en" || random.chance(75) {
                files.insert(format!("content/{tag}/{path}"), chapter(tag, path, 10 + at as u64, random).into());
            }
        }
        if random.chance(60) {
            files.insert(format!("content/{tag}/index.md"), chapter(tag, "index.md", 9, random).into());
        }
        if random.chance(50) {
            files.insert(format!("content/{tag}/_shared.md"), format!("{}\n", words(tag)[1]).into());
        }
        if random.chance(50) {
            files.insert(format!("content/{tag}/figures/one.svg"), SVG.into());
        }
    }
    files.insert("content/en/_part.md".into(), "x\n<!-- ANCHOR: p -->\nPart *p*\n<!-- ANCHOR_END: p -->\n".into());
    files.insert("data/doses.toml".into(), "ml = 5\n".into());
    (tags, files)
}

// Edits.

const N_EDITS: usize = 30;

/// Changes the files; returns what was done.
fn edit(kind: usize, tags: &[&str], files: &mut Files, away: &mut Files, random: &mut Random) -> String {
    let tag = random.pick(tags);
    let chapters: Vec<String> =
        files.keys().filter(|path| path.starts_with("content/") && path.ends_with(".md")).cloned().collect();
    let some = |random: &mut Random| chapters.get(random.below(chapters.len().max(1))).cloned();
    let change = |files: &mut Files, path: &str, change: &mut dyn FnMut(String) -> String| {
        if let Some(bytes) = files.get_mut(path) {
            *bytes = change(String::from_utf8_lossy(bytes).into_owned()).into_bytes();
        }
    };
    let toggle = |files: &mut Files, path: String, text: &str, off: bool| {
        if off {
            files.remove(&path)
        } else {
            files.insert(path, text.into())
        };
    };
    match kind {
        0..=2 => {
            let Some(path) = some(random) else { return "nothing".to_owned() };
            let add = random.pick(&[
                "More text.\n",
                "\n## Soap\n\nx\n",
                "\n[a](b.md#wash)\n",
                "\n> quote\n",
                "\n> [!DANGER]\n> 5 ml\n",
            ]);
            change(files, &path, &mut |text| text + add);
            format!("append {add:?} to {path}")
        }
        3 => {
            let Some(path) = some(random) else { return "nothing".to_owned() };
            let to = random.pick(&["Wash", "Rinse", "Masks"]);
            change(files, &path, &mut |text| text.replace("Soap", to).replace("# W", "# V"));
            format!("heading text {to} in {path}")
        }
        4 => {
            let Some(path) = some(random) else { return "nothing".to_owned() };
            let head = random.pick(&[
                "+++\ntitle = \"New\"\n+++\n",
                "+++\ndraft = true\n+++\n",
                "+++\nslug = \"q\"\nid = \"k\"\n+++\n",
                "+++\ntitle = \n+++\n",
                "---\ntitle: Y\naliases: [z]\n---\n",
                "+++\n[translation]\nmachine = true\n+++\n",
                "+++\n[withdrawn]\nreason = \"r\"\n+++\n",
                "",
            ]);
            change(files, &path, &mut |text| {
                let body = text
                    .strip_prefix("+++\n")
                    .and_then(|rest| rest.split_once("\n+++\n"))
                    .map_or(text.as_str(), |(_, body)| body);
                format!("{head}{body}")
            });
            format!("front matter {head:?} of {path}")
        }
        5 => {
            let path = random.pick(&CHAPTERS);
            let plan = random.below(99) as u64;
            files.insert(format!("content/{tag}/{path}"), chapter(tag, path, plan, random).into());
            format!("write {tag} {path}")
        }
        6 => {
            let Some(path) = some(random) else { return "nothing".to_owned() };
            files.remove(&path);
            format!("delete {path}")
        }
        7 | 8 => {
            let Some(path) = some(random) else { return "nothing".to_owned() };
            let inner = path.splitn(3, '/').nth(2).unwrap_or_default().to_owned();
            let to = if kind == 7 {
                format!("content/{tag}/{}", random.pick(&CHAPTERS))
            } else {
                format!("content/{tag}/{inner}")
            };
            if let Some(bytes) = files.remove(&path) {
                files.insert(to.clone(), bytes);
            }
            format!("move {path} to {to}")
        }
        9 => {
            let tag = random.pick(&["en", "en", tag]);
            files.insert(format!("content/{tag}/SUMMARY.md"), summary(&CHAPTERS, random).into());
            format!("summary of {tag}")
        }
        10 | 11 => {
            let text = random.pick(&[
                "{% extends \"builtin:page.html\" %}{% block footer %}F{{ page.title }}{% endblock %}",
                "{% if %}",
                "<p>{{ page.nothing.at.all }}</p>",
                "<main>{{ page.content | safe }}</main>",
            ]);
            let folder = if kind == 10 { "themes/default".to_owned() } else { format!("locales/{tag}") };
            toggle(files, format!("{folder}/templates/page.html"), text, random.chance(30));
            format!("template in {folder}: {text:?}")
        }
        12 => {
            toggle(
                files,
                "themes/default/assets/style.css".to_owned(),
                random.pick(&["b{}", "i{}"]),
                random.chance(30),
            );
            "style".to_owned()
        }
        13 => {
            let text = random.pick(&[
                "contents = Tout\n",
                "contents = { $x }\n",
                "languages = L\nskip-to-content = S\n",
                "= broken\n",
            ]);
            toggle(files, format!("locales/{tag}/ui.ftl"), text, random.chance(25));
            format!("ui of {tag}: {text:?}")
        }
        14 | 15 => {
            let text = if random.chance(10) { "title = ".to_owned() } else { locale_toml(tag, random) };
            toggle(files, format!("locales/{tag}/locale.toml"), &text, random.chance(10));
            format!("locale.toml of {tag}: {text:?}")
        }
        16 | 17 => {
            let mut listed: Vec<&str> = tags.to_vec();
            if random.chance(40) {
                listed.remove(random.below(listed.len()));
            } else if random.chance(30) {
                listed.reverse();
            } else if random.chance(20) {
                listed.push("fr");
            }
            let text = if random.chance(10) { "[handbook\n".to_owned() } else { config(&listed, random) };
            files.insert("handbook.toml".into(), text.clone().into());
            format!("config {text:?}")
        }
        18 => {
            let text = random.pick(&["ml = 7\n", "ml = \"x\"\nnope = 1\n", "ml = \n"]);
            toggle(files, "data/doses.toml".into(), text, random.chance(20));
            format!("data {text:?}")
        }
        19 | 20 => {
            let path = format!("content/{tag}/figures/{}.svg", random.pick(&["one", "two"]));
            let svg =
                [SVG.to_owned(), SVG.replace("<path", "<path id=\"p\""), "<svg><script>x</script></svg>".to_owned()];
            let at = random.below(3);
            toggle(files, path.clone(), &svg[at], random.chance(35));
            format!("image {path} {at}")
        }
        21 | 22 => {
            let path = format!("content/{tag}/{}", random.pick(&["_shared.md", "_part.md", "_none.md"]));
            let text = random.pick(&[
                "# In\n\nshared **x**\n",
                "",
                "ANCHOR: p\n## Part\nANCHOR_END: p\n",
                "{{#include a.md}}\n",
                "Soap 20\n",
            ]);
            toggle(files, path.clone(), text, random.chance(25));
            format!("include {path}: {text:?}")
        }
        23 | 24 => {
            let all: Vec<String> = files.keys().cloned().collect();
            let path = &all[random.below(all.len())];
            match away.remove(path) {
                Some(old) => files.insert(path.clone(), old),
                None => files.get(path).cloned().and_then(|bytes| {
                    away.insert(path.clone(), bytes);
                    files.insert(path.clone(), b"ab\xff\xfe".to_vec())
                }),
            };
            format!("not UTF-8 or back: {path}")
        }
        25 => {
            if let Some(text) = away.remove("handbook.toml") {
                files.insert("handbook.toml".into(), text);
                return "config is back".to_owned();
            }
            if let Some(text) = files.remove("handbook.toml") {
                away.insert("handbook.toml".into(), text);
            }
            "config is gone".to_owned()
        }
        26 => {
            let folder = format!("content/{tag}/");
            files.retain(|path, _| !path.starts_with(&folder));
            format!("folder {folder} is gone")
        }
        27 => {
            let path = format!("content/{tag}/data.tsv");
            let bytes: &[u8] = if random.chance(30) { b"\xff" } else { b"a\tb\n" };
            if files.remove(&path).is_none() || random.chance(50) {
                files.insert(path.clone(), bytes.to_vec());
            }
            format!("file {path} {bytes:?}")
        }
        28 => {
            let Some(path) = some(random) else { return "nothing".to_owned() };
            change(files, &path, &mut |text| match text.contains("\r\n") {
                true => text.replace("\r\n", "\n"),
                false => format!("\u{feff}{}", text.replace('\n', "\r\n")),
            });
            format!("line ends of {path}")
        }
        _ => {
            let path = random.pick(&[
                "locales/en/static/a.txt",
                "themes/default/static/b.svg",
                "locales/bn/claims/c.toml",
                "content/fr/a.md",
            ]);
            toggle(files, path.to_owned(), "x", files.contains_key(path));
            format!("other file {path}")
        }
    }
}

// The comparison.

fn settings() -> Settings {
    Settings { today: Date::parse("2026-11-24"), ..Settings::default() }
}

fn delta(before: &Files, after: &Files) -> Delta {
    let mut delta = Delta::default();
    for path in before.keys().filter(|path| !after.contains_key(*path)) {
        delta.remove(path);
    }
    for (path, bytes) in after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)) {
        delta.write(path, bytes.clone());
    }
    delta
}

struct Made {
    files: BTreeMap<String, Vec<u8>>,
    diags: String,
}

fn made(snapshot: &Snapshot) -> Made {
    let files: Vec<(String, Vec<u8>)> = snapshot
        .outputs()
        .par_iter()
        .map(|(path, origin)| (path.to_string(), snapshot.render(path, origin).bytes))
        .collect();
    let diags = snapshot.diags.iter().chain(&snapshot.render_diags()).map(|diag| format!("{diag:?}\n")).collect();
    Made { files: files.into_iter().collect(), diags }
}

/// The first line that is not the same.
fn first_difference(a: &str, b: &str) -> String {
    let (mut left, mut right) = (a.lines(), b.lines());
    loop {
        match (left.next(), right.next()) {
            (None, None) => return "none".to_owned(),
            (x, y) if x == y => {}
            (x, y) => return format!("\n  updated: {}\n  fresh:   {}", x.unwrap_or("-"), y.unwrap_or("-")),
        }
    }
}

fn difference(updated: &Made, fresh: &Made) -> Option<String> {
    if updated.diags != fresh.diags {
        return Some(format!("findings differ: {}", first_difference(&updated.diags, &fresh.diags)));
    }
    let (old, new): (Vec<&String>, Vec<&String>) = (updated.files.keys().collect(), fresh.files.keys().collect());
    if old != new {
        return Some(format!("paths differ: {old:?} {new:?}"));
    }
    let (path, bytes) = updated.files.iter().find(|(path, bytes)| fresh.files[*path] != **bytes)?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Some(format!("`{path}` differs: {}", first_difference(&text(bytes), &text(&fresh.files[path]))))
}

/// Runs a history: each entry is all files at that moment.
fn check_history(history: &[(String, Files)]) -> Result<(), String> {
    let mut engine = Engine::new(settings());
    let mut before = Files::new();
    let mut log = String::new();
    for (what, after) in history {
        let _ = writeln!(log, "- {what}");
        let updated = made(&engine.update(delta(&before, after)));
        let fresh = made(&Engine::new(settings()).update(delta(&Files::new(), after)));
        if updated.diags.contains("A00") {
            let failed: Vec<&str> = updated.diags.lines().filter(|line| line.contains("A00")).collect();
            return Err(format!("{log}the program failed: {}", failed.join("\n")));
        }
        if let Some(difference) = difference(&updated, &fresh) {
            return Err(format!("{log}{difference}"));
        }
        before.clone_from(after);
    }
    Ok(())
}

fn history(seed: u64, steps: usize) -> Vec<(String, Files)> {
    let mut random = Random::new(seed);
    let (tags, mut files) = site(&mut random);
    let mut away = Files::new();
    let mut history = vec![(format!("site of {tags:?}"), files.clone())];
    for _ in 0..steps {
        let mut what = String::new();
        for _ in 0..if random.chance(20) { 3 } else { 1 } {
            let kind = if away.contains_key("handbook.toml") && random.chance(50) { 25 } else { random.below(N_EDITS) };
            what.push_str(&edit(kind, &tags, &mut files, &mut away, &mut random));
            what.push_str("; ");
        }
        history.push((what, files.clone()));
    }
    history
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn an_updated_engine_equals_a_fresh_one() {
    let seeds: Vec<u64> = match number("LAW_SEED") {
        Some(seed) => vec![seed],
        None => (number("LAW_START").unwrap_or(1)..).take(number("LAW_CASES").unwrap_or(24) as usize).collect(),
    };
    let broken: Vec<String> = seeds
        .into_par_iter()
        .filter_map(|seed| Some(format!("LAW_SEED={seed}\n{}\n", check_history(&history(seed, 10)).err()?)))
        .collect();
    assert!(broken.is_empty(), "{} cases break the law:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a thread pool");
        pool.install(|| {
            let mut engine = Engine::new(settings());
            let mut before = Files::new();
            let mut all = Vec::new();
            for (_, after) in history(1001, 4).iter().chain(&history(1002, 4)) {
                all.push(made(&engine.update(delta(&before, after))));
                before.clone_from(after);
            }
            all
        })
    };
    let (one, eight) = (run(1), run(8));
    for (one, eight) in one.iter().zip(&eight) {
        assert_eq!(difference(one, eight), None);
    }
}

// Cases that once broke the law.

fn files(list: &[(&str, &str)]) -> Files {
    list.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

/// A small site with changes, each (path, new text or `None`).
fn check_changes(site: &[(&str, &str)], changes: &[&[(&str, Option<&str>)]]) {
    let mut now = files(&[
        ("handbook.toml", "[handbook]\nsource = \"en\"\nlocales = [\"en\", \"pt\", \"bn\"]\n"),
        ("content/en/SUMMARY.md", "- [A](a.md)\n- [B](b.md)\n"),
        ("content/en/a.md", "# A\n\n[b](b.md)\n"),
        ("content/en/b.md", "# B\n\nText.\n"),
        ("locales/bn/locale.toml", "title = \"B\"\n"),
    ]);
    now.extend(files(site));
    let mut history = vec![("site".to_owned(), now.clone())];
    for change in changes {
        for (path, text) in *change {
            match text {
                Some(text) => now.insert((*path).to_owned(), text.as_bytes().to_vec()),
                None => now.remove(*path),
            };
        }
        history.push((format!("{change:?}"), now.clone()));
    }
    if let Err(error) = check_history(&history) {
        panic!("{error}");
    }
}

#[test]
fn edits_made_while_there_is_no_config_are_seen_later() {
    let config = "[handbook]\nsource = \"en\"\nlocales = [\"en\", \"bn\"]\n";
    check_changes(
        &[],
        &[&[("handbook.toml", None)], &[("content/en/b.md", Some("# New\n"))], &[("handbook.toml", Some(config))]],
    );
}

#[test]
fn a_locale_that_loses_its_folder_does_not_leave_its_book_behind() {
    check_changes(&[("content/pt/x.svg", SVG)], &[&[("content/pt/x.svg", None)], &[("content/pt/x.svg", Some(SVG))]]);
}

#[test]
fn a_folder_that_holds_only_claims_counts_as_a_folder() {
    check_changes(&[], &[&[("locales/pt/claims/c.toml", Some("x"))], &[("locales/pt/claims/c.toml", None)]]);
}

#[test]
fn an_empty_include_is_not_a_missing_one() {
    let text = "# A\n\n{{#include _s.md}}\n\nText.\n";
    check_changes(
        &[("content/en/a.md", "# A\n\nOne.\n\nText.\n"), ("content/bn/a.md", text)],
        &[&[("content/bn/_s.md", Some(""))], &[("content/bn/_s.md", None)]],
    );
}

#[test]
fn an_unlisted_chapter_that_is_renamed_is_looked_up_again() {
    check_changes(
        &[("content/en/a.md", "# A\n\n[x](x.md)\n"), ("content/en/x.md", "# X\n")],
        &[&[("content/en/x.md", None), ("content/en/y.md", Some("# X\n"))]],
    );
}

#[test]
fn a_cover_that_gets_another_name_is_looked_up_again() {
    check_changes(
        &[
            ("handbook.toml", "[handbook]\nsource = \"en\"\nlocales = [\"en\"]\n"),
            ("locales/en/locale.toml", "title = \"T\"\n"),
            ("content/en/SUMMARY.md", "[Intro](README.md)\n\n- [A](a.md)\n"),
            ("content/en/a.md", "# A\n\n[x](README.md)\n"),
        ],
        &[&[("content/en/SUMMARY.md", Some("[Intro](index.md)\n\n- [A](a.md)\n"))]],
    );
}

/// A claim of the only paragraph of a chapter, as `translate accept` writes it.
fn claim(source: &str, target: &str, state: &str) -> String {
    use handbook::translation::block::{BlockHash, BlockKind};
    let hash = |text| BlockHash::of(BlockKind::Text, text);
    format!("{} {} {state} a.b 2026-01-02\n", hash(target), hash(source))
}

#[test]
fn claims_and_the_ledger_are_followed() {
    let edit = |severity: &str| {
        use handbook::translation::block::{BlockHash, BlockKind};
        let hash = |text| BlockHash::of(BlockKind::Text, text);
        format!("{}\t{}\t{severity}\ta.b\t2026-01-03\tx\n", hash("Wash."), hash("Wash well."))
    };
    let lock = "locales/es/claims/a.lock";
    let accepted = claim("Wash.", "Lave.", "translated");
    let twice = format!("{accepted}{}", claim("Wash well.", "Lave.", "revised"));
    let revoked = format!("{twice}{}", claim("Wash well.", "Lave.", "revoked"));
    check_changes(
        &[
            ("handbook.toml", "[handbook]\nsource = \"en\"\nlocales = [\"en\", \"es\"]\n"),
            ("locales/en/locale.toml", "title = \"T\"\n"),
            ("locales/es/locale.toml", "title = \"T\"\n"),
            ("content/en/SUMMARY.md", "- [A](a.md)\n- [B](b.md)\n"),
            ("content/en/a.md", "Wash.\n"),
            ("content/es/a.md", "Lave.\n"),
            ("content/en/b.md", "Wash.\n"),
            ("content/es/b.md", "Otra.\n"),
        ],
        &[
            &[(lock, Some(accepted.as_str()))],
            &[("content/en/a.md", Some("Wash well. {critical}\n"))],
            &[("locales/changes.tsv", Some(&edit("minor")))],
            &[("locales/changes.tsv", Some(&edit("critical")))],
            &[(lock, Some(twice.as_str()))],
            &[(lock, Some(revoked.as_str()))],
            &[(lock, Some("<<<<<<< a\nnonsense\n"))],
            &[("locales/es/claims/a.lock", None), ("locales/es/claims/b.lock", Some(accepted.as_str()))],
            &[("locales/changes.tsv", None)],
            &[("locales/es/claims/b.lock", None)],
        ],
    );
}

#[test]
fn the_glossary_and_claims_on_it_are_followed() {
    use handbook::translation::block::{BlockHash, BlockKind};
    let hash = |text| BlockHash::of(BlockKind::Term, text);
    let glossary = |def: &str, more: &str| {
        format!(
            "[concept.mask]\nen = {{ term = \"mask\", def = \"{def}\" }}\n\
             es = {{ term = \"mascarilla\", def = \"Cubre.\"{more} }}\n"
        )
    };
    let (first, second) = (glossary("A cover.", ""), glossary("A tight cover.", ", forbidden = { bozal = \"no\" }"));
    let lock = format!("{} {} revised a.b 2026-01-02\n", hash("mascarilla: Cubre."), hash("mask: A cover."));
    let critical =
        format!("{}\t{}\tcritical\ta.b\t2026-01-03\tx\n", hash("mask: A cover."), hash("mask: A tight cover."));
    let (file, claims) = ("locales/glossary.toml", "locales/es/claims/_glossary.lock");
    check_changes(
        &[
            ("handbook.toml", "[handbook]\nsource = \"en\"\nlocales = [\"en\", \"es\"]\n"),
            ("locales/en/locale.toml", "title = \"T\"\n"),
            ("locales/es/locale.toml", "title = \"T\"\n"),
            ("content/en/SUMMARY.md", "- [A](a.md)\n"),
            ("content/en/a.md", "Wear a mask.\n"),
            ("content/es/a.md", "Lleve un bozal.\n"),
        ],
        &[
            &[(file, Some(first.as_str()))],
            &[(claims, Some(lock.as_str()))],
            &[(file, Some(second.as_str()))],
            &[("content/es/a.md", Some("Lleve mascarilla.\n"))],
            &[("locales/changes.tsv", Some(critical.as_str()))],
            &[(claims, None)],
            &[(file, Some("[concept.mask]\nen = 1\n"))],
            &[(file, None)],
        ],
    );
}

#[test]
fn a_file_that_cannot_be_read_is_not_suggested() {
    let mut now = files(&[
        ("handbook.toml", "[handbook]\nsource = \"en\"\n"),
        ("content/en/SUMMARY.md", "- [A](a.md)\n"),
        ("content/en/a.md", "# A\n\n[x](d.tsv)\n"),
    ]);
    let mut history = vec![("no file".to_owned(), now.clone())];
    now.insert("content/en/d.tsv".to_owned(), b"\xff".to_vec());
    history.push(("not UTF-8".to_owned(), now));
    assert_eq!(check_history(&history), Ok(()));
}

#[test]
fn a_site_without_a_summary_writes_nothing_and_does_not_fail() {
    check_changes(&[], &[&[("content/en/SUMMARY.md", None)], &[("content/en/SUMMARY.md", Some("- [B](b.md)\n"))]]);
}

#[test]
fn a_linked_file_that_becomes_readable_is_looked_up_again() {
    let link = ("content/en/a.md", "# A\n\n[x](d.tsv)\n");
    let mut now =
        files(&[("handbook.toml", "[handbook]\nsource = \"en\"\n"), ("content/en/SUMMARY.md", "- [A](a.md)\n"), link]);
    now.insert("content/en/d.tsv".to_owned(), b"\xff".to_vec());
    let mut history = vec![("not UTF-8".to_owned(), now.clone())];
    now.insert("content/en/d.tsv".to_owned(), b"a\tb\n".to_vec());
    history.push(("UTF-8".to_owned(), now));
    assert_eq!(check_history(&history), Ok(()));
}

// How much work an edit is.

const N_CHAPTERS: usize = 30;
const LOCALES: [&str; 3] = ["en", "bn", "ar"];

fn big_site() -> Files {
    let mut files = Files::new();
    files.insert("handbook.toml".into(), format!("[handbook]\nsource = \"en\"\nlocales = {LOCALES:?}\n").into());
    let mut list = String::new();
    for at in 0..N_CHAPTERS {
        let _ = writeln!(list, "- [Chapter {at}](c{at}.md)");
        for tag in LOCALES {
            let (say, next) = (words(tag), (at + 1) % N_CHAPTERS);
            let text = format!("# {} {at}\n\n## {}\n\n{} [{}](c{next}.md).\n", say[2], say[1], say[0], say[3]);
            files.insert(format!("content/{tag}/c{at}.md"), text.into());
        }
    }
    files.insert("content/en/SUMMARY.md".into(), list.into());
    for tag in LOCALES {
        files.insert(format!("locales/{tag}/locale.toml"), "title = \"T\"\n".into());
    }
    files
}

/// What a change of one chapter costs.
fn work_of(path: &str, change: impl Fn(&str) -> String) -> Work {
    let files = big_site();
    let mut engine = Engine::new(settings());
    engine.update(delta(&Files::new(), &files));
    let all = N_CHAPTERS * LOCALES.len();
    assert_eq!(
        (engine.work.n_parsed, engine.work.n_judged, engine.work.n_assembled),
        (all, all / 3 * 2, LOCALES.len())
    );
    let text = String::from_utf8_lossy(&files[path]).into_owned();
    let mut delta = Delta::default();
    delta.write(path, change(&text));
    engine.update(delta);
    engine.work
}

#[test]
fn a_write_without_a_change_is_no_work() {
    assert_eq!(work_of("content/bn/c3.md", str::to_owned), Work::default());
    assert_eq!(work_of("handbook.toml", str::to_owned), Work::default());
    assert_eq!(work_of("content/en/SUMMARY.md", str::to_owned), Work::default());
}

#[test]
fn other_line_ends_are_hardly_any_work() {
    let work = work_of("content/en/c3.md", |text| text.replace('\n', "\r\n"));
    assert_eq!(work, Work { n_parsed: 1, ..Work::default() });
}

#[test]
fn a_body_edit_in_a_translation_is_one_chapter() {
    let work = work_of("content/bn/c3.md", |text| format!("{text}\nMore.\n"));
    assert_eq!(work, Work { n_parsed: 1, n_judged: 1, n_assembled: 0, n_checked: 1 });
}

#[test]
fn a_body_edit_in_the_source_is_one_chapter_and_its_twins() {
    let work = work_of("content/en/c3.md", |text| format!("{text}\nMore.\n"));
    assert_eq!(work, Work { n_parsed: 1, n_judged: LOCALES.len() - 1, n_assembled: 0, n_checked: LOCALES.len() });
}

#[test]
fn a_new_title_in_a_translation_is_one_book() {
    let work = work_of("content/bn/c3.md", |text| text.replacen("# ", "# X ", 1));
    assert_eq!((work.n_parsed, work.n_judged, work.n_assembled), (1, 1, 1));
}

#[test]
fn a_new_image_is_no_chapter() {
    let mut engine = Engine::new(settings());
    engine.update(delta(&Files::new(), &big_site()));
    let mut change = Delta::default();
    change.write("content/bn/x.svg", SVG);
    engine.update(change);
    assert_eq!((engine.work.n_parsed, engine.work.n_judged, engine.work.n_assembled), (0, 0, 0));
}

/// As many chapters and languages as a large book has.
#[test]
fn the_work_of_an_edit_does_not_grow_with_the_book() {
    const N: usize = 334;
    let tags: Vec<String> = ["en", "bn", "ar"]
        .into_iter()
        .map(str::to_owned)
        .chain((0..27).map(|at| format!("x{}", char::from(b'a' + at % 26)) + if at < 26 { "" } else { "a" }))
        .collect();
    let mut files = Files::new();
    files.insert("handbook.toml".into(), format!("[handbook]\nsource = \"en\"\nlocales = {tags:?}\n").into());
    let list: String = (0..N).map(|at| format!("- [](c{at}.md)\n")).collect();
    files.insert("content/en/SUMMARY.md".into(), list.into());
    for tag in &tags {
        files.insert(format!("locales/{tag}/locale.toml"), "title = \"T\"\n".into());
        // One chapter is there in the source and in Bengali alone.
        for at in (0..N).filter(|at| *at != 7 || matches!(tag.as_str(), "en" | "bn")) {
            files.insert(format!("content/{tag}/c{at}.md"), format!("# {tag} {at}\n\nText.\n").into());
        }
    }
    let mut engine = Engine::new(settings());
    let first = engine.update(delta(&Files::new(), &files));
    assert_eq!(first.site.as_ref().map(|site| site.project.locales.len()), Some(tags.len()));
    let mut work = |path: &str, text: &str| {
        let mut delta = Delta::default();
        delta.write(path, text);
        let last = engine.update(Delta::default());
        let next = engine.update(delta);
        (engine.work, std::sync::Arc::ptr_eq(&last, &next))
    };
    let of = |n_parsed, n_judged, n_assembled, n_checked| Work { n_parsed, n_judged, n_assembled, n_checked };
    let n = tags.len();
    assert_eq!(work("content/bn/c3.md", "# bn 3\n\nText.\n"), (Work::default(), true), "a save that changes nothing");
    assert_eq!(work("content/bn/c3.md", "# bn 3\n\nMore.\n"), (of(1, 1, 0, 1), false), "a body in a translation");
    assert_eq!(work("content/en/c3.md", "# en 3\n\nMore.\n"), (of(1, n - 1, 0, n), false), "a body in the source");
    let title = work("content/bn/c3.md", "# bn three\n\nMore.\n").0;
    assert_eq!((title.n_parsed, title.n_judged, title.n_assembled), (1, 1, 1), "a title in a translation");
    let title = work("content/en/c3.md", "# en three\n\nMore.\n").0;
    assert_eq!((title.n_parsed, title.n_assembled), (1, 1), "a title in the source, which all have translated");
    let title = work("content/en/c7.md", "# en seven\n\nText.\n").0;
    assert_eq!((title.n_parsed, title.n_assembled), (1, n - 1), "one that all but one fall back to");
}
