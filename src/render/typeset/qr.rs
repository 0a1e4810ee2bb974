//! The book's address as a QR code (ISO/IEC 18004), so that paper leads to the newest edition. The only module that
//! names `qrcodegen`.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

/// Modules of quiet zone around the code.
const QUIET: i32 = 4;

/// The code as an SVG that only draws; empty if the text is too long for one.
pub fn svg(text: &str) -> String {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>".to_owned();
    };
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
        }
    }
    let side = code.size() + 2 * QUIET;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three finder patterns in the corners, none in the fourth.
    #[test]
    fn a_code_has_its_corners_and_its_quiet_zone() {
        let svg = svg("https://handbook.example.org/en/");
        assert!(svg.contains("viewBox=\"0 0 37 37\""), "{svg}");
        assert!(svg.contains("M4 4h1v1h-1z") && svg.contains("M26 4h1v1h-1z") && svg.contains("M4 26h1v1h-1z"));
        assert!(!svg.contains("M3 "));
    }
}
