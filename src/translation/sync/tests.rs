//! Whatever moves in the bundled chapters is followed.

use std::collections::BTreeMap;

use super::*;
use crate::data::Date;
use crate::document::Options;
use crate::inputs::Inputs;
use crate::translation::anchors::Anchors;
use crate::translation::edit::{Cutting, Reading};
use crate::translation::insert::{Failed, insert};
use crate::translation::lock::{Claim, State};
use crate::translation::{Claims, Record, align};
use crate::vpath::VPath;

fn open<'a>(text: &str, inputs: &'a Inputs) -> Page<'a> {
    Page::open(&VPath::known("content/bn/a.md"), text, Reading { inputs, options: Options::default() })
}

/// The bundled chapters, in English and in another language.
fn chapters() -> Vec<(String, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let names = ["clean-hands", "cleaning", "how-it-spreads", "masks", "when-to-get-help"];
    let read =
        |tag: &str, name: &str| std::fs::read_to_string(root.join(format!("{tag}/{name}.md"))).expect("a chapter");
    names.iter().map(|name| (read("en", name), read("bn", name))).collect()
}

/// Claims for a translation that has the blocks of its source.
fn claims(source: &Page<'_>, target: &Page<'_>) -> Vec<Claim> {
    let pairs = source.blocks().into_iter().zip(target.blocks());
    let claim = |(source, target): (block::Block, block::Block)| Claim {
        target: target.hash,
        sources: vec![source.hash],
        state: State::Translated,
        who: "x".to_owned(),
        date: Date::parse("2026-01-01").expect("a date"),
        flags: String::new(),
    };
    pairs.map(claim).collect()
}

/// How many of the aligned pairs nobody has accepted.
fn astray(source: &Doc, target: &Doc, claims: &Claims) -> Vec<String> {
    let (of_source, of_target) = (by_node(source), by_node(target));
    let alignment = align(source, target, &Anchors::default());
    let missing = alignment.missing.iter().filter(|missing| missing.sure);
    let missing: Vec<String> = missing.map(|missing| source.words_of(missing.source, &str::to_owned)).collect();
    assert_eq!(missing, [""; 0], "{}", target.file);
    let pairs = alignment.pairs.iter().filter_map(|(s, t)| Some((of_source.get(s)?, of_target.get(t)?)));
    pairs.filter(|(s, t)| claims.of_pair(s.hash, t.hash).is_none()).map(|(s, _)| s.text.clone()).collect()
}

