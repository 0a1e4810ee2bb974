# Visible words of the interface in Amharic. Keep every { $variable }: the program fills it in.

## Getting around

skip-to-content = ወደ ይዘቱ ይለፉ
home = መነሻ
contents = ማውጫ
page-number = ገጽ { $n }
languages = ቋንቋዎች
choose-language = ቋንቋ ይምረጡ
previous = ቀዳሚ
next = ቀጣይ
chapter-navigation = ቀዳሚ እና ቀጣይ ምዕራፍ
breadcrumbs = ያሉበት ቦታ
on-this-page = በዚህ ገጽ ላይ
in-this-section = በዚህ ክፍል ውስጥ
print-version = ሙሉው መጽሐፍ በአንድ ገጽ፣ ለማተም
glossary = የቃላት መፍቻ
glossary-intro = በዚህ መጽሐፍ ውስጥ የተጠቀሱ ቃላት እና ትርጉማቸው።
read-in-glossary = በቃላት መፍቻ ውስጥ ያንብቡ
feed = የአዳዲስ ዜናዎች ዝርዝር
start-reading = ማንበብ ይጀምሩ
coming-soon = በቅርቡ ይመጣል

## Inside a chapter

alert-note = ማስታወሻ
alert-tip = ጠቃሚ ምክር
alert-important = አስፈላጊ
alert-warning = ማስጠንቀቂያ
alert-caution = ጥንቃቄ
alert-danger = አደጋ
footnotes = የግርጌ ማስታወሻዎች
footnote-number = የግርጌ ማስታወሻ { $n }
footnote-back = ወደ የግርጌ ማስታወሻ { $n } ጽሑፍ ይመለሱ
definition-of = የ{ $term } ትርጉም
definition-not-shown = የዚህ ፍቺ ትርጉም ገና ስላልተረጋገጠ አይታይም።
table-region = ሠንጠረዥ { $n }
code-region = የኮድ ናሙና { $n }
figure-region = ሥዕል { $n }
task-done = ተከናውኗል
task-open = የሚሠራ
sources = ምንጮች

## The book as a whole

edition = እትም { $edition }
book-date = የዚህ እትም ቀን፦ { $date }
last-updated = መጨረሻ የታደሰው፦ { $date }
licence = ፈቃድ፦ { $licence }
translated-by = ተርጓሚ፦ { $names }
translation-reviewed-by = ትርጉሙን ያረጋገጡ፦ { $names }
translation-draft = ይህ ትርጉም ረቂቅ ነው። ከዋናው ጽሑፍ ጋር ገና ማንም አላመሳከረውም።
translation-translated = ይህን ትርጉም ተርጓሚው ከዋናው ጽሑፍ ጋር አመሳክሯል።
translation-revised = ይህን ትርጉም ሁለተኛ ሰው ከዋናው ጽሑፍ ጋር አመሳክሯል።
translation-medical = ይህን ትርጉም የጤና ባለሙያ ከዋናው ጽሑፍ ጋር አመሳክሯል።
translation-minor = { $n ->
    [one] በዋናው ጽሑፍ የተደረገ { $n } ትንሽ ለውጥ በዚህ ትርጉም ውስጥ ገና የለም። ምክሩን አይለውጠውም።
   *[other] በዋናው ጽሑፍ የተደረጉ { $n } ትናንሽ ለውጦች በዚህ ትርጉም ውስጥ ገና የሉም። ምክሩን አይለውጡትም።
}
coverage = { $n ->
    [one] ከ{ $total } ምዕራፎች { $n } ምዕራፍ በዚህ ቋንቋ አለ።
   *[other] ከ{ $total } ምዕራፎች { $n } ምዕራፎች በዚህ ቋንቋ አሉ።
}
coverage-complete = ሁሉም ምዕራፎች በዚህ ቋንቋ አሉ።
coverage-none = በዚህ ቋንቋ እስካሁን ምንም ምዕራፍ የለም።
not-translated = ገና አልተተረጎመም
downloads = የሚወርዱ ፋይሎች
download-pdf = PDF፣ ለማተም እና ለማንበብ
download-epub = EPUB፣ ለመጽሐፍ ማንበቢያ እና ለስልክ
download-single = አንድ የHTML ፋይል፣ ለማካፈል እና ያለ ኢንተርኔት ለማንበብ
download-zip = የእነዚህ ገጾች ZIP፣ ያለ ኢንተርኔት ለማንበብ
download-all = የሁሉም ቋንቋዎች ZIP
download-text = ተራ ጽሑፍ
download-leaflet = የዚህ ምዕራፍ በራሪ ወረቀት (PDF)
accessibility-text = ጽሑፉን ማጉላት፣ መፈለግና በድምፅ ማስነበብ ይቻላል። ርዕሶችና ማውጫው ይመራሉ።
accessibility-pictures = ሥዕሎች በቃላት ተገልጸዋል።
download-poster = የዚህ ምዕራፍ ፖስተር (PDF)
size-kb = { $size } ኪሎባይት
size-mb = { $size } ሜጋባይት

## Page not found

not-found-title = ገጹ አልተገኘም
not-found-text = በዚህ አድራሻ ገጽ የለም። ተዛውሮ ወይም ተነሥቶ ሊሆን ይችላል።
not-found-home = ወደ መጽሐፉ መጀመሪያ ይሂዱ

## Safety notices: no locale is published without them

