#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A SPICE server without a machine: a simple honest one, or one of many that are broken or hostile.

    spiceserver.py --listen PATH [--size WxH] [--displays N] [--mode MODE]
    spiceserver.py --list           the modes, one a line

Listens on the unix socket PATH and prints "ready PATH". It ends with its standard input. Without
--mode it has one surface on each display, painted in one colour. It takes any password.

Printed, a line each: link TYPE ID (a channel came), key CODE 1|0, motion DX DY BUTTONS,
position X Y BUTTONS DISPLAY, locks N.
Commands, a line each:
    fill RRGGBB                       every display        rect X Y W H RRGGBB     the first one
    size W H          another size of the first display    locks N                 its lights
    cursor W H RRGGBBAA               the pointer's shape  pointer absolute|relative
    drop              ends all connections
"""
import argparse
import itertools
import os
import socket
import struct
import sys
import threading
import time

MAIN, DISPLAY, INPUTS, CURSOR = 1, 2, 3, 4
# A key of 1024 bits whose other half nobody has: what the client encrypts is not read.
PUBLIC_KEY = bytes.fromhex(
    "30819f300d06092a864886f70d010101050003818d0030818902818100e978d1ccf519b7ed8682ffe4263da4e0f9be13266e66f25c8457"
    "6a59f33f0c3b4a02010f80dae41431816cfaef897e457105bb898cd374e247e3e5fd9e5e6b99814d27d860827f4b4785e1c66a781161eed0"
    "f5e183d874b26423d2ca8fe9bfda111877804982db81c5601fc3dc0dab501db4cf8242f7862abadc68ece63a15cb0203010001")
COMMON_CAPS = 1 << 0 | 1 << 1 | 1 << 3  # choice of authentication, by ticket; short headers
MONITORS_CAP = 1 << 1  # of a display channel: it sends its monitors
SET_ACK, PING, NOTIFY, LIST = 3, 4, 7, 8
MIGRATE_BEGIN, MAIN_INIT, CHANNELS, MOUSE_MODE, AGENT_CONNECTED, AGENT_DATA, SWITCH_HOST = 101, 103, 104, 105, 107, 109, 111
MARK, COPY_BITS, INVALIDATE_LIST, STREAM_CREATE, STREAM_DATA = 102, 104, 105, 122, 123
FILL, COPY, TEXT, CREATE, DESTROY, STREAM_SIZED, MONITORS, GL_SCANOUT = 302, 304, 311, 314, 315, 316, 317, 320
PUT = 1 << 3
NO_MASK = struct.pack("<BiiI", 0, 0, 0, 0)
IMAGES = {"bitmap": 0, "quic": 1, "lz-palette": 100, "lz": 101, "glz": 102, "cached": 103, "surface": 104,
          "jpeg": 105, "zlib-glz": 107, "jpeg-alpha": 108, "lz4": 109}


def say(*words):
    print(*words, flush=True)


class Gone(Exception):
    pass


def base(x, y, w, h, surface=0, clip=b"\0"):
    return struct.pack("<Iiiii", surface, y, x, y + h, x + w) + clip


def fill(x, y, w, h, colour, surface=0, clip=b"\0"):
    return base(x, y, w, h, surface, clip) + struct.pack("<BIH", 1, colour, PUT) + NO_MASK


def create(width, height, surface=0, form=32, flags=1):
    return struct.pack("<IIIII", surface, width, height, form, flags)


def copy(x, y, w, h, image, pointer=None, area=None):
    head = base(x, y, w, h)
    left, top, right, bottom = area or (0, 0, w, h)
    body = struct.pack("<iiiiHB", top, left, bottom, right, PUT, 0) + NO_MASK
    at = len(head) + 4 + len(body)
    return head + struct.pack("<I", at if pointer is None else pointer) + body + image


def image(kind, width, height, data, size=None):
    head = struct.pack("<QBBII", 1, IMAGES[kind], 0, width, height)
    if kind == "bitmap":  # 32 bits, top down, no palette
        return head + struct.pack("<BBIIII", 8, 4, width, height, width * 4, 0) + data
    if kind in ("cached", "surface"):
        return head + struct.pack("<I", 99)
    return head + struct.pack("<I", len(data) if size is None else size) + data


class Channel:
    def __init__(self, connection, server):
        self.socket, self.server = connection, server
        self.lock = threading.Lock()
        self.kind = self.number = None
        self.moves = 0

    def read(self, count):
        data = b""
        while len(data) < count:
            try:
                part = self.socket.recv(min(1 << 20, count - len(data)))
            except OSError:
                part = b""
            if not part:
                raise Gone
            data += part
        return data

    def raw(self, data):
        try:
            with self.lock:
                self.socket.sendall(data)
        except OSError:
            raise Gone from None

    def send(self, kind, body=b"", size=None):
        self.raw(struct.pack("<HI", kind, len(body) if size is None else size) + body)

    # -- the beginning

    def read_link(self):
        magic, _, _, size = struct.unpack("<4sIII", self.read(16))
        if magic != b"REDQ" or not 18 <= size <= 4096:
            raise Gone
        _, self.kind, self.number = struct.unpack("<IBB", self.read(size)[:6])
        say("link", self.kind, self.number)

    def link_reply(self, error=0, key=PUBLIC_KEY):
        caps = struct.pack("<II", COMMON_CAPS, MONITORS_CAP if self.kind == DISPLAY else 0)
        body = struct.pack("<I", error) + key + struct.pack("<III", 1, 1, 178) + caps
        return struct.pack("<4sIII", b"REDQ", 2, 2, len(body)) + body

    def link(self):
        self.read_link()
        self.raw(self.link_reply())
        self.read(4 + 128)  # the method and the ticket
        self.raw(struct.pack("<I", 0))

    def begin(self):
        """What a channel sends first."""
        if self.kind == MAIN:
            self.send(MAIN_INIT, struct.pack("<8I", 1, 1, 3, 2, 0, 0, 0, 0))
        elif self.kind == DISPLAY:
            self.surface()
        elif self.kind == INPUTS:
            self.send(101, struct.pack("<H", 0))
        elif self.kind == CURSOR:
            self.send(101, struct.pack("<hhHHBH", 0, 0, 0, 0, 1, 1))

    def surface(self):
        width, height = self.server.options.size
        self.send(CREATE, create(width, height))
        self.send(FILL, fill(0, 0, width, height, self.server.colour))
        self.send(MONITORS, struct.pack("<HH", 1, 1) + struct.pack("<7I", 0, 0, width, height, 0, 0, 0))
        self.send(MARK)

    def channels(self):
        return [(DISPLAY, number) for number in range(self.server.options.displays)] + [(INPUTS, 0), (CURSOR, 0)]

    def send_channels(self, channels=None):
        channels = self.channels() if channels is None else channels
        self.send(CHANNELS, struct.pack("<I", len(channels)) + bytes(itertools.chain(*channels)))

    # -- what the client says

    def serve(self):
        while True:
            kind, size = struct.unpack("<HI", self.read(6))
            body = self.read(size)
            if self.kind == MAIN and kind == 104:
                self.send_channels()
            elif self.kind == INPUTS:
                self.input(kind, body)

    def input(self, kind, body):
        if kind in (101, 102):
            say("key", struct.unpack("<I", body)[0], int(kind == 101))
        elif kind == 103:
            say("locks", struct.unpack("<H", body[:2])[0])
        elif kind == 111:
            say("motion", *struct.unpack("<iiH", body))
        elif kind == 112:
            say("position", *struct.unpack("<IIHB", body))
        if kind in (111, 112):
            self.moves += 1
            if self.moves % 4 == 0:
                self.send(111)


class Server:
    def __init__(self, options):
        self.options = options
        self.all = []
        self.colour = 0x204060

    def of(self, kind, number=0):
        return [c for c in self.all if c.kind == kind and (number is None or c.number == number)]

    def serve(self, connection):
        channel = Channel(connection, self)
        self.all.append(channel)
        try:
            if self.options.mode:
                HOSTILE[self.options.mode](channel)
            else:
                channel.link()
                channel.begin()
                channel.serve()
        except (Gone, struct.error):
            pass
        finally:
            self.all.remove(channel)
            connection.close()

    def command(self, word, *words):
        if word == "fill":
            self.colour = int(words[0], 16)
            for display in self.of(DISPLAY, None):
                display.send(FILL, fill(0, 0, *self.options.size, self.colour))
        elif word == "rect":
            for display in self.of(DISPLAY):
                display.send(FILL, fill(*map(int, words[:4]), int(words[4], 16)))
        elif word == "size":
            self.options.size = tuple(map(int, words))
            for display in self.of(DISPLAY):
                display.send(DESTROY, struct.pack("<I", 0))
                display.surface()
        elif word == "locks":
            for inputs in self.of(INPUTS):
                inputs.send(102, struct.pack("<H", int(words[0])))
        elif word == "pointer":
            for channel in self.of(MAIN):
                channel.send(MOUSE_MODE, struct.pack("<HH", 3, 2 if words[0] == "absolute" else 1))
        elif word == "cursor":
            width, height = map(int, words[:2])
            red, green, blue, alpha = bytes.fromhex(words[2])
            for channel in self.of(CURSOR):
                channel.send(103, cursor(width, height, bytes([blue, green, red, alpha]) * (width * height)))
        elif word == "drop":
            for channel in list(self.all):
                channel.socket.shutdown(socket.SHUT_RDWR)
        else:
            say("what?", word)


def cursor(width, height, data, kind=0):
    return (struct.pack("<hhBH", 0, 0, 1, 0)
            + struct.pack("<QBHHHH", 1, kind, width, height, width // 2, height // 2) + data)


# ---- the others

HOSTILE = {}


def hostile(function):
    HOSTILE[function.__name__.replace("_", "-")] = function
    return function


def drain(channel):
    while True:
        channel.read(1)


def for_ever(channel, *messages, pause=0.0):
    """And reads meanwhile, so that it is not the client's buffer that stops us."""
    threading.Thread(target=quietly, args=(drain, channel), daemon=True).start()
    for message in itertools.cycle(messages):
        channel.send(*message) if isinstance(message, tuple) else channel.raw(message)
        if pause:
            time.sleep(pause)


