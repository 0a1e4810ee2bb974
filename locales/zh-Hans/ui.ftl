# Simplified Chinese. Keep every { $variable }: the program fills it in.

## Getting around

skip-to-content = 跳到正文
home = 首页
contents = 目录
page-number = 第 { $n } 页
languages = 语言
choose-language = 选择语言
previous = 上一章
next = 下一章
chapter-navigation = 上一章和下一章
breadcrumbs = 当前位置
on-this-page = 本页内容
in-this-section = 本部分内容
print-version = 整本手册合为一页，供打印
glossary = 术语表
glossary-intro = 本书使用的词语及其含义。
read-in-glossary = 在术语表中阅读
feed = 消息订阅
start-reading = 开始阅读
coming-soon = 即将推出

## Inside a chapter

alert-note = 说明
alert-tip = 小提示
alert-important = 重要
alert-warning = 警告
alert-caution = 注意
alert-danger = 危险
footnotes = 脚注
footnote-number = 脚注{ $n }
footnote-back = 返回脚注{ $n }在正文中的位置
definition-of = { $term }的含义
definition-not-shown = 这一释义的译文尚未核对，因此不予显示。
table-region = 表{ $n }
code-region = 代码示例{ $n }
figure-region = 图{ $n }
task-done = 已完成
task-open = 待完成
sources = 资料来源

## The book as a whole

edition = 版次：{ $edition }
book-date = 本版日期：{ $date }
last-updated = 最后更新：{ $date }
licence = 许可协议：{ $licence }
translated-by = 翻译：{ $names }
translation-reviewed-by = 译文核对：{ $names }
translation-draft = 本译文是草稿。还没有任何人将它与原文核对。
translation-translated = 译者已将本译文与原文核对。
translation-revised = 第二个人已将本译文与原文核对。
translation-medical = 医疗专业人员已将本译文与原文核对。
translation-minor = 原文有{ $n }处小改动尚未纳入本译文。这不会改变其中的建议。
coverage = 全书共{ $total }章，其中{ $n }章有本语言版本。
coverage-complete = 所有章节都有本语言版本。
coverage-none = 目前还没有任何一章有本语言版本。
not-translated = 尚未翻译
downloads = 下载
download-pdf = PDF，用于打印和阅读
download-epub = EPUB，用于电子书阅读器和手机
download-single = 单个 HTML 文件，可转发，无需网络即可阅读
download-zip = 这些页面的 ZIP，无需网络即可阅读
download-all = 所有语言的 ZIP
download-text = 纯文本
download-leaflet = 本章传单（PDF）
download-poster = 本章海报（PDF）
accessibility-text = 文字可以放大、搜索和朗读。标题和目录引导阅读。
accessibility-pictures = 图片有文字说明。
size-kb = { $size } kB
size-mb = { $size } MB

## Page not found

not-found-title = 找不到页面
not-found-text = 这个网址没有对应的页面。页面可能已被移动或撤回。
not-found-home = 前往手册开头

## Safety notices: no locale is published without them

notice = 须知
notice-not-reviewed = 没有医生或其他医疗专业人员审核过本页。请勿用本页代替医生或其他医疗专业人员的建议。
notice-reviewed = 已于{ $date }由医疗专业人员审核（{ $names }）。
notice-review-due = 本页自{ $date }起就应接受医学审核，目前仍待审核。其中的建议可能已经过时。
notice-fallback-page = 本章尚未翻译，现以另一种语言显示：{ $language }。
notice-fallback-block = 尚未翻译。显示语言：{ $language }
notice-fallback-count = 本页有{ $n }个部分尚未翻译，现以另一种语言显示：{ $language }。
notice-withheld-block = 这一部分的译文有错误，因此不予显示。显示语言：{ $language }
notice-withheld-count = 本译文有{ $n }个部分存在错误，现以另一种语言显示：{ $language }。
notice-below-block = 这一部分的译文尚未核对，因此不予显示。显示语言：{ $language }
notice-below-count = 本页有{ $n }个部分的译文尚未核对，现以另一种语言显示：{ $language }。
notice-stale-block = 这一部分的原文已于{ $date }更改。本译文可能已经过时。
notice-stale-count = 本页有{ $n }个部分的原文在翻译之后已有更改。
notice-stale-undated = 这一部分的原文已经更改。本译文可能已经过时。
notice-stale-original = 阅读现行原文
notice-critical-block = 这项建议已经更改。旧译文已撤回。现行文本的语言：{ $language }
notice-critical-count = 本页的重要建议已经更改：有{ $n }个部分以另一种语言显示：{ $language }。
notice-unchecked = 本译文尚未与原文核对。
notice-unchecked-count = 本译文有{ $n }个部分尚未与原文核对。
notice-machine = 本文由机器翻译。没有任何人核对过。
notice-withdrawn = 这项建议已于{ $date }撤回。请勿按照它的旧文本去做。
notice-withdrawn-reason = 原因：
notice-withdrawn-see = 请改读：
notice-binding-language = 如果译文与原文不一致，以原文为准：{ $language }。
notice-edition = 本版版次为{ $edition }，日期为{ $date }。在依据本手册行事之前，请先查找是否有更新的版本。
notice-check-after = { $date }之后请查找更新的版本。
notice-emergency = 如遇紧急情况，请立即拨打当地的急救电话，或立即前往最近的医院。
notice-draft-locale = 本语言版本仍在制作中，尚未发布。
