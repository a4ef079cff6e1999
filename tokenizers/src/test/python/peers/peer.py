"""Answers as a peer does: reads texts, writes the ids (and more) that tiktoken, HF tokenizers or SentencePiece gives.

    pip install -r requirements.txt
    python peer.py NAME                  serve vocabulary NAME of vocabularies.tsv on standard input and output
    python peer.py NAME --template FOLDER   write what its files don't say, for Java to load it
    python peer.py --recipe RECIPE FILE...  serve any files, loaded as RECIPE of recipes.py says
    python peer.py --list                all names, with family, recipe, and how Java loads it

The reference data's folder is $TOKENLAB_DATA, or ~/.cache/tokenlab/data. All numbers are little-endian 32-bit integers.

A request: length of the header; header; number of records; length of each record; the records' bytes, one after the
other. The header is words separated by spaces, `key=value`:
    op=ids|full|decode|tokens|added   what is asked
    special=0|1      special tokens in the text are found (HF's and tiktoken's "all") or are ordinary text
    add=0|1          the post-processor's tokens are added (HF)
    pair=0|1         two records are one input (HF)
    batch=0|1        the records are one batch: if one is refused, all are
    bytes=0|1        records are bytes that need not be UTF-8 (tiktoken, SentencePiece)
    skip=0|1         decoding leaves special tokens out
    truncate=max,stride,strategy,direction      pad=length,multiple,direction,id,type,token (length 0: the longest)

An answer: its length in bytes; the answer. Per record: `ids`: number of ids (-1: refused), ids. `full`: an encoding, as
`put_encoding` writes it. `decode` (records are ids): length, UTF-8. `tokens`, `added` (no records): number of strings,
then for each its length and UTF-8: of each id roughly the text that gives it ("" where there is no such id), and of
each added token its text.
"""

import os
import struct
import sys
from array import array

import numpy
import recipes

REFUSED = array("i", [-1]).tobytes()


def text_bytes(text):
    data = text.encode("utf-8", "replace")
    return struct.pack("<i", len(data)) + data


def ids_bytes(rows):
    """Rows of ids, each after its length; None for a refused one."""
    flat = array("i")
    for row in rows:
        if row is None:
            flat.append(-1)
        else:
            flat.append(len(row))
            flat.extend(row)
    return flat.tobytes()


def one_by_one(call, inputs):
    """What `call` gives for each input; None where it refuses."""
    results = []
    for one in inputs:
        try:
            results.append(call(one))
        except BaseException as error:  # a Rust panic is no Exception
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            results.append(None)
    return results


def all_or_each(whole, each, inputs):
    """`whole` of all inputs, or `each` one by one, so that one that is refused does not stop the others."""
    try:
        return whole(inputs)
    except BaseException as error:
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        return one_by_one(each, inputs)


class TiktokenPeer:
    def __init__(self, kind, files):
        pattern, ranks, self.specials = recipes.tiktoken_parts(kind, files[0])
        self.ranks = {rank: token for token, rank in ranks.items()}
        import tiktoken

        self.encoding = tiktoken.Encoding("peer", pat_str=pattern, mergeable_ranks=ranks, special_tokens=self.specials)

    def ids(self, records, options):
        if options.get("bytes") == "1":
            return ids_bytes(one_by_one(self.encoding._encode_bytes, records))
        texts = [record.decode("utf-8") for record in records]
        if options.get("special") == "1":
            return ids_bytes(self.encoding.encode_batch(texts, num_threads=2, allowed_special="all"))
        return ids_bytes(self.encoding.encode_ordinary_batch(texts, num_threads=2))

    def decode(self, rows, options):
        return [self.encoding.decode(row) for row in rows]

    def tokens(self):
        top = self.encoding.max_token_value + 1
        return [self.ranks.get(i, b"").decode("utf-8", "replace") for i in range(top)]

    def added(self):
        return list(self.specials)


