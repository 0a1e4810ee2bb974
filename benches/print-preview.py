#!/usr/bin/env python3
"""How soon the preview shows a new PDF of a book of 300 A5 pages, in English and in Bengali. Its PDFs are not packed.

    benches/print-preview.py [HANDBOOK] [--chapters 84] [--runs 7]

first      from the start of the program, which reads and checks the whole book, to the whole PDF
edit       from a save, which changes a word of one paragraph in the middle, to the whole new PDF
shift      the same, with a new paragraph of twelve lines, which moves all pages behind it
peak       memory of the program at the end

HANDBOOK is the binary, by default target/release/handbook. Times are medians of the runs, with the smallest and the
largest. Needs python3 only.
"""

import argparse
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("handbook", nargs="?", default=HERE.parent / "target/release/handbook", type=pathlib.Path)
    parser.add_argument("--chapters", default=84, type=int)
    parser.add_argument("--runs", default=7, type=int)
    options = parser.parse_args()
    for locale in ("en", "bn"):
        work = pathlib.Path(tempfile.mkdtemp(prefix="handbook-preview."))
        try:
            measure(options, locale, work)
        finally:
            shutil.rmtree(work)


def measure(options, locale, work):
    generate = [str(HERE / "generate.py"), "--out", str(work), "--book", "en,bn", "--no-code"]
    subprocess.run(["python3", *generate, "--chapters", str(options.chapters)], check=True, stdout=subprocess.DEVNULL)
    book = work / "handbook"
    start = time.monotonic()
    program = subprocess.Popen([str(options.handbook), "-C", str(book), "serve"], stderr=subprocess.PIPE, text=True)
    try:
        url = next(match[1] for line in program.stderr if (match := re.match(r"open (http\S+)", line)))
        cover = get(f"{url}{locale}/").decode()
        address = url + locale + "/" + re.search(r'href="([^"]+\.pdf)"', cover)[1]
        pdf = get(address)
        first = time.monotonic() - start
        chapter = sorted(path for path in (book / "content" / locale).glob("**/*.md") if path.name != "SUMMARY.md")
        chapter = chapter[len(chapter) // 2]
        text = chapter.read_text()
        paragraph = next(part for part in text.split("\n\n")[3:] if part[0].isalpha() and "\n" not in part[:-1])
        edits = {"edit": [], "shift": []}
        for run in range(options.runs):
            for kind, new in (("edit", f"{paragraph} {run}"), ("shift", f"{paragraph}\n\n{run}. " + paragraph * 6)):
                save = time.monotonic()
                chapter.write_text(text.replace(paragraph, new, 1))
                # The program waits for ten milliseconds of quiet before it looks.
                time.sleep(0.03)
                while (now := get(address)) == pdf:
                    pass
                edits[kind].append(time.monotonic() - save)
                pdf = now
        peak = re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{program.pid}/status").read_text())
        pages = len(re.findall(rb"/Type/Page\b(?!s)", pdf))
        print(f"{locale}  {pages} pages, {len(pdf)} bytes, first {first:.2f} s", end="")
        for kind, times in edits.items():
            print(f", {kind} {statistics.median(times):.2f} s ({min(times):.2f} to {max(times):.2f})", end="")
        print(f", peak {int(peak[1]) // 1024} MiB")
    finally:
        program.terminate()
        program.wait()


def get(address):
    with urllib.request.urlopen(address, timeout=120) as answer:
        return answer.read()


if __name__ == "__main__":
    main()
