//! Raw HTML: cleaned, and closed in the container in which it opens.

use std::collections::BTreeSet;

use super::super::inline::{Inline, InlineKind, Inlines};
use super::super::raw_html::{self, Piece};
use super::super::tree::Kind;
use super::Builder;
use crate::diagnostic::Code;

impl Builder<'_> {
    pub fn inline_html(&mut self, start: u32, stop: u32) {
        let source = &self.text[start as usize..stop as usize];
        self.inline(InlineKind::Html(source.into()), start, stop);
    }

    pub fn open_html(&mut self, start: u32) {
        self.close_implicit();
        self.html_start = Some(start);
    }

    pub fn html(&mut self, _text: &str, start: u32, stop: u32) {
        if self.html_start.is_none() {
            self.inline_html(start, stop);
        }
    }

    pub fn close_html(&mut self, stop: u32) {
        let Some(start) = self.html_start.take() else { return };
        let source = &self.text[start as usize..stop as usize];
        if let Some(pin) = pin(source) {
            self.pin_next = Some(pin.into());
            return;
        }
        if raw_html::stub(source).is_some() {
            return;
        }
        if self.trusted_html {
            self.html_problems(raw_html::endless_comment(source).into_iter().collect(), start);
            let at = self.string(source.into());
            self.open(Kind::Html(at), start, stop);
            self.close(stop);
            return;
        }
        let (pieces, problems) = raw_html::read(source);
        self.html_problems(problems, start);
        self.skip_next |=
            pieces.iter().any(|piece| matches!(piece, Piece::Comment(text) if text.trim() == "i18n:skip"));
        let mut list: Vec<Inline> = Vec::new();
        for piece in pieces {
            if let Some(html) = piece.into_html() {
                list.push(Inline { kind: InlineKind::Html(html.into()), start, stop });
            }
        }
        if list.iter().all(|inline| matches!(&inline.kind, InlineKind::Html(html) if html.trim().is_empty())) {
            return;
        }
        self.open(Kind::Paragraph, start, stop);
        self.inlines = list;
        self.close(stop);
    }

    fn html_problems(&mut self, problems: Vec<raw_html::Problem>, offset: u32) {
        for problem in problems {
            let from = offset + problem.range.start as u32;
            let to = offset + problem.range.end as u32;
            // The closing tag says nothing that the opening one did not.
            let closes = self.text[from as usize..].starts_with("</");
            if closes && self.diags.iter().rev().take(64).any(|diag| diag.message == problem.message) {
                continue;
            }
            self.report_with(problem.code, problem.message, from, to, Some(problem.help));
        }
    }

    /// Takes the pins in a block's text; one in a cell is of the whole row.
    pub(super) fn inline_pins(&mut self, inlines: &Inlines<'_>, node: u32) {
        let found = inlines.list.iter().find_map(|inline| match &inline.kind {
            InlineKind::Html(source) => pin(source),
            _ => None,
        });
        let Some(found) = found else { return };
        let row = |node: &u32| matches!(self.tree.nodes[*node as usize].kind, Kind::TableRow | Kind::TableHead);
        let node = self.open.iter().rev().copied().find(row).unwrap_or(node);
        if self.tree.pins.last().is_none_or(|last| last.0 != node) {
            self.tree.pins.push((node, found.into()));
        }
    }

    /// Cleans inline HTML and drops tags that have no partner in the same container.
    pub(super) fn balance_html(&mut self, list: &mut Vec<Inline>) {
        if self.trusted_html || !list.iter().any(|inline| matches!(inline.kind, InlineKind::Html(_))) {
            return;
        }
        // Open tags of each container: position in the list and element.
        let mut open: Vec<Vec<(usize, String)>> = vec![Vec::new()];
        let mut orphans: BTreeSet<usize> = BTreeSet::new();
        let mut problems = Vec::new();
        for (at, inline) in list.iter_mut().enumerate() {
            match &inline.kind {
                InlineKind::Open(_) => open.push(Vec::new()),
                InlineKind::Close => orphans.extend(open.pop().unwrap_or_default().into_iter().map(|tag| tag.0)),
                InlineKind::Html(source) => {
                    let (pieces, found) = raw_html::read(source);
                    problems.push((inline.start, found));
                    let mut html = String::new();
                    for piece in pieces {
                        match &piece {
                            Piece::Open { name, .. } => {
                                if let Some(here) = open.last_mut() {
                                    here.push((at, name.clone()));
                                }
                            }
                            Piece::Close { name } => {
                                let here = open.last_mut();
                                let partner = here.filter(|here| here.last().is_some_and(|tag| tag.1 == *name));
                                match partner {
                                    Some(here) => {
                                        here.pop();
                                    }
                                    None => {
                                        orphans.insert(at);
                                    }
                                }
                            }
                            _ => {}
                        }
                        html.push_str(&piece.into_html().unwrap_or_default());
                    }
                    inline.kind = InlineKind::Html(html.into());
                }
                _ => {}
            }
        }
        orphans.extend(open.into_iter().flatten().map(|tag| tag.0));
        for (start, found) in problems {
            self.html_problems(found, start);
        }
        for at in &orphans {
            let (start, stop) = (list[*at].start, list[*at].stop);
            let source = self.text[start as usize..stop as usize].trim().to_owned();
            let help =
                "close every element in the block, and inside the emphasis or link, in which it opens".to_owned();
            self.report_with(Code::X04, format!("`{source}` has no partner"), start, stop, Some(help));
        }
        let mut at = 0;
        list.retain(|inline| {
            at += 1;
            let empty = matches!(&inline.kind, InlineKind::Html(html) if html.is_empty());
            !orphans.contains(&(at - 1)) && !empty
        });
    }
}

/// The hashes that a comment `<!-- =s:04vt9k2m7qx8 -->` names.
fn pin(source: &str) -> Option<&str> {
    let inner = source.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    inner.trim().strip_prefix("=s:").filter(|hashes| !hashes.contains("--"))
}
