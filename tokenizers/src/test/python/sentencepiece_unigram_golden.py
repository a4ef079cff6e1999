"""Writes small random Unigram models and what SentencePiece makes of random texts with them, for SentencePieceUnigramTest.

    pip install sentencepiece==0.2.3
    python sentencepiece_unigram_golden.py [MODELS TEXTS SEED] > ../resources/org/tokenlab/tokenizers/sentencepiece/unigram-0.2.3.tsv

The models leave texts as they are. Lines: "model"; "piece" with its text in hex, score and type; "text" with its UTF-8 in hex, ids,
byte offsets (or -) and hex pieces; "best" with a text, the number asked for, and "score:ids" of each segmentation.
"""

import random
import struct
import sys

import sentencepiece

assert sentencepiece.__version__ == "0.2.3"
models, texts, seed = (int(a) for a in sys.argv[1:4]) if len(sys.argv) > 1 else (11, 20, 20261126)
rng = random.Random(seed)
ALPHABETS = ["ab", "abc▁", "aé中🙂", "ab▁中文é"]
NORMAL, UNKNOWN, CONTROL, USER_DEFINED, UNUSED, BYTE = 1, 2, 3, 4, 5, 6
NAMES = {1: "NORMAL", 2: "UNKNOWN", 3: "CONTROL", 4: "USER_DEFINED", 5: "UNUSED", 6: "BYTE"}


def varint(n):
    out = bytearray()
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)
    return bytes(out)


def number(field, n):
    return varint(field << 3) + varint(n)


def block(field, data):
    return varint(field << 3 | 2) + varint(len(data)) + data


def fields(data):
    at = 0
    while at < len(data):
        key, at = read(data, at)
        if key & 7 == 0:
            value, at = read(data, at)
        elif key & 7 == 2:
            length, at = read(data, at)
            value, at = data[at : at + length], at + length
        else:
            assert key & 7 == 5
            value, at = struct.unpack("<f", data[at : at + 4])[0], at + 4
        yield key >> 3, value


def read(data, at):
    n = shift = 0
    while True:
        n |= (data[at] & 127) << shift
        shift += 7
        at += 1
        if data[at - 1] < 128:
            return n, at


def single(x):
    return struct.unpack("<f", struct.pack("<f", x))[0]


def string(alphabet, most):
    return "".join(rng.choice(alphabet) for _ in range(rng.randint(1, most)))


def model():
    alphabet = rng.choice(ALPHABETS)
    coarse = rng.random() < 0.5  # many ties
    score = lambda: -float(rng.randint(1, 8)) if coarse else single(rng.uniform(-12, 0))
    if rng.random() < 0.2:
        score = lambda: single(rng.uniform(-12, 9))
    huge = rng.random() < 0.15  # so that the running sum is taken off now and then
    if huge:
        score = lambda: single(rng.uniform(-30000, rng.choice([0, 20000])))
    pieces = [("<unk>", 0.0, UNKNOWN), ("<s>", 0.0, CONTROL), ("ab" if rng.random() < 0.3 else "</s>", 0.0, CONTROL)]
    taken = set()
    fallback = rng.random() < 0.4
    for text in list(alphabet) + [string(alphabet, rng.choice([2, 3, 5, 9])) for _ in range(rng.randint(0, 24))] + ["<unk>", "q" * 40]:
        if text not in taken and rng.random() < 0.75:
            taken.add(text)
            kind = rng.choices([NORMAL, USER_DEFINED, UNUSED], [0.84, 0.08, 0.08])[0]
            pieces.append((text, score(), kind))
    if fallback:
        pieces += [(f"<0x{b:02X}>", 0.0, BYTE) for b in range(256)]
        if rng.random() < 0.3:
            del pieces[0]
    return alphabet + "xyü𝔘<>", pieces, fallback


def load(pieces, fallback):
    proto = b""
    for text, score, kind in pieces:
        proto += block(1, block(1, text.encode()) + varint(2 << 3 | 5) + struct.pack("<f", score) + number(3, kind))
    proto += block(2, number(3, 1) + number(35, int(fallback)))
    proto += block(3, block(1, b"identity") + number(3, 0) + number(4, 0) + number(5, 0))
    return sentencepiece.SentencePieceProcessor(model_proto=proto)


def segmentation(data):
    pieces, score = [], 0.0
    for field, value in fields(data):
        if field == 2:
            piece = {1: b"", 2: 0, 4: 0, 5: 0}
            piece.update(fields(value))
            pieces.append((piece[2], piece[4], piece[5], piece[1]))
        elif field == 3:
            score = value
    return pieces, score


for _ in range(models):
    alphabet, pieces, fallback = model()
    print("model")
    for text, score, kind in pieces:
        print("piece", text.encode().hex(), repr(score), NAMES[kind], sep="\t")
    processor = load(pieces, fallback)
    known = [t for t, _, kind in pieces if kind in (NORMAL, USER_DEFINED, UNUSED)]
    known = known or ["a"]
    # The normalizer gives all bytes of a user-defined symbol one place, whatever pieces they end up in.
    placeless = any(kind == USER_DEFINED for _, _, kind in pieces)
    for i in range(texts):
        parts = [rng.choice(known) if rng.random() < 0.5 else string(alphabet, 6) for _ in range(rng.randint(0, 8))]
        text = rng.choice(["", "a" * 90, "ab" * 40, "aab" * 30]) if i % 10 == 0 else "".join(parts)
        if rng.random() < 0.1:
            text += rng.choice(known)[0] * rng.randint(1, 40)
        ids = processor.encode(text, out_type=int)
        found, _ = segmentation(processor.encode(text, out_type="serialized_proto"))
        assert ids == [p[0] - (1 << 32 if p[0] >= 1 << 31 else 0) for p in found]
        print(
            "text",
            text.encode().hex(),
            " ".join(map(str, ids)),
            "-" if placeless else " ".join(f"{p[1]} {p[2]}" for p in found),
            " ".join(p[3].hex() for p in found),
            sep="\t",
        )
        if i % 4 == 1 and text:
            n = rng.choice([2, 3, 5, 12, 40, 200 if seed != 20261126 else 20])
            best = processor.nbest_encode(text, nbest_size=n, out_type="serialized_proto")
            best = [segmentation(b) for b in best] if isinstance(best, list) else [segmentation(v) for f, v in fields(best) if f == 1]
            out = ("|".join(f"{s!r}:" + " ".join(str(p[0]) for p in ps) for ps, s in best))
            print("best", text.encode().hex(), n, out, sep="\t")
