//! A chapter of any bytes becomes a tree whose spans are true and whose nodes nest.
#![no_main]

use handbook::document::{Options, parse};
use handbook::inputs::{Delta, Inputs};
use handbook::vpath::VPath;
use handbook_fuzz::{forgive_the_markdown_parser, forgiving, places_are_true, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: forgive_the_markdown_parser(), |data: &[u8]| {
    let path = VPath::known("content/en/a.md");
    let Some(text) = text(&path, data) else { return };
    let mut inputs = Inputs::default();
    let mut delta = Delta::default();
    delta.write("content/en/a.md", data);
    delta.write("content/en/_shared.md", "## Shared\n\n<!-- ANCHOR: p -->\nPart.\n<!-- ANCHOR_END: p -->\n");
    inputs.apply(delta);
    for trusted_html in [false, true] {
        let options = Options { trusted_html };
        let Some(doc) = forgiving(|| parse(&path, &text, &inputs, options)) else { return };
        let mut open: Vec<u32> = Vec::new();
        for (at, node) in doc.tree.nodes.iter().enumerate() {
            assert!(doc.text.get(node.start as usize..node.stop as usize).is_some(), "{node:?}");
            while open.last().is_some_and(|end| *end as usize <= at) {
                open.pop();
            }
            let outer = open.last().copied().unwrap_or(doc.tree.nodes.len() as u32);
            assert!(node.end as usize > at && node.end <= outer, "{at} {node:?}");
            open.push(node.end);
            let (file, range) = doc.place_of(node);
            let source = inputs.text(file.as_str()).expect("the place lies in a file");
            assert!(source.get(range.clone()).is_some(), "{node:?} {file} {range:?}");
        }
        places_are_true(&doc.diags, &inputs);
    }
});
