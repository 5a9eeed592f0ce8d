// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tools/imagesnapshots.h"

#include "models/core/async.h"
#include "models/tools/toolrun.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

using namespace Qt::StringLiterals;
using Answer = Result<QList<ImageSnapshot>>;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ImageSnapshots)
};

Answer parse(const QByteArray &json)
{
    const auto document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return tl::unexpected(
            Error{.summary = Text::tr("Cannot read what qemu-img says of the image.")});
    QList<ImageSnapshot> snapshots;
    const QJsonArray all = document[u"snapshots"_s].toArray();
    for (const QJsonValue &each : all) {
        const qint64 seconds = each[u"date-sec"_s].toInteger();
        snapshots.append(
            {.name = each[u"name"_s].toString(),
             .taken = seconds > 0 ? QDateTime::fromSecsSinceEpoch(seconds) : QDateTime(),
             .memory = quint64(qMax<qint64>(0, each[u"vm-state-size"_s].toInteger()))});
    }
    return snapshots;
}

} // namespace

QFuture<Answer> readImageSnapshots(const QString &path)
{
    const QString title = Text::tr("Cannot read the snapshots of the image.");
    if (!QDir::isAbsolutePath(path))
        return readyFuture(Answer(tl::unexpected(Error{.summary = title})));
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    auto *run = new ToolRun(title, qApp);
    run->limitResources();
    constexpr int patience = 30'000;
    QTimer::singleShot(patience, run, &ToolRun::cancel);
    // As an option a name is never taken for a protocol, and the format never for another.
    const QString options =
        u"driver=qcow2,file.driver=file,file.filename="_s + QString(path).replace(u',', u",,"_s);
    whenDone(run->start(u"/usr/bin/qemu-img"_s,
                        {u"info"_s, u"-U"_s, u"--output=json"_s, u"--image-opts"_s, options}),
             qApp, [run, promise](const Result<QByteArray> &json) {
                 promise->addResult(json.and_then(parse));
                 promise->finish();
                 run->deleteLater();
             });
    return promise->future();
}
