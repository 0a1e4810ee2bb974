//! What CLDR and Unicode know: tags, direction, parents, scripts, digits, plurals, dates, order, NFC, lines.
//! The only module that names `icu` and `unicode_width`.

use std::borrow::Cow;
use std::sync::LazyLock;

use icu::collator::Collator;
use icu::collator::options::CollatorOptions;
use icu::datetime::DateTimeFormatter;
use icu::datetime::fieldsets::YMD;
use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal;
use icu::locale::fallback::LocaleFallbacker;
use icu::locale::subtags::Language;
use icu::locale::{Locale, LocaleCanonicalizer, LocaleDirectionality, LocaleExpander};
use icu::normalizer::ComposingNormalizerBorrowed;
use icu::plurals::{PluralCategory, PluralRules, PluralRulesOptions};
#[cfg(feature = "pdf")]
use icu::properties::props::DefaultIgnorableCodePoint;
use icu::properties::props::{EastAsianWidth, EmojiPresentation, GeneralCategory, GeneralCategoryGroup, Script};
use icu::properties::{CodePointMapData, CodePointSetData};
use icu::segmenter::{LineSegmenter, LineSegmenterBorrowed};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::date::Date;

/// The text in Unicode Normalization Form C.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    ComposingNormalizerBorrowed::new_nfc().normalize(text)
}

/// The byte offset of the first place where the text is not NFC.
pub fn first_not_nfc(text: &str) -> Option<usize> {
    if text.is_ascii() {
        return None;
    }
    let (head, tail) = ComposingNormalizerBorrowed::new_nfc().split_normalized(text);
    (!tail.is_empty()).then_some(head.len())
}

/// The canonical BCP 47 form of a tag, or `None` if it is not well formed.
pub fn canonical_tag(tag: &str) -> Option<String> {
    let mut locale = Locale::try_from_str(tag).ok()?;
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    Some(locale.to_string())
}

/// Whether readers of the locale read from right to left.
pub fn is_rtl(tag: &str) -> bool {
    Locale::try_from_str(tag).is_ok_and(|locale| LocaleDirectionality::new_extended().is_right_to_left(&locale.id))
}

/// The parents of a tag by CLDR, nearest first, without the root: `es-MX` gives `es-419`, `es`.
pub fn parents(tag: &str) -> Vec<String> {
    let Ok(locale) = Locale::try_from_str(tag) else { return Vec::new() };
    if tag == "zh-Hant-MO" {
        // In CLDR's parentLocales; ICU4X's compiled table leaves it out.
        return vec!["zh-Hant-HK".to_owned(), "zh-Hant".to_owned()];
    }
    let fallbacker = LocaleFallbacker::new();
    let mut steps = fallbacker.for_config(Default::default()).fallback_for((&locale).into());
    let mut out = Vec::new();
    loop {
        steps.step();
        if steps.get().is_unknown() {
            return out;
        }
        out.push(steps.get().to_string());
    }
}

/// The region subtag of a tag, as `BR` in `pt-BR`.
pub fn region_of(tag: &str) -> Option<String> {
    Some(Locale::try_from_str(tag).ok()?.id.region?.to_string())
}

/// The four-letter script that the locale is most likely written in, as `Arab` for `ur`.
pub fn script_of(tag: &str) -> Option<String> {
    let locale = Locale::try_from_str(tag).ok()?;
    if let Some(script) = locale.id.script {
        return Some(script.to_string());
    }
    LocaleExpander::new_extended().get_likely_script(&locale.id).map(|script| script.to_string())
}

/// The tag with its likely script and region: two tags that give the same mean the same readers.
pub fn likely(tag: &str) -> Option<String> {
    let mut locale = Locale::try_from_str(tag).ok()?;
    LocaleExpander::new_extended().maximize(&mut locale.id);
    Some(locale.to_string())
}

/// `language_REGION` as Open Graph wants it, with the likely region where the tag names none.
pub fn open_graph_locale(tag: &str) -> String {
    let Ok(mut locale) = Locale::try_from_str(tag) else { return tag.replace('-', "_") };
    LocaleExpander::new_extended().maximize(&mut locale.id);
    match locale.id.region {
        Some(region) => format!("{}_{region}", locale.id.language),
        None => locale.id.language.to_string(),
    }
}

