#!/usr/bin/env python3
"""Make the fonts that the PDF output embeds, with their licences and manifest.

The sources are the npm packages pinned in package.json. From this folder:

    npm ci --ignore-scripts
    python3 -m pip install -r requirements.txt
    python3 cut.py            writes print/ and, of its fonts, the archives
    python3 cut.py --check    makes everything again elsewhere and compares it

The program embeds the archives, the manifest and the licences; print/ itself is
not kept. An archive is the fonts one behind the other in the manifest's order,
compressed as one: Regular and Bold share tables, and the East Asian fonts share
glyphs.

The bytes depend on the sources, the table below and the version of fontTools
only, so the same command gives the same files on any machine.
"""

import argparse
import hashlib
import json
import pathlib
import shutil
import sys
import tempfile
import tomllib

import fontTools
import zstandard
from fontTools import subset
from fontTools.ttLib import TTFont

FONTTOOLS = "4.68.0"
ZSTANDARD = "0.25.0"
ARCHIVES = {"fonts.zst": lambda cut: cut not in EAST_ASIAN_SETS, "fonts-cjk.zst": lambda cut: cut in EAST_ASIAN_SETS}
EAST_ASIAN_SETS = {"gb2312", "big5-level-1", "jis-x-0208", "ks-x-1001"}
HERE = pathlib.Path(__file__).resolve().parent
SCOPE = "@expo-google-fonts"
REGULAR, BOLD, ITALIC, BOLD_ITALIC = (
    ("400Regular", "Regular", "normal", 400),
    ("700Bold", "Bold", "normal", 700),
    ("400Regular_Italic", "Italic", "italic", 400),
    ("700Bold_Italic", "BoldItalic", "italic", 700),
)


def block(*ranges):
    return {c for first, last in ranges for c in range(first, last + 1)}


def points(text):
    return {ord(c) for c in text if not c.isspace()}


def pairs(codec, lead, trail):
    """The characters that a codec gives for the byte pairs lead × trail."""
    found = set()
    for a in lead:
        for b in trail:
            try:
                text = bytes((a, b)).decode(codec)
            except UnicodeDecodeError:
                continue
            # A pair that decodes to two characters is two single bytes, or a
            # base with a mark whose parts come from the blocks below.
            if len(text) == 1:
                found.add(ord(text))
    return found


# Every cut keeps these where the source has them: shapers look for the space
# to draw invisible characters with, and for the joiners, the dotted circle and
# the variation selectors of text and emoji presentation.
ALWAYS = block((0x20, 0x20), (0xA0, 0xA0), (0x200B, 0x200F), (0x2060, 0x2060),
               (0x25CC, 0x25CC), (0xFE0E, 0xFE0F), (0xFEFF, 0xFEFF))

# What all four East Asian fonts have beside their national set: Latin with the
# accents of French and pinyin, so that a single font can set a whole line;
# general punctuation, kana, and the half-width and full-width forms.
EAST_ASIAN = block((0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x205E), (0x20A0, 0x20BF),
                   (0x3000, 0x303F), (0x3040, 0x30FF), (0x31F0, 0x31FF),
                   (0xFE30, 0xFE6B), (0xFF01, 0xFFEE))
# The Unicode forms of units and enclosed numbers are in everyday use in all
# four languages and cost little.
ENCLOSED = block((0x2460, 0x24FF), (0x2776, 0x2793), (0x3200, 0x33FF))

GR94 = range(0xA1, 0xFF)
BIG5_TRAIL = [*range(0x40, 0x7F), *GR94]

# The sets are older than today's lists of characters. These are what CLDR lists
# for the language beyond them, characters of health texts, and a few of names.
SIMPLIFIED = "呣啰瞭镕喆祎堃犇囧槑瑄煳粿槟"
TRADITIONAL = """
丌佉傣厘啥喵圜彞扥拏撣敍珥祛窶蔕鉢闍頞
丨丶丿亅亠仂僳兹冂冖冫凵别勹匚匸卩厂厶叶唵噁噘囗墎夂夊奥宀屮峇巛幺广廴彐彡彳忡懨掰摀攴无残殭殳气浣爿獾疒癶禸
网艸菇虍蝟蟄蟳裏裱襾豸辵隶靑静飆髟鬯黹黽龠
僂搐氡氰焗獼疱痤瘻癇癤癰砒硒粿耵聹蕁蜱蟎蠓骶髕
"""
# Four of the kanji that Japanese schools teach since 2010, others that CLDR
# lists, and the variants in common family names.
JOYO = "剝塡頰𠮟拼贛錄閩髙﨑"


