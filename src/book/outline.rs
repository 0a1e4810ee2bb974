//! The order of chapters, from the source's `SUMMARY.md`: one for all locales.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::summary::{self, ItemKind};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::document::Doc;
use crate::inputs::Inputs;
use crate::project::Project;
use crate::vpath::VPath;

/// A chapter of the book in any language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Relative to a locale's content folder.
    pub path: VPath,
    /// Stable over moves and renames.
    pub id: String,
    /// As the source's summary has it.
    pub title: String,
    pub parent: Option<usize>,
    /// Relative to a locale's output folder.
    pub out: VPath,
    /// In the source's summary; empty for the cover.
    pub range: Range<usize>,
}

/// A line of the contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    Chapter { chapter: usize, depth: usize },
    Draft { title: String, depth: usize },
    Part { title: String },
    Separator,
}

/// The book's order.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The cover first, then the chapters in reading order.
    pub chapters: Vec<Chapter>,
    pub lines: Vec<Line>,
    pub by_path: BTreeMap<VPath, usize>,
    /// Chapters that are announced or drafts: not published.
    pub drafts: Vec<VPath>,
    /// Children of each chapter, as `chapters`; those at the top are the cover's.
    pub children: Vec<Vec<usize>>,
    pub diags: Vec<Diagnostic>,
}

impl Outline {
    /// The chapter that a file of any locale is.
    pub fn chapter_of(&self, file: &VPath) -> Option<usize> {
        let (_, inner) = file.below("content")?.split_once('/')?;
        self.by_path.get(inner).copied()
    }
}

/// The file of the summary of a locale.
pub fn summary_path(tag: &str) -> String {
    format!("content/{tag}/SUMMARY.md")
}

/// Builds the outline from the source's summary and the source's documents.
pub fn build(project: &Project, inputs: &Inputs, docs: &BTreeMap<VPath, Arc<Doc>>) -> Outline {
    let tag = &project.config.source;
    let path = summary_path(tag);
    let file = VPath::known(&path);
    let mut outline = Outline::default();
    let Some(text) = inputs.text(&path) else {
        // A summary that is there and cannot be read is reported with all such files.
        if inputs.get(&path).is_none() {
            outline.diags.push(
                Diagnostic::new(Code::A20, format!("there is no `{path}`"))
                    .help("list the chapters in it: `- [Title](path.md)`"),
            );
        }
        return outline;
    };
    let (items, diags) = summary::read(&file, text);
    outline.diags = diags;
    let folder = format!("content/{tag}");
    outline.add_cover(&folder, docs);
    // The chapters that the next item stands in; `None` for one that has no page of its own.
    let mut parents: Vec<Option<usize>> = Vec::new();
    let mut unreadable = false;
    for item in items {
        parents.resize(item.depth, None);
        let parent = parents.iter().rev().find_map(|parent| *parent);
        match item.kind {
            ItemKind::Part => outline.lines.push(Line::Part { title: item.title }),
            ItemKind::Separator => outline.lines.push(Line::Separator),
            ItemKind::Draft => outline.lines.push(Line::Draft { title: item.title, depth: item.depth }),
            ItemKind::Chapter(path) => {
                if is_cover(&path) {
                    outline.chapters[0].title = item.title;
                    outline.chapters[0].path = path.clone();
                    outline.by_path.insert(path, 0);
                    continue;
                }
                let full = VPath::known(&format!("{folder}/{path}"));
                let Some(doc) = docs.get(&full) else {
                    match inputs.get(full.as_str()) {
                        Some(_) => unreadable = true,
                        None => outline.diags.push(missing(&file, item.range, &full, inputs, &folder)),
                    }
                    continue;
                };
                if doc.front.draft && !project.settings.drafts {
                    outline.lines.push(Line::Draft { title: item.title, depth: item.depth });
                    outline.drafts.push(path);
                    continue;
                }
                if let Some(first) = outline.by_path.get(&path) {
                    let before = outline.chapters[*first].range.clone();
                    outline.diags.push(
                        Diagnostic::new(Code::A08, format!("`{path}` is listed twice"))
                            .at(&file, item.range)
                            .label(&file, before, "first here")
                            .help("take one of the lines out"),
                    );
                    continue;
                }
                let chapter = outline.chapters.len();
                let out = out_path(&path, doc, &mut outline.diags);
                let id = chapter_id(&path, doc, &mut outline.diags);
                outline.by_path.insert(path.clone(), chapter);
                outline.lines.push(Line::Chapter { chapter, depth: item.depth });
                outline.chapters.push(Chapter { path, id, title: item.title, parent, out, range: item.range });
                parents.push(Some(chapter));
            }
        }
    }
    if outline.chapters.len() == 1 && outline.diags.is_empty() && !unreadable {
        outline.diags.push(
            match outline.lines.iter().any(|line| matches!(line, Line::Draft { .. })) {
                true => Diagnostic::new(Code::A20, format!("`{path}` lists nothing but drafts"))
                    .help("end the draft of a chapter, or build with `--drafts`"),
                false => Diagnostic::new(Code::A20, format!("`{path}` lists no chapter"))
                    .help("list the chapters: `- [Title](path.md)`"),
            }
            .in_file(&file),
        );
    }
    outline.find_children();
    outline.check_unique(&file, &folder, docs);
    outline
}

