//! `translate accept` and `translate adopt`: claims for what somebody has read, or for what is already there.

use std::collections::BTreeSet;
use std::path::Path;

use super::{blocks, desk, parts};
use crate::cli::{Voice, project};
use crate::diagnostic::Code;
use crate::document::Doc;
use crate::failure::Failure;
use crate::translation::accept::{self, Order, Refused};
use crate::translation::lock::{Claim, State};
use crate::translation::{Twin, definitions, titles};
use crate::vpath::VPath;

/// Accepts the blocks of one chapter, or with `chapter` absent adopts all of a locale.
pub struct Accept<'a> {
    pub locale: &'a str,
    /// `chapter`, `chapter#block`, `_glossary` or `_glossary#concept`, or `_summary` for the titles of the locale's
    /// summary.
    pub chapter: Option<&'a str>,
    pub state: &'a str,
    pub unchanged: Option<&'a str>,
    /// `CODE=WHY` for each check whose finding does not count.
    pub waive: &'a [String],
    pub who: Option<&'a str>,
}

/// Accepts what `options` names.
pub fn run(root: &Path, options: &Accept<'_>, voice: &Voice) -> Result<u8, Failure> {
    let desk = desk::open(root)?;
    let locale = desk.locale(options.locale)?;
    let state = state(options.state)?;
    let who = project::who(options.who)?;
    let (name, only) = match options.chapter.map(parts) {
        Some((name, only)) => (Some(name), only),
        None => (None, None),
    };
    let chapters = match name {
        Some(titles::ID | definitions::ID) => Vec::new(),
        Some(name) => vec![desk.find(name)?],
        None => desk.translated(locale).collect(),
    };
    let mut waive = Vec::new();
    for one in options.waive {
        let found = one.split_once('=').and_then(|(code, why)| Some((Code::find(code)?, why.trim())));
        match found.filter(|(_, why)| !why.is_empty()) {
            Some((code, why)) => waive.push((code.id(), why.to_owned())),
            None => return Err(Failure::Usage(format!("`--waive {one}` is no code with a reason, as `N01=why`"))),
        }
    }
    let order = Order {
        waive: &waive,
        state,
        who: &who,
        date: project::today()?,
        unchanged: options.unchanged,
        adopted: name.is_none(),
        only,
        source: &desk.site.project.config.source,
    };
    let record = desk.record(locale);
    let mut done = Done::default();
    for chapter in chapters {
        let page = desk.site.page(locale, chapter);
        let id = &desk.site.outline.chapters[chapter].id;
        let (Some(doc), Some(twin)) = (desk.site.doc(page), desk.site.twin(page)) else {
            return Err(Failure::Usage(format!("`{id}` is not translated into `{}`", options.locale)));
        };
        let pairs = desk.pairs(locale, chapter);
        let known = |only: &str| pairs.iter().any(|pair| pair.source.hash.to_string().starts_with(only));
        if only.is_some_and(|only| only.is_empty() || !known(only)) {
            let named = options.chapter.unwrap_or_default();
            return Err(Failure::Usage(format!("there is no block `{named}`; `handbook translate diff` names them")));
        }
        let (claims, refused) = accept::accept(&pairs, twin, doc, &record, &order);
        if !claims.is_empty() {
            desk.add(locale, chapter, &claims, &pairs)?;
        }
        done.add(id, &claims, &refused, voice);
    }
    if name == Some(titles::ID) {
        let pairs = desk.titles(locale);
        let nowhere = Doc::empty(&VPath::known(titles::ID), 0, Vec::new());
        let (claims, refused) = accept::accept(&pairs, &Twin::default(), &nowhere, &record, &order);
        if !claims.is_empty() {
            desk.add_titles(locale, &claims, &pairs)?;
        }
        done.add(titles::ID, &claims, &refused, voice);
    }
    if name.is_none_or(|name| name == definitions::ID) {
        let project = &desk.site.project;
        let mut defined = definitions::all(project, locale);
        defined.retain(|defined| only.is_none_or(|only| defined.is_named(project, only)));
        if name.is_some() && defined.is_empty() {
            let named = options.chapter.unwrap_or_default();
            return Err(Failure::Usage(format!("there is no definition `{named}` in `{}`", options.locale)));
        }
        let order = Order { only: None, ..order };
        let (claims, refused) =
            definitions::accept(&defined, desk.site.terminology.definitions.get(locale), &record, &order);
        if !claims.is_empty() {
            desk.add_definitions(locale, &claims)?;
        }
        done.add(definitions::ID, &claims, &refused, voice);
    }
    voice.say(&format!("accepted {} as {}", blocks(done.n_claims), state.name()));
    Ok(if done.n_guarded > 0 { 3 } else { u8::from(done.n_refused > 0) })
}

/// What came of it so far.
#[derive(Default)]
struct Done {
    n_claims: usize,
    n_refused: usize,
    n_guarded: usize,
}

impl Done {
    fn add(&mut self, id: &str, claims: &BTreeSet<Claim>, refused: &[Refused], voice: &Voice) {
        self.n_claims += claims.len();
        self.n_refused += refused.len();
        self.n_guarded += refused.iter().filter(|refused| !matches!(refused, Refused::Withheld(_))).count();
        for refused in refused {
            voice.say(&explain(id, refused));
        }
    }
}

/// The state at which somebody vouches for a text that is new.
pub fn state(name: &str) -> Result<State, Failure> {
    match State::parse(name) {
        Some(state @ (State::Machine | State::Draft | State::Translated)) => Ok(state),
        _ => Err(Failure::Usage(format!("`--as {name}` is none of machine, draft, translated"))),
    }
}

/// A refusal in words.
pub fn explain(id: &str, refused: &Refused) -> String {
    match refused {
        Refused::Withheld(pair) => format!(
            "error: {id}#{}: the translation has an error, see `handbook check`: {}",
            pair.source.hash, pair.target.text
        ),
        Refused::Unsure(pair) => format!(
            "error[S05]: {id}#{}: it is not certain that this is its translation; accept it by its name once you have looked\n  {}",
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
