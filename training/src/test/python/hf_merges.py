"""Writes the golden merge lists of HfMergesTest with Hugging Face tokenizers' own trainer.

Needs tokenizers==0.23.2 (Python 3.9 or newer). From the repository's root:

    python -m venv /tmp/peers && /tmp/peers/bin/pip install tokenizers==0.23.2
    /tmp/peers/bin/python training/src/test/python/hf_merges.py training/src/test/resources/org/tokenlab/training

Reads invented-text.txt from the folder given and writes hf-merges-*.txt beside it: one merge a line, the two parts as
hexadecimal bytes, in the order of their ranks. A text is what stands between two empty lines.
"""

import json
import pathlib
import sys

import tokenizers
from tokenizers import Regex, Tokenizer, models, pre_tokenizers, trainers

WANTED = "0.23.2"
LLAMA3 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def llama3():
    return pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(LLAMA3), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )


def gpt2():
    return pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)


def whole():
    return pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)


RUNS = {
    "llama3": (llama3(), {"vocab_size": 4000}),
    "llama3-min3": (llama3(), {"vocab_size": 4000, "min_frequency": 3}),
    "llama3-max6": (llama3(), {"vocab_size": 700, "max_token_length": 7}),
    "gpt2": (gpt2(), {"vocab_size": 900}),
    "whole": (whole(), {"vocab_size": 700}),
}


def byte_of_character():
    visible = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [b for b in range(256) if b not in visible]
    table = {chr(b): b for b in visible}
    table.update({chr(256 + n): b for n, b in enumerate(others)})
    return table


def merges(texts, pre_tokenizer, settings):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizer
    trainer = trainers.BpeTrainer(
        show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        **settings,
    )
    tokenizer.train_from_iterator(texts, trainer)
    table = byte_of_character()
    for pair in json.loads(tokenizer.to_str())["model"]["merges"]:
        yield " ".join(bytes(table[c] for c in part).hex() for part in pair)


def main():
    if tokenizers.__version__ != WANTED:
        sys.exit(f"wanted tokenizers {WANTED}, got {tokenizers.__version__}")
    folder = pathlib.Path(sys.argv[1])
    texts = (folder / "invented-text.txt").read_text(encoding="utf-8").split("\n\n")
    for name, (pre_tokenizer, settings) in RUNS.items():
        lines = list(merges(texts, pre_tokenizer, settings))
        (folder / f"hf-merges-{name}.txt").write_text("\n".join(lines) + "\n", encoding="ascii")
        print(name, len(lines))


if __name__ == "__main__":
    main()
