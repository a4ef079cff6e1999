"""Finds out, by asking, how the crate unicode-segmentation 1.13.3 (the one in tokenizers 0.23.2; Unicode 17) classes
each character for grapheme clusters, and writes the resource `graphemes-1.13.sets` that Tokenlab reads.

Needs cargo. Usage: python grapheme_classes.py OUTPUT

Each line of the output is a class's name, a tab, and its code points as ranges in hexadecimal. What is in no class
always has a boundary before and after it, but for what the classes around it say. `linker` and `conjunct_extend`
overlap with the others.
"""

import pathlib
import subprocess
import sys
import tempfile

MANIFEST = """[package]
name = "ask"
version = "0.1.0"
edition = "2021"
[dependencies]
unicode-segmentation = "=1.13.3"
"""

PROGRAM = r"""
use unicode_segmentation::UnicodeSegmentation;
fn one(parts: &[&str]) -> bool { parts.concat().graphemes(true).count() == 1 }
fn main() {
    let (ka, virama, zwj, smile, flag) = ("\u{915}", "\u{94D}", "\u{200D}", "\u{1F600}", "\u{1F1E6}");
    for c in (0..0x110000u32).filter_map(char::from_u32) {
        let text = c.to_string();
        let s = text.as_str();
        let trails = one(&["a", s]);
        let class = if s == "\r" { "cr" } else if s == "\n" { "lf" }
            else if !one(&[s, "\u{300}"]) { "control" }
            else if s == zwj { "zwj" }
            else if trails { if one(&[smile, s, zwj, smile]) { "extend" } else { "spacing_mark" } }
            else if one(&[s, "a"]) { "prepend" }
            else if one(&[flag, s]) { "regional" }
            else if one(&[smile, zwj, s]) { "pictographic" }
            else if one(&[ka, virama, s]) { "consonant" }
            else if one(&["\u{1100}", s]) {
                if one(&[s, "\u{1100}"]) { "l" }
                else if one(&["\u{1160}", s]) { "v" }
                else if one(&[s, "\u{1160}"]) { "lv" } else { "lvt" } }
            else if one(&["\u{11A8}", s]) { "t" }
            else { "" };
        if !class.is_empty() { println!("{} {}", class, c as u32); }
        if one(&[ka, s, ka]) { println!("linker {}", c as u32); }
        if one(&[ka, virama, s, ka]) { println!("conjunct_extend {}", c as u32); }
    }
}
"""


def ranges(code_points):
    found = []
    for c in code_points:
        if found and found[-1][1] == c - 1:
            found[-1][1] = c
        else:
            found.append([c, c])
    return " ".join(f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in found)


def main(output):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "src").mkdir()
        (root / "Cargo.toml").write_text(MANIFEST)
        (root / "src/main.rs").write_text(PROGRAM)
        asked = subprocess.run(["cargo", "run", "-q", "--release"], cwd=root, check=True, capture_output=True, text=True)
    sets = {}
    for line in asked.stdout.splitlines():
        name, code_point = line.split()
        sets.setdefault(name, []).append(int(code_point))
    with open(output, "w", encoding="ascii", newline="\n") as out:
        for name, code_points in sorted(sets.items()):
            out.write(f"{name}\t{ranges(code_points)}\n")


if __name__ == "__main__":
    main(sys.argv[1])
