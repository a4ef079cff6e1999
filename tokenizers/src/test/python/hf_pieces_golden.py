"""Writes what HF's pre-tokenizers make of random texts.

Needs tokenizers==0.23.2. Usage: python hf_pieces_golden.py OUTPUT [TEXTS [SEED]]

Each line: a pre-tokenizer, the text, and its pieces as `text|start|end`, offsets in code points; separated by tabs,
strings escaped as hf_golden.py says. `Split|pattern|behavior|invert` names a split at a text, `Regex|…` at a regular
expression; `+` joins the parts of a sequence.
"""

import random
import sys

from tokenizers import Regex
from tokenizers import pre_tokenizers as pre

from hf_golden import escaped, text

BEHAVIORS = ["removed", "isolated", "merged_with_previous", "merged_with_next", "contiguous"]
GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
LLAMA3 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+"
    r"|\s+(?!\S)|\s+"
)


def split(kind, pattern, behavior, invert):
    found = pre.Split(pattern if kind == "Split" else Regex(pattern), behavior, invert)
    return f"{kind}|{escaped(pattern)}|{behavior}|{str(invert).lower()}", found


def byte_level(space, regex):
    return f"ByteLevel|{str(space).lower()}|{str(regex).lower()}", pre.ByteLevel(
        add_prefix_space=space, use_regex=regex
    )


def metaspace(replacement, scheme, cut):
    return f"Metaspace|{escaped(replacement)}|{scheme}|{str(cut).lower()}", pre.Metaspace(replacement, scheme, cut)


def sequence(*parts):
    return "+".join(name for name, _ in parts), pre.Sequence([part for _, part in parts])


def all_of():
    simple = {
        "Whitespace": pre.Whitespace(),
        "WhitespaceSplit": pre.WhitespaceSplit(),
        "BertPreTokenizer": pre.BertPreTokenizer(),
        "UnicodeScripts": pre.UnicodeScripts(),
        "CharDelimiterSplit|a": pre.CharDelimiterSplit("a"),
        "CharDelimiterSplit|" + escaped("中"): pre.CharDelimiterSplit("中"),
        "Digits|true": pre.Digits(individual_digits=True),
        "Digits|false": pre.Digits(individual_digits=False),
        "FixedLength|1": pre.FixedLength(1),
        "FixedLength|5": pre.FixedLength(5),
        **{f"Punctuation|{b}": pre.Punctuation(b) for b in BEHAVIORS},
    }
    parts = list(simple.items())
    parts += [byte_level(s, r) for s in (True, False) for r in (True, False)]
    parts += [metaspace("▁", s, c) for s in ("always", "never", "first") for c in (True, False)]
    parts += [metaspace("a", "always", True), metaspace(" ", "first", True)]
    parts += [split("Split", p, b, i) for p in (" ", "a") for b in BEHAVIORS for i in (True, False)]
    parts += [split("Regex", GPT2, b, i) for b in BEHAVIORS for i in (True, False)]
    parts += [split("Regex", LLAMA3, "isolated", False), split("Regex", LLAMA3, "removed", True)]
    named = dict(parts)
    pick = lambda name: (name, named[name])
    parts += [
        sequence(pick("WhitespaceSplit"), metaspace("▁", "always", True)),
        sequence(pick("WhitespaceSplit"), metaspace("▁", "first", True)),
        sequence(pick("Digits|true"), byte_level(False, True)),
        sequence(pick("Digits|true"), byte_level(True, False)),
        sequence(pick("Punctuation|isolated"), byte_level(True, True)),
        sequence(split("Regex", LLAMA3, "isolated", False), pick("Punctuation|contiguous"), pick("Digits|false")),
        sequence(split("Regex", LLAMA3, "isolated", False), byte_level(False, False)),
        sequence(pick("UnicodeScripts"), pick("Whitespace")),
        sequence(metaspace("▁", "always", False), pick("UnicodeScripts"), pick("Digits|true")),
        sequence(pick("FixedLength|5"), split("Split", " ", "merged_with_next", False), pick("Digits|true")),
        sequence(split("Split", "a", "merged_with_previous", False), pick("FixedLength|5"), pick("Digits|true")),
    ]
    return parts


def by_engine():
    """Those that need the regular-expression engine."""
    texts = [split("Split", p, b, i) for p in ("ab", "xx", "") for b in BEHAVIORS for i in (True, False)]
    regexes = [r"x*", r"(?=b)", r"\p{N}{1,3}", r"\s+", r"(?<=a)b|\z", r"\bt?", r"[ab]|(?<![ab])x"]
    parts = texts + [split("Regex", p, b, i) for p in regexes for b in BEHAVIORS for i in (True, False)]
    parts.append(
        sequence(
            split("Regex", r"\p{N}{1,3}", "isolated", False),
            split("Regex", "[一-龥぀-ゟ゠-ヿ]+", "isolated", False),
            split(
                "Regex",
                r"[!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+"
                r"| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
                "isolated",
                False,
            ),
            byte_level(False, False),
        )
    )
    return parts


def main(output, texts=4, seed=1):
    rng = random.Random(int(seed))
    with open(output, "w", encoding="ascii", newline="\n") as out:
        for name, pre_tokenizer in all_of() + by_engine():
            for _ in range(int(texts)):
                string = text(rng, 14)
                pieces = pre_tokenizer.pre_tokenize_str(string)
                fields = [f"{escaped(piece)}|{start}|{end}" for piece, (start, end) in pieces]
                out.write("\t".join([name, escaped(string), *fields]) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
