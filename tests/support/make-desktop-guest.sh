#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/support/make-desktop-guest.sh
# The machine of app/demo/make-guest.sh with a graphical desktop on top, for the tests of what a
# console does beyond keys and pictures: Xorg, a window manager, a terminal, xclip, the SPICE agent
# and its shared folder. Installs nothing, needs no root, and does nothing when it has been built
# already. Prints the folder with "vmlinuz" and "initrd.img".
#
# It says on its first serial port, beside the marks of the plain machine:
#   GUEST-DESKTOP SECONDS    the desktop is there, and the agent was started
#   GUEST-RANDR OUTPUT WIDTHxHEIGHT+X+Y …;   its screens have another size or place
# On the virtio port org.guesthouse.test it takes lines "NUMBER COMMAND", and answers each with what the
# command wrote and "GUEST-STATUS NUMBER EXITSTATUS".
set -euo pipefail

packages=(xserver-xorg-core xserver-xorg-input-libinput x11-xkb-utils xkb-data xterm twm xclip
    x11-xserver-utils udev spice-vdagent spice-webdavd fonts-dejavu-core dbus-daemon avahi-daemon)
# What only maintainer scripts or programs that we leave out would need: two thirds of the bytes.
useless='^(libllvm.*|libz3.*|libgl1-mesa-dri|perl.*|libperl.*|cpp.*|libisl.*|libmpc3|libmpfr6|adwaita.*|.*icon-theme|libgtk-3-common|systemd|shared-mime-info|passwd|dpkg|tar|procps|adduser)$'
programs=(usr/lib/xorg/Xorg usr/bin/xkbcomp usr/bin/xterm usr/bin/twm usr/bin/xclip usr/bin/xrandr
    usr/bin/xset usr/bin/xsetroot usr/bin/spice-vdagent usr/sbin/spice-vdagentd
    usr/sbin/spice-webdavd usr/sbin/avahi-daemon usr/bin/dbus-daemon)
data=(usr/share/X11/xkb usr/share/libinput usr/share/dbus-1 etc/dbus-1 etc/avahi etc/fonts
    usr/share/fontconfig usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf
    usr/lib/xorg/modules/drivers/modesetting_drv.so usr/lib/xorg/modules/input/libinput_drv.so)

here=$(dirname "$(readlink -f "$0")")
demo=$here/../../app/demo
. "$demo/guest-parts.sh"
cache=${GUESTHOUSE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/guesthouse}/desktop
mkdir -p "$cache"
exec 8>"$cache/lock"
flock 8
plain=$("$demo/make-guest.sh" 8>&-)

recipe=$({ cat "$0" "$demo/guest-parts.sh" "$plain/recipe"
    tar -C "$here" --sort=name --mtime=@1 --owner=0 --group=0 -c desktop-guest; } | sha256sum | cut -d' ' -f1)
if [ "$(cat "$cache/recipe" 2>/dev/null)" = "$recipe" ] && [ -s "$cache/vmlinuz" ] && [ -s "$cache/initrd.img" ]; then
    echo "$cache"
    exit 0
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/guesthouse-guest.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{deb,pool,root/usr/lib,root/usr/bin,root/usr/sbin,root/lib,root/var/log}
pool=$work/pool
root=$work/root

mapfile -t all < <(closure "$work" "${packages[@]}" | grep -vxE "$useless")
echo "Downloading ${#all[@]} packages of the graphical test machine" >&2
download "$work/deb" "${all[@]}"
for package in "$work"/deb/*.deb; do
    dpkg-deb -x "$package" "$pool"
done

(cd "$pool" && cp -aL --parents "${programs[@]}" "${data[@]}" usr/lib/xorg/modules/*.so "$root/")
rm -f "$root"/usr/lib/xorg/modules/libglamoregl.so # wants Mesa, and we draw without
cp -L "$(find "$pool" -path '*bin/udevadm' -type f -print -quit)" "$root/usr/bin/udevadm"
ln -s ../bin/udevadm "$root/usr/sbin/systemd-udevd" # which of the two it is, it tells by its name
mkdir "$root/usr/lib/udev"
for folder in "$pool"/lib/udev "$pool"/usr/lib/udev; do
    [ ! -d "$folder" ] || cp -aL "$folder/." "$root/usr/lib/udev/"
done
ln -s ../usr/lib/udev "$root/lib/udev"
mapfile -t binaries < <(find "$root/usr" -type f \( -perm -u+x -o -name '*.so' \) -print0 |
    xargs -0 grep -l -a -m1 $'^\x7fELF')
copy_libraries "$pool" "$root" "${binaries[@]}"
cp -r "$here/desktop-guest/." "$root/"
chmod 755 "$root"/etc/guest/*
pack "$root" "$work/desktop.img"

# The kernel unpacks one after the other: the desktop's files replace the plain machine's.
cat "$plain/initrd.img" "$work/desktop.img" >"$work/initrd.img"
cp "$plain/vmlinuz" "$cache/vmlinuz"
cp "$work/initrd.img" "$cache/initrd.img"
chmod 644 "$cache/vmlinuz" "$cache/initrd.img"
echo "$recipe" >"$cache/recipe"
echo "$cache"
