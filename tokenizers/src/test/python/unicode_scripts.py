"""Writes the resource `unicode-17.0.scripts` that Tokenlab reads: the script of every code point.

Usage: python unicode_scripts.py Scripts.txt OUTPUT, with https://www.unicode.org/Public/17.0.0/ucd/Scripts.txt.

Each line of the output is one script: its name as in the file, and its code points as ranges in hexadecimal, scripts in
the order of their first code point. What stands in no line is of the script Unknown.
"""

import sys


def main(source, output):
    with open(source, encoding="utf-8") as lines:
        text = lines.read()
    assert text.startswith("# Scripts-17.0.0.txt"), text[:40]
    scripts = {}
    for line in text.splitlines():
        fields = line.split("#")[0].split(";")
        if len(fields) == 2:
            first, _, last = fields[0].strip().partition("..")
            scripts.setdefault(fields[1].strip(), []).append((int(first, 16), int(last or first, 16)))
    with open(output, "w", encoding="ascii", newline="\n") as out:
        for name, ranges in sorted(scripts.items(), key=lambda entry: min(entry[1])):
            merged = []
            for first, last in sorted(ranges):
                if merged and merged[-1][1] == first - 1:
                    merged[-1][1] = last
                else:
                    merged.append([first, last])
            out.write(" ".join([name] + [f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in merged]) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
