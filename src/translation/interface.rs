//! Claims on the interface: whether a health professional has read what readers are told of stale, withdrawn and
//! unreviewed advice. They live in `claims/_ui.lock`, as claims on blocks of a chapter would.

use super::block::{BlockHash, BlockKind};
use super::lock::State;
use super::record::Record;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::project::{Locale, Project};

/// The name by which commands and the lock file know the interface.
pub const ID: &str = "_ui";

/// Each safety notice: its id, the source's text and the translation.
pub fn notices<'a>(project: &'a Project, locale: &'a Locale) -> Vec<(&'static str, &'a str, &'a str)> {
    let source = &project.locales[project.source].ui.safety;
    let pairs = source.iter().filter_map(|(id, text)| Some((*id, text.as_str(), locale.ui.safety.get(id)?.as_str())));
    pairs.collect()
}

/// What a message counts as.
pub const KIND: BlockKind = BlockKind::Text;

/// The hash of a message.
pub fn hash(text: &str) -> BlockHash {
    BlockHash::of(KIND, text)
}

/// Says in which published languages there are safety notices that no health professional has read.
pub fn check<'a>(project: &Project, record_of: &dyn Fn(&Locale) -> &'a Record) -> Option<Diagnostic> {
    let is_open = |locale: &&Locale| {
        let claims = &record_of(locale).claims;
        let read = |source: &str, target: &str| {
            claims.of_pair(hash(source), hash(target)).is_some_and(|claim| claim.state == State::Medical)
        };
        let translated = locale.published && locale.tag != project.config.source;
        translated && notices(project, locale).iter().any(|(_, source, target)| !read(source, target))
    };
    let open: Vec<&Locale> = project.locales.iter().filter(is_open).collect();
    let tags: Vec<String> = open.iter().map(|locale| format!("`{}`", locale.tag)).collect();
    // Languages that have just begun are told, not scolded.
    let begun = open.iter().any(|locale| !record_of(locale).claims.is_empty());
    let level = if begun { Level::Warning } else { Level::Info };
    (!open.is_empty()).then(|| {
        let message = format!("no health professional has read all safety notices in {}", few(&tags));
        let help = format!("once one has, `handbook translate review TAG {ID} --as medical`");
        Diagnostic::new(Code::U08, message).level(level).help(help)
    })
}

/// A list that is not too long for a line.
fn few(items: &[String]) -> String {
    match items.len() {
        0..=6 => items.join(", "),
        n => format!("{} and {} more", items[..5].join(", "), n - 5),
    }
}
