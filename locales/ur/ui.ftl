# Interface text in Urdu. Keep every term in {braces}: the program fills it in.

## Getting around

skip-to-content = اصل مواد پر جائیں
home = صفحۂ اول
contents = فہرست
page-number = صفحہ { $n }
languages = زبانیں
choose-language = اپنی زبان منتخب کریں
previous = پچھلا
next = اگلا
chapter-navigation = پچھلا اور اگلا باب
breadcrumbs = آپ یہاں ہیں
on-this-page = اس صفحے پر
in-this-section = اس حصے میں
print-version = پوری کتاب ایک صفحے پر، چھاپنے کے لیے
glossary = فرہنگ
glossary-intro = اس کتاب میں استعمال ہونے والے الفاظ اور ان کے معنی۔
read-in-glossary = فرہنگ میں پڑھیں
feed = خبروں کی فیڈ
start-reading = پڑھنا شروع کریں
coming-soon = جلد آ رہا ہے

## Inside a chapter

alert-note = نوٹ
alert-tip = مفید مشورہ
alert-important = اہم
alert-warning = انتباہ
alert-caution = احتیاط
alert-danger = خطرہ
footnotes = حواشی
footnote-number = حاشیہ { $n }
footnote-back = متن میں حاشیہ { $n } کی جگہ پر واپس جائیں
definition-of = { $term } کے معنی
definition-not-shown = اس تعریف کے ترجمے کو ابھی تک نہیں جانچا گیا ہے اور ترجمہ نہیں دکھایا جا رہا۔
table-region = جدول { $n }
code-region = کوڈ کا نمونہ { $n }
figure-region = شکل { $n }
task-done = ہو گیا
task-open = کرنا باقی ہے
sources = ذرائع

## The book as a whole

edition = ایڈیشن { $edition }
book-date = اس ایڈیشن کی تاریخ: { $date }
last-updated = آخری تازہ کاری: { $date }
licence = لائسنس: { $licence }
translated-by = ترجمہ: { $names }
translation-reviewed-by = ترجمے کی جانچ: { $names }
translation-draft = یہ ترجمہ ایک مسودہ ہے۔ ابھی تک کسی نے اسے اصل متن سے ملا کر نہیں جانچا ہے۔
translation-translated = اس ترجمے کو اس کے مترجم نے اصل متن سے ملا کر جانچا ہے۔
translation-revised = اس ترجمے کو ایک دوسرے شخص نے اصل متن سے ملا کر جانچا ہے۔
translation-medical = اس ترجمے کو صحت کے ایک ماہر نے اصل متن سے ملا کر جانچا ہے۔
translation-minor = { $n ->
    [one] اصل متن کی { $n } چھوٹی تبدیلی ابھی تک اس ترجمے میں نہیں ہے۔ اس سے مشورہ نہیں بدلتا۔
   *[other] اصل متن کی { $n } چھوٹی تبدیلیاں ابھی تک اس ترجمے میں نہیں ہیں۔ ان سے مشورہ نہیں بدلتا۔
}
coverage = { $n ->
    [one] { $total } میں سے { $n } باب اس زبان میں ہے۔
   *[other] { $total } میں سے { $n } باب اس زبان میں ہیں۔
}
coverage-complete = تمام ابواب اس زبان میں ہیں۔
coverage-none = ابھی تک کوئی باب اس زبان میں نہیں ہے۔
not-translated = ابھی ترجمہ نہیں ہوا
downloads = ڈاؤن لوڈ
download-pdf = PDF، چھاپنے اور پڑھنے کے لیے
download-epub = EPUB، ای ریڈر اور فون کے لیے
download-single = ایک HTML فائل، آگے دینے اور نیٹ ورک کے بغیر پڑھنے کے لیے
download-zip = ان صفحات کی ZIP، نیٹ ورک کے بغیر پڑھنے کے لیے
download-all = تمام زبانوں کی ZIP
download-text = سادہ متن
download-leaflet = اس باب کا پرچہ (PDF)
download-poster = اس باب کا پوسٹر (PDF)
accessibility-text = متن کو بڑا کیا جا سکتا ہے، اس میں تلاش کیا جا سکتا ہے اور اسے بلند آواز میں سنا جا سکتا ہے۔ عنوانات اور فہرست اس میں رہنمائی کرتے ہیں۔
accessibility-pictures = تصویروں کو الفاظ میں بیان کیا گیا ہے۔
size-kb = { $size } کلوبائٹ
size-mb = { $size } میگابائٹ

## Page not found

not-found-title = صفحہ نہیں ملا
not-found-text = اس پتے پر کوئی صفحہ نہیں ہے۔ ہو سکتا ہے کہ اسے کہیں اور منتقل کر دیا گیا ہو یا واپس لے لیا گیا ہو۔
not-found-home = کتاب کے شروع میں جائیں

## Safety notices: no locale is published without them

