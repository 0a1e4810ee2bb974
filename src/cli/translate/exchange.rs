//! `translate export`, `import` and `backtranslate`: translations handed out and taken back as one transaction.
//! Everything is worked out first, with the book as it would be; files are written at the end, or none is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::accept::explain;
use super::desk::{self, Desk};
use super::{blocks, masters};
use crate::cli::{Voice, print, project};
use crate::diagnostic::{Code, Diagnostic};
use crate::disk;
use crate::document::Doc;
use crate::emit::{self, Format};
use crate::failure::Failure;
use crate::inputs::Delta;
use crate::translation::accept::{self, Order, Pair, Refused};
use crate::translation::block::{self, Block, BlockHash};
use crate::translation::catalog::{self, Returned};
use crate::translation::edit::{Page, Refusal};
use crate::translation::exchange::{self, Entry, pairing};
use crate::translation::lock::Claim;
use crate::translation::merge::{self, Change, Place, Problem, Standing};
use crate::translation::{Record, Twin, insert, stubs, xliff};

/// What `export` is asked for.
pub struct Export<'a> {
    pub locale: &'a str,
    pub chapter: Option<&'a str>,
    pub xliff: bool,
    pub output: Option<&'a Path>,
}

/// What `import` is asked for.
pub struct Import<'a> {
    pub file: &'a Path,
    pub theirs: bool,
    pub state: &'a str,
    pub who: Option<&'a str>,
}

/// `translate export`.
pub fn export(root: &Path, options: &Export<'_>, voice: &Voice) -> Result<u8, Failure> {
    let desk = desk::open(root)?;
    let locale = desk.locale(options.locale)?;
    warn_unreviewed(&desk, options.chapter, voice)?;
    if desk.site.locale(locale).from_po && !options.xliff && options.output.is_none() {
        return masters::refresh(&desk, locale, options.chapter, voice);
    }
    let entries = entries(&desk, locale, options.chapter)?;
    let source = &desk.site.project.config.source;
    let (text, extension) = match options.xliff {
        true => (xliff::write(source, options.locale, &entries), "xlf"),
        false => (catalog::write(options.locale, &entries), "po"),
    };
    put(root, options.output, &format!("{}.{extension}", options.locale), &text)
}

/// R04: says that the source of what is handed out may still change.
fn warn_unreviewed(desk: &Desk, chapter: Option<&str>, voice: &Voice) -> Result<(), Failure> {
    let chapters = desk.chapters(chapter)?;
    let sources: Vec<&Doc> =
        chapters.into_iter().filter_map(|chapter| Some(&**desk.site.source_doc(chapter)?)).collect();
    let open: Vec<&&Doc> = sources.iter().filter(|doc| doc.front.review.reviewed.is_none()).collect();
    let Some(first) = open.first() else { return Ok(()) };
    let message = match (open.len(), sources.len()) {
        (1, _) => "this chapter goes to translators before a health professional has reviewed it".to_owned(),
        (n, all) => {
            format!("{n} of {all} chapters go to translators before a health professional has reviewed them")
        }
    };
    let help = "what a review changes has to be translated again; note it as `[review]` with `reviewed` and `reviewer`";
    let mut diag = Diagnostic::new(Code::R04, message).in_file(&first.file).help(help);
    if desk.site.project.config.levels.apply(&mut diag) {
        let shown = voice.shown(&[diag], false);
        eprint!("{}", emit::emit(&shown, desk.engine.inputs(), Format::Human, voice.color));
    }
    Ok(())
}

/// `translate backtranslate`: critical blocks in the translation's words alone, for somebody who does not see the
/// source.
pub fn backtranslate(root: &Path, locale: &str, output: Option<&Path>) -> Result<u8, Failure> {
    let desk = desk::open(root)?;
    let index = desk.locale(locale)?;
    let source = desk.site.project.config.source.clone();
    let critical = entries(&desk, index, None)?;
    let critical = critical.into_iter().filter(|entry| entry.mark.critical && !entry.translation.is_empty());
    let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
    let entries: Vec<Entry> = critical
        .map(|entry| {
            let n = seen.entry((entry.chapter.clone(), entry.translation.clone())).or_default();
            *n += 1;
            let (text, mark) = (entry.translation, exchange::Mark::default());
            Entry {
                n: *n,
                text,
                translation: String::new(),
                fuzzy: false,
                previous: None,
                mark,
                chapter: entry.chapter,
            }
        })
        .collect();
    put(root, output, &format!("{locale}-back.po"), &catalog::write(&source, &entries))
}

