"""Trains the tagger that reads a window of words, over the rows of a word model, and adds it to the model's file.

usage: window.py WORDS.bin SYNTAX_DIR LESSONS.pt NEWS.jsonl OUT.bin [--epochs N]

WORDS.bin is what export.py writes. A word gives to its neighbours what a matrix makes of its row and of its shape's row; the sum of what a word is
given, above zero, scores its readings (part of speech, Penn tag and features together) among those that the dictionary allows. Every sentence is
read twice: the Penn tags of the first reading give to the second. It learns from the treebanks and from what the wide model said of them and of
plain news (LESSONS.pt, NEWS.jsonl).
"""
import argparse, collections, copy, json, random, struct, time
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from treebank import *
from train import KEPT, affixes, case_mode, fnv, norm, SHAPE_ROWS
from export import VERSION, bytes8, container

HIDDEN, REACH, FAR = 96, 2, 4
PLACES = 2 * REACH + 1
# A word that the corpora have so often has no readings but those that it has there with such a share.
SETTLED, SHARE, UNSEEN = 30, 0.002, -6.0
# Readings of words that the treebanks have once, which any word may have, and Penn tags of names, which any word with a capital may have
OPEN, NAMES = 3, 20
# Readings that a word is taught at most, and the part of the gold reading among them
TARGETS, GOLD = 6, 0.5
LAYERS = ("upos", "xpos", "feats")
# Sentences a step
LOT = 200
DROP, RATE = 0.15, 3e-3


def sections(path):
    """The sections of a container by name, and the hash of its source."""
    data = open(path, "rb").read()
    count, source = struct.unpack_from("<IQ", data, 20)
    out = {}
    for i in range(count):
        name = data[40 + 24 * i : 56 + 24 * i].rstrip(b"\0").decode()
        at, size = struct.unpack_from("<II", data, 56 + 24 * i)
        out[name] = data[at : at + size]
    return out, source


class Forms:
    """Every spelling met: its rows, and the number of its word's row, 0 where the model does not know it."""

    def __init__(self, model):
        width = struct.unpack("<I", model["width"])[0]
        rows = lambda name: np.frombuffer(model[name + ".row"], np.int8).reshape(-1, width) * np.frombuffer(model[name + ".scale"], "<f4")[:, None]
        self.words, self.affixes, self.shapes = rows("word"), rows("affix"), rows("shape")
        keys, slots = np.frombuffer(model["word.key"], "<u4"), np.frombuffer(model["word.slot"], "<u2")
        self.rows = {int(key): int(row) for key, row in zip(keys, slots) if key}
        # number 0 stands between sentences
        nothing = np.zeros(width, np.float32)
        self.known, self.unknown, self.shape, self.row, self.capital, self.numbers = [nothing], [nothing], [nothing], [0], [False], {}

    def number(self, form):
        got = self.numbers.get(form)
        if got is None:
            got = self.numbers[form] = len(self.row)
            normal = norm(form)
            row = self.rows.get(max(fnv(0, normal), 1), 0)
            unknown = self.words[0] + self.affixes[affixes(normal)].sum(0)
            self.known.append(self.words[row] if row else unknown)
            self.unknown.append(unknown)
            self.shape.append(self.shapes[fnv(9, shape(form)) % SHAPE_ROWS])
            self.row.append(row)
            self.capital.append(any(c.isupper() for c in form))
        return got

    def tables(self):
        T = lambda rows: torch.from_numpy(np.array(rows, np.float32))
        return T(self.known), T(self.unknown), T(self.shape), np.array(self.row), np.array(self.capital)


