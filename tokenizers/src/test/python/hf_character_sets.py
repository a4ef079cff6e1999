"""Finds out, by asking, which characters HF tokenizers puts into which class, and writes the resource
`hf-0.23.sets` that Tokenlab reads.

Needs tokenizers==0.23.2. Usage: python hf_character_sets.py OUTPUT

Each line of the output is a class's name, a tab, and its code points as ranges in hexadecimal; the line
`lowercase` lists code points with what they become. Several tables of different Unicode versions are at work in
HF (Rust's standard library, the regex crate, two normalisation crates), which is why they are asked and not
taken from any one version of Unicode.
"""

import sys

import tokenizers
from tokenizers import normalizers, pre_tokenizers

assert tokenizers.__version__ == "0.23.2", tokenizers.__version__
ALL = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]


def pieces(pre_tokenizer, count):
    """Characters that split "a" from "b" into `count` pieces."""
    return [c for c in ALL if len(pre_tokenizer.pre_tokenize_str("a" + chr(c) + "b")) == count]


def becomes(normalizer, wanted):
    """Characters for which "a", they and "b" become `wanted`."""
    return [c for c in ALL if c != 32 and normalizer.normalize_str("a" + chr(c) + "b") == wanted]


def bert(**on):
    off = dict(clean_text=False, handle_chinese_chars=False, strip_accents=False, lowercase=False)
    return normalizers.BertNormalizer(**{**off, **on})


def spaced():
    normalizer = bert(handle_chinese_chars=True)
    return [c for c in ALL if normalizer.normalize_str("a" + chr(c) + "b") == "a " + chr(c) + " b"]


def ranges(code_points):
    found = []
    for c in code_points:
        if found and found[-1][1] == c - 1:
            found[-1][1] = c
        else:
            found.append([c, c])
    return " ".join(f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in found)


def main(output):
    word = pre_tokenizers.Whitespace()
    lines = {
        "white_space": pieces(pre_tokenizers.WhitespaceSplit(), 2),
        "word": pieces(word, 1),
        "numeric": pieces(pre_tokenizers.Digits(individual_digits=True), 3),
        "punctuation": pieces(pre_tokenizers.Punctuation(), 3),
        "bert_removed": becomes(bert(clean_text=True), "ab"),
        "bert_to_space": becomes(bert(clean_text=True), "a b"),
        "bert_chinese": spaced(),
        "bert_accent": becomes(bert(strip_accents=True), "ab"),
        "combining_mark": becomes(normalizers.StripAccents(), "ab"),
        "nmt_removed": becomes(normalizers.Nmt(), "ab"),
        "nmt_to_space": becomes(normalizers.Nmt(), "a b"),
    }
    assert lines["white_space"] == pieces(word, 2)
    assert lines["punctuation"] == pieces(pre_tokenizers.BertPreTokenizer(), 3)
    lower = normalizers.Lowercase()
    pairs = [(c, lower.normalize_str(chr(c))) for c in ALL]
    with open(output, "w", encoding="ascii", newline="\n") as out:
        for name, code_points in lines.items():
            out.write(f"{name}\t{ranges(code_points)}\n")
        changed = (f"{c:X}=" + "+".join(f"{ord(l):X}" for l in to) for c, to in pairs if to != chr(c))
        out.write("lowercase\t" + " ".join(changed) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
