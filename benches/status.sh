#!/usr/bin/env bash
# How long `status --json` takes on a book of 30 languages with 2,000 blocks each, every block claimed, one chapter
# edited; cold: a new process each time. Prints the times of ten runs in seconds, sorted, and the peak memory.
# Usage: benches/status.sh    Needs: cargo, python3, GNU time.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --no-default-features --quiet
handbook=$PWD/target/release/handbook
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 - "$work" <<'PY'
import pathlib, random, sys
root = pathlib.Path(sys.argv[1])
random.seed(1)
tags = "ar bn de es fa fr hi id it ja ko pt-BR ru sw tr ur vi zh-Hans zh-Hant am bg cs da el fi he hu km lo my".split()
words = "wash hands soap water clean dry mask cover cough stay home call help drink rest open window".split()
chapters = [[" ".join(random.choices(words, k=12)) + f" {at}-{block}." for block in range(99)] for at in range(20)]
listed = ", ".join(f'"{tag}"' for tag in ["en", *tags])
(root / "handbook.toml").write_text(f'[handbook]\nsource = "en"\nlocales = [{listed}]\n[check]\nL = "off"\n')
for tag in ["en", *tags]:
    (root / "content" / tag).mkdir(parents=True)
    (root / "locales" / tag).mkdir(parents=True)
    (root / "locales" / tag / "locale.toml").write_text('title = "T"\nname = "N"\n')
    for at, blocks in enumerate(chapters):
        text = f"# Chapter {at} {tag}\n\n" + "\n\n".join(f"{tag} {block}" if tag != "en" else block for block in blocks) + "\n"
        (root / "content" / tag / f"c{at}.md").write_text(text)
(root / "content/en/SUMMARY.md").write_text("".join(f"- [](c{at}.md)\n" for at in range(20)))
PY
for folder in "$work"/content/*/; do
    tag=$(basename "$folder")
    [ "$tag" = en ] || "$handbook" -q -C "$work" translate adopt "$tag" --who bench >/dev/null
done
sed -i 's/soap/gel/g' "$work/content/en/c3.md"
"$handbook" -C "$work" status --json > "$work/status.json"
python3 - "$work/status.json" <<'PY'
import json, sys
data = json.load(open(sys.argv[1]))
blocks = [block for locale in data["locales"] for chapter in locale["chapters"] for block in chapter["blocks"]]
by = {}
for block in blocks:
    by[block["status"]] = by.get(block["status"], 0) + 1
print(len(data["locales"]), "languages,", len(blocks), "blocks:", by)
assert len(blocks) == 30 * 2000 and by["fresh"] > 55_000
PY
for _ in $(seq 10); do
    /usr/bin/time -f '%e %M' "$handbook" -C "$work" status --json 2>&1 >/dev/null | tail -1
done | sort -n | awk '{ printf "%s s, %d MiB\n", $1, $2 / 1024 }'
