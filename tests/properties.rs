//! Properties that hold for any input: paths, ids, spans, dates; and of whole sites, that every link
//! leads somewhere, that the HTML is balanced, and that nothing an author writes can run code.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use handbook::book::links::{percent_decode, percent_encode};
use handbook::data::Date;
use handbook::disk::Staging;
use handbook::document::slug::{Ids, slug};
use handbook::document::{Options, parse};
use handbook::engine::{Engine, Snapshot};
use handbook::inputs::{Delta, Inputs};
use handbook::output::{Manifest, describe};
use handbook::project::Settings;
use handbook::vpath::{VPath, join, relative};
use html5gum::{DefaultEmitter, Token, Tokenizer};
use proptest::prelude::*;

/// How many cases, unless `PROPTEST_CASES` says otherwise.
fn cases(otherwise: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(otherwise)
}

// Paths.

fn path() -> impl Strategy<Value = VPath> {
    let segment = "[a-cA-C0-9é한ـ .%_-]{1,4}|\\PC{1,5}";
    let clean = |segment: &String| !matches!(segment.as_str(), "." | "..") && !segment.contains(['/', '\\']);
    prop::collection::vec(segment.prop_filter("a segment", clean), 1..5)
        .prop_filter_map("a clean path", |parts| VPath::parse(&parts.join("/")).ok())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: cases(1000), ..ProptestConfig::default() })]

    #[test]
    fn a_relative_path_leads_back(from in path(), to in path()) {
        prop_assert_eq!(from.resolve(&from.relative(&to)), Ok(to.clone()));
        prop_assert_eq!(join(from.as_str(), &relative(from.as_str(), to.as_str())), Ok(to));
    }

    #[test]
    fn a_joined_path_is_clean(folder in path(), reference in "(\\.\\.?/|[a-c]/|//|\\PC){0,8}") {
        if let Ok(joined) = join(folder.as_str(), &reference) {
            prop_assert_eq!(VPath::parse(joined.as_str()), Ok(joined));
        }
    }

    #[test]
    fn percent_signs_come_back(text in "\\PC*|[%a-f0-9+ /#?]*") {
        let mut encoded = String::new();
        percent_encode(&text, &mut encoded);
        prop_assert_eq!(percent_decode(&encoded), text);
    }

    #[test]
    fn only_hexadecimal_digits_are_decoded(text in "(%[+ g]?[+a-f0-9-]{0,2}){1,3}") {
        let plain = text.split('%').skip(1).all(|rest| !rest.get(..2).is_some_and(|two| two.bytes().all(|byte| byte.is_ascii_hexdigit())));
        if plain {
            prop_assert_eq!(percent_decode(&text), text);
        }
    }

    #[test]
    fn a_date_comes_back(days in -719_000_i64..2_900_000) {
        let date = Date::from_unix_days(days);
        prop_assert_eq!(Date::parse(&date.to_string()), Some(date));
        let next = Date::from_unix_days(days + 1);
        prop_assert!(next > date && next.to_string() > date.to_string());
    }

    #[test]
    fn what_is_read_as_a_date_is_one(text in "[0-9+-]{4}-[01+][0-9]-[0-3+-][0-9](T|t| |x|)|\\PC{8,12}") {
        if let Some(date) = Date::parse(&text) {
            prop_assert_eq!(&date.to_string(), &text[..10]);
        }
    }

    #[test]
    fn ids_are_unique_and_those_before_stay(texts in prop::collection::vec("[ab]( [ab1])?(-[12])?|\\PC{0,6}", 1..9)) {
        let ids = |texts: &[String]| {
            let mut ids = Ids::default();
            texts.iter().map(|text| ids.unique(slug(text))).collect::<Vec<String>>()
        };
        let all = ids(&texts);
        prop_assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        prop_assert!(all.iter().all(|id| !id.is_empty() && !id.contains(char::is_whitespace)));
        prop_assert_eq!(&all[..texts.len() - 1], &ids(&texts[..texts.len() - 1])[..]);
    }
}

// Chapters.

