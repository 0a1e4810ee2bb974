//! Interface strings: Fluent messages, numbers in the locale's digits. The only module that names
//! `fluent_bundle`, `fluent_syntax` and `unic_langid`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser;
use unic_langid::LanguageIdentifier;

use super::{builtin, safety};
use crate::cldr::Formats;
use crate::diagnostic::suggest::nearest;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::inputs::Inputs;
use crate::vpath::VPath;

/// Placeables in placeables that a message may have.
const DEEPEST: usize = 50;

/// A value for a variable of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    Text(String),
    Number(i64),
}

/// The interface strings of one locale.
pub struct Ui {
    bundle: FluentBundle<FluentResource>,
    formats: Arc<Formats>,
    /// Messages without variables, ready.
    fixed: BTreeMap<String, Arc<str>>,
    /// The safety notices as they are written, by id.
    pub safety: BTreeMap<&'static str, String>,
}

impl std::fmt::Debug for Ui {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Ui({} fixed)", self.fixed.len())
    }
}

/// What is known of a message from its text alone.
#[derive(Debug, Default, Clone)]
struct Shape {
    variables: BTreeSet<String>,
    /// Plural categories of each selector on a number.
    selectors: Vec<BTreeSet<String>>,
}

static ORIGINALS: LazyLock<BTreeMap<String, Shape>> = LazyLock::new(|| {
    builtin::strings("en")
        .map(|text| shapes(text).into_iter().map(|(id, _, shape)| (id, shape)).collect())
        .unwrap_or_default()
});

impl Ui {
    /// Shipped strings of the locale with the project's own over them, over those of the layers that are
    /// in the same language: a message in another one says nothing to the reader.
    pub fn load(
        tag: &str,
        layers: &[String],
        published: bool,
        inputs: &Inputs,
        formats: &Arc<Formats>,
        diags: &mut Vec<Diagnostic>,
    ) -> Ui {
        let language: LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        let same = layers.iter().map(String::as_str).filter(|layer| language_of(layer) == language_of(tag));
        let mut safety = BTreeMap::new();
        for layer in same.rev().chain([tag]) {
            if let Some(text) = builtin::strings(layer) {
                add(&mut bundle, text);
                safety.extend(safety::written(text));
            }
            if let Some(text) = inputs.text(&format!("locales/{layer}/ui.ftl")).filter(|_| layer != tag) {
                add(&mut bundle, text);
                safety.extend(safety::written(text));
            }
        }
        let path = format!("locales/{tag}/ui.ftl");
        let file = VPath::known(&path);
        let mut own = BTreeSet::new();
        let found = diags.len();
        let text = inputs.text(&path);
        if let Some(at) = text.and_then(|text| too_deep(text)) {
            diags.push(
                Diagnostic::new(Code::U05, format!("placeables stand in each other more than {DEEPEST} deep"))
                    .at(&file, at..at + 1)
                    .help("take most of the braces out; without this file the shipped strings are used")
                    .locale(tag),
            );
        } else if let Some(text) = text {
            check_text(&file, text, tag, formats, diags);
            own.extend(shapes(text).into_iter().map(|(id, _, _)| id));
            add(&mut bundle, text);
            safety.extend(safety::written(text));
        }
        check_complete(&bundle, &file, tag, published, diags);
        // A locale that is still being translated holds up nothing.
        for diag in diags[found..].iter_mut().filter(|_| !published) {
            diag.level = Level::Info;
        }
        let mut ui = Ui { bundle, formats: formats.clone(), fixed: BTreeMap::new(), safety };
        ui.fixed = ORIGINALS
            .iter()
            .filter(|(_, shape)| shape.variables.is_empty())
            .filter_map(|(id, _)| Some((id.clone(), ui.format(id, &[])?.into())))
            .chain(own.iter().filter_map(|id| Some((id.clone(), ui.format(id, &[])?.into()))))
            .collect();
        ui
    }

    /// A message in this locale; `None` if it has none.
    pub fn text(&self, id: &str, args: &[(&str, Arg)]) -> Option<String> {
        match self.fixed.get(id) {
            Some(text) if args.is_empty() => Some(text.to_string()),
            _ => self.format(id, args),
        }
    }

