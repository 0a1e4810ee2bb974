# Interface text in Swahili. Keep every term in {braces}: the program fills it in.

## Getting around

skip-to-content = Nenda kwenye maudhui
home = Mwanzo
contents = Yaliyomo
page-number = ukurasa wa { $n }
languages = Lugha
choose-language = Chagua lugha yako
previous = Iliyotangulia
next = Inayofuata
chapter-navigation = Sura iliyotangulia na inayofuata
breadcrumbs = Uko hapa
on-this-page = Kwenye ukurasa huu
in-this-section = Katika sehemu hii
print-version = Kitabu chote kwenye ukurasa mmoja, kwa ajili ya kuchapisha
glossary = Faharasa
glossary-intro = Maneno yanayotumika katika kitabu hiki na maana yake.
read-in-glossary = Soma katika faharasa
feed = Mlisho wa habari
start-reading = Anza kusoma
coming-soon = Inakuja hivi karibuni

## Inside a chapter

alert-note = Kumbuka
alert-tip = Kidokezo
alert-important = Muhimu
alert-warning = Onyo
alert-caution = Tahadhari
alert-danger = Hatari
footnotes = Tanbihi
footnote-number = Tanbihi { $n }
footnote-back = Rudi mahali pa tanbihi { $n } kwenye maandishi
definition-of = Maana ya { $term }
definition-not-shown = Tafsiri ya maana hii bado haijakaguliwa na haionyeshwi.
table-region = Jedwali { $n }
code-region = Mfano wa msimbo { $n }
figure-region = Mchoro { $n }
task-done = Imefanyika
task-open = Bado haijafanyika
sources = Vyanzo

## The book as a whole

edition = Toleo { $edition }
book-date = Tarehe ya toleo hili: { $date }
last-updated = Ilisasishwa mwisho: { $date }
licence = Leseni: { $licence }
translated-by = Imetafsiriwa na { $names }
translation-reviewed-by = Tafsiri imekaguliwa na { $names }
translation-draft = Tafsiri hii ni rasimu. Bado hakuna mtu aliyeikagua kwa kuilinganisha na maandishi asili.
translation-translated = Tafsiri hii imekaguliwa na mtafsiri wake kwa kulinganishwa na maandishi asili.
translation-revised = Tafsiri hii imekaguliwa na mtu wa pili kwa kulinganishwa na maandishi asili.
translation-medical = Tafsiri hii imekaguliwa na mtaalamu wa afya kwa kulinganishwa na maandishi asili.
translation-minor = { $n ->
    [one] Badiliko moja dogo la maandishi asili bado halimo katika tafsiri hii. Halibadilishi ushauri.
   *[other] Mabadiliko madogo { $n } ya maandishi asili bado hayamo katika tafsiri hii. Hayabadilishi ushauri.
}
coverage = { $n ->
    [one] Sura moja kati ya { $total } iko katika lugha hii.
   *[other] Sura { $n } kati ya { $total } ziko katika lugha hii.
}
coverage-complete = Sura zote ziko katika lugha hii.
coverage-none = Bado hakuna sura iliyo katika lugha hii.
not-translated = bado haijatafsiriwa
downloads = Vipakuliwa
download-pdf = PDF, ya kuchapisha na kusoma
download-epub = EPUB, ya visoma-vitabu na simu
download-single = Faili moja ya HTML, ya kushiriki na kusoma bila mtandao
download-zip = ZIP ya kurasa hizi, ya kusoma bila mtandao
download-all = ZIP ya lugha zote
download-text = Maandishi matupu
download-leaflet = Kipeperushi cha sura hii (PDF)
download-poster = Bango la sura hii (PDF)
accessibility-text = Maandishi yanaweza kukuzwa, kutafutwa na kusomwa kwa sauti. Vichwa na yaliyomo vinakuongoza.
accessibility-pictures = Picha zimeelezwa kwa maneno.
size-kb = { $size } kB
size-mb = { $size } MB

## Page not found

not-found-title = Ukurasa haukupatikana
not-found-text = Hakuna ukurasa kwenye anwani hii. Huenda umehamishwa au umeondolewa.
not-found-home = Nenda mwanzo wa kitabu hiki cha mwongozo

## Safety notices: no locale is published without them

