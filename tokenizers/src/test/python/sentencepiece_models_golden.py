"""Writes what SentencePiece's BPE, char and word models give, for SentencePieceGoldenTest.

    pip install sentencepiece==0.2.3
    python sentencepiece_models_golden.py > ../resources/org/tokenlab/tokenizers/sentencepiece-models-0.2.3.tsv

The models are random: pieces of all types with scores that tie at times. A seed and a number of models as arguments
give others, for longer comparisons; then more arguments are model files to be asked about random text.

Lines: "M", kind, flags (name=value; text in hex), pieces as hex:score:type; then "T", normalized text in hex, ids
("error" where the peer refuses), and "D", ids, decoded text in hex.
"""

import random
import struct
import sys

import sentencepiece

assert sentencepiece.__version__ == "0.2.3"
rng = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 20261126)
MODELS = int(sys.argv[2]) if len(sys.argv) > 2 else 30
FILES = sys.argv[3:]
NORMAL, UNKNOWN, CONTROL, USER_DEFINED, UNUSED, BYTE = range(1, 7)
KINDS = {2: "BPE", 3: "WORD", 4: "CHAR"}
KNOWN = ["a", "b", "c", "é", "中", "🙂"]
STRANGE = ["x", "ü", "文", "𝔘", "\u0301", "?", "\ufffd"]


def varint(n):
    out = bytearray()
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    return bytes(out + bytes([n]))


def field(number, value):
    if isinstance(value, float):
        return varint(number << 3 | 5) + struct.pack("<f", value)
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def fields(data):
    at = 0

    def number():
        nonlocal at
        n = shift = 0
        while True:
            b = data[at]
            at += 1
            n |= (b & 127) << shift
            shift += 7
            if b < 128:
                return n

    while at < len(data):
        key = number()
        if key & 7 == 0:
            yield key >> 3, number()
        elif key & 7 == 5:
            yield key >> 3, struct.unpack("<f", data[at : at + 4])[0]
            at += 4
        else:
            size = number()
            yield key >> 3, data[at : at + size]
            at += size


class Model:
    def __init__(self, data):
        self.pieces, self.flags = [], {"dummy": 1, "remove": 1, "suffix": 0, "bytes": 0, "surface": " \u2047 "}
        self.kind = 1
        for number, value in fields(data):
            if number == 1:
                piece = dict(fields(value))
                self.pieces.append((piece[1].decode(), piece.get(2, 0.0), piece.get(3, NORMAL)))
            elif number == 2:
                trainer = dict(fields(value))
                self.kind = trainer.get(3, 1)
                self.flags["suffix"] = trainer.get(24, 0)
                self.flags["bytes"] = trainer.get(35, 0)
                self.flags["surface"] = trainer.get(44, b" \xe2\x81\x87 ").decode()
            elif number == 3:
                normalizer = dict(fields(value))
                self.flags["dummy"] = normalizer.get(3, 1)
                self.flags["remove"] = normalizer.get(4, 1)
        self.processor = sentencepiece.SentencePieceProcessor(model_proto=data)

    def show(self, texts, decodings):
        shown = " ".join(f"{k}={v if isinstance(v, int) else v.encode().hex()}" for k, v in self.flags.items())
        pieces = ",".join(f"{p.encode().hex()}:{s!r}:{t}" for p, s, t in self.pieces)
        print("M", KINDS[self.kind], shown, pieces, sep="\t")
        for text in texts:
            normalized = self.processor.normalize(text)
            try:
                ids = " ".join(map(str, self.processor.encode(text)))
            except RuntimeError:
                ids = "error"
            print("T", normalized.encode().hex(), ids, sep="\t")
        for ids in decodings:
            print("D", " ".join(map(str, ids)), self.processor.decode(ids).encode().hex(), sep="\t")


