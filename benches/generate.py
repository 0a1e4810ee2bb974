#!/usr/bin/env python3
"""Generate the benchmark site: the same Markdown bodies in three layouts.

    generate.py --out DIR [--locales 20] [--chapters 600] [--seed 1] [--no-code]
    generate.py --out DIR --book en,bn --chapters 62 [--seed 1] [--no-code]

DIR/handbook/         handbook.toml, locales/<tag>/locale.toml, content/<tag>/...
DIR/hugo/             hugo.toml, layouts/, content/<tag>/...
DIR/mdbook/<tag>/     book.toml, src/SUMMARY.md, src/...

Standard library only; the same arguments give the same bytes.  Pages are
chapters plus one short index page for each part of 20 chapters, in every
locale.  A translation has the block structure of its source page; 90 % of the
code blocks are the same bytes in every locale, 10 % have translated comments.

`--book` writes DIR/handbook/ alone, in these locales, for print: every chapter also
has a figure with words in it and a note.

What differs between the layouts, and nothing else:
* front matter: `title` (handbook), `title` and `weight` (hugo has no
  SUMMARY.md, so its order must come from the pages), `# title` (mdbook);
* links: `../partNN/chapter-NN.md`, which hugo gets as the final URL, so that it
  need not run a link render hook.
"""

import argparse
import json
import random
import re
import sys
from pathlib import Path

PART_SIZE = 20
TITLE = "Bench book"

