//! A converted book is built in memory, and what would stop it is mended where that loses nothing, or
//! made a warning where the config allows it. What remains is told.

use std::collections::{BTreeMap, BTreeSet};

use super::{Left, count, line_of, toml_text};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::engine::{Engine, Snapshot};
use crate::inputs::{Delta, Inputs};
use crate::project::Settings;

/// Mending one thing can show another; a book that is not settled by then is reported as it is.
const MAX_ROUNDS: usize = 6;

/// A project in the making.
#[derive(Debug, Default)]
pub struct Draft {
    pub source: String,
    pub locales: Vec<String>,
    /// Markdown files of `content/` without the front matter that is added.
    pub bodies: BTreeMap<String, String>,
    pub fronts: BTreeMap<String, Front>,
    /// All other files.
    pub others: BTreeMap<String, Vec<u8>>,
    pub trusted: bool,
    /// Codes that are lowered to warnings, and how many findings they have.
    pub lowered: BTreeMap<&'static str, usize>,
}

/// Front matter that a chapter needs in its new place.
#[derive(Debug, Default, Clone)]
pub struct Front {
    pub title: Option<String>,
    pub slug: Option<String>,
    pub aliases: Vec<String>,
}

impl Front {
    fn text(&self) -> String {
        let mut out = String::from("+++\n");
        for (key, value) in [("title", &self.title), ("slug", &self.slug)] {
            if let Some(value) = value {
                out.push_str(&format!("{key} = {}\n", toml_text(value)));
            }
        }
        if !self.aliases.is_empty() {
            let aliases: Vec<String> = self.aliases.iter().map(|alias| toml_text(alias)).collect();
            out.push_str(&format!("aliases = [{}]\n", aliases.join(", ")));
        }
        out.push_str("+++\n\n");
        out
    }
}

/// How the last build in memory ended.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Changes that were made to chapters.
    pub left: Vec<Left>,
    /// Findings that stop the build.
    pub blocking: Vec<Diagnostic>,
    /// The project as it was built.
    pub inputs: Inputs,
    pub n_errors: usize,
    pub n_warnings: usize,
}

