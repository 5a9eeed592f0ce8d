#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures a console beside remote-viewer, on one machine, in one run.

    tests/benchmarks/console.py                  SPICE and VNC, three rounds of each program
    tests/benchmarks/console.py --check          ours only, short; fails when frames or keys are lost

A machine in emulation repaints its 1920 × 1080 screen as often as it can and counts the frames on
it, in squares that guesthouse-screen-probe reads from the X server: so what is counted is what a user
sees. Then it stands still, and the probe presses a key by the X server and waits for the square that
changes with each key. Both programs show the picture at its own size in one window; they take turns.
The processor time is that of all processes of a program; stalls are a second X client's, as in run.py.
Counts and ratios mean more than times.
"""
import argparse
import contextlib
import json
import os
import pathlib
import socket
import statistics
import subprocess
import sys
import tempfile
import time

from run import ROOT, Child, Program, ask_probe

FRAME = 1000 / 60  # milliseconds
INITTAB = "::sysinit:/etc/guest/ready\nttyS0::respawn:/bin/painter\n"
MISSING = "–"


class Machine:
    """QEMU by itself, with the painter as its only program and both displays."""

    def __init__(self, folder, build, kind):
        image = pathlib.Path(subprocess.run([ROOT / "app/demo/make-guest.sh"], check=True, text=True,
                                            stdout=subprocess.PIPE).stdout.strip())
        root = folder / "root"
        (root / "bin").mkdir(parents=True)
        (root / "etc").mkdir()
        (root / "etc/inittab").write_text(INITTAB)
        painter = root / "bin/painter"
        painter.write_bytes((build / "tests/benchmarks/guesthouse-guest-painter").read_bytes())
        painter.chmod(0o755)
        subprocess.run(f"(find . | cpio --quiet --create --format=newc --owner=0:0) | lz4 -l -q > ../more.img",
                       shell=True, cwd=root, check=True)
        initrd = folder / "initrd.img"
        initrd.write_bytes((image / "initrd.img").read_bytes() + (folder / "more.img").read_bytes())

        self.spice, self.serial = folder / "spice", folder / "serial"
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.vnc = max(free.getsockname()[1], 5900)
        self.process = subprocess.Popen(
            ["qemu-system-x86_64", "-machine", "q35,accel=tcg", "-cpu", "qemu64", "-m", "512", "-nodefaults",
             "-nic", "none", "-kernel", image / "vmlinuz", "-initrd", initrd, "-append",
             "console=ttyS0 quiet loglevel=3 tsc=unstable mitigations=off", "-device", kind, "-display", "none",
             "-device", "qemu-xhci", "-device", "usb-tablet",
             "-spice", f"unix=on,addr={self.spice},disable-ticketing=on", "-vnc", f"127.0.0.1:{self.vnc - 5900}",
             "-chardev", f"socket,id=serial,path={self.serial},server=on,wait=off", "-serial", "chardev:serial"])
        self.line = socket.socket(socket.AF_UNIX)
        for _ in range(200):
            with contextlib.suppress(OSError):
                self.line.connect(str(self.serial))
                break
            time.sleep(0.05)
        self.line.settimeout(120)
        heard = b""
        while b"PAINTER-READY" not in heard:
            heard += self.line.recv(4096)

    def tell(self, word):
        self.line.sendall(word.encode() + b"\n")

    def close(self):
        self.line.close()
        self.process.kill()
        self.process.wait()


def commands(options, machine, protocol):
    spice = protocol == "spice"
    ours = [options.build / "tests/benchmarks/guesthouse-console-host", protocol,
            machine.spice if spice else machine.vnc]
    uri = f"spice+unix://{machine.spice}" if spice else f"vnc://127.0.0.1:{machine.vnc}"
    found = {"guesthouse": ours, "remote-viewer": ["remote-viewer", uri]}
    if spice:
        found["remote-viewer, no compression"] = ["remote-viewer", "--spice-preferred-compression=off", uri]
    return {name: list(map(str, command)) for name, command in found.items()
            if name == "guesthouse" or not options.check}


def measure(options, machine, command):
    """One round of one program; nothing when it does not show the machine."""
    environment = dict(os.environ, GSETTINGS_BACKEND="memory", NO_AT_BRIDGE="1")
    with contextlib.ExitStack() as stack:
        machine.tell("still")
        stack.enter_context(contextlib.closing(program := Program(command, environment)))
        stack.enter_context(contextlib.closing(
            screen := Child(options.build / "tests/benchmarks/guesthouse-screen-probe")))
        if not screen.ask("find").startswith("found"):
            return None
        time.sleep(2)  # start-up is not what is measured
        keys = [float(word) for word in screen.ask(f"keys {options.keys}").split()]
        idle, start = program.cpu(), time.monotonic()
        time.sleep(options.seconds / 2)
        idle = (program.cpu() - idle) / (time.monotonic() - start)

        machine.tell("frames")
        time.sleep(1)
        cpu, start = program.cpu(), time.monotonic()
        shown, first, last = map(int, screen.ask(f"frames {options.seconds}").split())
        elapsed = time.monotonic() - start
        cpu = (program.cpu() - cpu) / elapsed

        probe = Child(options.build / "tests/benchmarks/guesthouse-window-probe", program.pid)
        stack.enter_context(contextlib.closing(probe))
        probe.line()
        ask_probe(probe)
        time.sleep(options.seconds / 2)
        stalls = ask_probe(probe)
        machine.tell("still")
        return {"shown": shown, "painted": last - first, "seconds": elapsed, "cpu": cpu, "idle_cpu": idle,
                "keys": keys, "stall_ms": stalls["longest"], "waiting": stalls["share"], "memory_mib": program.memory()}


def summary(rounds):
    keys = sorted(key for r in rounds for key in r["keys"])
    seen = [key for key in keys if key >= 0]
    return {
        "fps": statistics.median(r["shown"] / r["seconds"] for r in rounds),
        "share": sum(r["shown"] for r in rounds) / max(1, sum(r["painted"] for r in rounds)),
        "cpu": statistics.median(r["cpu"] for r in rounds),
        "cpu_frame_ms": 1000 * sum(r["cpu"] * r["seconds"] for r in rounds) / max(1, sum(r["shown"] for r in rounds)),
        "idle_cpu": statistics.median(r["idle_cpu"] for r in rounds),
        "stall_ms": max(r["stall_ms"] for r in rounds),
        "waiting": max(r["waiting"] for r in rounds),
        "keys": len(keys), "lost": len(keys) - len(seen),
        "median_ms": statistics.median(seen) if seen else float("nan"),
        "p95_ms": seen[int(len(seen) * 0.95)] if seen else float("nan"),
        "memory_mib": statistics.median(r["memory_mib"] for r in rounds),
    }


ROWS = [
    ("Frames seen, per second", "fps", "{:.1f}"),
    ("Frames seen, of those painted", "share", "{:.0%}"),
    ("CPU while all is repainted, cores", "cpu", "{:.2f}"),
    ("CPU per frame seen, ms", "cpu_frame_ms", "{:.1f}"),
    ("CPU at rest, cores", "idle_cpu", "{:.3f}"),
    ("Longest stall of the window meanwhile, ms", "stall_ms", "{:.0f}"),
    ("Unresponsive meanwhile", "waiting", "{:.1%}"),
    ("Keys pressed", "keys", "{}"),
    ("– never seen", "lost", "{}"),
    ("Key to pixel, median, ms", "median_ms", "{:.1f}"),
    ("Key to pixel, 95 %, ms", "p95_ms", "{:.1f}"),
    ("– more than remote-viewer, frames of 1/60 s", "frames_more", "{:+.2f}"),
    ("Memory (PSS), MiB", "memory_mib", "{:.0f}"),
]


def table(protocol, results):
    peer = results.get("remote-viewer")
    for figures in results.values():
        if figures and peer:
            figures["frames_more"] = (figures["median_ms"] - peer["median_ms"]) / FRAME
    print(f"\n| {protocol.upper()} | " + " | ".join(results) + " |")
    print("|---|" + "---:|" * len(results))
    for title, key, form in ROWS:
        print(f"| {title} | " + " | ".join(
            form.format(r[key]) if r and key in r else MISSING for r in results.values()) + " |")


def check(protocol, figures):
    """What does not depend on how busy the computer is."""
    if not figures:
        return [f"{protocol}: the machine was not shown"]
    faults = []
    if figures["lost"]:
        faults.append(f"{protocol}: {figures['lost']} of {figures['keys']} keys were not seen")
    if figures["fps"] <= 0:
        faults.append(f"{protocol}: the picture stood still")
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/test", help="the build folder")
    parser.add_argument("--protocols", nargs="+", choices=("spice", "vnc"), default=["spice", "vnc"])
    parser.add_argument("--device", default="virtio-vga", help="the graphics card, by QEMU's name")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=10, help="of repainting, per round")
    parser.add_argument("--keys", type=int, default=100, help="per round")
    parser.add_argument("--json", type=pathlib.Path, help="write all rounds to this file, too")
    parser.add_argument("--check", action="store_true", help="a short run that fails when something is not seen")
    options = parser.parse_args()
    options.build = options.build.resolve()
    if options.check:
        options.rounds, options.seconds, options.keys = 1, 2, 10
    if "GUESTHOUSE_BENCHMARK_DISPLAY" not in os.environ:
        os.environ |= {"GUESTHOUSE_BENCHMARK_DISPLAY": "1", "GUESTHOUSE_SCREEN": "2200x1400x24"}
        os.execv(ROOT / "tests/support/on-display.sh", ["on-display.sh", sys.executable, *sys.argv])

    every, faults = {}, []
    with tempfile.TemporaryDirectory(prefix="guesthouse-benchmark-") as folder:
        with contextlib.closing(Machine(pathlib.Path(folder), options.build, options.device)) as machine:
            for protocol in options.protocols:
                programs = commands(options, machine, protocol)
                rounds = {name: [] for name in programs}
                for number in range(options.rounds):
                    for name, command in programs.items():
                        print(f"{protocol}: {name}, round {number + 1}…", file=sys.stderr, flush=True)
                        if figures := measure(options, machine, command):
                            rounds[name].append(figures)
                results = {name: summary(each) if each else None for name, each in rounds.items()}
                table(protocol, results)
                faults += check(protocol, results["guesthouse"])
                every[protocol] = rounds
    if options.json:
        options.json.write_text(json.dumps(every, indent=1))
    if options.check:
        print("\n".join(faults) or "All was seen.")
        sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
