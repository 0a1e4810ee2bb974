//! Emphasis beside Chinese, Japanese and Korean text. CommonMark's flanking rules take `**重要：**请` for
//! an opening mark, because a punctuation mark stands before it and none after it; between characters
//! that are written without spaces this says nothing. Source: CommonMark CJK-friendly Amendments,
//! <https://github.com/tats-u/markdown-cjk-friendly>. Only blocks in which a mark touches a CJK character
//! are paired anew; all others stay as the parser left them.

use super::inline::{Inline, InlineKind, Inlines};
use super::tree::Kind;
use crate::cldr::{is_cjk, is_punctuation};

const MARKS: [char; 3] = ['*', '_', '~'];

/// Pairs the marks of a block again if CJK text is beside one of them. `source` is the block's text;
/// `cell` says that it is a table's cell, whose edges are `|`.
pub fn repair(inlines: &mut Inlines<'_>, source: &str, cell: bool) {
    if !source.is_ascii() && touches_cjk(source) {
        pair_anew(inlines, cell);
    }
}

fn touches_cjk(source: &str) -> bool {
    source
        .match_indices(MARKS)
        .any(|(at, _)| Side::before(&source[..at]).cjk || source[at + 1..].chars().next().is_some_and(is_cjk))
}

/// Pairs all marks of a block again.
fn pair_anew(inlines: &mut Inlines<'_>, cell: bool) {
    flatten(inlines);
    let runs = pair(find_runs(inlines, cell), inlines);
    build(inlines, &runs);
}

/// Turns emphasis back into its marks, as pieces of text.
fn flatten(inlines: &mut Inlines<'_>) {
    let mut open: Vec<Option<u32>> = Vec::new();
    let text = inlines.text;
    for inline in &mut inlines.list {
        match inline.kind {
            InlineKind::Open(kind) => {
                let source = &text[inline.start as usize..inline.stop as usize];
                let width = match kind {
                    Kind::Emphasis => Some(1),
                    Kind::Strong => Some(2),
                    Kind::Strikethrough => Some(if source.starts_with("~~") { 2 } else { 1 }),
                    _ => None,
                };
                open.push(width);
                if let Some(width) = width {
                    *inline = Inline { kind: InlineKind::Text, start: inline.start, stop: inline.start + width };
                }
            }
            InlineKind::Close => {
                if let Some(Some(width)) = open.pop() {
                    *inline = Inline { kind: InlineKind::Text, start: inline.stop - width, stop: inline.stop };
                }
            }
            _ => {}
        }
    }
    inlines.merge_text();
}

/// A run of equal marks. Marks at its end open emphasis and are used up from the right; marks at its
/// start close emphasis and are used up from the left.
struct Run {
    /// Place of its text in the list.
    at: usize,
    mark: u8,
    start: u32,
    stop: u32,
    can_open: bool,
    can_close: bool,
    /// What is not used up.
    rest: std::ops::Range<u32>,
    /// The ends of emphasis, from left to right.
    closes: Vec<u32>,
    /// Emphasis that begins here, the innermost first: kind, start and end.
    opens: Vec<(Kind, u32, u32)>,
}

impl Run {
    fn new(text: &str, at: usize, range: std::ops::Range<usize>, cell: bool) -> Run {
        let mark = text.as_bytes()[range.start];
        let (can_open, can_close) = flanks(text, &range, cell);
        let (start, stop) = (range.start as u32, range.end as u32);
        Run { at, mark, start, stop, can_open, can_close, rest: start..stop, closes: Vec::new(), opens: Vec::new() }
    }

    fn length(&self) -> u32 {
        self.stop - self.start
    }

    fn both(&self) -> bool {
        self.can_open && self.can_close
    }

