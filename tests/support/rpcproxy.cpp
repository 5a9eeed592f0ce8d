// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rpcproxy.h"

#include "tests/support/patience.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

RpcProxy::RpcProxy()
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
}

RpcProxy::~RpcProxy()
{
    quit();
}

bool RpcProxy::start(const QString &daemonSocket)
{
    m_process.start(u"/usr/bin/python3"_s,
                    {QStringLiteral(GUESTHOUSE_SOURCE_DIR "/tests/support/rpcproxy.py"), socket(),
                     daemonSocket});
    return ask({}) == "ready";
}

void RpcProxy::quit()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.closeWriteChannel(); // it ends with its standard input
    m_process.waitForFinished(5000);
}

QString RpcProxy::socket() const
{
    return m_folder.filePath(u"proxy"_s);
}

bool RpcProxy::setLatency(int milliseconds)
{
    return ask("latency " + QByteArray::number(milliseconds)) == "done";
}

bool RpcProxy::freeze()
{
    return ask("freeze") == "done";
}

bool RpcProxy::thaw()
{
    return ask("thaw") == "done";
}

bool RpcProxy::cut()
{
    return ask("cut") == "done";
}

bool RpcProxy::refuse(bool refuse)
{
    return ask(refuse ? "refuse" : "accept") == "done";
}

bool RpcProxy::stopAt(Stop how, int call, const QList<int> &procedures)
{
    static constexpr const char *words[] = {"before", "after", "killbefore", "killafter"};
    QByteArray command = "stop ";
    command.append(words[int(how)]).append(' ').append(QByteArray::number(call));
    for (const int procedure : procedures)
        command.append(' ').append(QByteArray::number(procedure));
    return ask(command) == "done";
}

bool RpcProxy::hasStopped()
{
    return ask("stopped") == "yes";
}

bool RpcProxy::forget()
{
    return ask("forget") == "done";
}

RpcTraffic RpcProxy::traffic()
{
    const QJsonObject counted = QJsonDocument::fromJson(ask("count")).object();
    RpcTraffic traffic{.calls = counted["calls"_L1].toInt(),
                       .events = counted["events"_L1].toInt(),
                       .bytesUp = counted["bytes_up"_L1].toInteger(),
                       .bytesDown = counted["bytes_down"_L1].toInteger(),
                       .connections = counted["connections"_L1].toInt(),
                       .open = counted["open"_L1].toInt()};
    const QJsonObject procedures = counted["procedures"_L1].toObject();
    for (auto it = procedures.begin(); it != procedures.end(); ++it)
        traffic.byProcedure.insert(it.key().toInt(), it->toInt());
    return traffic;
}

QByteArray RpcProxy::ask(const QByteArray &command)
{
    if (!command.isEmpty())
        m_process.write(command + '\n');
    if (!QTest::qWaitFor(
            [this] { return m_process.canReadLine() || m_process.state() == QProcess::NotRunning; },
            patience))
        return {};
    return m_process.readLine().trimmed();
}