fn is_cover(path: &VPath) -> bool {
    matches!(path.as_str(), "index.md" | "README.md")
}

fn missing(file: &VPath, range: Range<usize>, full: &VPath, inputs: &Inputs, folder: &str) -> Diagnostic {
    let diag = Diagnostic::new(Code::A06, format!("the chapter `{full}` does not exist")).at(file, range);
    let known = inputs.below(folder).filter_map(|(path, _)| path.below(folder)).filter(|path| path.ends_with(".md"));
    match crate::diagnostic::suggest::nearest(full.below(folder).unwrap_or_default(), known) {
        Some(near) => diag.help(format!("did you mean `{near}`?")),
        None => diag.help("write the chapter, or take the line out"),
    }
}

/// A chapter's id: what it says of itself, else its path. It names places in files, so it is as clean.
fn chapter_id(path: &VPath, doc: &Doc, diags: &mut Vec<Diagnostic>) -> String {
    let own = path.as_str().trim_end_matches(".md").to_owned();
    let Some(id) = &doc.front.id else { return own };
    match VPath::parse(id).and_then(|clean| clean.portable()) {
        Ok(()) if !id.contains(char::is_whitespace) => id.clone(),
        bad => {
            let why = bad.err().map_or("it holds a space".to_owned(), |why| why.to_string());
            let diag = Diagnostic::new(Code::A11, format!("`{id}` cannot be a chapter's id: {why}"))
                .in_file(&doc.file)
                .help("an id is like a path without `.md`, such as `cleaning/bleach`");
            diags.push(if doc.front.imported { diag.level(Level::Warning) } else { diag });
            own
        }
    }
}

/// Where a chapter is written: its path with `.html`, `index.html` for a folder's page, and the front
/// matter's slug as the last segment if it has one.
fn out_path(path: &VPath, doc: &Doc, diags: &mut Vec<Diagnostic>) -> VPath {
    let dir = path.dir();
    let mut stem = if path.file_name() == "README.md" { "index" } else { path.stem() }.to_owned();
    if let Some((slug, range)) = &doc.front.slug {
        let good = !slug.contains('/') && VPath::parse(slug).is_ok_and(|slug| slug.portable().is_ok());
        if good {
            stem = slug.clone();
        } else {
            let diag = Diagnostic::new(Code::A11, format!("`{slug}` cannot be a slug"))
                .at(&doc.file, range.clone())
                .help("a slug is one path segment without `/`, `..` or reserved characters");
            diags.push(if doc.front.imported { diag.level(Level::Warning) } else { diag });
        }
    }
    let out = if dir.is_empty() { format!("{stem}.html") } else { format!("{dir}/{stem}.html") };
    let out = VPath::parse(&out).unwrap_or_else(|_| path.clone());
    if let Err(why) = out.portable() {
        diags.push(
            Diagnostic::new(Code::A11, format!("`{out}` cannot be written everywhere: {why}"))
                .in_file(&doc.file)
                .help("rename the file"),
        );
    }
    out
}

impl Outline {
    fn add_cover(&mut self, folder: &str, docs: &BTreeMap<VPath, Arc<Doc>>) {
        let readme = docs.contains_key(format!("{folder}/README.md").as_str())
            && !docs.contains_key(format!("{folder}/index.md").as_str());
        let path = VPath::known(if readme { "README.md" } else { "index.md" });
        self.by_path.insert(path.clone(), 0);
        self.chapters.push(Chapter {
            id: "index".to_owned(),
            title: String::new(),
            parent: None,
            out: VPath::known("index.html"),
            range: 0..0,
            path,
        });
    }

    fn find_children(&mut self) {
        self.children = vec![Vec::new(); self.chapters.len()];
        for chapter in 1..self.chapters.len() {
            self.children[self.chapters[chapter].parent.unwrap_or(0)].push(chapter);
        }
    }

