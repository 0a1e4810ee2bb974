//! The blocks of a translation that are no running text: code, of which strings and comments are
//! translated, and raw HTML.

use super::blocks::{Fate, Job, PARTIAL};
use super::catalog::{self, Found, block_key, only_block};
use crate::document::{Kind, highlight};

impl Job<'_> {
    /// A code block: one message, or one for each string and comment in it.
    pub fn code(&mut self, node: u32, at: u32) -> Fate {
        if self.skipped() {
            return Fate::Kept;
        }
        let code = &self.doc.tree.codes[at as usize];
        let mark = self.used.len();
        let whole = block_key(self.doc, node).map_or(Found::Absent, |key| self.catalog.find(&key));
        let new = match whole {
            Found::Translated(text, line) => {
                let parsed = catalog::parse(&text);
                match only_block(&parsed).map(|block| parsed.tree.node(block).kind) {
                    Some(Kind::Code(at)) => {
                        self.used.push(line);
                        Ok(Some(parsed.tree.codes[at as usize].text.to_string()))
                    }
                    _ => {
                        self.out
                            .left
                            .push((line, "the translation is not one code block, as its source is".to_owned()));
                        self.none(&Found::Untranslated, false)
                    }
                }
            }
            Found::Absent => self.literals(node, &code.text),
            other => self.none(&other, false),
        };
        let Ok(Some(new)) = new else {
            return if new.is_ok() { Fate::Kept } else { Fate::Gone };
        };
        let (start, end) = (self.start(node), self.end(node));
        let source = &self.doc.text[start..end];
        let Some(fence) = source.lines().next().filter(|line| line.starts_with("```") || line.starts_with("~~~"))
        else {
            self.unuse(mark, "the translation was left out: only code between fences can take one");
            return Fate::Gone;
        };
        let prefix = self.prefix(start);
        let mut out = fence.to_owned();
        for line in new.lines() {
            out.push_str(&format!("\n{}", format!("{prefix}{line}").trim_end()));
        }
        let length = fence.len() - fence.trim_start_matches(['`', '~']).len();
        out.push_str(&format!("\n{prefix}{}", &fence[..length]));
        self.edits.push((start..end, out));
        Fate::Kept
    }

    /// The code with its strings and comments translated; `None` if it has none.
    fn literals(&mut self, node: u32, code: &str) -> Result<Option<String>, ()> {
        let start = self.start(node);
        let fence = self.doc.text[start..self.end(node)].lines().next().unwrap_or_default();
        let info = fence.trim_start_matches(['`', '~']);
        // As the tools have it, `rust ignore` is no language and `rust,ignore` is.
        let language = if info.len() < fence.len() { info.split(',').next().unwrap_or_default().trim() } else { "" };
        // In lists and quotes the code comes line by line.
        let nested = !self.prefix(start).is_empty();
        let pieces: Vec<&str> = if nested { code.split_inclusive('\n').collect() } else { vec![code] };
        let Some(ranges) = highlight::literals(language, &pieces) else {
            // Without a grammar, a block that might hold such words is one message.
            let wordless = !code.contains('"') && !code.contains("//");
            return self.none(&Found::Untranslated, wordless);
        };
        let mut edits = Vec::new();
        let mark = self.used.len();
        let mut lack = Found::Absent;
        for range in ranges {
            let literal = &code[range.clone()];
            match self.catalog.find_text(literal) {
                Found::Translated(text, line) => {
                    let end = if literal.ends_with('\n') && !text.ends_with('\n') { "\n" } else { "" };
                    edits.push((range, format!("{text}{end}")));
                    self.used.push(line);
                }
                _ if !literal.chars().any(char::is_alphabetic) => {}
                Found::Fuzzy => lack = Found::Fuzzy,
                _ if lack == Found::Absent => lack = Found::Untranslated,
                _ => {}
            }
        }
        if lack != Found::Absent {
            self.unuse(mark, PARTIAL);
            return self.none(&lack, false);
        }
        Ok((!edits.is_empty()).then(|| super::apply(code, edits)))
    }

    /// Raw HTML: directives of gettext tools, markup, and text that some of them extract.
    pub fn html(&mut self, node: u32, at: u32) -> Fate {
        let html = self.doc.tree.strings[at as usize].trim();
        if let Some(comment) = html.strip_prefix("<!--").and_then(|rest| rest.split("-->").next()) {
            let words = comment.trim().trim_start_matches("mdbook-xgettext:").trim_start_matches("i18n:").trim();
            match words {
                "skip" => self.skip_next = true,
                "skip-start" => self.skip = true,
                "skip-end" => self.skip = false,
                _ => {}
            }
            return Fate::Kept;
        }
        if self.skipped() {
            return Fate::Kept;
        }
        let bare = bare_text(html);
        let found = self.catalog.find(&catalog::words(html));
        match found {
            Found::Translated(text, line) => {
                let prefix = self.prefix(self.start(node));
                let new = text.trim().replace('\n', &format!("\n{prefix}"));
                self.edits.push((self.start(node)..self.end(node), new));
                self.used.push(line);
                Fate::Kept
            }
            // A block that opens an element and does not close it cannot be left out alone.
            _ if !bare.chars().any(char::is_alphabetic) || !balanced(html) => Fate::Kept,
            other => match self.none::<()>(&other, false) {
                Ok(_) => Fate::Kept,
                Err(()) => Fate::Gone,
            },
        }
    }
}

/// The text between tags.
fn bare_text(html: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_usize;
    for ch in html.chars() {
        match ch {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(ch),
            _ => {}
        }
    }
    out
}

/// Whether as many elements are closed as are opened, as far as counting tags can tell.
fn balanced(html: &str) -> bool {
    let closing = html.matches("</").count();
    let void = ["<br", "<img", "<hr", "<wbr", "<input", "<!", "<meta", "<link", "<source"];
    let alone: usize = void.iter().map(|tag| html.matches(tag).count()).sum();
    html.matches('<').count() == closing * 2 + alone
}