def gb2312():
    return EAST_ASIAN | ENCLOSED | pairs("gb2312", GR94, GR94) | points(SIMPLIFIED)


def big5_level_1():
    # Symbols are in rows A1 to A3, the 5,401 frequent characters in A4 to C6.
    # Level 1 lacks words of medicine and cooking, many of which are frequent in
    # simplified Chinese or Japanese: rows B0 to D7 and B0 to CF are level 1 there.
    frequent = pairs("gb2312", range(0xB0, 0xD8), GR94) | pairs("euc_jp", range(0xB0, 0xD0), GR94)
    return (EAST_ASIAN | ENCLOSED | pairs("big5", range(0xA1, 0xC7), BIG5_TRAIL)
            | pairs("big5", range(0xC9, 0xFA), BIG5_TRAIL) & frequent | points(TRADITIONAL))


def jis_x_0208():
    # Row 13 of the vendors' extension has the circled numbers and units that
    # JIS X 0208 itself lacks.
    return (EAST_ASIAN | ENCLOSED | pairs("euc_jp", GR94, GR94)
            | pairs("cp932", [0x87], range(0x40, 0xFD)) | points(JOYO))


def ks_x_1001():
    return EAST_ASIAN | ENCLOSED | block((0x3131, 0x318E)) | pairs("euc_kr", GR94, GR94)


def mono():
    # Code and commands need letters, marks, punctuation, arrows, operators and
    # the frames that programs draw; phonetic letters and the like come from Noto Sans.
    return block((0x20, 0x24F), (0x2B0, 0x36F), (0x370, 0x3FF), (0x400, 0x52F),
                 (0x1E00, 0x1EFF), (0x2000, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF),
                 (0x2300, 0x23FF), (0x2500, 0x25FF), (0x2610, 0x2612), (0x27F0, 0x27FF))


def symbols():
    # Enclosed letters and numbers, the signs of medicine, and what else of the
    # symbol blocks is drawn here rather than in Noto Sans Symbols 2.
    return block((0x2150, 0x218F), (0x2190, 0x21FF), (0x2300, 0x23FF), (0x2460, 0x24FF),
                 (0x2600, 0x27BF), (0x1F100, 0x1F1AD))


def symbols_2():
    return block((0x2190, 0x21FF), (0x2300, 0x23FF), (0x25A0, 0x25FF), (0x2600, 0x27BF),
                 (0x2B00, 0x2BFF), (0x1F6C7, 0x1F6CA), (0x1F780, 0x1F7D8),
                 (0x1F800, 0x1F8B1)) - CHESS_AND_GAMES


def math():
    # Noto Sans has no arrows and no comparison signs, and a handbook says ≥ 38 °C.
    return block((0x2190, 0x21FF), (0x2200, 0x22FF), (0x2308, 0x230B), (0x27E6, 0x27EB),
                 (0x27F0, 0x27FF))


# Pieces of games and signs of divination are large and no handbook needs them.
CHESS_AND_GAMES = block((0x2630, 0x2637), (0x2654, 0x265F), (0x2680, 0x2685), (0x268A, 0x268F),
                        (0x26C0, 0x26C3))


def emoji():
    # With the five skin tones and the joiner, so that sequences such as the
    # health worker's are drawn as one picture.
    return points(EMOJI) | block((0x1F3FB, 0x1F3FF)) | {0x200D, 0x20E3, 0xFE0F}


