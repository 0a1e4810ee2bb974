//! The only state: inputs, and what was made of them. [`Engine::update`] takes a delta and gives the
//! next snapshot; a fresh engine given all files at once gives the same. Every memo entry depends on
//! its key alone and holds its findings.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::book::{self, Book, Outline, Site};
use crate::check;
use crate::diagnostic::{self, Code, Counts, Diagnostic, Level};
use crate::document::{self, Doc};
use crate::inputs::{Content, Delta, File, Hash, Inputs, hash_parts, mix};
use crate::project::{self, Project, Settings};
use crate::render::{self, Artifact, Assets, Origin};
use crate::translation::{Twin, judge};
use crate::vpath::VPath;

/// How much work the last update did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    pub n_parsed: usize,
    pub n_judged: usize,
    pub n_assembled: usize,
    pub n_checked: usize,
}

/// Findings under the key that they depend on.
type Findings = (Hash, Arc<[Diagnostic]>);

/// A page: locale and chapter.
type At = (usize, usize);

/// See the module's text.
pub struct Engine {
    settings: Settings,
    inputs: Arc<Inputs>,
    project: Option<Arc<Project>>,
    project_diags: Vec<Diagnostic>,
    /// The options that `docs` were read with.
    options: Option<document::Options>,
    docs: Arc<BTreeMap<VPath, Arc<Doc>>>,
    /// Findings of each document's own checks: (document, script) and what they said.
    doc_diags: BTreeMap<VPath, Findings>,
    outline: Arc<Outline>,
    books: Vec<(Hash, Arc<Book>, Arc<[Diagnostic]>)>,
    twins: Arc<BTreeMap<VPath, Arc<Twin>>>,
    twin_keys: BTreeMap<VPath, Hash>,
    /// Findings of each page: locale, chapter.
    page_diags: BTreeMap<At, Findings>,
    pub work: Work,
}

/// The whole book at one moment. Immutable.
#[derive(Debug)]
pub struct Snapshot {
    /// Absent when there is nothing to render: see the findings.
    pub site: Option<Arc<Site>>,
    pub files: Vec<(VPath, Origin)>,
    pub assets: Assets,
    /// Sorted; levels are those of the config.
    pub diags: Vec<Diagnostic>,
}

impl Engine {
    pub fn new(settings: Settings) -> Engine {
        Engine {
            settings,
            inputs: Arc::default(),
            project: None,
            project_diags: Vec::new(),
            options: None,
            docs: Arc::default(),
            doc_diags: BTreeMap::new(),
            outline: Arc::default(),
            books: Vec::new(),
            twins: Arc::default(),
            twin_keys: BTreeMap::new(),
            page_diags: BTreeMap::new(),
            work: Work::default(),
        }
    }

    /// The input files as they are now.
    pub fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// Takes in changes and gives the book as it is then.
    pub fn update(&mut self, delta: Delta) -> Snapshot {
        self.work = Work::default();
        let changed = Arc::make_mut(&mut self.inputs).apply(delta);
        if self.project.is_none() || changed.iter().any(project::concerns) || self.listing_changed(&changed) {
            let (project, diags) = project::load(&self.inputs, &self.settings);
            self.project = project.map(Arc::new);
            self.project_diags = diags;
        }
        let Some(project) = self.project.clone() else {
            let mut diags = self.project_diags.clone();
            diags.extend(self.unreadable(None));
            // What changes until there is a project again is not looked at: read everything then.
            self.options = None;
            return finish(None, diags);
        };
        self.parse(&project, &changed);
        self.outline = Arc::new(book::outline::build(&project, &self.inputs, &self.docs));
        self.judge(&project);
        self.assemble(&project);
        let books = self.books.iter().map(|entry| entry.1.clone()).collect();
        let (inputs, outline) = (self.inputs.clone(), self.outline.clone());
        let site = Arc::new(Site::new(project, inputs, outline, books, self.docs.clone(), self.twins.clone()));
        self.snapshot(site)
    }

    /// A locale's folder appeared or vanished, which the project's own check looks at.
    fn listing_changed(&self, changed: &[VPath]) -> bool {
        let Some(project) = &self.project else { return true };
        let listed = |tag: &str| {
            [format!("content/{tag}"), format!("locales/{tag}")].iter().any(|folder| {
                changed.iter().any(|path| path.below(folder).is_some())
                    && self.inputs.below(folder).count() <= changed.len()
            })
        };
        project.config.locales.iter().any(|tag| listed(tag))
    }

