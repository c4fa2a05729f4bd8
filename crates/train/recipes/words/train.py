"""Trains the word model: rows for words, one convolution, gated recurrences, small heads for tags, lemma rules and the parse.

usage: train.py SYNTAX_DIR TEXT_DIR LANGUAGE_MODEL_DIR OUT.pt [--context DIR --news NEWS.jsonl --teach LESSONS.pt] [--news NEWS.jsonl --lessons LESSONS.pt]

The same model is trained twice. First a wide one that also sees what the language model makes of each word (context.py); it tags and parses the
treebanks and plain news (--teach), tags and lemmas alone. Then the one that is shipped, which learns from the treebanks and from what the wide one
said (--lessons).
"""
import argparse, collections, copy, glob, json, random, re, sys, time
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from treebank import *

AFFIX_ROWS, SHAPE_ROWS = 8192, 512
ARC, LAB, MAX_TRAIN = 48, 96, 100
TREE = 128
TAGS, KEPT = ("upos", "xpos", "feats", "rule"), 3


def fnv(salt, text):
    h = 2166136261 ^ salt
    for b in text.encode():
        h = (h ^ b) * 16777619 & 0xFFFFFFFF
    return h


FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', **{d: "0" for d in "123456789"}})


def norm(form):
    return form.lower().translate(FOLD)


def affixes(n):
    return [fnv(1, n[-1:]) % AFFIX_ROWS, fnv(2, n[-2:]) % AFFIX_ROWS, fnv(3, n[-3:]) % AFFIX_ROWS, fnv(4, n[-4:]) % AFFIX_ROWS,
            fnv(5, n[:2]) % AFFIX_ROWS, fnv(6, n[:3]) % AFFIX_ROWS, fnv(7, n[:5]) % AFFIX_ROWS]


def case_mode(forms):
    words = [[c for c in f if c.isalpha()] for f in forms]
    words = [w for w in words if w]
    upper = sum(c.isupper() for w in words for c in w)
    lower = sum(c.islower() for w in words for c in w)
    if lower == 0 and len(words) >= 2:
        return 1
    if upper == 0 and len(words) >= 3:
        return 2
    long = [w for w in words if len(w) >= 4]
    if len(long) >= 3 and sum(w[0].isupper() for w in long) * 5 >= len(long) * 4:
        return 3
    return 0


DIST = 14


def dist_bucket(d):
    """0 root; 1..13: signed distance classes (array of ints)."""
    a = np.abs(d)
    b = np.where(a <= 2, a, np.where(a <= 4, 3, np.where(a <= 8, 4, np.where(a <= 16, 5, 6))))
    return np.where(d > 0, b, b + 6)


def sigmoid(x):
    return 0.5 + 0.5 * x / (1 + x.abs())


class Recur(nn.Module):
    """Two half-width gated recurrences, one a direction: c = f c + (1-f) z, h = o c, added to the input."""

    def __init__(self, d, drop):
        super().__init__()
        self.d, self.h = d, d // 2
        self.proj = nn.Linear(d, 3 * d)
        nn.init.xavier_uniform_(self.proj.weight)
        with torch.no_grad():
            self.proj.bias.zero_()
            self.proj.bias[d : 2 * d] = 0.5
        self.drop = nn.Dropout(drop)

    def forward(self, x, mask):
        p = self.proj(self.drop(x))
        z, f, o = p.split(self.d, -1)
        f = sigmoid(f)
        u = (1 - f) * z * mask
        # the second half runs from the end
        h = self.h
        f = torch.cat([f[..., :h], f[..., h:].flip(0)], -1)
        u = torch.cat([u[..., :h], u[..., h:].flip(0)], -1)
        c, out = torch.zeros_like(u[0]), []
        for ft, ut in zip(f.unbind(0), u.unbind(0)):
            c = torch.addcmul(ut, ft, c)
            out.append(c)
        c = torch.stack(out)
        c = torch.cat([c[..., :h], c[..., h:].flip(0)], -1)
        return x + sigmoid(o) * c