# Emoji that a prevention handbook uses, one line a subject. The signs ♀ ♂ ⚕ are
# parts of sequences such as the health worker's; the keycaps need digits and 20E3.
EMOJI = """
😀 😃 😄 😉 😊 😌 😐 😔 😕 😖 😞 😟 😢 😣 😥 😨 😩 😪 😫 😭 😮 😰 😱 😴 😵 😷 🙂 🙁 🙅 🙆 🙋 🙌 🙏 🤒 🤔 🤕 🤝 🤢 🤧 🤮 🥱 🥴 🥵 🥶
👀 👁 👂 👃 👄 👅 👆 👇 👈 👉 👊 👋 👌 👍 👎 👏 👐 ✋ ✊ ✌ ☝ 🤚 🤏 🤲 🖐 💪 🦵 🦶 🦷 🦴 🧠 🫀 🫁 👣
👤 👥 👦 👧 👨 👩 👪 👫 👮 👴 👵 👶 👷 🧑 🧒 🧓 🤰 🫄 🤱 🤦 🤷 🧏 🚶 🏃 🛌 🛀 🚴 🏊 🧘 🗣 🫂
🏥 🚑 💉 💊 🩹 🩺 🩸 🩻 🩼 🧪 🧫 🧬 🔬 🌡 🦠 🦽 🦼 🦯 🦻 🦺 ⛑ ♿ ⚕ ♀ ♂ 🔍 🔎 🥼 🥽 🧤
🧼 🧽 🪥 🪒 🧴 🧻 🚿 🛁 🚽 🚻 🚹 🚺 🚼 🚾 🚰 🚱 🚮 🚯 🗑 🧹 🧺 🪣 💦 💧 🌊 💨 🛏 🪟 🚪
🍎 🍌 🍉 🍊 🍋 🍅 🌾 🌱 🌿 🥕 🥦 🥬 🥜 🫘 🍄 🍞 🍚 🍲 🥗 🍗 🥩 🍳 🥚 🧀 🥛 🍼 🐟 🦐 🍬 🍰 🍟 🍔 🧂 🍯 ☕ 🍵 🥤 🍺 🍷 🍽 🍴 🥄 🧊 🔪
🦟 🐀 🐍 🦂 🕷 🐜 🐝 🪰 🪳 🪱 🪲 🐛 🐌 🐕 🐈 🐄 🐖 🐑 🐐 🐓 🐦 🦆 🦇 🐒 🐪 🌳
🔥 💥 🌪 🌀 🌫 🌧 🌨 🌩 🌈 🌞 🌙 🌋 🌍 ☀ ☁ ☂ ☔ ⚡ ❄ ⛈ 🏔 🧯 🚒 🚨 🚧 ☢ ☣ ⚠ 🛢 🏭 🚬 🚭
🏠 🏢 🏫 🏪 🛖 ⛺ 🏘 🏚 🚗 🚌 🚓 🚚 🚜 🚲 🛵 🏍 🚂 🚢 🛶 ✈ 🚁 🚦 🚸 🛑 🛣 ⛽
📞 📱 ☎ 💻 📺 📻 📷 🎥 🔊 🔇 📢 📣 🔔 🔕 📧 ✉ 📝 ✏ 📖 📚 📋 📄 📊 📈 📉 📅 📆 📌 📍 📎 🔗 📏 ✂ 🗺 🧭 🎒 🎓 🎯
⏰ ⏱ ⏲ ⏳ ⌛ ⌚ 🕐 🕒 🕕 🕘 🔒 🔓 🔑 🔨 🔧 🛠 ⚙ 🔋 🔌 💡 🔦 🕯 🧰 🧱 🪜 🪵 🪨 ⚖ 💰 💵 🎁 🏆 ⚽ 🧸 🎉 👕 👖 👞 👟 🥾 🧦 🧣 👓 🕶 🛟 🛡
✅ ❌ ❎ ❗ ❓ ❕ ❔ ⭕ ⛔ 🚫 🚷 🚳 📵 🔞 💯 🆘 🆗 🅿 🔴 🟠 🟡 🟢 🔵 🟣 🟤 🟥 🟧 🟨 🟩 🟦 🔺 🔻 🔶 🔷 ⭐ 🌟 ✨ 💬 💭 💤 💔 ❤ 🎗 ♻ ♨ 🚩 ➕ ➖ ➗ ✖ 🔁 🔄 ⏩ ⏪ ▶ ◀ ⏸ ⏹ ℹ # * 0 1 2 3 4 5 6 7 8 9 ⃣
"""

