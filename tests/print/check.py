#!/usr/bin/env python3
"""Checks every PDF of a built site.

    check.py SITE [--pictures DIR [--update]]    check the book of each locale, and the sheets of chapters
    check.py SITE --selftest                     break one book in every way; each check must find it

structure  qpdf finds neither an error nor a warning
tags       outloud finds no error against PDF/UA-1
text       each chapter's words, taken from the HTML, come back in order by pdftotext (text.py)
pictures   cover, contents, a page with a table and one with a figure, and sheets, look as in DIR

Prints one line a finding, and ends with 1 if there is any, with 2 if it could not check.
Needs qpdf, poppler-utils, and requirements.txt in the Python that runs it.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf
from PIL import Image, ImageChops, ImageDraw, ImageFilter

import text

# Dots per inch of the pictures: an A5 page is 350 × 496 pixels, lines of text can be told apart.
RESOLUTION = 60
# Pictures are compared where a letter and a half stand, box by box: another renderer draws the edges of letters
# otherwise, but as dark in the sum. Between two renderers boxes differed by up to 31 of 255, after a shift of one pixel
# by 25; after one of a line by 67 and more.
BOX, DARKER = 4, 48


def run(*command):
    """Runs a tool; its exit code and what it said, both streams together."""
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout.decode("utf-8", "replace").strip()


def structure(pdf):
    code, said = run("qpdf", "--check", pdf)
    if code == 0 and "WARNING" not in said:
        return []
    return [f"qpdf: {line}" for line in said.splitlines() if "checking " not in line][:5] or [f"qpdf ended with {code}"]


def tags(pdfs):
    """Findings by PDF; one call for all, because the tool takes long to start."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        # The tool comes with the packages of the Python that runs this.
        tool = Path(sys.executable).with_name("outloud")
        code, said = run(tool, "--layer", "conformance", "--fail-on", "error", "--quiet", "--json", report, *pdfs)
        if not report.is_file():
            sys.exit(f"outloud wrote no report (it ended with {code}): {said[-500:]}")
        results = json.loads(report.read_text(encoding="utf-8"))["results"]
    if len(results) != len(pdfs):
        sys.exit(f"outloud looked at {len(results)} of {len(pdfs)} files")
    found = {}
    for pdf, result in zip(pdfs, results):
        errors = [f for f in result["findings"] if f["severity"] == "error"]
        lines = [f"outloud {f['rule']}{page_of(f)}: {f['message']}" for f in errors]
        if result["error"]:
            lines.append(f"outloud could not read it: {result['error']}")
        elif result["counts"]["error"] != 0 and not lines:
            lines.append(f"outloud counts {result['counts']['error']} errors")
        found[pdf] = lines
    # Whatever its report says: the exit code is what the tool promises.
    if code and not any(found.values()):
        found[pdfs[0]].append(f"outloud ended with {code}: {said[-300:]}")
    return found


def page_of(finding):
    return f" page {finding['page']}" if finding.get("page") else ""


def tagged(pdf, kind, after):
    """The first page later than `after` on which an element with this tag begins, counted from one, or `None`."""
    with pikepdf.open(pdf) as opened:
        numbers = {page.objgen: number for number, page in enumerate(opened.pages, 1)}

        def walk(node, page, inside):
            if isinstance(node, pikepdf.Array):
                return next((found for child in node if (found := walk(child, page, inside))), None)
            if isinstance(node, pikepdf.Dictionary):
                page = numbers.get(node.Pg.objgen) if "/Pg" in node else page
                # What holds marked content, or refers to it, has no tag of its own.
                if "/S" in node:
                    return walk(node.get("/K", pikepdf.Array()), page, inside or node.S == kind)
            return page if inside and page and page > after else None

        root = opened.Root.get("/StructTreeRoot")
        return walk(root.K, None, False) if root is not None else None


def source(pdf):
    """The HTML page with the same text, and whether it is the whole book: a sheet is named after its chapter."""
    stem, _, kind = pdf.stem.rpartition("-")
    chapter = pdf.with_name(f"{stem}.html")
    if kind in ("leaflet", "poster") and chapter.is_file():
        return chapter, False
    return pdf.with_name("print.html"), True


