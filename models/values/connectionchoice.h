// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/connectionuri.h"

// What the form for a connection offers, as tables; the form itself only shows them.
struct HypervisorChoice
{
    QString title;  // translated
    QString driver; // of the URI; empty: the URI is typed
    QString path;
    bool reachable; // may be on another computer
};
const QList<HypervisorChoice> &hypervisorChoices();

struct TransportChoice
{
    QString title;     // translated
    QString transport; // of the URI; empty: a local socket
    int defaultPort;   // 0: none
    bool takesUser;
};
const QList<TransportChoice> &transportChoices();

// Which entries a URI stands for. A URI that the form cannot show whole is the last hypervisor
// choice, the typed one.
int hypervisorChoiceOf(const ConnectionUri &uri);
int transportChoiceOf(const ConnectionUri &uri);

// "no_tty=1&mode=direct" and back; escaped as in a URI.
QString parametersText(const QList<ConnectionUri::Parameter> &parameters);
QList<ConnectionUri::Parameter> parametersFromText(const QString &text);
