//! The fonts that come with the program, and those of a locale or of the command line. Never the system's: a book must
//! not look different on another machine. The only module that names `ruzstd`.

use std::io::Read as _;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::data::parse_plain;

/// Fonts of scripts with an alphabet, signs included; and those of Chinese, Japanese and Korean.
const ARCHIVES: [&[u8]; 2] = [
    include_bytes!("../../../themes/default/fonts/fonts.zst"),
    include_bytes!("../../../themes/default/fonts/fonts-cjk.zst"),
];
const MANIFEST: &str = include_str!("../../../themes/default/fonts/manifest.toml");

/// The sets that East Asian fonts are cut to.
const EAST_ASIAN: [&str; 4] = ["gb2312", "big5-level-1", "jis-x-0208", "ks-x-1001"];

#[derive(Deserialize)]
struct Manifest {
    font: Vec<Entry>,
}

/// A font of the archives.
#[derive(Deserialize)]
struct Entry {
    #[cfg(test)]
    file: String,
    /// Bytes.
    size: usize,
    #[cfg(test)]
    sha256: String,
    #[serde(default)]
    cut: String,
}

/// Begins to unpack what every book needs, for whoever asks for it next.
pub fn fetch() {
    rayon::spawn(|| {
        bundled(false);
    });
}

/// The fonts of one archive, unpacked once. `cjk` asks for the East Asian ones.
pub fn bundled(cjk: bool) -> &'static [Vec<u8>] {
    static UNPACKED: [OnceLock<Vec<Vec<u8>>>; 2] = [OnceLock::new(), OnceLock::new()];
    UNPACKED[usize::from(cjk)].get_or_init(|| {
        let fonts = unpack(cjk).unwrap_or_default();
        fonts.into_iter().map(|(_, bytes)| bytes).collect()
    })
}

/// `None` if the archive is damaged, which a test rules out for every release.
fn unpack(cjk: bool) -> Option<Vec<(Entry, Vec<u8>)>> {
    let manifest: Manifest = parse_plain(MANIFEST)?;
    let mut bytes = Vec::new();
    ruzstd::decoding::StreamingDecoder::new(ARCHIVES[usize::from(cjk)]).ok()?.read_to_end(&mut bytes).ok()?;
    let mut rest = bytes.as_slice();
    let mut out = Vec::new();
    for entry in manifest.font.into_iter().filter(|entry| EAST_ASIAN.contains(&entry.cut.as_str()) == cjk) {
        let (font, after) = rest.split_at_checked(entry.size)?;
        out.push((entry, font.to_vec()));
        rest = after;
    }
    rest.is_empty().then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::describe;
    use crate::vpath::VPath;

    #[test]
    fn the_archives_hold_what_the_manifest_lists() {
        for (cjk, n) in [(false, 33), (true, 4)] {
            let fonts = unpack(cjk).expect("a whole archive");
            assert_eq!(fonts.len(), n);
            for (entry, bytes) in fonts {
                assert_eq!(describe(&VPath::known(&entry.file), &bytes).sha256, entry.sha256, "{}", entry.file);
            }
        }
    }
}
