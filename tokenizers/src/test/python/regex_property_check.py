"""Asks the peers about every property in the resource, over all code points.

    python regex_property_check.py unicode-16.0.sets.gz SECONDS

Prints the names that differ; stops asking tiktoken after SECONDS.
"""

import gzip
import random
import sys
import time

import tiktoken
import tokenizers
from tokenizers import Regex, pre_tokenizers

assert tiktoken.__version__ == "0.14.0" and tokenizers.__version__ == "0.23.2"
sets, names = [], {"o": {}, "f": {}}
for line in gzip.open(sys.argv[1], "rt"):
    fields = line.rstrip("\n").split(" ")
    if fields[0] == "s":
        at, found = 0, set()
        for gap, more in zip(fields[1::2], fields[2::2]):
            at += int(gap, 16)
            found.update(range(at, at + int(more, 16) + 1))
            at += int(more, 16) + 1
        sets.append(found)
    elif fields[0] in names:
        names[fields[0]][fields[1]] = int(fields[2])
everything = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
text = "".join(map(chr, everything))
surrogates = set(range(0xD800, 0xE000))
asked = different = 0
for name, number in names["o"].items():
    if "=" in name:
        continue
    try:
        split = pre_tokenizers.Split(Regex("[\\p{%s}]+" % name), "removed", invert=True)
    except Exception as error:
        print("o", name, error)
        continue
    found = set()
    for piece, _ in split.pre_tokenize_str(text):
        found.update(map(ord, piece))
    asked += 1
    if found != sets[number] - surrogates:
        different += 1
        print("o", name, len(found), len(sets[number] - surrogates))
print("Oniguruma:", asked, "asked,", different, "different")
ranks = {bytes([i]): i for i in range(256)}
asked = different = 0
start = time.time()
order = list(names["f"].items())
random.Random(1).shuffle(order)
seen = set()
for name, number in order:
    if number in seen or time.time() - start > float(sys.argv[2]):
        continue
    seen.add(number)
    regex = name if name.startswith("\\") else "\\p{%s}" % name
    encoding = tiktoken.Encoding("x", pat_str=regex, mergeable_ranks=ranks, special_tokens={})
    found = set(map(ord, bytes(encoding.encode_ordinary(text)).decode()))
    asked += 1
    if found != sets[number] - surrogates:
        different += 1
        print("f", name, len(found), len(sets[number] - surrogates))
print("fancy-regex:", asked, "of", len(set(names["f"].values())), "sets asked,", different, "different")
