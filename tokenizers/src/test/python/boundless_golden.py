"""Asks fastboundlessbpe 0.1.0 for ids, for BoundlessGoldenTest.

Needs boundlessbpe 0.1.0 (https://github.com/kensho-technologies/fastboundlessbpe, built with `maturin develop
--release`). Usage: python boundless_golden.py FOLDER [MODELS]

Writes to FOLDER
- trained-*.model: models that it trains on sentences made here of words in several scripts;
- trained.tsv: model, text, ids;
- tiny.tsv: a line `model`, file for each of MODELS (55) files made at random, their merges and deletions in any order,
  repeated and contradictory; and a line `text`, text, ids for each text. Ids are `error` where the peer fails.

Files and texts are base64 of UTF-8. In a tiny file `BYTES` stands for the vocabulary's first 256 lines, the bytes.

The Rust and the Python implementation must agree, or nothing is written: but for deleted tokens that several merges
make, where Rust takes any of them and Python, which counts, the first.
"""

import base64
import contextlib
import importlib.metadata
import io
import json
import os
import random
import sys
import tempfile

import boundlessbpe as peer
from boundlessbpe.util import frombytes

assert importlib.metadata.version("boundlessbpe") == "0.1.0"

WORDS = {
    "latin": "the of and to in that a is was he for it with as his on be at by I this had not are but from".split()
    + "Straße über für naïve café don't it's we'll HTTPServer iPhone getName snake_case x1 ABC ﬁne".split(),
    "cyrillic": "и в не на я быть он с что а по это она этот к но они мы весь".split(),
    "devanagari": "के में की है और से का को पर यह नहीं".split(),
    "arabic": "في من على إلى أن هذا التي الذي".split(),
    "han": "的 一 是 不 了 人 我 在 有 他 这 中国 世界 日本語 東京".split(),
    "kana": "これは です ます カタカナ ー".split(),
    "thai": "การ ความ ที่ และ ใน น้ำ".split(),
    "hangul": "은 는 이 가 한국어 그리고".split(),
    "other": "1 12 123 1234 1234567 ٣٤٥ Ⅷ ½ $5.00 -- ... ?! :) // 🙂 👩‍👩‍👧 🇩🇪 1⃣ #️⃣ ❤️".split(),
}
SPACES = [" "] * 12 + ["  ", "\n", "\n\n", "\t", "   ", "\r\n", "\u00a0", "\u3000", ", ", ". ", ""]


def sentence(random, words):
    scripts = [random.choice(list(WORDS)) for _ in range(2)]
    out = []
    for _ in range(random.randint(1, words)):
        script = random.choice(scripts) if random.random() < 0.8 else "latin"
        known = WORDS[script]
        out.append(known[min(int(random.expovariate(0.15)), len(known) - 1)])
        out.append("" if script in ("han", "kana", "thai") and random.random() < 0.9 else random.choice(SPACES))
    return "".join(out)


@contextlib.contextmanager
def quiet():
    """The peer prints its progress, Rust's on the file descriptor."""
    saved, null = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            yield
    finally:
        os.dup2(saved, 1)
        os.close(saved)
        os.close(null)


def b64(text):
    return base64.b64encode(text.encode("utf-8")).decode("ascii")


def ids(model, text):
    try:
        return " ".join(map(str, model.encode_ordinary(text)))
    except Exception:
        return "error"


def load(path):
    rust, python = peer.FastTokenizer(), peer.Tokenizer()
    with quiet():
        rust.load(path)
        python.load(path)
    return rust, python


KINDS = {
    "plain": (dict(), 1.1, False),
    "parts": (dict(), 0.7, False),
    "script": (
        dict(
            script_specific_regex=peer.SCRIPT_SPECIFIC_GPT4O_REGEX,
            script_specific_scripts=peer.DEFAULT_SCRIPT_SPECIFIC_SCRIPTS,
        ),
        0.7,
        True,
    ),
    "word": (
        dict(
            main_regex=peer.WORD_LEVEL_REGEX,
            script_specific_regex=peer.SCRIPT_SPECIFIC_REGEX,
            script_specific_scripts=peer.DEFAULT_SCRIPT_SPECIFIC_SCRIPTS,
        ),
        0.7,
        True,
    ),
}


def trained(folder):
    draw = random.Random(20251126)
    lines = []
    with tempfile.TemporaryDirectory() as temporary:
        corpus = temporary + "/corpus.jsonl"
        with open(corpus, "w", encoding="utf-8") as out:
            for _ in range(3000):
                out.write(json.dumps({"text": sentence(draw, 30)}) + "\n")
        for kind, (options, tau, blowup) in KINDS.items():
            with quiet():
                words = peer.FastBpeTrainer(**options)
                words.train(tau, corpus, temporary + "/w", 10**9, 800, 0, blowup, verbose=False, checkpoint_iterations=0)
                words.register_special_tokens(["<|endoftext|>", "<|a b|>"])
                words.save(temporary + "/words")
                both = peer.FastBoundlessBpeTrainer(**options)
                both.train(
                    corpus, temporary + "/b", 10**9, 0, temporary + "/words.model", verbose=False,
                    checkpoint_iterations=0, min_count=2,
                )
                both.save(f"{folder}/trained-{kind}")
            rust, python = load(f"{folder}/trained-{kind}.model")
            for _ in range(150):
                text = sentence(draw, 25)
                found = ids(rust, text)
                assert found == ids(python, text), (kind, text)
                lines.append(f"{kind}\t{b64(text)}\t{found}")
    write(folder + "/trained.tsv", lines)


