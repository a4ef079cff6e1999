"""Trains BPE with rustbpe, minbpe, subword-nmt, YouTokenToMe or Hugging Face tokenizers, and WordPiece with the last,
for PeerMergesTest and PeerMergesComparison.

    pip install rustbpe==0.1.0 subword-nmt==0.3.8 tokenizers==0.23.2 regex
    git clone https://github.com/karpathy/minbpe && git -C minbpe checkout 1acefe8  # no package; put it on PYTHONPATH
    pip install Cython setuptools && pip install --no-build-isolation YOUTOKENTOME  # 1.0.6, see below

YouTokenToMe breaks ties by a rule only if it is compiled with DETERMINISTIC_QUEUE: unpack its sources and add
"-DDETERMINISTIC_QUEUE" to extra_compile_args in setup.py. One golden, from the repository's root:

    python training/src/test/python/peer_merges.py PEER 700 training/src/test/resources/org/tokenlab/training/invented-text.txt \
        > training/src/test/resources/org/tokenlab/training/peer-merges-PEER.txt

prints a merge a line, its two parts in hexadecimal UTF-8; rustbpe, which does not tell them, a token a line, and so
WordPiece. The file is one text for rustbpe and minbpe, a text a line for the others. SIZE is what the peer takes: a
vocabulary's size, for subword-nmt the number of merges. PEER is rustbpe, minbpe, subword-nmt, youtokentome or
youtokentome-0.99, that with a coverage; or hf, byte-level behind GPT-2's words, or hf-wordpiece, BERT's (whose `##a`
and the like are given as special tokens, see hf_wordpiece.py).
"""

import io
import os
import pathlib
import sys
import tempfile


def rustbpe(size, text):
    import rustbpe as peer

    tokenizer = peer.Tokenizer()
    tokenizer.train_from_iterator(iter([text]), vocab_size=size)
    ranks = sorted(tokenizer.get_mergeable_ranks(), key=lambda pair: pair[1])
    return [bytes(token).hex() for token, rank in ranks if rank >= 256]


def minbpe(size, text):
    from minbpe import RegexTokenizer

    tokenizer = RegexTokenizer()
    tokenizer.train(text, size)
    return [f"{tokenizer.vocab[l].hex()} {tokenizer.vocab[r].hex()}" for l, r in tokenizer.merges]


def subword_nmt(size, text):
    from subword_nmt import learn_bpe

    out = io.StringIO()
    learn_bpe.tqdm = lambda steps: steps
    try:
        learn_bpe.learn_bpe(Lines(text.split("\n")), out, size)
    except ValueError:  # where no pair is left it asks for the largest of none
        pass
    merges = [line.split(" ") for line in out.getvalue().split("\n")[1:] if line]
    return [f"{left.encode().hex()} {right.encode().hex()}" for left, right in merges]


class Lines(list):
    name = "text"  # the peer asks its file for it


def youtokentome(size, text, coverage=1.0):
    import youtokentome as peer

    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "text")
        model = os.path.join(folder, "model")
        pathlib.Path(source).write_bytes((text + "\n").encode("utf-8"))
        peer.BPE.train(data=source, model=model, vocab_size=size, coverage=coverage, n_threads=1)
        lines = pathlib.Path(model).read_text(encoding="utf-8").split("\n")
    characters, merges = map(int, lines[0].split())
    token = {}
    for line in lines[1 : 1 + characters]:
        code_point, number = map(int, line.split())
        token[number] = chr(code_point)
    result = []
    for line in lines[1 + characters : 1 + characters + merges]:
        left, right, merged = map(int, line.split())
        token[merged] = token[left] + token[right]
        result.append(f"{token[left].encode().hex()} {token[right].encode().hex()}")
    return result


def hf(size, text):
    import hf_merges

    return list(hf_merges.merges(text.split("\n"), hf_merges.gpt2(), {"vocab_size": size}))


def hf_wordpiece(size, text):
    import hf_wordpiece as peer

    tokenizer = peer.trained(text.split("\n"), True, {"vocab_size": size})
    tokens = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    return [token.encode("utf-8").hex() for token, number in tokens]


PEERS = {
    "hf": hf,
    "hf-wordpiece": hf_wordpiece,
    "rustbpe": rustbpe,
    "minbpe": minbpe,
    "subword-nmt": subword_nmt,
    "youtokentome": youtokentome,
    "youtokentome-0.99": lambda size, text: youtokentome(size, text, 0.99),
}


def main():
    peer, size, file = sys.argv[1:]
    text = pathlib.Path(file).read_bytes().decode("utf-8")
    sys.stdout.writelines(line + "\n" for line in PEERS[peer](int(size), text))


if __name__ == "__main__":
    main()
