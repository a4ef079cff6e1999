"""How each vocabulary is loaded by its peer: tiktoken, HF tokenizers or SentencePiece, in the pinned versions.

A vocabulary that its own project ships without a tokenizer.json is put together as that project's loader does it; where
the pattern and special tokens come from is said beside each recipe.
"""

import base64
import csv
import gzip
import json
import os
import zipfile

import sentencepiece
import tiktoken
import tokenizers
import tiktoken_ext.openai_public as openai_public
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from tokenizers.implementations import BertWordPieceTokenizer, ByteLevelBPETokenizer

HERE = os.path.dirname(os.path.abspath(__file__))


def require_pinned_versions():
    with open(os.path.join(HERE, "requirements.txt"), encoding="ascii") as lines:
        pinned = dict(line.split("==") for line in lines.read().split())
    for module in (tiktoken, tokenizers, sentencepiece):
        wanted = pinned[module.__name__]
        if module.__version__ != wanted:
            raise SystemExit(f"{module.__name__}: wanted {wanted}, found {module.__version__}")


def vocabularies():
    """The table's rows by name: family, recipe, files, how Java loads it."""
    with open(os.path.join(HERE, "vocabularies.tsv"), encoding="utf-8") as lines:
        rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return {row[0]: row[1:] for row in rows}


# --- tiktoken ---------------------------------------------------------------------------------------------------------

GPT2_PATTERN = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"

# openai/whisper, whisper/tokenizer.py: the pattern is GPT-2's; the special tokens follow the ranks in this order, the
# languages' codes in the order of its table, the first 99 of them.
WHISPER_LANGUAGES = (
    "en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt la mi ml "
    "cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am "
    "yi lo uz fo ht ps tk nn mt sa lb my bo tl mg as tt haw ln ha ba jw su"
).split()

# moonshotai/Kimi-K2-Instruct, tokenization_kimi.py: eight alternatives; Han characters are pieces of their own.
KIMI_LETTERS = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]"
KIMI_SMALL = r"[\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]"
KIMI_PATTERN = "|".join(
    [
        r"[\p{Han}]+",
        r"[^\r\n\p{L}\p{N}]?" + KIMI_LETTERS + "*" + KIMI_SMALL + r"+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
        r"[^\r\n\p{L}\p{N}]?" + KIMI_LETTERS + "+" + KIMI_SMALL + r"*(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
        r"\p{N}{1,3}",
        r" ?[^\s\p{L}\p{N}]+[\r\n]*",
        r"\s*[\r\n]+",
        r"\s+(?!\S)",
        r"\s+",
    ]
)
# The names that its tokenizer_config.json gives to ids after the ranks; the others are <|reserved_token_ID|>.
KIMI_NAMED = {0: "[BOS]", 1: "[EOS]", 2: "<|im_end|>", 3: "<|im_user|>", 4: "<|im_assistant|>", 6: "<|start_header_id|>",
              7: "<|end_header_id|>", 9: "[EOT]", 10: "<|im_system|>", 17: "<|im_middle|>", 254: "[UNK]", 255: "[PAD]"}


def tiktoken_ranks(file):
    with open(file, "rb") as lines:
        return {base64.b64decode(token): int(rank) for token, rank in (line.split() for line in lines if line.strip())}


def named_pattern(name):
    """The patterns that a sidecar may name and one of the peers, or a recipe here, has a spelling of its own for."""
    if name == "gpt2":
        return GPT2_PATTERN
    if name == "kimi_k2":
        return KIMI_PATTERN
    if name in ("cl100k", "o200k"):
        return getattr(openai_public, name + "_base")()["pat_str"]
    raise SystemExit(f"no pattern {name}")