/// Pieces that meet in unlucky ways.
const PIECES: &[&str] = &[
    "# A\n",
    "## Main {#main}\n",
    "## x {#x .c}\n",
    "Languages\n===\n",
    "### fn 1 {critical}\n",
    "> ",
    "> [!DANGER] t\n> ",
    "> [!NOTE]\n",
    "- ",
    "1. ",
    "   ",
    "\t",
    "\n",
    "\n\n",
    "| a | b |\n|---|:-:|\n| c ",
    " | ",
    "```sh\n",
    "```",
    "~~~",
    "`",
    "``",
    "*",
    "**",
    "_",
    "~~",
    "[",
    "]",
    "(",
    ")",
    "[a](b.md)",
    "[a](b.md#x)",
    "[a](#a)",
    "[a](tel:{{value v}})",
    "](",
    "]: ",
    "![i](x.svg)",
    "![i](y.svg \"t\")",
    "[x]: b.md 't'\n",
    "[x]",
    "[^1]",
    "[^1]: note\n",
    "[^q]",
    "<b>",
    "</sub>",
    "<sub>",
    "<br>",
    "<!--",
    "-->",
    "<script>",
    "<a href=\"javascript:x\">",
    "&amp;",
    "&#0;",
    "&lt;",
    "{{value v}}",
    "{{value none}}",
    "{{#include b.md}}",
    "{{#include a.md}}",
    "{{#include _s.md:k}}",
    "\\{{#include b.md}}",
    "{{",
    "}}",
    "{critical}",
    "{notranslate}",
    "{region=BR}",
    "+++\n",
    "---\n",
    "+++\ntitle = \"T\"\n+++\n",
    "---\ntitle: T\naliases: [o, 'a b.html']\n---\n",
    "Term\n: Definition\n",
    "- [x] done\n",
    "https://example.org/a?b=1&c",
    "www.x.org",
    "mailto:a@b.org",
    "a@b.org",
    "汉字**强调**，",
    "：",
    "***",
    "<?",
    "<![CDATA[",
    "\u{200b}",
    "مرحبا",
    "\u{200f}",
    "e\u{301}",
    "👩‍⚕️",
    "\u{0}",
    "\r\n",
    "\r",
    "\u{feff}",
    "\u{2028}",
    "5 ml",
    "%20",
    "\"",
    "'",
    "<",
    ">",
    "\\",
];

fn chapter() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(PIECES).prop_map(str::to_owned),
        2 => "[a-z ]{1,6}",
        1 => "\\PC{0,5}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9\"/></svg>";

fn base() -> Delta {
    let mut delta = Delta::default();
    delta.write("handbook.toml", "[handbook]\nsource = \"en\"\nlocales = [\"en\", \"pt-BR\"]\nbase_url = \"https://h.org/\"\n[check]\nA27 = \"off\"\n");
    delta.write("locales/en/locale.toml", "title = \"T\"\n[values]\nv = \"1 2\"\n");
    delta.write("locales/pt-BR/locale.toml", "title = \"P\"\n");
    delta.write("content/en/SUMMARY.md", "- [A](a.md)\n  - [B](b.md)\n- [](sub/c.md)\n");
    delta.write("content/en/a.md", "# A\n");
    delta.write("content/en/b.md", "# B\n\n## X {#x}\n\n{{#include _s.md}}\n");
    delta.write("content/en/_s.md", "ANCHOR: k\ns [b](b.md)\nANCHOR_END: k\n");
    delta.write("content/en/sub/c.md", "[a](../a.md) [b](../b.md#x)\n");
    delta.write("content/pt-BR/b.md", "# B\n\n## X\n");
    delta.write("content/en/x.svg", SVG);
    delta.write("content/en/y.svg", SVG.replace("<path", "<path id=\"p\""));
    delta
}

/// One engine for many cases: each changes only a chapter.
struct Bench(Mutex<Engine>);

impl Bench {
    fn new() -> Bench {
        let mut engine = Engine::new(Settings { today: Date::parse("2026-11-24"), ..Settings::default() });
        engine.update(base());
        Bench(Mutex::new(engine))
    }

    fn with(&self, changes: &[(&str, &str)]) -> std::sync::Arc<Snapshot> {
        let mut delta = Delta::default();
        for (path, text) in changes {
            delta.write(path, *text);
        }
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).update(delta)
    }
}

fn render(snapshot: &Snapshot) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut files = BTreeMap::new();
    let mut diags = snapshot.diags.clone();
    for (path, origin) in snapshot.outputs() {
        let artifact = snapshot.render(&path, &origin);
        diags.extend(artifact.diags);
        files.insert(path.to_string(), artifact.bytes);
    }
    match diags.iter().find(|diag| diag.code.id() == "A00") {
        Some(diag) => Err(format!("{}: {}", diag.code.id(), diag.message)),
        None => Ok(files),
    }
}

