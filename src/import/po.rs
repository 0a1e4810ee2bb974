//! PO files: the translations that gettext tools keep. Every line is either understood or an error with
//! its number. Plural forms are read over: prose has none.
//!
//! An own reader, because the published ones fail with a panic on files that an editor's slip can make.

/// One message of a PO file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    /// The line of its `msgid`, from 1.
    pub line: usize,
    pub context: Option<String>,
    pub id: String,
    /// Empty if it is not translated.
    pub text: String,
    /// Whether a translator still has to look at it.
    pub fuzzy: bool,
}

/// A line that is no PO.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    pub line: usize,
    pub message: &'static str,
}

/// Which text the next quoted line goes on with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    None,
    Context,
    Id,
    Text,
    /// Plural forms, and messages that are kept only for their history.
    Ignored,
}

/// Reads a PO file. The header (the message with an empty id) is left out.
pub fn read(text: &str) -> Result<Vec<Message>, SyntaxError> {
    let mut messages = Vec::new();
    let mut current = Message::default();
    let mut part = Part::None;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (at, line) in text.lines().enumerate() {
        let number = at + 1;
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let fail = |message| SyntaxError { line: number, message };
        if let Some(comment) = line.strip_prefix('#') {
            // What stands after a translation belongs to the next message.
            if part == Part::Text || part == Part::Ignored {
                finish(&mut messages, &mut current);
                part = Part::None;
            }
            if let Some(flags) = comment.strip_prefix(',') {
                current.fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
            }
            continue;
        }
        let (keyword, quoted) = line.split_at(line.find('"').ok_or(fail("there is no text in quotes"))?);
        let quoted = unquote(quoted).map_err(fail)?;
        match keyword.trim_end() {
            "" if part == Part::None => return Err(fail("text in quotes without `msgid` or `msgstr`")),
            "" => {}
            "msgctxt" => {
                if matches!(part, Part::Text | Part::Ignored) {
                    finish(&mut messages, &mut current);
                }
                current.context = Some(String::new());
                part = Part::Context;
            }
            "msgid" => {
                if matches!(part, Part::Text | Part::Ignored) {
                    finish(&mut messages, &mut current);
                }
                current.line = number;
                part = Part::Id;
            }
            "msgstr" => part = Part::Text,
            "msgid_plural" => part = Part::Ignored,
            other if other.starts_with("msgstr[") && other.ends_with(']') => part = Part::Ignored,
            _ => return Err(fail("a line begins with `msgctxt`, `msgid`, `msgstr`, `#` or a quote")),
        }
        match part {
            Part::Context => current.context.get_or_insert_default().push_str(&quoted),
            Part::Id => current.id.push_str(&quoted),
            Part::Text => current.text.push_str(&quoted),
            Part::None | Part::Ignored => {}
        }
    }
    finish(&mut messages, &mut current);
    Ok(messages)
}

fn finish(messages: &mut Vec<Message>, current: &mut Message) {
    let message = std::mem::take(current);
    if !message.id.is_empty() {
        messages.push(message);
    }
}

/// The text between a pair of quotes, with its escapes resolved.
fn unquote(quoted: &str) -> Result<String, &'static str> {
    let open = "the quote is not closed at the end of the line";
    let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).ok_or(open)?;
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(ch) = chars.next() {
        match ch {
            '"' => return Err("a quote inside the text is written `\\\"`"),
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some('r') => out.push('\r'),
                Some(ch @ ('\\' | '"')) => out.push(ch),
                Some(_) => return Err("known escapes are `\\n`, `\\t`, `\\r`, `\\\\` and `\\\"`"),
                None => return Err(open),
            },
            _ => out.push(ch),
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read_with_their_state_and_line() {
        let text = "\u{feff}# Title\n#\nmsgid \"\"\nmsgstr \"Language: de\\n\"\n\n#: src/a.md:1\n#, fuzzy, no-wrap\n#| msgid \"old\"\nmsgid \"\"\n\"one \"\n\"\\\"two\\\"\\n\"\nmsgstr \"eins\"\nmsgctxt \"c\"\nmsgid \"b\"\nmsgstr \"\"\n#~ msgid \"gone\"\n#~ msgstr \"weg\"\n\nmsgid \"p\"\nmsgid_plural \"ps\"\nmsgstr[0] \"x\"\nmsgstr[1] \"y\"\n";
        let read = read(text).expect("a valid file");
        let shown: Vec<String> =
            read.iter().map(|m| format!("{} {:?} {:?} {:?} {}", m.line, m.context, m.id, m.text, m.fuzzy)).collect();
        assert_eq!(
            shown,
            [
                "9 None \"one \\\"two\\\"\\n\" \"eins\" true",
                "14 Some(\"c\") \"b\" \"\" false",
                "19 None \"p\" \"\" false",
            ]
        );
    }

    #[test]
    fn what_is_no_po_is_an_error_with_its_line() {
        let line = |text: &str| read(text).expect_err("an error").line;
        assert_eq!(line("msgid \"a\"\nmsgstr \"b\n"), 2);
        assert_eq!(line("msgid \"a\\q\"\n"), 1);
        assert_eq!(line("msgid \"a\"b\"\n"), 1);
        assert_eq!(line("\n\"a\"\n"), 2);
        assert_eq!(line("msgfoo \"a\"\n"), 1);
        assert_eq!(line("msgid a\n"), 1);
        assert_eq!(line("msgid \"\n"), 1);
    }
}