notice = Ilani
notice-not-reviewed = Hakuna daktari wala mtaalamu mwingine wa afya aliyekagua ukurasa huu. Usiutumie badala ya ushauri wa daktari au mtaalamu mwingine wa afya.
notice-reviewed = Ukurasa huu umekaguliwa na mtaalamu wa afya tarehe { $date } ({ $names }).
notice-review-due = Ukaguzi wa kitabibu wa ukurasa huu ulipaswa kufanyika tangu { $date } na bado haujafanyika. Huenda ushauri umepitwa na wakati.
notice-fallback-page = Sura hii bado haijatafsiriwa. Inaonyeshwa kwa lugha nyingine: { $language }.
notice-fallback-block = Bado haijatafsiriwa. Inaonyeshwa kwa lugha hii: { $language }
notice-fallback-count = { $n ->
    [one] Sehemu moja ya ukurasa huu bado haijatafsiriwa na inaonyeshwa kwa lugha nyingine: { $language }.
   *[other] Sehemu { $n } za ukurasa huu bado hazijatafsiriwa na zinaonyeshwa kwa lugha nyingine: { $language }.
}
notice-withheld-block = Tafsiri ya sehemu hii ina kosa na haionyeshwi. Sehemu hii inaonyeshwa kwa lugha hii: { $language }
notice-withheld-count = { $n ->
    [one] Sehemu moja ya tafsiri hii ina kosa na inaonyeshwa kwa lugha nyingine: { $language }.
   *[other] Sehemu { $n } za tafsiri hii zina makosa na zinaonyeshwa kwa lugha nyingine: { $language }.
}
notice-below-block = Tafsiri ya sehemu hii bado haijakaguliwa na haionyeshwi. Sehemu hii inaonyeshwa kwa lugha hii: { $language }
notice-below-count = { $n ->
    [one] Tafsiri ya sehemu moja ya ukurasa huu bado haijakaguliwa; sehemu hiyo inaonyeshwa kwa lugha nyingine: { $language }.
   *[other] Tafsiri za sehemu { $n } za ukurasa huu bado hazijakaguliwa; sehemu hizo zinaonyeshwa kwa lugha nyingine: { $language }.
}
notice-stale-block = Maandishi asili ya sehemu hii yalibadilika tarehe { $date }. Huenda tafsiri hii imepitwa na wakati.
notice-stale-count = { $n ->
    [one] Maandishi asili ya sehemu moja ya ukurasa huu yamebadilika tangu ilipotafsiriwa.
   *[other] Maandishi asili ya sehemu { $n } za ukurasa huu yamebadilika tangu zilipotafsiriwa.
}
notice-stale-undated = Maandishi asili ya sehemu hii yamebadilika. Huenda tafsiri hii imepitwa na wakati.
notice-stale-original = Soma maandishi asili ya sasa
notice-critical-block = Ushauri huu umebadilika. Tafsiri ya zamani imeondolewa. Lugha ya maandishi ya sasa: { $language }
notice-critical-count = { $n ->
    [one] Ushauri muhimu kwenye ukurasa huu umebadilika: sehemu moja inaonyeshwa kwa lugha nyingine: { $language }.
   *[other] Ushauri muhimu kwenye ukurasa huu umebadilika: sehemu { $n } zinaonyeshwa kwa lugha nyingine: { $language }.
}
notice-unchecked = Tafsiri hii bado haijakaguliwa kwa kulinganishwa na maandishi asili.
notice-unchecked-count = { $n ->
    [one] Sehemu moja ya tafsiri hii bado haijakaguliwa kwa kulinganishwa na maandishi asili.
   *[other] Sehemu { $n } za tafsiri hii bado hazijakaguliwa kwa kulinganishwa na maandishi asili.
}
notice-machine = Maandishi haya yametafsiriwa na mashine. Hakuna mtu aliyeyakagua.
notice-withdrawn = Ushauri huu uliondolewa tarehe { $date }. Usifuate nakala zake za zamani.
notice-withdrawn-reason = Sababu:
notice-withdrawn-see = Badala yake soma:
notice-binding-language = Tafsiri ikitofautiana na maandishi asili, maandishi asili ndiyo yanayozingatiwa: { $language }.
notice-edition = Hili ni toleo { $edition } la tarehe { $date }. Tafuta toleo jipya zaidi kabla ya kutegemea toleo hili.
notice-check-after = Tafuta toleo jipya zaidi baada ya { $date }.
notice-emergency = Wakati wa dharura, piga simu sasa hivi kwa namba ya dharura ya eneo lako au nenda sasa hivi kwenye hospitali iliyo karibu zaidi.
notice-draft-locale = Lugha hii bado inafanyiwa kazi na haijachapishwa.
