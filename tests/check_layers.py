#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of this program that no compiler knows.

    check_layers.py FOLDER       reads the sources below FOLDER; fails when one breaks a rule
    check_layers.py --self-test  breaks every rule in a temporary folder and expects to be told

Which folder may include which, who may speak libvirt, text that Qt would take for HTML, and what
would block the window. A line that has to break one says why and ends in "// allowed: RULE".
"""
import dataclasses
import pathlib
import re
import sys
import tempfile

CORE = ["models/core"]
VALUES = CORE + ["models/values"]
SHARED = ["models/settings", "models/keyboard", "views/basic", "views/input"]
BELOW_VIEWS = VALUES + SHARED + ["models/xml", "models/schema", "models/inventory", "models/items"]
MAY_INCLUDE = {
    "models/core": [],
    "models/values": CORE,
    "models/settings": VALUES,
    "models/xml": VALUES,
    "models/schema": VALUES + ["models/xml"],
    "models/keyboard": VALUES + ["models/settings"],
    "models/virt": VALUES,
    "models/osinfo": VALUES,
    "models/tools": VALUES,
    "models/download": VALUES,
    "models/import": VALUES + ["models/xml", "models/tools"],
    "models/cloudinit": CORE + ["models/tools"],
    "models/ssh": VALUES,
    "models/inventory": VALUES + ["models/xml", "models/virt", "models/ssh", "models/import"],
    "models/items": VALUES + ["models/xml", "models/inventory"],
    "console": VALUES + SHARED,
    "views/basic": CORE,
    "views/input": CORE + ["models/keyboard", "views/basic"],
    "views": BELOW_VIEWS,
    "dialogs": BELOW_VIEWS + ["views", "models/osinfo", "models/cloudinit", "models/download", "models/import"],
    "app": ["models", "views", "dialogs", "console"],
    "tests": ["models", "views", "dialogs", "console", "app"],
}
PROGRAM = ("models", "views", "dialogs", "console", "app")
WIDGETS = ("views", "dialogs", "console", "app")


# The end of an .arg( that sounds like a text. Numbers may be chained.
ARG_OF_TEXT = r"\.arg\([^;]*?(?i:name|title|descr|host|uri|path|text|message|error|summary|reason|label)\w*[\s()]*"


@dataclasses.dataclass
class Rule:
    name: str
    pattern: str  # searched line by line, without comments and without what is inside quotes
    why: str
    example: str  # breaks it, in the first folder that it holds in
    folders: tuple = PROGRAM
    but: tuple = ()  # folders and files that it does not hold in
    raw: bool = False  # quotes are searched too


RULES = [
    Rule("libvirt", r"<libvirt/|\bvir[A-Z]\w*\s*\(", "only models/virt speaks libvirt",
         "int n = virConnectNumOfDomains(c);", PROGRAM[1:] + ("models",), ("models/virt",)),
    Rule("label", r"(?<!class )\bQLabel\b(?!\s*\*|>|\s*::)", "QLabel guesses whether a text is HTML: use PlainLabel",
         "auto *label = new QLabel(name);", WIDGETS, ("views/basic",)),
    Rule("text-edit", r"\bnew (QTextEdit|QTextBrowser)\b|\b(setHtml|insertHtml|appendHtml|setMarkdown)\s*\(|Qt::(RichText|AutoText|MarkdownText)\b",
         "text from outside is never markup: use QPlainTextEdit", "edit->setHtml(text);", WIDGETS, ("views/basic",)),
    Rule("message-box", r"\bQMessageBox::(information|question|warning|critical|about)\s*\(|\bsetInformativeText\s*\(|\bQErrorMessage\b",
         "message boxes guess HTML and their statics run a nested event loop",
         "QMessageBox::warning(this, title, text);", WIDGETS, ("views/basic",)),
    Rule("tool-tip", r"(\.|->|\b)setToolTip\s*\(|\bQToolTip::showText\s*\(", "tool tips guess HTML: use setPlainToolTip",
         "widget->setToolTip(name);", WIDGETS, ("views/basic",)),
    Rule("nested-loop", r"(\.|->)exec\s*\(|\bQEventLoop\b|\bprocessEvents\s*\(|\bQ(Input|File|Color|Font)Dialog::get\w+\s*\(",
         "no nested event loop: use open() or show(), and signals", "dialog.exec();", PROGRAM,
         ("app/main.cpp", "console/viewer/main.cpp")),
    Rule("sleep", r"\bQThread::(m|u)?sleep\s*\(|\bsleep_(for|until)\s*\(|(?<![\w.>])u?sleep\s*\(|\bqWait\s*\(|\bqSleep\s*\(",
         "nothing sleeps: wait for a signal", "QTest::qWait(100);", PROGRAM + ("tests",)),
    Rule("shell", r"(?<![\w.>])(?<!\w::)(system|popen)\s*\(|\bstartCommand\s*\(", "programs are started without a shell",
         "system(command);", PROGRAM + ("tests",)),
    Rule("shell-word", r'"(/bin/|/usr/bin/)?(ba|da)?sh"|sh -c', "programs are started without a shell",
         'process.start(u"/bin/sh"_s, arguments);', PROGRAM, raw=True),
    Rule("then", r"(\.|->)then\s*\(", "QFuture::then() asserts when its context has died: use whenDone()",
         "future.then(this, deliver);", PROGRAM),
    Rule("chained-arg", ARG_OF_TEXT + r"\)\s*\.arg\(",
         "a chained arg() fills in the place marks of an untrusted text: use arg(a, b)",
         "QString s = tr(form).arg(name).arg(state);", PROGRAM),
    Rule("skip", r'\bQSKIP\s*\(\s*("")?\s*\)', "a skipped test names its reason", 'QSKIP("");', ("tests",), raw=True),
    Rule("reset", r"\bbeginResetModel\s*\(", "item models change by rows and roles", "beginResetModel();",
         ("models/items",)),
]
COMMENT_OR_STRING = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.S)
QUOTED_INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
SPDX = ("SPDX-FileCopyrightText:", "SPDX-License-Identifier: GPL-3.0-or-later")
SOURCES = (".cpp", ".h", ".py", ".sh", ".cmake", ".inc")


def within(path, folders):
    return any(path == folder or path.startswith(folder + "/") for folder in folders)


def layer_of(path):
    return max((folder for folder in MAY_INCLUDE if within(path, [folder])), key=len, default=None)


def blank(match, keep_strings):
    """The same text with nothing in it, so that lines keep their numbers. An #include keeps its
    name, and a string its quotes."""
    text = match.group()
    if not text.startswith("/"):
        return text if keep_strings else '""' + "\n" * text.count("\n")
    return "\n" * text.count("\n")


def include_faults(path, text):
    layer = layer_of(path)
    for match in QUOTED_INCLUDE.finditer(text):
        name, line = match.group(1), text.count("\n", 0, match.start()) + 1
        if name.startswith("ui_") or name.endswith(".moc"):
            continue
        if "/" not in name:
            yield line, "include-path", f'"{name}": an include names its layer'
        elif layer and not within(name, MAY_INCLUDE[layer] + [layer]):
            yield line, "layers", f"{layer} may not include {name}"


def source_faults(path, text):
    """(line, rule, what is wrong) for a C++ file; path is relative to the project."""
    yield from include_faults(path, text)
    lines = text.split("\n")
    code = COMMENT_OR_STRING.sub(lambda m: blank(m, False), text)
    quoted = COMMENT_OR_STRING.sub(lambda m: blank(m, True), text)
    for rule in RULES:
        if not within(path, rule.folders) or within(path, rule.but):
            continue
        searched = quoted if rule.raw else code
        for match in re.finditer(rule.pattern, searched):
            line = searched.count("\n", 0, match.start()) + 1
            start = searched.rfind("\n", 0, match.start()) + 1
            if searched[start:].lstrip().startswith("#include") and rule.name != "libvirt":
                continue
            if not lines[line - 1].rstrip().endswith(f"// allowed: {rule.name}"):
                yield line, rule.name, rule.why
    if "QMessageBox" in code and within(path, WIDGETS) and "setTextFormat(Qt::PlainText)" not in code \
            and re.search(r"\bQMessageBox\b(?!::)[^;]*[;({]", code.replace("#include <QMessageBox>", "")):
        yield 1, "message-box", "a message box needs setTextFormat(Qt::PlainText)"
    # Item views show this role with a tool tip that guesses HTML.
    role = re.search(r"(case|==|,)\s*Qt::ToolTipRole\s*(:|\)|,\s*\w+\))", code)
    if role and within(path, PROGRAM) and not within(path, ("views/basic",)) \
            and not re.search(r"toHtmlEscaped|[pP]lainToolTip|SafeText::\w*[tT]oolTip", code):
        yield code.count("\n", 0, role.start()) + 1, "tool-tip-role", "Qt::ToolTipRole guesses HTML: escape it"


def form_faults(text):
    for number, line in enumerate(text.split("\n"), 1):
        if 'widget class="QLabel"' in line or re.search(r'class="(QTextEdit|QTextBrowser)"', line):
            yield number, "label", "a form takes PlainLabel (promoted) and QPlainTextEdit"
        if 'property name="toolTip"' in line:
            yield number, "tool-tip", "tool tips are set by setPlainToolTip"


def licence_faults(text):
    for word in SPDX:
        if word not in text[:400]:
            yield 1, "licence", f"no {word.split(':')[0]} line at the top"


def faults_below(root):
    found = []
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if re.match(r"(build[^/]*|\.git|\.cache)(/|$)", name) or "__pycache__" in name or not path.is_file():
            continue
        is_script = not path.suffix and path.open("rb").read(2) == b"#!"
        if path.suffix not in SOURCES + (".ui",) and path.name != "CMakeLists.txt" and not is_script:
            continue
        text = path.read_text(encoding="utf-8")
        faults = []
        if path.suffix in (".cpp", ".h"):
            faults += source_faults(name, text)
        if path.suffix == ".ui":
            faults += form_faults(text)
        elif not within(name, ("app/demo/guest/etc", "tests/support/desktop-guest/etc")):
            faults += licence_faults(text)
        found += [f"{name}:{line}: {rule}: {why}" for line, rule, why in faults]
    return found


LICENCE = f"// {SPDX[0]} 2026 The Guesthouse developers\n// {SPDX[1]}\n"
BROKEN = [  # file, content, the rule that must be named
    ("models/values/a.h", '#include "models/virt/domain.h"', "layers"),
    ("models/core/a.h", '#include "models/values/machine.h"', "layers"),
    ("console/a.h", '#include "views/machines/page.h"', "layers"),
    ("views/a.h", '#include "models/virt/domain.h"', "layers"),
    ("views/basic/a.h", '#include "views/page.h"', "layers"),
    ("views/b.h", '#include "dialogs/page.h"', "layers"),
    ("dialogs/a.h", '#include "app/window.h"', "layers"),
    ("app/a.cpp", '#include "window.h"', "include-path"),
    ("models/items/a.cpp", "#include <libvirt/libvirt.h>", "libvirt"),
    ("views/a.cpp", "QLabel m_name;", "label"),
    ("views/c.cpp", "QMessageBox box(this);\nbox.setText(name);", "message-box"),
    ("models/items/b.cpp", "case Qt::ToolTipRole: return machine.name;", "tool-tip-role"),
    ("dialogs/a.ui", '<widget class="QLabel" name="a"/>', "label"),
    ("dialogs/b.ui", '<property name="toolTip"/>', "tool-tip"),
]
FINE = {
    "views/basic/plainlabel.h": LICENCE + "class PlainLabel : public QLabel {};\nwidget->setToolTip(text.toHtmlEscaped());",
    "models/virt/domain.cpp": LICENCE + "#include <libvirt/libvirt.h>\nint n = virDomainFree(d);",
    "console/view.cpp": LICENCE + '#include "views/basic/plainlabel.h"\nauto *l = findChild<QLabel *>();',
    "app/main.cpp": LICENCE + '#include "app/application.h"\n#include <QLabel>\n// QLabel and exec() in words, system(x)\nreturn app.exec();',
    "dialogs/c.cpp": LICENCE + 'setToolTip(fixed); // allowed: tool-tip\nauto s = u"use virsh-like words(QLabel)"_s;\n'
                     '#include "ui_c.h"\nQString a = f.arg(x, y); QString b = g.arg(z);',
}


def self_test():
    broken = BROKEN + [(f"{rule.folders[0]}/planted_{rule.name.replace('-', '_')}.cpp", rule.example, rule.name)
                       for rule in RULES]
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)

        def faults_of(name, text):
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            found = faults_below(root)
            path.unlink()
            return found

        for name, text, rule in broken:
            found = faults_of(name, text if name.endswith(".ui") else LICENCE + text)
            if len(found) != 1 or f": {rule}: " not in found[0]:
                print(f"{name}, which breaks {rule}, gave {found}")
                failures += 1
        for name, text in FINE.items():
            if found := faults_of(name, text):
                print(f"{name}, which is fine, gave {found}")
                failures += 1
        for name in ("app/a.cpp", "CMakeLists.txt", "tests/run.sh", "app/a.py"):
            if not any(": licence: " in fault for fault in faults_of(name, "x\n")):
                print(f"{name} without a licence was not found")
                failures += 1
    print(f"{len(broken)} broken rules, {len(FINE)} fine files, {failures} failures")
    return failures


def main():
    if sys.argv[1:] == ["--self-test"]:
        return 1 if self_test() else 0
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found = faults_below(pathlib.Path(sys.argv[1]))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