    // Parse: a file is read again only if it, or something it includes, changed.

    fn parse(&mut self, project: &Project, changed: &[VPath]) {
        let options = document::Options { trusted_html: project.config.trusted_html };
        let same_options = self.options == Some(options);
        self.options = Some(options);
        let changed: BTreeSet<&VPath> = changed.iter().collect();
        let mut wanted: Vec<(VPath, Arc<str>, String)> = Vec::new();
        for locale in &project.locales {
            let folder = format!("content/{}", locale.tag);
            for (path, file) in self.inputs.below(&folder) {
                if path.extension() == "md"
                    && path.below(&folder) != Some("SUMMARY.md")
                    && let Some(text) = file.text()
                {
                    wanted.push((path.clone(), text.clone(), locale.script.clone()));
                }
            }
        }
        let inputs = &*self.inputs;
        let old = &self.docs;
        let old_diags = &self.doc_diags;
        let parsed: Vec<(VPath, Arc<Doc>, Findings, bool)> = wanted
            .into_par_iter()
            .map(|(path, text, script)| {
                let known = old.get(&path).filter(|doc| {
                    same_options && !changed.contains(&path) && !doc.includes.iter().any(|path| changed.contains(path))
                });
                let doc = match known {
                    Some(doc) => doc.clone(),
                    None => Arc::new(parse_safely(&path, &text, inputs, options)),
                };
                let key = mix([doc.hash, hash_parts([script.as_bytes()])]);
                let diags = match old_diags.get(&path).filter(|entry| entry.0 == key && known.is_some()) {
                    Some(entry) => entry.clone(),
                    None => {
                        let own = doc.diags.iter().cloned().chain(check::document(&doc, &script));
                        (key, own.collect())
                    }
                };
                (path, doc, diags, known.is_none())
            })
            .collect();
        self.work.n_parsed = parsed.iter().filter(|entry| entry.3).count();
        let mut docs = BTreeMap::new();
        self.doc_diags.clear();
        for (path, doc, diags, _) in parsed {
            self.doc_diags.insert(path.clone(), diags);
            docs.insert(path, doc);
        }
        self.docs = Arc::new(docs);
    }

    // Judge: each translation beside its source.

    fn judge(&mut self, project: &Project) {
        let source_tag = &project.config.source;
        let mut pairs = Vec::new();
        for locale in project.locales.iter().filter(|locale| locale.tag != *source_tag) {
            for chapter in &self.outline.chapters {
                let target = VPath::known(&format!("content/{}/{}", locale.tag, chapter.path));
                let source = format!("content/{source_tag}/{}", chapter.path);
                if let (Some(doc), Some(source)) = (self.docs.get(&target), self.docs.get(source.as_str())) {
                    pairs.push((target, doc.clone(), source.clone(), locale));
                }
            }
        }
        let (twins, keys) = (&self.twins, &self.twin_keys);
        let doc_diags = &self.doc_diags;
        let judged: Vec<(VPath, Hash, Arc<Twin>, bool)> = pairs
            .into_par_iter()
            .map(|(path, target, source, locale)| {
                let key = mix([source.hash, target.hash, project.hash]);
                let known = twins.get(&path).filter(|_| keys.get(&path) == Some(&key));
                let twin = known.cloned().unwrap_or_else(|| {
                    let findings = doc_diags.get(&path).map_or(&[][..], |entry| &entry.1);
                    let region = locale.region.as_deref();
                    let levels = &project.config.levels;
                    Arc::new(judge(&source, &target, findings, region, levels, &locale.tag))
                });
                (path, key, twin, known.is_none())
            })
            .collect();
        self.work.n_judged = judged.iter().filter(|entry| entry.3).count();
        let mut twins = BTreeMap::new();
        self.twin_keys.clear();
        for (path, key, twin, _) in judged {
            self.twin_keys.insert(path.clone(), key);
            twins.insert(path, twin);
        }
        self.twins = Arc::new(twins);
    }

    // Assemble: a locale's book is made again only if a header in it changed.

