"""The plain news that the wide model reads: a part of every source, as this library cuts it into sentences and words.

usage: news.py choose TEXT_DIR > CHOSEN.jsonl          articles, drawn from each source
       news.py sentences < ANNOTATED.jsonl > NEWS.jsonl  lists of forms, from what `dateline-train words annotate` made of them
"""
import glob, json, random, sys

WORDS_A_SOURCE, WORDS = 90_000, 220_000


def choose(folder):
    random.seed(5)
    for path in sorted(glob.glob(f"{folder}/*.jsonl")):
        lines, words = open(path, encoding="utf-8").read().splitlines(), 0
        random.shuffle(lines)
        for at, line in enumerate(lines):
            if words > WORDS_A_SOURCE:
                break
            text = json.loads(line)["text"]
            words += len(text.split())
            print(json.dumps(dict(id=str(at), text=text)))


def sentences():
    words = 0
    for line in sys.stdin:
        row = json.loads(line)
        text, tokens, at = row["text"].encode(), row["tokens"], 0
        for sentence in row["sentences"]:
            forms = []
            while at < len(tokens) and tokens[at]["start"] < sentence["end"]:
                forms.append(text[tokens[at]["start"] : tokens[at]["end"]].decode())
                at += 1
            if 3 <= len(forms) <= 80 and words < WORDS:
                print(json.dumps(forms, ensure_ascii=False))
                words += len(forms)


if __name__ == "__main__":
    choose(sys.argv[2]) if sys.argv[1] == "choose" else sentences()
