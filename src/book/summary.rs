//! `SUMMARY.md`: mdBook's grammar for the order of chapters.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::listing::{self, Entry, EntryKind};
use crate::vpath::{BadPath, VPath, join};

/// One line of the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub kind: ItemKind,
    pub title: String,
    /// How deep it is nested; 0 at the top.
    pub depth: usize,
    pub range: Range<usize>,
}

/// See [`Item`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemKind {
    /// A chapter, with its path relative to the locale's folder.
    Chapter(VPath),
    /// A chapter that is announced but not written.
    Draft,
    /// A heading that groups the chapters after it.
    Part,
    Separator,
}

/// Reads a summary. Entries that are wrong are reported and left out.
pub fn read(file: &VPath, text: &str) -> (Vec<Item>, Vec<Diagnostic>) {
    let mut items = Vec::new();
    let mut diags = Vec::new();
    let mut seen_title = false;
    for Entry { kind, title, depth, range } in listing::entries(text) {
        let line = &text[range.clone()];
        let wrong = |message: String, help: &str| {
            Diagnostic::new(Code::A05, message).at(file, range.clone()).help(help.to_owned())
        };
        match kind {
            EntryKind::Heading => {
                // The first heading before any chapter names the summary itself.
                if seen_title || !items.is_empty() {
                    items.push(Item { kind: ItemKind::Part, title, depth: 0, range });
                }
                seen_title = true;
            }
            EntryKind::Rule => items.push(Item { kind: ItemKind::Separator, title, depth: 0, range }),
            EntryKind::Link(dest) => match chapter(file, &range, &dest) {
                Ok(kind) => items.push(Item { kind, title, depth, range }),
                Err(diag) => diags.push(*diag),
            },
            EntryKind::SecondLink => diags.push(wrong(
                format!("`{}` stands in the item of another chapter", shown(line)),
                "one item holds one chapter; nest it by two to four spaces more than the item above",
            )),
            EntryKind::UnderlinedLink => diags.push(wrong(
                format!("`{}` is a heading: `---` stands right under it", shown(line)),
                "put an empty line before `---`",
            )),
            EntryKind::Text => diags.push(wrong(
                format!("`{}` is not a chapter", shown(line)),
                "write `- [Title](path.md)`, `- [Title]()` for a draft, `# Part` or `---`",
            )),
            EntryKind::EndlessComment => {
                diags.push(wrong("this comment is never closed".to_owned(), "end it with `-->`"));
            }
        }
    }
    (items, diags)
}

/// The first line of a text, cut if it is long.
fn shown(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim_end();
    if line.chars().count() <= 80 {
        return line.replace("``", "` `");
    }
    let cut: String = line.chars().take(79).collect();
    format!("{}…", cut.replace("``", "` `"))
}

/// What a link's destination stands for.
fn chapter(file: &VPath, range: &Range<usize>, dest: &str) -> Result<ItemKind, Box<Diagnostic>> {
    if dest.is_empty() {
        return Ok(ItemKind::Draft);
    }
    let wrong = |message: String, help: &str| {
        Box::new(Diagnostic::new(Code::A05, message).at(file, range.clone()).help(help.to_owned()))
    };
    if dest.contains("://") || dest.starts_with("mailto:") {
        return Err(wrong(format!("`{dest}` is not a chapter"), "link to other sites from the text of a chapter"));
    }
    let dest = super::links::percent_decode(dest);
    match join("", &dest) {
        Ok(path) if path.extension() == "md" => Ok(ItemKind::Chapter(path)),
        Ok(path) => Err(wrong(format!("`{path}` is not a Markdown file"), "chapters end in `.md`")),
        Err(why) => Err(Box::new(bad_path(file, range.clone(), &dest, why))),
    }
}

fn bad_path(file: &VPath, range: Range<usize>, dest: &str, why: BadPath) -> Diagnostic {
    Diagnostic::new(Code::A11, format!("`{dest}` cannot be a chapter's path: {why}"))
        .at(file, range)
        .help("write a path relative to the locale's folder")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> (Vec<String>, Vec<String>) {
        let (items, diags) = read(&VPath::known("SUMMARY.md"), text);
        let items = items.iter().map(|item| {
            let kind = match &item.kind {
                ItemKind::Chapter(path) => path.as_str().to_owned(),
                other => format!("{other:?}"),
            };
            format!("{} {} {kind}", item.depth, item.title)
        });
        let said = diags.iter().map(|diag| {
            let place = diag.range.clone().map_or("", |range| &text[range]);
            format!("{} <{place}>", diag.message)
        });
        (items.collect(), said.collect())
    }

    #[test]
    fn the_grammar_of_mdbook_is_read() {
        let text = "# Summary\n\n[Foreword](foreword.md)\n\n# Part **one**\n\n- [A](a.md)\n  - [B \\[x\\]](<b c.md>)\n    - [C]()\n- [D](sub/d.md)\n\n---\n\n[End](end.md)\n";
        let (items, said) = show(text);
        assert_eq!(said, [""; 0]);
        assert_eq!(
            items,
            [
                "0 Foreword foreword.md",
                "0 Part one Part",
                "0 A a.md",
                "1 B [x] b c.md",
                "2 C Draft",
                "0 D sub/d.md",
                "0  Separator",
                "0 End end.md",
            ]
        );
    }

    #[test]
    fn it_is_markdown() {
        let text = "Summary\n=======\n\n<!-- a\n- [No](no.md)\n-->\n\n[One](1.md)\n[Two](2.md 'Title')\n\n\
                    1. [Am &amp; `x` *y* ![no](i.png)](a%20b.md \"Title\")\n   1. [In](in.md) - a remark\n\n      \
                    * [Deep][deep]\n2. [Next](next.md)\n\n***\n\n# [Part](x.md)\n\n+ [Last](./last.md)\n\n[deep]: deep.md\n";
        let (items, said) = show(text);
        assert_eq!(said, [""; 0]);
        assert_eq!(
            items,
            [
                "0 One 1.md",
                "0 Two 2.md",
                "0 Am & x y a b.md",
                "1 In in.md",
                "2 Deep deep.md",
                "0 Next next.md",
                "0  Separator",
                "0 Part Part",
                "0 Last last.md",
            ]
        );
    }

    #[test]
    fn wrong_lines_are_reported_where_they_stand() {
        let text = "- Clean hands\n- [A](../a.md)\n- [B](b.txt)\nprose\n- [C](c.md) [D](d.md)\n-\n- [E](e.md)\n      - [F](f.md)\n\n[x](https://e.org)\n\n[G](g.md)\n---\n\n[H\n\n<!-- [I](i.md)\n";
        let (items, said) = show(text);
        assert_eq!(items, ["0 C c.md", "0 E e.md"]);
        assert_eq!(
            said,
            [
                "`- Clean hands` is not a chapter <- Clean hands>",
                "`../a.md` cannot be a chapter's path: it leaves the project <[A](../a.md)>",
                "`b.txt` is not a Markdown file <[B](b.txt)>",
                "`prose` is not a chapter <prose>",
                "`[D](d.md)` stands in the item of another chapter <[D](d.md)>",
                "`-` is not a chapter <->",
                "`[F](f.md)` stands in the item of another chapter <[F](f.md)>",
                "`https://e.org` is not a chapter <[x](https://e.org)>",
                "`[G](g.md)` is a heading: `---` stands right under it <[G](g.md)\n--->",
                "`[H` is not a chapter <[H>",
                "this comment is never closed <<!-->",
            ]
        );
    }
}
