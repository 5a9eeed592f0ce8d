// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// A key whose plain comparison is the order people expect of names: case and accents matter
// little, and numbers count as numbers ("web2" before "web10"). QCollator would do it too, but
// ignores numbers in the C locale and is twenty times slower to compare.
QString naturalOrderKey(const QString &text);
