"""How much of the text of `print.html` a reader gets out of the PDF again, in order.

A text is a list of units: words, or characters where a script writes no spaces. Punctuation, spaces, soft and
line-end hyphens and marks of direction are no units; compatibility forms, as PDFs have them for Arabic and Thai, are
folded."""

import re
import subprocess
import unicodedata
from difflib import SequenceMatcher
from html.parser import HTMLParser

# The least share of the units that comes back, rounded to two digits. Below one are scripts whose clusters pdftotext
# cannot take apart: Arabic and Thai lose few, Nastaliq half of its words.
LEAST = {
    "en": 1.0, "es": 1.0, "fr": 1.0, "ru": 1.0, "zh-Hans": 1.0, "ja": 1.0, "am": 1.0, "bn": 1.0, "hi": 1.0,
    "ar": 0.94, "th": 0.97, "ur": 0.50,
}
# A whole block that is as good as gone is told even where the sum would pass.
GONE = 0.3
SPACELESS = ("zh", "ja", "th", "km", "lo", "my")

BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "td", "th", "pre", "dt", "dd", "figcaption", "div",
          "section", "ul", "ol", "table", "figure", "tr", "nav", "aside", "blockquote", "dl"}
SILENT = {"svg", "script", "style", "title", "head"}
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
        place = "contents" if "whole" in classes else "chapter" if "chapter" in classes and tag == "section" else None
        if attributes.get("role") == "doc-endnotes":
            place = "note"
        if tag in SILENT or attributes.get("role") in ("doc-noteref", "doc-backlink"):
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


def measure(pdf, locale):
    """`compare` for one PDF and the number of its pages, or `None` and what the tool said. pdftotext guesses columns,
    and then reads a table of full-width letters across its cells; with `-raw` it takes the order of the file, and
    cuts some clusters. The better of both is what a reader can get."""
    best = None
    for options in ((), ("-raw",)):
        page_list, problem = pages(pdf, *options)
        if page_list is None:
            return None, problem
        result = compare(pdf.with_name("print.html"), page_list, locale)
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


def find(wanted, found, start, reach):
    """How many units of `wanted` stand in `found` in order, from `start` at most `reach` units on; and the first and
    the end of them. The longest run that matches says where the block is; what stands between its parts may be the
    foot of a page with its notes."""
    size = len(wanted)
    end = min(len(found), start + size + reach)
    for at in range(start, end - size + 1):
        if found[at] == wanted[0] and found[at:at + size] == wanted:
            return size, at, at + size
    longest = SequenceMatcher(None, wanted, found[start:end], autojunk=False).find_longest_match()
    if not longest.size:
        return 0, start, start
    gap = 200
    left = max(start, start + longest.b - longest.a - gap)
    right = min(end, start + longest.b + size - longest.a + gap)
    matches = SequenceMatcher(None, wanted, found[left:right], autojunk=False).get_matching_blocks()[:-1]
    return sum(match.size for match in matches), left + matches[0].b, left + matches[-1].b + matches[-1].size


def compare(html, page_list, locale):
    """The share of the text that is found, the page of the table of contents, and the findings."""
    parser = Blocks()
    parser.feed(html.read_text(encoding="utf-8"))
    parser.close()
    spaceless = locale.split("-")[0] in SPACELESS
    found, places = flow(page_list, spaceless)
    reach = 2000 if spaceless else 600
    at = hits = total = 0
    worst = []
    for place, words in parser.found:
        wanted = units(words, spaceless)
        if place not in ("chapter", "note") or not wanted:
            continue
        # A note stands at the foot of the page that refers to it, not where the HTML has it.
        start, far = (0, len(found)) if place == "note" else (at, reach)
        count, begin, end = find(wanted, found, start, far)
        part = count / len(wanted)
        if place == "chapter" and part > 0.5:
            at = end
        hits += count
        total += len(wanted)
        if count < len(wanted):
            page = places[min(begin, len(places) - 1)] if places else 0
            worst.append((part, len(wanted), page, words))
    if not total:
        return 0.0, None, [f"{html} has no chapter"]
    share, findings = hits / total, []
    least = LEAST.get(locale)
    worst.sort(key=lambda item: (item[0] - 1) * item[1])
    if least is None:
        findings.append(f"how much of the text must be found is not settled for {locale}: found are {share:.3f}")
    else:
        gone = [item for item in worst if item[0] < GONE and item[1] > 4] if least > 0.9 else []
        told = worst[:5] if round(share, 2) < least else gone[:5]
        if told:
            findings.append(f"{share:.3f} of the text comes back, {least} should; {len(worst)} blocks are not whole")
        for part, _, page, words in told:
            findings.append(f"page {page}: {part:.2f} of “{' '.join(words.split())[:60]}”")
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
