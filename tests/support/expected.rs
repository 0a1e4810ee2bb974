//! Folders of expectations.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use handbook::disk;

/// What a folder expects by relative path. With `UPDATE=1` that is what was made: the folder is written anew.
pub fn expected(folder: &Path, made: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    if std::env::var_os("UPDATE").is_some() {
        assert!(std::env::var_os("CI").is_none(), "CI must not rewrite expectations");
        let _ = fs::remove_dir_all(folder);
        for (path, bytes) in made {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for the expectation");
            fs::write(path, bytes).expect("a written expectation");
        }
    }
    disk::read_tree(folder).expect("expectations; write them with UPDATE=1")
}