def tiktoken_parts(kind, file):
    """Pattern, ranks, special tokens."""
    ranks = tiktoken_ranks(file)
    if kind == "whisper":
        names = ["<|endoftext|>", "<|startoftranscript|>"]
        names += [f"<|{code}|>" for code in WHISPER_LANGUAGES]
        names += ["<|translate|>", "<|transcribe|>", "<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>"]
        names += [f"<|{i * 0.02:.2f}|>" for i in range(1501)]
        return GPT2_PATTERN, ranks, {name: len(ranks) + i for i, name in enumerate(names)}
    if kind == "kimi":
        first = len(ranks)
        return KIMI_PATTERN, ranks, {KIMI_NAMED.get(i, f"<|reserved_token_{first + i}|>"): first + i for i in range(256)}
    openai_public.load_tiktoken_bpe = lambda *_, **__: ranks
    if kind == "sidecar":
        meta = load_json(file + ".meta.json")
        pattern = meta["pattern_regex"] if "pattern_regex" in meta else named_pattern(meta["pattern"])
        return pattern, ranks, meta["special_tokens"]
    if kind == "r50k_base" or kind == "p50k_base" or kind == "cl100k_base" or kind == "o200k_base":
        parts = getattr(openai_public, kind)()
        return parts["pat_str"], ranks, parts["special_tokens"]
    raise SystemExit(f"no recipe tiktoken:{kind}")


# --- HF tokenizers ----------------------------------------------------------------------------------------------------


def merges_of(file):
    with open(file, encoding="utf-8") as lines:
        return [tuple(line.split(" ")) for line in lines.read().split("\n") if line and not line.startswith("#version")]


def load_json(file):
    with open(file, encoding="utf-8") as text:
        return json.load(text)


def superbpe(files, pre_tokenizer):
    tokenizer = Tokenizer(models.BPE(vocab=load_json(files[0]), merges=merges_of(files[1])))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(pre_tokenizer + [
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def superbpe_released(files):
    # The released OLMo2-8B-SuperBPE-t180k splits numbers off, then digits by threes from the right (llama.cpp,
    # src/llama-vocab.cpp, LLAMA_VOCAB_PRE_TYPE_SUPERBPE).
    return superbpe(files, [pre_tokenizers.Split(Regex(r"\p{N}+"), "isolated"),
                            pre_tokenizers.Split(Regex(r"(?=(\d{3})+(?!\d))"), "isolated")])


def superbpe_stage2(files):
    # PythonNut/superbpe, scripts/extend_tokenizer.sh
    return superbpe(files, [pre_tokenizers.Split(Regex(r"\p{N}{1,3}| ?[^\s\p{L}\p{N}]{2,}[\r\n/]*| +(?!\S)"), "isolated")])


CLIP_PATTERN = r"""'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"""


def clip_released(files):
    # openai/CLIP, clip/simple_tokenizer.py, and the tokenizer.json released with the model: what is written like a
    # special token is a piece of its own, be it ordinary text.
    return clip(files, r"<\|startoftext\|>|<\|endoftext\|>|" + CLIP_PATTERN)


def clip(files, pattern=CLIP_PATTERN):
    # openai/CLIP, clip/simple_tokenizer.py: the first merges of the file; run as huggingface/transformers'
    # CLIPConverter (convert_slow_tokenizer.py) sets it up.
    with gzip.open(files[0], "rt", encoding="utf-8") as text:
        merges = [tuple(line.split()) for line in text.read().split("\n")[1 : 49152 - 256 - 2 + 1]]
    letters = [chr(c) for c in list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))]
    letters += [chr(256 + i) for i in range(256 - len(letters))]
    tokens = letters + [c + "</w>" for c in letters] + ["".join(m) for m in merges]
    tokens += ["<|startoftext|>", "<|endoftext|>"]
    vocab = {token: i for i, token in enumerate(tokens)}
    tokenizer = Tokenizer(models.BPE(vocab=vocab, merges=merges, unk_token="<|endoftext|>",
                                     continuing_subword_prefix="", end_of_word_suffix="</w>", fuse_unk=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(pattern), behavior="removed", invert=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False)])
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.RobertaProcessing(
        ("<|endoftext|>", vocab["<|endoftext|>"]), ("<|startoftext|>", vocab["<|startoftext|>"]),
        add_prefix_space=False, trim_offsets=False)
    tokenizer.add_special_tokens(["<|startoftext|>", "<|endoftext|>"])
    return tokenizer


