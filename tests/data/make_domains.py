#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/domains/schema: machines that together use all of libvirt's grammar.

It walks the RELAX NG files that libvirt installs and writes documents, one theme each (a kind of
device, a part of <domain>), until every element, every attribute and every word of every choice
has been used in each place where it may stand. What the grammar leaves open is filled from the
tables of values below. The same grammar always gives the same documents.

    tests/data/make_domains.py [--schema /usr/share/libvirt/schemas] FOLDER
"""

import argparse
import pathlib
import random
import re
import re._parser as regex_parser
import sys
import xml.etree.ElementTree as ET
from xml.sax.saxutils import escape

RNG = "{http://relaxng.org/ns/structure/1.0}"
PREFIXES = {
    "http://libvirt.org/schemas/domain/qemu/1.0": "qemu",
    "http://libvirt.org/schemas/domain/lxc/1.0": "lxc",
    "http://libvirt.org/schemas/domain/bhyve/1.0": "bhyve",
    "http://libvirt.org/schemas/domain/xen/1.0": "xen",
    "http://libvirt.org/schemas/domain/vmware/1.0": "vmware",
}

NAMES = """archive atlas beacon bakery caboose canteen cellar chapel cinema clinic compass cottage
dairy depot dovecote ferry foundry gallery garage granary greenhouse harbour hayloft hostel
infirmary kiosk kitchen laundry library lighthouse locksmith mailroom market mill mint museum
nursery observatory orchard pantry pavilion pharmacy pier planetarium quarry quay rectory saddlery
sawmill school scullery smithy stable studio tannery theatre tollhouse vestry vineyard wardrobe
watchtower wharf workshop""".split()

# By the last parts of a path; the first value that the grammar takes is used, and the next one at
# the next time. "{n}" counts.
VALUES = [
    ("domain/name", ["{machine}"]),
    ("domain/title", ["The {machine}", "{machine} (spare)"]),
    ("domain/description", ["Serves the {machine}.\nAsk the porter before you turn it off."]),
    ("domain@id", ["{n}"]),
    ("domain/uuid", ["{uuid}"]),
    ("genid", ["{uuid}"]),
    ("uuid", ["{uuid}"]),
    ("interfaceid", ["{uuid}"]),
    ("instanceid", ["{uuid}"]),
    ("domain/memory", ["2097152", "4194304"]),
    ("domain/currentMemory", ["1048576"]),
    ("domain/maxMemory", ["16777216"]),
    ("domain/vcpu", ["4"]),
    ("mac@address", ["52:54:00:12:34:{n:02x}"]),
    ("target@dev", ["{disk}", "vnet{n}"]),
    ("source@file", ["/var/lib/libvirt/images/{machine}-{n}.qcow2"]),
    ("source@dev", ["/dev/vg0/{machine}-{n}", "eth{n}", "eth0"]),
    ("source@dir", ["/srv/share/{machine}"]),
    ("source@path", ["/run/{machine}/{n}.sock", "/dev/pts/{n}"]),
    ("source@socket", ["/run/{machine}/virtiofs-{n}.sock"]),
    ("source@pool", ["images"]),
    ("source@volume", ["{machine}-{n}.qcow2"]),
    ("source@name", ["rbd/{machine}-{n}", "iqn.2026-11.example:{machine}/{n}", "vol{n}"]),
    ("source@network", ["default"]),
    ("source@bridge", ["br{n}", "br0"]),
    ("source@portgroup", ["engineers"]),
    ("source@host", ["203.0.113.{n}", "203.0.113.7"]),
    ("source@service", ["45{n:02d}", "4555"]),
    ("source@query", ["a=b&c=d"]),
    ("host@name", ["storage{n}.example.org"]),
    ("host@port", ["70{n:02d}"]),
    ("host@socket", ["/run/storage-{n}.sock"]),
    ("auth@username", ["keeper"]),
    ("secret@usage", ["{machine} key {n}"]),
    ("@passwd", ["never-show-this"]),
    ("@passwdValidTo", ["2027-01-31T15:30:00"]),
    ("@keymap", ["de"]),
    ("serial", ["SN-{n:04d}"]),
    ("wwn", ["5000c50015ea71{n:02x}"]),
    ("vendor", ["ACME", "Intel"]),
    ("product", ["Turntable"]),
    ("vendor@id", ["0x1234"]),
    ("product@id", ["0xbeef"]),
    ("alias@name", ["ua-{machine}-{n}"]),
    ("address@slot", ["0x{n:02x}", "0x05"]),
    ("address@bus", ["0x00", "0", "1"]),
    ("address@function", ["0x0", "0"]),
    ("address@domain", ["0x0000", "0"]),
    ("seclabel@model", ["apparmor"]),
    ("label", ["libvirt-{machine}", "system_u:system_r:svirt_t:s0:c1,c2"]),
    ("listen@address", ["192.0.2.{n}", "192.0.2.1"]),
    ("ip@address", ["192.0.2.{n}", "192.0.2.9"]),
    ("os/type@arch", ["x86_64"]),
    ("os/type@machine", ["pc-q35-7.2", "q35"]),
    ("os/loader", ["/usr/share/OVMF/OVMF_CODE_4M.fd"]),
    ("os/nvram", ["/var/lib/libvirt/qemu/nvram/{machine}_VARS.fd"]),
    ("os/kernel", ["/boot/vmlinuz"]),
    ("os/initrd", ["/boot/initrd.img"]),
    ("os/cmdline", ["console=ttyS0 root=/dev/vda1 quiet"]),
    ("os/init", ["/sbin/init"]),
    ("os/initarg", ["--unit=multi-user.target"]),
    ("devices/emulator", ["/usr/bin/qemu-system-x86_64"]),
    ("clock@timezone", ["Europe/Lisbon"]),
    ("cpu/model", ["Skylake-Client", "EPYC"]),
    ("cpu/feature@name", ["vmx", "avx2", "pcid"]),
    ("cpuset", ["0-3", "0-1,4"]),
    ("nodeset", ["0-1"]),
    ("@cpus", ["0-1", "2-3"]),
    ("@vcpus", ["0-1"]),
    ("@iothreads", ["1-2"]),
    ("partition", ["/machine/{machine}"]),
    ("script@path", ["/etc/qemu-ifup"]),
    ("filter", ["clean-traffic"]),
    ("parameter@name", ["IP", "CTRL_IP_LEARNING"]),
    ("parameter@value", ["192.0.2.77", "dhcp"]),
    ("lockspace", ["/leases/{machine}"]),
    ("entry@name", ["version", "manufacturer", "product", "opt/org.example/{machine}"]),
    ("entry", ["The Guesthouse", "1.{n}"]),
    ("@wwpn", ["naa.5123456789abcde{n:x}", "naa.5123456789abcde0"]),
    ("@wwnn", ["20000000c9831b4{n:x}", "20000000c9831b4b"]),
    ("model@name", ["pcie-root-port"]),
    ("log@file", ["/var/log/{machine}-{n}.log"]),
    ("rom@file", ["/usr/share/rom/{machine}.rom"]),
    ("@cookie", ["never-show-this"]),
    ("cookie", ["session{n}"]),
    ("cookie@name", ["session{n}"]),
    ("driver@name", ["qemu"]),
    ("backenddomain@name", ["storage-domain"]),
    ("total_bytes_sec", ["104857600"]),
    ("read_bytes_sec", ["10485760"]),
    ("write_bytes_sec", ["5242880"]),
    ("iotune/group_name", ["{machine}"]),
    ("cipher@name", ["aes"]),
    ("cipher@mode", ["xts", "cbc"]),
    ("@hash", ["sha256"]),
    ("ivgen@name", ["plain64"]),
    ("@fdgroup", ["disk{n}"]),
    ("metadata/note", ["watered by the porter"]),
    ("note@by", ["porter"]),
    ("@tlsHostname", ["storage.example.org"]),
    ("emulatorpin@cpuset", ["0-1"]),
    ("reservations/source@path", ["/run/pr-helper.sock"]),
    ("@rendernode", ["/dev/dri/renderD128"]),
    ("arg@value", ["-device", "{machine}.{n}"]),
    ("env@name", ["QEMU_AUDIO_DRV"]),
    ("env@value", ["none"]),
    ("display", [":0"]),
    ("xauth", ["/root/.Xauthority"]),
]
# Where no line above fits: of these the first that the grammar takes.
ANY = ["{n}", "word{n}", "/srv/{machine}/{n}", "yes", "0x{n:x}", "0x1", "1", "5", "2048"]


class Grammar:
    def __init__(self, folder):
        self.defines = {}
        self.start = None
        self.known = {}
        self.load(pathlib.Path(folder) / "domain.rng", set())

    def load(self, path, seen):
        if path.name in seen:
            return
        seen.add(path.name)
        for child in ET.parse(path).getroot():
            if child.tag == RNG + "include":
                self.load(path.parent / child.get("href"), seen)
            elif child.tag == RNG + "define":
                self.defines.setdefault(child.get("name"), []).append(child)
            elif child.tag == RNG + "start" and self.start is None:
                self.start = child

    @staticmethod
    def names(pattern):
        if pattern.get("name"):
            return [pattern.get("name")]
        inside = pattern.find(RNG + "choice")
        names = [name.text.strip() for name in pattern.findall(RNG + "name")]
        if inside is not None:
            names += [name.text.strip() for name in inside.findall(RNG + "name")]
        return names or ["note" if pattern.tag == RNG + "element" else "by"]  # any name

    def bodies(self, pattern):
        """What stands in a pattern, references resolved: [(kind, pattern)]."""
        for child in pattern:
            kind = child.tag.removeprefix(RNG)
            if kind == "ref":
                defines = self.defines.get(child.get("name"), [])
                # combine="choice": beside the others
                if len(defines) > 1:
                    yield "alternatives", defines
                elif defines:
                    yield "group", defines[0]
            elif kind not in ("name", "anyName", "except", "param"):
                yield kind, child

    def first_elements(self, kind, pattern, seen=()):
        """The elements that a pattern can begin with."""
        if kind == "element":
            return set(self.names(pattern))
        if kind in ("attribute", "value", "data", "text"):
            return set()
        if kind == "alternatives":
            return set().union(*(self.first_elements("group", one, seen) for one in pattern))
        if id(pattern) in seen:
            return set()
        found = set()
        for child in self.bodies(pattern):
            found |= self.first_elements(*child, (*seen, id(pattern)))
        return found


    def least(self, kind, pattern, seen=()):
        """How many elements a pattern needs at least; many where it needs itself."""
        if kind in ("optional", "zeroOrMore", "attribute", "value", "data", "text", "empty"):
            return 0
        if kind == "notAllowed":
            return 1000
        if kind == "alternatives":
            return min(self.least("group", one, seen) for one in pattern)
        if id(pattern) in seen:
            return 1000
        parts = [self.least(*one, (*seen, id(pattern))) for one in self.bodies(pattern)]
        if kind == "choice":
            return min(parts)
        return sum(parts) + (kind == "element")

    def possible(self, kind, pattern):
        key = (kind, id(pattern) if kind != "alternatives" else id(pattern[0]))
        if key not in self.known:
            self.known[key] = self.least(kind, pattern) < 1000
        return self.known[key]


class Element:
    def __init__(self, name, prefix=""):
        self.name, self.prefix = name, prefix
        self.attributes, self.children, self.text = {}, [], ""

    def write(self, out, indent):
        tag = f"{self.prefix}:{self.name}" if self.prefix else self.name
        attributes = "".join(
            " %s='%s'" % (name, escape(value, {"'": "&apos;", "\n": "&#10;"}))
            for name, value in self.attributes.items())
        pad = "  " * indent
        if self.children:
            text = escape(self.text)
            out.append(f"{pad}<{tag}{attributes}>{text}")
            for child in self.children:
                child.write(out, indent + 1)
            out.append(f"{pad}</{tag}>")
        elif self.text:
            out.append(f"{pad}<{tag}{attributes}>{escape(self.text)}</{tag}>")
        else:
            out.append(f"{pad}<{tag}{attributes}/>")

    def prefixes(self):
        found = {self.prefix} if self.prefix else set()
        return found.union(*(child.prefixes() for child in self.children))


class Writer:
    """Writes one document after the other; remembers what has been used."""

    def __init__(self, grammar):
        self.grammar = grammar
        self.done = set()      # goals
        self.complete = set()  # (path, pattern): nothing below is left
        self.uses = {}         # (path, pattern): how often
        self.given = {}        # a place: how many values it was given

    # What a document is to use is a goal: ("domain/devices/disk", element), (…, attribute, word).
    def missing(self, kind, pattern, path, within=()):
        key = (path, kind, id(pattern) if kind != "alternatives" else id(pattern[0]))
        if key in self.complete or key in within or not self.grammar.possible(kind, pattern):
            return False
        found = self.look(kind, pattern, path, (*within, key))
        if not found and not within:
            self.complete.add(key)
        return found

    def look(self, kind, pattern, path, within):
        if kind == "alternatives":
            return any(self.missing("group", one, path, within) for one in pattern)
        if kind == "value":
            return (path, pattern.text.strip()) not in self.done
        if kind in ("data", "text", "empty"):
            return (path, kind, id(pattern)) not in self.done
        if kind == "element":
            for name in self.grammar.names(pattern):
                if name in path.split("@")[0].split("/"):
                    continue
                below = f"{path}/{name}" if path else name
                if (below,) not in self.done:
                    return True
                if any(self.missing(*one, below, within) for one in self.grammar.bodies(pattern)):
                    return True
            return False
        if kind == "attribute":
            for name in self.grammar.names(pattern):
                below = f"{path}@{name}"
                if (below,) not in self.done:
                    return True
                if any(self.missing(*one, below, within) for one in self.grammar.bodies(pattern)):
                    return True
            return False
        return any(self.missing(*one, path, within) for one in self.grammar.bodies(pattern))

    def document(self, theme, number, machine):
        self.theme, self.number, self.machine = theme, number, machine
        self.random = random.Random(f"{machine} {number}")
        self.count = 0
        self.size = 0
        self.bare, self.begun = False, 0
        root = Element("")
        for one in self.grammar.bodies(self.grammar.start):
            self.put(*one, root, "")
        domain = root.children[0]
        for prefix in sorted(domain.prefixes()):
            uri = next(uri for uri, known in PREFIXES.items() if known == prefix)
            domain.attributes[f"xmlns:{prefix}"] = uri
        out = []
        domain.write(out, 0)
        return "\n".join(out) + "\n"

    def themed(self, kind, pattern, path):
        """Whether a pattern at the top of the document belongs to the theme; None below it."""
        if path not in ("domain", "domain/devices"):
            return None
        names = self.grammar.first_elements(kind, pattern)
        if path == "domain":
            wanted = {part.split("/")[0] for part in self.theme}
        else:
            wanted = {part.split("/")[1] for part in self.theme if "/" in part}
        return bool(names & wanted)

    def put(self, kind, pattern, node, path):
        if kind in ("group", "interleave", "start", "define", "div"):
            for one in self.grammar.bodies(pattern):
                self.put(*one, node, path)
        elif kind == "alternatives":
            self.choose([("group", one) for one in pattern], node, path, id(pattern[0]))
        elif kind == "choice":
            self.choose(list(self.grammar.bodies(pattern)), node, path, id(pattern))
        elif kind == "optional":
            if self.wanted(kind, pattern, node, path):
                self.put("group", pattern, node, path)
        elif kind in ("zeroOrMore", "oneOrMore"):
            self.repeat(kind, pattern, node, path)
        elif kind == "element":
            self.element(pattern, node, path)
        elif kind == "attribute":
            self.attribute(pattern, node, path)
        elif kind == "value":
            self.done.add((path, pattern.text.strip()))
            node.text = pattern.text.strip()
        elif kind in ("data", "text"):
            self.done.add((path, kind, id(pattern)))
            node.text = self.value(kind, pattern, path)
        elif kind == "empty":
            self.done.add((path, kind, id(pattern)))
        elif kind == "list":
            words = []
            for one in self.grammar.bodies(pattern):
                part = Element("")
                self.put(*one, part, path)
                words.append(part.text)
            node.text = " ".join(words)

    def wanted(self, kind, pattern, node, path):
        # The time that xmllint takes doubles with each attribute that might not be there.
        if len(node.attributes) >= 7 and not self.grammar.first_elements(kind, pattern):
            return False
        if not self.grammar.possible("group", pattern):
            return False
        themed = self.themed(kind, pattern, path)
        if themed is False:
            # The attributes of <domain> and <devices> belong to every theme.
            return not self.grammar.first_elements(kind, pattern) and self.missing(
                "group", pattern, path)
        if self.bare or self.recursive(kind, pattern, path):
            return False
        if self.missing("group", pattern, path):
            return themed or self.size - self.begun < 40
        return themed or (self.size - self.begun < 30 and self.random.random() < 0.15)

    def recursive(self, kind, pattern, path):
        names = self.grammar.first_elements(kind, pattern)
        return bool(names) and all(name in path.split("/") for name in names)

    def choose(self, branches, node, path, key):
        branches = [one for one in branches if self.grammar.possible(*one)]
        if path in ("domain", "domain/devices"):
            inside = [one for one in branches if self.themed(*one, path)]
            branches = inside or [one for one in branches if self.plain(one)] or branches
        branches = [one for one in branches if not self.recursive(*one, path)] or [
            min(branches, key=lambda one: self.grammar.least(*one))]
        open_ones = [] if self.bare else [one for one in branches if self.missing(*one, path)]

        def times(one):
            pattern = one[1][0] if one[0] == "alternatives" else one[1]
            return self.uses.get((path, key, id(pattern)), 0)
        chosen = min(open_ones or branches, key=times)
        pattern = chosen[1][0] if chosen[0] == "alternatives" else chosen[1]
        self.uses[path, key, id(pattern)] = times(chosen) + 1
        self.put(*chosen, node, path)

    def plain(self, one):
        """Fully virtualized, where a theme has nothing to do with it."""
        return one[1] is self.grammar.defines["oshvm"][0]

    def repeat(self, kind, pattern, node, path):
        top = path in ("domain", "domain/devices")
        if top and not self.themed(kind, pattern, path):
            if kind == "oneOrMore":
                self.put("group", pattern, node, path)
            return
        if kind == "zeroOrMore" and (self.recursive(kind, pattern, path)
                                     or not self.grammar.possible("group", pattern)):
            return
        most = 8 if top else 4
        rounds = 0
        while rounds < most:
            needed = kind == "oneOrMore" and rounds == 0
            if not needed and (self.bare or not self.missing("group", pattern, path)):
                break
            # A document is something to be read: not more than a few devices, not too long.
            if not needed and (self.size > 150 if top else self.size - self.begun > 40):
                break
            before = len(node.attributes)
            self.put("group", pattern, node, path)
            rounds += 1
            if len(node.attributes) != before:
                break

    def element(self, pattern, node, path):
        names = self.grammar.names(pattern)
        name = min(names, key=lambda one: (f"{path}/{one}",) in self.done)
        below = f"{path}/{name}" if path else name
        self.done.add((below,))
        self.size += 1
        if path in ("domain", "domain/devices"):
            self.count += 1
            self.begun = self.size
        made = Element(name, PREFIXES.get(pattern.get("ns"), ""))
        if pattern.get("ns") is None and node.prefix:
            made.prefix = node.prefix
        bare = self.bare
        # What the document must have besides its theme has no more than it must.
        if path == "domain" and not any(part.split("/")[0] == name for part in self.theme):
            self.bare = True
        for one in self.grammar.bodies(pattern):
            self.put(*one, made, below)
        self.bare = bare
        node.children.append(made)

    def attribute(self, pattern, node, path):
        names = self.grammar.names(pattern)
        name = min(names, key=lambda one: (f"{path}@{one}",) in self.done)
        below = f"{path}@{name}"
        self.done.add((below,))
        holder = Element("")
        bodies = list(self.grammar.bodies(pattern))
        for one in bodies:
            self.put(*one, holder, below)
        if not bodies:
            holder.text = self.value("text", pattern, below)
        if below == "domain@type":
            holder.text = self.hypervisor()
        node.attributes[name] = holder.text

    def hypervisor(self):
        return "lxc" if "lxc" in self.theme[0] else "kvm"

    # --- values ---

    def value(self, kind, pattern, path):
        candidates = []
        for end, values in VALUES:
            if path.endswith(end) and (end[0] == "@" or path[-len(end) - 1:-len(end)] in "/@"):
                candidates += values
        candidates += ANY if kind == "data" else ["word{n}"]
        n = self.count * 3 + self.given.get(path, 0) % 3 + 1
        self.given[path] = self.given.get(path, 0) + 1
        for candidate in candidates:
            text = self.filled(candidate, n)
            if kind == "text" or self.takes(pattern, text):
                return text
        bounds = [one.text for one in pattern.iter(RNG + "param")
                  if one.get("name") in ("minInclusive", "maxInclusive")]
        for text in bounds:
            if self.takes(pattern, text):
                return text
        for _ in range(200):
            text = self.sampled(pattern)
            if self.takes(pattern, text):
                return text
        sys.exit(f"no value for {path}: {ET.tostring(pattern)}")

    def filled(self, text, n):
        if "{uuid}" in text:
            digits = "%032x" % random.Random(f"{self.machine} {n}").getrandbits(128)
            text = text.replace("{uuid}", "-".join(
                [digits[:8], digits[8:12], "4" + digits[13:16], "8" + digits[17:20], digits[20:]]))
        disk = "vd" + chr(ord("a") + self.count % 26)
        return text.format(machine=self.machine, n=n, disk=disk) if "{" in text else text

    TYPES = {"unsignedInt": r"\d{1,9}", "unsignedLong": r"\d{1,18}", "unsignedShort": r"\d{1,4}",
             "positiveInteger": r"[1-9]\d{0,8}", "int": r"-?\d{1,9}", "integer": r"[-+]?\d{1,18}",
             "long": r"-?\d{1,18}", "short": r"-?\d{1,4}", "NCName": r"[A-Za-z_][\w.-]*",
             "dateTime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"}

    def takes(self, data, text):
        kind = data.get("type")
        if kind in self.TYPES and not re.fullmatch(self.TYPES[kind], text):
            return False
        for param in data.iter(RNG + "param"):
            name, wanted = param.get("name"), param.text
            if name == "pattern" and not re.fullmatch(wanted.strip(), text):
                return False
            if name == "minInclusive" and int(text) < int(wanted):
                return False
            if name == "maxInclusive" and int(text) > int(wanted):
                return False
        excepted = [one.text for one in data.iter(RNG + "value")]
        return text not in excepted

    def sampled(self, data):
        for param in data.iter(RNG + "param"):
            if param.get("name") == "pattern":
                return self.sample(regex_parser.parse(param.text.strip()))
        least = next((one.text for one in data.iter(RNG + "param")
                      if one.get("name") == "minInclusive"), "0")
        return least if data.get("type") in self.TYPES else "word"

    def sample(self, parsed):
        out = ""
        for op, argument in parsed:
            name = str(op)
            if name == "LITERAL":
                out += chr(argument)
            elif name == "NOT_LITERAL":
                out += "x"
            elif name == "ANY":
                out += "x"
            elif name == "IN":
                out += self.sample_set(argument)
            elif name == "MAX_REPEAT":
                low, high, inner = argument
                most = min(int(high), int(low) + 1) if int(high) else 0
                for _ in range(self.random.randint(int(low), max(most, int(low)))):
                    out += self.sample(inner)
            elif name == "SUBPATTERN":
                out += self.sample(argument[3])
            elif name == "BRANCH":
                out += self.sample(argument[1][0])
            else:
                sys.exit(f"a pattern with {name}")
        return out

    def sample_set(self, items):
        if str(items[0][0]) == "NEGATE":
            return "x"
        op, argument = items[0]
        if str(op) == "RANGE":
            low, high = max(argument[0], 33), argument[1]
            return chr(self.random.randint(low, min(high, low + 9)))
        return chr(argument) if str(op) == "LITERAL" else "x"


TITLES = {"name": "identity", "on_poweroff": "lifecycle", "commandline": "namespaces",
          "devices/memory": "memory-module"}


def themes(grammar):
    """Every child of <domain> and of <devices> once."""
    contents = grammar.defines["domaincontents"][0]
    top, devices = [], []

    def gather(kind, pattern, found, seen=()):
        if kind == "element":
            found += [name for name in grammar.names(pattern) if name not in found]
        elif kind == "alternatives":
            for one in pattern:
                gather("group", one, found, seen)
        elif kind not in ("attribute", "value", "data", "text", "empty") and id(pattern) not in seen:
            for one in grammar.bodies(pattern):
                gather(*one, found, (*seen, id(pattern)))

    gather("group", contents, top)
    inside = next(one for one in grammar.defines["devices"])
    for one in grammar.bodies(next(inside.iter(RNG + "element"))):
        gather(*one, devices)
    together = [["name", "uuid", "genid", "genidd", "title", "description", "metadata"],
                ["os", "bootloader", "bootloader_args"],
                ["memory", "currentMemory", "maxMemory", "memoryBacking", "memtune", "numatune"],
                ["vcpu", "vcpus", "iothreads", "iothreadids", "defaultiothread", "cputune"],
                ["on_poweroff", "on_reboot", "on_crash", "on_lockfailure", "pm", "perf"],
                ["blkiotune", "resource", "throttlegroups"],
                ["commandline", "capabilities", "deprecation", "override", "property",
                 "namespace", "datacenterpath"]]
    result = []
    for name in top:
        group = next((one for one in together if name in one), [name])
        if name != "devices" and group not in result:
            result.append(group)
    return result + [["devices/" + name] for name in devices]


def many_devices():
    lines = ["<domain type='kvm'>", "  <name>three-hundred</name>",
             "  <memory unit='GiB'>8</memory>", "  <vcpu>4</vcpu>",
             "  <os>", "    <type arch='x86_64' machine='q35'>hvm</type>", "  </os>", "  <devices>"]
    for i in range(120):
        name = "sd" + ("" if i < 26 else chr(ord("a") + i // 26 - 1)) + chr(ord("a") + i % 26)
        lines += ["    <disk type='file' device='disk'>",
                  "      <driver name='qemu' type='qcow2' cache='none'/>",
                  f"      <source file='/var/lib/libvirt/images/shelf-{i}.qcow2'/>",
                  f"      <target dev='{name}' bus='scsi'/>",
                  f"      <address type='drive' controller='{i // 7}' bus='0' target='0' unit='{i % 7}'/>",
                  "    </disk>"]
    for i in range(60):
        lines += ["    <interface type='network'>", f"      <mac address='52:54:00:30:00:{i:02x}'/>",
                  "      <source network='default'/>", "      <model type='virtio'/>", "    </interface>"]
    lines += [f"    <controller type='pci' index='{i}' model='pcie-root-port'/>" for i in range(1, 61)]
    for i in range(60):
        lines += ["    <channel type='unix'>", f"      <target type='virtio' name='org.example.{i}'/>",
                  "    </channel>"]
    return "\n".join(lines + ["  </devices>", "</domain>"]) + "\n"


def long_texts():
    sentence = "The quick brown fox asks for a room with a view & a <bath>. "
    return "\n".join([
        "<domain type='kvm'>", "  <name>" + "long" * 250 + "</name>",
        "  <title>" + escape(sentence * 20) + "</title>",
        "  <description>" + escape((sentence + "\n") * 1500) + "</description>",
        "  <memory unit='KiB'>1048576</memory>", "  <vcpu>1</vcpu>",
        "  <os>", "    <type>hvm</type>", "    <cmdline>" + "opt=value " * 500 + "</cmdline>", "  </os>",
        "  <devices>", "    <disk type='file' device='disk'>",
        "      <source file='/" + "a folder/" * 900 + "disk.img'/>",
        "      <target dev='vda' bus='virtio'/>",
        "      <serial>" + "0123456789" * 300 + "</serial>", "    </disk>",
        "  </devices>", "</domain>"]) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--schema", default="/usr/share/libvirt/schemas")
    parser.add_argument("folder", type=pathlib.Path)
    arguments = parser.parse_args()
    grammar = Grammar(arguments.schema)
    writer = Writer(grammar)
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for old in arguments.folder.glob("*.xml"):
        old.unlink()
    total = 0
    for theme in themes(grammar):
        title = TITLES.get(theme[0], theme[0].split("/")[-1].replace("_", "-"))
        for number in range(1, 100):
            before = len(writer.done)
            machine = NAMES[total % len(NAMES)]
            text = writer.document(theme, number, f"{machine}-{number}")
            if number > 1 and len(writer.done) == before:
                break  # nothing new was said
            total += 1
            (arguments.folder / f"{title}-{number:02d}.xml").write_text(text, encoding="utf-8")
    odd = arguments.folder.parent / "odd"
    (odd / "three-hundred-devices.xml").write_text(many_devices(), encoding="utf-8")
    (odd / "very-long-texts.xml").write_text(long_texts(), encoding="utf-8")
    print(f"{total} documents")


if __name__ == "__main__":
    main()