class Student(nn.Module):
    def __init__(self, n_words, inv, d=96, drop=0.2, static=None, context=0):
        super().__init__()
        self.word = nn.Embedding(n_words, d)
        self.static = nn.Embedding.from_pretrained(static, freeze=True)
        self.fold = nn.Linear(static.shape[1], d, bias=False)
        self.affix = nn.Embedding(AFFIX_ROWS, d)
        self.shape = nn.Embedding(SHAPE_ROWS, d)
        self.mode = nn.Embedding(4, d)
        for e, s in ((self.word, 0.02), (self.affix, 0.1), (self.shape, 0.2), (self.mode, 0.1)):
            nn.init.normal_(e.weight, std=s)
        # the two treebanks follow conventions of their own: a step from one to the other, for words and for bundles of features
        self.bank, self.custom = nn.Parameter(torch.zeros(d)), nn.Linear(d, len(inv["feats"]))
        nn.init.zeros_(self.custom.weight), nn.init.zeros_(self.custom.bias)
        self.context = nn.Linear(context, d, bias=False) if context else None
        self.conv = nn.Linear(3 * d, d)
        self.r1, self.r2, self.r3 = Recur(d, drop), Recur(TREE, drop), Recur(TREE, drop)
        self.tree = nn.Linear(d, TREE)
        self.drop = nn.Dropout(drop)
        self.upos, self.xpos = nn.Linear(d, len(inv["upos"])), nn.Linear(d, len(inv["xpos"]))
        self.feats, self.rule = nn.Linear(d, len(inv["feats"])), nn.Linear(d, len(inv["rule"]))
        d = TREE
        self.root = nn.Parameter(torch.randn(d) * 0.1)
        self.ad, self.ah = nn.Linear(d, ARC), nn.Linear(d, ARC)
        self.U = nn.Parameter(torch.randn(ARC, ARC) * 0.1)
        self.uh = nn.Parameter(torch.zeros(ARC))
        self.dist = nn.Parameter(torch.zeros(DIST))
        self.ld, self.lh = nn.Linear(d, LAB), nn.Linear(d, LAB, bias=False)
        self.ldist = nn.Embedding(DIST, LAB)
        nn.init.zeros_(self.ldist.weight)
        self.lab = nn.Linear(LAB, len(inv["deprel"]))

    def rows(self, b):
        return self.word(b["own"]) + self.fold(self.static(b["word"])) + self.affix(b["affix"]).sum(-2) + self.shape(b["shape"]) + self.mode(b["mode"])[None]

    def encode(self, b):
        x = self.rows(b)
        m = b["mask"][..., None]
        x = x + b["bank"][None, :, None] * self.bank
        if self.context is not None:
            x = x + self.context(self.drop(b["context"]))
        x = self.drop(x) * m
        pad = torch.zeros_like(x[:1])
        wide = torch.cat([torch.cat([pad, x[:-1]]), x, torch.cat([x[1:], pad])], -1)
        x = F.relu(self.conv(wide)) * m + x
        return self.r1(x, m)

    def tags(self, x, b):
        t = self.drop(x)
        return self.upos(t), self.xpos(t), self.feats(t) + b["bank"][None, :, None] * self.custom(t), self.rule(t)

    def parse(self, x, b):
        m = b["mask"][..., None]
        x = self.r3(self.r2(self.tree(x) * m, m), m)
        x = self.drop(x).transpose(0, 1)
        h = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        dep, head = F.relu(self.ad(x)), F.relu(self.ah(h))
        arc = (dep @ self.U + self.uh) @ head.transpose(1, 2) + self.dist[b["dist"]]
        arc = arc.masked_fill(~b["hv"][:, None, :], -1e4)
        return arc, self.ld(x), self.lh(h)

    def labels(self, ld, lh, heads, b):
        g = lh[torch.arange(lh.shape[0])[:, None], heads]
        bucket = b["dist"][torch.arange(heads.shape[1])[None], heads]
        return self.lab(self.drop(F.relu(ld + g + self.ldist(bucket))))


