//! The blocks of a chapter that can be claimed: their text in one canonical form, and its hash. Whatever can be
//! written in two ways without meaning another thing has one form here, so that a new way to write it is no edit.

use std::fmt;

use crate::cldr;
use crate::document::{Doc, Kind};

/// Version of the canonical form; a lock file says which one its hashes have.
pub const NORM: u32 = 1;

/// The hash of a block: 60 bits of BLAKE3, written as 12 characters of Crockford's base 32.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockHash(u64);

const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 12;

impl BlockHash {
    /// The hash of a kind and its canonical text.
    pub fn of(kind: BlockKind, text: &str) -> BlockHash {
        BlockHash::in_form(NORM, kind, text)
    }

    /// The same in another version of the canonical form. All of them so far differ in their number alone.
    pub fn in_form(norm: u32, kind: BlockKind, text: &str) -> BlockHash {
        let hash = crate::inputs::hash_parts([&norm.to_le_bytes()[..], kind.name().as_bytes(), text.as_bytes()]);
        BlockHash((hash as u64) >> 4)
    }

    /// Reads what [`fmt::Display`] writes. Nothing else is a hash.
    pub fn parse(text: &str) -> Option<BlockHash> {
        if text.len() != LENGTH {
            return None;
        }
        let digit = |byte: u8| DIGITS.iter().position(|digit| *digit == byte);
        text.bytes().try_fold(0, |value, byte| Some(value << 5 | digit(byte)? as u64)).map(BlockHash)
    }
}

impl fmt::Display for BlockHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digit = |at: usize| char::from(DIGITS[(self.0 >> (5 * (LENGTH - 1 - at)) & 31) as usize]);
        f.write_str(&(0..LENGTH).map(digit).collect::<String>())
    }
}

/// What a block is, as far as it belongs to its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BlockKind {
    Title,
    Description,
    Heading,
    /// A paragraph, also that of a list item, a definition or a footnote.
    Text,
    Row,
    AlertTitle,
    Term,
}

impl BlockKind {
    pub const ALL: [BlockKind; 7] = [
        BlockKind::Title,
        BlockKind::Description,
        BlockKind::Heading,
        BlockKind::Text,
        BlockKind::Row,
        BlockKind::AlertTitle,
        BlockKind::Term,
    ];

    pub fn name(self) -> &'static str {
        match self {
            BlockKind::Title => "title",
            BlockKind::Description => "description",
            BlockKind::Heading => "heading",
            BlockKind::Text => "text",
            BlockKind::Row => "row",
            BlockKind::AlertTitle => "alert-title",
            BlockKind::Term => "term",
        }
    }
}

/// A block that can be claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    /// In the document's tree; absent for what stands in the front matter.
    pub node: Option<u32>,
    /// Canonical Markdown.
    pub text: String,
    pub hash: BlockHash,
    pub critical: bool,
}

/// The blocks of a document in reading order. Code, raw HTML and what is marked as not to be translated have none.
pub fn blocks(doc: &Doc) -> Vec<Block> {
    claimable(doc, true)
}

/// The blocks of a translation. Only the source says what is not to be translated: a translation cannot take a block out
/// of the claims by a mark of its own.
pub fn blocks_of_translation(doc: &Doc) -> Vec<Block> {
    claimable(doc, false)
}

fn claimable(doc: &Doc, marks: bool) -> Vec<Block> {
    let mut out = Vec::new();
    let front = [(BlockKind::Title, &doc.front.title), (BlockKind::Description, &doc.front.description)];
    for (kind, text) in front {
        if let Some(text) = text {
            let text = one_space(text);
            out.push(Block { kind, node: None, hash: BlockHash::of(kind, &text), text, critical: false });
        }
    }
    let tree = &doc.tree;
    let untranslated = |node: u32| tree.untranslated.as_ref().is_some_and(|nodes| nodes.contains(&node));
    // Containers around the node: where they end, and what they say of all in them.
    let mut around: Vec<(u32, bool, bool)> = Vec::new();
    for at in 0..tree.nodes.len() as u32 {
        let node = tree.node(at);
        around.retain(|container| container.0 > at);
        let own = tree.attributes_of(at);
        let last = around.last().copied().unwrap_or_default();
        let critical = last.1 || own.is_some_and(|own| own.critical);
        let skipped = last.2 || marks && own.is_some_and(|own| own.notranslate);
        around.push((node.end, critical, skipped));
        let kind = match node.kind {
            Kind::Paragraph | Kind::Plain => BlockKind::Text,
            Kind::Heading(_) => BlockKind::Heading,
            Kind::AlertTitle => BlockKind::AlertTitle,
            Kind::Term => BlockKind::Term,
            Kind::TableHead | Kind::TableRow => BlockKind::Row,
            _ => continue,
        };
        if skipped || untranslated(at) {
            continue;
        }
        let text = canonical(doc, at);
        if !text.is_empty() {
            out.push(Block { kind, node: Some(at), hash: BlockHash::of(kind, &text), text, critical });
        }
    }
    out
}

