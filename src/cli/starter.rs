//! What `handbook init` writes: a small book that builds at once and shows what a chapter can hold.

use std::collections::BTreeMap;

use crate::cldr;
use crate::project::builtin;

/// The book's title in each language whose strings are shipped.
const TITLES: [(&str, &str); 20] = [
    ("ar", "دليل الوقاية"),
    ("bn", "প্রতিরোধ সহায়িকা"),
    ("de", "Handbuch zur Vorbeugung"),
    ("en", "Prevention handbook"),
    ("es", "Manual de prevención"),
    ("fa", "راهنمای پیشگیری"),
    ("fr", "Guide de prévention"),
    ("hi", "रोकथाम पुस्तिका"),
    ("id", "Buku panduan pencegahan"),
    ("it", "Manuale di prevenzione"),
    ("ja", "予防ハンドブック"),
    ("ko", "예방 안내서"),
    ("pt-BR", "Manual de prevenção"),
    ("ru", "Руководство по профилактике"),
    ("sw", "Mwongozo wa kinga"),
    ("tr", "Korunma el kitabı"),
    ("ur", "احتیاطی تدابیر کی رہنما کتاب"),
    ("vi", "Sổ tay phòng bệnh"),
    ("zh-Hans", "预防手册"),
    ("zh-Hant", "預防手冊"),
];

const INDEX: &str = include_str!("starter/index.md");
const CLEAN_HANDS: &str = include_str!("starter/clean-hands.md");
const GET_HELP: &str = include_str!("starter/get-help.md");
/// How two branches of a project merge: what everybody only adds to is put together.
const ATTRIBUTES: &str = "# Claims, texts and the ledger are sets of lines: two branches merge by putting them together.\n\
                          locales/*/claims/*.lock merge=union\n\
                          locales/base/*.txt merge=union\n\
                          locales/changes.tsv merge=union\n";
const README: &str = include_str!("starter/README.md");

/// Whether pages of a locale can be published as they are: its interface strings are shipped.
pub fn is_shipped(tag: &str) -> bool {
    shipped(tag).is_some()
}

fn shipped(tag: &str) -> Option<&'static str> {
    let parents = cldr::parents(tag);
    let mut chain = std::iter::once(tag).chain(parents.iter().map(String::as_str));
    chain.find_map(|tag| builtin::STRINGS.iter().find(|(known, _)| *known == tag)).map(|(known, _)| *known)
}

/// The shipped locale whose strings a translator starts from: of the same language, else English.
fn model(tag: &str) -> &'static str {
    let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
    let near = builtin::STRINGS.iter().map(|(known, _)| *known).find(|known| language(known) == language(tag));
    shipped(tag).or(near).unwrap_or("en")
}

/// The files of a new project. The first tag is the source; all are canonical, none stands twice.
pub fn files(tags: &[String]) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut add = |path: &str, text: String| files.insert(path.to_owned(), text.into_bytes());
    let Some(source) = tags.first() else { return BTreeMap::new() };
    add("handbook.toml", config(source, tags));
    add(".gitignore", "/public\n/.handbook\n".to_owned());
    add(".gitattributes", ATTRIBUTES.to_owned());
    add("README.md", README.replace("SOURCE", source));
    let mut chapter = |name: &str, text: String| add(&format!("content/{source}/{name}"), text);
    if model(source) == "en" && is_shipped(source) {
        chapter(
            "SUMMARY.md",
            "# Summary\n\n- [Clean hands](clean-hands.md)\n- [When to get help](get-help.md)\n".to_owned(),
        );
        chapter("index.md", INDEX.to_owned());
        chapter("clean-hands.md", CLEAN_HANDS.to_owned());
        chapter("get-help.md", GET_HELP.to_owned());
    } else {
        for (name, text) in in_few_words(source) {
            chapter(name, text);
        }
    }
    for tag in tags {
        add(&format!("locales/{tag}/locale.toml"), locale(tag, tag == source));
        if !is_shipped(tag) {
            add(&format!("locales/{tag}/ui.ftl"), strings(tag));
        }
    }
    files
}

