//! Bodies for those who work on them: with the place of each block, or block by block.

use super::{Mode, Writer};
use crate::book::{Page, Site};
use crate::document::Doc;
use crate::document::raw_html::escape;
use crate::render::view::Side;
use crate::vpath::VPath;

/// Says where a block comes from: the value of its `data-at`.
pub type Label<'a> = &'a dyn Fn(&Doc, u32) -> String;

/// A chapter's body with the place of each block, for previews. But for `data-at` it is that of the page.
pub fn annotated(site: &Site, locale: usize, page: &Page, path: &VPath, label: Label<'_>) -> String {
    match Writer::new(site, locale, page, path, Mode::Page) {
        Some(mut writer) => {
            writer.label = Some(label);
            writer.whole().html
        }
        None => String::new(),
    }
}

/// The blocks at the top of a page's own document, one by one: node and markup. Nothing of the source is mixed
/// in, for those who look at both side by side.
pub fn blocks(site: &Site, locale: usize, page: &Page, path: &VPath, prefix: &str) -> Vec<(u32, String)> {
    let Some(mut writer) = Writer::new(site, locale, page, path, Mode::Page) else { return Vec::new() };
    (writer.view.twin, writer.view.source) = (None, None);
    writer.explained = Default::default();
    writer.prefix = prefix.to_owned();
    // A heading at the very top of a page is its title, which is no block of the body.
    writer.out.push(' ');
    let mut out = Vec::new();
    for node in writer.view.doc.tree.children(None) {
        let start = writer.out.len();
        writer.block(Side::Target, node);
        out.push((node, writer.out.split_off(start)));
    }
    out
}

impl Writer<'_> {
    /// Puts the place of a block into its first tag.
    pub(super) fn annotate(&mut self, side: Side, node: u32, start: usize) {
        let Some(label) = self.label else { return };
        let Some(name) = self.out.get(start..).and_then(|html| html.strip_prefix('<')) else { return };
        let end = name.find(|ch: char| !ch.is_ascii_alphanumeric()).unwrap_or(name.len());
        let attribute = format!(" data-at=\"{}\"", escape(&label(self.view.doc(side), node)));
        self.out.insert_str(start + 1 + end, &attribute);
    }
}
