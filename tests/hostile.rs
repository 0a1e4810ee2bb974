//! Files that someone could bring in to harm readers: every one is refused, and drawings are not.

use std::sync::{Arc, Mutex};

use handbook::engine::{Engine, Snapshot};
use handbook::inputs::{Delta, File};
use handbook::project::Settings;
use handbook::vpath::VPath;

/// A project of one chapter that is kept, so that each case is only one change.
struct Bench(Mutex<Engine>);

impl Bench {
    fn new() -> Bench {
        let mut engine = Engine::new(Settings::default());
        let mut delta = Delta::default();
        delta.write("handbook.toml", "[handbook]\nsource = \"en\"\nlocales = [\"en\"]\n");
        delta.write("locales/en/locale.toml", "title = \"T\"\n");
        delta.write("content/en/SUMMARY.md", "- [A](a.md)\n");
        engine.update(delta);
        Bench(Mutex::new(engine))
    }

    /// The site with this chapter and this file beside it, which is gone again afterwards.
    fn with(&self, chapter: &str, name: &str, bytes: &[u8]) -> Arc<Snapshot> {
        let path = VPath::known(&format!("content/en/{name}"));
        let mut engine = self.0.lock().expect("no other test failed");
        let mut delta = Delta::default();
        delta.write("content/en/a.md", chapter);
        delta.changes.insert(path.clone(), Some(File::new(&path, bytes.to_vec())));
        let snapshot = engine.update(delta);
        let mut delta = Delta::default();
        delta.remove(path.as_str());
        engine.update(delta);
        snapshot
    }
}

fn codes(snapshot: &Snapshot) -> Vec<&'static str> {
    let known = ["A25", "A26", "A27"];
    snapshot.diags.iter().map(|diag| diag.code.id()).filter(|id| !known.contains(id)).collect()
}

