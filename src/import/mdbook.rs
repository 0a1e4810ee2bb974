//! An mdBook, with the PO files of mdbook-i18n-helpers if it has some, as a handbook project.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::catalog::{Catalog, Found, message_key, parse};
use super::directives::Sources;
use super::manifest::{self, Manifest, read_manifest};
use super::settle::{self, Draft, Front};
use super::summary::{self, Summary, Title};
use super::translate::{self, Tally};
use super::{Book, Converted, Left, Report, count, tags, toml_text};
use crate::cldr;
use crate::document::{self, Doc, Options, front_matter};
use crate::inputs::{Delta, Inputs};
use crate::project::builtin;
use crate::vpath::VPath;

/// Converts a book. `locales` are those the user named, the source first. The error is one line.
pub fn convert(book: &Book, locales: &[String]) -> Result<Converted, String> {
    let text = book.files.get(manifest::FILE).ok_or_else(|| format!("there is no `{}`", manifest::FILE))?;
    let text = std::str::from_utf8(text).map_err(|_| format!("`{}` is not UTF-8", manifest::FILE))?;
    let manifest = read_manifest(text)?;
    let name = path_in(&manifest.src, "SUMMARY.md");
    let summary =
        book.files.get(name.as_str()).ok_or_else(|| format!("there is no `{name}`: it lists the chapters"))?;
    let summary = std::str::from_utf8(summary).map_err(|_| format!("`{name}` is not UTF-8"))?;
    let mut job = Job { book, manifest, draft: Draft::default(), report: Report::default() };
    job.report.left.extend(book.refused.iter().cloned());
    job.report.left.append(&mut job.manifest.left.clone());
    job.locales(locales);
    let chapters = job.chapters();
    let plain = summary.strip_prefix('\u{feff}').unwrap_or(summary).replace("\r\n", "\n");
    let summary = summary::convert(&plain, &chapters, &name);
    job.report.left.extend(summary.left.iter().cloned());
    job.redirects(&summary);
    job.draft.bodies.insert(job.content("SUMMARY.md"), summary.text.clone());
    job.titles(&summary);
    job.settings();
    let rows = job.translations(&summary);
    Ok(job.finish(rows))
}

fn path_in(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

const TRUSTED: Options = Options { trusted_html: true };

/// The source's chapters by their place in the project.
struct Chapters {
    /// With their raw HTML.
    docs: BTreeMap<String, Doc>,
    /// As the project will read them, with these options.
    shown: BTreeMap<String, Doc>,
    options: Options,
}

struct Job<'a> {
    book: &'a Book,
    manifest: Manifest,
    draft: Draft,
    report: Report,
}

