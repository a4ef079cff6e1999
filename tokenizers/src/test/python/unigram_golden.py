"""Writes small random Unigram models and what HF tokenizers makes of random texts with them, for UnigramGoldenTest.

    pip install tokenizers==0.23.2
    python unigram_golden.py [MODELS TEXTS SEED] > ../resources/org/tokenlab/tokenizers/unigram/hf-unigram-0.23.2.tsv

Lines: "model" with unk_id (or -) and byte_fallback; "piece" with its text in hex and its score; "text" with its UTF-8 in hex, then
ids, byte offsets and hex tokens, or "error".
"""

import random
import sys

import tokenizers
from tokenizers import Tokenizer
from tokenizers.models import Unigram

assert tokenizers.__version__ == "0.23.2"
models, texts, seed = (int(a) for a in sys.argv[1:4]) if len(sys.argv) > 1 else (16, 24, 20261126)
rng = random.Random(seed)
ALPHABETS = ["ab", "abc▁", "aé中🙂", "<unk>0xE4", "ab▁ \n中文é"]


def string(alphabet, most):
    return "".join(rng.choice(alphabet) for _ in range(rng.randint(1, most)))


def model():
    alphabet = rng.choice(ALPHABETS)
    coarse = rng.random() < 0.5  # many ties
    score = lambda: -float(rng.randint(1, 8)) if coarse else (rng.uniform(-12, 0) if rng.random() < 0.95 else rng.uniform(0, 30))
    if rng.random() < 0.15:
        positive = score
        score = lambda: -positive()
    vocab = [("<unk>", score())]
    for c in alphabet:
        if rng.random() < 0.7:
            vocab.append((c, score()))
    vocab += [(string(alphabet, rng.choice([2, 3, 5, 9])), score()) for _ in range(rng.randint(0, 24))]  # some come twice
    if rng.random() < 0.2:
        vocab.append(("", score()))
    if rng.random() < 0.3:
        vocab.append(("q" * 40, score()))
    fallback = rng.random() < 0.4
    if fallback:
        some = rng.random() < 0.5
        vocab += [(f"<0x{b:02X}>", score()) for b in (range(0x60, 0xF8) if some else rng.sample(range(256), 120))]
    if rng.random() < 0.5:
        rng.shuffle(vocab)
    unk = [i for i, (t, _) in enumerate(vocab) if t == "<unk>"][0] if rng.random() < 0.85 else None
    if unk is not None and rng.random() < 0.1:
        unk = rng.randrange(len(vocab))
    return alphabet + "xyü𝔘<>", vocab, unk, fallback


def hex8(text):
    return text.encode().hex()


for _ in range(models):
    alphabet, vocab, unk, fallback = model()
    print("model", "-" if unk is None else unk, int(fallback), sep="\t")
    for text, score in vocab:
        print("piece", hex8(text), repr(score), sep="\t")
    tokenizer = Tokenizer(Unigram(vocab, unk, fallback))
    known = [t for t, _ in vocab if t]
    for i in range(texts):
        parts = [rng.choice(known) if rng.random() < 0.5 else string(alphabet, 6) for _ in range(rng.randint(0, 8))]
        text = rng.choice(["", "a" * 90, "ab" * 40, "aab" * 30]) if i % 12 == 0 else "".join(parts)
        if rng.random() < 0.1:
            text += rng.choice(known)[0] * rng.randint(1, 40)
        try:
            encoded = tokenizer.encode(text)
        except Exception as error:
            assert "unk_id" in str(error), error
            print("text", hex8(text), "error", sep="\t")
            continue
        at = [0]
        for c in text:
            at.append(at[-1] + len(c.encode()))
        spans = " ".join(f"{at[a]} {at[b]}" for a, b in encoded.offsets)
        print("text", hex8(text), " ".join(map(str, encoded.ids)), spans, " ".join(hex8(t) for t in encoded.tokens), sep="\t")