ALPHABET = ["a", "b", "c", " ", "中", "1", "é"]
REGEXES = [
    (None, None, None),
    ("[a-z]+| +", None, None),  # leaves digits and letters out
    (" ?[ab]+|c| ", None, None),
    ("[ab]{1,2}|[^ab]", None, None),
    ("a(?=b)|[abc]+|\\s|\\p{N}", None, None),  # a token alone is split otherwise than in a text
    ("(?<=a)b|[a-c]+|[^a-c]+", None, None),
    (peer.GPT4O_REGEX, peer.SCRIPT_SPECIFIC_GPT4O_REGEX, ["Han"]),
    ("[a-z]+| +", "\\p{L}", ["Han"]),
]


def tiny(draw):
    """One model file at random: its text, and whether the peer's Rust is bound to one reading of it."""
    main, script, scripts = draw.choice(REGEXES)
    blowup = draw.random() < 0.4
    letters = [bytes([b]) for letter in ALPHABET for b in letter.encode()]
    known, operations = list(dict.fromkeys(letters)), []
    for _ in range(draw.randint(0, 24)):
        made = [o for o in operations if len(o) == 2]
        if made and draw.random() < 0.25:
            operations.append((b"".join(draw.choice(made)),))
        elif made and draw.random() < 0.15:
            operations.append(draw.choice(made))
        else:
            left, right = draw.choice(known), draw.choice(known)
            if len(left + right) <= 6:
                operations.append((left, right))
                known.append(left + right)
    if draw.random() < 0.3:
        draw.shuffle(operations)
    vocabulary = {}
    for operation in operations:
        if len(operation) == 2:
            vocabulary.setdefault(b"".join(operation), 0)
        else:
            vocabulary.pop(operation[0], None)
    words = [token for token in vocabulary if valid(token)] + [l.encode() for l in ALPHABET if len(l.encode()) == 1]
    supermerges = []
    for _ in range(draw.randint(0, 12)):
        left, right = draw.choice(words), draw.choice(words)
        if len(left + right) <= 12:
            supermerges.append((left, right))
            if vocabulary.setdefault(left + right, 1) == 1:
                words.append(left + right)
    if draw.random() < 0.3:
        draw.shuffle(supermerges)
    config = json.dumps(
        dict(
            tau=0.9, is_super=False, superbpe_mode=False, blowup=blowup, main_regex=main, script_specific_regex=script,
            script_specific_scripts=scripts, merge_pattern=None,
        )
    )
    tokens = [t for t in vocabulary if len(t) > 1]
    lines = [f"BoundlessBPE v2 {draw.choice(['boundless', 'superbpe'])}", "vocabulary", str(256 + len(tokens)), "BYTES"]
    lines += [f"{256 + i} {frombytes(t)} 7 {vocabulary[t]}" for i, t in enumerate(tokens)]
    lines += ["special_tokens", "0", "words", config, "merges", str(sum(len(o) == 2 for o in operations))]
    lines += [f"{i} {frombytes(o[0])} {frombytes(o[1])} 3 0" for i, o in enumerate(operations) if len(o) == 2]
    lines += ["deletions", str(sum(len(o) == 1 for o in operations))]
    lines += [f"{i} {frombytes(o[0])}" for i, o in enumerate(operations) if len(o) == 1]
    lines += ["superwords", config, "merges", str(len(supermerges))]
    lines += [f"{i} {frombytes(l)} {frombytes(r)} 2 0" for i, (l, r) in enumerate(supermerges)]
    lines += ["deletions", "0", ""]
    makers = {}
    for operation in operations:
        if len(operation) == 2:
            makers.setdefault(b"".join(operation), set()).add(operation)
    definite = blowup or all(len(makers[o[0]]) == 1 for o in operations if len(o) == 1)
    return "\n".join(lines), definite


def valid(token):
    try:
        token.decode("utf-8")
        return True
    except UnicodeDecodeError:
        return False


def tiny_models(folder, count):
    draw = random.Random(4711)
    byte_lines = "\n".join(f"{b} {frombytes(bytes([b]))} 0 0" for b in range(256))
    lines = []
    with tempfile.TemporaryDirectory() as temporary:
        for _ in range(count):
            file, definite = tiny(draw)
            with open(temporary + "/tiny.model", "w", encoding="utf-8") as out:
                out.write(file.replace("BYTES", byte_lines))
            rust, python = load(temporary + "/tiny.model")
            lines.append("model\t" + b64(file))
            for _ in range(25):
                text = "".join(draw.choice(ALPHABET) for _ in range(draw.randint(0, 14)))
                found = ids(python, text)
                assert not definite or found == ids(rust, text), (file, text, found, ids(rust, text))
                lines.append(f"text\t{b64(text)}\t{found}")
    write(folder + "/tiny.tsv", lines)


def write(path, lines):
    with open(path, "w", encoding="ascii", newline="\n") as out:
        out.writelines(line + "\n" for line in lines)


if __name__ == "__main__":
    tiny_models(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 55)
    trained(sys.argv[1])
