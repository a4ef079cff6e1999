"""Trains the same tokenizers with Tokenlab and its peers, each in a process of its own, and prints a table.

  train.py [options]            the table (train.sh makes the environment and calls this)
  train.py --one ENGINE TEXT VOCABULARY THREADS OUT     one training, for the table

Wall time is that of the whole process, start and reading included: a fresh JVM, a fresh Python. Processor time and peak
memory are what the system says of the process. A row of a peer is compared with Tokenlab's of the same job: `same` if
the tokens are the same in the same order. Where they are not, the time is printed all the same, since peers differ in
what they learn; the note says what is known of why.

Texts are cut from folders of real text: all files of a folder, in the order of their names, one file a language or book,
lines taken from each in turn. A text shorter than asked for is repeated, and the row says how often: distinct words then
don't grow.
"""

import argparse
import csv
import json
import os
import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CL100K = (
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+"
)

# job: what is trained; engines: Tokenlab's first, which the others are compared with.
JOBS = {
    "bpe": {
        "what": "byte-level BPE, cl100k's words, ties by ids",
        "engines": ["tokenlab", "rustbpe", "bpeasy"],
        "notes": {"bpeasy": "has its own ids for ties"},
    },
    "bpe-hf": {
        "what": "byte-level BPE, cl100k's words, Hugging Face's ties",
        "engines": ["tokenlab-hf", "hf"],
        "notes": {},
    },
    "bpe-gpt2": {
        "what": "byte-level BPE, GPT-2's words, Hugging Face's ties",
        "engines": ["tokenlab-gpt2", "gigatoken"],
        "notes": {},
    },
    "bpe-characters": {
        "what": "BPE over characters as SentencePiece",
        "engines": ["tokenlab-spm", "spm"],
        "notes": {},
    },
    "bpe-yttm": {
        "what": "BPE over characters as YouTokenToMe",
        "engines": ["tokenlab-yttm", "yttm"],
        "notes": {"yttm": "breaks ties by the order of a hash table"},
    },
    "unigram": {
        "what": "Unigram as SentencePiece",
        "engines": ["tokenlab-unigram-spm", "spm-unigram"],
        "notes": {},
    },
    "unigram-best": {
        "what": "Unigram, our own mode; the peers train as they do",
        "engines": ["tokenlab-unigram", "spm-unigram", "hf-unigram"],
        "notes": {"spm-unigram": "another algorithm", "hf-unigram": "another algorithm"},
    },
    "wordpiece": {
        "what": "WordPiece as Hugging Face",
        "engines": ["tokenlab-wordpiece", "hf-wordpiece"],
        "notes": {"hf-wordpiece": "numbers its first pieces, and so breaks ties, by the order of a hash table"},
    },
    "superbpe": {
        "what": "SuperBPE, o200k's words, nine tenths of the vocabulary within words",
        "engines": ["tokenlab-super"],
        "notes": {},
    },
    "boundlessbpe": {
        "what": "BoundlessBPE, o200k's words",
        "engines": ["tokenlab-boundless", "fastboundlessbpe"],
        "notes": {},
    },
}


# ------------------------------------------------------------------------------------------------------- one training


def lines(path):
    with open(path, encoding="utf-8", newline="\n") as text:
        for line in text:
            yield line[:-1] if line.endswith("\n") else line


def batches(path, size=1000):
    batch = []
    for line in lines(path):
        batch.append(line)
        if len(batch) == size:
            yield batch
            batch = []
    yield batch


def write(out, tokens):
    """Tokens in the order in which they were learned, one a line, in JSON."""
    with open(out, "w", encoding="utf-8") as file:
        for token in tokens:
            file.write(json.dumps(token) + "\n")


def latin(token):
    return token.decode("latin-1")


def hf_alphabet():
    """GPT-2's characters for bytes, back to bytes."""
    plain = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
    rest = [b for b in range(256) if b not in plain]
    return {chr(b): b for b in plain} | {chr(256 + i): b for i, b in enumerate(rest)}


