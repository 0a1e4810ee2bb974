# Visible words of the interface. Keep every { $variable } exactly; move it where the grammar needs it.

## Getting around

skip-to-content = İçeriğe geçin
home = Ana sayfa
contents = İçindekiler
page-number = sayfa { $n }
languages = Diller
choose-language = Dilinizi seçin
previous = Önceki
next = Sonraki
chapter-navigation = Önceki ve sonraki bölüm
breadcrumbs = Buradasınız
on-this-page = Bu sayfada
in-this-section = Bu başlık altında
print-version = Yazdırmak için kitabın tamamı tek sayfada
glossary = Sözlük
glossary-intro = Bu kitapta geçen sözcükler ve anlamları.
read-in-glossary = Sözlükte oku
feed = Haber akışı
start-reading = Okumaya başlayın
coming-soon = Yakında

## Inside a chapter

alert-note = Not
alert-tip = İpucu
alert-important = Önemli
alert-warning = Uyarı
alert-caution = Dikkat
alert-danger = Tehlike
footnotes = Dipnotlar
footnote-number = Dipnot { $n }
footnote-back = Metinde { $n } numaralı dipnotun olduğu yere dönün
definition-of = Anlamı: { $term }
definition-not-shown = Bu tanımın çevirisi henüz kontrol edilmedi ve çeviri gösterilmiyor.
table-region = Tablo { $n }
code-region = Kod örneği { $n }
figure-region = Şekil { $n }
task-done = Yapıldı
task-open = Yapılacak
sources = Kaynaklar

## The book as a whole

edition = Sürüm { $edition }
book-date = Bu sürümün tarihi: { $date }
last-updated = Son güncelleme: { $date }
licence = Lisans: { $licence }
translated-by = Çeviren: { $names }
translation-reviewed-by = Çeviriyi kontrol eden: { $names }
translation-draft = Bu çeviri bir taslaktır. Henüz hiç kimse çeviriyi özgün metinle karşılaştırarak kontrol etmedi.
translation-translated = Bu çeviri, çevirmeni tarafından özgün metinle karşılaştırılarak kontrol edildi.
translation-revised = Bu çeviri, ikinci bir kişi tarafından özgün metinle karşılaştırılarak kontrol edildi.
translation-medical = Bu çeviri, bir sağlık uzmanı tarafından özgün metinle karşılaştırılarak kontrol edildi.
translation-minor = { $n ->
    [one] Özgün metindeki { $n } küçük değişiklik henüz bu çeviride yok. Bu değişiklik tavsiyeleri değiştirmiyor.
   *[other] Özgün metindeki { $n } küçük değişiklik henüz bu çeviride yok. Bu değişiklikler tavsiyeleri değiştirmiyor.
}
coverage = { $n ->
    [one] { $total } bölümün { $n } tanesi bu dilde.
   *[other] { $total } bölümün { $n } tanesi bu dilde.
}
coverage-complete = Bütün bölümler bu dilde.
coverage-none = Henüz hiçbir bölüm bu dilde değil.
not-translated = henüz çevrilmedi
downloads = İndirilecek dosyalar
download-pdf = PDF, yazdırmak ve okumak için
download-epub = EPUB, e-kitap okuyucular ve telefonlar için
download-single = Tek HTML dosyası, paylaşmak ve ağ olmadan okumak için
download-zip = Bu sayfaların ZIP dosyası, ağ olmadan okumak için
download-all = Bütün dillerin ZIP dosyası
download-text = Düz metin
download-leaflet = Bu bölümün broşürü (PDF)
download-poster = Bu bölümün afişi (PDF)
accessibility-text = Metin büyütülebilir, içinde arama yapılabilir ve sesli okutulabilir. Başlıklar ve içindekiler yol gösterir.
accessibility-pictures = Resimler sözlerle anlatılmıştır.
size-kb = { $size } kB
size-mb = { $size } MB

## Page not found

not-found-title = Sayfa bulunamadı
not-found-text = Bu adreste bir sayfa yok. Sayfa taşınmış veya geri çekilmiş olabilir.
not-found-home = El kitabının başına gidin

## Safety notices: no locale is published without them

