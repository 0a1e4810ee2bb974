//! One locale: its config, its direction, digits, fallback chain and interface strings.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::builtin;
use super::ui::Ui;
use crate::cldr::{self, Formats};
use crate::data::{Reader, Table, parse_toml};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::inputs::Inputs;
use crate::vpath::VPath;

/// A locale of the book.
#[derive(Debug)]
pub struct Locale {
    /// Canonical BCP 47 tag.
    pub tag: String,
    /// `rtl` or `ltr`.
    pub dir: &'static str,
    /// The language's name in itself.
    pub name: String,
    pub title: String,
    pub description: String,
    pub published: bool,
    /// Whether the translation is kept in PO files, `master = "po"`, and the chapters are made of them.
    pub from_po: bool,
    /// ISO 3166-1 region whose `{region=…}` blocks are shown.
    pub region: Option<String>,
    /// Four-letter script code.
    pub script: String,
    /// Values for `{{value key}}`.
    pub values: BTreeMap<String, String>,
    /// Listed locales that stand in for missing text, nearest first; the source is last.
    pub chain: Vec<String>,
    /// Locales, listed or not, whose templates and strings stand in for missing ones, nearest first:
    /// those of `fallback`, then CLDR parents.
    pub layers: Vec<String>,
    pub formats: Arc<Formats>,
    pub ui: Arc<Ui>,
}

/// What the locale's own file says, before the chain is known.
pub struct Settings {
    file: VPath,
    fallback: Option<Vec<(String, Range<usize>)>>,
    digits: Option<String>,
    locale: Partial,
}

#[derive(Default)]
struct Partial {
    title: Option<String>,
    description: Option<String>,
    name: Option<String>,
    published: Option<bool>,
    from_po: bool,
    region: Option<String>,
    direction: Option<&'static str>,
    values: BTreeMap<String, String>,
}

/// Reads `locales/<tag>/locale.toml`.
pub fn read_settings(inputs: &Inputs, tag: &str, diags: &mut Vec<Diagnostic>) -> Settings {
    let path = format!("locales/{tag}/locale.toml");
    let mut settings = Settings { file: VPath::known(&path), fallback: None, digits: None, locale: Partial::default() };
    let Some(text) = inputs.text(&path) else { return settings };
    let (table, errors) = parse_toml(text);
    diags.extend(errors.into_iter().map(|error| error.finding(&settings.file).locale(tag)));
    let file = settings.file.clone();
    let mut reader = Reader::new(&table, &file, 0, "");
    settings.locale = Partial {
        title: reader.text("title"),
        description: reader.text("description"),
        name: reader.text("name"),
        published: reader.bool("published"),
        from_po: reader.choice("master", &["markdown", "po"]) == Some("po"),
        region: read_region(&mut reader),
        direction: reader.choice("direction", &["ltr", "rtl"]),
        values: BTreeMap::new(),
    };
    settings.digits = reader.choice("digits", &cldr::DIGITS).map(str::to_owned);
    if reader.value("fallback").is_some() {
        settings.fallback = Some(reader.texts("fallback"));
    }
    if let Some(values) = reader.table("values") {
        settings.locale.values = read_values(values, &mut reader);
    }
    diags.extend(reader.finish(Level::Error));
    settings
}

fn read_region(reader: &mut Reader<'_>) -> Option<String> {
    let (region, range) = reader.spanned_text("region")?;
    if cldr::is_region(&region) {
        return Some(region);
    }
    reader.reject(range, format!("`{region}` is not the code of a region"), "write two capital letters, such as `BR`");
    None
}

fn read_values(table: &Table, reader: &mut Reader<'_>) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    for entry in &table.entries {
        match entry.value.display() {
            Some(text) => {
                values.insert(entry.key.clone(), text);
            }
            None => reader.reject(
                entry.value.range.clone(),
                format!("the value `{}` must be text or a number", entry.key),
                "write it as text, in double quotes",
            ),
        }
    }
    values
}

/// Completes a locale. `source_title` stands in where the locale has no title of its own.
pub fn build(
    settings: Settings,
    tag: &str,
    source: &str,
    listed: &[String],
    inputs: &Inputs,
    diags: &mut Vec<Diagnostic>,
) -> Locale {
    let Settings { file, fallback, digits, locale: own } = settings;
    let formats = Arc::new(Formats::new(tag, digits.as_deref()));
    let published = own.published.unwrap_or(true);
    let name = own.name.or_else(|| builtin::autonym(tag).map(str::to_owned)).unwrap_or_else(|| {
        diags.push(
            Diagnostic::new(Code::A04, format!("the name of `{tag}` in itself is not known"))
                .in_file(&file)
                .help("add `name = \"…\"`")
                .locale(tag),
        );
        tag.to_owned()
    });
    let title = own.title.unwrap_or_else(|| {
        diags.push(
            Diagnostic::new(Code::A04, format!("`title` is missing for `{tag}`"))
                .in_file(&file)
                .help("add `title = \"…\"`, the book's title in this language")
                .locale(tag),
        );
        tag.to_owned()
    });
    let layers = layers(tag, listed, fallback, &file, diags);
    let chain = chain(tag, source, listed, &layers);
    let ui = Arc::new(Ui::load(tag, &layers, published, inputs, &formats, diags));
    Locale {
        tag: tag.to_owned(),
        dir: own.direction.unwrap_or(if cldr::is_rtl(tag) { "rtl" } else { "ltr" }),
        name,
        title,
        description: own.description.unwrap_or_default(),
        published,
        // The source is what PO files are made of.
        from_po: own.from_po && tag != source,
        region: cldr::region_of(tag).or(own.region),
        script: cldr::script_of(tag).unwrap_or_else(|| "Zyyy".to_owned()),
        values: own.values,
        chain,
        layers,
        formats,
        ui,
    }
}

/// Config first, then CLDR parents; never the locale itself.
fn layers(
    tag: &str,
    listed: &[String],
    fallback: Option<Vec<(String, Range<usize>)>>,
    file: &VPath,
    diags: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let mut layers: Vec<String> = Vec::new();
    for (wanted, range) in fallback.unwrap_or_default() {
        if listed.contains(&wanted) && wanted != tag {
            layers.push(wanted);
        } else {
            let known: Vec<&str> = listed.iter().map(String::as_str).filter(|known| *known != tag).collect();
            diags.push(
                Diagnostic::new(Code::A03, format!("`{tag}` cannot fall back to `{wanted}`"))
                    .at(file, range)
                    .help(crate::diagnostic::suggest::did_you_mean(&wanted, &known)),
            );
        }
    }
    layers.extend(cldr::parents(tag));
    distinct(layers, tag)
}

/// The layers that are locales of the book, then the source.
fn chain(tag: &str, source: &str, listed: &[String], layers: &[String]) -> Vec<String> {
    let listed = layers.iter().filter(|layer| listed.contains(layer)).cloned();
    distinct(listed.chain([source.to_owned()]).collect(), tag)
}

fn distinct(mut tags: Vec<String>, but: &str) -> Vec<String> {
    let mut seen = Vec::new();
    tags.retain(|tag| {
        let new = tag != but && !seen.contains(tag);
        seen.push(tag.clone());
        new
    });
    tags
}
