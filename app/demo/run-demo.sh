#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# app/demo/run-demo.sh PROGRAM ARGUMENTS...
# Starts the machine of make-guest.sh as "demo" and opens its console in PROGRAM. It runs in the
# user's own session, and stays there. Where that has no daemon, or where it would be the
# system's (root), a private daemon is started instead and ends with PROGRAM, and so does "demo".
set -euo pipefail

here=$(dirname "$(readlink -f "$0")")
name=demo
uri=qemu:///session
guest=$("$here/make-guest.sh")

answers() { timeout 20 virsh --connect "$uri" --quiet version >/dev/null 2>&1; }

# Root's home and runtime directory may be closed to the account that the private daemon runs as.
private_daemon() {
    local parent=${XDG_RUNTIME_DIR:-/tmp}
    [ "$(id -u)" -ne 0 ] || parent=/run
    [ -w "$parent" ] || parent=/tmp
    # Its standard input is ours to close: it ends by itself, whatever happens to this script.
    coproc KEEPER { exec "$here/private_libvirtd.py" --in "$parent"; }
    trap stop_private_daemon EXIT
    local ready pid
    read -r -u "${KEEPER[0]}" ready pid folder && [ "$ready" = ready ] || exit 1
    keeper=$KEEPER_PID
    uri="qemu:///session?socket=$folder/run/libvirt/libvirt-sock"
    cp "$guest/vmlinuz" "$guest/initrd.img" "$folder/"
    guest=$folder
    echo "A private libvirt daemon runs in $folder; it and its machines end with the window."
}
stop_private_daemon() {
    [ -z "${keeper:-}" ] || kill "$keeper" 2>/dev/null || true
    wait
}

if [ "$(id -u)" -eq 0 ]; then
    echo "For root, $uri is the system's libvirt, which the demo leaves alone."
    private_daemon
elif ! answers; then
    echo "No libvirt daemon answers at $uri."
    private_daemon
fi

type=qemu
[ ! -r /dev/kvm ] || [ ! -w /dev/kvm ] || [ "$(id -u)" -eq 0 ] || type=kvm

# A machine of that name that is not ours stays as it is.
if described=$(virsh --connect "$uri" dumpxml "$name" 2>/dev/null) && [[ $described != *"<title>Guesthouse demo</title>"* ]]; then
    echo "There is another machine called \"$name\" at $uri: nothing was changed." >&2
    exit 1
fi
if [ "$(virsh --connect "$uri" domstate "$name" 2>/dev/null | head -1)" != running ]; then
    logs=$guest
    xml=$(mktemp "${TMPDIR:-/tmp}/guesthouse-demo.XXXXXX.xml")
    sed -e "s|@NAME@|$name|; s|@TYPE@|$type|; s|@FOLDER@|$guest|; s|@LOGS@|$logs|; s|@CMDLINE@||" \
        "$here/guest.xml.in" >"$xml"
    virsh --connect "$uri" --quiet undefine "$name" >/dev/null 2>&1 || true
    virsh --connect "$uri" --quiet define "$xml"
    rm -f "$xml"
    virsh --connect "$uri" --quiet start "$name"
fi
echo "The machine \"$name\" runs at $uri."

set +e
"$@" --connect "$uri" --show-domain-console "$name"
status=$?
if [ -z "${keeper:-}" ]; then
    echo "\"$name\" keeps running. To be rid of it: virsh -c $uri destroy $name; virsh -c $uri undefine $name"
fi
exit $status
