"""Writes small model files of every kind, which fuzzing starts from and its tokenizers are loaded from.

Needs tokenizers==0.23.2, sentencepiece==0.2.3. Usage: python fuzz_seeds.py OUTPUT_FOLDER
"""

import base64
import gzip
import io
import json
import sys
from pathlib import Path

import sentencepiece
import tokenizers
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

assert tokenizers.__version__ == "0.23.2", tokenizers.__version__
assert sentencepiece.__version__ == "0.2.3", sentencepiece.__version__

TEXT = [
    "The quick brown fox jumps over the lazy dog. It's 12:30, isn't it?",
    "Falsches Üben von Xylophonmusik quält jeden größeren Zwerg; 3.14159 is pi.",
    "東京は日本の首都です。中文句子没有空格。 ภาษาไทยไม่มีช่องว่าง",
    "هذا نص عربي قصير. यह हिन्दी में एक वाक्य है। עברית מימין לשמאל",
    "def f(x):\n\treturn x ** 2  # code\n\n\nprint(f(10))",
    "🙂👩‍👩‍👧 e\u0301 ﬁ ① ｆｕｌｌ  two  spaces\u00a0nbsp <mask>",
] * 4


def saved(tokenizer, folder, name):
    (folder / "TokenizerJson").mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "TokenizerJson" / name), pretty=False)