# For horizontal text: composition, regional forms, ligatures, kerning, marks,
# and the proportional and half-width spacing of punctuation. Vertical forms,
# ruby and traditional variants are left out, and their glyphs with them.
HORIZONTAL = ["ccmp", "locl", "rlig", "liga", "clig", "calt", "kern", "mark", "mkmk",
              "palt", "halt", "chws"]
LATIN = ["*"]

FAMILIES = [
    # package, file stem, family, ISO 15924 scripts, styles, (cut name, characters, features)
    ("noto-sans", "NotoSans", "Noto Sans", ["Latn", "Cyrl", "Grek"],
     [REGULAR, BOLD, ITALIC, BOLD_ITALIC], None),
    ("noto-sans-mono", "NotoSansMono", "Noto Sans Mono", ["Latn", "Cyrl", "Grek"],
     [REGULAR, BOLD], ("mono", mono, LATIN)),
    ("noto-sans-bengali", "NotoSansBengali", "Noto Sans Bengali", ["Beng"], [REGULAR, BOLD], None),
    ("noto-sans-devanagari", "NotoSansDevanagari", "Noto Sans Devanagari", ["Deva"],
     [REGULAR, BOLD], None),
    # The last one that draws a letter with its dots as one glyph. Newer ones draw dots apart, and PDF readers that do not
    # look at ActualText find such words in pieces, or turned around.
    ("noto-naskh-arabic", "NotoNaskhArabic", "Noto Naskh Arabic", ["Arab"], [REGULAR, BOLD], None),
    ("noto-nastaliq-urdu", "NotoNastaliqUrdu", "Noto Nastaliq Urdu", ["Arab", "Aran"],
     [REGULAR, BOLD], None),
    ("noto-sans-thai", "NotoSansThai", "Noto Sans Thai", ["Thai"], [REGULAR, BOLD], None),
    ("noto-sans-tamil", "NotoSansTamil", "Noto Sans Tamil", ["Taml"], [REGULAR, BOLD], None),
    ("noto-sans-telugu", "NotoSansTelugu", "Noto Sans Telugu", ["Telu"], [REGULAR, BOLD], None),
    ("noto-sans-gujarati", "NotoSansGujarati", "Noto Sans Gujarati", ["Gujr"],
     [REGULAR, BOLD], None),
    ("noto-sans-khmer", "NotoSansKhmer", "Noto Sans Khmer", ["Khmr"], [REGULAR, BOLD], None),
    ("noto-sans-myanmar", "NotoSansMyanmar", "Noto Sans Myanmar", ["Mymr"],
     [REGULAR, BOLD], None),
    ("noto-sans-ethiopic", "NotoSansEthiopic", "Noto Sans Ethiopic", ["Ethi"],
     [REGULAR, BOLD], None),
    ("noto-sans-symbols", "NotoSansSymbols", "Noto Sans Symbols", ["Zsym"],
     [REGULAR, BOLD], ("symbols", symbols, LATIN)),
    ("noto-sans-symbols-2", "NotoSansSymbols2", "Noto Sans Symbols 2", ["Zsym"],
     [REGULAR], ("symbols-2", symbols_2, LATIN)),
    ("noto-sans-math", "NotoSansMath", "Noto Sans Math", ["Zmth"],
     [REGULAR], ("operators", math, ["ccmp", "locl", "mark", "mkmk", "kern"])),
    ("noto-emoji", "NotoEmoji", "Noto Emoji", ["Zsye"], [REGULAR], ("emoji", emoji, LATIN)),
    ("noto-sans-sc", "NotoSansSC", "Noto Sans SC", ["Hans", "Bopo"],
     [REGULAR], ("gb2312", gb2312, HORIZONTAL)),
    ("noto-sans-tc", "NotoSansTC", "Noto Sans TC", ["Hant", "Bopo"],
     [REGULAR], ("big5-level-1", big5_level_1, HORIZONTAL)),
    ("noto-sans-jp", "NotoSansJP", "Noto Sans JP", ["Jpan", "Hira", "Kana"],
     [REGULAR], ("jis-x-0208", jis_x_0208, HORIZONTAL)),
    ("noto-sans-kr", "NotoSansKR", "Noto Sans KR", ["Kore", "Hang"],
     [REGULAR], ("ks-x-1001", ks_x_1001, HORIZONTAL)),
]