def quietly(function, *arguments):
    try:
        function(*arguments)
    except Gone:
        pass


# Those that do not get through the link.

@hostile
def silence(channel):
    drain(channel)


@hostile
def drip(channel):
    for byte in itertools.cycle(channel.link_reply()):
        channel.raw(bytes([byte]))
        time.sleep(0.5)


@hostile
def garbage(channel):
    for_ever(channel, os.urandom(65536))


@hostile
def wrong_version(channel):
    channel.read_link()
    channel.raw(struct.pack("<4sIII", b"REDQ", 99, 99, 178) + bytes(178))
    drain(channel)


@hostile
def long_link(channel):
    channel.read_link()
    channel.raw(struct.pack("<4sIII", b"REDQ", 2, 2, 0xffffffff))
    for_ever(channel, bytes(65536))


@hostile
def capabilities_outside(channel):
    channel.read_link()
    body = struct.pack("<I", 0) + PUBLIC_KEY + struct.pack("<III", 0xffffffff, 0xffffffff, 0xfffffff0)
    channel.raw(struct.pack("<4sIII", b"REDQ", 2, 2, len(body)) + body)
    drain(channel)


@hostile
def bad_key(channel):
    channel.read_link()
    channel.raw(channel.link_reply(key=os.urandom(162)))
    drain(channel)


