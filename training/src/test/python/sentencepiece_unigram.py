"""Writes the golden vocabularies of SentencePieceUnigramTest with SentencePiece's own trainer.

Needs sentencepiece==0.2.3. From the repository's root:

    python training/src/test/python/sentencepiece_unigram.py training/src/test/resources/org/tokenlab/training

Reads invented-text.txt from the folder given and writes unigram/sentencepiece-*.txt: a piece a line, its score in full
precision, a space, its text, in the order of ids. Each line of the text is a sentence.
"""

import pathlib
import sys
import tempfile

import sentencepiece

WANTED = "0.2.3"
RUNS = {
    "one-thread": {"vocab_size": 500, "num_threads": 1},
    "sixteen-threads": {"vocab_size": 440},
    "bytes": {
        "vocab_size": 740,
        "num_threads": 1,
        "byte_fallback": True,
        "character_coverage": 0.98,
        "normalization_rule_name": "identity",
        "pad_id": 3,
        "control_symbols": ["<mask>"],
        "user_defined_symbols": ["the"],
    },
    "loose": {
        "vocab_size": 480,
        "num_threads": 2,
        "split_by_unicode_script": False,
        "split_by_number": False,
        "max_sentencepiece_length": 6,
        "shrinking_factor": 0.6,
        "num_sub_iterations": 3,
        "seed_sentencepiece_size": 3000,
        "required_chars": "\u0416\u6f22",
    },
    # A user-defined symbol that the normalizer replaces: training does not see it.
    "symbols": {"vocab_size": 24, "num_threads": 1, "hard_vocab_limit": False, "user_defined_symbols": ["\u2460"]},
}
OWN_LINES = {"symbols": ["\u2460\u2460b ab \u2460\u2461a11 ba bab 11a"] * 9}


def main():
    if sentencepiece.__version__ != WANTED:
        sys.exit(f"wanted sentencepiece {WANTED}, got {sentencepiece.__version__}")
    folder = pathlib.Path(sys.argv[1])
    lines = (folder / "invented-text.txt").read_text(encoding="utf-8").split("\n")
    (folder / "unigram").mkdir(exist_ok=True)
    for name, settings in RUNS.items():
        with tempfile.TemporaryDirectory() as place:
            sentencepiece.SentencePieceTrainer.train(
                sentence_iterator=iter(OWN_LINES.get(name, lines)), model_prefix=place + "/m", minloglevel=1, **settings
            )
            model = sentencepiece.SentencePieceProcessor(model_file=place + "/m.model")
        with open(folder / "unigram" / f"sentencepiece-{name}.txt", "w", encoding="utf-8", newline="\n") as out:
            for i in range(len(model)):
                out.write(f"{model.get_score(i)!r} {model.id_to_piece(i)}\n")
        print(name, len(model))


if __name__ == "__main__":
    main()
