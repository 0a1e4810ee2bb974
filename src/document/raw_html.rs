//! Raw HTML from authors who are not trusted with markup: a few inline elements are let through, each
//! written anew from its parts; everything else is reported. The only module that names `html5gum`.

use std::ops::Range;

use html5gum::{DefaultEmitter, Span, Token, Tokenizer};

use crate::diagnostic::Code;

/// Elements that may be used, and whether they are void.
const ELEMENTS: [(&str, bool); 10] = [
    ("abbr", false),
    ("bdi", false),
    ("br", true),
    ("kbd", false),
    ("rp", false),
    ("rt", false),
    ("ruby", false),
    ("sub", false),
    ("sup", false),
    ("wbr", true),
];

/// A piece of raw HTML that is safe to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Open { name: String, html: String },
    Close { name: String },
    Void(String),
    Text(String),
    Comment(String),
}

impl Piece {
    /// The markup; `None` for comments, which are never published.
    pub fn into_html(self) -> Option<String> {
        match self {
            Piece::Open { html, .. } | Piece::Void(html) | Piece::Text(html) => Some(html),
            Piece::Close { name } => Some(format!("</{name}>")),
            Piece::Comment(_) => None,
        }
    }
}

/// What is not let through, with bytes of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub code: Code,
    pub range: Range<usize>,
    pub message: String,
    pub help: String,
}

/// Reads raw HTML.
pub fn read(source: &str) -> (Vec<Piece>, Vec<Problem>) {
    let mut pieces = Vec::new();
    let mut problems = Vec::new();
    let emitter = DefaultEmitter::<usize>::new_with_span();
    // Where the last token with a true span ended.
    let mut done = 0;
    for token in Tokenizer::new_with_emitter(source, emitter) {
        let Ok(token) = token;
        done = end_of(&token).unwrap_or(done);
        match token {
            Token::StartTag(tag) => {
                let name = lossy(&tag.name);
                let Some((_, void)) = ELEMENTS.iter().find(|(known, _)| *known == name) else {
                    problems.push(forbidden(&name, tag.span));
                    continue;
                };
                let mut html = format!("<{name}");
                for (key, value) in &tag.attributes {
                    let (key, value) = (lossy(key), lossy(&value.value));
                    if attribute_allowed(&name, &key, &value) {
                        html.push_str(&format!(" {key}=\"{}\"", escape(&value)));
                    } else {
                        problems.push(Problem {
                            code: Code::X02,
                            range: tag.span.start..tag.span.end,
                            message: format!("the attribute `{key}` is not allowed on `<{name}>`"),
                            help: "allowed are `lang`, `dir` (ltr, rtl, auto) and, on abbr, `title`".to_owned(),
                        });
                    }
                }
                html.push('>');
                pieces.push(if *void { Piece::Void(html) } else { Piece::Open { name, html } });
            }
            Token::EndTag(tag) => {
                let name = lossy(&tag.name);
                match ELEMENTS.iter().find(|(known, _)| *known == name) {
                    Some((_, false)) => pieces.push(Piece::Close { name }),
                    Some((_, true)) => {}
                    None => problems.push(forbidden(&name, tag.span)),
                }
            }
            Token::String(text) => pieces.push(Piece::Text(escape(&lossy(&text.value)))),
            Token::Comment(text) => {
                let range = mark_at(source, done)..text.span.end.min(source.len());
                done = range.end;
                match comment_problem(source, range) {
                    Some(problem) => problems.push(problem),
                    None => pieces.push(Piece::Comment(lossy(&text.value))),
                }
            }
            Token::Doctype(doctype) => {
                done = doctype.span.end;
                problems.push(forbidden("!doctype", doctype.span));
            }
            Token::Error(error) if error.value == html5gum::Error::EofInTag => {
                // The tokenizer drops such a tag with all that it swallowed.
                let start = mark_at(source, done);
                problems.push(Problem {
                    code: Code::X04,
                    range: start..end_of_line(source, start),
                    message: "this HTML tag has no `>`".to_owned(),
                    help: "close it, or write `&lt;` for a `<` that readers should see".to_owned(),
                });
            }
            Token::Error(_) => {}
        }
    }
    (pieces, problems)
}

