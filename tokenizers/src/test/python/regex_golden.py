"""Asks both peers for the matches of regular expressions, made at random and given below.

    python regex_golden.py OUT [PATTERNS [SEED]]

A line each: dialect, pattern, text, matches; tab-separated, backslash escapes as in JSON. Matches
are UTF-8 byte offsets start-end for Oniguruma (HF's Split keeps no empty ones), the matched texts'
lengths for fancy-regex (tiktoken tells no offsets), or ERROR where the peer takes no such pattern.
"""

import json
import random
import sys

import tiktoken
import tokenizers
from tokenizers import Regex, pre_tokenizers

assert tiktoken.__version__ == "0.14.0" and tokenizers.__version__ == "0.23.2"

out = sys.argv[1]
count = int(sys.argv[2]) if len(sys.argv) > 2 else 220
rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 16)

CONTRACTION = "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
UPPER = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"
LOWER = r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
KNOWN = [
    r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+",
    r"'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s",
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s",
    CONTRACTION + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
    CONTRACTION + r"|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
    r"[^\r\n\p{L}\p{N}]?" + UPPER + "*" + LOWER + "+" + CONTRACTION + r"?|[^\r\n\p{L}\p{N}]?" + UPPER + "+" + LOWER + "*" + CONTRACTION
    + r"?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+",
    r"[\p{Han}]+|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]*[\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]+" + CONTRACTION
    + r"?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]+[\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]*" + CONTRACTION
    + r"?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
    r"[!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
    r"\p{N}{1,3}",
    "[一-龥\u3040-ゟ゠-ヿ]+",
    r"\s?\p{L}+",
    r"\s?\p{P}+",
    "[一-龥ࠀ-一가-퟿]+",
    r"[0-9][0-9][0-9]",
    r" ?[^(\s|[.,!?…。，、।۔،])]+",
    r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+",
    r"\w+|[^\w\s]+",
    r"(?=(\d{3})+(?!\d))",
    r"(?:(?<!\d)\d{1,3}|\d{3})(?=(?:\d{3})*\b)",
    r" {2,}|\n+|[^\s]+",
]
BOTH = [
    r"^*a", r"(?=a)*a", r"a**", r"\pL", r"\p{^L}+", r"(?i)\p{Lu}+", r"a(?i)b|B", r"((?i)a)b", r"(?i)ss", r"(?i)[ß]", r"(?i)[^ß]+",
    r"(?i)ſt", r"(?i)k", r"(?i)[k-m]+", r"(?i)[^k]", r"^a", r"a$", r"(?m)^.", r"(?m).$", r"(?m).+", r".+", r"\Z", r".\Z", r"\d{1,3}+", r"\d{3,1}",
    r"a{,2}", r"a{2", r"{2}", r"()", r"a|", r"(?<=a|bc)b", r"(?<=a+)b", r"(?<!a)b", r"[]a]", r"[a-]", r"[a-c-e]+", r"[[:punct:]]+",
    r"[[:^alpha:]]+", r"[[:alpha:][:digit:]]+", r"\x{61}+", r"\u0061", r"\x61", r"a\Kb", r"(a|b)\1", r"(?<n>a|b)\k<n>", r"\G.", r"\R", r"\h+",
    r"\H+", r"(?x)a b # c", r"\bA\b", r"\B.", r"\p{Han}+", r"\p{Greek}", r"\p{Emoji}+", r"\p{White_Space}+", r"\p{Alphabetic}+", r"[^\P{L}]+",
    r"[\w&&[^b]]+", r"[a-z&&[^b]]+", r"[^a&&b]+", r"(?>a|ab)b", r"a++b", r"a?+a", r"(?:a|ab)(?:c|bcd|)", r"(?:|a)+", r"(?:a|)+b?", r"(?:a?)*?b",
    r"(?:(?:a|b)*)*", r"(?:a*)+b", r"\s+(?!\S)|\s+", r"(?!ab).", r"(?=ab).", r"\w+(?='s)", r"(?<=\s)\S+", r"(?<!\S)\S", r"a.c", r"\N+", r"\O+", r"[\s\S]{2}",
    r"(?i:ab)|c", r"(?-i:a)", r"a{2}+", r"a{2}?", r"(?:ab){1,2}?", r"\p{L}\p{M}*", r"[\p{L}--\p{Lu}]+", r"[a-c~~b-d]+", r"\d+|\D+", r"\S+|\s+",
]
ONIGURUMA = [
    r"\X", r"(?W)\w+", r"(?D)\d+", r"(?S)\s+", r"(?P)[[:alpha:]]+", r"\p{In_Basic_Latin}+", r"\x{61 62}", r"[\x{61 62}]+", r"\o{141}", r"\141",
    r"(?i)ﬃ", r"(?i)ffi", r"(?i)aß", r"(?i)[ﬀ-ﬆ]", r"(?i)s+", r"(?i)s{2}", r"(?i)İ", r"(?<a>a)(b)\k<a>", r"[[a]b]+", r"[^[a]]+", r"\xE4\xB8\xAD",
]
FANCY = [
    r"\b{start}\w", r"\w\b{end}", r"\<\w", r"\w\>", r"(?U)a+", r"\p{Script=Han}+", r"\p{sc=Latin}+", r"\p{scx=Hira}", r"\p{gc=Lu}", r"\p{gc!=Lu}+",
    r"[a--b]+", r"[&&a]", r"[^^a]+", r"\U00000061", r"(?P<n>a)(?P=n)", r"(?s).+", r"a*?+", r"(?m)^a", r"(?m)a$", r"\p{Age=3.0}+", r"\p{Any}", r"(?i)[[:upper:]]+",
]

