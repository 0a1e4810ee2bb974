//! `status`: how far translations have come.

use std::path::Path;

use super::desk::{self, Desk};
use crate::cli::print;
use crate::failure::Failure;
use crate::translation::accept::Pair;
use crate::translation::{Freshness, Record, Severity};

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
pub fn run(root: &Path, only: Option<&str>) -> Result<u8, Failure> {
    let desk = desk::open(root)?;
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