/// Whether a text has the form of an ISO 3166-1 alpha-2 or UN M.49 code.
pub fn is_region(text: &str) -> bool {
    (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase()))
        || (text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Numbering systems with a digit for each of 0 to 9. Source: CLDR 48, `numberingSystems.xml`.
#[rustfmt::skip]
pub const DIGITS: [&str; 38] = [
    "latn", "arab", "arabext", "beng", "deva", "gujr", "guru", "khmr", "knda", "laoo", "mlym", "mymr", "orya",
    "tamldec", "telu", "thai", "tibt", "adlm", "bali", "cakm", "cham", "fullwide", "gong", "hanidec", "java", "kali",
    "lana", "lepc", "limb", "mong", "mtei", "nkoo", "olck", "rohg", "sinh", "sund", "talu", "vaii",
];

/// The scripts a text letter by letter, as four-letter codes; common and inherited ones as `None`.
pub fn script_of_char(ch: char) -> Option<&'static str> {
    if ch.is_ascii_alphabetic() {
        return Some("Latn");
    }
    if ch.is_ascii() {
        return None;
    }
    let script = CodePointMapData::<Script>::new().get(ch);
    Some(match script {
        Script::Latin => "Latn",
        Script::Arabic => "Arab",
        Script::Bengali => "Beng",
        Script::Devanagari => "Deva",
        Script::Cyrillic => "Cyrl",
        Script::Greek => "Grek",
        Script::Han => "Hani",
        Script::Hiragana | Script::Katakana => "Kana",
        Script::Hangul => "Hang",
        Script::Hebrew => "Hebr",
        Script::Thai => "Thai",
        Script::Lao => "Laoo",
        Script::Khmer => "Khmr",
        Script::Myanmar => "Mymr",
        Script::Tamil => "Taml",
        Script::Telugu => "Telu",
        Script::Gujarati => "Gujr",
        Script::Gurmukhi => "Guru",
        Script::Kannada => "Knda",
        Script::Malayalam => "Mlym",
        Script::Oriya => "Orya",
        Script::Sinhala => "Sinh",
        Script::Ethiopic => "Ethi",
        Script::Georgian => "Geor",
        Script::Armenian => "Armn",
        Script::Tibetan => "Tibt",
        Script::Common | Script::Inherited | Script::Unknown => return None,
        _ => "Zyyy",
    })
}

/// Columns that a text takes where every Latin letter takes one (UAX #11).
pub fn columns(text: &str) -> usize {
    text.width()
}

/// Columns of a character; none for one that is not shown by itself.
pub fn columns_of(ch: char) -> usize {
    ch.width().unwrap_or(0)
}

/// The pieces between which a line may end (UAX #14; words of Thai, Khmer and the like by a model of their own).
pub fn line_pieces(text: &str) -> impl Iterator<Item = &str> {
    static LINES: LazyLock<LineSegmenterBorrowed<'static>> =
        LazyLock::new(|| LineSegmenter::new_auto(Default::default()));
    let mut start = 0;
    LINES.segment_str(text).filter(|end| *end > 0).map(move |end| {
        let piece = &text[start..end];
        start = end;
        piece
    })
}

/// Whether a character is one of the writing systems that put no spaces between words, their punctuation
/// and Hangul included: wide, full-width or half-width, but no emoji.
pub fn is_cjk(ch: char) -> bool {
    // Nothing below Hangul is one, and most text is below.
    if ch < '\u{1100}' {
        return false;
    }
    let width = CodePointMapData::<EastAsianWidth>::new().get(ch);
    let wide = matches!(width, EastAsianWidth::Wide | EastAsianWidth::Fullwidth | EastAsianWidth::Halfwidth);
    (wide && !CodePointSetData::new::<EmojiPresentation>().contains(ch))
        || CodePointMapData::<Script>::new().get(ch) == Script::Hangul
}

