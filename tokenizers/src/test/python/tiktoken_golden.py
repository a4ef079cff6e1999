"""Writes the ids that tiktoken gives, for TiktokenGoldenTest.

    pip install tiktoken==0.14.0
    python tiktoken_golden.py RANKS_FOLDER > ../resources/org/tokenlab/tokenizers/tiktoken-0.14.0.tsv

RANKS_FOLDER holds r50k_base.tiktoken, p50k_base.tiktoken, cl100k_base.tiktoken and o200k_base.tiktoken, for example
unpacked from jtokkit's jar. Lines: vocabulary, kind, input, ids. Kind "text" is a string as UTF-16BE in hex, so that
lone surrogates fit; kind "bytes" is raw bytes in hex, well formed or not.
"""

import os
import random
import sys

import tiktoken
import tiktoken.load
import tiktoken_ext.openai_public as public

assert tiktoken.__version__ == "0.14.0"
folder = sys.argv[1]


def from_folder(url, expected_hash=None):
    return tiktoken.load.load_tiktoken_bpe(os.path.join(folder, os.path.basename(url)), expected_hash)


public.load_tiktoken_bpe = from_folder

WORDS = """the The THE don't DON'T I'LL we've it's O'Toole camelCase HTTPServer x86_64 naïve Ångström Straße ΑΣΦΑΛΉΣ
привет Здравствуйте שלום مرحبا नमस्ते สวัสดี 你好世界 こんにちは カタカナー 안녕하세요 ǅungla ʻokina 3.14159 1234567 ٣٤٥ ४५६ Ⅷ ½ e\u0301
🙂 👩\u200d👩\u200d👧 🏽 🇩🇪 \u20e3 don\u2019t ſ 'ſ 'S 's K ﬁ <|endoftext|> // /* */ --- ... ?! $100 €5 a/b/c \\n {} 𝔘𝔫𝔦 𐐀𐐨
क्षत्रिय ကျေးဇူး ខ្មែរ ᏣᎳᎩ ⵜⴰⵎⴰⵣⵉⵖⵜ ߒߞߏ""".split()
SPACES = [" ", "  ", "   ", "\n", "\n\n", "\r\n", "\t", " \n", "\n ", "\u00a0", "\u3000", "\u2003", "\u0085", "\u200b", "\u001c", ""]
rng = random.Random(20261123)


def text():
    parts = []
    for _ in range(rng.randint(0, 9)):
        parts.append(rng.choice(WORDS) if rng.random() < 0.85 else chr(rng.choice([rng.randint(0, 0xD7FF), rng.randint(0xE000, 0x10FFFF)])))
        parts.append(rng.choice(SPACES) * rng.choice([1, 1, 1, 3]))
        if rng.random() < 0.05:
            parts.append(chr(rng.randint(0xD800, 0xDFFF)))
    return "".join(parts)


def raw():
    data = bytearray(text().encode("utf-8", "replace"))
    for _ in range(rng.randint(1, 3)):
        cut = rng.randint(0, len(data))
        data[cut:cut] = rng.choice([b"\xff", b"\x80", b"\xc3", b"\xe4\xbd", b"\xf0\x9f\x98", b"\xed\xa0\x80", b"\xc0\xaf", b"\n \xff", b" "])
    return bytes(data)


FIXED = ["", "a", " ", "\n", "   ", " \n ", "\n  ", "a\n  ", "\n\n  \n", "a" * 300, "ab" * 200, " " * 90, "^" * 77, "\u0301" * 9, "中" * 40,
         "\ud800", "a\udc00b", "\ud83d\ude42", "x\ud83d"]

for name in ["r50k_base", "p50k_base", "cl100k_base", "o200k_base"]:
    encoding = tiktoken.Encoding(**getattr(public, name)())
    for sample in FIXED + [text() for _ in range(120)]:
        ids = encoding.encode_ordinary(sample)
        print(name, "text", sample.encode("utf-16-be", "surrogatepass").hex(), " ".join(map(str, ids)), sep="\t")
    for sample in [raw() for _ in range(60)]:
        print(name, "bytes", sample.hex(), " ".join(map(str, encoding._encode_bytes(sample))), sep="\t")
