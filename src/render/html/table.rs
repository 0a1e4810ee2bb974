//! Tables, each in a box of its own that scrolls.

use std::fmt::Write as _;

use super::{Mode, Writer};
use crate::document::raw_html::escape;
use crate::document::{Align, Kind};
use crate::project::Arg;
use crate::render::view::{Changed, Piece, Side};

impl Writer<'_> {
    pub(super) fn table(&mut self, side: Side, node: u32, at: u32) {
        self.n_tables += 1;
        let label = self.message("table-region", &[("n", Arg::Number(self.n_tables as i64))]);
        // Landmarks need names of their own, which numbers are not among the tables of a whole book.
        let role = if self.mode.is_whole() { "group" } else { "region" };
        let _ = match self.mode {
            Mode::Epub => writeln!(self.out, "<div class=\"tw\"><table>"),
            _ => writeln!(self.out, "<div class=\"tw\" role=\"{role}\" tabindex=\"0\" aria-label=\"{label}\"><table>"),
        };
        let doc = self.view.doc(side);
        let columns: &[Align] = &doc.tree.tables[at as usize];
        let mut in_body = false;
        for piece in self.view.pieces(side, Some(node)) {
            let head = match &piece {
                Piece::Own { node, .. } | Piece::Instead { node, .. } => doc.tree.node(*node).kind == Kind::TableHead,
                Piece::Foreign { .. } => false,
            };
            if head {
                self.out.push_str("<thead>\n");
            } else if !in_body {
                self.out.push_str("<tbody>\n");
                in_body = true;
            }
            self.row(side, piece, head, columns);
            self.out.push_str(if head { "</thead>\n" } else { "" });
        }
        self.out.push_str(if in_body { "</tbody>\n</table></div>\n" } else { "</table></div>\n" });
    }

    fn row(&mut self, side: Side, piece: Piece, head: bool, columns: &[Align]) {
        let Piece::Own { node, changed } = piece else { return self.piece(side, piece) };
        self.body.counts.add(&piece);
        let start = self.out.len();
        self.out.push_str("<tr>");
        self.cells(side, node, head, columns, "");
        self.out.push_str("</tr>\n");
        if let Some(changed) = changed {
            self.stale_row(changed, head);
        }
        self.annotate(side, node, start);
    }

    /// The source's row as it is now, below one whose source has changed.
    fn stale_row(&mut self, changed: Changed, head: bool) {
        let own = self.view.site.locale(self.view.site.project.source);
        let label = escape(&self.view.stale_label(changed));
        let reader = self.tongue(self.view.reader);
        let _ = write!(self.out, "<tr class=\"fb\"{}>", self.tongue(own));
        self.cells(Side::Source, changed.source, head, &[], &format!("<span class=\"fbl\"{reader}>{label}</span> "));
        self.out.push_str("</tr>\n");
    }

    pub(super) fn cells(&mut self, side: Side, row: u32, head: bool, columns: &[Align], note: &str) {
        let doc = self.view.doc(side);
        for (at, cell) in doc.tree.children(Some(row)).enumerate() {
            let class = match columns.get(at) {
                Some(Align::Center) => " class=\"ac\"",
                Some(Align::End) => " class=\"ae\"",
                _ => "",
            };
            let name = if head { "th" } else { "td" };
            let scope = if head { " scope=\"col\"" } else { "" };
            let _ = write!(self.out, "<{name}{scope}{class}>");
            if at == 0 {
                self.out.push_str(note);
            }
            match head {
                true => self.plain(|writer| writer.inner(side, cell)),
                false => self.inner(side, cell),
            }
            let _ = write!(self.out, "</{name}>");
        }
    }
}
