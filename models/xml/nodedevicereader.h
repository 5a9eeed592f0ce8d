// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/nodedevice.h"

#include <QByteArray>

// virNodeDeviceGetXMLDesc's document. What is no number where one belongs is left out. Any thread.
Result<NodeDevice> readNodeDevice(const QByteArray &xml);