/// The text of a block as canonical Markdown: what two ways of writing have in common.
pub fn canonical(doc: &Doc, node: u32) -> String {
    let mut writer = Canonical { doc, out: String::new() };
    match doc.tree.node(node).kind {
        Kind::TableHead | Kind::TableRow => {
            for (at, cell) in doc.tree.children(Some(node)).enumerate() {
                writer.out.push_str(if at == 0 { "" } else { " | " });
                let start = writer.out.len();
                writer.children(cell);
                let text = one_space(&writer.out.split_off(start)).replace('|', "\\|");
                writer.out.push_str(&text);
            }
        }
        _ => writer.children(node),
    }
    one_space(&writer.out)
}

struct Canonical<'a> {
    doc: &'a Doc,
    out: String,
}

impl Canonical<'_> {
    fn children(&mut self, node: u32) {
        for child in self.doc.tree.children(Some(node)) {
            self.inline(child);
        }
    }

    fn inline(&mut self, node: u32) {
        let tree = &self.doc.tree;
        let string = |at: u32| &*tree.strings[at as usize];
        let this = tree.node(node);
        match this.kind {
            Kind::Text => self.text(&self.doc.text[this.start as usize..this.stop as usize]),
            Kind::Str(at) => self.text(string(at)),
            Kind::SoftBreak => self.out.push(' '),
            Kind::HardBreak => self.out.push_str("<br>"),
            Kind::Emphasis => self.around("*", node),
            Kind::Strong => self.around("**", node),
            Kind::Strikethrough => self.around("~~", node),
            Kind::CodeSpan(at) => {
                let code = string(at);
                let fence = "`".repeat(longest_run(code, '`') + 1);
                let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
                self.out.push_str(&format!("{fence}{pad}{code}{pad}{fence}"));
            }
            Kind::InlineHtml(at) => self.out.push_str(string(at)),
            Kind::FootnoteRef(at) => self.out.push_str(&format!("[^{}]", string(at))),
            Kind::Value(at) => self.out.push_str(&format!("{{{{value {}}}}}", string(at))),
            Kind::Link(at) if tree.links[at as usize].auto => {
                // An address is written as it is shown, whether or not in angle brackets.
                self.children(node);
            }
            Kind::Link(at) | Kind::Image(at) => {
                let link = &tree.links[at as usize];
                self.out.push_str(if link.image { "![" } else { "[" });
                self.children(node);
                let title = match &*link.title {
                    "" => String::new(),
                    title => format!(" \"{}\"", title.replace('"', "\\\"")),
                };
                let spaced = link.dest.contains([' ', '(', ')']) || link.dest.is_empty();
                let dest = if spaced { format!("<{}>", link.dest) } else { link.dest.to_string() };
                self.out.push_str(&format!("]({dest}{title})"));
            }
            _ => self.children(node),
        }
    }

    fn around(&mut self, mark: &str, node: u32) {
        self.out.push_str(mark);
        self.children(node);
        self.out.push_str(mark);
    }

    /// Text with those characters escaped that would be marks in the canonical form.
    fn text(&mut self, text: &str) {
        for ch in text.chars() {
            if matches!(ch, '*' | '_' | '`' | '[' | ']' | '<' | '\\' | '~') {
                self.out.push('\\');
            }
            self.out.push(ch);
        }
    }
}

fn longest_run(text: &str, ch: char) -> usize {
    text.split(|other| other != ch).map(str::len).max().unwrap_or(0)
}

