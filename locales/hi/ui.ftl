# Interface text in Hindi. Keep every term in {braces}: the program fills it in.

## Getting around

skip-to-content = मुख्य सामग्री पर जाएँ
home = मुख्य पृष्ठ
contents = विषय सूची
page-number = पृष्ठ { $n }
languages = भाषाएँ
choose-language = अपनी भाषा चुनें
previous = पिछला
next = अगला
chapter-navigation = पिछला और अगला अध्याय
breadcrumbs = आप यहाँ हैं
on-this-page = इस पृष्ठ पर
in-this-section = इस खंड में
print-version = पूरी किताब एक पृष्ठ पर, छापने के लिए
glossary = शब्दावली
glossary-intro = इस किताब में आए शब्द और उनके अर्थ।
read-in-glossary = शब्दावली में पढ़ें
feed = समाचार फ़ीड
start-reading = पढ़ना शुरू करें
coming-soon = जल्द आ रहा है

## Inside a chapter

alert-note = नोट
alert-tip = सुझाव
alert-important = महत्वपूर्ण
alert-warning = चेतावनी
alert-caution = सावधानी
alert-danger = खतरा
footnotes = फ़ुटनोट
footnote-number = फ़ुटनोट { $n }
footnote-back = पाठ में फ़ुटनोट { $n } की जगह पर वापस जाएँ
definition-of = { $term } का अर्थ
definition-not-shown = इस परिभाषा के अनुवाद को अभी तक जाँचा नहीं गया है और अनुवाद नहीं दिखाया गया है।
table-region = तालिका { $n }
code-region = कोड का नमूना { $n }
figure-region = चित्र { $n }
task-done = हो गया
task-open = करना बाकी है
sources = स्रोत

## The book as a whole

edition = संस्करण { $edition }
book-date = इस संस्करण की तारीख: { $date }
last-updated = पिछला अपडेट: { $date }
licence = लाइसेंस: { $licence }
translated-by = अनुवाद: { $names }
translation-reviewed-by = अनुवाद की जाँच: { $names }
translation-draft = यह अनुवाद एक मसौदा है। अभी तक किसी ने इसे मूल पाठ से मिलाकर नहीं जाँचा है।
translation-translated = इस अनुवाद को इसके अनुवादक ने मूल पाठ से मिलाकर जाँचा है।
translation-revised = इस अनुवाद को एक दूसरे व्यक्ति ने मूल पाठ से मिलाकर जाँचा है।
translation-medical = इस अनुवाद को एक स्वास्थ्य पेशेवर ने मूल पाठ से मिलाकर जाँचा है।
translation-minor = { $n ->
    [one] मूल पाठ का { $n } छोटा बदलाव अभी तक इस अनुवाद में नहीं है। इससे सलाह नहीं बदलती।
   *[other] मूल पाठ के { $n } छोटे बदलाव अभी तक इस अनुवाद में नहीं हैं। इनसे सलाह नहीं बदलती।
}
coverage = { $n ->
    [one] { $total } में से { $n } अध्याय इस भाषा में है।
   *[other] { $total } में से { $n } अध्याय इस भाषा में हैं।
}
coverage-complete = सभी अध्याय इस भाषा में हैं।
coverage-none = अभी तक कोई भी अध्याय इस भाषा में नहीं है।
not-translated = अभी अनुवाद नहीं हुआ
downloads = डाउनलोड
download-pdf = PDF, छापने और पढ़ने के लिए
download-epub = EPUB, ई-रीडर और फ़ोन के लिए
download-single = एक HTML फ़ाइल, आगे देने और बिना नेटवर्क पढ़ने के लिए
download-zip = इन पृष्ठों की ZIP, बिना नेटवर्क पढ़ने के लिए
download-all = सभी भाषाओं की ZIP
download-text = सादा पाठ
download-leaflet = इस अध्याय का पर्चा (PDF)
download-poster = इस अध्याय का पोस्टर (PDF)
accessibility-text = पाठ को बड़ा किया जा सकता है, उसमें खोजा जा सकता है और उसे बोलकर सुना जा सकता है। शीर्षक और विषय-सूची उसमें रास्ता दिखाते हैं।
accessibility-pictures = चित्रों का वर्णन शब्दों में दिया गया है।
size-kb = { $size } kB
size-mb = { $size } MB

## Page not found

not-found-title = पृष्ठ नहीं मिला
not-found-text = इस पते पर कोई पृष्ठ नहीं है। हो सकता है कि उसे कहीं और ले जाया गया हो या वापस ले लिया गया हो।
not-found-home = पुस्तिका की शुरुआत पर जाएँ

## Safety notices: no locale is published without them

