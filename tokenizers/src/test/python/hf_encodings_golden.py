"""Writes HF's encodings of random texts and pairs: post-processors, truncation, padding.

Needs tokenizers==0.23.2. Usage: python hf_encodings_golden.py OUTPUT [CASES [SEED]]

Each line: how pieces are made and which become tokens; the post-processor; whether special tokens are added;
truncation; padding; the first text; the second or `-`; the encoding, or ERROR. Separated by tabs; strings escaped as
hf_golden.py says.

An encoding is its tokens, `id/type/start/end/special/attended/word/sequence/text` with offsets in code points and -1
for None, and then each overflowing encoding in braces.
"""

import random
import sys

from tokenizers import AddedToken, Tokenizer, models, normalizers, processors
from tokenizers import pre_tokenizers as pre

from hf_golden import escaped

WORDS = ["a", "b", "ab", "é", "中", "🙂", ".", "1", "x", " ", " ", " ", "  ", "\u3000", "[X]", "[X]", "\n"]
SPECIAL = [("[CLS]", 501), ("[SEP]", 502), {"id": "[M]", "ids": [503, 504], "tokens": ["m1", "m2"]}]
TEMPLATES = [
    ("[CLS] $A [SEP]", "[CLS] $A [SEP] $B:1 [SEP]:1"),
    ("$A:3 [M]:4", "$B:2 [M] $A:5"),
    ("$A [SEP] $A:1", "$A $B:1 $A:2"),
    ("$A", "$A $B:1"),
]
PIECES = {
    "WhitespaceSplit": pre.WhitespaceSplit(),
    "SpaceWithNext": pre.Split(" ", "merged_with_next"),
    "Metaspace": pre.Metaspace(),
    "ByteLevel|true": pre.ByteLevel(add_prefix_space=True),
    "ByteLevel|false": pre.ByteLevel(add_prefix_space=False),
}


def boolean(value):
    return str(value).lower()


def processor(rng, depth=0):
    kind = rng.choice(["bert", "roberta", "bytelevel", "template", "template"] + ["sequence"] * (2 if depth == 0 else 0))
    trim, space = rng.random() < 0.6, rng.random() < 0.5
    if kind == "bert":
        return "bert", processors.BertProcessing(("[SEP]", 502), ("[CLS]", 501))
    if kind == "roberta":
        made = processors.RobertaProcessing(
            ("[SEP]", 502), ("[CLS]", 501), trim_offsets=trim, add_prefix_space=space
        )
        return f"roberta|{boolean(trim)}|{boolean(space)}", made
    if kind == "bytelevel":
        made = processors.ByteLevel(trim_offsets=trim, add_prefix_space=space)
        return f"bytelevel|{boolean(trim)}|{boolean(space)}", made
    if kind == "template":
        single, pair = rng.choice(TEMPLATES)
        made = processors.TemplateProcessing(single=single, pair=pair, special_tokens=SPECIAL)
        return f"template|{single}|{pair}", made
    parts = [processor(rng, 1) for _ in range(2)]
    return "+".join(name for name, _ in parts), processors.Sequence([part for _, part in parts])


def text(rng):
    return "".join(rng.choice(WORDS) for _ in range(rng.randint(0, 7)))


def dump(encoding):
    rows = zip(
        encoding.ids,
        encoding.type_ids,
        encoding.offsets,
        encoding.special_tokens_mask,
        encoding.attention_mask,
        encoding.word_ids,
        encoding.sequence_ids,
        encoding.tokens,
    )
    none = lambda value: -1 if value is None else value
    tokens = " ".join(
        f"{i}/{t}/{start}/{end}/{special}/{attended}/{none(word)}/{none(sequence)}/{escaped(token)}"
        for i, t, (start, end), special, attended, word, sequence, token in rows
    )
    return tokens + "".join("{" + dump(rest) + "}" for rest in encoding.overflowing)


def model(whole, pieces, texts):
    """A model that knows every piece, or every character of one; numbered by their order as strings."""
    found = {piece for t in texts for piece, _ in pieces.pre_tokenize_str(t)}
    known = sorted(found if whole else {c for piece in found for c in piece})
    ids = {token: i for i, token in enumerate(known)}
    return models.WordLevel(ids, unk_token="?") if whole else models.BPE(ids, [])


def case(rng):
    name = rng.choice(list(PIECES))
    whole, spread, second = rng.random() < 0.5, rng.random() < 0.3, rng.random() < 0.5
    first_text, second_text = text(rng), text(rng)
    # Parts between added tokens are texts of their own for the pre-tokenizer, so the model learns those too.
    parts = [p for t in (first_text, second_text) for p in t.split("[X]")]
    normalizer = normalizers.Replace("x", "   ")
    learnt = [normalizer.normalize_str(p) if spread else p for p in parts]
    tokenizer = Tokenizer(model(whole, PIECES[name], learnt + ["a" + p for p in learnt]))
    tokenizer.pre_tokenizer = PIECES[name]
    if spread:
        tokenizer.normalizer = normalizer
    size = tokenizer.get_vocab_size()
    tokenizer.add_tokens([AddedToken("[X]", normalized=False)])
    assert tokenizer.token_to_id("[X]") == size
    vocabulary = sorted(tokenizer.get_vocab(with_added_tokens=False), key=tokenizer.token_to_id)
    named = "-"
    if rng.random() < 0.85:
        named, tokenizer.post_processor = processor(rng)
    adds = rng.random() < 0.7
    truncation = padding = "-"
    if rng.random() < 0.7:
        most, stride = rng.randint(0, 9), rng.choice([0, 0, 1, 2])
        strategy = rng.choice(["longest_first", "longest_first", "only_first", "only_second"])
        side = rng.choice(["left", "right"])
        added = tokenizer.num_special_tokens_to_add(second) if adds and named != "-" else 0
        if most < added:
            most += added  # below that HF's subtraction wraps round
        try:
            tokenizer.enable_truncation(most, stride=stride, strategy=strategy, direction=side)
            truncation = f"{most}|{stride}|{strategy}|{side}"
        except ValueError:
            tokenizer.no_truncation()
    if rng.random() < 0.4:
        length, multiple, side = rng.choice([None, 3, 8]), rng.choice([None, 4]), rng.choice(["left", "right"])
        tokenizer.enable_padding(
            direction=side, pad_id=500, pad_type_id=7, pad_token="[PAD]", length=length, pad_to_multiple_of=multiple
        )
        padding = f"{-1 if length is None else length}|{multiple or 0}|{side}"
    try:
        got = tokenizer.encode(first_text, second_text if second else None, add_special_tokens=adds)
        expected = dump(got)
    except BaseException:
        expected = "ERROR"
    pieces = f"{name}+{'words' if whole else 'characters'}+{boolean(spread)}"
    return [
        pieces,
        " ".join(map(escaped, vocabulary)),
        named,
        boolean(adds),
        truncation,
        padding,
        escaped(first_text),
        escaped(second_text) if second else "-",
        expected,
    ]


def main(output, cases=220, seed=1):
    rng = random.Random(int(seed))
    with open(output, "w", encoding="ascii", newline="\n") as out:
        for _ in range(int(cases)):
            out.write("\t".join(case(rng)) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