@hostile
def refuses(channel):
    channel.read_link()
    channel.raw(channel.link_reply(error=7))
    drain(channel)


@hostile
def wants_tls(channel):
    channel.read_link()
    channel.raw(channel.link_reply(error=5))
    drain(channel)


@hostile
def denies_for_ever(channel):
    channel.read_link()
    channel.raw(channel.link_reply())
    channel.read(132)
    channel.raw(struct.pack("<I", 7))
    drain(channel)


@hostile
def never_judges(channel):
    channel.read_link()
    channel.raw(channel.link_reply())
    drain(channel)


# Those of the main channel; the others are honest.

def on_main(function):
    def misbehave(channel):
        channel.link()
        channel.begin()
        if channel.kind == MAIN:
            channel.send_channels()
            function(channel)
        channel.serve()

    misbehave.__name__ = function.__name__
    return hostile(misbehave)


@on_main
def long_message(channel):
    channel.send(NOTIFY, size=0xffffffff)
    for_ever(channel, bytes(65536))


@on_main
def long_slow_message(channel):
    channel.send(NOTIFY, size=1 << 30)
    for_ever(channel, bytes(1 << 20))


@on_main
def more_channels_than_sent(channel):
    for_ever(channel, (CHANNELS, struct.pack("<I", 0xffffffff) + b"\2\0" * 8), pause=0.01)


