//! The front matter of a chapter: TOML between `+++` lines, or YAML between `---` lines.

use std::ops::Range;

use super::foreign;
use super::sheet::Sheet;
use crate::data::{Date, Reader, Table, Value, parse_toml, parse_yaml};
use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::vpath::VPath;

/// Front matter of at most this many bytes is read.
const MAX_BYTES: usize = 1 << 20;

/// What a chapter says of itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FrontMatter {
    pub title: Option<String>,
    pub description: Option<String>,
    pub id: Option<String>,
    /// Replaces the last segment of the output path; source locale only.
    pub slug: Option<(String, Range<usize>)>,
    pub draft: bool,
    pub date: Option<Date>,
    pub updated: Option<Date>,
    /// Old addresses, relative to the locale's folder.
    pub aliases: Vec<(String, Range<usize>)>,
    pub template: Option<(String, Range<usize>)>,
    pub keywords: Vec<String>,
    pub review: Review,
    pub translation: Translation,
    pub withdrawn: Option<Withdrawn>,
    pub kind: Option<String>,
    /// What the chapter is printed as by itself.
    pub print: Vec<Sheet>,
    pub sources: Vec<String>,
    pub about: Vec<String>,
    /// Passed on to templates as it is.
    pub extra: Option<serde_json::Value>,
    /// Written in YAML, and so perhaps for another tool.
    pub imported: bool,
}

/// Medical review of a chapter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Review {
    pub reviewed: Option<Date>,
    pub reviewer: Vec<String>,
    pub due: Option<Date>,
}

/// Who translated a chapter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Translation {
    pub translator: Vec<String>,
    pub reviewer: Vec<String>,
    pub machine: bool,
}

/// Advice that must no longer be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    pub date: Option<Date>,
    pub reason: Option<String>,
    /// A relative link to what to read instead.
    pub see: Option<(String, Range<usize>)>,
}

/// The parts of a text with a fence on its first line.
struct Found {
    fence: &'static str,
    /// What stands between the fences.
    inner: Range<usize>,
    /// Where the body begins.
    body: usize,
    closed: bool,
}

/// Finds front matter; `None` if the text has none. Blanks after a fence do not show in an editor, so
/// they do not count.
fn find(text: &str) -> Option<Found> {
    let first = text.split_inclusive('\n').next().filter(|line| line.ends_with('\n'))?;
    let fence = match first.trim_end() {
        "+++" => "+++",
        "---" => "---",
        _ => return None,
    };
    let start = first.len();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some(Found { fence, inner: start..at, body: at + line.len(), closed: true });
        }
        at += line.len();
    }
    // A lone `---` is a thematic break; a lone `+++` is nothing else but broken front matter.
    let broken = fence == "+++" || looks_like_yaml(&text[start..]);
    broken.then_some(Found { fence, inner: start..text.len(), body: text.len(), closed: false })
}

/// Whether the lines up to the first empty one are keys and values, as `title: x`. Prose after a thematic
/// break may hold a colon as well, but hardly begins every line with one word in lower case and a colon.
fn looks_like_yaml(text: &str) -> bool {
    let is_key = |line: &str| {
        line.split_once(':').is_some_and(|(key, value)| {
            key.starts_with(|ch: char| ch.is_ascii_lowercase())
                && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
                && (value.is_empty() || value.starts_with([' ', '\t']))
        })
    };
    let mut lines = text.lines().take_while(|line| !line.trim().is_empty()).peekable();
    lines.peek().is_some_and(|line| is_key(line))
        && lines.all(|line| is_key(line) || line.starts_with([' ', '\t', '#']) || line.starts_with("- "))
}

/// The byte where the body begins.
pub fn body_start(text: &str) -> usize {
    find(text).map_or(0, |found| found.body)
}

/// The fence of front matter and the byte where its first line begins; `None` if the text has none.
pub fn fence(text: &str) -> Option<(&'static str, usize)> {
    find(text).map(|found| (found.fence, found.inner.start))
}

