//! Files in one ZIP, the same bytes on every machine. The only module that names `zip`.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::date::Date;

/// Packs files in the order given, all of one date. A `stored` file is not compressed: what EPUB asks of its first,
/// and what helps nothing for pictures.
pub fn zip(files: &[(String, Vec<u8>)], stored: impl Fn(&str) -> bool, date: Option<Date>) -> Result<Vec<u8>, String> {
    // The earliest that the form knows, if there is no date.
    let time = date
        .and_then(|date| {
            let year = u16::try_from(date.year).ok()?;
            DateTime::from_date_and_time(year, date.month, date.day, 0, 0, 0).ok()
        })
        .unwrap_or_default();
    let plain = SimpleFileOptions::default().last_modified_time(time).unix_permissions(0o644);
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let mut pack = || {
        for (name, bytes) in files {
            let method = if stored(name) { CompressionMethod::Stored } else { CompressionMethod::Deflated };
            out.start_file(name.as_str(), plain.compression_method(method))?;
            out.write_all(bytes)?;
        }
        Ok::<(), zip::result::ZipError>(())
    };
    pack().map_err(|error| error.to_string())?;
    Ok(out.finish().map_err(|error| error.to_string())?.into_inner())
}

/// Whether a file is compressed by its own form.
pub fn is_packed(name: &str) -> bool {
    let end = name.rsplit('.').next().unwrap_or_default();
    matches!(
        end,
        "png"
            | "jpg"
            | "jpeg"
            | "webp"
            | "gif"
            | "avif"
            | "woff2"
            | "mp3"
            | "m4a"
            | "ogg"
            | "opus"
            | "mp4"
            | "webm"
            | "zip"
            | "epub"
            | "pdf"
            | "docx"
            | "xlsx"
            | "pptx"
            | "odt"
            | "ods"
            | "odp"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_files_give_the_same_bytes_and_the_first_is_stored() {
        let files = [("mimetype".to_owned(), b"application/epub+zip".to_vec()), ("a.txt".to_owned(), vec![b'a'; 500])];
        let date = Date::parse("2026-11-01");
        let bytes = zip(&files, |name| name == "mimetype", date).expect("an archive");
        assert_eq!(zip(&files, |name| name == "mimetype", date), Ok(bytes.clone()));
        // OCF 3.3: the name at byte 30, the contents right behind it.
        assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
        assert!(bytes.len() < 400, "{}", bytes.len());
        // MS-DOS date: years from 1980 in 7 bits, month in 4, day in 5.
        assert_eq!(u16::from_le_bytes([bytes[12], bytes[13]]), (46 << 9) | (11 << 5) | 1);
        assert!(zip(&files, |_| false, None).is_ok());
    }
}
