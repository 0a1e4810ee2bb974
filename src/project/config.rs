//! `handbook.toml`: the one config file.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::cldr;
use crate::data::{Date, Reader, Table, override_from, parse_toml};
use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::project::levels::{self, Levels};
use crate::project::paper::Paper;
use crate::project::{Format, Minima, State};
use crate::vpath::VPath;

/// The name of the config file.
pub const FILE: &str = "handbook.toml";

/// Variables of the environment that override the config begin so.
pub const PREFIX: &str = "HANDBOOK_";

/// Opens a file in the editor, unless `[serve] editor` says otherwise.
const EDITOR: &str = "vscode://file/{path}:{line}:{column}";

/// The settings of a project.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Canonical tag of the locale that is written first.
    pub source: String,
    /// Canonical tags in the order of the language chooser; the source is among them.
    pub locales: Vec<String>,
    /// Where each of them is listed in the file, as `locales`.
    pub places: Vec<Range<usize>>,
    pub theme: String,
    /// The site's public address, with a slash at the end.
    pub base_url: Option<String>,
    pub edition: Option<String>,
    pub date: Option<Date>,
    pub licence: Option<String>,
    pub trusted_html: bool,
    pub highlight: bool,
    /// Gzip bytes of HTML that a page may have.
    pub page_budget: u64,
    /// Days after the date of the edition on which readers should look for a newer one.
    pub check_after: Option<u16>,
    /// What a build writes.
    pub formats: BTreeSet<Format>,
    /// What PDFs are set for.
    pub paper: Paper,
    pub levels: Levels,
    pub minima: Minima,
    /// Who may classify edits and retract chapters; empty if everybody may.
    pub editors: Vec<String>,
    /// Who may review as a health professional.
    pub medical: Vec<String>,
    /// The address that opens a file in the editor, with `{path}`, `{line}` and `{column}`.
    pub editor: String,
}

/// Reads the config with overrides from the environment, given as (`SECTION__KEY`, value).
/// `None` if there is nothing to work with.
pub fn read(text: &str, overrides: &[(String, String)]) -> (Option<Config>, Vec<Diagnostic>) {
    let file = VPath::known(FILE);
    let (mut table, errors) = parse_toml(text);
    let mut diags: Vec<Diagnostic> = errors.into_iter().map(|error| error.finding(&file)).collect();
    if !diags.is_empty() {
        return (None, diags);
    }
    // Places behind the end of the text stand for the overrides, one each.
    let place = |at: usize| text.len() + 1 + at;
    for (at, (name, value)) in overrides.iter().enumerate() {
        if name.contains("__") {
            override_from(&mut table, name, value, place(at)..place(at));
        } else {
            diags.push(
                Diagnostic::new(Code::A02, format!("the environment variable `{PREFIX}{name}` overrides nothing"))
                    .level(Level::Warning)
                    .help(format!("name section and key, such as `{PREFIX}HANDBOOK__BASE_URL`, or unset it")),
            );
        }
    }
    let config = read_table(&table, &file, &mut diags);
    for diag in &mut diags {
        let at = diag.range.as_ref().and_then(|range| range.start.checked_sub(place(0)));
        if let Some((name, _)) = at.and_then(|at| overrides.get(at)) {
            diag.message = format!("{} (environment variable `{PREFIX}{name}`)", diag.message);
            (diag.file, diag.range) = (None, None);
        }
    }
    (config, diags)
}