    fn assemble(&mut self, project: &Project) {
        let outline = hash_parts([format!("{:?}{:?}", self.outline.chapters, self.outline.lines).as_bytes()]);
        let old = std::mem::take(&mut self.books);
        for (index, locale) in project.locales.iter().enumerate() {
            let mut key = vec![outline, project.hash, index as Hash];
            for tag in std::iter::once(&locale.tag).chain(&locale.chain) {
                let folder = format!("content/{tag}/");
                let from =
                    self.docs.range::<str, _>((std::ops::Bound::Included(folder.as_str()), std::ops::Bound::Unbounded));
                key.extend(
                    from.take_while(|(path, _)| path.as_str().starts_with(&folder))
                        .map(|(path, doc)| hash_parts([path.as_str().as_bytes(), &doc.header.to_le_bytes()])),
                );
                key.extend(self.inputs.get(&book::outline::summary_path(tag)).map(|file| file.hash));
            }
            let key = mix(key);
            let entry = match old.get(index).filter(|entry| entry.0 == key) {
                Some(entry) => entry.clone(),
                None => {
                    self.work.n_assembled += 1;
                    let (book, diags) = book::assemble(project, &self.inputs, &self.outline, &self.docs, index);
                    (key, Arc::new(book), diags.into())
                }
            };
            self.books.push(entry);
        }
    }

    // Check and collect.

    fn snapshot(&mut self, site: Arc<Site>) -> Snapshot {
        let shape = self.shape(&site);
        let pages: Vec<(usize, usize)> = (0..site.project.locales.len())
            .flat_map(|locale| (0..site.outline.chapters.len()).map(move |chapter| (locale, chapter)))
            .collect();
        let old = &self.page_diags;
        let checked: Vec<(At, Findings, bool)> = pages
            .par_iter()
            .map(|at| {
                let page = site.page(at.0, at.1);
                let doc = site.doc(page).map_or(0, |doc| doc.hash);
                let source = site.source_doc(at.1).map_or(0, |doc| doc.hash);
                let key = mix([shape, doc, source]);
                match old.get(at).filter(|entry| entry.0 == key) {
                    Some(entry) => (*at, entry.clone(), false),
                    None => (*at, (key, check_safely(&site, at.0, at.1).into()), true),
                }
            })
            .collect();
        self.work.n_checked = checked.iter().filter(|entry| entry.2).count();
        self.page_diags = checked.into_iter().map(|(at, entry, _)| (at, entry)).collect();
        let files = render::files(&site);
        let assets = render::assets(&site);
        let mut diags = self.project_diags.clone();
        diags.extend(self.unreadable(Some(&site.project)));
        diags.extend(self.outline.diags.iter().cloned());
        diags.extend(self.doc_diags.values().flat_map(|entry| entry.1.iter().cloned()));
        diags.extend(self.twins.values().flat_map(|twin| twin.diags.iter().cloned()));
        diags.extend(self.books.iter().flat_map(|entry| entry.2.iter().cloned()));
        diags.extend(self.page_diags.values().flat_map(|entry| entry.1.iter().cloned()));
        diags.extend(check::site(&site, &files, &assets));
        let mut snapshot = finish(Some(site), diags);
        snapshot.files = files;
        snapshot.assets = assets;
        snapshot
    }

    /// Everything of the site that a page's checks can see beside the page's own documents.
    fn shape(&self, site: &Site) -> Hash {
        let ids = site.twins.values().map(|twin| hash_parts([format!("{:?}", twin.ids).as_bytes()]));
        let anchors = self.docs.iter().map(|(path, doc)| {
            let ids = doc.tree.headings.iter().map(|heading| heading.id.as_bytes());
            hash_parts(std::iter::once(path.as_str().as_bytes()).chain(ids))
        });
        let drafts = hash_parts(self.outline.drafts.iter().map(|path| path.as_str().as_bytes()));
        let readable = |file: &File| file.bytes().is_some();
        let files = self.inputs.files.iter().filter(|(path, file)| path.extension() != "md" && readable(file));
        let names = files.map(|(path, _)| hash_parts([path.as_str().as_bytes()]));
        let books = self.books.iter().map(|entry| entry.1.hash);
        mix([site.project.hash, drafts].into_iter().chain(ids).chain(anchors).chain(names).chain(books))
    }

    /// Files that could not be read as what they should be.
    fn unreadable(&self, project: Option<&Project>) -> Vec<Diagnostic> {
        let mut diags = Vec::new();
        for (path, file) in &self.inputs.files {
            let unlisted = project.is_some_and(|project| {
                let folder = path.below("content").or_else(|| path.below("locales"));
                let tag = folder.and_then(|inner| inner.split_once('/')).map(|(tag, _)| tag);
                tag.is_some_and(|tag| !project.config.locales.iter().any(|listed| listed == tag))
            });
            if unlisted {
                continue;
            }
            match &file.content {
                Content::NotUtf8 { at } => diags.push(
                    Diagnostic::new(Code::A12, format!("the file is not UTF-8: bad byte at offset {at}"))
                        .in_file(path)
                        .help("save it as UTF-8"),
                ),
                Content::Unreadable(diag) => diags.push((**diag).clone()),
                Content::Text { .. } | Content::Bytes(_) => {}
            }
        }
        diags
    }
}

