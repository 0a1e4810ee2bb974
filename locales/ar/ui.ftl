# Interface text in Arabic. Keep every term in {braces}: the program fills it in.

## Getting around

skip-to-content = الانتقال إلى المحتوى
home = الصفحة الرئيسية
contents = المحتويات
languages = اللغات
choose-language = اختر لغتك
previous = السابق
next = التالي
chapter-navigation = الفصل السابق والفصل التالي
breadcrumbs = أنت هنا
on-this-page = في هذه الصفحة
in-this-section = في هذا القسم
print-version = الكتاب كله في صفحة واحدة، للطباعة
feed = موجز الأخبار
start-reading = ابدأ القراءة
coming-soon = قريبًا

## Inside a chapter

alert-note = ملاحظة
alert-tip = نصيحة مفيدة
alert-important = مهم
alert-warning = تحذير
alert-caution = توخَّ الحذر
alert-danger = خطر
footnotes = الحواشي
footnote-number = الحاشية { $n }
footnote-back = العودة إلى موضع الحاشية { $n } في النص
table-region = الجدول { $n }
code-region = نموذج الشيفرة { $n }
figure-region = الشكل { $n }
task-done = أُنجز
task-open = لم يُنجز بعد
sources = المصادر

## The book as a whole

edition = الطبعة { $edition }
book-date = تاريخ هذه الطبعة: { $date }
last-updated = آخر تحديث: { $date }
licence = الترخيص: { $licence }
translated-by = ترجمة: { $names }
translation-reviewed-by = مراجعة الترجمة: { $names }
coverage = { $n ->
    [zero] لا يوجد أي فصل من أصل { $total } بهذه اللغة.
    [one] يوجد فصل واحد من أصل { $total } بهذه اللغة.
    [two] يوجد فصلان من أصل { $total } بهذه اللغة.
    [few] توجد { $n } فصول من أصل { $total } بهذه اللغة.
    [many] يوجد { $n } فصلًا من أصل { $total } بهذه اللغة.
   *[other] يوجد { $n } فصل من أصل { $total } بهذه اللغة.
}
coverage-complete = كل الفصول متوفرة بهذه اللغة.
coverage-none = لا يوجد أي فصل بهذه اللغة حتى الآن.
not-translated = لم يُترجم بعد

## Page not found

not-found-title = الصفحة غير موجودة
not-found-text = لا توجد صفحة في هذا العنوان. ربما نُقلت أو سُحبت.
not-found-home = الانتقال إلى بداية الدليل

## Safety notices: no locale is published without them

