# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What the scripts share that make disks and CDs a BIOS starts. Sourced; needs no root.

grub_modules=/usr/lib/grub/i386-pc

# A disk with a boot record, GRUB behind it, and one partition whose file system was made already.
# GRUB's own installer wants devices; the two files find each other all the same: the first loads
# what begins at sector 1, and that one knows how long it is.
grub_disk() { # FILE-SYSTEM-IMAGE FILE
    local system=$1 file=$2 work size
    work=$(mktemp -d "${TMPDIR:-/tmp}/guesthouse-grub.XXXXXX")
    grub-mkimage -O i386-pc -d "$grub_modules" -p '(hd0,msdos1)/boot/grub' -o "$work/core.img" \
        biosdisk part_msdos ext2 normal linux echo serial terminal
    size=$(stat -c %s "$system")
    rm -f "$file"
    truncate -s $((size + 1024 * 1024)) "$file"
    echo "2048,,L,*" | sfdisk --quiet "$file"
    dd if="$grub_modules/boot.img" of="$file" bs=440 count=1 conv=notrunc status=none
    dd if="$work/core.img" of="$file" bs=512 seek=1 conv=notrunc status=none
    dd if="$system" of="$file" bs=1M seek=1 conv=notrunc,sparse status=none
    rm -rf "$work"
}

# The boot image of a CD that has boot/grub/grub.cfg.
grub_cd() { # FILE
    grub-mkimage -O i386-pc-eltorito -d "$grub_modules" -p /boot/grub -o "$1" \
        biosdisk iso9660 normal linux echo
}
