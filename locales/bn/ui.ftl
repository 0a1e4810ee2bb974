# Interface text in Bengali. Keep every term in {braces}: the program fills it in.

## Getting around

skip-to-content = মূল বিষয়বস্তুতে যান
home = প্রথম পাতা
contents = সূচিপত্র
page-number = পৃষ্ঠা { $n }
languages = ভাষা
choose-language = আপনার ভাষা বেছে নিন
previous = আগেরটি
next = পরেরটি
chapter-navigation = আগের ও পরের অধ্যায়
breadcrumbs = আপনি এখানে আছেন
on-this-page = এই পৃষ্ঠায়
in-this-section = এই বিভাগে
print-version = ছাপানোর জন্য এক পৃষ্ঠায় পুরো বই
glossary = শব্দকোষ
glossary-intro = এই বইয়ে ব্যবহৃত শব্দ ও সেগুলোর অর্থ।
read-in-glossary = শব্দকোষে পড়ুন
feed = সংবাদ ফিড
start-reading = পড়া শুরু করুন
coming-soon = শীঘ্রই আসছে

## Inside a chapter

alert-note = নোট
alert-tip = পরামর্শ
alert-important = গুরুত্বপূর্ণ
alert-warning = সতর্কবার্তা
alert-caution = সাবধান
alert-danger = বিপদ
footnotes = পাদটীকা
footnote-number = পাদটীকা { $n }
footnote-back = লেখার মধ্যে পাদটীকা { $n }-এর জায়গায় ফিরে যান
definition-of = { $term } শব্দের অর্থ
definition-not-shown = এই সংজ্ঞার অনুবাদ এখনো যাচাই করা হয়নি এবং অনুবাদটি দেখানো হচ্ছে না।
table-region = সারণি { $n }
code-region = কোডের নমুনা { $n }
figure-region = চিত্র { $n }
task-done = করা হয়েছে
task-open = করা বাকি
sources = তথ্যসূত্র

## The book as a whole

edition = সংস্করণ { $edition }
book-date = এই সংস্করণের তারিখ: { $date }
last-updated = সর্বশেষ হালনাগাদ: { $date }
licence = লাইসেন্স: { $licence }
translated-by = অনুবাদ: { $names }
translation-reviewed-by = অনুবাদ যাচাই: { $names }
translation-draft = এই অনুবাদ একটি খসড়া। এখনো কেউ এটি মূল লেখার সঙ্গে মিলিয়ে যাচাই করেননি।
translation-translated = অনুবাদক নিজে এই অনুবাদ মূল লেখার সঙ্গে মিলিয়ে যাচাই করেছেন।
translation-revised = দ্বিতীয় একজন ব্যক্তি এই অনুবাদ মূল লেখার সঙ্গে মিলিয়ে যাচাই করেছেন।
translation-medical = একজন স্বাস্থ্য পেশাজীবী এই অনুবাদ মূল লেখার সঙ্গে মিলিয়ে যাচাই করেছেন।
translation-minor = { $n ->
    [one] মূল লেখার { $n }টি ছোট পরিবর্তন এখনো এই অনুবাদে নেই। এতে পরামর্শ বদলায় না।
   *[other] মূল লেখার { $n }টি ছোট পরিবর্তন এখনো এই অনুবাদে নেই। এগুলোতে পরামর্শ বদলায় না।
}
coverage = { $n ->
    [one] { $total }টির মধ্যে { $n }টি অধ্যায় এই ভাষায় আছে।
   *[other] { $total }টির মধ্যে { $n }টি অধ্যায় এই ভাষায় আছে।
}
coverage-complete = সব অধ্যায় এই ভাষায় আছে।
coverage-none = এখনো কোনো অধ্যায় এই ভাষায় নেই।
not-translated = এখনো অনুবাদ হয়নি
downloads = ডাউনলোড
download-pdf = PDF, ছাপানো ও পড়ার জন্য
download-epub = EPUB, ই-রিডার ও ফোনের জন্য
download-single = একটি HTML ফাইল, অন্যকে দেওয়া ও নেটওয়ার্ক ছাড়া পড়ার জন্য
download-zip = এই পাতাগুলোর ZIP, নেটওয়ার্ক ছাড়া পড়ার জন্য
download-all = সব ভাষার ZIP
download-text = সাধারণ লেখা
download-leaflet = এই অধ্যায়ের লিফলেট (PDF)
download-poster = এই অধ্যায়ের পোস্টার (PDF)
accessibility-text = লেখা বড় করা, তাতে খোঁজা এবং শব্দ করে পড়ে শোনানো যায়। শিরোনাম ও সূচিপত্র ধরে এগোনো যায়।
accessibility-pictures = ছবিগুলো কথায় বর্ণনা করা আছে।
size-kb = { $size } কিলোবাইট
size-mb = { $size } মেগাবাইট

## Page not found

not-found-title = পৃষ্ঠাটি পাওয়া যায়নি
not-found-text = এই ঠিকানায় কোনো পৃষ্ঠা নেই। পৃষ্ঠাটি হয়তো সরানো হয়েছে বা প্রত্যাহার করা হয়েছে।
not-found-home = পুস্তিকার শুরুতে যান

## Safety notices: no locale is published without them

