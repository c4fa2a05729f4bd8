#!/usr/bin/env python3
"""Plain news as tokens: one a line, a blank line between sentences, `# doc` before each document.
usage: text.py OUT.tsv TEXT.jsonl..."""
import json, re, sys
ABBR = set("mr mrs ms dr prof gen col lt capt sgt maj sen rep gov st jr sr vs etc inc corp ltd co no jan feb mar apr jun jul aug sep sept oct nov dec adm brig rev hon messrs cmdr pres dept univ".split())
TOKEN = re.compile(r"[A-Za-z]\.(?:[A-Za-z]\.)+|(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sen|Rep|Gov|St|Jr|Sr|Prof|Capt|Sgt|Maj|Inc|Corp|Ltd|Co|vs|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.|\d+(?:[.,:]\d+)*|(?:n['’]t)\b|[^\W\d_]+(?=n['’]t\b)|['’](?:s|re|ve|ll|d|m)\b|[^\W_]+(?:['’](?!s\b|re\b|ve\b|ll\b|d\b|m\b)[^\W_]+)*|\.\.\.|--|[^\w\s]", re.U)
END = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘']?[A-Z0-9])|(?<=[.!?][\"”])\s+(?=[\"“]?[A-Z])")
def sentences(text):
    for block in re.split(r"\n+", text):
        block = block.strip()
        if not block: continue
        last = 0
        for m in END.finditer(block):
            before = block[last:m.start()].rstrip("\"”’'").split()
            w = before[-1] if before else ""
            bare = w.rstrip(".").lower().lstrip("(\"“")
            if w.endswith(".") and (bare in ABBR or len(bare) == 1 or re.fullmatch(r"(?:[a-z]\.)+[a-z]", bare) and not re.match(r"\W*(The|A|In|On|It|He|She|They|But|And|This)\b", block[m.end():])): continue
            yield block[last:m.end()]; last = m.end()
        yield block[last:]
def tokens(s): return TOKEN.findall(s)
if __name__ == "__main__":
    with open(sys.argv[1], "w", encoding="utf8") as w:
        for p in sys.argv[2:]:
            name = p.split("/")[-1].split(".")[0]
            for l in open(p, encoding="utf8"):
                d = json.loads(l)
                w.write(f"# doc {name} 1.0\n")
                for s in sentences(d["text"]):
                    t = tokens(s)
                    if t: w.write("\n".join(t) + "\n\n")
