//! The frame of the preview's own pages. They are for editors and speak English, as the terminal does.

use std::fmt::Write as _;

use super::preview::Preview;
use crate::diagnostic::Diagnostic;
use crate::document::raw_html::escape;
use crate::emit::{self, Format};

/// A whole page.
pub fn document(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"/_/preview.css\">\n</head>\n\
         <body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        escape(title)
    )
}

/// Findings as in the terminal; nothing if there are none.
pub fn findings(preview: &Preview, diags: &[&Diagnostic]) -> String {
    let mut out = String::new();
    for diag in diags {
        let text = emit::emit(&[(*diag).clone()], &preview.inputs, Format::Human, false);
        let _ = writeln!(
            out,
            "<pre class=\"finding {}\" lang=\"en\" dir=\"ltr\" tabindex=\"0\">{}</pre>",
            diag.level.name(),
            escape(text.trim_end())
        );
    }
    out
}