/// What stands between the tags of a drawing that is otherwise good.
const INSIDE: &[&str] = &[
    // Code.
    "<script>alert(1)</script>",
    "<script href=\"#a\"/>",
    "<SCRIPT>alert(1)</SCRIPT>",
    "<svg:script xmlns:svg=\"http://www.w3.org/2000/svg\">alert(1)</svg:script>",
    "<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">alert(1)</h:script>",
    "<script xmlns=\"http://www.w3.org/1999/xhtml\">alert(1)</script>",
    "<g xmlns=\"http://www.w3.org/1999/xhtml\"/>",
    "<rect onload=\"alert(1)\"/>",
    "<rect onclick='alert(1)'/>",
    "<rect\nonclick=\"alert(1)\"/>",
    "<rect ONCLICK=\"alert(1)\"/>",
    "<rect x:onclick=\"alert(1)\"/>",
    "<rect/onclick=\"alert(1)\"/>",
    "<rect x=\"1\"onclick=\"alert(1)\"/>",
    "<handler type=\"text/javascript\">alert(1)</handler>",
    "<listener event=\"click\"/>",
    // Things that move after they were looked at.
    "<set attributeName=\"href\" to=\"javascript:alert(1)\"/>",
    "<animate attributeName=\"href\" values=\"javascript:alert(1)\"/>",
    "<animateTransform attributeName=\"transform\"/>",
    "<animateMotion path=\"M0 0\"/>",
    "<discard/>",
    // Other worlds.
    "<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject>",
    "<foreignobject/>",
    "<iframe src=\"https://evil.example\"/>",
    "<embed src=\"x\"/>",
    "<object data=\"data:text/html,x\"/>",
    "<audio src=\"x\"/>",
    "<video src=\"x\"/>",
    "<img src=\"https://evil.example/t.png\"/>",
    "<meta http-equiv=\"refresh\" content=\"0;url=https://evil.example\"/>",
    "<link rel=\"stylesheet\" href=\"https://evil.example\"/>",
    "<base href=\"https://evil.example\"/>",
    "<form action=\"https://evil.example\"><input name=\"p\"/></form>",
    "<p/>",
    "<h1>Drink bleach</h1>",
    "<br/>",
    "<math/>",
    "<template/>",
    "<desc><form action=\"https://evil.example\"><input name=\"p\"/></form></desc>",
    "<desc><object data=\"data:text/html,x\"/></desc>",
    "<title><rect/></title>",
    "<title><style>*{display:none}</style></title>",
    "<style><rect/></style>",
    "<metadata><p xmlns=\"http://www.w3.org/1999/xhtml\"/></metadata>",
    "<a href=\"#a\"><rect/></a>",
    "<a href=\"javascript:alert(1)\"><rect/></a>",
    // References to other files.
    "<image href=\"https://evil.example/x.png\"/>",
    "<image href=\"data:image/svg+xml,x\"/>",
    "<feImage href=\"#a\"/>",
    "<use href=\"other.svg#a\"/>",
    "<use xlink:href=\"https://evil.example/x.svg#a\"/>",
    "<use href=\" javascript:alert(1)\"/>",
    "<use href=\"java&#115;cript:alert(1)\"/>",
    "<use href=\"&#x68;ttps://evil.example#a\"/>",
    "<use href=\"#a b\"/>",
    "<use href=\"\"/>",
    "<use x:href=\"https://evil.example\" xmlns:x=\"http://www.w3.org/1999/xlink\"/>",
    "<use xml:base=\"https://evil.example\" href=\"#a\"/>",
    "<rect fill=\"url(https://evil.example)\"/>",
    "<rect fill=\"url(#a) url(https://evil.example/x)\"/>",
    "<rect fill=\"ur&#x6c;(https://evil.example)\"/>",
    "<rect fill=\"URL( 'https://evil.example' )\"/>",
    "<rect fill=\"\\75rl(https://evil.example)\"/>",
    "<rect fill=\"url(\"/>",
    "<rect fill=\"url('#a)\"/>",
    "<rect fill=\"url(//evil.example#a)\"/>",
    "<rect mask=\"image-set('https://evil.example/x.png' 1x)\"/>",
    "<rect src=\"x\"/>",
    "<rect cursor=\"url(#a)\"/>",
    "<rect filter=\"url(#a)\"/>",
    "<rect ping=\"https://evil.example\"/>",
    "<rect tabindex=\"1\"/>",
    // Styles.
    "<rect style=\"background:url(https://evil.example)\"/>",
    "<rect style=\"width:expression(alert(1))\"/>",
    "<rect style=\"behavior:url(#default)\"/>",
    "<rect style=\"-moz-binding:url(#a)\"/>",
    "<rect style=\"fill:src('https://evil.example')\"/>",
    "<style>@import url(//evil.example);</style>",
    "<style>@IMPORT 'x';</style>",
    "<style>@\\69mport \"x\";</style>",
    "<style><![CDATA[@import url(//evil.example)]]></style>",
    "<style>@imp<![CDATA[ort 'x']]></style>",
    "<style>@imp<!-- -->ort 'x'</style>",
    "<style>&#64;import 'x'</style>",
    "<style>.a{fill:url(https://x.org)}</style>",
    "<style>.a{fill:url(/**/https://x.org)}</style>",
    "<style>@font-face{font-family:x;src:url(https://x.org)}</style>",
    "<style>@namespace x url(https://x.org);</style>",
    "<style>.a{background:image-set('https://x.org' 1x)}</style>",
    "<style>.a{background:cross-fade(url(#a),'x')}</style>",
    "<STYLE>article{display:none}</STYLE>",
    // What XML does not allow, so that parsers differ in what they make of it.
    "&bogus;",
    "& ",
    "<g>",
    "</g>",
    "<rect x=1/>",
    "<rect x/>",
    "<rect x=\"1\" x=\"2\"/>",
    "<rect x=\"&bogus;\"/>",
    "<!-- a -- b -->",
    "<!-->",
    "<![CDATA[ x",
    "<!DOCTYPE svg>",
    "<?php echo 1 ?>",
    "<?xml version=\"1.0\"?>",
    "\u{1}",
    "\u{0}",
];

