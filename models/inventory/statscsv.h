// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inventory/timeline.h"

// What a series measures, in words with its unit: "vda read (bytes/s)". The device as it came.
QString seriesText(const SeriesKey &key);

// A timeline as RFC 4180: a header row, then a row for each moment, in ISO 8601 with the offset
// from UTC; what is unknown is empty. UTF-8. No cell begins as a spreadsheet's formula does.
QByteArray toCsv(const Timeline &timeline);
