#!/usr/bin/env python3
"""Merge the open name corpora into one scheme with partial labels.

Every corpus knows only some types, draws its spans by its own convention, and is clean or noisy. Here each is read into
OntoNotes types, spans are cut to one convention (no title, no determiner, no possessive), and every token gets the set of
labels that its corpus allows: what the corpus cannot know stays open, and training sums over it.

usage: prepare.py CORPORA_DIR TEXT_DIR LISTS_DIR OUT.tsv

TEXT_DIR holds plain news. The names of some excerpts of it, and those of Re-DocRED anew, are marked in marks.tsv beside
this script, to learn from, and of other excerpts in held.tsv, to score on; both lists say in which form.

Output: one token a line, `token<TAB>labels` (labels joined by `|`, `?` for any), blank line between sentences,
`# doc CORPUS WEIGHT` before each document; the marked excerpts are the corpus `marks`. Beside it held.bio, the excerpts of
held.tsv.
"""
import re, sys, collections, os, json
import text

TYPES = ["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW"]
PLACE = ("GPE", "LOC", "FAC")
OTHER = ("EVENT", "WORK_OF_ART", "PRODUCT", "LAW")

def lines(path):
    for l in open(path, encoding="utf8"):
        l = l.split("#")[0].rstrip() if l.startswith("#") else l.rstrip("\n")
        if l.strip(): yield l

def load(lists):
    g = {}
    norp = set()
    for l in lines(lists + "/norp.txt"):
        norp.add(l); norp.add(l + "s")
        if l.endswith("y"): norp.add(l[:-1] + "ies")
    g["norp"] = norp - set(lines(lists + "/countries.txt"))
    g["norps"] = {l for l in norp if " " in l}
    g["weak"] = set("Democratic Republican Communist Conservative Socialist Latin Indigenous Roman Mandarin Hebrew Karen Han Maya Orthodox Victorian Norman Inca Evangelical Roma Baltic Balkan Mediterranean Himalayan Caribbean Oriental Nordic Ulster Viking Spartan Kiwi Manchu Creole Pole Finn Dane Scot Brit Turk Cree Jain Berber Lao Saxon Gulf Kannada Tamil Telugu Swahili Quechua Mandarin Cantonese".split())
    g["heads"] = {}
    for l in lines(lists + "/place_heads.txt"):
        w, k, pos = l.split("\t"); g["heads"][w] = (k, pos)
    g["regions"] = {l.lower() for l in lines(lists + "/regions.txt")}
    g["gpe"] = {l.lower() for l in lines(lists + "/gpe.txt")} if os.path.exists(lists + "/gpe.txt") else set()
    g["several"] = {l.lower() for l in lines(lists + "/countries.txt") if " " in l} | set("czech republic;united states;united kingdom;great britain;new york city;new york;new jersey;new mexico;new hampshire;north carolina;south carolina;north dakota;south dakota;west virginia;rhode island;hong kong;vatican city;ivory coast;soviet union;east timor;los angeles;san francisco;mexico city;new delhi;northern ireland;new south wales;british columbia;nova scotia;addis ababa;buenos aires;rio de janeiro;sao paulo;kuala lumpur;tel aviv;abu dhabi;phnom penh;st. petersburg;cape town;santa fe;sri lanka;burkina faso;puerto rico".split(";"))
    g["org_names"] = set(lines(lists + "/orgs.txt"))
    g["org_heads"] = set(lines(lists + "/org_heads.txt"))
    g["titles"] = {l for l in lines(lists + "/titles.txt")}
    g["given"] = set(lines(lists + "/given.txt"))
    # Heads that only organisations have.
    g["bodies"] = g["org_heads"] - set(g["heads"]) - set("republic commonwealth united mission order post media military press campaign project team unit guard force forces".split())
    g["votes"] = collections.defaultdict(collections.Counter)
    return g

