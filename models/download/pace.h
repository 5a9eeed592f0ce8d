// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

// How fast something goes, over the last few seconds. `ms`: any clock that only goes forward.
class Pace
{
public:
    void add(qint64 ms, quint64 bytes);      // so much has come by then
    double rate() const;                     // bytes a second; 0: not known yet
    qint64 secondsLeft(quint64 total) const; // -1: not known

private:
    struct Mark
    {
        qint64 ms;
        quint64 bytes;
    };
    QList<Mark> m_marks;
};