/// The hash in a mark `<!-- todo s:… -->`, which stands where a block has no translation yet. It is nothing to
/// readers, whatever HTML the book allows.
pub fn stub(source: &str) -> Option<&str> {
    let inner = source.trim().strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    inner.strip_prefix("todo s:").filter(|hash| hash.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// The problem of a comment that never ends: all that follows it would be lost, in a browser the rest of
/// the page. This is what even trusted HTML must not hold.
pub fn endless_comment(source: &str) -> Option<Problem> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // What looks like a comment in a script is none.
    emitter.naively_switch_states(true);
    let endless = Tokenizer::new_with_emitter(source, emitter).any(|token| {
        let Ok(token) = token;
        matches!(token, Token::Error(error) if error.value == html5gum::Error::EofInComment)
    });
    endless.then(|| unclosed(source.rfind("<!--").unwrap_or(0)))
}

fn unclosed(start: usize) -> Problem {
    Problem {
        code: Code::X04,
        range: start..start + 4,
        message: "this comment is never closed".to_owned(),
        help: "end it with `-->`, or write `&lt;!--` if readers should see the mark".to_owned(),
    }
}

/// What the tokenizer takes for a comment must be one as authors know them: it reads `<?…`, `<![CDATA[…`
/// and `<!x>` as such too, and what it reads as a comment is not published.
fn comment_problem(source: &str, range: Range<usize>) -> Option<Problem> {
    let text = source.get(range.clone())?;
    if text.starts_with("<!--") {
        return (text.len() < 7 || !text.ends_with("-->")).then(|| unclosed(range.start));
    }
    let word =
        |rest: &str| rest.split(|ch: char| ch.is_whitespace() || ch == '>').next().unwrap_or_default().to_owned();
    let name = if text.starts_with("<![CDATA[") { "<![CDATA[".to_owned() } else { word(text) };
    Some(Problem {
        code: Code::X01,
        range,
        message: format!("`{name}` is not allowed"),
        help: "take it out, or write `&lt;` for a `<` that readers should see".to_owned(),
    })
}

/// The next `<` from here on.
fn mark_at(source: &str, from: usize) -> usize {
    source.get(from..).and_then(|rest| rest.find('<')).map_or(from, |at| from + at)
}

fn end_of_line(source: &str, from: usize) -> usize {
    source.get(from..).and_then(|rest| rest.find('\n')).map_or(source.len(), |at| from + at)
}

/// Where a token ends; comments and doctypes have no true start.
fn end_of(token: &Token<usize>) -> Option<usize> {
    match token {
        Token::StartTag(tag) => Some(tag.span.end),
        Token::EndTag(tag) => Some(tag.span.end),
        Token::String(text) => Some(text.span.end),
        Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => None,
    }
}

fn lossy(bytes: &html5gum::HtmlString) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn forbidden(name: &str, span: Span<usize>) -> Problem {
    let names: Vec<&str> = ELEMENTS.iter().map(|(name, _)| *name).collect();
    Problem {
        code: Code::X01,
        range: span.start..span.end,
        message: format!("the HTML element `<{name}>` is not allowed"),
        help: format!("use Markdown; allowed elements: {}", names.join(" ")),
    }
}

fn attribute_allowed(element: &str, key: &str, value: &str) -> bool {
    match key {
        "lang" => crate::cldr::canonical_tag(value).is_some(),
        "dir" => matches!(value, "ltr" | "rtl" | "auto"),
        "title" => element == "abbr",
        _ => false,
    }
}

/// A part of markup that nobody has looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Open { name: String, attributes: Vec<(String, String)> },
    Close(String),
    Text(String),
}

