//! The cases of the amendments, and that all other text is read as the parser reads it.

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
