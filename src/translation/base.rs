//! The base store: the text of every source block that was ever claimed, by its hash. It takes the place of a
//! history: what a translation was made of can be shown, whatever became of the source.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::block::{BlockHash, BlockKind, NORM};
use crate::inputs::Inputs;

/// The folder of the store.
pub const FOLDER: &str = "locales/base";

/// Reads the texts of all chapters. A line that is none is passed over: the store explains, it decides nothing.
pub fn read(inputs: &Inputs) -> BTreeMap<BlockHash, String> {
    let files = inputs.below(FOLDER).filter_map(|(_, file)| std::str::from_utf8(file.bytes()?).ok());
    files.flat_map(read_file).filter(|(hash, text)| is_of(*hash, text)).collect()
}

/// Whether a text is the one that has this hash: a replacement over all files changes what is kept here as well.
fn is_of(hash: BlockHash, text: &str) -> bool {
    // Most are paragraphs.
    std::iter::once(BlockKind::Text).chain(BlockKind::ALL).any(|kind| BlockHash::of(kind, text) == hash)
}

/// Reads the texts of one chapter.
pub fn read_file(text: &str) -> BTreeMap<BlockHash, String> {
    let entry = |line: &str| {
        let (hash, text) = line.split_once(' ')?;
        Some((BlockHash::parse(hash)?, text.to_owned()))
    };
    text.lines().filter_map(entry).collect()
}

/// The file of a chapter's texts, by hash, so that the edits of two people are far apart.
pub fn write(texts: &BTreeMap<BlockHash, String>) -> String {
    write_form(texts, NORM)
}

/// The same with hashes of another form.
pub fn write_form(texts: &BTreeMap<BlockHash, String>, norm: u32) -> String {
    let mut out = format!("# handbook-base 1  norm={norm}\n");
    for (hash, text) in texts {
        let _ = writeln!(out, "{hash} {text}");
    }
    out
}
