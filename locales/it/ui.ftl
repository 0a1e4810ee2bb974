# Visible words of the interface. Keep every { $variable } exactly; move it where the grammar needs it.

## Getting around

skip-to-content = Vada al contenuto
home = Pagina iniziale
contents = Indice
page-number = pagina { $n }
languages = Lingue
choose-language = Scelga la Sua lingua
previous = Precedente
next = Successivo
chapter-navigation = Capitolo precedente e successivo
breadcrumbs = Lei si trova qui
on-this-page = In questa pagina
in-this-section = In questa sezione
print-version = Tutto il libro in una sola pagina, da stampare
glossary = Glossario
glossary-intro = Le parole usate in questo libro e il loro significato.
read-in-glossary = Leggi nel glossario
feed = Feed delle novità
start-reading = Inizi a leggere
coming-soon = Disponibile a breve

## Inside a chapter

alert-note = Nota
alert-tip = Suggerimento
alert-important = Importante
alert-warning = Avvertenza
alert-caution = Attenzione
alert-danger = Pericolo
footnotes = Note a piè di pagina
footnote-number = Nota a piè di pagina { $n }
footnote-back = Torni al testo della nota a piè di pagina { $n }
definition-of = Significato di { $term }
definition-not-shown = La traduzione di questa definizione non è ancora stata controllata e non viene mostrata.
table-region = Tabella { $n }
code-region = Esempio di codice { $n }
figure-region = Figura { $n }
task-done = Fatto
task-open = Da fare
sources = Fonti

## The book as a whole

edition = Edizione { $edition }
book-date = Data di questa edizione: { $date }
last-updated = Ultimo aggiornamento: { $date }
licence = Licenza: { $licence }
translated-by = Tradotto da { $names }
translation-reviewed-by = Traduzione controllata da { $names }
translation-draft = Questa traduzione è una bozza. Nessuno l’ha ancora controllata confrontandola con l’originale.
translation-translated = La persona che ha fatto questa traduzione l’ha controllata confrontandola con l’originale.
translation-revised = Una seconda persona ha controllato questa traduzione confrontandola con l’originale.
translation-medical = Un professionista sanitario ha controllato questa traduzione confrontandola con l’originale.
translation-minor = { $n ->
    [one] { $n } piccola modifica dell’originale non è ancora in questa traduzione. Non cambia i consigli.
   *[other] { $n } piccole modifiche dell’originale non sono ancora in questa traduzione. Non cambiano i consigli.
}
coverage = { $n ->
    [one] { $n } capitolo su { $total } è in questa lingua.
   *[other] { $n } capitoli su { $total } sono in questa lingua.
}
coverage-complete = Tutti i capitoli sono in questa lingua.
coverage-none = Nessun capitolo è ancora in questa lingua.
not-translated = non ancora tradotto
downloads = Download
download-pdf = PDF, da stampare e leggere
download-epub = EPUB, per lettori di e-book e telefoni
download-single = Un solo file HTML, da condividere e leggere senza rete
download-zip = ZIP di queste pagine, da leggere senza rete
download-all = ZIP di tutte le lingue
download-text = Testo semplice
download-leaflet = Volantino di questo capitolo (PDF)
download-poster = Poster di questo capitolo (PDF)
accessibility-text = Il testo si può ingrandire, cercare e ascoltare ad alta voce. I titoli e l’indice guidano la lettura.
accessibility-pictures = Le immagini sono descritte a parole.
size-kb = { $size } kB
size-mb = { $size } MB

## Page not found

not-found-title = Pagina non trovata
not-found-text = A questo indirizzo non c’è nessuna pagina. Potrebbe essere stata spostata o ritirata.
not-found-home = Vada all’inizio del manuale

## Safety notices: no locale is published without them

notice = Avviso
notice-not-reviewed = Nessun medico o altro professionista sanitario ha revisionato questa pagina. Non la usi al posto del consiglio di un medico o di un altro professionista sanitario.
notice-reviewed = Pagina revisionata da un professionista sanitario in data { $date } ({ $names }).
notice-review-due = La revisione medica di questa pagina era prevista in data { $date } e non è ancora stata fatta. I consigli potrebbero non essere aggiornati.
notice-fallback-page = Questo capitolo non è ancora stato tradotto. È mostrato in un’altra lingua: { $language }.
notice-fallback-block = Non ancora tradotto. Lingua mostrata: { $language }
notice-fallback-count = { $n ->
    [one] { $n } parte di questa pagina non è ancora stata tradotta ed è mostrata in un’altra lingua: { $language }.
   *[other] { $n } parti di questa pagina non sono ancora state tradotte e sono mostrate in un’altra lingua: { $language }.
}
notice-withheld-block = La traduzione di questa parte contiene un errore e non viene mostrata. Lingua mostrata: { $language }
notice-withheld-count = { $n ->
    [one] { $n } parte di questa traduzione contiene un errore ed è mostrata in un’altra lingua: { $language }.
   *[other] { $n } parti di questa traduzione contengono errori e sono mostrate in un’altra lingua: { $language }.
}
notice-below-block = La traduzione di questa parte non è ancora stata controllata e non viene mostrata. Lingua mostrata: { $language }
notice-below-count = { $n ->
    [one] La traduzione di { $n } parte di questa pagina non è ancora stata controllata; questa parte è mostrata in un’altra lingua: { $language }.
   *[other] Le traduzioni di { $n } parti di questa pagina non sono ancora state controllate; queste parti sono mostrate in un’altra lingua: { $language }.
}
notice-stale-block = L’originale di questa parte è cambiato in data { $date }. Questa traduzione potrebbe non essere aggiornata.
notice-stale-count = { $n ->
    [one] L’originale di { $n } parte di questa pagina è cambiato dopo la traduzione.
   *[other] Gli originali di { $n } parti di questa pagina sono cambiati dopo la traduzione.
}
notice-stale-undated = L’originale di questa parte è cambiato. Questa traduzione potrebbe non essere aggiornata.
notice-stale-original = Legga l’originale attuale
notice-critical-block = Questo consiglio è cambiato. La vecchia traduzione è stata ritirata. Lingua del testo attuale: { $language }
notice-critical-count = { $n ->
    [one] Consigli importanti di questa pagina sono cambiati: { $n } parte è mostrata in un’altra lingua: { $language }.
   *[other] Consigli importanti di questa pagina sono cambiati: { $n } parti sono mostrate in un’altra lingua: { $language }.
}
notice-unchecked = Questa traduzione non è ancora stata controllata confrontandola con l’originale.
notice-unchecked-count = { $n ->
    [one] { $n } parte di questa traduzione non è ancora stata controllata confrontandola con l’originale.
   *[other] { $n } parti di questa traduzione non sono ancora state controllate confrontandole con l’originale.
}
notice-machine = Questo testo è stato tradotto da una macchina. Nessuna persona lo ha controllato.
notice-withdrawn = Questo consiglio è stato ritirato in data { $date }. Non segua copie più vecchie di questo consiglio.
notice-withdrawn-reason = Motivo:
notice-withdrawn-see = Legga invece:
notice-binding-language = Se una traduzione è diversa dall’originale, vale l’originale: { $language }.
notice-edition = Questa è l’edizione { $edition } con data { $date }. Ne cerchi una più recente prima di farvi affidamento.
notice-check-after = Dopo questa data cerchi un’edizione più recente: { $date }.
notice-emergency = In caso di emergenza, chiami subito il numero di emergenza locale o vada subito all’ospedale più vicino.
notice-draft-locale = Questa lingua è ancora in lavorazione e non è stata pubblicata.