    fn format(&self, id: &str, args: &[(&str, Arg)]) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut fluent = FluentArgs::new();
        for (name, arg) in args {
            let value = match arg {
                Arg::Text(text) => FluentValue::from(text.as_str()),
                Arg::Number(number) => FluentValue::from(*number),
            };
            fluent.set(*name, value);
        }
        let mut errors = Vec::new();
        let mut text = self.bundle.format_pattern(pattern, Some(&fluent), &mut errors).into_owned();
        if !errors.is_empty() {
            return None;
        }
        // Fluent sets variables off with isolates, so a number is found again and put into the
        // locale's digits: Fluent's own hook for this cannot know which digits the book wants.
        for (_, arg) in args {
            if let Arg::Number(number) = arg {
                let plain = format!("\u{2068}{number}\u{2069}");
                let local = format!("\u{2068}{}\u{2069}", self.formats.number(*number));
                text = text.replace(&plain, &local);
            }
        }
        Some(text)
    }
}

fn language_of(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// Whether a message id exists at all.
pub fn is_known(id: &str) -> bool {
    ORIGINALS.contains_key(id)
}

fn add(bundle: &mut FluentBundle<FluentResource>, text: &str) {
    let resource = match FluentResource::try_new(text.to_owned()) {
        Ok(resource) => resource,
        // Entries with errors are left out; `check_text` has reported them.
        Err((resource, _)) => resource,
    };
    bundle.add_resource_overriding(resource);
}

fn check_text(file: &VPath, text: &str, tag: &str, formats: &Formats, diags: &mut Vec<Diagnostic>) {
    if let Err((_, errors)) = parser::parse(text) {
        for error in errors {
            let message = error.kind.to_string();
            let message = message.trim_end_matches('.').replace("Expected", "expected");
            diags.push(
                Diagnostic::new(Code::U05, format!("not valid Fluent: {message}"))
                    .at(file, error.pos)
                    .help("mend the message; until then the shipped one is used, if there is one")
                    .locale(tag),
            );
        }
    }
    for (id, range, shape) in shapes(text) {
        let Some(original) = ORIGINALS.get(&id) else {
            let mut diag =
                Diagnostic::new(Code::U06, format!("nothing uses the message `{id}`")).at(file, range).locale(tag);
            let near = nearest(&id, ORIGINALS.keys().map(String::as_str));
            diag.help = Some(near.map_or("take it out".to_owned(), |near| format!("did you mean `{near}`?")));
            diags.push(diag);
            continue;
        };
        if shape.variables != original.variables {
            let list = |names: &BTreeSet<String>| {
                let names: Vec<String> = names.iter().map(|name| format!("${name}")).collect();
                if names.is_empty() { "none".to_owned() } else { names.join(", ") }
            };
            let message = format!(
                "`{id}` uses the variables {}, its original uses {}",
                list(&shape.variables),
                list(&original.variables)
            );
            let help = "use the variables of the English message, all of them and no others";
            diags.push(Diagnostic::new(Code::U03, message).at(file, range.clone()).help(help).locale(tag));
        }
        for selector in &shape.selectors {
            let missing: Vec<&str> =
                required(tag, formats).into_iter().filter(|category| !selector.contains(*category)).collect();
            if !missing.is_empty() {
                let word = if missing.len() == 1 { "category" } else { "categories" };
                let message = format!("`{id}` lacks the plural {word} `{}`", missing.join("`, `"));
                let help = format!("add `[{}] …` before `*[other]`", missing.join("] …` and `["));
                diags.push(Diagnostic::new(Code::U02, message).at(file, range.clone()).help(help).locale(tag));
            }
        }
    }
}

/// The categories that the runtime can choose: Fluent's plural rules are older than the CLDR that
/// gave Spanish, French, Italian and Portuguese `many`.
fn required(tag: &str, formats: &Formats) -> Vec<&'static str> {
    let language = tag.split('-').next().unwrap_or(tag);
    let late_many = matches!(language, "es" | "fr" | "it" | "pt" | "ca");
    formats.plural_categories().into_iter().filter(|category| !(late_many && *category == "many")).collect()
}

/// Where the braces of a message stand deeper in each other than any real message's. The parser calls itself
/// for each of them, and would use up the stack.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut last = '\n';
    for (at, ch) in text.char_indices() {
        match ch {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            // An entry begins at the start of a line.
            _ if last == '\n' && !ch.is_whitespace() => depth = 0,
            _ => {}
        }
        if depth > DEEPEST {
            return Some(at);
        }
        last = ch;
    }
    None
}