def place_kind(toks, g):
    t = [x.lower() for x in toks if x not in ("-",)]
    s = " ".join(t)
    if t and t[0] == "the": t = t[1:]; s = " ".join(t)
    if not t: return PLACE
    if s in g["regions"]: return ("LOC",)
    if s in g["gpe"]: return ("GPE",)
    if "of" in t[1:]:
        h = g["heads"].get(t[t.index("of", 1) - 1])
        if h and h[1] in ("last", "both"): return (h[0],)
    if len(t) > 1:
        h = g["heads"].get(t[-1])
        if h and h[1] in ("last", "both"): return (h[0],)
        h = g["heads"].get(t[0])
        if h and h[1] in ("first", "both"): return (h[0],)
        if t[-1] in ("province", "city", "county", "state", "district", "republic", "town", "village", "governorate", "prefecture"): return ("GPE",)
        if t[0] in ("northern", "southern", "eastern", "western", "central"): return ("LOC", "GPE")
        if t[0] in ("republic", "kingdom", "state", "city", "province"): return ("GPE",)
        if re.match(r"(st|saint|new|los|las|san|santa|el|al|la|port|fort)$", t[0]): return ("GPE",)
    return PLACE[:2]

CUE = {
 "EVENT": set("war wars cup games olympics championship championships tournament open festival election elections conference summit referendum revolution battle uprising massacre holocaust crisis day eve awards race marathon rally league campaign operation hurricane typhoon cyclone storm tour invasion genocide riots final finals series prix bowl expo exposition convention congress ramadan christmas easter hajj haj intifada spring tsunami earthquake".split()),
 "LAW": set("act treaty constitution law bill amendment convention protocol agreement accord accords pact charter code directive statute resolution declaration".split()),
 "WORK_OF_ART": set("prize award medal song album film movie novel show diary report".split()),
 "PRODUCT": set("missile rifle aircraft jet fighter helicopter class tank phone vaccine rocket engine drone drones".split()),
}
def other_kind(toks):
    t = [x.lower() for x in toks]
    if t[0] in ("hurricane", "typhoon", "cyclone", "operation", "battle", "war", "storm"): return ("EVENT",)
    for w in (t[-1], ):
        for k, v in CUE.items():
            if w in v: return (k,)
    return None

# Last words by which a silver name is a law or an event, whatever it is labelled.
CLEAR = {
 "LAW": set("act treaty constitution protocol accord accords pact".split()),
 "EVENT": set("war wars cup games olympics championship championships tournament festival election elections summit referendum revolution uprising massacre holocaust intifada".split()),
}
OFFICES = set("secretary minister president premier chancellor governor ambassador spokesman spokeswoman chairman chief judge general senator leader commander mayor".split())

def settle(words, kind, g, after=""):
    """What the lists know of a name in silver: its type, or types to leave open, or None where its end is an office."""
    s, low = " ".join(words), " ".join(words).lower()
    last = words[-1].lower()
    if kind not in ("PERSON", "PLACE", "ORG"): return (kind,)
    if s in g["norps"] or all(w in g["norp"] for w in words) and not all(w in g["weak"] for w in words): return ("NORP",)
    if low in g["regions"] or low in g["several"]: return ("PLACE",)
    if s in g["org_names"] and low not in g["gpe"]: return ("ORG",)
    if len(words) > 1:
        for k, heads in CLEAR.items():
            if last in heads or words[0].lower() in ("hurricane", "typhoon", "cyclone"): return (k if last in heads else "EVENT",)
        if last in g["bodies"] and kind != "ORG": return ("ORG",)
        if last in OFFICES or kind == "ORG" and after.lower() in OFFICES and last in g["titles"]: return None
        if low in g["gpe"]: return ("PLACE",)
        if kind != "PERSON" and words[0] in g["given"] and words[0].lower() not in g["gpe"] and last not in g["heads"] and last not in g["org_heads"] and len(words) < 4:
            return (kind, "PERSON")
    return (kind,)

