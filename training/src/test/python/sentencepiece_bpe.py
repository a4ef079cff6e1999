"""Trains BPE with SentencePiece's own trainer, for SentencePieceBpeTest and SentencePieceBpeComparison.

Needs sentencepiece==0.2.3. The goldens, from the repository's root:

    python training/src/test/python/sentencepiece_bpe.py goldens training/src/test/resources/org/tokenlab/training

reads invented-text.txt from the folder given and writes sentencepiece/bpe-*.txt: a piece a line, its score in full
precision, a space, its text, in the order of ids. Each line of the text is a sentence. Also sentencepiece/bpe-random.txt:
small seeded corpora, one a paragraph: the settings as `run size`, lines of text after "< ", and what came out as above,
after "> ". One run on a file of sentences, its pieces to standard output:

    python sentencepiece_bpe.py train RUN SIZE FILE
"""

import io
import pathlib
import random
import sys
import time

import sentencepiece

WANTED = "0.2.3"
RUNS = {
    "default": {},
    "bytes": {
        "byte_fallback": True,
        "character_coverage": 0.98,
        "normalization_rule_name": "identity",
        "pad_id": 3,
        "control_symbols": ["<mask>"],
        "user_defined_symbols": ["th", "\u2460"],
    },
    "loose": {
        "split_by_unicode_script": False,
        "split_by_number": False,
        "max_sentencepiece_length": 6,
        "character_coverage": 1.0,
        "user_defined_symbols": ["\u2460"],
        "required_chars": "\u0416\u6f22",
    },
    "sentences": {"split_by_whitespace": False, "max_sentencepiece_length": 24},
    "suffix": {"treat_whitespace_as_suffix": True},
    "loose-suffix": {"treat_whitespace_as_suffix": True, "split_by_whitespace": False, "split_by_number": False},
    "spaces": {
        "allow_whitespace_only_pieces": True,
        "remove_extra_whitespaces": False,
        "add_dummy_prefix": False,
        "normalization_rule_name": "identity",
    },
    "digits": {"split_digits": True, "max_sentence_length": 300},
}
SIZES = {"bytes": 780}


def train(run, size, **source):
    out = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        **source,
        model_writer=out,
        model_type="bpe",
        vocab_size=size,
        hard_vocab_limit=False,
        minloglevel=2,
        **RUNS[run],
    )
    model = sentencepiece.SentencePieceProcessor(model_proto=out.getvalue())
    return [f"{model.get_score(i)!r} {model.id_to_piece(i)}" for i in range(len(model))]


def random_corpora():
    generator = random.Random(5)
    alphabets = ["ab", "abc ", "aab c\u0301\u0430", "a1\u0661 \uff12b\u0430", "\u3042\u30a2\u4e00\u30fc a", "ab  \u2581", "th\u2460x <mask>"]
    for n in range(60):
        alphabet = generator.choice(alphabets)
        lines = []
        for _ in range(generator.randint(1, 6)):
            text = "".join(generator.choice(alphabet) for _ in range(generator.randint(1, 24)))
            lines += [text] * generator.randint(1, 3)
        run = list(RUNS)[n % len(RUNS)]
        size = generator.randint(20, 70) + (260 if run == "bytes" else 0)
        yield run, size, lines


def goldens(folder):
    place = folder / "sentencepiece"
    place.mkdir(exist_ok=True)
    text = (folder / "invented-text.txt").read_text(encoding="utf-8").split("\n")
    for run in RUNS:
        pieces = train(run, SIZES.get(run, 600), sentence_iterator=iter(text))
        (place / f"bpe-{run}.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8", newline="\n")
        print(run, len(pieces))
    with open(place / "bpe-random.txt", "w", encoding="utf-8", newline="\n") as out:
        for run, size, lines in random_corpora():
            try:
                pieces = train(run, size, sentence_iterator=iter(lines))
            except RuntimeError as error:
                print(run, size, str(error)[:100])
                continue
            out.write(f"{run} {size}\n")
            out.writelines(f"< {line}\n" for line in lines)
            if run == "bytes":  # which pieces are bytes is known
                pieces = [piece for piece in pieces if "<0x" not in piece]
            out.writelines(f"> {piece}\n" for piece in pieces)
            out.write("\n")


def main():
    if sentencepiece.__version__ != WANTED:
        sys.exit(f"wanted sentencepiece {WANTED}, got {sentencepiece.__version__}")
    if sys.argv[1] == "goldens":
        goldens(pathlib.Path(sys.argv[2]))
        return
    start = time.process_time()
    pieces = train(sys.argv[2], int(sys.argv[3]), input=sys.argv[4])  # an iterator would drop carriage returns
    print(f"{time.process_time() - start:.2f} CPU s", file=sys.stderr)
    sys.stdout.buffer.write(("\n".join(pieces) + "\n").encode("utf-8"))


if __name__ == "__main__":
    main()
