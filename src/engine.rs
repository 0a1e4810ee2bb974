//! The only state: inputs, and what was made of them. [`Engine::update`] takes a delta and gives the
//! next snapshot; a fresh engine given all files at once gives the same. Every memo entry depends on
//! its key alone and holds its findings.
//!
//! Each stage notes in `Touched` what it found changed, and the next does no more than that asks for.

mod collect;
mod made;
mod read;
mod snapshot;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

pub use snapshot::{Snapshot, blocks};

use crate::book::{self, Book, Outline, Site};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::document::{self, Doc};
use crate::inputs::{Delta, Hash, Inputs, mix};
use crate::project::{self, Config, Locale, Project, Settings};
use crate::render::{Assets, Origin};
use crate::translation::interface;
use crate::translation::record::{self, Edits};
use crate::translation::terminology::{self, Named};
use crate::translation::{Record, Rules, Terminology, Twin, judge};
use crate::vpath::VPath;
use snapshot::finish;

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

/// What an update has found changed so far.
#[derive(Debug, Default)]
struct Touched {
    paths: BTreeSet<VPath>,
    /// The project, so that nothing of before counts.
    project: bool,
    /// Which files there are, or whether one can be read.
    names: bool,
    /// The contents of a file that is no chapter.
    others: bool,
    /// What the book can see of a chapter.
    headers: bool,
    /// Ids of headings.
    anchors: bool,
    /// What chapters include, show or link to.
    references: bool,
    /// What locales say of their translations.
    records: bool,
    outline: bool,
    books: bool,
    docs: BTreeSet<VPath>,
}

