//! Every block can be replaced, and nothing else changes.

use super::*;
use crate::inputs::Inputs;

fn reading(inputs: &Inputs) -> Reading<'_> {
    Reading { inputs, options: Options::default() }
}

fn open<'a>(text: &str, inputs: &'a Inputs) -> Page<'a> {
    Page::open(&VPath::known("content/bn/a.md"), text, reading(inputs))
}

fn hashes(page: &Page<'_>) -> Vec<BlockHash> {
    page.blocks().iter().map(|block| block.hash).collect()
}

/// Texts that would be something else at the start of a line, or in a cell.
const HARD: [&str; 14] = [
    "New text.",
    "1. first",
    "- dash",
    "\\# no heading",
    "# hash",
    "> quote",
    ": colon",
    "+ plus",
    "a **bold** and `co|de` [link](b.md)",
    "a \\* b \\_c\\_ \\[d\\] \\<e>",
    "AT&amp;T & {x}",
    "ends {critical}",
    "{{value phone}} now",
    "হাত **৪০ সেকেন্ড** ধুয়ে নিন।",
];

const SAMPLE: &str = "+++\ntitle = \"T\" # kept\n+++\n\nTitle {#x}\n=====\n\n\\*Star and a [ref][r].  {critical}\n\n*  item one\n   goes on {region=BR}\n*  item\n\n   1) inner\n\n> [!NOTE] Head\n> quoted\n> on {critical}\n\n| a | b |\n|---|:-:|\n|  x|y | \n{critical}\n\nTerm\n: body\n\nNote[^1].\n\n[^1]: foot\n\n[r]: c.md\n";

fn replaces_everywhere(text: &str) {
    let inputs = Inputs::default();
    let page = open(text, &inputs);
    let blocks = page.blocks();
    for (at, block) in blocks.iter().enumerate() {
        let mut same = open(text, &inputs);
        assert_eq!(same.rewrite(at, &block.text), Ok(()));
        assert_eq!(same.text(), text, "its own text changes nothing");
        for hard in HARD {
            let wanted = match block.kind {
                BlockKind::Title | BlockKind::Description => hard.to_owned(),
                BlockKind::Row => {
                    let cell = hard.replace('|', "\\|");
                    vec![cell; block.text.replace("\\|", "").matches('|').count() + 1].join(" | ")
                }
                _ => hard.to_owned(),
            };
            let mut page = open(text, &inputs);
            let Some(wanted) = canonical(block.kind, &wanted, reading(&inputs)) else {
                panic!("{hard} is one block");
            };
            assert_eq!(page.rewrite(at, &wanted), Ok(()), "{wanted:?} for {:?}", block.text);
            let mut expected: Vec<BlockHash> = blocks.iter().map(|block| block.hash).collect();
            expected[at] = BlockHash::of(block.kind, &wanted);
            assert_eq!(hashes(&page), expected);
            // And back: every block can be written from its canonical text.
            assert_eq!(page.rewrite(at, &block.text), Ok(()), "back to {:?}", block.text);
        }
    }
}

#[test]
fn a_block_is_replaced_and_nothing_else_changes() {
    replaces_everywhere(SAMPLE);
}

#[test]
fn every_block_of_the_bundled_chapters_can_be_replaced() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut n = 0;
    for tag in ["en", "bn", "ar", "zh-Hans", "fr"] {
        for entry in std::fs::read_dir(root.join(tag)).expect("a folder").flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|extension| extension == "md") && !path.ends_with("SUMMARY.md") {
                let text = std::fs::read_to_string(&path).expect("a chapter");
                let inputs = Inputs::default();
                let page = open(&text, &inputs);
                let blocks = page.blocks();
                for (at, block) in blocks.iter().enumerate() {
                    let other = match block.kind {
                        BlockKind::Row => {
                            format!("1. x | {}", block.text.split_once(" | ").map_or("", |cells| cells.1))
                        }
                        _ => "1. x".to_owned(),
                    };
                    let mut page = open(&text, &inputs);
                    assert_eq!(page.rewrite(at, &other), Ok(()), "{other} in {path:?} for {}", block.text);
                    assert_eq!(page.rewrite(at, &block.text), Ok(()), "{path:?}: {}", block.text);
                    assert_eq!(hashes(&page), blocks.iter().map(|block| block.hash).collect::<Vec<_>>());
                    n += 1;
                }
            }
        }
    }
    assert!(n > 500, "{n}");
}

