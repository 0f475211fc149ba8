#!/bin/sh
# Says where the solver of the peer is, for `make bench`: the one that $CVC5 names, else one of the
# system, else the one of Debian and its kin, which is installed where this user may.
set -eu

if [ -n "${CVC5:-}" ]; then
    printf '%s\n' "$CVC5"
    exit 0
fi
if ! command -v cvc5 >/dev/null 2>&1; then
    if ! command -v apt-get >/dev/null 2>&1; then
        echo 'There is no cvc5. Install it, or name it in the variable CVC5, then run this again.' >&2
        exit 1
    fi
    install() {
        {
            "$@" apt-get update -qq
            "$@" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq cvc5
        } >&2
    }
    if [ "$(id -u)" = 0 ]; then
        install
    else
        install sudo -n
    fi
fi
command -v cvc5
