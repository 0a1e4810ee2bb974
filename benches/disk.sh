#!/usr/bin/env bash
# A cold build onto the disk beside `cp -r` of the same output with `sync -f`, in turns.
#
#   benches/disk.sh DIR [HANDBOOK] [--runs N]
#
# DIR is a new folder on the disk to measure; it is removed. The site has 12,600 pages in 20 locales.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dir=${1:?which folder on the disk?}
program=${2:-$here/../target/release/handbook}
runs=3
[ "${3:-}" = --runs ] && runs=$4
mkdir "$dir"
work=$(mktemp -d /dev/shm/handbook-disk.XXXXXX)
trap 'rm -rf "$work" "$dir"' EXIT
python3 "$here/generate.py" --out "$work/site" --locales 20 --chapters 600 --seed 1 >"$work/said"
head -n 1 "$work/said"
"$program" -C "$work/site/handbook" build -q -d "$work/reference"
for ((i = 0; i < runs; i++)); do
    rm -rf "${dir:?}"/*; sync; sleep 2
    /usr/bin/time -f "build           %e s" "$program" -C "$work/site/handbook" build -q -d "$dir/out"
    rm -rf "${dir:?}"/*; sync; sleep 2
    /usr/bin/time -f "cp -r + sync -f %e s" sh -c 'cp -r "$0" "$1" && sync -f "$1"' "$work/reference" "$dir/cp"
done