fn read_table(table: &Table, file: &VPath, diags: &mut Vec<Diagnostic>) -> Option<Config> {
    let empty = Table::default();
    let mut top = Reader::new(table, file, 0, "");
    let handbook = top.table("handbook");
    let output = top.table("output").unwrap_or(&empty);
    let content = top.table("content").unwrap_or(&empty);
    let check = top.table("check").unwrap_or(&empty);
    let budget = top.table("budget").unwrap_or(&empty);
    let serve = top.table("serve").unwrap_or(&empty);
    let translation = top.table("translation").unwrap_or(&empty);
    let print = top.table("print").unwrap_or(&empty);
    diags.extend(top.finish(Level::Error));

    let mut reader = Reader::new(handbook.unwrap_or(&empty), file, 0, "`[handbook]`");
    let source = reader.spanned_text("source");
    let locales = reader.texts("locales");
    let theme = reader.text("theme").unwrap_or_else(|| "default".to_owned());
    let base_url = read_base_url(&mut reader);
    let edition = reader.text("edition");
    let date = reader.date("date");
    let licence = reader.text("licence");
    let check_after = reader.spanned_text("check_after").and_then(|(text, range)| {
        let days = text.strip_suffix('d').and_then(|days| days.trim().parse::<u16>().ok());
        if days.is_none() {
            reader.reject(range, format!("`{text}` is not a number of days"), "write for example `90d`");
        }
        days
    });
    diags.extend(reader.finish(Level::Error));

    let mut reader = Reader::new(content, file, 0, "`[content]`");
    let trusted_html = reader.choice("raw_html", &["allow-list", "trusted"]) == Some("trusted");
    let highlight = reader.bool("highlight").unwrap_or(true);
    diags.extend(reader.finish(Level::Error));

    let mut reader = Reader::new(output, file, 0, "`[output]`");
    let mut formats = BTreeSet::new();
    let named = reader.texts("formats");
    if named.is_empty() {
        formats.extend(Format::ALL);
    }
    for (format, range) in named {
        match Format::parse(&format) {
            Some(format) => drop(formats.insert(format)),
            None => {
                let help = did_you_mean(&format, &Format::names());
                let message = format!("this program cannot write `{format}`");
                diags.push(Diagnostic::new(Code::A30, message).at(file, range).help(help));
            }
        }
    }
    diags.extend(reader.finish(Level::Error));

    let mut reader = Reader::new(budget, file, 0, "`[budget]`");
    let mut page_budget = 14_000;
    if let Some((text, range)) = reader.spanned_text("page") {
        match parse_size(&text) {
            Some(bytes) => page_budget = bytes,
            None => reader.reject(range, format!("`{text}` is not a size"), "write for example `14 kB`"),
        }
    }
    diags.extend(reader.finish(Level::Error));

    let mut reader = Reader::new(translation, file, 0, "`[translation]`");
    let states: Vec<&str> = State::ALL.iter().map(|state| state.name()).filter(|name| *name != "revoked").collect();
    let mut minimum =
        |key: &'static str, default: State| reader.choice(key, &states).and_then(State::parse).unwrap_or(default);
    let defaults = Minima::default();
    let minima = Minima {
        publish: minimum("publish_min", defaults.publish),
        critical: minimum("critical_min", defaults.critical),
    };
    let names = |list: Vec<(String, Range<usize>)>| list.into_iter().map(|entry| entry.0).collect::<Vec<_>>();
    let (editors, medical) = (names(reader.texts("editors")), names(reader.texts("medical")));
    diags.extend(reader.finish(Level::Error));

    let mut reader = Reader::new(print, file, 0, "`[print]`");
    let paper = reader.choice("paper", &Paper::NAMES).and_then(Paper::parse).unwrap_or_default();
    diags.extend(reader.finish(Level::Error));

    let mut reader = Reader::new(serve, file, 0, "`[serve]`");
    let editor = reader.text("editor").unwrap_or_else(|| EDITOR.to_owned());
    diags.extend(reader.finish(Level::Error));

    let levels = levels::read(check, file, diags);
    let Some((source, source_range)) = source else {
        let help = "add `[handbook]` with `source = \"en\"` and `locales = [\"en\"]`";
        diags.push(Diagnostic::new(Code::A04, "`source` is missing in `[handbook]`").in_file(file).help(help));
        return None;
    };
    let source = canonical(&source, source_range.clone(), file, diags);
    let mut tags = Vec::new();
    let mut places = Vec::new();
    for (tag, range) in locales {
        let tag = canonical(&tag, range.clone(), file, diags);
        if tags.contains(&tag) {
            diags.push(
                Diagnostic::new(Code::A03, format!("`{tag}` is listed twice in `locales`"))
                    .at(file, range)
                    .help("take one of them out"),
            );
        } else {
            tags.push(tag);
            places.push(range);
        }
    }
    if tags.is_empty() {
        tags.push(source.clone());
        places.push(source_range.clone());
    }
    if !tags.contains(&source) {
        diags.push(
            Diagnostic::new(Code::A03, format!("the source locale `{source}` is not in `locales`"))
                .at(file, source_range.clone())
                .help(format!("add \"{source}\" to `locales`")),
        );
        tags.insert(0, source.clone());
        places.insert(0, source_range);
    }
    Some(Config {
        source,
        locales: tags,
        places,
        theme,
        base_url,
        edition,
        date,
        licence,
        trusted_html,
        highlight,
        page_budget,
        formats,
        paper,
        check_after,
        levels,
        minima,
        editors,
        medical,
        editor,
    })
}

fn canonical(tag: &str, range: Range<usize>, file: &VPath, diags: &mut Vec<Diagnostic>) -> String {
    let diag = Diagnostic::new(Code::S11, format!("`{tag}` is not a canonical language tag"));
    match cldr::canonical_tag(tag) {
        Some(canonical) if canonical == tag => canonical,
        Some(canonical) => {
            diags.push(diag.at(file, range).help(format!("write `{canonical}`")));
            canonical
        }
        None => {
            diags.push(diag.at(file, range).help("write a BCP 47 tag such as `pt-BR`"));
            tag.to_owned()
        }
    }
}

fn read_base_url(reader: &mut Reader<'_>) -> Option<String> {
    let (url, range) = reader.spanned_text("base_url")?;
    let read = base_url(&url);
    if read.is_none() {
        reader.reject(range, format!("`{url}` is not a web address"), BASE_URL_HELP);
    }
    read
}

/// What to write instead of an address that is none.
pub const BASE_URL_HELP: &str = "write the site's public address, such as `https://handbook.example.org/`";

/// The public address of a site, with a slash at its end.
pub fn base_url(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let odd = |ch: char| ch.is_whitespace() || ch.is_control() || "\"<>?#\\".contains(ch);
    if rest.is_empty() || rest.starts_with('/') || url.contains(odd) {
        return None;
    }
    Some(if url.ends_with('/') { url.to_owned() } else { format!("{url}/") })
}

