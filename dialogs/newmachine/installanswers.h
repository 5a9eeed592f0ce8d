// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/cloudinit/cloudinit.h"
#include "models/values/systemfacts.h"

#include <QMetaType>

// What the first boot is to be told, with passwords in it: beside the plan, which is shown.
struct InstallAnswers
{
    CloudInitForm cloud = {}; // of a cloud image
    // Of an installation without questions, by this script of libosinfo's.
    QString systemId = {}, scriptId = {}, architecture = {};
    UnattendedAnswers unattended = {};
};
Q_DECLARE_METATYPE(InstallAnswers)