def cut(source, target, name, characters, features):
    options = subset.Options()
    options.layout_features = features
    options.layout_scripts = ["*"]
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.name_legacy = True
    options.notdef_outline = True
    options.recommended_glyphs = False
    # Print at any resolution has no use for hints, and without them the result
    # is smaller; names of glyphs are of use to font editors only.
    options.hinting = False
    options.glyph_names = False
    options.legacy_kern = False
    options.drop_tables += ["vhea", "vmtx", "VORG", "DSIG", "MATH", "meta"]
    options.prune_unicode_ranges = True
    options.prune_codepage_ranges = True
    options.recalc_timestamp = False
    options.recalc_bounds = False
    # The packer in another library, used where it is installed, gives other bytes.
    options.harfbuzz_repacker = False
    font = subset.load_font(str(source), options)
    worker = subset.Subsetter(options)
    worker.populate(unicodes=characters | ALWAYS)
    worker.subset(font)
    # The version says that this is a cut, so that nobody takes the file for the
    # original; the family name stays, which its licence reserves nothing of.
    for record in font["name"].names:
        if record.nameID in (3, 5):
            record.string = f"{record.toUnicode()}; cut to {name}"
    subset.save_font(font, str(target), options)
    font.close()


def verify(path, family, style, weight, cutting):
    font = TTFont(path, lazy=True)
    names, os2 = font["name"], font["OS/2"]
    found = names.getDebugName(16) or names.getDebugName(1)
    assert "glyf" in font and "CFF " not in font and "CFF2" not in font, f"{path}: no glyf"
    assert "fvar" not in font, f"{path}: a variable font"
    assert found == family, f"{path}: family {found}"
    assert os2.usWeightClass == weight, f"{path}: weight {os2.usWeightClass}"
    assert bool(os2.fsSelection & 1) == (style == "italic"), f"{path}: slope"
    assert os2.fsType == 0, f"{path}: embedding restricted"
    assert all(names.getDebugName(i) for i in (0, 13, 14)), f"{path}: licence names"
    assert "GSUB" in font, f"{path}: no GSUB"
    assert "GPOS" in font or family == "Noto Emoji", f"{path}: no GPOS"
    # Licence of the source: reserved names must not be used by a cut.
    assert "Source" not in found or not cutting, f"{path}: reserved name"
    copyright_line = names.getDebugName(0)
    font.close()
    return copyright_line


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def text_list(items):
    return "[" + ", ".join(json.dumps(i) for i in items) + "]"


def licence_of(sources, folder):
    """The licence of a package; of one that has none beside it, the same licence without the copyright of another."""
    own = folder / "LICENSE_FONT"
    text = (own if own.is_file() else sources / SCOPE / "noto-sans" / "LICENSE_FONT").read_text(encoding="utf-8")
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(line for line in lines if own.is_file() or not line.startswith("Copyright"))