class Window(nn.Module):
    def __init__(self, width, readings, tags):
        super().__init__()
        self.tag_of = torch.from_numpy(tags)
        self.outside = int(tags.max()) + 1
        self.word, self.shape = (nn.Linear(width, PLACES * HIDDEN, bias=False) for _ in range(2))
        nn.init.normal_(self.word.weight, std=0.08), nn.init.normal_(self.shape.weight, std=0.08)
        self.case, self.lean = nn.Parameter(torch.zeros(4, HIDDEN)), nn.Parameter(torch.zeros(HIDDEN))
        self.bias, self.second = nn.Parameter(torch.full((HIDDEN,), 0.1)), nn.Parameter(torch.zeros(HIDDEN))
        self.tags = nn.Linear(self.outside + 1, 2 * FAR * HIDDEN, bias=False)
        nn.init.normal_(self.tags.weight, std=0.05)
        self.out, self.told = nn.Linear(HIDDEN, readings), nn.Linear(HIDDEN, readings)
        nn.init.zeros_(self.told.weight), nn.init.zeros_(self.told.bias)
        self.trust = nn.Parameter(torch.tensor([1.0, 0.5]))

    @staticmethod
    def gather(given, offsets):
        """What each word is given: by the word `offset` away, that part of its gift."""
        n, total = given.shape[0], 0
        for part, offset in enumerate(offsets):
            low, high = max(0, -offset), n - max(0, offset)
            total = total + F.pad(given[low + offset : high + offset, part * HIDDEN : (part + 1) * HIDDEN], (0, 0, low, n - high))
        return total

    def forward(self, b):
        """Scores of the readings in the first and in the second reading of the sentences."""
        own, lean = b["own"], b["lean"][b["own"], None]
        given = self.gather(self.word(b["word"]) + self.shape(b["shape"]), range(-REACH, REACH + 1))
        sums = (given + self.bias + self.case[b["case"]] + b["lean"][:, None] * self.lean)[own]

        def scores(sums, trust):
            x = F.dropout(F.relu(sums), DROP, self.training)
            return (self.out(x) + lean * self.told(x) + trust * b["share"]).masked_fill(~b["may"], -1e4)

        first = scores(sums, self.trust[0])
        tags = torch.full((len(b["word"]),), self.outside)
        tags[own] = self.tag_of[first.detach().argmax(1)]
        told = self.gather(self.tags.weight.t()[tags], [o for o in range(-FAR, FAR + 1) if o])
        return first, scores(sums + self.second + told[own], self.trust[1])


def lesson_of(sentence, lesson, number, ix):
    """Of each word up to TARGETS readings with their weights."""
    n = len(sentence["form"])
    classes, weights = np.zeros((n, TARGETS), np.int64), np.zeros((n, TARGETS), np.float32)
    for i in range(n):
        upos, xpos, feats = ([(int(c), float(w)) for c, w in zip(lesson[k][0][i], lesson[k][1][i])] for k in LAYERS)
        told = collections.Counter()
        for u, p in upos:
            for x, q in xpos:
                for f, r in feats:
                    if (u, x, f) in number and p * q >= 0.005:
                        told[number[u, x, f]] += p * q * r
        total = sum(told.values())
        told = collections.Counter({k: v / total for k, v in told.most_common(TARGETS - 1)}) if total else told
        gold = number.get(tuple(ix[k].get(sentence[k][i], -1) for k in LAYERS)) if "upos" in sentence else None
        if gold is not None:
            for k in told:
                told[k] *= 1 - GOLD
            told[gold] += GOLD if len(told) else 1.0
        for j, (k, v) in enumerate(told.most_common(TARGETS)):
            classes[i, j], weights[i, j] = k, v
    return classes, weights


class Dictionary:
    """What the corpora say of each row's readings."""

    def __init__(self, forms, sentences, readings):
        words, count = len(forms.words), len(readings)
        self.count, rare, names = np.zeros((words, count), np.float32), np.zeros(count), np.zeros(count)
        occurrences = collections.Counter(norm(f) for s in sentences if "upos" in s for f in s["form"])
        for s in sentences:
            classes, weights = s["target"]
            for i, f in enumerate(s["form"]):
                self.count[forms.row[forms.number(f)], classes[i]] += weights[i]
                if "upos" in s:
                    rare[classes[i][0]] += occurrences[norm(f)] <= 1
                    names[classes[i][0]] += i > 0 and f[:1].isupper()
        self.total = self.count.sum(1)
        self.settled = self.total >= SETTLED
        self.settled[0] = False
        self.own = self.count >= np.maximum(SHARE * self.total[:, None], 1e-9)
        self.own[0] = False
        self.open = rare >= OPEN
        self.capital = np.array([r[1] in ("NNP", "NNPS") for r in readings]) & (names >= NAMES)
        share = np.maximum(np.log((self.count + 0.1) / (self.total[:, None] + 1)), UNSEEN)
        self.share = np.where(self.settled[:, None], np.where(self.own, share, UNSEEN), 0).astype(np.float32)
        self.may = self.own | self.open[None] & ~self.settled[:, None]