def vote(words, kinds, g):
    """What most places of a name in all corpora say; several types where they are divided."""
    counts = g["votes"].get(" ".join(words))
    if not counts: return kinds
    total, (top, most) = sum(counts.values()), counts.most_common(1)[0]
    if total >= 4 and most >= 0.75 * total: return (top,)
    return tuple(sorted({k for k, n in counts.items() if n >= 0.15 * total} | set(kinds)))

NUM = re.compile(r"[\d.,:$%/-]+$")
def trim(toks, a, b, kind, g):
    """One convention for all corpora: no determiner, possessive or title."""
    low = lambda i: toks[i].lower().rstrip(".")
    if kind == "PERSON":
        while b - a > 1 and (low(a) in g["titles"] or low(a) in (".", "-", ",", "the", "of") ) :
            a += 1
    elif kind not in ("WORK_OF_ART", "EVENT", "PRODUCT", "LAW"):
        while b - a > 1 and low(a) in ("the", "a", "an", "this", "that", "its", "their", "our", "his"): a += 1
    while b - a > 1 and toks[b-1] in ("'s", "’s", "'", "’", ",", "."+"", ";", ":"):
        if toks[b-1] == "." and len(toks[b-2]) <= 4 and toks[b-2][:1].isupper(): break
        b -= 1
    return a, b

def spans(sent):
    out, o = [], None
    for i, (t, t2) in enumerate(sent + [("", "O")]):
        if o and not (t2[0] == "I" and t2[2:] == o[2]):
            out.append((o[0], i, o[2])); o = None
        if t2[0] == "B" or (t2[0] == "I" and not o): o = [i, i, t2[2:]]
    return out

def sentences(path):
    s, doc = [], 0
    for l in open(path, encoding="utf8"):
        l = l.rstrip("\n")
        if l:
            t, _, tag = l.partition("\t")
            if t.startswith("-DOCSTART-"): doc += 1; continue
            s.append((t, tag))
        elif s:
            yield doc, s; s = []
    if s: yield doc, s

