#!/bin/sh
# Chooses the Z3 that kzrule is built with and writes the choice into .cargo/config.toml, so that
# plain cargo commands work from any folder of the project. Run by every target of the Makefile;
# with nothing to do it ends at once.
#
# A Z3 of the system is used where pkg-config finds one that is new enough; else the one pinned in
# scripts/z3-requirements.txt is fetched once with pip into .z3/ and checked against its hash.
set -eu
unset CDPATH

cd "$(dirname "$0")/.."

min_z3=4.13.3 # what the crate z3-sys asks for
requirements=scripts/z3-requirements.txt
config=.cargo/config.toml
tmp=

say() { printf 'setup: %s\n' "$*"; }

fail() {
    printf 'setup: error: %s\n' "$1" >&2
    shift
    for line in "$@"; do printf '  %s\n' "$line" >&2; done
    exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# Is version $1 at least version $2? Only the first three numbers count.
at_least() {
    awk -v a="$1" -v b="$2" 'BEGIN {
        split(a, x, "."); split(b, y, ".")
        for (i = 1; i <= 3; i++) if (x[i] + 0 != y[i] + 0) exit !(x[i] + 0 > y[i] + 0)
        exit 0
    }'
}

# A TOML basic string.
quoted() { printf '"%s"' "$(printf '%s' "$1" | sed 's/[\\"]/\\&/g')"; }

cleanup() { if [ -n "$tmp" ]; then rm -rf "$tmp"; fi; }
trap cleanup EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# --- What every build needs -----------------------------------------------------------------

have cargo || fail "cargo is missing" \
    "Install Rust with rustup, or the packages cargo and rustc of your system."
have "${CC:-cc}" || fail "the C compiler ${CC:-cc} is missing (it links the program)" \
    "Debian, Ubuntu: apt-get install gcc libc6-dev" \
    "Fedora: dnf install gcc" \
    "macOS: xcode-select --install"

# --- Z3: the system's, or a fetched one -------------------------------------------------------

z3_lib= # the folder of the system's library, where it is used
found=none
pkg_config=${PKG_CONFIG:-pkg-config}
if have "$pkg_config" && found=$("$pkg_config" --modversion z3 2>/dev/null); then
    if at_least "$found" "$min_z3"; then
        dir=$("$pkg_config" --variable=libdir z3 2>/dev/null || true)
        for file in "$dir"/libz3.so "$dir"/libz3.dylib "$dir"/libz3.a; do
            if [ -f "$file" ]; then z3_lib=$dir; fi
        done
        if [ -z "$z3_lib" ]; then
            say "pkg-config names Z3 $found, but there is no libz3 in '$dir': not used"
        fi
    fi
else
    found=none
fi

if [ -n "$z3_lib" ]; then
    z3_version=$found
    z3_origin="the system's Z3 $found"
    lib_entry="{ value = $(quoted "$z3_lib"), force = true }"
else
    pinned=$(sed -n 's/^z3-solver==\([0-9.]*\).*/\1/p' "$requirements")
    [ -n "$pinned" ] || fail "$requirements pins no z3-solver"
    z3_version=$(printf '%s' "$pinned" | cut -d. -f1-3)
    z3_origin="Z3 $z3_version, fetched"
    home=.z3/z3-solver-$pinned
    lib_entry="{ value = $(quoted "$home/lib"), relative = true, force = true }"

    # The folder gets its final name only when it is complete, so that it is there means it is good.
    if [ ! -d "$home" ]; then
        instead="or install Z3 $min_z3 or newer so that pkg-config finds it (found: $found)."
        have python3 || fail "python3 is missing; Z3 is fetched with its pip" \
            "Debian, Ubuntu: apt-get install python3 python3-pip" \
            "Fedora: dnf install python3 python3-pip" \
            "macOS: brew install python" \
            "$instead"
        if python3 -m pip --version >/dev/null 2>&1; then
            pip='python3 -m pip'
        elif have pip3; then
            pip=pip3
        else
            fail "pip is missing; Z3 is fetched with it" \
                "Debian, Ubuntu: apt-get install python3-pip" \
                "Fedora: dnf install python3-pip" \
                "elsewhere: python3 -m ensurepip --upgrade" \
                "$instead"
        fi

        mkdir -p .z3
        tmp=$(mktemp -d .z3/tmp.XXXXXX)
        say "system's Z3: $found (needed: $min_z3 or newer); fetching z3-solver $pinned with pip"
        $pip --disable-pip-version-check download --quiet --no-deps --only-binary=:all: \
            --require-hashes --requirement "$requirements" --dest "$tmp/wheel" ||
            fail "pip could not fetch z3-solver $pinned (its message is above)" \
                "If it found no matching distribution: either the package index cannot be reached," \
                "or pip is older than 20.3, or there is no build for this machine (there is one for" \
                "Linux x86_64 with glibc 2.27, Linux aarch64 with glibc 2.38 and macOS 13, or newer)." \
                "Remedy that, $instead"
        python3 -m zipfile -e "$tmp"/wheel/*.whl "$tmp/unpacked"
        mkdir "$tmp/z3" "$tmp/z3/lib"
        mv "$tmp/unpacked/z3/include" "$tmp/z3/include"
        for file in "$tmp"/unpacked/z3/lib/*.so* "$tmp"/unpacked/z3/lib/*.dylib; do
            if [ -f "$file" ]; then mv "$file" "$tmp/z3/lib/"; fi
        done
        if [ ! -f "$tmp/z3/lib/libz3.so" ] && [ ! -f "$tmp/z3/lib/libz3.dylib" ]; then
            fail "the fetched z3-solver $pinned has no libz3.so or libz3.dylib"
        fi
        # Another set-up may have been quicker; its result is as good.
        if [ ! -d "$home" ]; then mv "$tmp/z3" "$home"; fi
    fi
fi

# --- The choice, where cargo reads it ---------------------------------------------------------

# Its entries reach z3-sys, which links Z3, and build.rs, which lets the programs find it. With
# `relative = true` a path counts from the folder that holds .cargo, so the checkout may be moved.
wanted="# Written by scripts/setup.sh: $z3_origin. Not in git; changes made by hand are lost.

[env]
KZRULE_Z3_LIB_DIR = $lib_entry
Z3_LIBRARY_PATH_OVERRIDE = $lib_entry
Z3_SYS_Z3_VERSION = { value = $(quoted "$z3_version"), force = true }
Z3_NO_PKG_CONFIG = { value = \"1\", force = true }"

if [ ! -f "$config" ] || [ "$(cat "$config")" != "$wanted" ]; then
    mkdir -p .cargo
    printf '%s\n' "$wanted" >"$config.$$"
    mv "$config.$$" "$config"
    say "uses $z3_origin; wrote $config"
fi