    /// Whether emphasis that this run opens can end at `closer`.
    fn matches(&self, closer: &Run) -> bool {
        let (here, there) = (self.length(), closer.length());
        match (self.mark == closer.mark, self.mark) {
            (false, _) => false,
            (true, b'~') => here == there,
            (true, _) => {
                (!self.both() && !closer.both()) || !(here + there).is_multiple_of(3) || there.is_multiple_of(3)
            }
        }
    }
}

fn find_runs(inlines: &Inlines<'_>, cell: bool) -> Vec<Run> {
    let mut runs = Vec::new();
    for (at, inline) in inlines.list.iter().enumerate().filter(|(_, inline)| inline.kind == InlineKind::Text) {
        let source = inlines.source(inline);
        // An escaped mark is text, whatever follows it.
        let mut from = usize::from(inlines.is_escaped(inline, inline.start) && source.starts_with(MARKS));
        while let Some(found) = source[from..].find(MARKS) {
            let start = from + found;
            let mark = source.as_bytes()[start];
            let length = source[start..].bytes().take_while(|byte| *byte == mark).count();
            from = start + length;
            // GFM: three tildes or more are no strikethrough.
            if mark != b'~' || length <= 2 {
                let offset = inline.start as usize;
                runs.push(Run::new(inlines.text, at, offset + start..offset + from, cell));
            }
        }
    }
    runs
}

/// The runs that could still open emphasis in a container, and how far down it is known that nothing
/// fits: CommonMark's "process emphasis" with its `openers_bottom`.
#[derive(Default)]
struct Openers {
    stack: Vec<usize>,
    bottoms: [usize; 13],
}

impl Openers {
    fn bottom(&mut self, run: &Run) -> &mut usize {
        let kind = usize::from(run.both()) * 3 + (run.length() % 3) as usize;
        let slot = match run.mark {
            b'*' => kind,
            b'_' => 6 + kind,
            // As in the parser, whose answer must be found again.
            _ => 12,
        };
        &mut self.bottoms[slot]
    }

    /// Takes the innermost run that `closer` can end off the stack, with all above it.
    fn take(&mut self, runs: &[Run], closer: usize) -> Option<usize> {
        let closer = &runs[closer];
        let bottom = *self.bottom(closer);
        let found = self.stack[bottom..].iter().rposition(|opener| runs[*opener].matches(closer));
        let Some(found) = found else {
            *self.bottom(closer) = self.stack.len();
            return None;
        };
        let at = bottom + found;
        let opener = self.stack[at];
        self.stack.truncate(at);
        for bottom in &mut self.bottoms {
            *bottom = (*bottom).min(at);
        }
        Some(opener)
    }
}

/// Pairs runs that stand in the same container.
fn pair(mut runs: Vec<Run>, inlines: &Inlines<'_>) -> Vec<Run> {
    let mut containers = vec![Openers::default()];
    let mut next = 0;
    for (at, inline) in inlines.list.iter().enumerate() {
        match inline.kind {
            InlineKind::Open(_) => containers.push(Openers::default()),
            InlineKind::Close => {
                containers.pop();
            }
            _ => {}
        }
        let Some(openers) = containers.last_mut() else { continue };
        while next < runs.len() && runs[next].at == at {
            while runs[next].can_close
                && !runs[next].rest.is_empty()
                && let Some(opener) = openers.take(&runs, next)
            {
                join(&mut runs, opener, next);
                if !runs[opener].rest.is_empty() {
                    openers.stack.push(opener);
                }
            }
            if runs[next].can_open && !runs[next].rest.is_empty() {
                openers.stack.push(next);
            }
            next += 1;
        }
    }
    runs
}

/// Makes emphasis of as many marks as both runs have, from the inside out.
fn join(runs: &mut [Run], opener: usize, closer: usize) {
    while !runs[opener].rest.is_empty() && !runs[closer].rest.is_empty() {
        let width = runs[opener].rest.len().min(runs[closer].rest.len()).min(2) as u32;
        let kind = match (runs[opener].mark, width) {
            (b'~', _) => Kind::Strikethrough,
            (_, 1) => Kind::Emphasis,
            _ => Kind::Strong,
        };
        runs[opener].rest.end -= width;
        runs[closer].rest.start += width;
        let (start, stop) = (runs[opener].rest.end, runs[closer].rest.start);
        runs[opener].opens.push((kind, start, stop));
        runs[closer].closes.push(stop);
    }
}

