//! `book.toml`: what it says that a handbook has a place for, and every other key, to be reported.

use std::collections::BTreeMap;

use super::{Left, line_of};
use crate::data::{Kind, Table, Value, parse_toml};

/// The name of an mdBook's config file.
pub const FILE: &str = "book.toml";

/// Settings of an mdBook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    pub title: Option<String>,
    pub description: Option<String>,
    pub authors: Vec<String>,
    pub language: Option<(String, usize)>,
    /// `rtl` or `ltr`.
    pub direction: Option<String>,
    /// The folder of the chapters; empty for the book's own.
    pub src: String,
    /// The folder that mdBook writes to.
    pub build_dir: String,
    /// The folder of the PO files.
    pub po_dir: String,
    /// Old address, new address, line.
    pub redirects: Vec<(String, String, usize)>,
    pub left: Vec<Left>,
}

/// Keys with no counterpart of which there is more to say.
const HINTS: [(&str, &str); 8] = [
    ("output.html.theme", "templates differ: see `handbook explain template`, and put yours into `themes/<name>/`"),
    ("output.html.additional-css", "put style sheets into `themes/<name>/assets/`"),
    ("output.html.additional-js", "pages work without scripts, and none are added"),
    ("output.html.mathjax-support", "formulas stay as they are written"),
    ("output.html.smart-punctuation", "quotes and dashes stay as they are written"),
    ("output.html.site-url", "set `base_url` under `[handbook]` to the site's whole address"),
    ("output.html.input-404", "the page for missing addresses is the theme's"),
    ("book.multilingual", "languages are listed under `[handbook]`"),
];

/// Reads `book.toml`. The error is one line for the user.
pub fn read_manifest(text: &str) -> Result<Manifest, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (table, errors) = parse_toml(text);
    if let Some(error) = errors.first() {
        let line = line_of(text, error.range.start.min(text.len()));
        return Err(format!("`{FILE}` line {line}: {}", error.message));
    }
    let text_at = |path: &str| match table.get_path(path).map(|value| &value.kind) {
        Some(Kind::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let folder = |path: &str, default: &str| {
        let folder = text_at(path).unwrap_or_else(|| default.to_owned());
        let folder = folder.trim_start_matches("./").trim_end_matches('/');
        if folder == "." { String::new() } else { folder.to_owned() }
    };
    let mut manifest = Manifest {
        title: text_at("book.title"),
        description: text_at("book.description"),
        authors: texts(table.get_path("book.authors")),
        language: text_at("book.language").map(|tag| (tag, line_at(text, table.get_path("book.language")))),
        direction: text_at("book.text-direction").filter(|dir| matches!(dir.as_str(), "ltr" | "rtl")),
        src: folder("book.src", "src"),
        build_dir: folder("build.build-dir", "book"),
        po_dir: folder("preprocessor.gettext.po-dir", "po"),
        redirects: Vec::new(),
        left: Vec::new(),
    };
    if let Some(Kind::Table(redirects)) = table.get_path("output.html.redirect").map(|value| &value.kind) {
        for entry in &redirects.entries {
            if let Kind::Text(to) = &entry.value.kind {
                manifest.redirects.push((entry.key.clone(), to.clone(), line_of(text, entry.key_range.start)));
            }
        }
    }
    leave(text, &table, &mut manifest.left);
    Ok(manifest)
}

fn texts(value: Option<&Value>) -> Vec<String> {
    match value.map(|value| &value.kind) {
        Some(Kind::List(items)) => items.iter().filter_map(Value::display).collect(),
        Some(Kind::Text(text)) => vec![text.clone()],
        _ => Vec::new(),
    }
}

fn line_at(text: &str, value: Option<&Value>) -> usize {
    value.map_or(0, |value| line_of(text, value.range.start))
}

/// Reports every key that nothing above reads.
fn leave(text: &str, table: &Table, left: &mut Vec<Left>) {
    let read = [
        "book.title",
        "book.description",
        "book.authors",
        "book.language",
        "book.text-direction",
        "book.src",
        "build.build-dir",
        // What it asks for is done in another way: missing chapters are announced.
        "build.create-missing",
        "output.html.redirect",
        // Handbook does what these do, or they only serve the making of PO files.
        "preprocessor.gettext",
        "preprocessor.index",
        "preprocessor.links",
        "output.xgettext",
    ];
    let hints: BTreeMap<&str, &str> = HINTS.into_iter().collect();
    let mut report = |path: &str, at: usize| {
        if read.contains(&path) {
            return;
        }
        let why = match (hints.get(path), path.split_once('.')) {
            (Some(hint), _) => format!("`{path}` has no counterpart; {hint}"),
            (None, Some(("preprocessor", name))) => {
                format!("the preprocessor `{name}` is not run: what it changes in chapters stays as it is written")
            }
            (None, Some(("output", name))) if !name.contains('.') => {
                format!("the output `{name}` is not made by handbook")
            }
            _ => format!("`{path}` has no counterpart"),
        };
        left.push(Left::new(FILE, line_of(text, at), why));
    };
    for section in &table.entries {
        let Kind::Table(inner) = &section.value.kind else {
            report(&section.key, section.key_range.start);
            continue;
        };
        for entry in &inner.entries {
            let path = format!("{}.{}", section.key, entry.key);
            match &entry.value.kind {
                Kind::Table(html) if path == "output.html" => {
                    for entry in &html.entries {
                        report(&format!("{path}.{}", entry.key), entry.key_range.start);
                    }
                }
                _ => report(&path, entry.key_range.start),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_keys_are_read_and_all_others_reported_with_their_line() {
        let text = "[book]\ntitle = \"T\"\nauthors = [\"A\", \"B\"]\nsrc = \"./docs/\"\nlanguage = \"de\"\n\n[build]\nbuild-dir = \"out\"\n\n[output.html]\nmathjax-support = true\n[output.html.redirect]\n\"/a.html\" = \"b.html\"\n\n[preprocessor.toc]\n[output.epub]\n[rust]\nedition = \"2024\"\n";
        let manifest = read_manifest(text).expect("a valid config");
        assert_eq!(
            (manifest.src.as_str(), manifest.build_dir.as_str(), manifest.po_dir.as_str()),
            ("docs", "out", "po")
        );
        assert_eq!(manifest.authors, ["A", "B"]);
        assert_eq!(manifest.language, Some(("de".to_owned(), 5)));
        assert_eq!(manifest.redirects, [("/a.html".to_owned(), "b.html".to_owned(), 13)]);
        let mut said: Vec<String> = manifest.left.iter().map(|left| format!("{} {}", left.line, left.why)).collect();
        said.sort();
        assert_eq!(
            said,
            [
                "11 `output.html.mathjax-support` has no counterpart; formulas stay as they are written",
                "15 the preprocessor `toc` is not run: what it changes in chapters stays as it is written",
                "16 the output `epub` is not made by handbook",
                "18 `rust.edition` has no counterpart",
            ]
        );
        assert_eq!(read_manifest("[book\n").expect_err("an error").split(':').next(), Some("`book.toml` line 1"));
    }
}
