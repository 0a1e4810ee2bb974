//! Virtual paths: the only form of path that the core knows.
//!
//! A [`VPath`] is `/`-separated, relative to the project root (or to the output folder), in Unicode
//! NFC, and has no empty, `.` or `..` segment. It does not know the disk.

use std::fmt;
use std::sync::Arc;

use crate::cldr;

/// A clean relative path. Ordered by its bytes, cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VPath(Arc<str>);

/// Why a text is no [`VPath`], or no portable one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadPath {
    Empty,
    Absolute,
    Escapes,
    Backslash,
    Control,
    /// A name that some systems keep for a device.
    Device,
    /// A character that some systems cannot store, or not there.
    Odd(char),
    TooLong,
}

impl fmt::Display for BadPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BadPath::Odd(' ') => "it has a space at the edge of a name",
            BadPath::Odd('.') => "it has a name that ends with a dot",
            BadPath::Odd(ch) => return write!(f, "some systems cannot store `{ch}` in a name"),
            BadPath::Empty => "it has an empty segment",
            BadPath::Absolute => "it is absolute",
            BadPath::Escapes => "it leaves the project",
            BadPath::Backslash => "it holds a backslash",
            BadPath::Control => "it holds a control character",
            BadPath::Device => "some systems keep that name for a device",
            BadPath::TooLong => "a segment is longer than 200 bytes",
        })
    }
}

impl VPath {
    /// Parses a path that must already be clean: no `.`, `..` or empty segment. Normalises to NFC.
    pub fn parse(text: &str) -> Result<VPath, BadPath> {
        if text.starts_with('/') {
            return Err(BadPath::Absolute);
        }
        if text.contains('\\') {
            return Err(BadPath::Backslash);
        }
        for segment in text.split('/') {
            match segment {
                "" | "." => return Err(BadPath::Empty),
                ".." => return Err(BadPath::Escapes),
                _ if segment.chars().any(char::is_control) => return Err(BadPath::Control),
                _ => {}
            }
        }
        Ok(VPath(nfc(text)))
    }

    /// A path known to be clean because the program wrote it. Panics in tests only: an unclean
    /// constant is a bug that the test suite meets.
    pub fn known(text: &str) -> VPath {
        debug_assert!(VPath::parse(text).is_ok(), "unclean path constant {text}");
        VPath(Arc::from(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder, without a trailing slash; empty for the root.
    pub fn dir(&self) -> &str {
        self.0.rfind('/').map_or("", |at| &self.0[..at])
    }

    pub fn file_name(&self) -> &str {
        self.0.rfind('/').map_or(&*self.0, |at| &self.0[at + 1..])
    }

    /// The extension without its dot; empty if there is none.
    pub fn extension(&self) -> &str {
        let name = self.file_name();
        name.rfind('.').filter(|at| *at > 0).map_or("", |at| &name[at + 1..])
    }

    /// The file name without its extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rfind('.').filter(|at| *at > 0).map_or(name, |at| &name[..at])
    }

    /// The rest of the path below `folder`, if it is below it.
    pub fn below(&self, folder: &str) -> Option<&str> {
        if folder.is_empty() {
            return Some(&self.0);
        }
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }

    /// Resolves a relative reference such as `../b/c.md` against this path's folder.
    pub fn resolve(&self, reference: &str) -> Result<VPath, BadPath> {
        join(self.dir(), reference)
    }

    /// The relative reference that leads from this file to `target`.
    pub fn relative(&self, target: &VPath) -> String {
        relative(self.dir(), target.as_str())
    }

    /// Checks that every system this site may be copied to can store the name.
    pub fn portable(&self) -> Result<(), BadPath> {
        for segment in self.0.split('/') {
            if segment.len() > 200 {
                return Err(BadPath::TooLong);
            }
            let stem = segment.split('.').next().unwrap_or_default().to_ascii_uppercase();
            let device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
                || stem.strip_prefix("COM").or(stem.strip_prefix("LPT")).is_some_and(is_port);
            if device {
                return Err(BadPath::Device);
            }
            let odd =
                segment.chars().find(|ch| matches!(ch, ':' | '*' | '?' | '"' | '<' | '>' | '|' | '+' | '%' | '#'));
            let edge = segment.chars().next_back().filter(|ch| matches!(ch, '.' | ' '));
            let head = segment.chars().next().filter(|ch| *ch == ' ');
            if let Some(ch) = odd.or(edge).or(head) {
                return Err(BadPath::Odd(ch));
            }
        }
        Ok(())
    }
}

/// Whether the rest of a name such as `COM1` is the number of a port; the superscripts count as well.
fn is_port(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!((chars.next(), chars.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
}

/// Joins a relative reference to a folder, resolving `.` and `..` lexically.
pub fn join(folder: &str, reference: &str) -> Result<VPath, BadPath> {
    if reference.starts_with('/') {
        return Err(BadPath::Absolute);
    }
    if reference.contains('\\') {
        return Err(BadPath::Backslash);
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for segment in reference.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(BadPath::Escapes)?;
            }
            _ if segment.chars().any(char::is_control) => return Err(BadPath::Control),
            _ => parts.push(segment),
        }
    }
    if parts.is_empty() {
        return Err(BadPath::Empty);
    }
    Ok(VPath(nfc(&parts.join("/"))))
}

/// The relative reference from a folder to a file, both relative to the same root.
pub fn relative(from_dir: &str, to: &str) -> String {
    let shared = shared_dirs(from_dir, to);
    let rest_from = from_dir[shared..].trim_start_matches('/');
    let up = if rest_from.is_empty() { 0 } else { rest_from.split('/').count() };
    let rest_to = to[shared..].trim_start_matches('/');
    let mut out = String::with_capacity(up * 3 + rest_to.len());
    for _ in 0..up {
        out.push_str("../");
    }
    out.push_str(rest_to);
    out
}

/// Length of the longest whole-folder prefix that both share.
fn shared_dirs(from_dir: &str, to: &str) -> usize {
    let mut shared = 0;
    let to_dir = to.rfind('/').map_or("", |at| &to[..at]);
    for part in from_dir.split('/') {
        let end = if shared == 0 { part.len() } else { shared + 1 + part.len() };
        let matches = to_dir.len() >= end
            && to_dir.get(..end) == from_dir.get(..end)
            && (to_dir.len() == end || to_dir.as_bytes()[end] == b'/');
        if part.is_empty() || !matches {
            break;
        }
        shared = end;
    }
    shared
}

fn nfc(text: &str) -> Arc<str> {
    if text.is_ascii() {
        return Arc::from(text);
    }
    Arc::from(&*cldr::nfc(text))
}

impl fmt::Display for VPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for VPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl std::borrow::Borrow<str> for VPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl serde::Serialize for VPath {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_system_cannot_store_are_told_with_the_reason() {
        let portable = |path: &str| VPath::known(path).portable();
        for name in ["coma.md", "comb.md", "come/in.md", "lpts.md", "com.md", "com10.md", "console.md", "hände.md"] {
            assert_eq!(portable(name), Ok(()), "{name}");
        }
        for name in ["com1.md", "COM9", "a/lpt0.x.md", "nul.md", "Con", "com¹.md"] {
            assert_eq!(portable(name), Err(BadPath::Device), "{name}");
        }
        for (name, ch) in [("c++.md", '+'), ("a:b.md", ':'), ("a./b.md", '.'), (" a.md", ' '), ("50%.md", '%')] {
            assert_eq!(portable(name), Err(BadPath::Odd(ch)), "{name}");
        }
    }
}
