//! Templates and style sheets: the built-in default theme, the project's theme over it, and each
//! locale's own templates over both. With `render::context`, the only module that names `tera`.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, ErrorKind, Kwargs, State, Tera};

use super::builtin;
use super::ui::{Arg, Ui};
use crate::diagnostic::suggest::nearest;
use crate::diagnostic::{Code, Diagnostic};
use crate::inputs::Inputs;
use crate::vpath::VPath;

/// What to do about a template.
const HELP: &str = "mend the template; without it the built-in one is used";

/// What all locales share of the theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    pub style: Arc<str>,
    pub print_style: Arc<str>,
    pub epub_style: Arc<str>,
    pub chooser_script: Arc<str>,
}

/// Reads the theme's style sheets; each falls back to the built-in one.
pub fn read(inputs: &Inputs, name: &str, diags: &mut Vec<Diagnostic>) -> Theme {
    let folder = format!("themes/{name}");
    if name != "default" && inputs.below(&folder).next().is_none() {
        diags.push(
            Diagnostic::new(Code::A19, format!("there is no theme `{name}`"))
                .in_file(&VPath::known(super::config::FILE))
                .help(format!("make the folder `{folder}`, or take `theme` out to use the built-in one")),
        );
    }
    let mut asset = |file: &str, builtin: &str| -> Arc<str> {
        let path = format!("{folder}/assets/{file}");
        let text = match inputs.get(&path).map(|file| file.bytes().and_then(|bytes| std::str::from_utf8(bytes).ok())) {
            None => builtin,
            Some(Some(text)) => text,
            Some(None) => {
                let path = VPath::known(&path);
                diags.push(Diagnostic::new(Code::A12, "the file is not UTF-8").in_file(&path));
                builtin
            }
        };
        squeeze_css(text).into()
    };
    Theme {
        style: asset("style.css", builtin::STYLE),
        print_style: asset("print.css", builtin::PRINT_STYLE),
        epub_style: asset("epub.css", builtin::EPUB_STYLE),
        chooser_script: asset("chooser.js", builtin::CHOOSER_SCRIPT),
    }
}

/// Takes out comments and the line breaks that only part rules from rules, so that a style sheet people can
/// read costs readers nothing.
fn squeeze_css(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find("/*") {
        plain.push_str(&rest[..open]);
        rest = rest[open + 2..].split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    let mut out = String::with_capacity(plain.len());
    for line in plain.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !out.is_empty() && !out.ends_with(['{', '}', ';', ',']) {
            out.push('\n');
        }
        out.push_str(line);
    }
    out
}

/// The templates of one locale, compiled.
pub struct Templates {
    tera: Tera,
    /// Where a template's text came from: name to project file; built-in ones are absent.
    files: BTreeMap<String, VPath>,
    /// Texts by name, for positions.
    texts: BTreeMap<String, Arc<str>>,
}

impl std::fmt::Debug for Templates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Templates").field("files", &self.files).finish()
    }
}

/// Compiles a locale's templates. `layers` are locales whose folders are looked into as well, nearest first.
pub fn compile(
    inputs: &Inputs,
    theme: &str,
    tag: &str,
    layers: &[String],
    strings: Vec<Arc<Ui>>,
    diags: &mut Vec<Diagnostic>,
) -> Templates {
    let mut templates = Templates { tera: Tera::new(), files: BTreeMap::new(), texts: BTreeMap::new() };
    for (name, text) in builtin::TEMPLATES {
        templates.take(name, text.into(), None);
        templates.take(&format!("builtin:{name}"), text.into(), None);
        templates.take(&format!("theme:{name}"), text.into(), None);
    }
    templates.take_folder(inputs, &format!("themes/{theme}/templates"), true);
    for layer in layers.iter().map(String::as_str).rev().chain([tag]) {
        templates.take_folder(inputs, &format!("locales/{layer}/templates"), false);
    }
    templates.tera.register_function("t", move |kwargs: Kwargs, _: &State| translate(&strings, &kwargs));
    let sources: Vec<(String, String)> =
        templates.texts.iter().map(|(name, text)| (name.clone(), text.to_string())).collect();
    if let Err(error) = templates.tera.add_raw_templates(sources) {
        diags.extend(templates.explain_all(&error, tag));
        // One broken override must not take all pages down: the built-in set still renders.
        templates.tera = Tera::new();
        templates.texts.clear();
    }
    templates
}

impl Templates {
    fn take(&mut self, name: &str, text: Arc<str>, file: Option<&VPath>) {
        match file {
            Some(file) => self.files.insert(name.to_owned(), file.clone()),
            None => self.files.remove(name),
        };
        self.texts.insert(name.to_owned(), text);
    }

    fn take_folder(&mut self, inputs: &Inputs, folder: &str, theme: bool) {
        for (path, file) in inputs.below(folder) {
            let (Some(name), Some(text)) = (path.below(folder), file.text()) else { continue };
            self.take(name, text.clone(), Some(path));
            if theme {
                self.take(&format!("theme:{name}"), text.clone(), Some(path));
            }
        }
    }

    pub fn has(&self, name: &str) -> bool {
        self.texts.contains_key(name)
    }

    /// Renders a template; an error becomes a finding with the place in the template.
    pub fn render(&self, name: &str, context: &Context, tag: &str) -> Result<String, Box<Diagnostic>> {
        self.tera.render(name, context).map_err(|error| Box::new(self.explain(&error, tag)))
    }