/// Reads `14 kB` (1,000 bytes) or `14 KiB` (1,024 bytes), or a number of bytes.
fn parse_size(text: &str) -> Option<u64> {
    let split = text.find(|ch: char| !ch.is_ascii_digit()).unwrap_or(text.len());
    let number: u64 = text[..split].parse().ok()?;
    let factor = match text[split..].trim() {
        "" | "B" => 1,
        "kB" | "KB" => 1000,
        "KiB" => 1024,
        "MB" => 1_000_000,
        _ => return None,
    };
    number.checked_mul(factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        let (_, diags) = read(text, &[]);
        diags.iter().map(|diag| format!("{} {}", diag.code.id(), diag.message)).collect()
    }

    #[test]
    fn a_full_config_is_read_and_the_environment_overrides_it() {
        let text = "[handbook]\nsource = \"en\"\nlocales = [\"en\", \"bn\"]\n[budget]\npage = \"20 kB\"\n[check]\nL = \"off\"\n";
        let env = [("HANDBOOK__BASE_URL".to_owned(), "https://x.org/b".to_owned())];
        let (config, diags) = read(text, &env);
        assert_eq!(diags, []);
        let config = config.expect("a valid config");
        assert_eq!(config.locales, ["en", "bn"]);
        assert_eq!(config.base_url.as_deref(), Some("https://x.org/b/"));
        assert_eq!(config.page_budget, 20_000);
        assert_eq!(config.levels.level_of(Code::L02), None);
        assert_eq!(config.levels.level_of(Code::X01), Some(Level::Error));
    }

    #[test]
    fn findings_name_the_variable_they_come_from() {
        let env = [
            ("FOO", "1"),
            ("HANDBOOK__BASE_ULR", "https://x.org"),
            ("HANDBOOK__LOCALES", "[\"en\", \"zh-hans\"]"),
            ("CHECK__K01", "of"),
            ("CHECK__K", "warn"),
            ("CHEKC__K01", "warn"),
        ];
        let env: Vec<(String, String)> = env.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        let (_, diags) = read("[handbook]\nsource = \"en\"\n", &env);
        let said: Vec<String> = diags.iter().map(|diag| format!("{} {}", diag.code.id(), diag.message)).collect();
        assert_eq!(
            said,
            [
                "A02 the environment variable `HANDBOOK_FOO` overrides nothing",
                "A02 unknown key `chekc` (environment variable `HANDBOOK_CHEKC__K01`)",
                "A02 unknown key `base_ulr` in `[handbook]` (environment variable `HANDBOOK_HANDBOOK__BASE_ULR`)",
                "A03 `of` is not a level (environment variable `HANDBOOK_CHECK__K01`)",
                "S11 `zh-hans` is not a canonical language tag (environment variable `HANDBOOK_HANDBOOK__LOCALES`)",
            ]
        );
        assert!(diags.iter().all(|diag| diag.file.is_none() && diag.range.is_none() && diag.help.is_some()));
    }

    #[test]
    fn a_base_url_is_an_address_and_nothing_more() {
        for (url, read) in [("https://x.org", "https://x.org/"), ("http://x.org/b/", "http://x.org/b/")] {
            assert_eq!(base_url(url).as_deref(), Some(read));
        }
        for url in
            ["x", "", "https://", "https:///x", "ftp://x.org", "https://x.org/?q", "https://x.org/\\", "https://x y"]
        {
            assert_eq!(base_url(url), None, "{url}");
        }
    }

    #[test]
    fn broken_links_and_what_is_unsafe_are_never_switched_off() {
        for key in ["K", "K01", "link-missing-page", "X", "X05", "A01"] {
            for level in ["off", "info"] {
                let text = format!("[handbook]\nsource = \"en\"\n[check]\n{key} = \"{level}\"\n");
                assert_eq!(said(&text), [format!("A03 `{key}` cannot be set to that")], "{level}");
            }
        }
        for line in ["K = \"warn\"", "K08 = \"off\"", "A = \"off\"", "A25 = \"off\"", "L = \"info\""] {
            assert_eq!(said(&format!("[handbook]\nsource = \"en\"\n[check]\n{line}\n")), [""; 0], "{line}");
        }
    }

    #[test]
    fn every_mistake_is_told_at_once() {
        let text = "[handbook]\nsorce = \"en\"\nlocales = [\"en\", \"zh-hans\", \"en\"]\nsource = \"en\"\n[check]\nX01 = \"off\"\nK01 = \"off\"\nQ77 = \"off\"\nL02 = \"of\"\n[outptu]\n";
        assert_eq!(
            said(text),
            [
                "A02 unknown key `outptu`",
                "A02 unknown key `sorce` in `[handbook]`",
                "A03 `X01` cannot be set to that",
                "A03 `K01` cannot be set to that",
                "A02 unknown code `Q77` in `[check]`",
                "A03 `of` is not a level",
                "S11 `zh-hans` is not a canonical language tag",
                "A03 `en` is listed twice in `locales`",
            ]
        );
    }
}
