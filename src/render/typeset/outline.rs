//! The words of a drawing as outlines. The SVG reader of the typesetter sets letters that join in the wrong places, and
//! PDF/UA wants no text that cannot be read aloud: what a drawing says stands in its alternative text. Not by the
//! `usvg` that Typst has (0.47), which loses vowel signs of Devanagari. The only module that names `usvg`.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use usvg::fontdb::{Database, Family, ID, Query, Source, Weight};
use usvg::{FontResolver, Options, Tree, WriteOptions};

use super::compile::Fonts;
use super::fonts;
use super::profile::{Font, Profile};
use crate::inputs::{Hash, hash_parts};
use crate::render::svg;

/// A drawing without words.
#[derive(Clone)]
pub struct Drawing {
    pub bytes: Vec<u8>,
    /// Width and height in points.
    pub size: [f32; 2],
}

/// A CSS pixel in points.
const POINT: f32 = 0.75;

/// Drawings of a few books.
const MOST_KEPT: usize = 1000;

/// A drawing with its words as outlines in the fonts of a language; `Err` says what is wrong with it. Those that were
/// made are kept: a preview needs them again with every edit.
pub fn outlined(drawing: &[u8], fonts: &Fonts, profile: &Profile) -> Result<Drawing, String> {
    static KEPT: Mutex<BTreeMap<Hash, Drawing>> = Mutex::new(BTreeMap::new());
    let kept = || KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let names = profile.names().map(str::as_bytes);
    let key = hash_parts([drawing].into_iter().chain(names).chain(fonts.own()));
    if let Some(known) = kept().get(&key) {
        return Ok(known.clone());
    }
    let made = make(drawing, fonts, profile)?;
    let mut kept = kept();
    if kept.len() >= MOST_KEPT {
        kept.clear();
    }
    kept.insert(key, made.clone());
    Ok(made)
}

fn make(drawing: &[u8], fonts: &Fonts, profile: &Profile) -> Result<Drawing, String> {
    let text = std::str::from_utf8(drawing).map_err(|error| error.to_string())?;
    let options = Options {
        fontdb: shelf(fonts, fonts.has_cjk()),
        font_resolver: FontResolver {
            select_font: Box::new(|font, shelf| {
                let names = profile.fonts.iter().filter(|font| matches!(font, Font::Named(_)));
                let first = names.map(Font::name).next()?;
                query(shelf, first, Weight(font.weight()))
            }),
            select_fallback: Box::new(|ch, tried, shelf| {
                let weight = tried.first().and_then(|id| shelf.face(*id)).map_or(Weight::NORMAL, |face| face.weight);
                let mut having = profile.names().filter(|name| fonts.covers(&[name], ch));
                having.find_map(|name| query(shelf, name, weight).filter(|id| !tried.contains(id)))
            }),
        },
        ..Options::default()
    };
    let tree = Tree::from_str(&svg::explicit(text), &options).map_err(|error| error.to_string())?;
    let size = [tree.size().width(), tree.size().height()].map(|side| side * POINT);
    Ok(Drawing { bytes: tree.to_string(&WriteOptions::default()).into_bytes(), size })
}

fn query(shelf: &Database, family: &str, weight: Weight) -> Option<ID> {
    shelf.query(&Query { families: &[Family::Name(family)], weight, ..Query::default() })
}

/// The fonts of a book; those that come with the program are looked through once.
fn shelf(own: &Fonts, cjk: bool) -> Arc<Database> {
    static BUNDLED: [OnceLock<Arc<Database>>; 2] = [OnceLock::new(), OnceLock::new()];
    let bundled = BUNDLED[usize::from(cjk)].get_or_init(|| {
        let mut shelf = Database::new();
        for cjk in if cjk { &[false, true][..] } else { &[false] } {
            for bytes in fonts::bundled(*cjk) {
                shelf.load_font_source(Source::Binary(Arc::new(bytes.as_slice())));
            }
        }
        Arc::new(shelf)
    });
    let mut shelf = bundled.clone();
    for bytes in own.own() {
        Arc::make_mut(&mut shelf).load_font_data(bytes.to_vec());
    }
    shelf
}
