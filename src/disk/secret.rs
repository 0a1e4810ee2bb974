//! A secret that a project keeps for itself: guests of the preview show it.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::place::CACHE;
use crate::failure::Failure;

/// Bytes of randomness, written in hexadecimal.
const SIZE: usize = 16;

/// The secret of a project, made when it is first asked for, so that it stays the same over restarts. Only the
/// user can read the file.
pub fn secret(root: &Path) -> Result<String, Failure> {
    let folder = root.join(CACHE);
    if folder.is_symlink() {
        let message = format!("`{}` is a link, and what it leads to is not this program's", folder.display());
        return Err(Failure::Refused(message));
    }
    fs::create_dir_all(&folder).map_err(Failure::io("make the folder", &folder))?;
    let path = folder.join("preview-token");
    let whole = |text: &String| text.len() == SIZE * 2 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if let Some(known) = fs::read_to_string(&path).ok().filter(whole) {
        return Ok(known);
    }
    let source = Path::new("/dev/urandom");
    let mut bytes = [0; SIZE];
    let mut random = fs::File::open(source).map_err(Failure::io("open", source))?;
    random.read_exact(&mut bytes).map_err(Failure::io("read", source))?;
    let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let _ = fs::remove_file(&path);
    let open = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
    let mut file = open.map_err(Failure::io("write", &path))?;
    file.write_all(text.as_bytes()).map_err(Failure::io("write", &path))?;
    Ok(text)
}
