//! The law, driven by bytes: after any edits an engine says and writes what a fresh one does.
#![no_main]

use std::collections::BTreeMap;

use handbook::engine::{Engine, Snapshot};
use handbook::inputs::Delta;
use handbook_fuzz::{forgive_the_markdown_parser, places_are_true, settings};
use libfuzzer_sys::fuzz_target;

const FILES: [&str; 8] = [
    "content/en/a.md",
    "content/bn/a.md",
    "content/en/b.md",
    "content/bn/b.md",
    "content/en/SUMMARY.md",
    "content/en/_part.md",
    "locales/bn/locale.toml",
    "handbook.toml",
];

fn start() -> BTreeMap<&'static str, Vec<u8>> {
    BTreeMap::from([
        ("handbook.toml", b"[handbook]\nsource = \"en\"\nlocales = [\"en\", \"bn\"]\nedition = \"1\"\n".to_vec()),
        ("content/en/SUMMARY.md", b"- [A](a.md)\n- [B](b.md)\n".to_vec()),
        ("content/en/a.md", b"# A\n\n[b](b.md#b)\n\n{{#include _part.md}}\n".to_vec()),
        ("content/bn/a.md", "# হাত\n\n[b](b.md#b)\n".into()),
        ("content/en/b.md", b"# B\n".to_vec()),
        ("content/en/_part.md", b"Part.\n".to_vec()),
    ])
}

fn said(snapshot: &Snapshot) -> (Vec<(String, Vec<u8>)>, String) {
    let mut diags = format!("{:?}", snapshot.diags);
    let mut files = Vec::new();
    for (path, origin) in snapshot.outputs() {
        let artifact = snapshot.render(&path, &origin);
        diags.push_str(&format!("{:?}", artifact.diags));
        files.push((path.to_string(), artifact.bytes));
    }
    (files, diags)
}

// Edits are separated by 0xff, which no text holds: the first byte says which file, the second what is done.
fuzz_target!(init: forgive_the_markdown_parser(), |data: &[u8]| {
    let mut files = start();
    let mut engine = Engine::new(settings());
    let whole = |files: &BTreeMap<&str, Vec<u8>>| {
        let mut delta = Delta::default();
        for (path, bytes) in files {
            delta.write(path, bytes.as_slice());
        }
        delta
    };
    engine.update(whole(&files));
    let mut last = None;
    for edit in data.split(|byte| *byte == 0xff).take(6) {
        let [file, kind, bytes @ ..] = edit else { continue };
        let path = FILES[usize::from(*file) % FILES.len()];
        let mut delta = Delta::default();
        let old = files.get(path).cloned().unwrap_or_default();
        match kind % 4 {
            0 => {
                files.remove(path);
                delta.remove(path);
            }
            1 => {
                files.insert(path, [&old, bytes].concat());
                delta.write(path, [&old, bytes].concat());
            }
            2 => {
                files.insert(path, [bytes, &old].concat());
                delta.write(path, [bytes, &old].concat());
            }
            _ => {
                files.insert(path, bytes.to_vec());
                delta.write(path, bytes);
            }
        }
        last = Some(engine.update(delta));
    }
    let Some(snapshot) = last else { return };
    places_are_true(&snapshot.diags, engine.inputs());
    let fresh = Engine::new(settings()).update(whole(&files));
    assert_eq!(said(&snapshot), said(&fresh));
});
