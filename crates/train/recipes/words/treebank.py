"""Treebank reading, label inventories, lemma rules and the wordpieces of the language model."""
import collections, json, random, struct, unicodedata

import numpy as np
import torch


def read_conllu(path):
    """Sentences as dicts of columns; heads are 0 for the root, else 1-based word positions."""
    out, rows, doc = [], [], 0

    def flush():
        if rows:
            out.append(dict(
                form=[r[1] for r in rows], lemma=[r[2] for r in rows], upos=[r[3] for r in rows], xpos=[r[4] for r in rows],
                doc=f"{path}#{doc}", feats=[r[5] for r in rows], head=[int(r[6]) for r in rows], deprel=[r[7] for r in rows]))

    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line:
            flush()
            rows = []
        elif line.startswith("# newdoc"):
            doc += 1
        elif line[0] != "#":
            col = line.split("\t")
            if "-" in col[0] or "." in col[0]:
                continue
            rows.append(col)
    flush()
    return out


def lemma_rule(form, lemma):
    """How the lower-cased lemma is made from the lower-cased form: 'N:s' cuts N characters off and appends s, '=s' is s."""
    f, l = form.lower().replace("’", "'"), lemma.lower()
    n = 0
    while n < len(f) and n < len(l) and f[n] == l[n]:
        n += 1
    if n == 0 and f != l:
        return "=" + l
    cut, add = len(f) - n, l[n:]
    if cut > 5 or len(add) > 4:
        return None
    return f"{cut}:{add}"


def apply_rule(form, rule):
    f = form.lower().replace("’", "'")
    if rule[0] == "=":
        return rule[1:]
    cut, add = rule.split(":", 1)
    cut = int(cut)
    if cut > len(f) or (cut == len(f) and not add):
        return f
    return f[: len(f) - cut] + add


def shape(form):
    """Character classes, runs longer than two cut to two: 'U.S.' -> X.X., 'Obama' -> Xxx, '2016' -> dd."""
    out = []
    for c in form:
        k = "d" if c.isnumeric() else ("X" if c.isupper() else ("x" if c.isalpha() else c))
        if len(out) >= 2 and out[-1] == k and out[-2] == k:
            continue
        out.append(k)
    return "".join(out[:10])


def inventories(sentences):
    count = {k: collections.Counter() for k in ("upos", "xpos", "feats", "deprel", "rule")}
    combos = collections.Counter()
    for s in sentences:
        for i in range(len(s["form"])):
            for k in ("upos", "xpos", "feats", "deprel"):
                count[k][s[k][i]] += 1
            r = lemma_rule(s["form"][i], s["lemma"][i])
            if r is not None:
                count["rule"][r] += 1
            combos[(s["upos"][i], s["xpos"][i], s["feats"][i])] += 1
    inv = {}
    for k, c in count.items():
        least = dict(feats=2, rule=3).get(k, 1)
        inv[k] = sorted(v for v, n in c.items() if n >= least)
    feats = set(inv["feats"])
    inv["combos"] = sorted([list(k) + [n] for k, n in combos.items() if k[2] in feats])
    return inv


def treebanks(folder, part):
    """Sentences of both treebanks; bank says whose conventions a sentence follows, 1 for EWT, -1 for GUM."""
    out = []
    for name, bank in (("en_ewt", 1), ("en_gum_nonnc", -1)):
        out += [dict(s, bank=bank) for s in read_conllu(f"{folder}/{name}-ud-{part}.conllu")]
    return out


CLOSED = ("ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ")


def homographs(sentences):
    """Short words with little meaning, in capitals: 'IS', 'US', 'WHO' are groups as well, and any of them may name one tomorrow."""
    count = collections.Counter(f.upper() for s in sentences for f, u in zip(s["form"], s["upos"]) if u in CLOSED and 2 <= len(f) <= 4 and f.isalpha())
    return sorted(w for w, n in count.items() if n >= 20)


def augment(forms, xpos, acronyms):
    """A sentence as it is, or in the capitals of another medium, or with other acronyms in the place of its own."""
    r = random.random()
    if r < 0.04:
        return [f.upper() for f in forms]
    if r < 0.07:
        return [f.lower() for f in forms]
    if r < 0.09:
        return [f[:1].upper() + f[1:] if len(f) > 3 or i == 0 else f for i, f in enumerate(forms)]
    if r < 0.5:
        short = lambda f, x: x == "NNP" and 2 <= len(f) <= 5 and f.isalpha() and f.isupper()
        return [random.choice(acronyms) if short(f, x) and random.random() < 0.5 else f for f, x in zip(forms, xpos)]
    return forms


# WordPiece, as the uncased BERT vocabulary expects it

def is_punct(c):
    o = ord(c)
    if 33 <= o <= 47 or 58 <= o <= 64 or 91 <= o <= 96 or 123 <= o <= 126:
        return True
    return unicodedata.category(c).startswith("P")


class WordPiece:
    def __init__(self, path):
        self.vocab = {w.rstrip("\n"): i for i, w in enumerate(open(path, encoding="utf-8"))}
        self.unk, self.cls, self.sep = self.vocab["[UNK]"], self.vocab["[CLS]"], self.vocab["[SEP]"]
        self.cache = {}

    def word(self, form):
        got = self.cache.get(form)
        if got is None:
            got = self.cache[form] = self._word(form)
        return got

    def _word(self, form):
        text = "".join(c for c in unicodedata.normalize("NFD", form.lower()) if unicodedata.category(c) != "Mn")
        text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').replace("–", "-").replace("—", "-")
        parts, cur = [], ""
        for c in text:
            if c.isspace():
                continue
            if is_punct(c):
                if cur:
                    parts.append(cur)
                parts.append(c)
                cur = ""
            else:
                cur += c
        if cur:
            parts.append(cur)
        ids = []
        for p in parts:
            start, got = 0, []
            while start < len(p):
                end = len(p)
                while end > start:
                    piece = ("##" if start else "") + p[start:end]
                    if piece in self.vocab:
                        break
                    end -= 1
                if end == start:
                    got = [self.unk]
                    break
                got.append(self.vocab[piece])
                start = end
            ids += got
        return ids[:12] or [self.unk]


def load_safetensors(path):
    f = open(path, "rb")
    n = struct.unpack("<Q", f.read(8))[0]
    head = json.loads(f.read(n))
    body = f.read()
    out = {}
    for k, v in head.items():
        if k == "__metadata__" or v["dtype"] != "F32":
            continue
        a, b = v["data_offsets"]
        out[k] = torch.from_numpy(np.frombuffer(body[a:b], dtype=np.float32).copy()).reshape(v["shape"])
    return out