def batch(sentences, read, tables, dictionary, hidden):
    """`hidden` is the probability that a row's word is read as one that the model does not know; None where nothing is learnt."""
    known, unknown, shapes, rows, capital = tables
    numbers, case, lean, own, at = [], [], [], [], 0
    gap = max(REACH, FAR)
    for s, (forms, mode) in zip(sentences, read):
        n = len(forms)
        numbers += [forms, np.zeros(gap, np.int64)]
        case.append(np.full(n + gap, mode))
        # whose conventions a text follows is never quite certain
        part = 1 if hidden is None else (random.random() > 0.1) * random.uniform(0.4, 1)
        lean.append(np.full(n + gap, s["bank"] * part, np.float32))
        own.append(np.arange(at, at + n))
        at += n + gap
    T, numbers, own = torch.from_numpy, np.concatenate(numbers), np.concatenate(own)
    row, word = rows[numbers], known[numbers]
    if hidden is not None:
        hide = np.random.rand(len(row)) < hidden[row]
        word, row = torch.where(T(hide)[:, None], unknown[numbers], word), np.where(hide, 0, row)
    may, share, names = (T(x) for x in (dictionary.may, dictionary.share, dictionary.capital))
    row = T(row[own])
    out = dict(word=word, shape=shapes[numbers], case=T(np.concatenate(case)), lean=T(np.concatenate(lean)), own=T(own), share=share[row])
    out["may"] = may[row] | T(capital[numbers[own]])[:, None] & names
    if hidden is not None:
        out["classes"], out["weights"] = (T(np.concatenate([s["target"][k] for s in sentences])) for k in (0, 1))
    return out


def evaluate(model, dictionary, forms, tuning, readings):
    model.eval()
    for bank, name in ((1, "EWT"), (-1, "GUM")):
        part = [s for s in tuning if s["bank"] == bank]
        read = [(np.array([forms.number(f) for f in s["form"]]), case_mode(s["form"])) for s in part]
        tables, hit, total = forms.tables(), collections.Counter(), 0
        with torch.no_grad():
            for at in range(0, len(part), LOT):
                lot = part[at : at + LOT]
                best = model(batch(lot, read[at : at + LOT], tables, dictionary, None))[1].argmax(1).tolist()
                for q, k in enumerate(LAYERS):
                    hit[k] += sum(readings[b][q] == v for b, v in zip(best, [v for s in lot for v in s[k]]))
                total += len(best)
        print(name, " ".join(f"{k} {100 * hit[k] / total:.2f}" for k in LAYERS), flush=True)
    model.train()