/// A start tag as browsers read it.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

/// Reads a page; an error if elements do not nest.
fn tags(html: &str) -> Result<Vec<Tag>, String> {
    const VOID: [&str; 9] = ["br", "hr", "img", "input", "link", "meta", "wbr", "col", "source"];
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (mut open, mut tags): (Vec<String>, Vec<Tag>) = (Vec::new(), Vec::new());
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                let foreign = open.iter().any(|name| name == "svg");
                if !(VOID.contains(&name.as_str()) || tag.self_closing && foreign) {
                    open.push(name.clone());
                }
                let attributes = tag.attributes.iter().map(|(key, value)| (text(key), text(&value.value))).collect();
                tags.push(Tag { name, attributes });
            }
            Token::EndTag(tag) => {
                let name = text(&tag.name);
                if open.pop().as_ref() != Some(&name) {
                    let at = (0..=tag.span.start.saturating_sub(120))
                        .rev()
                        .find(|at| html.is_char_boundary(*at))
                        .unwrap_or(0);
                    return Err(format!(
                        "`</{name}>` closes nothing, open is {open:?}: …{}",
                        html.get(at..tag.span.end).unwrap_or("")
                    ));
                }
            }
            // Characters that should not be there hurt nobody.
            Token::Error(error) if error.value.to_string().contains("character") => {}
            Token::Error(error) => return Err(format!("{error:?}")),
            _ => {}
        }
    }
    if open.is_empty() { Ok(tags) } else { Err(format!("never closed: {open:?}")) }
}

fn clean(url: &str) -> String {
    url.chars().filter(|ch| !ch.is_control() && !ch.is_whitespace()).collect::<String>().to_lowercase()
}

/// Everything that must be true of written files.
fn check_site(files: &BTreeMap<String, Vec<u8>>) -> Result<(), String> {
    let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut links: Vec<(&str, String)> = Vec::new();
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).map_err(|error| format!("{path}: {error}"))?;
        let own = ids.entry(path).or_default();
        for tag in tags(html).map_err(|error| format!("{path}: {error}"))? {
            check_tag(path, html, &tag)?;
            for (key, value) in tag.attributes {
                match key.as_str() {
                    "id" if !own.insert(value.clone()) => {
                        return Err(format!("{path}: the id `{value}` is there twice"));
                    }
                    "href" | "src" => links.push((path, value)),
                    _ => {}
                }
            }
        }
    }
    for (path, link) in links {
        let outside =
            ["http://", "https://", "mailto:", "tel:", "data:"].iter().any(|scheme| clean(&link).starts_with(scheme));
        if outside {
            continue;
        }
        let (file, anchor) =
            link.split_once('#').map_or((link.as_str(), None), |(file, anchor)| (file, Some(percent_decode(anchor))));
        let dir = VPath::known(path).dir().to_owned();
        let target = match percent_decode(file.split('?').next().unwrap_or_default()) {
            file if file.is_empty() => path.to_owned(),
            file => join(&dir, &file).map_err(|why| format!("{path}: `{link}`: {why}"))?.to_string(),
        };
        if !files.contains_key(&target) {
            return Err(format!("{path}: `{link}` leads to `{target}`, which is not written"));
        }
        if let Some(anchor) = anchor
            && !ids.get(target.as_str()).is_some_and(|ids| ids.contains(&anchor))
        {
            return Err(format!("{path}: `{target}` has no `#{anchor}`"));
        }
    }
    Ok(())
}

