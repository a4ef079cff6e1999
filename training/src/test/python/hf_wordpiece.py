"""Writes the golden vocabularies of WordPieceTrainerTest with Hugging Face tokenizers' own trainer.

Needs tokenizers==0.23.2. From the repository's root:

    python training/src/test/python/hf_wordpiece.py training/src/test/resources/org/tokenlab/training

Reads invented-text.txt from the folder given and writes hf-wordpiece-*.txt beside it: one token a line, by id.

The peer gives ids to `##a` and the like in the order of a hash table, and breaks ties by them. So they are given to it
as special tokens, behind the usual ones, in the order in which our trainer numbers them: by code point.
"""

import pathlib
import sys

import tokenizers
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

WANTED = "0.23.2"
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
RUNS = {
    "lower": (True, {"vocab_size": 900}),
    "cased": (False, {"vocab_size": 1000, "min_frequency": 2}),
}


def inside(texts, normalizer, pre_tokenizer):
    found = set()
    for text in texts:
        for word, _ in pre_tokenizer.pre_tokenize_str(normalizer.normalize_str(text)):
            found.update(word[1:])
    return ["##" + c for c in sorted(found)]


def trained(texts, lowercase, settings):
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=lowercase)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    continuing = inside(texts, tokenizer.normalizer, tokenizer.pre_tokenizer)
    trainer = trainers.WordPieceTrainer(
        show_progress=False, special_tokens=SPECIAL + continuing, **settings
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def main():
    if tokenizers.__version__ != WANTED:
        sys.exit(f"wanted tokenizers {WANTED}, got {tokenizers.__version__}")
    folder = pathlib.Path(sys.argv[1])
    texts = (folder / "invented-text.txt").read_text(encoding="utf-8").split("\n\n")
    for name, (lowercase, settings) in RUNS.items():
        tokenizer = trained(texts, lowercase, settings)
        vocabulary = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
        with open(folder / f"hf-wordpiece-{name}.txt", "w", encoding="utf-8", newline="\n") as out:
            out.writelines(token + "\n" for token, _ in vocabulary)
        print(name, len(vocabulary), len(continuing))


if __name__ == "__main__":
    main()
