//! Object streams (PDF 1.5): what is left of a PDF after its thousands of small objects are packed together. The only
//! module that names `lopdf`.

use lopdf::{Document, SaveOptions};

/// The same document, packed.
pub fn slim(pdf: &[u8]) -> Result<Vec<u8>, String> {
    let mut document = Document::load_mem(pdf).map_err(|error| error.to_string())?;
    let mut out = Vec::with_capacity(pdf.len());
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).build();
    document.save_with_options(&mut out, options).map_err(|error| error.to_string())?;
    Ok(out)
}
