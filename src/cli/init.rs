//! `handbook init`: a new project.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::Voice;
use crate::cldr;
use crate::failure::Failure;
use crate::project::builtin;

/// Makes a project in `target`, which must be empty or absent.
pub fn run(target: &Path, locales: &[String], voice: &Voice) -> Result<u8, Failure> {
    let occupied = fs::read_dir(target)
        .is_ok_and(|entries| entries.flatten().any(|entry| !entry.file_name().to_string_lossy().starts_with('.')));
    if occupied {
        return Err(Failure::Refused(format!("`{}` is not empty; name a new folder", target.display())));
    }
    let files = scaffold(locales)?;
    write(target, &files)?;
    voice.say(&format!("made {} files in {}", files.len(), target.display()));
    voice.say(&format!("next: handbook -C {} build", target.display()));
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

/// A small book that builds without a warning in any language whose strings are shipped.
fn scaffold(locales: &[String]) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut tags: Vec<String> = Vec::new();
    for tag in locales {
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
    let Some(source) = tags.first().cloned() else {
        return Err(Failure::Usage("name at least one language".to_owned()));
    };
    let listed: Vec<String> = tags.iter().map(|tag| format!("\"{tag}\"")).collect();
    let mut files = BTreeMap::new();
    let mut add = |path: String, text: String| files.insert(path, text.into_bytes());
    add(
        "handbook.toml".to_owned(),
        format!(
            "[handbook]\nsource = \"{source}\"\nlocales = [{}]\nedition = \"1\"\n# base_url = \"https://handbook.example.org/\"\n",
            listed.join(", ")
        ),
    );
    add(".gitignore".to_owned(), "/public\n/.handbook\n".to_owned());
    add(format!("content/{source}/SUMMARY.md"), "# Summary\n\n- [1](first.md)\n".to_owned());
    add(format!("content/{source}/first.md"), "+++\nid = \"first\"\ntitle = \"1\"\n+++\n\n# 1\n\n…\n".to_owned());
    for tag in &tags {
        let title = builtin::autonym(tag).unwrap_or(tag);
        let name = if builtin::autonym(tag).is_none() { format!("name = \"{tag}\"\n") } else { String::new() };
        // A locale whose strings are not shipped cannot be published before they are translated.
        let shipped = builtin::strings(tag).is_some()
            || cldr::parents(tag).iter().any(|parent| builtin::strings(parent).is_some());
        let published = if shipped { "" } else { "published = false\n" };
        add(format!("locales/{tag}/locale.toml"), format!("title = \"Handbook ({title})\"\n{name}{published}"));
    }
    Ok(files)
}
