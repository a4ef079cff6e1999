"""Writes what HF's decoders make of random lists of tokens.

Needs tokenizers==0.23.2. Usage: python hf_decoders_golden.py OUTPUT [LISTS [SEED]]

Each line: a decoder, the tokens as `token|token|…` (`{}` for none), and the decoded text; separated by tabs, strings
escaped as hf_golden.py says. `+` joins the parts of a sequence.
"""

import random
import sys

from tokenizers import Regex, decoders

from hf_golden import escaped, text

TOKENS = (
    "a ## ##a ##b b </w> a</w> </w>b</w> ▁ ▁a ▁▁ a▁b ▁▁▁ <0x61> <0xE4> <0xB8> <0xAD> <0xFF> <0xC3> <0xA9> <0xF0> <0x9F> "
    "<0x99> <0x82> <0x+1> <0x1> <0x1g> <0xÿ> <0xE4>> <pad> a<pad>b | a|b Ġ Ġa Ġthe Ċ ä ¸ Ń ðŁ ĻĤ Ã © . ? ! , ' n't "
    "'m 's 've 're do not ' Ā ab aab aaa xax x xx 🙂 中 é"
).split(" ") + ["", " ", "  ", " .", " do not", " a ", " n't", "a b", " '", "ſ", "do not", "it 's", " ' "]


def tokens(rng):
    out = []
    for _ in range(rng.randint(0, 9)):
        token = rng.choice(TOKENS) if rng.random() < 0.85 else text(rng, 3)
        out.extend([token] * (2 if rng.random() < 0.15 else 1))
    return out


def boolean(value):
    return str(value).lower()


def all_of():
    parts = [("Fuse", decoders.Fuse()), ("ByteFallback", decoders.ByteFallback())]
    parts.append(("ByteLevel", decoders.ByteLevel()))
    parts += [(f"BPEDecoder|{escaped(s)}", decoders.BPEDecoder(s)) for s in ("</w>", "a", "")]
    parts += [
        (f"WordPiece|{escaped(p)}|{boolean(c)}", decoders.WordPiece(p, c)) for p in ("##", "") for c in (True, False)
    ]
    parts += [
        (f"CTC|{escaped(p)}|{escaped(d)}|{boolean(c)}", decoders.CTC(p, d, c))
        for p, d in (("<pad>", "|"), ("", ""), ("a", "b"))
        for c in (True, False)
    ]
    parts += [
        (f"Metaspace|{escaped(r)}|{s}", decoders.Metaspace(replacement=r, prepend_scheme=s))
        for r in ("▁", "a")
        for s in ("always", "never", "first")
    ]
    parts += [
        (f"Strip|{escaped(c)}|{start}|{stop}", decoders.Strip(c, start, stop))
        for c in (" ", "a", "🙂")
        for start, stop in ((1, 0), (0, 1), (1, 1), (3, 2), (0, 0))
    ]
    parts += [(f"Replace|{escaped(p)}|{escaped(c)}", decoders.Replace(p, c)) for p, c in (("▁", " "), ("aa", "a"))]
    named = dict(parts)
    for names in (
        (r"Replace|\u2581|\u0020", "ByteFallback", "Fuse", r"Strip|\u0020|1|0"),
        ("ByteFallback", r"Metaspace|\u2581|always", "Fuse"),
        ("WordPiece|##|true", "Fuse", "WordPiece|##|true"),
        ("ByteLevel", "BPEDecoder|a"),
    ):
        parts.append(("+".join(names), decoders.Sequence([named[name] for name in names])))
    return parts


def by_engine():
    """Those that need the regular-expression engine."""
    return [(f"Replace|{escaped(p)}|{escaped(c)}", decoders.Replace(p, c)) for p, c in (("", "-"),)] + [
        (f"ReplaceRegex|{escaped(p)}|{escaped(c)}", decoders.Replace(Regex(p), c))
        for p, c in ((r"a*", "$0"), (r"(?=a)", "-"), (r"\A▁|x", ""))
    ]


def main(output, lists=8, seed=1):
    rng = random.Random(int(seed))
    with open(output, "w", encoding="ascii", newline="\n") as out:
        for name, decoder in all_of() + by_engine():
            written = 0
            while written < int(lists):
                given = tokens(rng)
                try:
                    decoded = decoder.decode(given)
                except BaseException as e:  # Strip panics where a token is too short
                    assert "Strip" in name, e
                    continue
                written += 1
                out.write(f"{name}\t{'|'.join(map(escaped, given)) if given else '{}'}\t{escaped(decoded)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
