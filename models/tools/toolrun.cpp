// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tools/toolrun.h"

#include <QDir>
#include <QProcessEnvironment>
#include <QRegularExpression>

#include <sys/resource.h>
#include <utility>

using namespace Qt::StringLiterals;

ToolRun::ToolRun(const QString &title, QObject *parent) : QObject(parent), m_title(title)
{
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &ToolRun::readOutput);
    connect(&m_process, &QProcess::readyReadStandardError, this, &ToolRun::readErrors);
    connect(&m_process, &QProcess::finished, this, &ToolRun::finish);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return; // finished() follows
        answer(tl::unexpected(Error{
            .kind = Error::Kind::Unsupported,
            .summary = m_title,
            .detail = m_process.errorString(),
            .advice = tr("The program %1 could not be started; is it installed?").arg(m_program)}));
    });
}

ToolRun::~ToolRun()
{
    m_process.disconnect(this);
    if (m_process.state() != QProcess::NotRunning) {
        // It was told to die and cannot refuse, so this takes no time to speak of.
        m_process.kill();
        m_process.waitForFinished(1000);
    }
    answer(tl::unexpected(Error{.kind = Error::Kind::Canceled, .summary = m_title}));
}

QFuture<Result<QByteArray>> ToolRun::start(const QString &program, const QStringList &arguments)
{
    Q_ASSERT(QDir::isAbsolutePath(program) && !m_promise);
    m_program = program;
    m_promise = std::make_unique<QPromise<Result<QByteArray>>>();
    m_promise->start();
    const auto future = m_promise->future();
    QProcessEnvironment environment;
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    environment.insert(u"PATH"_s, u"/usr/bin:/bin"_s);
    environment.insert(u"TMPDIR"_s, QDir::tempPath());
    m_process.setProcessEnvironment(environment);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.start(program, arguments, QIODevice::ReadOnly);
    return future;
}

void ToolRun::limitResources()
{
    // Between fork and exec: nothing but system calls.
    m_process.setChildProcessModifier([] {
        constexpr rlimit seconds{60, 60}, bytes{1 << 30, 1 << 30};
        setrlimit(RLIMIT_CPU, &seconds);
        setrlimit(RLIMIT_AS, &bytes);
    });
}

void ToolRun::cancel()
{
    if (!m_promise || std::exchange(m_canceled, true))
        return;
    m_process.kill();
}

void ToolRun::readOutput()
{
    const QByteArray news = m_process.readAllStandardOutput();
    m_output += news.first(qMin(news.size(), outputLimit - m_output.size()));
    static const QRegularExpression share(uR"(\((\d+(?:\.\d+)?)/100%\))"_s);
    const QString text = QString::fromLatin1(news);
    const qsizetype last = text.lastIndexOf(u'(');
    const auto match = share.match(text, qMax<qsizetype>(0, last));
    if (match.hasMatch())
        Q_EMIT progressed(qBound(0.0, match.captured(1).toDouble() / 100, 1.0));
}

void ToolRun::readErrors()
{
    constexpr qsizetype limit = 16 * 1024;
    m_errors = (m_errors + m_process.readAllStandardError()).right(limit);
}

void ToolRun::finish(int exitCode, QProcess::ExitStatus status)
{
    readOutput();
    readErrors();
    if (m_canceled) {
        answer(tl::unexpected(Error{.kind = Error::Kind::Canceled, .summary = m_title}));
    } else if (status == QProcess::NormalExit && (exitCode == 0 || exitCode == m_accepted)) {
        answer(m_output);
    } else {
        const QString words = QString::fromUtf8(m_errors).trimmed();
        const QString ended = status == QProcess::NormalExit
                                  ? tr("It ended with the status %1.").arg(exitCode)
                                  : tr("It crashed.");
        answer(
            tl::unexpected(Error{.summary = m_title, .detail = words.isEmpty() ? ended : words}));
    }
}

void ToolRun::answer(Result<QByteArray> result)
{
    if (!m_promise || m_promise->future().isFinished())
        return;
    m_promise->addResult(std::move(result));
    m_promise->finish();
}
