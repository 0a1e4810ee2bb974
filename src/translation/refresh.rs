//! A PO file that is kept, brought in step with its source as gettext's `msgmerge` does: translations stay, what the
//! source no longer says goes to the end as history, and a text that changed keeps its old translation, marked fuzzy,
//! with the text that it was made of.

use std::collections::BTreeSet;

use super::catalog;
use super::exchange::{Entry, Exported, Mark, read_context};
use super::po::{self, File, Message, SyntaxError};

/// Texts that share this part of their words are taken for forms of one.
const MIN_LIKENESS: f64 = 0.6;

/// The file of a chapter with these blocks; `old` is empty if there is none yet.
pub fn refresh(tag: &str, entries: &[Entry], old: &str) -> Result<String, SyntaxError> {
    let mut file = po::read(old)?;
    if file.header.is_empty() {
        file.header = catalog::header(tag);
    }
    let n_live = file.messages.len();
    let mut known: Vec<Option<Message>> = file.messages.drain(..).chain(file.obsolete.drain(..)).map(Some).collect();
    let mut made: Vec<Option<Message>> = entries.iter().map(|entry| exact(entry, &mut known, n_live)).collect();
    for (entry, made) in entries.iter().zip(&mut made) {
        let message = made.take().or_else(|| like(entry, &mut known)).unwrap_or_default();
        // What the text is now would be noise: the file itself says it.
        let mark = Mark { exported: Exported::Unknown, ..entry.mark.clone() };
        *made = Some(Message {
            context: Some(entry.context()),
            id: entry.text.clone(),
            extracted: vec![mark.write()],
            ..message
        });
    }
    let left = known.into_iter().flatten().filter(|message| !message.text.trim().is_empty());
    Ok(po::write(&File {
        header: file.header,
        messages: made.into_iter().flatten().collect(),
        obsolete: left.collect(),
    }))
}

/// The message of exactly this block. What comes back from history has to be looked at.
fn exact(entry: &Entry, known: &mut [Option<Message>], n_live: usize) -> Option<Message> {
    let is_it = |message: &Message| {
        let context = read_context(message.context.as_deref().unwrap_or_default());
        message.id == entry.text && context == (entry.chapter.as_str(), entry.n)
    };
    let at = known.iter().position(|message| message.as_ref().is_some_and(is_it))?;
    let mut message = known[at].take()?;
    message.fuzzy |= at >= n_live;
    Some(message)
}

/// The translation of the text that is most like this one.
fn like(entry: &Entry, known: &mut [Option<Message>]) -> Option<Message> {
    let translated = |message: &&Message| !message.text.trim().is_empty();
    let weighed = known.iter().enumerate().filter_map(|(at, message)| {
        let message = message.as_ref().filter(translated)?;
        Some((at, likeness(&entry.text, &message.id)))
    });
    let best = weighed
        .filter(|(_, likeness)| *likeness >= MIN_LIKENESS)
        .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    let mut message = known[best?.0].take()?;
    let before = message.previous.take().filter(|_| message.fuzzy).unwrap_or_else(|| message.id.clone());
    message.previous = Some(before);
    message.fuzzy = true;
    Some(message)
}

/// The part of the words that two texts share (Dice).
fn likeness(a: &str, b: &str) -> f64 {
    let words = |text: &str| -> BTreeSet<String> { text.split_whitespace().map(str::to_lowercase).collect() };
    let (a, b) = (words(a), words(b));
    let shared = a.intersection(&b).count();
    2.0 * shared as f64 / (a.len() + b.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(text: &str, n: usize) -> Entry {
        Entry {
            chapter: "hands".to_owned(),
            n,
            text: text.to_owned(),
            translation: String::new(),
            fuzzy: false,
            previous: None,
            mark: Mark::default(),
        }
    }

    #[test]
    fn translations_stay_and_what_changed_is_marked() {
        let old = "msgid \"\"\nmsgstr \"\"\n\"Language: bn\\n\"\n\"X-Generator: Weblate\\n\"\n\n\
                   # as on the poster\n#. \nmsgctxt \"hands\"\nmsgid \"Soap.\"\nmsgstr \"S\"\n\n\
                   #. \nmsgctxt \"hands#2\"\nmsgid \"Soap.\"\nmsgstr \"S2\"\n\n\
                   #. \nmsgctxt \"hands\"\nmsgid \"Wash for 20 seconds each time.\"\nmsgstr \"W\"\n\n\
                   #. \nmsgctxt \"hands\"\nmsgid \"It is gone.\"\nmsgstr \"G\"\n";
        let source =
            [entry("Soap.", 1), entry("Soap.", 2), entry("Wash for 40 seconds each time.", 1), entry("New.", 1)];
        let first = refresh("bn", &source, old).expect("a valid file");
        let (kept, _) = old.split_once("#. \nmsgctxt \"hands\"\nmsgid \"Wash").expect("two parts");
        let wanted = "#. \n#, fuzzy\n#| msgid \"Wash for 20 seconds each time.\"\nmsgctxt \"hands\"\n\
                      msgid \"Wash for 40 seconds each time.\"\nmsgstr \"W\"\n\n\
                      #. \nmsgctxt \"hands\"\nmsgid \"New.\"\nmsgstr \"\"\n\n\
                      #~ #. \n#~ msgctxt \"hands\"\n#~ msgid \"It is gone.\"\n#~ msgstr \"G\"\n";
        assert_eq!(first, format!("{kept}{}", wanted.replace("#~ #. \n", "")));
        assert_eq!(refresh("bn", &source, &first).as_ref(), Ok(&first), "a second time changes nothing");
        let back = [&source[..], &[entry("It is gone.", 1)]].concat();
        let back = refresh("bn", &back, &first).expect("a valid file");
        assert!(back.ends_with("#, fuzzy\nmsgctxt \"hands\"\nmsgid \"It is gone.\"\nmsgstr \"G\"\n"), "{back}");
    }
}
