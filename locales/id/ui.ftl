# Indonesian. Keep every { $variable }: the program fills it in.

## Getting around

skip-to-content = Langsung ke isi
home = Beranda
contents = Daftar isi
page-number = halaman { $n }
languages = Bahasa
choose-language = Pilih bahasa Anda
previous = Sebelumnya
next = Berikutnya
chapter-navigation = Bab sebelumnya dan berikutnya
breadcrumbs = Anda berada di sini
on-this-page = Di halaman ini
in-this-section = Di bagian ini
print-version = Seluruh buku dalam satu halaman, untuk dicetak
glossary = Glosarium
glossary-intro = Kata-kata yang dipakai dalam buku ini dan artinya.
read-in-glossary = Baca di glosarium
feed = Umpan berita
start-reading = Mulai membaca
coming-soon = Segera hadir

## Inside a chapter

alert-note = Catatan
alert-tip = Kiat
alert-important = Penting
alert-warning = Peringatan
alert-caution = Hati-hati
alert-danger = Bahaya
footnotes = Catatan kaki
footnote-number = Catatan kaki { $n }
footnote-back = Kembali ke teks catatan kaki { $n }
definition-of = Arti { $term }
definition-not-shown = Terjemahan definisi ini belum diperiksa dan tidak ditampilkan.
table-region = Tabel { $n }
code-region = Contoh kode { $n }
figure-region = Gambar { $n }
task-done = Selesai
task-open = Belum dikerjakan
sources = Sumber

## The book as a whole

edition = Edisi { $edition }
book-date = Tanggal edisi ini: { $date }
last-updated = Terakhir diperbarui: { $date }
licence = Lisensi: { $licence }
translated-by = Diterjemahkan oleh { $names }
translation-reviewed-by = Terjemahan diperiksa oleh { $names }
translation-draft = Terjemahan ini masih berupa draf. Belum ada orang yang memeriksanya terhadap naskah aslinya.
translation-translated = Terjemahan ini telah diperiksa terhadap naskah aslinya oleh penerjemahnya.
translation-revised = Terjemahan ini telah diperiksa terhadap naskah aslinya oleh orang kedua.
translation-medical = Terjemahan ini telah diperiksa terhadap naskah aslinya oleh tenaga kesehatan.
translation-minor = { $n } perubahan kecil pada naskah asli belum ada dalam terjemahan ini. Perubahan tersebut tidak mengubah nasihatnya.
coverage = { $n } dari { $total } bab tersedia dalam bahasa ini.
coverage-complete = Semua bab tersedia dalam bahasa ini.
coverage-none = Belum ada bab dalam bahasa ini.
not-translated = belum diterjemahkan
downloads = Unduhan
download-pdf = PDF, untuk dicetak dan dibaca
download-epub = EPUB, untuk pembaca buku elektronik dan ponsel
download-single = Satu berkas HTML, untuk dibagikan dan dibaca tanpa jaringan
download-zip = ZIP halaman-halaman ini, untuk dibaca tanpa jaringan
download-all = ZIP semua bahasa
download-text = Teks biasa
download-leaflet = Selebaran bab ini (PDF)
download-poster = Poster bab ini (PDF)
accessibility-text = Teks dapat diperbesar, dicari, dan dibacakan. Judul dan daftar isi memandu Anda di dalamnya.
accessibility-pictures = Gambar dijelaskan dengan kata-kata.
size-kb = { $size } kB
size-mb = { $size } MB

## Page not found

not-found-title = Halaman tidak ditemukan
not-found-text = Tidak ada halaman di alamat ini. Halaman mungkin telah dipindahkan atau ditarik.
not-found-home = Ke awal buku panduan

## Safety notices: no locale is published without them

notice = Pemberitahuan
notice-not-reviewed = Belum ada dokter atau tenaga kesehatan lain yang meninjau halaman ini. Jangan gunakan halaman ini sebagai pengganti nasihat dokter atau tenaga kesehatan lain.
notice-reviewed = Ditinjau oleh tenaga kesehatan pada { $date } ({ $names }).
notice-review-due = Halaman ini sudah waktunya ditinjau secara medis sejak { $date }. Nasihatnya mungkin sudah usang.
notice-fallback-page = Bab ini belum diterjemahkan. Bab ini ditampilkan dalam bahasa lain: { $language }.
notice-fallback-block = Belum diterjemahkan. Ditampilkan dalam: { $language }
notice-fallback-count = { $n } bagian halaman ini belum diterjemahkan dan ditampilkan dalam bahasa lain: { $language }.
notice-withheld-block = Terjemahan bagian ini mengandung kesalahan dan tidak ditampilkan. Ditampilkan dalam: { $language }
notice-withheld-count = { $n } bagian terjemahan ini mengandung kesalahan dan ditampilkan dalam bahasa lain: { $language }.
notice-below-block = Terjemahan bagian ini belum diperiksa dan tidak ditampilkan. Ditampilkan dalam: { $language }
notice-below-count = Terjemahan { $n } bagian halaman ini belum diperiksa; bagian tersebut ditampilkan dalam bahasa lain: { $language }.
notice-stale-block = Naskah asli bagian ini berubah pada { $date }. Terjemahan ini mungkin sudah usang.
notice-stale-count = Naskah asli { $n } bagian halaman ini telah berubah sejak diterjemahkan.
notice-stale-undated = Naskah asli bagian ini telah berubah. Terjemahan ini mungkin sudah usang.
notice-stale-original = Baca naskah asli terkini
notice-critical-block = Nasihat ini telah berubah. Terjemahan lama telah ditarik. Teks terkini dalam: { $language }
notice-critical-count = Nasihat penting di halaman ini telah berubah: { $n } bagian ditampilkan dalam bahasa lain: { $language }.
notice-unchecked = Terjemahan ini belum diperiksa terhadap naskah aslinya.
notice-unchecked-count = { $n } bagian terjemahan ini belum diperiksa terhadap naskah aslinya.
notice-machine = Teks ini diterjemahkan oleh mesin. Belum ada orang yang memeriksanya.
notice-withdrawn = Nasihat ini ditarik pada { $date }. Jangan ikuti salinan lamanya.
notice-withdrawn-reason = Alasan:
notice-withdrawn-see = Sebagai gantinya, baca:
notice-binding-language = Jika terjemahan berbeda dari naskah asli, yang berlaku adalah naskah asli: { $language }.
notice-edition = Ini adalah edisi { $edition }, tanggal { $date }. Carilah edisi yang lebih baru sebelum Anda mengandalkannya.
notice-check-after = Cari edisi yang lebih baru setelah { $date }.
notice-emergency = Dalam keadaan darurat, hubungi nomor darurat setempat atau pergi ke rumah sakit terdekat sekarang juga.
notice-draft-locale = Bahasa ini masih dikerjakan dan belum diterbitkan.