# tag -> (name, direction, joins words with a space, sentence end, comma, words)
LOCALES = {
    "en": ("English", "ltr", True, ".", ",", """water hand clean soap wash mask room air window open
        cover cough tissue people distance home health worker doctor fever day week family child school
        market surface table door cloth dry warm fresh safe risk spread virus bacteria wound vaccine
        clinic medicine before after every when between because should always never small large the and
        with from this that page rule example check list carefully important"""),
    "zh-Hans": ("简体中文", "ltr", False, "。", "，", """水 手 清洁 肥皂 洗 口罩 房间 空气 窗户 打开 覆盖 咳嗽
        纸巾 人们 距离 家庭 健康 工人 医生 发烧 每天 星期 孩子 学校 市场 表面 桌子 门 布 干燥 温暖 新鲜 安全
        风险 传播 病毒 细菌 伤口 疫苗 诊所 药品 之前 之后 因为 应该 总是 从不 小 大 和 从 这个 规则 例子 检查
        列表 仔细 重要 的 是 在 不 有"""),
    "zh-Hant": ("繁體中文", "ltr", False, "。", "，", """水 手 清潔 肥皂 洗 口罩 房間 空氣 窗戶 打開 覆蓋 咳嗽
        紙巾 人們 距離 家庭 健康 工人 醫生 發燒 每天 星期 孩子 學校 市場 表面 桌子 門 布 乾燥 溫暖 新鮮 安全
        風險 傳播 病毒 細菌 傷口 疫苗 診所 藥品 之前 之後 因為 應該 總是 從不 小 大 和 從 這個 規則 例子 檢查
        列表 仔細 重要 的 是 在 不 有"""),
    "es": ("Español", "ltr", True, ".", ",", """agua mano limpia jabón lavar mascarilla habitación aire ventana
        abrir cubrir tos pañuelo personas distancia casa salud trabajador médico fiebre día semana familia
        niño escuela mercado superficie mesa puerta tela seco cálido fresco seguro riesgo contagio virus
        bacteria herida vacuna clínica medicina antes después cada cuando entre porque debe siempre nunca
        pequeño grande el la con de este que página regla ejemplo lista importante"""),
    "fr": ("Français", "ltr", True, ".", ",", """eau main propre savon laver masque pièce air fenêtre ouvrir
        couvrir toux mouchoir personnes distance maison santé travailleur médecin fièvre jour semaine
        famille enfant école marché surface table porte tissu sec chaud frais sûr risque propagation virus
        bactérie plaie vaccin clinique médicament avant après chaque quand entre parce doit toujours jamais
        petit grand le la avec de ce que page règle exemple liste important"""),
    "ar": ("العربية", "rtl", True, ".", "،", """ماء يد نظيف صابون غسل قناع غرفة هواء نافذة فتح تغطية سعال منديل
        الناس مسافة بيت صحة عامل طبيب حمى يوم أسبوع عائلة طفل مدرسة سوق سطح طاولة باب قماش جاف دافئ طازج آمن
        خطر انتشار فيروس بكتيريا جرح لقاح عيادة دواء قبل بعد كل عندما بين لأن يجب دائما أبدا صغير كبير مع من
        هذا التي صفحة قاعدة مثال قائمة مهم"""),
    "hi": ("हिन्दी", "ltr", True, "।", ",", """पानी हाथ साफ साबुन धोना मास्क कमरा हवा खिड़की खोलना ढकना खांसी रूमाल लोग दूरी
        घर स्वास्थ्य कार्यकर्ता डॉक्टर बुखार दिन सप्ताह परिवार बच्चा स्कूल बाज़ार सतह मेज़ दरवाज़ा कपड़ा सूखा गरम ताज़ा सुरक्षित जोखिम
        फैलाव विषाणु जीवाणु घाव टीका क्लिनिक दवा पहले बाद हर जब बीच क्योंकि चाहिए हमेशा कभी छोटा बड़ा और के साथ से यह जो
        पृष्ठ नियम उदाहरण सूची महत्वपूर्ण"""),
    "bn": ("বাংলা", "ltr", True, "।", ",", """পানি হাত পরিষ্কার সাবান ধোয়া মাস্ক ঘর বাতাস জানালা খোলা ঢাকা কাশি রুমাল মানুষ দূরত্ব
        বাড়ি স্বাস্থ্য কর্মী ডাক্তার জ্বর দিন সপ্তাহ পরিবার শিশু স্কুল বাজার পৃষ্ঠতল টেবিল দরজা কাপড় শুকনো গরম তাজা নিরাপদ ঝুঁকি
        বিস্তার ভাইরাস জীবাণু ক্ষত টিকা ক্লিনিক ওষুধ আগে পরে প্রতি যখন মধ্যে কারণ উচিত সবসময় কখনো ছোট বড় এবং সাথে থেকে এই যে
        পাতা নিয়ম উদাহরণ তালিকা গুরুত্বপূর্ণ"""),
    "pt-BR": ("Português (Brasil)", "ltr", True, ".", ",", """água mão limpa sabão lavar máscara quarto ar janela
        abrir cobrir tosse lenço pessoas distância casa saúde trabalhador médico febre dia semana família
        criança escola mercado superfície mesa porta pano seco quente fresco seguro risco contágio vírus
        bactéria ferida vacina clínica remédio antes depois cada quando entre porque deve sempre nunca
        pequeno grande o a com de este que página regra exemplo lista importante"""),
    "ru": ("Русский", "ltr", True, ".", ",", """вода рука чистый мыло мыть маска комната воздух окно открыть
        закрыть кашель платок люди расстояние дом здоровье работник врач лихорадка день неделя семья ребёнок
        школа рынок поверхность стол дверь ткань сухой тёплый свежий безопасный риск распространение вирус
        бактерия рана вакцина клиника лекарство до после каждый когда между потому должен всегда никогда
        малый большой и с из это что страница правило пример список важно"""),
    "ur": ("اردو", "rtl", True, "۔", "،", """پانی ہاتھ صاف صابن دھونا ماسک کمرہ ہوا کھڑکی کھولنا ڈھانپنا کھانسی رومال لوگ
        فاصلہ گھر صحت کارکن ڈاکٹر بخار دن ہفتہ خاندان بچہ اسکول بازار سطح میز دروازہ کپڑا خشک گرم تازہ محفوظ خطرہ
        پھیلاؤ وائرس جراثیم زخم ٹیکہ کلینک دوا پہلے بعد ہر جب درمیان کیونکہ چاہیے ہمیشہ کبھی چھوٹا بڑا اور ساتھ سے یہ جو
        صفحہ اصول مثال فہرست اہم"""),
    "id": ("Bahasa Indonesia", "ltr", True, ".", ",", """air tangan bersih sabun mencuci masker kamar udara
        jendela membuka menutup batuk tisu orang jarak rumah kesehatan pekerja dokter demam hari minggu
        keluarga anak sekolah pasar permukaan meja pintu kain kering hangat segar aman risiko penyebaran
        virus bakteri luka vaksin klinik obat sebelum sesudah setiap ketika antara karena harus selalu tidak
        kecil besar dan dengan dari ini yang halaman aturan contoh daftar penting"""),
    "de": ("Deutsch", "ltr", True, ".", ",", """Wasser Hand sauber Seife waschen Maske Zimmer Luft Fenster öffnen
        bedecken Husten Taschentuch Menschen Abstand Zuhause Gesundheit Mitarbeiter Ärztin Fieber Tag Woche
        Familie Kind Schule Markt Oberfläche Tisch Tür Tuch trocken warm frisch sicher Risiko Ausbreitung
        Virus Bakterien Wunde Impfung Klinik Medikament vor nach jeder wenn zwischen weil soll immer niemals
        klein groß der und mit aus dies dass Seite Regel Beispiel Liste wichtig"""),
    "ja": ("日本語", "ltr", False, "。", "、", """水 手 清潔 石けん 洗う マスク 部屋 空気 窓 開ける 覆う せき ティッシュ 人々 距離
        家 健康 職員 医師 発熱 毎日 週 家族 子ども 学校 市場 表面 机 ドア 布 乾いた 暖かい 新鮮な 安全 危険 感染
        ウイルス 細菌 傷 ワクチン 診療所 薬 前に 後で すべて ときに 間 ため べき いつも 決して 小さな 大きな と から
        この ページ 規則 例 確認 一覧 重要 の は を に です"""),
    "sw": ("Kiswahili", "ltr", True, ".", ",", """maji mkono safi sabuni kuosha barakoa chumba hewa dirisha
        kufungua kufunika kikohozi kitambaa watu umbali nyumbani afya mfanyakazi daktari homa siku wiki
        familia mtoto shule soko uso meza mlango nguo kavu joto mpya salama hatari kuenea virusi bakteria
        jeraha chanjo kliniki dawa kabla baada kila wakati kati kwa sababu lazima daima kamwe ndogo kubwa na
        pamoja kutoka hii ambayo ukurasa kanuni mfano orodha muhimu"""),
    "fa": ("فارسی", "rtl", True, ".", "،", """آب دست تمیز صابون شستن ماسک اتاق هوا پنجره باز پوشاندن سرفه دستمال مردم فاصله
        خانه سلامت کارگر پزشک تب روز هفته خانواده کودک مدرسه بازار سطح میز در پارچه خشک گرم تازه ایمن خطر گسترش
        ویروس باکتری زخم واکسن درمانگاه دارو پیش پس هر وقتی میان چون باید همیشه هرگز کوچک بزرگ و با از این که
        صفحه قاعده نمونه فهرست مهم"""),
    "tr": ("Türkçe", "ltr", True, ".", ",", """su el temiz sabun yıkamak maske oda hava pencere açmak örtmek
        öksürük mendil insanlar mesafe ev sağlık çalışan doktor ateş gün hafta aile çocuk okul pazar yüzey
        masa kapı bez kuru ılık taze güvenli risk yayılma virüs bakteri yara aşı klinik ilaç önce sonra her
        zaman arasında çünkü gerekir daima asla küçük büyük ve ile bu ki sayfa kural örnek liste önemli"""),
    "vi": ("Tiếng Việt", "ltr", True, ".", ",", """nước tay sạch xà phòng rửa khẩu trang phòng không khí cửa sổ
        mở che ho khăn giấy người khoảng cách nhà sức khỏe nhân viên bác sĩ sốt ngày tuần gia đình trẻ em
        trường chợ bề mặt bàn vải khô ấm tươi an toàn nguy cơ lây lan vi rút khuẩn vết thương vắc xin
        thuốc trước sau mỗi khi giữa vì nên luôn nhỏ lớn và với từ này trang quy tắc ví dụ danh sách quan
        trọng"""),
    "ko": ("한국어", "ltr", True, ".", ",", """물 손 깨끗한 비누 씻기 마스크 방 공기 창문 열다 덮다 기침 휴지 사람들 거리 집 건강
        직원 의사 발열 매일 일주일 가족 아이 학교 시장 표면 책상 문 천 마른 따뜻한 신선한 안전 위험 전파 바이러스 세균
        상처 백신 진료소 약 전에 후에 모든 때 사이 때문에 해야 항상 절대 작은 큰 그리고 함께 에서 이 그 쪽 규칙 예시
        확인 목록 중요한"""),
    "it": ("Italiano", "ltr", True, ".", ",", """acqua mano pulita sapone lavare mascherina stanza aria finestra
        aprire coprire tosse fazzoletto persone distanza casa salute lavoratore medico febbre giorno
        settimana famiglia bambino scuola mercato superficie tavolo porta panno asciutto caldo fresco sicuro
        rischio contagio virus batterio ferita vaccino clinica medicina prima dopo ogni quando tra perché
        deve sempre mai piccolo grande il la con di questo che pagina regola esempio lista importante"""),
}