/// Whole files.
const FILES: &[&str] = &[
    "",
    " ",
    "plain text",
    "<html/>",
    "<html xmlns=\"http://www.w3.org/1999/xhtml\"><script>alert(1)</script></html>",
    "<svg/>",
    "<svg xmlns=\"http://www.w3.org/1999/xhtml\"><rect/></svg>",
    "<svg xmlns=\"http://www.w3.org/2000/sv&#103;\"><rect/></svg>",
    "<SVG xmlns=\"http://www.w3.org/2000/svg\"/>",
    "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"/>",
    "<rect xmlns=\"http://www.w3.org/2000/svg\"/>",
    "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
    "<svg xmlns=\"http://www.w3.org/2000/svg\"/><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    "<svg xmlns=\"http://www.w3.org/2000/svg\"/><script>alert(1)</script>",
    "<svg xmlns=\"http://www.w3.org/2000/svg\"/>text",
    "text<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    "<svg xmlns=\"http://www.w3.org/2000/svg\"/><![CDATA[x]]>",
    "<svg xmlns=\"http://www.w3.org/2000/svg\"/>&lt;",
    "<svg xmlns=\"http://www.w3.org/2000/svg\">",
    "<svg xmlns=\"http://www.w3.org/2000/svg\"></g>",
    "<!DOCTYPE svg [<!ENTITY x \"y\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&x;</svg>",
    "<!DOCTYPE svg><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    "<?xml-stylesheet href=\"https://evil.example\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    "<?xml version=\"1.0\" encoding=\"utf-7\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    "<?xml version=\"1.0\" encoding=\"iso-2022-jp\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    "<?xml version=\"1.1\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    " <?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns=\"http://www.w3.org/1999/xhtml\"/>",
];

/// Drawings, and whether they may stand in the page.
const GOOD: &[(&str, bool)] = &[
    ("<rect x=\"1\" y=\"2\" width=\"50%\" height=\"4\" rx=\"1\" fill=\"currentColor\"/>", true),
    ("<g fill=\"none\" stroke=\"rgb(0, 0, 0)\" transform=\"rotate(45 1 2) scale(2)\"><path d=\"M0 0h9\"/></g>", true),
    ("<title>Hands &amp; water &#x2014; 0.1&#37;</title><desc>how</desc><text>1 &lt; 2 <tspan>৫%</tspan></text>", true),
    ("<text font-family=\"Noto Sans, sans-serif\" direction=\"rtl\" lang=\"ar\">ماء</text>", true),
    ("<rect id=\"a\"/>", false),
    ("<rect\nid=\"a\"/>", false),
    ("<rect class=\"a\"/>", false),
    ("<rect style=\"fill:#fff\"/>", false),
    ("<style>.a{fill:red}</style>", false),
    (
        "<style type=\"text/css\"><![CDATA[.a>.b{fill:url(#a)} @media (prefers-color-scheme:dark){.a:not(.b){fill:#fff}}]]></style>",
        false,
    ),
    (
        "<defs><linearGradient id=\"a\" gradientUnits=\"userSpaceOnUse\"><stop offset=\"0\" stop-color=\"#fff\"/></linearGradient></defs><rect fill=\"url(#a)\"/>",
        false,
    ),
    ("<rect fill=\"url(#a)\"/>", false),
    ("<rect fill=\"URL( &quot;#a-b&quot; ) red\"/>", false),
    ("<symbol id=\"s\"><path d=\"M0 0\"/></symbol><use href=\"#s\"/>", false),
    ("<use xlink:href=\"#s\"/>", false),
    ("<clipPath id=\"c\"><circle r=\"1\"/></clipPath><g clip-path=\"url(#c)\"/>", false),
    ("<marker id=\"m\" orient=\"auto\" refX=\"1\"><path d=\"M0 0\"/></marker>", false),
    ("<!-- made with care: <script> --><rect/>", false),
    ("<text><![CDATA[a < b]]></text>", false),
    ("<g overflow=\"visible\"/>", false),
    ("<g aria-label=\"url(x) @import \\\"/>", false),
];

fn drawing(inside: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\">{inside}</svg>"
    )
}

#[test]
fn every_hostile_svg_is_refused() {
    let bench = Bench::new();
    let whole = FILES.iter().map(|text| text.as_bytes().to_vec());
    let mut files: Vec<Vec<u8>> = INSIDE.iter().map(|inside| drawing(inside).into_bytes()).chain(whole).collect();
    let evil = drawing("<script>alert(1)</script>");
    files.push(evil.encode_utf16().flat_map(u16::to_le_bytes).collect());
    files.push([0xff, 0xfe].into_iter().chain(evil.encode_utf16().flat_map(u16::to_le_bytes)).collect());
    files.push(b"<svg xmlns=\"http://www.w3.org/2000/svg\"><text>\xe9</text></svg>".to_vec());
    // A second drawing inside of a comment, which a search for a tag would find first.
    files.push(format!("<!-- <svg onload=\"alert(1)\"> --><p/>{}", drawing("")).into_bytes());
    assert!(files.len() > 80);
    let mut passed = Vec::new();
    for file in &files {
        for (chapter, name) in [("# A\n\n![x](f.svg)\n", "f.svg"), ("# A\n\n[x](f.SVG)\n", "f.SVG")] {
            let snapshot = bench.with(chapter, name, file);
            if !codes(&snapshot).contains(&"X05") || snapshot.blocking().next().is_none() {
                passed.push(format!("{name}: {}", String::from_utf8_lossy(file)));
            }
        }
    }
    assert!(passed.is_empty(), "{} pass:\n{}", passed.len(), passed.join("\n"));
}

