#!/bin/sh
# Builds the evaluator as a WebAssembly module, src/cli/explorer.wasm.gz, and notes of which source it is,
# and which module, in src/cli/explorer.source. Whoever builds the program alone needs none of this: both are in git.
#
# A toolchain with the target wasm32-unknown-unknown is taken where there is one (`rustup target add
# wasm32-unknown-unknown`); else the Debian packages rustc-web, cargo-web, rust-web-src and lld, which
# are installed where this user may, or which EXPLORER_TOOLS names the folder of, where they are only
# unpacked. The same toolchain makes the same bytes in the same folder.
set -eu
cd "$(dirname "$0")/.."

target=wasm32-unknown-unknown
module=src/cli/explorer.wasm.gz

digest() {
    sha256sum | cut -d ' ' -f 1
}

# All that the module is made of, and in what order.
sources() {
    {
        find src explorer grammar -type f ! -path 'src/cli/*' ! -path 'src/prove/*' ! -name '*.md'
        printf '%s\n' Cargo.lock
    } | LC_ALL=C sort | while read -r file; do sha256sum "$file"; done | digest
}

if [ "${1:-}" = --source ]; then
    sources
    exit
fi

with_own() {
    cargo build --locked --profile module -p kzrule-explorer --target "$target"
}

with_debian() {
    root=$1
    libraries=$root/usr/lib/$(uname -m)-linux-gnu
    linker=$(find "$root/usr/bin" "$root"/usr/lib/llvm-*/bin -name wasm-ld 2>/dev/null | tail -n 1)
    LD_LIBRARY_PATH=$libraries:$(dirname "$linker")/../lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} \
        RUSTC=$root/usr/bin/rustc RUSTC_BOOTSTRAP=1 \
        CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$linker \
        "$root/usr/bin/cargo" build --locked --profile module -p kzrule-explorer --target "$target" \
        -Zbuild-std=std,panic_abort
}

has_debian() {
    [ -x "$1/usr/bin/rustc" ] && [ -x "$1/usr/bin/cargo" ] && [ -d "$1/usr/lib/rustlib/src/rust/library" ] &&
        command -v wasm-ld >/dev/null 2>&1
}

install() {
    "$@" apt-get update -qq && "$@" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq rustc-web cargo-web rust-web-src lld
}

# No place of this machine gets into the module. The last that fits is taken.
home=${CARGO_HOME:-$HOME/.cargo}
cargo fetch --quiet --locked
RUSTFLAGS="-Clink-arg=-zstack-size=4194304 --remap-path-prefix=$home=cargo"
for crates in "$home"/registry/src/*; do
    RUSTFLAGS="$RUSTFLAGS --remap-path-prefix=$crates=crates"
done
RUSTFLAGS="$RUSTFLAGS --remap-path-prefix=$PWD=. --remap-path-prefix=${EXPLORER_TOOLS:-}/usr/lib/rustlib/src/rust=rust"
export RUSTFLAGS

# Of the source as it is now, and not as it may be when the module is done.
source=$(sources)

if [ -n "${EXPLORER_TOOLS:-}" ]; then
    with_debian "$EXPLORER_TOOLS"
elif [ -d "$(rustc --print sysroot)/lib/rustlib/$target" ]; then
    with_own
elif has_debian ''; then
    with_debian ''
elif command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then install env; else install sudo -n; fi
    with_debian ''
else
    echo 'There is no toolchain for wasm32-unknown-unknown: rustup target add wasm32-unknown-unknown' >&2
    exit 1
fi

# Without name and time: the same module makes the same bytes.
gzip -9nc "target/$target/module/explorer.wasm" > "$module"
printf '%s\n%s\n' "$source" "$(digest < "$module")" > src/cli/explorer.source
ls -l "$module"
