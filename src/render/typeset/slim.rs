//! Object streams (PDF 1.5; ISO 32000-1, 7.5.7 and 7.5.8): what is left of a PDF after its thousands of small objects are
//! packed together. Objects are moved as they are: to read them all, as `lopdf` does, takes 100 ms for 300 pages.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use rayon::prelude::*;

/// Objects in one stream. In larger ones, like objects stand further apart, and they become a little larger.
const A_STREAM: usize = 200;

/// Bytes of a line of the table that the PDF comes with.
const LINE: usize = 20;

/// An object as it stands between `obj` and `endobj`.
#[derive(Clone, Copy)]
struct Object<'a> {
    number: usize,
    body: &'a [u8],
}

/// The same document, packed. `None` if its objects are not listed in one table, as Typst does.
pub fn slim(pdf: &[u8]) -> Option<Vec<u8>> {
    let (before, after) = split(pdf, b"startxref\n")?;
    let table_at = number(after.split(|byte| *byte == b'\n').next()?)?;
    let (objects, table) = before.split_at_checked(table_at)?;
    let table = table.strip_prefix(b"xref\n0 ")?;
    let (n_objects, table) = table.split_at_checked(table.iter().position(|byte| *byte == b'\n')?)?;
    let n_objects = number(n_objects)?;
    let (lines, trailer) = table[1..].split_at_checked(n_objects.checked_mul(LINE)?)?;
    let trailer = trailer.strip_prefix(b"trailer\n<<")?.trim_ascii_end().strip_suffix(b">>")?;
    let trailer = trailer.strip_prefix(format!("/Size {n_objects}").as_bytes())?;

    let mut starts = Vec::with_capacity(n_objects);
    for (number_of, line) in lines.chunks_exact(LINE).enumerate().filter(|(_, line)| line[17] == b'n') {
        starts.push((number(&line[..10])?, number_of));
    }
    starts.sort_unstable();
    let (first, _) = *starts.first()?;
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([table_at]);
    let (mut small, mut streams) = (Vec::new(), Vec::new());
    for (&(start, number), end) in starts.iter().zip(ends) {
        let object = objects.get(start..end)?.strip_prefix(format!("{number} 0 obj\n").as_bytes())?;
        let body = object.trim_ascii_end().strip_suffix(b"endobj")?.trim_ascii_end();
        let kind = if body.ends_with(b"endstream") { &mut streams } else { &mut small };
        kind.push(Object { number, body });
    }
    small.sort_unstable_by_key(|object| object.number);

    let mut out = Packed { bytes: objects[..first].to_vec(), places: vec![Place::Free; n_objects] };
    for object in streams {
        out.object(object.number, &[object.body]);
    }
    let packs: io::Result<Vec<_>> = small.par_chunks(A_STREAM).map(pack).collect();
    for (objects, (head, data)) in small.chunks(A_STREAM).zip(packs.ok()?) {
        let stream = out.next();
        for (index, object) in objects.iter().enumerate() {
            out.places[object.number] = Place::In { stream, index };
        }
        out.object(stream, &[head.as_bytes(), &data, b"\nendstream"]);
    }
    out.finish(trailer)
}

/// The dictionary and the data of a stream of objects.
fn pack(objects: &[Object]) -> io::Result<(String, Vec<u8>)> {
    let (mut index, mut bodies) = (String::new(), Vec::new());
    for object in objects {
        let _ = write!(index, "{} {} ", object.number, bodies.len());
        bodies.extend_from_slice(object.body);
        bodies.push(b'\n');
    }
    let data = deflated(&[index.as_bytes(), &bodies])?;
    let (n, first, length) = (objects.len(), index.len(), data.len());
    let head = format!("<</Type/ObjStm/N {n}/First {first}/Filter/FlateDecode/Length {length}>>\nstream\n");
    Ok((head, data))
}

/// Where an object is found.
#[derive(Clone, Copy)]
enum Place {
    Free,
    At(usize),
    In { stream: usize, index: usize },
}

struct Packed {
    bytes: Vec<u8>,
    /// By number.
    places: Vec<Place>,
}

impl Packed {
    /// A number that no object has yet.
    fn next(&mut self) -> usize {
        self.places.push(Place::Free);
        self.places.len() - 1
    }

    fn object(&mut self, number: usize, body: &[&[u8]]) {
        self.places[number] = Place::At(self.bytes.len());
        self.bytes.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        body.iter().for_each(|part| self.bytes.extend_from_slice(part));
        self.bytes.extend_from_slice(b"\nendobj\n");
    }