notice = Bilgilendirme
notice-not-reviewed = Bu sayfayı hiçbir doktor veya başka bir sağlık uzmanı incelemedi. Sayfayı, bir doktorun veya başka bir sağlık uzmanının tavsiyesi yerine kullanmayın.
notice-reviewed = Bir sağlık uzmanı tarafından { $date } tarihinde incelendi ({ $names }).
notice-review-due = Bu sayfanın tıbbi incelemesinin { $date } tarihinden beri yapılması gerekiyor. Tavsiyeler güncelliğini yitirmiş olabilir.
notice-fallback-page = Bu bölüm henüz çevrilmedi. Başka bir dilde gösteriliyor: { $language }.
notice-fallback-block = Henüz çevrilmedi. Gösterilen dil: { $language }
notice-fallback-count = { $n ->
    [one] Bu sayfanın { $n } kısmı henüz çevrilmedi ve başka bir dilde gösteriliyor: { $language }.
   *[other] Bu sayfanın { $n } kısmı henüz çevrilmedi ve başka bir dilde gösteriliyor: { $language }.
}
notice-withheld-block = Bu kısmın çevirisinde bir hata var ve çeviri gösterilmiyor. Gösterilen dil: { $language }
notice-withheld-count = { $n ->
    [one] Bu çevirinin { $n } kısmında bir hata var ve bu kısım başka bir dilde gösteriliyor: { $language }.
   *[other] Bu çevirinin { $n } kısmında hatalar var ve bu kısımlar başka bir dilde gösteriliyor: { $language }.
}
notice-below-block = Bu kısmın çevirisi henüz kontrol edilmedi ve çeviri gösterilmiyor. Gösterilen dil: { $language }
notice-below-count = { $n ->
    [one] Bu sayfanın { $n } kısmının çevirisi henüz kontrol edilmedi; bu kısım başka bir dilde gösteriliyor: { $language }.
   *[other] Bu sayfanın { $n } kısmının çevirileri henüz kontrol edilmedi; bu kısımlar başka bir dilde gösteriliyor: { $language }.
}
notice-stale-block = Bu kısmın özgün metni { $date } tarihinde değişti. Bu çeviri güncelliğini yitirmiş olabilir.
notice-stale-count = { $n ->
    [one] Bu sayfanın { $n } kısmının özgün metni, çevrildikten sonra değişti.
   *[other] Bu sayfanın { $n } kısmının özgün metinleri, çevrildikten sonra değişti.
}
notice-stale-undated = Bu kısmın özgün metni değişti. Bu çeviri güncelliğini yitirmiş olabilir.
notice-stale-original = Güncel özgün metni okuyun
notice-critical-block = Bu tavsiye değişti. Eski çeviri geri çekildi. Güncel metnin dili: { $language }
notice-critical-count = { $n ->
    [one] Bu sayfadaki önemli tavsiyeler değişti: { $n } kısım başka bir dilde gösteriliyor: { $language }.
   *[other] Bu sayfadaki önemli tavsiyeler değişti: { $n } kısım başka bir dilde gösteriliyor: { $language }.
}
notice-unchecked = Bu çeviri henüz özgün metinle karşılaştırılarak kontrol edilmedi.
notice-unchecked-count = { $n ->
    [one] Bu çevirinin { $n } kısmı henüz özgün metinle karşılaştırılarak kontrol edilmedi.
   *[other] Bu çevirinin { $n } kısmı henüz özgün metinle karşılaştırılarak kontrol edilmedi.
}
notice-machine = Bu metin bir makine tarafından çevrildi. Metni hiç kimse kontrol etmedi.
notice-withdrawn = Bu tavsiye { $date } tarihinde geri çekildi. Daha eski kopyalarına uymayın.
notice-withdrawn-reason = Nedeni:
notice-withdrawn-see = Bunun yerine şunu okuyun:
notice-binding-language = Bir çeviri özgün metinden farklıysa özgün metin geçerlidir: { $language }.
notice-edition = Bu, { $date } tarihli { $edition } sürümüdür. Bu sürüme güvenmeden önce daha yenisi olup olmadığına bakın.
notice-check-after = Bu tarihten sonra daha yeni bir baskı arayın: { $date }.
notice-emergency = Acil bir durumda hemen bulunduğunuz yerdeki acil yardım numarasını arayın veya hemen en yakın hastaneye gidin.
notice-draft-locale = Bu dil üzerinde hâlâ çalışılıyor ve bu dil yayımlanmadı.
