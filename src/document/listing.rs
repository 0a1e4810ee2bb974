//! The lines of a Markdown file that lists chapters, as `SUMMARY.md`: headings, links with how deep they
//! are nested, thematic breaks, and what is none of these.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// One entry, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub kind: EntryKind,
    /// The words without markup.
    pub title: String,
    /// How many lists the entry's own one stands in.
    pub depth: usize,
    /// Bytes of the entry, without what marks its item.
    pub range: Range<usize>,
}

/// See [`Entry`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryKind {
    Heading,
    /// A link, with its destination as written.
    Link(String),
    /// A further link in the item of another.
    SecondLink,
    /// A link over a line of `---`, which makes it a heading.
    UnderlinedLink,
    Rule,
    /// A line without a link.
    Text,
    /// A comment that swallows the rest of the file.
    EndlessComment,
}

/// Reads the entries of a file.
pub fn entries(text: &str) -> Vec<Entry> {
    let mut reader = Reader { text, ..Reader::default() };
    for (event, range) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
        reader.event(event, range);
    }
    // Text beside a link is a remark; in a line of its own it may be a link that went wrong.
    let line = |entry: &Entry| text[..entry.range.start].rfind('\n');
    let linked: Vec<_> = reader.entries.iter().filter(|entry| entry.kind != EntryKind::Text).map(line).collect();
    reader.entries.retain(|entry| entry.kind != EntryKind::Text || linked.binary_search(&line(entry)).is_err());
    reader.entries
}

#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    entries: Vec<Entry>,
    /// For each open item: how many links it holds, and how many entries there were before it.
    items: Vec<(usize, usize)>,
    lists: usize,
    /// The open heading or link: its destination, if it is one.
    open: Option<(Option<String>, Range<usize>)>,
    title: String,
    /// The open heading holds a link.
    links_in_heading: bool,
    images: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::List(_)) => self.lists += 1,
            Event::End(TagEnd::List(_)) => self.lists = self.lists.saturating_sub(1),
            Event::Start(Tag::Item) => self.items.push((0, self.entries.len())),
            Event::End(TagEnd::Item) => {
                if self.items.pop().is_some_and(|(_, before)| before == self.entries.len()) {
                    self.line(range.start);
                }
            }
            Event::Start(Tag::Heading { .. }) => {
                self.links_in_heading = false;
                self.begin(None, range);
            }
            Event::Start(Tag::Link { dest_url, .. }) => match &self.open {
                Some(_) => self.links_in_heading = true,
                None => self.begin(Some(dest_url.to_string()), range),
            },
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::End(TagEnd::Link) => self.end_link(),
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            Event::Rule => self.push(EntryKind::Rule, String::new(), range),
            Event::Start(Tag::HtmlBlock) => {
                let source = self.text[range.clone()].trim_start();
                if source.starts_with("<!--") && !source.contains("-->") {
                    let start = range.start + (range.len() - source.len());
                    self.push(EntryKind::EndlessComment, String::new(), start..start + 4);
                }
            }
            Event::Text(words) | Event::Code(words) if self.images == 0 => match &self.open {
                Some(_) => self.title.push_str(&words),
                None if !words.trim().is_empty() => self.line(range.start),
                None => {}
            },
            Event::SoftBreak | Event::HardBreak => self.title.push(' '),
            _ => {}
        }
    }

    fn begin(&mut self, dest: Option<String>, range: Range<usize>) {
        self.title.clear();
        self.open = Some((dest, range));
    }

    fn end_heading(&mut self) {
        let Some((None, range)) = self.open.take() else { return };
        let source = self.text[range.clone()].trim_end();
        let range = range.start..range.start + source.len();
        let underlined = !source.trim_start().starts_with('#');
        let kind = if underlined && self.links_in_heading { EntryKind::UnderlinedLink } else { EntryKind::Heading };
        let title = self.title.trim().to_owned();
        self.push(kind, title, range);
    }

    fn end_link(&mut self) {
        // A link in a heading is part of its title.
        let Some((Some(dest), range)) = self.open.take_if(|open| open.0.is_some()) else { return };
        let mut kind = EntryKind::Link(dest);
        if let Some((links, _)) = self.items.last_mut() {
            *links += 1;
            if *links > 1 {
                kind = EntryKind::SecondLink;
            }
        }
        let title = self.title.trim().to_owned();
        self.push(kind, title, range);
    }

    fn push(&mut self, kind: EntryKind, title: String, range: Range<usize>) {
        self.entries.push(Entry { kind, title, depth: self.lists.saturating_sub(1), range });
    }

    /// The line that holds a byte, once.
    fn line(&mut self, at: usize) {
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let line = self.text[start..].split('\n').next().unwrap_or_default();
        let start = start + (line.len() - line.trim_start().len());
        let range = start..start + line.trim().len();
        if self.entries.last().is_none_or(|last| last.range != range) {
            self.push(EntryKind::Text, String::new(), range);
        }
    }
}
