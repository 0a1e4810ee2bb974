//! `translate review` and `translate revoke`: a second person raises a claim, or withdraws one.

use std::collections::BTreeSet;
use std::path::Path;

use super::desk::{self, Desk};
use super::status::address;
use super::{blocks, parts};
use crate::cli::{Voice, project};
use crate::failure::Failure;
use crate::project::State;
use crate::translation::accept::Pair;
use crate::translation::lock::Claim;
use crate::translation::report::{Entry, Status};
use crate::translation::{definitions, interface, titles};

/// What is reviewed or revoked.
pub struct Review<'a> {
    pub locale: &'a str,
    /// `chapter`, `chapter#block`, `_glossary`, `_glossary#concept`, `_ui` for the safety notices, or `_summary` for the
    /// titles of the locale's summary.
    pub chapter: &'a str,
    /// What the blocks become: revised, medical or revoked.
    pub state: State,
    /// Why a claim is withdrawn.
    pub reason: Option<&'a str>,
    pub who: Option<&'a str>,
}

/// Reviews or revokes what `review` names; 3 if somebody may not.
pub fn run(root: &Path, review: &Review<'_>, voice: &Voice) -> Result<u8, Failure> {
    let desk = desk::open(root)?;
    let locale = desk.locale(review.locale)?;
    let who = project::who(review.who)?;
    if review.state == State::Medical && !desk.site.project.config.medical.contains(&who) {
        voice.say(&format!(
            "error[R02]: `{who}` may not review as a health professional: `[translation] medical` in handbook.toml names who may"
        ));
        return Ok(3);
    }
    let flags = review.reason.map(|why| format!("\"{}\"", why.replace(['"', '\n', '\r'], " "))).unwrap_or_default();
    let new = |target, sources| -> Result<Claim, Failure> {
        let (who, date) = (who.clone(), project::today()?);
        Ok(Claim { target, sources, state: review.state, who, date, flags: flags.clone() })
    };
    if review.chapter == interface::ID {
        let project = &desk.site.project;
        let notices = interface::notices(project, desk.site.locale(locale));
        let claims: Result<BTreeSet<Claim>, Failure> = notices
            .iter()
            .map(|(_, source, target)| new(interface::hash(target), vec![interface::hash(source)]))
            .collect();
        let claims = claims?;
        desk.add_claims(locale, interface::ID, &claims)?;
        voice.say(&format!("{} {} safety notices", verb(review.state), claims.len()));
        return Ok(0);
    }
    let (name, only) = parts(review.chapter);
    if name == titles::ID {
        let record = desk.record(locale);
        let known = |pair: &Pair| record.claims.of_pair(pair.source.hash, pair.target.hash).is_some();
        let pairs: Vec<Pair> = desk.titles(locale).into_iter().filter(known).collect();
        let claims: Result<BTreeSet<Claim>, Failure> =
            pairs.iter().map(|pair| new(pair.target.hash, vec![pair.source.hash])).collect();
        let claims = claims?;
        desk.add_titles(locale, &claims, &pairs)?;
        voice.say(&format!("{} {}", verb(review.state), blocks(claims.len())));
        return Ok(0);
    }
    let (id, entries) = match name {
        definitions::ID => (name.to_owned(), definitions(&desk, locale, review)?),
        name => blocks_of(&desk, locale, (name, only), review)?,
    };
    let all = desk.all_claims(locale);
    let (mut claims, mut refused) = (BTreeSet::new(), 0);
    for entry in &entries {
        match refusal(&all, entry, review.state, &who) {
            Some(why) => {
                refused += 1;
                voice.say(&format!("error: {}: {why}", address(&id, entry)));
            }
            None if review.state != State::Revoked && entry.state >= Some(review.state) => {}
            None => {
                let (Some(target), Some(claim)) = (&entry.target, &entry.claim) else { continue };
                let mut raised = new(target.hash, claim.sources.clone())?;
                // A waiver lives as long as its pair.
                if review.state != State::Revoked && claim.flags.contains("waive:") {
                    raised.flags.clone_from(&claim.flags);
                }
                claims.insert(raised);
            }
        }
    }
    if !claims.is_empty() {
        desk.add_claims(locale, &id, &claims)?;
    }
    voice.say(&format!("{} {}", verb(review.state), blocks(claims.len())));
    Ok(if refused > 0 { 3 } else { 0 })
}

/// The definitions that are named.
fn definitions(desk: &Desk, locale: usize, review: &Review<'_>) -> Result<Vec<Entry>, Failure> {
    let project = &desk.site.project;
    let standing = desk.site.terminology.definitions.get(locale);
    let mut found = definitions::entries(project, standing, locale, &desk.record(locale));
    let (_, only) = parts(review.chapter);
    found.retain(|(defined, _)| only.is_none_or(|only| defined.is_named(project, only)));
    match found.is_empty() {
        true => Err(Failure::Usage(format!("there is no definition `{}` in `{}`", review.chapter, review.locale))),
        false => Ok(found.into_iter().map(|(_, entry)| entry).collect()),
    }
}

/// The chapter's id and the blocks that are named.
fn blocks_of(
    desk: &Desk,
    locale: usize,
    (name, only): (&str, Option<&str>),
    review: &Review<'_>,
) -> Result<(String, Vec<Entry>), Failure> {
    let chapter = desk.find(name)?;
    let mut entries = desk.report_of(locale, chapter, &desk.record(locale)).unwrap_or_default();
    entries.retain(|entry| only.is_none_or(|only| entry.source.hash.to_string().starts_with(only)));
    if only.is_some_and(|only| only.is_empty() || entries.is_empty()) {
        return Err(Failure::Usage(format!(
            "there is no block `{}`; `handbook translate diff` names them",
            review.chapter
        )));
    }
    Ok((desk.site.outline.chapters[chapter].id.clone(), entries))
}

fn verb(state: State) -> &'static str {
    match state {
        State::Revoked => "revoked",
        State::Medical => "reviewed as a health professional",
        _ => "revised",
    }
}

/// Why a block cannot be reviewed so.
fn refusal(all: &BTreeSet<Claim>, entry: &Entry, state: State, who: &str) -> Option<String> {
    let Some(target) = &entry.target else { return Some("it is not translated".to_owned()) };
    if state == State::Revoked {
        return entry.claim.is_none().then(|| "nobody has claimed it".to_owned());
    }
    if entry.withheld {
        return Some("the translation has an error, see `handbook check`".to_owned());
    }
    if entry.status != Status::Fresh {
        return Some(format!("it is {}: accept it first", entry.status.name()));
    }
    let own = |claim: &Claim| {
        claim.target == target.hash
            && claim.who == who
            && claim.state <= State::Translated
            && claim.sources.contains(&entry.source.hash)
    };
    let translated = all.iter().any(own);
    (state == State::Revised && translated)
        .then(|| format!("`{who}` translated it, and another person has to revise it (R02)"))
}