notice = اطلاع
notice-not-reviewed = کسی ڈاکٹر یا صحت کے کسی اور ماہر نے اس صفحے کا جائزہ نہیں لیا ہے۔ اسے ڈاکٹر یا صحت کے کسی اور ماہر کے مشورے کی جگہ استعمال نہ کریں۔
notice-reviewed = صحت کے ایک ماہر نے { $date } کو اس صفحے کا جائزہ لیا ({ $names })۔
notice-review-due = اس صفحے کا طبی جائزہ { $date } سے باقی ہے۔ ہو سکتا ہے کہ یہ مشورہ پرانا ہو چکا ہو۔
notice-fallback-page = اس باب کا ترجمہ ابھی نہیں ہوا ہے۔ یہ ایک دوسری زبان میں دکھایا جا رہا ہے: { $language }۔
notice-fallback-block = ابھی ترجمہ نہیں ہوا۔ اس زبان میں دکھایا جا رہا ہے: { $language }
notice-fallback-count = { $n ->
    [one] اس صفحے کے { $n } حصے کا ترجمہ ابھی نہیں ہوا ہے اور وہ ایک دوسری زبان میں دکھایا جا رہا ہے: { $language }۔
   *[other] اس صفحے کے { $n } حصوں کا ترجمہ ابھی نہیں ہوا ہے اور وہ ایک دوسری زبان میں دکھائے جا رہے ہیں: { $language }۔
}
notice-withheld-block = اس حصے کے ترجمے میں غلطی ہے اور ترجمہ نہیں دکھایا جا رہا۔ اس زبان میں دکھایا جا رہا ہے: { $language }
notice-withheld-count = { $n ->
    [one] اس ترجمے کے { $n } حصے میں غلطی ہے اور وہ حصہ ایک دوسری زبان میں دکھایا جا رہا ہے: { $language }۔
   *[other] اس ترجمے کے { $n } حصوں میں غلطیاں ہیں اور وہ حصے ایک دوسری زبان میں دکھائے جا رہے ہیں: { $language }۔
}
notice-below-block = اس حصے کے ترجمے کو ابھی تک نہیں جانچا گیا ہے اور ترجمہ نہیں دکھایا جا رہا۔ اس زبان میں دکھایا جا رہا ہے: { $language }
notice-below-count = { $n ->
    [one] اس صفحے کے { $n } حصے کے ترجمے کو ابھی تک نہیں جانچا گیا ہے؛ وہ حصہ ایک دوسری زبان میں دکھایا جا رہا ہے: { $language }۔
   *[other] اس صفحے کے { $n } حصوں کے ترجمے کو ابھی تک نہیں جانچا گیا ہے؛ وہ حصے ایک دوسری زبان میں دکھائے جا رہے ہیں: { $language }۔
}
notice-stale-block = اس حصے کا اصل متن { $date } کو بدل گیا۔ ہو سکتا ہے کہ یہ ترجمہ پرانا ہو چکا ہو۔
notice-stale-count = { $n ->
    [one] اس صفحے کے { $n } حصے کا اصل متن ترجمہ ہونے کے بعد بدل گیا ہے۔
   *[other] اس صفحے کے { $n } حصوں کا اصل متن ترجمہ ہونے کے بعد بدل گیا ہے۔
}
notice-stale-undated = اس حصے کا اصل متن بدل گیا ہے۔ ہو سکتا ہے کہ یہ ترجمہ پرانا ہو چکا ہو۔
notice-stale-original = موجودہ اصل متن پڑھیں
notice-critical-block = یہ مشورہ بدل گیا ہے۔ پرانا ترجمہ واپس لے لیا گیا ہے۔ موجودہ متن کی زبان: { $language }
notice-critical-count = { $n ->
    [one] اس صفحے پر اہم مشورہ بدل گیا ہے: { $n } حصہ ایک دوسری زبان میں دکھایا جا رہا ہے: { $language }۔
   *[other] اس صفحے پر اہم مشورہ بدل گیا ہے: { $n } حصے ایک دوسری زبان میں دکھائے جا رہے ہیں: { $language }۔
}
notice-unchecked = اس ترجمے کو ابھی تک اصل متن سے ملا کر نہیں جانچا گیا ہے۔
notice-unchecked-count = { $n ->
    [one] اس ترجمے کے { $n } حصے کو ابھی تک اصل متن سے ملا کر نہیں جانچا گیا ہے۔
   *[other] اس ترجمے کے { $n } حصوں کو ابھی تک اصل متن سے ملا کر نہیں جانچا گیا ہے۔
}
notice-machine = اس متن کا ترجمہ مشین نے کیا ہے۔ کسی انسان نے اسے نہیں جانچا ہے۔
notice-withdrawn = یہ مشورہ { $date } کو واپس لے لیا گیا۔ اس کی پرانی نقلوں پر عمل نہ کریں۔
notice-withdrawn-reason = وجہ:
notice-withdrawn-see = اس کی جگہ یہ پڑھیں:
notice-binding-language = اگر کوئی ترجمہ اصل متن سے مختلف ہو تو اصل متن ہی معتبر ہے: { $language }۔
notice-edition = یہ ایڈیشن { $edition } ہے، تاریخ { $date }۔ اس پر بھروسا کرنے سے پہلے دیکھ لیں کہ کوئی نیا ایڈیشن تو نہیں آیا۔
notice-check-after = { $date } کے بعد نیا ایڈیشن تلاش کریں۔
notice-emergency = ہنگامی صورت میں، ابھی اپنے علاقے کے ایمرجنسی نمبر پر فون کریں یا ابھی قریب ترین ہسپتال جائیں۔
notice-draft-locale = اس زبان پر ابھی کام جاری ہے اور اسے شائع نہیں کیا گیا ہے۔
