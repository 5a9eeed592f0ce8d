#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A VNC server without a machine: an honest one that a test directs, or one of many that are not.

    rfbserver.py [--listen PATH] [--size WxH] [--password WORD] [--tls FOLDER] [--pick ENCODING]
                 [--name NAME] [--mode MODE]
    rfbserver.py --list                 the modes of a server that is broken or hostile, one a line

Listens on the unix socket PATH, or on a port of 127.0.0.1, and prints "ready PATH-OR-PORT". It ends
with its standard input. Without --mode it does as QEMU does, and more: security None, VncAuth with
--password, VeNCrypt (x509) with --tls, whose FOLDER has server-cert.pem and server-key.pem; pictures
Raw, or with --pick copyrect, hextile, zrle or tight; and every extension that QEMU has.

What the client does is printed, a line each:
    client, shared 0|1, format BITS, encodings N..., key DOWN KEYSYM KEYCODE, pointer X Y BUTTONS,
    cut HEX, clip HEX, resize W H, xvp CODE, audio enable|disable|format F C HZ, gone
Commands, a line each, for the client that connected last:
    fill RRGGBB | rect X Y W H RRGGBB | copy X Y W H FROMX FROMY   changes the picture
    size W H          another size           cursor W H RRGGBBAA   the pointer's shape
    pointer absolute|relative                leds N                the lights, as RFB has them
    cut HEX           clipboard, Latin-1     clip HEX              clipboard by the extension, UTF-8
    bell              rename HEX             audio HEX             samples      drop   ends it
