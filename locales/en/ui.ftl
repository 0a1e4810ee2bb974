# Every visible word of the interface. Variables are in snake_case.
# A term in {braces} is filled in by the program: keep it, move it where your grammar wants it.

## Getting around

skip-to-content = Skip to content
home = Home
contents = Contents
page-number = page { $n }
languages = Languages
choose-language = Choose your language
previous = Previous
next = Next
chapter-navigation = Previous and next chapter
breadcrumbs = You are here
on-this-page = On this page
in-this-section = In this section
print-version = Whole book on one page, for printing
glossary = Glossary
glossary-intro = Words that this book uses and what they mean.
read-in-glossary = Read in the glossary
feed = News feed
start-reading = Start reading
coming-soon = Coming soon

## Inside a chapter

alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution
alert-danger = Danger
footnotes = Footnotes
footnote-number = Footnote { $n }
footnote-back = Back to the text of footnote { $n }
definition-of = Meaning of { $term }
definition-not-shown = The translation of this definition has not yet been checked and is not shown.
table-region = Table { $n }
code-region = Code sample { $n }
figure-region = Figure { $n }
task-done = Done
task-open = To do
sources = Sources

## The book as a whole

edition = Edition { $edition }
book-date = Date of this edition: { $date }
last-updated = Last updated: { $date }
licence = Licence: { $licence }
translated-by = Translated by { $names }
translation-reviewed-by = Translation checked by { $names }
translation-draft = This translation is a draft. Nobody has checked it against the original yet.
translation-translated = This translation was checked against the original by its translator.
translation-revised = This translation was checked against the original by a second person.
translation-medical = This translation was checked against the original by a health professional.
translation-minor = { $n ->
    [one] { $n } small change of the original is not yet in this translation. It does not change the advice.
   *[other] { $n } small changes of the original are not yet in this translation. They do not change the advice.
}
coverage = { $n ->
    [one] { $n } chapter of { $total } is in this language.
   *[other] { $n } chapters of { $total } are in this language.
}
coverage-complete = Every chapter is in this language.
coverage-none = No chapter is in this language yet.
not-translated = not yet translated
downloads = Downloads
download-pdf = PDF, for printing and reading
download-epub = EPUB, for e-readers and phones
download-single = One HTML file, to pass on and read without a network
download-zip = ZIP of these pages, to read without a network
download-all = ZIP of all languages
download-text = Plain text
download-leaflet = Leaflet of this chapter (PDF)
download-poster = Poster of this chapter (PDF)
accessibility-text = The text can be enlarged, searched and read aloud. Headings and contents lead through it.
accessibility-pictures = Pictures are described in words.
size-kb = { $size } kB
size-mb = { $size } MB

## Page not found

not-found-title = Page not found
not-found-text = There is no page at this address. It may have been moved or withdrawn.
not-found-home = Go to the start of the handbook

## Safety notices: no locale is published without them

notice = Notice
notice-not-reviewed = No doctor or other health professional has reviewed this page. Do not use it in place of advice from one.
notice-reviewed = Reviewed by a health professional on { $date } ({ $names }).
notice-review-due = The medical review of this page has been due since { $date }. The advice may be out of date.
notice-fallback-page = This chapter has not been translated yet. It is shown in another language: { $language }.
notice-fallback-block = Not yet translated. Shown in: { $language }
notice-fallback-count = { $n ->
    [one] { $n } part of this page has not been translated yet and is shown in another language: { $language }.
   *[other] { $n } parts of this page have not been translated yet and are shown in another language: { $language }.
}
notice-withheld-block = The translation of this part has an error and is not shown. Shown in: { $language }
notice-withheld-count = { $n ->
    [one] { $n } part of this translation has an error and is shown in another language: { $language }.
   *[other] { $n } parts of this translation have errors and are shown in another language: { $language }.
}
notice-below-block = The translation of this part has not yet been checked and is not shown. Shown in: { $language }
notice-below-count = { $n ->
    [one] The translation of { $n } part of this page has not yet been checked; it is shown in another language: { $language }.
   *[other] The translations of { $n } parts of this page have not yet been checked; they are shown in another language: { $language }.
}
notice-stale-block = The original of this part changed on { $date }. This translation may be out of date.
notice-stale-count = { $n ->
    [one] The original of { $n } part of this page has changed since it was translated.
   *[other] The originals of { $n } parts of this page have changed since they were translated.
}
notice-stale-undated = The original of this part has changed. This translation may be out of date.
notice-stale-original = Read the current original
notice-critical-block = This advice has changed. The old translation has been withdrawn. Current text in: { $language }
notice-critical-count = { $n ->
    [one] Important advice on this page has changed: { $n } part is shown in another language: { $language }.
   *[other] Important advice on this page has changed: { $n } parts are shown in another language: { $language }.
}
notice-unchecked = This translation has not yet been checked against the original.
notice-unchecked-count = { $n ->
    [one] { $n } part of this translation has not yet been checked against the original.
   *[other] { $n } parts of this translation have not yet been checked against the original.
}
notice-machine = This text was translated by a machine. No person has checked it.
notice-withdrawn = This advice was withdrawn on { $date }. Do not follow older copies of it.
notice-withdrawn-reason = Reason:
notice-withdrawn-see = Read instead:
notice-binding-language = If a translation differs from the original, the original counts: { $language }.
notice-edition = This is edition { $edition } of { $date }. Look for a newer one before you rely on it.
notice-check-after = Look for a newer edition after { $date }.
notice-emergency = In an emergency, call your local emergency number or go to the nearest hospital now.
notice-draft-locale = This language is still being worked on and has not been published.