class HfPeer:
    def __init__(self, kind, files):
        self.tokenizer = recipes.hf(kind, files)

    def set_up(self, options):
        self.tokenizer.encode_special_tokens = options.get("special", "1") != "1"
        if "truncate" in options:
            most, stride, strategy, direction = options["truncate"].split(",")
            self.tokenizer.enable_truncation(int(most), stride=int(stride), strategy=strategy, direction=direction)
        else:
            self.tokenizer.no_truncation()
        if "pad" in options:
            length, multiple, direction, pad_id, type_id, token = options["pad"].split(",")
            self.tokenizer.enable_padding(direction=direction, pad_id=int(pad_id), pad_type_id=int(type_id),
                                          pad_token=token, length=int(length) or None,
                                          pad_to_multiple_of=int(multiple) or None)
        else:
            self.tokenizer.no_padding()
        return options.get("add", "0") == "1"

    def ids(self, records, options):
        add = self.set_up(options)
        texts = [record.decode("utf-8") for record in records]
        rows = all_or_each(lambda t: self.tokenizer.encode_batch_fast(t, add_special_tokens=add),
                           lambda t: self.tokenizer.encode(t, add_special_tokens=add), texts)
        return ids_bytes(None if row is None else row.ids for row in rows)

    def full(self, records, options):
        add = one_by_one(self.set_up, [options])[0]
        if add is None:  # it refuses the truncation
            return REFUSED * (len(records) // (2 if options.get("pair") == "1" else 1))
        texts = [record.decode("utf-8") for record in records]
        if options.get("pair") == "1":
            texts = list(zip(texts[0::2], texts[1::2]))
        if options.get("batch") == "1":
            rows = one_by_one(lambda t: self.tokenizer.encode_batch(t, add_special_tokens=add), [texts])[0]
            rows = [None] * len(texts) if rows is None else rows
        else:
            rows = all_or_each(lambda t: self.tokenizer.encode_batch(t, add_special_tokens=add),
                               lambda t: self.tokenizer.encode_batch([t], add_special_tokens=add)[0], texts)
        return b"".join(REFUSED if row is None else self.put_encoding(row) for row in rows)

    def put_encoding(self, encoding):
        """Number of tokens; of each: id, start, end (code points), type, special, attended, word, sequence; of each:
        its text; number of overflowing encodings; these."""
        count = len(encoding)
        table = numpy.empty((count, 8), dtype="<i4")
        table[:, 0] = encoding.ids
        table[:, 1:3] = numpy.array(encoding.offsets, dtype="<i4").reshape(count, 2)
        table[:, 3] = encoding.type_ids
        table[:, 4] = encoding.special_tokens_mask
        table[:, 5] = encoding.attention_mask
        table[:, 6] = [-1 if word is None else word for word in encoding.word_ids]
        table[:, 7] = [-1 if sequence is None else sequence for sequence in encoding.sequence_ids]
        parts = [struct.pack("<i", count), table.tobytes()]
        parts += [text_bytes(token) for token in encoding.tokens]
        overflowing = encoding.overflowing
        parts.append(struct.pack("<i", len(overflowing)))
        parts += [self.put_encoding(part) for part in overflowing]
        return b"".join(parts)

    def decode(self, rows, options):
        return self.tokenizer.decode_batch(rows, skip_special_tokens=options.get("skip") == "1")

    def tokens(self):
        by_id = {i: token for token, i in self.tokenizer.get_vocab(with_added_tokens=True).items()}
        byte_level = "ByteLevel" in str(self.tokenizer.decoder)
        texts = []
        for i in range(max(by_id) + 1):
            token = by_id.get(i, "")
            plain = self.tokenizer.decode([i], skip_special_tokens=False) if byte_level and token else (
                token.replace("\u2581", " ").removeprefix("##").replace("</w>", " "))
            texts.append(plain or token)
        return texts

    def added(self):
        return [token.content for token in self.tokenizer.get_added_tokens_decoder().values()]


class SentencePiecePeer:
    def __init__(self, files):
        import sentencepiece

        self.processor = sentencepiece.SentencePieceProcessor(model_file=files[0])

    def inputs(self, records, options):
        return records if options.get("bytes") == "1" else [record.decode("utf-8") for record in records]

    def ids(self, records, options):
        rows = self.processor.encode(self.inputs(records, options), return_type="numpy", num_threads=2)
        parts = []
        for row in rows:
            parts.append(struct.pack("<i", len(row)))
            parts.append(row.tobytes())
        return b"".join(parts)

    def full(self, records, options):
        """As HF's, with pieces as tokens, and no types, masks, words."""
        parts = []
        texts = self.inputs(records, options)
        for row in self.processor.encode(texts, return_type="offset_mapping", num_threads=2):
            count = len(row["ids"])
            table = numpy.zeros((count, 8), dtype="<i4")
            table[:, 0] = row["ids"]
            table[:, 1:3] = numpy.array(row["offsets"], dtype="<i4").reshape(count, 2)
            table[:, 5] = 1
            parts += [struct.pack("<i", count), table.tobytes()]
            parts += [text_bytes(piece) for piece in row["pieces"]]
            parts.append(struct.pack("<i", 0))
        return b"".join(parts)

    def decode(self, rows, options):
        return self.processor.decode(rows)

    def tokens(self):
        return [self.processor.id_to_piece(i).replace("\u2581", " ") for i in range(self.processor.vocab_size())]

    def added(self):
        size = self.processor.vocab_size()
        return [self.processor.id_to_piece(i) for i in range(size)
                if self.processor.is_control(i) or self.processor.is_unknown(i) or self.processor.is_unused(i)]


def peer(recipe, files):
    kind = recipe.split(":")
    if kind[0] == "tiktoken":
        return TiktokenPeer(kind[1], files)
    if kind[0] == "hf":
        return HfPeer(kind[1], files)
    if kind[0] == "sentencepiece":
        return SentencePiecePeer(files)
    raise SystemExit(f"no recipe {recipe}")


def answer(judge, options, records):
    op = options["op"]
    if op == "ids":
        return judge.ids(records, options)
    if op == "full":
        return judge.full(records, options)
    if op == "decode":
        rows = [array("i", record).tolist() for record in records]
        texts = all_or_each(lambda r: judge.decode(r, options), lambda r: judge.decode([r], options)[0], rows)
        return b"".join(REFUSED if text is None else text_bytes(text) for text in texts)
    if op in ("tokens", "added"):
        texts = judge.tokens() if op == "tokens" else judge.added()
        return struct.pack("<i", len(texts)) + b"".join(text_bytes(text) for text in texts)
    raise SystemExit(f"no operation {op}")


def serve(judge):
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while head := source.read(4):
        header = source.read(struct.unpack("<i", head)[0]).decode("utf-8")
        options = dict(word.split("=", 1) for word in header.split(" "))
        count = struct.unpack("<i", source.read(4))[0]
        lengths = array("i", source.read(4 * count))
        data = source.read(sum(lengths))
        records, at = [], 0
        for length in lengths:
            records.append(data[at : at + length])
            at += length
        result = answer(judge, options, records)
        sink.write(struct.pack("<i", len(result)) + result)
        sink.flush()


def main(arguments):
    recipes.require_pinned_versions()
    table = recipes.vocabularies()
    if arguments == ["--list"]:
        for name, (family, recipe, files, java) in table.items():
            print(name, family, recipe, files, java, sep="\t")
        return
    if len(arguments) > 2 and arguments[0] == "--recipe":
        serve(peer(arguments[1], arguments[2:]))
        return
    name = arguments[0]
    if name not in table:
        raise SystemExit(f"no vocabulary {name} in vocabularies.tsv; it has {', '.join(table)}")
    _, recipe, files, _ = table[name]
    data = os.environ.get("TOKENLAB_DATA") or os.path.expanduser("~/.cache/tokenlab/data")
    paths = [os.path.join(data, "vocab", file) for file in files.split(" ")]
    if len(arguments) == 3 and arguments[1] == "--template":
        print(recipes.write_template(name, recipe, paths, arguments[2]))
        return
    serve(peer(recipe, paths))


if __name__ == "__main__":
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
    main(sys.argv[1:])