def write(path, model, dictionary, readings, forms, old, source):
    w = {k: v.float().numpy() for k, v in model.state_dict().items()}
    ix = {k: {v: i for i, v in enumerate(old[k].decode().split("\n"))} for k in LAYERS}
    pairs = {tuple(p) for p in np.frombuffer(old["pair"], "u1").reshape(-1, 2).tolist()}
    # a lemma is looked for by its pair of tags
    keep = [i for i, r in enumerate(readings) if (ix["upos"][r[0]], ix["xpos"][r[1]]) in pairs]
    new = {r: i for i, r in enumerate(keep)}
    f4, parts = (lambda x: np.asarray(x, "<f4")), []

    def put(name, data):
        assert len(name) <= 16, name
        parts.append((name, data.tobytes()))

    def rows(name, values):
        q, s = bytes8(values)
        put(name + ".row", q)
        put(name + ".scale", s)

    # one step for all that is given; the few values past 8 bits are cut
    given = np.concatenate([(forms.words[:8000] @ w["word.weight"].T).ravel(), (forms.shapes[np.abs(forms.shapes).sum(1) > 0] @ w["shape.weight"].T).ravel()])
    step = float(np.quantile(np.abs(given), 0.99995)) / 127
    put("reading", np.array([[ix[k][v] for k, v in zip(LAYERS, readings[i])] for i in keep], "<u2"))
    put("near.step", f4([step]))
    for name, key in (("near.bias", "bias"), ("near.case", "case"), ("near.lean", "lean"), ("near.second", "second")):
        put(name, f4(w[key]))
    rows("near.word", w["word.weight"])
    rows("near.shape", w["shape.weight"])
    put("near.tag", np.clip(np.rint(w["tags.weight"].T / step), -127, 127).astype(np.int8))
    for name, key in (("score", "out"), ("told.score", "told")):
        rows(name, w[key + ".weight"][keep])
        put(name + ".b", f4(w[key + ".bias"][keep]))
    counts, listed, shares = [], [], []
    for word, settled in enumerate(dictionary.settled):
        own = [i for i in np.nonzero(dictionary.own[word])[0] if i in new and (settled or not dictionary.open[i])]
        own.sort(key=lambda i: -dictionary.count[word, i])
        counts.append(len(own) | 0x80 * settled)
        listed += [new[i] for i in own]
        shares += [round(float(dictionary.share[word, i]) / UNSEEN * 127) for i in own]
    put("dict.count", np.array(counts, "u1"))
    put("dict.reading", np.array(listed, "<u2"))
    put("dict.share", np.array(shares, "u1"))
    put("dict.trust", f4(w["trust"]))
    for name, which in (("open.reading", dictionary.open), ("capital.reading", dictionary.capital)):
        put(name, np.array([new[i] for i in np.nonzero(which)[0] if i in new], "<u2"))
    data = container("words", VERSION, source, list(old.items()) + parts)
    open(path, "wb").write(data)
    print("readings", len(keep), "settled words", int(dictionary.settled.sum()), "bytes", len(data))


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("words"), a.add_argument("syntax"), a.add_argument("lessons"), a.add_argument("news"), a.add_argument("out")
    a.add_argument("--epochs", type=int, default=15)
    a = a.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    random.seed(1), np.random.seed(1), torch.manual_seed(1)
    gold, tuning = treebanks(a.syntax, "train"), treebanks(a.syntax, "dev")
    # the news texts are written as GUM's are
    news = [dict(form=json.loads(line), bank=-1) for line in open(a.news, encoding="utf-8")]
    inv, taught = inventories(gold), torch.load(a.lessons, weights_only=False)
    ix = {k: {v: i for i, v in enumerate(inv[k])} for k in LAYERS}
    readings = [tuple(c[:3]) for c in inv["combos"] if c[3] >= 2]
    number = {tuple(ix[k][v] for k, v in zip(LAYERS, r)): i for i, r in enumerate(readings)}
    for name, part in (("train", gold), ("news", news)):
        for s, lesson in zip(part, taught[name]):
            s["target"] = lesson_of(s, lesson, number, ix)
            s.setdefault("xpos", [inv["xpos"][c] for c in lesson["xpos"][0][:, 0]])
    old, source = sections(a.words)
    forms, sentences, acronyms = Forms(old), gold + news, homographs(gold)
    dictionary = Dictionary(forms, sentences, readings)
    hidden = 0.25 * (0.02 + 0.4 / (1 + dictionary.total) ** 0.5)
    hidden[0] = 0
    model = Window(forms.words.shape[1], len(readings), np.array([ix["xpos"][r[1]] for r in readings]))
    opt = torch.optim.Adam(model.parameters(), lr=RATE, betas=(0.9, 0.98), fused=True)
    # a running mean of the weights is what is kept
    slow, n, steps = copy.deepcopy(model), 0, a.epochs * (len(sentences) // LOT + 1)
    for epoch in range(a.epochs):
        start, total, read = time.time(), 0.0, []
        for s in sentences:
            spelt = augment(s["form"], s["xpos"], acronyms)
            read.append((np.array([forms.number(f) for f in spelt]), case_mode(spelt)))
        tables, order = forms.tables(), np.random.permutation(len(sentences))
        for at in range(0, len(order), LOT):
            lot = order[at : at + LOT]
            b = batch([sentences[j] for j in lot], [read[j] for j in lot], tables, dictionary, hidden)
            weights = b["weights"] * b["may"].gather(1, b["classes"])
            loss = sum(-(scores.log_softmax(1).gather(1, b["classes"]) * weights).sum() / weights.sum() for scores in model(b))
            for g in opt.param_groups:
                g["lr"] = RATE * min(1, (n + 1) / 100) * max(0.01, 1 - n / steps)
            opt.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            opt.step()
            n += 1
            with torch.no_grad():
                torch._foreach_lerp_(list(slow.parameters()), list(model.parameters()), max(0.003, 1 / (1 + n)))
            total += loss.item()
        print(f"epoch {epoch} loss {total * LOT / len(order):.4f} {time.time() - start:.0f}s", flush=True)
    evaluate(slow, dictionary, forms, tuning, readings)
    write(a.out, slow, dictionary, readings, forms, old, source)


if __name__ == "__main__":
    main()