notice = إشعار
notice-not-reviewed = لم يراجع هذه الصفحة أي طبيب ولا أي مختص صحي آخر. لا تستخدمها بدلًا من نصيحة طبيب أو مختص صحي آخر.
notice-reviewed = راجع مختص صحي هذه الصفحة بتاريخ { $date } ({ $names }).
notice-review-due = حان موعد المراجعة الطبية لهذه الصفحة منذ { $date } ولم تتم بعد. قد تكون النصائح قديمة.
notice-fallback-page = لم يُترجم هذا الفصل بعد. وهو معروض بلغة أخرى: { $language }.
notice-fallback-block = لم يُترجم بعد. لغة العرض: { $language }
notice-fallback-count = { $n ->
    [zero] لا يوجد في هذه الصفحة أي جزء غير مترجم ومعروض بلغة أخرى: { $language }.
    [one] جزء واحد من هذه الصفحة لم يُترجم بعد، وهو معروض بلغة أخرى: { $language }.
    [two] جزآن من هذه الصفحة لم يُترجما بعد، وهما معروضان بلغة أخرى: { $language }.
    [few] { $n } أجزاء من هذه الصفحة لم تُترجم بعد، وهي معروضة بلغة أخرى: { $language }.
    [many] { $n } جزءًا من هذه الصفحة لم تُترجم بعد، وهي معروضة بلغة أخرى: { $language }.
   *[other] { $n } جزء من هذه الصفحة لم تُترجم بعد، وهي معروضة بلغة أخرى: { $language }.
}
notice-withheld-block = في ترجمة هذا الجزء خطأ، وهي غير معروضة. لغة العرض: { $language }
notice-withheld-count = { $n ->
    [zero] لا يوجد في هذه الترجمة أي جزء فيه خطأ ومعروض بلغة أخرى: { $language }.
    [one] جزء واحد من هذه الترجمة فيه خطأ، ويُعرض هذا الجزء بلغة أخرى: { $language }.
    [two] جزآن من هذه الترجمة فيهما أخطاء، ويُعرض هذان الجزآن بلغة أخرى: { $language }.
    [few] { $n } أجزاء من هذه الترجمة فيها أخطاء، وتُعرض هذه الأجزاء بلغة أخرى: { $language }.
    [many] { $n } جزءًا من هذه الترجمة فيها أخطاء، وتُعرض هذه الأجزاء بلغة أخرى: { $language }.
   *[other] { $n } جزء من هذه الترجمة فيها أخطاء، وتُعرض هذه الأجزاء بلغة أخرى: { $language }.
}
notice-stale-block = تغيّر النص الأصلي لهذا الجزء بتاريخ { $date }. قد تكون هذه الترجمة قديمة.
notice-stale-count = { $n ->
    [zero] لم يتغيّر النص الأصلي لأي جزء من هذه الصفحة منذ ترجمته.
    [one] تغيّر النص الأصلي لجزء واحد من هذه الصفحة منذ ترجمته.
    [two] تغيّر النص الأصلي لجزأين من هذه الصفحة منذ ترجمتهما.
    [few] تغيّر النص الأصلي في { $n } أجزاء من هذه الصفحة منذ ترجمتها.
    [many] تغيّر النص الأصلي في { $n } جزءًا من هذه الصفحة منذ ترجمتها.
   *[other] تغيّر النص الأصلي في { $n } جزء من هذه الصفحة منذ ترجمتها.
}
notice-stale-original = قراءة النص الأصلي الحالي
notice-critical-block = تغيّرت هذه النصيحة. سُحبت الترجمة القديمة. لغة النص الحالي: { $language }
notice-critical-count = { $n ->
    [zero] تغيّرت نصائح مهمة في هذه الصفحة: لا يُعرض أي جزء بلغة أخرى: { $language }.
    [one] تغيّرت نصائح مهمة في هذه الصفحة: يُعرض جزء واحد بلغة أخرى: { $language }.
    [two] تغيّرت نصائح مهمة في هذه الصفحة: يُعرض جزآن بلغة أخرى: { $language }.
    [few] تغيّرت نصائح مهمة في هذه الصفحة: تُعرض { $n } أجزاء بلغة أخرى: { $language }.
    [many] تغيّرت نصائح مهمة في هذه الصفحة: يُعرض { $n } جزءًا بلغة أخرى: { $language }.
   *[other] تغيّرت نصائح مهمة في هذه الصفحة: يُعرض { $n } جزء بلغة أخرى: { $language }.
}
notice-unchecked = لم تُقارَن هذه الترجمة بالنص الأصلي للتحقق منها حتى الآن.
notice-machine = تُرجم هذا النص آليًا. لم يتحقق منه أي إنسان.
notice-withdrawn = سُحبت هذه النصيحة بتاريخ { $date }. لا تتبع نسخها القديمة.
notice-withdrawn-reason = السبب:
notice-withdrawn-see = اقرأ بدلًا منها:
notice-binding-language = إذا اختلفت ترجمة عن النص الأصلي، فالمعتمد هو النص الأصلي: { $language }.
notice-edition = هذه هي الطبعة { $edition } بتاريخ { $date }. ابحث عن طبعة أحدث قبل أن تعتمد على هذه الطبعة.
notice-emergency = في حالة الطوارئ، اتصل الآن برقم الطوارئ المحلي أو اذهب الآن إلى أقرب مستشفى.
notice-draft-locale = ما زال العمل جاريًا على هذه اللغة ولم تُنشر.
