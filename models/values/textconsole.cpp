// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/textconsole.h"

#include <QCoreApplication>

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TextConsole)
};
} // namespace

QString textConsoleTitle(const TextConsole &console)
{
    switch (console.kind) {
    case TextConsole::Kind::Serial:
        return Words::tr("Serial %1").arg(console.number);
    case TextConsole::Kind::Virtio:
        return Words::tr("Virtio console %1").arg(console.number);
    case TextConsole::Kind::Console:
        break;
    }
    return Words::tr("Console %1").arg(console.number);
}
