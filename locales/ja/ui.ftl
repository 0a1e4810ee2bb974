# Japanese. Keep every { $variable }: the program fills it in.

## Getting around

skip-to-content = 本文へ移動
home = ホーム
contents = 目次
page-number = { $n }ページ
languages = 言語
choose-language = 言語を選ぶ
previous = 前へ
next = 次へ
chapter-navigation = 前の章と次の章
breadcrumbs = 現在の位置
on-this-page = このページの内容
in-this-section = このセクションの内容
print-version = 全文を1ページにまとめた印刷用ページ
glossary = 用語集
glossary-intro = この本で使われる言葉とその意味です。
read-in-glossary = 用語集で読む
feed = 新着情報のフィード
start-reading = 読み始める
coming-soon = 近日公開

## Inside a chapter

alert-note = 補足
alert-tip = ヒント
alert-important = 重要
alert-warning = 警告
alert-caution = 注意
alert-danger = 危険
footnotes = 脚注
footnote-number = 脚注{ $n }
footnote-back = 脚注{ $n }の本文中の位置に戻る
definition-of = { $term }の意味
definition-not-shown = この定義の翻訳はまだ点検されていないため、表示していません。
table-region = 表{ $n }
code-region = コード例{ $n }
figure-region = 図{ $n }
task-done = 完了
task-open = 未完了
sources = 出典

## The book as a whole

edition = 版：{ $edition }
book-date = この版の日付：{ $date }
last-updated = 最終更新：{ $date }
licence = ライセンス：{ $licence }
translated-by = 翻訳：{ $names }
translation-reviewed-by = 翻訳の点検：{ $names }
translation-draft = この翻訳は下書きです。まだ誰も原文と照らし合わせて点検していません。
translation-translated = この翻訳は、翻訳者が原文と照らし合わせて点検しました。
translation-revised = この翻訳は、二人目の人が原文と照らし合わせて点検しました。
translation-medical = この翻訳は、医療の専門家が原文と照らし合わせて点検しました。
translation-minor = 原文の小さな変更{ $n }件が、まだこの翻訳に反映されていません。助言の内容に変わりはありません。
coverage = 全{ $total }章のうち、{ $n }章がこの言語で読めます。
coverage-complete = すべての章がこの言語で読めます。
coverage-none = この言語で読める章は、まだありません。
not-translated = 未翻訳
downloads = ダウンロード
download-pdf = PDF（印刷・閲覧用）
download-epub = EPUB（電子書籍リーダー・携帯電話用）
download-single = 1つのHTMLファイル（配布用、ネットワークなしで読めます）
download-zip = このページ一式のZIP（ネットワークなしで読めます）
download-all = すべての言語のZIP
download-text = プレーンテキスト
download-leaflet = この章のちらし（PDF）
download-poster = この章のポスター（PDF）
accessibility-text = 本文は拡大、検索、読み上げができます。見出しと目次でたどれます。
accessibility-pictures = 図は言葉で説明されています。
size-kb = { $size } kB
size-mb = { $size } MB

## Page not found

not-found-title = ページが見つかりません
not-found-text = このアドレスにページはありません。移動されたか、取り下げられた可能性があります。
not-found-home = ハンドブックの最初へ

## Safety notices: no locale is published without them

notice = お知らせ
notice-not-reviewed = このページの内容は、医師にも、その他の医療の専門家にも確認されていません。医師やその他の医療の専門家による助言の代わりに使わないでください。
notice-reviewed = { $date }に医療の専門家が内容を確認しました（{ $names }）。
notice-review-due = このページは、{ $date }に医学的な確認の期限が来ましたが、その確認はまだ済んでいません。助言の内容が古くなっている可能性があります。
notice-fallback-page = この章はまだ翻訳されていません。別の言語で表示しています：{ $language }。
notice-fallback-block = まだ翻訳されていません。表示している言語：{ $language }
notice-fallback-count = このページの{ $n }か所は、まだ翻訳されていないため、別の言語で表示しています：{ $language }。
notice-withheld-block = この部分の翻訳には誤りがあるため、表示していません。表示している言語：{ $language }
notice-withheld-count = この翻訳の{ $n }か所には誤りがあるため、別の言語で表示しています：{ $language }。
notice-below-block = この部分の翻訳はまだ点検されていないため、表示していません。表示している言語：{ $language }
notice-below-count = このページの{ $n }か所は、翻訳がまだ点検されていないため、別の言語で表示しています：{ $language }。
notice-stale-block = この部分の原文は{ $date }に変更されました。この翻訳は古くなっている可能性があります。
notice-stale-count = このページの{ $n }か所は、翻訳された後に原文が変更されました。
notice-stale-undated = この部分の原文は変更されました。この翻訳は古くなっている可能性があります。
notice-stale-original = 現在の原文を読む
notice-critical-block = この助言は変更されました。古い翻訳は取り下げられました。現在の文章の言語：{ $language }
notice-critical-count = このページの重要な助言が変更されました。{ $n }か所を別の言語で表示しています：{ $language }。
notice-unchecked = この翻訳は、まだ原文と照らし合わせて点検されていません。
notice-unchecked-count = この翻訳の{ $n }か所は、まだ原文と照らし合わせて点検されていません。
notice-machine = この文章は機械で翻訳されました。人による点検は一切行われていません。
notice-withdrawn = この助言は{ $date }に取り下げられました。この助言の古いコピーには従わないでください。
notice-withdrawn-reason = 理由：
notice-withdrawn-see = 代わりに読むもの：
notice-binding-language = 翻訳と原文が異なる場合は、原文が優先されます：{ $language }。
notice-edition = これは{ $date }の版（{ $edition }）です。内容を頼りにする前に、より新しい版がないか確かめてください。
notice-check-after = { $date }を過ぎたら新しい版を確認してください。
notice-emergency = 緊急のときは、今すぐ、今いる地域の緊急電話番号に電話するか、最寄りの病院に行ってください。
notice-draft-locale = この言語の版はまだ作成中で、公開されていません。
