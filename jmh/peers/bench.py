"""Times one peer outside the JVM in one process; PeerTable runs it and gates what it prints.

  bench.py ENGINE VOCABULARY TEXT THREADS REGIMES PASSES BUDGET FOLDER

FOLDER holds TEXT.docs, TEXT.short and warmup.docs (each document: its length as four bytes, big-endian, then UTF-8) and
the model files, as PeerModels writes them. A process that has encoded a text can't be made cold again (some engines keep
their cache per thread or per process), so `cold` is the first pass of a process, and `unseen` and `short` have processes
of their own.

Prints, tab-separated:

  ROW  engine vocabulary text regime threads bytes seconds,seconds,... hash load_seconds interface
  NONE engine vocabulary text threads reason

The hash is of what was timed: SHA-256 over each document's number of ids and its ids, all as four bytes, little-endian;
after the colon the same over the numbers alone. A row's interface is the call that was timed: the fastest that the
package offers in Python for a list of texts, at the number of threads asked for.
"""

import gc
import hashlib
import os
import struct
import sys
import time

THREADS = int(sys.argv[4]) if len(sys.argv) > 4 else 1
# Before any engine is imported: thread pools are sized once.
for name in ("RAYON_NUM_THREADS", "OMP_NUM_THREADS", "FASTOKENS_BPE_THREADS"):
    os.environ[name] = str(THREADS)
os.environ["TOKENIZERS_PARALLELISM"] = "true" if THREADS > 1 else "false"
os.environ["HF_HUB_OFFLINE"] = "1"

import numpy as np  # noqa: E402


class Unsupported(Exception):
    """The engine has no way to run this vocabulary, or this regime."""


# ---------------------------------------------------------------------------------------------------------- results


def of_lists(results):
    counts = np.fromiter((len(r) for r in results), dtype=np.int64, count=len(results))
    flat = np.fromiter((i for r in results for i in r), dtype=np.uint32, count=int(counts.sum()))
    return flat, counts


def of_arrays(results):
    counts = np.fromiter((len(r) for r in results), dtype=np.int64, count=len(results))
    flat = np.concatenate([np.asarray(r) for r in results]) if results else np.zeros(0)
    return flat.astype(np.uint32), counts


def of_ids_and_offsets(result):
    ids, offsets = result
    if isinstance(ids, (bytes, bytearray)):
        ids, offsets = np.frombuffer(ids, np.uint32), np.frombuffer(offsets, np.uint64)
    return np.asarray(ids).astype(np.uint32), np.diff(np.asarray(offsets).astype(np.int64))


def of_ids_and_lengths(result):
    ids, lengths = result
    return np.asarray(ids).astype(np.uint32), np.asarray(lengths).astype(np.int64)


def of_awkward(array):
    import awkward as ak

    flat = np.asarray(ak.to_numpy(ak.flatten(array)))
    return flat.astype(np.uint32), np.asarray(ak.to_numpy(ak.num(array))).astype(np.int64)


def hash_of(flat, counts):
    whole = hashlib.sha256()
    ids = flat.astype("<u4")
    lengths = counts.astype("<u4")
    at = 0
    for i, n in enumerate(counts):
        whole.update(lengths[i].tobytes())
        whole.update(ids[at : at + int(n)].tobytes())
        at += int(n)
    return whole.hexdigest()[:16] + ":" + hash_of_counts(counts)


def hash_of_counts(counts):
    return hashlib.sha256(np.asarray(counts).astype("<u4").tobytes()).hexdigest()[:16]


# ---------------------------------------------------------------------------------------------------------- engines