def gpt2(files):
    # As openai/gpt-2 and transformers' GPT2Tokenizer have it: the end of a text is a special token.
    tokenizer = ByteLevelBPETokenizer(files[0], files[1])._tokenizer
    if tokenizer.token_to_id("<|endoftext|>") is not None:
        tokenizer.add_special_tokens(["<|endoftext|>"])
    return tokenizer


def gpt1(files):
    # huggingface/transformers, convert_slow_tokenizer.py, OpenAIGPTConverter
    tokenizer = Tokenizer(models.BPE(vocab=load_json(files[0]), merges=merges_of(files[1]), unk_token="<unk>",
                                     end_of_word_suffix="</w>", fuse_unk=False))
    tokenizer.add_special_tokens(["<unk>"])
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.BPEDecoder(suffix="</w>")
    return tokenizer


def xlmr(files):
    # BlingFire's dictionary of XLM-R (piece, id, log probability): run as transformers' XLMRobertaConverter does, with
    # the normalization that SentencePiece calls nmt_nfkc left out (its table is not in the file).
    with zipfile.ZipFile(files[0]) as archive:
        rows = [line.split("\t") for line in archive.read("pos.dict.utf8").decode("utf-8").split("\n") if line]
    pieces = {}
    for row in rows:
        pieces.setdefault(int(row[1].removeprefix("WORD_ID_")), (row[0], float(row[2])))
    top = max(pieces) + 1
    vocab = [pieces.get(i, (f"<unused{i}>", -100.0)) for i in range(top)]
    for i, name in enumerate(["<s>", "<pad>", "</s>", "<unk>"]):
        vocab[i] = (name, 0.0)
    assert len(pieces) == top - 1, "only <s> is missing"
    tokenizer = Tokenizer(models.Unigram(vocab, unk_id=3))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="\u2581", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="\u2581", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    tokenizer.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>"])
    tokenizer.add_special_tokens([AddedToken("<mask>", lstrip=True)])
    return tokenizer


HF = {
    "json": lambda files: Tokenizer.from_file(files[0]),
    "bytelevel": lambda files: ByteLevelBPETokenizer(files[0], files[1])._tokenizer,
    "bert-uncased": lambda files: BertWordPieceTokenizer(files[0], lowercase=True)._tokenizer,
    "bert-cased": lambda files: BertWordPieceTokenizer(files[0], lowercase=False)._tokenizer,
    "superbpe": superbpe_released,
    "superbpe-stage2": superbpe_stage2,
    "clip": clip,
    "clip-released": clip_released,
    "gpt1": gpt1,
    "gpt2": gpt2,
    "xlmr": xlmr,
}


def hf(kind, files):
    tokenizer = HF[kind](files)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


# --- what Java loads --------------------------------------------------------------------------------------------------


def write_template(name, recipe, files, folder):
    """Writes what the vocabulary's own files don't say, for FilledTemplate.java: a tokenizer.json without vocabulary and
    merges, or a .tiktoken file's sidecar. Returns its path."""
    os.makedirs(folder, exist_ok=True)
    kind = recipe.split(":")
    if kind[0] == "hf":
        path = os.path.join(folder, name + ".json")
        settings = json.loads(hf(kind[1], files).to_str())
        settings["model"]["vocab"] = "@vocab"
        if "merges" in settings["model"]:
            settings["model"]["merges"] = "@merges"
    else:
        path = os.path.join(folder, name + ".tiktoken.meta.json")
        pattern, _, specials = tiktoken_parts(kind[1], files[0])
        named = {"pattern": "gpt2"} if pattern == GPT2_PATTERN else {"pattern_regex": pattern}
        settings = {**named, "special_tokens": specials}
    with open(path, "w", encoding="utf-8") as out:
        json.dump(settings, out, ensure_ascii=True, separators=(",", ":"))
        out.write("\n")
    return path