impl Draft {
    /// Every file of the project.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = self.others.clone();
        files.insert("handbook.toml".to_owned(), self.config().into_bytes());
        for path in self.bodies.keys() {
            files.insert(path.clone(), self.text(path).into_bytes());
        }
        files
    }

    /// A chapter with its front matter.
    pub fn text(&self, path: &str) -> String {
        let body = self.bodies.get(path).map_or("", String::as_str);
        match self.fronts.get(path) {
            Some(front) => format!("{}{}", front.text(), body.trim_start_matches(['\u{feff}', '\n'])),
            None => body.to_owned(),
        }
    }

    fn config(&self) -> String {
        let locales: Vec<String> = self.locales.iter().map(|tag| toml_text(tag)).collect();
        let mut out = format!(
            "[handbook]\nsource = {}\nlocales = [{}]\nedition = \"1\"\n# base_url = \"https://handbook.example.org/\"\n",
            toml_text(&self.source),
            locales.join(", ")
        );
        if self.trusted {
            out.push_str(
                "\n[content]\n# The book holds raw HTML; all who write in it are trusted.\nraw_html = \"trusted\"\n",
            );
        }
        if !self.lowered.is_empty() {
            out.push_str(
                "\n[check]\n# These would stop the build as imported. Mend what they find, then take the lines out.\n",
            );
            for code in self.lowered.keys() {
                out.push_str(&format!("{code} = \"warn\"\n"));
            }
        }
        out
    }

    /// Builds in memory until nothing more can be mended. `rows` tells that table rows were left out.
    pub fn settle(&mut self, rows: bool) -> Outcome {
        let mut outcome = Outcome::default();
        for round in 0..=MAX_ROUNDS {
            let (engine, snapshot) = self.build();
            if round < MAX_ROUNDS && (self.mend(&engine, &snapshot, &mut outcome) || self.lower(&snapshot, rows)) {
                continue;
            }
            let counts = snapshot.counts();
            (outcome.n_errors, outcome.n_warnings) = (counts.errors, counts.warnings);
            outcome.blocking = snapshot.blocking().cloned().collect();
            outcome.inputs = (**engine.inputs()).clone();
            break;
        }
        outcome.left.sort();
        outcome
    }

    fn build(&self) -> (Engine, std::sync::Arc<Snapshot>) {
        let mut delta = Delta::default();
        for (path, bytes) in self.files() {
            if path.starts_with("content/") || path.starts_with("locales/") || path == "handbook.toml" {
                delta.write(&path, bytes);
            }
        }
        let mut engine = Engine::new(Settings::default());
        let snapshot = engine.update(delta);
        (engine, snapshot)
    }

    /// Changes what would stop the build into what says the same and does not.
    fn mend(&mut self, engine: &Engine, snapshot: &Snapshot, outcome: &mut Outcome) -> bool {
        let blocking: Vec<&Diagnostic> = snapshot.blocking().collect();
        if !self.trusted && blocking.iter().any(|diag| asks_for_trust(diag.code)) {
            self.trusted = true;
            return true;
        }
        let mut edits: BTreeMap<String, Vec<(std::ops::Range<usize>, String)>> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for diag in blocking {
            let (Some(file), range) = (&diag.file, diag.range.clone()) else { continue };
            let path = file.as_str();
            if diag.code == Code::A10 && self.give_slug(path, &diag.message, outcome) {
                return true;
            }
            let (Some(range), Some(text)) = (range, engine.inputs().text(path)) else { continue };
            let source = &text[range.clone()];
            let (new, why) = match diag.code {
                Code::X07 => match local_form(text, &range) {
                    Some(new) => {
                        (new, "an image from another server is now a link to it: a page loads nothing from elsewhere")
                    }
                    None => continue,
                },
                Code::A16 if source.starts_with("{{") => (
                    format!("\\{source}"),
                    "handbook would put a value here; a backslash before the braces keeps them text",
                ),
                Code::A17 if source.trim_start().starts_with('{') => (
                    source.replacen('{', "&#123;", 1),
                    "braces at the end of a block would be read as its attributes; `{` is now `&#123;`",
                ),
                _ => continue,
            };
            if seen.insert((path.to_owned(), range.start)) {
                outcome.left.push(Left::new(path, line_of(text, range.start), why));
                edits.entry(path.to_owned()).or_default().push((range, new));
            }
        }
        let mended = !edits.is_empty();
        for (path, edits) in edits {
            let Some(text) = engine.inputs().text(&path) else { continue };
            let front = self.fronts.get(&path).map_or(0, |front| front.text().len());
            let text = super::apply(text, edits);
            self.bodies.insert(path, text[front..].to_owned());
        }
        mended
    }

    /// A chapter that stands where a page of the program's own does gets another address.
    fn give_slug(&mut self, path: &str, message: &str, outcome: &mut Outcome) -> bool {
        let stem = path.rsplit('/').next().and_then(|name| name.strip_suffix(".md"));
        let Some(stem) = stem.filter(|_| message.contains("the program writes itself")) else { return false };
        let slug = format!("{stem}-chapter");
        let front = self.fronts.entry(path.to_owned()).or_default();
        if front.slug.is_some() {
            return false;
        }
        let why = format!("`{stem}.html` is a page of handbook's own; the chapter's address is now `{slug}.html`");
        outcome.left.push(Left::new(path, 0, why));
        front.slug = Some(slug);
        true
    }

    /// Makes warnings of what stops the build and may be one.
    fn lower(&mut self, snapshot: &Snapshot, rows: bool) -> bool {
        let mut found: BTreeMap<&'static str, usize> = BTreeMap::new();
        for diag in snapshot.blocking().filter(|diag| diag.code.configurable()) {
            *found.entry(diag.code.id()).or_default() += 1;
        }
        // A table without some of its rows shows the source's rows in their place.
        let short = snapshot.diags.iter().filter(|diag| diag.code == Code::M02 && diag.level == Level::Error).count();
        if rows && short > 0 {
            found.insert(Code::M02.id(), short);
        }
        found.retain(|code, _| !self.lowered.contains_key(code));
        let any = !found.is_empty();
        self.lowered.extend(found);
        any
    }

    /// What the user should know of the config.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.trusted {
            notes.push(
                "the chapters hold raw HTML: `[content] raw_html = \"trusted\"` lets all of it through".to_owned(),
            );
        }
        for (code, n) in &self.lowered {
            let summary = Code::find(code).map_or("", |code| code.info().summary);
            notes.push(format!("`[check] {code} = \"warn\"`: {} of this kind: {summary}", count(*n, "finding")));
        }
        notes
    }
}

/// Whether a finding goes away when the book's raw HTML is let through.
pub fn asks_for_trust(code: Code) -> bool {
    matches!(code, Code::X01 | Code::X02 | Code::X04)
}

/// A remote image as a link; as its words where it stands in a link.
fn local_form(text: &str, range: &std::ops::Range<usize>) -> Option<String> {
    let source = &text[range.clone()];
    let rest = source.strip_prefix("![")?;
    let close = rest.find(']')?;
    let alt = if rest[..close].trim().is_empty() { "image" } else { &rest[..close] };
    if text[..range.start].ends_with('[') {
        return Some(alt.to_owned());
    }
    Some(format!("[{alt}{}", &rest[close..]))
}
