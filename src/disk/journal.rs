//! Replacing files one by one in a folder that cannot change places with another, such as a mount
//! point. What is to be done is written down first, so that the next run can finish a killed one.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::staging::{is_missing, put, sync};
use crate::failure::Failure;
use crate::output::{CHECKSUMS, MANIFEST, Manifest};

/// The staging folder inside the output folder.
pub const STAGE: &str = ".handbook-staging";
const JOURNAL: &str = ".handbook-journal";

#[derive(Serialize, Deserialize)]
struct Plan {
    moved: Vec<String>,
    removed: Vec<String>,
}

/// Moves every staged file into the output folder.
pub fn run(out: &Path, manifest: &Manifest, removed: Vec<String>) -> Result<(), Failure> {
    // Assets first and pages after them, so that no page names what is not there yet.
    let (assets, pages): (Vec<&String>, Vec<&String>) =
        manifest.files.keys().partition(|path| path.starts_with("assets/"));
    let own = [MANIFEST.to_owned(), CHECKSUMS.to_owned()];
    let moved = assets.into_iter().chain(pages).cloned().chain(own).collect();
    let plan = Plan { moved, removed };
    let text = serde_json::to_string(&plan).unwrap_or_default();
    // The journal appears under its name only when it is whole.
    let draft = out.join(STAGE).join(JOURNAL);
    put(&draft, text.as_bytes())?;
    sync(out)?;
    let journal = out.join(JOURNAL);
    fs::rename(&draft, &journal).map_err(Failure::io("write", &journal))?;
    finish(out)
}

/// Finishes what a journal says, if there is one, and clears the staging folder away.
pub fn finish(out: &Path) -> Result<(), Failure> {
    let journal = out.join(JOURNAL);
    let stage = out.join(STAGE);
    let text = match fs::read_to_string(&journal) {
        Ok(text) => Some(text),
        Err(error) if is_missing(&error) => None,
        Err(error) => return Err(Failure::io("read", &journal)(error)),
    };
    if let Some(plan) = text.and_then(|text| serde_json::from_str::<Plan>(&text).ok()) {
        for path in &plan.moved {
            let (from, to) = (stage.join(path), out.join(path));
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder).map_err(Failure::io("make the folder", folder))?;
            }
            match fs::rename(&from, &to) {
                Ok(()) => {}
                // Moved before the last run was killed.
                Err(error) if is_missing(&error) => {}
                Err(error) => return Err(Failure::io("put in place", &to)(error)),
            }
        }
        for path in &plan.removed {
            let path = out.join(path);
            match fs::remove_file(&path) {
                Err(error) if !is_missing(&error) => return Err(Failure::io("remove", &path)(error)),
                _ => {}
            }
        }
        fs::remove_file(&journal).map_err(Failure::io("remove", &journal))?;
    }
    match fs::remove_dir_all(&stage) {
        Err(error) if !is_missing(&error) => Err(Failure::io("remove", &stage)(error)),
        _ => Ok(()),
    }
}
