//! A secret that a project keeps for itself: guests of the preview show it.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::OFlags;

use super::place::cache;
use crate::failure::Failure;

/// Bytes of randomness, written in hexadecimal.
const SIZE: usize = 16;

/// The secret of a project, made when it is first asked for, so that it stays the same over restarts. Only the
/// user can read the file.
pub fn secret(root: &Path) -> Result<String, Failure> {
    let path = cache(root)?.join("preview-token");
    if let Some(known) = read_own(&path) {
        return Ok(known);
    }
    let text = random()?;
    let _ = fs::remove_file(&path);
    let open = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
    let mut file = open.map_err(Failure::io("write", &path))?;
    file.write_all(text.as_bytes()).map_err(Failure::io("write", &path))?;
    Ok(text)
}

/// Randomness as text, for what must not be guessed.
pub fn random() -> Result<String, Failure> {
    let source = Path::new("/dev/urandom");
    let mut bytes = [0; SIZE];
    let mut random = fs::File::open(source).map_err(Failure::io("open", source))?;
    random.read_exact(&mut bytes).map_err(Failure::io("read", source))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What the file holds, if it is a secret that this user alone could write and read: one that came with a copied
/// project is none.
fn read_own(path: &Path) -> Option<String> {
    let open = fs::OpenOptions::new().read(true).custom_flags(OFlags::NOFOLLOW.bits().cast_signed()).open(path);
    let mut file = open.ok()?;
    let meta = file.metadata().ok()?;
    let own = meta.is_file() && meta.mode() & 0o077 == 0 && meta.uid() == rustix::process::geteuid().as_raw();
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    let whole = text.len() == SIZE * 2 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    (own && whole).then_some(text)
}