def draw(pdf, page, folder):
    """One page as a grey picture of 16 shades, small enough to be kept."""
    stem = Path(folder, f"page-{page}")
    code, said = run("pdftoppm", "-r", RESOLUTION, "-gray", "-png", "-singlefile", "-f", page, "-l", page, pdf, stem)
    if code:
        return None, said
    with Image.open(stem.with_suffix(".png")) as image:
        return image.convert("L").point([(shade + 8) // 17 * 17 for shade in range(256)]), ""


def difference(ours, theirs):
    """How much lighter or darker, of 255, the box is that differs most; and where, in percent of width and height."""
    blur = ImageFilter.BoxBlur(BOX)
    boxes = ImageChops.difference(ours.filter(blur), theirs.filter(blur))
    worst = boxes.getextrema()[1]
    left, top, _, _ = boxes.point([shade >= worst and 255 for shade in range(256)]).getbbox() or (0, 0, 0, 0)
    return worst, f"{100 * left // ours.width} % across, {100 * top // ours.height} % down"


def pictures(pdf, locale, pages, kept, update, seen):
    """Compares pages with the pictures in `kept`; `pages` is a page number by name. Adds to `seen` what it used."""
    findings = []
    with tempfile.TemporaryDirectory() as folder:
        for name, page in pages.items():
            if page is None:
                findings.append(f"the {name} page is not found")
                continue
            image, problem = draw(pdf, page, folder)
            if image is None:
                findings.append(f"page {page} ({name}) cannot be drawn: {problem}")
                continue
            path = Path(kept, f"{locale}-{name}.png")
            seen.add(path)
            if update:
                path.parent.mkdir(parents=True, exist_ok=True)
                image.quantize(16).save(path, optimize=True)
                continue
            if not path.is_file():
                findings.append(f"page {page} ({name}): {path} is not there; look at the page, then --update")
                continue
            with Image.open(path) as before:
                before = before.convert("L")
            if before.size != image.size:
                findings.append(f"page {page} ({name}): {image.size} pixels, but {before.size} in {path}")
                continue
            worst, where = difference(image, before)
            if worst > DARKER:
                findings.append(f"page {page} ({name}) looks unlike {path}: a box differs by {worst} of 255, up to "
                                f"{DARKER} may be; {where}")
    return findings


def check(site, pdfs, kept=None, update=False, say=print):
    """Findings by PDF."""
    found, seen = tags(pdfs), set()
    for pdf in pdfs:
        findings, locale = found[pdf], pdf.relative_to(site).parts[0]
        broken = structure(pdf)
        findings += broken
        html, whole = source(pdf)
        measured, problem = text.measure(pdf, html, locale)
        if measured is None:
            findings.append(f"pdftotext: {problem}")
            continue
        share, contents, lost, count = measured
        findings += lost
        say(f"{pdf.name}: {count} pages, {share:.3f} of the text")
        if kept and not broken:
            pages = {pdf.stem: 1}
            if whole:
                # There are figures on the cover, too.
                pages = {"cover": 1, "contents": contents}
                pages |= {kind.lower(): tagged(pdf, f"/{kind}", contents or 1) for kind in ("Table", "Figure")}
            findings += pictures(pdf, locale, pages, kept, update, seen)
    for stray in sorted(set(Path(kept).glob("*.png")) - seen) if kept else ():
        found.setdefault(stray, []).append("no page is compared with this picture; delete it")
    return found


def report(found):
    lines = [f"{path}: {finding}" for path, findings in found.items() for finding in findings]
    print("\n".join(lines))
    return len(lines)


def hide_tags(pdf):
    """The same PDF, but nothing points to its tree of tags; all offsets stay as they are."""
    plain = pdf.with_suffix(".plain")
    code, said = run("qpdf", "--qdf", "--object-streams=disable", pdf, plain)
    if code:
        sys.exit(f"qpdf could not rewrite {pdf}: {said}")
    data = plain.read_bytes()
    plain.unlink()
    if b"/StructTreeRoot" not in data:
        sys.exit(f"{pdf} has no tags to hide")
    pdf.write_bytes(data.replace(b"/StructTreeRoot", b"/XtructTreeRoot"))


def drop_page(pdf):
    """The same PDF without its last page but one."""
    pages, problem = text.pages(pdf)
    if pages is None or len(pages) < 3:
        sys.exit(f"{pdf} has too few pages to lose one {problem}")
    cut, last = pdf.with_suffix(".cut"), len(pages)
    code, said = run("qpdf", pdf, "--pages", ".", f"1-{last - 2},{last}", "--", cut)
    if code:
        sys.exit(f"qpdf could not cut {pdf}: {said}")
    cut.replace(pdf)


def add_words(html):
    """A paragraph that the PDF does not have."""
    words, mark = html.read_text(encoding="utf-8"), '<section class="chapter"'
    if mark not in words:
        sys.exit(f"{html} has no chapter")
    before, after = words.split(mark, 1)
    head, body = after.split("<p>", 1)
    html.write_text(f"{before}{mark}{head}<p>Zyx wvu tsr qpo nml kji hgf edc.</p>\n<p>{body}", encoding="utf-8")


def blacken(path):
    """A black bar where a line of text may stand."""
    with Image.open(path) as image:
        image = image.convert("L")
    width, height = image.size
    ImageDraw.Draw(image).rectangle((width // 6, height // 3, width // 6 * 5, height // 3 + 8), fill=0)
    image.save(path)


def selftest(pdf):
    """Breaks a copy of a good PDF in each way and looks whether the check of that way, at least, tells it."""
    failed = 0

    def case(name, expected, breaking):
        nonlocal failed
        with tempfile.TemporaryDirectory() as work:
            folder, kept = Path(work, pdf.parent.name), Path(work, "pictures")
            folder.mkdir()
            copy = folder / pdf.name
            shutil.copy(pdf, copy)
            shutil.copy(pdf.with_name("print.html"), folder)
            check(Path(work), [copy], kept, update=True, say=lambda line: None)
            breaking(copy, kept)
            found = check(Path(work), [copy], kept, say=lambda line: None)
            findings = [finding for lines in found.values() for finding in lines]
        good = any(expected in finding for finding in findings) if expected else not findings
        print(f"selftest: {name}: {'ok' if good else 'NOT FOUND' if expected else 'is not clean'}")
        if not good:
            failed += 1
            print("".join(f"  {finding}\n" for finding in findings), end="")

    picture = f"{pdf.parent.name}-cover.png"
    case("a good file", None, lambda copy, kept: None)
    case("a file cut in the middle", "qpdf", lambda copy, kept: os.truncate(copy, copy.stat().st_size // 2))
    case("no tags", "outloud", lambda copy, kept: hide_tags(copy))
    case("a page is missing", "of the text", lambda copy, kept: drop_page(copy))
    case("a paragraph is missing", "“Zyx", lambda copy, kept: add_words(copy.with_name("print.html")))
    case("a picture that differs", "looks unlike", lambda copy, kept: blacken(kept / picture))
    case("a picture that is missing", "is not there", lambda copy, kept: (kept / picture).unlink())
    case("a picture too many", "delete it", lambda copy, kept: shutil.copy(kept / picture, kept / "x-cover.png"))
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="compare pages with the pictures in DIR")
    parser.add_argument("--update", action="store_true", help="write the pictures instead")
    parser.add_argument("--selftest", action="store_true", help="break the first book; each check must find it")
    options = parser.parse_args()
    if options.update and not options.pictures:
        parser.error("--update needs --pictures")
    for tool in ("qpdf", "pdftotext", "pdftoppm"):
        if not shutil.which(tool):
            parser.error(f"{tool} is not installed")
    pdfs = sorted(options.site.rglob("*.pdf"))
    if not pdfs:
        parser.error(f"no PDF in {options.site}")
    # A good file that no check speaks of proves nothing: every locale of the site must have one.
    books = {pdf.parent for pdf in pdfs if source(pdf)[1]}
    bare = [page.parent.name for page in options.site.glob("*/print.html") if page.parent not in books]
    if bare:
        parser.error(f"no PDF for {', '.join(sorted(bare))}")
    if options.selftest:
        return 1 if selftest(next(pdf for pdf in pdfs if source(pdf)[1])) else 0
    return 1 if report(check(options.site, pdfs, options.pictures, options.update)) else 0


if __name__ == "__main__":
    sys.exit(main())
