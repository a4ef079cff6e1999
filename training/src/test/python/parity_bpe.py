"""Trains parity-aware BPE with the paper's own code, for ParityBpeTest and ParityBpeComparison.

Needs numpy, tokenizers==0.23.2, and on PYTHONPATH the code of arXiv 2508.04796, github.com/cimeister/parity-aware-bpe at
9e31091 (a fork of swiss-ai/parity-aware-bpe). Words are split by Llama 3's pattern, and not by the code's Whitespace. The
goldens, from the repository's root:

    python training/src/test/python/parity_bpe.py goldens training/src/test/resources/org/tokenlab/training

reads invented-text.txt from the folder given and writes parity-*.txt: a merge a line, its two parts in hexadecimal. The
text's paragraphs are dealt out in turn to three languages; the first third of a language's lines is its development text,
too. One run on files of one's own, each with a development file, to standard output:

    python parity_bpe.py train RUN MERGES FILE DEVELOPMENT_FILE FILE DEVELOPMENT_FILE ...
"""

import io
import pathlib
import sys

import numpy
from parity_aware_bpe import parity_aware_learn_bpe as peer
from tokenizers import Regex, pre_tokenizers

WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
peer.pre_tokenizer = pre_tokenizers.Sequence(
    [
        pre_tokenizers.Split(Regex(WORDS), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ]
)
peer.tqdm = lambda steps, **settings: steps
RUNS = ["base", "hybrid", "window", "hybrid-window", "ratio", "ratio-window"]


def byte_of_character():
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    table = {chr(b): b for b in printable}
    for n, b in enumerate(b for b in range(256) if b not in printable):
        table[chr(0x100 + n)] = b
    return table


BYTES = byte_of_character()


def train(run, merges, texts, developments):
    out = io.StringIO()
    settings = {"num_global": merges // 3 if run.startswith("hybrid") else 0}
    if run.startswith("ratio"):
        ratios = numpy.array([1 + 0.25 * (i % 3) for i in range(len(texts))])
        settings["ratio"] = ratios / ratios[0]
        developments = None
    if run.endswith("window"):
        peer.learn_bpe_moving_window(texts, out, developments, merges, window_size=20, alpha=1.5, **settings)
    else:
        peer.learn_bpe(texts, out, developments, merges, **settings)
    for line in out.getvalue().split("\n")[1:]:
        if line:
            yield " ".join(bytes(BYTES[c] for c in part).hex() for part in line.split(" "))


def lines(file):
    return pathlib.Path(file).read_text(encoding="utf-8").split("\n")


def goldens(folder):
    paragraphs = (folder / "invented-text.txt").read_text(encoding="utf-8").split("\n\n")
    texts = ["\n".join(paragraphs[i::3]).split("\n") for i in range(3)]
    developments = [text[: len(text) // 3] for text in texts]
    for run in RUNS:
        merges = list(train(run, 300, texts, developments))
        (folder / f"parity-{run}.txt").write_text("\n".join(merges) + "\n", encoding="ascii", newline="\n")
        print(run, len(merges))


def main():
    if sys.argv[1] == "goldens":
        goldens(pathlib.Path(sys.argv[2]))
        return
    files = sys.argv[4:]
    for merge in train(sys.argv[2], int(sys.argv[3]), list(map(lines, files[::2])), list(map(lines, files[1::2]))):
        print(merge)


if __name__ == "__main__":
    main()
