//! Words that are found again in a PDF although their letters join or carry signs.
//!
//! Typst begins a new text item wherever a glyph is moved up or down, even within a letter with its signs, and each piece
//! carries the text of the whole letter: whoever copies or searches the PDF finds it twice. And PDF readers put spaces
//! and line ends where a sign stands off the line. So the pieces of a line become one item again, whose glyphs are
//! moved instead, and a word of such letters, or the letter, becomes one cluster, which the PDF writer gives its text as a
//! whole (`ActualText`), between two blanks that mark where it begins and ends on the line. What is drawn stays the same.

use std::ops::Range;

use rayon::prelude::*;
use typst::layout::{Em, Frame, FrameItem, Point};
use typst::model::Document as _;
use typst::text::{Glyph, TextItem};
use typst_layout::{Page, PagedDocument};

use crate::cldr;

/// Scripts that are taken letter by letter: Thai, Lao, Myanmar and Khmer have no spaces between words, so that a line
/// would be one; and readers turn around what runs from right to left (Hebrew, Arabic), the letters of a word too.
const BY_LETTER: [Range<char>; 6] = [
    '\u{590}'..'\u{900}',
    '\u{e00}'..'\u{f00}',
    '\u{1000}'..'\u{10a0}',
    '\u{1780}'..'\u{1800}',
    '\u{fb1d}'..'\u{fe00}',
    '\u{fe70}'..'\u{ff00}',
];

/// The same document with whole words.
pub fn joined(document: &PagedDocument) -> PagedDocument {
    let pages = document.pages().par_iter().map(|page| Page { frame: frame(&page.frame), ..page.clone() });
    let pages: Vec<Page> = pages.collect();
    PagedDocument::new(pages.into(), document.info().clone())
}

fn frame(old: &Frame) -> Frame {
    let mut items: Vec<(Point, FrameItem)> = Vec::with_capacity(old.items().len());
    for (at, item) in old.items() {
        match item {
            FrameItem::Text(text) => {
                if let Some((start, FrameItem::Text(before))) = items.last_mut()
                    && let Some(whole) = join(before, *start, text, *at)
                {
                    *before = whole;
                    continue;
                }
                items.push((*at, item.clone()));
            }
            FrameItem::Group(group) => {
                let mut group = group.clone();
                group.frame = frame(&group.frame);
                items.push((*at, FrameItem::Group(group)));
            }
            _ => items.push((*at, item.clone())),
        }
    }
    for (_, item) in &mut items {
        if let FrameItem::Text(text) = item {
            words(text);
        }
    }
    let mut new = old.clone();
    new.clear();
    new.push_multiple(items);
    new
}

/// One item instead of two that follow each other in a text and on a line.
fn join(a: &TextItem, a_at: Point, b: &TextItem, b_at: Point) -> Option<TextItem> {
    let (last, first) = (a.glyphs.last()?, b.glyphs.first()?);
    let alike = a.font == b.font && a.size == b.size && a.fill == b.fill && a.stroke == b.stroke;
    let follows = last.span.0 == first.span.0 && (a_at.x + a.width() - b_at.x).abs().to_pt() < 0.01;
    if !alike || !follows {
        return None;
    }
    let (last_size, first_size) = (last.range().len(), first.range().len());
    // The second may begin within the letter that the first ends in; and texts run with the line or against it.
    let shared =
        if last.span.1 == first.span.1 && a.text[last.range()] == b.text[first.range()] { last_size } else { 0 };
    let at = |glyph: &Glyph| usize::from(glyph.span.1);
    let forward = shared > 0 || at(last) + last_size == at(first);
    let backward = shared > 0 || at(first) + first_size == at(last);
    let (text, a_shift, b_shift) = if forward && last.range().end == a.text.len() && first.range().start == 0 {
        (format!("{}{}", a.text, &b.text[shared..]), 0, a.text.len() - shared)
    } else if backward && last.range().start == 0 && first.range().end == b.text.len() {
        (format!("{}{}", b.text, &a.text[shared..]), b.text.len() - shared, 0)
    } else {
        return None;
    };
    u16::try_from(text.len()).ok()?;
    let moved = |glyph: &Glyph, by: usize, raise: Em| {
        let mut glyph = glyph.clone();
        glyph.range = (glyph.range().start + by) as u16..(glyph.range().end + by) as u16;
        glyph.y_offset += raise;
        glyph
    };
    let raise = Em::from_abs(a_at.y - b_at.y, a.size);
    let glyphs = a.glyphs.iter().map(|glyph| moved(glyph, a_shift, Em::zero()));
    let glyphs = glyphs.chain(b.glyphs.iter().map(|glyph| moved(glyph, b_shift, raise))).collect();
    Some(TextItem { text: text.into(), glyphs, ..a.clone() })
}

