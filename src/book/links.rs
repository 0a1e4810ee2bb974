//! Where a link leads, resolved in the reader's locale against what will really be written.

use super::Site;
use crate::diagnostic::Code;
use crate::diagnostic::suggest::nearest;
use crate::vpath::{BadPath, VPath};

/// The destination of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A chapter's page in a locale, and a heading on it.
    Page {
        locale: usize,
        chapter: usize,
        anchor: Option<String>,
    },
    /// A file of the content folders.
    File(VPath),
    /// An address outside the book.
    External(String),
    Broken(Problem),
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub code: Code,
    pub message: String,
    pub help: String,
}

/// Schemes that a link may have.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Types of files that a page may show.
pub const IMAGES: [&str; 7] = ["svg", "png", "jpg", "jpeg", "webp", "gif", "avif"];

/// Further types that a page may link to: none that browsers run as a page or a script of this site.
#[rustfmt::skip]
pub const FILES: [&str; 22] = [
    "pdf", "epub", "txt", "csv", "tsv", "json", "odt", "ods", "odp", "docx", "xlsx", "pptx", "ics", "vcf", "zip",
    "mp3", "ogg", "opus", "m4a", "mp4", "webm", "vtt",
];

/// Resolves a link or image of a chapter for readers of a locale. `from` is the locale whose folder
/// the document lies in.
pub fn resolve(site: &Site, locale: usize, from: usize, chapter: usize, dest: &str, image: bool) -> Target {
    if dest.trim().is_empty() {
        return broken(
            Code::K04,
            "the link has no destination".to_owned(),
            "write where it leads, or take the link out",
        );
    }
    let dest = expand_values(site, locale, dest);
    if let Some(scheme) = scheme(&dest) {
        return external(&dest, &scheme, image);
    }
    if dest.starts_with("//") {
        // Read from a disk, it would lead to the disk.
        return external(&format!("https:{dest}"), "https", image);
    }
    if dest.starts_with('/') {
        let help = "write it relative to this chapter";
        return broken(Code::K05, format!("`{dest}` starts with `/`"), help);
    }
    let (path, anchor) = match dest.split_once('#') {
        Some((path, anchor)) => (path, Some(percent_decode(anchor)).filter(|anchor| !anchor.is_empty())),
        None => (dest.as_str(), None),
    };
    let path = percent_decode(path.split('?').next().unwrap_or_default());
    if path.is_empty() {
        return page(site, locale, chapter, anchor);
    }
    let here = VPath::known(&format!("content/{}/{}", site.locale(from).tag, site.outline.chapters[chapter].path));
    let full = match here.resolve(&path) {
        Ok(full) => full,
        Err(why @ (BadPath::Escapes | BadPath::Empty)) => {
            return broken(
                Code::K06,
                format!("`{path}` leads out of the content folder: {why}"),
                "link to files of the book only",
            );
        }
        Err(why) => return broken(Code::K03, format!("`{path}` is no path: {why}"), "use `/` between folders"),
    };
    let Some(inner) = full.below("content") else {
        return broken(
            Code::K06,
            format!("`{path}` leads out of the content folder"),
            "link to files of the book only",
        );
    };
    let (tag, rest) = inner.split_once('/').unwrap_or((inner, ""));
    let Some(wanted) = site.project.index_of(tag) else {
        return broken(
            Code::K06,
            format!("`{path}` leads out of this locale's folder"),
            "link to files of the book only",
        );
    };
    // A link inside the document's own folder means the same chapter in the reader's language.
    let wanted = if wanted == from { locale } else { wanted };
    let folder = path.ends_with('/') || rest.is_empty() || matches!(path.rsplit('/').next(), Some("." | ".."));
    if folder || path.ends_with(".md") {
        let rest = match (folder, rest) {
            (true, "") => "index.md".to_owned(),
            (true, rest) => format!("{rest}/index.md"),
            (false, rest) => rest.to_owned(),
        };
        return chapter_link(site, wanted, &rest, anchor);
    }
    file_link(site, wanted, from, rest, image)
}

