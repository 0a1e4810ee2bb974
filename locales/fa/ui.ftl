# Interface text in Persian. Keep every term in {braces}: the program fills it in.

## Getting around

skip-to-content = رفتن به محتوا
home = صفحهٔ اصلی
contents = فهرست مطالب
page-number = صفحهٔ { $n }
languages = زبان‌ها
choose-language = زبان خود را انتخاب کنید
previous = قبلی
next = بعدی
chapter-navigation = فصل قبلی و فصل بعدی
breadcrumbs = شما اینجا هستید
on-this-page = در این صفحه
in-this-section = در این بخش
print-version = کل کتاب در یک صفحه، برای چاپ
glossary = واژه‌نامه
glossary-intro = واژه‌هایی که در این کتاب به کار رفته‌اند و معنای آن‌ها.
read-in-glossary = در واژه‌نامه بخوانید
feed = خوراک خبری
start-reading = شروع خواندن
coming-soon = به‌زودی

## Inside a chapter

alert-note = نکته
alert-tip = راهنمایی
alert-important = مهم
alert-warning = هشدار
alert-caution = احتیاط
alert-danger = خطر
footnotes = پانویس‌ها
footnote-number = پانویس { $n }
footnote-back = بازگشت به جای پانویس { $n } در متن
definition-of = معنای { $term }
definition-not-shown = ترجمهٔ این تعریف هنوز بررسی نشده است و نمایش داده نمی‌شود.
table-region = جدول { $n }
code-region = نمونه‌کد { $n }
figure-region = شکل { $n }
task-done = انجام‌شده
task-open = انجام‌نشده
sources = منابع

## The book as a whole

edition = ویرایش { $edition }
book-date = تاریخ این ویرایش: { $date }
last-updated = آخرین به‌روزرسانی: { $date }
licence = مجوز: { $licence }
translated-by = ترجمه: { $names }
translation-reviewed-by = بررسی ترجمه: { $names }
translation-draft = این ترجمه پیش‌نویس است. هنوز هیچ‌کس آن را با متن اصلی مقایسه و بررسی نکرده است.
translation-translated = این ترجمه را مترجم آن با متن اصلی مقایسه و بررسی کرده است.
translation-revised = این ترجمه را شخص دومی با متن اصلی مقایسه و بررسی کرده است.
translation-medical = این ترجمه را یک کارشناس سلامت با متن اصلی مقایسه و بررسی کرده است.
translation-minor = { $n ->
    [one] { $n } تغییر کوچک متن اصلی هنوز در این ترجمه نیامده است. این تغییر توصیه‌ها را عوض نمی‌کند.
   *[other] { $n } تغییر کوچک متن اصلی هنوز در این ترجمه نیامده‌اند. این تغییرها توصیه‌ها را عوض نمی‌کنند.
}
coverage = { $n ->
    [one] از { $total } فصل، { $n } فصل به این زبان موجود است.
   *[other] از { $total } فصل، { $n } فصل به این زبان موجود است.
}
coverage-complete = همهٔ فصل‌ها به این زبان موجود است.
coverage-none = هنوز هیچ فصلی به این زبان موجود نیست.
not-translated = هنوز ترجمه نشده است
downloads = دریافت
download-pdf = PDF، برای چاپ و خواندن
download-epub = EPUB، برای کتاب‌خوان و تلفن
download-single = یک فایل HTML، برای فرستادن و خواندن بدون شبکه
download-zip = ZIP این صفحه‌ها، برای خواندن بدون شبکه
download-all = ZIP همهٔ زبان‌ها
download-text = متن ساده
download-leaflet = بروشور این فصل (PDF)
download-poster = پوستر این فصل (PDF)
accessibility-text = متن را می‌توان بزرگ کرد، در آن جست‌وجو کرد و با صدای بلند شنید. عنوان‌ها و فهرست شما را در آن راهنمایی می‌کنند.
accessibility-pictures = تصویرها با کلمات توصیف شده‌اند.
size-kb = { $size } کیلوبایت
size-mb = { $size } مگابایت

## Page not found

not-found-title = صفحه پیدا نشد
not-found-text = در این نشانی صفحه‌ای وجود ندارد. شاید جابه‌جا شده یا پس گرفته شده باشد.
not-found-home = رفتن به آغاز کتاب راهنما

## Safety notices: no locale is published without them