/// Makes each word whose letters join, or carry signs, one cluster.
fn words(item: &mut TextItem) {
    let simple = |glyphs: &[Glyph]| {
        let alone = |at: usize| at == 0 || glyphs[at].range != glyphs[at - 1].range;
        (0..glyphs.len()).all(|at| {
            let glyph = &glyphs[at];
            alone(at) && glyph.y_offset == Em::zero() && item.text[glyph.range()].chars().nth(1).is_none()
        })
    };
    if simple(&item.glyphs) {
        return;
    }
    let blank = Blank::of(item);
    let mut out: Vec<Glyph> = Vec::with_capacity(item.glyphs.len() + 8);
    for word in item.glyphs.chunk_by(|a, b| !ends_between(&item.text, a, b)) {
        if simple(word) {
            out.extend_from_slice(word);
            continue;
        }
        let start = word.iter().map(|glyph| glyph.range.start).min().unwrap_or_default();
        let end = word.iter().map(|glyph| glyph.range.end).max().unwrap_or_default();
        let text = &item.text[usize::from(start)..usize::from(end)];
        if is_rtl(text) {
            // Signs of a letter are turned around with it: their text goes before it.
            let signs = text.find(cldr::is_mark).filter(|at| *at > 0);
            let letter = signs.map_or(end, |at| start + at as u16);
            let whole = |glyph: &Glyph| Glyph { range: start..letter, ..glyph.clone() };
            let blank_of = |range: Range<u16>, moved: f64| blank.as_ref().map(|blank| blank.at(word, range, moved));
            out.extend(signs.and_then(|_| blank_of(letter..end, 0.0)));
            // The letter comes first, on the line: readers look there for what it follows.
            let at = word.iter().position(|glyph| glyph.x_advance != Em::zero()).unwrap_or_default();
            out.push(whole(&word[at]));
            let moved = |glyph: &Glyph| Glyph { x_offset: glyph.x_offset - word[at].x_advance, ..whole(glyph) };
            out.extend(word[..at].iter().map(moved));
            out.extend(word[at + 1..].iter().map(whole));
            out.extend(blank_of(start..letter, -1.0).filter(|_| word.len() > 1));
        } else {
            let blank_at = |moved: f64| blank.as_ref().map(|blank| blank.at(word, start..end, moved));
            out.extend(blank_at(0.0));
            out.extend(word.iter().map(|glyph| Glyph { range: start..end, ..glyph.clone() }));
            out.extend(blank_at(-1.0));
        }
    }
    item.glyphs = out;
}

/// A glyph that draws nothing and takes no room.
struct Blank {
    id: u16,
    width: Em,
}

impl Blank {
    fn of(item: &TextItem) -> Option<Blank> {
        let font = item.font.ttf();
        let glyph = |ch: char| {
            let id = font.glyph_index(ch).filter(|id| font.glyph_bounding_box(*id).is_none())?.0;
            Some(Blank { id, width: item.font.x_advance(id)? })
        };
        // A space without width, where the font has one that draws nothing.
        glyph('\u{200b}').filter(|blank| blank.width == Em::zero()).or_else(|| glyph(' '))
    }

    /// One beside the glyphs of a word, moved by so many times its own width.
    fn at(&self, word: &[Glyph], range: Range<u16>, moved: f64) -> Glyph {
        Glyph {
            id: self.id,
            x_advance: Em::zero(),
            x_offset: self.width * moved,
            y_advance: Em::zero(),
            y_offset: Em::zero(),
            range,
            span: word[0].span,
        }
    }
}

fn is_rtl(text: &str) -> bool {
    text.chars().any(|ch| [&BY_LETTER[0], &BY_LETTER[4], &BY_LETTER[5]].iter().any(|range| range.contains(&ch)))
}

/// Whether a word ends between two glyphs.
fn ends_between(text: &str, a: &Glyph, b: &Glyph) -> bool {
    if a.range == b.range {
        return false;
    }
    let (a, b) = (&text[a.range()], &text[b.range()]);
    let space = |text: &str| text.chars().all(char::is_whitespace);
    let alone = |text: &str| text.chars().any(|ch| BY_LETTER.iter().any(|range| range.contains(&ch)));
    space(a) || space(b) || alone(a) || alone(b)
}
