//! Missing translations for people: one line for all locales that lack the same chapters.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Level};

/// Locales and chapters that are named; the rest are counted.
const NAMED: usize = 3;

/// The findings with those of `S01` drawn together where they stand first. A single one stays as it is.
pub fn fold(diags: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut lacks: BTreeMap<(Level, &str), BTreeSet<&str>> = BTreeMap::new();
    for (tag, chapter, diag) in diags.iter().filter_map(missing) {
        lacks.entry((diag.level, tag)).or_default().insert(chapter);
    }
    let mut told: BTreeSet<(Level, &str)> = BTreeSet::new();
    let mut out = Vec::with_capacity(diags.len());
    for diag in diags {
        let Some((tag, _, _)) = missing(diag) else {
            out.push(diag.clone());
            continue;
        };
        if told.contains(&(diag.level, tag)) {
            continue;
        }
        let chapters = &lacks[&(diag.level, tag)];
        let alike: Vec<&str> = lacks
            .iter()
            .filter(|((level, _), others)| *level == diag.level && *others == chapters)
            .map(|((_, tag), _)| *tag)
            .collect();
        told.extend(alike.iter().map(|tag| (diag.level, *tag)));
        out.push(if alike.len() == 1 && chapters.len() == 1 { diag.clone() } else { together(diag, chapters, &alike) });
    }
    out
}

/// Locale and chapter of a missing translation.
fn missing(diag: &Diagnostic) -> Option<(&str, &str, &Diagnostic)> {
    let tag = diag.locale.as_deref().filter(|_| diag.code == Code::S01)?;
    let chapter = diag.file.as_ref()?.as_str().strip_prefix("content/")?.strip_prefix(tag)?.strip_prefix('/')?;
    Some((tag, chapter, diag))
}

fn together(first: &Diagnostic, chapters: &BTreeSet<&str>, tags: &[&str]) -> Diagnostic {
    let names: Vec<&str> = chapters.iter().copied().collect();
    let message = match names.as_slice() {
        [only] => format!("`{only}` is not translated into {}", list(tags, "locale")),
        _ => format!("{} chapters are not translated into {}", names.len(), list(tags, "locale")),
    };
    let help = match names.as_slice() {
        [_] => "readers see it in another language, with a notice".to_owned(),
        _ => format!("readers see {} in another language, with a notice", list(&names, "chapter")),
    };
    Diagnostic::new(Code::S01, message).level(first.level).help(help)
}

/// `` `a`, `b` and `c` ``, or the first with the number of others.
fn list(names: &[&str], what: &str) -> String {
    let quoted = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match names.len() {
        0 | 1 => quoted(names),
        n if n <= NAMED + 1 => format!("{} and {}", quoted(&names[..n - 1]), quoted(&names[n - 1..])),
        n => format!("{} and {} more {what}s", quoted(&names[..NAMED]), n - NAMED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vpath::VPath;

    fn lines(missing: &[(&str, &[&str])]) -> Vec<String> {
        let one = |tag: &str, chapter: &str| {
            Diagnostic::new(Code::S01, format!("`{chapter}` is not translated into `{tag}`"))
                .in_file(&VPath::known(&format!("content/{tag}/{chapter}")))
                .locale(tag)
        };
        let diags: Vec<Diagnostic> =
            missing.iter().flat_map(|(tag, chapters)| chapters.iter().map(|chapter| one(tag, chapter))).collect();
        fold(&diags).into_iter().map(|diag| diag.message).collect()
    }

    #[test]
    fn missing_translations_are_told_once() {
        assert_eq!(lines(&[("ar", &["a.md"])]), ["`a.md` is not translated into `ar`"]);
        assert_eq!(
            lines(&[("ar", &["a.md", "b.md"]), ("bn", &["a.md"]), ("fr", &["a.md", "b.md"])]),
            ["2 chapters are not translated into `ar` and `fr`", "`a.md` is not translated into `bn`"]
        );
        let many = ["ar", "bn", "de", "es", "fa", "fr"].map(|tag| (tag, &["a.md"][..]));
        assert_eq!(lines(&many), ["`a.md` is not translated into `ar`, `bn`, `de` and 3 more locales"]);
    }
}
