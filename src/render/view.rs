//! What of a chapter its readers are shown, whatever it is written as: the blocks of the translation, and those of the
//! source where a translation lacks them, is withdrawn or withheld. Every format asks here, so none can show what
//! another hides.

use crate::book::{Page, Site};
use crate::data::Date;
use crate::document::{Doc, Kind};
use crate::project::{Arg, Locale};
use crate::translation::Twin;

/// Which of two documents a node belongs to: the one shown, or the source behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Target,
    Source,
}

/// Why blocks of the source stand among those of a translation, gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The source has changed in a way that could do harm.
    Withdrawn,
    /// The translation has an error.
    Withheld,
    /// Nobody has brought the translation as far as readers may see.
    Below,
    /// There is no translation.
    Missing,
}

impl Reason {
    /// The id of the label's message.
    pub fn message(self) -> &'static str {
        match self {
            Reason::Withdrawn => "notice-critical-block",
            Reason::Withheld => "notice-withheld-block",
            Reason::Below => "notice-below-block",
            Reason::Missing => "notice-fallback-block",
        }
    }
}

/// That the source of a shown block has changed since it was accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    /// The source's block as it is now.
    pub source: u32,
    /// The day of the change, if somebody said so.
    pub day: Option<Date>,
}

/// What stands next in a container.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A block of the container itself.
    Own { node: u32, changed: Option<Changed> },
    /// Blocks of the source that no translation has a place for. No reason: they are meant to stay as they are.
    Foreign { nodes: Vec<u32>, why: Option<Reason> },
    /// A block of the source in the place of one that must not be shown.
    Instead { node: u32, source: u32, why: Reason },
}

/// How often something stands in the place of a translation, and how often the source has changed since.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub n_missing: usize,
    pub n_withheld: usize,
    pub n_below: usize,
    pub n_withdrawn: usize,
    pub n_stale: usize,
}

impl Counts {
    /// Notes a piece.
    pub fn add(&mut self, piece: &Piece) {
        match piece {
            Piece::Own { changed, .. } => self.n_stale += usize::from(changed.is_some()),
            Piece::Foreign { nodes, why } => self.n_missing += if why.is_some() { nodes.len() } else { 0 },
            Piece::Instead { why: Reason::Withdrawn, .. } => self.n_withdrawn += 1,
            Piece::Instead { why: Reason::Withheld, .. } => self.n_withheld += 1,
            Piece::Instead { why: Reason::Below, .. } => self.n_below += 1,
            Piece::Instead { why: Reason::Missing, .. } => self.n_missing += 1,
        }
    }
}

/// A chapter as readers of a locale see it.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub site: &'a Site,
    /// The readers' locale.
    pub locale: usize,
    pub reader: &'a Locale,
    pub page: &'a Page,
    pub doc: &'a Doc,
    pub twin: Option<&'a Twin>,
    pub source: Option<&'a Doc>,
}