impl Job<'_> {
    fn content(&self, inner: &str) -> String {
        format!("content/{}/{inner}", self.draft.source)
    }

    /// The languages: the first that the user named, else the book's, is the source.
    fn locales(&mut self, named: &[String]) {
        let own = self.manifest.language.clone();
        let source = match (named.first(), &own) {
            (Some(tag), _) => tag.clone(),
            (None, Some((name, line))) => tags::canonical(name).unwrap_or_else(|| {
                let why = format!("the language `{name}` is unknown; the source locale is now `en`");
                self.report.left.push(Left::new(manifest::FILE, *line, why));
                "en".to_owned()
            }),
            (None, None) => "en".to_owned(),
        };
        if let Some((name, _)) = own.filter(|(name, _)| *name != source) {
            self.report.done.push(format!("the book's language `{name}` is now `{source}`"));
        }
        self.draft.locales = std::iter::once(source.clone()).chain(named.iter().skip(1).cloned()).collect();
        self.draft.source = source;
    }

    /// Copies the files of the chapters' folder; gives the chapters.
    fn chapters(&mut self) -> BTreeSet<VPath> {
        let content = format!("content/{}", self.draft.source);
        let src = self.manifest.src.clone();
        let beside = self.free_folder();
        let sources = Sources { files: &self.book.files, src: &src, content: &content, beside: &beside };
        let mut chapters = BTreeSet::new();
        let mut waiting: Vec<VPath> =
            self.book.files.keys().filter(|path| path.below(&src).is_some()).cloned().collect();
        let mut seen: BTreeSet<VPath> = waiting.iter().cloned().collect();
        while let Some(path) = waiting.pop() {
            let (Some(bytes), Some(place)) = (self.book.files.get(&path), sources.place(&path)) else { continue };
            let inner = path.below(&src).map(str::to_owned);
            if src.is_empty() && !self.is_content(&path) {
                continue;
            }
            if path.extension() != "md" {
                self.draft.others.insert(place.as_str().to_owned(), bytes.clone());
                continue;
            }
            if inner.as_deref() == Some("SUMMARY.md") {
                continue;
            }
            let Ok(text) = std::str::from_utf8(bytes) else {
                self.report.left.push(Left::new(path.as_str(), 0, "the file is not UTF-8 and was left out"));
                continue;
            };
            let mut chapter = sources.convert(&path, text);
            self.report.left.append(&mut chapter.left);
            for copied in chapter.copied {
                if seen.insert(copied.clone()) {
                    waiting.push(copied);
                }
            }
            self.draft.bodies.insert(place.as_str().to_owned(), chapter.text);
            if let Some(title) = chapter.title {
                self.front(place.as_str(), path.as_str(), |front| front.title = Some(title));
            }
            chapters.extend(inner.and_then(|inner| VPath::parse(&inner).ok()));
        }
        chapters
    }

    /// A folder that no chapter lies in. What begins with `_` is not listed and not missed.
    fn free_folder(&self) -> String {
        let taken = |name: &String| {
            let folder = path_in(&self.manifest.src, name);
            self.book.files.keys().any(|path| path.below(&folder).is_some())
        };
        (0..)
            .map(|n| if n == 0 { "_include".to_owned() } else { format!("_include-{n}") })
            .find(|name| !taken(name))
            .unwrap_or_default()
    }

    /// Whether a file of a book without a folder for chapters may be one of theirs.
    fn is_content(&self, path: &VPath) -> bool {
        let folder = path.as_str().split('/').next().unwrap_or_default();
        path.as_str() != manifest::FILE && folder != self.manifest.po_dir
    }

    /// Adds front matter to a chapter, unless it has its own, which stays as it is.
    fn front(&mut self, place: &str, shown: &str, change: impl FnOnce(&mut Front)) -> bool {
        let body = self.draft.bodies.get(place).map_or("", String::as_str).trim_start_matches('\u{feff}');
        if body.starts_with("+++") || body.starts_with("---\n") || body.starts_with("---\r\n") {
            let why = "the chapter has front matter; its title and old addresses were not added to it";
            self.report.left.push(Left::new(shown, 1, why));
            return false;
        }
        change(self.draft.fronts.entry(place.to_owned()).or_default());
        true
    }

    /// Old addresses of chapters become their aliases.
    fn redirects(&mut self, summary: &Summary) {
        let mut n = 0;
        for (from, to, line) in self.manifest.redirects.clone() {
            let leave =
                |why: &str| Left::new(manifest::FILE, line, format!("the redirect from `{from}` to `{to}` {why}"));
            let old = from.trim_start_matches('/');
            let left = if to.contains("://") || from.contains('#') || to.contains('#') {
                leave("does not lead from a page to a page; set it up where the site is served")
            } else {
                let base = VPath::parse(old).map(|path| path.dir().to_owned()).unwrap_or_default();
                let base = if to.starts_with('/') { "" } else { &base };
                let target = crate::vpath::join(base, to.trim_start_matches('/')).ok();
                let chapter = target.and_then(|target| find_page(summary, &target));
                let taken = VPath::parse(old).ok().and_then(|old| find_page(summary, &old));
                match (chapter, taken) {
                    (None, _) => leave("leads to no chapter"),
                    (Some(_), Some(_)) => leave("begins at a chapter's address"),
                    (Some(chapter), None) => {
                        let shown = path_in(&self.manifest.src, chapter.as_str());
                        let alias = old.to_owned();
                        let place = self.content(chapter.as_str());
                        n += usize::from(self.front(&place, &shown, |front| front.aliases.push(alias)));
                        continue;
                    }
                }
            };
            self.report.left.push(left);
        }
        if n > 0 {
            self.report.done.push(format!("{} became `aliases` of chapters", count(n, "redirect")));
        }
    }

    /// A chapter without a title of its own gets that of the summary.
    fn titles(&mut self, summary: &Summary) {
        let docs = self.read(TRUSTED);
        let mut n = 0;
        for title in &summary.titles {
            let Some(path) = &title.path else { continue };
            let place = self.content(path.as_str());
            let Some(doc) = docs.get(&place) else { continue };
            let titled = doc.front.title.is_some() || doc.tree.headings.iter().any(|heading| heading.level == 1);
            if titled || matches!(path.as_str(), "README.md" | "index.md") {
                continue;
            }
            let shown = path_in(&self.manifest.src, path.as_str());
            n += usize::from(self.front(&place, &shown, |front| front.title = Some(title.text.clone())));
        }
        if n > 0 {
            self.report.done.push(format!("{} without a title got that of the summary", count(n, "chapter")));
        }
    }

    /// All Markdown files of the source, parsed with what they include.
    fn read(&self, options: Options) -> BTreeMap<String, Doc> {
        let mut delta = Delta::default();
        for path in self.draft.bodies.keys() {
            delta.write(path, self.draft.text(path));
        }
        let mut inputs = Inputs::default();
        inputs.apply(delta);
        let docs = inputs.files.iter().filter_map(|(path, file)| {
            let text: &Arc<str> = file.text()?;
            Some((path.as_str().to_owned(), document::parse(path, text, &inputs, options)))
        });
        docs.collect()
    }

    /// `.gitignore`, and what each locale is called.
    fn settings(&mut self) {
        self.draft.others.insert(".gitignore".to_owned(), b"/public\n/.handbook\n".to_vec());
        for tag in self.draft.locales.clone() {
            self.add_locale(&tag);
        }
        if !self.manifest.authors.is_empty() {
            self.report
                .done
                .push("the authors are the value `authors` in locale.toml; `{{value authors}}` shows them".to_owned());
        }
    }

    fn add_locale(&mut self, tag: &str) {
        let manifest = &self.manifest;
        let is_source = tag == self.draft.source;
        let mut text = format!("title = {}\n", toml_text(manifest.title.as_deref().unwrap_or("Handbook")));
        if let Some(description) = manifest.description.as_ref().filter(|_| is_source) {
            text.push_str(&format!("description = {}\n", toml_text(description)));
        }
        if builtin::autonym(tag).is_none() {
            text.push_str(&format!("name = \"{tag}\"\n"));
        }
        let own = if cldr::is_rtl(tag) { "rtl" } else { "ltr" };
        if let Some(direction) = manifest.direction.as_ref().filter(|direction| is_source && *direction != own) {
            text.push_str(&format!("direction = \"{direction}\"\n"));
        }
        let shipped =
            builtin::strings(tag).is_some() || cldr::parents(tag).iter().any(|tag| builtin::strings(tag).is_some());
        if !shipped {
            text.push_str("published = false\n");
            let why =
                format!("the interface has no words in `{tag}` yet: translate `locales/{tag}/ui.ftl`, then publish it");
            self.report.left.push(Left::new(&format!("locales/{tag}/locale.toml"), 0, why));
        }
        if !manifest.authors.is_empty() {
            text.push_str(&format!("\n[values]\nauthors = {}\n", toml_text(&manifest.authors.join(", "))));
        }
        self.draft.others.insert(format!("locales/{tag}/locale.toml"), text.into_bytes());
    }

    /// Makes a locale of each PO file. Tells whether table rows were left out.
    fn translations(&mut self, summary: &Summary) -> bool {
        let mut rows = false;
        let (docs, mut shown) = (self.read(TRUSTED), self.read(Options::default()));
        let unsafe_html = |doc: &Doc| doc.diags.iter().any(|diag| settle::asks_for_trust(diag.code));
        let options = if shown.values().any(unsafe_html) { TRUSTED } else { Options::default() };
        if options == TRUSTED {
            shown = self.read(TRUSTED);
        }
        let chapters = Chapters { docs, shown, options };
        let folder = self.manifest.po_dir.clone();
        let files: Vec<VPath> =
            self.book.files.keys().filter(|path| path.dir() == folder && path.extension() == "po").cloned().collect();
        for file in files {
            let shown_name = file.as_str().to_owned();
            let Some(tag) = tags::canonical(file.stem()) else {
                self.report.left.push(Left::new(&shown_name, 0, format!("`{}` is no language", file.stem())));
                continue;
            };
            let text = self.book.files.get(&file).map(|bytes| std::str::from_utf8(bytes));
            let read = match text {
                Some(Ok(text)) => Catalog::read(text).map_err(|error| (error.line, error.message.to_owned())),
                _ => Err((0, "the file is not UTF-8".to_owned())),
            };
            let mut catalog = match read {
                Ok(_) if tag == self.draft.source => {
                    let why = format!("it is in `{tag}`, the language of the book itself");
                    self.report.left.push(Left::new(&shown_name, 0, why));
                    continue;
                }
                Ok(_) if self.draft.bodies.keys().any(|path| path.starts_with(&format!("content/{tag}/"))) => {
                    let why = format!("another file was already taken for `{tag}`");
                    self.report.left.push(Left::new(&shown_name, 0, why));
                    continue;
                }
                Ok(catalog) => catalog,
                Err((line, why)) => {
                    self.report.left.push(Left::new(&shown_name, line, why));
                    continue;
                }
            };
            if !self.draft.locales.contains(&tag) {
                self.draft.locales.push(tag.clone());
                self.add_locale(&tag);
            }
            let tally = self.translate(&tag, &shown_name, &mut catalog, summary, &chapters);
            rows |= tally.rows > 0;
            let found = catalog.used.iter().filter(|used| **used).count();
            self.report.done.push(format!(
                "{shown_name} is now `{tag}`: {found} of {} found in the book; {}",
                count(catalog.messages.len(), "message"),
                translate::summary(&tally)
            ));
            for (message, _) in catalog
                .messages
                .iter()
                .zip(&catalog.used)
                .filter(|(message, used)| !**used && !message.fuzzy && !message.text.trim().is_empty())
            {
                let why = "the translation was not used: the book has no such block".to_owned();
                self.report.left.push(Left::new(&shown_name, message.line, why));
            }
        }
        rows
    }

    fn translate(
        &mut self,
        tag: &str,
        shown: &str,
        catalog: &mut Catalog,
        summary: &Summary,
        sources: &Chapters,
    ) -> Tally {
        let mut tally = Tally::default();
        let titles: Vec<(Title, Option<String>)> =
            summary.titles.iter().map(|title| (title.clone(), translated(catalog, &title.markdown))).collect();
        // The heading of the summary itself is a message that handbook has no place for.
        catalog.find(&message_key("Summary"));
        let (text, lost) = summary::retitled(&titles);
        if let Some(text) = text {
            self.draft.bodies.insert(format!("content/{tag}/SUMMARY.md"), text);
        }
        if lost > 0 {
            let why = format!("titles of parts that follow an untranslated one are not carried over: {lost}");
            self.report.left.push(Left::new(shown, 0, why));
        }
        let mut chapters: Vec<&VPath> = summary.titles.iter().filter_map(|title| title.path.as_ref()).collect();
        let cover = [VPath::known("README.md"), VPath::known("index.md")];
        chapters.extend(cover.iter().filter(|path| !chapters.contains(path)).collect::<Vec<_>>());
        for path in chapters {
            let place = self.content(path.as_str());
            let (Some(doc), Some(shown_doc)) = (sources.docs.get(&place), sources.shown.get(&place)) else { continue };
            let body = front_matter::split(&doc.file, &doc.text).1;
            let source = translate::Source { doc, shown: shown_doc, body, options: sources.options };
            let chapter = translate::translate(source, catalog);
            self.report.left.extend(chapter.left.into_iter().map(|(line, why)| Left::new(shown, line, why)));
            if chapter.tally.translated == 0 {
                // The whole chapter is shown in the source language: no block of it is missing.
                tally.add(&Tally { left_out: 0, rows: 0, ..chapter.tally });
                continue;
            }
            tally.add(&chapter.tally);
            let place = format!("content/{tag}/{path}");
            let title = doc.front.title.as_ref().and_then(|title| translated(catalog, title));
            if title.is_some() {
                self.draft.fronts.insert(place.clone(), Front { title, ..Front::default() });
            }
            self.draft.bodies.insert(place, chapter.text);
        }
        tally
    }

    fn finish(mut self, rows: bool) -> Converted {
        let outcome = self.draft.settle(rows);
        self.report.left.extend(outcome.left);
        self.report.blocking = outcome.blocking;
        let folder = format!("content/{}/", self.draft.source);
        let n_chapters = self.draft.bodies.keys().filter(|path| path.starts_with(&folder)).count() - 1;
        let n_others = self.draft.others.keys().filter(|path| path.starts_with(&folder)).count();
        let mut done =
            vec![format!("converted {} and {}", count(n_chapters, "Markdown file"), count(n_others, "other file"))];
        done.append(&mut self.report.done);
        done.extend(self.draft.notes());
        if self.report.blocking.is_empty() && outcome.n_errors + outcome.n_warnings > 0 {
            done.push(format!(
                "the new project builds, with {} and {}: see `handbook check`",
                count(outcome.n_errors, "error"),
                count(outcome.n_warnings, "warning")
            ));
        }
        self.report.done = done;
        self.report.left.sort();
        self.report.left.dedup();
        Converted { files: self.draft.files(), report: self.report, inputs: outcome.inputs }
    }
}

/// The chapter that mdBook writes to this path.
fn find_page(summary: &Summary, page: &VPath) -> Option<VPath> {
    let stem = page.as_str().strip_suffix(".html")?;
    let mut names = vec![format!("{stem}.md")];
    if let Some(folder) = stem.strip_suffix("index") {
        names.push(format!("{folder}README.md"));
    }
    let mut paths = summary.titles.iter().filter_map(|title| title.path.as_ref());
    paths.find(|path| names.iter().any(|name| name == path.as_str())).cloned()
}

/// The translation of a title, as plain text.
fn translated(catalog: &mut Catalog, markdown: &str) -> Option<String> {
    match catalog.find(&message_key(markdown)) {
        Found::Translated(text, _) => {
            let doc = parse(&format!("# {}", text.replace('\n', " ")));
            Some(doc.tree.plain_text(&doc.text, 0..doc.tree.nodes.len())).filter(|text| !text.is_empty())
        }
        _ => None,
    }
}
