//! Words of a drawing that run from right to left, for readers of SVG that know the direction of letters alone and not
//! that of a text: "49 parts of water" in Arabic begins with its number on the right.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// U+2067 and U+2069 keep what is between them together, from right to left.
const ISOLATE: [&str; 2] = ["\u{2067}", "\u{2069}"];

/// What elements have from those around them.
#[derive(Clone, Default)]
struct Style {
    rtl: bool,
    /// The end of the line that a text is hung up by, if it is not its start.
    anchor: Option<String>,
    in_text: bool,
}

/// The same drawing with marks around such texts, and with `start` and `end` changed for each other where they mean
/// right and left. One that is not well-formed is given back as far as it is.
pub fn explicit(svg: &str) -> String {
    let mut reader = Reader::from_str(svg);
    let mut styles = vec![Style::default()];
    let mut out = String::with_capacity(svg.len() + 64);
    loop {
        let start = reader.buffer_position() as usize;
        let Ok(event) = reader.read_event() else { return out };
        let raw = svg.get(start..reader.buffer_position() as usize).unwrap_or_default();
        let style = styles.last().cloned().unwrap_or_default();
        match event {
            Event::Eof => return out,
            Event::Start(tag) => {
                let inner = inherit(&style, &tag);
                out.push_str(&turned(raw, &tag, &inner));
                styles.push(inner);
            }
            Event::End(_) => {
                styles.pop();
                out.push_str(raw);
            }
            Event::Text(_) if style.rtl && style.in_text && !raw.trim().is_empty() => {
                out.extend([ISOLATE[0], raw, ISOLATE[1]]);
            }
            _ => out.push_str(raw),
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.try_get_attribute(name).ok().flatten().map(|found| found.value.to_string())
}

fn inherit(outer: &Style, tag: &BytesStart<'_>) -> Style {
    let name = tag.name();
    Style {
        rtl: attribute(tag, "direction").map_or(outer.rtl, |direction| direction == "rtl"),
        anchor: attribute(tag, "text-anchor").or_else(|| outer.anchor.clone()),
        in_text: outer.in_text || name.as_ref() == "text",
    }
}

/// A tag with the other end of the line. Every text says its own, so that it does not matter who else does.
fn turned(raw: &str, tag: &BytesStart<'_>, style: &Style) -> String {
    let name = tag.name();
    if !style.rtl || !matches!(name.as_ref(), "text" | "tspan") {
        return raw.to_owned();
    }
    let turned = match style.anchor.as_deref() {
        Some("middle") => return raw.to_owned(),
        Some("end") => "start",
        _ => "end",
    };
    match attribute(tag, "text-anchor") {
        Some(own) => raw
            .replace(&format!("text-anchor=\"{own}\""), &format!("text-anchor=\"{turned}\""))
            .replace(&format!("text-anchor='{own}'"), &format!("text-anchor=\"{turned}\"")),
        None => format!("{} text-anchor=\"{turned}\">", raw.trim_end_matches('>')),
    }
}

#[cfg(test)]
mod tests {
    use super::explicit;

    #[test]
    fn texts_are_kept_together_and_hang_by_their_other_end() {
        let svg = "<svg><g direction=\"rtl\"><text x=\"9\">49 ج</text><text text-anchor='end'>ب<tspan direction=\"ltr\">A</tspan></text>\
                   <g text-anchor=\"middle\"><text>د</text></g></g><text>A</text></svg>";
        let told = "<svg><g direction=\"rtl\"><text x=\"9\" text-anchor=\"end\">\u{2067}49 ج\u{2069}</text>\
                    <text text-anchor=\"start\">\u{2067}ب\u{2069}<tspan direction=\"ltr\">A</tspan></text>\
                    <g text-anchor=\"middle\"><text>\u{2067}د\u{2069}</text></g></g><text>A</text></svg>";
        assert_eq!(explicit(svg), told);
    }
}
