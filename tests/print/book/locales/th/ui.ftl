# Visible words of the interface in Thai. Keep every { $variable }: the program fills it in.

## Getting around

skip-to-content = ข้ามไปยังเนื้อหา
home = หน้าแรก
contents = สารบัญ
page-number = หน้า { $n }
languages = ภาษา
choose-language = เลือกภาษา
previous = ก่อนหน้า
next = ถัดไป
chapter-navigation = บทก่อนหน้าและบทถัดไป
breadcrumbs = คุณอยู่ที่นี่
on-this-page = ในหน้านี้
in-this-section = ในส่วนนี้
print-version = หนังสือทั้งเล่มในหน้าเดียว สำหรับพิมพ์
glossary = อภิธานศัพท์
glossary-intro = คำที่ใช้ในหนังสือเล่มนี้และความหมาย
read-in-glossary = อ่านในอภิธานศัพท์
feed = ฟีดข่าว
start-reading = เริ่มอ่าน
coming-soon = เร็ว ๆ นี้

## Inside a chapter

alert-note = หมายเหตุ
alert-tip = คำแนะนำ
alert-important = สำคัญ
alert-warning = คำเตือน
alert-caution = ข้อควรระวัง
alert-danger = อันตราย
footnotes = เชิงอรรถ
footnote-number = เชิงอรรถ { $n }
footnote-back = กลับไปยังข้อความของเชิงอรรถ { $n }
definition-of = ความหมายของ { $term }
definition-not-shown = คำแปลของคำนิยามนี้ยังไม่ได้รับการตรวจสอบ จึงไม่แสดง
table-region = ตาราง { $n }
code-region = ตัวอย่างโค้ด { $n }
figure-region = รูป { $n }
task-done = ทำแล้ว
task-open = ต้องทำ
sources = แหล่งข้อมูล

## The book as a whole

edition = ฉบับ { $edition }
book-date = วันที่ของฉบับนี้: { $date }
last-updated = ปรับปรุงล่าสุด: { $date }
licence = สัญญาอนุญาต: { $licence }
translated-by = แปลโดย { $names }
translation-reviewed-by = ตรวจคำแปลโดย { $names }
translation-draft = คำแปลนี้เป็นฉบับร่าง ยังไม่มีใครตรวจเทียบกับต้นฉบับ
translation-translated = ผู้แปลได้ตรวจคำแปลนี้เทียบกับต้นฉบับแล้ว
translation-revised = บุคคลที่สองได้ตรวจคำแปลนี้เทียบกับต้นฉบับแล้ว
translation-medical = บุคลากรทางการแพทย์ได้ตรวจคำแปลนี้เทียบกับต้นฉบับแล้ว
translation-minor = การแก้ไขเล็กน้อยในต้นฉบับ { $n } แห่งยังไม่อยู่ในคำแปลนี้ คำแนะนำไม่เปลี่ยนแปลง
coverage = มี { $n } บทจาก { $total } บทในภาษานี้
coverage-complete = ทุกบทมีในภาษานี้
coverage-none = ยังไม่มีบทใดในภาษานี้
not-translated = ยังไม่ได้แปล
downloads = ดาวน์โหลด
download-pdf = PDF สำหรับพิมพ์และอ่าน
download-epub = EPUB สำหรับเครื่องอ่านหนังสือและโทรศัพท์
download-single = ไฟล์ HTML ไฟล์เดียว สำหรับส่งต่อและอ่านโดยไม่ต้องใช้อินเทอร์เน็ต
download-zip = ZIP ของหน้าเหล่านี้ สำหรับอ่านโดยไม่ต้องใช้อินเทอร์เน็ต
download-all = ZIP ของทุกภาษา
download-text = ข้อความล้วน
download-leaflet = แผ่นพับของบทนี้ (PDF)
accessibility-text = ขยาย ค้นหา และให้อ่านออกเสียงข้อความได้ หัวข้อและสารบัญนำทางในหนังสือ
accessibility-pictures = รูปภาพมีคำอธิบายเป็นข้อความ
download-poster = โปสเตอร์ของบทนี้ (PDF)
size-kb = { $size } กิโลไบต์
size-mb = { $size } เมกะไบต์

## Page not found

