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
    stop MODE N [PROCEDURE…]  ends the client's link at the N-th call from now on, of these
                 procedures or of all                  done
                 before: the daemon never sees it; after: it is done, and its answer swallowed.
                 killbefore and killafter end the client itself, by SIGKILL.
    stopped      whether that has happened             yes or no

--log writes a line for each message: seconds (monotonic), direction (< to the daemon, > to the
client), connection, procedure, type (call, reply, event, stream, alive), bytes.
"""
import argparse
import asyncio
import collections
import json
import os
import signal
import socket
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
        self.stop_mode, self.stop_in, self.stop_of = None, 0, set()
        self.stop_reply = None  # (connection, serial) that is not to be answered
        self.stopped = False
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

    def arm(self, mode, count, *procedures):
        self.stop_mode, self.stop_in = mode, int(count)
        self.stop_of = {int(each) for each in procedures}
        self.stop_reply, self.stopped = None, False

    def stops(self, direction, connection, header):
        """Whether this message is not to pass any more."""
        if not self.stop_mode or self.stopped:
            return False
        _, program, _, procedure, kind, serial, _ = header
        if program == KEEPALIVE:
            return False
        if direction == "<" and KINDS.get(kind) == "call":
            if self.stop_reply or (self.stop_of and procedure not in self.stop_of):
                return False
            self.stop_in -= 1
            if self.stop_in == 0 and self.stop_mode.endswith("before"):
                self.stopped = True
            elif self.stop_in == 0:
                self.stop_reply = (connection, serial)
        elif direction == ">" and KINDS.get(kind) == "reply":
            self.stopped = self.stop_reply == (connection, serial)
        return self.stopped

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
        end = self.look(data)
        if end is not None:
            self.stop(data[:end])
            return
        self.waiting.append((time.monotonic() + self.link.delay, data))
        self.held += len(data)
        if self.held > TOO_MUCH:
            self.transport.pause_reading()
        if self.link.delay:
            asyncio.get_running_loop().call_later(self.link.delay, self.pass_on)
        else:
            self.pass_on()

    def look(self, data):
        """Finds the headers; the bodies are only skipped. Answers where to end, if it is to."""
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
                if self.link.stops(self.direction, self.number, header):
                    return max(0, at - HEADER.size)
        return None

    def stop(self, data):
        """Ends the client; what came before still reaches its receiver."""
        client, daemon = (self, self.peer) if self.direction == "<" else (self.peer, self)
        if self.link.stop_mode.startswith("kill"):
            raw = client.transport.get_extra_info("socket").getsockopt(
                socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
            os.kill(struct.unpack("3i", raw)[0], signal.SIGKILL)
        if self is client and daemon:
            daemon.transport.write(data)
            daemon.transport.close()
        elif daemon:
            daemon.transport.abort()
        client.waiting.clear()
        client.transport.abort()

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
        elif command == "stop":
            link.arm(*value.split())
        elif command == "stopped":
            answer = "yes" if link.stopped else "no"
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
