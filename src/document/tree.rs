//! The document tree: nodes in reading order in one vector. A node's subtree is the run of nodes
//! after it up to `end`, so every walk is a loop and nesting cannot exhaust the stack.

use std::ops::Range;

/// A block or an inline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    pub kind: Kind,
    /// First byte in the document's text.
    pub start: u32,
    /// One past the last byte.
    pub stop: u32,
    /// Index one past the last node of the subtree.
    pub end: u32,
}

/// What a node is. Numbers are indices into the tree's tables of that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    // Blocks.
    Paragraph,
    /// The text of a tight list item: a paragraph without its own space.
    Plain,
    Heading(u32),
    Quote,
    Alert(AlertKind),
    AlertTitle,
    /// Code block: index into `codes`.
    Code(u32),
    /// Raw HTML of a trusted book: index into `strings`.
    Html(u32),
    /// Bullet list; `tight` lists hold [`Kind::Plain`].
    List,
    /// Numbered list with its first number.
    OrderedList(u32),
    Item,
    /// Task list item, done or open.
    Task(bool),
    /// Table: index into `tables`.
    Table(u32),
    TableHead,
    TableRow,
    TableCell,
    DefinitionList,
    Term,
    Definition,
    /// Footnote definition: index into `footnotes`.
    Footnote(u32),
    Rule,
    // Inlines.
    /// Text as it stands in the document's text.
    Text,
    /// Text that differs from its source, such as an entity: index into `strings`.
    Str(u32),
    SoftBreak,
    HardBreak,
    Emphasis,
    Strong,
    Strikethrough,
    /// Code span: index into `strings`.
    CodeSpan(u32),
    /// Index into `links`.
    Link(u32),
    /// Index into `links`; the children are the alternative text.
    Image(u32),
    /// Clean raw HTML: index into `strings`.
    InlineHtml(u32),
    /// Reference to a footnote: index into `strings`, the label.
    FootnoteRef(u32),
    /// `{{value key}}`: index into `strings`, the key.
    Value(u32),
}

/// The callouts of GitHub, and one for danger signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertKind {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
    Danger,
}

impl AlertKind {
    pub const ALL: [AlertKind; 6] = [
        AlertKind::Note,
        AlertKind::Tip,
        AlertKind::Important,
        AlertKind::Warning,
        AlertKind::Caution,
        AlertKind::Danger,
    ];

    /// The name in lower case, as used in classes and message ids.
    pub fn name(self) -> &'static str {
        match self {
            AlertKind::Note => "note",
            AlertKind::Tip => "tip",
            AlertKind::Important => "important",
            AlertKind::Warning => "warning",
            AlertKind::Caution => "caution",
            AlertKind::Danger => "danger",
        }
    }

    /// The id of the label's message.
    pub fn message(self) -> &'static str {
        match self {
            AlertKind::Note => "alert-note",
            AlertKind::Tip => "alert-tip",
            AlertKind::Important => "alert-important",
            AlertKind::Warning => "alert-warning",
            AlertKind::Caution => "alert-caution",
            AlertKind::Danger => "alert-danger",
        }
    }
}

/// A heading. `node` is its index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    pub level: u8,
    /// Unique in the chapter: explicit, else made from the text.
    pub id: Box<str>,
    pub explicit: bool,
    pub classes: Vec<Box<str>>,
    /// The words without values: what the id is made from, so that it is the same in every country.
    pub text: Box<str>,
    pub node: u32,
}

/// A link or an image as written. `node` is its index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub dest: Box<str>,
    pub title: Box<str>,
    pub image: bool,
    /// Whether the text is the address itself.
    pub auto: bool,
    pub node: u32,
}

/// A code block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// First word of the info string; empty if there is none.
    pub language: Box<str>,
    pub text: Box<str>,
}

/// A footnote definition. `node` is its index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footnote {
    pub label: Box<str>,
    pub node: u32,
}

/// Column alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    None,
    Start,
    Center,
    End,
}

/// Block attributes `{critical}`, `{notranslate}`, `{region=XX}`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attributes {
    pub critical: bool,
    pub notranslate: bool,
    pub region: Option<Box<str>>,
}

