//! Replacing files one by one in a folder that cannot change places with another, such as a mount
//! point. What is to be done is written down first, so that the next run can finish a killed one.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::place::{in_the_way, leads_through_link};
use super::staging::{is_missing, put, sync};
use crate::failure::Failure;
use crate::output::{CHECKSUMS, MANIFEST, Manifest};
use crate::vpath::VPath;

/// The staging folder inside the output folder.
pub const STAGE: &str = ".handbook-staging";
const JOURNAL: &str = ".handbook-journal";

#[derive(Serialize, Deserialize)]
struct Plan {
    moved: Vec<String>,
    removed: Vec<String>,
}

/// Writes down what is to be done with the staged files. From here on the build will be finished, by this
/// run or by the next.
pub fn write(out: &Path, manifest: &Manifest, removed: Vec<String>) -> Result<(), Failure> {
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
    fs::rename(&draft, &journal).map_err(Failure::io("write", &journal))
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
    if let Some(text) = text {
        let plan = read(out, &text).ok_or_else(|| {
            let shown = journal.display();
            Failure::Refused(format!("`{shown}` is damaged or not this program's; move it away and build again"))
        })?;
        apply(out, &stage, &plan)?;
        fs::remove_file(&journal).map_err(Failure::io("remove", &journal))?;
    }
    match fs::remove_dir_all(&stage) {
        Err(error) if !is_missing(&error) => Err(Failure::io("remove", &stage)(error)),
        _ => Ok(()),
    }
}

/// The plan, if every path in it stays in the output folder.
fn read(out: &Path, text: &str) -> Option<Plan> {
    let plan: Plan = serde_json::from_str(text).ok()?;
    let stays = |path: &String| VPath::parse(path).is_ok() && !leads_through_link(out, path);
    (plan.moved.iter().all(stays) && plan.removed.iter().all(stays)).then_some(plan)
}

fn apply(out: &Path, stage: &Path, plan: &Plan) -> Result<(), Failure> {
    // A file in whose place there will be a folder, and the other way round, must go first.
    let targets: BTreeSet<&str> = plan.moved.iter().map(String::as_str).collect();
    for path in plan.removed.iter().filter(|path| in_the_way(path, &targets)) {
        remove(out, path)?;
    }
    for path in &plan.moved {
        let (from, to) = (stage.join(path), out.join(path));
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(Failure::io("make the folder", folder))?;
        }
        match fs::rename(&from, &to) {
            Ok(()) => {}
            // It has not changed, or was moved before the last run was killed.
            Err(error) if is_missing(&error) => {}
            Err(error) => return Err(Failure::io("put in place", &to)(error)),
        }
    }
    plan.removed.iter().try_for_each(|path| remove(out, path))
}

/// Removes a file, and the folders that held nothing else.
fn remove(out: &Path, path: &str) -> Result<(), Failure> {
    let path = out.join(path);
    match fs::remove_file(&path) {
        // A folder has taken its place.
        Err(error) if !is_missing(&error) && !path.is_dir() => return Err(Failure::io("remove", &path)(error)),
        _ => {}
    }
    for folder in path.ancestors().skip(1).take_while(|folder| *folder != out) {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}
