"""Writes what HF's normalizers make of random texts, and where each character comes from, for NormalizerGoldenTest.

Needs tokenizers==0.23.2 and sentencepiece==0.2.3.
Usage: python hf_normalizers.py > ../resources/org/tokenlab/tokenizers/normalize/hf-0.23.2.tsv
       python hf_normalizers.py COUNT SEED [MODEL...]   many more, with the tables of SentencePiece models too

Lines: `charsmap`, name, blob in base64; or a normalizer's description, a text in hex (UTF-8), what it becomes in
hex, and per character of that `start.end` in code points of the text. A description is words separated by spaces;
texts in it are in hex behind a colon; ` | ` stands between the parts of a sequence.
"""

import base64
import io
import random
import sys
import tempfile
import unicodedata

import sentencepiece
import tokenizers
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

assert tokenizers.__version__ == "0.23.2", tokenizers.__version__
assert sentencepiece.__version__ == "0.2.3", sentencepiece.__version__

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 14
rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 20261126)

RULES = """61 301\tE1
65 301\t58
65\t59
66 66\t46
66 66 69\t4C 4D
7A\t
300\t
301\t31 32
67 300\t47 48 49
3042\t30 31 32 33
3044 3099\t41
DF\t73 73
915 94D 937\t4B
915\t6B
6DD 61\t50
0A\t20
09\t20
A0\t20
3000\t20 20
1F600\t3A 29
200D\t
41 42 43\t
AD\t
"""


def custom_charsmap():
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as rules:
        rules.write(RULES)
        rules.flush()
        model = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(["a b c d e f g"] * 5), model_writer=model, vocab_size=12, hard_vocab_limit=False,
            normalization_rule_tsv=rules.name, minloglevel=2)
    return charsmap(model.getvalue())


def varint(data, at):
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
        if data[at - 1] < 0x80:
            return value, at


def fields(data):
    """The length-delimited fields of a protocol buffer, by number; others are passed over."""
    at = 0
    while at < len(data):
        tag, at = varint(data, at)
        if tag & 7 == 2:
            length, at = varint(data, at)
            yield tag >> 3, data[at : at + length]
            at += length
        elif tag & 7 == 0:
            at = varint(data, at)[1]
        else:
            at += 8 if tag & 7 == 1 else 4


def charsmap(model):
    """ModelProto.normalizer_spec.precompiled_charsmap."""
    return dict(fields(dict(fields(model))[3]))[2]


MAPS = {"custom": custom_charsmap()}
for path in sys.argv[3:]:
    with open(path, "rb") as file:
        MAPS[path.rsplit("/", 1)[-1]] = charsmap(file.read())

SIMPLE = {
    "NFC": normalizers.NFC(), "NFD": normalizers.NFD(), "NFKC": normalizers.NFKC(), "NFKD": normalizers.NFKD(),
    "Lowercase": normalizers.Lowercase(), "StripAccents": normalizers.StripAccents(), "Nmt": normalizers.Nmt(),
    "ByteLevel": normalizers.ByteLevel(),
}


def made(description):
    if " | " in description:
        return normalizers.Sequence([made(d) for d in description.split(" | ")])
    name, *words = description.split(" ")
    texts = [bytes.fromhex(w[1:]).decode() for w in words if w.startswith(":")]
    if name == "Strip":
        return normalizers.Strip(left=words[0] == "1", right=words[1] == "1")
    if name == "Bert":
        return normalizers.BertNormalizer(
            clean_text=words[0] == "1", handle_chinese_chars=words[1] == "1",
            strip_accents=None if words[2] == "-" else words[2] == "1", lowercase=words[3] == "1")
    if name == "Prepend":
        return normalizers.Prepend(texts[0])
    if name == "Replace":
        return normalizers.Replace(*texts)
    if name == "Precompiled":
        return normalizers.Precompiled(MAPS[words[0]])
    return SIMPLE[name]


def hexed(text):
    return ":" + text.encode().hex()


DESCRIPTIONS = (
    list(SIMPLE)
    + ["NFC", "NFD", "NFKC", "NFKD"] * 2
    + ["Strip 1 1", "Strip 1 0", "Strip 0 1", "Bert 1 1 - 1", "Bert 1 1 - 0", "Bert 0 1 1 0", "Bert 1 0 0 1", "Bert 0 0 - 1"]
    + ["Prepend " + hexed(t) for t in ["▁", "", "ab"]]
    + [f"Replace {hexed(a)} {hexed(b)}" for a, b in [(" ", "▁"), ("``", '"'), ("a", ""), ("", "x"), ("aa", "é文"), ("\u0301", "")]]
    + ["Precompiled " + name for name in MAPS] * 3
    + ["NFD | StripAccents | Lowercase", "Lowercase | NFKC | Strip 1 1", f"Strip 1 1 | Replace {hexed('')} {hexed('-')}",
       f"Strip 1 0 | Prepend {hexed('')}", f"Prepend {hexed('▁')} | Replace {hexed(' ')} {hexed('▁')}",
       f"Replace {hexed('a')} {hexed('')} | NFKC | ByteLevel", "Precompiled custom | NFKD | Precompiled custom",
       f"NFKD | NFC | Nmt | Bert 1 1 - 1", "Lowercase | NFD | NFC"]
)