def build_vocab(sents, text_dir, wp, limit):
    """Words of the treebanks (twice or more), then the commonest of the news text and of the language model's own vocabulary."""
    gold = collections.Counter(norm(f) for s in sents for f in s["form"])
    text = collections.Counter()
    for path in sorted(glob.glob(f"{text_dir}/*.jsonl")):
        for line in open(path, encoding="utf-8"):
            text.update(norm(w) for w in re.findall(r"\w+(?:[.'’]\w+)*|[^\w\s]", json.loads(line)["text"]))
    words = [w for w, n in sorted(gold.items(), key=lambda kv: (-kv[1], kv[0])) if n >= 2]
    have = set(words)
    for w, _ in sorted(((w, n + 2 * gold[w]) for w, n in text.items() if n >= 3), key=lambda kv: (-kv[1], kv[0])):
        if w not in have and len(words) < limit * 3 // 4:
            words.append(w)
            have.add(w)
    for w in wp.vocab:
        if not w.startswith("##") and not w.startswith("[") and w.isalpha() and len(w) > 1 and w.isascii() and norm(w) not in have and len(words) < limit:
            words.append(w)
            have.add(w)
    return words, gold


def static_rows(words, wp, weights):
    """The language model's input row of each word (the mean of its pieces), scaled to unit deviation; row 0 is zero."""
    e = load_safetensors(f"{weights}/model.safetensors")["embeddings.word_embeddings.weight"].numpy()
    e = (e - e.mean(0)) / e.std()
    rows = np.zeros((len(words) + 1, e.shape[1]), np.float32)
    for i, w in enumerate(words):
        rows[i + 1] = e[wp.word(w)].mean(0)
    return torch.from_numpy(rows)


