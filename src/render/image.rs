//! Images: which ones stand in the page itself, sizes of the others. The only module that names
//! `imagesize`.

use super::svg;
use crate::book::Site;
use crate::output::{base64, media_type};
use crate::vpath::VPath;

/// SVGs of at most this many bytes are put into the page, so that no second request is needed.
const INLINE_BYTES: usize = 4096;

/// Where a content file is written: by its contents, so that it can be cached for ever.
pub fn asset_path(site: &Site, path: &VPath) -> VPath {
    let hash = site.inputs.get(path.as_str()).map_or(0, |file| file.hash);
    let short = format!("{hash:032x}");
    let stem: String = path.stem().chars().map(|ch| if ch.is_alphanumeric() || ch == '_' { ch } else { '-' }).collect();
    let extension = path.extension().to_ascii_lowercase();
    VPath::known(&format!("assets/{stem}.{}.{extension}", &short[..12]))
}

/// The whole file as an address (RFC 2397).
pub fn data_url(site: &Site, path: &VPath) -> String {
    let bytes = site.inputs.get(path.as_str()).and_then(|file| file.bytes()).unwrap_or_default();
    format!("data:{};base64,{}", media_type(path), base64(bytes))
}

/// Width and height in pixels.
pub fn size(bytes: &[u8]) -> Option<(usize, usize)> {
    let size = imagesize::blob_size(bytes).ok()?;
    Some((size.width, size.height))
}

/// The markup of an SVG that can stand in the page: small, and nothing in it reaches beyond its place.
pub fn inline_svg<'a>(site: &'a Site, path: &VPath) -> Option<&'a str> {
    let bytes = site.inputs.get(path.as_str())?.bytes()?;
    let small = is_svg(path) && bytes.len() <= INLINE_BYTES;
    if small { svg::inline(bytes) } else { None }
}

/// Whether e-readers and printed books take a picture. Others are told in words.
pub fn is_common(path: &VPath) -> bool {
    let known = ["svg", "png", "jpg", "jpeg", "gif", "webp"];
    known.iter().any(|known| path.extension().eq_ignore_ascii_case(known))
}

/// Hosts tell browsers a file's type by its name, whatever the case of its letters.
pub fn is_svg(path: &VPath) -> bool {
    path.extension().eq_ignore_ascii_case("svg")
}
