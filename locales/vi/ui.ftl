# Vietnamese. Keep every { $variable }: the program fills it in.

## Getting around

skip-to-content = Chuyển đến nội dung
home = Trang chủ
contents = Mục lục
page-number = trang { $n }
languages = Ngôn ngữ
choose-language = Chọn ngôn ngữ
previous = Trước
next = Tiếp
chapter-navigation = Chương trước và chương tiếp theo
breadcrumbs = Bạn đang ở đây
on-this-page = Trên trang này
in-this-section = Trong phần này
print-version = Toàn bộ sách trên một trang, để in
glossary = Bảng thuật ngữ
glossary-intro = Những từ được dùng trong sách này và ý nghĩa của chúng.
read-in-glossary = Đọc trong bảng thuật ngữ
feed = Nguồn cấp tin tức
start-reading = Bắt đầu đọc
coming-soon = Sắp ra mắt

## Inside a chapter

alert-note = Ghi chú
alert-tip = Mẹo
alert-important = Quan trọng
alert-warning = Cảnh báo
alert-caution = Thận trọng
alert-danger = Nguy hiểm
footnotes = Chú thích cuối trang
footnote-number = Chú thích { $n }
footnote-back = Quay lại chỗ có chú thích { $n } trong bài
definition-of = Nghĩa của { $term }
definition-not-shown = Bản dịch của định nghĩa này chưa được kiểm tra nên không được hiển thị.
table-region = Bảng { $n }
code-region = Mã mẫu { $n }
figure-region = Hình { $n }
task-done = Đã xong
task-open = Cần làm
sources = Nguồn tài liệu

## The book as a whole

edition = Ấn bản { $edition }
book-date = Ngày của ấn bản này: { $date }
last-updated = Cập nhật lần cuối: { $date }
licence = Giấy phép: { $licence }
translated-by = Người dịch: { $names }
translation-reviewed-by = Người kiểm tra bản dịch: { $names }
translation-draft = Bản dịch này là bản nháp. Chưa có ai kiểm tra đối chiếu với bản gốc.
translation-translated = Bản dịch này đã được người dịch kiểm tra đối chiếu với bản gốc.
translation-revised = Bản dịch này đã được người thứ hai kiểm tra đối chiếu với bản gốc.
translation-medical = Bản dịch này đã được người có chuyên môn y tế kiểm tra đối chiếu với bản gốc.
translation-minor = { $n } thay đổi nhỏ của bản gốc chưa có trong bản dịch này. Điều này không làm thay đổi lời khuyên.
coverage = { $n } trên tổng số { $total } chương đã có bằng ngôn ngữ này.
coverage-complete = Tất cả các chương đều đã có bằng ngôn ngữ này.
coverage-none = Chưa có chương nào bằng ngôn ngữ này.
not-translated = chưa được dịch
downloads = Tải xuống
download-pdf = PDF, để in và đọc
download-epub = EPUB, cho máy đọc sách và điện thoại
download-single = Một tệp HTML duy nhất, để chia sẻ và đọc khi không có mạng
download-zip = ZIP của các trang này, để đọc khi không có mạng
download-all = ZIP của tất cả ngôn ngữ
download-text = Văn bản thuần
download-leaflet = Tờ rơi của chương này (PDF)
download-poster = Áp phích của chương này (PDF)
accessibility-text = Có thể phóng to, tìm kiếm và nghe đọc văn bản. Các tiêu đề và mục lục giúp tìm đường trong sách.
accessibility-pictures = Hình ảnh được mô tả bằng lời.
size-kb = { $size } kB
size-mb = { $size } MB

## Page not found

not-found-title = Không tìm thấy trang
not-found-text = Không có trang nào ở địa chỉ này. Trang có thể đã được chuyển đi hoặc bị rút lại.
not-found-home = Đến phần đầu của cẩm nang

## Safety notices: no locale is published without them

notice = Thông báo
notice-not-reviewed = Chưa có bác sĩ hay người có chuyên môn y tế nào khác thẩm định trang này. Đừng dùng trang này thay cho lời khuyên của bác sĩ hay người có chuyên môn y tế khác.
notice-reviewed = Đã được người có chuyên môn y tế thẩm định vào { $date } ({ $names }).
notice-review-due = Trang này đã đến hạn thẩm định y khoa từ { $date }. Lời khuyên có thể đã lỗi thời.
notice-fallback-page = Chương này chưa được dịch. Chương được hiển thị bằng ngôn ngữ khác: { $language }.
notice-fallback-block = Chưa được dịch. Hiển thị bằng: { $language }
notice-fallback-count = { $n } phần của trang này chưa được dịch và được hiển thị bằng ngôn ngữ khác: { $language }.
notice-withheld-block = Bản dịch của phần này có lỗi nên không được hiển thị. Hiển thị bằng: { $language }
notice-withheld-count = { $n } phần của bản dịch này có lỗi và được hiển thị bằng ngôn ngữ khác: { $language }.
notice-below-block = Bản dịch của phần này chưa được kiểm tra nên không được hiển thị. Hiển thị bằng: { $language }
notice-below-count = Bản dịch của { $n } phần trên trang này chưa được kiểm tra nên nội dung được hiển thị bằng ngôn ngữ khác: { $language }.
notice-stale-block = Bản gốc của phần này đã thay đổi vào { $date }. Bản dịch này có thể đã lỗi thời.
notice-stale-count = Bản gốc của { $n } phần trên trang này đã thay đổi sau khi được dịch.
notice-stale-undated = Bản gốc của phần này đã thay đổi. Bản dịch này có thể đã lỗi thời.
notice-stale-original = Đọc bản gốc hiện hành
notice-critical-block = Lời khuyên này đã thay đổi. Bản dịch cũ đã bị rút lại. Nội dung hiện hành bằng: { $language }
notice-critical-count = Lời khuyên quan trọng trên trang này đã thay đổi: { $n } phần được hiển thị bằng ngôn ngữ khác: { $language }.
notice-unchecked = Bản dịch này chưa được kiểm tra đối chiếu với bản gốc.
notice-unchecked-count = { $n } phần của bản dịch này chưa được kiểm tra đối chiếu với bản gốc.
notice-machine = Văn bản này do máy dịch. Chưa có người nào kiểm tra.
notice-withdrawn = Lời khuyên này đã bị rút lại vào { $date }. Đừng làm theo các bản cũ của lời khuyên này.
notice-withdrawn-reason = Lý do:
notice-withdrawn-see = Hãy đọc nội dung thay thế:
notice-binding-language = Nếu bản dịch khác với bản gốc thì bản gốc có giá trị: { $language }.
notice-edition = Đây là ấn bản { $edition }, ngày của ấn bản: { $date }. Hãy tìm xem có ấn bản mới hơn không trước khi bạn dựa vào ấn bản này.
notice-check-after = Hãy tìm ấn bản mới hơn sau { $date }.
notice-emergency = Trong trường hợp khẩn cấp, hãy gọi số điện thoại cấp cứu tại nơi bạn đang ở hoặc đến bệnh viện gần nhất ngay lập tức.
notice-draft-locale = Ngôn ngữ này vẫn đang được thực hiện và chưa được phát hành.
