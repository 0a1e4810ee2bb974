//! Front matter of any bytes, in both forms, is read or reported at a true place.
#![no_main]

use handbook::data::{parse_toml, parse_yaml};
use handbook::document::front_matter::{body_start, split};
use handbook::inputs::{Delta, Inputs};
use handbook::vpath::VPath;
use handbook_fuzz::{places_are_true, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let path = VPath::known("content/en/a.md");
    for fence in ["+++", "---", ""] {
        let file = [fence.as_bytes(), b"\n", data, b"\n", fence.as_bytes(), b"\nText.\n"].concat();
        let file = if fence.is_empty() { data.to_owned() } else { file };
        let Some(text) = text(&path, &file) else { return };
        let mut inputs = Inputs::default();
        let mut delta = Delta::default();
        delta.write("content/en/a.md", file);
        inputs.apply(delta);
        let (_, body, diags) = split(&path, &text);
        assert!(text.is_char_boundary(body));
        assert!(text.is_char_boundary(body_start(&text)));
        places_are_true(&diags, &inputs);
    }
    if let Ok(text) = std::str::from_utf8(data) {
        parse_toml(text);
        parse_yaml(text);
    }
});