fn build(inlines: &mut Inlines<'_>, runs: &[Run]) {
    let cuts = runs.iter().map(|run| {
        let closes = run.closes.iter().map(|stop| Inline { kind: InlineKind::Close, start: *stop, stop: *stop });
        let rest = Some(Inline { kind: InlineKind::Text, start: run.rest.start, stop: run.rest.end });
        let opens = run.opens.iter().rev();
        let opens =
            opens.map(|(kind, start, stop)| Inline { kind: InlineKind::Open(*kind), start: *start, stop: *stop });
        let made = closes.chain(rest.filter(|rest| rest.start < rest.stop)).chain(opens).collect();
        (run.start, run.stop, made)
    });
    let cuts = cuts.collect();
    inlines.replace(cuts);
    inlines.merge_text();
}

/// What stands beside a run of marks.
#[derive(Clone, Copy)]
struct Side {
    space: bool,
    /// Unicode punctuation or a symbol.
    punctuation: bool,
    cjk: bool,
}

impl Side {
    fn of(ch: Option<char>) -> Side {
        Side {
            space: ch.is_none_or(char::is_whitespace),
            punctuation: ch.is_some_and(is_punctuation),
            cjk: ch.is_some_and(is_cjk),
        }
    }

    /// The side before a run. A variation selector belongs to the character before it.
    fn before(text: &str) -> Side {
        let mut chars = text.chars();
        match chars.next_back() {
            Some('\u{E0100}'..='\u{E01EF}') => Side { space: false, punctuation: false, cjk: true },
            Some(selector @ '\u{FE00}'..='\u{FE0E}') => {
                let base = chars.next_back();
                // Quotation marks are wide or narrow; this selector makes them wide.
                let wide = selector == '\u{FE01}' && matches!(base, Some('‘' | '’' | '“' | '”'));
                let side = Side::of(base);
                Side { cjk: side.cjk || wide, ..side }
            }
            ch => Side::of(ch),
        }
    }

    fn foreign_punctuation(self) -> bool {
        self.punctuation && !self.cjk
    }
}