notice = বিজ্ঞপ্তি
notice-not-reviewed = কোনো চিকিৎসক বা অন্য কোনো স্বাস্থ্য পেশাজীবী এই পৃষ্ঠাটি পর্যালোচনা করেননি। চিকিৎসক বা অন্য কোনো স্বাস্থ্য পেশাজীবীর পরামর্শের বদলে এটি ব্যবহার করবেন না।
notice-reviewed = একজন স্বাস্থ্য পেশাজীবী { $date } তারিখে এই পৃষ্ঠাটি পর্যালোচনা করেছেন ({ $names })।
notice-review-due = { $date } থেকে এই পৃষ্ঠার চিকিৎসা-বিষয়ক পর্যালোচনা বাকি আছে। এই পরামর্শ পুরোনো হয়ে গিয়ে থাকতে পারে।
notice-fallback-page = এই অধ্যায়টি এখনো অনুবাদ করা হয়নি। এটি অন্য একটি ভাষায় দেখানো হচ্ছে: { $language }।
notice-fallback-block = এখনো অনুবাদ হয়নি। যে ভাষায় দেখানো হচ্ছে: { $language }
notice-fallback-count = { $n ->
    [one] এই পৃষ্ঠার { $n }টি অংশ এখনো অনুবাদ করা হয়নি এবং অন্য একটি ভাষায় দেখানো হচ্ছে: { $language }।
   *[other] এই পৃষ্ঠার { $n }টি অংশ এখনো অনুবাদ করা হয়নি এবং সেগুলো অন্য একটি ভাষায় দেখানো হচ্ছে: { $language }।
}
notice-withheld-block = এই অংশের অনুবাদে ভুল আছে এবং অনুবাদটি দেখানো হচ্ছে না। যে ভাষায় দেখানো হচ্ছে: { $language }
notice-withheld-count = { $n ->
    [one] এই অনুবাদের { $n }টি অংশে ভুল আছে এবং অংশটি অন্য একটি ভাষায় দেখানো হচ্ছে: { $language }।
   *[other] এই অনুবাদের { $n }টি অংশে ভুল আছে এবং অংশগুলো অন্য একটি ভাষায় দেখানো হচ্ছে: { $language }।
}
notice-below-block = এই অংশের অনুবাদ এখনো যাচাই করা হয়নি এবং অনুবাদটি দেখানো হচ্ছে না। যে ভাষায় দেখানো হচ্ছে: { $language }
notice-below-count = { $n ->
    [one] এই পৃষ্ঠার { $n }টি অংশের অনুবাদ এখনো যাচাই করা হয়নি; অংশটি অন্য একটি ভাষায় দেখানো হচ্ছে: { $language }।
   *[other] এই পৃষ্ঠার { $n }টি অংশের অনুবাদ এখনো যাচাই করা হয়নি; অংশগুলো অন্য একটি ভাষায় দেখানো হচ্ছে: { $language }।
}
notice-stale-block = এই অংশের মূল লেখা { $date } তারিখে বদলেছে। এই অনুবাদ পুরোনো হয়ে গিয়ে থাকতে পারে।
notice-stale-count = { $n ->
    [one] অনুবাদের পরে এই পৃষ্ঠার { $n }টি অংশের মূল লেখা বদলেছে।
   *[other] অনুবাদের পরে এই পৃষ্ঠার { $n }টি অংশের মূল লেখা বদলেছে।
}
notice-stale-undated = এই অংশের মূল লেখা বদলেছে। এই অনুবাদ পুরোনো হয়ে গিয়ে থাকতে পারে।
notice-stale-original = বর্তমান মূল লেখা পড়ুন
notice-critical-block = এই পরামর্শ বদলেছে। পুরোনো অনুবাদটি প্রত্যাহার করা হয়েছে। বর্তমান লেখার ভাষা: { $language }
notice-critical-count = { $n ->
    [one] এই পৃষ্ঠার গুরুত্বপূর্ণ পরামর্শ বদলেছে: { $n }টি অংশ অন্য একটি ভাষায় দেখানো হচ্ছে: { $language }।
   *[other] এই পৃষ্ঠার গুরুত্বপূর্ণ পরামর্শ বদলেছে: { $n }টি অংশ অন্য একটি ভাষায় দেখানো হচ্ছে: { $language }।
}
notice-unchecked = এই অনুবাদ এখনো মূল লেখার সঙ্গে মিলিয়ে যাচাই করা হয়নি।
notice-unchecked-count = { $n ->
    [one] এই অনুবাদের { $n }টি অংশ এখনো মূল লেখার সঙ্গে মিলিয়ে যাচাই করা হয়নি।
   *[other] এই অনুবাদের { $n }টি অংশ এখনো মূল লেখার সঙ্গে মিলিয়ে যাচাই করা হয়নি।
}
notice-machine = এই লেখা যন্ত্র দিয়ে অনুবাদ করা হয়েছে। কোনো মানুষ এটি যাচাই করেননি।
notice-withdrawn = এই পরামর্শ { $date } তারিখে প্রত্যাহার করা হয়েছে। এর পুরোনো কপি অনুসরণ করবেন না।
notice-withdrawn-reason = কারণ:
notice-withdrawn-see = এর বদলে পড়ুন:
notice-binding-language = কোনো অনুবাদ মূল লেখা থেকে আলাদা হলে মূল লেখাটিই গণ্য হবে: { $language }।
notice-edition = এটি সংস্করণ { $edition }, তারিখ { $date }। এর ওপর নির্ভর করার আগে আরও নতুন সংস্করণ আছে কি না দেখুন।
notice-check-after = { $date } তারিখের পরে নতুন সংস্করণ খুঁজুন।
notice-emergency = জরুরি অবস্থায়, এখনই আপনার এলাকার জরুরি নম্বরে ফোন করুন অথবা এখনই সবচেয়ে কাছের হাসপাতালে যান।
notice-draft-locale = এই ভাষার কাজ এখনো চলছে এবং এটি প্রকাশ করা হয়নি।