# Components for tiny files, which a fuzzer can run thousands of in a second. Each model with each of the others in turn.
MODELS = [
    {
        "type": "BPE", "dropout": None, "unk_token": "u", "continuing_subword_prefix": None,
        "end_of_word_suffix": None, "fuse_unk": True, "byte_fallback": True, "ignore_merges": False,
        "vocab": {"u": 0, "a": 1, "b": 2, "ab": 3, "\u2581": 4, "<0x61>": 5, "<0xC3>": 6, "<0x9F>": 7, "Hello": 8, "l": 9},
        "merges": [["a", "b"]],
    },
    {
        "type": "BPE", "dropout": 0.0, "unk_token": None, "continuing_subword_prefix": "##",
        "end_of_word_suffix": "</w>", "fuse_unk": False, "byte_fallback": False, "ignore_merges": True,
        "vocab": {"a": 0, "##b": 1, "##b</w>": 2, "ab</w>": 3, "a</w>": 4}, "merges": ["a ##b</w>"],
    },
    {
        "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 9,
        "vocab": {"[UNK]": 0, "a": 1, "##l": 2, "H": 3, "##e": 4, "##o": 5, ",": 6},
    },
    {"type": "WordLevel", "unk_token": "u", "vocab": {"u": 0, "Hello": 1, "world": 2, "it": 3}},
    {
        "type": "Unigram", "unk_id": 0, "byte_fallback": False,
        "vocab": [["u", 0.0], ["a", -1.5], ["l", -2], ["ll", -2.5], ["\u2581", -3], ["<0x61>", -9.0]],
    },
]
NORMALIZERS = [
    None,
    {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": True},
    {"type": "Strip", "strip_left": True, "strip_right": True},
    {"type": "StripAccents"},
    {"type": "NFC"}, {"type": "NFD"}, {"type": "NFKC"}, {"type": "NFKD"}, {"type": "Lowercase"}, {"type": "Nmt"},
    {"type": "Prepend", "prepend": "\u2581"},
    {"type": "Replace", "pattern": {"String": " "}, "content": "\u2581"},
    {"type": "Replace", "pattern": {"Regex": "[l\\d]+(?=o)|^a?$"}, "content": ""},
    {"type": "ByteLevel"},
    {"type": "Sequence", "normalizers": [{"type": "NFD"}, {"type": "StripAccents"}, {"type": "Prepend", "prepend": "x"}]},
]
PRE_TOKENIZERS = [
    None,
    {"type": "BertPreTokenizer"},
    {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
    {"type": "CharDelimiterSplit", "delimiter": "l"},
    {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "first", "split": False},
    {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always", "split": True},
    {"type": "Whitespace"}, {"type": "WhitespaceSplit"},
    {"type": "Split", "pattern": {"Regex": "\\p{L}+(?i:'s)?|(.)\\1|[^a-z&&\\w]"}, "behavior": "MergedWithPrevious", "invert": False},
    {"type": "Split", "pattern": {"String": "l"}, "behavior": "Contiguous", "invert": True},
    {"type": "Punctuation", "behavior": "MergedWithNext"},
    {"type": "Digits", "individual_digits": False},
    {"type": "UnicodeScripts"},
    {"type": "FixedLength", "length": 2},
    {"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, {"type": "Digits", "individual_digits": True}]},
]
PROCESSORS = [
    None,
    {"type": "BertProcessing", "sep": ["s", 1], "cls": ["c", 2]},
    {"type": "RobertaProcessing", "sep": ["s", 1], "cls": ["c", 2], "trim_offsets": True, "add_prefix_space": False},
    {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
    {
        "type": "TemplateProcessing",
        "single": [{"SpecialToken": {"id": "a", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
        "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
        "special_tokens": {"a": {"id": "a", "ids": [1, 2], "tokens": ["x", "y"]}},
    },
    {"type": "Sequence", "processors": [{"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": False, "use_regex": True}]},
]
DECODERS = [
    None,
    {"type": "BPEDecoder", "suffix": "</w>"},
    {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
    {"type": "WordPiece", "prefix": "##", "cleanup": True},
    {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always", "split": True},
    {"type": "CTC", "pad_token": "u", "word_delimiter_token": "l", "cleanup": True},
    {"type": "Fuse"}, {"type": "ByteFallback"},
    {"type": "Strip", "content": "l", "start": 1, "stop": 2},
    {"type": "Replace", "pattern": {"String": "l"}, "content": "ll"},
    {
        "type": "Sequence",
        "decoders": [
            {"type": "Replace", "pattern": {"String": "\u2581"}, "content": " "}, {"type": "ByteFallback"},
            {"type": "Fuse"}, {"type": "Strip", "content": "l", "start": 1, "stop": 2},
            {"type": "Replace", "pattern": {"Regex": "l+$"}, "content": "-"},
        ],
    },
]
ADDED = [
    {"content": "<s>", "single_word": False, "lstrip": True, "rstrip": False, "normalized": False, "special": True},
    {"content": "it", "single_word": True, "lstrip": False, "rstrip": True, "normalized": True, "special": False},
]
LENGTHS = [
    (None, None),
    (
        {"direction": "Left", "max_length": 4, "strategy": "LongestFirst", "stride": 1},
        {
            "strategy": {"Fixed": 6}, "direction": "Left", "pad_to_multiple_of": 4, "pad_id": 1, "pad_type_id": 0,
            "pad_token": "a",
        },
    ),
]


def tiny_files(folder):
    count = max(map(len, [NORMALIZERS, PRE_TOKENIZERS, PROCESSORS, DECODERS]))
    for i in range(count):
        for j, model in enumerate(MODELS):
            if (i + j) % 2:
                continue
            n = i + 3 * j
            size = len(model["vocab"])
            truncation, padding = LENGTHS[(n // 3) % 2]
            text = json.dumps(
                {
                    "version": "1.0",
                    "truncation": truncation,
                    "padding": padding,
                    "added_tokens": [{"id": size + k} | ADDED[k] for k in range(n % 3)],
                    "normalizer": NORMALIZERS[n % len(NORMALIZERS)],
                    "pre_tokenizer": PRE_TOKENIZERS[n % len(PRE_TOKENIZERS)],
                    "post_processor": PROCESSORS[n % len(PROCESSORS)],
                    "decoder": DECODERS[n % len(DECODERS)],
                    "model": model,
                },
                ensure_ascii=False,
                separators=(",", ":"),
            )
            Tokenizer.from_str(text)  # the peer reads all of them
            (folder / "TokenizerJson" / f"tiny-{i:02}-{j}.json").write_text(text, encoding="utf-8")


def other_files(folder):
    def write(target, name, content):
        (folder / target).mkdir(parents=True, exist_ok=True)
        (folder / target / name).write_bytes(content)

    ranks = [bytes([b]) for b in range(256)] + [b"He", b"ll", b"llo", b"  ", "\u00df".encode(), b"it"]
    lines = [base64.b64encode(token) + b" %d\n" % rank for rank, token in enumerate(ranks)]
    write("Tiktoken", "small.tiktoken", b"".join(lines))
    write("Tiktoken", "gaps.tiktoken", b"YQ== 0\nIA== 3\r\n\nYWE= 7\n=  9\n")

    merges = "#version: 0.2\nl l\nH e\nHe ll\n\u0120 w\ni t</w>\n"
    write("Clip", "merges.txt", merges.encode())
    write("Clip", "merges.txt.gz", gzip.compress(merges.encode(), mtime=0))
    write("Clip", "header.gz", gzip.compress(b"x\n", mtime=0))

    config = {"tau": 0.9, "is_super": False, "superbpe_mode": False, "blowup": False, "main_regex": None}
    script = {"script_specific_regex": " ?\\p{L}", "script_specific_scripts": ["Han"], "merge_pattern": None}
    for name, more in ("words", {"script_specific_regex": None}), ("scripts", script):
        line = json.dumps({**config, **more})
        # BYTES stands for the 256 bytes.
        file = "BoundlessBPE v2 boundless\nvocabulary\n261\nBYTES\n256 ll 3 0\n257 He 2 0\n258 Hell 2 0\n"
        file += "259 ,\u0120 2 1\n260 \u0120x 1 0\nspecial_tokens\n1\n261 </s>\n"
        file += f"words\n{line}\nmerges\n5\n0 l l 9 0\n1 H e 8 0\n2 He ll 7 0\n4 o \u0120 2 0\n6 \u0120 x 1 0\n"
        file += f"deletions\n1\n5 o\u0120\nsuperwords\n{line}\nmerges\n1\n0 , \u0120 2 0\ndeletions\n0\n"
        write("Boundless", name + ".model", file.encode())
    ours = {
        "format": "tokenlab-boundless", "version": 1, "words": {"regex": "[a-z]+| |[^a-z ]"},
        "tokens": ["BYTES", "ll", None, "llo", "llo\u0120"], "superwords": [259],
        "steps": [["l", "l"], ["ll", "o"], {"delete": "llo", "into": ["l", "l", "o"]}, ["ll", "o"]],
        "supermerges": [["llo", "\u0120"]], "parts": {"added_tokens": [], "pre_tokenizer": None},
    }
    write("Boundless", "ours.json", json.dumps(ours).encode())

    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    byte_level = {token: i for i, token in enumerate([*alphabet, "ll", "He", "Hell", "<|endoftext|>"])}
    merges = "#version: 0.2\nl l\nH e\nHe ll\n"
    write("VocabularyAndMerges", "byte-level", json.dumps(byte_level).encode() + b"\0" + merges.encode())
    words = {"a": 0, "b": 1, "b</w>": 2, "ab</w>": 3, "<unk>": 4, "a</w>": 5, "h": 6, "l</w>": 7}
    write("VocabularyAndMerges", "words", json.dumps(words).encode() + b"\0a b</w>\n")
    write("VocabularyAndMerges", "neither", b'{"a":0}\0')

    for i, text in enumerate(["", *TEXT[:6], "a\u0300\u0301 <mask>fox fox \u2581\u2581x##y </s><s>", "\ufffd\u200d\ufeff"]):
        for tokenizer in range(10):
            write("Encode", f"{i}-{tokenizer}", bytes([tokenizer]) + text.encode())
    write("Encode", "ill-formed", b"\0a\xff\xc3\xe2\x82 \xed\xa0\x80\xf4\x90\x80\x80")

    patterns = [
        r"\p{N}{1,3}|\s+(?!\S)| ?[^\s\p{N}]+|\s+", r"(?i:'s|'t)|[a-z&&[^b]]+", r"(a|b)*?\1|(?<=a)b|\Bc", r"^a++$|(?>a*)b",
        r"[[:alpha:]\x{61}]{2,}?", r"(?<n>a)\k<n>|\G.", r"\p{^L}|\P{Han}|\R|\X", r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}]*",
        r"(?m)^.(?#x)\z|\A", r"(?x) a b # c",
    ]
    for i, pattern in enumerate(patterns):
        for dialect in range(2):
            first = min(39, len(pattern.encode())) << 1 | dialect
            write("Regex", f"{i}-{dialect}", bytes([first]) + pattern.encode()[:39] + "aab'S c\r\n12 \u6771".encode())


def main(folder):
    byte_level = Tokenizer(models.BPE())
    byte_level.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(r"\p{N}{1,3}|\s+(?!\S)| ?[^\s\p{N}]+|\s+"), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    byte_level.decoder = decoders.ByteLevel()
    byte_level.post_processor = processors.ByteLevel(trim_offsets=True)
    byte_level.train_from_iterator(
        TEXT,
        trainers.BpeTrainer(
            vocab_size=360,
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            special_tokens=["<|endoftext|>"],
            show_progress=False,
        ),
    )
    saved(byte_level, folder, "byte-level.json")

    metaspace = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    metaspace.normalizer = normalizers.NFC()
    metaspace.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first", split=False)
    metaspace.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    metaspace.train_from_iterator(
        TEXT,
        trainers.BpeTrainer(
            vocab_size=480,
            limit_alphabet=60,
            special_tokens=["<unk>", "<s>", "</s>"] + [f"<0x{b:02X}>" for b in range(256)],
            show_progress=False,
        ),
    )
    metaspace.post_processor = processors.TemplateProcessing(
        single="<s> $A", pair="<s> $A <s>:1 $B:1", special_tokens=[("<s>", 1)]
    )
    metaspace.add_tokens([tokenizers.AddedToken("<mask>", lstrip=True), tokenizers.AddedToken("fox", single_word=True)])
    saved(metaspace, folder, "byte-fallback.json")

    word_piece = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    word_piece.normalizer = normalizers.BertNormalizer(lowercase=True)
    word_piece.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    word_piece.decoder = decoders.WordPiece()
    word_piece.train_from_iterator(
        TEXT,
        trainers.WordPieceTrainer(
            vocab_size=250, special_tokens=["[UNK]", "[CLS]", "[SEP]", "[PAD]"], show_progress=False
        ),
    )
    word_piece.post_processor = processors.BertProcessing(("[SEP]", 2), ("[CLS]", 1))
    word_piece.enable_truncation(64, stride=2)
    word_piece.enable_padding(pad_id=3, pad_token="[PAD]")
    saved(word_piece, folder, "wordpiece.json")

    unigram = Tokenizer(models.Unigram())
    unigram.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " "), normalizers.Lowercase()]
    )
    unigram.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.UnicodeScripts(), pre_tokenizers.Metaspace(), pre_tokenizers.Digits(individual_digits=True)]
    )
    unigram.decoder = decoders.Metaspace()
    unigram.train_from_iterator(
        TEXT,
        trainers.UnigramTrainer(
            vocab_size=220, special_tokens=["<unk>"], unk_token="<unk>", show_progress=False
        ),
    )
    saved(unigram, folder, "unigram.json")

    word_level = Tokenizer(models.WordLevel(unk_token="[UNK]"))
    word_level.normalizer = normalizers.Sequence([normalizers.NFD(), normalizers.StripAccents(), normalizers.Strip()])
    word_level.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Whitespace(), pre_tokenizers.Punctuation("contiguous")])
    word_level.decoder = decoders.CTC()
    word_level.train_from_iterator(
        TEXT, trainers.WordLevelTrainer(vocab_size=80, special_tokens=["[UNK]"], show_progress=False)
    )
    saved(word_level, folder, "wordlevel.json")

    (folder / "SentencePiece").mkdir(parents=True, exist_ok=True)
    for kind, size, more in [
        ("bpe", 420, dict(byte_fallback=True, user_defined_symbols=["<mask>", "fox"])),
        ("unigram", 300, dict(control_symbols=["<c>"], remove_extra_whitespaces=False)),
        ("char", 120, dict(treat_whitespace_as_suffix=True)),
        ("word", 60, {}),
    ]:
        model = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(TEXT),
            model_writer=model,
            model_type=kind,
            vocab_size=size,
            hard_vocab_limit=False,
            normalization_rule_name="identity",
            num_threads=1,
            minloglevel=2,
            **more,
        )
        (folder / "SentencePiece" / f"{kind}.model").write_bytes(model.getvalue())

    (folder / "WordPiece").mkdir(parents=True, exist_ok=True)
    vocabulary = sorted(word_piece.get_vocab().items(), key=lambda entry: entry[1])
    (folder / "WordPiece" / "vocab.txt").write_text("".join(token + "\n" for token, _ in vocabulary), encoding="utf-8")
    tiny_files(folder)
    other_files(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