"""
import argparse
import itertools
import os
import socket
import ssl
import struct
import sys
import threading
import time
import zlib

RAW, COPYRECT, HEXTILE, TIGHT, ZRLE = 0, 1, 5, 7, 16
SIZE, EXTENDED_SIZE, CURSOR, ALPHA_CURSOR = -223, -308, -239, -314
POINTER_MODE, EXTENDED_KEY, AUDIO, LEDS, XVP = -257, -258, -259, -261, -309
NAME, EXTENDED_CLIPBOARD = -307, 0xC0A1E5CE - (1 << 32)
CLIP_TEXT, CLIP_CAPS, CLIP_REQUEST, CLIP_PEEK, CLIP_NOTIFY, CLIP_PROVIDE = 1, *(1 << n for n in range(24, 29))
# 32 bits, blue first: what every client of today asks for.
PIXEL_FORMAT = struct.pack(">BBBBHHHBBB3x", 32, 24, 0, 1, 255, 255, 255, 16, 8, 0)


def say(*words):
    print(*words, flush=True)


# ---- DES, as VncAuth has it: the one cipher that is in no library of Python's

def _table(text):
    return [int(n) for n in text.split()]


IP = _table("58 50 42 34 26 18 10 2 60 52 44 36 28 20 12 4 62 54 46 38 30 22 14 6 64 56 48 40 32 24 16 8 57 49 41 33 "
            "25 17 9 1 59 51 43 35 27 19 11 3 61 53 45 37 29 21 13 5 63 55 47 39 31 23 15 7")
FP = [IP.index(n) + 1 for n in range(1, 65)]
EXPAND = [(4 * (n // 6) + n % 6 - 1) % 32 + 1 for n in range(48)]
PERMUTE = _table("16 7 20 21 29 12 28 17 1 15 23 26 5 18 31 10 2 8 24 14 32 27 3 9 19 13 30 6 22 11 4 25")
PC1 = _table("57 49 41 33 25 17 9 1 58 50 42 34 26 18 10 2 59 51 43 35 27 19 11 3 60 52 44 36 63 55 47 39 31 23 15 7 "
             "62 54 46 38 30 22 14 6 61 53 45 37 29 21 13 5 28 20 12 4")
PC2 = _table("14 17 11 24 1 5 3 28 15 6 21 10 23 19 12 4 26 8 16 7 27 20 13 2 41 52 31 37 47 55 30 40 51 45 33 48 "
             "44 49 39 56 34 53 46 42 50 36 29 32")
SHIFTS = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1]
BOXES = [[int(c, 16) for c in row] for row in (
    "e4d12fb83a6c5907" "0f74e2d1a6cb9538" "41e8d62bfc973a50" "fc8249175b3ea06d",
    "f18e6b34972dc05a" "3d47f28ec01a69b5" "0e7ba4d158c6932f" "d8a13f42b67c05e9",
    "a09e63f51dc7b428" "d709346a285ecbf1" "d6498f30b12c5ae7" "1ad069874fe3b52c",
    "7de3069a1285bc4f" "d8b56f03472c1ae9" "a690cb7df13e5284" "3f06a1d8945bc72e",
    "2c417ab6853fd0e9" "eb2c47d150fa3986" "421bad78f9c5630e" "b8c71e2d6f09a453",
    "c1af92680d34e75b" "af427c9561de0b38" "9ef528c3704a1db6" "432c95fabe17608d",
    "4b2ef08d3c975a61" "d0b7491ae35c2f86" "14bdc37eaf680592" "6bd814a7950fe23c",
    "d2846fb1a93e50c7" "1fd8a374c56b0e92" "7b419ce206adf358" "21e74a8dfc90356b")]


def _pick(bits, places):
    return [bits[n - 1] for n in places]


def _bits(data):
    return [byte >> n & 1 for byte in data for n in range(7, -1, -1)]


def des(key, block):
    left, right = (half := _pick(_bits(key), PC1))[:28], half[28:]
    keys = []
    for shift in SHIFTS:
        left, right = left[shift:] + left[:shift], right[shift:] + right[:shift]
        keys.append(_pick(left + right, PC2))
    bits = _pick(_bits(block), IP)
    left, right = bits[:32], bits[32:]
    for round_key in keys:
        mixed = [a ^ b for a, b in zip(_pick(right, EXPAND), round_key)]
        out = []
        for number, box in enumerate(BOXES):
            six = mixed[6 * number:6 * number + 6]
            value = box[(six[0] * 2 + six[5]) * 16 + int("".join(map(str, six[1:5])), 2)]
            out += [value >> n & 1 for n in (3, 2, 1, 0)]
        left, right = right, [a ^ b for a, b in zip(left, _pick(out, PERMUTE))]
    final = _pick(right + left, FP)
    return bytes(int("".join(map(str, final[n:n + 8])), 2) for n in range(0, 64, 8))


def vnc_response(password, challenge):
    # The key's bits are in the wrong order, for ever.
    key = bytes(int(f"{byte:08b}"[::-1], 2) for byte in password.encode()[:8].ljust(8, b"\0"))
    return des(key, challenge[:8]) + des(key, challenge[8:])


class Gone(Exception):
    pass


class Client:
    """One connection: the honest server."""

    def __init__(self, connection, options):
        self.socket, self.options = connection, options
        self.width, self.height = options.size
        self.pixels = bytearray(b"\x60\x40\x20\0" * (self.width * self.height))
        self.encodings = set()
        self.lock = threading.RLock()
        self.wanted = False  # an update
        self.first = True
        self.changed = []  # rectangles, and pseudo-rectangles as bytes
        self.clip = b""
        self.deflate = zlib.compressobj()
        self.tight = zlib.compressobj()
        self.audio = False

    # -- bytes

    def read(self, count):
        data = b""
        while len(data) < count:
            try:
                part = self.socket.recv(min(count - len(data), 1 << 20))
            except (OSError, ValueError):
                part = b""
            if not part:
                raise Gone
            data += part
        return data

    def unpack(self, form):
        return struct.unpack(form, self.read(struct.calcsize(form)))

    def send(self, data):
        try:
            with self.lock:
                self.socket.sendall(data)
        except (OSError, ValueError):
            raise Gone from None

    # -- the beginning

    def shake_hands(self):
        self.send(b"RFB 003.008\n")
        self.read(12)
        options = self.options
        kinds = [19] if options.tls else [2] if options.password is not None else [1]
        self.send(bytes([len(kinds), *kinds]))
        kind = self.read(1)[0]
        if kind == 19:
            kind = self.start_tls()
        if kind == 2:
            challenge = os.urandom(16)
            self.send(challenge)
            if self.read(16) != vnc_response(options.password, challenge):
                reason = b"Authentication failed"
                self.send(struct.pack(">II", 1, len(reason)) + reason)
                raise Gone
        self.send(struct.pack(">I", 0))
        say("shared", self.read(1)[0])
        self.send_init(self.width, self.height)

    def start_tls(self):
        self.send(bytes([0, 2]))
        self.read(2)
        subtype = 260 if self.options.password is None else 261  # x509, without and with a password
        self.send(struct.pack(">BBI", 0, 1, subtype))
        self.read(4)
        self.send(b"\1")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(f"{self.options.tls}/server-cert.pem", f"{self.options.tls}/server-key.pem")
        try:
            self.socket = context.wrap_socket(self.socket, server_side=True)
        except (OSError, ssl.SSLError):
            raise Gone from None
        return 1 if subtype == 260 else 2

    def send_init(self, width, height, name=None):
        name = self.options.name.encode() if name is None else name
        self.send(struct.pack(">HH", width, height) + PIXEL_FORMAT + struct.pack(">I", len(name)) + name)

    # -- what the client says

    def serve(self):
        while True:
            kind = self.read(1)[0]
            if kind == 0:
                say("format", self.read(19)[3])
            elif kind == 2:
                count, = self.unpack(">xH")
                self.set_encodings(self.unpack(f">{count}i"))
            elif kind == 3:
                again, *_ = self.unpack(">BHHHH")
                self.update_wanted(not again)
            elif kind == 4:
                down, keysym = self.unpack(">BxxI")
                say("key", down, keysym, 0)
            elif kind == 5:
                buttons, x, y = self.unpack(">BHH")
                say("pointer", x, y, buttons)
            elif kind == 6:
                length, = self.unpack(">xxxi")
                if length < 0:
                    self.clipboard_message(self.read(-length))
                else:
                    say("cut", self.read(length).hex())
            elif kind == 250:
                say("xvp", self.unpack(">xBB")[1])
            elif kind == 251:
                width, height, screens = self.unpack(">xHHBx")
                self.read(16 * screens)
                say("resize", width, height)
                self.resize(width, height, reason=1)
            elif kind == 255:
                self.qemu_message(self.read(1)[0])
            else:
                say("unknown", kind)
                raise Gone

    def qemu_message(self, kind):
        if kind == 0:
            say("key", *self.unpack(">HII"))
            return
        operation, = self.unpack(">H")
        if operation == 2:
            say("audio format", *self.unpack(">BBI"))
        else:
            self.audio = operation == 0
            say("audio", "enable" if self.audio else "disable")

    def set_encodings(self, encodings):
        say("encodings", *encodings)
        with self.lock:
            self.encodings = set(encodings)
            for pseudo in (EXTENDED_KEY, AUDIO):
                if pseudo in self.encodings:
                    self.changed.append((0, 0, self.width, self.height, pseudo, b""))
            self.set_pointer(True)
            if EXTENDED_SIZE in self.encodings:
                self.changed.append(self.size_rect(0))
            if XVP in self.encodings:
                self.send(bytes([250, 0, 1, 1]))
            if EXTENDED_CLIPBOARD in self.encodings:
                self.send_clip(struct.pack(">II", CLIP_TEXT | CLIP_CAPS | CLIP_REQUEST | CLIP_PEEK | CLIP_NOTIFY
                                           | CLIP_PROVIDE, 1 << 20))

    def clipboard_message(self, data):
        flags, = struct.unpack(">I", data[:4])
        if flags & CLIP_CAPS:
            return  # what the client takes: text, as all do
        if flags & CLIP_PROVIDE:
            plain = zlib.decompress(data[4:])
            length, = struct.unpack(">I", plain[:4])
            say("clip", plain[4:4 + length].rstrip(b"\0").hex())
        elif flags & CLIP_NOTIFY and flags & CLIP_TEXT:
            self.send_clip(struct.pack(">I", CLIP_REQUEST | CLIP_TEXT))
        elif flags & CLIP_REQUEST:
            text = self.clip + b"\0"
            self.send_clip(struct.pack(">I", CLIP_PROVIDE | CLIP_TEXT)
                           + zlib.compress(struct.pack(">I", len(text)) + text))

    def send_clip(self, data):
        self.send(struct.pack(">Bxxxi", 3, -len(data)) + data)

    # -- pictures

    def update_wanted(self, whole):
        with self.lock:
            self.wanted = True
            if whole:
                self.changed.append((0, 0, self.width, self.height, None, None))
            self.send_changed()

    def send_changed(self):
        with self.lock:
            if not self.wanted or not self.changed:
                return
            rects, self.changed, self.wanted = self.changed, [], False
            self.send(struct.pack(">BxH", 0, len(rects)))
            for x, y, w, h, encoding, body in rects:
                if encoding is None:
                    encoding, body = self.encode(x, y, w, h)
                self.send(struct.pack(">HHHHi", x, y, w, h, encoding) + body)

    def rows(self, x, y, w, h):
        for row in range(y, y + h):
            start = (row * self.width + x) * 4
            yield bytes(self.pixels[start:start + w * 4])

    def encode(self, x, y, w, h):
        pick = self.options.pick
        if pick == "hextile" and HEXTILE in self.encodings:
            return HEXTILE, b"".join(
                self.hextile(column, row, min(16, x + w - column), min(16, y + h - row))
                for row in range(y, y + h, 16) for column in range(x, x + w, 16))
        if pick == "zrle" and ZRLE in self.encodings:
            plain = b"".join(self.zrle(column, row, min(64, x + w - column), min(64, y + h - row))
                             for row in range(y, y + h, 64) for column in range(x, x + w, 64))
            packed = self.deflate.compress(plain) + self.deflate.flush(zlib.Z_SYNC_FLUSH)
            return ZRLE, struct.pack(">I", len(packed)) + packed
        if pick == "tight" and TIGHT in self.encodings and w <= 2048:
            return TIGHT, self.tight_body(b"".join(self.rows(x, y, w, h)))
        return RAW, b"".join(self.rows(x, y, w, h))

    def hextile(self, x, y, w, h):
        data = b"".join(self.rows(x, y, w, h))
        if data == data[:4] * (w * h):
            return b"\x02" + data[:4]  # one colour, the background
        return b"\x01" + data

    def zrle(self, x, y, w, h):
        data = b"".join(self.rows(x, y, w, h))
        if data == data[:4] * (w * h):
            return b"\x01" + data[:3]
        return b"\0" + b"".join(data[n:n + 3] for n in range(0, len(data), 4))

    def tight_body(self, data):
        red_first = bytes(data[n + place] for n in range(0, len(data), 4) for place in (2, 1, 0))
        if data == data[:4] * (len(data) // 4):
            return b"\x80" + red_first[:3]
        packed = self.tight.compress(red_first) + self.tight.flush(zlib.Z_SYNC_FLUSH) if len(red_first) >= 12 else red_first
        if len(red_first) < 12:
            return b"\0" + packed
        length = len(packed)
        lengths = bytes([length & 0x7f | (0x80 if length > 0x7f else 0)])
        if length > 0x7f:
            lengths += bytes([length >> 7 & 0x7f | (0x80 if length > 0x3fff else 0)])
        if length > 0x3fff:
            lengths += bytes([length >> 14])
        return b"\0" + lengths + packed

    def size_rect(self, reason):
        screen = struct.pack(">B3xIHHHHI", 1, 0, 0, 0, self.width, self.height, 0)
        return (reason, 0, self.width, self.height, EXTENDED_SIZE, screen)

    # -- commands

    def paint(self, x, y, w, h, colour):
        red, green, blue = bytes.fromhex(colour)
        with self.lock:
            for row in range(y, y + h):
                start = (row * self.width + x) * 4
                self.pixels[start:start + w * 4] = bytes([blue, green, red, 0]) * w
            self.changed.append((x, y, w, h, None, None))
            self.send_changed()

    def copy(self, x, y, w, h, from_x, from_y):
        with self.lock:
            rows = list(self.rows(from_x, from_y, w, h))
            for number, data in enumerate(rows):
                start = ((y + number) * self.width + x) * 4
                self.pixels[start:start + w * 4] = data
            known = COPYRECT in self.encodings
            self.changed.append((x, y, w, h, COPYRECT if known else None, struct.pack(">HH", from_x, from_y)))
            self.send_changed()

    def resize(self, width, height, reason=0):
        with self.lock:
            self.width, self.height = width, height
            self.pixels = bytearray(b"\x60\x40\x20\0" * (width * height))
            if EXTENDED_SIZE in self.encodings:
                self.changed = [self.size_rect(reason)]
            elif SIZE in self.encodings:
                self.changed = [(0, 0, width, height, SIZE, b"")]
            self.changed.append((0, 0, width, height, None, None))
            self.send_changed()

    def set_pointer(self, absolute):
        if POINTER_MODE in self.encodings:
            self.changed.append((int(absolute), 0, self.width, self.height, POINTER_MODE, b""))
            self.send_changed()

    def cursor(self, width, height, colour):
        red, green, blue, alpha = bytes.fromhex(colour)
        with self.lock:
            if ALPHA_CURSOR in self.encodings:
                body = struct.pack(">i", RAW) + bytes([red, green, blue, alpha]) * (width * height)
                self.changed.append((width // 2, height // 2, width, height, ALPHA_CURSOR, body))
            else:
                body = bytes([blue, green, red, 0]) * (width * height) + b"\xff" * ((width + 7) // 8 * height)
                self.changed.append((width // 2, height // 2, width, height, CURSOR, body))
            self.send_changed()

    def command(self, word, *words):
        numbers = [int(each) for each in words if each.lstrip("-").isdigit()]
        if word == "fill":
            self.paint(0, 0, self.width, self.height, words[0])
        elif word == "rect":
            self.paint(*map(int, words[:4]), words[4])
        elif word == "copy":
            self.copy(*numbers)
        elif word == "size":
            self.resize(*numbers)
        elif word == "cursor":
            self.cursor(*map(int, words[:2]), words[2])
        elif word == "pointer":
            with self.lock:
                self.set_pointer(words[0] == "absolute")
        elif word == "leds":
            with self.lock:
                self.changed.append((0, 0, 0, 0, LEDS, bytes(numbers)))
                self.send_changed()
        elif word == "cut":
            text = bytes.fromhex(words[0])
            self.send(struct.pack(">BxxxI", 3, len(text)) + text)
        elif word == "clip":
            self.clip = bytes.fromhex(words[0])
            if EXTENDED_CLIPBOARD in self.encodings:
                self.send_clip(struct.pack(">I", CLIP_NOTIFY | CLIP_TEXT))
        elif word == "bell":
            self.send(b"\2")
        elif word == "rename":
            with self.lock:
                text = bytes.fromhex(words[0])
                self.changed.append((0, 0, 0, 0, NAME, struct.pack(">I", len(text)) + text))
                self.send_changed()
        elif word == "audio":
            samples = bytes.fromhex(words[0])
            self.send(struct.pack(">BBH", 255, 1, 1) + struct.pack(">BBHI", 255, 1, 2, len(samples)) + samples
                      + struct.pack(">BBH", 255, 1, 0))
        elif word == "drop":
            self.socket.shutdown(socket.SHUT_RDWR)  # also under a thread that reads
            self.socket.close()
        else:
            say("what?", word)


# ---- the others. Each gets a connection, and misbehaves on it until the client has enough.

HOSTILE = {}


def hostile(function):
    HOSTILE[function.__name__.replace("_", "-")] = function
    return function


def for_ever(client, data, pause=0.0):
    while True:
        client.send(data)
        time.sleep(pause)


def rect(x, y, w, h, encoding, body=b""):
    return struct.pack(">BxHHHHHi", 0, 1, x, y, w, h, encoding) + body


def opened(client):
    """As an honest one, until the client has asked for a picture."""
    client.shake_hands()
    threading.Thread(target=drain, args=(client,), daemon=True).start()


def drain(client):
    try:
        while True:
            client.read(1)
    except Gone:
        pass


@hostile
def silence(client):
    drain(client)


@hostile
def drip(client):
    for byte in itertools.cycle(b"RFB 003.008\n"):
        client.send(bytes([byte]))
        time.sleep(0.7)


@hostile
def garbage(client):
    for_ever(client, os.urandom(4096))


@hostile
def wrong_version(client):
    client.send(b"RFB 999.999\n")
    drain(client)


@hostile
def banner_without_end(client):
    for_ever(client, b"A" * 65536)


@hostile
def refuses_at_length(client):
    client.send(b"RFB 003.008\n")
    client.read(12)
    client.send(struct.pack(">BI", 0, 0xffffffff))
    for_ever(client, b"No. " * 4096)


@hostile
def unknown_security(client):
    client.send(b"RFB 003.008\n")
    client.read(12)
    client.send(bytes([255, *range(1, 256)][:1] + [200 + n % 50 for n in range(255)]))
    drain(client)


@hostile
def asks_for_ever(client):
    """A challenge that is never judged."""
    client.send(b"RFB 003.008\n")
    client.read(12)
    client.send(b"\1\2")
    client.read(1)
    client.send(bytes(16))
    drain(client)


@hostile
def bad_init_format(client):
    client.send(b"RFB 003.008\n")
    client.read(12)
    client.send(b"\1\1")
    client.read(1)
    client.send(struct.pack(">I", 0))
    client.read(1)
    client.send(struct.pack(">HHBBBBHHHBBB3xI", 640, 480, 7, 255, 9, 9, 0, 0, 0, 200, 200, 200, 1) + b"x")
    for_ever(client, rect(0, 0, 640, 480, RAW, bytes(640 * 480)), 0.1)


@hostile
def gigantic(client):
    client.options.size = client.width, client.height = 64, 64
    original, client.send_init = client.send_init, lambda *_: None
    client.shake_hands()
    original(65535, 65535)
    for_ever(client, rect(0, 0, 65535, 65535, RAW, bytes(65536)), 0.01)


@hostile
def nothing_to_see(client):
    original, client.send_init = client.send_init, lambda *_: None
    client.shake_hands()
    original(0, 0)
    for_ever(client, rect(0, 0, 0, 0, RAW), 0.01)


@hostile
def long_name(client):
    original, client.send_init = client.send_init, lambda *_: None
    client.shake_hands()
    client.send(struct.pack(">HH", 64, 64) + PIXEL_FORMAT + struct.pack(">I", 0xfffffff0))
    for_ever(client, b"name" * 16384)


@hostile
def outside(client):
    opened(client)
    for_ever(client, rect(60000, 60000, 16, 16, RAW, bytes(1024)), 0.01)


@hostile
def copies_from_outside(client):
    opened(client)
    for_ever(client, rect(0, 0, 16, 16, COPYRECT, struct.pack(">HH", 65000, 65000)), 0.01)


@hostile
def resize_storm(client):
    opened(client)
    for number in itertools.count():
        client.send(rect(0, 0, 100 + number % 7 * 1000, 100 + number % 5 * 1000, SIZE))


@hostile
def size_without_end(client):
    opened(client)
    client.send(rect(0, 0, 65535, 65535, SIZE))
    client.send(rect(0, 0, 65535, 65535, EXTENDED_SIZE, struct.pack(">B3x", 255) + os.urandom(255 * 16)))
    for_ever(client, rect(0, 0, 65535, 65535, RAW, bytes(65536)), 0.01)


@hostile
def many_rects(client):
    opened(client)
    for_ever(client, struct.pack(">BxH", 0, 65535) + struct.pack(">HHHHi", 0, 0, 0, 0, RAW) * 65535)


@hostile
def unknown_encoding(client):
    opened(client)
    for_ever(client, rect(0, 0, 16, 16, 0x7fffffff, bytes(1024)), 0.01)


@hostile
def unknown_message(client):
    opened(client)
    for_ever(client, b"\xc8" * 64, 0.01)


@hostile
def gigantic_cursor(client):
    opened(client)
    client.send(rect(65535, 65535, 65535, 65535, CURSOR))
    for_ever(client, bytes(65536))


@hostile
def cursor_flood(client):
    opened(client)
    for_ever(client, rect(0, 0, 64, 64, CURSOR, bytes(64 * 64 * 4 + 512)))


@hostile
def zlib_bomb(client):
    opened(client)
    packer = zlib.compressobj(9)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush(zlib.Z_SYNC_FLUSH)
    for_ever(client, rect(0, 0, 64, 64, ZRLE, struct.pack(">I", len(bomb)) + bomb), 0.01)


@hostile
def zrle_length(client):
    opened(client)
    client.send(rect(0, 0, 64, 64, ZRLE, struct.pack(">I", 0xffffffff)))
    for_ever(client, bytes(65536))


@hostile
def hextile_garbage(client):
    opened(client)
    for_ever(client, rect(0, 0, 64, 64, HEXTILE, b"\x1e\xff" + os.urandom(4096)))


@hostile
def tight_garbage(client):
    opened(client)
    for_ever(client, rect(0, 0, 64, 64, TIGHT, b"\x6f\xff\xff\xff" + os.urandom(8192)))


@hostile
def jpeg_bomb(client):
    opened(client)
    for_ever(client, rect(0, 0, 64, 64, TIGHT, b"\x90\xff\xff\xff\xff\xd8\xff" + os.urandom(65536)))


@hostile
def clipboard_bomb(client):
    opened(client)
    packer = zlib.compressobj(9)
    bomb = (packer.compress(struct.pack(">I", 0x7fffffff))
            + b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush())
    data = struct.pack(">I", CLIP_PROVIDE | CLIP_TEXT) + bomb
    for_ever(client, struct.pack(">Bxxxi", 3, -len(data)) + data, 0.05)


@hostile
def long_cut_text(client):
    opened(client)
    client.send(struct.pack(">BxxxI", 3, 0x7fffffff))
    for_ever(client, b"text" * 16384)


@hostile
def negative_cut_text(client):
    opened(client)
    for_ever(client, struct.pack(">Bxxxi", 3, -0x80000000), 0.01)


@hostile
def colours_without_end(client):
    opened(client)
    for_ever(client, struct.pack(">BxHH", 1, 65535, 65535) + bytes(65535 * 6))


@hostile
def bell_flood(client):
    opened(client)
    for_ever(client, b"\2" * 4096)


@hostile
def light_flood(client):
    opened(client)
    for number in itertools.count():
        client.send(rect(0, 0, 0, 0, LEDS, bytes([number % 256])))


@hostile
def pointer_flood(client):
    opened(client)
    for number in itertools.count():
        client.send(rect(number % 2, 0, 0, 0, POINTER_MODE))


@hostile
def sound_flood(client):
    opened(client)
    client.send(struct.pack(">BBH", 255, 1, 1))
    for_ever(client, struct.pack(">BBHI", 255, 1, 2, 65536) + os.urandom(65536))


@hostile
def long_sound(client):
    opened(client)
    client.send(struct.pack(">BBHBBHI", 255, 1, 1, 255, 1, 2, 0xffffffff))
    for_ever(client, bytes(65536))


@hostile
def draw_flood(client):
    """Pictures that nobody asked for, as fast as they go."""
    opened(client)
    for_ever(client, rect(0, 0, 64, 64, RAW, bytes(64 * 64 * 4)))


@hostile
def shrinks_and_draws(client):
    """A rectangle of the size that was, right after the size has changed."""
    opened(client)
    body = bytes(64 * 64 * 4)
    for number in itertools.count():
        size = 16 if number % 2 else 64
        client.send(rect(0, 0, size, size, SIZE) + rect(0, 0, 64, 64, RAW, body))


def make_cut(stage):
    def cut(client):
        stages = [0]
        send = client.socket

        class Counting:
            """Passes `stage` messages, and half of the next."""

            def __getattr__(self, name):
                return getattr(send, name)

            def sendall(self, data):
                stages[0] += 1
                if stages[0] > stage:
                    send.sendall(data[:len(data) // 2])
                    send.shutdown(socket.SHUT_RDWR)
                    raise OSError
                send.sendall(data)

        client.socket = Counting()
        client.shake_hands()
        client.serve()

    return cut


for number in range(8):
    HOSTILE[f"cut-{number}"] = make_cut(number)


# ---- listening

def serve(connection, options, current):
    client = Client(connection, options)
    say("client")
    try:
        if options.mode:
            HOSTILE[options.mode](client)
        else:
            current[:] = [client]
            client.shake_hands()
            client.serve()
    except (Gone, zlib.error, struct.error, ValueError):
        pass
    finally:
        connection.close()
        say("gone")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--listen")
    parser.add_argument("--size", type=lambda text: tuple(map(int, text.split("x"))), default=(640, 480))
    parser.add_argument("--password")
    parser.add_argument("--tls")
    parser.add_argument("--pick", default="raw")
    parser.add_argument("--name", default="fake")
    parser.add_argument("--mode", choices=sorted(HOSTILE))
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    if options.list:
        print("\n".join(sorted(HOSTILE)))
        return
    if options.listen:
        server = socket.socket(socket.AF_UNIX)
        server.bind(options.listen)
        server.listen()
        say("ready", options.listen)
    else:
        server = socket.create_server(("127.0.0.1", 0))
        say("ready", server.getsockname()[1])
    current = []

    def accept():
        while True:
            connection, _ = server.accept()
            threading.Thread(target=serve, args=(connection, options, current), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    for line in sys.stdin:
        if words := line.split():
            try:
                if current:
                    current[0].command(*words)
                else:
                    say("nobody")
            except Gone:
                pass
    os._exit(0)


if __name__ == "__main__":
    main()