# Identifiers for the code blocks.
NOUNS = """config chapter locale page index entry token buffer cache reader writer header block state value
    result record path digest shard report table column mirror bundle archive queue worker signal
    filter option version target source summary anchor theme asset""".split()
VERBS = """load parse render write read merge check scan build collect resolve update insert remove
    count encode decode verify export split join hash watch flush""".split()


class Locale:
    def __init__(self, tag):
        self.tag = tag
        name, self.dir, self.spaced, self.stop, self.comma, words = LOCALES[tag]
        self.name = name
        self.words = words.split()
        self.sep = " " if self.spaced else ""

    def phrase(self, rng, n):
        text = self.sep.join(rng.choices(self.words, k=n))
        return text[0].upper() + text[1:]


# ---------------------------------------------------------------- structure

def plan_chapter(rng, number, chapters, with_code):
    """The block structure of one chapter, the same for every locale."""
    # Words of prose on the page; the tail reaches the long reference pages.
    budget = int(min(max(rng.lognormvariate(5.8, 0.62), 90), 880))
    headings = rng.choice((3, 4, 4, 5, 5, 6))
    codes = rng.choices((0, 1, 2, 3, 4), weights=(20, 25, 25, 18, 12))[0]
    blocks = []
    sections = [[] for _ in range(headings + 1)]
    while budget > 0:
        section = rng.choice(sections)
        if rng.random() < 0.24:
            items = [rng.randint(4, 14) for _ in range(rng.randint(3, 7))]
            section.append(("ul", items))
            budget -= sum(items)
        else:
            sentences = [rng.randint(6, 18) for _ in range(rng.randint(2, 6))]
            marks = [rng.choice(("", "", "", "", "b", "i", "c")) for _ in sentences]
            section.append(("p", sentences, marks, []))
            budget -= sum(sentences)
    if number % 2 == 0:
        rng.choice(sections).append(("table", rng.randint(3, 6), rng.randint(2, 4)))
    for _ in range(codes):
        lang = rng.choice(("rust", "rust", "python", "bash", "json", "toml"))
        code = ("code", lang, rng.randint(5, 30), rng.getrandbits(64), rng.random() < 0.1)
        section = rng.choice(sections)
        place = rng.randint(0, len(section))
        if with_code:
            section.insert(place, code)
    for depth, section in enumerate(sections):
        if depth:
            blocks.append(("h", 3 if depth > 1 and rng.random() < 0.35 else 2, rng.randint(2, 5)))
        if not any(block[0] == "p" for block in section):
            section.insert(0, ("p", [rng.randint(6, 18) for _ in range(2)], ["", ""], []))
        blocks.extend(section)
    paragraphs = [block for block in blocks if block[0] == "p"]
    for _ in range(rng.randint(1, 4)):
        rng.choice(paragraphs)[3].append(rng.randrange(chapters))
    return {"title": rng.randint(2, 4), "blocks": blocks, "wrap": rng.random() < 0.5}