fn chapter_link(site: &Site, locale: usize, path: &str, anchor: Option<String>) -> Target {
    let readme = path.strip_suffix("index.md").map(|dir| format!("{dir}README.md"));
    let outline = &site.outline;
    let found = outline.by_path.get(path).or_else(|| outline.by_path.get(readme.as_deref()?));
    if let Some(chapter) = found {
        return page(site, locale, *chapter, anchor);
    }
    let source = format!("content/{}/{path}", site.project.config.source);
    if outline.drafts.iter().any(|draft| draft.as_str() == path) || site.docs.contains_key(source.as_str()) {
        let message = format!("`{path}` is not published");
        return broken(Code::K07, message, "list it in SUMMARY.md, end its draft, or take the link out");
    }
    let help = match nearest(path, outline.by_path.keys().map(VPath::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "the path is relative to this chapter and ends in `.md`".to_owned(),
    };
    broken(Code::K01, format!("there is no chapter `{path}`"), &help)
}

fn page(site: &Site, locale: usize, chapter: usize, anchor: Option<String>) -> Target {
    if let Some(id) = &anchor
        && !site.has_anchor(locale, chapter, id)
    {
        let known = site.anchors(locale, chapter);
        let help = match nearest(id, known.iter().copied()) {
            Some(near) => format!("did you mean `#{near}`?"),
            None => match known.is_empty() {
                true => "that page has no headings".to_owned(),
                false => format!("it has: {}", known.iter().take(8).copied().collect::<Vec<_>>().join(", ")),
            },
        };
        let path = &site.outline.chapters[chapter].path;
        return broken(Code::K02, format!("`{path}` has no heading `#{id}`"), &help);
    }
    Target::Page { locale, chapter, anchor }
}

/// The file beside the reader's own chapter if there is one, else along the chain.
fn file_link(site: &Site, locale: usize, from: usize, path: &str, image: bool) -> Target {
    let what = if image { "image" } else { "file" };
    let chain = site.locale(locale).chain.iter().map(String::as_str);
    let tags = std::iter::once(site.locale(locale).tag.as_str()).chain([site.locale(from).tag.as_str()]).chain(chain);
    for tag in tags {
        let full = format!("content/{tag}/{path}");
        if let Some((path, file)) = site.inputs.files.get_key_value(full.as_str())
            && file.bytes().is_some()
        {
            return match file_type(path, image) {
                Some(problem) => Target::Broken(problem),
                None => Target::File(path.clone()),
            };
        }
    }
    let folder = format!("content/{}/", site.locale(from).tag);
    let known = site
        .inputs
        .files
        .iter()
        .filter(|(_, file)| file.bytes().is_some())
        .filter_map(|(file, _)| file.as_str().strip_prefix(&folder))
        .filter(|file| !file.ends_with(".md"));
    // The page of a chapter, or its name alone.
    let stem = path.strip_suffix(".html").unwrap_or(path);
    let chapter = [format!("{stem}.md"), format!("{stem}/index.md"), format!("{stem}/README.md")]
        .into_iter()
        .find(|chapter| !image && site.outline.by_path.contains_key(chapter.as_str()));
    let help = match chapter.as_deref().or_else(|| nearest(path, known)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "put the file beside the chapter; the path is relative to it".to_owned(),
    };
    broken(Code::K03, format!("there is no {what} `{path}`"), &help)
}

/// Why a page must not show or link to a file of this type.
fn file_type(path: &VPath, image: bool) -> Option<Problem> {
    let extension = path.extension().to_ascii_lowercase();
    let extension = extension.as_str();
    let name = path.file_name();
    if IMAGES.contains(&extension) || (!image && FILES.contains(&extension)) {
        return None;
    }
    let (message, help) = if image && FILES.contains(&extension) {
        (format!("`{name}` is not an image"), format!("link to it: `[…]({name})`"))
    } else if image {
        (format!("`{name}` is not an image of a type that pages may show"), format!("one of: {}", IMAGES.join(", ")))
    } else {
        let help = "offer it as PDF, ZIP or plain text; `handbook explain X08` lists what is allowed".to_owned();
        (format!("`{name}` is of a type that pages must not link to"), help)
    };
    Some(Problem { code: Code::X08, message, help })
}

fn external(dest: &str, scheme: &str, image: bool) -> Target {
    if image {
        let help = "put the image into the content folder";
        return broken(Code::X07, format!("the image `{dest}` is on another server"), help);
    }
    if !SCHEMES.contains(&scheme) {
        let help = "allowed are http, https, mailto and tel";
        return broken(Code::X03, format!("the scheme `{scheme}:` is not allowed"), help);
    }
    Target::External(dest.to_owned())
}

fn broken(code: Code, message: String, help: &str) -> Target {
    Target::Broken(Problem { code, message, help: help.to_owned() })
}

/// The scheme of an address, as browsers find it: spaces and control characters do not hide it.
fn scheme(dest: &str) -> Option<String> {
    let clean: String = dest.chars().filter(|ch| !ch.is_control() && !ch.is_whitespace()).collect();
    let (scheme, _) = clean.split_once(':')?;
    let good = scheme.starts_with(|ch: char| ch.is_ascii_alphabetic())
        && scheme.chars().all(|ch| ch.is_ascii_alphanumeric() || matches!(ch, '+' | '-' | '.'));
    good.then(|| scheme.to_ascii_lowercase())
}

/// The keys of the values in a destination.
pub fn value_keys(dest: &str) -> impl Iterator<Item = &str> {
    dest.split("{{value ").skip(1).filter_map(|rest| Some(rest.split_once("}}")?.0.trim()))
}

/// Puts `{{value key}}` into a destination; unknown keys stay, and the check of values reports them.
fn expand_values(site: &Site, locale: usize, dest: &str) -> String {
    let mut out = String::new();
    let mut rest = dest;
    while let Some((before, after)) = rest.split_once("{{value ") {
        let Some((key, tail)) = after.split_once("}}") else { break };
        out.push_str(before);
        match site.project.value(locale, key.trim()) {
            Some(value) => out.extend(value.chars().filter(|ch| !ch.is_whitespace())),
            None => out.push_str(key),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// Decodes `%20` and the like; what is not valid stays as it is.
pub fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = (*first == b'%')
            .then(|| std::str::from_utf8(tail.get(..2)?).ok())
            .flatten()
            .filter(|hex| hex.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Encodes a path for a URL: letters of every script stay, what would end the path does not.
pub fn percent_encode(text: &str, out: &mut String) {
    for ch in text.chars() {
        match ch {
            ' ' | '"' | '<' | '>' | '`' | '%' | '?' | '#' | '{' | '}' | '|' | '\\' | '^' | '\'' => {
                out.push_str(&format!("%{:02X}", u32::from(ch)));
            }
            _ => out.push(ch),
        }
    }
}
