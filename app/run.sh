#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

usage() {
    cat <<'TEXT'
Usage: app/run.sh [--demo] [-- ARGUMENTS]

Installs what is missing, builds Guesthouse and opens its window.

  --demo   also builds a small Linux machine, starts it and opens its console
  --help   this text

Arguments after -- go to the program; "app/run.sh -- --help" lists them.
TEXT
}

demo=
while [ $# -gt 0 ]; do
    case $1 in
        --demo) demo=1 ;;
        --help | -h) usage; exit 0 ;;
        --) shift; break ;;
        *) echo "Unknown option: $1" >&2; usage >&2; exit 2 ;;
    esac
    shift
done

root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
build=$root/build/release
sets=(build run)
[ -z "$demo" ] || sets+=(demo)
"$root/app/install-packages.sh" "${sets[@]}"

# The machine is built while the compiler works.
if [ -n "$demo" ]; then
    "$root/app/demo/make-guest.sh" >"${TMPDIR:-/tmp}/guesthouse-guest-$$.log" 2>&1 &
    guest=$!
fi

echo "Building Guesthouse in $build"
mkdir -p "$build"
if ! cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release >"$build/configure.log" 2>&1; then
    cat "$build/configure.log" >&2
    exit 1
fi
quiet=--quiet
[ ! -t 1 ] || quiet=
NINJA_STATUS="[%f/%t] " ninja -C "$build" $quiet guesthouse

[ -n "$demo" ] || exec "$build/app/guesthouse" "$@"

log=${TMPDIR:-/tmp}/guesthouse-guest-$$.log
wait "$guest" || { cat "$log" >&2; exit 1; }
rm -f "$log"
exec "$root/app/demo/run-demo.sh" "$build/app/guesthouse" "$@"
