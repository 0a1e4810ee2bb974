# Visible words of the interface. Keep every { $variable } exactly; move it where the grammar needs it.

## Getting around

skip-to-content = Ir para o conteúdo
home = Início
contents = Sumário
page-number = página { $n }
languages = Idiomas
choose-language = Escolha o seu idioma
previous = Anterior
next = Próximo
chapter-navigation = Capítulo anterior e próximo capítulo
breadcrumbs = Você está aqui
on-this-page = Nesta página
in-this-section = Nesta seção
print-version = O livro inteiro em uma página, para imprimir
glossary = Glossário
glossary-intro = Palavras usadas neste livro e o que elas significam.
read-in-glossary = Ler no glossário
feed = Feed de notícias
start-reading = Começar a ler
coming-soon = Em breve

## Inside a chapter

alert-note = Nota
alert-tip = Dica
alert-important = Importante
alert-warning = Advertência
alert-caution = Cuidado
alert-danger = Perigo
footnotes = Notas de rodapé
footnote-number = Nota de rodapé { $n }
footnote-back = Voltar ao texto da nota de rodapé { $n }
definition-of = Significado de { $term }
definition-not-shown = A tradução desta definição ainda não foi conferida e não é mostrada.
table-region = Tabela { $n }
code-region = Exemplo de código { $n }
figure-region = Figura { $n }
task-done = Feito
task-open = A fazer
sources = Fontes

## The book as a whole

edition = Edição { $edition }
book-date = Data desta edição: { $date }
last-updated = Última atualização: { $date }
licence = Licença: { $licence }
translated-by = Traduzido por { $names }
translation-reviewed-by = Tradução conferida por { $names }
translation-draft = Esta tradução é um rascunho. Ninguém a conferiu com o original ainda.
translation-translated = Esta tradução foi conferida com o original pela pessoa que a fez.
translation-revised = Esta tradução foi conferida com o original por uma segunda pessoa.
translation-medical = Esta tradução foi conferida com o original por um profissional de saúde.
translation-minor = { $n ->
    [one] { $n } pequena mudança do original ainda não está nesta tradução. Ela não muda as orientações.
   *[other] { $n } pequenas mudanças do original ainda não estão nesta tradução. Elas não mudam as orientações.
}
coverage = { $n ->
    [one] { $n } capítulo de { $total } está neste idioma.
   *[other] { $n } capítulos de { $total } estão neste idioma.
}
coverage-complete = Todos os capítulos estão neste idioma.
coverage-none = Ainda não há nenhum capítulo neste idioma.
not-translated = ainda não traduzido
downloads = Downloads
download-pdf = PDF, para imprimir e ler
download-epub = EPUB, para leitores digitais e celulares
download-single = Um único arquivo HTML, para compartilhar e ler sem internet
download-zip = ZIP destas páginas, para ler sem internet
download-all = ZIP de todos os idiomas
download-text = Texto simples
download-leaflet = Folheto deste capítulo (PDF)
download-poster = Cartaz deste capítulo (PDF)
accessibility-text = O texto pode ser ampliado, pesquisado e lido em voz alta. Os títulos e o sumário guiam a leitura.
accessibility-pictures = As imagens são descritas em palavras.
size-kb = { $size } kB
size-mb = { $size } MB

## Page not found

not-found-title = Página não encontrada
not-found-text = Não há nenhuma página neste endereço. Ela pode ter sido movida ou retirada.
not-found-home = Ir para o início do manual

## Safety notices: no locale is published without them

notice = Aviso
notice-not-reviewed = Nenhum médico ou outro profissional de saúde revisou esta página. Não a use no lugar da orientação de um médico ou de outro profissional de saúde.
notice-reviewed = Página revisada por um profissional de saúde em { $date } ({ $names }).
notice-review-due = A revisão médica desta página está pendente desde { $date }. As orientações podem estar desatualizadas.
notice-fallback-page = Este capítulo ainda não foi traduzido. Ele é mostrado em outro idioma: { $language }.
notice-fallback-block = Ainda não traduzido. Idioma mostrado: { $language }
notice-fallback-count = { $n ->
    [one] { $n } parte desta página ainda não foi traduzida e é mostrada em outro idioma: { $language }.
   *[other] { $n } partes desta página ainda não foram traduzidas e são mostradas em outro idioma: { $language }.
}
notice-withheld-block = A tradução desta parte tem um erro e não é mostrada. Idioma mostrado: { $language }
notice-withheld-count = { $n ->
    [one] { $n } parte desta tradução tem um erro e é mostrada em outro idioma: { $language }.
   *[other] { $n } partes desta tradução têm erros e são mostradas em outro idioma: { $language }.
}
notice-below-block = A tradução desta parte ainda não foi conferida e não é mostrada. Idioma mostrado: { $language }
notice-below-count = { $n ->
    [one] A tradução de { $n } parte desta página ainda não foi conferida; essa parte é mostrada em outro idioma: { $language }.
   *[other] As traduções de { $n } partes desta página ainda não foram conferidas; essas partes são mostradas em outro idioma: { $language }.
}
notice-stale-block = O original desta parte mudou em { $date }. Esta tradução pode estar desatualizada.
notice-stale-count = { $n ->
    [one] O original de { $n } parte desta página mudou depois da tradução.
   *[other] Os originais de { $n } partes desta página mudaram depois da tradução.
}
notice-stale-undated = O original desta parte mudou. Esta tradução pode estar desatualizada.
notice-stale-original = Ler o original atual
notice-critical-block = Esta orientação mudou. A tradução antiga foi retirada. Idioma do texto atual: { $language }
notice-critical-count = { $n ->
    [one] Orientações importantes desta página mudaram: { $n } parte é mostrada em outro idioma: { $language }.
   *[other] Orientações importantes desta página mudaram: { $n } partes são mostradas em outro idioma: { $language }.
}
notice-unchecked = Esta tradução ainda não foi conferida com o original.
notice-unchecked-count = { $n ->
    [one] { $n } parte desta tradução ainda não foi conferida com o original.
   *[other] { $n } partes desta tradução ainda não foram conferidas com o original.
}
notice-machine = Este texto foi traduzido por uma máquina. Nenhuma pessoa o conferiu.
notice-withdrawn = Esta orientação foi retirada em { $date }. Não siga cópias mais antigas dela.
notice-withdrawn-reason = Motivo:
notice-withdrawn-see = Em vez disso, leia:
notice-binding-language = Se uma tradução for diferente do original, vale o original: { $language }.
notice-edition = Esta é a edição { $edition } de { $date }. Procure uma mais recente antes de confiar nela.
notice-check-after = Procure uma edição mais nova depois de { $date }.
notice-emergency = Em uma emergência, ligue agora para o número de emergência da sua região ou vá agora ao hospital mais próximo.
notice-draft-locale = Ainda estamos trabalhando neste idioma, e ele não foi publicado.
