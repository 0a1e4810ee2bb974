//! Raw HTML within a line: what of it means something on paper.

use super::literal;
use crate::document::raw_html::{self, Part};

/// Elements that are open, and what is left out meanwhile.
#[derive(Default)]
pub struct Raw {
    open: Vec<String>,
    /// The element whose words are not shown.
    pub silent: Option<String>,
}

impl Raw {
    /// Writes what a piece of markup begins or ends.
    pub fn read(&mut self, html: &str, out: &mut String) {
        for part in raw_html::parts(html) {
            match part {
                Part::Open { name, .. } => self.begin(name, out),
                Part::Close(name) => self.end(&name, out),
                Part::Text(text) if self.silent.is_none() => {
                    out.push_str(&literal(&text));
                    out.push_str("; ");
                }
                Part::Text(_) => {}
            }
        }
    }

    fn begin(&mut self, name: String, out: &mut String) {
        if self.silent.is_some() {
            return;
        }
        match name.as_str() {
            "br" => out.push_str("hb.br(); "),
            // A place where a long word may be broken.
            "wbr" => out.push_str("\"\u{200b}\"; "),
            "sup" | "sub" => {
                out.push_str(&format!("hb.{name}({{"));
                self.open.push(name);
            }
            // The reading of a word stands behind it.
            "rt" => out.push_str("\" (\"; "),
            "rp" | "script" | "style" => self.silent = Some(name),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, out: &mut String) {
        if let Some(silent) = &self.silent {
            if silent == name {
                self.silent = None;
            }
            return;
        }
        if name == "rt" {
            out.push_str("\")\"; ");
        }
        if self.open.iter().any(|open| open == name) {
            while let Some(open) = self.open.pop() {
                out.push_str("[]}); ");
                if open == name {
                    break;
                }
            }
        }
    }

    /// What an author left open ends with the block.
    pub fn close_all(&mut self, out: &mut String) {
        for _ in self.open.drain(..) {
            out.push_str("[]}); ");
        }
    }
}
