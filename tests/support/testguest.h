// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/graphics.h"
#include "tests/support/guestoptions.h"
#include "tests/support/privatelibvirtd.h"

// The demo machine (app/demo), or one made of it, as a guest of a private daemon: a real Linux in
// software emulation. All is done by an independent virsh, so that it can witness what the program
// does.
class TestGuest
{
public:
    // `commandLine`: more for its kernel, such as test.load=scroll.
    explicit TestGuest(PrivateLibvirtd &daemon, const QString &name = QStringLiteral("demo"),
                       const QString &commandLine = {});
    TestGuest(PrivateLibvirtd &daemon, const QString &name, const GuestOptions &options);

    bool define(); // defined, not started; builds the image when it has not been
    bool start();
    // Its QEMU is gone and it is defined no longer.
    void remove();

    QString name() const { return m_name; }
    QString uuid() const;
    QString state() const; // virsh's word: "running", "paused", "shut off", …
    QString errorString() const { return m_error; }
    QList<Graphics> graphics() const; // of the running machine

    // All that its first serial port said since it was started. The marks are in make-guest.sh.
    QByteArray serialOutput() const;
    // Waits until it said `mark` (at least `times` times); events run meanwhile.
    bool waitFor(const QByteArray &mark, int times = 1, int milliseconds = 90'000) const;

protected:
    PrivateLibvirtd &daemon() const { return m_daemon; }

private:
    PrivateLibvirtd &m_daemon;
    QString m_name, m_error;
    GuestOptions m_options;
};
