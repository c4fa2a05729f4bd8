"""Writes a trained word model as the container that the library reads, all but its tagger (window.py).

usage: export.py STUDENT.pt SYNTAX_DIR OUT.bin
"""
import collections, struct, sys
import numpy as np
import torch
from treebank import *
from train import AFFIX_ROWS, ARC, DIST, LAB, SHAPE_ROWS, affixes, fnv, norm

VERSION, PANEL = 4, 16


def panels(w):
    """Rows of weights into panels of 16 outputs, each input's 16 weights together."""
    n, k = w.shape
    m = -(-n // PANEL) * PANEL
    p = np.zeros((m, k), np.float32)
    p[:n] = w
    return p.reshape(m // PANEL, PANEL, k).transpose(0, 2, 1).astype("<f4")


def pad(b):
    out = np.zeros(-(-len(b) // PANEL) * PANEL, "<f4")
    out[: len(b)] = b
    return out


def bytes8(rows):
    scale = np.maximum(np.abs(rows).max(1), 1e-8) / 127
    return np.rint(rows / scale[:, None]).astype(np.int8), scale.astype("<f4")


def slots(keys, least=2):
    """Open addressing with linear probing; 0 is a free slot."""
    size = 1
    while size < least * max(1, len(keys)):
        size *= 2
    table, value = np.zeros(size, "<u4"), np.zeros(size, "<u4")
    for i, k in enumerate(keys):
        k = max(k, 1)
        at = k & (size - 1)
        while table[at]:
            assert table[at] != k, "two entries with one hash"
            at = (at + 1) & (size - 1)
        table[at], value[at] = k, i
    return table, value


def checksum(data):
    prime, mask = 0x100000001B3, (1 << 64) - 1
    lanes = np.full(8, 0xCBF29CE484222325, np.uint64)
    full = len(data) // 64 * 64
    with np.errstate(over="ignore"):
        for step in np.frombuffer(data[:full], "<u8").reshape(-1, 8):
            lanes = (lanes ^ step) * np.uint64(prime)
    total = len(data)
    for lane in lanes:
        total = (total ^ int(lane)) * prime & mask
    for b in data[full:]:
        total = (total ^ b) * prime & mask
    return total


def container(kind, version, source, sections):
    at = -(-(40 + 24 * len(sections)) // 16) * 16
    table, parts = b"", []
    for name, data in sections:
        table += name.encode().ljust(16, b"\0") + struct.pack("<II", at, len(data))
        parts.append((at, data))
        at = -(-(at + len(data)) // 16) * 16
    rest = bytearray(table)
    for at, data in parts:
        rest.extend(b"\0" * (at - 40 - len(rest)))
        rest.extend(data)
    rest = bytes(rest)
    return b"DATELINE" + kind.encode().ljust(8, b"\0") + struct.pack("<IIQQ", version, len(sections), source, checksum(rest)) + rest


def lexicon(sents):
    """Lemmas by form and Penn tag where the treebanks agree; regular identities are left to the model."""
    seen = collections.defaultdict(collections.Counter)
    for s in sents:
        for f, x, l in zip(s["form"], s["xpos"], s["lemma"]):
            seen[(f.lower().replace("’", "'"), x)][l] += 1
    out = []
    for (form, xpos), c in sorted(seen.items()):
        lemma, n = c.most_common(1)[0]
        total = sum(c.values())
        folded = collections.Counter()
        for l, k in c.items():
            folded[l.lower()] += k
        if any(ch in form + lemma for ch in "\t\n ") or folded[lemma.lower()] < 0.8 * total:
            continue
        inflected = xpos in ("NNS", "NNPS", "VBD", "VBZ", "VBG", "VBN", "VBP", "JJR", "JJS", "RBR", "RBS", "VB", "MD")
        if xpos in ("NNP", "NNPS") and (total < 3 or lemma.lower() == form):
            continue
        if total < 2 and not inflected:
            continue
        if lemma.lower() == form and not inflected:
            continue
        out.append((form, xpos, lemma))
    return out


def main():
    saved = torch.load(sys.argv[1], weights_only=False)
    inv, words = saved["inv"], saved["words"]
    m = {k: v.float().numpy() for k, v in saved["model"].items()}
    gold = read_conllu(f"{sys.argv[2]}/en_ewt-ud-train.conllu") + read_conllu(f"{sys.argv[2]}/en_gum_nonnc-ud-train.conllu")
    trained = saved["trained"]
    rows = m["static.weight"] @ m["fold.weight"].T
    own = m["word.weight"].copy()
    own[~trained] = m["word.weight"][0]
    rows = rows + own
    for i, w in enumerate(words):
        rows[i + 1] += m["affix.weight"][affixes(w)].sum(0)
    sections = []

    def put(name, data):
        sections.append((name, data.tobytes() if isinstance(data, np.ndarray) else data))

    def layer(name, w, b):
        put(name + ".w", panels(w))
        put(name + ".b", pad(b))

    put("width", np.array([rows.shape[1]], "<u4"))
    for k in ("upos", "xpos", "feats", "deprel", "rule"):
        put(k, "\n".join(inv[k]).encode())
    key, row = slots([fnv(0, w) for w in words])
    put("word.key", key)
    put("word.slot", np.where(key > 0, row + 1, 0).astype("<u2"))
    for name, r in (("word", rows), ("affix", m["affix.weight"]), ("shape", m["shape.weight"])):
        q, s = bytes8(r)
        put(name + ".row", q)
        put(name + ".scale", s)
    put("case", m["mode.weight"].astype("<f4"))
    layer("conv", m["conv.weight"], m["conv.bias"])
    # whose conventions a document follows, and what that adds to every word
    put("told.line", saved["told"]["line"].numpy().astype("<f4"))
    put("told.bias", saved["told"]["bias"].numpy().reshape(1).astype("<f4"))
    put("told.word", m["bank"].astype("<f4"))
    for r in ("r1", "r2", "r3"):
        layer(r, m[r + ".proj.weight"], m[r + ".proj.bias"])
    put("rule.w", m["rule.weight"].astype("<f4"))
    put("rule.b", m["rule.bias"].astype("<f4"))
    # what occurs together
    ix = {k: {v: i for i, v in enumerate(inv[k])} for k in inv if k != "combos"}
    pair, feats, rules = collections.Counter(), collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    for s in gold:
        for f, l, u, x, b in zip(s["form"], s["lemma"], s["upos"], s["xpos"], s["feats"]):
            p = (ix["upos"][u], ix["xpos"][x])
            pair[p] += 1
            if b in ix["feats"]:
                feats[p][ix["feats"][b]] += 1
            r = lemma_rule(f, l)
            if r in ix["rule"]:
                rules[p][ix["rule"][r]] += 1
    pairs = sorted(p for p, n in pair.items() if n >= 3 and max(feats[p].values(), default=0) >= 2)
    put("pair", np.array(pairs, "u1"))
    ends, classes = [], []
    for p in pairs:
        classes += [c for c, n in rules[p].most_common() if n >= 2]
        ends.append(len(classes))
    put("pair.rule.end", np.array(ends, "<u4"))
    put("pair.rule.class", np.array(classes, "<u2"))
    lex = lexicon(gold)
    key, row = slots([fnv_more(fnv(0, f) ^ 0x1F, x) for f, x, _ in lex])
    text, starts = b"", []
    for f, x, l in lex:
        starts.append(len(text))
        text += f"{f}\t{x}\t{l}\n".encode()
    put("lemma.key", key)
    put("lemma.start", np.where(key > 0, np.array(starts, "<u4")[row], 0).astype("<u4"))
    put("lemma.text", text)
    relu = lambda v: np.maximum(v, 0)
    put("root.arc", relu(m["ah.weight"] @ m["root"] + m["ah.bias"]).astype("<f4"))
    put("root.label", (m["lh.weight"] @ m["root"]).astype("<f4"))
    put("tree.width", np.array([m["root"].shape[0]], "<u4"))
    layer("tree", m["tree.weight"], m["tree.bias"])
    layer("view", np.concatenate([m["ad.weight"], m["ah.weight"], m["ld.weight"], m["lh.weight"]]), np.concatenate([m["ad.bias"], m["ah.bias"], m["ld.bias"], np.zeros(len(m["ld.bias"]))]))
    layer("bilinear", m["U"].T, m["uh"])
    put("distance", m["dist"].astype("<f4"))
    put("label.distance", m["ldist.weight"].astype("<f4"))
    layer("label", m["lab.weight"], m["lab.bias"])
    source = fnv(0, repr(sorted(inv["combos"])) + repr(len(words))) | fnv(1, repr(words)) << 32
    data = container("words", VERSION, source, sections)
    open(sys.argv[3], "wb").write(data)
    for n, d in sections:
        if len(d) > 50000:
            print(n, len(d))
    print("lexicon", len(lex), "pairs", len(pairs), "bytes", len(data), "source %016x" % source)


def fnv_more(h, text):
    for b in text.encode():
        h = (h ^ b) * 16777619 & 0xFFFFFFFF
    return h


if __name__ == "__main__":
    main()
