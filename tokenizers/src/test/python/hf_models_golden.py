"""Writes what HF's BPE, WordPiece and WordLevel give for random small models, for HfModelsGoldenTest.

    pip install tokenizers==0.23.2
    python hf_models_golden.py > ../resources/org/tokenlab/tokenizers/hf-models-0.23.2.tsv

With a seed and a number of models as arguments it writes others, for longer comparisons.

Lines: "M", kind, options (name=value, strings in hex), tokens in hex by id, merges as left.right.merged; then for each
text "T", text in hex, ids, byte offsets as HF's models give them; ids "error" where HF refuses.
"""

import random
import sys

import tokenizers
from tokenizers import models

assert tokenizers.__version__ == "0.23.2"
rng = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 20261126)
MODELS = int(sys.argv[2]) if len(sys.argv) > 2 else 54
KNOWN = ["a", "b", "c", "é", "▁", "中", "🙂", "#", "-"]
UNKNOWN = ["x", "ü", "文", "𝔘", "\u0301"]


def hexed(text):
    return text.encode().hex()


def texts():
    yield rng.choice(KNOWN)
    yield rng.choice(UNKNOWN)
    yield "".join(rng.choice(KNOWN[:2]) for _ in range(rng.randint(2, 60)))
    for _ in range(9):
        share = rng.choice([0, 0.1, 0.5])
        yield "".join(rng.choice(UNKNOWN if rng.random() < share else KNOWN) for _ in range(rng.randint(1, 14)))


def show(kind, options, tokens, merges, model):
    shown = " ".join(f"{k}={hexed(v) if isinstance(v, str) else int(v)}" for k, v in options.items() if v is not None)
    print("M", kind, shown, ",".join(map(hexed, tokens)), ",".join(".".join(map(str, m)) for m in merges), sep="\t")
    for text in list(texts()) + rng.sample(tokens, min(3, len(tokens))):
        try:
            result = model.tokenize(text)
        except Exception:
            print("T", hexed(text), "error", "", sep="\t")
            continue
        spans = " ".join(f"{t.offsets[0]} {t.offsets[1]}" for t in result)
        print("T", hexed(text), " ".join(str(t.id) for t in result), spans, sep="\t")


def bpe():
    prefix = rng.choice(["", "", "", "##", "é"])
    suffix = rng.choice(["", "", "", "</w>"])
    tokens, merges = [], []

    def token(text):
        if text not in tokens:
            tokens.append(text)

    for c in KNOWN:
        for variant in [c, prefix + c, c + suffix, prefix + c + suffix]:
            if rng.random() < 0.93:
                token(variant)
    unknown = rng.choice([None, "<unk>", "<unk>", "[x]"])
    if unknown and rng.random() < 0.9:
        token(unknown)
    byte_share = rng.choice([0, 0, 1, 0.9])
    for b in range(256):
        if rng.random() < byte_share:
            token(f"<0x{b:02X}>")
    parts = tokens if rng.random() < 0.2 else [t for t in tokens if "<0x" not in t and t != unknown]
    cut = len(prefix.encode())
    for _ in range(rng.randint(0, 60)):
        left, right = rng.choice(parts[: rng.randint(1, len(parts))]), rng.choice(parts[: rng.randint(1, len(parts))])
        if rng.random() < 0.1 and merges:
            merges.append(rng.choice(merges))
            continue
        if prefix and not right.startswith(prefix) and rng.random() < 0.9:
            continue
        try:
            merged = left + right.encode()[cut:].decode()
        except UnicodeDecodeError:
            continue
        if len(right.encode()) < cut or len(merged) > 30:
            continue
        token(merged)
        if merged not in parts:
            parts.append(merged)
        merges.append((left, right, merged))
    rng.shuffle(tokens)
    vocab = {t: i for i, t in enumerate(tokens)}
    options = dict(
        unk_token=unknown,
        continuing_subword_prefix=prefix,
        end_of_word_suffix=suffix,
        fuse_unk=rng.random() < 0.5,
        byte_fallback=rng.random() < 0.6,
        ignore_merges=rng.random() < 0.3,
    )
    model = models.BPE(vocab=vocab, merges=[m[:2] for m in merges], **{k: v for k, v in options.items() if v != ""})
    show("bpe", options, tokens, [[vocab[t] for t in m] for m in merges], model)


def wordpiece():
    prefix = rng.choice(["##", "##", "", "▁", "ab"])
    tokens = []
    for c in KNOWN:
        for text in [c, prefix + c]:
            if rng.random() < 0.85 and text not in tokens:
                tokens.append(text)
    for _ in range(rng.randint(0, 40)):
        text = rng.choice(["", prefix]) + "".join(rng.choice(KNOWN) for _ in range(rng.randint(1, 5)))
        if text not in tokens:
            tokens.append(text)
    if rng.random() < 0.9 and "[UNK]" not in tokens:
        tokens.append("[UNK]")
    rng.shuffle(tokens)
    options = dict(unk_token="[UNK]", continuing_subword_prefix=prefix, max_input_chars_per_word=rng.choice([100, 10, 5]))
    show("wordpiece", options, tokens, [], models.WordPiece(vocab={t: i for i, t in enumerate(tokens)}, **options))


def wordlevel():
    tokens = sorted({"".join(rng.choice(KNOWN) for _ in range(rng.randint(1, 3))) for _ in range(60)} | {"a"})
    if rng.random() < 0.5:
        tokens.append("<unk>")
    vocab = {t: i for i, t in enumerate(tokens)}
    show("wordlevel", dict(unk_token="<unk>"), tokens, [], models.WordLevel(vocab=vocab, unk_token="<unk>"))


for number in range(MODELS):
    (bpe if number % 3 < 2 else wordpiece if number % 9 < 8 else wordlevel)()
