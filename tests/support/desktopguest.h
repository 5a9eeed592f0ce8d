// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/testguest.h"

// A guest with a graphical desktop and the SPICE agent (make-desktop-guest.sh). What happens in it
// is witnessed by commands that run in it, over a channel of their own: no console is involved.
class DesktopGuest : public TestGuest
{
public:
    struct Answer
    {
        int status = -1;        // of the command; -1 when the machine did not answer
        QByteArray output = {}; // and what it wrote to its standard error; without the last newline

        bool operator==(const Answer &) const = default;
    };

    // The image is always the desktop's, the title the name; memory and processors at least what it
    // takes.
    explicit DesktopGuest(PrivateLibvirtd &daemon, const QString &name = QStringLiteral("desktop"),
                          GuestOptions options = {});

    // Until the desktop is there; events run meanwhile, as in all that follows.
    bool waitForDesktop(int milliseconds = 120'000) const;
    // Until its SPICE agent has opened its channel; what it can do, it says when a viewer comes.
    bool waitForAgent(int milliseconds = 60'000) const;

    // One line for the machine's shell, with DISPLAY set. What shall outlive the line needs
    // "setsid … &", with its output redirected.
    Answer run(const QByteArray &command, int milliseconds = 30'000) const;
    // Its X clipboard; "-t image/png" and the like in `options`.
    QByteArray clipboard(const QByteArray &options = {}) const;
    bool setClipboard(const QByteArray &text) const; // no apostrophes

private:
    mutable int m_commands = 0;
};
