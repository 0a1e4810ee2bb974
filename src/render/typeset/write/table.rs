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
                self.measure(of, node, &mut widths);
                let mut cells = self.cells(of, node);
                cells.resize(sides.len(), "[]".to_owned());
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
                rows.push(format!("({},)", cells.join(", ")));
            }
            if let Some(changed) = changed {
                notes.push_str(&self.apart(|writer| writer.changed(changed)));
            }
        }
        let total: usize = widths.iter().map(|width| width.longest).sum();
        let columns = sides.iter().zip(widths).map(|(side, width)| {
            let side = match side {
                Align::Center => "center",
                Align::End => "end",
                _ => "start",
            };
            format!("(\"{side}\", {})", width.share(total))
        });
        let columns = columns.collect::<Vec<_>>().join(", ");
        let _ = writeln!(self.out, "hb.tbl(({columns},), {})", rows.join(",\n"));
        self.out.push_str(&notes);
    }

    /// Notes how long the texts of a row are.
    fn measure(&self, side: Side, row: u32, widths: &mut [Width]) {
        let doc = self.view.doc(side);
        for (cell, width) in doc.tree.children(Some(row)).zip(widths) {
            let words = doc.words_of(cell, &|key| self.view.site.project.value_or_key(self.view.locale, key));
            let length = cldr::columns(&words);
            width.longest = width.longest.max(length);
            width.sum += length;
        }
    }
}

/// How long the texts of a column are, in columns of a terminal.
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
