//! `handbook init`: a new project, empty or made of an existing book.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{Voice, starter};
use crate::cldr;
use crate::diagnostic::suggest;
use crate::disk;
use crate::emit::{self, Format};
use crate::failure::Failure;
use crate::import;

/// Makes a project in `target`, which must be empty or absent.
pub fn run(target: &Path, locales: &[String], voice: &Voice) -> Result<u8, Failure> {
    must_be_free(target)?;
    let tags = if locales.is_empty() { vec!["en".to_owned()] } else { canonical(locales)? };
    let files = starter::files(&tags);
    write(target, &files)?;
    let folder = target.display();
    voice.say(&format!("made {} files in {folder}", files.len()));
    for tag in tags.iter().filter(|tag| !starter::is_shipped(tag)) {
        voice.say(&format!(
            "`{tag}` is not published yet: translate {folder}/locales/{tag}/ui.ftl, then take `published = false` out of locale.toml"
        ));
    }
    // Without its source there is no book to build.
    let drafts = if tags.first().is_some_and(|source| starter::is_shipped(source)) { "" } else { " --drafts" };
    voice.say(&format!("next: write in {folder}/content/{}, then: handbook -C {folder} build{drafts}", tags[0]));
    Ok(0)
}

/// Makes a project of a book of another tool. Nothing is written before all of it is converted.
pub fn import(target: &Path, kind: &str, source: &Path, locales: &[String], voice: &Voice) -> Result<u8, Failure> {
    if !import::KINDS.contains(&kind) {
        let help = suggest::did_you_mean(kind, &import::KINDS);
        return Err(Failure::Usage(format!("books of the kind `{kind}` cannot be imported; {help}")));
    }
    must_be_free(target)?;
    let locales = canonical(locales)?;
    let book = disk::read_mdbook(source)?;
    let converted = import::convert(&book, &locales).map_err(|why| disk::bad_book(source, &why))?;
    write(target, &converted.files)?;
    for line in converted.report.lines() {
        voice.say(&line);
    }
    if !converted.report.blocking.is_empty() {
        voice.say("to be mended before the new project builds:");
        voice.say(emit::emit(&converted.report.blocking, &converted.inputs, Format::Short, false).trim_end());
    }
    voice.say(&format!("made {} files in {}", converted.files.len(), target.display()));
    voice.say(&format!("next: handbook -C {} build", target.display()));
    Ok(0)
}

fn must_be_free(target: &Path) -> Result<(), Failure> {
    let occupied = fs::read_dir(target)
        .is_ok_and(|entries| entries.flatten().any(|entry| !entry.file_name().to_string_lossy().starts_with('.')));
    match occupied {
        true => Err(Failure::Refused(format!("`{}` is not empty; name a new folder", target.display()))),
        false => Ok(()),
    }
}

/// The tags without repeats, if all are canonical.
fn canonical(locales: &[String]) -> Result<Vec<String>, Failure> {
    let mut tags: Vec<String> = Vec::new();
    for tag in locales.iter().map(|tag| tag.trim()) {
        let canonical = cldr::canonical_tag(tag).filter(|canonical| canonical == tag);
        match canonical {
            Some(tag) if !tags.contains(&tag) => tags.push(tag),
            Some(_) => {}
            None => {
                let help = cldr::canonical_tag(tag).map(|tag| format!("; write `{tag}`")).unwrap_or_default();
                return Err(Failure::Usage(format!("`{tag}` is not a canonical language tag{help}")));
            }
        }
    }
    Ok(tags)
}

fn write(target: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), Failure> {
    for (path, bytes) in files {
        let path = target.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Failure::io("make the folder", folder))?;
        }
        fs::write(&path, bytes).map_err(Failure::io("write", &path))?;
    }
    Ok(())
}
