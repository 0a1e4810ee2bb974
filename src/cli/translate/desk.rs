//! A project as the commands that keep translations in step see it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::book::{self, MadeOf, Site};
use crate::cli::project;
use crate::disk;
use crate::document::{Doc, Options};
use crate::engine::Engine;
use crate::failure::Failure;
use crate::inputs::Inputs;
use crate::translation::accept::{self, Pair};
use crate::translation::block::{self, Block};
use crate::translation::definitions;
use crate::translation::edit::Reading;
use crate::translation::lock::{self, Claim, OtherForm};
use crate::translation::record::{self, Edits};
use crate::translation::report::{self, Entry};
use crate::translation::{Record, Twin, titles};
use crate::vpath::VPath;

/// See the module's text.
pub struct Desk {
    pub engine: Engine,
    pub site: Arc<Site>,
    pub root: PathBuf,
    pub edits: Arc<Edits>,
    /// The blocks of each chapter of the source, once they are asked for.
    sources: Vec<OnceLock<Vec<Block>>>,
}

pub fn open(root: &Path) -> Result<Desk, Failure> {
    let settings = project::settings(None, true, &[])?;
    let (engine, snapshot) = project::load(root, settings, &mut project::Timings::default())?;
    let site = snapshot
        .site
        .clone()
        .ok_or_else(|| Failure::Usage("the project cannot be read; `handbook check` says why".to_owned()))?;
    let edits = Arc::new(record::read_edits(engine.inputs(), &site.project.config.editors).0);
    let sources = site.outline.chapters.iter().map(|_| OnceLock::new()).collect();
    Ok(Desk { sources, engine, site, root: root.to_owned(), edits })
}

impl Desk {
    pub fn locale(&self, tag: &str) -> Result<usize, Failure> {
        let source = self.site.project.source;
        match self.site.project.index_of(tag) {
            Some(locale) if locale != source => Ok(locale),
            Some(_) => Err(Failure::Usage(format!("`{tag}` is the source, which is no translation"))),
            None => Err(Failure::Usage(format!("there is no locale `{tag}`"))),
        }
    }

    pub fn record(&self, locale: usize) -> Record {
        let tag = &self.site.locale(locale).tag;
        record::read(self.engine.inputs(), tag, self.edits.clone(), &self.site.project.config.medical).0
    }

    /// Chapters of a locale that have a translation.
    pub fn translated(&self, locale: usize) -> impl Iterator<Item = usize> {
        let pages = self.site.books[locale].pages.iter();
        pages.filter(|page| self.site.twin(page).is_some()).map(|page| page.chapter)
    }

    pub fn pairs(&self, locale: usize, chapter: usize) -> Vec<Pair> {
        let page = self.site.page(locale, chapter);
        match (self.site.source_doc(chapter), self.site.doc(page), self.site.twin(page)) {
            (Some(source), Some(target), Some(twin)) => accept::pairs(source, target, twin),
            _ => Vec::new(),
        }
    }

    /// Each chapter with how its blocks stand.
    pub fn report(&self, locale: usize) -> Vec<(usize, Vec<Entry>)> {
        let record = self.record(locale);
        let chapters = 0..self.site.outline.chapters.len();
        chapters.filter_map(|chapter| Some((chapter, self.report_of(locale, chapter, &record)?))).collect()
    }

    /// How the blocks of a chapter stand; nothing if the source has no text there.
    pub fn report_of(&self, locale: usize, chapter: usize, record: &Record) -> Option<Vec<Entry>> {
        let source = self.site.source_doc(chapter)?;
        let sources = self.sources[chapter].get_or_init(|| block::blocks(source));
        let page = self.site.page(locale, chapter);
        let own = self.site.doc(page).zip(self.site.twin(page)).map(|(doc, twin)| (&**doc, &**twin));
        Some(report::chapter((source, sources), own, record, self.site.locale(locale).region.as_deref()))
    }

