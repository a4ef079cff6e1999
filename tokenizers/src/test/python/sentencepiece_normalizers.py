"""Writes what SentencePiece's normalizer makes of random texts, and its alignment, for SentencePieceNormalizerTest.

Needs sentencepiece==0.2.3.
Usage: python sentencepiece_normalizers.py > ../resources/org/tokenlab/tokenizers/sentencepiece/normalizer-0.2.3.tsv
       python sentencepiece_normalizers.py COUNT SEED [MODEL...]   many more, with the normalizers of model files too

Lines: `model`, name, charsmap in base64, the flags add_dummy_prefix, remove_extra_whitespaces, escape_whitespaces,
treat_whitespace_as_suffix as 0 or 1, user-defined pieces in hex with commas; or a model's name, a text in hex
(UTF-8), what it becomes in hex, and norm_to_orig in code points.
"""

import base64
import io
import itertools
import random
import sys
import tempfile

import sentencepiece

assert sentencepiece.__version__ == "0.2.3", sentencepiece.__version__

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 26
rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 20261126)

RULES = """61 301\tE1
61 301 302\t58 20
65\t59
66 66\t46
66 66 69\t4C 4D
7A\t
300\t
301\t31 32
67 20\t47 20 20
67 20 20 67\t20
3042\t30 31 32 33
DF\t73 73
9\t20
A\t20
A0\t20
3000\t20 20
2003\t20 78 20 20
1F600\t3A 29
41 42 43\t
AD\t
4E2D\t2581
"""
USER_DEFINED = ["<sep>", "ab c", " x", "x  ", "▁▁", "é", "zz ", "aa", "aaa", "😀 "]


def varint(data, at):
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
        if data[at - 1] < 0x80:
            return value, at


def fields(data):
    """The fields of a protocol buffer, as (number, value)."""
    at = 0
    while at < len(data):
        tag, at = varint(data, at)
        if tag & 7 == 0:
            value, at = varint(data, at)
        else:
            length, at = varint(data, at) if tag & 7 == 2 else (8 if tag & 7 == 1 else 4, at)
            value, at = data[at : at + length], at + length
        yield tag >> 3, value


def train(user_defined, **options):
    model = io.BytesIO()
    letters = "a b c d e f g ffi é x z 中"
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([letters] * 5), model_writer=model, vocab_size=60, hard_vocab_limit=False,
        user_defined_symbols=user_defined, minloglevel=2, **options)
    return model.getvalue()


def flagged(model, dummy, extra, escape, suffix):
    """The model with other flags: a later field of a protocol buffer overrides an earlier one."""
    normalizer = bytes([3 << 3, dummy, 4 << 3, extra, 5 << 3, escape])
    trainer = bytes([0xC0, 0x01, suffix])
    return model + bytes([3 << 3 | 2, len(normalizer)]) + normalizer + bytes([2 << 3 | 2, len(trainer)]) + trainer


def description(model):
    charsmap, flags, user_defined = b"", {3: 1, 4: 1, 5: 1, 24: 0}, []
    for number, value in fields(model):
        if number == 1:
            piece = dict(fields(value))
            if piece.get(3) == 4:
                user_defined.append(piece[1])
        elif number == 2:
            flags.update((k, v) for k, v in fields(value) if k == 24)
        elif number == 3:
            for k, v in fields(value):
                if k == 2:
                    charsmap = v
                elif k in (3, 4, 5):
                    flags[k] = v
    return [base64.b64encode(charsmap).decode(), *(str(v) for v in flags.values()), ",".join(p.hex() for p in user_defined)]


def sources():
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as rules:
        rules.write(RULES)
        rules.flush()
        custom = train(USER_DEFINED, normalization_rule_tsv=rules.name)
        plain = train([], normalization_rule_tsv=rules.name)
    identity = train(USER_DEFINED, normalization_rule_name="identity")
    for flags in itertools.product([0, 1], repeat=4):
        yield "custom" + "".join(map(str, flags)), flagged(custom, *flags)
    for flags in [(1, 1, 1, 0), (1, 1, 0, 1), (0, 0, 1, 0)]:
        yield "plain" + "".join(map(str, flags)), flagged(plain, *flags)
        yield "identity" + "".join(map(str, flags)), flagged(identity, *flags)
    if len(sys.argv) > 1:
        for name in ["nmt_nfkc", "nfkc", "nfkc_cf", "nmt_nfkc_cf"]:
            yield name, train(USER_DEFINED, normalization_rule_name=name)
    for path in sys.argv[3:]:
        with open(path, "rb") as file:
            yield path.rsplit("/", 1)[-1], file.read()


POOLS = [
    lambda: rng.choice("aefgixzABC "), lambda: rng.choice("aefgixzABC "), lambda: rng.choice("  \t\n\u00a0\u3000\u2003▁"),
    lambda: rng.choice("  \t\n\u00a0\u3000\u2003▁"), lambda: rng.choice(USER_DEFINED), lambda: rng.choice("ffi ffia\u0301\u0302\u0300"),
    lambda: rng.choice(["\u0301", "\u0300", "g ", "g  g", "a\u0301", "a\u0301\u0302", "ABC", "ff", "ffi", "ß", "あ", "中", "\u00ad"]),
    lambda: chr(rng.randint(0x20, 0x7E)), lambda: chr(rng.randint(1, 0x20)), lambda: chr(rng.randint(0xA0, 0x17F)),
    lambda: chr(rng.randint(0x3000, 0x33FF)), lambda: chr(rng.randint(0xF900, 0xFFEF)), lambda: chr(rng.randint(0xAC00, 0xD7A3)),
    lambda: chr(rng.randint(0x1100, 0x1200)), lambda: chr(rng.randint(0x300, 0x345)), lambda: chr(rng.randint(0x10000, 0x10FFFF)),
    lambda: chr(rng.randint(0x800, 0x2FFF)),
]


def text(most):
    pools = rng.sample(POOLS, rng.randint(1, 5))
    return "".join(rng.choice(pools)() * (rng.randint(2, 3) if rng.random() < 0.1 else 1) for _ in range(rng.randint(1, most)))


def main():
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="ascii", newline="\n")
    for name, model in sources():
        out.write("\t".join(["model", name, *description(model)]) + "\n")
        processor = sentencepiece.SentencePieceProcessor(model_proto=model)
        for sample in ["", " ", "  ", "\u00ad", "\u3000", "▁", " a ", "\u2003", "z", " z "] + [text(10) for _ in range(COUNT)]:
            becomes, alignment = processor.Normalize(sample, with_offsets=True)
            places = " ".join(str(n) for n in alignment)
            out.write("\t".join([name, sample.encode().hex(), becomes.encode().hex(), places]) + "\n")
    out.flush()


if __name__ == "__main__":
    main()
