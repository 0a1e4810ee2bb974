//! GFM's bare addresses: `https://…`, `http://…`, `www.…` and e-mail addresses in running text.
//! Source: GitHub Flavored Markdown Spec 0.29, "Autolinks (extension)".

use super::inline::{Inline, InlineKind, Inlines};
use super::tree::Kind;

/// An address found in text: bytes of the whole text, and where it leads.
pub struct Found {
    pub start: u32,
    pub stop: u32,
    pub dest: String,
}

/// Finds bare addresses outside links.
pub fn find(inlines: &Inlines<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut links = 0;
    let mut open = Vec::new();
    for inline in &inlines.list {
        match &inline.kind {
            InlineKind::Open(kind) => {
                let link = matches!(kind, Kind::Link(_) | Kind::Image(_));
                links += usize::from(link);
                open.push(link);
            }
            InlineKind::Close => links -= usize::from(open.pop().unwrap_or(false)),
            InlineKind::Text if links == 0 => scan(inlines, inline, &mut found),
            _ => {}
        }
    }
    found
}

fn scan(inlines: &Inlines<'_>, inline: &Inline, found: &mut Vec<Found>) {
    let source = inlines.source(inline);
    if !source.contains("://") && !source.contains("www.") && !source.contains('@') {
        return;
    }
    let mut at = 0;
    while at < source.len() {
        let rest = &source[at..];
        let before = inlines.text[..inline.start as usize + at].chars().next_back();
        let boundary = before.is_none_or(|ch| ch.is_whitespace() || matches!(ch, '*' | '_' | '~' | '(' | '"' | '\''))
            || before.is_some_and(crate::cldr::is_cjk);
        let web = ["https://", "http://", "www."].into_iter().find(|prefix| rest.starts_with(prefix));
        if let (true, Some(prefix)) = (boundary, web) {
            let length = url_length(rest);
            if length > prefix.len() && rest[prefix.len()..length].contains(|ch: char| ch.is_alphanumeric()) {
                let text = &rest[..length];
                let dest = if prefix == "www." { format!("http://{text}") } else { text.to_owned() };
                found.push(place(inline, at, at + length, dest));
                at += length;
                continue;
            }
        }
        if boundary && let Some(length) = email_length(rest) {
            found.push(place(inline, at, at + length, format!("mailto:{}", &rest[..length])));
            at += length;
            continue;
        }
        at += rest.chars().next().map_or(1, char::len_utf8);
        if boundary && web.is_none() {
            // Skip to the end of the word: no address begins inside one.
            at += source[at..].find(|ch: char| !ch.is_alphanumeric()).unwrap_or(source.len() - at);
        }
    }
}

fn place(inline: &Inline, from: usize, to: usize, dest: String) -> Found {
    Found { start: inline.start + from as u32, stop: inline.start + to as u32, dest }
}

/// Length of the address without the punctuation that ends the sentence around it.
fn url_length(text: &str) -> usize {
    let end = text.find(|ch: char| ch.is_whitespace() || ch == '<' || crate::cldr::is_cjk(ch)).unwrap_or(text.len());
    let mut url = &text[..end];
    while let Some(last) = url.chars().next_back() {
        let drop = match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' | ';' => true,
            ')' => url.matches(')').count() > url.matches('(').count(),
            _ => false,
        };
        if !drop {
            break;
        }
        url = &url[..url.len() - last.len_utf8()];
    }
    url.len()
}

fn email_length(text: &str) -> Option<usize> {
    let local = text
        .find(|ch: char| !(ch.is_ascii_alphanumeric() || matches!(ch, '.' | '-' | '_' | '+')))
        .unwrap_or(text.len());
    if local == 0 || !text[local..].starts_with('@') {
        return None;
    }
    let domain = &text[local + 1..];
    let length =
        domain.find(|ch: char| !(ch.is_ascii_alphanumeric() || matches!(ch, '.' | '-' | '_'))).unwrap_or(domain.len());
    let domain = domain[..length].trim_end_matches('.');
    let good = domain.contains('.') && !domain.ends_with(['-', '_']) && !domain.starts_with('.');
    good.then_some(local + 1 + domain.len())
}
