"""Trains tokenizers of one size with Tokenlab and its peers, and measures them on text that none has seen.

  train.sh --quality [options]      makes the environment and calls this

Each language's training text is cut from its files, in their order: the first lines, up to --kilobytes. What is measured
is another text, --held-out. Every tokenizer is run by Tokenlab, from the file that its trainer saved; that its ids are
the peer's own is what Tokenlab's tests show.

  bytes a token   UTF-8 bytes of the held-out text by its tokens; more is better
  Rényi           Rényi efficiency of order 2.5 (Zouhar et al. 2023) of the tokens: 1 if all of the vocabulary came
                  equally often
  unused          share of the vocabulary that the held-out text does not use
  unknown         share of the tokens that stand for a character the vocabulary has not, which flatters bytes a token
"""

import argparse
import collections
import math
import os
import pathlib
import subprocess
import sys

import train

# Language: its files in the reference data, in order of reading; the last one is held out.
LANGUAGES = {
    "English": ["commonvoice/en.txt", "flores200/*/eng_Latn.*"],
    "German": ["commonvoice/de.txt", "flores200/*/deu_Latn.*"],
    "Basque": ["commonvoice/eu.txt", "flores200/*/eus_Latn.*"],
    "Polish": ["commonvoice/pl.txt", "flores200/*/pol_Latn.*"],
    "Kinyarwanda": ["commonvoice/rw.txt", "flores200/*/kin_Latn.*"],
    "Ukrainian": ["commonvoice/uk.txt", "flores200/*/ukr_Cyrl.*"],
    "Arabic": ["commonvoice/ar.txt", "flores200/*/arb_Arab.*"],
    "Hindi": ["commonvoice/hi.txt", "flores200/*/hin_Deva.*"],
    "Chinese": ["commonvoice/zh-CN.txt", "flores200/*/zho_Hans.*"],
    "Tamil": ["commonvoice/ta.txt", "flores200/*/tam_Taml.*"],
}

OURS = {
    "BPE, o200k's words": (["bpe", "--pattern", "o200k"], "json"),
    "SuperBPE": (["superbpe", "--pattern", "o200k"], "json"),
    "Unigram": (["unigram"], "model"),
    "MinGram": (["unigram", "--mingram"], "model"),
}


def peer_hf_bpe(text, size, out):
    from tokenizers import ByteLevelBPETokenizer

    tokenizer = ByteLevelBPETokenizer()
    tokenizer.train_from_iterator(train.batches(text), vocab_size=size, min_frequency=1, show_progress=False)
    tokenizer.save(out)


def peer_hf_unigram(text, size, out):
    from tokenizers import SentencePieceUnigramTokenizer

    tokenizer = SentencePieceUnigramTokenizer()
    tokenizer.train_from_iterator(
        train.batches(text), vocab_size=size, show_progress=False, unk_token="<unk>", special_tokens=["<unk>"]
    )
    tokenizer.save(out)


def peer_spm(kind):
    def train_one(text, size, out):
        import sentencepiece

        sentencepiece.SentencePieceTrainer.train(
            input=text,
            model_prefix=out.removesuffix(".model"),
            vocab_size=size,
            model_type=kind,
            num_threads=1,
            minloglevel=2,
        )

    return train_one


PEERS = {
    "HF BPE, GPT-2's words": (peer_hf_bpe, "json"),
    "SentencePiece BPE": (peer_spm("bpe"), "model"),
    "SentencePiece Unigram": (peer_spm("unigram"), "model"),
    "HF Unigram": (peer_hf_unigram, "json"),
}


def cut(paths, most, out):
    written = 0
    with open(out, "wb") as text:
        for path in paths:
            for line in open(path, "rb"):
                if written + len(line) > most:
                    return
                written += text.write(line)
    if written < most:
        print(f"quality.py: {out.stem}: {written / 1000:.0f} of {most / 1000:.0f} kB", file=sys.stderr)


def joined(paths, out):
    with open(out, "wb") as text:
        for path in paths:
            text.write(path.read_bytes())
    return out.stat().st_size - out.read_bytes().count(b"\n")