/// A document's nodes and their tables.
#[derive(Debug, Default)]
pub struct Tree {
    pub nodes: Vec<Node>,
    pub strings: Vec<Box<str>>,
    pub headings: Vec<Heading>,
    pub links: Vec<Link>,
    pub codes: Vec<Code>,
    pub tables: Vec<Box<[Align]>>,
    pub footnotes: Vec<Footnote>,
    /// (node, attributes), ordered by node.
    pub attributes: Vec<(u32, Attributes)>,
    /// (node, what it is pinned to): `<!-- =s:04vt9k2m7qx8 -->` before a block or in it says which block of the
    /// source it stands for. Ordered by node.
    pub pins: Vec<(u32, Box<str>)>,
    /// Of a document that was made after its source, block for block: the nodes that have no translation, and hold the
    /// source's text.
    pub untranslated: Option<Vec<u32>>,
}

impl Kind {
    /// Blocks that hold inlines, not other blocks.
    pub fn holds_inlines(self) -> bool {
        matches!(
            self,
            Kind::Paragraph | Kind::Plain | Kind::Heading(_) | Kind::AlertTitle | Kind::TableCell | Kind::Term
        )
    }

    pub fn is_inline(self) -> bool {
        matches!(
            self,
            Kind::Text
                | Kind::Str(_)
                | Kind::SoftBreak
                | Kind::HardBreak
                | Kind::Emphasis
                | Kind::Strong
                | Kind::Strikethrough
                | Kind::CodeSpan(_)
                | Kind::Link(_)
                | Kind::Image(_)
                | Kind::InlineHtml(_)
                | Kind::FootnoteRef(_)
                | Kind::Value(_)
        )
    }
}

impl Tree {
    /// The children of a node, or the top blocks of the document for `None`.
    pub fn children(&self, parent: Option<u32>) -> Children<'_> {
        match parent {
            None => Children { tree: self, at: 0, end: self.nodes.len() as u32 },
            Some(node) => Children { tree: self, at: node + 1, end: self.nodes[node as usize].end },
        }
    }

    pub fn node(&self, index: u32) -> &Node {
        &self.nodes[index as usize]
    }

    /// The first block that is not a footnote definition.
    pub fn first_block(&self) -> Option<u32> {
        self.children(None).find(|node| !matches!(self.node(*node).kind, Kind::Footnote(_)))
    }

    /// The subtree of a node, itself included.
    pub fn subtree(&self, node: u32) -> Range<usize> {
        node as usize..self.nodes[node as usize].end as usize
    }

    pub fn attributes_of(&self, node: u32) -> Option<&Attributes> {
        let at = self.attributes.binary_search_by_key(&node, |entry| entry.0).ok()?;
        Some(&self.attributes[at].1)
    }

    /// Gives attributes to a node, beside those that it has.
    pub fn attach(&mut self, node: u32, new: Attributes) {
        match self.attributes.binary_search_by_key(&node, |entry| entry.0) {
            Ok(at) => {
                let old = &mut self.attributes[at].1;
                old.critical |= new.critical;
                old.notranslate |= new.notranslate;
                old.region = new.region.or(old.region.take());
            }
            Err(at) => self.attributes.insert(at, (node, new)),
        }
    }

    /// Gives the attributes of a node to another, which has none yet.
    pub fn move_attributes(&mut self, from: u32, to: u32) {
        if let Ok(at) = self.attributes.binary_search_by_key(&from, |entry| entry.0) {
            let (_, attributes) = self.attributes.remove(at);
            self.attach(to, attributes);
        }
    }

    /// The words of a run of nodes without markup and without values, which differ between countries;
    /// `text` is the document's text.
    pub fn plain_text(&self, text: &str, nodes: Range<usize>) -> String {
        self.plain_text_with(text, nodes, &|_| String::new())
    }

    /// The words of a run of nodes without markup, with what `value` gives for each key.
    pub fn plain_text_with(&self, text: &str, nodes: Range<usize>, value: &dyn Fn(&str) -> String) -> String {
        let mut out = String::new();
        for node in &self.nodes[nodes] {
            match node.kind {
                Kind::Text => out.push_str(&text[node.start as usize..node.stop as usize]),
                Kind::Str(at) | Kind::CodeSpan(at) => out.push_str(&self.strings[at as usize]),
                Kind::Value(at) => out.push_str(&value(&self.strings[at as usize])),
                Kind::SoftBreak | Kind::HardBreak => out.push(' '),
                kind if !kind.is_inline() && !out.is_empty() && !out.ends_with(' ') => out.push(' '),
                _ => {}
            }
        }
        out.truncate(out.trim_end().len());
        out
    }
}

/// Walks over siblings.
pub struct Children<'a> {
    tree: &'a Tree,
    at: u32,
    end: u32,
}

impl Iterator for Children<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        if self.at >= self.end {
            return None;
        }
        let node = self.at;
        self.at = self.tree.nodes[node as usize].end;
        Some(node)
    }
}
