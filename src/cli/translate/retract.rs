//! `translate retract`: withdraws a chapter in all languages at once, with the day, the reason and what to read
//! instead.

use std::path::Path;

use super::desk;
use crate::cli::{Voice, project};
use crate::disk;
use crate::document::front_matter;
use crate::failure::Failure;
use crate::vpath::{self, VPath};

/// Writes `withdrawn` into the front matter of the source's chapter; 3 if the person may not.
pub fn run(
    root: &Path,
    chapter: &str,
    reason: &str,
    see: Option<&str>,
    who: Option<&str>,
    voice: &Voice,
) -> Result<u8, Failure> {
    let desk = desk::open(root)?;
    let who = project::who(who)?;
    let editors = &desk.site.project.config.editors;
    if !editors.is_empty() && !editors.contains(&who) {
        voice.say(&format!(
            "error[R02]: `{who}` may not retract: `[translation] editors` in handbook.toml names who may"
        ));
        return Ok(3);
    }
    let at = desk.find(chapter)?;
    let entry = &desk.site.outline.chapters[at];
    let path = format!("content/{}/{}", desk.site.project.config.source, entry.path);
    let see = see
        .map(|see| desk.find(see))
        .transpose()?
        .map(|see| vpath::relative(entry.path.dir(), desk.site.outline.chapters[see].path.as_str()));
    let file = root.join(&path);
    let whole = std::fs::read_to_string(&file).map_err(Failure::io("read", &file))?;
    let text = whole.strip_prefix('\u{feff}').unwrap_or(&whole);
    let (today, end) = (project::today()?, if text.contains("\r\n") { "\r\n" } else { "\n" });
    let line = |toml: bool| {
        let written = match (toml, &see) {
            (true, Some(see)) => {
                format!("withdrawn = {{ date = {today}, reason = {}, see = {} }}\n", quote(reason), quote(see))
            }
            (true, None) => format!("withdrawn = {{ date = {today}, reason = {} }}\n", quote(reason)),
            (false, Some(see)) => {
                format!("withdrawn:\n  date: {today}\n  reason: {}\n  see: {}\n", quote(reason), quote(see))
            }
            (false, None) => format!("withdrawn:\n  date: {today}\n  reason: {}\n", quote(reason)),
        };
        written.replace('\n', end)
    };
    let changed = match front_matter::fence(text) {
        // Before the tables of TOML, where a key would belong to the last of them.
        Some((fence, inner)) => format!("{}{}{}", &text[..inner], line(fence == "+++"), &text[inner..]),
        None => format!("+++{end}{}+++{end}{end}{text}", line(true)),
    };
    let (front, _, diags) = front_matter::split(&VPath::known(&path), &changed);
    if front.withdrawn.is_none() || !diags.is_empty() {
        return Err(Failure::Usage(format!("`{path}` is withdrawn already, or its front matter cannot be read")));
    }
    let mark = &whole[..whole.len() - text.len()];
    disk::replace(&file, format!("{mark}{changed}").as_bytes())?;
    voice.say(&format!("withdrew `{}` in every language; its pages say so from the next build on", entry.id));
    Ok(0)
}

/// A text as TOML and YAML both read it.
fn quote(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", escaped.replace(char::is_control, " "))
}