def tokenlab(*arguments):
    done = subprocess.run([str(train.ROOT / "tokenlab"), *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode("utf-8", "replace").strip().splitlines()[-1])
    return done.stdout.decode("ascii")


def vocabulary(model):
    """Its size, and the id of the unknown token; None if it has none."""
    if model.suffix == ".model":
        import sentencepiece

        processor = sentencepiece.SentencePieceProcessor(model_file=str(model))
        return processor.get_piece_size(), processor.unk_id()
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(model))
    return tokenizer.get_vocab_size(), tokenizer.token_to_id("<unk>")


def measured(model, held_out, size_of_text):
    ids = [int(i) for i in tokenlab("encode", "-t", str(model), str(held_out)).split()]
    size, unknown = vocabulary(model)
    counts = collections.Counter(ids)
    power = 2.5
    entropy = math.log(sum((n / len(ids)) ** power for n in counts.values())) / (1 - power)
    return {
        "bytes": size_of_text / len(ids),
        "renyi": entropy / math.log(size),
        "unused": 1 - len(counts) / size,
        "unknown": counts[unknown] / len(ids) if unknown is not None else 0,
        "size": size,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data = os.environ.get("TOKENLAB_DATA", os.path.expanduser("~/.cache/tokenlab/data"))
    parser.add_argument("--data", default=data, help="the reference data's folder")
    parser.add_argument("--languages", default=",".join(LANGUAGES), help="default: all ten")
    parser.add_argument("--kilobytes", type=float, default=600, help="of training text; default 600")
    parser.add_argument("--vocab", type=int, default=8000, help="default 8000")
    parser.add_argument("--folder", default=str(train.ROOT / "jmh/target/peers/quality"), help="for texts and models")
    options = parser.parse_args()
    folder = pathlib.Path(options.folder)
    folder.mkdir(parents=True, exist_ok=True)
    rows = collections.defaultdict(dict)
    for language in options.languages.split(","):
        *training, last = (sorted(pathlib.Path(options.data).glob(part)) for part in LANGUAGES[language])
        text, held_out = folder / f"{language}.txt", folder / f"{language}.held-out.txt"
        cut([path for paths in training for path in paths], int(options.kilobytes * 1000), text)
        size_of_text = joined(last, held_out)
        for number, name in enumerate([*OURS, *PEERS]):
            kind, suffix = (OURS | PEERS)[name]
            model = folder / f"{language}-{number}.{suffix}"
            try:
                if name in OURS:
                    tokenlab("train", *kind, "-v", str(options.vocab), "--unit", "line", "-o", str(model), str(text))
                else:
                    kind(str(text), options.vocab, str(model))
                rows[name][language] = measured(model, held_out, size_of_text)
            except Exception as error:  # a panic of a peer, too
                print(f"quality.py: {language}, {name}: {error}", file=sys.stderr)
        print(f"{language} done", file=sys.stderr, flush=True)
    show(rows, options.languages.split(","))


def show(rows, languages):
    print("| bytes a token | " + " | ".join(languages) + " | geometric mean |")
    print("|---|" + "---:|" * (len(languages) + 1))
    for name, row in rows.items():
        cells = [f"{row[language]['bytes']:.2f}" if language in row else "–" for language in languages]
        mean = math.exp(sum(math.log(f["bytes"]) for f in row.values()) / len(row))
        print(f"| {bold(name)} | " + " | ".join(cells) + f" | {mean:.3f} |")
    print("\n| mean over languages | Rényi | unused, % | unknown, % | vocabulary, least | languages |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, row in rows.items():
        means = [sum(f[key] for f in row.values()) / len(row) for key in ("renyi", "unused", "unknown")]
        least = min(f["size"] for f in row.values())
        print(
            f"| {bold(name)} | {means[0]:.3f} | {100 * means[1]:.1f} | {100 * means[2]:.2f} | {least:,} | {len(row)} |"
        )


def bold(name):
    return f"**{name}**" if name in OURS else name


if __name__ == "__main__":
    main()
