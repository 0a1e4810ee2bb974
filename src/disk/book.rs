//! Reads the book of another tool for an import: all that the conversion may look at, and nothing that
//! lies outside of the book's folder.

use std::collections::BTreeSet;
use std::path::Path;

use super::below;
use crate::failure::Failure;
use crate::import::{self, Book, Left};
use crate::vpath::VPath;

/// Reads an mdBook: its config, the folders it names, and what the chapters include from beside them.
pub fn read_mdbook(source: &Path) -> Result<Book, Failure> {
    let config = VPath::known("book.toml");
    let Some(bytes) = below::read_inside(source, &config)? else {
        return Err(bad_book(source, "there is no `book.toml`"));
    };
    let text = String::from_utf8_lossy(&bytes);
    let manifest = import::read_manifest(&text).map_err(|why| bad_book(source, &why))?;
    let mut book = Book::default();
    book.files.insert(config, bytes.clone());
    for folder in [&manifest.src, &manifest.po_dir] {
        if !folder.is_empty() && VPath::parse(folder).is_err() {
            return Err(bad_book(source, &format!("`{folder}` is not a folder inside it")));
        }
        if !source.join(folder).is_dir() {
            continue;
        }
        let found = below::read_below(source, folder, std::slice::from_ref(&manifest.build_dir))?;
        book.files.extend(found.files);
        book.refused.extend(found.refused.into_iter().map(|(file, why)| Left { file, line: 0, why: why.to_owned() }));
    }
    // What is included may include more.
    let mut asked = BTreeSet::new();
    loop {
        let wanted: Vec<VPath> =
            import::wanted(&book.files).into_iter().filter(|path| asked.insert(path.clone())).collect();
        if wanted.is_empty() {
            return Ok(book);
        }
        for path in wanted {
            if let Some(bytes) = below::read_inside(source, &path)? {
                book.files.insert(path, bytes);
            }
        }
    }
}

/// A book that cannot be imported, and why.
pub fn bad_book(source: &Path, why: &str) -> Failure {
    Failure::Usage(format!("`{}` cannot be imported: {why}", source.display()))
}