def build(sources, out):
    if fontTools.version != FONTTOOLS:
        sys.exit(f"fontTools {FONTTOOLS} is needed for these exact bytes, found {fontTools.version}")
    pinned = json.loads((HERE / "package.json").read_text())["dependencies"]
    licences = out / "LICENSES"
    licences.mkdir(parents=True)
    manifest = ["# Written by cut.py. The PDF output embeds these files and compares their hashes.\n"]
    for package, stem, family, scripts, styles, cutting in FAMILIES:
        folder = sources / SCOPE / package
        version = json.loads((folder / "package.json").read_text())["version"]
        if pinned[f"{SCOPE}/{package}"] != version:
            sys.exit(f"{package} {version} is installed, {pinned[f'{SCOPE}/{package}']} is pinned")
        copyrights = []
        entries = []
        for directory, suffix, style, weight in styles:
            # Older packages have no folders.
            found = sorted((folder / directory).glob("*.ttf")) or sorted(folder.glob(f"*_{directory}.ttf"))
            [source] = found
            target = out / f"{stem}-{suffix}.ttf"
            if cutting:
                cut(source, target, cutting[0], cutting[1](), cutting[2])
            else:
                shutil.copyfile(source, target)
            line = verify(target, family, style, weight, cutting)
            if line not in copyrights:
                copyrights.append(line)
            entry = [
                "[[font]]",
                f"file = {json.dumps(target.name)}",
                f"family = {json.dumps(family)}",
                f"style = {json.dumps(style)}",
                f"weight = {weight}",
                f"scripts = {text_list(scripts)}",
                f"from = {json.dumps(f'{SCOPE}/{package}@{version}')}",
                f"source = {json.dumps(str(source.relative_to(folder)))}",
                f"licence = {json.dumps(f'LICENSES/{stem}.txt')}",
            ]
            if cutting:
                entry.append(f"cut = {json.dumps(cutting[0])}")
            entry.append(f"size = {target.stat().st_size}")
            entry.append(f"sha256 = {json.dumps(digest(target))}")
            entries.append("\n".join(entry) + "\n")
        manifest += entries
        licence = licence_of(sources, folder)
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence, f"{package}: licence text"
        # The fonts' own copyright lines go first where the package's text has others.
        missing = [line for line in copyrights if line not in licence]
        (licences / f"{stem}.txt").write_text(
            "".join(f"{line}\n" for line in missing) + licence.strip() + "\n", encoding="utf-8")
    (out / "manifest.toml").write_text("\n".join(manifest), encoding="utf-8")


def compare(made, kept):
    """The differences between two folders, as lines."""
    files = {str(p.relative_to(d)) for d in (made, kept) for p in d.rglob("*") if p.is_file()}
    for name in sorted(files):
        a, b = made / name, kept / name
        if not a.exists():
            yield f"{name}: not made from the sources"
        elif not b.exists():
            yield f"{name}: missing"
        elif digest(a) != digest(b):
            yield f"{name}: differs"


def archive(folder):
    """The archives of the fonts in a folder with a manifest, by their names."""
    if zstandard.__version__ != ZSTANDARD:
        sys.exit(f"zstandard {ZSTANDARD} is needed, this is {zstandard.__version__}")
    fonts = tomllib.loads((folder / "manifest.toml").read_text())["font"]
    packer = zstandard.ZstdCompressor(level=22)
    return {name: packer.compress(b"".join((folder / font["file"]).read_bytes() for font in fonts
                                           if wanted(font.get("cut"))))
            for name, wanted in ARCHIVES.items()}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--check", action="store_true",
                           help="write nothing, compare what the sources give with print/")
    arguments.add_argument("--sources", type=pathlib.Path, default=HERE / "node_modules")
    arguments.add_argument("--out", type=pathlib.Path, default=HERE / "print")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        made = pathlib.Path(scratch) / "print"
        build(given.sources, made)
        archives = archive(made)
        if given.check:
            names = ["manifest.toml", *(f"LICENSES/{p.name}" for p in (made / "LICENSES").glob("*.txt"))]
            differences = [name for name in names if (made / name).read_bytes() != (HERE / name).read_bytes()]
            differences += [name for name, data in archives.items() if data != (HERE / name).read_bytes()]
            print("\n".join(f"{name}: differs" for name in differences) or "the same")
            return 1 if differences else 0
        # A font dropped from the table above must not stay behind.
        if given.out.exists():
            for old in [*given.out.glob("*.ttf"), *given.out.glob("LICENSES/*.txt")]:
                old.unlink()
        shutil.copytree(made, given.out, dirs_exist_ok=True)
        shutil.copy(made / "manifest.toml", HERE)
        shutil.copytree(made / "LICENSES", HERE / "LICENSES", dirs_exist_ok=True)
        for name, data in archives.items():
            (HERE / name).write_bytes(data)
    total = sum(p.stat().st_size for p in given.out.glob("*.ttf"))
    print(f"{len(list(given.out.glob('*.ttf')))} fonts, {total:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