PARTS = ["a", "b", "c", "A", "B", "ab", "abc", "aa", "1", "12", "345", " ", "  ", "\n", "\r\n", "\t", "'s", "'", ".", ",", "!", "_", "-", "ß", "ss", "S", "ſ", "K",
         "K", "é", "e\u0301", "中", "文", "ひ", "カ", "한", "ا", "٣", "½", "\u00a0", "\u3000", "\u200b", "🙂", "👩‍👩", "🇩🇪", "ﬁ", "ﬀ", "İ", "ı", "Σ", "ς", "σ", "ǅ", "\u0345"]


def text():
    return "".join(rng.choice(PARTS) for _ in range(rng.randint(0, 12)))


ATOMS = ["a", "b", "c", "A", "s", "ss", "1", " ", "'", "\\n", ".", "\\w", "\\W", "\\d", "\\D", "\\s", "\\S", "\\p{L}", "\\p{Lu}", "\\p{N}", "\\P{L}", "\\p{M}", "\\p{Han}",
         "[ab]", "[^ab]", "[a-c]", "[^\\s\\p{L}\\p{N}]", "[\\r\\n]", "[^\\r\\n\\p{L}\\p{N}]", "[\\w&&[^a]]", "ß", "k", "中", "\\.", "[[:alpha:]]", "[[:punct:]]", "\\h"]
EDGES = ["^", "$", "\\b", "\\B", "\\A", "\\z", "(?=%s)", "(?!%s)", "(?<=%s)", "(?<!%s)"]
QUANTIFIERS = ["*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{1,3}", "{2,}", "{0,1}?", "++", "*+", "?+"]


def pattern(depth):
    parts = []
    for _ in range(rng.randint(1, 3)):
        kind = rng.random()
        if kind < 0.55 or depth == 0:
            part = rng.choice(ATOMS)
            if len(part) == 2 and part == "ss":
                parts.append(part)
                continue
        elif kind < 0.67:
            edge = rng.choice(EDGES)
            parts.append(edge.replace("%s", rng.choice([rng.choice(ATOMS), pattern(depth - 1)])))
            continue
        else:
            part = rng.choice(["(?:%s)", "(%s)", "(?>%s)", "(?i:%s)", "(?:%s)"]).replace("%s", pattern(depth - 1))
        if rng.random() < 0.45:
            part += rng.choice(QUANTIFIERS)
        parts.append(part)
    whole = "".join(parts)
    if rng.random() < 0.4:
        whole += "|" + pattern(max(depth - 1, 0))
    return whole


def oniguruma(regex, texts):
    try:
        split = pre_tokenizers.Split(Regex(regex), "removed", invert=True)
    except Exception:
        return None
    answers = []
    for t in texts:
        starts = [0]
        for c in t:
            starts.append(starts[-1] + len(c.encode()))
        answers.append(" ".join("%d-%d" % (starts[a], starts[b]) for _, (a, b) in split.pre_tokenize_str(t)))
    return answers


def fancy(regex, texts):
    ranks = {bytes([i]): i for i in range(256)}
    ranks[b""] = 256
    for t in texts:
        b = t.encode()
        for i in range(len(b)):
            for j in range(i + 1, len(b) + 1):
                ranks.setdefault(b[i:j], len(ranks))
    try:
        encoding = tiktoken.Encoding("x", pat_str=regex, mergeable_ranks=ranks, special_tokens={})
    except Exception:
        return None
    try:
        return [" ".join(str(len(encoding.decode_single_token_bytes(k))) for k in encoding.encode_ordinary(t)) for t in texts]
    except BaseException:
        return []  # its limit of steps


with open(out, "w", encoding="utf-8", newline="\n") as file:

    def write(dialect, ask, regex, texts):
        answers = ask(regex, texts)
        shown = json.dumps(regex, ensure_ascii=False)[1:-1]
        if answers is None:
            file.write("%s\t%s\t\tERROR\n" % (dialect, shown))
            return
        for t, answer in zip(texts, answers):
            file.write("%s\t%s\t%s\t%s\n" % (dialect, shown, json.dumps(t, ensure_ascii=False)[1:-1], answer))

    for regex in KNOWN + BOTH + ONIGURUMA + FANCY + [pattern(2) for _ in range(count)]:
        n = 4 if regex in KNOWN else 2
        texts = [text() for _ in range(n)]
        if regex not in FANCY:
            write("o", oniguruma, regex, texts)
        if regex not in ONIGURUMA:
            write("f", fancy, regex, texts)
