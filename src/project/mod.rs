//! The project as its editors configured it: config, locales, theme, data, glossary. Knows no chapter.

pub mod builtin;
pub mod config;
pub mod format;
pub mod glossary;
pub mod levels;
pub mod locale;
pub mod paper;
pub mod safety;
pub mod state;
pub mod theme;
pub mod ui;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use config::Config;
pub use format::Format;
pub use glossary::Glossary;
pub use levels::Levels;
pub use locale::Locale;
pub use state::{Minima, State};
pub use theme::{Templates, Theme};
pub use ui::{Arg, Ui};

use crate::cldr;
use crate::data::{Date, Table, parse_toml};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::inputs::{Hash, Inputs, mix};
use crate::vpath::VPath;

/// What decides a build beside the input files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// (`SECTION__KEY`, value) overrides of the config.
    pub overrides: Vec<(String, String)>,
    /// Show unpublished locales and draft chapters.
    pub drafts: bool,
    /// The day on which reviews are due or not.
    pub today: Option<Date>,
    /// Font files that PDFs are set in beside those of locales: name and contents.
    pub fonts: Arc<[(VPath, Vec<u8>)]>,
}

/// See the module's text.
#[derive(Debug)]
pub struct Project {
    pub config: Config,
    /// In the order of the language chooser; unpublished ones are absent unless drafts are shown.
    pub locales: Vec<Locale>,
    /// Strings of each locale with its chain's behind it, as `locales`.
    pub strings: Vec<Vec<Arc<Ui>>>,
    /// Templates of each locale, as `locales`.
    pub templates: Vec<Templates>,
    /// Index of the source locale.
    pub source: usize,
    pub theme: Theme,
    /// `data/<name>.toml` by name.
    pub data: BTreeMap<String, Table>,
    pub glossary: Glossary,
    pub settings: Settings,
    /// Of everything that was read: equal hash, equal project.
    pub hash: Hash,
}

/// Whether a file belongs to the project rather than to the content.
pub fn concerns(path: &VPath) -> bool {
    let name = path.as_str();
    name == config::FILE
        || name.starts_with("themes/")
        || name.starts_with("data/")
        || (name.starts_with("locales/")
            && !name.contains("/claims/")
            && !name.starts_with("locales/base/")
            && path.extension() != "po")
}

/// Reads the project. `None` if there is no usable config.
pub fn load(inputs: &Inputs, settings: &Settings) -> (Option<Project>, Vec<Diagnostic>) {
    let Some(text) = inputs.text(config::FILE) else {
        if inputs.get(config::FILE).is_some() {
            // It is reported with all files that cannot be read.
            return (None, Vec::new());
        }
        let diag = Diagnostic::new(Code::A04, "there is no `handbook.toml` here")
            .help("run `handbook init`, or name the project's folder with `-C DIR`");
        return (None, vec![diag]);
    };
    let (config, mut diags) = config::read(text, &settings.overrides);
    let Some(config) = config else { return (None, diags) };
    let mut locales: Vec<Locale> = Vec::new();
    for (tag, place) in config.locales.iter().zip(&config.places) {
        if cldr::canonical_tag(tag).is_none() {
            continue;
        }
        let content = format!("content/{tag}");
        let folder = format!("locales/{tag}");
        if inputs.below(&content).next().is_none() && inputs.below(&folder).next().is_none() {
            let missing = Diagnostic::new(Code::A21, format!("the locale `{tag}` has no folder"))
                .in_file(&VPath::known(config::FILE));
            diags.push(
                // It has no place in the file if it comes from the environment.
                Diagnostic { range: text.get(place.clone()).map(|_| place.clone()), ..missing }
                    .help(format!("make `{content}` or `{folder}`, or take `{tag}` out of `locales`"))
                    .locale(tag),
            );
            continue;
        }
        let own = locale::read_settings(inputs, tag, &mut diags);
        let locale = locale::build(own, tag, &config.source, &config.locales, inputs, &mut diags);
        if locale.published || settings.drafts {
            locales.push(locale);
        }
    }
    let Some(source) = locales.iter().position(|locale| locale.tag == config.source) else {
        if diags.iter().all(|diag| diag.level != Level::Error) {
            diags.push(
                Diagnostic::new(Code::A20, format!("the source locale `{}` is not published", config.source))
                    .in_file(&VPath::known(&format!("locales/{}/locale.toml", config.source)))
                    .help("take `published = false` out, or build with `--drafts`"),
            );
        }
        return (None, diags);
    };
    let theme = theme::read(inputs, &config.theme, &mut diags);
    let strings: Vec<Vec<Arc<Ui>>> = locales.iter().map(|locale| string_chain(locale, &locales)).collect();
    let templates = locales
        .iter()
        .zip(&strings)
        .map(|(locale, strings)| {
            theme::compile(inputs, &config.theme, &locale.tag, &locale.layers, strings.clone(), &mut diags)
        })
        .collect();
    let data = read_data(inputs, &mut diags);
    let glossary = glossary::read(inputs, &config, &mut diags);
    let hash = project_hash(inputs, settings, &locales);
    let settings = settings.clone();
    let project = Project { config, locales, strings, templates, source, theme, data, glossary, settings, hash };
    (Some(project), diags)
}

fn string_chain(locale: &Locale, locales: &[Locale]) -> Vec<Arc<Ui>> {
    let chain = locale.chain.iter().filter_map(|tag| locales.iter().find(|other| other.tag == *tag));
    std::iter::once(locale).chain(chain).map(|locale| locale.ui.clone()).collect()
}

