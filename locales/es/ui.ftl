# Visible words of the interface. Keep every { $variable } exactly; move it where the grammar needs it.

## Getting around

skip-to-content = Ir al contenido
home = Inicio
contents = Contenido
page-number = página { $n }
languages = Idiomas
choose-language = Elija su idioma
previous = Anterior
next = Siguiente
chapter-navigation = Capítulo anterior y siguiente
breadcrumbs = Usted está aquí
on-this-page = En esta página
in-this-section = En esta sección
print-version = Todo el libro en una página, para imprimir
glossary = Glosario
glossary-intro = Palabras que se usan en este libro y lo que significan.
read-in-glossary = Leer en el glosario
feed = Canal de noticias
start-reading = Empezar a leer
coming-soon = Próximamente

## Inside a chapter

alert-note = Nota
alert-tip = Consejo
alert-important = Importante
alert-warning = Advertencia
alert-caution = Precaución
alert-danger = Peligro
footnotes = Notas al pie
footnote-number = Nota al pie { $n }
footnote-back = Volver al texto de la nota al pie { $n }
definition-of = Significado de { $term }
definition-not-shown = La traducción de esta definición aún no se ha comprobado y no se muestra.
table-region = Tabla { $n }
code-region = Ejemplo de código { $n }
figure-region = Figura { $n }
task-done = Hecho
task-open = Por hacer
sources = Fuentes

## The book as a whole

edition = Edición { $edition }
book-date = Fecha de esta edición: { $date }
last-updated = Última actualización: { $date }
licence = Licencia: { $licence }
translated-by = Traducido por { $names }
translation-reviewed-by = Traducción revisada por { $names }
translation-draft = Esta traducción es un borrador. Nadie la ha comparado aún con el original para comprobarla.
translation-translated = La persona que hizo esta traducción la ha comparado con el original para comprobarla.
translation-revised = Una segunda persona ha comparado esta traducción con el original para comprobarla.
translation-medical = Un profesional de la salud ha comparado esta traducción con el original para comprobarla.
translation-minor = { $n ->
    [one] { $n } pequeño cambio del original aún no está en esta traducción. No cambia los consejos.
   *[other] { $n } pequeños cambios del original aún no están en esta traducción. No cambian los consejos.
}
coverage = { $n ->
    [one] { $n } capítulo de { $total } está en este idioma.
   *[other] { $n } capítulos de { $total } están en este idioma.
}
coverage-complete = Todos los capítulos están en este idioma.
coverage-none = Todavía no hay ningún capítulo en este idioma.
not-translated = aún sin traducir
downloads = Descargas
download-pdf = PDF, para imprimir y leer
download-epub = EPUB, para lectores electrónicos y teléfonos
download-single = Un solo archivo HTML, para compartir y leer sin conexión
download-zip = ZIP de estas páginas, para leer sin conexión
download-all = ZIP de todos los idiomas
download-text = Texto sin formato
download-leaflet = Folleto de este capítulo (PDF)
download-poster = Cartel de este capítulo (PDF)
accessibility-text = El texto se puede ampliar, buscar y escuchar en voz alta. Los títulos y el índice guían por él.
accessibility-pictures = Las imágenes están descritas con palabras.
size-kb = { $size } kB
size-mb = { $size } MB

## Page not found

not-found-title = Página no encontrada
not-found-text = No hay ninguna página en esta dirección. Puede que se haya movido o retirado.
not-found-home = Ir al inicio del manual

## Safety notices: no locale is published without them

notice = Aviso
notice-not-reviewed = Ningún médico ni otro profesional de la salud ha revisado esta página. No la use en lugar del consejo de un médico o de otro profesional de la salud.
notice-reviewed = Página revisada por un profesional de la salud el { $date } ({ $names }).
notice-review-due = La revisión médica de esta página está pendiente desde el { $date }. Los consejos pueden estar desactualizados.
notice-fallback-page = Este capítulo aún no se ha traducido. Se muestra en otro idioma: { $language }.
notice-fallback-block = Aún sin traducir. Se muestra en: { $language }
notice-fallback-count = { $n ->
    [one] { $n } parte de esta página aún no se ha traducido y se muestra en otro idioma: { $language }.
   *[other] { $n } partes de esta página aún no se han traducido y se muestran en otro idioma: { $language }.
}
notice-withheld-block = La traducción de esta parte tiene un error y no se muestra. El texto se muestra en: { $language }
notice-withheld-count = { $n ->
    [one] { $n } parte de esta traducción tiene un error y se muestra en otro idioma: { $language }.
   *[other] { $n } partes de esta traducción tienen errores y se muestran en otro idioma: { $language }.
}
notice-below-block = La traducción de esta parte aún no se ha comprobado y no se muestra. El texto se muestra en: { $language }
notice-below-count = { $n ->
    [one] La traducción de { $n } parte de esta página aún no se ha comprobado; esa parte se muestra en otro idioma: { $language }.
   *[other] Las traducciones de { $n } partes de esta página aún no se han comprobado; esas partes se muestran en otro idioma: { $language }.
}
notice-stale-block = El original de esta parte cambió el { $date }. Esta traducción puede estar desactualizada.
notice-stale-count = { $n ->
    [one] El original de { $n } parte de esta página ha cambiado después de traducirse.
   *[other] Los originales de { $n } partes de esta página han cambiado después de traducirse.
}
notice-stale-undated = El original de esta parte ha cambiado. Esta traducción puede estar desactualizada.
notice-stale-original = Leer el original actual
notice-critical-block = Este consejo ha cambiado. La traducción anterior se ha retirado. Texto actual en: { $language }
notice-critical-count = { $n ->
    [one] Han cambiado consejos importantes de esta página: { $n } parte se muestra en otro idioma: { $language }.
   *[other] Han cambiado consejos importantes de esta página: { $n } partes se muestran en otro idioma: { $language }.
}
notice-unchecked = Esta traducción aún no se ha comparado con el original para comprobarla.
notice-unchecked-count = { $n ->
    [one] { $n } parte de esta traducción aún no se ha comparado con el original para comprobarla.
   *[other] { $n } partes de esta traducción aún no se han comparado con el original para comprobarlas.
}
notice-machine = Este texto lo ha traducido una máquina. Ninguna persona lo ha comprobado.
notice-withdrawn = Este consejo se retiró el { $date }. No siga copias más antiguas de este consejo.
notice-withdrawn-reason = Motivo:
notice-withdrawn-see = Lea en su lugar:
notice-binding-language = Si una traducción es diferente del original, vale el original: { $language }.
notice-edition = Esta es la edición { $edition } del { $date }. Busque una más reciente antes de confiar en ella.
notice-check-after = Busque una edición más reciente después del { $date }.
notice-emergency = En una emergencia, llame ahora al número de emergencias de su zona o vaya ahora al hospital más cercano.
notice-draft-locale = Todavía se está trabajando en este idioma y no se ha publicado.
