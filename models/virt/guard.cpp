// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/virt/guard.h"

#ifdef GUESTHOUSE_CALL_GUARD

#include <QCoreApplication>
#include <QThread>

void Virt::mustBeOffGuiThread()
{
    const auto *application = QCoreApplication::instance();
    if (application && QThread::currentThread() == application->thread())
        qFatal("A libvirt call was made on the GUI thread.");
}

#endif
