//! GFM's bare addresses: `https://…`, `http://…`, `www.…`, `mailto:…` and e-mail addresses in running
//! text. Source: GitHub Flavored Markdown Spec 0.29, "Autolinks (extension)". It knows ASCII only; here
//! punctuation of any script ends the sentence around an address, and an address may begin right after
//! text that is written without spaces.

use std::ops::Range;

use super::inline::{Inline, InlineKind, Inlines};
use super::tree::Kind;
use crate::cldr::{is_cjk, is_punctuation};

/// Wraps bare addresses outside links; `link` makes a link to an address.
pub fn wrap(inlines: &mut Inlines<'_>, mut link: impl FnMut(String) -> Kind) {
    let mut out = Vec::with_capacity(inlines.list.len());
    let mut links = 0;
    let mut open = Vec::new();
    let list = std::mem::take(&mut inlines.list);
    let mut rest = list.into_iter().peekable();
    while let Some(inline) = rest.next() {
        match &inline.kind {
            InlineKind::Open(kind) => {
                let is_link = matches!(kind, Kind::Link(_) | Kind::Image(_));
                links += usize::from(is_link);
                open.push(is_link);
            }
            InlineKind::Close => links -= usize::from(open.pop().unwrap_or(false)),
            InlineKind::Text | InlineKind::Str(_) if links == 0 => {
                let mut flow = Flow::new(inlines.text, inline);
                while let Some(next) = rest.next_if(|next| matches!(next.kind, InlineKind::Text | InlineKind::Str(_))) {
                    flow.push(inlines.text, next);
                }
                flow.link_all(&mut link, &mut out);
                continue;
            }
            _ => {}
        }
        out.push(inline);
    }
    inlines.list = out;
}

/// Text without markup between, as readers see it: the parser cuts it at entities and backslashes.
struct Flow {
    text: String,
    /// The pieces, with where each begins in `text`.
    pieces: Vec<(usize, Inline)>,
    before: Option<char>,
}

impl Flow {
    fn new(source: &str, first: Inline) -> Flow {
        let before = source[..first.start as usize].chars().next_back();
        let mut flow = Flow { text: String::new(), pieces: Vec::new(), before };
        flow.push(source, first);
        flow
    }

    fn push(&mut self, source: &str, piece: Inline) {
        let at = self.text.len();
        match &piece.kind {
            InlineKind::Str(text) => self.text.push_str(text),
            _ => self.text.push_str(&source[piece.start as usize..piece.stop as usize]),
        }
        self.pieces.push((at, piece));
    }

    fn link_all(self, link: &mut impl FnMut(String) -> Kind, out: &mut Vec<Inline>) {
        // Trailing entities are no part of an address.
        let entity = |at: usize| {
            let piece = self.pieces.partition_point(|piece| piece.0 <= at).saturating_sub(1);
            matches!(self.pieces[piece].1.kind, InlineKind::Str(_))
        };
        let found = find(&self.text, self.before, &entity);
        let mut done = 0;
        for (range, dest) in found {
            self.copy(done..range.start, out);
            let first = out.len();
            self.copy(range.clone(), out);
            let (Some(from), Some(to)) = (out.get(first), out.last()) else { continue };
            let (start, stop) = (from.start, to.stop);
            out.insert(first, Inline { kind: InlineKind::Open(link(dest)), start, stop });
            out.push(Inline { kind: InlineKind::Close, start: stop, stop });
            done = range.end;
        }
        self.copy(done..self.text.len(), out);
    }

    /// Appends the pieces of a part of the text.
    fn copy(&self, part: Range<usize>, out: &mut Vec<Inline>) {
        let first = self.pieces.partition_point(|piece| piece.0 <= part.start).saturating_sub(1);
        for (at, (start, piece)) in self.pieces.iter().enumerate().skip(first) {
            if *start >= part.end {
                break;
            }
            let end = self.pieces.get(at + 1).map_or(self.text.len(), |next| next.0);
            let (from, to) = (part.start.max(*start), part.end.min(end));
            if from >= to {
                continue;
            }
            if (from, to) == (*start, end) {
                out.push(piece.clone());
            } else if piece.kind == InlineKind::Text {
                let (start, stop) = (piece.start + (from - start) as u32, piece.start + (to - start) as u32);
                out.push(Inline { kind: InlineKind::Text, start, stop });
            } else {
                out.push(Inline { kind: InlineKind::Str(self.text[from..to].into()), ..piece.clone() });
            }
        }
    }
}

