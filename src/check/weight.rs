//! Family B: how heavy a page is, in gzip bytes of HTML, as most hosts send it.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::book::Site;
use crate::diagnostic::{Code, Diagnostic};
use crate::render::Origin;
use crate::vpath::VPath;

/// Checks a rendered page against `[budget] page`. Pages that hold a whole book have no budget.
pub fn check(site: &Site, path: &VPath, origin: &Origin, bytes: &[u8]) -> Option<Diagnostic> {
    let counted = matches!(origin, Origin::Page { .. } | Origin::Chooser | Origin::NotFound(_));
    let budget = site.project.config.page_budget;
    if !counted || entropy_bound(bytes) <= budget {
        return None;
    }
    // The fastest level settles most pages; what it cannot is measured as hosts send it.
    if gzip_size(bytes, Compression::fast())? <= budget {
        return None;
    }
    let size = gzip_size(bytes, Compression::default())?;
    if size <= budget {
        return None;
    }
    let mut diag = Diagnostic::new(Code::B01, format!("`{path}` weighs {size} bytes (gzip), its budget is {budget}"))
        .help("make the theme's templates and styles lighter, or raise `[budget] page`");
    if let Origin::Page { locale, chapter } = origin {
        let page = site.page(*locale, *chapter);
        if *chapter > 0 {
            diag.help = Some("split the chapter, or raise `[budget] page`".to_owned());
        }
        diag.file = page.file.clone();
        diag.locale = Some(site.locale(*locale).tag.clone());
    }
    Some(diag)
}

/// Bytes after gzip; `None` if compression failed.
fn gzip_size(bytes: &[u8], level: Compression) -> Option<u64> {
    let mut encoder = GzEncoder::new(Counter(0), level);
    encoder.write_all(bytes).ok()?;
    Some(encoder.finish().ok()?.0)
}

/// An upper bound that costs little: no compressor that looks for repeats does worse than coding each
/// byte by its frequency, but for a small header.
fn entropy_bound(bytes: &[u8]) -> u64 {
    let mut counts = [0_u32; 256];
    for byte in bytes {
        counts[usize::from(*byte)] += 1;
    }
    let total = bytes.len() as f64;
    let bits: f64 = counts
        .iter()
        .filter(|count| **count > 0)
        .map(|count| f64::from(*count) * (total / f64::from(*count)).log2())
        .sum();
    // Huffman codes are at most a bit a symbol worse than the entropy, in practice a few per cent.
    (bits / 8.0 * 1.05) as u64 + 400
}

struct Counter(u64);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_is_never_below_the_real_size() {
        let prose = include_bytes!("../../content/en/cleaning.md");
        let mut noise = Vec::new();
        let mut state = 1_u32;
        for _ in 0..20_000 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            noise.push((state >> 24) as u8);
        }
        for bytes in [&prose[..], &noise[..], &[b'a'; 5000][..], b""] {
            assert!(
                gzip_size(bytes, Compression::default()).is_some_and(|size| size <= entropy_bound(bytes)),
                "{}",
                bytes.len()
            );
        }
    }
}
