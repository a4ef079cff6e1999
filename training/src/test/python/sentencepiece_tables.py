"""Writes `unicode-9.0.scripts` of org.tokenlab.training.internal.sentencepiece and `nmt_nfkc.charsmap.gz` of
org.tokenlab.training.unigram, both among the resources.

Needs sentencepiece==0.2.3 and, unpacked, its source distribution, whose table of scripts can't be asked for.

    pip download --no-deps --no-binary :all: sentencepiece==0.2.3 && tar xzf sentencepiece-0.2.3.tar.gz
    python sentencepiece_tables.py sentencepiece-0.2.3 OUTPUT_FOLDER

Scripts: each line is one script, its name and its code points as ranges in hexadecimal. What stands in no line is
Common. The map: what SentencePiece writes into a model's `precompiled_charsmap` for its rule nmt_nfkc.
"""

import gzip
import pathlib
import re
import sys
import tempfile

import sentencepiece

assert sentencepiece.__version__ == "0.2.3", sentencepiece.__version__
RANGE = re.compile(r"for \(char32_t c = 0x([0-9A-F]+); c <= 0x([0-9A-F]+); \+\+c\)\s*\(\*smap\)\[c\] = U_(\w+);")
ONE = re.compile(r"\(\*smap\)\[0x([0-9A-F]+)\] = U_(\w+);")


def scripts(header):
    owner = {}
    for first, last, script in RANGE.findall(header):
        owner.update(dict.fromkeys(range(int(first, 16), int(last, 16) + 1), script))
    for one, script in ONE.findall(header):
        owner[int(one, 16)] = script
    found = {}
    for c in sorted(owner):
        runs = found.setdefault(owner[c], [])
        if runs and runs[-1][1] == c - 1:
            runs[-1][1] = c
        else:
            runs.append([c, c])
    found.pop("Common")
    for script, runs in sorted(found.items()):
        yield script + " " + " ".join(f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in runs)


def varint(data, at):
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
        if data[at - 1] < 0x80:
            return value, at


def fields(data):
    """The length-delimited fields of a protocol buffer message, by number."""
    found, at = {}, 0
    while at < len(data):
        tag, at = varint(data, at)
        if tag & 7 == 2:
            size, at = varint(data, at)
            found[tag >> 3] = data[at : at + size]
            at += size
        elif tag & 7 == 5:
            at += 4
        else:
            _, at = varint(data, at)
    return found


def charsmap():
    with tempfile.TemporaryDirectory() as folder:
        prefix = folder + "/any"
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(["some words that hold some letters"] * 9),
            model_prefix=prefix,
            vocab_size=20,
            hard_vocab_limit=False,
            normalization_rule_name="nmt_nfkc",
            minloglevel=2,
        )
        model = pathlib.Path(prefix + ".model").read_bytes()
    return fields(fields(model)[3])[2]


def main(distribution, output):
    (header,) = pathlib.Path(distribution).rglob("unicode_script_map.h")
    folder = pathlib.Path(output)
    with open(folder / "unicode-9.0.scripts", "w", encoding="ascii", newline="\n") as out:
        out.writelines(line + "\n" for line in scripts(header.read_text()))
    (folder / "nmt_nfkc.charsmap.gz").write_bytes(gzip.compress(charsmap(), 9, mtime=0))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
