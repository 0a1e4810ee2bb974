# Traditional Chinese (Taiwan, Hong Kong). Keep every { $variable }: the program fills it in.

## Getting around

skip-to-content = 跳至主要內容
home = 首頁
contents = 目錄
page-number = 第 { $n } 頁
languages = 語言
choose-language = 選擇語言
previous = 上一章
next = 下一章
chapter-navigation = 上一章與下一章
breadcrumbs = 目前位置
on-this-page = 本頁內容
in-this-section = 本單元內容
print-version = 整本手冊合為一頁，供列印
glossary = 詞彙表
glossary-intro = 本書使用的詞語及其含義。
read-in-glossary = 在詞彙表中閱讀
feed = 訂閱最新消息
start-reading = 開始閱讀
coming-soon = 即將推出

## Inside a chapter

alert-note = 說明
alert-tip = 小提示
alert-important = 重要
alert-warning = 警告
alert-caution = 注意
alert-danger = 危險
footnotes = 註腳
footnote-number = 註腳{ $n }
footnote-back = 回到註腳{ $n }在內文中的位置
definition-of = { $term }的含義
definition-not-shown = 這個釋義的譯文尚未核對，因此不顯示。
table-region = 表{ $n }
code-region = 程式碼範例{ $n }
figure-region = 圖{ $n }
task-done = 已完成
task-open = 待完成
sources = 資料來源

## The book as a whole

edition = 版次：{ $edition }
book-date = 本版日期：{ $date }
last-updated = 最後更新：{ $date }
licence = 授權條款：{ $licence }
translated-by = 翻譯：{ $names }
translation-reviewed-by = 譯文核對：{ $names }
translation-draft = 這份譯文是草稿。還沒有任何人將它與原文核對。
translation-translated = 譯者已將這份譯文與原文核對。
translation-revised = 第二個人已將這份譯文與原文核對。
translation-medical = 醫療專業人員已將這份譯文與原文核對。
translation-minor = 原文有{ $n }處小更動尚未納入這份譯文。這不會改變其中的建議。
coverage = 全書共{ $total }章，其中{ $n }章有這個語言的版本。
coverage-complete = 每一章都有這個語言的版本。
coverage-none = 目前還沒有任何一章有這個語言的版本。
not-translated = 尚未翻譯
downloads = 下載
download-pdf = PDF，供列印與閱讀
download-epub = EPUB，供電子書閱讀器與手機使用
download-single = 單一 HTML 檔案，可轉傳，無需網路即可閱讀
download-zip = 這些頁面的 ZIP，無需網路即可閱讀
download-all = 所有語言的 ZIP
download-text = 純文字
download-leaflet = 本章傳單（PDF）
download-poster = 本章海報（PDF）
accessibility-text = 文字可以放大、搜尋和朗讀。標題和目錄引導閱讀。
accessibility-pictures = 圖片有文字說明。
size-kb = { $size } kB
size-mb = { $size } MB

## Page not found

not-found-title = 找不到網頁
not-found-text = 這個網址沒有網頁。網頁可能已經移到別處，或已被撤回。
not-found-home = 前往手冊開頭

## Safety notices: no locale is published without them

notice = 須知
notice-not-reviewed = 沒有醫師或其他醫療專業人員審閱過本頁。請勿以本頁取代醫師或其他醫療專業人員的建議。
notice-reviewed = 已於{ $date }由醫療專業人員審閱（{ $names }）。
notice-review-due = 本頁自{ $date }起就應接受醫學審閱，目前仍待審閱。其中的建議可能已經過時。
notice-fallback-page = 本章尚未翻譯，現以另一種語言顯示：{ $language }。
notice-fallback-block = 尚未翻譯。顯示語言：{ $language }
notice-fallback-count = 本頁有{ $n }個部分尚未翻譯，現以另一種語言顯示：{ $language }。
notice-withheld-block = 這個部分的譯文有錯誤，因此不顯示。顯示語言：{ $language }
notice-withheld-count = 這份譯文有{ $n }個部分出現錯誤，現以另一種語言顯示：{ $language }。
notice-below-block = 這個部分的譯文尚未核對，因此不顯示。顯示語言：{ $language }
notice-below-count = 本頁有{ $n }個部分的譯文尚未核對，現以另一種語言顯示：{ $language }。
notice-stale-block = 這個部分的原文已於{ $date }更改。這份譯文可能已經過時。
notice-stale-count = 本頁有{ $n }個部分的原文在翻譯之後已經更改。
notice-stale-undated = 這個部分的原文已經更改。這份譯文可能已經過時。
notice-stale-original = 閱讀現行原文
notice-critical-block = 這項建議已經更改。舊譯文已撤回。現行文字的語言：{ $language }
notice-critical-count = 本頁的重要建議已經更改：有{ $n }個部分以另一種語言顯示：{ $language }。
notice-unchecked = 這份譯文尚未與原文核對。
notice-unchecked-count = 這份譯文有{ $n }個部分尚未與原文核對。
notice-machine = 這段文字由機器翻譯。沒有任何人核對過。
notice-withdrawn = 這項建議已於{ $date }撤回。請勿依照它的舊版文字去做。
notice-withdrawn-reason = 原因：
notice-withdrawn-see = 請改為閱讀：
notice-binding-language = 如果譯文與原文不一致，以原文為準：{ $language }。
notice-edition = 本版版次為{ $edition }，日期為{ $date }。在依照本手冊行事之前，請先查看是否有更新的版本。
notice-check-after = { $date }之後請查找更新的版本。
notice-emergency = 如遇緊急情況，請立即撥打當地的緊急求助電話，或立即前往最近的醫院。
notice-draft-locale = 這個語言的版本仍在製作中，尚未發布。