    fn check_unique(&mut self, summary: &VPath, folder: &str, docs: &BTreeMap<VPath, Arc<Doc>>) {
        let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
        let mut outs: BTreeMap<String, usize> = BTreeMap::new();
        let reserved = ["404.html", "print.html", "search.html", "glossary.html", "changes.html"];
        let mut diags = Vec::new();
        for (at, chapter) in self.chapters.iter().enumerate() {
            let file = VPath::known(&format!("{folder}/{}", chapter.path));
            if let Some(first) = ids.insert(&chapter.id, at) {
                diags.push(
                    Diagnostic::new(
                        Code::A09,
                        format!("the id `{}` is also that of `{}`", chapter.id, self.chapters[first].path),
                    )
                    .in_file(&file)
                    .help("give each chapter its own `id`"),
                );
            }
            if reserved.contains(&chapter.out.as_str()) {
                diags.push(
                    Diagnostic::new(Code::A10, format!("`{}` is a page that the program writes itself", chapter.out))
                        .in_file(&file)
                        .help("rename the chapter or give it a `slug`"),
                );
            }
            if let Some(first) = outs.insert(chapter.out.as_str().to_lowercase(), at) {
                diags.push(
                    Diagnostic::new(
                        Code::A10,
                        format!(
                            "`{}` and `{}` would both be written to `{}`",
                            self.chapters[first].path, chapter.path, chapter.out
                        ),
                    )
                    .in_file(&file)
                    .help("rename one of them; upper and lower case do not tell files apart everywhere"),
                );
            }
        }
        let includes: BTreeSet<&VPath> = docs.values().flat_map(|doc| &doc.includes).collect();
        for (path, doc) in docs.iter() {
            let Some(inner) = path.below(folder) else { continue };
            let listed = self.by_path.contains_key(inner) || self.drafts.iter().any(|draft| draft.as_str() == inner);
            let private = inner.split('/').any(|segment| segment.starts_with('_'));
            let included = includes.contains(path);
            if !listed && !private && !included && !doc.front.draft {
                diags.push(
                    Diagnostic::new(Code::A07, format!("`{path}` is not listed in `{summary}`")).in_file(path).help(
                        format!("add a line `- [{}]({inner})`, or let its name start with `_`", doc.written_title()),
                    ),
                );
            }
        }
        self.diags.extend(diags);
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::Engine;
    use crate::inputs::Delta;
    use crate::project::Settings;

    /// Each chapter with the one it stands in.
    fn nesting(summary: &str) -> Vec<String> {
        let mut delta = Delta::default();
        delta.write("handbook.toml", "[handbook]\nsource = \"en\"\nlocales = [\"en\"]\n");
        delta.write("locales/en/locale.toml", "title = \"T\"\n");
        delta.write("content/en/SUMMARY.md", summary);
        for name in ["README", "a", "b", "c", "d"] {
            delta.write(&format!("content/en/{name}.md"), format!("# {name}\n"));
        }
        delta.write("content/en/draft.md", "+++\ndraft = true\n+++\n# Draft\n");
        let snapshot = Engine::new(Settings::default()).update(delta);
        let outline = snapshot.site.as_ref().expect("a site").outline.clone();
        let path = |chapter: usize| outline.chapters[chapter].path.as_str();
        (1..outline.chapters.len())
            .map(|chapter| {
                let parent = outline.chapters[chapter].parent;
                assert!(outline.children[parent.unwrap_or(0)].contains(&chapter));
                format!("{} in {}", path(chapter), parent.map_or("-", path))
            })
            .collect()
    }

    #[test]
    fn chapters_stand_in_the_nearest_chapter_above_that_has_a_page() {
        let flat = ["b.md in -", "c.md in -"];
        for above in ["[D]()", "[D](draft.md)", "[Intro](README.md)", "[Gone](gone.md)"] {
            assert_eq!(nesting(&format!("- {above}\n  - [B](b.md)\n  - [C](c.md)\n")), flat, "{above}");
        }
        assert_eq!(
            nesting("- [A](a.md)\n  - [D]()\n    - [B](b.md)\n    - [C](c.md)\n  - [D](d.md)\n"),
            ["a.md in -", "b.md in a.md", "c.md in a.md", "d.md in a.md"]
        );
        assert_eq!(
            nesting("- [A](a.md)\n  - [B](b.md)\n    - [C](c.md)\n- [D](d.md)\n"),
            ["a.md in -", "b.md in a.md", "c.md in b.md", "d.md in -"]
        );
    }
}
