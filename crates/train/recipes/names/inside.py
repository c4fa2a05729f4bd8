#!/usr/bin/env python3
"""Which words and marks without a capital stand inside names, by the capitals about them: `of` between two, `the` in `of the` between two, `al`
after one.

Also which words that begin a sentence, with no capital behind them, are no names: `The`, `But`, `Officials`.

usage: inside.py CORPORA.tsv INSIDE.tsv OPENING.txt

CORPORA.tsv is what prepare.py writes. A word is listed as inside where the corpora have it in a name three times or more, and two times in a
hundred; as opening where they have it at a sentence's beginning ten times or more and in a name less than once in a hundred. `0` is any number.
"""
import collections, sys

LEAST, SHARE = 3, 0.02
OPENING, NAMES = 10, 0.01


def capital(word):
    return any(c.isupper() for c in word)


def company(words, at):
    """`between` two capitals, `chain` where one more word parts it from the second, `after` or `before` the only one."""
    def is_capital(n):
        return 0 <= n < len(words) and capital(words[n])

    left, right = is_capital(at - 1), is_capital(at + 1)
    if left and right:
        return "between"
    if left:
        return "chain" if is_capital(at + 2) else "after"
    if right:
        return "chain" if is_capital(at - 2) else "before"
    return None


def main():
    every, inside, opening, names = (collections.Counter() for _ in range(4))
    sentence = []

    def count():
        words = [word for word, _ in sentence]
        for at, (word, labels) in enumerate(sentence):
            in_name = labels != "?" and "O" not in labels.split("|")
            where = None if capital(word) else company(words, at)
            if where:
                key = ("0" if word[0].isdigit() else word.replace("’", "'"), where)
                every[key] += 1
                inside[key] += in_name
            if at == 0 and word.istitle() and not (len(words) > 1 and capital(words[1])):
                opening[word.lower()] += 1
                names[word.lower()] += in_name
        sentence.clear()

    for line in open(sys.argv[1], encoding="utf-8"):
        if line == "\n" or line.startswith("# doc"):
            count()
        else:
            sentence.append(line.rstrip("\n").split("\t"))
    count()
    listed = collections.defaultdict(list)
    for (word, where), n in inside.items():
        if n >= LEAST and n >= SHARE * every[word, where]:
            listed[word].append(where)
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        print("# Words and marks without a capital that stand inside names: word, where (see recipes/names/inside.py)", file=out)
        for word, where in sorted(listed.items()):
            print(word, " ".join(sorted(where)), sep="\t", file=out)
    with open(sys.argv[3], "w", encoding="utf-8") as out:
        print("# Words that are no names where they begin a sentence and no capital follows (see recipes/names/inside.py)", file=out)
        for word, n in sorted(opening.items()):
            if n >= OPENING and names[word] < NAMES * n:
                print(word, file=out)


if __name__ == "__main__":
    main()