notice = सूचना
notice-not-reviewed = किसी डॉक्टर या किसी अन्य स्वास्थ्य पेशेवर ने इस पृष्ठ की समीक्षा नहीं की है। इसे डॉक्टर या किसी अन्य स्वास्थ्य पेशेवर की सलाह की जगह इस्तेमाल न करें।
notice-reviewed = एक स्वास्थ्य पेशेवर ने { $date } को इस पृष्ठ की समीक्षा की ({ $names })।
notice-review-due = इस पृष्ठ की चिकित्सकीय समीक्षा { $date } से बाकी है। हो सकता है कि यह सलाह पुरानी हो चुकी हो।
notice-fallback-page = इस अध्याय का अभी तक अनुवाद नहीं हुआ है। इसे दूसरी भाषा में दिखाया गया है: { $language }।
notice-fallback-block = अभी अनुवाद नहीं हुआ। इस भाषा में दिखाया गया है: { $language }
notice-fallback-count = { $n ->
    [one] इस पृष्ठ के { $n } भाग का अभी तक अनुवाद नहीं हुआ है और उसे दूसरी भाषा में दिखाया गया है: { $language }।
   *[other] इस पृष्ठ के { $n } भागों का अभी तक अनुवाद नहीं हुआ है और उन्हें दूसरी भाषा में दिखाया गया है: { $language }।
}
notice-withheld-block = इस भाग के अनुवाद में गलती है और अनुवाद नहीं दिखाया गया है। इस भाषा में दिखाया गया है: { $language }
notice-withheld-count = { $n ->
    [one] इस अनुवाद के { $n } भाग में गलती है और उस भाग को दूसरी भाषा में दिखाया गया है: { $language }।
   *[other] इस अनुवाद के { $n } भागों में गलतियाँ हैं और उन भागों को दूसरी भाषा में दिखाया गया है: { $language }।
}
notice-below-block = इस भाग के अनुवाद को अभी तक जाँचा नहीं गया है और अनुवाद नहीं दिखाया गया है। इस भाषा में दिखाया गया है: { $language }
notice-below-count = { $n ->
    [one] इस पृष्ठ के { $n } भाग के अनुवाद को अभी तक जाँचा नहीं गया है; उस भाग को दूसरी भाषा में दिखाया गया है: { $language }।
   *[other] इस पृष्ठ के { $n } भागों के अनुवाद को अभी तक जाँचा नहीं गया है; उन भागों को दूसरी भाषा में दिखाया गया है: { $language }।
}
notice-stale-block = इस भाग का मूल पाठ { $date } को बदल गया। हो सकता है कि यह अनुवाद पुराना हो चुका हो।
notice-stale-count = { $n ->
    [one] इस पृष्ठ के { $n } भाग का मूल पाठ अनुवाद होने के बाद बदल गया है।
   *[other] इस पृष्ठ के { $n } भागों का मूल पाठ अनुवाद होने के बाद बदल गया है।
}
notice-stale-undated = इस भाग का मूल पाठ बदल गया है। हो सकता है कि यह अनुवाद पुराना हो चुका हो।
notice-stale-original = मौजूदा मूल पाठ पढ़ें
notice-critical-block = यह सलाह बदल गई है। पुराना अनुवाद वापस ले लिया गया है। मौजूदा पाठ की भाषा: { $language }
notice-critical-count = { $n ->
    [one] इस पृष्ठ पर महत्वपूर्ण सलाह बदल गई है: { $n } भाग दूसरी भाषा में दिखाया गया है: { $language }।
   *[other] इस पृष्ठ पर महत्वपूर्ण सलाह बदल गई है: { $n } भाग दूसरी भाषा में दिखाए गए हैं: { $language }।
}
notice-unchecked = इस अनुवाद को अभी तक मूल पाठ से मिलाकर जाँचा नहीं गया है।
notice-unchecked-count = { $n ->
    [one] इस अनुवाद के { $n } भाग को अभी तक मूल पाठ से मिलाकर जाँचा नहीं गया है।
   *[other] इस अनुवाद के { $n } भागों को अभी तक मूल पाठ से मिलाकर जाँचा नहीं गया है।
}
notice-machine = इस पाठ का अनुवाद मशीन ने किया है। किसी व्यक्ति ने इसे नहीं जाँचा है।
notice-withdrawn = यह सलाह { $date } को वापस ले ली गई। इसकी पुरानी प्रतियों का पालन न करें।
notice-withdrawn-reason = कारण:
notice-withdrawn-see = इसकी जगह यह पढ़ें:
notice-binding-language = अगर कोई अनुवाद मूल पाठ से अलग हो, तो मूल पाठ ही मान्य है: { $language }।
notice-edition = यह संस्करण { $edition } है, तारीख { $date }। इस पर भरोसा करने से पहले देख लें कि कोई नया संस्करण तो नहीं आया है।
notice-check-after = { $date } के बाद नया संस्करण देखें।
notice-emergency = आपात स्थिति में, अभी अपने इलाके के आपातकालीन नंबर पर फ़ोन करें या अभी सबसे नज़दीकी अस्पताल जाएँ।
notice-draft-locale = इस भाषा पर अभी काम चल रहा है और इसे प्रकाशित नहीं किया गया है।
