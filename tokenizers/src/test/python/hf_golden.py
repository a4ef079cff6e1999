"""What the generators of HF golden files share: random texts, and a way to write any string in ASCII."""

import tokenizers

assert tokenizers.__version__ == "0.23.2", tokenizers.__version__

PARTS = (
    "a b Z é ß İ ǅ ʰ 中 文 ひ カ ー 한 ก ำ क ् ा א ع ـ 0 1 9 ٣ ४ Ⅷ ½ ² ߁ \u0085 \u00a0 \u2003 \u2028 \u3000 "
    "\u200b \u180e \ufeff ' 's 'S 't 'LL 've 'd 'm 'x ’s . , ! / // - _ $ € + ^ ~ « 。 🙂 👩‍👩‍👧 🏽 🇩🇪 \u0301 \u20e3 \ufe0f A AB "
    "ABc the don't 𝔘 𐐀 𞤀 \x00 \x7f ﬁ 123 4567 ▁ ▁▁ Ġ | ab aab x xx xyx Ω я Я ქ"
).split(" ") + [" ", "  ", "   ", "\n", "\r\n", "\t", "\x0b", "\x1c", " the", " a", "\n\n"]


def text(random, most):
    out = []
    for _ in range(random.randint(0, most)):
        if random.random() < 0.05:
            c = random.randrange(0x3100 if random.random() < 0.5 else 0x110000)
            part = chr(c) if not 0xD800 <= c <= 0xDFFF else "\ue000"
        else:
            part = random.choice(PARTS)
        out.append(part * (random.randint(1, 9) if random.random() < 0.08 else 1))
    return "".join(out)


def escaped(string):
    """Printable ASCII as it stands, but for the characters that files use; else \\uXXXX for each UTF-16 unit."""
    units = string.encode("utf-16-be")
    codes = [units[i] << 8 | units[i + 1] for i in range(0, len(units), 2)]
    return "".join(chr(c) if 0x20 < c < 0x7F and chr(c) not in "\\|{}" else f"\\u{c:04X}" for c in codes)
