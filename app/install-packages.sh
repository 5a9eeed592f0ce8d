#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# app/install-packages.sh SET...
# Installs what is missing of the sets named (see packages.txt) with one apt command, which it
# shows first. Changes nothing where all is there.
set -euo pipefail

list=$(dirname "$(readlink -f "$0")")/packages.txt
[ $# -gt 0 ] || { echo "usage: $0 SET..., of: $(awk '!/^#/ && NF {print $1}' "$list" | sort -u | xargs)" >&2; exit 2; }

wanted=()
for set in "$@"; do
    mapfile -t -O ${#wanted[@]} wanted < <(awk -v set="$set" '$1 == set {print $2}' "$list")
done
if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "This is no Debian: install what these Debian packages hold by your own means:" >&2
    echo "  ${wanted[*]}" >&2
    exit 1
fi

there=" $(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' 2>/dev/null | awk '$1 == "ii" {print $2}' | xargs) "
missing=()
for package in "${wanted[@]}"; do
    [[ $there == *" $package "* ]] || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
    echo "All packages are there."
    exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    as_root=(sudo)
    if ! command -v sudo >/dev/null; then
        echo "These packages are missing and there is no sudo. As root, run:" >&2
        echo "  apt-get install --no-install-recommends ${missing[*]}" >&2
        exit 1
    fi
fi
# Shows the command; its output as one line that changes, or not at all when nobody looks.
run() {
    local show=(awk '{printf "\r\033[K%.76s", $0; fflush()} END {printf "\r\033[K"}')
    [ -t 1 ] || show=(sed -n '/^[EW]:/p')
    echo "\$ $*"
    "$@" | "${show[@]}"
}
install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq -o Dpkg::Use-Pty=0
    --no-install-recommends "${missing[@]}")
update=("${as_root[@]}" apt-get update -qq)

# A fresh system has no lists, and an old one names versions that are gone by now.
if ! apt-get install --simulate --no-install-recommends "${missing[@]}" >/dev/null 2>&1; then
    run "${update[@]}"
    run "${install[@]}"
elif ! run "${install[@]}"; then
    run "${update[@]}"
    run "${install[@]}"
fi