/// The blocks of a locale, of one chapter or of all, to be handed out.
pub fn entries(desk: &Desk, locale: usize, chapter: Option<&str>) -> Result<Vec<Entry>, Failure> {
    let record = desk.record(locale);
    let region = desk.site.locale(locale).region.as_deref();
    let mut out = Vec::new();
    for chapter in desk.chapters(chapter)? {
        let Some(source) = desk.site.source_doc(chapter) else { continue };
        let id = &desk.site.outline.chapters[chapter].id;
        let target = desk.translation(locale, chapter);
        out.extend(exchange::entries(id, source, target, region, &record));
    }
    Ok(out)
}

/// Writes to standard output, a file, or a file of this name in a folder.
fn put(root: &Path, output: Option<&Path>, name: &str, text: &str) -> Result<u8, Failure> {
    let Some(output) = output else { return print(text.as_bytes()) };
    let mut path = root.join(output);
    if path.is_dir() || output.as_os_str().to_string_lossy().ends_with('/') {
        path.push(name);
    }
    disk::replace(&path, text.as_bytes())?;
    Ok(0)
}

/// A chapter with what is to be done in it.
struct Job {
    chapter: usize,
    changes: Vec<Change>,
    sources: Vec<Block>,
    /// The chapter's file by now, and whether it is another than before.
    text: String,
    is_new: bool,
}

/// `translate import`.
pub fn import(root: &Path, options: &Import<'_>, voice: &Voice) -> Result<u8, Failure> {
    let mut desk = desk::open(root)?;
    let returned = read(&root.join(options.file))?;
    let locale = locale_of(&desk, &returned.language)?;
    masters::refuse(&desk, locale, "put the file there, there is nothing to import it into")?;
    let state = super::accept::state(options.state)?;
    let who = project::who(options.who)?;
    let record = desk.record(locale);
    let (mut jobs, mut problems) = (Vec::new(), Vec::new());
    for (chapter, entries) in by_chapter(&desk, &returned.entries, &mut problems) {
        let (job, found) = job(&desk, locale, chapter, &entries, options.theirs, &record);
        jobs.extend(job);
        problems.extend(found);
    }
    let conflicts = problems.iter().filter(|problem| matches!(problem, Problem::Conflict { .. })).count();
    for problem in &problems {
        voice.say(&words(problem));
    }
    if conflicts > 0 {
        let n = blocks(conflicts);
        return Err(Failure::Refused(format!(
            "{n} changed here and in the file; nothing was written. `--theirs` takes the file's text"
        )));
    }
    let mut n_left = problems.len();
    for job in &mut jobs {
        n_left += apply(&desk, locale, job, &record, voice);
    }
    let old = desk.site.clone();
    let date = project::today()?;
    let source = &old.project.config.source;
    let order = Order { state, who: &who, date, unchanged: None, waive: &[], adopted: false, only: None, source };
    // The book as it would be says what may be claimed.
    let mut delta = Delta::default();
    for job in jobs.iter().filter(|job| job.is_new) {
        delta.write(desk.path(locale, job.chapter).as_str(), job.text.as_bytes());
    }
    for job in &jobs {
        if let Some((path, text)) = joined(&desk, locale, job, &order)? {
            delta.write(&path, text.as_bytes());
        }
    }
    let snapshot = desk.engine.update(delta);
    if let Some(site) = &snapshot.site {
        desk.site = site.clone();
    }
    let (mut n_claims, mut n_texts, mut n_guarded) = (0, 0, 0);
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut locks: Vec<(String, Vec<u8>)> = Vec::new();
    for job in &jobs {
        let id = &old.outline.chapters[job.chapter].id;
        let (claims, pairs, refused) = claims(&desk, locale, job, &record, &order);
        for refused in &refused {
            voice.say(&explain(id, refused));
        }
        n_left += refused.len();
        n_guarded += refused.iter().filter(|refused| !matches!(refused, Refused::Withheld(_))).count();
        n_claims += claims.len();
        n_texts += job.changes.iter().filter(|change| change.is_new).count();
        if job.is_new {
            let path = desk.path(locale, job.chapter);
            files.push((path.to_string(), desk.bytes_of(&path, &job.text)?));
        }
        if !claims.is_empty() {
            let written = desk.with_claims(locale, job.chapter, &claims, &pairs)?;
            locks.extend(written.map(|(path, text)| (path, text.into_bytes())));
        }
    }
    // A text without its claim is one that nobody has checked yet; a claim without its text would be nothing.
    for (path, bytes) in files.into_iter().chain(locks) {
        disk::replace(&root.join(path), &bytes)?;
    }
    voice.say(&format!("imported {}, accepted {} as {}", blocks(n_texts), n_claims, state.name()));
    Ok(if n_guarded > 0 { 3 } else { u8::from(n_left > 0) })
}