    pub fn find(&self, name: &str) -> Result<usize, Failure> {
        let stem = name.strip_suffix(".md").unwrap_or(name);
        let named =
            |chapter: &crate::book::Chapter| chapter.id == stem || chapter.path.as_str() == format!("{stem}.md");
        self.site.outline.chapters.iter().position(named).ok_or_else(|| {
            Failure::Usage(format!("there is no chapter `{name}`; name it as SUMMARY.md does, without `.md`"))
        })
    }

    pub fn current(&self, path: &str) -> String {
        let bytes = self.engine.inputs().get(path).and_then(|file| file.bytes()).unwrap_or_default();
        String::from_utf8_lossy(bytes).into_owned()
    }

    /// Adds claims of a chapter to its lock file, and the texts they are of to the base store.
    pub fn add(&self, locale: usize, chapter: usize, claims: &BTreeSet<Claim>, pairs: &[Pair]) -> Result<(), Failure> {
        self.replace(self.with_claims(locale, chapter, claims, pairs)?)
    }

    /// Adds claims on definitions in the same way.
    pub fn add_definitions(&self, locale: usize, claims: &BTreeSet<Claim>) -> Result<(), Failure> {
        let all = definitions::all(&self.site.project, locale);
        let sources = all.iter().map(|defined| &defined.pair.source);
        self.replace(self.with_claims_on(locale, definitions::ID, claims, sources)?)
    }

    fn replace(&self, files: [(String, String); 2]) -> Result<(), Failure> {
        for (path, text) in files {
            disk::replace(&self.root.join(&path), text.as_bytes())?;
        }
        Ok(())
    }

    /// The base store and the lock file of a chapter with more claims in them, in the order in which to write them.
    pub fn with_claims(
        &self,
        locale: usize,
        chapter: usize,
        claims: &BTreeSet<Claim>,
        pairs: &[Pair],
    ) -> Result<[(String, String); 2], Failure> {
        let sources = self.site.source_doc(chapter).map(|doc| block::blocks(doc)).unwrap_or_default();
        let of_pairs = pairs.iter().map(|pair| &pair.source).chain(&sources);
        self.with_claims_on(locale, &self.site.outline.chapters[chapter].id, claims, of_pairs)
    }

