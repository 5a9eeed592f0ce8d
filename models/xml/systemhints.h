// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/systemfacts.h"
#include "models/xml/xmlnode.h"

#include <QStringList>

// Where a machine and what is known of its system do not fit, or would fit better: sentences, what
// keeps the system from working first. None where nothing is known. Pure; any thread.
QStringList systemHints(const SystemFacts &facts, const XmlNode &domain);
