//! A text in one form for reading: lower case, European digits, one kind of space, without marks that do not tell
//! words apart. Each character knows where it came from.

use crate::cldr;

/// See the module's text.
#[derive(Debug, Default)]
pub struct Folded {
    pub chars: Vec<char>,
    /// As written.
    pub raw: Vec<char>,
    /// Byte in the text where each character begins, and one more: the text's length.
    pub at: Vec<usize>,
}

impl Folded {
    pub fn new(text: &str) -> Folded {
        let mut out = Folded::default();
        let mut last = ' ';
        for (at, raw) in text.char_indices() {
            let mut push = |ch: char| {
                out.chars.push(ch);
                out.raw.push(raw);
                out.at.push(at);
            };
            match fold(raw, last) {
                Some('℃') => ['°', 'c'].into_iter().for_each(push),
                Some('℉') => ['°', 'f'].into_iter().for_each(push),
                Some(ch) => push(ch),
                None => {}
            }
            last = raw;
        }
        out.at.push(text.len());
        out
    }

    pub fn get(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }
}

/// The folded characters of a word of a lexicon.
pub fn fold_word(word: &str) -> Vec<char> {
    Folded::new(word).chars
}

fn fold(ch: char, last: char) -> Option<char> {
    if ch.is_ascii() {
        return Some(if matches!(ch, '\n' | '\t' | '\r') { ' ' } else { ch.to_ascii_lowercase() });
    }
    if let Some(digit) = cldr::digit_value(ch) {
        return char::from_digit(digit.into(), 10);
    }
    Some(match ch {
        // Vowel signs and length marks of Arabic script, nukta, joiners, soft hyphens, isolates.
        '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' => return None,
        '\u{93c}' | '\u{9bc}' | '\u{ad}' | '\u{200d}'..='\u{200f}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {
            return None;
        }
        '\u{200c}' if is_arabic(last) => ' ',
        '\u{200b}' | '\u{200c}' => return None,
        'أ' | 'إ' | 'آ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ک' => 'ك',
        'ۀ' | 'ە' => 'ه',
        'İ' | 'ı' => 'i',
        '٪' | '％' | '﹪' => '%',
        'μ' => 'µ',
        'º' | '˚' => '°',
        '’' | '‘' | 'ʼ' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        '\u{2212}' => '−',
        '〜' | '～' | '∼' => '~',
        '\u{3000}' => ' ',
        '：' => ':',
        '／' | '⁄' => '/',
        '\u{ff01}'..='\u{ff5e}' => {
            let ascii = char::from_u32(u32::from(ch) - 0xfee0).unwrap_or(ch);
            ascii.to_ascii_lowercase()
        }
        _ if ch.is_whitespace() => ' ',
        _ => ch.to_lowercase().next().unwrap_or(ch),
    })
}

pub fn is_arabic(ch: char) -> bool {
    matches!(ch, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}')
}

/// Han characters and kana: written without spaces between words.
pub fn is_unspaced(ch: char) -> bool {
    matches!(ch, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// Whether a character is part of a word.
pub fn is_word(ch: char) -> bool {
    if ch.is_ascii() {
        return ch.is_ascii_alphanumeric();
    }
    // Signs of Indic scripts that are no letters, but for the two dandas.
    let sign = matches!(ch, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{963}' | '\u{966}'..='\u{dff}');
    sign || ch.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_write_the_same_become_one() {
        let fold = |text: &str| fold_word(text).into_iter().collect::<String>();
        assert_eq!(fold("২০ ٢٠ ۲۰ २० ２０"), "20 20 20 20 20");
        assert_eq!(fold("50٪ 38℃ 5\u{a0}ML"), "50% 38°c 5 ml");
        assert_eq!(fold("دست‌کم"), "دست كم");
        assert_eq!(fold("ساعةً"), "ساعة");
        assert_eq!(fold("ज़्यादा"), fold("ज्यादा"));
        let folded = Folded::new("٢ ℃");
        assert_eq!(folded.at, [0, 2, 3, 3, 6]);
    }
}
