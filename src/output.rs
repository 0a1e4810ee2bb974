//! What is written, as data: the manifest of a build, and how two builds differ. Does not touch the disk.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::vpath::VPath;

/// The name of the manifest in the output folder.
pub const MANIFEST: &str = "manifest.json";
/// Checksums in the form that `sha256sum -c` reads.
pub const CHECKSUMS: &str = "SHA256SUMS";
/// Version of the manifest's form.
const VERSION: u32 = 1;

/// What is known of a written file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Bytes.
    pub size: u64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// Media type (RFC 6838).
    #[serde(rename = "type")]
    pub media_type: String,
    /// `immutable` for files named by their contents, else `revalidate`.
    pub cache: String,
}

/// Every file of a build but the manifest and the checksums.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub version: u32,
    /// Whether the build was narrowed to some locales.
    pub partial: bool,
    pub files: BTreeMap<String, Entry>,
}

impl Manifest {
    pub fn new(files: BTreeMap<String, Entry>, partial: bool) -> Manifest {
        Manifest { version: VERSION, partial, files }
    }

    /// The manifest as it is written.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Reads a manifest; `None` if it is none of this program's.
    pub fn from_json(text: &str) -> Option<Manifest> {
        let manifest: Manifest = serde_json::from_str(text).ok()?;
        let clean = manifest.files.keys().all(|path| VPath::parse(path).is_ok_and(|clean| clean.as_str() == path));
        (manifest.version == VERSION && clean).then_some(manifest)
    }

    /// The lines of `SHA256SUMS`.
    pub fn checksums(&self) -> String {
        self.files.iter().map(|(path, entry)| format!("{}  {path}\n", entry.sha256)).collect()
    }
}

/// Describes a file's bytes.
pub fn describe(path: &VPath, bytes: &[u8]) -> Entry {
    let cache = if path.as_str().starts_with("assets/") { "immutable" } else { "revalidate" };
    Entry {
        size: bytes.len() as u64,
        sha256: hex(&Sha256::digest(bytes)),
        media_type: media_type(path).to_owned(),
        cache: cache.to_owned(),
    }
}

/// The media type of a file by its name.
pub fn media_type(path: &VPath) -> &'static str {
    match path.extension().to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "xml" if path.file_name() == "atom.xml" => "application/atom+xml",
        "xml" => "application/xml",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "pdf" => "application/pdf",
        "epub" => "application/epub+zip",
        "zip" => "application/zip",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "opus" => "audio/ogg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "vtt" => "text/vtt; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "tsv" => "text/tab-separated-values; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "vcf" => "text/vcard; charset=utf-8",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "odp" => "application/vnd.oasis.opendocument.presentation",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "" if path.as_str().starts_with('_') || path.file_name() == "CNAME" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    out
}

/// The hash of a text in the form of a Content-Security-Policy (CSP 3, `hash-source`).
pub fn csp_hash(text: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())))
}

/// Base64 with padding (RFC 4648).
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for at in 0..4 {
            let digit = DIGITS[(word >> (18 - 6 * at)) as usize & 63];
            out.push(if at <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_written_as_hosts_read_them() {
        assert_eq!(hex(&[0, 255, 16]), "00ff10");
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn whatever_a_page_may_link_to_has_a_media_type() {
        use crate::book::links::{FILES, IMAGES};
        for extension in IMAGES.iter().chain(&FILES) {
            let path = VPath::known(&format!("assets/a.{extension}"));
            assert_ne!(media_type(&path), "application/octet-stream", "{extension}");
        }
        assert_eq!(media_type(&VPath::known("A.SVG")), "image/svg+xml");
    }

    #[test]
    fn manifests_survive_writing_and_reading_and_unclean_ones_are_refused() {
        let entry = describe(&VPath::known("assets/a.0.svg"), b"x");
        let manifest = Manifest::new(BTreeMap::from([("assets/a.0.svg".to_owned(), entry)]), false);
        assert_eq!(Manifest::from_json(&manifest.to_json()), Some(manifest.clone()));
        assert_eq!(Manifest::from_json(&manifest.to_json().replace("assets/a", "../a")), None);
        assert!(manifest.checksums().ends_with("  assets/a.0.svg\n"));
    }
}
