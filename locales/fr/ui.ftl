# Visible words of the interface. Keep every { $variable } exactly; move it where the grammar needs it.

## Getting around

skip-to-content = Aller au contenu
home = Accueil
contents = Sommaire
page-number = page { $n }
languages = Langues
choose-language = Choisissez votre langue
previous = Précédent
next = Suivant
chapter-navigation = Chapitre précédent et chapitre suivant
breadcrumbs = Vous êtes ici
on-this-page = Sur cette page
in-this-section = Dans cette section
print-version = Tout le livre sur une seule page, à imprimer
glossary = Glossaire
glossary-intro = Les mots employés dans ce livre et ce qu’ils veulent dire.
read-in-glossary = Lire dans le glossaire
feed = Fil d’actualité
start-reading = Commencer la lecture
coming-soon = Bientôt disponible

## Inside a chapter

alert-note = Remarque
alert-tip = Conseil
alert-important = Important
alert-warning = Avertissement
alert-caution = Prudence
alert-danger = Danger
footnotes = Notes de bas de page
footnote-number = Note de bas de page { $n }
footnote-back = Retour au texte de la note de bas de page { $n }
definition-of = Sens de { $term }
definition-not-shown = La traduction de cette définition n’a pas encore été vérifiée et n’est pas affichée.
table-region = Tableau { $n }
code-region = Exemple de code { $n }
figure-region = Figure { $n }
task-done = Fait
task-open = À faire
sources = Sources

## The book as a whole

edition = Édition { $edition }
book-date = Date de cette édition : { $date }
last-updated = Dernière mise à jour : { $date }
licence = Licence : { $licence }
translated-by = Traduit par { $names }
translation-reviewed-by = Traduction vérifiée par { $names }
translation-draft = Cette traduction est un brouillon. Personne ne l’a encore vérifiée par rapport à l’original.
translation-translated = Cette traduction a été vérifiée par rapport à l’original par la personne qui l’a faite.
translation-revised = Cette traduction a été vérifiée par rapport à l’original par une deuxième personne.
translation-medical = Cette traduction a été vérifiée par rapport à l’original par un professionnel de santé.
translation-minor = { $n ->
    [one] { $n } petite modification de l’original n’est pas encore dans cette traduction. Elle ne change pas les conseils.
   *[other] { $n } petites modifications de l’original ne sont pas encore dans cette traduction. Elles ne changent pas les conseils.
}
coverage = { $n ->
    [one] { $n } chapitre sur { $total } est dans cette langue.
   *[other] { $n } chapitres sur { $total } sont dans cette langue.
}
coverage-complete = Tous les chapitres sont dans cette langue.
coverage-none = Aucun chapitre n’est encore dans cette langue.
not-translated = pas encore traduit
downloads = Téléchargements
download-pdf = PDF, pour imprimer et lire
download-epub = EPUB, pour liseuses et téléphones
download-single = Un seul fichier HTML, à transmettre et à lire sans réseau
download-zip = ZIP de ces pages, à lire sans réseau
download-all = ZIP de toutes les langues
download-text = Texte brut
download-leaflet = Dépliant de ce chapitre (PDF)
download-poster = Affiche de ce chapitre (PDF)
accessibility-text = Le texte peut être agrandi, parcouru par recherche et lu à voix haute. Les titres et la table des matières y guident.
accessibility-pictures = Les images sont décrites par des mots.
size-kb = { $size } ko
size-mb = { $size } Mo

## Page not found

not-found-title = Page introuvable
not-found-text = Il n’y a pas de page à cette adresse. Elle a peut-être été déplacée ou retirée.
not-found-home = Aller au début du manuel

## Safety notices: no locale is published without them

notice = Avis
notice-not-reviewed = Aucun médecin ni aucun autre professionnel de santé n’a relu cette page. Ne l’utilisez pas à la place des conseils d’un médecin ou d’un autre professionnel de santé.
notice-reviewed = Page relue par un professionnel de santé le { $date } ({ $names }).
notice-review-due = La relecture médicale de cette page est à faire depuis le { $date }. Les conseils ne sont peut-être plus à jour.
notice-fallback-page = Ce chapitre n’a pas encore été traduit. Il est affiché dans une autre langue : { $language }.
notice-fallback-block = Pas encore traduit. Langue affichée : { $language }
notice-fallback-count = { $n ->
    [one] { $n } partie de cette page n’a pas encore été traduite et est affichée dans une autre langue : { $language }.
   *[other] { $n } parties de cette page n’ont pas encore été traduites et sont affichées dans une autre langue : { $language }.
}
notice-withheld-block = La traduction de cette partie contient une erreur et n’est pas affichée. Langue affichée : { $language }
notice-withheld-count = { $n ->
    [one] { $n } partie de cette traduction contient une erreur et est affichée dans une autre langue : { $language }.
   *[other] { $n } parties de cette traduction contiennent des erreurs et sont affichées dans une autre langue : { $language }.
}
notice-below-block = La traduction de cette partie n’a pas encore été vérifiée et n’est pas affichée. Langue affichée : { $language }
notice-below-count = { $n ->
    [one] La traduction de { $n } partie de cette page n’a pas encore été vérifiée ; cette partie est affichée dans une autre langue : { $language }.
   *[other] Les traductions de { $n } parties de cette page n’ont pas encore été vérifiées ; ces parties sont affichées dans une autre langue : { $language }.
}
notice-stale-block = L’original de cette partie a changé le { $date }. Cette traduction n’est peut-être plus à jour.
notice-stale-count = { $n ->
    [one] L’original de { $n } partie de cette page a changé depuis sa traduction.
   *[other] Les originaux de { $n } parties de cette page ont changé depuis leur traduction.
}
notice-stale-undated = L’original de cette partie a changé. Cette traduction n’est peut-être plus à jour.
notice-stale-original = Lire l’original actuel
notice-critical-block = Ce conseil a changé. L’ancienne traduction a été retirée. Langue du texte actuel : { $language }
notice-critical-count = { $n ->
    [one] Des conseils importants de cette page ont changé : { $n } partie est affichée dans une autre langue : { $language }.
   *[other] Des conseils importants de cette page ont changé : { $n } parties sont affichées dans une autre langue : { $language }.
}
notice-unchecked = Cette traduction n’a pas encore été vérifiée par rapport à l’original.
notice-unchecked-count = { $n ->
    [one] { $n } partie de cette traduction n’a pas encore été vérifiée par rapport à l’original.
   *[other] { $n } parties de cette traduction n’ont pas encore été vérifiées par rapport à l’original.
}
notice-machine = Ce texte a été traduit par une machine. Aucune personne ne l’a vérifié.
notice-withdrawn = Ce conseil a été retiré le { $date }. Ne suivez pas de copies plus anciennes de ce conseil.
notice-withdrawn-reason = Raison :
notice-withdrawn-see = À lire à la place :
notice-binding-language = Si une traduction diffère de l’original, c’est l’original qui compte : { $language }.
notice-edition = Ceci est l’édition { $edition } du { $date }. Cherchez-en une plus récente avant de vous y fier.
notice-check-after = Cherchez une édition plus récente après le { $date }.
notice-emergency = En cas d’urgence, appelez tout de suite votre numéro d’urgence local ou allez tout de suite à l’hôpital le plus proche.
notice-draft-locale = Le travail sur cette langue est encore en cours et elle n’a pas été publiée.