#[test]
fn drawings_pass_and_only_their_root_stands_in_the_page() {
    let bench = Bench::new();
    for (inside, inlined) in GOOD {
        let svg = drawing(inside);
        for before in ["", "\u{feff}", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"] {
            let snapshot = bench.with("# A\n\n![x](f.svg)\n", "f.svg", format!("{before}{svg}\n").as_bytes());
            assert_eq!(codes(&snapshot), [""; 0], "{inside}");
            let (path, origin) =
                snapshot.outputs().into_iter().find(|(path, _)| path.as_str() == "en/a.html").expect("the page");
            let html = String::from_utf8(snapshot.render(&path, &origin).bytes).expect("UTF-8");
            let rest = svg.strip_prefix("<svg").expect("a drawing");
            let whole = format!("<figure><svg role=\"img\" aria-label=\"x\"{rest}</figure>");
            assert_eq!((html.contains(&whole), html.contains("<img src")), (*inlined, !*inlined), "{inside}\n{html}");
        }
    }
    // What moves or widens the whole drawing could cover the text around it.
    for root in ["width=\"100%\"", "transform=\"scale(9)\"", "style=\"position:fixed\"", "overflow=\"visible\""] {
        let svg = drawing("<rect/>").replacen("<svg", &format!("<svg {root}"), 1);
        let snapshot = bench.with("# A\n\n![x](f.svg)\n", "f.svg", svg.as_bytes());
        assert_eq!(codes(&snapshot), [""; 0], "{root}");
        assert_eq!(snapshot.assets.inlined.len(), 0, "{root}");
    }
}

#[test]
fn only_types_that_browsers_do_not_run_are_linked() {
    let bench = Bench::new();
    let bad = "html htm HTML xhtml xht shtml mhtml xml XML xsl xslt rss atom rdf js JS mjs cjs svgz SVGZ swf css wasm \
               hta jsp php py sh exe bat cmd jar apk msi dmg deb docm xlsm html5 pdf. svg.html svg.gz json.js md5 webmanifest \
               manifest appcache woff2 ttf bmp tiff ico heic psd rtf doc xls ppt 7z rar tar gz sqlite bin x";
    for extension in bad.split_whitespace() {
        let name = format!("f.{extension}");
        for chapter in [format!("# A\n\n[x]({name})\n"), format!("# A\n\n![x]({name})\n")] {
            let snapshot = bench.with(&chapter, &name, b"<script>alert(1)</script>");
            assert!(codes(&snapshot).contains(&"X08"), "{name}: {:?}", codes(&snapshot));
            assert!(snapshot.blocking().next().is_some() && snapshot.assets.written.is_empty(), "{name}");
        }
    }
    for name in ["f", ".html", "f.%68tml"] {
        let disk = name.replace("%68", "h");
        let snapshot = bench.with(&format!("# A\n\n[x]({name})\n"), &disk, b"x");
        assert!(snapshot.blocking().next().is_some() && snapshot.assets.written.is_empty(), "{name}");
    }
    for name in ["f.pdf", "f.PDF", "f.html.txt", "f.csv", "f.zip", "f.png", "f.jpeg", "f.mp3", "f.docx", "f.ics"] {
        let snapshot = bench.with(&format!("# A\n\n[x]({name})\n"), name, b"x");
        assert_eq!(codes(&snapshot), [""; 0], "{name}");
        assert_eq!(snapshot.assets.written.len(), 1, "{name}");
    }
    let snapshot = bench.with("# A\n\n![x](f.pdf)\n", "f.pdf", b"x");
    assert_eq!(codes(&snapshot), ["X08"]);
}