/// Runs of white space as one space, none at the ends, in NFC. A no-break space is a character of its own.
pub fn one_space(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    cldr::nfc(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::{Options, parse};
    use crate::inputs::Inputs;
    use crate::vpath::VPath;

    fn texts(markdown: &str) -> Vec<(BlockKind, String)> {
        let text: Arc<str> = markdown.into();
        let doc = parse(&VPath::known("content/en/a.md"), &text, &Inputs::default(), Options::default());
        blocks(&doc).into_iter().map(|block| (block.kind, block.text)).collect()
    }

    fn one(markdown: &str) -> String {
        texts(markdown).pop().map(|(_, text)| text).unwrap_or_default()
    }

    #[test]
    fn another_way_to_write_the_same_is_no_edit() {
        let same = [
            ("Wash your *hands* well.", "Wash your\n_hands_  well."),
            ("**Soap** helps.", "__Soap__ helps.\n"),
            ("[soap](a.md \"x\")", "[soap][s]\n\n[s]: a.md 'x'"),
            ("See https://who.int.", "See <https://who.int>."),
            ("a & b", "a &amp; b"),
            ("caf\u{e9}", "cafe\u{301}"),
            ("`x`", "`` x ``"),
            ("Title\n=====", "# Title"),
            ("a\\\nb", "a  \nb"),
        ];
        for (a, b) in same {
            assert_eq!(texts(a), texts(b), "{a:?} and {b:?}");
        }
        assert_eq!(texts("- a\n- b"), texts("* a\n\n* b"), "list marks, tight or loose");
        assert_eq!(texts("| a | b |\n|--|--|\n| 1 | 2 |"), texts("a|b\n:--|--:\n1|2"), "tables");
        assert_eq!(texts("> [!NOTE]\n> a {critical}"), texts("> [!NOTE]\n> a"), "attributes belong to the source");
    }

    #[test]
    fn what_means_another_thing_is_an_edit() {
        for (a, b) in [
            ("20 seconds", "40 seconds"),
            ("a *b*", "a b"),
            ("[a](b.md)", "[a](c.md)"),
            ("![a](b.svg)", "[a](b.svg)"),
            ("a\u{a0}b", "a b"),
            ("\\*a\\*", "*a*"),
            ("# a", "a"),
            ("a[^1]\n\n[^1]: n", "a[^2]\n\n[^2]: n"),
            ("1.5", "1,5"),
        ] {
            assert_ne!(texts(a), texts(b), "{a:?} and {b:?}");
        }
    }

    #[test]
    fn blocks_are_those_that_are_translated() {
        let markdown = "+++\ntitle = \"T\"\ndescription = \"D\"\n+++\n# H\n\nText {{value phone}}.\n\n```sh\ncode\n```\n\n\
            > [!WARNING] Mind\n> this. {critical}\n\n| a | b \\| c |\n|---|---|\n| 1 | 2 |\n\nNot this. {notranslate}\n\n\
            Term\n: Body\n";
        let kinds: Vec<(BlockKind, String)> = texts(markdown);
        let text = |kind, text: &str| (kind, text.to_owned());
        assert_eq!(
            kinds,
            [
                text(BlockKind::Title, "T"),
                text(BlockKind::Description, "D"),
                text(BlockKind::Heading, "H"),
                text(BlockKind::Text, "Text {{value phone}}."),
                text(BlockKind::AlertTitle, "Mind"),
                text(BlockKind::Text, "this."),
                text(BlockKind::Row, "a | b \\| c"),
                text(BlockKind::Row, "1 | 2"),
                text(BlockKind::Term, "Term"),
                text(BlockKind::Text, "Body"),
            ]
        );
    }

    #[test]
    fn what_is_critical_in_a_callout_is_its_text_not_its_title() {
        let text: Arc<str> = "> [!WARNING] Mind\n> this. {critical}\n\n> [!WARNING] All\n> of it.\n{critical}\n".into();
        let doc = parse(&VPath::known("content/en/a.md"), &text, &Inputs::default(), Options::default());
        let found: Vec<(String, bool)> = blocks(&doc).into_iter().map(|block| (block.text, block.critical)).collect();
        let wanted = [("Mind", false), ("this.", true), ("All", true), ("of it.", true)];
        assert_eq!(found, wanted.map(|(text, critical)| (text.to_owned(), critical)));
    }

    #[test]
    fn a_hash_is_read_as_it_is_written() {
        let hash = BlockHash::of(BlockKind::Text, &one("Wash."));
        assert_eq!(hash.to_string().len(), 12);
        assert_eq!(BlockHash::parse(&hash.to_string()), Some(hash));
        for bad in ["", "0", "0000000000000", "00000000000u", "00000000000A"] {
            assert_eq!(BlockHash::parse(bad), None, "{bad}");
        }
        assert_ne!(BlockHash::of(BlockKind::Text, "a"), BlockHash::of(BlockKind::Heading, "a"));
    }
}
