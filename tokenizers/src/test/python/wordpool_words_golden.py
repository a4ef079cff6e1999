"""Writes wordpool/paper-words.tsv: texts and their words by the rule of the paper's code (avi-jit/eTok).

A line is a text and its words, all in hexadecimal UTF-8, separated by tabs. Needs Python 3.11 only.
"""
import pathlib
import random
import re

PARTS = ["a", "the", "don't", "9.5", "-", "--", "---", "@-@", "@", "@-@-@", "<unk>", "<un", "k>", "=", "==", "\n", "\t",
         " ", "  ", "\u00a0", "\u3000", "\x1c", "\u0085", "{", "}", ":", ",", ";", ".", "!", "?", "'", "é", "猫", "🙂", "x=y",
         "\r\n", "\u200b", "'s"]
SPLIT = re.compile(r"(-|{|}|:|,|;|\.|\n|!|'|--|\?)")


def words(text):
    for removed in ["\n", "<unk>", "=", "@-@"]:
        text = text.replace(removed, " ")
    text = SPLIT.sub(r" \1 ", text)
    text = re.sub(r" +", " ", text).strip()
    return [word for word in text.split(" ") if word]


def main():
    random.seed(7)
    lines = []
    for _ in range(400):
        text = "".join(random.choice(PARTS) for _ in range(random.randrange(14)))
        lines.append("\t".join(part.encode().hex() for part in [text, *words(text)]))
    folder = pathlib.Path(__file__).parent.parent / "resources/org/tokenlab/tokenizers/wordpool"
    (folder / "paper-words.tsv").write_text("\n".join(lines) + "\n")


main()
