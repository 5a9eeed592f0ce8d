// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/download/download.h"

#include "models/core/safetext.h"
#include "models/core/units.h"
#include "models/download/downloadworker.h"

#include <QCoreApplication>
#include <QThread>

using namespace Qt::StringLiterals;

QString Downloaded::sentence() const
{
    switch (checked) {
    case Checked::Given:
        return Download::tr("Its checksum is the one that was given.");
    case Checked::Server:
        return Download::tr("Its checksum is the one in the server's “%1”.")
            .arg(SafeText::line(checkedBy, 120));
    case Checked::Nothing:
        break;
    }
    return Download::tr(
        "Whether it is whole and genuine could not be checked: no checksum was given, "
        "and the server has none beside it.");
}

QString downloadUrlProblem(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return {};
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return Download::tr("This is no address of the web, like https://example.org/image.iso.");
    if (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)
        return Download::tr("Only addresses that begin with http:// or https:// are fetched.");
    if (!url.userInfo().isEmpty())
        return Download::tr("A user name or password does not belong into the address.");
    return {};
}

QString downloadFileName(const QUrl &url)
{
    const QString name = SafeText::fileName(url.fileName());
    return name.isEmpty() ? u"download"_s : name;
}

Download::Download(const DownloadRequest &request, QObject *parent)
    : QObject(parent), m_thread(new QThread), m_worker(new DownloadWorker(request))
{
    m_promise.start();
    m_clock.start();
    m_worker->moveToThread(m_thread);
    m_thread->setObjectName(u"download"_s);
    connect(m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    // Its last step, which may wait for the disk, is not waited for, unless the program ends.
    connect(m_thread, &QThread::finished, m_thread, &QObject::deleteLater);
    connect(qApp, &QCoreApplication::aboutToQuit, m_thread, [thread = m_thread] {
        thread->quit();
        thread->wait();
    });
    connect(m_worker, &DownloadWorker::progressed, this,
            [this](Stage stage, quint64 done, quint64 total) {
                m_stage = stage;
                m_done = done;
                m_total = total;
                if (stage == Stage::Receiving)
                    m_pace.add(m_clock.elapsed(), done);
                Q_EMIT progressed();
            });
    connect(m_worker, &DownloadWorker::finished, this, &Download::finish);
}

Download::~Download()
{
    if (m_thread && !m_thread->isRunning() && !m_thread->isFinished()) { // it never ran
        delete m_worker;
        delete m_thread;
    }
    cancel();
    finish(tl::unexpected(Error{.kind = Error::Kind::Canceled}));
}

QFuture<Result<Downloaded>> Download::run()
{
    const auto future = m_promise.future();
    connect(m_thread, &QThread::started, m_worker, &DownloadWorker::start);
    m_thread->start();
    return future;
}

void Download::cancel()
{
    if (m_thread && m_worker)
        QMetaObject::invokeMethod(m_worker, &DownloadWorker::cancel);
}

double Download::fraction() const
{
    return m_total == 0 ? -1 : qMin(1.0, double(m_done) / double(m_total));
}

QString Download::sentence() const
{
    if (m_stage == Stage::Connecting)
        return m_done > 0
                   ? tr("%1 are here; asking the server for the rest…").arg(Units::bytes(m_done))
                   : tr("Asking the server…");
    if (m_stage == Stage::Checking)
        return tr("Checking what has come…");
    QStringList parts{m_total > 0 ? tr("%1 of %2").arg(Units::bytes(m_done), Units::bytes(m_total))
                                  : Units::bytes(m_done)};
    if (const double rate = m_pace.rate(); rate > 0)
        parts += Units::rate(rate);
    if (const qint64 left = m_pace.secondsLeft(m_total); left >= 0)
        parts += tr("%1 left", "time").arg(Units::duration(left));
    return parts.join(tr(", "));
}

void Download::finish(const Result<Downloaded> &result)
{
    if (std::exchange(m_finished, true))
        return;
    if (m_thread)
        m_thread->quit();
    m_worker = nullptr;
    m_promise.addResult(result);
    m_promise.finish();
}
