//! Markdown text to the tree. With `include` and `listing`, the only module that names `pulldown_cmark`.

use std::sync::Arc;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, BrokenLink, CodeBlockKind, Event, LinkType, Options as Extensions, Parser, Tag, TagEnd,
};

use super::build::Builder;
use super::inline::InlineKind;
use super::tree::{AlertKind, Align, Code as CodeBlock, Footnote, Kind};
use super::{Doc, Tree, destinations, front_matter, include};
use crate::diagnostic::{Code, Diagnostic};
use crate::inputs::{Inputs, hash_parts};
use crate::vpath::VPath;

/// A chapter may hold this many bytes of Markdown.
const MAX_TEXT: usize = 2 << 20;
/// Containers inside containers.
const MAX_DEPTH: usize = 100;

/// What, beside the text, decides how a file is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// `[content] raw_html = "trusted"`.
    pub trusted_html: bool,
}

/// The extensions in use; all others are off.
pub fn extensions() -> Extensions {
    Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_TASKLISTS
        | Extensions::ENABLE_HEADING_ATTRIBUTES
        | Extensions::ENABLE_DEFINITION_LIST
        | Extensions::ENABLE_GFM
}

/// Reads one chapter. Never fails: what is wrong is in the document's findings.
pub fn parse(file: &VPath, text: &Arc<str>, inputs: &Inputs, options: Options) -> Doc {
    if text.len() > MAX_TEXT {
        let size = text.len() as f64 / f64::from(1 << 20);
        let diag = Diagnostic::new(Code::A13, format!("the chapter is larger than 2 MiB: {size:.1} MiB"))
            .in_file(file)
            .help("split it into several chapters");
        return Doc::empty(file, hash_parts([text.as_bytes()]), vec![diag]);
    }
    let expanded = include::expand(file, text, inputs);
    let (front, body, front_diags) = front_matter::split(file, &expanded.text);
    let included: Vec<&[u8]> = expanded
        .includes
        .iter()
        // No text holds this byte: an empty file is not a missing one.
        .map(|path| inputs.text(path.as_str()).map_or(&b"\xff"[..], |text| text.as_bytes()))
        .collect();
    let hash = hash_parts(
        [text.as_bytes(), &[u8::from(options.trusted_html)], file.as_str().as_bytes()].into_iter().chain(included),
    );
    let mut doc = Doc {
        file: file.clone(),
        hash,
        text: expanded.text,
        places: expanded.places,
        front,
        tree: Tree::default(),
        includes: expanded.includes,
        diags: expanded.diags,
        header: 0,
        anchors: 0,
        references: 0,
    };
    doc.diags.extend(front_diags);
    let (tree, diags) = read_body(&doc, body, options);
    doc.tree = tree;
    doc.diags.extend(diags);
    doc.anchors = hash_parts(doc.tree.headings.iter().map(|heading| heading.id.as_bytes()));
    let links = doc.tree.links.iter().flat_map(|link| [link.dest.as_bytes(), if link.image { b"!" } else { b"" }]);
    doc.references = hash_parts(links.chain(doc.includes.iter().map(|path| path.as_str().as_bytes())));
    doc.header = hash_parts([doc.written_title().as_bytes(), format!("{:?}", doc.front).as_bytes()]);
    doc
}

fn read_body(doc: &Doc, body: usize, options: Options) -> (Tree, Vec<Diagnostic>) {
    let text = &doc.text[body..];
    let mut undefined = Vec::new();
    let mut note_undefined = |link: BrokenLink<'_>| {
        let full = matches!(link.link_type, LinkType::Reference | LinkType::ReferenceUnknown);
        if full || matches!(link.link_type, LinkType::Collapsed | LinkType::CollapsedUnknown) {
            undefined.push((link.span.clone(), link.reference.to_string()));
        }
        None
    };
    let hidden = destinations::hide(text);
    let parser = Parser::new_with_broken_link_callback(&hidden, extensions(), Some(&mut note_undefined));
    let mut builder = Builder::new(doc, body, options.trusted_html);
    for (event, range) in parser.into_offset_iter() {
        let start = (range.start + body) as u32;
        let stop = (range.end + body) as u32;
        if builder.depth() > MAX_DEPTH {
            let help = "take out the `>` or the spaces before the list marks that are too many".to_owned();
            builder.report_with(Code::A14, "nested more than 100 deep".to_owned(), start, start + 1, Some(help));
            break;
        }
        read_event(&mut builder, event, start, stop);
    }
    let (tree, mut diags) = builder.finish();
    for (span, reference) in undefined {
        let (file, range) = doc.place((span.start + body) as u32, (span.end + body) as u32);
        diags.push(
            Diagnostic::new(Code::K08, format!("`[{reference}]` is not defined"))
                .at(file, range)
                .help(format!("add a line `[{reference}]: address`")),
        );
    }
    (tree, diags)
}