fn words(problem: &Problem) -> String {
    match problem {
        Problem::Conflict { text, ours, theirs } => {
            format!("conflict: {text}\n  here {ours}\n  file {theirs}")
        }
        Problem::NoPlace(text) => format!("left out: the source has this block no more: {text}"),
        Problem::NoBlock(text) => format!("left out: this is not one block of text: {text}"),
    }
}

fn read(path: &Path) -> Result<Returned, Failure> {
    let bytes = std::fs::read(path).map_err(Failure::io("read", path))?;
    let name = path.display();
    let text = String::from_utf8(bytes).map_err(|_| Failure::Usage(format!("`{name}` is not in UTF-8")))?;
    if matches!(path.extension().and_then(|extension| extension.to_str()), Some("xlf" | "xliff")) {
        return xliff::read(&text).map_err(|message| Failure::Usage(format!("`{name}` cannot be read: {message}")));
    }
    catalog::read(&text)
        .map_err(|error| Failure::Usage(format!("`{name}` cannot be read: line {}: {}", error.line, error.message)))
}

fn locale_of(desk: &Desk, language: &str) -> Result<usize, Failure> {
    if language.is_empty() {
        return Err(Failure::Usage("the file does not say in its header which language it is in".to_owned()));
    }
    let tag = language.replace('_', "-");
    let mut known = desk.site.project.locales.iter().map(|locale| &locale.tag);
    let found = known.find(|known| known.eq_ignore_ascii_case(&tag)).cloned();
    desk.locale(&found.unwrap_or(tag))
}

/// The entries by the chapter that has their block now: their own, else the only other one that has it.
fn by_chapter<'a>(desk: &Desk, entries: &'a [Entry], problems: &mut Vec<Problem>) -> BTreeMap<usize, Vec<&'a Entry>> {
    let chapters = &desk.site.outline.chapters;
    let mut owners: BTreeMap<BlockHash, BTreeSet<usize>> = BTreeMap::new();
    for chapter in 0..chapters.len() {
        for block in desk.site.source_doc(chapter).map(|doc| block::blocks(doc)).unwrap_or_default() {
            owners.entry(block.hash).or_default().insert(chapter);
        }
    }
    let mut out: BTreeMap<usize, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        let own = chapters.iter().position(|chapter| chapter.id == entry.chapter);
        let have = entry.mark.source.and_then(|hash| owners.get(&hash));
        let only = have.filter(|have| have.len() == 1).and_then(|have| have.first().copied());
        let chapter = match own {
            Some(own) if have.is_none_or(|have| have.contains(&own)) => Some(own),
            own => only.or(own),
        };
        match chapter {
            Some(chapter) => out.entry(chapter).or_default().push(entry),
            None if entry.translation.trim().is_empty() => {}
            None => problems.push(Problem::NoPlace(format!("{}: {}", entry.context(), entry.text))),
        }
    }
    out
}

fn job(
    desk: &Desk,
    locale: usize,
    chapter: usize,
    entries: &[&Entry],
    theirs: bool,
    record: &Record,
) -> (Option<Job>, Vec<Problem>) {
    let Some(source) = desk.site.source_doc(chapter) else { return (None, Vec::new()) };
    let target = desk.translation(locale, chapter);
    let sources = block::blocks(source);
    let targets = target.map(|(doc, _)| block::blocks_of_translation(doc)).unwrap_or_default();
    let pairs = pairing(&sources, &targets, target.map(|(_, twin)| twin), &record.claims);
    let (claims, ledger) = (&record.claims, &record.edits.ledger);
    let standing = Standing { sources: &sources, targets: &targets, pairs: &pairs, claims, ledger };
    let inputs = desk.engine.inputs();
    let (changes, problems) = merge::merge(entries, &standing, theirs, desk.reading(inputs));
    let text = desk.current(desk.path(locale, chapter).as_str());
    let job = (!changes.is_empty()).then_some(Job { chapter, changes, sources, text, is_new: false });
    (job, problems)
}