def add_print(rng, plan):
    """A figure and a note, the same for every locale."""
    blocks = plan["blocks"]
    paragraphs = [at for at, block in enumerate(blocks) if block[0] == "p"]
    plan["note"] = (rng.choice(paragraphs), rng.randint(8, 20))
    blocks.insert(rng.choice(paragraphs) + 1, ("figure", [rng.randint(20, 100) for _ in range(4)]))
    if blocks[plan["note"][0]][0] != "p":  # the figure came before it
        plan["note"] = (plan["note"][0] + 1, plan["note"][1])


# --------------------------------------------------------------------- code

def ident(rng):
    return f"{rng.choice(VERBS)}_{rng.choice(NOUNS)}"


def code_block(lang, lines, seed, locale):
    """Source text of about `lines` lines; `locale` gives the words of comments."""
    rng = random.Random(seed)
    # Comments draw from their own stream: a translated block keeps its code.
    talk = random.Random(f"{seed}/{locale.tag}")

    def comment(n=6):
        return locale.phrase(talk, n)

    out = []
    noun = lambda: rng.choice(NOUNS)
    num = lambda: rng.randint(1, 4096)
    if lang == "rust":
        kind = noun().capitalize()
        out += [f"use std::collections::HashMap;", "", f"/// {comment()}", "#[derive(Debug, Clone)]",
                f"pub struct {kind} {{", f"    {noun()}: HashMap<String, u{rng.choice((8, 32, 64))}>,", "}"]
        while len(out) < lines:
            a, b = noun(), noun()
            out += ["", f"    // {comment()}", f"    let mut {a} = {ident(rng)}(&{b}, {num()})?;",
                    f"    for ({b}, item) in {a}.iter().enumerate() {{",
                    f"        if item.len() > {num()} && {b} != {num()} {{",
                    f'            println!("{a}: {{}} of {{:?}}", {b}, item);', "        }", "    }"]
        head = out[:7]
        body = out[8:]
        out = head + (["", f"pub fn {ident(rng)}(input: &str) -> Result<{kind}, Error> {{"] + body + ["}"] if body else [])
    elif lang == "python":
        out += [f"import {rng.choice(('json', 'sys', 're', 'pathlib'))}", "",
                f"def {ident(rng)}({noun()}, limit={num()}):", f'    """{comment()}"""']
        while len(out) < lines:
            a, b = noun(), noun()
            out += [f"    # {comment()}", f"    {a} = [{b}.strip() for {b} in open('{b}.txt') if {b}]",
                    f"    while len({a}) < {num()} and not None:",
                    f"        {a}.append(f\"{b}-{{len({a})}}\" % {num()})"]
        out.append("    return True")
    elif lang == "bash":
        out += ["#!/bin/bash", f"# {comment()}", "set -euo pipefail"]
        while len(out) < lines:
            a, b = noun(), noun()
            out += [f'{a.upper()}="${{1:-{b}}}"  # {comment(4)}', f'for {b} in "${a.upper()}"/*.md; do',
                    f"    if [ -f \"${b}\" ] && grep -q '{a}' \"${b}\"; then",
                    f'        echo "{ident(rng)} $(wc -l < "${b}") {num()}" >> {a}.log', "    fi", "done"]
    elif lang == "json":
        out.append("{")
        while len(out) < lines - 2:
            out.append(rng.choice((
                lambda: f'  "{ident(rng)}": {num()},',
                lambda: f'  "{ident(rng)}": {json.dumps(rng.random() < 0.5)},',
                lambda: f'  "{ident(rng)}": "{noun()}/{noun()}.{num()}",',
                lambda: f'  "{ident(rng)}": ["{noun()}", "{noun()}", {num()}, null],'))())
        out += [f'  "description": {json.dumps(comment(), ensure_ascii=False)}', "}"]
    else:
        while len(out) < lines:
            out += [f"# {comment()}", f"[{noun()}.{ident(rng)}]"]
            for _ in range(rng.randint(2, 5)):
                out.append(rng.choice((
                    lambda: f'{ident(rng)} = "{noun()}-{num()}"',
                    lambda: f"{ident(rng)} = {num()}",
                    lambda: f'{ident(rng)} = ["{noun()}", "{noun()}"]',
                    lambda: f"{ident(rng)} = {json.dumps(rng.random() < 0.5)}"))())
            out.append("")
    out = out[:30]
    while out and not out[-1]:
        out.pop()
    return "\n".join(out)


