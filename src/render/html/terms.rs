//! The first use of a term on a page: a link to the glossary, and a button that shows the definition in place.
//!
//! The definitions stand at the end of the text, each in a box that the browser opens and closes by itself
//! (`popover`). A browser that does not know such boxes shows neither them nor the buttons; the links stay.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{Mode, Writer};
use crate::book::Site;
use crate::document::Kind;
use crate::document::raw_html::escape;
use crate::project::Arg;
use crate::render::view::Side;
use crate::render::{epub, glossary};
use crate::translation::terminology;

/// Which terms the page has explained so far.
#[derive(Debug, Default)]
pub(super) struct Explained {
    /// Whether there is anything to explain in the language of the text.
    on: bool,
    /// How many things stand around here in which nothing is explained.
    n_plain: usize,
    seen: BTreeSet<usize>,
    /// In the order of their first use.
    order: Vec<usize>,
}

impl Explained {
    /// A page in another language explains its terms in that language; on paper there is one glossary only.
    pub(super) fn new(site: &Site, locale: usize, from: usize, mode: Mode) -> Explained {
        let has = site.project.glossary.has_definitions(&site.locale(from).tag);
        Explained { on: has && (mode == Mode::Page || from == locale), ..Explained::default() }
    }
}

impl Writer<'_> {
    /// Writes something in which no term is explained: headings, links, names of columns.
    pub(super) fn plain(&mut self, write: impl FnOnce(&mut Self)) {
        self.explained.n_plain += 1;
        write(self);
        self.explained.n_plain -= 1;
    }

    /// Writes the inlines of a node. A term may run over the pieces that its text lies in.
    pub(super) fn line(&mut self, side: Side, node: u32) {
        self.closed(|writer| writer.children(side, node));
    }

    fn children(&mut self, side: Side, node: u32) {
        let tree = &self.view.doc(side).tree;
        let children: Vec<u32> = tree.children(Some(node)).collect();
        let is_html = |child: &u32| matches!(tree.node(*child).kind, Kind::InlineHtml(_));
        if !self.explained.on || self.explained.n_plain > 0 || side == Side::Source {
            children.into_iter().for_each(|child| self.inline(side, child));
        } else if children.iter().any(is_html) {
            // What an author's own markup opens is not known here.
            self.plain(|writer| children.into_iter().for_each(|child| writer.inline(side, child)));
        } else {
            let is_text = |child: u32| matches!(tree.node(child).kind, Kind::Text | Kind::Str(_) | Kind::SoftBreak);
            for run in children.chunk_by(|a, b| is_text(*a) && is_text(*b)) {
                self.run(side, run);
            }
        }
    }

    fn run(&mut self, side: Side, run: &[u32]) {
        let doc = self.view.doc(side);
        let mut text = String::new();
        for child in run {
            let this = doc.tree.node(*child);
            match this.kind {
                Kind::Text => text.push_str(&doc.text[this.start as usize..this.stop as usize]),
                Kind::Str(at) => text.push_str(&doc.tree.strings[at as usize]),
                Kind::SoftBreak => text.push_str(self.soft_break(side, *child)),
                _ => {}
            }
        }
        let site = self.view.site;
        let terms = site.terminology.terms.get(self.view.page.from);
        let mut found = terms.map(|terms| terms.scan(&text).found).unwrap_or_default();
        // What the page has explained needs no second look at the source.
        found.retain(|term| !self.explained.seen.contains(&term.concept));
        if !found.is_empty()
            && let Some(named) = self.named(run[0])
        {
            found.retain(|term| named.contains(&term.concept));
        }
        let mut end = 0;
        found.retain(|term| {
            let explain = term.forbidden.is_none()
                && term.range.start >= end
                && site.terminology.definition(&site.project, self.view.page.from, term.concept).is_some()
                && self.explained.seen.insert(term.concept);
            end = if explain { term.range.end } else { end };
            explain
        });
        if found.is_empty() {
            run.iter().for_each(|child| self.inline(side, *child));
            return;
        }
        let mut done = 0;
        for term in found {
            self.text(side, &text[done..term.range.start]);
            self.term(side, term.concept, &text[term.range.clone()]);
            done = term.range.end;
        }
        self.text(side, &text[done..]);
    }

    /// The concepts that the source of a translated block speaks of; a word that looks like the term of another means
    /// something else here. `None` for a text that is no translation.
    fn named(&self, node: u32) -> Option<BTreeSet<usize>> {
        let (twin, source) = self.view.twin.zip(self.view.source)?;
        let tree = &self.view.doc.tree;
        let terms = &self.view.site.terminology.terms[self.view.site.project.source];
        let holds = |target: u32| tree.subtree(target).contains(&(node as usize));
        let block = twin.pairs.iter().rev().find(|pair| holds(pair.1)).map(|pair| pair.1);
        let sources = twin.pairs.iter().chain(&twin.covered).filter(|pair| Some(pair.1) == block);
        Some(sources.flat_map(|pair| terminology::concepts_in(source, pair.0, terms)).collect())
    }

    fn term(&mut self, side: Side, concept: usize, shown: &str) {
        let project = &self.view.site.project;
        let id = &project.glossary.concepts[concept].id;
        let href = match self.mode {
            Mode::Book | Mode::Single => format!("#_glossary--{id}"),
            Mode::Epub => format!("{}#{}", epub::GLOSSARY, super::xml_id(id)),
            Mode::Page => format!("{}#{id}", glossary::link(self.view.site, self.view.page.from, self.path)),
        };
        let _ = write!(self.out, "<a class=\"g\" href=\"{}\">", escape(&href));
        self.text(side, shown);
        self.out.push_str("</a>");
        if self.mode == Mode::Page {
            let words: Vec<&str> = shown.split_whitespace().collect();
            let args = [("term", Arg::Text(words.join(" ")))];
            let label = escape(&project.text(self.view.page.from, "definition-of", &args));
            // A line may end before a button and after it, whatever follows, but for a word joiner in the same box.
            let _ = write!(
                self.out,
                "<span class=\"gb\">\u{2060}<button popovertarget=\"_g-{id}\" aria-label=\"{label}\"></button>\u{2060}</span>"
            );
            self.explained.order.push(concept);
        }
    }

    /// The definitions that the buttons show. The one that is opened has the focus, so that it is read out; when it is
    /// closed, the focus goes back to the button.
    pub(super) fn definitions(&mut self) {
        let site = self.view.site;
        let from = self.view.page.from;
        let say = |id: &str, args: &[(&str, Arg)]| escape(&site.project.text(from, id, args));
        let link = escape(&glossary::link(site, self.view.page.from, self.path));
        for concept in std::mem::take(&mut self.explained.order) {
            let Some(found) = site.terminology.definition(&site.project, self.view.page.from, concept) else {
                continue;
            };
            let (id, term) = (found.id, escape(found.term));
            let _ = write!(
                self.out,
                "<div popover id=\"_g-{id}\" role=\"dialog\" aria-label=\"{term}\">\n<p><b>{term}</b></p>\n<p tabindex=\"-1\" autofocus>"
            );
            self.text(Side::Target, found.text);
            self.out.push_str("</p>\n");
            if found.stale {
                let _ =
                    writeln!(self.out, "<p class=\"fbl\">{}</p>", say("notice-stale-count", &[("n", Arg::Number(1))]));
            }
            let _ = writeln!(self.out, "<p><a href=\"{link}#{id}\">{}</a></p>\n</div>", say("read-in-glossary", &[]));
        }
    }
}
