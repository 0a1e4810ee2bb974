//! Code highlighting as short CSS classes. One set of grammars for the process, results kept by
//! (language, code), so that a block shared by 22 locales is highlighted once. The only module that
//! names `syntect`.
//!
//! Classes: `k` keyword, `s` string, `c` comment, `n` number or constant, `f` function or type name.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex};

use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};

use super::raw_html::{escape, escape_into};
use crate::inputs::{Hash, hash_parts};

/// Longer lines and larger blocks stay plain: the grammars have no time limit.
const MAX_LINE: usize = 4 << 10;
const MAX_BLOCK: usize = 200 << 10;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);
type Shard = Mutex<BTreeMap<Hash, Arc<str>>>;

static DONE: LazyLock<Vec<Shard>> = LazyLock::new(|| (0..16).map(|_| Mutex::default()).collect());

/// The HTML of a code block's text. An unknown language gives plain, escaped text.
pub fn highlight(language: &str, code: &str) -> Arc<str> {
    let Some(syntax) = find(language).filter(|_| fits(code)) else {
        return escape(code).into();
    };
    let key = hash_parts([language.as_bytes(), code.as_bytes()]);
    let shard = &DONE[(key % 16) as usize];
    if let Ok(done) = shard.lock()
        && let Some(html) = done.get(&key)
    {
        return html.clone();
    }
    let html: Arc<str> = render(syntax, code).unwrap_or_else(|| escape(code)).into();
    if let Ok(mut done) = shard.lock() {
        done.insert(key, html.clone());
    }
    html
}

/// Where strings and comments stand in code, runs of them as one; `None` if the language is unknown.
/// `pieces` are the texts the grammar gets one after the other: gettext tools for Markdown read a code
/// block as a whole, but line by line inside lists and quotes, and their messages end accordingly.
pub fn literals(language: &str, pieces: &[&str]) -> Option<Vec<Range<usize>>> {
    let syntax = SYNTAXES.find_syntax_by_token(language).filter(|_| !language.is_empty())?;
    if !pieces.iter().all(|piece| fits(piece)) {
        return None;
    }
    let mut state = ParseState::new(syntax);
    let mut out = Vec::new();
    let mut offset = 0;
    for piece in pieces {
        let mut stack = ScopeStack::new();
        let mut run: Option<Range<usize>> = None;
        let mut at = 0;
        let ops = state.parse_line(piece, &SYNTAXES).ok()?;
        let ends = ops.iter().map(|(next, op)| (*next, Some(op))).chain([(piece.len(), None)]);
        for (next, op) in ends {
            if next > at {
                let literal = stack.as_slice().iter().any(|scope| matches!(SCOPES.class(*scope), Some("c" | "s")));
                let blank = piece[at..next].trim_matches([' ', '\t']).is_empty();
                match &mut run {
                    Some(run) if literal => run.end = next,
                    Some(_) if blank => {}
                    _ if literal => run = Some(at..next),
                    _ => out.extend(run.take().map(|run| run.start + offset..run.end + offset)),
                }
                at = next;
            }
            if let Some(op) = op {
                stack.apply(op).ok()?;
            }
        }
        out.extend(run.map(|run| run.start + offset..run.end + offset));
        offset += piece.len();
    }
    Some(out)
}

fn fits(code: &str) -> bool {
    code.len() <= MAX_BLOCK && code.lines().all(|line| line.len() <= MAX_LINE)
}

fn find(language: &str) -> Option<&'static SyntaxReference> {
    if language.is_empty() || language == "text" || language == "plain" {
        return None;
    }
    let name = match language {
        "console" | "shell" | "shell-session" => "sh",
        "toml" => "ini",
        "ts" | "typescript" | "jsx" | "tsx" => "js",
        other => other,
    };
    SYNTAXES.find_syntax_by_token(name)
}

/// What the grammar knows at the start of a line. No two states share a serial.
struct State {
    serial: u64,
    parse: ParseState,
    scopes: ScopeStack,
}

/// What a line becomes: the byte at which each piece ends, its class, and the state after it.
struct Line {
    pieces: Vec<(usize, Option<&'static str>)>,
    next: Arc<State>,
}

/// Lines by (state, text): a translated comment changes a block, but few of its lines.
#[derive(Default)]
struct Lines {
    n_states: u64,
    /// States in use, by grammar.
    states: BTreeMap<&'static str, Vec<Arc<State>>>,
    lines: BTreeMap<Hash, Arc<Line>>,
}

/// More lines than this are not kept.
const MAX_LINES: usize = 1 << 17;

static LINES: LazyLock<Mutex<Lines>> = LazyLock::new(Mutex::default);

impl Lines {
    /// The one state that equals this.
    fn state(&mut self, syntax: &'static SyntaxReference, parse: ParseState, scopes: ScopeStack) -> Arc<State> {
        let known = self.states.entry(&syntax.name).or_default();
        if let Some(state) = known.iter().find(|state| state.parse == parse && state.scopes == scopes) {
            return state.clone();
        }
        self.n_states += 1;
        let state = Arc::new(State { serial: self.n_states, parse, scopes });
        known.push(state.clone());
        state
    }