# --------------------------------------------------------------------- text

def draw(rng, locale, bars):
    """A drawing of bars of these heights, each with a word of the locale."""
    shapes = "".join(f'<rect x="{at * 120 + 20}" y="{120 - bar}" width="80" height="{bar}" fill="#0b7285"/>'
                     f'<text x="{at * 120 + 60}" y="146">{rng.choice(locale.words)}</text>'
                     for at, bar in enumerate(bars))
    return ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 160" font-size="20" text-anchor="middle">'
            f"<title>{locale.phrase(rng, 2)}</title>{shapes}</svg>\n")


def render(rng, locale, plan, source, names, figure=None):
    """The Markdown body of one page in one locale (no title); `figure` is the file of its drawing."""
    words, sep = locale.words, locale.sep
    out = []
    for block in plan["blocks"]:
        kind = block[0]
        if kind == "p":
            tokens = []
            _, sentences, marks, links = block
            for position, (n, mark) in enumerate(zip(sentences, marks)):
                picked = rng.choices(words, k=n)
                picked[0] = picked[0][0].upper() + picked[0][1:]
                at = n // 2
                if n > 10:
                    picked[at - 2] += locale.comma
                if mark == "b":
                    picked[at] = f"**{picked[at]}**"
                elif mark == "i":
                    picked[at] = f"*{picked[at]}*"
                elif mark == "c":
                    picked[at] = f"`{words[n]}`"
                for index, link in enumerate(links):
                    if index % len(sentences) == position:
                        part, chapter = names[link]
                        text = locale.phrase(rng, 2)
                        picked[-2] = f"[{text}](../{part}/{chapter}.md)"
                picked[-1] += locale.stop
                tokens += picked
            if plan["wrap"] and locale.spaced:
                lines = [" ".join(tokens[i:i + 12]) for i in range(0, len(tokens), 12)]
                out.append("\n".join(lines))
            else:
                out.append(sep.join(tokens))
        elif kind == "h":
            out.append("#" * block[1] + " " + locale.phrase(rng, block[2]))
        elif kind == "ul":
            out.append("\n".join(
                f"- **{locale.phrase(rng, 1)}**: {sep.join(rng.choices(words, k=n))}{locale.stop}"
                if i % 3 == 0 else f"- {locale.phrase(rng, n)}{locale.stop}"
                for i, n in enumerate(block[1])))
        elif kind == "table":
            _, rows, columns = block
            lines = ["| " + " | ".join(locale.phrase(rng, 2) for _ in range(columns)) + " |",
                     "|" + " --- |" * columns]
            for _ in range(rows):
                lines.append("| " + " | ".join(locale.phrase(rng, 3) for _ in range(columns)) + " |")
            out.append("\n".join(lines))
        elif kind == "figure":
            out.append(f"![{locale.phrase(rng, 8)}{locale.stop}]({figure})")
        else:
            _, lang, lines, seed, translated = block
            text = code_block(lang, lines, seed, locale if translated else source)
            out.append(f"```{lang}\n{text}\n```")
    if "note" in plan:
        place, n = plan["note"]
        out[place] += "[^note]"
        out.append(f"[^note]: {locale.phrase(rng, n)}{locale.stop}")
    body = "\n\n".join(out) + "\n"
    if "{{" in body:  # both hugo and mdbook would see a directive
        raise ValueError("a page holds '{{'")
    return body