class Data:
    def __init__(self, inv, words, counts, acronyms):
        self.inv = inv
        self.ix = {k: {v: i for i, v in enumerate(inv[k])} for k in ("upos", "xpos", "feats", "deprel", "rule")}
        self.words = {w: i + 1 for i, w in enumerate(words)}
        self.cache, self.acronyms = {}, acronyms
        self.rare = np.zeros(len(words) + 1, np.float32)
        self.trained = np.array([False] + [counts[w] > 0 for w in words])
        for w, i in self.words.items():
            self.rare[i] = 0.02 + 0.4 / (1 + counts[w]) ** 0.5

    def row(self, form):
        got = self.cache.get(form)
        if got is None:
            n = norm(form)
            got = self.cache[form] = (self.words.get(n, 0), affixes(n), fnv(9, shape(form)) % SHAPE_ROWS)
        return got

    def features(self, forms):
        rows = [self.row(f) for f in forms]
        return (np.array([r[0] for r in rows], np.int32), np.array([r[1] for r in rows], np.int16), np.array([r[2] for r in rows], np.int16), case_mode(forms))

    def add(self, s, lesson=None, context=None):
        """A sentence with what it teaches: of each tag up to four classes with their weights, half of them the gold's where there is one."""
        n = len(s["form"])
        xpos = s["xpos"] if "xpos" in s else [self.inv["xpos"][c] for c in lesson["xpos"][0][:, 0]] if lesson else None
        out = dict(n=n, form=s["form"], doc=s.get("doc"), xpos=xpos, bank=s["bank"], base=self.features(s["form"]), context=context)
        gold = {k: [self.ix[k].get(v, -100) for v in s[k]] for k in ("upos", "xpos", "feats", "deprel")} if "upos" in s else {}
        if gold:
            gold["rule"] = [self.ix["rule"].get(lemma_rule(f, l), -100) for f, l in zip(s["form"], s["lemma"])]
            gold["head"] = s["head"]
        out["y"] = {k: np.array(v, np.int16) for k, v in gold.items()}
        for k in TAGS:
            classes, weights = np.zeros((n, 1 + KEPT), np.int16), np.zeros((n, 1 + KEPT), np.float32)
            share = 0.0
            if k in out["y"]:
                known = out["y"][k] >= 0
                share = np.where(known, 0.5 if lesson else 1.0, 0.0)[:, None]
                classes[:, 0], weights[:, 0] = np.maximum(out["y"][k], 0), share[:, 0]
            if lesson:
                classes[:, 1:], weights[:, 1:] = lesson[k][0], lesson[k][1] * (1 - share)
            out["soft_" + k] = classes, weights
        return out

    def batch(self, sents, train):
        n, t = len(sents), max(s["n"] for s in sents)
        word, affix, shp = np.zeros((t, n), np.int64), np.zeros((t, n, 7), np.int64), np.zeros((t, n), np.int64)
        mode, mask, bank = np.zeros(n, np.int64), np.zeros((t, n), np.float32), np.zeros(n, np.float32)
        y = {k: np.full((n, t), -100, np.int64) for k in TAGS + ("deprel", "head")}
        soft = {k: (np.zeros((t, n, 1 + KEPT), np.int64), np.zeros((t, n, 1 + KEPT), np.float32)) for k in TAGS}
        wide = None if sents[0]["context"] is None else np.zeros((t, n, sents[0]["context"].shape[1]), np.float32)
        for i, s in enumerate(sents):
            f = s["base"]
            if train:
                forms = augment(s["form"], s["xpos"], self.acronyms)
                if forms is not s["form"]:
                    f = self.features(forms)
            k = s["n"]
            # whose conventions a text follows is never quite certain
            bank[i] = s["bank"] * ((random.random() > 0.1) * random.uniform(0.4, 1) if train else 1)
            word[:k, i], affix[:k, i], shp[:k, i], mode[i] = f
            mask[:k, i] = 1
            for q, v in s["y"].items():
                y[q][i, :k] = v
            if train:
                for q in TAGS:
                    soft[q][0][:k, i], soft[q][1][:k, i] = s["soft_" + q]
            if wide is not None:
                wide[:k, i] = s["context"]
        own = np.where(self.trained[word], word, 0)
        if train:
            # some words are read by their affixes alone, some by affixes and the row that the language model gave them
            word[np.random.rand(t, n) < 0.25 * self.rare[word]] = 0
            own = np.where(self.trained[word], word, 0)
            own[np.random.rand(t, n) < 0.5 * self.rare[word] + 0.1] = 0
        # row: dependent (0-based), column: head (0 root)
        d = np.arange(t + 1)[None] - np.arange(1, t + 1)[:, None]
        dist = dist_bucket(d)
        dist[:, 0] = 0
        T = torch.from_numpy
        hv = np.concatenate([np.ones((n, 1), bool), mask.T > 0], 1)
        return dict(bank=T(bank), context=None if wide is None else T(wide), soft={k: (T(c), T(w)) for k, (c, w) in soft.items()}, word=T(word), own=T(own), affix=T(affix), shape=T(shp), mode=T(mode), mask=T(mask), hv=T(hv), dist=T(dist), y={k: T(v) for k, v in y.items()})


def batches(sents, budget, shuffle):
    order = sorted(range(len(sents)), key=lambda i: sents[i]["n"] + (random.random() * 4 if shuffle else 0))
    out, cur, width = [], [], 0
    for i in order:
        width = max(width, sents[i]["n"])
        if cur and (width * (len(cur) + 1) > budget or len(cur) >= 256):
            out.append(cur)
            cur, width = [], sents[i]["n"]
        cur.append(i)
    if cur:
        out.append(cur)
    if shuffle:
        random.shuffle(out)
    return out


def evaluate(model, data, sents, name):
    model.eval()
    hit, total = dict.fromkeys(TAGS + ("uas", "las"), 0), 0
    with torch.no_grad():
        for idx in batches(sents, 4096, False):
            b = data.batch([sents[i] for i in idx], False)
            y, ok = b["y"], b["mask"].T > 0
            x = model.encode(b)
            for k, t in zip(TAGS, model.tags(x, b)):
                hit[k] += ((t.argmax(-1).T == y[k]) & ok).sum().item()
            arc, ld, lh = model.parse(x, b)
            h = arc.argmax(-1)
            right = (h == y["head"]) & ok
            lab = model.labels(ld, lh, h, b).argmax(-1)
            total += ok.sum().item()
            hit["uas"] += right.sum().item()
            hit["las"] += (right & (lab == y["deprel"])).sum().item()
    print(name, " ".join(f"{k} {100 * v / total:.2f}" for k, v in hit.items()), flush=True)
    model.train()


