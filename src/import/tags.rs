//! The names that gettext and mdBook give to languages, as canonical tags.

use crate::cldr;
use crate::project::builtin;

/// `pt_BR` gives `pt-BR`, `sr@latin` `sr-Latn`, `zh_TW` `zh-Hant`, `de_DE` `de`: of the tags that mean the
/// same readers (by CLDR's likely subtags), the one whose interface strings are shipped, else the name
/// itself. `None` if it names no language.
pub fn canonical(name: &str) -> Option<String> {
    let (name, modifier) = match name.split_once('@') {
        Some((name, modifier)) => (name, modifier),
        None => (name, ""),
    };
    // `de_DE.UTF-8`
    let name = name.split('.').next()?.replace('_', "-");
    let name = match modifier {
        "latin" => with_script(&name, "Latn"),
        "cyrillic" => with_script(&name, "Cyrl"),
        "devanagari" => with_script(&name, "Deva"),
        _ => name,
    };
    let tag = cldr::canonical_tag(&name)?;
    if builtin::strings(&tag).is_some() {
        return Some(tag);
    }
    let language = tag.split('-').next().unwrap_or(&tag);
    let script = cldr::script_of(&tag).unwrap_or_default();
    let same = [with_script(language, &script), language.to_owned()];
    let shipped =
        same.into_iter().find(|other| builtin::strings(other).is_some() && cldr::likely(other) == cldr::likely(&tag));
    Some(shipped.unwrap_or(tag))
}

fn with_script(tag: &str, script: &str) -> String {
    match tag.split_once('-') {
        Some((language, rest)) => format!("{language}-{script}-{rest}"),
        None => format!("{tag}-{script}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_gettext_become_canonical_tags() {
        for (name, tag) in [
            ("pt_BR", "pt-BR"),
            ("pt-br", "pt-BR"),
            ("zh-CN", "zh-Hans"),
            ("zh", "zh-Hans"),
            ("zh_TW", "zh-Hant"),
            ("zh_HK", "zh-HK"),
            ("de_DE.UTF-8", "de"),
            ("de_AT", "de-AT"),
            ("sr@latin", "sr-Latn"),
            ("fa", "fa"),
        ] {
            assert_eq!(canonical(name).as_deref(), Some(tag), "{name}");
        }
        assert_eq!(canonical("messages_all_of_them"), None);
        assert_eq!(canonical(""), None);
    }
}
