"""Writes the sets of code points that regular expressions may name, as each engine has them.

    python regex_unicode_sets.py ONIGURUMA/src REGEX_SYNTAX/src OUT

ONIGURUMA is Oniguruma 6.9.10 as onig_sys 69.9 (HF tokenizers 0.23.2) builds it; REGEX_SYNTAX is
regex-syntax 0.8.11 (tiktoken 0.14.0). Both are Unicode 16.0. The output is gzipped ASCII, a line
each:

    s RUNS               a set, numbered from 0 in order; RUNS are pairs gap,length-1 in hexadecimal
    o NAME SET           Oniguruma's property NAME (lower case, without space, - and _)
    f NAME SET           regex-syntax's property NAME, or NAME=VALUE, so normalized too
    1 FOLD CODES         Oniguruma: code points that fold to the one code point FOLD
    2 A,B CODES          ... to two
    3 A,B,C CODES        ... to three
    c CODE CODES         regex-syntax: code points that match CODE when case is ignored
"""

import gzip
import pathlib
import re
import sys

onig, syntax, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]

sets = {}
lines = []


def index(ranges):
    """The number of a set; adjacent ranges are joined."""
    joined = []
    for low, high in sorted(ranges):
        if joined and low <= joined[-1][1] + 1:
            joined[-1][1] = max(joined[-1][1], high)
        else:
            joined.append([low, high])
    at = 0
    runs = []
    for low, high in joined:
        runs += ["%x" % (low - at), "%x" % (high - low)]
        at = high + 1
    return sets.setdefault(" ".join(runs), len(sets))


def normalized(name):
    name = re.sub("[ _-]", "", name).lower()
    if name.startswith("is"):
        name = name[2:]
        return "isc" if name == "c" else name
    return name


# Oniguruma
source = (onig / "unicode_property_data.c").read_text()
assert "UNICODE_PROPERTY_VERSION  160000" in source
tables = {}
for name, body in re.findall(r"^(CR_\w+)\[\] = \{ \d+,\n(.*?)\};", source, re.S | re.M):
    numbers = [int(x, 16) for x in re.findall("0x[0-9a-f]+", re.sub(r"/\*.*?\*/", "", body))]
    tables[name] = index(list(zip(numbers[::2], numbers[1::2])))
for name, other in re.findall(r"^#define (CR_\w+) (CR_\w+)", source, re.M):
    tables[name] = tables[other]
order = re.findall(r"CR_\w+", re.search(r"CodeRanges\[\] = \{(.*?)\};", source, re.S).group(1))
for name, number in re.findall(r"^#define PROP_INDEX_(\w+) (\d+)", source, re.M):
    lines.append("o %s %d" % (re.sub("_", "", name).lower(), tables[order[int(number)]]))
source = (onig / "unicode_egcb_data.c").read_text()
assert "GRAPHEME_BREAK_PROPERTY_VERSION  160000" in source
breaks = {}
for low, high, name in re.findall(r"\{0x(\w+), 0x(\w+), EGCB_(\w+) \}", source):
    breaks.setdefault(name, []).append((int(low, 16), int(high, 16)))
for name, ranges in breaks.items():
    lines.append("o gcb=%s %d" % (re.sub("_", "", name).lower(), index(ranges)))
source = (onig / "unicode_fold_data.c").read_text()
assert "UNICODE_CASEFOLD_VERSION  160000" in source
for n in 1, 2, 3:
    body = re.search(r"OnigUnicodeFolds%d\[\] = \{(.*?)\n\};" % n, source, re.S).group(1)
    body = re.sub(r"#define.*", "", re.sub(r"/\*.*?\*/", "", body))
    numbers = [int(x, 0) for x in re.findall(r"0x[0-9a-f]+|\d+", body)]
    at = 0
    while at < len(numbers):
        count = numbers[at + n]
        fold, codes = numbers[at : at + n], numbers[at + n + 1 : at + n + 1 + count]
        lines.append("%d %s %s" % (n, ",".join("%x" % c for c in fold), ",".join("%x" % c for c in codes)))
        at += n + 1 + count

# regex-syntax
SIMPLE = {"n": 10, "r": 13, "t": 9, "\\": 92, "'": 39, "0": 0}


def char(text):
    if text.startswith("\\u"):
        return int(text[3:-1], 16)
    if text.startswith("\\"):
        return SIMPLE[text[1:]]
    return ord(text)


CHAR = r"'(\\u\{[0-9a-fA-F]+\}|\\.|[^'\\])'"


