//! Family L: encoding, bidirectional controls and script of a document's text.

use crate::cldr;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::document::{Doc, Kind};

/// Letters that are looked at to tell the script.
const SAMPLE: usize = 500;

/// Checks a document's text.
pub fn check(doc: &Doc, script: &str) -> Vec<Diagnostic> {
    let mut diags = Vec::new();
    characters(doc, script, &mut diags);
    isolates(doc, &mut diags);
    letters(doc, script, &mut diags);
    doubled(doc, &mut diags);
    diags
}

fn report(doc: &Doc, diags: &mut Vec<Diagnostic>, code: Code, at: usize, len: usize, message: String, help: &str) {
    let (file, range) = doc.place(at as u32, (at + len) as u32);
    diags.push(Diagnostic::new(code, message).at(file, range).help(help));
}

/// Control characters, lost letters, decomposed letters, and bidi controls that are never allowed.
fn characters(doc: &Doc, script: &str, diags: &mut Vec<Diagnostic>) {
    let text = &doc.text;
    let odd = |byte: u8| (byte < 0x20 && byte != b'\n' && byte != b'\t') || byte == 0x7F;
    for at in text.bytes().enumerate().filter(|(_, byte)| odd(*byte)).map(|(at, _)| at).take(20) {
        let code = u32::from(text.as_bytes()[at]);
        report(doc, diags, Code::L04, at, 1, format!("control character U+{code:04X}"), "take it out");
    }
    if text.is_ascii() {
        return;
    }
    // Only characters that begin with one of these bytes can be meant; the others are passed over fast.
    let suspects = text.bytes().enumerate().filter(|(_, byte)| matches!(byte, 0xC2 | 0xE2 | 0xEF | 0xF3));
    for (at, ch) in suspects.filter_map(|(at, _)| Some((at, text.get(at..)?.chars().next()?))) {
        let code = u32::from(ch);
        match code {
            0xFFFD => {
                let help = "a letter was lost when the file was converted; write it again";
                report(doc, diags, Code::L04, at, 3, "U+FFFD stands for a letter that was lost".to_owned(), help);
            }
            0x202A..=0x202E => {
                let help = "use nothing, or isolates (U+2068 and U+2069) in pairs";
                let message = format!("bidirectional embedding or override U+{code:04X}");
                report(doc, diags, Code::L03, at, ch.len_utf8(), message, help);
            }
            0xE0000..=0xE007F | 0x206A..=0x206F | 0x80..=0x9F => {
                let message = format!("control character U+{code:04X}");
                report(doc, diags, Code::L04, at, ch.len_utf8(), message, "take it out");
            }
            0x200B if !breaks_words(script) && !beside_breaking(text, at) => {
                let help = "take it out: it hides words from search; only scripts such as Thai and Khmer need it";
                report(doc, diags, Code::L04, at, 3, "invisible zero width space U+200B".to_owned(), help);
                lower(diags);
            }
            0xFEFF => {
                let help = "take it out; U+2060 keeps two words together";
                report(doc, diags, Code::L04, at, 3, "byte order mark U+FEFF within the text".to_owned(), help);
                lower(diags);
            }
            _ => {}
        }
    }
    if let Some(at) = cldr::first_not_nfc(text) {
        let len = text[at..].chars().next().map_or(1, char::len_utf8);
        let help = "save the file in Unicode Normalization Form C; most editors can";
        report(doc, diags, Code::L04, at, len, "this text is not in NFC".to_owned(), help);
    }
}

/// Odd, but no text is lost by it.
fn lower(diags: &mut [Diagnostic]) {
    if let Some(last) = diags.last_mut() {
        last.level = Level::Warning;
    }
}

/// Scripts that write no spaces between words and mark where a line may break with U+200B.
fn breaks_words(script: &str) -> bool {
    matches!(
        script,
        "Thai"
            | "Laoo"
            | "Khmr"
            | "Mymr"
            | "Tibt"
            | "Lana"
            | "Talu"
            | "Tale"
            | "Tavt"
            | "Java"
            | "Bali"
            | "Sund"
            | "Cham"
    )
}

/// Whether a letter of such a script stands beside a character: a Thai name in an English text.
fn beside_breaking(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().nth(1);
    before.into_iter().chain(after).filter_map(cldr::script_of_char).any(breaks_words)
}

/// Isolates must be closed in the block in which they are opened.
fn isolates(doc: &Doc, diags: &mut Vec<Diagnostic>) {
    if !doc.text.contains(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}']) {
        return;
    }
    for (index, node) in doc.tree.nodes.iter().enumerate() {
        if !node.kind.holds_inlines() {
            continue;
        }
        let mut open: Vec<usize> = Vec::new();
        let mut stray = None;
        for inner in doc.tree.subtree(index as u32) {
            let inner = doc.tree.nodes[inner];
            if inner.kind != Kind::Text {
                continue;
            }
            let text = &doc.text[inner.start as usize..inner.stop as usize];
            for (at, ch) in text.char_indices() {
                let at = inner.start as usize + at;
                match ch {
                    '\u{2066}'..='\u{2068}' => open.push(at),
                    '\u{2069}' if open.pop().is_none() => stray = Some(at),
                    _ => {}
                }
            }
        }
        for at in open.into_iter().chain(stray) {
            let help = "close every isolate (U+2066, U+2067, U+2068) with U+2069 in the same block";
            report(doc, diags, Code::L03, at, 3, "bidirectional isolate without its partner".to_owned(), help);
        }
    }
}

