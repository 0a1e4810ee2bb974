//! Everything the core may read: a map from virtual path to contents, changed only by a [`Delta`].
//!
//! Text files are kept with LF line ends and without a byte order mark, so that no later stage has
//! to think of either; both are remembered, so that byte positions can be told as the editor
//! counts them. This module does not know where files come from.

use std::collections::BTreeMap;
use std::io;
use std::ops::Bound;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::vpath::VPath;

/// 128 bits of BLAKE3.
pub type Hash = u128;

/// Hashes several byte strings so that their borders count.
pub fn hash_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Hash {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    truncate(hasher.finalize())
}

/// Hashes a byte string of any size without holding all of it.
pub fn hash_stream(bytes: impl io::Read) -> io::Result<Hash> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(bytes)?;
    Ok(truncate(hasher.finalize()))
}

/// Mixes finished hashes into one.
pub fn mix(hashes: impl IntoIterator<Item = Hash>) -> Hash {
    let mut hasher = blake3::Hasher::new();
    for hash in hashes {
        hasher.update(&hash.to_le_bytes());
    }
    truncate(hasher.finalize())
}

fn truncate(hash: blake3::Hash) -> Hash {
    let mut first = [0; 16];
    first.copy_from_slice(&hash.as_bytes()[..16]);
    Hash::from_le_bytes(first)
}

/// The contents of one input file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A text file in UTF-8: LF line ends, no byte order mark.
    Text { text: Arc<str>, crlf: bool, bom: bool },
    /// Anything that is passed on as it is.
    Bytes(Arc<[u8]>),
    /// A file that should be text and is not UTF-8; `at` is the first bad byte.
    NotUtf8 { at: usize },
    /// A file that could not or must not be read; the finding says why.
    Unreadable(Box<Diagnostic>),
}

/// An input file with the hash of its contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub content: Content,
    pub hash: Hash,
}

impl File {
    /// Takes the bytes of the file at `path`, deciding by its name whether it is text.
    pub fn new(path: &VPath, bytes: Vec<u8>) -> File {
        if !is_text(path) {
            let hash = hash_parts([bytes.as_slice()]);
            return File { content: Content::Bytes(bytes.into()), hash };
        }
        match String::from_utf8(bytes) {
            Err(error) => {
                let hash = hash_parts([error.as_bytes()]);
                File { content: Content::NotUtf8 { at: error.utf8_error().valid_up_to() }, hash }
            }
            Ok(text) => {
                let (text, bom) = match text.strip_prefix('\u{feff}') {
                    Some(rest) => (rest.to_owned(), true),
                    None => (text, false),
                };
                let crlf = text.contains("\r\n");
                let text = if crlf { text.replace("\r\n", "\n") } else { text };
                // Line ends do not count: CRLF and LF are the same text.
                let hash = hash_parts([text.as_bytes()]);
                File { content: Content::Text { text: text.into(), crlf, bom }, hash }
            }
        }
    }

    /// A file the edge could not hand over.
    pub fn unreadable(diagnostic: Diagnostic) -> File {
        let hash = hash_parts([diagnostic.message.as_bytes()]);
        File { content: Content::Unreadable(Box::new(diagnostic)), hash }
    }

    pub fn text(&self) -> Option<&Arc<str>> {
        match &self.content {
            Content::Text { text, .. } => Some(text),
            _ => None,
        }
    }

    pub fn bytes(&self) -> Option<&[u8]> {
        match &self.content {
            Content::Text { text, .. } => Some(text.as_bytes()),
            Content::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }
}

fn is_text(path: &VPath) -> bool {
    let name = path.as_str();
    matches!(path.extension(), "md" | "toml" | "ftl" | "lock" | "tsv")
        || (path.extension() == "po" && name.starts_with("locales/"))
        || (path.extension() == "html" && name.contains("/templates/"))
}

/// What the edge reports: new contents, or `None` for a file that is gone.
#[derive(Debug, Clone, Default)]
pub struct Delta {
    pub changes: BTreeMap<VPath, Option<File>>,
}

impl Delta {
    pub fn write(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        let path = VPath::known(path);
        let file = File::new(&path, bytes.into());
        self.changes.insert(path, Some(file));
    }

    pub fn remove(&mut self, path: &str) {
        self.changes.insert(VPath::known(path), None);
    }
}

/// What a delta changed.
#[derive(Debug, Default)]
pub struct Changes {
    pub paths: Vec<VPath>,
    /// Whether files came or went, or can be read now and could not before, or the other way round.
    pub names: bool,
}

/// All input files, ordered by path.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    pub files: BTreeMap<VPath, File>,
}

impl Inputs {
    /// Whether a delta says anything new.
    pub fn would_change(&self, delta: &Delta) -> bool {
        delta.changes.iter().any(|(path, file)| self.files.get(path) != file.as_ref())
    }

    /// Applies a delta; tells what really changed.
    pub fn apply(&mut self, delta: Delta) -> Changes {
        let mut changes = Changes::default();
        for (path, file) in delta.changes {
            let old = self.files.get(&path);
            if old == file.as_ref() {
                continue;
            }
            let readable = |file: Option<&File>| file.is_some_and(|file| file.bytes().is_some());
            changes.names |= old.is_some() != file.is_some() || readable(old) != readable(file.as_ref());
            match file {
                Some(file) => self.files.insert(path.clone(), file),
                None => self.files.remove(&path),
            };
            changes.paths.push(path);
        }
        changes
    }

    /// The chapters of a locale, whether or not the summary names them.
    pub fn below_chapters(&self, tag: &str) -> impl Iterator<Item = &VPath> {
        let start = format!("content/{tag}/");
        let range = self.files.range::<str, _>((Bound::Included(start.as_str()), Bound::Unbounded));
        let summary = format!("{start}SUMMARY.md");
        range
            .take_while(move |(path, _)| path.as_str().starts_with(&start))
            .filter(move |(path, file)| path.extension() == "md" && path.as_str() != summary && file.text().is_some())
            .map(|(path, _)| path)
    }

    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    pub fn text(&self, path: &str) -> Option<&Arc<str>> {
        self.files.get(path).and_then(File::text)
    }

    /// All files below a folder (no trailing slash), in order.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a VPath, &'a File)> {
        let start = format!("{folder}/");
        self.files
            .range::<str, _>((Bound::Included(start.as_str()), Bound::Unbounded))
            .take_while(move |(path, _)| path.below(folder).is_some())
            .collect::<Vec<_>>()
            .into_iter()
    }
}
