//! The `M` checks: what the markup of a block and of its translation must have in common.

use super::Job;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::document::{Doc, Kind};
use crate::translation::block::BlockKind;

impl Job<'_> {
    /// Compares a pair; an error withholds the target's block.
    pub(super) fn pair(&mut self, s: u32, t: u32) {
        let (from, to) = (self.source.tree.node(s).kind, self.target.tree.node(t).kind);
        match (from, to) {
            (Kind::Heading(a), Kind::Heading(b)) => {
                let (a, b) = (self.source.tree.headings[a as usize].level, self.target.tree.headings[b as usize].level);
                if a != b {
                    self.differ(Code::M01, s, t, format!("this heading has level {b}, its source has level {a}"));
                }
            }
            (Kind::Table(_), Kind::Table(_)) => {
                let (a, b) = (shape(self.source, s), shape(self.target, t));
                if a != b {
                    let message =
                        format!("this table has {} rows and {} columns, its source has {} and {}", b.0, b.1, a.0, a.1);
                    self.differ(Code::M02, s, t, message);
                }
            }
            _ => {}
        }
        if from.holds_inlines() || matches!(from, Kind::TableRow | Kind::TableHead) {
            self.inlines(s, t);
        }
    }

    fn inlines(&mut self, s: u32, t: u32) {
        let a = Parts::of(self.source, s);
        let b = Parts::of(self.target, t);
        if let Some(lost) = a.links.iter().find(|dest| count(&a.links, dest) > count(&b.links, dest)) {
            self.differ(Code::M03, s, t, format!("the link to `{lost}` is missing in the translation"));
        } else if a.n_links != b.n_links {
            let message = format!("the source has {} links here, the translation {}", a.n_links, b.n_links);
            self.differ(Code::M03, s, t, message);
        }
        if a.images != b.images {
            self.differ(Code::M04, s, t, "images or their alternative texts differ from the source".to_owned());
        }
        if a.values != b.values {
            let lost = a.values.iter().find(|key| count(&a.values, key) > count(&b.values, key));
            let message = match lost {
                Some(key) => format!("`{{{{value {key}}}}}` of the source is missing in the translation"),
                None => "the translation shows a value that the source does not".to_owned(),
            };
            self.differ(Code::M05, s, t, message);
        }
        if let Some(lost) = a.footnotes.iter().find(|label| count(&a.footnotes, label) > count(&b.footnotes, label)) {
            self.differ(
                Code::M07,
                s,
                t,
                format!("the footnote `[^{lost}]` of the source is missing in the translation"),
            );
        }
        let critical = self.source.tree.attributes_of(s).is_some_and(|found| found.critical);
        if critical && a.stressed && !b.stressed {
            self.differ(Code::M06, s, t, "this critical block lost the emphasis of its source".to_owned());
        }
        if a.html != b.html {
            self.differ(Code::M08, s, t, "raw HTML differs from the source".to_owned());
        }
    }

    pub(super) fn differ(&mut self, code: Code, s: u32, t: u32, message: String) {
        let (file, range) = self.target.place_of(self.target.tree.node(t));
        let (source_file, source_range) = self.source.place_of(self.source.tree.node(s));
        let help = match self.rules.levels.level_of(code) {
            Some(Level::Error) => "until it is mended, readers see the source's block instead, labelled",
            _ => "bring the translation in line with its source",
        };
        self.twin.diags.push(
            Diagnostic::new(code, message)
                .at(file, range)
                .label(source_file, source_range, "the source's block")
                .help(help)
                .locale(self.rules.tag),
        );
        if self.rules.levels.level_of(code) == Some(Level::Error) {
            self.twin.replaced.insert(t, s);
            self.twin.faulty.entry(t).or_default().insert(code);
        }
    }
}

impl Job<'_> {
    /// Reports what differs in a title or a description; an error withholds it.
    pub(super) fn differ_in_front(&mut self, kind: BlockKind, code: Code, message: &str) {
        let is_error = self.rules.levels.level_of(code) == Some(Level::Error);
        let help = match (is_error, kind) {
            (true, BlockKind::Title) => "until it is mended, readers see the source's title instead, labelled",
            (true, _) => "until it is mended, it is shown nowhere",
            (false, _) => "bring the translation in line with its source",
        };
        self.twin.diags.push(
            Diagnostic::new(code, format!("{}: {message}", kind.name()))
                .in_file(self.target.origin())
                .help(help)
                .locale(self.rules.tag),
        );
        if let Some(front) = self.twin.front.iter_mut().find(|front| front.kind == kind && is_error) {
            front.withheld = true;
            front.faulty.insert(code);
        }
    }
}

fn shape(doc: &Doc, table: u32) -> (usize, usize) {
    let rows = doc.tree.children(Some(table)).count();
    let columns = match doc.tree.node(table).kind {
        Kind::Table(at) => doc.tree.tables[at as usize].len(),
        _ => 0,
    };
    (rows, columns)
}

fn count(list: &[String], item: &str) -> usize {
    list.iter().filter(|other| *other == item).count()
}

/// What must be the same in both languages.
#[derive(Default)]
struct Parts {
    /// Destinations inside the book: these must be equal. Others may lead to a page in the language.
    links: Vec<String>,
    n_links: usize,
    /// Whether each image has a text.
    images: Vec<bool>,
    values: Vec<String>,
    footnotes: Vec<String>,
    html: Vec<String>,
    stressed: bool,
}

impl Parts {
    fn of(doc: &Doc, node: u32) -> Parts {
        let tree = &doc.tree;
        let mut parts = Parts::default();
        for index in tree.subtree(node) {
            match tree.nodes[index].kind {
                Kind::Link(at) => {
                    let dest = &tree.links[at as usize].dest;
                    parts.n_links += 1;
                    if !dest.contains(':') {
                        parts.links.push(dest.to_string());
                    }
                }
                Kind::Image(_) => {
                    let text = doc.words_of(index as u32, &str::to_owned);
                    parts.images.push(!text.trim().is_empty());
                }
                Kind::Value(at) => parts.values.push(tree.strings[at as usize].to_string()),
                Kind::FootnoteRef(at) => parts.footnotes.push(tree.strings[at as usize].to_string()),
                Kind::InlineHtml(at) => parts.html.push(tree.strings[at as usize].to_string()),
                Kind::Strong | Kind::Emphasis => parts.stressed = true,
                _ => {}
            }
        }
        parts.links.sort();
        parts.values.sort();
        parts.html.sort();
        parts
    }
}
