#!/bin/sh
# Builds ssot from the repository that this file is in, once for each revision, and judges what is staged where it is called.
set -eu
source=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
cargo build --release --locked --quiet --manifest-path "$source/Cargo.toml" --bin ssot --target-dir "$source/target"
exec "$source/target/release/ssot" check --staged "$@"
