#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A link between a libvirt client and its daemon that counts, and that can be slow, dead or cut.

    rpcproxy.py LISTEN DAEMON [--log FILE]     both are paths of unix sockets

Prints "ready", then answers each command on standard input with a line; ends with its input.

    latency MS   delays all by so much, each way       done
    freeze thaw  passes nothing, keeps sockets open    done
    cut          drops every connection                done
    refuse accept  new connections                     done
    forget       counts from zero                      done
    count        what went through                     a JSON object

--log writes a line for each message: seconds (monotonic), direction (< to the daemon, > to the
client), connection, procedure, type (call, reply, event, stream, alive), bytes.
"""
import argparse
import asyncio
import collections
import json
import os
import struct
import sys
import time

# The header of each message: length, program, version, procedure, type, serial, status.
HEADER = struct.Struct(">7I")
KEEPALIVE = 0x6B656570
KINDS = {0: "call", 1: "reply", 2: "event", 3: "stream", 4: "call", 5: "reply", 6: "stream"}
TOO_MUCH = 8 << 20  # held back in a slow or frozen direction: then its sender has to wait


class Link:
    """What all connections share."""

    def __init__(self, log):
        self.delay = 0.0
        self.frozen = self.refusing = False
        self.ends = set()
        self.log = log
        self.forget()

    def forget(self):
        self.calls = self.events = self.connections = 0
        self.bytes = {"<": 0, ">": 0}
        self.procedures = collections.Counter()

    def saw(self, direction, connection, header):
        length, program, _, procedure, kind, _, _ = header
        kind = "alive" if program == KEEPALIVE else KINDS.get(kind, "?")
        if kind == "call":
            self.calls += 1
            self.procedures[procedure] += 1
        elif kind == "event":
            self.events += 1
        if self.log:
            self.log.write(f"{time.monotonic():.6f} {direction} {connection} {procedure} {kind} {length}\n")

    def count(self):
        return {"calls": self.calls, "events": self.events, "bytes_up": self.bytes["<"],
                "bytes_down": self.bytes[">"], "connections": self.connections,
                "open": len(self.ends) // 2, "procedures": self.procedures}

    def wake(self):
        for end in list(self.ends):
            end.pass_on()


class End(asyncio.Protocol):
    """One socket. What it receives goes to its peer: at once, later, or never."""

    def __init__(self, link, direction):
        self.link, self.direction = link, direction
        self.peer = None
        self.number = 0
        self.transport = None
        self.waiting = collections.deque()
        self.held = self.skip = 0
        self.head = b""
        self.closing = False

    def connection_made(self, transport):
        self.transport = transport
        self.link.ends.add(self)

    def connection_lost(self, _error):
        self.link.ends.discard(self)
        self.closing = True
        self.pass_on()

    def data_received(self, data):
        self.link.bytes[self.direction] += len(data)
        self.look(data)
        self.waiting.append((time.monotonic() + self.link.delay, data))
        self.held += len(data)
        if self.held > TOO_MUCH:
            self.transport.pause_reading()
        if self.link.delay:
            asyncio.get_running_loop().call_later(self.link.delay, self.pass_on)
        else:
            self.pass_on()

    def look(self, data):
        """Finds the headers; the bodies are only skipped."""
        at = 0
        while at < len(data):
            if self.skip:
                step = min(self.skip, len(data) - at)
                self.skip -= step
                at += step
                continue
            missing = HEADER.size - len(self.head)
            self.head += data[at:at + missing]
            at += missing
            if len(self.head) == HEADER.size:
                header = HEADER.unpack(self.head)
                self.head = b""
                self.skip = max(0, header[0] - HEADER.size)
                self.link.saw(self.direction, self.number, header)

    def pass_on(self):
        if self.link.frozen or not self.peer or not self.peer.transport:
            return
        now = time.monotonic()
        while self.waiting and self.waiting[0][0] <= now + 0.0005:
            _, data = self.waiting.popleft()
            self.held -= len(data)
            self.peer.transport.write(data)
        if self.held <= TOO_MUCH and not self.closing:
            self.transport.resume_reading()
        if self.closing and not self.waiting:
            self.peer.transport.close()


async def listen(link, path, daemon):
    loop = asyncio.get_running_loop()
    number = 0

    class Accepted(End):
        def __init__(self):
            super().__init__(link, "<")

        def connection_made(self, transport):
            nonlocal number
            if link.refusing:
                transport.abort()
                return
            super().connection_made(transport)
            number += 1
            link.connections += 1
            self.number = number
            self.task = loop.create_task(self.dial())

        async def dial(self):
            try:
                _, peer = await loop.create_unix_connection(lambda: End(link, ">"), daemon)
            except OSError:
                self.transport.abort()
                return
            peer.number = self.number
            peer.peer, self.peer = self, peer
            self.pass_on()
            peer.pass_on()

    server = await loop.create_unix_server(Accepted, path)
    os.chmod(path, 0o600)
    return server


async def main():
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("listen")
    options.add_argument("daemon")
    options.add_argument("--log")
    options = options.parse_args()

    link = Link(open(options.log, "w", 1 << 16) if options.log else None)
    server = await listen(link, options.listen, options.daemon)
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    print("ready", flush=True)
    while line := await reader.readline():
        command, _, value = line.decode().strip().partition(" ")
        answer = "done"
        if command == "latency":
            link.delay = float(value) / 1000
        elif command in ("freeze", "thaw"):
            link.frozen = command == "freeze"
            link.wake()
        elif command == "cut":
            for end in list(link.ends):
                end.waiting.clear()
                end.transport.abort()
        elif command in ("refuse", "accept"):
            link.refusing = command == "refuse"
        elif command == "forget":
            link.forget()
        elif command == "count":
            if link.log:
                link.log.flush()
            answer = json.dumps(link.count())
        else:
            answer = "what?"
        print(answer, flush=True)
    server.close()
    if link.log:
        link.log.close()


asyncio.run(main())