/// Splits front matter off and reads it. Returns it with the byte where the body begins.
pub fn split(file: &VPath, text: &str) -> (FrontMatter, usize, Vec<Diagnostic>) {
    let Some(Found { fence, inner, body, closed }) = find(text) else {
        return (FrontMatter::default(), 0, Vec::new());
    };
    if !closed {
        let diag = Diagnostic::new(Code::A01, "front matter is not closed")
            .at(file, 0..3)
            .help(format!("end it with a line that holds only `{fence}`"));
        return (FrontMatter::default(), body, vec![diag]);
    }
    let offset = inner.start;
    let inner = &text[inner];
    if inner.len() > MAX_BYTES {
        let diag = Diagnostic::new(Code::A13, "front matter is larger than 1 MiB")
            .at(file, 0..3)
            .help("move what readers should see into the text below it");
        return (FrontMatter::default(), body, vec![diag]);
    }
    let toml = fence == "+++";
    let (mut table, errors) = if toml { parse_toml(inner) } else { parse_yaml(inner) };
    let mut diags: Vec<Diagnostic> = errors
        .into_iter()
        .map(|error| {
            let kind = if toml { "TOML" } else { "YAML" };
            Diagnostic::new(Code::A01, format!("front matter is not valid {kind}: {}", error.message))
                .at(file, error.range.start + offset..error.range.end + offset)
                .help(error.help())
        })
        .collect();
    if !toml {
        foreign::settle(&mut table, file, offset, &mut diags);
    }
    let level = if toml { Level::Error } else { Level::Warning };
    let mut front = read(&table, file, offset, level, &mut diags);
    front.imported = !toml;
    (front, body, diags)
}