    /// The findings of an error. References that lead nowhere come as one text with a report each.
    fn explain_all(&self, error: &tera::Error, tag: &str) -> Vec<Diagnostic> {
        let mut diags = Vec::new();
        if let ErrorKind::Msg(text) = error.kind() {
            let reports = text.strip_prefix("error: ").unwrap_or_default().split("\n\nerror: ");
            diags.extend(reports.filter_map(|report| self.read_report(report, tag)));
        }
        if diags.is_empty() {
            diags.push(self.explain(error, tag));
        }
        diags
    }

    /// Reads a report as the engine writes it: the message, ` --> name:line:column`, the line, carets.
    fn read_report(&self, report: &str, tag: &str) -> Option<Diagnostic> {
        let mut lines = report.lines();
        let message = lower_first(lines.next()?);
        let mut place = lines.next()?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
        let column: usize = place.next()?.trim().parse().ok()?;
        let line = place.next()?.parse().ok()?;
        let name = place.next()?;
        let (file, text) = (self.files.get(name)?, self.texts.get(name)?);
        let width = report.lines().last().map_or(0, |line| line.matches('^').count());
        let column = column.saturating_sub(1);
        let (start, end) = (offset(text, line, column), offset(text, line, column + width));
        Some(Diagnostic::new(Code::A18, message).at(file, start..end).help(HELP).locale(tag))
    }

    fn explain(&self, error: &tera::Error, tag: &str) -> Diagnostic {
        let diag = |message: String| {
            // A name that is not there is told with all that are.
            let cut = [". Available fields: ", ". Available variables: "].into_iter();
            let (message, fields) = cut.filter_map(|words| message.split_once(words)).next().unwrap_or((&message, ""));
            let wrong = message.split('`').nth(1).unwrap_or_default();
            let help = match nearest(wrong, fields.split(", ").filter(|name| !name.is_empty())) {
                Some(near) => format!("did you mean `{near}`?"),
                None if message.contains("end of input") => {
                    "close every `{% if %}`, `{% for %}` and `{% block %}`".to_owned()
                }
                None => HELP.to_owned(),
            };
            Diagnostic::new(Code::A18, message).help(help).locale(tag)
        };
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let name = report.filename();
                let message = lower_first(report.message().lines().next().unwrap_or_default());
                match (self.files.get(name), self.texts.get(name)) {
                    (Some(file), Some(text)) => {
                        let span = report.span();
                        let start = offset(text, span.start_line, span.start_col);
                        let end = offset(text, span.end_line, span.end_col).max(start);
                        diag(message).at(file, start..end)
                    }
                    _ => diag(format!("built-in template `{name}`: {message}")),
                }
            }
            ErrorKind::MissingParent { current, parent } => {
                let found = diag(format!("`{current}` extends `{parent}`, which does not exist"));
                match self.files.get(current) {
                    Some(file) => found.in_file(file),
                    None => found,
                }
            }
            other => {
                let message = other.to_string();
                let message = lower_first(message.lines().next().unwrap_or_default().trim_end_matches('.'));
                let name = self.files.iter().find(|(name, _)| message.contains(&format!("'{name}'")));
                match name {
                    Some((_, file)) => diag(message).in_file(file),
                    None => diag(message),
                }
            }
        }
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.trim_end_matches('.').chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// The byte at a line (from 1) and a column (from 0, in characters).
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[start.min(text.len())..];
    let line_end = rest.find('\n').unwrap_or(rest.len());
    let in_line = rest.char_indices().nth(column).map_or(line_end, |(at, _)| at.min(line_end));
    start + in_line
}

/// `t(key="message", n=3)`: the message in the page's language, else in the next of the chain.
fn translate(strings: &[Arc<Ui>], kwargs: &Kwargs) -> tera::TeraResult<String> {
    let key: String = kwargs.must_get("key")?;
    let mut args: Vec<(String, Arg)> = Vec::new();
    for (name, value) in kwargs.iter() {
        let Some(name) = name.as_str().filter(|name| *name != "key") else { continue };
        let arg = match value.as_i128().and_then(|number| i64::try_from(number).ok()) {
            Some(number) => Arg::Number(number),
            None => Arg::Text(value.as_str().map_or_else(|| value.to_string(), str::to_owned)),
        };
        args.push((name.to_owned(), arg));
    }
    let args: Vec<(&str, Arg)> = args.iter().map(|(name, arg)| (name.as_str(), arg.clone())).collect();
    strings
        .iter()
        .find_map(|ui| ui.text(&key, &args))
        .ok_or_else(|| tera::Error::message(format!("there is no message `{key}` with these variables")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_keeps_only_line_breaks_that_may_part_words() {
        let css = "/* why */\na {\n  margin: 0\n    auto; /* so */\n}\n\nb,\nc{top:0}\n";
        assert_eq!(squeeze_css(css), "a {margin: 0\nauto;}b,c{top:0}");
    }

    #[test]
    fn the_built_in_style_fits_its_budget() {
        let style = squeeze_css(builtin::STYLE);
        assert!(style.len() <= 5_400, "{} bytes", style.len());
        assert!(!style.contains("/*"), "comments are taken out");
        assert!(!style.contains("url("), "the style asks for nothing");
        let names = style.split(['{', '}', ';']).filter_map(|part| part.split_once(':')).map(|(name, _)| name.trim());
        for name in names {
            let side = ["left", "right", "top", "bottom", "width", "height"].into_iter().find(|side| {
                name == *side || matches!(name.strip_suffix(side), Some("margin-" | "padding-" | "min-" | "max-"))
            });
            assert_eq!(side, None, "`{name}` is not a logical property");
        }
    }
}
