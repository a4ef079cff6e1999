"""Writes wordpool/model: a small word-pooled model with random weights, and what PyTorch makes of a text with it.

The encoder is torch.nn.TransformerEncoderLayer itself; the causal layers are written out with torch's own functions.
Needs torch 2.7.1 (CPU) only: pip install torch==2.7.1
"""
import hashlib
import json
import pathlib
import struct

import torch
import torch.nn.functional as F

UNITS, P, D, LONGEST, WINDOW = 256, 2, 8, 6, 5
ENCODER = {"layers": 2, "heads": 2, "feed_forward": 12}
MAIN = {"layers": 2, "heads": 4, "feed_forward": 32}
DECODER = {"layers": 1, "heads": 2, "feed_forward": 32}
# Words by the pattern "gpt2"; those longer than six bytes take several rows.
WORDS = ["The", " cat", ",", " 12", " müde", " 猫", " unbelievably", " cat", "."]


def rows():
    for word in WORDS:
        units = list(word.encode())
        parts = [units[i:i + LONGEST] for i in range(0, len(units), LONGEST)]
        for i, part in enumerate(parts):
            yield part, i + 1 < len(parts)


def stack(tensors, name, size):
    for i in range(size["layers"]):
        for part, shape in {
                "attention.in.weight": (3 * D, D), "attention.in.bias": (3 * D,),
                "attention.out.weight": (D, D), "attention.out.bias": (D,),
                "norm1.weight": (D,), "norm1.bias": (D,),
                "feed.in.weight": (size["feed_forward"], D), "feed.in.bias": (size["feed_forward"],),
                "feed.out.weight": (D, size["feed_forward"]), "feed.out.bias": (D,),
                "norm2.weight": (D,), "norm2.bias": (D,)}.items():
            tensors[f"{name}.{i}.{part}"] = torch.randn(shape) * 0.4 + ("norm" in part and "weight" in part)


def weights():
    tensors = {"units.embedding": torch.randn(UNITS + 2 + P, D), "units.position": torch.randn(P + LONGEST + 1, D)}
    stack(tensors, "encoder", ENCODER)
    tensors["words.start"] = torch.randn(P, D)
    tensors["words.position"] = torch.randn(WINDOW * P, D)
    stack(tensors, "main", MAIN)
    tensors["main.norm.weight"] = 1 + 0.4 * torch.randn(D)
    tensors["main.norm.bias"] = 0.4 * torch.randn(D)
    stack(tensors, "decoder", DECODER)
    tensors["head.weight"] = torch.randn(UNITS + 2, D)
    return tensors


def encoder(t, x):
    for i in range(ENCODER["layers"]):
        layer = torch.nn.TransformerEncoderLayer(D, ENCODER["heads"], ENCODER["feed_forward"], batch_first=True)
        names = {"self_attn.in_proj_weight": "attention.in.weight", "self_attn.in_proj_bias": "attention.in.bias",
                 "self_attn.out_proj.weight": "attention.out.weight", "self_attn.out_proj.bias": "attention.out.bias",
                 "norm1.weight": "norm1.weight", "norm1.bias": "norm1.bias",
                 "linear1.weight": "feed.in.weight", "linear1.bias": "feed.in.bias",
                 "linear2.weight": "feed.out.weight", "linear2.bias": "feed.out.bias",
                 "norm2.weight": "norm2.weight", "norm2.bias": "norm2.bias"}
        layer.load_state_dict({theirs: t[f"encoder.{i}.{ours}"] for theirs, ours in names.items()})
        x = layer.eval()(x)
    return x


def causal(t, name, size, x):
    for i in range(size["layers"]):
        g = lambda part: t[f"{name}.{i}.{part}"]
        y = F.layer_norm(x, (D,), g("norm1.weight"), g("norm1.bias"))
        q, k, v = F.linear(y, g("attention.in.weight"), g("attention.in.bias")).chunk(3, -1)
        split = lambda z: z.view(1, -1, size["heads"], D // size["heads"]).transpose(1, 2)
        y = F.scaled_dot_product_attention(split(q), split(k), split(v), is_causal=True)
        y = y.transpose(1, 2).reshape(1, -1, D)
        x = x + F.linear(y, g("attention.out.weight"), g("attention.out.bias"))
        y = F.layer_norm(x, (D,), g("norm2.weight"), g("norm2.bias"))
        y = F.gelu(F.linear(y, g("feed.in.weight"), g("feed.in.bias")))
        x = x + F.linear(y, g("feed.out.weight"), g("feed.out.bias"))
    return x


def forward(t):
    embed = lambda ids: t["units.embedding"][torch.tensor(ids)] + t["units.position"][:len(ids)]
    prefixes = [UNITS + 2 + i for i in range(P)]
    all_rows = list(rows())
    pooled = []
    for units, goes_on in all_rows:
        pooled.append(encoder(t, embed(prefixes + units + ([UNITS + 1] if goes_on else []))[None])[0, :P])
    contexts, logits = [], []
    for at in range(0, len(all_rows), WINDOW):
        seen = pooled[at:at + WINDOW]
        x = torch.cat([t["words.start"], *seen[:-1]]) + t["words.position"][:len(seen) * P]
        x = causal(t, "main", MAIN, x[None])
        contexts.append(F.layer_norm(x, (D,), t["main.norm.weight"], t["main.norm.bias"])[0])
    contexts = torch.cat(contexts)
    for i, (units, _) in enumerate(all_rows):
        canvas = torch.cat([contexts[i * P:(i + 1) * P], t["units.embedding"][torch.tensor(units)]])
        x = causal(t, "decoder", DECODER, (canvas + t["units.position"][:len(canvas)])[None])
        logits.append(F.linear(x[0, P - 1:], t["head.weight"]))
    return {"pooled": torch.cat(pooled), "contexts": contexts, "logits": torch.cat(logits)[:, ::16].contiguous()}


def safetensors(tensors, file):
    header, at = {}, 0
    for name, tensor in tensors.items():
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [at, at + 4 * tensor.numel()]}
        at += 4 * tensor.numel()
    text = json.dumps({"__metadata__": {"made_by": "wordpool_forward_golden.py"}, **header}).encode()
    data = b"".join(tensor.detach().numpy().astype("<f4").tobytes() for tensor in tensors.values())
    file.write_bytes(struct.pack("<Q", len(text)) + text + data)


def main():
    torch.manual_seed(11)
    folder = pathlib.Path(__file__).parent.parent / "resources/org/tokenlab/tokenizers/wordpool/model"
    tensors = weights()
    safetensors(tensors, folder / "model.safetensors")
    with torch.no_grad():
        safetensors(forward(tensors), folder / "expected.safetensors")
    (folder / "text.txt").write_text("".join(WORDS))
    (folder / "wordpool.json").write_text(json.dumps({
        "format": "tokenlab-wordpool", "version": 1, "rule": "gpt2", "units": {"kind": "bytes"}, "prefixes": P,
        "width": D, "longest_row": LONGEST, "window": WINDOW, "encoder": ENCODER, "main": MAIN, "decoder": DECODER,
        "weights_sha256": hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()}, indent=1) + "\n")


main()
