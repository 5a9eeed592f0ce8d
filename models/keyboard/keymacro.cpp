// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyboard/keymacro.h"

#include "models/core/safetext.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> wrong(qsizetype line, const QString &why)
{
    return tl::unexpected(Error{.summary = QCoreApplication::translate("KeyMacros", "Line %1: %2")
                                               .arg(QString::number(line + 1), why)});
}

QString notKeys(QStringView text)
{
    return QCoreApplication::translate(
               "KeyMacros", "“%1” is neither a chord, such as Ctrl+Alt+F2, nor a pause, such as "
                            "wait 500.")
        .arg(SafeText::line(text.toString(), 60));
}

// "Ctrl+Alt+F2" or "wait 500".
std::optional<KeyStep> stepFrom(QStringView line)
{
    if (line.startsWith("wait "_L1, Qt::CaseInsensitive)) {
        bool number = false;
        const int pause = line.sliced(5).trimmed().toInt(&number);
        if (!number || pause < 1 || pause > KeyStep::maximumPause)
            return std::nullopt;
        return KeyStep{{}, pause};
    }
    const auto chord = KeyChord::parse(line);
    return chord ? std::optional(KeyStep{*chord, 0}) : std::nullopt;
}

QStringList linesOf(const QString &text)
{
    return QString(text).remove(u'\r').split(u'\n');
}

bool saysNothing(QStringView line)
{
    return line.isEmpty() || line.startsWith(u'#');
}

} // namespace

QString KeyMacros::stepsToText(const QList<KeyStep> &steps)
{
    QString text;
    for (const KeyStep &step : steps) {
        if (!step.chord.isEmpty())
            text += step.chord.text() + u'\n';
        if (step.pause > 0)
            text += "wait "_L1 + QString::number(step.pause) + u'\n';
    }
    return text;
}

Result<QList<KeyStep>> KeyMacros::stepsFromText(const QString &text)
{
    QList<KeyStep> steps;
    const QStringList lines = linesOf(text);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QStringView line = QStringView(lines[i]).trimmed();
        if (saysNothing(line))
            continue;
        const auto step = stepFrom(line);
        if (!step)
            return wrong(i, notKeys(line));
        if (steps.size() >= maximumSteps)
            return wrong(i, QCoreApplication::translate("KeyMacros", "these are too many steps."));
        steps.append(*step);
    }
    return steps;
}

QString KeyMacros::toText(const QList<KeyMacro> &macros)
{
    QString text;
    for (const KeyMacro &macro : macros) {
        text += (text.isEmpty() ? "["_L1 : "\n["_L1) + macro.name + "]\n"_L1;
        if (!macro.shortcut.isEmpty())
            text += "shortcut "_L1 + macro.shortcut.text() + u'\n';
        text += stepsToText(macro.steps);
    }
    return text;
}

Result<QList<KeyMacro>> KeyMacros::fromText(const QString &text)
{
    QList<KeyMacro> macros;
    const QStringList lines = linesOf(text);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QStringView line = QStringView(lines[i]).trimmed();
        if (saysNothing(line))
            continue;
        if (line.startsWith(u'[') && line.endsWith(u']')) {
            const QString name = line.sliced(1, qMax(0, line.size() - 2)).trimmed().toString();
            const bool known =
                std::any_of(macros.cbegin(), macros.cend(),
                            [&](const KeyMacro &other) { return other.name == name; });
            if (name.isEmpty() || name.size() > maximumName || known)
                return wrong(
                    i, QCoreApplication::translate(
                           "KeyMacros", "a name must not be empty, too long, or used twice."));
            if (macros.size() >= maximumMacros)
                return wrong(
                    i, QCoreApplication::translate("KeyMacros", "these are too many macros."));
            macros.append({name, {}, {}});
        } else if (macros.isEmpty()) {
            return wrong(
                i, QCoreApplication::translate("KeyMacros", "a macro begins with its [name]."));
        } else if (line.startsWith("shortcut "_L1, Qt::CaseInsensitive)) {
            const auto chord = KeyChord::parse(line.sliced(9));
            if (!chord)
                return wrong(i, notKeys(line.sliced(9)));
            macros.last().shortcut = *chord;
        } else if (const auto step = stepFrom(line); !step) {
            return wrong(i, notKeys(line));
        } else if (macros.last().steps.size() >= maximumSteps) {
            return wrong(i, QCoreApplication::translate("KeyMacros", "these are too many steps."));
        } else {
            macros.last().steps.append(*step);
        }
    }
    return macros;
}