fn parse_safely(path: &VPath, text: &Arc<str>, inputs: &Inputs, options: document::Options) -> Doc {
    catch_unwind(AssertUnwindSafe(|| document::parse(path, text, inputs, options)))
        .unwrap_or_else(|_| Doc::empty(path, hash_parts([text.as_bytes()]), vec![internal(path, "reading")]))
}

fn check_safely(site: &Site, locale: usize, chapter: usize) -> Vec<Diagnostic> {
    catch_unwind(AssertUnwindSafe(|| check::page(site, locale, chapter))).unwrap_or_else(|_| {
        let path = site.out_path(locale, chapter);
        vec![internal(&path, "checking")]
    })
}

fn internal(path: &VPath, doing: &str) -> Diagnostic {
    Diagnostic::new(Code::A00, format!("the program failed while {doing} `{path}`"))
        .in_file(path)
        .help("please report this with the file")
}

/// Applies the config's levels and sorts.
fn finish(site: Option<Arc<Site>>, mut diags: Vec<Diagnostic>) -> Snapshot {
    if let Some(site) = &site {
        diags.retain_mut(|diag| site.project.config.levels.apply(diag));
    }
    diagnostic::sort(&mut diags);
    Snapshot { site, files: Vec::new(), assets: Assets::default(), diags }
}

impl Snapshot {
    pub fn counts(&self) -> Counts {
        diagnostic::count(&self.diags)
    }

    /// The findings that stop a build: errors in the source, the config, themes and paths, and K and X
    /// errors anywhere. A slip in one translation does not hold back a correction in thirty.
    pub fn blocking(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diags.iter().filter(|diag| blocks(self.site.as_deref(), diag))
    }

    /// Every file to write, in order of its path.
    pub fn outputs(&self) -> Vec<(VPath, Origin)> {
        let assets = self.assets.written.iter().map(|(from, to)| (to.clone(), Origin::File(from.clone())));
        let mut all: BTreeMap<VPath, Origin> = assets.collect();
        all.extend(self.files.iter().cloned());
        all.into_iter().collect()
    }

    /// Makes one file; a panic becomes a finding that names it.
    pub fn render(&self, path: &VPath, origin: &Origin) -> Artifact {
        let Some(site) = &self.site else { return Artifact { bytes: Vec::new(), diags: Vec::new() } };
        let mut artifact = catch_unwind(AssertUnwindSafe(|| render::render(site, path, origin)))
            .unwrap_or_else(|_| Artifact { bytes: Vec::new(), diags: vec![internal(path, "rendering")] });
        artifact.diags.extend(check::weight(site, path, origin, &artifact.bytes));
        artifact.diags.retain_mut(|diag| site.project.config.levels.apply(diag));
        artifact
    }

    /// The findings of rendering everything, without keeping the files.
    pub fn render_diags(&self) -> Vec<Diagnostic> {
        let outputs = self.outputs();
        let mut diags: Vec<Diagnostic> =
            outputs.par_iter().flat_map_iter(|(path, origin)| self.render(path, origin).diags).collect();
        diagnostic::sort(&mut diags);
        diags
    }

    /// Tags of the locales in this snapshot.
    pub fn tags(&self) -> BTreeSet<String> {
        let site = self.site.as_ref();
        site.map(|site| site.project.locales.iter().map(|locale| locale.tag.clone()).collect()).unwrap_or_default()
    }
}

/// Whether a finding stops the build.
pub fn blocks(site: Option<&Site>, diag: &Diagnostic) -> bool {
    if diag.level != Level::Error {
        return false;
    }
    let source = site.map(|site| site.project.config.source.as_str());
    let in_translation = diag
        .file
        .as_ref()
        .and_then(|file| file.below("content"))
        .is_some_and(|inner| inner.split_once('/').is_some_and(|(tag, _)| Some(tag) != source));
    !(in_translation && matches!(diag.code.family(), "S" | "N" | "P" | "T" | "M" | "L" | "R" | "G"))
}