fn config(source: &str, tags: &[String]) -> String {
    let listed: Vec<String> = tags.iter().map(|tag| format!("\"{tag}\"")).collect();
    format!(
        "# The one config file. `handbook explain` lists every finding; `handbook check` reports them.\n\
         [handbook]\n\
         source = \"{source}\"  # the language chapters are written in first\n\
         locales = [{}]  # in the order of the language chooser\n\
         edition = \"1\"\n\
         # date = 2026-11-01  # of this edition\n\
         # licence = \"CC-BY-4.0\"\n\
         # base_url = \"https://handbook.example.org/\"  # where the site will stand: for search engines and feeds\n\
         # theme = \"default\"  # or a folder of yours in `themes/`\n\n\
         # [check]  # a level for a code: \"error\", \"warn\", \"info\" or \"off\"\n\
         # S01 = \"warn\"  # a chapter is not translated\n",
        listed.join(", ")
    )
}

fn locale(tag: &str, source: bool) -> String {
    let model = model(tag);
    let title = TITLES.iter().find(|(known, _)| *known == model).map_or("Handbook", |(_, title)| *title);
    let mut out = format!("title = \"{title}\"\n");
    if source && model == "en" && is_shipped(tag) {
        out.push_str("description = \"How to keep infections away, in plain words.\"\n");
    } else {
        out.push_str("# description = \"…\"  # one sentence, for the cover and for search engines\n");
    }
    if builtin::autonym(tag).is_none() {
        out.push_str(&format!("name = \"{tag}\"  # put the language's name in itself here\n"));
    }
    if is_shipped(tag) {
        out.push_str("# published = false  # hides this language until its translation is ready\n");
    } else {
        out.push_str("published = false  # take this out when `ui.ftl` is translated\n");
    }
    out.push_str("# region = \"BR\"  # shows blocks marked {region=BR}\n");
    if !source {
        out.push_str("# fallback = [\"…\"]  # languages that stand in for chapters that are not translated\n");
    }
    out.push_str("\n# [values]  # what {{value hotline}} shows in chapters of this language\n# hotline = \"…\"\n");
    out
}

/// Strings to translate, with a word to the translator.
fn strings(tag: &str) -> String {
    let model = model(tag);
    let text = builtin::strings(model).unwrap_or_default();
    format!(
        "# TODO: translate this file into `{tag}`. It is a copy of `{model}`; ids before the `=` stay as they are.\n\
         # Then take `published = false` out of `locale.toml`. Until then `handbook build --drafts` shows this language.\n\n\
         {text}"
    )
}

/// A starter in the words that the interface has: whoever writes this language will know better ones.
fn in_few_words(tag: &str) -> [(&'static str, String); 4] {
    let strings = builtin::strings(model(tag)).unwrap_or_default();
    let word = |id: &str| {
        let mut lines = strings.lines();
        lines.find_map(|line| line.strip_prefix(id)?.strip_prefix(" = ")).unwrap_or_default().trim().to_owned()
    };
    let (first, second) = (word("start-reading"), word("sources"));
    let (soon, emergency) = (word("coming-soon"), word("notice-emergency"));
    let (open, done) = (word("task-open"), word("task-done"));
    [
        ("SUMMARY.md", format!("# Summary\n\n- [{first}](first.md)\n- [{second}](second.md)\n")),
        ("index.md", format!("<!-- The text of the cover. -->\n\n{emergency}\n")),
        (
            "first.md",
            format!(
                "+++\nid = \"first\"\n+++\n\n# {first}\n\n\
                 <!-- Advice that must never be out of date is marked as critical. -->\n\n{emergency} {{critical}}\n\n\
                 <!-- A callout; others are NOTE, IMPORTANT, WARNING, CAUTION and DANGER. -->\n\n> [!TIP]\n> {soon}\n\n\
                 <!-- A table. -->\n\n| {open} | {done} |\n|---|---|\n| {soon} | {soon} |\n\n\
                 <!-- A link to another chapter. -->\n\n[{second}](second.md)\n"
            ),
        ),
        ("second.md", format!("+++\nid = \"second\"\n+++\n\n# {second}\n\n{soon}\n\n[{first}](first.md)\n")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_language_has_a_title_and_words_to_start_with() {
        for (tag, _) in builtin::STRINGS {
            assert!(TITLES.iter().any(|(known, _)| *known == tag), "{tag} has no title");
            for (name, text) in in_few_words(tag) {
                assert!(
                    !text.contains("[]") && !text.contains("# \n") && !text.contains("|  |"),
                    "{tag}: {name}: {text}"
                );
            }
        }
        assert_eq!(model("pt-AO"), "pt-BR");
        assert_eq!(model("eo"), "en");
    }
}