fn check_complete(
    bundle: &FluentBundle<FluentResource>,
    file: &VPath,
    tag: &str,
    published: bool,
    diags: &mut Vec<Diagnostic>,
) {
    let missing: Vec<&str> = ORIGINALS.keys().map(String::as_str).filter(|id| !bundle.has_message(id)).collect();
    if !published {
        if !missing.is_empty() {
            diags.push(
                Diagnostic::new(Code::U01, format!("{} messages have no translation into `{tag}`", missing.len()))
                    .in_file(file)
                    .help("translate them before the locale is published")
                    .level(Level::Info)
                    .locale(tag),
            );
        }
        return;
    }
    let (notices, others): (Vec<&str>, Vec<&str>) = missing.into_iter().partition(|id| safety::NOTICES.contains(id));
    for id in notices {
        diags.push(
            Diagnostic::new(Code::U04, format!("the safety notice `{id}` has no translation into `{tag}`"))
                .in_file(file)
                .help("translate it, or set `published = false` in locale.toml")
                .locale(tag),
        );
    }
    for id in others {
        diags.push(
            Diagnostic::new(Code::U01, format!("the message `{id}` has no translation into `{tag}`"))
                .in_file(file)
                .help("translate it, or set `published = false` in locale.toml")
                .locale(tag),
        );
    }
}

/// The messages of a text: id, its place, its shape.
fn shapes(text: &str) -> Vec<(String, std::ops::Range<usize>, Shape)> {
    let resource = match parser::parse(text) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let mut out = Vec::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let name: &str = message.id.name;
        let start = name.as_ptr() as usize - text.as_ptr() as usize;
        let mut shape = Shape::default();
        if let Some(pattern) = &message.value {
            read_pattern(pattern, &mut shape);
        }
        out.push((name.to_owned(), start..start + name.len(), shape));
    }
    out
}

fn read_pattern(pattern: &Pattern<&str>, shape: &mut Shape) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            read_expression(expression, shape);
        }
    }
}

fn read_expression(expression: &Expression<&str>, shape: &mut Shape) {
    match expression {
        Expression::Inline(inline) => read_inline(inline, shape),
        Expression::Select { selector, variants } => {
            read_inline(selector, shape);
            let mut categories = BTreeSet::new();
            for variant in variants {
                if let VariantKey::Identifier { name } = &variant.key {
                    categories.insert((*name).to_owned());
                }
                read_pattern(&variant.value, shape);
            }
            shape.selectors.push(categories);
        }
    }
}

fn read_inline(inline: &InlineExpression<&str>, shape: &mut Shape) {
    match inline {
        InlineExpression::VariableReference { id } => {
            shape.variables.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                read_inline(argument, shape);
            }
        }
        InlineExpression::Placeable { expression } => read_expression(expression, shape),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_locale_is_complete_and_sound() {
        for (tag, text) in builtin::STRINGS {
            let mut diags = Vec::new();
            let formats = Arc::new(Formats::new(tag, None));
            let file = VPath::known("ui.ftl");
            check_text(&file, text, tag, &formats, &mut diags);
            Ui::load(tag, &[], true, &Inputs::default(), &formats, &mut diags);
            assert_eq!(diags, [], "{tag}");
        }
    }

    #[test]
    fn safety_notices_are_messages() {
        for id in safety::NOTICES {
            assert!(is_known(id), "{id}");
        }
    }

    #[test]
    fn numbers_choose_the_plural_and_are_in_the_locales_digits() {
        let load = |tag: &str| {
            let formats = Arc::new(Formats::new(tag, None));
            Ui::load(tag, &[], true, &Inputs::default(), &formats, &mut Vec::new())
        };
        let args = |n| [("n", Arg::Number(n)), ("total", Arg::Number(12))];
        let say = |ui: &Ui, n| ui.text("coverage", &args(n)).map(|text| text.replace(['\u{2068}', '\u{2069}'], ""));
        let en = load("en");
        assert_eq!(say(&en, 1).as_deref(), Some("1 chapter of 12 is in this language."));
        assert_eq!(say(&en, 2).as_deref(), Some("2 chapters of 12 are in this language."));
        assert!(say(&load("bn"), 5).is_some_and(|text| text.contains('৫') && text.contains("১২")));
        assert_eq!(en.text("coverage", &[]), None);
    }
}