@on_main
def every_channel(channel):
    channel.send_channels([(kind, number) for kind in range(256) for number in range(256)][:65000])


@on_main
def channels_again_and_again(channel):
    for_ever(channel, (CHANNELS, struct.pack("<I", 40) + bytes(itertools.chain(*((DISPLAY, n) for n in range(40))))))


@on_main
def unknown_messages(channel):
    for_ever(channel, (60000, bytes(64)))


@on_main
def short_messages(channel):
    for_ever(channel, *((kind, b"\xff") for kind in range(1, 120)), pause=0.001)


@on_main
def notices_without_end(channel):
    text = b"<img src='/dev/zero'>" * 3000
    for_ever(channel, (NOTIFY, struct.pack("<QIIII", 1, 2, 0, 0, len(text)) + text + b"\0"))


@on_main
def notice_longer_than_sent(channel):
    for_ever(channel, (NOTIFY, struct.pack("<QIIII", 1, 2, 0, 0, 0xfffffff0) + b"x"), pause=0.01)


@on_main
def pings_without_end(channel):
    for_ever(channel, (PING, struct.pack("<IQ", 1, 1) + bytes(65000)))


@on_main
def pointer_storm(channel):
    for_ever(channel, (MOUSE_MODE, struct.pack("<HH", 3, 1)), (MOUSE_MODE, struct.pack("<HH", 3, 2)))


@on_main
def agent_garbage(channel):
    channel.send(AGENT_CONNECTED, struct.pack("<I", 0))
    for_ever(channel, (AGENT_DATA, os.urandom(2048)))


@on_main
def agent_long_message(channel):
    channel.send(AGENT_CONNECTED, struct.pack("<I", 0))
    # The clipboard, four gigabytes of it.
    channel.send(AGENT_DATA, struct.pack("<IIQI", 1, 4, 0, 0xffffffff) + bytes(1000))
    for_ever(channel, (AGENT_DATA, bytes(2048)))


@on_main
def agent_comes_and_goes(channel):
    for_ever(channel, (AGENT_CONNECTED, struct.pack("<I", 0)), (108, struct.pack("<I", 0)))


@on_main
def migrates_to_nowhere(channel):
    host = b"192.0.2.1\0"
    body = struct.pack("<HHII", 1, 0, 20, len(host)) + struct.pack("<II", 0, 0) + host
    for_ever(channel, (SWITCH_HOST, body), (MIGRATE_BEGIN, body), pause=0.05)


@on_main
def list_in_a_list(channel):
    for_ever(channel, (LIST, struct.pack("<HI", 1, 8) + struct.pack("<HI", LIST, 6)), pause=0.01)


@on_main
def acknowledge_all(channel):
    for_ever(channel, (SET_ACK, struct.pack("<II", 1, 1)), (SET_ACK, struct.pack("<II", 2, 0)))


# Those of the display channel; the surface is 640 × 480 and has been painted, unless they say else.

def on_display(function):
    def misbehave(channel):
        channel.link()
        if channel.kind == DISPLAY:
            channel.surface()
            function(channel)
        else:
            channel.begin()
        channel.serve()

    misbehave.__name__ = function.__name__
    return hostile(misbehave)


def again(channel, width, height, **more):
    channel.send(DESTROY, struct.pack("<I", 0))
    channel.send(CREATE, create(width, height, **more))
    channel.send(MARK)


@on_display
def gigantic(channel):
    again(channel, 65535, 65535)


@on_display
def too_large(channel):
    """Larger than what is allowed, and small enough to be allocated."""
    again(channel, 16000, 16000)
    for_ever(channel, (FILL, fill(0, 0, 16000, 16000, 0xff0000)), pause=0.01)


@on_display
def nothing_to_see(channel):
    again(channel, 0, 0)
    for_ever(channel, (FILL, fill(0, 0, 1, 1, 0xff0000)), pause=0.01)


