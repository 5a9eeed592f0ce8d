#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# unshare --mount tests/support/lxc-daemon.sh FOLDER
# Becomes a libvirtd of root (for containers, and for pools that are mounted) that sees none of
# the system's files and changes none: its folders are its own, in its own view of the disks. Its
# socket is FOLDER/run/libvirt-sock.
set -euo pipefail
folder=$1
mkdir -p "$folder/run"
mount --make-rprivate /
for own in /etc/libvirt /var/lib/libvirt /var/log/libvirt /var/cache/libvirt; do
    mkdir -p "$own"
    mount -t tmpfs guesthouse "$own"
done
mount -t tmpfs guesthouse /run
mkdir -p /etc/libvirt/qemu
# The driver of QEMU, which is there, too, ends the daemon where its own account is missing: Debian's
# package of the system's daemon makes it, and we do without that one.
for list in passwd group; do
    if ! getent "$list" libvirt-qemu >/dev/null; then
        { cat "/etc/$list" && echo "libvirt-qemu:x:64055:$([ $list = passwd ] && echo 64055::/nonexistent:/usr/sbin/nologin)"; } >"$folder/$list"
        mount --bind "$folder/$list" "/etc/$list"
    fi
done
cat >"$folder/libvirtd.conf" <<END
unix_sock_dir = "$folder/run"
auth_unix_rw = "none"
log_outputs = "3:file:$folder/libvirtd.log"
END
exec /usr/sbin/libvirtd --config "$folder/libvirtd.conf" --pid-file "$folder/run/libvirtd.pid"
