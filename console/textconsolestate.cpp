// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/textconsolestate.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TextConsoleState)
};

QString with(const QString &sentence, const QString &detail)
{
    return detail.isEmpty() ? sentence : u"%1\n\n%2"_s.arg(sentence, detail);
}

} // namespace

ConsoleMessage textConsoleMessage(TextConsoleState state, const QString &machine, bool savedState,
                                  const QString &detail)
{
    switch (state) {
    case TextConsoleState::Off:
        return savedState
                   ? ConsoleMessage{u"document-save"_s, Words::tr("The machine is saved"),
                                    Words::tr("Restore it to go on where “%1” stopped.")
                                        .arg(machine)}
                   : ConsoleMessage{u"system-shutdown"_s, Words::tr("The machine is off"),
                                    Words::tr("Start “%1” to see what it says here.").arg(machine)};
    case TextConsoleState::HostUnusable:
        return {u"network-offline"_s, Words::tr("The host is not connected"),
                with(Words::tr("This console of “%1” can be opened once its host is connected.")
                         .arg(machine),
                     detail)};
    case TextConsoleState::Idle:
    case TextConsoleState::Asking:
    case TextConsoleState::Connecting:
        return {u"utilities-terminal"_s, Words::tr("Connecting"),
                Words::tr("The text console of “%1” is being opened.").arg(machine)};
    case TextConsoleState::NotOpenable:
        return {u"utilities-terminal"_s, Words::tr("This console cannot be opened here"),
                with(Words::tr("Only text consoles of the type “pty” can be opened through "
                               "libvirt; the type is chosen in the machine's hardware."),
                     detail)};
    case TextConsoleState::Connected:
        return {};
    case TextConsoleState::Busy:
        return {u"changes-prevent"_s, Words::tr("Console taken by another client"),
                Words::tr("Somebody else has this console of “%1” open, and only one can at a "
                          "time. Taking it over disconnects them.")
                    .arg(machine)};
    case TextConsoleState::Taken:
        return {u"changes-prevent"_s, Words::tr("Console taken by another client"),
                Words::tr("Another client has taken this console of “%1” over. Taking it over "
                          "again disconnects them.")
                    .arg(machine)};
    case TextConsoleState::Ended:
        return {u"network-offline"_s, Words::tr("The console was closed"),
                with(Words::tr("The machine “%1” still runs, but its host has closed this console.")
                         .arg(machine),
                     detail)};
    case TextConsoleState::Failed:
        return {
            u"dialog-error"_s, Words::tr("The console could not be opened"),
            with(Words::tr("The host did not open this console of “%1”.").arg(machine), detail)};
    }
    return {};
}