# ---------------------------------------------------------------- templates

CSS = """:root{color-scheme:light dark;--fg:#1b1b1b;--bg:#fff;--muted:#5a5a5a;--line:#d8d8d8;--link:#0b57d0;--code:#f5f5f5}
@media (prefers-color-scheme:dark){:root{--fg:#e6e6e6;--bg:#16181a;--muted:#a8a8a8;--line:#3a3d40;--link:#8ab4f8;--code:#202326}}
*{box-sizing:border-box}html{font:100%/1.6 system-ui,sans-serif}body{margin:0;color:var(--fg);background:var(--bg)}
a{color:var(--link)}a:focus-visible{outline:3px solid currentColor;outline-offset:2px}
.skip{position:absolute;inset-inline-start:-999px}.skip:focus{inset-inline-start:1rem}
header,footer,.shell{max-width:78rem;margin-inline:auto;padding:1rem}
header{display:flex;flex-wrap:wrap;gap:1rem;justify-content:space-between;border-block-end:1px solid var(--line)}
.shell{display:grid;grid-template-columns:minmax(12rem,18rem) minmax(0,1fr);gap:2rem}
nav ol,nav ul{list-style:none;margin:0;padding:0}nav.crumbs li{display:inline}nav.crumbs li+li::before{content:"/";padding-inline:.4em}
nav.langs ul{display:flex;flex-wrap:wrap;gap:.25rem .75rem}nav.siblings a[aria-current]{font-weight:700;color:inherit;text-decoration:none}
main{max-width:44rem}h1,h2,h3{line-height:1.25;text-wrap:balance}h2{margin-block-start:2.2em}
pre{overflow-x:auto;background:var(--code);padding:.8rem 1rem;border-radius:.3rem;direction:ltr;text-align:left}
code{font-family:ui-monospace,monospace;font-size:.92em}table{border-collapse:collapse;display:block;overflow-x:auto}
th,td{border:1px solid var(--line);padding:.35rem .7rem;text-align:start}
.pager{display:flex;justify-content:space-between;gap:1rem;border-block-start:1px solid var(--line);margin-block-start:3rem;padding-block:1rem}
.chroma :is(.k,.kc,.kd,.kn,.kr,.kt,.ow){color:#8a1a6b}.chroma :is(.s,.s1,.s2,.sb,.sd,.se,.si){color:#0a5c2b}
.chroma :is(.c,.c1,.ch,.cm,.cp){color:var(--muted);font-style:italic}.chroma :is(.m,.mi,.mf,.mh){color:#8a4b00}.chroma :is(.nf,.nc,.nt,.na){color:#0b4a9e}
@media (max-width:48rem){.shell{grid-template-columns:1fr}}
@media print{header,nav,.pager,footer{display:none}.shell{display:block}main{max-width:none}pre{white-space:pre-wrap}}
"""

HUGO_BASE = """<!DOCTYPE html>
<html lang="{{ .Language.Locale }}" dir="{{ .Language.Direction }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ if .IsHome }}{{ .Site.Title }}{{ else }}{{ .Title }} – {{ .Site.Title }}{{ end }}</title>
<link rel="canonical" href="{{ .Permalink }}">
{{- range .AllTranslations }}
<link rel="alternate" hreflang="{{ .Language.Locale }}" href="{{ .Permalink }}">
{{- end }}
<style>{{ partialCached "style.html" . | safeCSS }}</style>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header>
<a href="{{ .Site.Home.RelPermalink }}">{{ .Site.Title }}</a>
<nav class="langs" aria-label="Languages"><ul>
{{- range .AllTranslations }}
<li><a href="{{ .RelPermalink }}" hreflang="{{ .Language.Locale }}" lang="{{ .Language.Locale }}"{{ if eq .Language.Lang $.Language.Lang }} aria-current="true"{{ end }}>{{ .Language.Label }}</a></li>
{{- end }}
</ul></nav>
</header>
<div class="shell">
<nav class="siblings" aria-label="Section"><ol>
{{- range .CurrentSection.Pages }}
<li><a href="{{ .RelPermalink }}"{{ if eq . $.Page }} aria-current="page"{{ end }}>{{ .LinkTitle }}</a></li>
{{- end }}
</ol></nav>
<main id="main">
{{- with .Ancestors.Reverse }}
<nav class="crumbs" aria-label="Breadcrumbs"><ol>
{{- range . }}
<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>
{{- end }}
<li aria-current="page">{{ $.LinkTitle }}</li>
</ol></nav>
{{- end }}
<h1>{{ .Title }}</h1>
{{ block "main" . }}{{ end }}
</main>
</div>
<footer><p>{{ .Site.Title }}</p></footer>
</body>
</html>
"""