def in_threads(encode, docs):
    """encode(docs) on THREADS threads, each with its share; for engines without a pool that let go of the lock."""
    if THREADS == 1:
        return encode(docs)
    from concurrent.futures import ThreadPoolExecutor

    step = max(1, len(docs) // (8 * THREADS))
    parts = [docs[i : i + step] for i in range(0, len(docs), step)]
    with ThreadPoolExecutor(THREADS) as pool:
        return [ids for part in pool.map(encode, parts) for ids in part]


BYTE_LEVEL = {"cl100k_base": "cl100k_base.tiktoken", "o200k_base": "o200k_base.tiktoken"}
JSON = {
    "cl100k_base": "cl100k_base.json",
    "o200k_base": "o200k_base.json",
    "llama3": "llama3.json",
    "mistral-hf": "mistral-hf.json",
    "xlnet-hf": "xlnet-hf.json",
    "bert": "bert.json",
    "superbpe": "superbpe.json",
}
SENTENCEPIECE = {"mistral": "mistral.model", "xlnet": "xlnet.model"}


def file_of(files, vocabulary, folder, kind):
    if vocabulary not in files:
        raise Unsupported(f"takes no {kind} of {vocabulary}")
    path = os.path.join(folder, files[vocabulary])
    if not os.path.exists(path):
        raise Unsupported(f"{files[vocabulary]} is absent: no reference data")
    return path


def ranks_of(path):
    import base64

    with open(path, "rb") as lines:
        return {base64.b64decode(t): int(r) for t, r in (line.split() for line in lines if line.strip())}


def tiktoken_parts(vocabulary, folder):
    """tiktoken's own definition of the encoding, with the ranks from our file instead of the network."""
    import tiktoken_ext.openai_public as public

    path = file_of(BYTE_LEVEL, vocabulary, folder, "tiktoken file")
    public.load_tiktoken_bpe = lambda *_, **__: ranks_of(path)
    return getattr(public, vocabulary)()


class Engine:
    """One instance of one engine. `encode` is what is timed; `flat` tells afterwards what it gave."""

    interface = "?"
    cacheless = False  # True where nothing is remembered from word to word, so `nocache` is the engine as it is

    def __init__(self, vocabulary, folder):
        raise NotImplementedError

    def encode(self, docs):
        raise NotImplementedError

    def flat(self, result):
        return of_lists(result)

    def count(self, docs):
        raise Unsupported("counts only by encoding")

    def disable_cache(self):
        if not self.cacheless:
            raise Unsupported("its cache can't be switched off")


class Tiktoken(Engine):
    interface = "encode_ordinary_batch"
    cacheless = True

    def __init__(self, vocabulary, folder):
        import tiktoken

        self.t = tiktoken.Encoding(**tiktoken_parts(vocabulary, folder))
        if THREADS == 1:
            self.interface = "encode_ordinary"

    def encode(self, docs):
        if THREADS == 1:
            return [self.t.encode_ordinary(d) for d in docs]
        return self.t.encode_ordinary_batch(docs, num_threads=THREADS)


class HuggingFace(Engine):
    interface = "encode_batch_fast, ids"

    def __init__(self, vocabulary, folder):
        import tokenizers

        self.t = tokenizers.Tokenizer.from_file(file_of(JSON, vocabulary, folder, "tokenizer.json"))
        self.t.encode_special_tokens = True
        self.t.no_truncation()
        self.t.no_padding()
        # WordPiece and WordLevel remember nothing.
        self.cacheless = type(self.t.model).__name__ in ("WordPiece", "WordLevel")

    def encode(self, docs):
        return [e.ids for e in self.t.encode_batch_fast(docs, add_special_tokens=False)]

    def disable_cache(self):
        if not self.cacheless:
            if not hasattr(self.t.model, "_resize_cache"):
                raise Unsupported("its cache can't be switched off")
            self.t.model._resize_cache(0)


class HuggingFace1(Engine):
    interface = "encode_batch, ids_array"

    def __init__(self, vocabulary, folder):
        import tokenizers

        self.t = tokenizers.Tokenizer.from_file(file_of(JSON, vocabulary, folder, "tokenizer.json"))

    def encode(self, docs):
        batch = self.t.encode_batch(
            docs, add_special_tokens=False, encode_special_tokens=True, padding=None, truncation=None
        )
        return [e.ids_array for e in batch]

    def flat(self, result):
        return of_arrays(result)


class SentencePiece(Engine):
    interface = "Encode, numpy"
    cacheless = True

    def __init__(self, vocabulary, folder):
        import sentencepiece

        self.t = sentencepiece.SentencePieceProcessor(
            model_file=file_of(SENTENCEPIECE, vocabulary, folder, "SentencePiece model")
        )

    def encode(self, docs):
        return self.t.Encode(docs, num_threads=THREADS, return_type="numpy")

    def flat(self, result):
        return of_arrays(result)


class SentencePieceLite(Engine):
    interface = "lite.cc"

    def __init__(self, vocabulary, folder):
        import ctypes

        import sentencepiece

        model = file_of(SENTENCEPIECE, vocabulary, folder, "SentencePiece model")
        flat = model + ".fb"
        if not os.path.exists(flat):
            sentencepiece.ConvertToFlatbuffer(model_file=model, output_file=flat)
        library = os.environ.get("TOKENLAB_PEERS_LITE", "")
        if not os.path.exists(library):
            raise Unsupported("liblite.so is absent: lite.sh could not build it")
        self.c = ctypes.CDLL(library)
        self.c.lite_open.restype = ctypes.c_void_p
        self.c.lite_encode.restype = ctypes.c_int64
        self.t = ctypes.c_void_p(self.c.lite_open(os.fsencode(flat)))
        if not self.t:
            raise Unsupported("it does not take the model")
        self.cached = 1

    def encode(self, docs):
        import ctypes

        texts = [d.encode("utf-8") for d in docs]
        offsets = np.zeros(len(docs) + 1, np.int64)
        np.cumsum([len(t) for t in texts], out=offsets[1:])
        ids = np.empty(int(offsets[-1]) + len(docs), np.int32)
        counts = np.empty(len(docs), np.int64)
        pointer = lambda a: a.ctypes.data_as(ctypes.c_void_p)  # noqa: E731
        failed = self.c.lite_encode(
            self.t, b"".join(texts), pointer(offsets), ctypes.c_int64(len(docs)), THREADS, self.cached,
            pointer(ids), pointer(counts),
        )
        if failed:
            raise Unsupported(f"it failed on {failed} documents")
        return offsets, ids, counts

    def flat(self, result):
        offsets, ids, counts = result
        spans = zip(offsets[:-1] + np.arange(len(counts)), counts)
        return np.concatenate([ids[a : a + n] for a, n in spans]).astype(np.uint32), counts

    def disable_cache(self):
        self.cached = 0


class Gigatoken(Engine):
    interface = "encode_batch, awkward"

    def __init__(self, vocabulary, folder):
        import gigatoken

        if vocabulary in BYTE_LEVEL:
            self.t = gigatoken.Tokenizer.from_tiktoken(
                file_of(BYTE_LEVEL, vocabulary, folder, "tiktoken file"), special_tokens={}
            )
        elif vocabulary in SENTENCEPIECE:
            self.t = gigatoken.Tokenizer.from_sentencepiece(
                file_of(SENTENCEPIECE, vocabulary, folder, "SentencePiece model")
            )
        else:
            self.t = gigatoken.Tokenizer(file_of(JSON, vocabulary, folder, "tokenizer.json"))

    def encode(self, docs):
        return self.t.encode_batch(docs, parallel=THREADS > 1)

    def flat(self, result):
        return of_awkward(result)


class Quicktok(Engine):
    interface = "encode_batch, numpy"
    cacheless = True

    def __init__(self, vocabulary, folder):
        import quicktok

        if vocabulary == "llama3":
            # Its importer verifies the file on the way in; what it makes is kept beside the model.
            data = os.path.join(folder, "quicktok")
            if not os.path.exists(os.path.join(data, "ours_llama3.enc")):
                os.makedirs(data, exist_ok=True)
                path = file_of(JSON, vocabulary, folder, "tokenizer.json")
                quicktok.import_tokenizer(path, "ours_llama3", data)
            self.t = quicktok.Tokenizer("ours_llama3", data)
        elif vocabulary in BYTE_LEVEL:
            self.t = quicktok.Tokenizer(vocabulary, "")
        else:
            raise Unsupported("byte-level BPE only")

    def encode(self, docs):
        return self.t.encode_batch(docs, THREADS)

    def flat(self, result):
        return of_ids_and_offsets(result)

    def count(self, docs):
        if THREADS > 1:
            raise Unsupported("counts in parallel only by encoding")
        return [self.t.count(d) for d in docs]


class Wordchipper(Engine):
    interface = "encode_batch"

    def __init__(self, vocabulary, folder):
        import shutil

        path = file_of(BYTE_LEVEL, vocabulary, folder, "tiktoken file")
        cache = os.path.join(folder, "wordchipper")
        place = os.path.join(cache, "openai", vocabulary)
        os.makedirs(place, exist_ok=True)
        shutil.copy(path, place)
        os.environ["WORDCHIPPER_CACHE_DIR"] = cache
        import wordchipper

        options = wordchipper.TokenizerOptions.default()
        options.set_accelerated_lexers(True)
        options.set_parallel(THREADS > 1)
        options.set_concurrent(THREADS > 1)
        self.t = wordchipper.Tokenizer.from_pretrained("openai:" + vocabulary, options)
        self.none = wordchipper.SpecialFilter.include_none()

    def encode(self, docs):
        return self.t.encode_batch(docs, self.none)


class Tokie(Engine):
    interface = "encode_batch_flat"

    def __init__(self, vocabulary, folder):
        if THREADS == 1:
            # It sizes its pool by the processors it may run on.
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
            self.interface += ", pinned"
        os.environ["TOKIE_NO_COMPILED_CACHE"] = "1"
        import tokie

        self.t = tokie.Tokenizer.from_json(file_of(JSON, vocabulary, folder, "tokenizer.json"))

    def encode(self, docs):
        return self.t.encode_batch_flat(docs, add_special_tokens=False)

    def flat(self, result):
        return of_ids_and_lengths(result)

    def count(self, docs):
        return self.t.count_tokens_batch(docs)


class Fastokens(Engine):
    interface = "encode_batch_flat"

    def __init__(self, vocabulary, folder):
        import fastokens

        if vocabulary in BYTE_LEVEL:
            path = file_of(BYTE_LEVEL, vocabulary, folder, "tiktoken file")
            self.t = fastokens.Tokenizer.from_tiktoken(path, encoding=vocabulary)
        else:
            self.t = fastokens.Tokenizer.from_file(file_of(JSON, vocabulary, folder, "tokenizer.json"))

    def encode(self, docs):
        return self.t.encode_batch_flat(docs, False, True)

    def flat(self, result):
        return of_ids_and_offsets(result)


class KitokenEngine(Engine):
    interface = "encode_all"
    cacheless = True

    def __init__(self, vocabulary, folder):
        from kitoken import Kitoken

        if vocabulary in SENTENCEPIECE:
            path = file_of(SENTENCEPIECE, vocabulary, folder, "SentencePiece model")
            self.t = Kitoken.from_sentencepiece_file(path)
        elif vocabulary in BYTE_LEVEL:
            self.t = Kitoken.from_tiktoken_file(file_of(BYTE_LEVEL, vocabulary, folder, "tiktoken file"))
        else:
            self.t = Kitoken.from_tokenizers_file(file_of(JSON, vocabulary, folder, "tokenizer.json"))

    def encode(self, docs):
        return in_threads(self.t.encode_all, docs)


class Toktok(Engine):
    interface = "encode_batch_to_numpy"
    cacheless = True

    def __init__(self, vocabulary, folder):
        import toktok._toktok as core

        if vocabulary not in BYTE_LEVEL:
            raise Unsupported("bundled vocabularies only")
        self.t = core.Tokenizer(vocabulary, "")

    def encode(self, docs):
        return self.t.encode_batch_to_numpy(docs, THREADS)

    def flat(self, result):
        return of_ids_and_offsets(result)

    def count(self, docs):
        return self.t.count_batch(docs, THREADS, False)


class Riptoken(Engine):
    interface = "encode_ordinary_batch"
    cacheless = True

    def __init__(self, vocabulary, folder):
        import riptoken

        parts = tiktoken_parts(vocabulary, folder)
        self.t = riptoken.CoreBPE(parts["mergeable_ranks"], parts["special_tokens"], parts["pat_str"])
        if THREADS == 1:
            self.interface = "encode_ordinary"

    def encode(self, docs):
        if THREADS == 1:
            return [self.t.encode_ordinary(d) for d in docs]
        return self.t.encode_ordinary_batch(docs)


class RsBpe(Engine):
    interface = "encode"
    cacheless = True

    def __init__(self, vocabulary, folder):
        import rs_bpe.bpe as bpe

        if vocabulary not in BYTE_LEVEL:
            raise Unsupported("bundled vocabularies only")
        self.t = getattr(bpe.openai, vocabulary)()

    def encode(self, docs):
        return in_threads(lambda some: [self.t.encode(d) for d in some], docs)

    def count(self, docs):
        return in_threads(lambda some: [self.t.count(d) for d in some], docs)


class Splintr(Engine):
    interface = "encode_batch_flat"

    def __init__(self, vocabulary, folder):
        import splintr

        if vocabulary in BYTE_LEVEL:
            pattern = {"cl100k_base": splintr.CL100K_BASE_PATTERN, "o200k_base": splintr.O200K_BASE_PATTERN}
            with open(file_of(BYTE_LEVEL, vocabulary, folder, "tiktoken file"), "rb") as ranks:
                self.t = splintr.Tokenizer.from_bytes(ranks.read(), pattern[vocabulary], {})
        else:
            self.t = splintr.from_json(file_of(JSON, vocabulary, folder, "tokenizer.json"))
            if vocabulary != "llama3":  # a template, which only encode_raw leaves out
                self.interface = "encode_raw"

    def encode(self, docs):
        if self.interface == "encode_raw":
            return in_threads(lambda some: [self.t.encode_raw(d) for d in some], docs)
        return self.t.encode_batch_flat(docs)

    def flat(self, result):
        return of_lists(result) if self.interface == "encode_raw" else of_ids_and_offsets(result)


class BpeOpenAi(Engine):
    interface = "encode"
    cacheless = True

    def __init__(self, vocabulary, folder):
        import bpe_openai

        if vocabulary not in BYTE_LEVEL:
            raise Unsupported("bundled vocabularies only")
        # The compiled half: the class around it also looks for special tokens in Python.
        self.t = bpe_openai.get_encoding(vocabulary)._backend

    def encode(self, docs):
        return in_threads(lambda some: [self.t.encode(d) for d in some], docs)

    def count(self, docs):
        return in_threads(lambda some: [self.t.count(d) for d in some], docs)


class Ffbpe(Engine):
    interface = "encode_ordinary"

    def __init__(self, vocabulary, folder):
        import ffbpe.tiktoken

        parts = tiktoken_parts(vocabulary, folder)
        self.t = ffbpe.tiktoken.Encoding(
            parts["name"],
            pat_str=parts["pat_str"],
            mergeable_ranks=parts["mergeable_ranks"],
            special_tokens=parts["special_tokens"],
        )

    def encode(self, docs):
        return in_threads(lambda some: [self.t.encode_ordinary(d) for d in some], docs)


ENGINES = {
    "tiktoken": Tiktoken,
    "hf": HuggingFace,
    "hf1": HuggingFace1,
    "sentencepiece": SentencePiece,
    "sentencepiece-lite": SentencePieceLite,
    "gigatoken": Gigatoken,
    "quicktok": Quicktok,
    "wordchipper": Wordchipper,
    "tokie": Tokie,
    "fastokens": Fastokens,
    "kitoken": KitokenEngine,
    "toktok": Toktok,
    "riptoken": Riptoken,
    "rs-bpe": RsBpe,
    "splintr": Splintr,
    "bpe-openai": BpeOpenAi,
    "ffbpe": Ffbpe,
}

PACKAGES = {"hf": "tokenizers", "hf1": "tokenizers", "sentencepiece-lite": "sentencepiece", "quicktok": "quicktok-v1"}
PACKAGES |= {"toktok": "toktok-rs", "splintr": "splintr-rs"}


def version_of(engine):
    from importlib.metadata import version

    return version(PACKAGES.get(engine, engine))


# ----------------------------------------------------------------------------------------------------------- timing


def read(path):
    with open(path, "rb") as f:
        data = f.read()
    docs, at = [], 0
    while at < len(data):
        (n,) = struct.unpack_from(">I", data, at)
        docs.append(data[at + 4 : at + 4 + n].decode("utf-8"))
        at += 4 + n
    return docs


def size_of(docs):
    return sum(len(d.encode("utf-8")) for d in docs)


def halves(docs):
    """The same cut as PeerRun's: the first half ends with the document that reaches half the bytes."""
    half, seen = size_of(docs) / 2, 0
    for i, d in enumerate(docs):
        seen += len(d.encode("utf-8"))
        if seen >= half:
            return docs[: i + 1], docs[i + 1 :]
    return docs, []


def timed(call, docs):
    gc.disable()
    start = time.perf_counter()
    result = call(docs)
    seconds = time.perf_counter() - start
    gc.enable()
    return seconds, result


class Run:
    def __init__(self, engine, vocabulary, text, passes, budget, folder):
        self.engine, self.vocabulary, self.text = engine, vocabulary, text
        self.passes, self.budget, self.folder = passes, budget, folder
        self.warm = read(os.path.join(folder, "warmup.docs"))[:1]

    def fresh(self):
        start = time.perf_counter()
        instance = ENGINES[self.engine](self.vocabulary, self.folder)
        self.load = time.perf_counter() - start
        instance.encode(self.warm)  # one document of other text: what is set up at the first call isn't encoding
        return instance

    def repeated(self, call, docs):
        times, result, until = [], None, time.perf_counter() + self.budget
        while len(times) < 2 or (len(times) < self.passes and time.perf_counter() < until):
            result = None
            seconds, result = timed(call, docs)
            times.append(seconds)
        return times, result

    def row(self, instance, regime, docs, times, digest, interface=None):
        called = f"{version_of(self.engine)} {interface or instance.interface}"
        fields = [self.engine, self.vocabulary, self.text, regime, THREADS, size_of(docs)]
        fields += [",".join(f"{t:.6f}" for t in times), digest, f"{self.load:.4f}", called]
        print("ROW", *fields, sep="\t", flush=True)

    def none(self, reason):
        print("NONE", self.engine, self.vocabulary, self.text, THREADS, reason, sep="\t", flush=True)

    def whole(self, regimes):
        docs = read(os.path.join(self.folder, self.text + ".docs"))
        instance = self.fresh()
        seconds, result = timed(instance.encode, docs)
        if "cold" in regimes:
            self.row(instance, "cold", docs, [seconds], hash_of(*instance.flat(result)))
        if "again" in regimes:
            times, result = self.repeated(instance.encode, docs)
            self.row(instance, "again", docs, times, hash_of(*instance.flat(result)))
        if "count" in regimes:
            try:
                times, counts = self.repeated(instance.count, docs)
                self.row(instance, "count", docs, times, ":" + hash_of_counts(counts), "count")
            except Unsupported:
                pass

    def nocache(self):
        docs = read(os.path.join(self.folder, self.text + ".docs"))
        instance = self.fresh()
        try:
            instance.disable_cache()
        except Unsupported:
            return
        times, result = self.repeated(instance.encode, docs)
        self.row(instance, "nocache", docs, times, hash_of(*instance.flat(result)))

    def unseen(self):
        first, second = halves(read(os.path.join(self.folder, self.text + ".docs")))
        instance = self.fresh()
        instance.encode(first)
        seconds, result = timed(instance.encode, second)
        self.row(instance, "unseen", second, [seconds], hash_of(*instance.flat(result)))

    def short(self):
        docs = read(os.path.join(self.folder, self.text + ".short"))
        instance = self.fresh()
        instance.encode(docs)
        times, result = self.repeated(instance.encode, docs)
        self.row(instance, "short", docs, times, hash_of(*instance.flat(result)))


def main():
    engine, vocabulary, text, _, regimes, passes, budget, folder = sys.argv[1:9]
    run = Run(engine, vocabulary, text, int(passes), float(budget), folder)
    regimes = regimes.split(",")
    try:
        if {"cold", "again", "count"} & set(regimes):
            run.whole(regimes)
        for name in ("nocache", "unseen", "short"):
            if name in regimes:
                getattr(run, name)()
    except Exception as e:  # one engine's failure is its own row
        run.none(f"{type(e).__name__}: {e}".replace("\n", " ").replace("\t", " ")[:200])


if __name__ == "__main__":
    main()