    /// Ends with the table, which is a stream too: of each object its kind in one byte, its position or the number of its
    /// stream in four, its place in that stream in two.
    fn finish(mut self, trailer: &[u8]) -> Option<Vec<u8>> {
        let number = self.next();
        let at = self.bytes.len();
        self.places[number] = Place::At(at);
        let mut rows = Vec::with_capacity(self.places.len() * 7);
        for place in &self.places {
            let (kind, first, second) = match *place {
                Place::Free => (0, 0, 0),
                Place::At(position) => (1, position, 0),
                Place::In { stream, index } => (2, stream, index),
            };
            rows.push(kind);
            rows.extend_from_slice(&u32::try_from(first).ok()?.to_be_bytes());
            rows.extend_from_slice(&u16::try_from(second).ok()?.to_be_bytes());
        }
        let data = deflated(&[&rows]).ok()?;
        let size = self.places.len();
        let length = data.len();
        let head = format!("<</Type/XRef/W[1 4 2]/Filter/FlateDecode/Length {length}/Size {size}");
        self.object(number, &[head.as_bytes(), trailer, b">>\nstream\n", &data, b"\nendstream"]);
        self.bytes.extend_from_slice(format!("startxref\n{at}\n%%EOF\n").as_bytes());
        Some(self.bytes)
    }
}

fn deflated(parts: &[&[u8]]) -> io::Result<Vec<u8>> {
    let mut out = ZlibEncoder::new(Vec::new(), Compression::default());
    parts.iter().try_for_each(|part| out.write_all(part))?;
    out.finish()
}

/// What comes before the last place of some bytes, and after it.
fn split<'a>(bytes: &'a [u8], by: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = bytes.windows(by.len()).rposition(|found| found == by)?;
    Some((&bytes[..at], &bytes[at + by.len()..]))
}

fn number(digits: &[u8]) -> Option<usize> {
    std::str::from_utf8(digits).ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    const PDF: &str = "%PDF-1.7\n%\n\
        1 0 obj\n<</Pages 2 0 R>>\nendobj\n\n\
        3 0 obj\n<</Length 15>>\nstream\n1 0 obj endobj\n\nendstream\nendobj\n\n\
        2 0 obj\n<</T(endobj >>)>>\nendobj\n\n";

    fn pdf() -> String {
        let at = |number: usize| PDF.find(&format!("{number} 0 obj\n")).expect("an object");
        let lines: String = (1..4).map(|number| format!("{:010} 00000 n\r\n", at(number))).collect();
        format!(
            "{PDF}xref\n0 4\n0000000000 65535 f\r\n{lines}trailer\n<</Size 4/Root 1 0 R/ID[(>>)(b)]>>\nstartxref\n{}\n%%EOF",
            PDF.len()
        )
    }

    fn inflated(bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        flate2::read::ZlibDecoder::new(bytes).read_to_end(&mut out).expect("deflated bytes");
        out
    }

    /// The data of the stream with a number.
    fn data(packed: &[u8], number: usize) -> Vec<u8> {
        let (_, object) = split(packed, format!("\n{number} 0 obj\n").as_bytes()).expect("an object");
        let start = object.windows(8).position(|at| at == b">>stream" || at == b"\nstream\n").expect("a stream") + 8;
        inflated(&object[start..])
    }

    #[test]
    fn small_objects_move_into_a_stream() {
        let packed = slim(pdf().as_bytes()).expect("a PDF");
        let stays = "%PDF-1.7\n%\n3 0 obj\n<</Length 15>>\nstream\n1 0 obj endobj\n\nendstream\nendobj\n";
        assert!(packed.starts_with(stays.as_bytes()), "{}", String::from_utf8_lossy(&packed));
        assert_eq!(data(&packed, 4), b"1 0 2 17 <</Pages 2 0 R>>\n<</T(endobj >>)>>\n");
        let (at, of) = (stays.len() as u8, split(&packed, b"\n5 0 obj\n").expect("a table").0.len() as u8 + 1);
        let first = [[0, 0, 0, 0, 0, 0, 0], [2, 0, 0, 0, 4, 0, 0], [2, 0, 0, 0, 4, 0, 1]];
        let rest = [[1, 0, 0, 0, 11, 0, 0], [1, 0, 0, 0, at, 0, 0], [1, 0, 0, 0, of, 0, 0]];
        assert_eq!(data(&packed, 5), [first, rest].concat().concat());
        let (_, table) = split(&packed, b"\n5 0 obj\n").expect("a table");
        assert!(split(table, b"/Size 6/Root 1 0 R/ID[(>>)(b)]>>\nstream\n").is_some());
        assert!(packed.ends_with(format!("startxref\n{of}\n%%EOF\n").as_bytes()));
    }

    #[test]
    fn what_is_listed_in_another_way_is_refused() {
        for (from, to) in
            [("xref\n0 4", "xref\n0 9"), ("/Size 4", "/Size 5"), ("0000000011", "0000000012"), ("trailer", "")]
        {
            assert_eq!(slim(pdf().replacen(from, to, 1).as_bytes()), None, "{from}");
        }
        assert_eq!(slim(b""), None);
    }
}
