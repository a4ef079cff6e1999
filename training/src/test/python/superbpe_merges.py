"""Writes the golden merge lists of SuperBpeOriginalTest with the SuperBPE authors' own code.

Needs their fork of tokenizers 0.20.1, github.com/alisawuffles/tokenizers-superbpe at commit
757f2a55c0820ed47064e1fe473deea39b7b611b, built into an environment of its own, since it replaces the package it is
forked from:

    python -m venv /tmp/superbpe && /tmp/superbpe/bin/pip install maturin
    cd tokenizers-superbpe/bindings/python
    RUSTFLAGS="-A invalid_reference_casting" /tmp/superbpe/bin/maturin build --release -o /tmp/superbpe/wheels
    /tmp/superbpe/bin/pip install /tmp/superbpe/wheels/*.whl

Then, from the repository's root:

    /tmp/superbpe/bin/python training/src/test/python/superbpe_merges.py \
        training/src/test/resources/org/tokenlab/training

Reads invented-text.txt from the folder given and writes superword/superbpe-*.txt there: one merge a line, the two parts
as hexadecimal bytes, in the order of their ranks, both stages. A text is what stands between two empty lines ("texts"),
or a line with its line end ("lines"). The whole of stage 1 is handed over, not one merge less as by the authors' script,
whose `head` counts a heading.
"""

import json
import os
import pathlib
import sys
import tempfile

import tokenizers
from tokenizers import Regex, Tokenizer, models, pre_tokenizers, trainers

WANTED = "0.20.1"
STAGE_1 = (
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"
    r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"
    r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
STAGE_2 = r"\p{N}{1,3}| ?[^\s\p{L}\p{N}]{2,}[\r\n/]*| +(?!\S)"

# name: how texts are cut, transition size, vocabulary size
RUNS = {
    "lines": ("lines", 900, 4000),
    "texts": ("texts", 700, 1500),
    "early": ("texts", 300, 1300),
    "late": ("lines", 1400, 1600),
}


def train(texts, regex, size):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(regex), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    trainer = trainers.BpeTrainer(
        show_progress=False, vocab_size=size, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()
    )
    tokenizer.train_from_iterator(texts, trainer)
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    return [merge.split(" ") if isinstance(merge, str) else merge for merge in merges]


def both_stages(texts, transition, size):
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)  # the fork takes stage 1 from a merges.txt in the working directory
        first = train(texts, STAGE_1, transition)
        lines = ["#version: 0.2", *(" ".join(merge) for merge in first)]
        pathlib.Path("merges.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        second = train(texts, STAGE_2, size)
        os.chdir("/")
    return second


def byte_of_character():
    visible = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [b for b in range(256) if b not in visible]
    table = {chr(b): b for b in visible}
    table.update({chr(256 + n): b for n, b in enumerate(others)})
    return table


def main():
    if tokenizers.__version__ != WANTED:
        sys.exit(f"wanted tokenizers {WANTED}, the fork's, got {tokenizers.__version__}")
    folder = pathlib.Path(sys.argv[1]).absolute()
    text = (folder / "invented-text.txt").read_text(encoding="utf-8")
    cut = {"texts": text.split("\n\n"), "lines": text.splitlines(keepends=True)}
    table = byte_of_character()
    (folder / "superword").mkdir(exist_ok=True)
    for name, (texts, transition, size) in RUNS.items():
        merges = both_stages(cut[texts], transition, size)
        lines = [" ".join(bytes(table[c] for c in part).hex() for part in pair) for pair in merges]
        (folder / "superword" / f"superbpe-{name}.txt").write_text("\n".join(lines) + "\n", encoding="ascii")
        print(name, len(lines), file=sys.stderr)


if __name__ == "__main__":
    main()
