// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/hostkeys.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRegularExpression>
#include <QtConcurrentRun>

#include <memory>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(HostKeys)
};

constexpr int patienceMs = 8000;

// On a worker thread. By absolute path, without a shell; what it prints is bounded by its reader.
std::optional<QByteArray> outputOf(const QString &program, const QStringList &arguments,
                                   const QByteArray &input = {})
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForStarted(patienceMs))
        return {};
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(patienceMs)) {
        process.kill();
        process.waitForFinished(1000);
        return {};
    }
    return process.readAllStandardOutput().left(64 * 1024);
}

Result<QStringList> ask(QString host, int port)
{
    const auto failed = [&host] {
        return tl::unexpected(Error{
            .summary = Text::tr("The keys of “%1” cannot be read.").arg(host)});
    };
    // The user's own settings may name another host or port for this one.
    QStringList resolve{u"-G"_s};
    if (port > 0)
        resolve += {u"-p"_s, QString::number(port)};
    const auto settings = outputOf(u"/usr/bin/ssh"_s, resolve + QStringList{u"--"_s, host});
    if (!settings)
        return failed();
    int realPort = port > 0 ? port : 22;
    for (const QByteArray &line : settings->split('\n')) {
        if (line.startsWith("hostname "))
            host = QString::fromUtf8(line.mid(9)).trimmed();
        else if (line.startsWith("port "))
            realPort = line.mid(5).trimmed().toInt();
    }
    if (host.isEmpty() || host.startsWith(u'-'))
        return failed();
    const auto keys = outputOf(u"/usr/bin/ssh-keyscan"_s, {u"-T"_s, u"5"_s, u"-p"_s,
                                                           QString::number(realPort), u"--"_s, host});
    if (!keys || keys->trimmed().isEmpty())
        return failed();
    const auto prints = outputOf(u"/usr/bin/ssh-keygen"_s, {u"-l"_s, u"-f"_s, u"-"_s}, *keys);
    // "256 SHA256:… host (ED25519)"
    static const QRegularExpression form(u"^\\d+ (SHA256:[A-Za-z0-9+/=]{20,64}) .*\\(([A-Z0-9-]{2,20})\\)$"_s);
    QStringList fingerprints;
    for (const QByteArray &line : prints.value_or(QByteArray()).split('\n')) {
        const auto match = form.match(QString::fromUtf8(line).trimmed());
        if (match.hasMatch() && fingerprints.size() < 8)
            fingerprints.append(match.captured(2) + u' ' + match.captured(1));
    }
    if (fingerprints.isEmpty())
        return failed();
    return fingerprints;
}

} // namespace

QFuture<Result<QStringList>> hostKeyFingerprints(const QString &host, int port)
{
    return QtConcurrent::run(ask, host, port);
}

bool isUnknownHostKey(const Error &error)
{
    return error.detail.contains(u"Host key verification failed"_s)
           && !error.detail.contains(u"IDENTIFICATION HAS CHANGED"_s);
}