/// Moves what was accepted.
fn arranged(pages: &mut [Page<'_>], sources: &[Option<&Doc>], claims: &Claims) -> Vec<Moved> {
    let record = Record { claims: claims.clone(), ..Record::default() };
    let belonging = Belonging::new(pages, sources, &record);
    arrange(pages, sources, &belonging, None)
}

fn by_node(doc: &Doc) -> BTreeMap<u32, block::Block> {
    block::blocks(doc).into_iter().filter_map(|block| Some((block.node?, block))).collect()
}

fn units(page: &Page<'_>) -> Vec<u32> {
    page.doc.tree.children(None).collect()
}

/// Top blocks that can be taken out alone: neither a footnote nor one that refers to it.
fn movable(page: &Page<'_>) -> Vec<usize> {
    let alone = |node: u32| {
        let doc = &page.doc;
        let mut inner = doc.tree.nodes[doc.tree.subtree(node)].iter();
        !inner.any(|node| matches!(node.kind, Kind::Footnote(_) | Kind::FootnoteRef(_)))
    };
    units(page).iter().enumerate().skip(1).filter(|(_, node)| alone(**node)).map(|(at, _)| at).collect()
}

fn sorted(page: &Page<'_>) -> Vec<BlockHash> {
    let mut hashes: Vec<BlockHash> = page.blocks().iter().map(|block| block.hash).collect();
    hashes.sort();
    hashes
}

fn cut(page: &mut Page<'_>, at: usize) -> Cutting {
    let node = units(page)[at];
    page.cut(node).expect("a top block has lines")
}

#[test]
fn as_much_as_can_stays_where_it_is() {
    let stays = |list: &[u32]| increasing(list).into_iter().collect::<Vec<_>>();
    assert_eq!(stays(&[3, 1, 2]), [1, 2]);
    assert_eq!(stays(&[1, 2, 3]), [1, 2, 3]);
    assert_eq!(stays(&[2, 3, 9, 4, 5, 1]), [2, 3, 4, 5]);
    assert_eq!(stays(&[]), [0; 0]);
}

#[test]
fn whatever_moves_in_the_bundled_chapters_is_followed() {
    let inputs = Inputs::default();
    let mut n = 0;
    for (en, bn) in chapters() {
        let accepted = Claims::new(&claims(&open(&en, &inputs), &open(&bn, &inputs)));
        for from in movable(&open(&en, &inputs)) {
            let mut source = open(&en, &inputs);
            let cutting = cut(&mut source, from);
            let to = (from * 7 + 3) % units(&source).len();
            let before = units(&source)[to];
            source.paste(Spot::Before(before), &cutting).expect("there is a place");
            let mut pages = [open(&bn, &inputs)];
            let moved = arranged(&mut pages, &[Some(&source.doc)], &accepted);
            assert!(moved.iter().all(|moved| moved.outcome.is_ok()), "{moved:?}");
            assert_eq!(astray(&source.doc, &pages[0].doc, &accepted), [""; 0], "block {from} to {to}");
            assert_eq!(sorted(&pages[0]), sorted(&open(&bn, &inputs)), "no text is lost");
            assert!(arranged(&mut pages, &[Some(&source.doc)], &accepted).is_empty(), "once is enough");
            n += 1;
        }
    }
    assert!(n > 100, "{n}");
}

#[test]
fn whatever_goes_to_another_chapter_is_followed() {
    let inputs = Inputs::default();
    let chapters = chapters();
    for (at, (en, bn)) in chapters.iter().enumerate() {
        let (other_en, other_bn) = &chapters[(at + 1) % chapters.len()];
        let mut all = claims(&open(en, &inputs), &open(bn, &inputs));
        all.extend(claims(&open(other_en, &inputs), &open(other_bn, &inputs)));
        let accepted = Claims::new(&all);
        for from in movable(&open(en, &inputs)) {
            let (mut source, mut other) = (open(en, &inputs), open(other_en, &inputs));
            let cutting = cut(&mut source, from);
            let before = units(&other)[1 + from % (units(&other).len() - 1)];
            other.paste(Spot::Before(before), &cutting).expect("there is a place");
            let mut pages = [open(bn, &inputs), open(other_bn, &inputs)];
            let moved = arranged(&mut pages, &[Some(&source.doc), Some(&other.doc)], &accepted);
            assert!(moved.iter().all(|moved| moved.outcome.is_ok()), "{moved:?}");
            assert_eq!(astray(&source.doc, &pages[0].doc, &accepted), [""; 0], "block {from} of chapter {at}");
            assert_eq!(astray(&other.doc, &pages[1].doc, &accepted), [""; 0], "block {from} of chapter {at}");
        }
    }
}

#[test]
fn whatever_is_lost_can_be_put_back() {
    let inputs = Inputs::default();
    let reading = Reading { inputs: &inputs, options: Options::default() };
    for (en, bn) in chapters() {
        let (source, whole) = (open(&en, &inputs), open(&bn, &inputs));
        let translations: BTreeMap<u32, String> = source
            .blocks()
            .into_iter()
            .zip(whole.blocks())
            .filter_map(|(source, target)| Some((source.node?, target.text)))
            .collect();
        for at in movable(&source) {
            let unit = units(&source)[at];
            let mut page = open(&bn, &inputs);
            cut(&mut page, at);
            // Without the heading between them, two lists are one, and nobody can tell where it was.
            if units(&page).len() + 1 != units(&whole).len() {
                continue;
            }
            let range = unit..source.doc.tree.node(unit).end;
            let texts = translations.range(range).map(|(node, text)| (*node, text.clone())).collect();
            if align(&source.doc, &page.doc, &Anchors::default())
                .missing
                .iter()
                .filter(|missing| missing.sure)
                .any(|m| m.source == unit)
            {
                let failed = insert(&mut page, &source.doc, &[], texts, &Record::default(), reading);
                assert_eq!(failed, Failed::default(), "block {at}");
                // A footnote may stand before or after it.
                assert_eq!(sorted(&page), sorted(&whole), "block {at}");
                let missing = align(&source.doc, &page.doc, &Anchors::default()).missing;
                assert_eq!(missing, [], "block {at}");
            }
        }
    }
}
