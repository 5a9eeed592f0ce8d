// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/consolestate.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ConsoleState)
};

// The sentence, and below it what is known beyond.
QString with(const QString &sentence, const QString &detail)
{
    return detail.isEmpty() ? sentence : u"%1\n\n%2"_s.arg(sentence, detail);
}

} // namespace

ConsoleMessage consoleMessage(ConsoleState state, const QString &machine, bool savedState,
                              const QString &detail)
{
    switch (state) {
    case ConsoleState::NoMachine:
        return {u"computer"_s, Words::tr("No machine selected"),
                Words::tr("Select a machine to see its screen here.")};
    case ConsoleState::Off:
        return savedState ? ConsoleMessage{u"document-save"_s, Words::tr("The machine is saved"),
                                           Words::tr("Restore it to go on where “%1” stopped.")
                                               .arg(machine)}
                          : ConsoleMessage{u"system-shutdown"_s, Words::tr("The machine is off"),
                                           Words::tr("Start “%1” to see its screen.").arg(machine)};
    case ConsoleState::HostUnusable:
        return {u"network-offline"_s, Words::tr("The host is not connected"),
                with(Words::tr("The screen of “%1” can be shown once its host is connected.")
                         .arg(machine),
                     detail)};
    case ConsoleState::Idle:
    case ConsoleState::Asking:
    case ConsoleState::Connecting:
        return {u"network-transmit-receive"_s, Words::tr("Connecting to the screen…"), machine};
    case ConsoleState::NotFound:
        return {u"dialog-error"_s, Words::tr("The display was not found"),
                with(Words::tr("The host did not say where the display of “%1” is.").arg(machine),
                     detail)};
    case ConsoleState::NoDisplay:
        return {u"video-display"_s, Words::tr("The machine has no display"),
                Words::tr("“%1” has no graphics device. Add one to its hardware to have a screen "
                          "to look at.")
                    .arg(machine)};
    case ConsoleState::Unsupported:
        return {u"video-display"_s, Words::tr("This kind of display cannot be shown yet"), detail};
    case ConsoleState::OutOfReach:
        return {u"network-offline"_s, Words::tr("The display is out of reach"), detail};
    case ConsoleState::Connected:
        return {};
    case ConsoleState::PasswordWanted:
        return {u"dialog-password"_s, Words::tr("Password wanted"),
                Words::tr("The display of “%1” is protected by a password.").arg(machine)};
    case ConsoleState::Refused:
        return {u"network-error"_s, Words::tr("The display refused the connection"),
                with(Words::tr("Nobody answers where the display of “%1” should be. A firewall may "
                               "be in the way, or the machine has just stopped.")
                         .arg(machine),
                     detail)};
    case ConsoleState::NotSecure:
        return {u"security-low"_s, Words::tr("The display could not prove who it is"),
                with(Words::tr("The encrypted connection failed: the certificate of the server is "
                               "not trusted here, or was made for another name. Its authority's "
                               "certificate belongs into ~/.pki/CA/cacert.pem (VNC) or "
                               "~/.spicec/spice_truststore.pem (SPICE)."),
                     detail)};
    case ConsoleState::NotUnderstood:
        return {
            u"dialog-error"_s, Words::tr("The display sent something that is no picture"),
            with(Words::tr("The server at the display's address breaks the rules of its protocol."),
                 detail)};
    case ConsoleState::NotAnswering:
        return {
            u"network-error"_s, Words::tr("The display does not answer"),
            Words::tr("The connection was accepted, and then nothing came. The host may be very "
                      "busy.")};
    case ConsoleState::Disconnected:
        return {u"network-disconnect"_s, Words::tr("The display is disconnected"),
                Words::tr("“%1” runs on, and other programs can show its screen.").arg(machine)};
    case ConsoleState::Closed:
        return {u"network-offline"_s, Words::tr("The display was disconnected"),
                with(Words::tr("Another program may have connected to “%1”: only one can show a "
                               "machine's screen at a time. Reconnecting disconnects the other.")
                         .arg(machine),
                     detail)};
    case ConsoleState::Crashed:
        return {
            u"dialog-error"_s, Words::tr("The viewer stopped working"),
            with(Words::tr("The part of Guesthouse that shows this screen has ended. The machine "
                           "itself is not affected."),
                 detail)};
    }
    return {};
}
