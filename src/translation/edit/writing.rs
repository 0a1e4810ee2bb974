//! Canonical text as Markdown: the ways to write it, and the canonical text of what a translator wrote.

use super::{Page, Reading};
use crate::translation::block::{BlockKind, one_space};
use crate::vpath::VPath;

/// Ways to write a canonical text, the plainest first. Which one is read back as it is depends on where it stands.
pub fn ways(text: &str) -> Vec<String> {
    let mut ways = vec![text.to_owned(), escape_start(text)];
    ways.push(escape_start(&plain_addresses(text)));
    ways.push(escape_start(&escape_more(text)));
    ways.push(escape_start(&escape_more(&plain_addresses(text))));
    ways.dedup();
    ways
}

/// The canonical text of what a translator wrote for a block of this kind; `None` if it is not one block.
pub fn canonical(kind: BlockKind, written: &str, reading: Reading<'_>) -> Option<String> {
    let written = one_space(written);
    if matches!(kind, BlockKind::Title | BlockKind::Description) {
        return Some(written).filter(|text| !text.is_empty());
    }
    let file = VPath::known("message.md");
    let read = |text: String, n: usize| {
        // References to footnotes are such only beside their definition.
        let notes: String = labels(&written).iter().map(|label| format!("\n[^{label}]: x\n")).collect();
        let page = Page::open(&file, &format!("{text}\n{notes}"), reading);
        let mut blocks = page.blocks();
        let own = blocks.len().checked_sub(labels(&written).len())?;
        (own == n).then(|| blocks.swap_remove(n - 1))
    };
    let block = match kind {
        BlockKind::Row => {
            let inner = written.strip_prefix('|').unwrap_or(&written);
            let inner = inner.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(inner).trim();
            let slashed = inner.replace("\\|", "");
            let columns = slashed.matches('|').count() + 1;
            let head = format!("|{}\n|{}", " x |".repeat(columns), " - |".repeat(columns));
            read(format!("{head}\n| {inner} |"), 2)
        }
        _ => {
            let paragraph = read(written.clone(), 1).filter(|block| block.kind == BlockKind::Text);
            // `1. Wash` is a list only at the start of a line.
            let top = |block: &crate::translation::block::Block| block.node == Some(0);
            paragraph.filter(top).or_else(|| read(format!("# {written}"), 1))
        }
    };
    block.map(|block| block.text)
}

/// Labels of footnotes that a text refers to.
pub fn labels(text: &str) -> Vec<&str> {
    let mut out: Vec<&str> = Vec::new();
    for (at, _) in text.match_indices("[^") {
        let label = text[at + 2..].split(']').next().unwrap_or_default();
        if !label.is_empty() && !label.contains(char::is_whitespace) && !out.contains(&label) {
            out.push(label);
        }
    }
    out
}

/// Escapes what would begin a heading, a list, a quote or a definition at the start of a line.
fn escape_start(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && text[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &text[..digits], &text[digits..]);
    }
    match text.starts_with(['#', '-', '+', '>', '=', ':', '|']) {
        true => format!("\\{text}"),
        false => text.to_owned(),
    }
}

/// Addresses without escapes: a bare one is read to its end, backslashes included.
fn plain_addresses(text: &str) -> String {
    let plain = |word: &str| match word.contains("://") || word.contains("www.") || word.contains('@') {
        true => word.replace("\\_", "_").replace("\\~", "~").replace("\\*", "*"),
        false => word.to_owned(),
    };
    text.split(' ').map(plain).collect::<Vec<_>>().join(" ")
}

/// Escapes what could begin an entity, a value or attributes.
fn escape_more(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut code = false;
    for (at, ch) in text.char_indices() {
        code ^= ch == '`' && !text[..at].ends_with('\\');
        if !code && matches!(ch, '&' | '{' | '}' | '!' | '|') && !text[..at].ends_with('\\') {
            out.push('\\');
        }
        out.push(ch);
    }
    out
}
