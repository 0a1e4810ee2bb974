//! Tables: calls with one array for each row.

use std::fmt::Write as _;

use super::{Writer, literal};
use crate::cldr;
use crate::document::Align;
use crate::render::view::{Piece, Side};

impl Writer<'_, '_> {
    pub(super) fn cells(&mut self, side: Side, row: u32) -> Vec<String> {
        let cells: Vec<u32> = self.view.doc(side).tree.children(Some(row)).collect();
        cells.into_iter().map(|cell| format!("{{{}[]}}", self.apart(|writer| writer.inner(side, cell)))).collect()
    }

    pub(super) fn table(&mut self, side: Side, node: u32, at: u32) {
        let tree = &self.view.doc(side).tree;
        let sides = &tree.tables[at as usize];
        let mut widths = vec![Width::default(); sides.len()];
        let mut rows = Vec::new();
        let mut lengths: Vec<Vec<usize>> = Vec::new();
        // Notes on rows stand below the table, where there is room for them.
        let mut notes = String::new();
        for piece in self.view.pieces(side, Some(node)) {
            self.counts.add(&piece);
            let (of, nodes, why, changed) = match piece {
                Piece::Own { node, changed } => (side, vec![node], None, changed),
                Piece::Instead { source, why, .. } => (Side::Source, vec![source], Some(why), None),
                Piece::Foreign { nodes, why } => (Side::Source, nodes, why, None),
            };
            for node in nodes {
                let of_row = self.lengths(of, node);
                // A source's row may have more cells than the translation's table has columns.
                if of_row.len() > widths.len() {
                    widths.resize(of_row.len(), Width::default());
                }
                for (width, length) in widths.iter_mut().zip(&of_row) {
                    width.longest = width.longest.max(*length);
                    width.sum += length;
                }
                lengths.push(of_row);
                let mut cells = self.cells(of, node);
                if of == Side::Source && side == Side::Target && self.view.source.is_some() {
                    let tag = self.source_tag();
                    let name = why.map_or_else(|| "none".to_owned(), |why| literal(&self.view.label(why)));
                    for (at, cell) in cells.iter_mut().enumerate() {
                        *cell = match at {
                            0 => format!("hb.foreign-cell({tag}, {name}, {cell})"),
                            _ => format!("hb.foreign-cell({tag}, none, {cell})"),
                        };
                    }
                }
                rows.push(cells);
            }
            if let Some(changed) = changed {
                notes.push_str(&self.apart(|writer| writer.changed(changed)));
            }
        }
        let total: usize = widths.iter().map(|width| width.longest).sum();
        let shares: Vec<u32> = widths.iter().map(|width| width.share(total)).collect();
        let columns = shares.iter().enumerate().map(|(at, share)| {
            let side = match sides.get(at) {
                Some(Align::Center) => "center",
                Some(Align::End) => "end",
                _ => "start",
            };
            format!("(\"{side}\", {share})")
        });
        let columns = columns.collect::<Vec<_>>().join(", ");
        let whole = lines(&lengths, &widths, &shares) <= FEW_LINES;
        let rows = rows.into_iter().map(|mut cells: Vec<String>| {
            cells.resize(widths.len(), "[]".to_owned());
            format!("({},)", cells.join(", "))
        });
        let rows = rows.collect::<Vec<_>>().join(",\n");
        let _ = writeln!(self.out, "hb.tbl({whole}, ({columns},), {rows})");
        self.out.push_str(&notes);
    }

    /// How long the texts of a row's cells are, in columns of a terminal.
    fn lengths(&self, side: Side, row: u32) -> Vec<usize> {
        let doc = self.view.doc(side);
        let words = |cell| doc.words_of(cell, &|key| self.view.site.project.value_or_key(self.view.locale, key));
        doc.tree.children(Some(row)).map(|cell| cldr::columns(&words(cell))).collect()
    }
}

/// A line of the smallest paper has about this much room; its page, twice as many lines.
const LINE: usize = 60;
const FEW_LINES: usize = 18;

/// About how many lines a table takes.
fn lines(lengths: &[Vec<usize>], widths: &[Width], shares: &[u32]) -> usize {
    let narrow: usize =
        widths.iter().zip(shares).filter(|(_, share)| **share == 0).map(|(width, _)| width.longest).sum();
    let total: u32 = shares.iter().sum();
    let room = |at: usize| match shares.get(at) {
        Some(share) if *share > 0 => (LINE.saturating_sub(narrow) * *share as usize / total as usize).max(4),
        _ => LINE,
    };
    let row =
        |row: &Vec<usize>| row.iter().enumerate().map(|(at, length)| length.div_ceil(room(at))).max().unwrap_or(0);
    lengths.iter().map(|lengths| row(lengths).max(1)).sum()
}

/// How long the texts of a column are.
#[derive(Clone, Copy, Default)]
struct Width {
    longest: usize,
    sum: usize,
}

/// Columns of this much text at most are as wide as their text.
const NARROW: usize = 14;
/// So is a table of this much.
const SMALL: usize = 48;

impl Width {
    /// Its share of the room that narrow columns leave; 0 for one that is as wide as its text. Twice the text needs less
    /// than twice the room, as it can have more lines.
    fn share(self, total: usize) -> u32 {
        if total <= SMALL || self.longest <= NARROW { 0 } else { (self.sum as f64).sqrt().round() as u32 }
    }
}
