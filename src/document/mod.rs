//! One chapter file as a value: front matter, a flat tree of blocks and inlines, and what was found
//! while reading it. This stage knows one file and what it includes, nothing of the book.

mod alert;
mod attributes;
mod autolink;
mod build;
mod cjk;
mod destinations;
mod foreign;
pub mod front_matter;
pub mod highlight;
mod include;
mod inline;
pub mod listing;
mod parse;
pub mod raw_html;
pub mod sheet;
pub mod slug;
pub mod tree;

use std::ops::Range;
use std::sync::Arc;

pub use front_matter::FrontMatter;
pub use include::code_ranges;
pub use parse::{Options, parse};
pub use sheet::Sheet;
pub use tree::{AlertKind, Align, Attributes, Kind, Node, Tree};

use crate::diagnostic::Diagnostic;
use crate::inputs::Hash;
use crate::vpath::VPath;

/// A parsed chapter.
#[derive(Debug)]
pub struct Doc {
    pub file: VPath,
    /// Of the file's text, of all it includes, and of the options: equal hash, equal document.
    pub hash: Hash,
    /// The text that all spans of the tree point into: the file, with includes in place.
    pub text: Arc<str>,
    pub places: Places,
    pub front: FrontMatter,
    pub tree: Tree,
    /// Files that were included, for the incremental rebuild.
    pub includes: Vec<VPath>,
    pub diags: Vec<Diagnostic>,
    /// Of what the book can see of the chapter: front matter and title. Equal header, equal book.
    pub header: Hash,
    /// Of the ids of its headings.
    pub anchors: Hash,
    /// Of the places it links to, the images it shows and the files it includes.
    pub references: Hash,
}

impl Doc {
    /// The file and the byte range in it that a span of the tree came from.
    pub fn place(&self, start: u32, end: u32) -> (&VPath, Range<usize>) {
        self.places.find(start as usize, end as usize)
    }

    /// The file that an author opens to change this document.
    pub fn origin(&self) -> &VPath {
        match (&self.tree.untranslated, self.places.pieces.first()) {
            (Some(_), Some((_, file, _))) => file,
            _ => &self.file,
        }
    }

    /// The place of a node, without the line end that closes it.
    pub fn place_of(&self, node: &Node) -> (&VPath, Range<usize>) {
        let text = &self.text[node.start as usize..node.stop as usize];
        let trimmed = text.trim_end().len() as u32;
        self.place(node.start, node.start + trimmed)
    }

    /// The first heading of level 1 that stands at the top of the chapter.
    pub fn title_heading(&self) -> Option<&tree::Heading> {
        let first = self.tree.headings.first()?;
        (first.level == 1 && first.node == self.tree.first_block()?).then_some(first)
    }

    /// An empty document that stands for a file which could not be read as one.
    pub fn empty(file: &VPath, hash: Hash, diags: Vec<Diagnostic>) -> Doc {
        Doc {
            file: file.clone(),
            hash,
            text: Arc::from(""),
            places: Places::of_file(file),
            front: FrontMatter::default(),
            tree: Tree::default(),
            includes: Vec::new(),
            diags,
            header: 0,
            anchors: 0,
            references: 0,
        }
    }

    /// The chapter's own title: front matter, else its first heading with what `value` gives for each
    /// key in it, else the file name.
    pub fn title(&self, value: &dyn Fn(&str) -> String) -> String {
        self.front
            .title
            .clone()
            .or_else(|| self.tree.headings.first().map(|heading| self.words_of(heading.node, value)))
            .unwrap_or_else(|| self.file.stem().to_owned())
    }

    /// The title as its author wrote it.
    pub fn written_title(&self) -> String {
        self.title(&|key| format!("{{{{value {key}}}}}"))
    }

    /// The words of a node without markup, with what `value` gives for each key.
    pub fn words_of(&self, node: u32, value: &dyn Fn(&str) -> String) -> String {
        self.tree.plain_text_with(&self.text, self.tree.subtree(node), value)
    }
}

/// Tells where a part of the expanded text came from.
#[derive(Debug, Clone)]
pub struct Places {
    /// (start in the expanded text, file, start in that file), ordered.
    pieces: Vec<(usize, VPath, usize)>,
    /// Where the text of a piece is not that of its file: how many bytes there stand for all of it.
    lengths: Vec<usize>,
}

impl Places {
    pub fn of_file(file: &VPath) -> Places {
        Places::of_pieces(vec![(0, file.clone(), 0)])
    }

    fn of_pieces(pieces: Vec<(usize, VPath, usize)>) -> Places {
        Places { pieces, lengths: Vec::new() }
    }

    /// Places of a text that was made of others: from each start on, all of it came from a range of a file.
    pub fn made(from: Vec<(usize, VPath, Range<usize>)>) -> Places {
        let lengths = from.iter().map(|piece| piece.2.len()).collect();
        Places { pieces: from.into_iter().map(|(start, file, range)| (start, file, range.start)).collect(), lengths }
    }

    /// What reaches beyond one piece is told by its part in the first.
    fn find(&self, start: usize, end: usize) -> (&VPath, Range<usize>) {
        let at = self.pieces.partition_point(|piece| piece.0 <= start).saturating_sub(1);
        let (piece_start, file, file_start) = &self.pieces[at];
        if let Some(length) = self.lengths.get(at) {
            return (file, *file_start..file_start + length);
        }
        let begin = file_start + (start - piece_start);
        let end = self.pieces.get(at + 1).map_or(end, |next| end.min(next.0));
        (file, begin..begin + (end - start))
    }
}
