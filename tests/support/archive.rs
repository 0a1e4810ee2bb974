//! What lies in an archive, read by the library that writes it; `unzip`, EPUBCheck and browsers read it elsewhere.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// Names and contents.
pub fn unpack(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut out = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file");
        let mut contents = Vec::new();
        file.read_to_end(&mut contents).expect("contents");
        out.insert(file.name().expect("a name in UTF-8").into_owned(), contents);
    }
    out
}
