// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeserver.h"

#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

static QString script(FakeServer::Kind kind)
{
    return kind == FakeServer::Kind::Rfb
               ? QStringLiteral(GUESTHOUSE_SOURCE_DIR "/tests/support/rfbserver.py")
               : QStringLiteral(GUESTHOUSE_SOURCE_DIR "/tests/support/spiceserver.py");
}

FakeServer::FakeServer(Kind kind, const QStringList &arguments)
{
    m_process.setProgram(u"/usr/bin/python3"_s);
    m_process.setArguments(QStringList{script(kind), u"--listen"_s, socket()} + arguments);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
}

FakeServer::~FakeServer()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(2000))
        m_process.kill();
    m_process.waitForFinished(2000);
}

QStringList FakeServer::modes(Kind kind)
{
    QProcess process;
    process.start(u"/usr/bin/python3"_s, {script(kind), u"--list"_s});
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
}

bool FakeServer::start()
{
    m_process.start();
    return waitFor("ready");
}

void FakeServer::tell(const QByteArray &command)
{
    m_process.write(command + '\n');
}

QList<QByteArray> FakeServer::heard()
{
    m_heard += m_process.readAllStandardOutput();
    QList<QByteArray> lines = m_heard.split('\n');
    lines.removeLast(); // not yet whole, or empty
    return lines;
}

void FakeServer::forget()
{
    heard();
    m_heard.clear();
}

bool FakeServer::waitFor(const QByteArray &beginning, int milliseconds)
{
    return QTest::qWaitFor(
        [&] {
            const QList<QByteArray> lines = heard();
            return std::any_of(lines.begin(), lines.end(),
                               [&](const QByteArray &line) { return line.startsWith(beginning); });
        },
        milliseconds);
}
