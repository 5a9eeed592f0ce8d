#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

usage() {
    cat <<'TEXT'
Usage: tests/run.sh [--quick] [-R REGEX] [CTEST OPTIONS]

Installs what the tests need, builds with warnings as errors and runs everything: the unit tests;
the window on a display of its own, with a private libvirtd and a real machine; and the unit tests
of what reads data from outside again with the address and undefined-behaviour sanitizers, those of
the threaded layers with the thread sanitizer. Ends with ctest's summary.

  --quick    without the sanitizers
  -R REGEX   only the tests whose names match

The machines and compiled objects are kept in ${GUESTHOUSE_CACHE:-~/.cache/guesthouse}.
TEXT
}

quick=
arguments=()
while [ $# -gt 0 ]; do
    case $1 in
        --quick) quick=1 ;;
        --help | -h) usage; exit 0 ;;
        *) arguments+=("$1") ;;
    esac
    shift
done

root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
build=$root/build
"$root/app/install-packages.sh" build run demo test

# The machines are downloaded and built while the compiler works; their tests wait for that.
guest_log=$(mktemp "${TMPDIR:-/tmp}/guesthouse-guest.XXXXXX.log")
"$root/tests/support/make-desktop-guest.sh" >"$guest_log" 2>&1 &
guest=$!
trap 'kill "$guest" 2>/dev/null || true; rm -f "$guest_log"' EXIT

configure_and_build() { # FOLDER TARGET OPTIONS...
    local folder=$1 target=$2
    shift 2
    echo "Building $target in $folder"
    mkdir -p "$folder"
    if ! cmake -S "$root" -B "$folder" -G Ninja -DGUESTHOUSE_TESTS=ON "$@" >"$folder/configure.log" 2>&1; then
        cat "$folder/configure.log" >&2
        return 1
    fi
    NINJA_STATUS="[%f/%t] " ninja -C "$folder" --quiet "$target"
}
# What a build from nothing costs is mostly the compiler's and the linker's time.
quick_to_build=(-DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_EXE_LINKER_FLAGS=-fuse-ld=lld)
configure_and_build "$build/test" all "${quick_to_build[@]}" -DGUESTHOUSE_WERROR=ON \
    -DCMAKE_CXX_FLAGS_RELWITHDEBINFO="-O1 -g1"
configurations=("$build/test")
if [ -z "$quick" ]; then
    # The same sources, all seen with -Werror by now. What sanitizers put in doubles the time of -O1;
    # what is known of Qt's hand-overs (tests/support/thread.supp) is known by what -O1 inlines.
    for optimized in address,undefined:-Og thread:-O1; do
        sanitizers=${optimized%:*}
        folder=$build/sanitize-${sanitizers%%,*}
        configure_and_build "$folder" tests_unit "${quick_to_build[@]}" -DGUESTHOUSE_SANITIZE=$sanitizers \
            -DCMAKE_CXX_FLAGS_RELWITHDEBINFO="${optimized#*:} -g1"
        configurations+=("$folder")
    done
fi
wait "$guest" || { cat "$guest_log" >&2; exit 1; }

# One run of ctest over all configurations: one summary, one status.
mkdir -p "$build/all"
printf 'subdirs("%s")\n' "${configurations[@]}" >"$build/all/CTestTestfile.cmake"
ctest --test-dir "$build/all" --output-on-failure --no-tests=error --parallel "$(nproc)" "${arguments[@]}"