/// Most letters should be of the locale's script.
fn letters(doc: &Doc, script: &str, diags: &mut Vec<Diagnostic>) {
    let accepted: &[&str] = match script {
        "Hans" | "Hant" | "Hani" => &["Hani"],
        "Jpan" => &["Hani", "Kana"],
        "Kore" => &["Hang", "Hani"],
        "Zyyy" => return,
        _ => &[],
    };
    let (mut own, mut all) = (0_usize, 0_usize);
    let mut first = None;
    'nodes: for node in doc.tree.nodes.iter().filter(|node| node.kind == Kind::Text) {
        for ch in doc.text[node.start as usize..node.stop as usize].chars() {
            let Some(found) = cldr::script_of_char(ch) else { continue };
            first = first.or(Some(*node));
            all += 1;
            own += usize::from(found == script || accepted.contains(&found));
            if all >= SAMPLE {
                break 'nodes;
            }
        }
    }
    if let Some(node) = first.filter(|_| all >= 40 && own * 10 < all * 3) {
        let (file, range) = doc.place_of(&node);
        let share = own * 100 / all;
        let message = format!("only {share} % of the letters are of the locale's script ({script})");
        let help = "is the file in the right folder, and is it translated?";
        diags.push(Diagnostic::new(Code::L02, message).at(file, range).help(help));
    }
}

/// Words that may stand twice in a row, by the languages in which all others may not. In most languages a word is
/// doubled to mean more, many or each (Indonesian, Swahili, Chinese, Japanese, Turkish, Vietnamese, Hindi, Bengali,
/// Persian …): those are not looked at.
const DOUBLED: [(&str, &[&str]); 9] = [
    ("en", &["that", "had", "very", "no", "bye", "ha", "is", "do"]),
    ("de", &["die", "der", "das", "dem", "den", "sie", "sehr"]),
    ("fr", &["une", "nous", "vous", "en", "faire", "très", "non"]),
    ("es", &["no", "muy", "ya", "una", "uno"]),
    ("it", &["una", "uno", "così", "piano", "quasi", "no", "via", "molto"]),
    ("pt", &["não", "muito", "se", "já"]),
    ("nl", &["die", "dat", "ze", "heel"]),
    ("sv", &["det", "mycket"]),
    ("pl", &["się", "bardzo"]),
];

/// A word that stands twice in a row. The first of a document stands for all.
fn doubled(doc: &Doc, diags: &mut Vec<Diagnostic>) {
    let tag = doc.file.below("content").and_then(|inner| inner.split(['/', '-']).next()).unwrap_or_default();
    let Some((_, meant)) = DOUBLED.iter().find(|(language, _)| *language == tag) else { return };
    let mut found = None;
    let mut n_found = 0;
    for node in doc.tree.nodes.iter().filter(|node| node.kind == Kind::Text) {
        let (start, text) = (node.start as usize, &doc.text[node.start as usize..node.stop as usize]);
        let mut last: Option<&str> = None;
        for word in text.split(' ') {
            let again = last.is_some_and(|last| last == word || last.to_lowercase() == word.trim_end_matches(is_mark));
            let is_word = word.chars().next().is_some_and(|ch| ch.is_lowercase());
            let bare = word.trim_end_matches(is_mark);
            if again && is_word && bare.chars().count() > 1 && !meant.contains(&bare) {
                n_found += 1;
                found = found.or(Some((start + (word.as_ptr() as usize - text.as_ptr() as usize), bare)));
            }
            last = Some(word).filter(|word| word.chars().all(char::is_alphabetic));
        }
    }
    if let Some((at, word)) = found {
        let message = match n_found {
            1 => format!("`{word}` stands twice"),
            n => format!("`{word}` stands twice, the first of {n} doubled words of this chapter"),
        };
        report(doc, diags, Code::L06, at, word.len(), message, "take one of them out");
    }
}

fn is_mark(ch: char) -> bool {
    matches!(ch, '.' | ',' | ';' | ':' | '!' | '?')
}

#[cfg(test)]
mod tests {
    use crate::vpath::VPath;

    fn said(text: &str, script: &str) -> Vec<String> {
        let file = VPath::known("content/en/a.md");
        let doc = crate::document::parse(&file, &text.into(), &Default::default(), Default::default());
        let diags = super::check(&doc, script);
        diags.iter().map(|diag| format!("{} {} {:?}", diag.level.name(), diag.message, diag.range)).collect()
    }

    #[test]
    fn a_doubled_word_is_told_where_it_can_only_be_a_slip() {
        assert_eq!(said("Wash the the hands.", "Latn"), ["info `the` stands twice Some(9..12)"]);
        let two = "info `the` stands twice, the first of 2 doubled words of this chapter Some(4..7)";
        assert_eq!(said("The the soap and and water.", "Latn"), [two]);
        for text in ["He had had it.", "A B B.", "ask Ann Ann knows", "it, it is", "2 2", "the **the**", "so so-called"]
        {
            assert_eq!(said(text, "Latn"), [""; 0], "{text}");
        }
        let file = VPath::known("content/id/a.md");
        let doc = crate::document::parse(&file, &"anak anak".into(), &Default::default(), Default::default());
        assert_eq!(super::check(&doc, "Latn"), []);
    }

    #[test]
    fn invisible_characters_are_reported_where_no_script_needs_them() {
        let space = "warning invisible zero width space U+200B Some(1..4)";
        assert_eq!(said("a\u{200b}b", "Latn"), [space]);
        assert_eq!(said("a\u{200b}b", "Thai"), [""; 0]);
        assert_eq!(said("Thai: ไทย\u{200b}ไทย", "Latn"), [""; 0]);
        assert_eq!(said("洗\u{200b}手", "Hans").len(), 1);
        assert_eq!(said("a\u{feff}b", "Latn"), ["warning byte order mark U+FEFF within the text Some(1..4)"]);
        assert_eq!(said("می\u{200c}خواهم", "Arab"), [""; 0]);
    }
}