ANY = "?"
# Corpora whose labels are not made or checked by hand.
SILVER = ("gmb", "masc_other", "multiner_gov")
# corpus: (weight, what its labels mean, types it annotates everywhere)
def P(kind): return kind
MAP = {
 "gmb": (0.7, dict(LOC="PLACE", ORG="ORG", PER="PERSON", NORP="NORP", EVENT="EVENT", ART="OTHER?", NAT="EVENT?", TIME=None), {"PERSON", "ORG", "GPE", "LOC", "NORP"}),
 "uner_ewt": (1.0, dict(PER="PERSON", ORG="ORG", LOC="PLACE"), {"PERSON", "ORG", "GPE", "LOC", "FAC"}),
 "crossner_politics": (1.0, dict(politician="PERSON", person="PERSON", politicalparty="ORG", organisation="ORG", location="PLACE", country="GPE", election="EVENT", event="EVENT", misc="OTHER?"), {"PERSON", "ORG", "GPE", "LOC", "EVENT"}),
 "gum": (1.0, dict(person="PERSON", place="PLACE", organization="ORG", event="EVENT", abstract="?", object="?", substance="?", plant="?", animal="?", time=None), {"PERSON", "ORG", "GPE", "LOC", "EVENT"}),
 "re3d_nonbbc": (0.7, dict(Organisation="ORG", Location="PLACE", Person="PERSON", Nationality="NORP", Weapon="PRODUCT?", MilitaryPlatform="PRODUCT?", Vehicle=None, DocumentReference="?"), {"PERSON", "ORG", "GPE", "LOC"}),
 "grobid27": (0.6, dict(LOCATION="PLACE", PERSON="PERSON", INSTITUTION="ORG", ORGANISATION="ORG", BUSINESS="ORG", MEDIA="ORG", NATIONAL="NORP", PERSON_TYPE="NORP?", EVENT="EVENT", LEGAL="LAW?", INSTALLATION="FAC", CREATION="WORK_OF_ART", ARTIFACT="PRODUCT", TITLE=None, PERIOD=None, MEASURE=None), {"PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT"}),
 "masc_other": (0.4, dict(Person="PERSON", Location="PLACE", Organization="ORG", Date=None), {"PERSON", "GPE", "LOC"}),
 "multiner_gov": (0.3, dict(ORG="ORG", LOC="PLACE", PER="PERSON", MISC="?"), {"PERSON"}),
 "redocred": (1.0, dict(PER="PERSON", ORG="ORG", LOC="PLACE", MISC="OTHER", TIME=None, NUM=None), {"PERSON", "ORG", "GPE", "LOC", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW"}),
 "wnut17": (0.5, {"person": "PERSON", "location": "PLACE", "group": "ORG", "corporation": "ORG", "product": "PRODUCT", "creative-work": "WORK_OF_ART"}, {"PERSON", "ORG", "GPE", "LOC", "PRODUCT", "WORK_OF_ART"}),
 "btc_news_tweets": (0.5, dict(PER="PERSON", ORG="ORG", LOC="PLACE"), {"PERSON", "ORG", "GPE", "LOC"}),
}
DAYS = set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December I A The In On At It He She They We But And Mr. Mrs. Ms. Dr. President Prime Minister Foreign General".split())
SINGLE = re.compile(r"[A-ZÀ-Þ]")

def convert(name, doc, sent, g):
    weight, labels, known = MAP[name]
    toks = [t for t, _ in sent]
    n = len(toks)
    allowed = [None] * n            # None: outside
    def put(a, b, kinds, outside=False):
        for i in range(a, b):
            p = "B-" if i == a else "I-"
            s = {p + k for k in kinds}
            if outside: s.add("O")
            allowed[i] = s
    def unsure(a, b):
        for i in range(a, b): allowed[i] = ANY
    for a, b, k in spans(sent):
        m = labels.get(k, "?") if k in labels else "?"
        if m is None: continue
        words = toks[a:b]
        if name == "re3d_nonbbc":
            if not any(w[:1].isupper() for w in words) : continue
            while b - a > 1 and toks[a][:1].islower() and not toks[a].startswith("al"): a += 1
            if toks[a] in ("The", "We", "I", "They", "He", "It", "You", "Our", "Their", "His", "A", "An", "These", "Those", "All"): 
                if b - a == 1: continue
                a += 1
            words = toks[a:b]
            if any(w[:1].islower() and w not in ("of", "and", "the", "al", "for", "in", "bin", "on", "’s", "'s") for w in words):
                unsure(a, b); continue
            if m == "PERSON" and " ".join(words).split()[-1].lower() in g["titles"]: unsure(a, b); continue
            if m == "ORG" and (" ".join(words).lower() in g["gpe"]): m = "GPE"
        if name == "btc_news_tweets" and (toks[a].startswith("@") or "_" in toks[a]): unsure(a, b); continue
        if words[0][:1].islower() and not any(w[:1].isupper() for w in words) and name in SILVER:
            unsure(a, b); continue
        kind = m.rstrip("?") if m != "?" else "?"
        if kind == "?": unsure(a, b); continue
        if name in SILVER and kind in ("PERSON", "PLACE", "ORG"):
            x, y = trim(toks, a, b, kind, g)
            kinds = settle(toks[x:y], kind, g, toks[y] if y < n else "")
            if kinds is None:
                unsure(x, y)
                if y < n and toks[y].lower() in OFFICES: allowed[y - 1] = None
                if toks[x] in g["norp"] or toks[x].lower() in g["gpe"]: put(x, x + 1, ["NORP" if toks[x] in g["norp"] else "GPE"])
                continue
            kinds = vote(toks[x:y], kinds, g)
            if kinds != (kind,) and not (kinds == ("ORG",) and ("and" in words or "," in words)):
                put(x, y, [t for k in kinds for t in (place_kind(toks[x:y], g) if k == "PLACE" else (k,))])
                continue
        if b - a == 1 and words[0] in g["norp"] and words[0] not in g["weak"] and kind in ("PLACE", "OTHER", "ORG", "NORP"):
            put(a, b, ["NORP"]); continue
        if all(w in g["norp"] for w in words) and kind in ("PLACE", "OTHER", "NORP"):
            put(a, b, ["NORP"]); continue
        if kind in ("PERSON", "PLACE", "GPE", "FAC") and ("and" in words or "," in words) and " ".join(words).lower() not in g["gpe"]:
            unsure(a, b); continue
        if kind == "NORP":
            s = " ".join(words)
            if s.lower() in g["gpe"]: put(a, b, ["GPE"]); continue
            if m.endswith("?") and not (words[0] in g["norp"]): 
                unsure(a, b) if words[0][:1].isupper() else None
                continue
            put(a, b, ["NORP"]); continue
        if name == "gmb":
            s = " ".join(words)
            if kind == "ORG" and s not in g["org_names"] and ("and" in words or "," in words) and not any(w.lower().rstrip("s") in g["org_heads"] or w.lower() in g["org_heads"] for w in words):
                # the corpus joins listed names: only what the lists know of its parts is sure
                unsure(a, b)
                start = a
                for i in range(a, b + 1):
                    if i == b or toks[i] in ("and", ","):
                        part = " ".join(toks[start:i])
                        if part.lower() in g["gpe"]: put(start, i, ["GPE"])
                        elif part in g["norp"]: put(start, i, ["NORP"])
                        if i < b: allowed[i] = None
                        start = i + 1
                continue
            if s in ("U.N.", "UN", "NATO", "EU", "European Union", "United Nations", "White House", "Taliban", "Taleban", "Pentagon"): kind = "ORG"
            if kind == "ORG" and (s.lower() in g["gpe"] or s.lower() in g["regions"]): kind = "PLACE"
            if kind == "PERSON" and s.lower() in g["gpe"] and b - a == 1: unsure(a, b); continue
            if kind == "OTHER" and s in ("English", "Spanish", "Portuguese", "Arabic", "French"): put(a, b, ["NORP"]); continue
        x, y = trim(toks, a, b, kind if kind in TYPES else ("PLACE" if kind == "PLACE" else kind), g)
        for i in list(range(a, x)) + list(range(y, b)): allowed[i] = None
        if kind == "PERSON" and y - x == 1 and toks[x].lower().rstrip(".") in g["titles"] and name in ("gmb", "re3d_nonbbc"):
            unsure(x, y); continue
        if kind == "PLACE": put(x, y, place_kind(toks[x:y], g))
        elif kind == "OTHER": put(x, y, [k for k in (other_kind(toks[x:y]) or OTHER)], outside=m.endswith("?"))
        elif kind in OTHER and m.endswith("?"): put(x, y, [kind], outside=True)
        else: put(x, y, [kind])
    # peoples of two words, whatever a corpus makes of their parts
    for i in range(n - 1):
        if " ".join(toks[i:i+2]) in g["norps"]:
            longer = i + 2 < n and allowed[i+2] and allowed[i+2] != ANY and any(x.startswith("I-") for x in allowed[i+2])
            inside = allowed[i] and allowed[i] != ANY and any(x.startswith("I-") for x in allowed[i])
            if not longer and not inside: put(i, i + 2, ["NORP"])
    # a place and its head taken for two names: `Niger` `Delta`
    if name in SILVER:
        opens = lambda i: allowed[i] and allowed[i] != ANY and allowed[i] <= {"B-GPE", "B-LOC", "B-FAC"}
        for i in range(n - 1):
            if opens(i) and opens(i + 1) and g["heads"].get(toks[i+1].lower(), ("", ""))[1] in ("last", "both"): put(i, i + 2, place_kind(toks[i:i+2], g))
    # countries and states of several words, whatever a corpus makes of their parts
    for i in range(n):
        for k in (3, 2):
            if " ".join(toks[i:i+k]).lower() in g["several"] and i + k <= n:
                inside = allowed[i] and allowed[i] != ANY and any(x.startswith("I-") for x in allowed[i])
                longer = i + k < n and allowed[i+k] and allowed[i+k] != ANY and any(x.startswith("I-") for x in allowed[i+k])
                if not inside and not longer:
                    put(i, i + k, ["GPE"])
                break
    # what the corpus does not annotate
    missing = [k for k in TYPES if k not in known]
    caps = sum(t[:1].isupper() for t in toks); title_like = caps > 0.6 * n
    out = []
    i = 0
    while i < n:
        s = allowed[i]
        if s is None:
            t = toks[i]
            two = " ".join(toks[i:i+2])
            if "NORP" in missing or name in ("gmb", "grobid27"):
                if i + 1 < n and allowed[i+1] is None and two in g["norp"]:
                    out += ["B-NORP", "I-NORP"]; i += 2; continue
                if t in g["norp"] and SINGLE.match(t):
                    prev = out[-1] if out else "O"
                    if t in g["weak"]: out.append("O|B-NORP")
                    else: out.append("B-NORP")
                    i += 1; continue
            if SINGLE.match(t) and missing and i > 0 and not title_like and t not in DAYS and t.lower().rstrip(".") not in g["titles"]:
                ks = [k for k in missing if k != "NORP"] or ["NORP"]
                out.append("|".join(["O"] + ["B-" + k for k in ks] + ["I-" + k for k in ks]))
            else: out.append("O")
        elif s == ANY: out.append("?")
        else: out.append("|".join(sorted(s)))
        i += 1
    return resplit(list(zip(toks, out)), g), weight

HYPHEN = re.compile(r"(?<=[^\W_])([-–])(?=[^\W_])|(?<=[A-Z]\.)([-–])(?=[a-z])")
def resplit(rows, g):
    """Hyphenated words are several tokens, as in Universal Dependencies."""
    out = []
    for t, l in rows:
        parts = [p for p in HYPHEN.split(t) if p] if re.search(r"[^\W\d_]", t) else [t]
        if len(parts) == 1: out.append((t, l)); continue
        # what the lists know of its parts is more than that nothing is annotated
        if l.startswith("O|") and any(p in g["norp"] or p.lower() in g["gpe"] for p in parts): l = "O"
        lower = parts[-1][:1].islower()
        for i, p in enumerate(parts):
            if l == "O" and p in g["norp"] and p[:1].isupper(): out.append((p, "B-NORP" if p not in g["weak"] else "?"))
            elif l == "O" and i == 0 and p.lower() in g["gpe"] and parts[-1] in ("based", "led", "born", "backed", "controlled", "occupied", "held", "administered", "run", "style", "wide", "bound", "ruled", "funded", "brokered", "sponsored", "trained"): out.append((p, "B-GPE"))
            elif l == "O" and i == 0 and p in g["org_names"] and parts[-1].islower() and len(parts) == 3: out.append((p, "B-ORG"))
            elif i == 0:
                out.append((p, "?" if l == "O" and p[:1].isupper() else l))
            elif l == "?": out.append((p, "?"))
            elif l == "O": out.append((p, "?" if p[:1].isupper() else "O"))
            elif lower and not parts[0][:1].islower() and l.startswith("B"): out.append((p, "O"))
            else: out.append((p, "|".join(x if x == "O" else "I-" + x[2:] for x in l.split("|"))))
    return out

def corpus(file): return re.sub(r"(_dev|_a|_b)$", "", file)

def count_votes(file, src, g):
    """How often a name has which type; a name by hand counts three times."""
    name = corpus(file)
    weight, labels = (1 if name in SILVER else 3), MAP[name][1]
    for _, sent in sentences(f"{src}/{file}.bio"):
        toks = [t for t, _ in sent]
        for a, b, k in spans(sent):
            kind = (labels.get(k) or "?").rstrip("?")
            kind = "PLACE" if kind in PLACE else kind
            if kind not in ("PERSON", "PLACE", "ORG", "NORP"): continue
            a, b = trim(toks, a, b, kind, g)
            for settled in (settle(toks[a:b], kind, g) if name in SILVER else (kind,)) or ():
                g["votes"][" ".join(toks[a:b])][settled] += weight

def documents(path):
    """The text of each document, and the tokens of its sentences with where they begin."""
    if path.endswith(".jsonl"):
        for l in open(path, encoding="utf8"):
            yield json.loads(l)["text"], None
        return
    held = collections.defaultdict(list)
    for doc, sent in sentences(path): held[doc].append([t for t, _ in sent])
    for _, doc in sorted(held.items()):
        at, rows = 0, []
        for toks in doc:
            rows.append([])
            for t in toks: rows[-1].append((t, at)); at += len(t) + 1
        yield "\n".join(" ".join(toks) for toks in doc), rows

def tokens(excerpt):
    """The sentences of plain text, as tokens with where they begin."""
    at = 0
    for sentence in text.sentences(excerpt):
        at = excerpt.index(sentence, at)
        yield [(m.group(), at + m.start()) for m in text.TOKEN.finditer(sentence)]
        at += len(sentence)

# How much marked excerpts count: of other corpora, of plain news.
MARKED = 1.0, 1.5

def excerpts(path, src, texts):
    """The sentences of each marked excerpt, as tokens with labels, and the file that it is from."""
    read = {}
    for l in lines(path):
        file, doc, place, *marks = l.split("\t")
        if file not in read: read[file] = list(documents(f"{texts if file.endswith('.jsonl') else src}/{file}"))
        whole, rows = read[file][int(doc)]
        start, end = map(int, place.split("-"))
        names = {}
        for kind, *places in (m.split(" ") for m in marks):
            for a, b in (map(int, p.split("-")) for p in places): names.update({at: (a, kind) for at in range(a, b)})
        out = []
        for sentence in rows or tokens(whole[start:end]):
            labels, before = [], None
            for t, at in sentence:
                name = names.get(at)
                labels.append((t, "O" if not name else ("I-" if name == before else "B-") + name[1]))
                before = name
            if labels: out.append(labels)
        yield file, out

def main():
    src, texts, lists, dst = sys.argv[1:5]
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(os.path.dirname(dst), "held.bio"), "w", encoding="utf8") as w:
        for _, rows in excerpts(here + "/held.tsv", src, texts):
            w.write("-DOCSTART-\tO\n\n" + "".join("".join(f"{t}\t{l}\n" for t, l in sentence) + "\n" for sentence in rows))
    g = load(lists)
    stat = collections.Counter()
    files = ["gmb", "uner_ewt", "crossner_politics", "crossner_politics_dev", "gum", "re3d_nonbbc", "grobid27", "masc_other", "multiner_gov", "redocred_a", "redocred_b", "wnut17", "btc_news_tweets"]
    for f in files: count_votes(f, src, g)
    marks = list(excerpts(here + "/marks.tsv", src, texts))
    with open(dst, "w", encoding="utf8") as w:
        for file, rows in marks:
            w.write(f"# doc marks {MARKED[file.endswith('.jsonl')]}\n")
            for sentence in rows: w.write("".join(f"{t}\t{l}\n" for t, l in sentence) + "\n")
        whole = {file for file, _ in marks if file.endswith(".bio")}
        for f in files:
            # marked anew
            if f + ".bio" in whole: continue
            name = corpus(f)
            path = f"{src}/{f}.bio"
            marked = any(l.startswith("-DOCSTART-") for l in open(path, encoding="utf8"))
            last, count = None, 0
            for doc, sent in sentences(path):
                if name == "btc_news_tweets" and any(t.startswith("@") for t, _ in sent): continue
                rows, weight = convert(name, doc, sent, g)
                if (marked and doc != last) or (not marked and count % 20 == 0):
                    w.write(f"# doc {name} {weight}\n")
                last = doc; count += 1
                for t, l in rows:
                    if t.startswith("# doc"): t = "#"
                    w.write(f"{t}\t{l}\n"); stat[(name, l if len(l) < 20 else "partial")] += 1
                w.write("\n")
    for (n, l), c in sorted(stat.items(), key=lambda x: (x[0][0], -x[1])):
        if not l.startswith("I-"): print(n, l, c)
if __name__ == "__main__": main()
