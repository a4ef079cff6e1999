#!/usr/bin/env python3
"""Token counts of FLORES-200 dev by tiktoken: writes our golden file, or checks `tokenlab count` against tiktoken.

  pip install tiktoken==0.14.0 regex==2026.11.15     # any Python from 3.11 on
  flores_counts.py write DATA                         # prints flores200-dev-counts.tsv
  flores_counts.py check DATA TOKENLAB [LANGUAGE...]  # runs TOKENLAB count, prints every mismatch; exit 3 if there is one

DATA is the folder of the reference data: it holds flores200/dev/<lang>.dev and vocab/tiktoken/<name>.tiktoken.
The counts are of whole files by two recipes:

  joined  Petrov et al. 2023: " ".join(file.read().split("\\n")), the empty string after the last line feed included,
          encoded as one text
  lines   each line by itself, summed

Only numbers and file hashes are written, never text.
"""

import hashlib
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import tiktoken
from tiktoken.load import load_tiktoken_bpe
from tiktoken_ext import openai_public

TIKTOKEN_VERSION = "0.14.0"
NAMES = ["r50k_base", "p50k_base", "cl100k_base", "o200k_base"]
HEADER = ["language", "sha256", "lines", "recipe", *NAMES, "utf8_bytes", "utf16_units", "code_points"]


def patterns():
    """The splitting patterns, as tiktoken itself holds them: read from its source without any download."""
    load, openai_public.load_tiktoken_bpe = openai_public.load_tiktoken_bpe, lambda *a, **k: {}
    try:
        return {name: getattr(openai_public, name)()["pat_str"] for name in NAMES}
    finally:
        openai_public.load_tiktoken_bpe = load


def encodings(data):
    pattern_of = patterns()
    return [
        tiktoken.Encoding(
            name,
            pat_str=pattern_of[name],
            mergeable_ranks=load_tiktoken_bpe(str(data / "vocab" / "tiktoken" / f"{name}.tiktoken")),
            special_tokens={},
        )
        for name in NAMES
    ]


def lengths(texts):
    return [
        sum(len(t.encode("utf-8")) for t in texts),
        sum(len(t.encode("utf-16-le")) // 2 for t in texts),
        sum(len(t) for t in texts),
    ]


ENCODINGS = []


def start(data):
    ENCODINGS.extend(encodings(data))


def rows(path):
    raw = path.read_bytes()
    lines = raw.decode("utf-8").split("\n")
    assert lines[-1] == "", f"{path}: no line feed at its end"
    out = []
    for recipe, texts in [("joined", [" ".join(lines)]), ("lines", lines[:-1])]:
        counts = [sum(len(e.encode_ordinary(t)) for t in texts) for e in ENCODINGS]
        out.append([path.name.split(".")[0], hashlib.sha256(raw).hexdigest(), len(lines) - 1, recipe])
        out[-1] += counts + lengths(texts)
    return out


def all_rows(data, languages=()):
    files = sorted((data / "flores200" / "dev").glob("*.dev"))
    files = [f for f in files if not languages or f.name.split(".")[0] in languages]
    if not files:
        sys.exit(f"{data}/flores200/dev: no *.dev files, or none of {languages}")
    with ProcessPoolExecutor(initializer=start, initargs=(data,)) as pool:
        return [row for pair in pool.map(rows, files, chunksize=4) for row in pair]


def by_tokenlab(tokenlab, recipe, path):
    command = [tokenlab, "count", *[a for n in [*NAMES, "bytes", "codepoints"] for a in ("-t", n)]]
    command += ["--join", " "] if recipe == "joined" else ["--unit", "line"]
    out = subprocess.run([*command, str(path)], capture_output=True, text=True, check=True).stdout
    header, *lines = [line.split("\t") for line in out.splitlines()]
    found = {}
    for line in lines:
        cell = dict(zip(header, line, strict=True))
        found[cell["tokenizer"]] = int(cell["tokens"])
        for unit in ("utf8_bytes", "utf16_units", "code_points"):
            found[unit] = int(cell[unit])
    if (found["bytes"], found["codepoints"]) != (found["utf8_bytes"], found["code_points"]):
        sys.exit(f"{path}: the baselines disagree with the lengths: {found}")
    return found


def main():
    if tiktoken.__version__ != TIKTOKEN_VERSION:
        sys.exit(f"tiktoken {TIKTOKEN_VERSION} wanted, {tiktoken.__version__} found")
    if len(sys.argv) == 3 and sys.argv[1] == "write":
        print("\t".join(HEADER))
        for row in all_rows(Path(sys.argv[2])):
            print("\t".join(map(str, row)))
    elif len(sys.argv) >= 4 and sys.argv[1] == "check":
        data = Path(sys.argv[2])
        mismatches = cells = 0
        for row in all_rows(data, sys.argv[4:]):
            wanted = dict(zip(HEADER, row, strict=True))
            path = data / "flores200" / "dev" / f"{wanted['language']}.dev"
            found = by_tokenlab(sys.argv[3], wanted["recipe"], path)
            for name in HEADER[4:]:
                cells += 1
                if wanted[name] != found[name]:
                    mismatches += 1
                    print(f"{path.name} {wanted['recipe']} {name}: wanted {wanted[name]}, got {found[name]}")
        print(f"{cells} cells, {mismatches} mismatches")
        sys.exit(3 if mismatches else 0)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