def lessons(model, data, sents):
    """Of every sentence the likeliest classes of its words with their probabilities."""
    model.eval()
    out = [None] * len(sents)
    with torch.no_grad():
        for idx in batches(sents, 4096, False):
            b = data.batch([sents[i] for i in idx], False)
            top = {k: t.softmax(-1).topk(KEPT, -1) for k, t in zip(TAGS, model.tags(model.encode(b), b))}
            for row, i in enumerate(idx):
                out[i] = {k: (v.indices[: sents[i]["n"], row].to(torch.int16).numpy(), v.values[: sents[i]["n"], row].half().numpy()) for k, v in top.items()}
    return out


LONGEST, HALF = 1024, 300


def tell_banks(model, data, train, dev):
    """Weights that tell whose conventions a document follows from the mean row of its words and from their number: texts of the web are short."""
    def documents(sents):
        docs, cache = {}, {}
        for s in sents:
            new = [f for f in dict.fromkeys(s["form"]) if f not in cache]
            if new:
                b = data.batch([data.add(dict(form=new, bank=0))], False)
                b["mode"] *= 0
                cache.update(zip(new, (model.rows(b)[:, 0] - model.mode.weight[0]).numpy()))
            rows = np.stack([cache[f] for f in s["form"]]) + model.mode.weight[case_mode(s["form"])].numpy()
            docs.setdefault(s["doc"], (s["bank"], []))[1].append(rows)
        out = []
        for bank, rows in docs.values():
            rows = np.concatenate(rows)[:LONGEST]
            out.append((np.append(rows.mean(0), len(rows) / (len(rows) + HALF)), bank))
        return torch.tensor(np.stack([x for x, _ in out]), dtype=torch.float32), torch.tensor([float(y) for _, y in out])

    model.eval()
    with torch.no_grad():
        (x, y), (tx, ty) = documents(train), documents(dev)
    mu, sd = x.mean(0), x.std(0)
    line = nn.Linear(x.shape[1], 1)
    nn.init.zeros_(line.weight), nn.init.zeros_(line.bias)
    opt = torch.optim.LBFGS(line.parameters(), max_iter=200)

    def loss():
        opt.zero_grad()
        value = F.softplus(-y * line((x - mu) / sd).squeeze(-1)).mean() + 0.003 * line.weight[0, :-1].square().sum()
        value.backward()
        return value

    opt.step(loss)
    w = (line.weight[0] / sd).detach()
    bias = (line.bias[0] - w @ mu).detach()
    for bank in (1, -1):
        of = ((tx @ w + bias) * ty)[ty == bank]
        print("bank", bank, "documents", len(of), "told", (of > 0).sum().item(), flush=True)
    return dict(line=w, bias=bias)


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("syntax")
    a.add_argument("text")
    a.add_argument("weights")
    a.add_argument("out")
    a.add_argument("--epochs", type=int, default=15)
    a.add_argument("--dim", type=int, default=96)
    a.add_argument("--drop", type=float, default=0.25)
    a.add_argument("--lr", type=float, default=3e-3)
    a.add_argument("--words", type=int, default=26000)
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--news")
    a.add_argument("--context")
    a.add_argument("--teach")
    a.add_argument("--lessons")
    a = a.parse_args()
    torch.set_num_threads(a.threads)
    torch.set_flush_denormal(True)
    random.seed(1), np.random.seed(1), torch.manual_seed(1)
    gold, tuning = treebanks(a.syntax, "train"), treebanks(a.syntax, "dev")
    # the news texts are written as GUM's are
    news = [dict(form=json.loads(line), bank=-1) for line in open(a.news, encoding="utf-8")] if a.news else []
    inv = inventories(gold)
    wp = WordPiece(f"{a.weights}/vocab.txt")
    words, counts = build_vocab(gold, a.text, wp, a.words)
    static = static_rows(words, wp, a.weights)
    print("vocabulary", len(words), {k: len(v) for k, v in inv.items()}, flush=True)
    if a.lessons:
        for s in news:
            counts.update(norm(f) for f in s["form"])
    data = Data(inv, words, counts, homographs(gold))
    taught = torch.load(a.lessons, weights_only=False) if a.lessons else {}

    def part(name, sents):
        states = [None] * len(sents)
        if a.context:
            states = np.split(np.load(f"{a.context}/{name}.npy"), np.cumsum([len(s["form"]) for s in sents])[:-1])
        return [data.add(s, lesson, state) for s, lesson, state in zip(sents, taught.get(name, [None] * len(sents)), states)]

    train, dev = part("train", gold), part("dev", tuning)
    short = [s for s in train if s["n"] <= MAX_TRAIN]
    read = part("news", news) if a.lessons else []
    dev = {k: [s for s in dev if s["bank"] == v and s["n"] < 300] for k, v in (("EWT", 1), ("GUM", -1))}
    width = next((s["context"].shape[1] for s in train if s["context"] is not None), 0)
    model = Student(len(words) + 1, inv, a.dim, a.drop, static, width)
    opt = torch.optim.Adam(model.parameters(), lr=a.lr, betas=(0.9, 0.95), fused=True)
    # a running mean of the weights is what is kept
    slow = copy.deepcopy(model)
    pairs = [(p, q) for p, q in zip(slow.parameters(), model.parameters()) if q.requires_grad]

    def lot():
        """The sentences of one epoch in batches; those of the news teach no trees."""
        out = [[short[i] for i in idx] for idx in batches(short, 2048, True)] + [[read[i] for i in idx] for idx in batches(read, 2048, True)]
        random.shuffle(out)
        return out

    n, steps = 0, len(lot()) * a.epochs
    for ep in range(a.epochs):
        t0, tot, work = time.time(), 0.0, lot()
        for pool in work:
            for g in opt.param_groups:
                g["lr"] = a.lr * min(1, (n + 1) / 200) * max(0.01, 1 - n / steps)
            b = data.batch(pool, True)
            y, x, loss = b["y"], model.encode(b), 0.0
            if "head" in pool[0]["y"] and not a.teach:
                arc, ld, lh = model.parse(x, b)
                lab = model.labels(ld, lh, y["head"].clamp(min=0), b)
                ce = lambda p, t: F.cross_entropy(p.flatten(0, 1), t.flatten(), ignore_index=-100)
                loss = ce(arc, y["head"]) + ce(lab, y["deprel"])
            for w, k, p in zip((0.7, 0.7, 0.7, 0.5), TAGS, model.tags(x, b)):
                classes, weights = b["soft"][k]
                loss = loss - w * (p.log_softmax(-1).gather(-1, classes) * weights).sum() / weights.sum()
            opt.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            opt.step()
            n += 1
            with torch.no_grad():
                torch._foreach_lerp_([p for p, _ in pairs], [q for _, q in pairs], max(0.003, 1 / (1 + n)))
            tot += loss.item()
        print(f"epoch {ep} loss {tot / len(work):.3f} {time.time() - t0:.0f}s", flush=True)
        if ep % 3 == 2 or ep + 1 == a.epochs:
            for k, d in dev.items():
                evaluate(slow, data, d, k)
            torch.save(dict(inv=inv, words=words, trained=data.trained, model=slow.state_dict()), a.out)
    if a.teach:
        torch.save(dict(train=lessons(slow, data, train), news=lessons(slow, data, part("news", news))), a.teach)
    else:
        torch.save(dict(inv=inv, words=words, trained=data.trained, model=slow.state_dict(), told=tell_banks(slow, data, gold, tuning)), a.out)


if __name__ == "__main__":
    main()
