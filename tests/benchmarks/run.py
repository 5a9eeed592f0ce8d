#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the real program from outside, and virt-manager by the same means.

    tests/benchmarks/run.py                          10, 100, 1,000 and 10,000 machines
    tests/benchmarks/run.py --latency 25             the same over a link of 50 ms round trip
    tests/benchmarks/run.py --program virt-manager   the other program
    tests/benchmarks/run.py --check                  small, fast, fails when the counts are wrong

A private libvirtd holds the machines, a tenth of which run (at most --running of them). A proxy in
front of its socket counts calls and bytes; a second X client asks the window for a sign of life
every 4 ms; the rest is read from /proc. Counts and ratios mean more than times.
"""
import argparse
import contextlib
import dataclasses
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Numbers of libvirt's remote_protocol.x.
GET_XML, GET_ALL_STATS, LIST_ALL_DOMAINS = 14, 344, 273
HOST_LISTS = {LIST_ALL_DOMAINS, 281, 283, 284, 285, 286, 287}  # domains, pools, networks, …
TICK = 3.0  # seconds, of both programs
QUIET = 1.5  # seconds without a call: settled (the ticks alone are further apart)
MACHINE = """<domain type='{type}'><name>m{number:05}</name><uuid>{uuid}</uuid><title>Machine {number}</title>
<memory unit='MiB'>{memory}</memory><vcpu>1</vcpu><os><type>hvm</type></os><devices>{devices}</devices></domain>"""
QEMU_DEVICES = "<controller type='usb' model='none'/><memballoon model='none'/>"


class Child:
    """A process that we talk to by lines and that ends with its standard input."""

    def __init__(self, *command, **options):
        self.process = subprocess.Popen(list(map(str, command)), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, bufsize=1, **options)

    def line(self):
        return self.process.stdout.readline().strip()

    def ask(self, command):
        self.process.stdin.write(command + "\n")
        return self.line()

    def close(self):
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Daemon(Child):
    def __init__(self):
        # In memory where that is possible: libvirt syncs each definition to disk.
        parent = ["--in", "/dev/shm"] if os.access("/dev/shm", os.W_OK) else []
        super().__init__(ROOT / "app/demo/private_libvirtd.py", *parent)
        answer = self.line().split()
        if answer[:1] != ["ready"]:
            sys.exit("no libvirtd")
        self.socket = f"{answer[2]}/run/libvirt/libvirt-sock"

    def uri(self, driver, socket=None):
        path = {"test": "test+unix:///default", "qemu": "qemu+unix:///session"}[driver]
        return f"{path}?socket={socket or self.socket}"


class Virsh:
    """An interactive virsh: it holds the test driver's machines (they are reset when the last
    client leaves) and makes the events of the storm."""

    def __init__(self, uri):
        # Without stdbuf it would keep its answers to a pipe to itself.
        self.process = subprocess.Popen(["stdbuf", "-oL", "virsh", "--quiet", "--connect", uri], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def run(self, commands):
        """Returns when all have been done."""
        for at in range(0, len(commands), 200):
            self.process.stdin.write("\n".join(commands[at:at + 200]) + "\necho ---done---\n\n")
            self.process.stdin.flush()
            for line in self.process.stdout:
                if line.startswith("error:"):
                    sys.exit("virsh: " + line)
                if line.startswith("---done---"):
                    break

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(60)


class Program:
    """What is measured, and what the kernel says about it and its children."""

    def __init__(self, command, environment):
        self.started = time.monotonic()
        self.process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.pid = self.process.pid

    def family(self):
        parents = {}
        for entry in pathlib.Path("/proc").iterdir():
            if entry.name.isdigit():
                with contextlib.suppress(OSError):
                    parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        family = {self.pid}
        while more := {pid for pid, parent in parents.items() if parent in family} - family:
            family |= more
        return family

    def cpu(self):
        ticks = 0
        for pid in self.family():
            with contextlib.suppress(OSError):
                fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def wakeups(self):
        """By thread: those that end meanwhile take their count with them."""
        counts = {}
        for pid in self.family():
            with contextlib.suppress(OSError):
                for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
                    with contextlib.suppress(OSError):
                        status = (task / "status").read_text()
                        counts[task.name] = int(status.split("\nvoluntary_ctxt_switches:")[1].split()[0])
        return counts

    def memory(self):
        """MiB, shared pages divided among those who share them."""
        kib = 0
        for pid in self.family():
            with contextlib.suppress(OSError):
                text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
                kib += int(text.split("\nPss:")[1].split()[0])
        return kib / 1024

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@dataclasses.dataclass
class Message:
    time: float
    direction: str
    connection: int
    procedure: int
    kind: str
    size: int


class Proxy(Child):
    def __init__(self, folder, daemon, latency):
        self.socket, self.log = folder / "proxy", folder / "messages"
        super().__init__(ROOT / "tests/support/rpcproxy.py", self.socket, daemon.socket, "--log", self.log)
        assert self.line() == "ready"
        if latency:
            self.ask(f"latency {latency}")

    def count(self):
        return json.loads(self.ask("count"))

    def messages(self, since=0.0):
        self.count()  # flushes the log
        found = []
        for line in self.log.read_text().splitlines():
            moment, direction, connection, procedure, kind, size = line.split()
            if float(moment) >= since:
                found.append(Message(float(moment), direction, int(connection), int(procedure), kind, int(size)))
        return found


def define_machines(daemon, options, machines, folder):
    """Returns the virsh that made them, and the names of those that run."""
    virsh = Virsh(daemon.uri(options.driver))
    running = min(machines // 10 or 1, options.running)
    commands = ["destroy test", "undefine test"] if options.driver == "test" else []
    for number in range(machines):
        path = folder / f"m{number:05}.xml"
        path.write_text(MACHINE.format(
            type=options.driver, number=number, uuid=uuid.uuid5(uuid.NAMESPACE_OID, str(number)),
            memory=16 if options.driver == "qemu" else 256, devices=QEMU_DEVICES if options.driver == "qemu" else ""))
        commands.append(f"define {path}")
    names = [f"m{number * (machines // running):05}" for number in range(running)]
    commands += [f"start {name}" for name in names]
    virsh.run(commands)
    return virsh, names


def command_of(options, uri, profile):
    if options.program == "virt-manager":
        return ["virt-manager", "--no-fork", "--connect", uri]
    return [str(options.build / "app/guesthouse"), "--no-single-instance", "--profile", str(profile), "--connect", uri]


def settle(proxy, program, limit):
    """Waits until the first burst of calls is over, and returns when its last message passed."""
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        time.sleep(0.25)
        if program.process.poll() is not None:
            sys.exit(f"the program ended with status {program.process.returncode}")
        messages = [m for m in proxy.messages() if m.kind in ("call", "reply")]
        if messages:
            # The first gap: ticks that follow must not postpone it for ever.
            for one, next_one in zip(messages, messages[1:]):
                if next_one.time - one.time > QUIET:
                    return one.time
            if time.monotonic() - messages[-1].time > QUIET:
                return messages[-1].time
    sys.exit("the program did not settle")


def storm(virsh, names, rate, seconds):
    """Pauses and resumes machines; returns how many events a second came of it."""
    start, sent = time.monotonic(), 0
    while (now := time.monotonic()) < start + seconds:
        due = min(int((now - start) * rate), sent + 50)
        if due > sent:
            virsh.run([f"{'suspend' if number // len(names) % 2 == 0 else 'resume'} {names[number % len(names)]}"
                       for number in range(sent, due)])
            sent = due
        else:
            time.sleep(0.002)
    elapsed = time.monotonic() - start
    # Leave all running.
    rest = [names[number % len(names)] for number in range(sent - len(names), sent)
            if number >= 0 and number // len(names) % 2 == 0]
    virsh.run([f"resume {name}" for name in rest])
    return sent / elapsed


def ask_probe(probe, command="report"):
    words = probe.ask(command).split()
    return dict(zip(("longest", "over16", "over50", "pings", "share"), map(float, words)))


def measure(options, machines):
    result = {"machines": machines}
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="guesthouse-benchmark-")))
        folder.chmod(0o755)
        stack.enter_context(contextlib.closing(daemon := Daemon()))
        virsh, names = define_machines(daemon, options, machines, folder)
        stack.enter_context(contextlib.closing(virsh))
        stack.enter_context(contextlib.closing(proxy := Proxy(folder, daemon, options.latency)))

        profile = folder / "profile"
        profile.mkdir(mode=0o700)
        environment = dict(os.environ, GSETTINGS_BACKEND="memory", NO_AT_BRIDGE="1")
        program = Program(command_of(options, daemon.uri(options.driver, proxy.socket), profile), environment)
        stack.enter_context(contextlib.closing(program))
        probe = Child(options.build / "tests/benchmarks/guesthouse-window-probe", program.pid)
        stack.enter_context(contextlib.closing(probe))
        word, _, moment = probe.line().partition(" ")
        if word != "window":
            sys.exit("the program has no window")
        result["window_s"] = float(moment) - program.started

        settled = settle(proxy, program, options.limit)
        burst = [m for m in proxy.messages() if m.time <= settled]
        calls = [m for m in burst if m.kind == "call"]
        xml = [m.time for m in burst if m.procedure == GET_XML]
        # A row needs the states, in one answer, and the host's lists asked for before any XML; or,
        # one by one, whatever comes last.
        answers = [m.time for m in burst if m.kind == "reply" and m.procedure == GET_ALL_STATS][:1]
        if options.program == "virt-manager" or not answers:
            answers = [m.time for m in burst if m.kind == "reply" and m.procedure != GET_XML][-1:]
        else:
            first_xml = min(xml, default=settled)
            answers += [m.time for m in burst
                        if m.kind == "reply" and m.procedure in HOST_LISTS and m.time <= first_xml]
        complete = max(answers)
        before = [m for m in calls if m.time < complete]
        result |= {
            "list_s": complete - program.started,
            "list_calls": len(before),
            "list_calls_but_host_lists": sum(m.procedure not in HOST_LISTS for m in before),
            "settled_s": max(xml, default=settled) - program.started,
            "settled_calls": len(calls),
            "settled_calls_but_xml": sum(m.procedure != GET_XML for m in calls),
            "list_bytes": sum(m.size for m in burst if m.time <= complete),
            "settled_bytes": sum(m.size for m in burst),
            "start_cpu_s": program.cpu(),
            "start_stall_ms": ask_probe(probe)["longest"],
        }

        # Idle, after a moment to come to rest: first left alone, then asked for signs of life.
        ask_probe(probe, "rest")
        time.sleep(TICK)
        start, cpu, wakeups = time.monotonic(), program.cpu(), program.wakeups()
        time.sleep(options.idle)
        elapsed = time.monotonic() - start
        messages = proxy.messages(start)
        minutes = elapsed / 60
        woken = sum(count - wakeups.get(task, 0) for task, count in program.wakeups().items())
        result |= {
            "tick_calls": sum(m.kind == "call" for m in messages) / (elapsed / TICK),
            "tick_bytes": sum(m.size for m in messages) / (elapsed / TICK),
            "idle_cpu_s": (program.cpu() - cpu) / minutes, "idle_wakeups": woken / minutes,
            "memory_mib": program.memory(),
        }
        ask_probe(probe)
        time.sleep(options.idle / 2)
        figures = ask_probe(probe)
        result |= {"idle_stall_ms": figures["longest"], "idle_waiting": figures["share"]}

        if options.storm:
            start, cpu = time.monotonic(), program.cpu()
            rate = storm(virsh, names, options.rate, options.storm)
            figures = ask_probe(probe)
            messages = proxy.messages(start)
            result |= {
                "storm_rate": rate, "storm_events": sum(m.kind == "event" for m in messages) / options.storm,
                "storm_calls": sum(m.kind == "call" for m in messages) / options.storm,
                "storm_stall_ms": figures["longest"], "storm_cpu": (program.cpu() - cpu) / options.storm,
                "storm_memory_mib": program.memory(),
            }
    return result


ROWS = [
    ("Calls until the list is complete", "list_calls", "{:.0f}"),
    ("– without the host's lists", "list_calls_but_host_lists", "{:.0f}"),
    ("Calls until all is read", "settled_calls", "{:,.0f}"),
    ("Bytes until the list is complete", "list_bytes", "{:,.0f}"),
    ("Bytes until all is read", "settled_bytes", "{:,.0f}"),
    ("Calls per tick (3 s)", "tick_calls", "{:.1f}"),
    ("Bytes per tick", "tick_bytes", "{:,.0f}"),
    ("Window, s", "window_s", "{:.2f}"),
    ("List complete, s", "list_s", "{:.2f}"),
    ("All XML read, s", "settled_s", "{:.2f}"),
    ("CPU until all is read, s", "start_cpu_s", "{:.2f}"),
    ("Longest stall at start, ms", "start_stall_ms", "{:.0f}"),
    ("Longest stall while idle, ms", "idle_stall_ms", "{:.0f}"),
    ("Unresponsive while idle, %", "idle_waiting", "{:.1%}"),
    ("CPU per idle minute, s", "idle_cpu_s", "{:.2f}"),
    ("Wake-ups per idle minute", "idle_wakeups", "{:,.0f}"),
    ("Memory (PSS), MiB", "memory_mib", "{:.0f}"),
    ("Storm: changes per second", "storm_rate", "{:,.0f}"),
    ("Storm: events that arrived per second", "storm_events", "{:,.0f}"),
    ("Storm: calls per second", "storm_calls", "{:.1f}"),
    ("Storm: longest stall, ms", "storm_stall_ms", "{:.0f}"),
    ("Storm: CPU, cores", "storm_cpu", "{:.2f}"),
    ("Storm: memory after it, MiB", "storm_memory_mib", "{:.0f}"),
]


def table(results):
    print("| | " + " | ".join(f"N = {r['machines']:,}" for r in results) + " |")
    print("|---|" + "---:|" * len(results))
    for title, key, form in ROWS:
        if any(key in r for r in results):
            print(f"| {title} | " + " | ".join(form.format(r[key]) if key in r else "–" for r in results) + " |")


def check(results):
    """The promises that are counts: how many calls, whatever the number of machines."""
    faults = []
    for r in results:
        if r["list_calls_but_host_lists"] > 12:
            faults.append(f"{r['machines']} machines: {r['list_calls_but_host_lists']} calls until the list is complete")
        if r["tick_calls"] > 2.0 + TICK / 10:  # a tick more or less may fall into the time measured
            faults.append(f"{r['machines']} machines: {r['tick_calls']:.1f} calls per tick")
    if len({r["list_calls"] for r in results}) > 1:
        faults.append("the calls to connect grow with the machines: " + ", ".join(str(r["list_calls"]) for r in results))
    print("\n".join(faults) or "The counts are right.")
    return 1 if faults else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/test", help="the build folder")
    parser.add_argument("--program", choices=("guesthouse", "virt-manager"), default="guesthouse")
    parser.add_argument("--driver", choices=("test", "qemu"), default="test",
                        help="libvirt's test driver, or real (idle) QEMU processes")
    parser.add_argument("--machines", type=int, nargs="+", default=[10, 100, 1000, 10000])
    parser.add_argument("--running", type=int, default=0, help="at most so many run (test: 1000, qemu: 100)")
    parser.add_argument("--latency", type=float, default=0, help="milliseconds each way")
    parser.add_argument("--idle", type=float, default=60, help="seconds")
    parser.add_argument("--storm", type=float, default=10, help="seconds; 0 for none")
    parser.add_argument("--rate", type=float, default=1000, help="events per second of the storm")
    parser.add_argument("--limit", type=float, default=600, help="seconds until settled")
    parser.add_argument("--json", type=pathlib.Path, help="write the figures to this file, too")
    parser.add_argument("--check", action="store_true", help="a small run that fails when a count is wrong")
    options = parser.parse_args()
    options.build = options.build.resolve()
    options.running = options.running or {"test": 1000, "qemu": 100}[options.driver]
    if options.check:
        options.machines, options.idle, options.storm = [10, 100], 10 * TICK / 2, 0

    if "GUESTHOUSE_BENCHMARK_DISPLAY" not in os.environ:
        os.environ["GUESTHOUSE_BENCHMARK_DISPLAY"] = "1"
        os.execv(ROOT / "tests/support/on-display.sh", ["on-display.sh", sys.executable, *sys.argv])

    results = []
    for machines in options.machines:
        print(f"{options.program}: {machines} machines…", file=sys.stderr, flush=True)
        results.append(measure(options, machines))
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))
    table(results)
    sys.exit(check(results) if options.check else 0)


if __name__ == "__main__":
    main()
