# Visible words of the interface. Keep every { $variable } exactly; move it where the grammar needs it.

## Getting around

skip-to-content = Zum Inhalt springen
home = Startseite
contents = Inhalt
page-number = Seite { $n }
languages = Sprachen
choose-language = Wählen Sie Ihre Sprache
previous = Zurück
next = Weiter
chapter-navigation = Voriges und nächstes Kapitel
breadcrumbs = Sie sind hier
on-this-page = Auf dieser Seite
in-this-section = In diesem Abschnitt
print-version = Das ganze Buch auf einer Seite, zum Drucken
glossary = Glossar
glossary-intro = Wörter, die in diesem Buch vorkommen, und was sie bedeuten.
read-in-glossary = Im Glossar lesen
feed = Neuigkeiten als Feed
start-reading = Mit dem Lesen beginnen
coming-soon = Kommt bald

## Inside a chapter

alert-note = Anmerkung
alert-tip = Tipp
alert-important = Wichtig
alert-warning = Warnung
alert-caution = Vorsicht
alert-danger = Gefahr
footnotes = Fußnoten
footnote-number = Fußnote { $n }
footnote-back = Zurück zum Text von Fußnote { $n }
definition-of = Bedeutung von { $term }
definition-not-shown = Die Übersetzung dieser Definition wurde noch nicht geprüft und wird nicht angezeigt.
table-region = Tabelle { $n }
code-region = Codebeispiel { $n }
figure-region = Abbildung { $n }
task-done = Erledigt
task-open = Noch zu tun
sources = Quellen

## The book as a whole

edition = Ausgabe { $edition }
book-date = Datum dieser Ausgabe: { $date }
last-updated = Zuletzt aktualisiert: { $date }
licence = Lizenz: { $licence }
translated-by = Übersetzt von { $names }
translation-reviewed-by = Übersetzung geprüft von { $names }
translation-draft = Diese Übersetzung ist ein Entwurf. Noch niemand hat sie mit dem Original abgeglichen.
translation-translated = Diese Übersetzung wurde von der Person, die übersetzt hat, mit dem Original abgeglichen.
translation-revised = Diese Übersetzung wurde von einer zweiten Person mit dem Original abgeglichen.
translation-medical = Diese Übersetzung wurde von einer medizinischen Fachkraft mit dem Original abgeglichen.
translation-minor = { $n ->
    [one] { $n } kleine Änderung des Originals ist noch nicht in dieser Übersetzung. Sie ändert nichts an den Ratschlägen.
   *[other] { $n } kleine Änderungen des Originals sind noch nicht in dieser Übersetzung. Sie ändern nichts an den Ratschlägen.
}
coverage = { $n ->
    [one] { $n } Kapitel von { $total } liegt in dieser Sprache vor.
   *[other] { $n } Kapitel von { $total } liegen in dieser Sprache vor.
}
coverage-complete = Alle Kapitel liegen in dieser Sprache vor.
coverage-none = In dieser Sprache liegt noch kein Kapitel vor.
not-translated = noch nicht übersetzt
downloads = Downloads
download-pdf = PDF, zum Drucken und Lesen
download-epub = EPUB, für E-Reader und Telefone
download-single = Eine einzelne HTML-Datei, zum Weitergeben und Lesen ohne Netz
download-zip = ZIP dieser Seiten, zum Lesen ohne Netz
download-all = ZIP aller Sprachen
download-text = Reiner Text
download-leaflet = Merkblatt zu diesem Kapitel (PDF)
download-poster = Aushang zu diesem Kapitel (PDF)
accessibility-text = Der Text lässt sich vergrößern, durchsuchen und vorlesen. Überschriften und Inhaltsverzeichnis führen durch ihn.
accessibility-pictures = Bilder sind in Worten beschrieben.
size-kb = { $size } kB
size-mb = { $size } MB

## Page not found

not-found-title = Seite nicht gefunden
not-found-text = Unter dieser Adresse gibt es keine Seite. Vielleicht wurde sie verschoben oder zurückgezogen.
not-found-home = Zum Anfang des Handbuchs

## Safety notices: no locale is published without them

