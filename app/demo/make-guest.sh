#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# app/demo/make-guest.sh
# Builds a small real Linux machine out of Debian's packages: its kernel, and an initial file system
# of busybox, the kernel modules of virtual hardware and the QEMU guest agent. Installs nothing,
# needs no root, and does nothing when it has been built already. Prints the folder with "vmlinuz"
# and "initrd.img".
#
# What it says on its first serial port:
#   GUEST-READY SECONDS    the shells are there, on tty1, ttyS0 and hvc0 (prompt "guest# ")
#   GUEST-POWERBUTTON      it was asked to shut down, and does
#   GUEST-CTRLALTDEL       these keys were pressed; it reboots
#   GUEST-HOTPLUG add sda  a disk came ("remove": went)
# On the kernel's command line, test.load=scroll|fill|noise keeps its screen busy.
set -euo pipefail

# The modules of what libvirt offers a machine; modprobe finds the ones they need in turn.
# hid_generic: a USB tablet is no input device without it.
modules=(button virtio_pci virtio_console virtio_blk virtio_net virtio_balloon virtio_rng virtio_input
    virtio_gpu qxl bochs xhci_pci ehci_pci uhci_hcd usbhid hid_generic evdev psmouse uinput
    usb_storage sd_mod sr_mod ahci ext4 isofs vfat nls_ascii nls_cp437 snd_intel8x0 snd_pcm_oss)

here=$(dirname "$(readlink -f "$0")")
. "$here/guest-parts.sh"
cache=${GUESTHOUSE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/guesthouse}/demo
PATH=$PATH:/usr/sbin:/sbin
mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9

# linux-image-amd64 is an empty package that depends on the newest kernel. (The smaller "cloud"
# kernel has no display driver.)
kernel_package() {
    apt-cache depends linux-image-amd64 2>/dev/null | awk '/Depends: linux-image-[0-9]/ {print $2; exit}'
}
recipe=$({ cat "$0" "$here/guest-parts.sh"; tar -C "$here" --sort=name --mtime=@1 --owner=0 --group=0 -c guest; } | sha256sum | cut -d' ' -f1)
if [ "$(cat "$cache/recipe" 2>/dev/null)" = "$recipe" ] && [ -s "$cache/vmlinuz" ] && [ -s "$cache/initrd.img" ]; then
    echo "$cache"
    exit 0
fi
kernel=$(kernel_package)
[ -n "$kernel" ] || { echo "apt knows no linux-image-amd64; run apt-get update first." >&2; exit 1; }
version=${kernel#linux-image-}

work=$(mktemp -d "${TMPDIR:-/tmp}/guesthouse-guest.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{deb,kernel,busybox,agent,root}

mapfile -t agent_packages < <(closure "$work" qemu-guest-agent)
echo "Downloading $kernel, busybox-static and qemu-guest-agent" >&2
download "$work/deb" "$kernel" busybox-static "${agent_packages[@]}"

dpkg-deb -x "$work/deb/$kernel"_*.deb "$work/kernel"
dpkg-deb -x "$work"/deb/busybox-static_*.deb "$work/busybox"
for package in "${agent_packages[@]}"; do
    dpkg-deb -x "$work/deb/$package"_*.deb "$work/agent"
done

root=$work/root
mkdir -p "$root"/{bin,sbin,etc,proc,sys,dev,run,tmp,root,mnt,usr/bin,usr/sbin,usr/lib,var/log,lib64}
cp "$work/busybox/bin/busybox" "$root/bin/"
for applet in $("$root/bin/busybox" --list); do
    [ "$applet" = busybox ] || ln -s busybox "$root/bin/$applet"
done
ln -s ../bin/busybox "$root/sbin/modprobe" # the kernel itself asks for this path
cp -r "$here/guest/." "$root/"
chmod 755 "$root/init" "$root"/etc/guest/*

depmod -b "$work/kernel" "$version"
for module in "${modules[@]}"; do
    modprobe -d "$work/kernel" -S "$version" --show-depends "$module" 2>/dev/null | awk '$1 == "insmod" {print $2}'
done | sort -u | while read -r file; do
    file=lib/modules/${file##*/lib/modules/}
    install -D -m 644 "$work/kernel/$file" "$root/$file"
done
cp "$work/kernel/lib/modules/$version"/modules.{order,builtin,builtin.modinfo} "$root/lib/modules/$version/"
depmod -b "$root" "$version"

cp "$work/agent/usr/sbin/qemu-ga" "$root/usr/sbin/"
cp -L "$(find "$work/agent" -name 'ld-linux-x86-64.so.2' -print -quit)" "$root/lib64/"
copy_libraries "$work/agent" "$root" "$root/usr/sbin/qemu-ga"
pack "$root" "$work/initrd.img"
cp "$work/kernel/boot/vmlinuz-$version" "$cache/vmlinuz"
cp "$work/initrd.img" "$cache/initrd.img"
chmod 644 "$cache/vmlinuz" "$cache/initrd.img"
echo "$recipe" >"$cache/recipe"
echo "$cache"
