#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A viewer process that says what a file holds, whatever that is.

    madviewer.py DESCRIPTOR        with GUESTHOUSE_MAD_VIEWER=FILE

FILE is a row of packets: length (4 bytes, of this machine), what is attached (1 byte), and the packet.
Attached: 0 nothing, 1 sealed memory, 2 memory that is cut short at once, 3 a file, 4 /dev/zero, 5 a
directory, 6 two descriptors, 7 the socket itself. Then it stays, silent, until the window is gone.
"""
import fcntl
import os
import pathlib
import socket
import struct
import sys
import tempfile

F_ADD_SEALS, SEAL_SHRINK = 1033, 2


def memory(size, sealed):
    made = os.memfd_create("mad", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    os.ftruncate(made, size)
    if sealed:
        fcntl.fcntl(made, F_ADD_SEALS, SEAL_SHRINK)
    return made


def attachment(kind, window):
    if kind == 1:
        return [memory(64 << 20, True)]
    if kind == 2:
        return [memory(64 << 20, False)]
    if kind == 3:
        return [os.dup(tempfile.TemporaryFile().fileno())]
    if kind == 4:
        return [os.open("/dev/zero", os.O_RDWR)]
    if kind == 5:
        return [os.open("/", os.O_RDONLY)]
    if kind == 6:
        return [memory(64 << 20, True), memory(4096, True)]
    if kind == 7:
        return [os.dup(window.fileno())]
    return []


def main():
    window = socket.socket(fileno=int(sys.argv[1]))
    window.setblocking(True)
    data = pathlib.Path(os.environ["GUESTHOUSE_MAD_VIEWER"]).read_bytes()
    try:
        while data:
            length, kind = struct.unpack("=IB", data[:5])
            packet, data = data[5:5 + length], data[5 + length:]
            given = attachment(kind, window)
            socket.send_fds(window, [packet], given)
            for each in given:
                if kind == 2:
                    os.ftruncate(each, 0)
                os.close(each)
        while window.recv(1 << 20):
            pass
    except OSError:
        pass


if __name__ == "__main__":
    main()