def of_hf(model):
    back = hf_alphabet()
    merges = json.loads(model)["model"]["merges"]
    pairs = [m.split(" ") if isinstance(m, str) else m for m in merges]
    return [latin(bytes(back[c] for c in a + b)) for a, b in pairs]


def train_hf(text, size, threads, out):
    from tokenizers import Regex, Tokenizer, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(CL100K), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=size, show_progress=False, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()
    )
    tokenizer.train_from_iterator(batches(text), trainer)
    write(out, of_hf(tokenizer.to_str()))


def train_rustbpe(text, size, threads, out):
    import rustbpe

    tokenizer = rustbpe.Tokenizer()
    tokenizer.train_from_iterator(lines(text), size, pattern=CL100K)
    write(out, [latin(bytes(t)) for t, _ in tokenizer.get_mergeable_ranks()[256:]])


def train_bpeasy(text, size, threads, out):
    import bpeasy

    ranks = bpeasy.train_bpe(lines(text), CL100K, 1 << 20, size)
    write(out, [latin(t) for t, _ in sorted(ranks.items(), key=lambda r: r[1])[256:]])


def train_gigatoken(text, size, threads, out):
    import gigatoken

    source = gigatoken.TextFileSource([text], separator="\n")  # a document is a line, as for the others
    _, merges = gigatoken.train_bpe(source, size, [])
    write(out, [latin(left + right) for left, right in merges])


def spm(text, size, out, kind, threads):
    import sentencepiece

    sentencepiece.SentencePieceTrainer.train(
        input=text,
        model_prefix=out + ".spm",
        vocab_size=size,
        model_type=kind,
        num_threads=threads if kind == "bpe" else 1,  # its Unigram's scores depend on the number
        minloglevel=2,
    )
    processor = sentencepiece.SentencePieceProcessor(model_file=out + ".spm.model")
    write(out, [processor.id_to_piece(i) for i in range(processor.get_piece_size())])


def train_spm(text, size, threads, out):
    spm(text, size, out, "bpe", threads)


def train_spm_unigram(text, size, threads, out):
    spm(text, size, out, "unigram", threads)


def train_yttm(text, size, threads, out):
    import youtokentome

    model = youtokentome.BPE.train(
        data=text, model=out + ".yttm", vocab_size=size, coverage=0.9999, n_threads=threads
    )
    write(out, model.vocab())


def train_hf_unigram(text, size, threads, out):
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.Unigram())
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    trainer = trainers.UnigramTrainer(vocab_size=size, show_progress=False, unk_token="<unk>", special_tokens=["<unk>"])
    tokenizer.train_from_iterator(batches(text), trainer)
    write(out, [piece for piece, _ in json.loads(tokenizer.to_str())["model"]["vocab"]])


def train_hf_wordpiece(text, size, threads, out):
    from tokenizers import BertWordPieceTokenizer

    tokenizer = BertWordPieceTokenizer()
    tokenizer.train_from_iterator(
        batches(text), vocab_size=size, min_frequency=1, limit_alphabet=1 << 21, show_progress=False
    )
    write(out, [t for t, _ in sorted(tokenizer.get_vocab().items(), key=lambda t: t[1])])


