//! What the binary carries: the default theme and the interface strings of all shipped locales.

/// Tags with shipped strings, and their text.
pub const STRINGS: [(&str, &str); 20] = [
    ("ar", include_str!("../../locales/ar/ui.ftl")),
    ("bn", include_str!("../../locales/bn/ui.ftl")),
    ("de", include_str!("../../locales/de/ui.ftl")),
    ("en", include_str!("../../locales/en/ui.ftl")),
    ("es", include_str!("../../locales/es/ui.ftl")),
    ("fa", include_str!("../../locales/fa/ui.ftl")),
    ("fr", include_str!("../../locales/fr/ui.ftl")),
    ("hi", include_str!("../../locales/hi/ui.ftl")),
    ("id", include_str!("../../locales/id/ui.ftl")),
    ("it", include_str!("../../locales/it/ui.ftl")),
    ("ja", include_str!("../../locales/ja/ui.ftl")),
    ("ko", include_str!("../../locales/ko/ui.ftl")),
    ("pt-BR", include_str!("../../locales/pt-BR/ui.ftl")),
    ("ru", include_str!("../../locales/ru/ui.ftl")),
    ("sw", include_str!("../../locales/sw/ui.ftl")),
    ("tr", include_str!("../../locales/tr/ui.ftl")),
    ("ur", include_str!("../../locales/ur/ui.ftl")),
    ("vi", include_str!("../../locales/vi/ui.ftl")),
    ("zh-Hans", include_str!("../../locales/zh-Hans/ui.ftl")),
    ("zh-Hant", include_str!("../../locales/zh-Hant/ui.ftl")),
];

/// Shipped strings of a locale.
pub fn strings(tag: &str) -> Option<&'static str> {
    STRINGS.iter().find(|(known, _)| *known == tag).map(|(_, text)| *text)
}

/// Templates of the default theme.
pub const TEMPLATES: [(&str, &str); 10] = [
    ("404.html", include_str!("../../themes/default/templates/404.html")),
    ("base.html", include_str!("../../themes/default/templates/base.html")),
    ("chooser.html", include_str!("../../themes/default/templates/chooser.html")),
    ("contents.html", include_str!("../../themes/default/templates/contents.html")),
    ("cover.html", include_str!("../../themes/default/templates/cover.html")),
    ("glossary.html", include_str!("../../themes/default/templates/glossary.html")),
    ("notice.html", include_str!("../../themes/default/templates/notice.html")),
    ("page.html", include_str!("../../themes/default/templates/page.html")),
    ("terms.html", include_str!("../../themes/default/templates/terms.html")),
    ("print.html", include_str!("../../themes/default/templates/print.html")),
];

/// Style sheets of the default theme: of every page, what `print.html` adds, and that of the EPUB.
pub const STYLE: &str = include_str!("../../themes/default/assets/style.css");
pub const PRINT_STYLE: &str = include_str!("../../themes/default/assets/print.css");
pub const EPUB_STYLE: &str = include_str!("../../themes/default/assets/epub.css");
/// Sends readers from the language chooser to the language they prefer.
pub const CHOOSER_SCRIPT: &str = include_str!("../../themes/default/assets/chooser.js");

/// The theme of printed books.
#[cfg(feature = "pdf")]
pub const PRINT: [(&str, &str); 3] = [
    ("book.typ", include_str!("../../themes/default/print/book.typ")),
    ("elements.typ", include_str!("../../themes/default/print/elements.typ")),
    ("sheet.typ", include_str!("../../themes/default/print/sheet.typ")),
];

/// What social networks show beside a link to a page. A theme's `static/social.png` takes its place.
pub const SOCIAL_IMAGE: &[u8] = include_bytes!("../../themes/default/static/social.png");

/// Names of languages in themselves. Source: CLDR 48, `localeDisplayNames`, with an initial capital
/// where the script has one.
pub const AUTONYMS: [(&str, &str); 46] = [
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("bn", "বাংলা"),
    ("cs", "Čeština"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("es-419", "Español latinoamericano"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fil", "Filipino"),
    ("fr", "Français"),
    ("gu", "ગુજરાતી"),
    ("ha", "Hausa"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hu", "Magyar"),
    ("id", "Bahasa Indonesia"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("km", "ខ្មែរ"),
    ("ko", "한국어"),
    ("lo", "ລາວ"),
    ("mr", "मराठी"),
    ("ms", "Bahasa Melayu"),
    ("my", "မြန်မာ"),
    ("ne", "नेपाली"),
    ("nl", "Nederlands"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("pl", "Polski"),
    ("ps", "پښتو"),
    ("pt", "Português"),
    ("pt-BR", "Português do Brasil"),
    ("pt-PT", "Português europeu"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("te", "తెలుగు"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh-Hans", "简体中文"),
];

/// The name of a language in itself.
pub fn autonym(tag: &str) -> Option<&'static str> {
    if tag == "zh-Hant" {
        return Some("繁體中文");
    }
    AUTONYMS.iter().find(|(known, _)| *known == tag).map(|(_, name)| *name)
}