/// Whether a character is punctuation or a symbol (general categories P and S).
pub fn is_punctuation(ch: char) -> bool {
    if ch.is_ascii() {
        return ch.is_ascii_punctuation();
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(ch);
    GeneralCategoryGroup::Punctuation.contains(category) || GeneralCategoryGroup::Symbol.contains(category)
}

/// Whether a character belongs to the one before it: vowel signs, accents, tone marks (general category M).
pub fn is_mark(ch: char) -> bool {
    // Nothing before the combining diacritical marks is one.
    ch >= '\u{300}' && GeneralCategoryGroup::Mark.contains(CodePointMapData::<GeneralCategory>::new().get(ch))
}

/// Whether a character is shown as nothing unless it is supported: joiners, marks of direction, variation selectors.
#[cfg(feature = "pdf")]
pub fn is_ignorable(ch: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(ch)
}

/// Whether a character is a symbol (general category S).
pub fn is_symbol(ch: char) -> bool {
    GeneralCategoryGroup::Symbol.contains(CodePointMapData::<GeneralCategory>::new().get(ch))
}

/// The value of a decimal digit of any script (general category Nd, whose digits stand in runs of ten).
pub fn digit_value(ch: char) -> Option<u8> {
    if ch.is_ascii() {
        return ch.is_ascii_digit().then(|| ch as u8 - b'0');
    }
    let category = CodePointMapData::<GeneralCategory>::new();
    if category.get(ch) != GeneralCategory::DecimalNumber {
        return None;
    }
    // Mathematical digits stand in five runs without a gap.
    let code = u32::from(ch);
    if (0x1D7CE..=0x1D7FF).contains(&code) {
        return Some(((code - 0x1D7CE) % 10) as u8);
    }
    // All other runs begin at the start of a column of 16, or six into it.
    let starts_at_six = category.get32(code & !0xF) != GeneralCategory::DecimalNumber;
    let offset = (code & 0xF) as u8;
    Some(if starts_at_six { offset.saturating_sub(6) } else { offset })
}

/// Numbers, dates and plurals of one locale.
pub struct Formats {
    decimal: Option<DecimalFormatter>,
    date: Option<DateTimeFormatter<YMD>>,
    plurals: Option<PluralRules>,
}

impl std::fmt::Debug for Formats {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Formats")
    }
}

impl Formats {
    /// `digits` is a CLDR numbering system such as `latn`, or `None` for the locale's default.
    pub fn new(tag: &str, digits: Option<&str>) -> Formats {
        let digits = digits.or_else(|| default_digits(tag));
        let text = match digits {
            Some(digits) => format!("{tag}-u-nu-{digits}"),
            None => tag.to_owned(),
        };
        let Ok(locale) = Locale::try_from_str(&text) else {
            return Formats { decimal: None, date: None, plurals: None };
        };
        Formats {
            decimal: DecimalFormatter::try_new((&locale).into(), Default::default()).ok(),
            date: DateTimeFormatter::try_new((&locale).into(), YMD::long()).ok(),
            plurals: PluralRules::try_new((&locale).into(), PluralRulesOptions::default()).ok(),
        }
    }

    /// A whole number in the locale's digits and grouping.
    pub fn number(&self, number: i64) -> String {
        match &self.decimal {
            Some(formatter) => formatter.format_to_string(&Decimal::from(number)),
            None => number.to_string(),
        }
    }

    /// A number of tenths, with one digit behind the locale's decimal separator.
    pub fn tenths(&self, tenths: i64) -> String {
        let mut number = Decimal::from(tenths);
        number.multiply_pow10(-1);
        match &self.decimal {
            Some(formatter) => formatter.format_to_string(&number),
            None => number.to_string(),
        }
    }

    /// A date as the locale writes it in running text, in its own calendar.
    pub fn date(&self, date: Date) -> String {
        let iso = icu::calendar::Date::try_new_iso(date.year, date.month, date.day);
        match (&self.date, iso) {
            (Some(formatter), Ok(iso)) => formatter.format(&iso).to_string(),
            _ => date.to_string(),
        }
    }

    /// The plural categories of the locale by CLDR, as `one`, `few`, `other`.
    pub fn plural_categories(&self) -> Vec<&'static str> {
        let Some(rules) = &self.plurals else { return vec!["other"] };
        rules.categories().map(category_name).collect()
    }
}

/// The decimal separator of a locale and the one between groups of digits, by CLDR.
pub fn separators(tag: &str) -> Option<(char, Option<char>)> {
    let locale = Locale::try_from_str(tag).ok()?;
    let formatter = DecimalFormatter::try_new((&locale).into(), Default::default()).ok()?;
    let mut number = Decimal::from(12_345_678);
    number.multiply_pow10(-1);
    let text = formatter.format_to_string(&number);
    let mut marks = text.chars().filter(|ch| digit_value(*ch).is_none());
    let (first, last) = (marks.next()?, marks.next_back());
    Some(last.map_or((first, None), |last| (last, Some(first))))
}

/// Sorts as readers of a locale look things up: Swedish ö after z, Chinese by pinyin (`zh-Hans`) or strokes
/// (`zh-Hant`).
pub fn sort_by_words<T>(tag: &str, items: &mut [T], words: impl Fn(&T) -> &str) {
    let collator = Locale::try_from_str(tag)
        .ok()
        .and_then(|locale| Collator::try_new((&locale).into(), CollatorOptions::default()).ok());
    match collator {
        Some(collator) => items.sort_by(|a, b| collator.compare(words(a), words(b))),
        None => items.sort_by(|a, b| words(a).cmp(words(b))),
    }
}

