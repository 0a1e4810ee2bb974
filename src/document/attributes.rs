//! Block attributes: `{critical}`, `{notranslate}`, `{region=XX}`, also several in one pair of braces.

use super::tree::Attributes;
use crate::cldr::is_region;

/// The braces at the end of a text: where they begin, and what is in them or why it is wrong.
pub struct Braces {
    /// Byte in the text.
    pub start: usize,
    pub attributes: Result<Attributes, String>,
}

/// Finds `{…}` at the end of a block's last line. Braces that hold anything but words are text.
pub fn at_end(text: &str) -> Option<Braces> {
    let trimmed = text.trim_end();
    let inner_end = trimmed.strip_suffix('}')?.len();
    let open = trimmed[..inner_end].rfind('{')?;
    let inner = &trimmed[open + 1..inner_end];
    let is_word = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '=' | '-' | ' ' | '_');
    let stands_alone = open == 0 || trimmed[..open].ends_with(char::is_whitespace);
    let doubled = trimmed[..open].ends_with('{');
    if inner.trim().is_empty() || !inner.chars().all(is_word) || !stands_alone || doubled {
        return None;
    }
    Some(Braces { start: trimmed[..open].trim_end().len(), attributes: parse(inner) })
}

fn parse(inner: &str) -> Result<Attributes, String> {
    let mut attributes = Attributes::default();
    for word in inner.split_whitespace() {
        match word.split_once('=') {
            None if word == "critical" => attributes.critical = true,
            None if word == "notranslate" => attributes.notranslate = true,
            Some(("region", region)) if is_region(region) => attributes.region = Some(region.into()),
            _ => return Err(word.to_owned()),
        }
    }
    Ok(attributes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_at_the_end_are_read_and_others_are_text() {
        let read = |text: &str| at_end(text).map(|braces| (braces.start, braces.attributes));
        let critical = Attributes { critical: true, ..Attributes::default() };
        assert_eq!(read("Wash. {critical}\n"), Some((5, Ok(critical.clone()))));
        let both = Attributes { region: Some("BR".into()), ..critical };
        assert_eq!(read("Call. {critical region=BR}"), Some((5, Ok(both))));
        assert_eq!(read("Call. {critcal}"), Some((5, Err("critcal".to_owned()))));
        assert_eq!(read("a set {1, 2}"), None);
        assert_eq!(read("{{value x}}"), None);
        assert_eq!(read("x{y}"), None);
    }
}
