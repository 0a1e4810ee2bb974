//! `handbook init`: a new project.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{Voice, starter};
use crate::cldr;
use crate::failure::Failure;

/// Makes a project in `target`, which must be empty or absent.
pub fn run(target: &Path, locales: &[String], voice: &Voice) -> Result<u8, Failure> {
    let occupied = fs::read_dir(target)
        .is_ok_and(|entries| entries.flatten().any(|entry| !entry.file_name().to_string_lossy().starts_with('.')));
    if occupied {
        return Err(Failure::Refused(format!("`{}` is not empty; name a new folder", target.display())));
    }
    let tags = canonical(locales)?;
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
    match tags.is_empty() {
        true => Err(Failure::Usage("name at least one language".to_owned())),
        false => Ok(tags),
    }
}