/// Where the design departs from CLDR's default: Arabic without a region uses Latin digits, as most
/// Arabic health material does; a locale.toml can say otherwise.
fn default_digits(tag: &str) -> Option<&'static str> {
    let language = Language::try_from_str(tag.split('-').next().unwrap_or(tag)).ok()?;
    (language.as_str() == "ar" && region_of(tag).is_none()).then_some("latn")
}

fn category_name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parents_are_those_of_cldr() {
        let cases: [(&str, &[&str]); 7] = [
            ("pt-AO", &["pt-PT", "pt"]),
            ("es-MX", &["es-419", "es"]),
            ("en-IN", &["en-001", "en"]),
            ("zh-Hant-MO", &["zh-Hant-HK", "zh-Hant"]),
            ("zh-Hant", &[]),
            ("sr-Latn", &[]),
            ("pt-BR", &["pt"]),
        ];
        for (tag, expected) in cases {
            assert_eq!(parents(tag), expected, "{tag}");
        }
    }

    #[test]
    fn numbers_and_dates_are_in_the_locales_digits() {
        let date = Date { year: 2026, month: 11, day: 1 };
        let show = |tag: &str, digits: Option<&str>| {
            let formats = Formats::new(tag, digits);
            (formats.number(1234), formats.date(date))
        };
        let expect = |number: &str, date: &str| (number.to_owned(), date.to_owned());
        assert_eq!(show("en", None), expect("1,234", "November 1, 2026"));
        assert_eq!(show("bn", None), expect("১,২৩৪", "১ নভেম্বর, ২০২৬"));
        assert_eq!(show("bn", Some("latn")), expect("1,234", "1 নভেম্বর, 2026"));
        assert_eq!(show("ar", None).0, "1,234");
        assert_eq!(show("ar-EG", None).0, "١٬٢٣٤");
        assert_eq!(show("hi", None).0, "1,234");
        assert_eq!(show("fa", None).0, "۱٬۲۳۴");
        assert_eq!(show("zh-Hans", None).1, "2026年11月1日");
    }

    #[test]
    fn words_are_in_the_order_that_readers_of_the_language_know() {
        let sorted = |tag: &str, words: &[&'static str]| {
            let mut words = words.to_vec();
            sort_by_words(tag, &mut words, |word| word);
            words.concat()
        };
        assert_eq!(sorted("en", &["zebra", "Äpfel", "apple"]), "Äpfelapplezebra");
        assert_eq!(sorted("sv", &["ö", "z", "å", "a"]), "azåö");
        assert_eq!(sorted("zh-Hans", &["一", "病", "阿"]), "阿病一", "a, bing, yi");
        assert_eq!(sorted("zh-Hant", &["病", "阿", "一"]), "一阿病", "1, 8 and 10 strokes");
        assert_eq!(sorted("ar", &["وباء", "كمامة", "أعراض"]), "أعراضكمامةوباء");
    }

    #[test]
    fn digits_of_all_scripts_have_their_value() {
        for zero in ['0', '٠', '۰', '०', '০', '๐', '၀', '០', '０', '᠐', '௦', '༠'] {
            for value in 0..10 {
                let ch = char::from_u32(u32::from(zero) + value);
                assert_eq!(ch.and_then(digit_value), Some(value as u8), "{ch:?}");
            }
        }
        assert_eq!(digit_value('½'), None);
        assert_eq!(digit_value('五'), None);
    }

    #[test]
    fn tags_scripts_and_directions() {
        assert_eq!(canonical_tag("zh-hans").as_deref(), Some("zh-Hans"));
        assert_eq!(canonical_tag("iw").as_deref(), Some("he"));
        assert_eq!(canonical_tag("no such"), None);
        assert_eq!(script_of("ur").as_deref(), Some("Arab"));
        assert_eq!(script_of("zh-Hant").as_deref(), Some("Hant"));
        assert!(is_rtl("fa") && is_rtl("ckb") && is_rtl("dv") && !is_rtl("bn"));
        assert_eq!(open_graph_locale("bn"), "bn_BD");
    }

    #[test]
    fn the_first_place_that_is_not_nfc_is_found() {
        assert_eq!(first_not_nfc("plain"), None);
        assert_eq!(first_not_nfc("caf\u{e9}"), None);
        assert!(first_not_nfc("cafe\u{301}").is_some());
    }
}
