// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <algorithm>
#include <array>
#include <cmath>

// The last CPU shares in one byte each: thousands of machines have one of these.
template <size_t length>
class Trail
{
public:
    // False when nothing looks different: a full trail of one value got the same value again.
    bool append(double share)
    {
        const auto value = quint8(std::lround(std::clamp(share, 0.0, 1.0) * 255));
        const bool same = m_count == m_values.size()
                          && std::all_of(m_values.begin(), m_values.end(),
                                         [value](quint8 other) { return other == value; });
        if (m_count == m_values.size())
            std::move(m_values.begin() + 1, m_values.end(), m_values.begin());
        else
            ++m_count;
        m_values[m_count - 1] = value;
        return !same;
    }

    QList<float> values() const
    {
        QList<float> values(m_count);
        std::transform(m_values.begin(), m_values.begin() + m_count, values.begin(),
                       [](quint8 value) { return float(value) / 255; });
        return values;
    }

private:
    std::array<quint8, length> m_values = {};
    quint8 m_count = 0;
};
