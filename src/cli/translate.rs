//! `handbook translate`: claims, the ledger, and how translations stand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Voice, print, project};
use crate::book::Site;
use crate::disk;
use crate::engine::Engine;
use crate::failure::Failure;
use crate::translation::accept::{self, Order, Pair, Refused, changed_tokens};
use crate::translation::block::BlockHash;
use crate::translation::ledger::{Edit, Severity};
use crate::translation::lock::{self, Claim, State};
use crate::translation::{Freshness, Record, base, record};
use crate::vpath::VPath;

/// A project as the commands see it.
struct Desk {
    engine: Engine,
    site: Arc<Site>,
    root: PathBuf,
    base: BTreeMap<BlockHash, String>,
}

/// Accepts the blocks of one chapter, or with `chapter` absent adopts all of a locale.
pub struct Accept<'a> {
    pub locale: &'a str,
    /// `chapter` or `chapter#block`.
    pub chapter: Option<&'a str>,
    pub state: &'a str,
    pub unchanged: Option<&'a str>,
    pub who: Option<&'a str>,
}

fn open(root: &Path) -> Result<Desk, Failure> {
    let settings = project::settings(None, true)?;
    let (engine, snapshot) = project::load(root, settings, &mut project::Timings::default())?;
    let site = snapshot
        .site
        .clone()
        .ok_or_else(|| Failure::Usage("the project cannot be read; `handbook check` says why".to_owned()))?;
    let base = base::read(engine.inputs());
    Ok(Desk { engine, site, root: root.to_owned(), base })
}

impl Desk {
    fn locale(&self, tag: &str) -> Result<usize, Failure> {
        let source = self.site.project.source;
        match self.site.project.index_of(tag) {
            Some(locale) if locale != source => Ok(locale),
            Some(_) => Err(Failure::Usage(format!("`{tag}` is the source, which is no translation"))),
            None => Err(Failure::Usage(format!("there is no locale `{tag}`"))),
        }
    }

    fn record(&self, locale: usize) -> Record {
        let tag = &self.site.locale(locale).tag;
        let (ledger, _) = record::read_ledger(self.engine.inputs());
        record::read(self.engine.inputs(), tag, Arc::new(ledger)).0
    }

    /// Chapters of a locale that have a translation.
    fn translated(&self, locale: usize) -> impl Iterator<Item = usize> {
        let pages = self.site.books[locale].pages.iter();
        pages.filter(|page| self.site.twin(page).is_some()).map(|page| page.chapter)
    }

    fn pairs(&self, locale: usize, chapter: usize) -> Vec<Pair> {
        let page = self.site.page(locale, chapter);
        match (self.site.source_doc(chapter), self.site.doc(page), self.site.twin(page)) {
            (Some(source), Some(target), Some(twin)) => accept::pairs(source, target, twin),
            _ => Vec::new(),
        }
    }

    fn find(&self, name: &str) -> Result<usize, Failure> {
        let stem = name.strip_suffix(".md").unwrap_or(name);
        let named =
            |chapter: &crate::book::Chapter| chapter.id == stem || chapter.path.as_str() == format!("{stem}.md");
        self.site.outline.chapters.iter().position(named).ok_or_else(|| {
            Failure::Usage(format!("there is no chapter `{name}`; name it as SUMMARY.md does, without `.md`"))
        })
    }

    fn current(&self, path: &str) -> String {
        let bytes = self.engine.inputs().get(path).and_then(|file| file.bytes()).unwrap_or_default();
        String::from_utf8_lossy(bytes).into_owned()
    }

    /// Adds claims of a chapter to its lock file, and the texts they are of to the base store.
    fn add(&self, locale: usize, chapter: usize, claims: &BTreeSet<Claim>, pairs: &[Pair]) -> Result<(), Failure> {
        let id = &self.site.outline.chapters[chapter].id;
        let path = format!("{}/{id}.lock", record::folder(&self.site.locale(locale).tag));
        let mut all = lock::read(&VPath::known(&path), &self.current(&path)).0;
        all.extend(claims.iter().cloned());
        let texts = format!("{}/{id}.txt", base::FOLDER);
        let mut known = base::read_file(&self.current(&texts));
        let claimed: BTreeSet<BlockHash> = claims.iter().flat_map(|claim| claim.sources.iter().copied()).collect();
        let of_claims = pairs.iter().filter(|pair| claimed.contains(&pair.source.hash));
        known.extend(of_claims.map(|pair| (pair.source.hash, pair.source.text.clone())));
        // The text first: a claim whose text is not kept could not be explained later.
        disk::replace(&self.root.join(&texts), base::write(&known).as_bytes())?;
        disk::replace(&self.root.join(&path), lock::write(&all).as_bytes())
    }
}

