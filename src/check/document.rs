//! Family H and the authoring checks of one document: headings, images, links, tables, footnotes.

use super::language;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Doc, Kind, Node};

/// Checks one document. `script` is that of the locale whose folder it lies in.
pub fn check(doc: &Doc, script: &str) -> Vec<Diagnostic> {
    let mut diags = language::check(doc, script);
    headings(doc, &mut diags);
    images_and_links(doc, &mut diags);
    tables(doc, &mut diags);
    footnotes(doc, &mut diags);
    diags
}

fn at_node(doc: &Doc, node: &Node, code: Code, message: impl Into<String>) -> Diagnostic {
    let (file, range) = doc.place_of(node);
    Diagnostic::new(code, message).at(file, range)
}

fn headings(doc: &Doc, diags: &mut Vec<Diagnostic>) {
    let mut last = 1;
    let mut titles = 0;
    for heading in &doc.tree.headings {
        let node = doc.tree.node(heading.node);
        if doc.words_of(heading.node, &str::to_owned).trim().is_empty() {
            diags.push(
                at_node(doc, node, Code::H05, "this heading has no text").help("write it, or take the marks out"),
            );
        }
        if heading.level == 1 {
            titles += 1;
            if titles == 2 {
                let help = "a chapter has one title; use `##` for its sections";
                diags.push(at_node(doc, node, Code::H04, "this is a second heading of level 1").help(help));
            }
        }
        if heading.level > last + 1 {
            let message = format!("the heading level jumps from {last} to {}", heading.level);
            let help = format!("use {} `#`", last + 1);
            diags.push(at_node(doc, node, Code::H02, message).help(help));
        }
        last = heading.level;
    }
}

fn images_and_links(doc: &Doc, diags: &mut Vec<Diagnostic>) {
    for link in &doc.tree.links {
        let node = doc.tree.node(link.node);
        let inner = link.node as usize + 1..node.end as usize;
        let text = doc.words_of(link.node, &str::to_owned);
        if !text.trim().is_empty() || &*link.title == "decorative" {
            continue;
        }
        if link.image {
            let help = "say in words what it shows: `![Six places to rub](hands.svg)`";
            diags.push(at_node(doc, node, Code::H01, "this image has no alternative text").help(help));
        } else if !doc.tree.nodes[inner].iter().any(|node| matches!(node.kind, Kind::Image(_))) {
            let help = "say where it leads: `[how to wear a mask](masks.md)`";
            diags.push(at_node(doc, node, Code::H03, "this link has no text").help(help));
        }
    }
}

fn tables(doc: &Doc, diags: &mut Vec<Diagnostic>) {
    for (index, node) in doc.tree.nodes.iter().enumerate() {
        if node.kind != Kind::TableHead {
            continue;
        }
        let empty = doc.tree.children(Some(index as u32)).any(|cell| doc.tree.node(cell).end == cell + 1);
        if empty {
            let help = "name every column, so that the table can be read out";
            diags.push(at_node(doc, node, Code::H06, "a header cell of this table is empty").help(help));
        }
    }
}

fn footnotes(doc: &Doc, diags: &mut Vec<Diagnostic>) {
    let used: Vec<&str> = doc
        .tree
        .nodes
        .iter()
        .filter_map(|node| match node.kind {
            Kind::FootnoteRef(at) => Some(&*doc.tree.strings[at as usize]),
            _ => None,
        })
        .collect();
    for (at, note) in doc.tree.footnotes.iter().enumerate() {
        if let Some(first) = doc.tree.footnotes[..at].iter().find(|first| first.label == note.label) {
            let (first_file, first_range) = doc.place_of(doc.tree.node(first.node));
            let first_range = first_range.start..first_range.start + 2;
            let message = format!("the footnote `[^{}]` is defined twice", note.label);
            let diag = at_node(doc, doc.tree.node(note.node), Code::A29, message);
            diags.push(
                diag.label(first_file, first_range, "first here")
                    .help("readers see only the first; give this one another label"),
            );
            continue;
        }
        if !used.contains(&&*note.label) {
            let node = doc.tree.node(note.node);
            let message = format!("the footnote `[^{}]` is never used", note.label);
            diags.push(at_node(doc, node, Code::A29, message).help("refer to it in the text, or take it out"));
        }
    }
    // The parser leaves a reference without a definition as text.
    for node in doc.tree.nodes.iter().filter(|node| node.kind == Kind::Text) {
        let text = &doc.text[node.start as usize..node.stop as usize];
        for (found, _) in text.match_indices("[^") {
            let Some(length) = text[found..].find(']').filter(|length| *length > 2) else { continue };
            let start = node.start + found as u32;
            let stop = start + length as u32 + 1;
            if doc.text[..start as usize].ends_with('\\') {
                continue;
            }
            let (file, range) = doc.place(start, stop);
            let mark = &doc.text[start as usize..stop as usize];
            diags.push(
                Diagnostic::new(Code::A29, format!("the footnote `{mark}` is not defined"))
                    .at(file, range)
                    .help(format!("add a line `{mark}: text`")),
            );
        }
    }
}
