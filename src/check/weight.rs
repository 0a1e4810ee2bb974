//! Family B: how heavy a page is, in gzip bytes of HTML, as most hosts send it.

use std::cell::RefCell;

use flate2::{Compress, Compression, FlushCompress, Status};

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
    if fast_gzip_size(bytes)? <= budget {
        return None;
    }
    let size = gzip_size(bytes)?;
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

/// What gzip adds to deflated bytes: RFC 1952, header without a name, and trailer.
const GZIP_FRAME: u64 = 18;

thread_local! {
    /// Its tables take longer to make than a page takes to compress.
    static FASTEST: RefCell<Compress> = RefCell::new(Compress::new(Compression::fast(), false));
}

/// Bytes after gzip at the level that hosts use; `None` if compression failed.
pub fn gzip_size(bytes: &[u8]) -> Option<u64> {
    deflated_size(&mut Compress::new(Compression::default(), false), bytes)
}

/// Bytes after gzip at the fastest level.
fn fast_gzip_size(bytes: &[u8]) -> Option<u64> {
    FASTEST.with_borrow_mut(|compress| {
        compress.reset();
        deflated_size(compress, bytes)
    })
}

fn deflated_size(compress: &mut Compress, bytes: &[u8]) -> Option<u64> {
    let mut out = [0; 16 << 10];
    loop {
        let at = compress.total_in() as usize;
        let status = compress.compress(&bytes[at..], &mut out, FlushCompress::Finish).ok()?;
        if status == Status::StreamEnd {
            return Some(compress.total_out() + GZIP_FRAME);
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_that_of_gzip() {
        // `printf 'soap and water' | gzip -n | wc -c`
        assert_eq!(gzip_size(b"soap and water"), Some(34));
        let text = "Wash your hands with soap. ".repeat(4000);
        assert_eq!(fast_gzip_size(text.as_bytes()), fast_gzip_size(text.as_bytes()));
    }

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
            assert!(gzip_size(bytes).is_some_and(|size| size <= entropy_bound(bytes)), "{}", bytes.len());
        }
    }
}