/// Whether a run can open emphasis, and whether it can close it.
fn flanks(text: &str, run: &std::ops::Range<usize>, cell: bool) -> (bool, bool) {
    let head = &text[..run.start];
    let next = text[run.end..].chars().next();
    let (before, after) = (Side::before(head), Side::of(next));
    let left = !after.space && (!after.foreign_punctuation() || before.space || before.punctuation || before.cjk);
    let right = !before.space && (!before.foreign_punctuation() || after.space || after.punctuation || after.cjk);
    // The edges of a cell are those of its line.
    if cell && head.ends_with('|') && !head.ends_with("\\|") {
        return (!after.space, false);
    }
    if cell && next == Some('|') {
        return (false, !before.space);
    }
    match (text.as_bytes()[run.start], run.len()) {
        (b'*', _) => (left, right),
        // The parser is more generous here than the rule.
        (b'~', 2..) => (!after.space, right || head.ends_with('~') && !before.space),
        // A single `~` stands for "about" or "to" between numbers and words: only outside of words it marks.
        (b'~', _) => {
            let can_open = !after.space && (before.space || before.punctuation);
            (can_open, !before.space && (after.space || after.punctuation || head.ends_with('~')))
        }
        _ => (left && (!right || before.punctuation), right && (!left || after.punctuation)),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::document::{Doc, Options, parse};
    use crate::inputs::Inputs;
    use crate::vpath::VPath;

    fn read(text: &str) -> Doc {
        parse(&VPath::known("content/zh/a.md"), &Arc::from(text), &Inputs::default(), Options::default())
    }

    /// The first block's inlines, as they were before they became nodes.
    fn inlines(doc: &Doc) -> (Inlines<'_>, bool) {
        let nodes = &doc.tree.nodes;
        let block = nodes.iter().position(|node| node.kind.holds_inlines());
        let range = block.map_or(0..0, |block| block + 1..nodes[block].end as usize);
        let cell = block.is_some_and(|block| nodes[block].kind == Kind::TableCell);
        let string = |at: u32| doc.tree.strings[at as usize].clone();
        let mut list = Vec::new();
        let mut open: Vec<(u32, u32)> = Vec::new();
        for at in range.start..=range.end {
            while open.last().is_some_and(|(end, _)| *end as usize <= at) {
                let stop = open.pop().map_or(0, |(_, stop)| stop);
                list.push(Inline { kind: InlineKind::Close, start: stop, stop });
            }
            let Some(node) = nodes[..range.end].get(at) else { break };
            let kind = match node.kind {
                Kind::Text => InlineKind::Text,
                Kind::Str(at) => InlineKind::Str(string(at)),
                Kind::CodeSpan(at) => InlineKind::Code(string(at)),
                Kind::InlineHtml(at) => InlineKind::Html(string(at)),
                Kind::SoftBreak => InlineKind::SoftBreak,
                Kind::HardBreak => InlineKind::HardBreak,
                kind => {
                    open.push((node.end, node.stop));
                    InlineKind::Open(kind)
                }
            };
            list.push(Inline { kind, start: node.start, stop: node.stop });
        }
        (Inlines { text: &doc.text, list }, cell)
    }

    /// Pairing all marks again must give what the parser gave.
    fn stays_the_same(text: &str) {
        let doc = read(text);
        let (mut list, cell) = inlines(&doc);
        let before = list.list.clone();
        pair_anew(&mut list, cell);
        assert_eq!(list.list, before, "{text:?}");
    }

    /// The first block's text, with what is marked in it.
    fn show(text: &str) -> String {
        let doc = read(text);
        let (list, _) = inlines(&doc);
        let mut out = String::new();
        let mut open = Vec::new();
        for inline in &list.list {
            let mark = match &inline.kind {
                InlineKind::Open(Kind::Strong) => "[b ",
                InlineKind::Open(Kind::Emphasis) => "[i ",
                InlineKind::Open(Kind::Strikethrough) => "[s ",
                InlineKind::Open(_) => "<",
                InlineKind::Close => open.pop().map_or("", |mark| if mark == "<" { ">" } else { "]" }),
                InlineKind::Code(text) | InlineKind::Str(text) => text,
                InlineKind::SoftBreak => "\n",
                _ => list.source(inline),
            };
            out.push_str(mark);
            if matches!(inline.kind, InlineKind::Open(_)) {
                open.push(mark);
            }
        }
        out
    }

    #[test]
    fn emphasis_beside_cjk_text_is_read_as_the_amendments_say() {
        for (text, wanted) in [
            // The amendments' own cases.
            ("これは**私のやりたかったこと。**だからするの。", "これは[b 私のやりたかったこと。]だからするの。"),
            ("**[製品](./a)**と**[製品](./b)**をお試し", "[b <製品>]と[b <製品>]をお試し"),
            ("単語と**[単語と](word-and)**単語", "単語と[b <単語と>]単語"),
            ("カッコに注意**（太字にならない）**文が続く", "カッコに注意[b （太字にならない）]文が続く"),
            ("先頭の**`コード`も注意。**", "先頭の[b コードも注意。]"),
            ("**末尾の`コード`**も注意。", "[b 末尾のコード]も注意。"),
            ("税込**¥10,000**で入手できます。", "税込[b ¥10,000]で入手できます。"),
            ("正解は**④**です。", "正解は[b ④]です。"),
            ("太郎は**\"こんにちわ\"**といった", "太郎は[b \"こんにちわ\"]といった"),
            ("太郎は**「Oh my god」**といった", "太郎は[b 「Oh my god」]といった"),
            ("**C#**や**F#**は**「.NET」**という", "[b C#]や[b F#]は[b 「.NET」]という"),
            ("IDが**００１号**になります。", "IDが[b ００１号]になります。"),
            ("Go**「初心者」**を対象とした", "Go[b 「初心者」]を対象とした"),
            ("・**㋐**:選択肢１つ目", "・[b ㋐]:選択肢１つ目"),
            ("**真“**她", "[b 真“]她"),
            ("**真’**她", "[b 真’]她"),
            ("真**（她**", "真[b （她]"),
            ("**真—**她", "[b 真—]她"),
            ("**真～**她", "[b 真～]她"),
            ("**真…**她", "[b 真…]她"),
            ("**真·**她", "[b 真·]她"),
            ("**真-**她", "[b 真-]她"),
            ("**真，** 她", "[b 真，] 她"),
            ("**さようなら︙**と太郎", "[b さようなら︙]と太郎"),
            (".NET**（.NET Frameworkは不可）**では、", ".NET[b （.NET Frameworkは不可）]では、"),
            ("𰻞𰻞**(ビャンビャン)**麺", "𰻞𰻞[b (ビャンビャン)]麺"),
            ("**推荐几个框架：**React、Vue等", "[b 推荐几个框架：]React、Vue等"),
            ("禰󠄀**(こちらが正式表記)**豆子", "禰󠄀[b (こちらが正式表記)]豆子"),
            ("大塚︀**(U+585A U+FE00)** 大塚", "大塚︀[b (U+585A U+FE00)] 大塚"),
            ("**“︁Git”︁**Hub", "[b “︁Git”︁]Hub"),
            ("a**〽**a", "a[b 〽]a"),
            ("a**㊗**a", "a[b ㊗]a"),
            ("__注意__：注意事項", "[b 注意]：注意事項"),
            ("注意：__注意事項__", "注意：[b 注意事項]"),
            ("正體字。︁_Traditional._", "正體字。︁[i Traditional.]"),
            ("**이 [링크](https://example.kr/)**만을", "[b 이 <링크>]만을"),
            ("**스크립트(script)**라고", "[b 스크립트(script)]라고"),
            ("패키지를 **`npm publish`**를 실행", "패키지를 [b npm publish]를 실행"),
            ("ᅡ**(a)**", "ᅡ[b (a)]"),
            ("**(k)**ᄏ", "[b (k)]ᄏ"),
            // Further ones.
            ("**剂量：**500毫升", "[b 剂量：]500毫升"),
            ("**症状：**COVID-19", "[b 症状：]COVID-19"),
            ("a**重要：**b", "a[b 重要：]b"),
            ("**Foo：**bar中", "[b Foo：]bar中"),
            ("***重要：***请", "[i [b 重要：]]请"),
            ("*外**内：**外*", "[i 外[b 内：]外]"),
            ("*重要：*请**勿**用", "[i 重要：]请[b 勿]用"),
            ("\\\\**重要：**请", "\\[b 重要：]请"),
            ("\\**重要：*请", "*[i 重要：]请"),
            ("~~不要用：~~请", "[s 不要用：]请"),
            ("请~~（不要）~~用", "请[s （不要）]用"),
            ("约~5~天", "约~5~天"),
            ("**a：**b**c", "[b a：]b**c"),
            ("[**甲：**乙](x)**丙：**丁", "<[b 甲：]乙>[b 丙：]丁"),
            ("**甲：[乙**](x)丙", "**甲：<乙**>丙"),
            ("甲_乙_丙", "甲_乙_丙"),
            ("甲\n**乙：**丙", "甲\n[b 乙：]丙"),
            ("|**甲：**|乙|\n|-|-|", "[b 甲：]"),
            // Emoji are wide as well, but no CJK characters.
            ("a**😀**a", "a**😀**a"),
        ] {
            assert_eq!(show(text), wanted, "{text}");
        }
    }

    /// Inputs of the CommonMark specification's section on emphasis and of GFM's on strikethrough.
    const SPECIFICATION: &str = r#"*foo bar*
a * foo bar*
a*"foo"*
*$*alpha.
*£*bravo.
foo*bar*
5*6*78
_foo bar_
_ foo bar_
a_"foo"_
foo_bar_
5_6_78
пристаням_стремятся_
aa_"bb"_cc
foo-_(bar)_
_foo*
*foo bar *
*(*foo)
*(*foo*)*
*foo*bar
_foo bar _
_(_foo)
_(_foo_)_
_foo_bar
_пристаням_стремятся
_foo_bar_baz_
_(bar)_.
**foo bar**
** foo bar**
a**"foo"**
foo**bar**
__foo bar__
__ foo bar__
a__"foo"__
foo__bar__
5__6__78
пристаням__стремятся__
__foo, __bar__, baz__
foo-__(bar)__
**foo bar **
**(**foo)
*(**foo**)*
**Gomphocarpus (*Gomphocarpus physocarpus*, syn. *Asclepias physocarpa*)**
**foo "*bar*" foo**
**foo**bar
__foo bar __
__(__foo)
_(__foo__)_
__foo__bar
__foo__bar__baz__
__(bar)__.
*foo [bar](/url)*
_foo __bar__ baz_
_foo _bar_ baz_
__foo_ bar_
*foo *bar**
*foo **bar** baz*
*foo**bar**baz*
*foo**bar*
***foo** bar*
*foo **bar***
*foo**bar***
foo***bar***baz
foo******bar*********baz
*foo **bar *baz* bim** bop*
*foo [*bar*](/url)*
** is not an empty emphasis
**** is not an empty strong emphasis
**foo [bar](/url)**
__foo _bar_ baz__
__foo __bar__ baz__
____foo__ bar__
**foo **bar****
**foo *bar* baz**
**foo*bar*baz**
***foo* bar**
**foo *bar***
**foo *bar **baz** bim* bop**
**foo [*bar*](/url)**
__ is not an empty emphasis
____ is not an empty strong emphasis
foo ***
foo *\**
foo *_*
foo *****
foo **\***
foo **_**
**foo*
*foo**
***foo**
****foo*
**foo***
*foo****
foo ___
foo _\__
foo _*_
foo _____
foo __\___
foo __*__
__foo_
_foo__
___foo__
____foo_
__foo___
_foo____
**foo**
*_foo_*
__foo__
_*foo*_
****foo****
____foo____
******foo******
***foo***
_____foo_____
*foo _bar* baz_
*foo __bar *baz bim__ bam*
**foo **bar baz**
*foo *bar baz*
*[bar*](/url)
_foo [bar_](/url)
*<img src="foo" title="*"/>
**a<b>**
*a `*`*
_a `_`_
**a<https://foo.bar/?q=**>
~~Hi~~ Hello, ~there~ world!
~a~~b~~c~
a~~b~~c ~~(d)~~e
~~~a~~~ \~~a~~
~~a *b~~ c*
*a **b c* d**
|*a*|_b_|
|~~a~~|b|"#;

    #[test]
    fn other_text_is_read_as_commonmark_says() {
        for text in SPECIFICATION.lines() {
            stays_the_same(text);
        }
        stays_the_same("|*(a)*|_b_|\n|---|---|\n");
        stays_the_same("|_a_ *b*|x|\n|---|---|\n");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 4000, ..ProptestConfig::default() })]

        #[test]
        fn pairing_again_gives_what_the_parser_gave(text in "a?[*_~ab .(\\\\\\n\"é«]{1,20}(\\[[*_~a]{1,4}\\]\\(x\\))?[*_~ab .`]{0,9}") {
            stays_the_same(&text);
        }
    }
}