notice = ማሳሰቢያ
notice-not-reviewed = ይህን ገጽ ሐኪም ወይም ሌላ የጤና ባለሙያ አልገመገመውም። የሐኪም ወይም የሌላ የጤና ባለሙያ ምክርን በመተካት አይጠቀሙበት።
notice-reviewed = ይህን ገጽ የጤና ባለሙያ በ{ $date } ገምግሟል ({ $names })።
notice-review-due = የዚህ ገጽ የሕክምና ግምገማ ጊዜ ከ{ $date } ጀምሮ አልፏል። ምክሩ ጊዜው ያለፈበት ሊሆን ይችላል።
notice-fallback-page = ይህ ምዕራፍ ገና አልተተረጎመም። በሌላ ቋንቋ ይታያል፦ { $language }።
notice-fallback-block = ገና አልተተረጎመም። የሚታይበት ቋንቋ፦ { $language }
notice-fallback-count = { $n ->
    [one] የዚህ ገጽ { $n } ክፍል ገና አልተተረጎመም፤ በሌላ ቋንቋ ይታያል፦ { $language }።
   *[other] የዚህ ገጽ { $n } ክፍሎች ገና አልተተረጎሙም፤ በሌላ ቋንቋ ይታያሉ፦ { $language }።
}
notice-withheld-block = የዚህ ክፍል ትርጉም ስሕተት ስላለበት አይታይም። የሚታይበት ቋንቋ፦ { $language }
notice-withheld-count = { $n ->
    [one] የዚህ ትርጉም { $n } ክፍል ስሕተት ስላለበት በሌላ ቋንቋ ይታያል፦ { $language }።
   *[other] የዚህ ትርጉም { $n } ክፍሎች ስሕተት ስላለባቸው በሌላ ቋንቋ ይታያሉ፦ { $language }።
}
notice-below-block = የዚህ ክፍል ትርጉም ገና ስላልተረጋገጠ አይታይም። የሚታይበት ቋንቋ፦ { $language }
notice-below-count = { $n ->
    [one] የዚህ ገጽ { $n } ክፍል ትርጉም ገና ስላልተረጋገጠ በሌላ ቋንቋ ይታያል፦ { $language }።
   *[other] የዚህ ገጽ { $n } ክፍሎች ትርጉም ገና ስላልተረጋገጠ በሌላ ቋንቋ ይታያሉ፦ { $language }።
}
notice-stale-block = የዚህ ክፍል ዋና ጽሑፍ በ{ $date } ተለውጧል። ይህ ትርጉም ጊዜው ያለፈበት ሊሆን ይችላል።
notice-stale-count = { $n ->
    [one] የዚህ ገጽ { $n } ክፍል ከተተረጎመ በኋላ ዋናው ጽሑፍ ተለውጧል።
   *[other] የዚህ ገጽ { $n } ክፍሎች ከተተረጎሙ በኋላ ዋናው ጽሑፍ ተለውጧል።
}
notice-stale-undated = የዚህ ክፍል ዋና ጽሑፍ ተለውጧል። ይህ ትርጉም ጊዜው ያለፈበት ሊሆን ይችላል።
notice-stale-original = የአሁኑን ዋና ጽሑፍ ያንብቡ
notice-critical-block = ይህ ምክር ተለውጧል። አሮጌው ትርጉም ተነሥቷል። የአሁኑ ጽሑፍ ቋንቋ፦ { $language }
notice-critical-count = { $n ->
    [one] በዚህ ገጽ ያለ አስፈላጊ ምክር ተለውጧል፦ { $n } ክፍል በሌላ ቋንቋ ይታያል፦ { $language }።
   *[other] በዚህ ገጽ ያለ አስፈላጊ ምክር ተለውጧል፦ { $n } ክፍሎች በሌላ ቋንቋ ይታያሉ፦ { $language }።
}
notice-unchecked = ይህ ትርጉም ከዋናው ጽሑፍ ጋር ገና አልተመሳከረም።
notice-unchecked-count = { $n ->
    [one] የዚህ ትርጉም { $n } ክፍል ከዋናው ጽሑፍ ጋር ገና አልተመሳከረም።
   *[other] የዚህ ትርጉም { $n } ክፍሎች ከዋናው ጽሑፍ ጋር ገና አልተመሳከሩም።
}
notice-machine = ይህን ጽሑፍ የተረጎመው ማሽን ነው። ማንም ሰው አላረጋገጠውም።
notice-withdrawn = ይህ ምክር በ{ $date } ተነሥቷል። አሮጌ ቅጂዎቹን አይከተሉ።
notice-withdrawn-reason = ምክንያት፦
notice-withdrawn-see = በምትኩ ይህን ያንብቡ፦
notice-binding-language = ትርጉሙ ከዋናው ጽሑፍ የሚለይ ከሆነ ዋናው ጽሑፍ ይጸናል፦ { $language }።
notice-edition = ይህ የ{ $date } እትም { $edition } ነው። ከመጠቀምዎ በፊት አዲስ እትም ካለ ይፈልጉ።
notice-check-after = ከ{ $date } በኋላ አዲስ እትም ይፈልጉ።
notice-emergency = በድንገተኛ አደጋ ጊዜ አሁኑኑ ወደ አካባቢዎ የድንገተኛ አደጋ ስልክ ቁጥር ይደውሉ ወይም በአቅራቢያዎ ወዳለው ሆስፒታል ይሂዱ።
notice-draft-locale = ይህ ቋንቋ ገና እየተሠራበት ነው፤ አልታተመም።
