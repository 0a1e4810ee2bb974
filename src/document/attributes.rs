//! Block attributes: `{critical}`, `{notranslate}`, `{region=XX}`, also several in one pair of braces.

use super::tree::{Attributes, Kind, Tree};
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

/// Gives the attributes of an item's paragraph to the item, as in a tight list, where the item has no
/// paragraph: `- one {region=BR}` must not leave an empty item for the other regions. Of several
/// paragraphs each keeps its own, so that an item is not hidden as a whole for a line in it.
pub fn lift(tree: &mut Tree, item: u32) {
    let mut paragraphs = tree.children(Some(item)).filter(|node| tree.node(*node).kind == Kind::Paragraph);
    let (Some(only), None) = (paragraphs.next(), paragraphs.next()) else { return };
    let Ok(at) = tree.attributes.binary_search_by_key(&only, |entry| entry.0) else { return };
    let (_, attributes) = tree.attributes.remove(at);
    tree.attach(item, attributes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_attributes_of_an_item_are_the_items_in_loose_lists_too() {
        let owners = |text: &str| -> Vec<String> {
            let file = crate::vpath::VPath::known("content/en/a.md");
            let doc = crate::document::parse(&file, &text.into(), &Default::default(), Default::default());
            let owners = doc.tree.attributes.iter().map(|(node, _)| format!("{:?}", doc.tree.node(*node).kind));
            owners.collect()
        };
        assert_eq!(owners("- one {region=BR}\n- two\n"), ["Item"]);
        assert_eq!(owners("- one {region=BR}\n\n- two\n"), ["Item"]);
        assert_eq!(owners("- one\n  {region=BR}\n\n- two\n"), ["Item"]);
        assert_eq!(owners("- [ ] one {region=BR}\n\n- [ ] two\n"), ["Task(false)"]);
        assert_eq!(owners("1. one {region=BR}\n\n   - inner\n\n2. two {critical}\n"), ["Item", "Item"]);
        assert_eq!(owners("Term\n\n: one {critical}\n\n: two\n"), ["Definition"]);
        assert_eq!(owners("- one\n\n  Call 192. {region=BR}\n\n- two\n"), ["Paragraph"]);
        assert_eq!(owners("- > quoted {critical}\n\n- two\n"), ["Paragraph"]);
    }

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
