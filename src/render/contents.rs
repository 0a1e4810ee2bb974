//! The whole contents of a book, as lines that a template writes as lists within lists.

use super::context::ContentsLine;
use super::{html, page};
use crate::book::{Line, Site};
use crate::vpath::VPath;

/// The contents of a locale's book. Announced chapters are left out where they help nobody.
pub fn of_book(site: &Site, locale: usize, path: &VPath, drafts: bool) -> Vec<ContentsLine> {
    let titles = &site.books[locale].line_titles;
    let mut lines: Vec<ContentsLine> = site
        .outline
        .lines
        .iter()
        .zip(titles)
        .filter(|(line, _)| drafts || !matches!(line, Line::Draft { .. }))
        .map(|(line, (title, from))| self::line(site, locale, path, line, title, *from))
        .collect();
    nest(&mut lines);
    lines
}

fn line(site: &Site, locale: usize, path: &VPath, line: &Line, title: &str, from: usize) -> ContentsLine {
    let from = site.locale(from);
    let plain = |kind, depth| ContentsLine {
        kind,
        depth,
        title: title.to_owned(),
        href: String::new(),
        lang: from.tag.clone(),
        dir: from.dir.to_owned(),
        translated: true,
        id: String::new(),
        opens: false,
        inner: false,
        closes: Vec::new(),
    };
    match line {
        Line::Part { .. } => plain("part", 0),
        Line::Separator => plain("separator", 0),
        Line::Draft { depth, .. } => plain("draft", *depth),
        Line::Chapter { chapter, depth } => {
            let link = page::nav_link(site, locale, *chapter, path);
            ContentsLine {
                title: link.title,
                href: link.href,
                lang: link.lang,
                dir: link.dir,
                translated: site.page(locale, *chapter).is_own(),
                id: html::whole_id(site, *chapter),
                ..plain("chapter", *depth)
            }
        }
    }
}

/// Finds where lists begin and end. A template has no stack to keep them on.
fn nest(lines: &mut [ContentsLine]) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..lines.len() {
        let (before, rest) = lines.split_at_mut(at);
        let (last, line) = (before.last_mut(), &mut rest[0]);
        let listed = matches!(line.kind, "chapter" | "draft");
        // Lines after a part stand on their own. A depth may be left out: the line then joins the list it fits.
        let mut ended = Vec::new();
        while !open.is_empty() && (!listed || (open.len() > 1 && open[open.len() - 2] >= line.depth)) {
            open.pop();
            ended.push(open.len());
        }
        let deeper = listed && open.last().is_none_or(|depth| *depth < line.depth);
        if let Some(last) = last {
            last.closes = ended;
            last.inner = deeper && !open.is_empty();
        }
        line.opens = deeper;
        if deeper {
            open.push(line.depth);
        } else if let Some(depth) = open.last_mut() {
            *depth = line.depth;
        }
    }
    if let Some(last) = lines.last_mut() {
        last.closes = (0..open.len()).rev().collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lists as a template writes them. A letter is a part or a separator, a number a line's depth.
    fn written(lines: &str) -> String {
        let mut lines: Vec<ContentsLine> = lines
            .split(' ')
            .map(|word| ContentsLine {
                kind: if word.parse::<usize>().is_ok() { "chapter" } else { "part" },
                depth: word.parse().unwrap_or_default(),
                title: word.to_owned(),
                href: String::new(),
                lang: String::new(),
                dir: String::new(),
                translated: true,
                id: String::new(),
                opens: false,
                inner: false,
                closes: Vec::new(),
            })
            .collect();
        nest(&mut lines);
        let mut out = String::new();
        for line in lines {
            out.push_str(if line.opens { "(" } else { "" });
            out.push_str(&line.title);
            if line.kind == "chapter" {
                out.push_str(if line.inner { "" } else { "." });
            }
            for depth in line.closes {
                out.push_str(if depth == 0 { ")" } else { ")." });
            }
        }
        out
    }

    #[test]
    fn lists_begin_and_end_where_they_should() {
        assert_eq!(written("0 0"), "(0.0.)");
        assert_eq!(written("0 1 2 2 1 0"), "(0(1(2.2.).1.).0.)");
        assert_eq!(written("P 0 1 P 0"), "P(0(1.).)P(0.)");
        assert_eq!(written("0 1 2 S S 0 1"), "(0(1(2.).).)SS(0(1.).)");
        assert_eq!(written("0 2 1 0"), "(0(2.1.).0.)");
        assert_eq!(written("1 0 1"), "(1.0(1.).)");
    }
}