/// Finds the addresses of a text: where each stands and where it leads.
fn find(text: &str, before: Option<char>, entity: &impl Fn(usize) -> bool) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    if !text.contains(':') && !text.contains("www.") && !text.contains('@') {
        return found;
    }
    let mut last = before;
    let mut at = 0;
    while let Some(ch) = text[at..].chars().next() {
        let inside_word = last.is_some_and(|last| last.is_alphanumeric() && !is_cjk(last));
        let address = if inside_word { None } else { address(&text[at..], last, &|offset| entity(at + offset)) };
        let Some((length, dest)) = address else {
            last = Some(ch);
            at += ch.len_utf8();
            continue;
        };
        found.push((at..at + length, dest));
        at += length;
        last = text[..at].chars().next_back();
    }
    found
}

/// The address that a text begins with: its length and where it leads.
fn address(text: &str, before: Option<char>, entity: &impl Fn(usize) -> bool) -> Option<(usize, String)> {
    let starts = |prefix: &str| text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
    let before_any = |marks: &[char]| before.is_some_and(|before| marks.contains(&before));
    if let Some(scheme) = ["https://", "http://"].into_iter().find(|scheme| starts(scheme)) {
        let length = scheme.len() + url_length(&text[scheme.len()..], false, &|at| entity(scheme.len() + at))?;
        return Some((length, text[..length].to_owned()));
    }
    if text.starts_with("www.") && !before_any(&['.', '/', '-', '@']) {
        let length = url_length(text, true, entity)?;
        return Some((length, format!("http://{}", &text[..length])));
    }
    if starts("mailto:") {
        let length = 7 + email_length(&text[7..])?;
        return Some((length, text[..length].to_owned()));
    }
    // An address begins where its characters do, not somewhere among them.
    if before_any(&['.', '-', '_', '+', '/']) {
        return None;
    }
    let length = email_length(text)?;
    Some((length, format!("mailto:{}", &text[..length])))
}

/// Length of a domain and a path, without the punctuation that ends the sentence around them; `None` if
/// it does not begin with a domain.
fn url_length(text: &str, needs_period: bool, entity: &impl Fn(usize) -> bool) -> Option<usize> {
    let domain = domain_length(text);
    let segments: Vec<&str> = text[..domain].split('.').collect();
    let underscore = segments.iter().rev().take(2).any(|segment| segment.contains('_'));
    let short = segments.len() < 2 || segments.last().is_some_and(|last| last.is_empty() && segments.len() == 2);
    if domain == 0 || underscore || (needs_period && short) {
        return None;
    }
    let rest = &text[domain..];
    let path = if rest.starts_with(|ch: char| ch.is_alphanumeric()) { 0 } else { path_length(rest) };
    let length = trim(&text[..domain + path], entity);
    text[..length].contains(|ch: char| ch.is_alphanumeric()).then_some(length)
}

/// Length of a domain. CJK text may go on right behind one: `https://who.int查看`.
fn domain_length(text: &str) -> usize {
    let mut segment = String::new();
    let mut periods = 0;
    for (at, ch) in text.char_indices() {
        let runs_on = periods > 0 && !segment.is_empty() && segment.is_ascii() && is_cjk(ch);
        match ch {
            '.' => {
                periods += 1;
                segment.clear();
            }
            '-' | '_' => segment.push(ch),
            _ if ch.is_alphanumeric() && !runs_on => segment.push(ch),
            // A mark of another letter, as vowels in Indic scripts.
            _ if !ch.is_ascii() && !runs_on && !ch.is_whitespace() && !is_punctuation(ch) => segment.push(ch),
            _ => return at,
        }
    }
    text.len()
}

/// Length of what follows a domain. Letters of all scripts are part of it, CJK punctuation is not, but
/// for the dot between the words of a name.
fn path_length(text: &str) -> usize {
    let ends = |ch: char| ch.is_whitespace() || ch == '<' || (ch != '・' && is_cjk(ch) && is_punctuation(ch));
    text.find(ends).unwrap_or(text.len())
}

