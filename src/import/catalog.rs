//! The messages of one PO file, found by what they say: a message and a block of a chapter are the same
//! if they parse to the same words and marks. So it does not matter how the tool that wrote the PO file
//! spelled emphasis, escapes, line breaks or links by reference.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::document::{self, Doc, Kind, Options, code_ranges};
use crate::inputs::Inputs;
use crate::translation::po::{self, Message, SyntaxError};
use crate::vpath::VPath;

/// See the module's text.
#[derive(Debug, Default)]
pub struct Catalog {
    pub messages: Vec<Message>,
    /// Which of the messages were looked up.
    pub used: Vec<bool>,
    by_key: BTreeMap<String, usize>,
    /// By the message's own text: literals in code are no Markdown.
    by_text: BTreeMap<String, usize>,
}

/// What a catalog knows of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The translation, and the line of its message.
    Translated(String, usize),
    Fuzzy,
    Untranslated,
    Absent,
}

impl Catalog {
    pub fn read(text: &str) -> Result<Catalog, SyntaxError> {
        let messages = po::read(text)?.messages;
        let mut catalog = Catalog { used: vec![false; messages.len()], ..Catalog::default() };
        for (at, message) in messages.iter().enumerate().filter(|(_, message)| message.context.is_none()) {
            catalog.by_key.insert(message_key(&message.id), at);
            catalog.by_text.insert(words(&message.id), at);
        }
        catalog.messages = messages;
        Ok(catalog)
    }

    /// Looks up the block with this key.
    pub fn find(&mut self, key: &str) -> Found {
        self.state(self.by_key.get(key).copied())
    }

    /// Looks up a text that is no Markdown.
    pub fn find_text(&mut self, text: &str) -> Found {
        self.state(self.by_text.get(&words(text)).copied())
    }

    fn state(&mut self, at: Option<usize>) -> Found {
        let Some(at) = at else { return Found::Absent };
        self.used[at] = true;
        let message = &self.messages[at];
        match (message.text.trim().is_empty(), message.fuzzy) {
            (true, _) => Found::Untranslated,
            (false, true) => Found::Fuzzy,
            (false, false) => Found::Translated(message.text.clone(), message.line),
        }
    }
}

/// White space as single spaces, none at the ends.
pub fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The key of a text of a message.
pub fn message_key(markdown: &str) -> String {
    let doc = parse(markdown);
    if let Some(key) = only_block(&doc).and_then(|node| block_key(&doc, node)) {
        return key;
    }
    // Text such as `1. Wash` means a list only at the start of a line; in a heading it is text.
    if !markdown.trim().contains('\n') {
        let doc = parse(&format!("# {}", markdown.trim()));
        if let Some(key) = only_block(&doc).and_then(|node| block_key(&doc, node)) {
            return key;
        }
    }
    words(markdown)
}

/// Parses a message. Directives in it are text: they were put in place before it was written.
pub fn parse(markdown: &str) -> Doc {
    let text: Arc<str> = literal_directives(markdown).into();
    document::parse(&VPath::known("message.md"), &text, &Inputs::default(), Options { trusted_html: true })
}

/// The text with every directive marked as text.
pub fn literal_directives(markdown: &str) -> String {
    if !markdown.contains("{{#") {
        return markdown.to_owned();
    }
    let code = code_ranges(markdown);
    let mut out = String::with_capacity(markdown.len() + 8);
    let mut at = 0;
    for (found, _) in markdown.match_indices("{{#") {
        let marked = markdown[..found].ends_with('\\') || code.iter().any(|range| range.contains(&found));
        out.push_str(&markdown[at..found]);
        out.push_str(if marked { "" } else { "\\" });
        at = found;
    }
    out.push_str(&markdown[at..]);
    out
}

/// The one block that a message holds.
pub fn only_block(doc: &Doc) -> Option<u32> {
    let mut blocks = doc.tree.children(None);
    let first = blocks.next()?;
    blocks.next().is_none().then_some(first)
}

/// The key of a paragraph, heading, cell, code block or raw HTML; `None` for what holds other blocks.
pub fn block_key(doc: &Doc, node: u32) -> Option<String> {
    let kind = doc.tree.node(node).kind;
    match kind {
        Kind::Code(at) => Some(format!("\u{1}code {}", words(&doc.tree.codes[at as usize].text))),
        Kind::Html(at) => Some(words(&doc.tree.strings[at as usize])),
        _ if kind.holds_inlines() => Some(inline_key(doc, node as usize + 1..doc.tree.node(node).end as usize)),
        _ => None,
    }
}

/// The words and marks of a run of inlines.
pub fn inline_key(doc: &Doc, nodes: Range<usize>) -> String {
    let tree = &doc.tree;
    let mut key = String::new();
    let mut open: Vec<u32> = Vec::new();
    for at in nodes {
        close(&mut key, &mut open, at);
        let node = &tree.nodes[at];
        let source = &doc.text[node.start as usize..node.stop as usize];
        let mut mark = |key: &mut String, mark: &str| {
            key.push_str(mark);
            open.push(node.end);
        };
        match node.kind {
            Kind::Text | Kind::Value(_) => key.push_str(source),
            Kind::Str(at) => key.push_str(&tree.strings[at as usize]),
            Kind::SoftBreak => key.push(' '),
            Kind::HardBreak => key.push('\u{2}'),
            // A bar in a table's code is escaped for the table's sake.
            Kind::CodeSpan(at) => {
                key.push_str(&format!("\u{1}`{}\u{3}", tree.strings[at as usize].replace("\\|", "|")));
            }
            Kind::Emphasis => mark(&mut key, "\u{1}e"),
            Kind::Strong => mark(&mut key, "\u{1}s"),
            Kind::Strikethrough => mark(&mut key, "\u{1}d"),
            Kind::Link(at) | Kind::Image(at) => {
                let link = &tree.links[at as usize];
                if !link.auto {
                    let image = if link.image { "!" } else { "" };
                    mark(&mut key, &format!("\u{1}{image}[{} {}\u{2}", link.dest, link.title));
                }
            }
            Kind::InlineHtml(_) => key.push_str(source),
            // Alone in a message, a reference without its note is text.
            Kind::FootnoteRef(at) => key.push_str(&format!("[^{}]", tree.strings[at as usize])),
            _ => {}
        }
    }
    close(&mut key, &mut open, usize::MAX);
    words(&key)
}

fn close(key: &mut String, open: &mut Vec<u32>, at: usize) {
    while open.last().is_some_and(|end| *end as usize <= at) {
        open.pop();
        key.push('\u{3}');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_and_blocks_meet_whatever_their_spelling() {
        let same = |a: &str, b: &str| assert_eq!(message_key(a), message_key(b), "{a} {b}");
        same("**This** __~~message~~__ _has_ `code`", "__This__ **~~message~~** *has*\n`code`");
        same("See [it][1].\n\n[1]: https://e.org", "See [it](https://e.org).");
        same("Visit <http://e.net>!", "Visit http://e.net!");
        same("1\\. Wash", "1. Wash");
        same("a\\_b \\[x\\]", "a_b [x]");
        same("A &amp; B", "A & B");
        same("```\na \"b\"\n```", "~~~ text\na \"b\"\n~~~");
        same("{{#include x}}", "\\{{#include x}}");
        assert_ne!(message_key("*a*"), message_key("**a**"));
        assert_ne!(message_key("[a](b)"), message_key("[a](c)"));
    }
}