impl<'a> View<'a> {
    /// `None` for a cover without text.
    pub fn new(site: &'a Site, locale: usize, page: &'a Page) -> Option<View<'a>> {
        let doc = site.doc(page)?;
        let twin = site.twin(page).map(|twin| &**twin);
        let source = if twin.is_some() { site.source_doc(page.chapter).map(|doc| &**doc) } else { None };
        Some(View { site, locale, reader: site.locale(locale), page, doc, twin, source })
    }

    pub fn doc(&self, side: Side) -> &'a Doc {
        match (side, self.source) {
            (Side::Source, Some(source)) => source,
            _ => self.doc,
        }
    }

    /// Index of the locale a side's document is written in.
    pub fn locale_of(&self, side: Side) -> usize {
        match side {
            Side::Source => self.site.project.source,
            Side::Target => self.page.from,
        }
    }

    pub fn message(&self, id: &str, args: &[(&str, Arg)]) -> String {
        self.site.project.text(self.locale, id, args)
    }

    /// The label of blocks of the source.
    pub fn label(&self, why: Reason) -> String {
        let source = self.site.locale(self.site.project.source);
        self.message(why.message(), &[("language", Arg::Text(source.name.clone()))])
    }

    /// When the source of a block changed, if somebody said so.
    pub fn stale_label(&self, changed: Changed) -> String {
        match changed.day {
            Some(day) => self.message("notice-stale-block", &[("date", Arg::Text(self.reader.formats.date(day)))]),
            None => self.message("notice-stale-undated", &[]),
        }
    }

    /// What stands in a container, or at the top of the document, in order.
    pub fn pieces(&self, side: Side, parent: Option<u32>) -> Vec<Piece> {
        let tree = &self.doc(side).tree;
        let end = parent.map_or(tree.nodes.len() as u32, |parent| tree.node(parent).end);
        let mut out = Vec::new();
        for node in tree.children(parent) {
            self.inserted(side, parent, node, &mut out);
            out.extend(self.piece(side, node));
        }
        self.inserted(side, parent, end, &mut out);
        out
    }

    /// A block as readers see it; `None` where they don't.
    pub fn piece(&self, side: Side, node: u32) -> Option<Piece> {
        if !self.visible(side, node) {
            return None;
        }
        let Some(twin) = self.twin.filter(|_| side == Side::Target) else {
            return Some(Piece::Own { node, changed: None });
        };
        Some(match twin.replaced.get(&node) {
            Some(source) if twin.withdrawn.contains(&node) => {
                Piece::Instead { node, source: *source, why: Reason::Withdrawn }
            }
            Some(source) if twin.faulty.contains_key(&node) => {
                Piece::Instead { node, source: *source, why: Reason::Withheld }
            }
            Some(source) if twin.untranslated.contains(&node) => {
                Piece::Instead { node, source: *source, why: Reason::Missing }
            }
            Some(source) => Piece::Instead { node, source: *source, why: Reason::Below },
            None => Piece::Own { node, changed: self.changed(side, node) },
        })
    }

    /// Whether the source of a block has changed since it was accepted.
    pub fn changed(&self, side: Side, node: u32) -> Option<Changed> {
        let twin = self.twin.filter(|_| side == Side::Target)?;
        twin.stale.get(&node).map(|(source, day)| Changed { source: *source, day: *day })
    }

    /// Whether readers in this region see a block.
    pub fn visible(&self, side: Side, node: u32) -> bool {
        if side == Side::Target && self.twin.is_some_and(|twin| twin.orphans.contains(&node)) {
            return false;
        }
        let own = self.doc(side).tree.attributes_of(node);
        let partner = match side {
            Side::Target => self
                .twin
                .and_then(|twin| twin.source_of(node))
                .and_then(|partner| self.doc(Side::Source).tree.attributes_of(partner)),
            Side::Source => None,
        };
        let region = [own, partner].into_iter().flatten().find_map(|found| found.region.as_deref());
        region.is_none() || region == self.reader.region.as_deref()
    }

    fn inserted(&self, side: Side, parent: Option<u32>, before: u32, out: &mut Vec<Piece>) {
        let Some(twin) = self.twin.filter(|_| side == Side::Target) else { return };
        let Some(blocks) = twin.inserted.get(&(parent, before)) else { return };
        let tree = &self.doc(Side::Source).tree;
        let visible: Vec<u32> = blocks.iter().copied().filter(|node| self.visible(Side::Source, *node)).collect();
        let as_it_is = |node: &u32| tree.attributes_of(*node).is_some_and(|found| found.notranslate);
        for run in visible.chunk_by(|a, b| as_it_is(a) == as_it_is(b)) {
            let why = if as_it_is(&run[0]) { None } else { Some(Reason::Missing) };
            out.push(Piece::Foreign { nodes: run.to_vec(), why });
        }
    }

    /// The id of a heading: that of its source, so that links lead to the same place in every language.
    pub fn heading_id(&self, side: Side, heading: u32) -> &'a str {
        match (side, self.twin) {
            (Side::Target, Some(twin)) => twin.ids[heading as usize].as_str(),
            _ => &self.doc(side).tree.headings[heading as usize].id,
        }
    }

    /// A line break in the source is a space, but not between two characters of scripts without spaces.
    pub fn soft_break(&self, side: Side, node: u32) -> bool {
        let doc = self.doc(side);
        let this = doc.tree.node(node);
        let mark = |ch: char| ch.is_whitespace() || matches!(ch, '*' | '_' | '~');
        let before = doc.text[..this.start as usize].trim_end_matches(mark).chars().next_back();
        let after = doc.text[this.stop as usize..].trim_start_matches(mark).chars().next();
        let spaceless = |ch: Option<char>| {
            ch.is_some_and(|ch| crate::cldr::is_cjk(ch) && crate::cldr::script_of_char(ch) != Some("Hang"))
        };
        !(spaceless(before) && spaceless(after))
    }

    /// The title of a callout, where it is shown.
    pub fn alert_title(&self, side: Side, alert: u32) -> Option<u32> {
        let tree = &self.doc(side).tree;
        let title = tree.children(Some(alert)).find(|child| tree.node(*child).kind == Kind::AlertTitle);
        title.filter(|title| self.visible(side, *title))
    }
}