#[test]
fn lines_are_cut_and_pasted_with_the_prefix_of_their_place() {
    let inputs = Inputs::default();
    let text = "# H\n\none\n\n- a\n- b\n  more\n\n> q1\n>\n> q2\n\nlast\n";
    let node = |page: &Page<'_>, words: &str| {
        let block = page.blocks().into_iter().find(|block| block.text == words).expect("a block");
        block.node.expect("a node")
    };
    let mut page = open(text, &inputs);
    let at = node(&page, "one");
    let cutting = page.cut(at).expect("it has lines");
    assert_eq!(cutting.lines, ["one"]);
    assert_eq!(page.text(), "# H\n\n- a\n- b\n  more\n\n> q1\n>\n> q2\n\nlast\n");
    let at = node(&page, "q1");
    page.paste(Spot::After(at), &cutting).expect("there is a place");
    assert_eq!(page.text(), "# H\n\n- a\n- b\n  more\n\n> q1\n>\n> one\n>\n> q2\n\nlast\n");
    let at = node(&page, "one");
    let cutting = page.cut(at).expect("it has lines");
    page.paste(Spot::Bottom, &cutting).expect("there is a place");
    assert_eq!(page.text(), "# H\n\n- a\n- b\n  more\n\n> q1\n>\n> q2\n\nlast\n\none\n");
    let item = node(&page, "b more") - 1;
    let cutting = page.cut(item).expect("an item has lines");
    assert_eq!(cutting.lines, ["- b", "  more"]);
    let first = node(&page, "a") - 1;
    page.paste(Spot::Before(first), &cutting).expect("there is a place");
    assert_eq!(page.text(), "# H\n\n- b\n  more\n- a\n\n> q1\n>\n> q2\n\nlast\n\none\n");
    let item = node(&page, "b more");
    assert_eq!(page.cut(item), Err(Refusal::NoLines), "it stands behind the mark of its item");
}

#[test]
fn what_is_included_is_not_edited() {
    let mut delta = crate::inputs::Delta::default();
    delta.write("content/bn/shared.md", "shared words\n");
    let mut inputs = Inputs::default();
    inputs.apply(delta);
    let mut page = open("own\n\n{{#include shared.md}}\n\nmore\n", &inputs);
    assert_eq!(page.rewrite(1, "x"), Err(Refusal::Included(VPath::known("content/bn/shared.md"))));
    assert_eq!(page.rewrite(2, "x"), Ok(()));
    assert_eq!(page.text(), "own\n\n{{#include shared.md}}\n\nx\n");
}

#[test]
fn an_edit_that_cannot_be_made_holds_back_no_other() {
    let inputs = Inputs::default();
    let text = "# H\n\none\n\ntwo\n\nthree\n\nfour\n\nfive\n";
    let mut page = open(text, &inputs);
    let after = page.blocks()[3].node.expect("a node");
    let cutting = Cutting { lines: vec!["new".to_owned()], hashes: vec![hash("another")], tight: false };
    let edits = [
        Edit::Rewrite(1, "1. first".to_owned()),
        // It would take in all that follows.
        Edit::Rewrite(2, "<!-- open".to_owned()),
        Edit::Paste(Spot::After(after), cutting),
        Edit::Rewrite(4, "4th".to_owned()),
        Edit::Rewrite(4, "once more".to_owned()),
        Edit::Rewrite(9, "nowhere".to_owned()),
        Edit::Rewrite(5, "{critical}".to_owned()),
    ];
    let refused = Err(Refusal::Unwritable);
    let wanted = [Ok(()), refused.clone(), refused.clone(), Ok(()), refused.clone(), refused, Ok(())];
    assert_eq!(page.apply(&edits), wanted);
    assert_eq!(page.text(), "# H\n\n1\\. first\n\ntwo\n\nthree\n\n4th\n\n\\{critical\\}\n");
}

#[test]
fn lines_for_one_place_stand_in_their_order_and_apart() {
    let inputs = Inputs::default();
    let mut page = open("one\n\n- a\n- b\n\ntwo", &inputs);
    let blocks = page.blocks();
    let node = |at: usize| blocks[at].node.expect("a node");
    let lines = |text: &str, tight: bool| {
        let hashes = vec![hash(text.trim_start_matches("* "))];
        Cutting { lines: vec![text.to_owned()], hashes, tight }
    };
    let edits = [
        Edit::Paste(Spot::After(node(0)), lines("x", false)),
        Edit::Paste(Spot::After(node(0)), lines("y", false)),
        Edit::Paste(Spot::After(node(1) - 1), lines("* c", true)),
        Edit::Paste(Spot::Bottom, lines("z", false)),
        Edit::Rewrite(3, "2".to_owned()),
    ];
    assert!(page.apply(&edits).iter().all(Result::is_ok));
    assert_eq!(page.text(), "one\n\nx\n\ny\n\n- a\n- c\n- b\n\n2\n\nz\n");
}

fn hash(text: &str) -> BlockHash {
    BlockHash::of(BlockKind::Text, text)
}