fn check_tag(path: &str, html: &str, tag: &Tag) -> Result<(), String> {
    let bad = |what: String| Err(format!("{path}: {what} on `<{}>`", tag.name));
    let kind = tag.attributes.iter().find(|(key, _)| key == "type").map(|(_, value)| value.as_str());
    if matches!(
        tag.name.as_str(),
        "iframe" | "object" | "embed" | "base" | "form" | "input" | "foreignobject" | "math" | "template"
    ) && !(tag.name == "input" && kind == Some("checkbox"))
    {
        return bad("a forbidden element".to_owned());
    }
    if tag.name == "script"
        && kind != Some("application/ld+json")
        && (path != "index.html" || html.matches("<script").count() != 1)
    {
        return bad("a script".to_owned());
    }
    for (key, value) in &tag.attributes {
        let url = clean(value);
        if key.starts_with("on") || key == "srcdoc" || key == "style" {
            return bad(format!("the attribute `{key}`"));
        }
        if !matches!(key.as_str(), "alt" | "title" | "content" | "aria-label" | "id")
            && ["javascript:", "vbscript:", "data:text"].iter().any(|scheme| url.starts_with(scheme))
        {
            return bad(format!("the address `{value}`"));
        }
        if key == "content" && url.starts_with("0;") && url.contains("script:") {
            return bad(format!("the refresh `{value}`"));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: cases(1000), ..ProptestConfig::default() })]

    #[test]
    fn spans_are_true_and_nodes_nest(text in chapter()) {
        let mut inputs = Inputs::default();
        inputs.apply(base());
        let text = text.replace("\r\n", "\n");
        let doc = parse(&VPath::known("content/en/a.md"), &Arc::from(text.as_str()), &inputs, Options::default());
        let nodes = &doc.tree.nodes;
        let mut open: Vec<u32> = Vec::new();
        for (at, node) in nodes.iter().enumerate() {
            prop_assert!(doc.text.get(node.start as usize..node.stop as usize).is_some(), "{:?}", node);
            while open.last().is_some_and(|end| *end as usize <= at) {
                open.pop();
            }
            let outer = open.last().copied().unwrap_or(nodes.len() as u32);
            prop_assert!(node.end as usize > at && node.end <= outer, "{} {:?}", at, node);
            open.push(node.end);
            let (file, range) = doc.place_of(node);
            let source = if file.as_str() == "content/en/a.md" { text.as_str() } else { inputs.text(file.as_str()).map_or("", |text| text) };
            prop_assert!(source.get(range.clone()).is_some(), "{:?} {} {:?}", node, file, range);
        }
        let ids: BTreeSet<&str> = doc.tree.headings.iter().map(|heading| &*heading.id).collect();
        prop_assert_eq!(ids.len(), doc.tree.headings.len());
        for diag in &doc.diags {
            if let (Some(file), Some(range)) = (&diag.file, &diag.range) {
                let source = if file.as_str() == "content/en/a.md" { text.as_str() } else { inputs.text(file.as_str()).map_or("", |text| text) };
                prop_assert!(source.get(range.clone()).is_some(), "{:?}", diag);
            }
        }
    }
}

