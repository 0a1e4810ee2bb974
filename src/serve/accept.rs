//! Accepting a block in the preview: one key writes the claim. Only this machine can, and only the preview's own page:
//! it holds a secret that no other page can read.

use std::fs;
use std::path::PathBuf;

use super::preview::Preview;
use crate::data::Date;
use crate::disk;
use crate::failure::Failure;
use crate::project::State;
use crate::translation::accept::{self, Order, Refused};
use crate::translation::block::{self, BlockHash};
use crate::translation::lock::OtherForm;
use crate::translation::record;

/// Who may accept here.
#[derive(Debug, Clone)]
pub struct Desk {
    /// What a request must show.
    pub secret: String,
    /// Who accepts; absent if nobody has said a name.
    pub who: Option<String>,
}

/// What a page asks for, as it stands in the query of its address.
pub struct Asked<'a> {
    pub locale: &'a str,
    pub chapter: usize,
    pub source: &'a str,
    pub target: &'a str,
}

/// Writes the claim; else a status and a sentence that says why not.
pub fn accept(preview: &Preview, asked: &Asked<'_>, today: Option<Date>) -> Result<(), (u16, String)> {
    let lost = || (409, "the text has changed meanwhile: look at it again".to_owned());
    let who = preview.desk.as_ref().and_then(|desk| desk.who.as_deref());
    let who = who.ok_or_else(|| (403, "nobody knows who you are: start `handbook serve --who m.ortiz`".to_owned()))?;
    let site = preview.snapshot.site.as_ref().ok_or_else(lost)?;
    let locale = site.project.index_of(asked.locale).ok_or_else(lost)?;
    if asked.chapter >= site.outline.chapters.len() {
        return Err(lost());
    }
    let page = site.page(locale, asked.chapter);
    let (Some(source), Some(target), Some(twin)) =
        (site.source_doc(asked.chapter), site.doc(page), site.twin(page).filter(|_| page.is_own()))
    else {
        return Err(lost());
    };
    let mut pairs = accept::pairs(source, target, twin);
    let hashes = (BlockHash::parse(asked.source), BlockHash::parse(asked.target));
    pairs.retain(|pair| (Some(pair.source.hash), Some(pair.target.hash)) == hashes);
    pairs.truncate(1);
    if pairs.is_empty() {
        return Err(lost());
    }
    let config = &site.project.config;
    let record = preview.record_of(site, asked.locale, pairs[0].target.hash);
    let date = today.ok_or_else(|| (500, "the program does not know the day".to_owned()))?;
    let order = Order {
        state: State::Translated,
        who,
        date,
        unchanged: None,
        waive: &[],
        adopted: false,
        only: None,
        source: &config.source,
    };
    let (claims, refused) = accept::accept(&pairs, twin, target, &record, &order);
    match refused.first() {
        Some(Refused::Withheld(_) | Refused::Unsure(_)) => {
            return Err((409, "the translation has an error: mend it first".to_owned()));
        }
        Some(Refused::Guarded { was, now, .. }) => {
            return Err((409, format!("S09: the source changed from `{was}` to `{now}`: edit the translation first")));
        }
        Some(Refused::Unchanged { .. }) => {
            let help = "the source changed and the translation did not: edit it, or `handbook translate accept --unchanged WHY`";
            return Err((409, format!("S09: {help}")));
        }
        None => {}
    }
    let id = &site.outline.chapters[asked.chapter].id;
    // As the files are now: somebody may have written them since they were read.
    let [store, locked] = record::paths(asked.locale, id).map(|path| preview.root.join(path));
    let sources = block::blocks(source);
    let texts = record::with_claims(&read(&store)?, &read(&locked)?, &claims, sources.iter());
    let texts = texts
        .map_err(|OtherForm| (409, "the claims have another form: run `handbook translate migrate`".to_owned()))?;
    for (path, text) in [store, locked].iter().zip(texts) {
        disk::replace(path, text.as_bytes()).map_err(|failure| (500, failure.to_string()))?;
    }
    Ok(())
}

fn read(path: &PathBuf) -> Result<String, (u16, String)> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err((500, Failure::io("read", path)(error).to_string())),
    }
}
