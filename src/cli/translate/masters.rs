//! Languages that are kept in PO files: `export` brings the files in step with the source, and there is nothing to
//! import or to move.

use super::desk::Desk;
use super::exchange;
use crate::cli::Voice;
use crate::disk;
use crate::failure::Failure;
use crate::translation::{po_master, refresh};

/// Brings the PO files of a locale in step, of one chapter or of all; nothing is written if one cannot be read.
pub fn refresh(desk: &Desk, locale: usize, chapter: Option<&str>, voice: &Voice) -> Result<u8, Failure> {
    let tag = &desk.site.locale(locale).tag;
    let mut files = Vec::new();
    let (mut n_files, mut n_bad) = (0, 0);
    for chapter in desk.chapters(chapter)? {
        let id = &desk.site.outline.chapters[chapter].id;
        let entries = exchange::entries(desk, locale, Some(id))?;
        if entries.is_empty() {
            continue;
        }
        n_files += 1;
        let path = po_master::path(tag, id);
        let old = desk.current(path.as_str());
        match refresh::refresh(tag, &entries, &old) {
            Ok(new) if new == old => {}
            Ok(new) => files.push((path, new)),
            Err(error) => {
                n_bad += 1;
                voice.say(&format!("error[S13]: {path}:{}: {}", error.line, error.message));
            }
        }
    }
    if n_bad > 0 {
        voice.say("nothing was written");
        return Ok(1);
    }
    for (path, text) in &files {
        disk::replace(&desk.root.join(path.as_str()), text.as_bytes())?;
    }
    voice.say(&format!("changed {} of {n_files} files in `{}`", files.len(), po_master::folder(tag)));
    Ok(0)
}

/// Refuses what is done to Markdown only.
pub fn refuse(desk: &Desk, locale: usize, what: &str) -> Result<(), Failure> {
    let own = desk.site.locale(locale);
    if !own.from_po {
        return Ok(());
    }
    let (tag, folder) = (&own.tag, po_master::folder(&own.tag));
    Err(Failure::Usage(format!(
        "`{tag}` is made of the PO files in `{folder}`: {what}; `handbook translate export {tag}` brings them in step"
    )))
}