impl Touched {
    /// Whether more changed than the bodies of chapters.
    fn structure(&self) -> bool {
        self.project || self.names || self.headers || self.anchors || self.outline || self.books
    }
}

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
    /// Chapters that are made of PO files.
    made: BTreeMap<VPath, made::Made>,
    two_masters: Vec<Diagnostic>,
    outline: Arc<Outline>,
    books: Vec<(Hash, Arc<Book>, Arc<[Diagnostic]>)>,
    /// What each locale's folder says of its translation, with the findings.
    records: BTreeMap<String, (Record, Vec<Diagnostic>)>,
    interface_diags: Vec<Diagnostic>,
    edits: (Arc<Edits>, Vec<Diagnostic>),
    terminology: (Arc<Terminology>, Vec<Diagnostic>),
    twins: Arc<BTreeMap<VPath, Arc<Twin>>>,
    twin_keys: BTreeMap<VPath, Hash>,
    /// Translations whose title is not shown.
    held: BTreeSet<VPath>,
    shape: Hash,
    /// Findings of each page: locale, chapter.
    page_diags: BTreeMap<At, Findings>,
    files: Arc<[(VPath, Origin)]>,
    assets: Arc<Assets>,
    site_diags: Vec<Diagnostic>,
    /// Of files that could not be read as what they should be.
    unreadable: Vec<Diagnostic>,
    last: Option<Arc<Snapshot>>,
    /// The inputs that the last update changed.
    pub changed: Vec<VPath>,
    pub work: Work,
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
            made: BTreeMap::new(),
            two_masters: Vec::new(),
            outline: Arc::default(),
            books: Vec::new(),
            records: BTreeMap::new(),
            interface_diags: Vec::new(),
            edits: Default::default(),
            terminology: Default::default(),
            held: BTreeSet::new(),
            twins: Arc::default(),
            twin_keys: BTreeMap::new(),
            shape: 0,
            page_diags: BTreeMap::new(),
            files: Arc::from([]),
            assets: Arc::default(),
            site_diags: Vec::new(),
            unreadable: Vec::new(),
            last: None,
            changed: Vec::new(),
            work: Work::default(),
        }
    }

    /// The input files as they are now.
    pub fn inputs(&self) -> &Arc<Inputs> {
        &self.inputs
    }

    /// Sets the day, on which reviews may fall due.
    pub fn set_today(&mut self, today: Option<Date>) {
        if self.settings.today != today {
            self.settings.today = today;
            // The project holds the settings; without it everything is looked at anew.
            (self.project, self.last) = (None, None);
        }
    }

    /// Takes in changes and gives the book as it is then: the same snapshot if nothing changed.
    pub fn update(&mut self, delta: Delta) -> Arc<Snapshot> {
        self.work = Work::default();
        self.changed.clear();
        let mut touched = Touched::default();
        if self.inputs.would_change(&delta) {
            let changes = Arc::make_mut(&mut self.inputs).apply(delta);
            touched.names = changes.names;
            touched.others = changes.paths.iter().any(|path| path.extension() != "md");
            touched.paths = changes.paths.iter().cloned().collect();
            self.changed = changes.paths;
        } else if let Some(last) = &self.last {
            return last.clone();
        }
        let snapshot = Arc::new(self.advance(touched));
        self.last = Some(snapshot.clone());
        snapshot
    }

    fn advance(&mut self, mut touched: Touched) -> Snapshot {
        let known = self.project.is_some();
        if !known || touched.paths.iter().any(project::concerns) || self.listing_changed(&touched) {
            let (project, diags) = project::load(&self.inputs, &self.settings);
            self.project = project.map(Arc::new);
            self.project_diags = diags;
            touched.project = true;
        }
        let Some(project) = self.project.clone() else {
            let mut diags = self.project_diags.clone();
            diags.extend(self.unreadable(None));
            // What changes until there is a project again is not looked at: read everything then.
            self.options = None;
            return finish(None, diags);
        };
        self.parse(&project, &mut touched);
        self.outline(&project, &mut touched);
        self.read_records(&project, &mut touched);
        self.look_over_terms(&project, &touched);
        self.judge(&project, &mut touched);
        self.assemble(&project, &mut touched);
        let site = Arc::new(self.site(project, &touched));
        self.snapshot(site, &touched)
    }

    /// A locale's folder appeared or vanished, which the project's own check looks at.
    fn listing_changed(&self, touched: &Touched) -> bool {
        let Some(project) = self.project.as_ref().filter(|_| touched.names) else { return false };
        let listed = |tag: &str| {
            [format!("content/{tag}"), format!("locales/{tag}")].iter().any(|folder| {
                touched.paths.iter().any(|path| path.below(folder).is_some())
                    && self.inputs.below(folder).count() <= touched.paths.len()
            })
        };
        project.config.locales.iter().any(|tag| listed(tag))
    }

    fn outline(&mut self, project: &Project, touched: &mut Touched) {
        let summary = touched.paths.iter().any(|path| path.file_name() == "SUMMARY.md");
        touched.outline = summary;
        if touched.project || touched.names || touched.headers || touched.references || summary {
            let outline = book::outline::build(project, &self.inputs, &self.docs);
            if outline != *self.outline {
                touched.outline = true;
                self.outline = Arc::new(outline);
            }
        }
    }

    // Records: claims and ledger, read again when one of their files changed.

    fn read_records(&mut self, project: &Project, touched: &mut Touched) {
        if !touched.project && !touched.paths.iter().any(record::concerns) {
            return;
        }
        touched.records = true;
        let Config { editors, medical, .. } = &project.config;
        let (edits, diags) = record::read_edits(&self.inputs, editors);
        self.edits = (Arc::new(edits), diags);
        let mut records = BTreeMap::new();
        for locale in &project.locales {
            let known = self.records.remove(&locale.tag);
            let key = record::key(&self.inputs, &locale.tag, &self.edits.0, medical);
            let entry = known.filter(|known| known.0.key == key);
            let read = || record::read(&self.inputs, &locale.tag, self.edits.0.clone(), medical);
            records.insert(locale.tag.clone(), entry.unwrap_or_else(read));
        }
        self.records = records;
        let nothing = Record::default();
        let record_of = |locale: &Locale| self.records.get(&locale.tag).map_or(&nothing, |entry| &entry.0);
        self.interface_diags = interface::check(project, &record_of).into_iter().collect();
    }

    // Terms: what the glossary and the claims on it say, whenever either changed.

    fn look_over_terms(&mut self, project: &Project, touched: &Touched) {
        if !touched.project && !touched.records {
            return;
        }
        let mut diags = Vec::new();
        let mut all = Terminology::of(project);
        for (locale, own) in project.locales.iter().enumerate() {
            let record = self.records.get(&own.tag).map(|entry| &entry.0);
            diags.extend(all.look_over(project, locale, record));
        }
        self.terminology = (Arc::new(all), diags);
    }

    // Judge: each translation beside its source.

    fn judge(&mut self, project: &Project, touched: &mut Touched) {
        let all = touched.project || touched.names || touched.headers || touched.outline || touched.records;
        let chapters: Vec<&VPath> = match all {
            true => self.outline.chapters.iter().map(|chapter| &chapter.path).collect(),
            false => touched
                .docs
                .iter()
                .filter_map(|path| self.outline.chapter_of(path))
                .map(|at| &self.outline.chapters[at].path)
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect(),
        };
        let source_tag = &project.config.source;
        let mut pairs = Vec::new();
        for (index, locale) in project.locales.iter().enumerate().filter(|(_, locale)| locale.tag != *source_tag) {
            for chapter in &chapters {
                let target = VPath::known(&format!("content/{}/{chapter}", locale.tag));
                let source = format!("content/{source_tag}/{chapter}");
                if let (Some(doc), Some(source)) = (self.docs.get(&target), self.docs.get(source.as_str())) {
                    pairs.push((target, doc.clone(), source.clone(), index, locale));
                }
            }
        }
        if all {
            let paired: BTreeSet<&VPath> = pairs.iter().map(|pair| &pair.0).collect();
            let gone: Vec<VPath> = self.twins.keys().filter(|path| !paired.contains(path)).cloned().collect();
            touched.anchors |= !gone.is_empty();
            for path in gone {
                Arc::make_mut(&mut self.twins).remove(&path);
                self.twin_keys.remove(&path);
                touched.headers |= self.held.remove(&path);
            }
        }
        let (keys, doc_diags, records) = (&self.twin_keys, &self.doc_diags, &self.records);
        let terms = &self.terminology.0.terms;
        // All translations of a chapter ask what its source names.
        let named: BTreeMap<_, OnceLock<Named>> = pairs.iter().map(|pair| (&pair.2.file, OnceLock::new())).collect();
        let nothing = Record::default();
        let judged: Vec<(VPath, Hash, Arc<Twin>)> = pairs
            .par_iter()
            .filter_map(|(path, target, source, index, locale)| {
                let record = records.get(&locale.tag).map_or(&nothing, |entry| &entry.0);
                let key = mix([source.hash, target.hash, project.hash, record.hash]);
                if keys.get(path) == Some(&key) {
                    return None;
                }
                let findings = doc_diags.get(path).map_or(&[][..], |entry| &entry.1);
                let rules = Rules {
                    findings,
                    region: locale.region.as_deref(),
                    levels: &project.config.levels,
                    tag: &locale.tag,
                    record,
                    minima: project.config.minima,
                    values: &locale.values,
                    keep: &self.terminology.0.kept[*index],
                };
                let mut twin = judge(source, target, &rules);
                let named = named.get(&source.file)?.get_or_init(|| terminology::named(source, &terms[project.source]));
                terminology::judge(&mut twin, (source, named), target, project, *index, &terms[*index]);
                Some((path.clone(), key, Arc::new(twin)))
            })
            .collect();
        self.work.n_judged = judged.len();
        for (path, key, twin) in judged {
            self.twin_keys.insert(path.clone(), key);
            touched.docs.insert(path.clone());
            let held = if twin.title_withheld { self.held.insert(path.clone()) } else { self.held.remove(&path) };
            touched.headers |= held;
            let old = Arc::make_mut(&mut self.twins).insert(path, twin.clone());
            touched.anchors |= old.is_none_or(|old| old.ids != twin.ids);
        }
    }

    // Assemble: a locale's book is made again only if a header in it changed.

    fn assemble(&mut self, project: &Project, touched: &mut Touched) {
        if !(touched.project || touched.names || touched.headers || touched.outline || touched.records) {
            return;
        }
        let old = std::mem::take(&mut self.books);
        let (inputs, outline, docs) = (&*self.inputs, &*self.outline, &*self.docs);
        let made_of = book::MadeOf { project, inputs, outline, docs, held: &self.held, records: &self.records };
        touched.books = old.len() != project.locales.len();
        for index in 0..project.locales.len() {
            let key = book::book_key(&made_of, index);
            let entry = match old.get(index).filter(|entry| entry.0 == key) {
                Some(entry) => entry.clone(),
                None => {
                    self.work.n_assembled += 1;
                    touched.books = true;
                    let (book, diags) = book::assemble(&made_of, index);
                    (key, Arc::new(book), diags.into())
                }
            };
            self.books.push(entry);
        }
    }

    fn site(&self, project: Arc<Project>, touched: &Touched) -> Site {
        let (inputs, docs, twins) = (self.inputs.clone(), self.docs.clone(), self.twins.clone());
        let terminology = self.terminology.0.clone();
        let last = self.last.as_ref().and_then(|last| last.site.as_ref());
        match last.filter(|_| !touched.structure()) {
            Some(last) => last.with_bodies(inputs, docs, twins, terminology, &self.chapters(touched)),
            None => {
                let books = self.books.iter().map(|entry| entry.1.clone()).collect();
                Site::new(project, inputs, self.outline.clone(), books, docs, twins, terminology)
            }
        }
    }

    /// The chapters whose documents were read again, in any language.
    fn chapters(&self, touched: &Touched) -> BTreeSet<usize> {
        touched.docs.iter().filter_map(|path| self.outline.chapter_of(path)).collect()
    }
}