notice = Hinweis
notice-not-reviewed = Kein Arzt, keine Ärztin und keine andere medizinische Fachkraft hat diese Seite geprüft. Nutzen Sie die Seite nicht anstelle des Rats einer solchen Fachkraft.
notice-reviewed = Von einer medizinischen Fachkraft geprüft am { $date } ({ $names }).
notice-review-due = Die medizinische Prüfung dieser Seite ist seit dem { $date } fällig. Die Ratschläge sind möglicherweise veraltet.
notice-fallback-page = Dieses Kapitel ist noch nicht übersetzt. Es wird in einer anderen Sprache angezeigt: { $language }.
notice-fallback-block = Noch nicht übersetzt. Angezeigte Sprache: { $language }
notice-fallback-count = { $n ->
    [one] { $n } Teil dieser Seite ist noch nicht übersetzt und wird in einer anderen Sprache angezeigt: { $language }.
   *[other] { $n } Teile dieser Seite sind noch nicht übersetzt und werden in einer anderen Sprache angezeigt: { $language }.
}
notice-withheld-block = Die Übersetzung dieses Teils enthält einen Fehler und wird nicht angezeigt. Angezeigte Sprache: { $language }
notice-withheld-count = { $n ->
    [one] { $n } Teil dieser Übersetzung enthält einen Fehler und wird in einer anderen Sprache angezeigt: { $language }.
   *[other] { $n } Teile dieser Übersetzung enthalten Fehler und werden in einer anderen Sprache angezeigt: { $language }.
}
notice-below-block = Die Übersetzung dieses Teils wurde noch nicht geprüft und wird nicht angezeigt. Angezeigte Sprache: { $language }
notice-below-count = { $n ->
    [one] Die Übersetzung von { $n } Teil dieser Seite wurde noch nicht geprüft; dieser Teil wird in einer anderen Sprache angezeigt: { $language }.
   *[other] Die Übersetzungen von { $n } Teilen dieser Seite wurden noch nicht geprüft; diese Teile werden in einer anderen Sprache angezeigt: { $language }.
}
notice-stale-block = Das Original dieses Teils wurde am { $date } geändert. Diese Übersetzung ist möglicherweise veraltet.
notice-stale-count = { $n ->
    [one] Das Original von { $n } Teil dieser Seite hat sich seit der Übersetzung geändert.
   *[other] Die Originale von { $n } Teilen dieser Seite haben sich seit der Übersetzung geändert.
}
notice-stale-undated = Das Original dieses Teils wurde geändert. Diese Übersetzung ist möglicherweise veraltet.
notice-stale-original = Das aktuelle Original lesen
notice-critical-block = Dieser Rat hat sich geändert. Die alte Übersetzung wurde zurückgezogen. Sprache des aktuellen Textes: { $language }
notice-critical-count = { $n ->
    [one] Wichtige Ratschläge auf dieser Seite haben sich geändert: { $n } Teil wird in einer anderen Sprache angezeigt: { $language }.
   *[other] Wichtige Ratschläge auf dieser Seite haben sich geändert: { $n } Teile werden in einer anderen Sprache angezeigt: { $language }.
}
notice-unchecked = Diese Übersetzung wurde noch nicht mit dem Original abgeglichen.
notice-unchecked-count = { $n ->
    [one] { $n } Teil dieser Übersetzung wurde noch nicht mit dem Original abgeglichen.
   *[other] { $n } Teile dieser Übersetzung wurden noch nicht mit dem Original abgeglichen.
}
notice-machine = Dieser Text wurde von einer Maschine übersetzt. Kein Mensch hat ihn geprüft.
notice-withdrawn = Dieser Rat wurde am { $date } zurückgezogen. Befolgen Sie keine älteren Kopien davon.
notice-withdrawn-reason = Grund:
notice-withdrawn-see = Lesen Sie stattdessen:
notice-binding-language = Wenn eine Übersetzung vom Original abweicht, gilt das Original: { $language }.
notice-edition = Dies ist die Ausgabe { $edition } vom { $date }. Suchen Sie nach einer neueren, bevor Sie sich auf sie verlassen.
notice-check-after = Suchen Sie nach dem { $date } eine neuere Ausgabe.
notice-emergency = Im Notfall: Rufen Sie sofort die örtliche Notrufnummer an oder gehen Sie sofort ins nächstgelegene Krankenhaus.
notice-draft-locale = An dieser Sprache wird noch gearbeitet und sie wurde nicht veröffentlicht.
