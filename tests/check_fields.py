#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks tests/data/virt-manager-fields.txt: each line has a state, each test it names is there.

    tests/check_fields.py PROJECT
"""

import pathlib
import re
import sys


def problems(root, lines):
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = [part.strip() for part in line.split("|")]
        if len(parts) != 3 or not all(parts):
            yield f"{number}: not page | field | state"
            continue
        state = parts[2]
        if state.startswith("not yet:"):
            if len(state) < 20:
                yield f"{number}: no reason"
            continue
        soon = state.startswith("soon ")
        file, _, function = state.removeprefix("soon ").partition("::")
        path = root / file
        if not file.startswith("tests/") or not function:
            yield f"{number}: no state: {state}"
        elif not path.is_file():
            if not soon:
                yield f"{number}: {file} is not there"
        elif not re.search(rf"\bvoid {re.escape(function)}\(\)", path.read_text(encoding="utf-8")):
            yield f"{number}: {file} has no {function}"


def main():
    root = pathlib.Path(sys.argv[1])
    table = root / "tests/data/virt-manager-fields.txt"
    found = list(problems(root, table.read_text(encoding="utf-8").splitlines()))
    # Whether the check still finds what is wrong.
    for wrong in ("a | b", "a | b | covered", "a | b | tests/none.cpp::x", "a | b | not yet: ",
                  "a | b | tests/check_fields.py::nothing"):
        if not list(problems(root, [wrong])):
            found.append(f"the check takes “{wrong}”")
    for one in found:
        print(f"virt-manager-fields.txt:{one}")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