/// `translate accept` and `translate adopt`.
pub fn accept(root: &Path, options: &Accept<'_>, voice: &Voice) -> Result<u8, Failure> {
    let desk = open(root)?;
    let locale = desk.locale(options.locale)?;
    let state = match State::parse(options.state) {
        Some(state @ (State::Machine | State::Draft | State::Translated)) => state,
        _ => return Err(Failure::Usage(format!("`--as {}` is none of machine, draft, translated", options.state))),
    };
    let who = project::who(options.who)?;
    let (name, only) =
        match options.chapter.map(|name| name.split_once('#').map_or((name, None), |(a, b)| (a, Some(b)))) {
            Some((name, only)) => (Some(name), only),
            None => (None, None),
        };
    let chapters = match name {
        Some(name) => vec![desk.find(name)?],
        None => desk.translated(locale).collect(),
    };
    let order = Order {
        state,
        who: &who,
        date: project::today()?,
        unchanged: options.unchanged,
        adopted: name.is_none(),
        only,
    };
    let record = desk.record(locale);
    let (mut n_claims, mut n_refused) = (0, 0);
    for chapter in chapters {
        let page = desk.site.page(locale, chapter);
        let id = &desk.site.outline.chapters[chapter].id;
        let (Some(doc), Some(twin)) = (desk.site.doc(page), desk.site.twin(page)) else {
            return Err(Failure::Usage(format!("`{id}` is not translated into `{}`", options.locale)));
        };
        let pairs = desk.pairs(locale, chapter);
        let (claims, refused) = accept::accept(&pairs, twin, doc, &record, &desk.base, &order);
        if !claims.is_empty() {
            desk.add(locale, chapter, &claims, &pairs)?;
        }
        n_claims += claims.len();
        n_refused += refused.len();
        for refused in &refused {
            voice.say(&explain(id, refused));
        }
    }
    let blocks = |n: usize| if n == 1 { "1 block".to_owned() } else { format!("{n} blocks") };
    voice.say(&format!("accepted {} as {}", blocks(n_claims), state.name()));
    Ok(u8::from(n_refused > 0))
}

fn explain(id: &str, refused: &Refused) -> String {
    match refused {
        Refused::Withheld(pair) => format!(
            "error: {id}#{}: the translation has an error, see `handbook check`: {}",
            pair.source.hash, pair.target.text
        ),
        Refused::Guarded { pair, was, now } => format!(
            "error[S09]: {id}#{}: the source changed from `{was}` to `{now}` but the translation did not; edit it first\n  {}",
            pair.source.hash, pair.target.text
        ),
        Refused::Unchanged { pair, was } => format!(
            "error[S09]: {id}#{}: the source changed but the translation did not; edit it, or say why it still holds with --unchanged\n  \
             was {}\n  now {}\n  {}",
            pair.source.hash,
            was.as_deref().unwrap_or("(not kept)"),
            pair.source.text,
            pair.target.text
        ),
    }
}