@on_display
def unknown_format(channel):
    again(channel, 640, 480, form=77)
    for_ever(channel, (FILL, fill(0, 0, 10, 10, 0xff0000)), pause=0.01)


@on_display
def resize_storm(channel):
    threading.Thread(target=quietly, args=(drain, channel), daemon=True).start()
    for number in itertools.count():
        again(channel, 100 + number % 97 * 40, 100 + number % 89 * 30)


@on_display
def many_surfaces(channel):
    for number in range(1, 100000):
        channel.send(CREATE, create(1024, 1024, surface=number, flags=0))


@on_display
def two_primaries(channel):
    for_ever(channel, (CREATE, create(64, 64)), (CREATE, create(2000, 2000)), (FILL, fill(0, 0, 2000, 2000, 0xff)))


@on_display
def destroys_and_draws(channel):
    channel.send(DESTROY, struct.pack("<I", 0))
    for_ever(channel, (FILL, fill(0, 0, 640, 480, 0xff)), (DESTROY, struct.pack("<I", 7)), pause=0.01)


@on_display
def outside(channel):
    for_ever(channel, (FILL, fill(-2000000000, -2000000000, 2000000000, 2000000000, 0xff)),
             (FILL, fill(600, 400, 30000, 30000, 0xff00)), (FILL, fill(2000000000, 5, 9, 9, 0xff00)), pause=0.01)


@on_display
def inside_out(channel):
    for_ever(channel, (FILL, fill(400, 300, -300, -200, 0xff)), pause=0.01)


@on_display
def other_surface(channel):
    for_ever(channel, (FILL, fill(0, 0, 10, 10, 0xff, surface=4000000000)), pause=0.01)


@on_display
def clips_without_end(channel):
    clip = b"\1" + struct.pack("<I", 0x0fffffff) + bytes(64)
    for_ever(channel, (FILL, fill(0, 0, 10, 10, 0xff, clip=clip)), pause=0.01)


@on_display
def draw_flood(channel):
    for_ever(channel, *((FILL, fill(0, 0, 640, 480, colour)) for colour in range(0, 0xffffff, 0x10305)))


@on_display
def small_draw_flood(channel):
    for_ever(channel, b"".join(struct.pack("<HI", FILL, len(body)) + body for body in (
        fill(n * 37 % 640, n * 53 % 480, 1, 1, n * 1234567 & 0xffffff) for n in range(2000))))


@on_display
def copies_from_outside(channel):
    body = base(0, 0, 640, 480) + struct.pack("<ii", -100000, 100000)
    for_ever(channel, (COPY_BITS, body), pause=0.01)


@on_display
def pointer_outside(channel):
    for_ever(channel, (COPY, copy(0, 0, 64, 64, b"", pointer=0xfffffff0)),
             (COPY, copy(0, 0, 64, 64, b"", pointer=3)), pause=0.01)


@on_display
def area_outside(channel):
    picture = image("bitmap", 64, 64, bytes(64 * 64 * 4))
    for_ever(channel, (COPY, copy(0, 0, 640, 480, picture, area=(-90000, -90000, 90000, 90000))), pause=0.01)


@on_display
def short_bitmap(channel):
    for_ever(channel, (COPY, copy(0, 0, 640, 480, image("bitmap", 60000, 60000, bytes(64)))), pause=0.01)


def make_image(kind):
    def bad_image(channel):
        bodies = [image(kind, 64, 64, os.urandom(512)), image(kind, 60000, 60000, os.urandom(512)),
                  image(kind, 64, 64, bytes(512), size=0xffffffff), image(kind, 0, 0, b"")]
        for_ever(channel, *((COPY, copy(0, 0, 64, 64, body)) for body in bodies), pause=0.01)

    bad_image.__name__ = f"bad_{kind}"
    return on_display(bad_image)


for each in IMAGES:
    make_image(each)


@on_display
def text_garbage(channel):
    for_ever(channel, (TEXT, base(0, 0, 64, 64) + os.urandom(200)), pause=0.01)


@on_display
def any_garbage(channel):
    for_ever(channel, *((kind, os.urandom(300)) for kind in (*range(101, 128), *range(302, 322))), pause=0.001)


