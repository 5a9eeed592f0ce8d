#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""stdiotosocket.py SOCKET: passes standard input and output on to a socket, as virt-ssh-helper does
to the system's daemon."""
import os
import socket
import sys
import threading

with socket.socket(socket.AF_UNIX) as daemon:
    daemon.connect(sys.argv[1])

    def send():
        while data := os.read(0, 65536):
            daemon.sendall(data)
        daemon.shutdown(socket.SHUT_WR)

    threading.Thread(target=send, daemon=True).start()
    while data := daemon.recv(65536):
        while data:
            data = data[os.write(1, data):]