    fn keep(&mut self, key: Hash, line: Arc<Line>) {
        if self.lines.len() >= MAX_LINES {
            self.lines.clear();
            self.states.clear();
        }
        self.lines.insert(key, line);
    }
}

fn render(syntax: &'static SyntaxReference, code: &str) -> Option<String> {
    let mut state = LINES.lock().ok()?.state(syntax, ParseState::new(syntax), ScopeStack::new());
    let mut out = Writer { html: String::with_capacity(code.len() * 2), class: None };
    for text in code.split_inclusive('\n') {
        let line = read_line(syntax, &state, text)?;
        let mut at = 0;
        for (end, class) in &line.pieces {
            out.text(*class, &text[at..*end]);
            at = *end;
        }
        state = line.next.clone();
    }
    out.switch(None);
    Some(out.html)
}

fn read_line(syntax: &'static SyntaxReference, state: &State, text: &str) -> Option<Arc<Line>> {
    let key = hash_parts([&state.serial.to_le_bytes(), text.as_bytes()]);
    if let Some(known) = LINES.lock().ok()?.lines.get(&key) {
        return Some(known.clone());
    }
    let (mut parse, mut scopes) = (state.parse.clone(), state.scopes.clone());
    let mut pieces = Vec::new();
    let mut at = 0;
    for (next, op) in parse.parse_line(text, &SYNTAXES).ok()? {
        if next > at {
            pieces.push((next, class_of(&scopes)));
            at = next;
        }
        scopes.apply(&op).ok()?;
    }
    pieces.push((text.len(), class_of(&scopes)));
    let mut lines = LINES.lock().ok()?;
    let line = Arc::new(Line { pieces, next: lines.state(syntax, parse, scopes) });
    lines.keep(key, line.clone());
    Some(line)
}

/// The class of the innermost scope that has one.
fn class_of(stack: &ScopeStack) -> Option<&'static str> {
    stack.as_slice().iter().rev().find_map(|scope| SCOPES.class(*scope))
}

static SCOPES: LazyLock<Scopes> = LazyLock::new(Scopes::new);

struct Scopes {
    prefixes: Vec<(syntect::parsing::Scope, &'static str)>,
}

impl Scopes {
    fn new() -> Scopes {
        let table = [
            ("comment", "c"),
            ("string", "s"),
            ("constant", "n"),
            ("keyword.operator", ""),
            ("keyword", "k"),
            ("storage", "k"),
            ("entity.name", "f"),
            ("support", "f"),
            ("variable.function", "f"),
        ];
        let prefixes = table
            .into_iter()
            .filter_map(|(name, class)| Some((syntect::parsing::Scope::new(name).ok()?, class)))
            .collect();
        Scopes { prefixes }
    }

    fn class(&self, scope: syntect::parsing::Scope) -> Option<&'static str> {
        self.prefixes.iter().find(|(prefix, _)| prefix.is_prefix_of(scope)).map(|(_, class)| *class)
    }
}

struct Writer {
    html: String,
    class: Option<&'static str>,
}

impl Writer {
    fn text(&mut self, class: Option<&'static str>, text: &str) {
        // White space has no colour, so it never ends a span.
        if !text.trim().is_empty() {
            self.switch(class.filter(|class| !class.is_empty()));
        }
        escape_into(&mut self.html, text);
    }

    fn switch(&mut self, class: Option<&'static str>) {
        if self.class == class {
            return;
        }
        if self.class.is_some() {
            self.html.push_str("</span>");
        }
        if let Some(class) = class {
            self.html.push_str("<span class=");
            self.html.push_str(class);
            self.html.push('>');
        }
        self.class = class;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_short_and_text_is_escaped() {
        assert_eq!(
            &*highlight("rust", "// a < b\nlet x = \"y\";\n"),
            "<span class=c>// a &lt; b\n</span><span class=k>let</span> x = <span class=s>&quot;y&quot;</span>;\n"
        );
        assert_eq!(&*highlight("nonsense", "a < b"), "a &lt; b");
        // The same line means something else in another state.
        assert_eq!(
            &*highlight("rust", "\"a\nlet\n\";\nlet\n"),
            "<span class=s>&quot;a\nlet\n&quot;</span>;\n<span class=k>let\n</span>"
        );
    }
}