#[test]
fn any_chapter_makes_a_sound_site() {
    let bench = Bench::new();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        failure_persistence: None,
        cases: cases(256),
        ..ProptestConfig::default()
    });
    let outcome = runner.run(&(chapter(), chapter()), |(source, target)| {
        let snapshot = bench.with(&[("content/en/a.md", &source), ("content/pt-BR/a.md", &target)]);
        let checked = render(&snapshot).and_then(|files| check_site(&files));
        prop_assert!(checked.is_ok(), "{}", checked.unwrap_err());
        for diag in &snapshot.diags {
            if let (Some(file), Some(range)) = (&diag.file, &diag.range) {
                let engine = bench.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                let text = engine.inputs().text(file.as_str()).cloned();
                prop_assert!(text.is_some_and(|text| text.get(range.clone()).is_some()), "{:?}", diag);
            }
        }
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

/// Only the first heading of a chapter is its title: a second one right after it takes nothing's place.
#[test]
fn a_second_title_does_not_hide_the_first() {
    let snapshot = Bench::new().with(&[("content/en/a.md", "# First\n\n# Second\n\n[to the first](#first)\n")]);
    let files = render(&snapshot).expect("rendered");
    check_site(&files).expect("every link leads somewhere");
    let page = String::from_utf8_lossy(&files["en/a.html"]);
    assert!(page.contains("<h1 id=\"first\">First</h1>"), "{page}");
    assert!(page.contains("<h1 id=\"second\">Second</h1>"), "{page}");
}

// Hostile authors.

const PAYLOADS: &[&str] = &[
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java\tscript:alert(1))",
    "[a](<java\tscript:alert(1)>)",
    "[a](java&#10;script:alert(1))",
    "[a](java&NewLine;script:alert(1))",
    "[a](&#106;&#97;&#118;&#97;script:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](javascript&#58;alert(1))",
    "[a](&#1;javascript:alert(1))",
    "[a](&#x20;javascript:alert(1))",
    "[a](&nbsp;javascript:alert(1))",
    "[a](%6Aavascript:alert(1))",
    "[a](javascript%3Aalert(1))",
    "[a](java%0Ascript:alert(1))",
    "[a](./javascript:alert(1))",
    "[a](vbscript:msgbox(1))",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](blob:https://x/1)",
    "[a](file:///etc/passwd)",
    "[a](//evil.org/x)",
    "[a](\\\\evil.org/x)",
    "[a](/\\evil.org)",
    "[a](https://x.org/\"onmouseover=\"alert(1))",
    "[a](<https://x.org/\" onmouseover=\"alert(1)>)",
    "[a](b.md \"t\\\" onmouseover=\\\"alert(1)\")",
    "[a](b.md 't\" onclick=\"alert(1)')",
    "[a](b.md '\"><script>alert(1)</script>')",
    "[a](b.md#\"><script>alert(1)</script>)",
    "[a](<b.md#\" onclick=alert(1) x=\">)",
    "[<script>alert(1)</script>](b.md)",
    "[a]\n\n[a]: javascript:alert(1)",
    "[a]\n\n[a]: <java&#x73;cript:alert(1)> \"x\"",
    "[a][b]\n\n[b]: b.md '\" onclick=\"x'",
    "<javascript:alert(1)>",
    "<JAVASCRIPT:alert(1)>",
    "<https://x.org/\"onclick=x>",
    "<data:text/html,x>",
    "https://x.org/\"onmouseover=alert(1)",
    "https://x.org/<script>alert(1)</script>",
    "www.x.org/\"><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "![a](javascript:alert(1))",
    "![a](data:image/svg+xml,<svg onload=alert(1)>)",
    "![\" onerror=\"alert(1)](x.svg)",
    "![\" onerror=\"alert(1)](y.svg)",
    "![<script>alert(1)</script>](x.svg)",
    "![a](x.svg '\" onload=\"alert(1)')",
    "![a](https://evil.org/x.png)",
    "![a](evil.svg)",
    "[a](evil.svg)",
    "```\"><script>alert(1)</script>\nx\n```",
    "```sh\" onclick=\"alert(1)\nx\n```",
    "```html\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "`<script>alert(1)</script>`",
    "# H {#x\" onclick=\"alert(1)}",
    "# H {#\"><script>alert(1)</script>}",
    "# H {.x\" onclick=alert(1)}",
    "# H {onclick=alert(1)}",
    "# H {style=x href=javascript:alert(1)}",
    "# <img src=x onerror=alert(1)>",
    "# a\n\n## <script>alert(1)</script> {#javascript:x}",
    "> [!NOTE] <img src=x onerror=alert(1)>\n> x",
    "> [!DANGER] \"><script>alert(1)</script>\n> x",
    "> [!<script>]\n> x",
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<SCRIPT/SRC=//x.org>",
    "<script\n>alert(1)</script\n>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><style><img title=\"</style><img src=x onerror=alert(1)>\"></style>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<abbr title=\"x\" onmouseover=\"alert(1)\">x</abbr>",
    "<abbr title='\"><script>alert(1)</script>'>x</abbr>",
    "<sub/onclick=alert(1)>x</sub>",
    "<kbd lang='en\" onclick=\"x'>x</kbd>",
    "<ruby style=\"background:url(javascript:x)\">x<rt>y</rt></ruby>",
    "<!--><script>alert(1)</script>-->",
    "<!--\n--!><script>alert(1)</script>\n-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php <script>alert(1)</script> ?>",
    "<base href=//evil.org>",
    "<form action=javascript:alert(1)><input type=submit></form>",
    "<style>@import '//evil.org'</style>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "[^<script>alert(1)</script>]\n\n[^<script>alert(1)</script>]: x",
    "[^\" onclick=\"x]\n\n[^\" onclick=\"x]: javascript:alert(1)",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "- [ ] <img src=x onerror=alert(1)>",
    "{{value <script>alert(1)</script>}}",
    "[a]({{value js}})",
    "[a]({{value quote}})",
    "{{value quote}} {{value tag}}",
    "{{#include <script>alert(1)</script>.md}}",
    "{region=\"><script>}",
    "+++\ntitle = \"<script>alert(1)</script>\"\ndescription = \"\\\" onload=\\\"alert(1)\"\n+++\nx",
    "+++\ntitle = \"</title><script>alert(1)</script>\"\n+++\nx",
    "+++\ntitle = '\"><img src=x onerror=alert(1)>'\nkeywords = ['</script><script>alert(1)</script>']\n+++\nx",
    "+++\ndescription = \"</script><script>alert(1)</script>\"\n+++\nx",
    "+++\naliases = ['javascript:alert(1)', '\"><script>alert(1)</script>', 'a\" onclick=\"x', '../../x', '//evil.org/x']\n+++\nx",
    "+++\nslug = '\" onclick=\"x'\n+++\nx",
    "+++\nslug = 'javascript:alert(1)'\n+++\nx",
    "+++\nslug = '../../x'\n+++\nx",
    "+++\nslug = \"'onclick='x\"\n+++\nx",
    "+++\nid = '\"><script>alert(1)</script>'\n+++\nx",
    "+++\nsources = ['javascript:alert(1)', '<script>alert(1)</script>']\n+++\nx",
    "+++\ntemplate = '<script>'\n+++\nx",
    "+++\n[translation]\ntranslator = ['<script>alert(1)</script>']\n+++\nx",
    "+++\n[review]\nreviewed = 2026-01-01\nreviewer = ['</script><img src=x onerror=alert(1)>']\n+++\nx",
    "+++\n[withdrawn]\nreason = '<script>alert(1)</script>'\nsee = 'javascript:alert(1)'\n+++\nx",
    "---\ntitle: \"<script>alert(1)</script>\"\nextra:\n  x: \"</script>\"\n---\nx",
];

#[test]
fn nothing_an_author_writes_can_run() {
    let bench = Bench::new();
    bench.with(&[
        ("locales/en/locale.toml", "title = \"T\"\n[values]\nv = \"1\"\njs = \"javascript:alert(1)\"\nquote = '\" onclick=\"x'\ntag = '<script>alert(1)</script>'\n"),
        ("locales/pt-BR/locale.toml", "title = '</title><script>alert(1)</script>'\ndescription = '\" onclick=\"x'\nname = '<img src=x onerror=alert(1)>'\n"),
        ("content/en/evil.svg", "<svg onload=\"alert(1)\"><script>alert(1)</script></svg>"),
    ]);
    let mut wrong = Vec::new();
    for payload in PAYLOADS {
        for place in ["content/en/a.md", "content/pt-BR/a.md"] {
            let snapshot = bench.with(&[
                ("content/en/a.md", "# A\n\nx\n"),
                ("content/pt-BR/a.md", "# A\n\nx\n"),
                (place, payload),
            ]);
            if let Err(error) = render(&snapshot).and_then(|files| check_site(&files)) {
                wrong.push(format!("{place}: {payload:?}: {error}"));
            }
        }
    }
    for payload in [
        "[<script>alert(1)</script>](a.md)",
        "# <img src=x onerror=alert(1)>\n- [\" onclick=\"x](a.md)",
        "- [A](javascript:a.md)\n- [<b>]()",
    ] {
        let snapshot = bench.with(&[("content/en/SUMMARY.md", payload)]);
        if let Err(error) = render(&snapshot).and_then(|files| check_site(&files)) {
            wrong.push(format!("SUMMARY.md: {payload:?}: {error}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} payloads:\n{}", wrong.len(), PAYLOADS.len(), wrong.join("\n"));
}

#[test]
fn rendering_and_writing_twice_is_the_same() {
    let bench = Bench::new();
    let snapshot = bench.with(&[]);
    let files = render(&snapshot).expect("a site");
    assert_eq!(render(&snapshot).expect("a site"), files);
    let folder = std::env::temp_dir().join(format!("handbook-properties-{}", std::process::id()));
    let write = || {
        let staging = Staging::begin(&folder.join("public")).expect("a stage");
        let paths: Vec<VPath> = files.keys().map(|path| VPath::known(path)).collect();
        staging.make_folders(paths.iter()).expect("folders");
        let mut entries = BTreeMap::new();
        for (path, bytes) in &files {
            let path = VPath::known(path);
            let entry = staging.write(&path, bytes).expect("a file");
            assert_eq!(entry, describe(&path, bytes));
            entries.insert(path.to_string(), entry);
        }
        staging.commit(&Manifest::new(entries, false)).expect("a site")
    };
    let (first, second) = (write(), write());
    let _ = std::fs::remove_dir_all(&folder);
    assert_eq!((first.n_files, first.n_changed), (files.len(), files.len()));
    assert_eq!((second.n_changed, second.n_removed, second.n_foreign), (0, 0, 0));
}