    /// The same by the name of what is claimed.
    fn with_claims_on<'a>(
        &self,
        locale: usize,
        id: &str,
        claims: &BTreeSet<Claim>,
        sources: impl Iterator<Item = &'a Block>,
    ) -> Result<[(String, String); 2], Failure> {
        let paths = record::paths(&self.site.locale(locale).tag, id);
        let [store, lock] = paths.each_ref().map(|path| self.current(path));
        let texts = record::with_claims(&store, &lock, claims, sources).map_err(|OtherForm| other_form(id))?;
        let [store, lock] = paths;
        let [store_text, lock_text] = texts;
        Ok([(store, store_text), (lock, lock_text)])
    }

    /// How chapters of this book are read.
    pub fn reading<'a>(&self, inputs: &'a Inputs) -> Reading<'a> {
        Reading { inputs, options: Options { trusted_html: self.site.project.config.trusted_html } }
    }

    /// The chapter named, or all of them.
    pub fn chapters(&self, name: Option<&str>) -> Result<Vec<usize>, Failure> {
        match name {
            Some(name) => Ok(vec![self.find(name)?]),
            None => Ok((0..self.site.outline.chapters.len()).collect()),
        }
    }

    /// The translation of a chapter into a locale, if it has a file of its own.
    pub fn translation(&self, locale: usize, chapter: usize) -> Option<(&Doc, &Twin)> {
        let page = Some(self.site.page(locale, chapter)).filter(|page| page.is_own())?;
        Some((self.site.doc(page)?, self.site.twin(page)?))
    }

    pub fn path(&self, locale: usize, chapter: usize) -> VPath {
        let (tag, path) = (&self.site.locale(locale).tag, &self.site.outline.chapters[chapter].path);
        VPath::known(&format!("content/{tag}/{path}"))
    }

    /// The bytes of a file of the project with another text, which has LF line ends. Lines that stay keep theirs.
    pub fn bytes_of(&self, path: &VPath, new: &str) -> Result<Vec<u8>, Failure> {
        let file = self.root.join(path.as_str());
        let whole = match std::fs::read(&file) {
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| {
                Failure::Usage(format!("`{path}` is not UTF-8: save it as UTF-8 first; nothing was written"))
            })?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Failure::io("read", &file)(error)),
        };
        let raw = whole.strip_prefix('\u{feff}').unwrap_or(&whole);
        let mark = &whole[..whole.len() - raw.len()];
        let old: Vec<&str> = raw.split_inclusive('\n').collect();
        let new: Vec<&str> = new.split_inclusive('\n').collect();
        let plain = |line: &str| line.replace("\r\n", "\n");
        let same = |pair: &(&&str, &&str)| plain(pair.0) == **pair.1;
        let head = old.iter().zip(&new).take_while(same).count();
        let most = old.len().min(new.len()) - head;
        let tail = old.iter().rev().zip(new.iter().rev()).take_while(same).count().min(most);
        let crlf = raw.contains("\r\n");
        let middle = new[head..new.len() - tail].concat();
        let middle = if crlf { middle.replace('\n', "\r\n") } else { middle };
        let text = format!("{mark}{}{middle}{}", old[..head].concat(), old[old.len() - tail..].concat());
        Ok(text.into_bytes())
    }

    /// Adds claims to a lock file. All that stands in it is kept, what is no claim too.
    pub fn add_claims(&self, locale: usize, id: &str, claims: &BTreeSet<Claim>) -> Result<(), Failure> {
        let [_, path] = record::paths(&self.site.locale(locale).tag, id);
        let text = lock::extended(&self.current(&path), claims).map_err(|OtherForm| other_form(id))?;
        disk::replace(&self.root.join(&path), text.as_bytes())
    }

    /// The titles of a locale's summary, as pairs that can be claimed.
    pub fn titles(&self, locale: usize) -> Vec<Pair> {
        let (project, outline, docs) = (&*self.site.project, &*self.site.outline, &*self.site.docs);
        let (held, records) = (&BTreeSet::new(), &BTreeMap::new());
        let made_of = MadeOf { project, inputs: self.engine.inputs(), outline, docs, held, records };
        let pair = |(source, target): (String, String)| Pair {
            source: titles::block(&source),
            target: titles::block(&target),
            others: Vec::new(),
        };
        book::summary_titles(&made_of, locale).into_iter().map(pair).collect()
    }

    /// Adds claims on titles of a locale's summary.
    pub fn add_titles(&self, locale: usize, claims: &BTreeSet<Claim>, pairs: &[Pair]) -> Result<(), Failure> {
        let paths = record::paths(&self.site.locale(locale).tag, titles::ID);
        let [store, lock] = paths.each_ref().map(|path| self.current(path));
        let texts = record::with_claims(&store, &lock, claims, pairs.iter().map(|pair| &pair.source));
        for (path, text) in paths.iter().zip(texts.map_err(|OtherForm| other_form(titles::ID))?) {
            disk::replace(&self.root.join(path), text.as_bytes())?;
        }
        Ok(())
    }

    /// All claims of a locale, as they are written.
    pub fn all_claims(&self, locale: usize) -> BTreeSet<Claim> {
        let folder = record::folder(&self.site.locale(locale).tag);
        let files = self.engine.inputs().below(&folder).filter(|(path, _)| path.extension() == "lock");
        files.filter_map(|(path, file)| Some(lock::read(path, file.text()?).0)).flatten().collect()
    }
}

fn other_form(id: &str) -> Failure {
    Failure::Usage(format!(
        "the hashes of the claims on `{id}` have another form: run `handbook translate migrate`, or the version of the \
         program that wrote them"
    ))
}
