#!/bin/sh
# Sees to it that there is a chromium for the tests of the page: one that is there, else the one of
# Debian and its kin, where this user may install it.
set -eu

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

if ! command -v apt-get >/dev/null 2>&1; then
    echo 'There is no chromium. Install it, then run this again.' >&2
    exit 1
fi

install() {
    "$@" apt-get update -qq && "$@" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium
}

if [ "$(id -u)" = 0 ]; then
    install
else
    install sudo -n
fi
