//! `translate classify`: how grave an edit of a source block is.

use std::collections::BTreeMap;
use std::path::Path;

use super::desk;
use crate::cli::{Voice, project};
use crate::disk;
use crate::failure::Failure;
use crate::translation::accept::floor;
use crate::translation::block::BlockHash;
use crate::translation::ledger::{Edit, Severity};
use crate::translation::record;

/// Says how grave an edit of a source block was.
pub fn run(
    root: &Path,
    block: &str,
    severity: Severity,
    note: &str,
    who: Option<&str>,
    voice: &Voice,
) -> Result<u8, Failure> {
    let desk = desk::open(root)?;
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
    let mut ledger = record::read_edits(desk.engine.inputs(), &[]).0.ledger;
    for ((from, to), (text, critical)) in &edits {
        let was = desk.base.get(from);
        let (floor, changed) = was.map_or((Severity::Minor, None), |was| floor(was, text, *critical));
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