/// Length without punctuation at the end, and without brackets that were opened before the address.
fn trim(url: &str, entity: &impl Fn(usize) -> bool) -> usize {
    let count = |mark: char| url.matches(mark).count();
    let mut surplus =
        [('(', ')'), ('[', ']'), ('{', '}')].map(|(open, close)| (close, count(close).saturating_sub(count(open))));
    let mut url = url;
    while let Some(last) = url.chars().next_back() {
        let mut length = url.len() - last.len_utf8();
        if let Some((_, surplus)) = surplus.iter_mut().find(|(close, _)| *close == last) {
            if *surplus == 0 {
                break;
            }
            *surplus -= 1;
        } else if last == ';' {
            // What looks like an entity goes as a whole.
            let name = url[..length].trim_end_matches(|ch: char| ch.is_ascii_alphanumeric());
            if name.len() < length && name.ends_with('&') {
                length = name.len() - 1;
            }
        } else if !entity(length)
            && !matches!(last, '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"')
            && (last.is_ascii() || !ends_sentence(last))
        {
            break;
        }
        url = &url[..length];
    }
    url.len()
}

/// Punctuation of any script, but no symbol.
fn ends_sentence(ch: char) -> bool {
    is_punctuation(ch) && !crate::cldr::is_symbol(ch)
}

