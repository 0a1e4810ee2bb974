//! The text of a PDF, as a program of others finds it.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// What poppler finds on each page. Spaces and line breaks are one space; marks of direction are left out.
pub fn pages(pdf: &[u8]) -> Vec<String> {
    let mut tool = Command::new("pdftotext")
        .args(["-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("poppler is installed");
    let mut input = tool.stdin.take().expect("a pipe");
    let pdf = pdf.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&pdf));
    let output = tool.wait_with_output().expect("poppler ends");
    writer.join().expect("a thread").expect("poppler reads");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let text = text
        .replace(|ch| matches!(ch, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'), "");
    let plain = |page: &str| page.split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim_end_matches('\x0c').split('\x0c').map(plain).collect()
}

/// The same of all pages.
pub fn words(pdf: &[u8]) -> String {
    pages(pdf).join(" ")
}
