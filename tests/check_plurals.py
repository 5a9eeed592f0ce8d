#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds translations/guesthouse_en.ts to the sources: a text with %n that has no English plural
forms reads "1 machine(s)".

    check_plurals.py LUPDATE FOLDER
"""
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree


def messages(path):
    """(context, text, comment) -> the forms; an empty one where a translation is unfinished."""
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            forms = [form.text or "" for form in message.iter("numerusform")]
            key = (context.findtext("name"), message.findtext("source"), message.findtext("comment"))
            found[key] = [] if message.find("translation").get("type") else forms
    return found


def main():
    lupdate, root = sys.argv[1], pathlib.Path(sys.argv[2])
    folders = [root / name for name in ("app", "console", "dialogs", "models", "views")]
    with tempfile.TemporaryDirectory() as temporary:
        fresh = pathlib.Path(temporary) / "guesthouse_en.ts"
        subprocess.run([lupdate, "-silent", "-pluralonly", "-target-language", "en_US", *folders,
                        "-ts", fresh], check=True, stderr=subprocess.DEVNULL)
        used = messages(fresh)
    ours = messages(root / "translations/guesthouse_en.ts")
    problems = [f"no plural forms: {key}" for key in used if key not in ours]
    problems += [f"no longer used: {key}" for key in ours if key not in used]
    problems += [f"not finished: {key}" for key, forms in ours.items()
                 if len(forms) != 2 or not all("%n" in form for form in forms)]
    if not used:
        problems.append("lupdate found nothing at all")
    if problems:
        sys.exit("translations/guesthouse_en.ts:\n" + "\n".join(problems))


main()