/// Writes the changes into the chapter's text. Gives how many could not be; they are taken off the list.
fn apply(desk: &Desk, locale: usize, job: &mut Job, record: &Record, voice: &Voice) -> usize {
    let Some(source) = desk.site.source_doc(job.chapter) else { return 0 };
    let reading = desk.reading(desk.engine.inputs());
    let mut page = Page::open(&desk.path(locale, job.chapter), &job.text, reading);
    let (mut rewrites, mut texts, mut fronts) = (Vec::new(), BTreeMap::new(), Vec::new());
    // The change of each rewrite, and of each node of the source that gets a text.
    let (mut by_rewrite, mut by_source) = (Vec::new(), BTreeMap::new());
    for (at, change) in job.changes.iter().enumerate().filter(|(_, change)| change.is_new) {
        match change.place {
            Place::Target(block) => {
                rewrites.push((block, change.text.clone()));
                by_rewrite.push(at);
            }
            Place::Source(block) => match job.sources[block].node {
                Some(node) => {
                    texts.insert(node, change.text.clone());
                    by_source.insert(node, at);
                }
                None => fronts.push(at),
            },
        }
    }
    let lost = insert::insert(&mut page, source, &rewrites, texts, record, reading);
    let rewrites = lost.rewrites.iter().map(|(at, why)| (by_rewrite[*at], why.clone()));
    let texts = lost.texts.iter().filter_map(|(node, why)| Some((*by_source.get(node)?, why.clone())));
    let mut refused: BTreeMap<usize, Refusal> = rewrites.chain(texts).collect();
    for at in fronts {
        let change = &job.changes[at];
        if let Err(refusal) = page.add_front(change.kind, &change.text) {
            refused.insert(at, refusal);
        }
    }
    let lost: BTreeSet<u32> = lost.texts.iter().map(|(node, _)| *node).collect();
    let done = |node: u32| by_source.contains_key(&node) && !lost.contains(&node);
    let hashes = job.sources.iter().filter(|block| block.node.is_some_and(done)).map(|block| block.hash);
    stubs::drop_stubs(&mut page, &hashes.collect::<Vec<_>>());
    for (at, refusal) in &refused {
        voice.say(&format!("left out: {refusal}: {}", job.changes[*at].text));
    }
    for at in refused.keys().rev() {
        job.changes.remove(*at);
    }
    job.is_new = job.text != page.text();
    job.text = page.text().to_owned();
    refused.len()
}

/// The lock file of a chapter as it would be with the new texts that stand for several blocks of the source: without
/// it, nobody could tell for which, and they would be compared with one of them alone.
fn joined(desk: &Desk, locale: usize, job: &Job, order: &Order<'_>) -> Result<Option<(String, String)>, Failure> {
    let claim = |change: &Change| {
        let (hash, _) = change.claim.as_ref().filter(|_| !change.others.is_empty())?;
        Some(Claim {
            target: BlockHash::of(change.kind, &change.text),
            sources: std::iter::once(*hash).chain(change.others.iter().copied()).collect(),
            state: order.state,
            who: order.who.to_owned(),
            date: order.date,
            flags: String::new(),
        })
    };
    let claims: BTreeSet<Claim> = job.changes.iter().filter_map(claim).collect();
    if claims.is_empty() {
        return Ok(None);
    }
    let [_, lock] = desk.with_claims(locale, job.chapter, &claims, &[])?;
    Ok(Some(lock))
}

/// What somebody vouches for by the file: for each change, that its text is the translation of exactly the text
/// that was handed out. If that is the source's no more, the pair is stale, and no check can speak for it.
fn claims(
    desk: &Desk,
    locale: usize,
    job: &Job,
    record: &Record,
    order: &Order<'_>,
) -> (BTreeSet<Claim>, Vec<Pair>, Vec<Refused>) {
    let Some((doc, twin)) = desk.translation(locale, job.chapter) else { return Default::default() };
    let targets = block::blocks_of_translation(doc);
    let by_hash = |blocks: &[Block]| blocks.iter().rev().map(|block| (block.hash, block.clone())).collect();
    let (targets, sources): (BTreeMap<BlockHash, Block>, BTreeMap<BlockHash, Block>) =
        (by_hash(&targets), by_hash(&job.sources));
    let (mut current, mut old) = (Vec::new(), Vec::new());
    for change in &job.changes {
        let Some((hash, text)) = &change.claim else { continue };
        let wanted = BlockHash::of(change.kind, &change.text);
        let Some(target) = targets.get(&wanted) else { continue };
        let source = sources.get(hash);
        let is_current = source.is_some();
        let source = source.cloned().unwrap_or(Block {
            kind: change.kind,
            node: None,
            text: text.clone(),
            hash: *hash,
            critical: false,
        });
        let mut others = change.others.clone();
        // A pin in the file says so too, where nobody has accepted the text yet.
        let covered = twin.covered.iter().filter(|pair| is_current && Some(pair.1) == target.node).map(|pair| pair.0);
        let covered = covered.filter_map(|node| job.sources.iter().find(|block| block.node == Some(node)));
        others.extend(covered.map(|block| block.hash).filter(|other| other != hash && !change.others.contains(other)));
        let pair = Pair { source, target: target.clone(), others };
        if is_current { current.push(pair) } else { old.push(pair) }
    }
    let (mut claims, mut refused) = accept::accept(&current, twin, doc, record, order);
    let (more, also) = accept::accept(&old, &Twin::default(), doc, record, order);
    claims.extend(more);
    refused.extend(also);
    current.extend(old);
    (claims, current, refused)
}
