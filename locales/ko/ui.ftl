# Korean. Keep every { $variable }: the program fills it in.

## Getting around

skip-to-content = 본문으로 건너뛰기
home = 홈
contents = 차례
page-number = { $n }쪽
languages = 언어
choose-language = 언어 선택
previous = 이전
next = 다음
chapter-navigation = 이전 장과 다음 장
breadcrumbs = 현재 위치
on-this-page = 이 페이지의 내용
in-this-section = 이 부분의 내용
print-version = 책 전체를 한 페이지로 보기(인쇄용)
glossary = 용어집
glossary-intro = 이 책에 쓰인 낱말과 그 뜻입니다.
read-in-glossary = 용어집에서 읽기
feed = 새 소식 피드
start-reading = 읽기 시작
coming-soon = 곧 공개됩니다

## Inside a chapter

alert-note = 참고
alert-tip = 도움말
alert-important = 중요
alert-warning = 경고
alert-caution = 주의
alert-danger = 위험
footnotes = 각주
footnote-number = 각주 { $n }
footnote-back = 본문의 각주 { $n } 위치로 돌아가기
definition-of = 뜻풀이: { $term }
definition-not-shown = 이 뜻풀이의 번역은 아직 점검되지 않아 표시하지 않습니다.
table-region = 표 { $n }
code-region = 코드 예시 { $n }
figure-region = 그림 { $n }
task-done = 완료
task-open = 할 일
sources = 출처

## The book as a whole

edition = 판: { $edition }
book-date = 이 판의 날짜: { $date }
last-updated = 마지막 업데이트: { $date }
licence = 라이선스: { $licence }
translated-by = 번역: { $names }
translation-reviewed-by = 번역 점검: { $names }
translation-draft = 이 번역은 초안입니다. 아직 아무도 원문과 대조하여 점검하지 않았습니다.
translation-translated = 번역자가 이 번역을 원문과 대조하여 점검했습니다.
translation-revised = 두 번째 사람이 이 번역을 원문과 대조하여 점검했습니다.
translation-medical = 보건의료 전문가가 이 번역을 원문과 대조하여 점검했습니다.
translation-minor = 원문의 작은 변경 { $n }건이 아직 이 번역에 반영되지 않았습니다. 이 때문에 조언이 달라지지는 않습니다.
coverage = 전체 { $total }개 장 가운데 { $n }개 장이 이 언어로 되어 있습니다.
coverage-complete = 모든 장이 이 언어로 되어 있습니다.
coverage-none = 아직 이 언어로 된 장이 없습니다.
not-translated = 아직 번역되지 않음
downloads = 내려받기
download-pdf = PDF, 인쇄와 읽기용
download-epub = EPUB, 전자책 단말기와 휴대전화용
download-single = HTML 파일 하나, 전달하고 네트워크 없이 읽을 수 있음
download-zip = 이 페이지들의 ZIP, 네트워크 없이 읽을 수 있음
download-all = 모든 언어의 ZIP
download-text = 일반 텍스트
download-leaflet = 이 장의 전단 (PDF)
download-poster = 이 장의 포스터 (PDF)
accessibility-text = 본문을 확대하고 검색하고 소리 내어 읽게 할 수 있습니다. 제목과 차례를 따라 찾아갈 수 있습니다.
accessibility-pictures = 그림은 말로 설명되어 있습니다.
size-kb = { $size } kB
size-mb = { $size } MB

## Page not found

not-found-title = 페이지를 찾을 수 없습니다
not-found-text = 이 주소에는 페이지가 없습니다. 페이지가 옮겨졌거나 철회되었을 수 있습니다.
not-found-home = 안내서 처음으로 가기

## Safety notices: no locale is published without them

notice = 알림
notice-not-reviewed = 이 페이지를 검토한 의사나 다른 보건의료 전문가는 없습니다. 이 페이지를 의사나 다른 보건의료 전문가의 조언 대신 사용하지 마십시오.
notice-reviewed = { $date }에 보건의료 전문가가 검토했습니다({ $names }).
notice-review-due = 이 페이지는 { $date }부터 의학 검토를 받아야 하는 상태입니다. 조언이 오래되어 지금과 맞지 않을 수 있습니다.
notice-fallback-page = 이 장은 아직 번역되지 않았습니다. 다른 언어로 표시됩니다: { $language }.
notice-fallback-block = 아직 번역되지 않았습니다. 표시 언어: { $language }
notice-fallback-count = 이 페이지의 { $n }개 부분은 아직 번역되지 않아 다른 언어로 표시됩니다: { $language }.
notice-withheld-block = 이 부분의 번역에 오류가 있어 표시하지 않습니다. 표시 언어: { $language }
notice-withheld-count = 이 번역의 { $n }개 부분에 오류가 있어 다른 언어로 표시됩니다: { $language }.
notice-below-block = 이 부분의 번역은 아직 점검되지 않아 표시하지 않습니다. 표시 언어: { $language }
notice-below-count = 이 페이지의 { $n }개 부분은 번역이 아직 점검되지 않아 다른 언어로 표시됩니다: { $language }.
notice-stale-block = 이 부분의 원문이 { $date }에 바뀌었습니다. 이 번역은 오래되어 지금과 맞지 않을 수 있습니다.
notice-stale-count = 이 페이지의 { $n }개 부분은 번역된 뒤에 원문이 바뀌었습니다.
notice-stale-undated = 이 부분의 원문이 바뀌었습니다. 이 번역은 오래되어 지금과 맞지 않을 수 있습니다.
notice-stale-original = 현재 원문 읽기
notice-critical-block = 이 조언이 바뀌었습니다. 이전 번역은 철회되었습니다. 현재 글의 언어: { $language }
notice-critical-count = 이 페이지의 중요한 조언이 바뀌었습니다. { $n }개 부분이 다른 언어로 표시됩니다: { $language }.
notice-unchecked = 이 번역은 아직 원문과 대조하여 점검되지 않았습니다.
notice-unchecked-count = 이 번역의 { $n }개 부분은 아직 원문과 대조하여 점검되지 않았습니다.
notice-machine = 이 글은 기계가 번역했습니다. 사람이 점검하지 않았습니다.
notice-withdrawn = 이 조언은 { $date }에 철회되었습니다. 이 조언의 예전 사본을 따르지 마십시오.
notice-withdrawn-reason = 이유:
notice-withdrawn-see = 대신 읽을 내용:
notice-binding-language = 번역이 원문과 다르면 원문을 따릅니다: { $language }.
notice-edition = 이것은 { $date }자 판({ $edition })입니다. 내용을 믿고 따르기 전에 더 새로운 판이 있는지 찾아보십시오.
notice-check-after = { $date } 이후에는 새 판을 찾아보세요.
notice-emergency = 응급 상황에서는 지금 바로 현지 응급 전화번호로 전화하거나 가장 가까운 병원으로 가십시오.
notice-draft-locale = 이 언어는 아직 작업 중이며 공개되지 않았습니다.