/// Takes markup apart as browsers do. Nothing is checked; comments are left out.
pub fn parts(source: &str) -> Vec<Part> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let part = |token| match token {
        Token::StartTag(tag) => {
            let attributes = tag.attributes.iter().map(|(key, value)| (lossy(key), lossy(&value.value))).collect();
            Some(Part::Open { name: lossy(&tag.name), attributes })
        }
        Token::EndTag(tag) => Some(Part::Close(lossy(&tag.name))),
        Token::String(text) => Some(Part::Text(lossy(&text.value))),
        Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => None,
    };
    Tokenizer::new_with_emitter(source, emitter).filter_map(|Ok(token)| part(token)).collect()
}

/// What readers of a block of markup see, a line for each of its own: breaks and blocks end one.
pub fn words(source: &str) -> String {
    const WITHIN_A_LINE: [&str; 24] = [
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "rt", "ruby", "s",
        "samp", "small", "span", "strong", "sub", "sup", "u", "wbr",
    ];
    let mut out = String::new();
    let mut silent: Option<String> = None;
    for part in parts(source) {
        match part {
            Part::Open { name, .. } if silent.is_none() && matches!(name.as_str(), "script" | "style") => {
                silent = Some(name)
            }
            Part::Close(name) if silent.as_ref() == Some(&name) => silent = None,
            Part::Open { name, .. } | Part::Close(name) => {
                if silent.is_none() && !WITHIN_A_LINE.contains(&name.as_str()) {
                    out.push('\n');
                }
            }
            Part::Text(text) if silent.is_none() => out.push_str(&text.replace('\n', " ")),
            Part::Text(_) => {}
        }
    }
    out
}

/// Escapes text for HTML and for attributes in double quotes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(&mut out, text);
    out
}

/// Appends text escaped for HTML and for attributes in double quotes.
pub fn escape_into(out: &mut String, text: &str) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let mut length = 1;
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            // No HTML and no XML may hold these.
            0..=8 | 0x0b | 0x0c | 0x0e..=0x1f => "\u{fffd}",
            0xef if text[at..].starts_with(['\u{fffe}', '\u{ffff}']) => {
                length = 3;
                "\u{fffd}"
            }
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(entity);
        done = at + length;
    }
    out.push_str(&text[done..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(source: &str) -> (String, Vec<String>) {
        let (pieces, problems) = read(source);
        let html = pieces.into_iter().filter_map(Piece::into_html).collect();
        let said = problems.into_iter().map(|problem| format!("{} {}", problem.code.id(), &source[problem.range]));
        (html, said.collect())
    }

    #[test]
    fn allowed_elements_pass_and_others_are_reported() {
        assert_eq!(clean("<SUP>2</SUP><br/>"), ("<sup>2</sup><br>".to_owned(), vec![]));
        assert_eq!(clean("<abbr title='a\"b'>x</abbr>").0, "<abbr title=\"a&quot;b\">x</abbr>");
        assert_eq!(clean("<script>alert(1)</script>").1, ["X01 <script>", "X01 </script>"]);
        assert_eq!(clean("<sub onclick=x>"), ("<sub>".to_owned(), vec!["X02 <sub onclick=x>".to_owned()]));
        assert_eq!(clean("<!-- note -->"), (String::new(), vec![]));
    }

    #[test]
    fn nothing_is_swallowed_without_a_word() {
        let said = |source: &str| clean(source).1;
        assert_eq!(said("a <!-- x --> <!-- oops\n\nCall a doctor.\n"), ["X04 <!--"]);
        assert_eq!(said("<!-->"), ["X04 <!--"]);
        assert_eq!(said("<?php x ?>"), ["X01 <?php x ?>"]);
        assert_eq!(said("<sup>1</sup> <![CDATA[ x ]]>"), ["X01 <![CDATA[ x ]]>"]);
        assert_eq!(said("<!X y>"), ["X01 <!X y>"]);
        assert_eq!(said("text <div title=\"x\nmore\n"), ["X04 <div title=\"x"]);
        assert_eq!(said("<!-- a > b - -- c\n\nd -->"), [""; 0]);
        assert!(endless_comment("<p>x</p>\n<!-- oops").is_some());
        assert!(endless_comment("<script>\"<!--\"</script>").is_none());
        assert!(endless_comment("<!-- x --><b>x</b>").is_none());
    }
}
