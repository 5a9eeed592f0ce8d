#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/support/make-cloud-image.sh
# A cloud image as Debian's own are made: Debian 12 with its kernel for clouds (no SATA, no display),
# systemd and cloud-init, which waits for somebody to tell it who it is. Some minutes and 150 MB of
# downloads; does nothing when it has been built already. Needs root, or user namespaces. Prints the
# path of the image. Ends with 77 when the archive of Debian cannot be reached; gives up after 20
# minutes.
set -euo pipefail

packages=(systemd-sysv udev dbus linux-image-cloud-amd64 initramfs-tools cloud-init sudo netbase
    ifupdown isc-dhcp-client iproute2 e2fsprogs)
here=$(dirname "$(readlink -f "$0")")
. "$here/boot-parts.sh"
PATH=$PATH:/usr/sbin:/sbin
cache=${GUESTHOUSE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/guesthouse}/cloud-image
mkdir -p "$cache"
exec 8>"$cache/lock"
flock 8

# A month old is too old: its packages have had their fixes.
recipe=$({ cat "$0" "$here/boot-parts.sh"; date +%Y-%m; } | sha256sum | cut -d' ' -f1)
if [ "$(cat "$cache/recipe" 2>/dev/null)" = "$recipe" ] && [ -s "$cache/cloud.qcow2" ]; then
    echo "$cache/cloud.qcow2"
    exit 0
fi
# From where this computer has its own packages, and on the same way.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' 'Component: main' \
    'Created-By: Packages' | head -1)
mirror=${mirror:-http://deb.debian.org/debian/}
work=$(mktemp -d "${TMPDIR:-/tmp}/guesthouse-cloud.XXXXXX")
trap 'rm -rf "$work"' EXIT
chmod 1777 "$work" # the account that mmdebstrap may work as
if ! /usr/lib/apt/apt-helper download-file "${mirror%/}/dists/bookworm/InRelease" "$work/InRelease" >"$work/log" 2>&1; then
    echo "The archive $mirror cannot be reached: $(tail -1 "$work/log")" >&2
    exit 77
fi
apt-config dump | grep '^Acquire::' >"$work/apt.conf" || true
chmod 644 "$work/apt.conf"

cat >"$work/finish" <<'END'
#!/bin/sh -e
root=$1
image=$2
kernel=$(basename "$root"/boot/vmlinuz-*)
mkdir -p "$root/boot/grub"
cat >"$root/boot/grub/grub.cfg" <<GRUB
set timeout=0
menuentry "Debian" {
    linux /boot/$kernel root=/dev/disk/by-label/cloud-root ro console=ttyS0,115200 quiet loglevel=3 tsc=unstable mitigations=off
    initrd /boot/initrd.img-${kernel#vmlinuz-}
}
GRUB
echo "LABEL=cloud-root / ext4 defaults 0 1" >"$root/etc/fstab"
: >"$root/etc/machine-id"
rm -f "$root/etc/hostname"
# Without what is mounted there: /proc, /sys and /dev.
cp --archive --link --one-file-system "$root" "$image.tree"
mke2fs -q -t ext4 -L cloud-root -d "$image.tree" "$image" 768M
rm -rf "$image.tree"
chmod 644 "$image"
END
chmod 755 "$work/finish"

began=$SECONDS
echo "Building a cloud image of ${#packages[@]} packages and what they need, from $mirror" >&2
if ! timeout 1200 mmdebstrap --quiet --mode=auto --variant=apt --format=null \
    --aptopt="$work/apt.conf" --aptopt='APT::Install-Recommends "false"' \
    --dpkgopt=force-unsafe-io \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/i18n/*' \
    --include="$(IFS=,; echo "${packages[*]}")" \
    --customize-hook="$work/finish \"\$1\" $work/root.img" \
    bookworm /dev/null "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror bookworm main" \
    >"$work/log" 2>&1; then
    tail -30 "$work/log" >&2
    exit 1
fi
grub_disk "$work/root.img" "$work/cloud.img"
qemu-img convert -O qcow2 "$work/cloud.img" "$work/cloud.qcow2"
chmod 644 "$work/cloud.qcow2"
mv "$work/cloud.qcow2" "$cache/cloud.qcow2"
echo "$recipe" >"$cache/recipe"
echo "Built in $((SECONDS - began)) s, $(stat -c %s "$cache/cloud.qcow2" | numfmt --to=iec) large" >&2
echo "$cache/cloud.qcow2"
