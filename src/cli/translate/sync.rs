//! `translate sync`: brings the files of a translation in step with the source's, as far as that can be done without
//! a translator.

use std::collections::BTreeSet;
use std::path::Path;

use super::desk;
use crate::cli::Voice;
use crate::disk;
use crate::document::Doc;
use crate::failure::Failure;
use crate::translation::block;
use crate::translation::edit::Page;
use crate::translation::exchange::{alignment, pairing};
use crate::translation::{Twin, stubs, sync};
use crate::vpath::VPath;

/// Moves text, marks what is missing, and lists what stands for nothing in the source.
pub fn run(root: &Path, tag: &str, chapter: Option<&str>, voice: &Voice) -> Result<u8, Failure> {
    let desk = desk::open(root)?;
    let locale = desk.locale(tag)?;
    super::masters::refuse(&desk, locale, "they have the source's blocks in its order")?;
    let only = chapter.map(|name| desk.find(name)).transpose()?;
    let record = desk.record(locale);
    let region = desk.site.locale(locale).region.clone();
    let inputs = desk.engine.inputs();
    let reading = desk.reading(inputs);
    let n = desk.site.outline.chapters.len();
    let sources: Vec<Option<&Doc>> = (0..n).map(|chapter| desk.site.source_doc(chapter).map(|doc| &**doc)).collect();
    let paths: Vec<VPath> = (0..n).map(|chapter| desk.path(locale, chapter)).collect();
    let open = |path: &VPath| Page::open(path, &desk.current(path.as_str()), reading);
    let mut pages: Vec<Page<'_>> = paths.iter().map(open).collect();
    let included: BTreeSet<VPath> = pages.iter().flat_map(|page| page.doc.includes.clone()).collect();
    let stray = |path: &&VPath| !paths.contains(path) && !included.contains(*path);
    let strays: Vec<VPath> = inputs.below_chapters(tag).filter(stray).cloned().collect();
    pages.extend(strays.iter().map(open));

    let absent: Vec<usize> =
        (0..n).filter(|at| inputs.get(paths[*at].as_str()).is_none() && only.is_none_or(|only| only == *at)).collect();
    let stray_docs: Vec<&Doc> = pages[n..].iter().map(|page| &page.doc).collect();
    let mut gone = Vec::new();
    let belonging = sync::Belonging::new(&pages, &sources, &record);
    for (stray, chapter) in sync::renamed(&stray_docs, &sources, &absent, &belonging) {
        gone.push((n + stray, chapter));
    }
    for (stray, chapter) in &gone {
        let text = pages[*stray].text().to_owned();
        pages[*chapter].restore(&text);
        pages[*stray].restore("");
        voice.say(&format!("renamed `{}` to `{}`", pages[*stray].doc.file, paths[*chapter]));
    }

    let moved = sync::arrange(&mut pages, &sources, &belonging, only);
    let mut n_failed = 0;
    for found in &moved {
        let text = sources[found.chapter].map(|doc| doc.words_of(found.node, &str::to_owned)).unwrap_or_default();
        let id = &desk.site.outline.chapters[found.chapter].id;
        match &found.outcome {
            Ok(()) => voice.say(&format!("moved in `{id}`: {}", short(&text))),
            Err(refusal) => {
                n_failed += 1;
                voice.say(&format!("not moved in `{id}`: {}: {refusal}", short(&text)));
            }
        }
    }

    for found in sync::carry_front(&mut pages, &sources, &belonging, only) {
        let id = &desk.site.outline.chapters[found.chapter].id;
        let (what, from, text) = (found.kind.name(), &pages[found.from].doc.file, short(&found.text));
        match found.outcome {
            Some(Ok(())) => voice.say(&format!("copied to `{id}` the {what} of `{from}`: {text}")),
            Some(Err(refusal)) => {
                n_failed += 1;
                voice.say(&format!("not copied to `{id}`, the {what} of `{from}`: {text}: {refusal}"));
            }
            None => voice.say(&format!("`{id}` has another {what} than the one accepted in `{from}`: {text}")),
        }
    }

    let (mut n_new, mut n_old) = (0, 0);
    for at in (0..n).filter(|at| only.is_none_or(|only| only == *at)) {
        let Some(source) = sources[at].filter(|_| !pages[at].text().is_empty()) else { continue };
        let (new, old) = stubs::settle(&mut pages[at], source, region.as_deref(), &record);
        n_new += new;
        n_old += old;
        let twin = Twin { pairs: alignment(source, &pages[at].doc, &record).pairs, ..Twin::default() };
        let targets = pages[at].blocks();
        let pairs = pairing(&block::blocks(source), &targets, Some(&twin), &record.claims);
        for (_, orphan) in targets.iter().enumerate().filter(|(index, _)| !pairs.contains(&Some(*index))) {
            voice.say(&format!("`{}` has no source any more: {}", paths[at], short(&orphan.text)));
        }
    }
    for page in pages[n..].iter().filter(|page| !page.text().is_empty()) {
        voice.say(&format!("`{}` belongs to no chapter; {} blocks are in it", page.doc.file, page.blocks().len()));
    }

    for (page, path) in pages.iter().zip(paths.iter().chain(&strays)) {
        let renamed = gone.iter().find(|(_, chapter)| paths.get(*chapter) == Some(path));
        let old = renamed.map_or(path, |(stray, _)| &strays[stray - n]);
        let known = desk.engine.inputs().get(path.as_str()).is_some();
        if page.text() != desk.current(path.as_str()) && (known || !page.text().is_empty()) {
            disk::replace(&root.join(path.as_str()), &desk.bytes_of(old, page.text())?)?;
        }
    }
    for (stray, _) in &gone {
        disk::remove(&root.join(strays[stray - n].as_str()))?;
    }
    let n_moved = moved.iter().filter(|found| found.outcome.is_ok()).count();
    voice.say(&format!("moved {n_moved} blocks and {} files, marked {n_new}, took off {n_old} marks", gone.len()));
    Ok(u8::from(n_failed > 0))
}

/// Enough of a text to find it.
fn short(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
