//! Images: what may be in an SVG, which ones stand in the page itself, sizes of the others. The only
//! module that names `quick_xml` and `imagesize`.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::book::Site;
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

/// Width and height in pixels.
pub fn size(bytes: &[u8]) -> Option<(usize, usize)> {
    let size = imagesize::blob_size(bytes).ok()?;
    Some((size.width, size.height))
}

/// What in an SVG could run code, load something, or is not well formed: byte and message each.
pub fn svg_problems(text: &str) -> Vec<(usize, String)> {
    let mut problems = Vec::new();
    let mut reader = Reader::from_str(text);
    let mut depth = 0_i32;
    loop {
        let at = reader.buffer_position() as usize;
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(Event::DocType(_)) => problems.push((at, "a document type, which can define entities".to_owned())),
            Ok(Event::PI(_)) => problems.push((at, "a processing instruction".to_owned())),
            Ok(Event::Start(tag)) => {
                depth += 1;
                element_problems(&tag, at, &mut problems);
            }
            Ok(Event::Empty(tag)) => element_problems(&tag, at, &mut problems),
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Text(css)) if css.contains("@import") => {
                problems.push((at, "a style sheet that loads another".to_owned()));
            }
            Ok(_) => {}
            Err(error) => {
                let error = error.to_string();
                let why = error.strip_prefix("ill-formed document: ").unwrap_or(&error);
                problems.push((at, format!("not well-formed XML: {why}")));
                break;
            }
        }
    }
    if depth != 0 && problems.is_empty() {
        problems.push((text.len(), "not well-formed XML: an element is not closed".to_owned()));
    }
    problems
}

fn element_problems(tag: &quick_xml::events::BytesStart<'_>, at: usize, problems: &mut Vec<(usize, String)>) {
    let name = tag.local_name().as_ref().to_ascii_lowercase();
    if matches!(name.as_str(), "script" | "foreignobject" | "iframe" | "handler" | "set" | "animate") {
        problems.push((at, format!("the element `<{name}>`")));
    }
    for attribute in tag.attributes() {
        let Ok(attribute) = attribute else {
            problems.push((at, "not well-formed XML: a broken attribute".to_owned()));
            return;
        };
        let key = attribute.key.local_name().as_ref().to_ascii_lowercase();
        let value = attribute.value.trim().to_ascii_lowercase();
        let loads = key == "href" && !value.starts_with('#');
        let url = value.contains("url(") && !value.contains("url(#");
        if key.starts_with("on") || loads || url || value.contains("javascript:") {
            problems.push((at, format!("the attribute `{key}` on `<{name}>`")));
        }
    }
}

/// The markup of an SVG that can stand in the page: small, clean, and without styles or ids, which
/// would reach beyond it.
pub fn inline_svg<'a>(site: &'a Site, path: &VPath) -> Option<&'a str> {
    if path.extension() != "svg" {
        return None;
    }
    let bytes = site.inputs.get(path.as_str())?.bytes()?;
    if bytes.len() > INLINE_BYTES {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let svg = &text[text.find("<svg")?..];
    let reaching = [" id=", "style=", "<style", "class=", "<!--", "width=\"100%\""];
    let plain = !reaching.iter().any(|mark| svg.contains(mark)) && svg_problems(text).is_empty();
    plain.then(|| svg.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dangerous_svgs_are_found() {
        let found = |svg: &str| !svg_problems(svg).is_empty();
        for svg in [
            "<svg><script>x</script></svg>",
            "<svg onload=\"x\"/>",
            "<svg><a href=\"javascript:x\"/></svg>",
            "<svg><image href=\"https://x.org/x.png\"/></svg>",
            "<svg><use xlink:href=\"other.svg#x\"/></svg>",
            "<!DOCTYPE svg [<!ENTITY x \"y\">]><svg/>",
            "<svg><style>@import 'x'</style></svg>",
            "<svg><foreignObject/></svg>",
            "<svg><g></svg>",
            "<svg><rect fill=\"url(https://x.org)\"/></svg>",
        ] {
            assert!(found(svg), "{svg}");
        }
        assert!(!found(
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>x</title><use href=\"#a\"/><rect fill=\"url(#b)\"/></svg>"
        ));
    }
}
