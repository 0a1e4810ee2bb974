#!/usr/bin/env bash
# How long a PDF of a book of 300 A5 pages takes, in English and in Bengali: handbook, beside WeasyPrint and
# Chromium, which print handbook's own print.html. All three PDFs are tagged; WeasyPrint's is PDF/UA-1.
#
#   benches/print.sh [HANDBOOK] [--chapters N] [--runs N] [--peers-only]
#
# HANDBOOK      the binary; default target/release/handbook
# --chapters    84 give 301 pages in Chromium, in either language
# --peers-only  leave handbook out; it still makes print.html
#
# handbook's time is that of a cold build: a new process without output or cache reads all Markdown of both languages,
# checks it, and makes the PDF of one. The others' time has no part in making print.html. The tools take turns, so
# that a slow minute hits all; medians are compared. The book has no code; each chapter has a figure and a note, every
# second one a table. Memory is the peak of the largest single process; Chromium has several.
#
# Needs python3, GNU time, poppler-utils, Debian's chromium and fonts-noto-core. WEASYPRINT=/path/to/weasyprint
# overrides the one that is installed for the run. Everything happens in /dev/shm and is removed on exit.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
handbook=
chapters=84 runs=5 peers_only=0

die() { echo "print.sh: $*" >&2; exit 1; }

while (($#)); do
    case $1 in
        --chapters | --runs)
            (($# > 1)) || die "$1 needs a number"
            [[ $2 =~ ^[1-9][0-9]*$ ]] || die "$1 needs a number, not '$2'"
            declare "${1#--}=$2"
            shift
            ;;
        --peers-only) peers_only=1 ;;
        -h | --help) sed -n '2,/^set /{/^set /!s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; exit 0 ;;
        -*) die "unknown option $1" ;;
        *) [[ -z $handbook ]] || die "unexpected argument $1"; handbook=$1 ;;
    esac
    shift
done

for tool in python3 pdfinfo /usr/bin/chromium /usr/bin/time; do
    command -v "$tool" >/dev/null || die "$tool is not installed"
done
handbook=$(realpath -m "${handbook:-$here/../target/release/handbook}")
[[ -x $handbook ]] || die "$handbook is not there; build it"

work=$(mktemp -d /dev/shm/handbook-print.XXXXXX)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
export XDG_CACHE_HOME=$work/cache

weasyprint=${WEASYPRINT:-}
if [[ -z $weasyprint ]]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install -q --disable-pip-version-check weasyprint==70.0
    weasyprint=$work/venv/bin/weasyprint
fi

echo "machine: $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg)"
echo "$("$handbook" --version), $("$weasyprint" --version), $(/usr/bin/chromium --version 2>/dev/null)"

# -------------------------------------------------------------------- book

python3 "$here/generate.py" --out "$work/site" --book en,bn --chapters "$chapters" --no-code
site=$work/site/handbook
"$handbook" -C "$site" build -q --format html -d "$work/html"
for locale in en bn; do
    # WeasyPrint 70 does not know this value, and stops at it. Both languages are written from left to right.
    sed 's/float:inline-end/float:right/g' "$work/html/$locale/print.html" >"$work/html/$locale/weasyprint.html"
done

# ---------------------------------------------------------------- commands

make() { # TOOL LOCALE: writes $work/TOOL-LOCALE.pdf, and seconds and kB of memory into $work/time
    local pdf=$work/$1-$2.pdf
    rm -rf "$pdf" "$work/out" "$work/cache" "$site/.handbook"
    case $1 in
        handbook)
            timed "$handbook" -C "$site" --timings "$work/stages-$2.json" build -q --locale "$2" --format pdf -d "$work/out"
            mv "$work/out/$2/"*.pdf "$pdf"
            ;;
        weasyprint) timed "$weasyprint" -q --pdf-variant pdf/ua-1 "$work/html/$2/weasyprint.html" "$pdf" ;;
        chromium)
            timed /usr/bin/chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer \
                --generate-pdf-document-outline --print-to-pdf="$pdf" "$work/html/$2/print.html"
            ;;
    esac
}
timed() {
    /usr/bin/time -f '%e %M' -o "$work/time" "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; die "failed: $*"; }
}

tools=(weasyprint chromium)
((peers_only)) || tools=(handbook "${tools[@]}")

for locale in en bn; do # once to warm up, and to look at what comes out
    for tool in "${tools[@]}"; do
        make "$tool" "$locale"
        pdfinfo "$work/$tool-$locale.pdf" >"$work/info"
        grep -q '^Tagged: *yes' "$work/info" || die "the PDF of $tool is not tagged"
        awk -v what="$locale $tool" '/^Pages:/ {n = $2} /^File size:/ {size = $3}
            END {printf "%-14s %4d pages %9d bytes\n", what, n, size}' "$work/info"
    done
done

# -------------------------------------------------------------------- time

for ((run = 0; run < runs; run++)); do
    for locale in en bn; do
        for tool in "${tools[@]}"; do
            make "$tool" "$locale"
            echo "$locale $tool $(cat "$work/time")" >>"$work/times"
        done
    done
done

python3 - "$work" "${tools[0]}" <<'PY'
import json, pathlib, statistics, sys
work, base = pathlib.Path(sys.argv[1]), sys.argv[2]
runs = {}
for line in open(work / "times"):
    locale, tool, seconds, memory = line.split()
    runs.setdefault((locale, tool), []).append((float(seconds), int(memory) / 1024))
print(f"{'':14} {'median':>9} {'min':>9} {'max':>9} {'peak':>10}  × {base}")
for (locale, tool), all_runs in runs.items():
    times = [seconds for seconds, _ in all_runs]
    median = statistics.median(times)
    ratio = median / statistics.median(seconds for seconds, _ in runs[locale, base])
    peak = max(memory for _, memory in all_runs)
    print(f"{locale} {tool:11} {median:8.2f}s {min(times):8.2f}s {max(times):8.2f}s {peak:6.0f} MiB  {ratio:.2f}"
          + ("  NOISY, do not quote" if max(times) > 1.25 * min(times) and max(times) > 0.5 else ""))
for stages in sorted(work.glob("stages-*.json")):
    told = json.loads(stages.read_text())["stages"]
    print(f"{stages.stem[7:]} handbook, last run, ms: " + ", ".join(f"{name} {ms:.0f}" for name, ms in told.items()))
PY
echo "load at the end: $(cut -d' ' -f1-3 /proc/loadavg)"