HUGO_SINGLE = """{{ define "main" }}
{{ .Content }}
<nav class="pager" aria-label="Pages">
{{- with .Prev }}<a rel="prev" href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}
{{- with .Next }}<a rel="next" href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end -}}
</nav>
{{ end }}
"""

HUGO_LIST = """{{ define "main" }}
{{ .Content }}
<ol>
{{- range .Pages }}
<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>
{{- end }}
</ol>
<nav class="pager" aria-label="Pages">
{{- with index .Pages 0 }}<a rel="next" href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end -}}
</nav>
{{ end }}
"""


def hugo_config(locales):
    lines = [
        'baseURL = "https://example.org/"',
        f'title = "{TITLE}"',
        'defaultContentLanguage = "en"',
        "defaultContentLanguageInSubdir = true",
        "# handbook makes none of these from this site; mdbook neither.",
        'disableKinds = ["taxonomy", "term", "rss", "sitemap", "robotstxt", "404"]',
        "disablePathToLower = true",
        "",
        "# Links are final URLs: no render hook needed.",
        "[markup.goldmark.renderHooks.link]",
        'useEmbedded = "never"',
        "[markup.goldmark.renderHooks.image]",
        'useEmbedded = "never"',
        "[markup.goldmark.extensions.typographer]",
        "disable = true",
        "[markup.highlight]",
        "codeFences = true",
        "noClasses = false",
        "",
        "[page]",
        'nextPrevSortOrder = "asc"',
        ]
    for weight, locale in enumerate(locales, 1):
        lines += ["", f"[languages.{locale.tag.lower()}]", f'label = "{locale.name}"', f'locale = "{locale.tag}"',
                  f'direction = "{locale.dir}"', f'contentDir = "content/{locale.tag}"', f'title = "{TITLE}"',
                  f"weight = {weight}"]
    return "\n".join(lines) + "\n"


def mdbook_config(locale):
    return f"""[book]
title = "{TITLE}"
language = "{locale.tag}"
text-direction = "{locale.dir}"

[output.html]
smart-punctuation = false

# Neither has a counterpart in the other two sites.
[output.html.search]
enable = false

[output.html.print]
enable = false
"""


# --------------------------------------------------------------------- main

