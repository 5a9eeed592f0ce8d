// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/machinetext.h"

#include "models/core/safetext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(MachineText)
};

} // namespace

// The hypervisor makes files of the name and adds endings of its own; a file's name has 255 bytes.
constexpr int longestName = 240;

static bool hasControls(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        return c.unicode() < 0x20 || (c.unicode() >= 0x7f && c.unicode() < 0xa0);
    });
}

QString renameProblem(const QString &name)
{
    if (name.isEmpty())
        return Text::tr("A machine needs a name.");
    if (name.contains(u'\n') || name.contains(u'\r'))
        return Text::tr("A name is a single line.");
    if (name.contains(u'/'))
        return Text::tr("A name cannot contain a slash.");
    if (name == "."_L1 || name == ".."_L1)
        return Text::tr("A name cannot be only dots.");
    if (hasControls(name))
        return Text::tr("A name cannot contain control characters.");
    const qsizetype bytes = name.toUtf8().size();
    if (bytes > longestName)
        return Text::tr("This name is too long: %1 bytes of at most %2.")
            .arg(bytes)
            .arg(longestName);
    return {};
}

QString renameRemark(const QString &name)
{
    if (name.trimmed().isEmpty())
        return Text::tr("This name consists of spaces only; it will be hard to see.");
    if (name.trimmed() != name)
        return Text::tr("This name begins or ends with a space.");
    if (name.startsWith(u'-'))
        return Text::tr(
            "A name that begins with a dash is taken for an option by command-line tools.");
    if (SafeText::line(name, name.size()) != name)
        return Text::tr("This name contains characters that cannot be seen.");
    return {};
}

QString titleProblem(const QString &title)
{
    if (title.contains(u'\n') || title.contains(u'\r'))
        return Text::tr("A title is a single line.");
    if (hasControls(title))
        return Text::tr("A title cannot contain control characters.");
    return {};
}

QString hostPathProblem(const QString &path)
{
    if (path.isEmpty())
        return Text::tr("Enter the path of a file on the host.");
    if (!path.startsWith(u'/'))
        return Text::tr("The path is absolute: it begins with a slash.");
    if (path.endsWith(u'/'))
        return Text::tr("This is a folder; add the file's name.");
    if (hasControls(path))
        return Text::tr("The path cannot contain control characters.");
    return {};
}