fn read_event(builder: &mut Builder<'_>, event: Event<'_>, start: u32, stop: u32) {
    match event {
        Event::Start(tag) => read_start(builder, tag, start, stop),
        Event::End(tag) => read_end(builder, tag, stop),
        Event::Text(text) => builder.text(&destinations::show(&text), start, stop),
        Event::Code(text) => builder.inline(InlineKind::Code(destinations::show(&text).into()), start, stop),
        Event::Html(text) => builder.html(&text, start, stop),
        Event::InlineHtml(_) => builder.inline_html(start, stop),
        Event::FootnoteReference(label) => {
            builder.inline(InlineKind::FootnoteRef(label.as_ref().into()), start, stop);
        }
        Event::SoftBreak => builder.inline(InlineKind::SoftBreak, start, stop),
        Event::HardBreak => builder.inline(InlineKind::HardBreak, start, stop),
        Event::Rule => {
            builder.open(Kind::Rule, start, stop);
            builder.close(stop);
        }
        Event::TaskListMarker(done) => builder.task(done),
        // The extensions that make these are off.
        Event::InlineMath(_) | Event::DisplayMath(_) => {}
    }
}

fn read_start(builder: &mut Builder<'_>, tag: Tag<'_>, start: u32, stop: u32) {
    let kind = match tag {
        Tag::Paragraph => Kind::Paragraph,
        Tag::Heading { level, id, classes, attrs } => {
            let classes = classes.iter().map(|class| class.as_ref().into()).collect();
            let unknown = attrs.first().map(|(name, _)| name.to_string());
            builder.heading(level as u8, id.map(|id| id.to_string()), classes, unknown, start, stop);
            return;
        }
        Tag::BlockQuote(kind) => match kind {
            None => Kind::Quote,
            Some(BlockQuoteKind::Note) => Kind::Alert(AlertKind::Note),
            Some(BlockQuoteKind::Tip) => Kind::Alert(AlertKind::Tip),
            Some(BlockQuoteKind::Important) => Kind::Alert(AlertKind::Important),
            Some(BlockQuoteKind::Warning) => Kind::Alert(AlertKind::Warning),
            Some(BlockQuoteKind::Caution) => Kind::Alert(AlertKind::Caution),
        },
        Tag::CodeBlock(kind) => {
            let info = match &kind {
                CodeBlockKind::Fenced(info) => info.as_ref(),
                CodeBlockKind::Indented => "",
            };
            let word = info.split([',', ' ', '{']).next().unwrap_or_default();
            let plain = word.chars().all(|ch| ch.is_ascii_alphanumeric() || matches!(ch, '_' | '-' | '+' | '#'));
            let language = if plain { word } else { "" };
            builder.tree.codes.push(CodeBlock { language: language.into(), text: "".into() });
            Kind::Code(builder.tree.codes.len() as u32 - 1)
        }
        Tag::HtmlBlock => {
            builder.open_html(start);
            return;
        }
        Tag::List(None) => Kind::List,
        Tag::List(Some(first)) => Kind::OrderedList(u32::try_from(first).unwrap_or(u32::MAX)),
        Tag::Item => Kind::Item,
        Tag::FootnoteDefinition(label) => {
            let node = builder.next_node();
            builder.tree.footnotes.push(Footnote { label: label.as_ref().into(), node });
            Kind::Footnote(builder.tree.footnotes.len() as u32 - 1)
        }
        Tag::DefinitionList => Kind::DefinitionList,
        Tag::DefinitionListTitle => Kind::Term,
        Tag::DefinitionListDefinition => Kind::Definition,
        Tag::Table(columns) => {
            builder.tree.tables.push(columns.into_iter().map(align).collect());
            Kind::Table(builder.tree.tables.len() as u32 - 1)
        }
        Tag::TableHead => Kind::TableHead,
        Tag::TableRow => Kind::TableRow,
        Tag::TableCell => Kind::TableCell,
        Tag::Emphasis => return builder.inline(InlineKind::Open(Kind::Emphasis), start, stop),
        Tag::Strong => return builder.inline(InlineKind::Open(Kind::Strong), start, stop),
        Tag::Strikethrough => return builder.inline(InlineKind::Open(Kind::Strikethrough), start, stop),
        Tag::Link { link_type, dest_url, title, .. } => {
            let auto = matches!(link_type, LinkType::Autolink | LinkType::Email);
            let email = link_type == LinkType::Email;
            let dest = destinations::show(&dest_url);
            let dest = if email { format!("mailto:{dest}") } else { dest.into_owned() };
            return builder.link(&dest, &title, false, auto, start, stop);
        }
        Tag::Image { dest_url, title, .. } => {
            return builder.link(&destinations::show(&dest_url), &title, true, false, start, stop);
        }
        // The extensions that make these are off.
        Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => return,
    };
    builder.open(kind, start, stop);
}

fn read_end(builder: &mut Builder<'_>, tag: TagEnd, stop: u32) {
    match tag {
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {
            builder.inline(InlineKind::Close, stop, stop);
        }
        TagEnd::HtmlBlock => builder.close_html(stop),
        TagEnd::Superscript | TagEnd::Subscript | TagEnd::MetadataBlock(_) => {}
        _ => builder.close(stop),
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None => Align::None,
        Alignment::Left => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::End,
    }
}