not-found-title = ไม่พบหน้านี้
not-found-text = ไม่มีหน้าที่ที่อยู่นี้ หน้าอาจถูกย้ายหรือถูกถอนออก
not-found-home = ไปที่หน้าแรกของคู่มือ

## Safety notices: no locale is published without them

notice = ประกาศ
notice-not-reviewed = ยังไม่มีแพทย์หรือบุคลากรทางการแพทย์คนใดตรวจทานหน้านี้ อย่าใช้แทนคำแนะนำจากแพทย์หรือบุคลากรทางการแพทย์
notice-reviewed = บุคลากรทางการแพทย์ตรวจทานหน้านี้เมื่อ { $date } ({ $names })
notice-review-due = หน้านี้ถึงกำหนดตรวจทานทางการแพทย์ตั้งแต่ { $date } คำแนะนำอาจล้าสมัย
notice-fallback-page = บทนี้ยังไม่ได้แปล จึงแสดงในภาษาอื่น: { $language }
notice-fallback-block = ยังไม่ได้แปล แสดงในภาษา: { $language }
notice-fallback-count = มี { $n } ส่วนของหน้านี้ที่ยังไม่ได้แปล จึงแสดงในภาษาอื่น: { $language }
notice-withheld-block = คำแปลของส่วนนี้มีข้อผิดพลาด จึงไม่แสดง แสดงในภาษา: { $language }
notice-withheld-count = มี { $n } ส่วนของคำแปลนี้ที่มีข้อผิดพลาด จึงแสดงในภาษาอื่น: { $language }
notice-below-block = คำแปลของส่วนนี้ยังไม่ได้รับการตรวจสอบ จึงไม่แสดง แสดงในภาษา: { $language }
notice-below-count = คำแปลของ { $n } ส่วนในหน้านี้ยังไม่ได้รับการตรวจสอบ จึงแสดงในภาษาอื่น: { $language }
notice-stale-block = ต้นฉบับของส่วนนี้เปลี่ยนแปลงเมื่อ { $date } คำแปลนี้อาจล้าสมัย
notice-stale-count = ต้นฉบับของ { $n } ส่วนในหน้านี้เปลี่ยนแปลงหลังจากที่แปลแล้ว
notice-stale-undated = ต้นฉบับของส่วนนี้เปลี่ยนแปลงแล้ว คำแปลนี้อาจล้าสมัย
notice-stale-original = อ่านต้นฉบับปัจจุบัน
notice-critical-block = คำแนะนำนี้เปลี่ยนแปลงแล้ว คำแปลเก่าถูกถอนออก ข้อความปัจจุบันเป็นภาษา: { $language }
notice-critical-count = คำแนะนำสำคัญในหน้านี้เปลี่ยนแปลงแล้ว: { $n } ส่วนแสดงในภาษาอื่น: { $language }
notice-unchecked = คำแปลนี้ยังไม่ได้ตรวจเทียบกับต้นฉบับ
notice-unchecked-count = มี { $n } ส่วนของคำแปลนี้ที่ยังไม่ได้ตรวจเทียบกับต้นฉบับ
notice-machine = ข้อความนี้แปลโดยเครื่อง ยังไม่มีบุคคลใดตรวจสอบ
notice-withdrawn = คำแนะนำนี้ถูกถอนเมื่อ { $date } อย่าทำตามสำเนาเก่า
notice-withdrawn-reason = เหตุผล:
notice-withdrawn-see = ให้อ่านแทน:
notice-binding-language = หากคำแปลต่างจากต้นฉบับ ให้ถือต้นฉบับเป็นหลัก: { $language }
notice-edition = นี่คือฉบับ { $edition } ของวันที่ { $date } โปรดหาฉบับที่ใหม่กว่าก่อนนำไปใช้
notice-check-after = ให้หาฉบับที่ใหม่กว่าหลัง { $date }
notice-emergency = ในกรณีฉุกเฉิน ให้โทรหมายเลขฉุกเฉินในพื้นที่ของคุณ หรือไปโรงพยาบาลที่ใกล้ที่สุดทันที
notice-draft-locale = ภาษานี้ยังอยู่ระหว่างจัดทำ และยังไม่ได้เผยแพร่