fn read_data(inputs: &Inputs, diags: &mut Vec<Diagnostic>) -> BTreeMap<String, Table> {
    let mut data = BTreeMap::new();
    for (path, file) in inputs.below("data") {
        let Some(text) = file.text().filter(|_| path.extension() == "toml") else { continue };
        let (table, errors) = parse_toml(text);
        diags.extend(errors.into_iter().map(|error| error.finding(path)));
        data.insert(path.stem().to_owned(), table);
    }
    data
}

/// The locales count by themselves: one without a folder is left out.
fn project_hash(inputs: &Inputs, settings: &Settings, locales: &[Locale]) -> Hash {
    let tags: Vec<&str> = locales.iter().map(|locale| locale.tag.as_str()).collect();
    let said = format!("{settings:?}{tags:?}");
    let files = inputs
        .files
        .iter()
        .filter(|(path, _)| concerns(path))
        .map(|(path, file)| crate::inputs::hash_parts([path.as_str().as_bytes(), &file.hash.to_le_bytes()]));
    mix(files.chain([crate::inputs::hash_parts([said.as_bytes()])]))
}

impl Project {
    /// The index of a locale.
    pub fn index_of(&self, tag: &str) -> Option<usize> {
        self.locales.iter().position(|locale| locale.tag == tag)
    }

    /// What `{{value key}}` shows to readers of a locale. Values of one country never stand in for
    /// another's, so there is no fallback between locales.
    pub fn value(&self, locale: usize, key: &str) -> Option<String> {
        if let Some(value) = self.locales[locale].values.get(key) {
            return Some(value.clone());
        }
        let (file, path) = key.split_once('.')?;
        self.data.get(file)?.get_path(path)?.display()
    }

    /// What `{{value key}}` shows, or the key: that it is unknown is reported.
    pub fn value_or_key(&self, locale: usize, key: &str) -> String {
        self.value(locale, key).unwrap_or_else(|| key.to_owned())
    }

    /// What stands under a key that has no value to show.
    pub fn kind_of(&self, key: &str) -> Option<&'static str> {
        let (file, path) = key.split_once('.')?;
        Some(self.data.get(file)?.get_path(path)?.kind.name())
    }

    /// All keys that `{{value …}}` can name in a locale.
    pub fn value_keys(&self, locale: usize) -> Vec<String> {
        let mut keys: Vec<String> = self.locales[locale].values.keys().cloned().collect();
        for (name, table) in &self.data {
            keys.extend(table.entries.iter().map(|entry| format!("{name}.{}", entry.key)));
        }
        keys
    }

    /// A message in a locale, or in the next of its chain that has it; the id if none has.
    pub fn text(&self, locale: usize, id: &str, args: &[(&str, Arg)]) -> String {
        self.strings[locale].iter().find_map(|ui| ui.text(id, args)).unwrap_or_else(|| id.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::Delta;
    use crate::render::context::PageContext;

    fn project(files: &[(&str, &str)]) -> (Project, Vec<Diagnostic>) {
        let mut delta = Delta::default();
        for (path, text) in files {
            delta.write(path, *text);
        }
        let mut inputs = Inputs::default();
        inputs.apply(delta);
        let (project, diags) = load(&inputs, &Settings::default());
        (project.expect("a usable config"), diags)
    }

    #[test]
    fn strings_and_templates_follow_the_configured_chain_then_the_parents() {
        let (project, diags) = project(&[
            (
                "handbook.toml",
                "[handbook]\nsource = \"en\"\nlocales = [\"en\", \"pt-BR\", \"pt-AO\", \"zh-Hans\", \"zh-Hant\"]\n",
            ),
            ("locales/en/locale.toml", "title = \"T\"\n"),
            ("locales/pt-BR/locale.toml", "title = \"T\"\n"),
            ("locales/pt-BR/ui.ftl", "home = BR\n"),
            // Not listed, but the parent of one that is.
            ("locales/pt-PT/ui.ftl", "home = PT\n"),
            ("locales/pt-PT/templates/page.html", "PT"),
            ("locales/pt-AO/locale.toml", "title = \"T\"\nname = \"N\"\nfallback = [\"pt-BR\"]\n"),
            ("locales/zh-Hans/locale.toml", "title = \"T\"\n"),
            ("locales/zh-Hans/templates/page.html", "Hans"),
            ("locales/zh-Hant/locale.toml", "title = \"T\"\nfallback = [\"zh-Hans\"]\n"),
        ]);
        let said: Vec<String> = diags.iter().map(|diag| format!("{} {}", diag.code.id(), diag.message)).collect();
        assert_eq!(said, [""; 0]);
        let at = |tag: &str| project.index_of(tag).expect("a listed locale");
        assert_eq!(project.locales[at("pt-AO")].layers, ["pt-BR", "pt-PT", "pt"]);
        assert_eq!(project.locales[at("pt-AO")].chain, ["pt-BR", "en"]);
        assert_eq!(project.text(at("pt-AO"), "home", &[]), "BR");
        let page = |tag: &str| {
            let made = project.templates[at(tag)].render("page.html", &PageContext::default().into_context(), tag);
            made.unwrap_or_else(|diag| diag.code.id().to_owned())
        };
        assert_eq!([page("pt-AO"), page("zh-Hant"), page("zh-Hans")], ["PT", "Hans", "Hans"]);
    }

    #[test]
    fn strings_of_another_language_do_not_count_as_translated() {
        let (_, diags) = project(&[
            ("handbook.toml", "[handbook]\nsource = \"en\"\nlocales = [\"en\", \"eo\"]\n"),
            ("locales/en/locale.toml", "title = \"T\"\n"),
            ("locales/eo/locale.toml", "title = \"T\"\nname = \"N\"\nfallback = [\"en\"]\n"),
        ]);
        assert!(diags.iter().any(|diag| diag.code == Code::U04));
    }
}
