"""How much of the text of an HTML page a reader gets out of the PDF of it again, in order.

A text is a list of units: words, or characters where a script writes no spaces. Punctuation, spaces, soft and
line-end hyphens and marks of direction are no units; compatibility forms, as PDFs have them for Arabic and Thai, are
folded."""

import re
import subprocess
import unicodedata
from difflib import SequenceMatcher
from html.parser import HTMLParser

# The least share of the units that comes back, rounded to two digits. Below one are scripts whose clusters pdftotext
# cannot take apart: Arabic loses few words, Nastaliq a third.
LEAST = {
    "en": 1.0, "es": 1.0, "fr": 1.0, "ru": 1.0, "zh-Hans": 1.0, "ja": 1.0, "am": 1.0, "bn": 1.0, "hi": 1.0,
    "ar": 0.94, "th": 1.0, "ur": 0.60,
}
# A whole block that is as good as gone is told even where the sum would pass.
GONE = 0.3
SPACELESS = ("zh", "ja", "th", "km", "lo", "my")

BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "td", "th", "pre", "dt", "dd", "figcaption", "div",
          "section", "article", "ul", "ol", "table", "figure", "tr", "nav", "aside", "blockquote", "dl"}
SILENT = {"svg", "script", "style", "title", "head", "nav"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Blocks(HTMLParser):
    """Collects `(place, text)` of each block; a place is `contents`, `chapter`, `note` or `other`."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.parts, self.found = [], [], []

    def flush(self):
        words = "".join(self.parts).strip()
        self.parts.clear()
        if words:
            self.found.append((next((place for _, place in reversed(self.open) if place), "other"), words))

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        classes = (attributes.get("class") or "").split()
        if tag == "br":
            self.parts.append(" ")
        if tag in VOID:
            return
        if tag in BLOCKS:
            self.flush()
        # The number of a note is no word of the sentence, nor is the arrow back.
        place = None
        if tag == "article" or tag == "section" and "chapter" in classes:
            place = "chapter"
        elif "fn" in classes:
            place = "note"
        elif tag == "nav" and "whole" in classes:
            place = "contents"
        # Links to other files are no words of the chapter.
        elif tag in SILENT or "more" in classes or attributes.get("role") in ("doc-noteref", "doc-backlink"):
            place = "silent"
        self.open.append((tag, place))

    def handle_endtag(self, tag):
        if tag in BLOCKS:
            self.flush()
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not any(place == "silent" for _, place in self.open):
            self.parts.append(data)


def units(words, spaceless):
    """The units of a text."""
    words = unicodedata.normalize("NFKC", words).replace("\u00ad", "")
    words = re.sub(r"(?<=\w)[-\u2010]\s*\n\s*(?=\w)", "", words)
    words = re.sub(r"(?<=\w)[-\u2010\u2011](?=\w)", "", words)
    out, run, kind = [], "", None
    for char in words:
        category = unicodedata.category(char)[0]
        # A joiner stands between letters and is not seen.
        if char in "\u200c\u200d":
            continue
        now = {"L": "letters", "M": "letters", "N": "digits"}.get(category)
        # Marks of direction split no word.
        if now is None and unicodedata.category(char) == "Cf":
            continue
        if now != kind or now is None:
            if run:
                out.append(run)
            run, kind = "", now
        if now:
            run += char
    if run:
        out.append(run)
    return list("".join(out)) if spaceless else out


def pages(pdf, *options):
    """The text of each page, or `None` and what the tool said."""
    done = subprocess.run(["pdftotext", *options, "-enc", "UTF-8", str(pdf), "-"], capture_output=True)
    if done.returncode:
        return None, done.stderr.decode("utf-8", "replace").strip()
    return done.stdout.decode("utf-8").split("\f")[:-1], ""


def measure(pdf, html, locale):
    """`compare` for one PDF and the number of its pages, or `None` and what the tool said. pdftotext guesses columns,
    and then reads a table of full-width letters across its cells; with `-raw` it takes the order of the file, and
    cuts some clusters. The better of both is what a reader can get."""
    best = None
    for options in ((), ("-raw",)):
        page_list, problem = pages(pdf, *options)
        if page_list is None:
            return None, problem
        result = compare(html, page_list, locale)
        if best is None or result[0] > best[0]:
            best = (*result, len(page_list))
    return best, ""


def flow(page_list, spaceless):
    """All units of the PDF, and the page of each, counted from one."""
    found, places = [], []
    for number, page in enumerate(page_list, 1):
        new = units(page, spaceless)
        found += new
        places += [number] * len(new)
    return found, places


def common(wanted, found):
    """Pairs of places `(wanted, found)` of a longest common subsequence. A row of its table is one number: bit `j` is
    clear where one more unit of `found` makes the subsequence longer."""
    masks = {}
    for at, unit in enumerate(found):
        masks[unit] = masks.get(unit, 0) | 1 << at
    full = (1 << len(found)) - 1
    rows = [full]
    for unit in wanted:
        row = rows[-1]
        hit = row & masks.get(unit, 0)
        rows.append((row + hit | row - hit) & full)
    pairs, row, column = [], len(wanted), len(found)
    while row and column:
        if rows[row] >> column - 1 & 1:
            column -= 1
            continue
        row -= 1
        if rows[row] >> column - 1 & 1:
            column -= 1
            pairs.append((row, column))
    return pairs[::-1]


def note(wanted, found):
    """`common` for a note, which stands at the foot of some page: around the longest run that is like it."""
    longest = SequenceMatcher(None, wanted, found, autojunk=False).find_longest_match()
    left = max(0, longest.b - longest.a - 20)
    pairs = common(wanted, found[left:longest.b + len(wanted) - longest.a + 20])
    return [(at, left + place) for at, place in pairs]


def compare(html, page_list, locale):
    """The share of the text that is found, the page of the table of contents, and the findings."""
    parser = Blocks()
    parser.feed(html.read_text(encoding="utf-8"))
    parser.close()
    spaceless = locale.split("-")[0] in SPACELESS
    found, places = flow(page_list, spaceless)
    blocks = [(place, words, units(words, spaceless)) for place, words in parser.found]
    blocks = [block for block in blocks if block[0] in ("chapter", "note") and block[2]]
    if not blocks or not found:
        return 0.0, None, [f"{html} has no chapter" if not blocks else "no text comes back"]

    pairs = dict(common([unit for place, _, wanted in blocks if place == "chapter" for unit in wanted], found))
    hits = total = at = 0
    torn = []
    for place, words, wanted in blocks:
        if place == "note":
            mine = [where for _, where in note(wanted, found)]
        else:
            mine = [pairs[one] for one in range(at, at + len(wanted)) if one in pairs]
            at += len(wanted)
        hits += len(mine)
        total += len(wanted)
        if len(mine) < len(wanted):
            page = f"page {places[mine[0]]}" if mine else "on no page"
            torn.append((len(mine) / len(wanted), len(wanted), page, words))
    share, findings = hits / total, []
    least = LEAST.get(locale)
    torn.sort(key=lambda item: (item[0] - 1) * item[1])
    if least is None:
        findings.append(f"how much of the text must come back is not settled for {locale}: {share:.3f} does")
    else:
        # What stands elsewhere, as cells of a table do where a language runs from right to left, is not gone.
        lost = lambda item: len(note(units(item[3], spaceless), found)) < GONE * item[1]
        gone = [item for item in torn if item[0] < GONE and item[1] > 4 and lost(item)] if least > 0.9 else []
        told = torn[:5] if round(share, 2) < least else gone[:5]
        if told:
            findings.append(f"{share:.3f} of the text comes back, {least} should; {len(torn)} blocks are not whole")
        for part, _, page, words in told:
            findings.append(f"{page}: {part:.2f} of “{' '.join(words.split())[:60]}”")
    return share, contents(parser.found, page_list, spaceless), findings


def contents(blocks, page_list, spaceless):
    """The page among the first ten that holds most of the start of the table of contents."""
    wanted = [unit for place, words in blocks if place == "contents" for unit in units(words, spaceless)][:60]
    best = (0, None)
    for number, page in enumerate(page_list[:10], 1):
        matcher = SequenceMatcher(None, wanted, units(page, spaceless), autojunk=False)
        size = sum(match.size for match in matcher.get_matching_blocks())
        best = max(best, (size, number), key=lambda item: item[0])
    return best[1]
