//! Where a site may be written, and what kind of place that is.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};

use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};

use super::scan;
use crate::failure::Failure;

/// The folder of a project that holds its lock and its cache.
pub const CACHE: &str = ".handbook";

/// That folder, made if it is not there. A link could lead out of the project.
pub fn cache(root: &Path) -> Result<PathBuf, Failure> {
    let folder = root.join(CACHE);
    if folder.is_symlink() {
        let message = format!("`{}` is a link, and what it leads to is not this program's", folder.display());
        return Err(Failure::Refused(message));
    }
    fs::create_dir_all(&folder).map_err(Failure::io("make the folder", &folder))?;
    Ok(folder)
}

/// An output folder as the disk knows it.
pub struct Place {
    /// Without links, `.` and `..`.
    pub out: PathBuf,
    pub parent: PathBuf,
    /// The folder cannot or must not change places with another: it is a mount point, or known by a link.
    pub in_place: bool,
}

impl Place {
    pub fn find(destination: &Path) -> Result<Place, Failure> {
        let linked = destination.is_symlink();
        let out = match linked {
            true => destination.canonicalize().map_err(Failure::io("open the folder", destination))?,
            false => resolve(destination)?,
        };
        if out.exists() && !out.is_dir() {
            return Err(Failure::Usage(format!("`{}` is not a folder", destination.display())));
        }
        let parent = out.parent().unwrap_or(&out).to_owned();
        let in_place = linked || is_mount_point(&out, &parent);
        Ok(Place { out, parent, in_place })
    }
}

/// Refuses an output folder that would hold the project, or be read as a part of it.
pub fn guard(root: &Path, destination: &Path) -> Result<(), Failure> {
    let root = root.canonicalize().map_err(Failure::io("open the folder", root))?;
    let out = Place::find(destination)?.out;
    let own = scan::FOLDERS.iter().chain(&[CACHE]).any(|folder| out.starts_with(resolve_or(&root.join(folder))));
    if own || root.starts_with(&out) {
        let what = if own { "is a part of the project" } else { "holds the project" };
        let message =
            format!("`{}` {what} and cannot be the output folder; name another folder", destination.display());
        return Err(Failure::Refused(message));
    }
    Ok(())
}

fn resolve_or(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// The real path of what may not be there yet: the part that is there as the disk knows it, the rest by its text.
fn resolve(path: &Path) -> Result<PathBuf, Failure> {
    let path = std::path::absolute(path).map_err(Failure::io("find", path))?;
    let mut there = PathBuf::new();
    let mut missing = false;
    for part in path.components() {
        match part {
            Component::ParentDir => {
                there.pop();
                missing = missing && fs::symlink_metadata(&there).is_err();
            }
            Component::CurDir => {}
            other => {
                there.push(other);
                if !missing {
                    match there.canonicalize() {
                        Ok(real) => there = real,
                        Err(error) if error.kind() == std::io::ErrorKind::NotFound => missing = true,
                        Err(error) => return Err(Failure::io("open the folder", &there)(error)),
                    }
                }
            }
        }
    }
    Ok(there)
}

fn is_mount_point(out: &Path, parent: &Path) -> bool {
    let device = |path: &Path| fs::metadata(path).map(|meta| meta.dev());
    let other_device = matches!((device(out), device(parent)), (Ok(a), Ok(b)) if a != b);
    // A folder can be mounted from the same device.
    let root = statx(CWD, out, AtFlags::empty(), StatxFlags::empty())
        .is_ok_and(|meta| meta.stx_attributes.contains(StatxAttributes::MOUNT_ROOT));
    other_device || root
}

/// Whether a path below a folder leads through a link, and so maybe out of it.
pub fn leads_through_link(folder: &Path, path: &str) -> bool {
    let mut at = folder.to_owned();
    let Some((above, _)) = path.rsplit_once('/') else { return false };
    above.split('/').any(|part| {
        at.push(part);
        at.is_symlink()
    })
}

/// Whether a file at `path` would be a folder of one of the targets, or one of them a folder of it.
pub fn in_the_way(path: &str, targets: &BTreeSet<&str>) -> bool {
    let inner = format!("{path}/");
    let holds = targets.range(inner.as_str()..).next().is_some_and(|target| target.starts_with(&inner));
    let held = path.match_indices('/').any(|(at, _)| targets.contains(&path[..at]));
    holds || held
}
