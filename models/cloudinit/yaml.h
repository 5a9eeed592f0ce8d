// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>

// A document in YAML: ASCII, every text in double quotes with what is special escaped, so that no
// text can be taken for anything else, whatever is in it. Half a surrogate pair becomes U+FFFD.
QByteArray toYaml(const QJsonValue &value);