MARKS = [c for c in range(0x110000) if unicodedata.combining(chr(c))]
BMP_COMPOSED = [c for c in range(0x110000) if unicodedata.decomposition(chr(c))]
PREPENDED = [0x600, 0x605, 0x6DD, 0x70F, 0x8E2, 0xD4E, 0x110BD]
POOLS = [
    lambda: rng.randint(0x20, 0x7E), lambda: rng.randint(0x20, 0x7E), lambda: rng.choice(b"aeffigzABC ``"),
    lambda: rng.choice(b"aeffigzABC ``"), lambda: rng.choice(MARKS), lambda: rng.choice([0x300, 0x301, 0x308, 0x323, 0x327, 0x345]),
    lambda: rng.choice([0x300, 0x301, 0x308, 0x323, 0x327, 0x345]), lambda: rng.choice(BMP_COMPOSED),
    lambda: rng.choice(BMP_COMPOSED), lambda: rng.randint(0xC0, 0x17F), lambda: rng.randint(0x1EA0, 0x1EF9),
    lambda: rng.choice([0x9, 0xA, 0xB, 0xD, 0x1C, 0x20, 0x20, 0x85, 0xA0, 0x1680, 0x180E, 0x2003, 0x200B, 0x2028, 0x3000, 0xFEFF]),
    lambda: rng.randint(0, 0x20), lambda: rng.randint(0x1100, 0x11FF), lambda: rng.randint(0xAC00, 0xD7A3),
    lambda: 0xAC00 + 28 * rng.randint(0, 398), lambda: rng.choice([0x1100, 0x1161, 0x11A7, 0x11A8, 0x11C2, 0x1112, 0x1175]),
    lambda: rng.choice([0x915, 0x94D, 0x937, 0x93C, 0x958, 0x9C7, 0x9BE, 0xDD9, 0xDCF, 0xDCA, 0x1025, 0x102E]),
    lambda: rng.choice([0x1F600, 0x200D, 0xFE0F, 0x1F1E6, 0x1F1E7, 0x1F3FD, 0x2764, 0x20E3]), lambda: rng.choice(PREPENDED),
    lambda: rng.choice([0x130, 0x3A3, 0x3C3, 0xDF, 0x1E9E, 0x1C5, 0x10400, 0x1E900, 0x13A0, 0x212A, 0x212B, 0x3042, 0x3044, 0x3099, 0xAD]),
    lambda: rng.choice([0x4E2D, 0x3400, 0x20000, 0x2F800, 0xF900, 0x2CEB0, 0x30000, 0x1D15E, 0x1D165, 0x110AB, 0x110BA, 0x11131, 0x11127]),
    lambda: rng.choice([0xF73, 0xF75, 0xF71, 0xF72, 0xF81, 0x344, 0x340, 0x374, 0x37E, 0x387, 0x1FEE, 0xFB2C, 0xFDFA, 0x2126]),
    lambda: rng.randint(0, 0xD7FF), lambda: rng.randint(0xE000, 0x10FFFF), lambda: rng.randint(0x800, 0x1FFF), lambda: rng.choice([0, 0xFFFD, 0x378, 0xE000]),
]


def text(most):
    pools = rng.sample(POOLS, rng.randint(1, 5))
    parts = []
    for _ in range(rng.randint(1, most)):
        parts.append(chr(rng.choice(pools)()) * (rng.randint(2, 4) if rng.random() < 0.05 else 1))
    return "".join(parts)


def line(description, tokenizer, normalizer, sample):
    becomes = normalizer.normalize_str(sample)
    encoding = tokenizer.encode(sample, add_special_tokens=False)
    offsets = encoding.offsets
    assert len(offsets) == len(becomes), (description, sample, offsets, becomes)
    places = " ".join(f"{a}.{b}" for a, b in offsets)
    return "\t".join([description, sample.encode().hex(), becomes.encode().hex(), places])


def main():
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="ascii", newline="\n")
    for name, blob in MAPS.items():
        out.write(f"charsmap\t{name}\t{base64.b64encode(blob).decode()}\n")
    made_ones = []
    for description in dict.fromkeys(DESCRIPTIONS):
        normalizer = made(description)
        tokenizer = Tokenizer(models.WordLevel(vocab={"?": 0}, unk_token="?"))
        tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
        tokenizer.normalizer = normalizer
        made_ones.append((description, tokenizer, normalizer, DESCRIPTIONS.count(description)))
    for description, tokenizer, normalizer, times in made_ones:
        for sample in ["", " ", "a"]:
            out.write(line(description, tokenizer, normalizer, sample) + "\n")
        for _ in range(COUNT * times):
            out.write(line(description, tokenizer, normalizer, text(12)) + "\n")
    out.flush()


if __name__ == "__main__":
    main()
