//! PO files: the translations that gettext tools keep. Every line is either understood or an error with
//! its number. Plural forms are read over: prose has none.
//!
//! An own reader, because the published ones fail with a panic on files that an editor's slip can make.

use std::fmt::Write as _;

/// A PO file: what its header says, and its messages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct File {
    /// Fields and their values, in order.
    pub header: Vec<(String, String)>,
    pub messages: Vec<Message>,
    /// Messages that are kept only for their history, `#~`.
    pub obsolete: Vec<Message>,
}

/// One message of a PO file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    /// The line of its `msgid`, from 1.
    pub line: usize,
    /// The line of its `msgstr`.
    pub text_line: usize,
    pub context: Option<String>,
    pub id: String,
    /// Empty if it is not translated.
    pub text: String,
    /// Whether a translator still has to look at it.
    pub fuzzy: bool,
    /// Comments of translators, `#`.
    pub comments: Vec<String>,
    /// Comments of the program that wrote the file, `#.`.
    pub extracted: Vec<String>,
    /// The text that the translation was made of, `#| msgid`.
    pub previous: Option<String>,
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

/// Reads a PO file. The header is the message with an empty id.
pub fn read(text: &str) -> Result<File, SyntaxError> {
    let mut file = File::default();
    let mut current = Message::default();
    let mut part = Part::None;
    let mut in_previous = false;
    let mut history = String::new();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (at, line) in text.lines().enumerate() {
        let number = at + 1;
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let fail = |message| SyntaxError { line: number, message };
        if let Some(rest) = line.strip_prefix("#~").filter(|rest| !rest.starts_with('|')) {
            history.push_str(&format!("{rest}\n"));
        }
        if let Some(rest) = line.strip_prefix('#') {
            // What stands after a translation belongs to the next message.
            if part == Part::Text || part == Part::Ignored {
                finish(&mut file, &mut current);
                part = Part::None;
            }
            comment(&mut current, &mut in_previous, rest);
            continue;
        }
        let (keyword, quoted) = line.split_at(line.find('"').ok_or(fail("there is no text in quotes"))?);
        let quoted = unquote(quoted).map_err(fail)?;
        match keyword.trim_end() {
            "" if part == Part::None => return Err(fail("text in quotes without `msgid` or `msgstr`")),
            "" => {}
            "msgctxt" => {
                if matches!(part, Part::Text | Part::Ignored) {
                    finish(&mut file, &mut current);
                }
                current.context = Some(String::new());
                part = Part::Context;
            }
            "msgid" => {
                if matches!(part, Part::Text | Part::Ignored) {
                    finish(&mut file, &mut current);
                }
                current.line = number;
                part = Part::Id;
            }
            "msgstr" => {
                current.text_line = number;
                part = Part::Text;
            }
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
    finish(&mut file, &mut current);
    if !history.is_empty() {
        // History that cannot be read is passed over: it decides nothing.
        file.obsolete = read(&history).map(|history| history.messages).unwrap_or_default();
    }
    Ok(file)
}

fn finish(file: &mut File, current: &mut Message) {
    let message = std::mem::take(current);
    if !message.id.is_empty() {
        file.messages.push(message);
    } else if file.header.is_empty() && message.context.is_none() {
        let fields = message.text.lines().filter_map(|line| line.split_once(':'));
        file.header = fields.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect();
    }
}

/// Writes a PO file, one line for each text: tools wrap lines in ways of their own, and read all of them.
pub fn write(file: &File) -> String {
    let mut out = String::from("msgid \"\"\nmsgstr \"\"\n");
    for (name, value) in &file.header {
        let _ = writeln!(out, "{}", quote(&format!("{name}: {value}\n")));
    }
    for message in &file.messages {
        out.push('\n');
        write_message(message, "", &mut out);
    }
    for message in &file.obsolete {
        out.push('\n');
        let message =
            Message { comments: Vec::new(), extracted: Vec::new(), fuzzy: false, previous: None, ..message.clone() };
        write_message(&message, "#~ ", &mut out);
    }
    out
}

fn write_message(message: &Message, prefix: &str, out: &mut String) {
    for comment in &message.comments {
        let _ = writeln!(out, "{}", format!("# {comment}").trim_end());
    }
    for comment in &message.extracted {
        let _ = writeln!(out, "#. {comment}");
    }
    if message.fuzzy {
        out.push_str("#, fuzzy\n");
    }
    if let Some(previous) = &message.previous {
        let _ = writeln!(out, "#| msgid {}", quote(previous));
    }
    if let Some(context) = &message.context {
        let _ = writeln!(out, "{prefix}msgctxt {}", quote(context));
    }
    let (id, text) = (quote(&message.id), quote(&message.text));
    let _ = writeln!(out, "{prefix}msgid {id}\n{prefix}msgstr {text}");
}

fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for ch in text.chars() {
        match ch {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\\' | '"' => out.extend(['\\', ch]),
            _ => out.push(ch),
        }
    }
    out.push('"');
    out
}

/// Takes what a comment says to the message it stands before. History that cannot be read is passed over: it
/// explains, it decides nothing.
fn comment(current: &mut Message, in_previous: &mut bool, comment: &str) {
    match comment.chars().next() {
        Some(',') => current.fuzzy |= comment[1..].split(',').any(|flag| flag.trim() == "fuzzy"),
        Some('.') => current.extracted.push(comment[1..].trim().to_owned()),
        Some('|') => {
            let rest = comment[1..].trim();
            let quoted = rest.find('"').map(|at| (rest[..at].trim(), unquote(&rest[at..])));
            match quoted {
                Some(("msgid", Ok(text))) => {
                    current.previous = Some(text);
                    *in_previous = true;
                }
                Some(("", Ok(text))) if *in_previous => current.previous.get_or_insert_default().push_str(&text),
                _ => *in_previous = false,
            }
        }
        // A message that is kept only for its history takes its comments with it.
        Some('~') => *current = Message::default(),
        Some(' ') | None => current.comments.push(comment.trim().to_owned()),
        _ => {}
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
        let shown: Vec<String> = read
            .messages
            .iter()
            .map(|m| format!("{} {:?} {:?} {:?} {}", m.line, m.context, m.id, m.text, m.fuzzy))
            .collect();
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
    fn what_is_written_is_read_back() {
        let message = Message {
            context: Some("hands#2".to_owned()),
            id: "a \"b\" \\* c\n".to_owned(),
            text: "\u{995}\t".to_owned(),
            fuzzy: true,
            extracted: vec!["b=1 t=2".to_owned(), "critical".to_owned()],
            previous: Some("a \"old\"".to_owned()),
            comments: vec!["as in the poster".to_owned()],
            line: 11,
            text_line: 12,
        };
        let file =
            File { header: vec![("Language".to_owned(), "bn".to_owned())], messages: vec![message], ..File::default() };
        assert_eq!(read(&write(&file)), Ok(file));
        let wrapped = "#. one\n#| msgctxt \"c\"\n#| msgid \"\"\n#| \"a \"\n#| \"b\"\nmsgid \"c\"\nmsgstr \"\"\n#, fuzzy\n#~ msgid \"x\"\n#~ msgstr \"y\"\nmsgid \"d\"\nmsgstr \"\"\n";
        let read = read(wrapped).expect("a valid file").messages;
        assert_eq!((read[0].previous.as_deref(), read[0].extracted.as_slice()), (Some("a b"), &["one".to_owned()][..]));
        assert!(!read[1].fuzzy, "what is obsolete does not mark its neighbour");
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
