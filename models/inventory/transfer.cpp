// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/transfer.h"

#include "models/core/units.h"

#include <QCoreApplication>
#include <QDateTime>

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(TransferProgress)
};

constexpr qint64 markEveryMs = 3000;

} // namespace

double TransferProgress::fraction() const
{
    const quint64 all = total();
    return all == 0 ? -1 : qMin(1.0, double(done()) / double(all));
}

void TransferProgress::setDone(quint64 bytes)
{
    m_done = bytes;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (now - m_markMs < markEveryMs && m_markMs > 0)
        return;
    m_beforeMs = m_markMs.load();
    m_beforeBytes = m_markBytes.load();
    m_markMs = now;
    m_markBytes = bytes;
}

double TransferProgress::rate() const
{
    const qint64 sinceMs = m_beforeMs > 0 ? m_beforeMs.load() : m_markMs.load();
    const quint64 since = m_beforeMs > 0 ? m_beforeBytes.load() : m_markBytes.load();
    const qint64 elapsed = QDateTime::currentMSecsSinceEpoch() - sinceMs;
    return sinceMs > 0 && elapsed > 0 && done() > since
               ? double(done() - since) * 1000 / double(elapsed)
               : 0;
}

QString TransferProgress::step() const
{
    if (isCanceled() && m_unstoppable)
        return Text::tr("The host cannot stop it; it is removed as soon as it is there");
    if (done() == 0 && total() == 0)
        return {};
    const QString amount =
        total() > 0
            ? Text::tr("%1 of %2").arg(Units::bytes(qMin(done(), total())), Units::bytes(total()))
            : Units::bytes(done());
    const double speed = rate();
    return speed > 0 ? Text::tr("%1, %2", "amount, rate").arg(amount, Units::rate(speed)) : amount;
}
