#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds README.md's table of dependencies to app/packages.txt.

    check_readme.py FOLDER            fails when they differ
    check_readme.py --write FOLDER    puts the table into README.md
"""
import pathlib
import re
import sys

SETS = {"build": "to build", "run": "to run", "demo": "for `--demo` and tests", "test": "for tests",
        "peer": "to compare with"}
HEAD = "| Package | Needed | Reason |\n|---|---|---|\n"


def table(packages):
    rows = []
    for line in packages.splitlines():
        if match := re.fullmatch(r"(\w+) (\S+)\s+# (.+)", line):
            rows.append(f"| {match[2]} | {SETS[match[1]]} | {match[3]} |\n")
        elif line and not line.startswith("#"):
            sys.exit(f"app/packages.txt: neither a comment nor a package with its reason: {line}")
    return HEAD + "".join(rows)


def main():
    root = pathlib.Path(sys.argv[-1])
    readme = root / "README.md"
    text = readme.read_text()
    wanted = table((root / "app/packages.txt").read_text())
    found = re.search(re.escape(HEAD) + r"(\|.*\n)*", text)
    if not found:
        sys.exit("README.md has no table of dependencies")
    if sys.argv[1] == "--write":
        readme.write_text(text.replace(found.group(), wanted))
    elif found.group() != wanted:
        sys.exit("README.md's table of dependencies differs from app/packages.txt: run "
                 "tests/check_readme.py --write .")


main()