fn read(table: &Table, file: &VPath, offset: usize, level: Level, diags: &mut Vec<Diagnostic>) -> FrontMatter {
    let mut reader = Reader::new(table, file, offset, "");
    let plain = |texts: Vec<(String, Range<usize>)>| texts.into_iter().map(|(text, _)| text).collect();
    let mut front = FrontMatter {
        title: reader.text("title"),
        description: reader.text("description"),
        id: reader.text("id"),
        slug: reader.spanned_text("slug"),
        draft: reader.bool("draft").unwrap_or(false),
        date: reader.date("date"),
        updated: reader.date("updated"),
        aliases: reader.texts("aliases"),
        template: reader.spanned_text("template"),
        keywords: plain(reader.texts("keywords")),
        kind: reader.text("kind"),
        sources: plain(reader.texts("sources")),
        about: plain(reader.texts("about")),
        extra: reader.value("extra").map(Value::to_json),
        ..FrontMatter::default()
    };
    for (name, range) in reader.texts("print") {
        match Sheet::parse(&name) {
            Some(sheet) if !front.print.contains(&sheet) => front.print.push(sheet),
            Some(_) => {}
            None => reader.reject(range, format!("`print` cannot be `{name}`"), &did_you_mean(&name, &Sheet::NAMES)),
        }
    }
    if let Some(table) = reader.table("review") {
        let mut inner = Reader::new(table, file, offset, "`[review]`");
        front.review = Review {
            reviewed: inner.date("reviewed"),
            reviewer: plain(inner.texts("reviewer")),
            due: inner.date("due"),
        };
        diags.extend(inner.finish(level));
    }
    if let Some(table) = reader.table("translation") {
        let mut inner = Reader::new(table, file, offset, "`[translation]`");
        front.translation = Translation {
            translator: plain(inner.texts("translator")),
            reviewer: plain(inner.texts("reviewer")),
            machine: inner.bool("machine").unwrap_or(false),
        };
        diags.extend(inner.finish(level));
    }
    if let Some(table) = reader.table("withdrawn") {
        let mut inner = Reader::new(table, file, offset, "`withdrawn`");
        front.withdrawn =
            Some(Withdrawn { date: inner.date("date"), reason: inner.text("reason"), see: inner.spanned_text("see") });
        diags.extend(inner.finish(level));
    }
    diags.extend(foreign::finish(reader, file, level));
    front
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (FrontMatter, usize, Vec<String>) {
        let (front, body, diags) = split(&VPath::known("a.md"), text);
        let said = diags
            .into_iter()
            .map(|diag| {
                let place = diag.range.map(|range| text[range].to_owned()).unwrap_or_default();
                format!("{} {}: {} <{place}>", diag.level.name(), diag.code.id(), diag.message)
            })
            .collect();
        (front, body, said)
    }

    #[test]
    fn toml_and_yaml_give_the_same() {
        let toml =
            "+++\ntitle = \"Hands\"\ndate = 2026-11-01\nkeywords = [\"soap\"]\n[review]\nreviewer = [\"a\"]\n+++\nBody";
        let yaml = "---\ntitle: Hands\ndate: 2026-11-01\nkeywords: [soap]\nreview:\n  reviewer: a\n---\nBody";
        let (a, at_a, said_a) = read_text(toml);
        let (b, at_b, said_b) = read_text(yaml);
        assert_eq!((said_a.len(), said_b.len()), (0, 0), "{said_a:?} {said_b:?}");
        assert_eq!((&toml[at_a..], &yaml[at_b..]), ("Body", "Body"));
        assert_eq!(FrontMatter { imported: true, ..a.clone() }, b);
        assert_eq!(a.date, Date::parse("2026-11-01"));
    }

    #[test]
    fn unknown_keys_and_wrong_types_are_reported_where_they_stand() {
        let (_, _, said) = read_text("+++\ntitel = \"x\"\ndraft = 3\n+++\n");
        assert_eq!(
            said,
            [
                "error A03: `draft` must be `true` or `false`, this is a whole number <3>",
                "error A02: unknown key `titel` <titel>",
            ]
        );
        let (_, _, said) = read_text("---\nweight: 3\ntitle: [\n---\n");
        assert!(said[0].starts_with("error A01: front matter is not valid YAML"), "{said:?}");
        let (_, _, said) = read_text("---\nsidebar_position: 3\n---\n");
        assert_eq!(said, ["warning A02: unknown key `sidebar_position` <sidebar_position>"]);
    }

    #[test]
    fn chapters_of_other_tools_load_with_warnings() {
        let hugo = "---\ntitle: T\ndate: 2024-01-02T10:00:00Z\nlastmod: 2024-02-01\nweight: 3\ntags: [a]\nfoo: 1\nbar: 2\n---\n";
        let (front, _, said) = read_text(hugo);
        assert_eq!(front.date, Date::parse("2024-01-02"));
        assert_eq!(
            said,
            [
                "warning A02: unknown key `lastmod` <lastmod>",
                "warning A02: unknown key `weight` <weight>",
                "warning A02: unknown key `tags` <tags>",
                "warning A02: unknown keys `foo`, `bar` <foo>",
            ]
        );
        let mkdocs = "---\ndate:\n  created: 2024-01-01\n  updated: 2024-02-01\nhide: [toc]\n---\n";
        let (front, _, said) = read_text(mkdocs);
        assert_eq!((front.date, front.updated), (Date::parse("2024-01-01"), Date::parse("2024-02-01")));
        assert_eq!(said, ["warning A02: unknown key `hide` <hide>"]);
        let docusaurus = "---\nslug: /hello/world\nkeywords: {a: 1}\nlast_update: {date: 1/1/2000}\ndate: soon\n---\n";
        let (front, _, said) = read_text(docusaurus);
        assert_eq!(front.slug.map(|(slug, _)| slug).as_deref(), Some("world"));
        assert_eq!(
            said,
            [
                "warning A03: `/hello/world` is more than a slug: its last part, `world`, is used </hello/world>",
                "warning A03: `keywords` cannot be a table and is not used <{>",
                "warning A03: `date` cannot be `soon` and is not used <soon>",
                "warning A02: unknown key `last_update` <last_update>",
            ]
        );
        let starlight = "---\nslug: /\ntemplate: splash\nsidebar: {order: 1}\n---\n";
        let (front, _, said) = read_text(starlight);
        assert_eq!((front.slug, front.template), (None, None));
        assert!(said.iter().all(|said| said.starts_with("warning")), "{said:?}");
        // Read wrongly, this would be published.
        let (_, _, said) = read_text("---\ndraft: perhaps\n---\n");
        assert_eq!(said, ["error A03: `draft` must be `true` or `false`, this is text <perhaps>"]);
        let (_, _, said) = read_text("---\ntitle: a\ntitle: b\n---\n");
        assert_eq!(said, ["error A01: front matter is not valid YAML: duplicate key `title` <t>"]);
    }

    #[test]
    fn a_thematic_break_is_not_front_matter() {
        assert_eq!(read_text("---\nText").1, 0);
        assert_eq!(read_text("---\n\nNote: wash hands.").1, 0);
        assert_eq!(read_text("---\nNote: wash hands.\n").1, 0);
        assert_eq!(read_text("---\nnote that: we wash hands\n").1, 0);
        assert_eq!(read_text("---\ncall: 112, as the\nposter says\n").1, 0);
        assert_eq!(read_text("---").1, 0);
    }

    #[test]
    fn front_matter_that_is_not_closed_is_reported_and_nothing_is_published() {
        for text in ["+++\ntitle = 1\n", "---\ntitle: x\ndraft: true\n\n# A\n", "--- \nkeywords:\n- a\n\n# A"] {
            let (_, body, said) = read_text(text);
            assert_eq!(said, [format!("error A01: front matter is not closed <{}>", &text[..3])]);
            assert_eq!(body, text.len());
        }
    }

    #[test]
    fn blanks_after_a_fence_do_not_matter() {
        for text in ["+++ \ntitle = \"x\"\n+++\t\nBody", "---\t \ntitle: x\n--- \nBody"] {
            let (front, body, said) = read_text(text);
            assert_eq!((front.title.as_deref(), &text[body..]), (Some("x"), "Body"));
            assert_eq!(said, [""; 0]);
        }
        assert_eq!(read_text("---  \ntitel: x\n---\n").2, ["warning A02: unknown key `titel` <titel>"]);
    }
}
