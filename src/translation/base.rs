//! The base store: the text of every source block that was ever claimed, by its hash. It takes the place of a
//! history: what a translation was made of can be shown, whatever became of the source.

use std::collections::{BTreeMap, BTreeSet};
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

/// Reads some of the texts, and looks at no other.
pub fn read_some(inputs: &Inputs, wanted: &BTreeSet<BlockHash>) -> BTreeMap<BlockHash, String> {
    let names: BTreeMap<String, BlockHash> = wanted.iter().map(|hash| (hash.to_string(), *hash)).collect();
    let files = inputs.below(FOLDER).filter_map(|(_, file)| std::str::from_utf8(file.bytes()?).ok());
    let lines = files.filter(|_| !names.is_empty()).flat_map(str::lines).filter_map(|line| line.split_once(' '));
    let found = lines.filter_map(|(name, text)| Some((*names.get(name)?, text.to_owned())));
    found.filter(|(hash, text)| is_of(*hash, text)).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::Delta;

    #[test]
    fn of_a_few_texts_no_others_are_read() {
        let hash = |text: &str| BlockHash::of(BlockKind::Text, text);
        let mut delta = Delta::default();
        let of =
            |texts: &[(&str, &str)]| write(&texts.iter().map(|(is, says)| (hash(is), (*says).to_owned())).collect());
        delta.write("locales/base/a.txt", of(&[("one", "one"), ("two", "two")]));
        delta.write("locales/base/b.txt", of(&[("three", "three"), ("four", "another")]));
        let mut inputs = Inputs::default();
        inputs.apply(delta);
        let wanted = BTreeSet::from([hash("two"), hash("three"), hash("four"), hash("five")]);
        let texts: Vec<String> = read_some(&inputs, &wanted).into_values().collect();
        let mut expected: Vec<String> = ["two", "three"].map(str::to_owned).into();
        expected.sort_by_key(|text| hash(text));
        assert_eq!(texts, expected, "what was replaced is not believed");
        assert_eq!(read_some(&inputs, &BTreeSet::new()), BTreeMap::new());
    }
}