@on_display
def gigantic_stream(channel):
    body = struct.pack("<IIBBQIIIIiiii", 0, 1, 1, 1, 1, 65535, 65535, 65535, 65535, 0, 0, 65535, 65535) + b"\0"
    for_ever(channel, (STREAM_CREATE, body), (STREAM_DATA, struct.pack("<III", 1, 0, 512) + os.urandom(512)), pause=0.01)


@on_display
def streams_without_end(channel):
    for number in itertools.count():
        channel.send(STREAM_CREATE, struct.pack("<IIBBQIIIIiiii", 0, number % 70000, 1, 1, 1, 320, 240, 320, 240,
                                                0, 0, 240, 320) + b"\0")


@on_display
def monitors_without_end(channel):
    for_ever(channel, (MONITORS, struct.pack("<HH", 65535, 1) + bytes(28)), pause=0.01)


@on_display
def monitors_outside(channel):
    head = struct.pack("<IIIIIII", 0, 0, 4000000000, 4000000000, 4000000000, 4000000000, 0xffffffff)
    for_ever(channel, (MONITORS, struct.pack("<HH", 2, 16) + head + head), pause=0.01)


@on_display
def monitor_storm(channel):
    for_ever(channel, *((MONITORS, struct.pack("<HH", 1, 1) + struct.pack("<7I", 0, 0, 640 - n, 480 - n, n, n, 0))
                        for n in range(200)))


@on_display
def scanout_without_memory(channel):
    for_ever(channel, (GL_SCANOUT, struct.pack("<iIIIIIII", -1, 640, 480, 640 * 4, 0x34325258, 0, 0, 0)), pause=0.01)


@on_display
def invalidates_outside(channel):
    for_ever(channel, (INVALIDATE_LIST, struct.pack("<H", 65535) + bytes(9)), pause=0.01)


# Those of the cursor and inputs channels.

def on_other(kind):
    def decorate(function):
        def misbehave(channel):
            channel.link()
            channel.begin()
            if channel.kind == kind:
                function(channel)
            channel.serve()

        misbehave.__name__ = function.__name__
        return hostile(misbehave)

    return decorate


@on_other(CURSOR)
def gigantic_cursor(channel):
    for_ever(channel, (103, cursor(65535, 65535, bytes(64))), (103, cursor(4000, 4000, bytes(4000 * 4000 * 4))), pause=0.01)


@on_other(CURSOR)
def cursor_flood(channel):
    for_ever(channel, *((103, cursor(64, 64, bytes([n % 256] * (64 * 64 * 4)))) for n in range(16)))


@on_other(CURSOR)
def cursor_garbage(channel):
    for_ever(channel, *((103, cursor(64, 64, os.urandom(300), kind)) for kind in range(9)), pause=0.001)


@on_other(CURSOR)
def cursor_moves(channel):
    for_ever(channel, *((104, struct.pack("<hh", n % 600, -n)) for n in range(600)))


@on_other(INPUTS)
def light_flood(channel):
    for_ever(channel, *((102, struct.pack("<H", n)) for n in range(65536)))


def make_cut(stage):
    def cut(channel):
        count = [0]
        honest = channel.socket

        class Counting:
            """Passes `stage` messages of all channels, and half of the next."""

            def __getattr__(self, name):
                return getattr(honest, name)

            def sendall(self, data):
                count[0] += 1
                if count[0] > stage:
                    honest.sendall(data[:len(data) // 2])
                    honest.shutdown(socket.SHUT_RDWR)
                    raise OSError
                honest.sendall(data)

        channel.socket = Counting()
        channel.link()
        channel.begin()
        channel.serve()

    return cut


for stage in range(5):
    HOSTILE[f"cut-{stage}"] = make_cut(stage)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--listen")
    parser.add_argument("--size", type=lambda text: tuple(map(int, text.split("x"))), default=(640, 480))
    parser.add_argument("--displays", type=int, default=1)
    parser.add_argument("--mode", choices=sorted(HOSTILE))
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    if options.list:
        print("\n".join(sorted(HOSTILE)))
        return
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(options.listen)
    listener.listen(64)
    say("ready", options.listen)
    server = Server(options)

    def accept():
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=server.serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    for line in sys.stdin:
        if words := line.split():
            try:
                server.command(*words)
            except Gone:
                pass
    os._exit(0)


if __name__ == "__main__":
    main()
