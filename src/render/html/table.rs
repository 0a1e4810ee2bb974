//! Tables, each in a box of its own that scrolls.

use std::fmt::Write as _;

use super::{Mode, Side, Writer};
use crate::data::Date;
use crate::document::{Align, Kind};
use crate::project::Arg;

impl Writer<'_> {
    pub(super) fn table(&mut self, side: Side, node: u32, at: u32) {
        self.n_tables += 1;
        let label = self.message("table-region", &[("n", Arg::Number(self.n_tables as i64))]);
        // Landmarks need names of their own, which numbers are not among the tables of a whole book.
        let role = if self.mode == Mode::Book { "group" } else { "region" };
        let _ = writeln!(self.out, "<div class=\"tw\" role=\"{role}\" tabindex=\"0\" aria-label=\"{label}\"><table>");
        let doc = self.doc(side);
        let columns: &[Align] = &doc.tree.tables[at as usize];
        let end = doc.tree.node(node).end;
        let mut in_body = false;
        for row in doc.tree.children(Some(node)) {
            let head = doc.tree.node(row).kind == Kind::TableHead;
            if !head && !in_body {
                self.out.push_str("<tbody>\n");
                in_body = true;
            }
            self.inserted(side, Some(node), row);
            self.row(side, row, head, columns);
        }
        self.inserted(side, Some(node), end);
        self.out.push_str(if in_body { "</tbody>\n</table></div>\n" } else { "</table></div>\n" });
    }

    fn row(&mut self, side: Side, row: u32, head: bool, columns: &[Align]) {
        if !self.visible(side, row) {
            return;
        }
        self.out.push_str(if head { "<thead>\n" } else { "" });
        let replaced = self.twin.filter(|_| side == Side::Target).and_then(|twin| twin.replaced.get(&row));
        match replaced.copied() {
            Some(source) => {
                self.withheld(row, source);
            }
            None => {
                let start = self.out.len();
                self.out.push_str("<tr>");
                self.cells(side, row, head, columns, "");
                self.out.push_str("</tr>\n");
                if let Some(source) = self.twin.filter(|_| side == Side::Target).and_then(|twin| twin.stale.get(&row)) {
                    self.stale_row(*source, head);
                }
                self.annotate(side, row, start);
            }
        }
        self.out.push_str(if head { "</thead>\n" } else { "" });
    }

    /// The source's row as it is now, below one whose source has changed.
    fn stale_row(&mut self, (source, changed): (u32, Option<Date>), head: bool) {
        self.body.n_stale += 1;
        let own = self.site.locale(self.site.project.source);
        let label = self.stale_label(changed);
        let reader = format!(" lang=\"{}\" dir=\"{}\"", self.reader.tag, self.reader.dir);
        let _ = write!(self.out, "<tr class=\"fb\" lang=\"{}\" dir=\"{}\">", own.tag, own.dir);
        self.cells(Side::Source, source, head, &[], &format!("<span class=\"fbl\"{reader}>{label}</span> "));
        self.out.push_str("</tr>\n");
    }

    pub(super) fn cells(&mut self, side: Side, row: u32, head: bool, columns: &[Align], note: &str) {
        let doc = self.doc(side);
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