def train_fastboundlessbpe(text, size, threads, out):
    """Not on PyPI: to be installed from its repository, at c2dce31, into the environment."""
    from boundlessbpe import FastBoundlessBpeTrainer, FastBpeTrainer, regexconstants

    texts = out + ".texts"
    with open(texts, "w", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": line}) + "\n" for line in lines(text))
    common = (10**10, 0, False, 0)  # bytes, checkpoints, verbose, progress
    words = FastBpeTrainer(main_regex=regexconstants.GPT4O_REGEX)
    words.train(1.1, texts, out + ".w", 10**9, size, 0, False, *common)
    words.save(out + ".words")
    both = FastBoundlessBpeTrainer(main_regex=regexconstants.GPT4O_REGEX)
    both.train(texts, out + ".b", 10**9, 0, out + ".words.model", *common)
    both.save(out + ".both")
    write(out, of_boundless(out + ".both.model"))


def of_boundless(model):
    """The tokens behind the 243 bytes that UTF-8 has, as their files spell them."""
    with open(model, encoding="utf-8", newline="\n") as file:
        rows = file.read().split("\n")
    return [row.split(" ")[1] for row in rows[3 + 243 : 3 + int(rows[2])]]


TOKENLAB = {
    "tokenlab": (["bpe"], "model.tiktoken"),
    "tokenlab-hf": (["bpe", "--ties", "hf"], "model.json"),
    "tokenlab-gpt2": (["bpe", "--ties", "hf", "--pattern", "gpt2"], "model.json"),
    "tokenlab-spm": (["bpe", "--mode", "sentencepiece"], "model.model"),
    "tokenlab-yttm": (["bpe", "--mode", "youtokentome"], "model.json"),
    "tokenlab-unigram-spm": (["unigram", "--mode", "sentencepiece"], "model.model"),
    "tokenlab-unigram": (["unigram"], "model.model"),
    "tokenlab-wordpiece": (["wordpiece"], "model.json"),
    "tokenlab-super": (["superbpe", "--pattern", "o200k"], "model.json"),
    "tokenlab-boundless": (["boundlessbpe", "--pattern", "o200k"], "model.boundless.model"),
}


def tokenlab_command(engine, text, size, threads, folder):
    kind, model = TOKENLAB[engine]
    options = ["-v", str(size), "--threads", str(threads), "--unit", "line", "-o", str(folder / model)]
    return [str(ROOT / "tokenlab"), "train", *kind, *options, text]


def tokenlab_tokens(engine, folder):
    model = folder / TOKENLAB[engine][1]
    if engine == "tokenlab-boundless":
        return of_boundless(model)
    if model.suffix == ".tiktoken":
        import base64

        ranks = [line.split() for line in model.read_text().splitlines()]
        return [latin(base64.b64decode(token)) for token, _ in ranks][256:]
    if model.suffix == ".model":
        import sentencepiece

        processor = sentencepiece.SentencePieceProcessor(model_file=str(model))
        return [processor.id_to_piece(i) for i in range(processor.get_piece_size())]
    if engine in ("tokenlab-yttm", "tokenlab-wordpiece"):
        vocabulary = json.loads(model.read_text(encoding="utf-8"))["model"]["vocab"]
        return [t for t, _ in sorted(vocabulary.items(), key=lambda t: t[1])]
    return of_hf(model.read_text(encoding="utf-8"))


# ---------------------------------------------------------------------------------------------------------- the table


def make_text(folder, megabytes, out):
    """Lines of all files in turn, up to the size. Returns how often the text was repeated."""
    wanted = int(megabytes * 1_000_000)
    found = (path for part in folder.split("+") for path in pathlib.Path(part).rglob("*"))
    files = sorted(path for path in found if path.is_file() and path.suffix in (".txt", ".dev"))
    files = [p for p in files if not p.name.startswith(("LICENSE", "SOURCE", "README"))]
    if not files:
        raise SystemExit(f"train.py: {folder}: expected a folder with text files (.txt, .dev); found none")
    written = 0
    rounds = 0
    with open(out, "wb") as text:
        while written < wanted:
            before = written
            readers = [open(p, "rb") for p in files]
            while readers and written < wanted:
                for reader in list(readers):
                    line = reader.readline()
                    if not line:
                        reader.close()
                        readers.remove(reader)
                    elif line.strip():
                        line = line.rstrip(b"\r\n").replace(b"\r", b" ").replace(b"\0", b"") + b"\n"
                        written += text.write(line)
            for reader in readers:
                reader.close()
            rounds += 1
            if written == before:
                raise SystemExit(f"train.py: {folder}: expected lines of text; found none")
        text.flush()
        os.fsync(text.fileno())  # else the first training is timed while the system writes the text to the disk
    return rounds


def measure(command, environment, seconds):
    """Wall seconds, processor seconds and peak MB of a process; None if it took too long; its error."""
    start = time.monotonic()
    with open(os.devnull, "rb") as nothing:
        child = subprocess.Popen(
            command, stdin=nothing, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment
        )
        import threading

        timer = threading.Timer(seconds, child.kill)
        timer.start()
        error = child.stderr.read()
        _, status, used = os.wait4(child.pid, 0)
        late = not timer.is_alive()
        timer.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - start
    if late:
        return None, f"took more than {seconds:.0f} s"
    if child.returncode != 0:
        last = error.decode("utf-8", "replace").strip().splitlines()
        return None, last[-1][:160] if last else f"exit {child.returncode}"
    return (wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000), ""


def run(engine, text, size, threads, folder, seconds):
    out = folder / "tokens.jsonl"
    out.unlink(missing_ok=True)
    environment = os.environ | {"RAYON_NUM_THREADS": str(threads), "TOKENIZERS_PARALLELISM": "true"}
    if engine in TOKENLAB:
        command = tokenlab_command(engine, text, size, threads, folder)
    else:
        command = [sys.executable, __file__, "--one", engine, text, str(size), str(threads), str(out)]
    figures, why = measure(command, environment, seconds)
    if figures is None:
        return None, None, why
    if engine in TOKENLAB:
        return figures, tokenlab_tokens(engine, folder), ""
    return figures, [json.loads(line) for line in open(out, encoding="utf-8")], ""


def plot(rows, out):
    """Wall time against the size of the text, both by powers, a panel for each job and text."""
    import math

    panels = sorted({(r["job"], r["text"], r["vocabulary"]) for r in rows})
    panels = [p for p in panels if len({r["MB"] for r in rows if (r["job"], r["text"], r["vocabulary"]) == p}) > 1]
    width, height, per_line = 320, 240, 3
    colours = ["#0b6e4f", "#c1440e", "#3b5ba5", "#8a5a9e"]
    lines_ = -(-len(panels) // per_line)
    svg = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width * per_line}" height="{max(1, lines_) * height}" '
        'font-family="sans-serif" font-size="11">'
    ]
    for n, panel in enumerate(panels):
        own = [r for r in rows if (r["job"], r["text"], r["vocabulary"]) == panel]
        sizes = sorted({r["MB"] for r in own})
        walls = [r["wall"] for r in own]
        x0, y0 = n % per_line * width, n // per_line * height
        low, high = math.log(min(walls) / 1.3), math.log(max(walls) * 1.3)
        left, right = math.log(sizes[0]), math.log(sizes[-1])

        def x(size):
            return x0 + 46 + (math.log(size) - left) / (right - left) * (width - 70)

        def y(wall):
            return y0 + height - 34 - (math.log(wall) - low) / (high - low) * (height - 80)

        svg.append(f'<text x="{x0 + 10}" y="{y0 + 16}">{panel[0]}, {panel[1]}, {panel[2]} tokens</text>')
        for size in sizes:
            svg.append(f'<text x="{x(size) - 10:.0f}" y="{y0 + height - 16}" fill="#666">{size:g} MB</text>')
        for mark in (0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000):
            if low <= math.log(mark) <= high:
                svg.append(f'<text x="{x0 + 6}" y="{y(mark) + 4:.0f}" fill="#666">{mark:g} s</text>')
                svg.append(
                    f'<line x1="{x0 + 40}" x2="{x0 + width - 20}" y1="{y(mark):.0f}" y2="{y(mark):.0f}" stroke="#ddd"/>'
                )
        for k, engine in enumerate(dict.fromkeys(r["engine"] for r in own)):
            points = sorted((r["MB"], r["wall"]) for r in own if r["engine"] == engine)
            path = " ".join(f"{x(size):.1f},{y(wall):.1f}" for size, wall in points)
            colour = colours[k % len(colours)]
            svg.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
            svg.append(f'<text x="{x0 + 50 + 90 * (k % 3)}" y="{y0 + 32 + 12 * (k // 3)}" fill="{colour}">{engine}</text>')
    svg.append("</svg>")
    pathlib.Path(out).write_text("\n".join(svg), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data = os.environ.get("TOKENLAB_DATA", os.path.expanduser("~/.cache/tokenlab/data"))
    parser.add_argument(
        "--text",
        action="append",
        metavar="NAME=FOLDER[+FOLDER]",
        help="default: english, japanese and mixed of the reference data",
    )
    parser.add_argument("--sizes", default="10", help="MB of text, as 10,100,500; default 10")
    parser.add_argument("--vocab", default="8000,32000", help="vocabulary sizes; default 8000,32000")
    parser.add_argument("--jobs", default=",".join(JOBS), help=f"of {', '.join(JOBS)}; default all")
    parser.add_argument("--peers", help="of the jobs' peers only these, as rustbpe,hf; ours train anyhow")
    parser.add_argument("--threads", default="2", help="default 2")
    parser.add_argument("--rounds", type=int, default=1, help="runs of each; the fastest counts")
    parser.add_argument("--seconds", type=float, default=900, help="longest run; default 900")
    parser.add_argument("--folder", default=str(ROOT / "jmh/target/peers/training"), help="for texts and models")
    parser.add_argument("--csv", help="also writes the rows here")
    parser.add_argument("--plot", help="also draws wall time against size here (SVG)")
    options = parser.parse_args()
    texts = dict(
        text.split("=", 1)
        for text in options.text
        or [f"english={data}/mono/english-books", f"japanese={data}/mono/japanese", "mixed=" + "+".join(f"{data}/{part}" for part in ("bible-nt", "commonvoice", "flores200", "udhr"))]
    )
    folder = pathlib.Path(options.folder)
    folder.mkdir(parents=True, exist_ok=True)
    threads = int(options.threads)
    rows = []
    print("| job | text | MB | tokens | engine | wall s | to ours | CPU s | peak MB | tokens learned |")
    print("|---|---|---:|---:|---|---:|---:|---:|---:|---|", flush=True)
    for name, source in texts.items():
        for megabytes in map(float, options.sizes.split(",")):
            text = folder / f"{name}-{megabytes:g}.txt"
            repeated = make_text(source, megabytes, text)
            label = name if repeated == 1 else f"{name} ×{repeated}"
            for size in map(int, options.vocab.split(",")):
                for job in options.jobs.split(","):
                    ours = None
                    for engine in JOBS[job]["engines"]:
                        if options.peers and engine not in [JOBS[job]["engines"][0], *options.peers.split(",")]:
                            continue
                        best = None
                        for _ in range(options.rounds):
                            figures, tokens, why = run(engine, str(text), size, threads, folder, options.seconds)
                            if figures is not None and (best is None or figures[0] < best[0][0]):
                                best = figures, tokens
                            if figures is None:
                                break
                        if best is None:
                            print(f"| {job} | {label} | {megabytes:g} | {size} | {engine} | – | – | – | – | {why} |", flush=True)
                            continue
                        (wall, cpu, peak), tokens = best
                        if ours is None and engine == JOBS[job]["engines"][0]:
                            ours = wall, tokens
                            said = str(len(tokens))
                        elif ours is not None and tokens == ours[1]:
                            said = "same"
                        else:
                            there = set(ours[1]) if ours else set()
                            said = f"{len(tokens)}, {sum(t in there for t in tokens)} of them ours"
                            note = JOBS[job]["notes"].get(engine)
                            said += f" ({note})" if note else ""
                        ratio = f"{wall / ours[0]:.1f}" if ours else "–"
                        print(
                            f"| {job} | {label} | {megabytes:g} | {size} | {engine} | {wall:.2f} | {ratio} | {cpu:.2f} "
                            f"| {peak:.0f} | {said} |",
                            flush=True,
                        )
                        rows.append(
                            {
                                "job": job, "text": label.split(" ")[0], "repeated": repeated, "MB": megabytes,
                                "vocabulary": size, "threads": threads, "engine": engine, "wall": wall, "cpu": cpu,
                                "peak_MB": peak, "tokens": said,
                            }
                        )
    if options.csv and rows:
        with open(options.csv, "w", newline="", encoding="utf-8") as out:
            table = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
            table.writeheader()
            table.writerows(rows)
    if options.plot and rows:
        plot(rows, options.plot)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _, _, engine, text, size, threads, out = sys.argv
        globals()["train_" + engine.replace("-", "_")](text, int(size), int(threads), out)
    else:
        main()
