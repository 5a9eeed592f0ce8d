// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

// A display server without a machine, honest or hostile: tests/support/rfbserver.py or
// spiceserver.py, on a unix socket of its own. What it takes and what it tells stands there. It ends
// with this object. GUI thread; every wait lets events through.
class FakeServer
{
public:
    enum class Kind { Rfb, Spice };

    explicit FakeServer(Kind kind, const QStringList &arguments = {});
    ~FakeServer();
    Q_DISABLE_COPY_MOVE(FakeServer)

    // The names of its hostile modes; empty when it cannot be run.
    static QStringList modes(Kind kind);

    bool start(); // true when it listens
    QString socket() const { return m_folder.filePath(QStringLiteral("socket")); }

    void tell(const QByteArray &command); // a line
    // All that it said, line by line, since it started or since forget().
    QList<QByteArray> heard();
    void forget();
    // Until it has said a line that begins like this.
    bool waitFor(const QByteArray &beginning, int milliseconds = 30'000);

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QByteArray m_heard;
};