/// `translate classify`: says how grave an edit of a source block was.
pub fn classify(
    root: &Path,
    block: &str,
    severity: Severity,
    note: &str,
    who: Option<&str>,
    voice: &Voice,
) -> Result<u8, Failure> {
    let desk = open(root)?;
    let who = project::who(who)?;
    let prefix = block.rsplit('#').next().unwrap_or(block);
    let mut edits: BTreeMap<(BlockHash, BlockHash), (String, bool)> = BTreeMap::new();
    for locale in (0..desk.site.project.locales.len()).filter(|locale| *locale != desk.site.project.source) {
        let record = desk.record(locale);
        for chapter in desk.translated(locale) {
            for pair in desk.pairs(locale, chapter) {
                if pair.source.hash.to_string().starts_with(prefix)
                    && let Some(from) = record.claims.source_before(pair.source.hash, pair.target.hash)
                {
                    edits.insert((from, pair.source.hash), (pair.source.text.clone(), pair.source.critical));
                }
            }
        }
    }
    if edits.is_empty() {
        return Err(Failure::Usage(format!("no translation was accepted for another form of a block `{block}`")));
    }
    let mut ledger = record::read_ledger(desk.engine.inputs()).0;
    for ((from, to), (text, critical)) in &edits {
        let changed = desk.base.get(from).and_then(|was| changed_tokens(was, text));
        let floor = match (&changed, critical) {
            (None, _) => Severity::Minor,
            (Some(_), false) => Severity::Major,
            (Some(_), true) => Severity::Critical,
        };
        if severity < floor {
            let (was, now) = changed.unwrap_or_default();
            voice.say(&format!(
                "error[S06]: `{was}` became `{now}`: that is {} at least, not {}",
                floor.name(),
                severity.name()
            ));
            return Ok(1);
        }
        let note = note.replace(['\t', '\n', '\r'], " ");
        ledger.edits.insert(Edit { from: *from, to: *to, severity, who: who.clone(), date: project::today()?, note });
    }
    disk::replace(&root.join(record::LEDGER), ledger.write().as_bytes())?;
    voice.say(&format!("classified {} as {}", edits.len(), severity.name()));
    Ok(0)
}

/// How many blocks of a chapter stand how.
#[derive(Debug, Default, Clone, Copy)]
struct Row {
    blocks: usize,
    fresh: usize,
    minor: usize,
    major: usize,
    critical: usize,
    edited: usize,
    missing: usize,
}

/// `status`: a table for each locale.
pub fn status(root: &Path, only: Option<&str>) -> Result<u8, Failure> {
    let desk = open(root)?;
    let site = &desk.site;
    let wanted = match only {
        Some(tag) => vec![desk.locale(tag)?],
        None => (0..site.project.locales.len()).filter(|locale| *locale != site.project.source).collect(),
    };
    let mut out = String::new();
    for locale in wanted {
        let tag = &site.locale(locale).tag;
        let record = desk.record(locale);
        let rows: Vec<(String, Row)> = (0..site.outline.chapters.len())
            .filter_map(|chapter| {
                let source = site.source_doc(chapter)?;
                Some((site.outline.chapters[chapter].id.clone(), row(&desk, &record, locale, chapter, source)))
            })
            .collect();
        let width = rows.iter().map(|(id, _)| id.chars().count()).max().unwrap_or(0).max(7);
        out.push_str(&format!("{tag}\n{:width$} blocks fresh minor major CRIT edited missing\n", "chapter"));
        for (id, row) in rows {
            let Row { blocks, fresh, minor, major, critical, edited, missing } = row;
            out.push_str(&format!(
                "{id:width$} {blocks:6} {fresh:5} {minor:5} {major:5} {critical:4} {edited:6} {missing:7}\n"
            ));
        }
        out.push('\n');
    }
    print(out.as_bytes())
}

fn row(desk: &Desk, record: &Record, locale: usize, chapter: usize, source: &crate::document::Doc) -> Row {
    let blocks = crate::translation::block::blocks(source);
    let current = blocks.iter().map(|block| block.hash).collect();
    let mut row = Row { blocks: blocks.len(), ..Row::default() };
    let pairs = desk.pairs(locale, chapter);
    row.missing = blocks.len().saturating_sub(pairs.len());
    for Pair { source, target } in &pairs {
        match record.claims.freshness(source.hash, target.hash, &current, source.critical, &record.ledger) {
            Freshness::Fresh(_) => row.fresh += 1,
            Freshness::Stale(Severity::Minor) => row.minor += 1,
            Freshness::Stale(Severity::Major) => row.major += 1,
            Freshness::Stale(Severity::Critical) => row.critical += 1,
            Freshness::Edited | Freshness::Unclaimed => row.edited += 1,
        }
    }
    row
}
