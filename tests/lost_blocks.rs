//! No advice is lost without a word: whatever block a translation lacks, the source's block is shown.
//! Tried on the bundled handbook, by taking out each block of each translation in turn.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use handbook::document::{Doc, Kind, Options, parse};
use handbook::inputs::Inputs;
use handbook::translation::anchors::Anchors;
use handbook::translation::{Alignment, align};
use handbook::vpath::VPath;

fn read(tag: &str, name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(tag).join(name);
    fs::read_to_string(path).expect("a chapter of the bundled handbook")
}

fn doc(text: &str) -> Doc {
    parse(&VPath::known("content/xx/a.md"), &Arc::from(text), &Inputs::default(), Options::default())
}

/// Whether a block of the source, or one that holds it, counts as missing.
fn is_missing(source: &Doc, alignment: &Alignment, block: u32) -> bool {
    alignment.missing.iter().any(|missing| source.tree.subtree(missing.source).contains(&(block as usize)))
}

/// Blocks that can be taken out whole: paragraphs, list items and rows of a table. Without the text of a
/// footnote its mark is none, which `M07` tells.
fn blocks(doc: &Doc) -> impl Iterator<Item = u32> {
    let kinds = |kind| matches!(kind, Kind::Paragraph | Kind::Item | Kind::Task(_) | Kind::TableRow);
    let in_note =
        |node: u32| doc.tree.footnotes.iter().any(|note| doc.tree.subtree(note.node).contains(&(node as usize)));
    (0..doc.tree.nodes.len() as u32).filter(move |node| kinds(doc.tree.node(*node).kind) && !in_note(*node))
}

fn without(doc: &Doc, block: u32) -> String {
    let node = doc.tree.node(block);
    let mut text = doc.text.to_string();
    let stop = node.stop as usize;
    // The line end goes with a row or an item, which would leave an empty line in their place.
    let stop = if text[stop..].starts_with('\n') && !text[..stop].ends_with('\n') { stop + 1 } else { stop };
    let start = text[..node.start as usize].rfind('\n').map_or(0, |at| at + 1);
    text.replace_range(start..stop, "");
    text
}

#[test]
fn every_block_that_a_translation_lacks_is_told() {
    let chapters = ["how-it-spreads.md", "clean-hands.md", "masks.md", "cleaning.md", "when-to-get-help.md"];
    let (mut n_tried, mut n_twice) = (0, 0);
    let mut lost = Vec::new();
    for tag in ["bn", "ar", "zh-Hans", "es", "fr"] {
        for name in chapters {
            let source = doc(&read("en", name));
            let whole = doc(&read(tag, name));
            let pairs = align(&source, &whole, &Anchors::default());
            assert_eq!((pairs.missing.len(), pairs.unsure.len()), (0, 0), "{tag}/{name} is a whole translation");
            for block in blocks(&whole) {
                let partner = pairs.pairs.iter().find(|pair| pair.1 == block).expect("a whole translation").0;
                let shorter = doc(&without(&whole, block));
                let found = align(&source, &shorter, &Anchors::default());
                n_tried += 1;
                n_twice += found.missing.len().saturating_sub(1);
                if !is_missing(&source, &found, partner) {
                    let node = source.tree.node(partner);
                    lost.push(format!("{tag}/{name}: {}", &source.text[node.start as usize..node.stop as usize]));
                }
            }
        }
    }
    println!("{n_tried} blocks taken out, {} lost, {n_twice} others shown twice", lost.len());
    assert!(n_tried > 1000, "{n_tried} blocks were tried");
    assert!(lost.is_empty(), "{} of {n_tried} are lost:\n{}", lost.len(), lost.join("\n"));
}