notice = اطلاعیه
notice-not-reviewed = هیچ پزشک یا کارشناس سلامت دیگری این صفحه را بازبینی نکرده است. از آن به‌جای توصیهٔ پزشک یا کارشناس سلامت استفاده نکنید.
notice-reviewed = یک کارشناس سلامت این صفحه را در تاریخ { $date } بازبینی کرده است ({ $names }).
notice-review-due = موعد بازبینی پزشکی این صفحه از { $date } رسیده و این کار هنوز انجام نشده است. ممکن است توصیه‌ها به‌روز نباشند.
notice-fallback-page = این فصل هنوز ترجمه نشده است. به زبان دیگری نمایش داده می‌شود: { $language }.
notice-fallback-block = هنوز ترجمه نشده است. زبان نمایش: { $language }
notice-fallback-count = { $n ->
    [one] { $n } قسمت از این صفحه هنوز ترجمه نشده است و به زبان دیگری نمایش داده می‌شود: { $language }.
   *[other] { $n } قسمت از این صفحه هنوز ترجمه نشده‌اند و به زبان دیگری نمایش داده می‌شوند: { $language }.
}
notice-withheld-block = ترجمهٔ این قسمت خطا دارد و نمایش داده نمی‌شود. زبان نمایش: { $language }
notice-withheld-count = { $n ->
    [one] { $n } قسمت از این ترجمه خطا دارد و به زبان دیگری نمایش داده می‌شود: { $language }.
   *[other] { $n } قسمت از این ترجمه خطا دارند و به زبان دیگری نمایش داده می‌شوند: { $language }.
}
notice-below-block = ترجمهٔ این قسمت هنوز بررسی نشده است و نمایش داده نمی‌شود. زبان نمایش: { $language }
notice-below-count = { $n ->
    [one] ترجمهٔ { $n } قسمت از این صفحه هنوز بررسی نشده است؛ آن قسمت به زبان دیگری نمایش داده می‌شود: { $language }.
   *[other] ترجمهٔ { $n } قسمت از این صفحه هنوز بررسی نشده است؛ آن قسمت‌ها به زبان دیگری نمایش داده می‌شوند: { $language }.
}
notice-stale-block = متن اصلی این قسمت در تاریخ { $date } تغییر کرده است. ممکن است این ترجمه به‌روز نباشد.
notice-stale-count = { $n ->
    [one] متن اصلی { $n } قسمت از این صفحه پس از ترجمهٔ آن تغییر کرده است.
   *[other] متن اصلی { $n } قسمت از این صفحه پس از ترجمهٔ آن‌ها تغییر کرده است.
}
notice-stale-undated = متن اصلی این قسمت تغییر کرده است. ممکن است این ترجمه به‌روز نباشد.
notice-stale-original = خواندن متن اصلی کنونی
notice-critical-block = این توصیه تغییر کرده است. ترجمهٔ قدیمی پس گرفته شده است. زبان متن کنونی: { $language }
notice-critical-count = { $n ->
    [one] توصیه‌های مهمی در این صفحه تغییر کرده است: { $n } قسمت به زبان دیگری نمایش داده می‌شود: { $language }.
   *[other] توصیه‌های مهمی در این صفحه تغییر کرده است: { $n } قسمت به زبان دیگری نمایش داده می‌شوند: { $language }.
}
notice-unchecked = این ترجمه هنوز با متن اصلی مقایسه و بررسی نشده است.
notice-unchecked-count = { $n ->
    [one] { $n } قسمت از این ترجمه هنوز با متن اصلی مقایسه و بررسی نشده است.
   *[other] { $n } قسمت از این ترجمه هنوز با متن اصلی مقایسه و بررسی نشده‌اند.
}
notice-machine = این متن با ماشین ترجمه شده است. هیچ انسانی آن را بررسی نکرده است.
notice-withdrawn = این توصیه در تاریخ { $date } پس گرفته شد. از نسخه‌های قدیمی‌تر آن پیروی نکنید.
notice-withdrawn-reason = دلیل:
notice-withdrawn-see = به‌جای آن بخوانید:
notice-binding-language = اگر ترجمه‌ای با متن اصلی تفاوت داشته باشد، متن اصلی معتبر است: { $language }.
notice-edition = این، ویرایش { $edition } به تاریخ { $date } است. پیش از آنکه به آن تکیه کنید، ببینید ویرایش جدیدتری هست یا نه.
notice-check-after = پس از { $date } دنبال ویرایش تازه‌تر بگردید.
notice-emergency = در شرایط اضطراری، همین حالا با شمارهٔ اورژانس محل خود تماس بگیرید یا همین حالا به نزدیک‌ترین بیمارستان بروید.
notice-draft-locale = کار روی این زبان هنوز ادامه دارد و این زبان منتشر نشده است.
