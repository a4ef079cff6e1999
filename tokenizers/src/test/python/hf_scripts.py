"""Finds out, by asking, which characters HF tokenizers' UnicodeScripts takes to be of one script, and writes the
resource `hf-0.23.scripts` that Tokenlab reads.

Needs tokenizers==0.23.2. Usage: python hf_scripts.py OUTPUT

Each line of the output is one script: its code points as ranges in hexadecimal, scripts in the order of their first
code point. What stands in no line is of no script: such characters never begin a piece.
"""

import sys

import tokenizers
from tokenizers import pre_tokenizers

assert tokenizers.__version__ == "0.23.2", tokenizers.__version__
SPLIT = pre_tokenizers.UnicodeScripts()


def ranges(code_points):
    found = []
    for c in code_points:
        if found and found[-1][1] == c - 1:
            found[-1][1] = c
        else:
            found.append([c, c])
    return " ".join(f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in found)


def main(output):
    every = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
    # A text of characters without a script has no pieces.
    known = [c for c in every if SPLIT.pre_tokenize_str(chr(c))]
    scripts = []
    for run, _ in SPLIT.pre_tokenize_str("".join(map(chr, known))):
        for script in scripts:
            if len(SPLIT.pre_tokenize_str(chr(script[0]) + run[0])) == 1:
                script.extend(map(ord, run))
                break
        else:
            scripts.append([ord(c) for c in run])
    with open(output, "w", encoding="ascii", newline="\n") as out:
        for script in scripts:
            out.write(ranges(script) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