fn email_length(text: &str) -> Option<usize> {
    let local = text
        .find(|ch: char| !(ch.is_ascii_alphanumeric() || matches!(ch, '.' | '-' | '_' | '+')))
        .filter(|local| *local > 0)?;
    let domain = text[local..].strip_prefix('@')?;
    let bytes = domain.as_bytes();
    let mut end = 0;
    while let Some(byte) = bytes.get(end) {
        let inside = match byte {
            b'.' => bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric),
            _ => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'),
        };
        if !inside {
            break;
        }
        end += 1;
    }
    let domain = &domain[..end];
    (domain.contains('.') && !domain.ends_with(['-', '_'])).then_some(local + 1 + end)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::document::{Kind, Options, parse};
    use crate::inputs::Inputs;
    use crate::vpath::VPath;

    /// The links of a text, as `address` or, where it leads somewhere else, `text=address`.
    fn links(text: &str) -> Vec<String> {
        let file = VPath::known("content/en/a.md");
        let doc = parse(&file, &Arc::from(text), &Inputs::default(), Options::default());
        let links = doc.tree.links.iter().filter(|link| link.auto);
        let shown = links.map(|link| {
            assert!(matches!(doc.tree.node(link.node).kind, Kind::Link(_)));
            let text = doc.tree.plain_text(&doc.text, doc.tree.subtree(link.node));
            if *text == *link.dest { text } else { format!("{text}={}", link.dest) }
        });
        shown.collect()
    }

    #[test]
    fn the_examples_of_gfm_hold() {
        let www = |text: &str| vec![format!("{text}=http://{text}")];
        let mail = |text: &str| vec![format!("{text}=mailto:{text}")];
        let same = |text: &str| vec![text.to_owned()];
        let both = |a: Vec<String>, b: Vec<String>| [a, b].concat();
        let business = "www.google.com/search?q=Markup+(business)";
        let cases: Vec<(&str, Vec<String>)> = vec![
            ("www.commonmark.org", www("www.commonmark.org")),
            ("Visit www.commonmark.org/help for more information.", www("www.commonmark.org/help")),
            ("Visit www.commonmark.org.", www("www.commonmark.org")),
            ("Visit www.commonmark.org/a.b.", www("www.commonmark.org/a.b")),
            ("www.google.com/search?q=Markup+(business)", www(business)),
            ("www.google.com/search?q=Markup+(business)))", www(business)),
            ("(www.google.com/search?q=Markup+(business))", www(business)),
            ("(www.google.com/search?q=Markup+(business)", www(business)),
            ("www.google.com/search?q=(business))+ok", www("www.google.com/search?q=(business))+ok")),
            ("www.google.com/search?q=commonmark&hl=en", www("www.google.com/search?q=commonmark&hl=en")),
            ("www.google.com/search?q=commonmark&hl;", www("www.google.com/search?q=commonmark")),
            ("www.commonmark.org/he<lp", www("www.commonmark.org/he")),
            ("http://commonmark.org", same("http://commonmark.org")),
            (
                "(Visit https://encrypted.google.com/search?q=Markup+(business))",
                same("https://encrypted.google.com/search?q=Markup+(business)"),
            ),
            ("foo@bar.baz", mail("foo@bar.baz")),
            ("hello@mail+xyz.example isn't valid, but hello+xyz@mail.example is.", mail("hello+xyz@mail.example")),
            ("a.b-c_d@a.b", mail("a.b-c_d@a.b")),
            ("a.b-c_d@a.b.", mail("a.b-c_d@a.b")),
            ("a.b-c_d@a.b-", vec![]),
            ("a.b-c_d@a.b_", vec![]),
            ("mailto:foo@bar.baz", same("mailto:foo@bar.baz")),
            ("mailto:a.b-c_d@a.b", same("mailto:a.b-c_d@a.b")),
            ("mailto:a.b-c_d@a.b.", same("mailto:a.b-c_d@a.b")),
            ("mailto:a.b-c_d@a.b/", same("mailto:a.b-c_d@a.b")),
            ("mailto:a.b-c_d@a.b-", vec![]),
            ("mailto:a.b-c_d@a.b_", vec![]),
            ("www.a_b.c, www.a.b_c and www.x_y.a.bc", www("www.x_y.a.bc")),
            ("http://a.org and foo@bar.baz", both(same("http://a.org"), mail("foo@bar.baz"))),
        ];
        for (text, wanted) in cases {
            assert_eq!(links(text), wanted, "{text}");
        }
    }

    #[test]
    fn addresses_begin_after_anything_but_a_word() {
        for text in [
            "(https://x.org)",
            "\"https://x.org\"",
            "Now.  https://x.org",
            "更多 https://x.org",
            "更多https://x.org。谢谢",
            "见：https://x.org，或",
            "[https://x.org]",
            "«https://x.org»",
            "**https://x.org**",
            "ok https://x.org",
            "https://x.org查看",
            "https://x.org",
            "a/https://x.org",
        ] {
            assert_eq!(links(text), ["https://x.org"], "{text}");
        }
        for text in ["联系a@d.jp", "Email:a@d.jp", "(a@d.jp)", "写信a@d.jp。"] {
            assert_eq!(links(text), ["a@d.jp=mailto:a@d.jp"], "{text}");
        }
        for text in
            ["xhttps://x.org", "xwww.x.org", "éa@b.org", "x/a@b.org", "a.www.x.org", "https://", "www.", "www. x"]
        {
            assert_eq!(links(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn punctuation_of_any_script_ends_an_address() {
        for mark in
            ["،", "؟", "۔", "؛", "…", "”", "’", "»", "›", "।", "。", "？", "）", "」", "՝", "—", ".", "?!", "'\""]
        {
            assert_eq!(links(&format!("https://x.org/a{mark}")), ["https://x.org/a"], "{mark}");
            assert_eq!(links(&format!("https://x.org{mark} b")), ["https://x.org"], "{mark}");
            assert_eq!(links(&format!("https://x.org/{mark}")), ["https://x.org/"], "{mark}");
        }
        for text in [
            "https://zh.wikipedia.org/wiki/洗手",
            "https://ja.wikipedia.org/wiki/ジョン・レノン",
            "https://hi.wikipedia.org/wiki/हिन्दी",
            "https://例え.jp/a",
            "https://x.org/a-",
            "https://x.org/#a",
            "https://x.org/a—b",
            "HTTPS://X.org/a",
            "http://localhost:8000/a",
        ] {
            assert_eq!(links(text), [text], "{text}");
        }
    }

    #[test]
    fn entities_and_backslashes_do_not_cut_an_address() {
        assert_eq!(links("https://x.org/?a=1&amp;b=2"), ["https://x.org/?a=1&b=2"]);
        assert_eq!(links("https://x.org/?a=1&amp; b"), ["https://x.org/?a=1"]);
        assert_eq!(links("&quot;https://x.org&quot;"), ["https://x.org"]);
        assert_eq!(links("https://x.org/a\\_b"), ["https://x.org/a_b"]);
        assert_eq!(links("[https://x.org](y.md) `https://x.org`"), [""; 0]);
    }
}
