// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/serialline.h"

#include "tests/support/patience.h"

#include <QFile>

#include <fcntl.h>
#include <unistd.h>

SerialLine::SerialLine(const QString &terminal)
    : m_terminal(::open(QFile::encodeName(terminal).constData(), O_RDWR | O_NOCTTY | O_NONBLOCK))
{
    if (m_terminal < 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(m_terminal, QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] {
        char buffer[4096];
        const ssize_t some = ::read(m_terminal, buffer, sizeof buffer);
        if (some > 0)
            m_heard.append(buffer, some);
        else if (some == 0 || errno != EAGAIN)
            m_notifier->setEnabled(false); // its machine is off
    });
}

SerialLine::~SerialLine()
{
    m_notifier.reset();
    if (m_terminal >= 0)
        ::close(m_terminal);
}

bool SerialLine::waitFor(const QByteArray &word, int milliseconds)
{
    qsizetype at = -1;
    const bool said =
        QTest::qWaitFor([&] { return (at = m_heard.indexOf(word, m_from)) >= 0; }, milliseconds);
    if (said)
        m_from = at + word.size();
    return said;
}

void SerialLine::type(const QByteArray &text)
{
    // A line is shorter than what a terminal holds.
    if (::write(m_terminal, text.constData(), text.size()) != text.size())
        qWarning("the terminal took only a part of what was typed");
}
