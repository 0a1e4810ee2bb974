# Visible words of the interface. Keep every { $variable } exactly; move it where the grammar needs it.

## Getting around

skip-to-content = Перейти к основному тексту
home = Главная
contents = Оглавление
languages = Языки
choose-language = Выберите язык
previous = Назад
next = Далее
chapter-navigation = Предыдущая и следующая глава
breadcrumbs = Вы здесь
on-this-page = На этой странице
in-this-section = В этом разделе
print-version = Вся книга на одной странице, для печати
feed = Лента новостей
start-reading = Начать чтение
coming-soon = Скоро появится

## Inside a chapter

alert-note = Примечание
alert-tip = Совет
alert-important = Важно
alert-warning = Предупреждение
alert-caution = Осторожно
alert-danger = Опасно
footnotes = Сноски
footnote-number = Сноска { $n }
footnote-back = Вернуться к тексту сноски { $n }
table-region = Таблица { $n }
code-region = Пример кода { $n }
figure-region = Рисунок { $n }
task-done = Сделано
task-open = Нужно сделать
sources = Источники

## The book as a whole

edition = Издание { $edition }
book-date = Дата этого издания: { $date }
last-updated = Последнее обновление: { $date }
licence = Лицензия: { $licence }
translated-by = Перевод: { $names }
translation-reviewed-by = Проверка перевода: { $names }
coverage = { $n ->
    [one] На этом языке есть { $n } глава из { $total }.
    [few] На этом языке есть { $n } главы из { $total }.
    [many] На этом языке есть { $n } глав из { $total }.
   *[other] На этом языке есть { $n } главы из { $total }.
}
coverage-complete = На этом языке есть все главы.
coverage-none = На этом языке пока нет ни одной главы.
not-translated = ещё не переведено

## Page not found

not-found-title = Страница не найдена
not-found-text = По этому адресу страницы нет. Возможно, её перенесли или убрали.
not-found-home = Перейти в начало справочника

## Safety notices: no locale is published without them

notice = Уведомление
notice-not-reviewed = Ни врач, ни другой медицинский работник не проверял эту страницу. Не используйте её вместо совета врача или другого медицинского работника.
notice-reviewed = Проверено медицинским работником { $date } ({ $names }).
notice-review-due = Срок медицинской проверки этой страницы наступил { $date }, но проверка ещё не проведена. Советы могли устареть.
notice-fallback-page = Эта глава ещё не переведена. Она показана на другом языке: { $language }.
notice-fallback-block = Ещё не переведено. Язык показанного текста: { $language }
notice-fallback-count = { $n ->
    [one] { $n } часть этой страницы ещё не переведена и показана на другом языке: { $language }.
    [few] { $n } части этой страницы ещё не переведены и показаны на другом языке: { $language }.
    [many] { $n } частей этой страницы ещё не переведены и показаны на другом языке: { $language }.
   *[other] { $n } части этой страницы ещё не переведены и показаны на другом языке: { $language }.
}
notice-withheld-block = В переводе этой части есть ошибка, и он не показан. Язык показанного текста: { $language }
notice-withheld-count = { $n ->
    [one] { $n } часть этого перевода содержит ошибку и показана на другом языке: { $language }.
    [few] { $n } части этого перевода содержат ошибки и показаны на другом языке: { $language }.
    [many] { $n } частей этого перевода содержат ошибки и показаны на другом языке: { $language }.
   *[other] { $n } части этого перевода содержат ошибки и показаны на другом языке: { $language }.
}
notice-stale-block = Оригинал этой части изменился { $date }. Этот перевод мог устареть.
notice-stale-count = { $n ->
    [one] Оригинал { $n } части этой страницы изменился после перевода.
    [few] Оригиналы { $n } частей этой страницы изменились после перевода.
    [many] Оригиналы { $n } частей этой страницы изменились после перевода.
   *[other] Оригиналы { $n } части этой страницы изменились после перевода.
}
notice-stale-original = Читать действующий оригинал
notice-critical-block = Этот совет изменился. Старый перевод отозван. Язык действующего текста: { $language }
notice-critical-count = { $n ->
    [one] Важные советы на этой странице изменились: { $n } часть показана на другом языке: { $language }.
    [few] Важные советы на этой странице изменились: { $n } части показаны на другом языке: { $language }.
    [many] Важные советы на этой странице изменились: { $n } частей показаны на другом языке: { $language }.
   *[other] Важные советы на этой странице изменились: { $n } части показаны на другом языке: { $language }.
}
notice-unchecked = Этот перевод ещё не сверен с оригиналом.
notice-machine = Этот текст переведён машиной. Ни один человек его не проверял.
notice-withdrawn = Этот совет отозван { $date }. Не следуйте его более старым копиям.
notice-withdrawn-reason = Причина:
notice-withdrawn-see = Вместо этого читайте:
notice-binding-language = Если перевод отличается от оригинала, верным считается оригинал: { $language }.
notice-edition = Это издание { $edition } от { $date }. Прежде чем полагаться на него, поищите более новое.
notice-emergency = В экстренном случае сейчас же позвоните по местному номеру экстренной помощи или сейчас же отправляйтесь в ближайшую больницу.
notice-draft-locale = Работа над этим языком ещё идёт, он не опубликован.
