"""What a small language model makes of every word in its sentence: inputs of the teacher that the word model learns from.

usage: context.py SYNTAX_DIR NEWS.jsonl LANGUAGE_MODEL_DIR OUT_DIR

NEWS.jsonl has the sentences of the plain news as lists of forms, one a line. Writes OUT_DIR/{train,dev,news}.npy, one row a word.
"""
import json, sys, time
import numpy as np
import torch
import torch.nn.functional as F
from treebank import *

LAYERS, PIECES = (3, 5), 510


class LanguageModel:
    """The lower layers of BERT, as they are."""

    def __init__(self, folder):
        self.w = load_safetensors(f"{folder}/model.safetensors")
        self.heads = json.load(open(f"{folder}/config.json"))["num_attention_heads"]

    def linear(self, x, name):
        return F.linear(x, self.w[name + ".weight"], self.w[name + ".bias"])

    def norm(self, x, name):
        return F.layer_norm(x, x.shape[-1:], self.w[name + ".weight"], self.w[name + ".bias"], 1e-12)

    def states(self, pieces, mask):
        w = self.w
        x = w["embeddings.word_embeddings.weight"][pieces] + w["embeddings.position_embeddings.weight"][: pieces.shape[1]] + w["embeddings.token_type_embeddings.weight"][0]
        x, out = self.norm(x, "embeddings.LayerNorm"), []
        for i in range(max(LAYERS)):
            at = f"encoder.layer.{i}."
            q, k, v = (self.linear(x, at + f"attention.self.{part}").unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in ("query", "key", "value"))
            a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).flatten(2)
            x = self.norm(x + self.linear(a, at + "attention.output.dense"), at + "attention.output.LayerNorm")
            x = self.norm(x + self.linear(F.gelu(self.linear(x, at + "intermediate.dense")), at + "output.dense"), at + "output.LayerNorm")
            if i + 1 in LAYERS:
                out.append(x)
        return torch.cat(out, -1)


def contexts(model, wp, sentences):
    """Rows of all words, one sentence after the other; a word is the mean of its pieces."""
    starts = np.concatenate([[0], np.cumsum([len(s) for s in sentences])])
    out = None
    pieces = [[wp.word(f) for f in s] for s in sentences]
    order = sorted(range(len(sentences)), key=lambda i: sum(map(len, pieces[i])))
    with torch.no_grad():
        while order:
            width = min(PIECES, sum(map(len, pieces[order[-1]]))) + 2
            pool, order = order[-max(1, 1500 // width):], order[: -max(1, 1500 // width)]
            ids, mask = np.zeros((len(pool), width), np.int64), np.zeros((len(pool), 1, 1, width), bool)
            for row, i in enumerate(pool):
                flat = [wp.cls] + [p for word in pieces[i] for p in word][: width - 2] + [wp.sep]
                ids[row, : len(flat)], mask[row, ..., : len(flat)] = flat, True
            x = model.states(torch.from_numpy(ids), torch.from_numpy(mask)).numpy()
            if out is None:
                out = np.zeros((starts[-1], x.shape[-1]), np.float16)
            for row, i in enumerate(pool):
                at = 1
                for j, word in enumerate(pieces[i]):
                    if at + len(word) < width:
                        out[starts[i] + j] = x[row, at : at + len(word)].mean(0)
                    at += len(word)
    return out


def main():
    syntax, news, weights, out = sys.argv[1:]
    torch.set_num_threads(1)
    model, wp, t = LanguageModel(weights), WordPiece(f"{weights}/vocab.txt"), time.time()
    parts = dict(dev=treebanks(syntax, "dev"), train=treebanks(syntax, "train"), news=[dict(form=json.loads(line)) for line in open(news, encoding="utf-8")])
    for name, sentences in parts.items():
        np.save(f"{out}/{name}.npy", contexts(model, wp, [s["form"] for s in sentences]))
        print(name, sum(len(s["form"]) for s in sentences), f"words {time.time() - t:.0f}s", flush=True)


if __name__ == "__main__":
    main()
