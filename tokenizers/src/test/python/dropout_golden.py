"""Writes how often HF and SentencePiece choose each segmentation with BPE-dropout, for DropoutTest.

    pip install tokenizers==0.23.2 sentencepiece==0.2.3
    python dropout_golden.py > ../resources/org/tokenlab/tokenizers/dropout.tsv

Lines: peer, probability, merges as left+right by rank (SentencePiece: pieces by falling score), text, and
segmentation=share for each segmentation seen, parts joined with "|". Shares come from 300,000 draws, so their standard
error is below 0.001. The peers draw from the system's entropy: another run gives slightly different shares.
"""

import collections
import struct

import sentencepiece
import tokenizers
from tokenizers import models

assert tokenizers.__version__ == "0.23.2" and sentencepiece.__version__ == "0.2.3"
DRAWS = 300_000
CASES = [
    ("abcda", ["a+b", "c+d", "ab+cd", "b+c", "abcd+a"]),
    ("aaaaa", ["a+a", "aa+a", "aa+aa"]),
    ("abab", ["b+a", "a+b", "ab+ab", "a+ba"]),
]


def field(number, value):
    if isinstance(value, float):
        return bytes([number << 3 | 5]) + struct.pack("<f", value)
    if isinstance(value, int):
        return bytes([number << 3, value])
    return bytes([number << 3 | 2, len(value)]) + value


def show(peer, probability, merges, text, segmentations):
    counts = collections.Counter(segmentations)
    shares = [f"{k}={v / DRAWS:.5f}" for k, v in counts.most_common()]
    print(peer, probability, " ".join(merges), text, *shares, sep="\t")


for text, merges in CASES:
    letters = sorted(set(text))
    pairs = [tuple(m.split("+")) for m in merges]
    pieces = list(dict.fromkeys(a + b for a, b in pairs)) + letters
    vocab = {p: i for i, p in enumerate(pieces)}
    body = field(1, field(1, b"<unk>") + field(2, 0.0) + field(3, 2))
    body += b"".join(field(1, field(1, p.encode()) + field(2, -float(i))) for i, p in enumerate(pieces))
    normalizer = field(1, b"identity") + field(3, 0) + field(4, 0)
    processor = sentencepiece.SentencePieceProcessor(model_proto=body + field(2, field(3, 2)) + field(3, normalizer))
    for probability in [0.1, 0.5]:
        model = models.BPE(vocab=vocab, merges=pairs, dropout=probability)
        show("hf", probability, merges, text, ("|".join(t.value for t in model.tokenize(text)) for _ in range(DRAWS)))
        options = dict(out_type=str, enable_sampling=True, alpha=probability, nbest_size=-1)
        drawn = ("|".join(processor.encode(text, **options)) for _ in range(DRAWS))
        show("sentencepiece", probability, pieces, text, drawn)