def rust_tables(name):
    text = (syntax / "unicode_tables" / name).read_text()
    assert "Unicode version: 16.0.0" in text
    found = {}
    for constant, body in re.findall(
        r"pub const (\w+): &'static \[\(char, char\)\] =\s*&\[(.*?)\];", text, re.S
    ):
        found[constant] = [(char(a), char(b)) for a, b in re.findall(r"\(%s,\s*%s\)" % (CHAR, CHAR), body)]
    by_name = re.search(r"pub const BY_NAME.*?=\s*&\[(.*?)\];", text, re.S)
    if by_name is None:
        return found
    return {n: found[c] for n, c in re.findall(r'\("(\w+)",\s*(\w+)\)', by_name.group(1))}


text = (syntax / "unicode_tables" / "property_names.rs").read_text()
properties = dict(re.findall(r'\("(\w+)",\s*"(\w+)"\)', text))
text = (syntax / "unicode_tables" / "property_values.rs").read_text()
values = {}
for name, body in re.findall(r'\(\s*"(\w+)",\s*&\[(.*?)\],\s*\)', text, re.S):
    values[name] = dict(re.findall(r'\("([\w.]+)",\s*"(\w+)"\)', body))

bools = rust_tables("property_bool.rs")
gencat = rust_tables("general_category.rs")
names = {}
decimal = rust_tables("perl_decimal.rs")["Decimal_Number"]
assert gencat["Decimal_Number"] == decimal
assert bools["White_Space"] == rust_tables("perl_space.rs")["White_Space"]
whole = [(0, 0xD7FF), (0xE000, 0x10FFFF)]
gencat["Any"] = whole
gencat["ASCII"] = [(0, 0x7F)]
unassigned = gencat["Unassigned"]
at = 0
assigned = []
for low, high in unassigned + [(0x110000, 0)]:
    if at <= low - 1:
        assigned.append((at, low - 1))
    at = high + 1
gencat["Assigned"] = assigned
category = dict(values["General_Category"], any="Any", ascii="ASCII", assigned="Assigned")
for alias, canonical in category.items():
    if canonical in gencat:
        names["gc=" + alias] = names[alias] = gencat[canonical]
scripts = rust_tables("script.rs")
for alias, canonical in values["Script"].items():
    if canonical in scripts:
        names["sc=" + alias] = scripts[canonical]
        names.setdefault(alias, scripts[canonical])
for alias, canonical in properties.items():
    if alias not in ("cf", "sc", "lc"):
        if canonical in bools:
            names[alias] = bools[canonical]
        else:
            names.pop(alias, None)
for short, table, canonical in (
    ("scx", "script_extension.rs", "Script_Extensions"),
    ("gcb", "grapheme_cluster_break.rs", "Grapheme_Cluster_Break"),
    ("wb", "word_break.rs", "Word_Break"),
    ("sb", "sentence_break.rs", "Sentence_Break"),
):
    found = rust_tables(table)
    key = "Script" if short == "scx" and "Script_Extensions" not in values else canonical
    for alias, value in values[key].items():
        if value in found:
            names[short + "=" + alias] = found[value]
ages = rust_tables("age.rs")
ordered = sorted(ages, key=lambda v: tuple(map(int, v[1:].split("_"))))
for alias, value in values["Age"].items():
    if value not in ages:
        continue  # Unassigned, which the engine does not take either
    union = []
    for age in ordered[: ordered.index(value) + 1]:
        union += ages[age]
    names["age=" + alias] = union
for alias, canonical in properties.items():
    short = {
        "General_Category": "gc",
        "Script": "sc",
        "Script_Extensions": "scx",
        "Age": "age",
        "Grapheme_Cluster_Break": "gcb",
        "Word_Break": "wb",
        "Sentence_Break": "sb",
    }.get(canonical)
    if short and alias != short:
        lines.append("a %s %s" % (alias, short))
names["\\w"] = rust_tables("perl_word.rs")["PERL_WORD"]
names["\\d"] = decimal
names["\\s"] = bools["White_Space"]
for name, ranges in sorted(names.items()):
    lines.append("f %s %d" % (name, index(ranges)))
text = (syntax / "unicode_tables" / "case_folding_simple.rs").read_text()
assert "Unicode version: 16.0.0" in text
for code, codes in re.findall(r"\(%s,\s*&\[(.*?)\]\)" % CHAR, text, re.S):
    others = [char(c) for c in re.findall(CHAR, codes)]
    lines.append("c %x %s" % (char(code), ",".join("%x" % c for c in others)))

body = "".join("s %s\n" % runs for runs in sets) + "".join(line + "\n" for line in lines)
with open(out, "wb") as file:
    file.write(gzip.compress(body.encode("ascii"), 9, mtime=0))
print(len(sets), "sets,", len(lines), "names and folds,", len(body), "bytes plain")
