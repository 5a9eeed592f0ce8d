# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
# The smallest installation there is. Booted from a CD it writes the first sector of the first disk
# and resets; what it wrote, booted from that disk, writes "GUESTHOUSE WAS HERE" after itself and
# turns the machine off (by the BIOS' power management).
    .intel_syntax noprefix
    .code16
    .globl _start
_start:
    cli
    xor ax, ax
    mov ds, ax
    mov es, ax
    mov ss, ax
    mov sp, 0x7c00
    sti
    mov bx, offset system
    mov cx, 1
    call write_sector
    mov al, 0xfe            # the keyboard controller resets
    out 0x64, al
1:  hlt
    jmp 1b

# One sector from ES:BX to sector CL of the first disk.
write_sector:
    mov ax, 0x0301
    mov dx, 0x0080
    int 0x13
    ret

    .org 512
system:
    cli
    xor ax, ax
    mov ds, ax
    mov es, ax
    mov ss, ax
    mov sp, 0x7c00
    sti
    mov bx, 0x7c00 + (mark - system)
    mov cx, 2
    mov ax, 0x0301
    mov dx, 0x0080
    int 0x13
    mov ax, 0x5301          # power management: connect, version 1.2, off
    xor bx, bx
    int 0x15
    mov ax, 0x530e
    xor bx, bx
    mov cx, 0x0102
    int 0x15
    mov ax, 0x5307
    mov bx, 1
    mov cx, 3
    int 0x15
2:  hlt
    jmp 2b
mark:
    .ascii "GUESTHOUSE WAS HERE"
    .org 512 + 510
    .word 0xaa55
    .org 2048
