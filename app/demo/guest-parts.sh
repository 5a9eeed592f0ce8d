# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What the scripts share that build a machine out of Debian's packages. Sourced; installs nothing.

# All that apt would install in an empty system for the packages named: with what they need.
closure() { # FOLDER PACKAGE...
    local folder=$1
    shift
    : >"$folder/no-packages"
    apt-get -qq --simulate --no-install-recommends -o Dir::State::status="$folder/no-packages" \
        -o Debug::NoLocking=1 install "$@" | awk '/^Inst / {sub(/:.*/, "", $2); print $2}'
}

download() { # FOLDER PACKAGE...
    (cd "$1" && shift && apt-get -qq -o APT::Sandbox::User=root download "$@") >&2
}

# The libraries that the loader will look for, by name, until nothing new is needed: out of the
# unpacked packages in POOL into ROOT/usr/lib.
copy_libraries() { # POOL ROOT FILE...
    local pool=$1 root=$2 name path
    shift 2
    local -A places=()
    while read -r name path; do
        places[$name]=$path
    done < <(find "$pool" \( -type f -o -type l \) -name '*.so*' -printf '%f %p\n')
    local todo=("$@") names
    while [ ${#todo[@]} -gt 0 ]; do
        mapfile -t names < <(readelf -d "${todo[@]}" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | sort -u)
        todo=()
        for name in "${names[@]}"; do
            [[ ! -e $root/usr/lib/$name && $name != ld-linux* ]] || continue
            [ -n "${places[$name]:-}" ] || { echo "no package has $name" >&2; return 1; }
            cp -L "${places[$name]}" "$root/usr/lib/$name"
            todo+=("$root/usr/lib/$name")
        done
    done
}

# A folder as an initial file system. The same files give the same bytes; lz4 is what the kernel
# unpacks fastest in emulation.
pack() { # ROOT FILE
    find "$1" -exec touch --no-dereference --date=@1 {} +
    (cd "$1" && find . -print0 | LC_ALL=C sort -z |
        cpio --quiet --null --create --format=newc --owner=0:0 --reproducible) | lz4 -l -9 -q >"$2"
}
