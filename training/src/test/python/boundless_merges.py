"""Writes the golden merge lists of BoundlessBpeFastTest with fastboundlessbpe's own trainers.

Needs fastboundlessbpe 0.1.0, github.com/kensho-technologies/fastboundlessbpe at commit
c2dce3131093aa4c7fc595c91b15a861dea3094c:

    python -m venv /tmp/boundless && /tmp/boundless/bin/pip install ./fastboundlessbpe

Then, from the repository's root:

    /tmp/boundless/bin/python training/src/test/python/boundless_merges.py \
        training/src/test/resources/org/tokenlab/training

Reads invented-text.txt from the folder given and writes superword/boundless-*.txt there: one token a line, in the order
of their ids from 243 on, as its two parts in hexadecimal bytes, the pair's count, and s for a superword or w for
another. Where tokens are deleted: the steps inside words in their order, a deletion as the token and d, and then those
of superwords. A text is what stands between two empty lines, and all the text's lines once more.
"""

import importlib.metadata
import json
import pathlib
import sys
import tempfile

from boundlessbpe import FastBoundlessBpeTrainer, FastBpeTrainer
from boundlessbpe import regexconstants

WANTED = "0.1.0"
COLM = r"^[ _'a-zA-Z]*[a-zA-Z][ _'a-zA-Z]*$"
SCRIPTS = ["Han", "Hiragana", "Katakana", "Thai", "Myanmar", "Khmer", "Lao"]

# name: vocabulary size, arguments of the trainers, merge pattern, threshold of deletion, whether into bytes
RUNS = {
    "letter": (1500, {"main_regex": regexconstants.GPT4O_REGEX}, None, 1.1, False),
    "large": (1800, {"main_regex": regexconstants.GPT4O_REGEX}, None, 1.1, False),
    "colm": (1500, {"main_regex": regexconstants.GPT4O_REGEX}, COLM, 1.1, False),
    "bytes": (600, {"main_regex": regexconstants.GPT4O_REGEX}, None, 0.8, True),
    "pair": (360, {"main_regex": regexconstants.GPT4O_REGEX}, None, 0.9, False),
    "scripts": (
        1500,
        {
            "main_regex": regexconstants.GPT4O_REGEX,
            "script_specific_regex": regexconstants.SCRIPT_SPECIFIC_GPT4O_REGEX,
            "script_specific_scripts": SCRIPTS,
        },
        None,
        1.1,
        False,
    ),
}


def byte_of_character():
    visible = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [b for b in range(256) if b not in visible]
    table = {chr(b): b for b in visible}
    table.update({chr(256 + n): b for n, b in enumerate(others)})
    return table


def sections(path):
    """The tokens, and the steps of words and of superwords: index, left, right, count; index, token of a deletion."""
    lines = path.read_text(encoding="utf-8").split("\n")
    count = int(lines[2])
    tokens = [line.split(" ") for line in lines[3 : 3 + count]]
    steps = []
    for at, line in enumerate(lines):
        if line in ("merges", "deletions"):
            size = int(lines[at + 1])
            steps += [[]] if line == "merges" else []
            steps[-1] += [m.split(" ")[:4] for m in lines[at + 2 : at + 2 + size]]
    return tokens, *(sorted(kind, key=lambda step: int(step[0])) for kind in steps)


def train(folder, texts, size, arguments, pattern, threshold, to_bytes):
    everything = folder / "texts.jsonl"
    everything.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    common = (10**9, 0, False, 0)  # bytes, checkpoints, verbose, progress
    words = FastBpeTrainer(**arguments)
    words.train(threshold, str(everything), str(folder / "w"), 10**9, size, 0, to_bytes, *common)
    words.save(str(folder / "words"))
    model = folder / "words.model"
    if pattern:
        text = model.read_text(encoding="utf-8")
        default = '"merge_pattern": "\\\\p{L}"'
        assert text.count(default) == 1
        model.write_text(text.replace(default, '"merge_pattern": ' + json.dumps(pattern)), encoding="utf-8")
    both = FastBoundlessBpeTrainer(**arguments)
    both.train(str(everything), str(folder / "b"), 10**9, 0, str(model), *common)
    both.save(str(folder / "both"))
    return sections(folder / "both.model")


def main():
    version = importlib.metadata.version("boundlessbpe")
    if version != WANTED:
        sys.exit(f"wanted boundlessbpe {WANTED}, got {version}")
    folder = pathlib.Path(sys.argv[1])
    text = (folder / "invented-text.txt").read_text(encoding="utf-8")
    texts = text.split("\n\n") + text.splitlines()
    table = byte_of_character()

    def line(step, kind):
        parts = [bytes(table[c] for c in part).hex() for part in step[1:3]]
        return " ".join([*parts, step[3], kind] if len(step) == 4 else [*parts, "d"])

    for name, (size, *settings) in RUNS.items():
        with tempfile.TemporaryDirectory() as scratch:
            tokens, words, superwords = train(pathlib.Path(scratch), texts, size, *settings)
        if settings[2] > 1:
            made = {step[1] + step[2]: line(step, "w") for step in words}
            made.update({step[1] + step[2]: line(step, "s") for step in superwords})
            lines = [made[token[1]] for token in tokens[243:]]
        else:
            lines = [line(step, "w") for step in words] + [line(step, "s") for step in superwords]
        path = folder / "superword" / f"boundless-{name}.txt"
        path.write_text("\n".join(lines) + "\n", encoding="ascii")
        print(name, len(lines), "of them superwords", len(superwords), file=sys.stderr)


if __name__ == "__main__":
    main()
