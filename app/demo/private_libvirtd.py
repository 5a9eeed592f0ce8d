#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A libvirtd of one's own, that leaves nothing behind: for app/run.sh --demo and for the tests.

    private_libvirtd.py [--in FOLDER] [--keep] [--tls]

Makes a folder below FOLDER (default: the temporary one), runs an unprivileged libvirtd with all its
files in it and prints "ready PID FOLDER". The daemon's socket is FOLDER/run/libvirt/libvirt-sock.
It ends with its standard input, or by SIGTERM: the daemon, its guests and the folder go too.

Commands on standard input: "start" runs the daemon again after it was killed (answered by another
"ready" line), "quit" ends. When the daemon dies, "gone STATUS" is printed.

With --tls its guests' consoles have TLS, VNC's nothing else, with a certificate for localhost and
127.0.0.1 of the authority FOLDER/tls/ca-cert.pem; FOLDER/tls/other-ca-cert.pem is another one.

Three things that are easy to get wrong:
- For root, libvirt's session daemon is the system's. So root's runs as the account "nobody". That
  also settles another trap: where /dev/kvm exists but only root may open it, a daemon that is root
  believes in KVM, its guests fail to open it, and every call probes QEMU anew for seconds.
- Guests are daemons: they outlive libvirtd and are adopted by process 1. In many containers that one
  reaps nobody, and libvirtd waits minutes for the zombies. So this process adopts and reaps them.
- Whoever started us may crash. Its end of our standard input closes then, and we clean up.
"""
import argparse
import ctypes
import os
import pathlib
import pwd
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
LIBC = ctypes.CDLL(None, use_errno=True)
LIBVIRTD = "/usr/sbin/libvirtd"
READY_WITHIN = 30.0
DIES_WITHIN = 5.0


def make_certificates(folder):
    """An authority, a server's certificate, and an authority that nobody should trust."""
    folder.mkdir(mode=0o755)
    valid = ["-days", "2", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    for name in ("ca", "other-ca"):
        openssl("req", "-x509", *valid, "-keyout", f"{name}-key.pem", "-out", f"{name}-cert.pem",
                "-subj", f"/O=Guesthouse tests/CN={name}")
    openssl("req", "-x509", *valid, "-CA", "ca-cert.pem", "-CAkey", "ca-key.pem", "-keyout",
            "server-key.pem", "-out", "server-cert.pem", "-subj", "/O=Guesthouse tests/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-addext",
            "basicConstraints=critical,CA:FALSE")


class Daemon:
    def __init__(self, folder, tls=False):
        self.folder = folder
        self.tls = tls
        self.account = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        self.pid = 0
        self.socket = folder / "run/libvirt/libvirt-sock"
        self.environment = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG": "C.UTF-8",
            "HOME": str(folder / "home"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_DATA_HOME": str(folder / "data"),
        }

    def prepare(self):
        self.folder.chmod(0o755)
        for name in ("home", "run", "config", "cache", "data", "config/libvirt"):
            (self.folder / name).mkdir(mode=0o700)
        # "file": no virtlogd is started for the guests' output.
        settings = 'stdio_handler = "file"\n'
        if self.tls:
            make_certificates(self.folder / "tls")
            for kind in ("spice", "vnc"):
                settings += f'{kind}_tls = 1\n{kind}_tls_x509_cert_dir = "{self.folder}/tls"\n'
        (self.folder / "config/libvirt/qemu.conf").write_text(settings)
        (self.folder / "config/libvirt/libvirtd.conf").write_text(
            f'auth_unix_rw = "none"\nlog_outputs = "3:file:{self.folder}/libvirtd.log"\n')
        if self.account:
            for path in [self.folder, *self.folder.rglob("*")]:
                os.chown(path, self.account.pw_uid, self.account.pw_gid)

    def _become(self):
        if self.account:
            os.setgroups([])
            os.setgid(self.account.pw_gid)
            os.setuid(self.account.pw_uid)
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)

    def start(self):
        """Runs the daemon and waits until it answers."""
        self.socket.unlink(missing_ok=True)
        with open(self.folder / "output.log", "ab") as log:
            self.process = subprocess.Popen(
                [LIBVIRTD], env=self.environment, cwd=self.folder, stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, start_new_session=True, preexec_fn=self._become)
        self.pid = self.process.pid
        deadline = time.monotonic() + READY_WITHIN
        while not self._answers():
            status = self.process.poll()
            if status is not None or time.monotonic() > deadline:
                sys.exit(f"libvirtd did not start ({status}):\n" + self._log())
            time.sleep(0.02)
        print("ready", self.pid, self.folder, flush=True)

    def _answers(self):
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self.socket))
            except OSError:
                return False
        return True

    def _log(self):
        return "".join(p.read_text(errors="replace")[-4000:]
                       for p in self.folder.glob("*.log"))


def children():
    """The processes whose parent we are: the daemon, and every guest and helper we adopted."""
    found = []
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                stat = pathlib.Path(entry.path, "stat").read_text()
            except OSError:
                continue
            if int(stat.rpartition(")")[2].split()[1]) == os.getpid():
                found.append(int(entry.name))
    return found


def reap(daemon):
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return False
        if not pid:
            return True
        if pid == daemon.pid:
            daemon.pid = 0
            print("gone", os.waitstatus_to_exitcode(status), flush=True)


def end_all(daemon):
    """The daemon first, so that it starts nothing; then what it left. Dead guests bring further
    orphans to us, hence the loop."""
    sent, deadline = set(), time.monotonic() + DIES_WITHIN
    while reap(daemon):
        late = time.monotonic() > deadline
        for pid in children() if late or not daemon.pid else [daemon.pid]:
            if late or pid not in sent:
                sent.add(pid)
                os.kill(pid, signal.SIGKILL if late else signal.SIGTERM)
                os.kill(pid, signal.SIGCONT)
        time.sleep(0.02)


def main():
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--in", dest="parent", help="the folder to make our folder in")
    options.add_argument("--keep", action="store_true", help="leave the folder at the end")
    options.add_argument("--tls", action="store_true", help="consoles with TLS")
    options = options.parse_args()

    os.umask(0o022)
    LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    # Signals only wake the loop below: nothing happens inside a handler.
    wake, waker = os.pipe()
    os.set_blocking(waker, False)
    signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
    stopping = []
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stopping.append(True))
    signal.signal(signal.SIGCHLD, lambda *_: None)

    folder = pathlib.Path(tempfile.mkdtemp(prefix="guesthouse-", dir=options.parent))
    daemon = Daemon(folder, options.tls)
    try:
        daemon.prepare()
        daemon.start()
        with selectors.DefaultSelector() as selector:
            selector.register(0, selectors.EVENT_READ)
            selector.register(wake, selectors.EVENT_READ)
            unread = b""
            while not stopping:
                for key, _ in selector.select():
                    read = os.read(key.fd, 4096)
                    if key.fd != 0:
                        continue
                    unread += read
                    if not read:
                        stopping.append(True)
                reap(daemon)
                while b"\n" in unread:
                    command, _, unread = unread.partition(b"\n")
                    if command == b"start" and not daemon.pid:
                        daemon.start()
                    elif command == b"quit":
                        stopping.append(True)
    except BrokenPipeError:
        pass
    finally:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        sys.stdout = open(os.devnull, "w")
        end_all(daemon)
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