def random_model():
    kind = rng.choice([2, 2, 2, 3, 4])
    pieces = {"<unk>" if rng.random() < 0.9 else "?": UNKNOWN, "<s>": CONTROL, "</s>": CONTROL}
    if rng.random() < 0.2:
        pieces[rng.choice(["x", "▁b"])] = CONTROL
    byte_fallback = rng.random() < 0.4
    if byte_fallback:
        pieces.update({f"<0x{b:02X}>": BYTE for b in range(256)})
    if rng.random() < 0.4:
        for _ in range(rng.randint(1, 5)):
            pieces.setdefault("".join(rng.choice(KNOWN[:3] + ["▁", "x"]) for _ in range(rng.randint(1, 4))), USER_DEFINED)
    letters = KNOWN[: rng.randint(2, len(KNOWN))] + ["▁"]
    parts = [c for c in letters if rng.random() < 0.95]
    unused = rng.choice([0, 0, 0.1, 0.4])
    for c in parts:
        pieces.setdefault(c, UNUSED if rng.random() < unused / 4 else NORMAL)
    for _ in range(rng.randint(0, 60)):
        if rng.random() < 0.9:
            piece = rng.choice(parts or letters) + rng.choice(parts or letters)
        else:
            piece = "".join(rng.choice(letters) for _ in range(rng.randint(2, 5)))
        if len(piece) < 13:
            if kind == 3:
                piece = "▁" + piece.replace("▁", "")
            pieces.setdefault(piece, UNUSED if rng.random() < unused else NORMAL)
            parts.append(piece)
    order = list(pieces)
    if rng.random() < 0.5:
        rng.shuffle(order)
    ties = rng.random() < 0.3
    body = b""
    for i, piece in enumerate(order):
        scored = pieces[piece] in (NORMAL, UNUSED)
        score = -float(rng.randint(0, 9) if ties else i) if scored else 0.0
        body += field(1, field(1, piece.encode()) + field(2, score) + field(3, pieces[piece]))
    trainer = field(3, kind) + field(24, rng.randint(0, 1)) + field(35, int(byte_fallback))
    if rng.random() < 0.3:
        trainer += field(44, "¿".encode())
    normalizer = field(1, b"identity") + field(3, rng.randint(0, 1)) + field(4, rng.randint(0, 1))
    return Model(body + field(2, trainer) + field(3, normalizer)), letters


def word(letters, most):
    share = rng.choice([0, 0, 0.1, 0.5])
    return "".join(rng.choice(STRANGE if rng.random() < share else letters) for _ in range(rng.randint(0, most)))


def random_texts(letters, pieces):
    yield "".join(rng.choice(letters[:2]) for _ in range(60))
    yield rng.choice(pieces)[0]
    for _ in range(10):
        yield "".join(word(letters, 9) + rng.choice([" ", "  ", "▁", ""]) for _ in range(rng.randint(1, 5)))


def random_ids(pieces):
    byte_ids = [i for i, p in enumerate(pieces) if p[2] == BYTE]
    spaces = [i for i, p in enumerate(pieces) if p[0].startswith("▁")]
    odd = [i for i, p in enumerate(pieces) if p[2] in (CONTROL, UNKNOWN)]
    for _ in range(8):
        ids = []
        for _ in range(rng.randint(0, 7)):
            kind = rng.random()
            if kind < 0.3 and byte_ids:
                first = next(i for i in byte_ids if pieces[i][0] == "<0x00>")
                names = {pieces[i][0]: i for i in byte_ids}
                raw = rng.choice([b"\xf0\x9f\x99\x82", b"\xe4\xb8", b"\xc3\xa9", b"\xff", b"\xed\xa0\x80", b"\xc0\xaf", b" ", b"\xef\xbf\xbd"])
                ids += [names[f"<0x{b:02X}>"] for b in raw] if rng.random() < 0.9 else [first]
            elif kind < 0.6 and spaces:
                ids.append(rng.choice(spaces))
            elif kind < 0.75:
                ids.append(rng.choice(odd))
            else:
                ids.append(rng.randrange(len(pieces)))
        yield ids


for _ in range(MODELS):
    model, letters = random_model()
    model.show(random_texts(letters, model.pieces), random_ids(model.pieces))

WORDS = """the The of and 3.14 don't naïve Straße привет мир 你好世界 こんにちは 안녕하세요 नमस्ते שלום 🙂 👩\u200d👩\u200d👧 \u0301 𝔘𝔫𝔦 <s> </s> <0x41>
▁ ▁▁ unbelievable internationalization x=1; {} // [INST] [/INST] ᏣᎳᎩ""".split() + ["\n", "\t", "  ", "    ", ""]
for name in FILES:
    with open(name, "rb") as file:
        model = Model(file.read())
    texts = ["".join(rng.choice(WORDS) + rng.choice([" ", " ", "", "  "]) for _ in range(rng.randint(0, 30))) for _ in range(300)]
    texts += ["".join(chr(rng.choice([rng.randint(32, 0x3100), rng.randint(0xE000, 0x10FFFF)])) for _ in range(20)) for _ in range(100)]
    texts += ["ab" * 1000, " " * 500, "".join(rng.choice("etaoin") for _ in range(3000))]
    model.show(texts, [[rng.randrange(len(model.pieces)) for _ in range(rng.randint(0, 30))] for _ in range(300)])