def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--locales", type=int, default=20, help="number of locales, the first is en")
    parser.add_argument("--chapters", type=int, default=600, help="number of chapters")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, help="output directory; must be new or empty")
    parser.add_argument("--no-code", action="store_true", help="leave the code blocks out")
    parser.add_argument("--book", metavar="TAGS", help="a book for print in these locales, the first is en")
    args = parser.parse_args()
    if not 1 <= args.locales <= len(LOCALES):
        parser.error(f"--locales: 1 to {len(LOCALES)}")
    if args.chapters < 1:
        parser.error("--chapters: 1 or more")
    if args.out.exists() and (not args.out.is_dir() or any(args.out.iterdir())):
        parser.error(f"{args.out} is not an empty directory")

    tags = args.book.split(",") if args.book else list(LOCALES)[:args.locales]
    if tags[0] != "en" or not set(tags) <= set(LOCALES):
        parser.error("--book: en first, then any of " + ", ".join(LOCALES))
    locales = [Locale(tag) for tag in tags]
    source = locales[0]
    parts = (args.chapters + PART_SIZE - 1) // PART_SIZE
    width = max(2, len(str(parts)))
    names = [(f"part{n // PART_SIZE + 1:0{width}}", f"chapter-{n % PART_SIZE + 1:02}") for n in range(args.chapters)]
    plans = [plan_chapter(random.Random(f"{args.seed}/plan/{n}"), n, args.chapters, not args.no_code)
             for n in range(args.chapters)]
    if args.book:
        for number, plan in enumerate(plans):
            add_print(random.Random(f"{args.seed}/print/{number}"), plan)
    index_plans = []
    for part in range(parts):
        rng = random.Random(f"{args.seed}/index/{part}")
        index_plans.append({"title": 0, "wrap": False, "blocks": [
            ("p", [rng.randint(8, 16) for _ in range(4)], ["", "b", "", ""],
             [rng.randrange(part * PART_SIZE, min((part + 1) * PART_SIZE, args.chapters))]),
            ("ul", [rng.randint(4, 10) for _ in range(rng.randint(3, 5))])]})

    handbook, hugo, mdbook = (args.out / name for name in ("handbook", "hugo", "mdbook"))
    to_hugo = re.compile(r"\]\(\.\./(part\d+)/(chapter-\d+)\.md\)")

    def put(path, text):
        path.write_text(text, encoding="utf-8", newline="\n")
        return len(text.encode())

    sizes = []
    for locale in locales:
        trees = [handbook / "content" / locale.tag, hugo / "content" / locale.tag, mdbook / locale.tag / "src"]
        trees = trees[:1] if args.book else trees
        for tree in trees:
            for part in range(parts):
                (tree / f"part{part + 1:0{width}}").mkdir(parents=True)
        summary = ["# Summary", ""]
        weight = 0

        def page(name, title, body, index=False):
            nonlocal weight
            weight += 1
            quoted = json.dumps(title, ensure_ascii=False)
            front = f"+++\ntitle = {quoted}\n"
            sizes.append(put(trees[0] / name, f"{front}+++\n\n{body}"))
            if args.book:
                return
            url = r"](../\1/\2/)" if index else r"](../../\1/\2/)"
            hugo_name = name.replace("/index.md", "/_index.md") if index else name
            put(trees[1] / hugo_name, f"{front}weight = {weight}\n+++\n\n{to_hugo.sub(url, body)}")
            put(trees[2] / name, f"# {title}\n\n{body}")

        for number, (part, chapter) in enumerate(names):
            rng = random.Random(f"{args.seed}/{locale.tag}/{number}")
            if number % PART_SIZE == 0:
                at = number // PART_SIZE
                title = f"Part {at + 1:0{width}}" if locale is source else f"{locale.phrase(rng, 1)} {at + 1:0{width}}"
                page(f"{part}/index.md", title, render(rng, locale, index_plans[at], source, names), index=True)
                summary.append(f"- [{title}]({part}/index.md)")
            title = locale.phrase(rng, plans[number]["title"])
            figure = f"{chapter}.svg"
            page(f"{part}/{chapter}.md", title, render(rng, locale, plans[number], source, names, figure))
            for block in plans[number]["blocks"]:
                if block[0] == "figure":
                    put(trees[0] / part / figure, draw(rng, locale, block[1]))
            summary.append(f"  - [{title}]({part}/{chapter}.md)")

        summary = "\n".join(summary) + "\n"
        if locale is source:
            put(trees[0] / "SUMMARY.md", summary)
        if not args.book:
            put(trees[2] / "SUMMARY.md", summary)
            put(mdbook / locale.tag / "book.toml", mdbook_config(locale))
        folder = handbook / "locales" / locale.tag
        folder.mkdir(parents=True)
        put(folder / "locale.toml", f'title = "{TITLE}"\n')

    tags = ", ".join(json.dumps(locale.tag) for locale in locales)
    # Words by chance: pairs of a source and a translation would hold other numbers and say the contrary.
    off = ["L02", "N", "P"] if args.book else ["L02"]
    checks = "".join(f'{code} = "off"\n' for code in off)
    put(handbook / "handbook.toml", f'[handbook]\nsource = "en"\nlocales = [{tags}]\n\n[check]\n{checks}')
    if not args.book:
        layouts = hugo / "layouts"
        (layouts / "_partials").mkdir(parents=True)
        put(hugo / "hugo.toml", hugo_config(locales))
        put(layouts / "baseof.html", HUGO_BASE)
        put(layouts / "single.html", HUGO_SINGLE)
        put(layouts / "list.html", HUGO_LIST)
        put(layouts / "home.html", HUGO_LIST)
        put(layouts / "_partials" / "style.html", CSS)

    codes = [block for plan in plans for block in plan["blocks"] if block[0] == "code"]
    shared = sum(not block[4] for block in codes)
    chapters = sorted(sizes)
    print(f"{len(locales)} locales × ({args.chapters} chapters + {parts} part pages) = {len(sizes)} pages, "
          f"{sum(sizes)} bytes of Markdown")
    print(f"page bytes: mean {sum(sizes) // len(sizes)}, median {chapters[len(chapters) // 2]}, "
          f"min {chapters[0]}, max {chapters[-1]}")
    print(f"code blocks: {len(codes)} a locale, {shared} of them the same in every locale")
    return 0


if __name__ == "__main__":
    sys.exit(main())
