#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/support/make-install-cd.sh
# A CD that installs a system as Debian's does, in seconds: it starts the kernel of
# app/demo/make-guest.sh, copies that whole machine onto the first disk, makes it bootable and
# restarts. Its label is Debian 11's, so that libosinfo takes it for one. Installs nothing, needs no
# root, and does nothing when it has been built already. Prints the path of the ISO.
#
# It says on its first serial port:
#   INSTALLER-STARTED, INSTALLER-DONE   before the restart
#   GUEST-READY SECONDS                 the installed system is there
set -euo pipefail

here=$(dirname "$(readlink -f "$0")")
demo=$here/../../app/demo
. "$demo/guest-parts.sh"
. "$here/boot-parts.sh"
PATH=$PATH:/usr/sbin:/sbin
cache=${GUESTHOUSE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/guesthouse}/install-cd
mkdir -p "$cache"
exec 8>"$cache/lock"
flock 8
plain=$("$demo/make-guest.sh" 8>&-)

recipe=$(cat "$0" "$here/boot-parts.sh" "$demo/guest-parts.sh" "$plain/recipe" | sha256sum | cut -d' ' -f1)
if [ "$(cat "$cache/recipe" 2>/dev/null)" = "$recipe" ] && [ -s "$cache/install.iso" ]; then
    echo "$cache/install.iso"
    exit 0
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/guesthouse-cd.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{system/boot/grub,cd/boot/grub,installer/etc/guest}

# What will be on the disk.
cp "$plain/vmlinuz" "$plain/initrd.img" "$work/system/boot/"
cat >"$work/system/boot/grub/grub.cfg" <<'END'
set timeout=0
menuentry "The installed system" {
    linux /boot/vmlinuz console=tty0 console=ttyS0,115200 quiet loglevel=3 panic=1 tsc=unstable mitigations=off
    initrd /boot/initrd.img
}
END
mke2fs -q -t ext2 -d "$work/system" "$work/system.img" 40M >&2
grub_disk "$work/system.img" "$work/cd/disk.img"

# The kernel unpacks one after the other: these files replace the plain machine's.
cat >"$work/installer/etc/inittab" <<'END'
::sysinit:/etc/guest/install
END
cat >"$work/installer/etc/guest/install" <<'END'
#!/bin/sh
echo INSTALLER-STARTED >/dev/ttyS0
for disk in vda sda hda; do
    [ -b /dev/$disk ] && break
done
mount -t iso9660 -o ro /dev/sr0 /mnt &&
    dd if=/mnt/disk.img of=/dev/$disk bs=1M 2>/dev/null &&
    sync &&
    echo INSTALLER-DONE >/dev/ttyS0
# With the CD in use, as installers are.
reboot -f
END
chmod 755 "$work/installer/etc/guest/install"
pack "$work/installer" "$work/installer.img"
cp "$plain/vmlinuz" "$work/cd/"
cat "$plain/initrd.img" "$work/installer.img" >"$work/cd/initrd.img" # GRUB would put zeros between
cat >"$work/cd/boot/grub/grub.cfg" <<'END'
set timeout=0
menuentry "Install" {
    linux /vmlinuz console=tty0 console=ttyS0,115200 quiet loglevel=3 panic=1 tsc=unstable mitigations=off
    initrd /initrd.img
}
END
grub_cd "$work/cd/boot/grub/cd.img"
xorriso -as mkisofs -quiet -R -V "Debian 11.5.0 amd64 n" -b boot/grub/cd.img -no-emul-boot \
    -boot-load-size 4 -boot-info-table -o "$work/install.iso" "$work/cd" >&2
chmod 644 "$work/install.iso"
mv "$work/install.iso" "$cache/install.iso"
echo "$recipe" >"$cache/recipe"
echo "$cache/install.iso"
