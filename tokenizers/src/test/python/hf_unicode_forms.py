"""Finds out, by asking, what HF tokenizers takes NFD, NFKD, NFC and NFKC of each character for, and writes the
resource `hf-0.23.forms` that Tokenlab reads.

Needs tokenizers==0.23.2. Usage: python hf_unicode_forms.py OUTPUT

HF's normalisation crate stands at Unicode 9, so characters of later versions stay as they are and don't move.
Lines of the output: `canonical` and `compatibility`, code points with what they decompose to (compatibility only
where it differs from canonical; Hangul syllables left out); `compose`, pairs with what they become; `order N`, the
code points that sort N-th among combining marks (N grows with the combining class; it need not be the class).
"""

import sys
import unicodedata

import tokenizers
from tokenizers import normalizers

assert tokenizers.__version__ == "0.23.2", tokenizers.__version__
ALL = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
HANGUL = range(0xAC00, 0xAC00 + 11172)
NFD, NFKD, NFC = normalizers.NFD().normalize_str, normalizers.NFKD().normalize_str, normalizers.NFC().normalize_str


def sample_marks():
    """One mark of each combining class, ascending. Python's own table is only a hint: the order is checked below."""
    by_class = {}
    for c in ALL:
        k = unicodedata.combining(chr(c))
        if k and k not in by_class and NFD(chr(c)) == chr(c) and NFD("a\u0345" + chr(c)) != "a\u0345" + chr(c):
            by_class[k] = chr(c)
    by_class[240] = "\u0345"
    marks = [by_class[k] for k in sorted(by_class)]
    for low, high in zip(marks, marks[1:]):
        assert NFD("a" + high + low) == "a" + low + high and NFD("a" + low + high) == "a" + low + high
    return "".join(marks)


def orders(canonical):
    marks = sample_marks()
    found = {}
    for c in ALL:
        if c in canonical or c in HANGUL:
            continue
        asked = NFD("a" + marks + chr(c))[1:]
        # Behind all marks of its own class or a lower one; where it doesn't move it is a starter, or of the last class.
        at = asked.rindex(chr(c))
        if at == len(marks) and NFD("a" + chr(c) + marks[0]) == "a" + chr(c) + marks[0]:
            continue
        found.setdefault(at, []).append(c)
    assert len(found) == len(marks)
    return [found[k] for k in sorted(found)]


def ranges(code_points):
    found = []
    for c in code_points:
        if found and found[-1][1] == c - 1:
            found[-1][1] = c
        else:
            found.append([c, c])
    return " ".join(f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in found)


def hexes(text):
    return "+".join(f"{ord(c):X}" for c in text)


def main(output):
    canonical = {c: NFD(chr(c)) for c in ALL if c not in HANGUL and NFD(chr(c)) != chr(c)}
    compatibility = {c: NFKD(chr(c)) for c in ALL if NFKD(chr(c)) != NFD(chr(c))}
    pairs = {}
    for c, parts in canonical.items():
        if len(parts) > 1 and NFC(parts) == chr(c):
            first = NFC(parts[:-1])
            assert len(first) == 1 and NFC(first + parts[-1]) == chr(c)
            pairs[first + parts[-1]] = c
    with open(output, "w", encoding="ascii", newline="\n") as out:
        out.write("canonical\t" + " ".join(f"{c:X}={hexes(t)}" for c, t in canonical.items()) + "\n")
        out.write("compatibility\t" + " ".join(f"{c:X}={hexes(t)}" for c, t in compatibility.items()) + "\n")
        out.write("compose\t" + " ".join(f"{hexes(t)}={c:X}" for t, c in pairs.items()) + "\n")
        for n, code_points in enumerate(orders(canonical), 1):
            out.write(f"order {n}\t{ranges(code_points)}\n")


if __name__ == "__main__":
    main(sys.argv[1])
