// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/download/downloadworker.h"

#include "models/core/safetext.h"
#include "models/core/units.h"
#include "models/download/webaccess.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSaveFile>
#include <QStorageInfo>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 bufferSize = 4 << 20, sliceSize = 8 << 20, listLimit = 1 << 20;
constexpr qint64 infoLimit = 16 * 1024;
constexpr int mostFailures = 5, mostRestarts = 3, reportEveryMs = 100;

} // namespace

DownloadWorker::DownloadWorker(const DownloadRequest &request)
    : m_request(request), m_part(request.path)
{}

DownloadWorker::~DownloadWorker()
{
    delete m_reply;
}

Error DownloadWorker::failure(const QString &detail, Error::Kind kind) const
{
    return {.kind = kind,
            .summary = Download::tr("“%1” could not be downloaded.")
                           .arg(SafeText::line(QFileInfo(m_request.path).fileName(), 120)),
            .detail = detail};
}

void DownloadWorker::start()
{
    if (m_canceled)
        return finish(tl::unexpected(Error{.kind = Error::Kind::Canceled}));
    const QString problem = downloadUrlProblem(m_request.url.toString(QUrl::FullyEncoded));
    if (!problem.isEmpty() || m_request.url.isEmpty())
        return finish(tl::unexpected(failure(problem)));
    if (!QDir::isAbsolutePath(m_request.path))
        return finish(tl::unexpected(failure(m_request.path)));
    const QFileInfo there(m_request.path);
    if (there.exists() || there.isSymLink()) {
        return finish(tl::unexpected(
            Error{.summary = Download::tr("“%1” is there already, and is not overwritten.")
                                 .arg(SafeText::line(m_request.path)),
                  .advice = Download::tr("Use that file, or choose another folder.")}));
    }
    if (const auto opened = openPart(); !opened)
        return finish(tl::unexpected(opened.error()));
    m_manager = newWebAccess(this);
    ask();
}

std::optional<DownloadWorker::Origin> DownloadWorker::readOrigin() const
{
    QFile file(m_request.path + ".part.info"_L1);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject info = QJsonDocument::fromJson(file.read(infoLimit)).object();
    if (!info.contains("url"_L1))
        return std::nullopt;
    const auto text = [&](QLatin1StringView key) { return info.value(key).toString(); };
    return Origin{.url = QUrl(text("url"_L1)),
                  .from = QUrl(text("from"_L1)),
                  .etag = text("etag"_L1).toLatin1(),
                  .modified = text("modified"_L1).toLatin1(),
                  .total = text("total"_L1).toULongLong()};
}

Result<> DownloadWorker::writeOrigin() const
{
    const QJsonObject info{{u"url"_s, m_origin.url.toString(QUrl::FullyEncoded)},
                           {u"from"_s, m_origin.from.toString(QUrl::FullyEncoded)},
                           {u"etag"_s, QString::fromLatin1(m_origin.etag)},
                           {u"modified"_s, QString::fromLatin1(m_origin.modified)},
                           {u"total"_s, QString::number(m_origin.total)}};
    QSaveFile file(m_request.path + ".part.info"_L1);
    const QByteArray bytes = QJsonDocument(info).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return tl::unexpected(
            Error{.kind = Error::Kind::Denied,
                  .summary = Download::tr("Nothing can be written in the folder “%1”.")
                                 .arg(SafeText::line(QFileInfo(m_request.path).absolutePath())),
                  .detail = file.errorString()});
    }
    return {};
}

// Only a part that we know of is continued: it would else be somebody else's file.
Result<> DownloadWorker::openPart()
{
    const auto left = readOrigin();
    const bool same = left && left->url == m_request.url;
    if (m_part.exists()) {
        const auto how = same   ? PartFile::Continue
                         : left ? PartFile::StartAnew
                                : PartFile::MustBeNew;
        if (const auto opened = m_part.open(how, 1); !opened)
            return opened;
        m_size = m_part.size();
    }
    m_origin = same && m_size > 0 ? *left : Origin{};
    m_origin.url = m_request.url;
    if (const auto written = writeOrigin(); !written)
        return written;
    return m_part.isOpen() ? Result<>{} : m_part.open(PartFile::MustBeNew, 1);
}

QNetworkReply *DownloadWorker::get(const QNetworkRequest &request)
{
    QNetworkReply *reply = m_manager->get(request);
    reply->setReadBufferSize(bufferSize);
    return reply;
}

void DownloadWorker::ask()
{
    m_begun = m_stopped = false;
    report(Download::Stage::Connecting);
    // Without a mark of its version nobody knows what the rest would be the rest of.
    if (m_size > 0 && m_origin.validator().isEmpty()) {
        if (const auto emptied = m_part.settle(0); !emptied)
            return finish(tl::unexpected(emptied.error()));
        m_size = 0;
    }
    // Where a mirror was chosen, its file is the one that was begun.
    QNetworkRequest request =
        webRequest(m_size > 0 && !m_origin.from.isEmpty() ? m_origin.from : m_request.url);
    if (m_size > 0) {
        request.setRawHeader("Range", "bytes=" + QByteArray::number(m_size) + '-');
        request.setRawHeader("If-Range", m_origin.validator());
    }
    m_reply = get(request);
    connect(m_reply, &QNetworkReply::readyRead, this, &DownloadWorker::drain);
    connect(m_reply, &QNetworkReply::finished, this, &DownloadWorker::ended);
}

// "bytes 100-199/200": the rest of just what is here, or nothing that can be used.
bool DownloadWorker::beginRest()
{
    const QByteArray range = m_reply->rawHeader("Content-Range");
    const QByteArray first = range.mid(6, range.indexOf('-') - 6);
    const quint64 total = range.mid(range.indexOf('/') + 1).toULongLong();
    const bool other = m_origin.total > 0 && total > 0 && total != m_origin.total;
    if (!range.startsWith("bytes ") || first.toULongLong() != m_size || other)
        return false;
    if (total > 0)
        m_origin.total = total;
    return true;
}

bool DownloadWorker::begin()
{
    if (m_begun)
        return true;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const auto stop = [this](const Error &error) {
        m_stopped = true;
        m_reply->abort();
        finish(tl::unexpected(error));
        return false;
    };
    if (status != 200 && status != 206)
        return false; // ended() looks at it
    if (status == 206) {
        if (m_size == 0 || !beginRest()) {
            m_stopped = true;
            m_reply->abort();
            anew();
            return false;
        }
    } else {
        if (m_size > 0 && ++m_restarts > mostRestarts)
            return stop(failure(Download::tr("The server cannot go on where it broke off.")));
        m_size = 0;
        if (const auto emptied = m_part.settle(0); !emptied)
            return stop(emptied.error());
        m_origin.total = m_reply->header(QNetworkRequest::ContentLengthHeader).toULongLong();
        // A weak mark ("W/…") does not promise the same bytes.
        const QByteArray etag = m_reply->rawHeader("ETag");
        m_origin.etag = etag.startsWith('"') ? etag : QByteArray();
        m_origin.modified = m_reply->rawHeader("Last-Modified");
        m_origin.from = m_reply->url();
    }
    if (m_origin.total > m_request.most) {
        return stop(failure(Download::tr("It has %1, more than is taken from a server.")
                                .arg(Units::bytes(m_origin.total))));
    }
    const qint64 room = QStorageInfo(QFileInfo(m_request.path).absolutePath()).bytesAvailable();
    if (room >= 0 && m_origin.total > m_size && m_origin.total - m_size > quint64(room)) {
        return stop(
            failure(Download::tr("It needs %1 more, and the folder has room for %2.")
                        .arg(Units::bytes(m_origin.total - m_size), Units::bytes(quint64(room)))));
    }
    if (const auto written = writeOrigin(); !written)
        return stop(written.error());
    m_begun = true;
    return true;
}

void DownloadWorker::drain()
{
    if (m_stopped || m_finished || !begin())
        return;
    const auto stop = [this](const Error &error) {
        m_stopped = true;
        m_reply->abort();
        finish(tl::unexpected(error));
    };
    const QByteArray bytes = m_reply->read(bufferSize);
    if (bytes.isEmpty())
        return;
    const quint64 end = m_size + quint64(bytes.size());
    if (end > m_request.most || (m_origin.total > 0 && end > m_origin.total))
        return stop(failure(Download::tr("The server sends more than the file has.")));
    if (const auto written = m_part.write(m_size, bytes.constData(), bytes.size()); !written)
        return stop(written.error());
    m_size = end;
    m_failures = 0;
    if (!m_sinceReport.isValid() || m_sinceReport.hasExpired(reportEveryMs))
        report(Download::Stage::Receiving);
}

void DownloadWorker::ended()
{
    if (m_stopped || m_finished)
        return;
    while (m_reply->bytesAvailable() > 0 && !m_stopped && begin())
        drain();
    if (m_stopped || m_finished)
        return;
    m_reply->deleteLater();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const auto error = m_reply->error();
    if (error == QNetworkReply::InsecureRedirectError) {
        return finish(tl::unexpected(
            failure(Download::tr("The server sends on from a protected address (https) to one that "
                                 "is not."),
                    Error::Kind::Denied)));
    }
    if (status == 416)
        return anew(); // there is no such rest: it is another file
    if (status >= 400 || (status > 0 && status != 200 && status != 206)) {
        // The mirror has gone; the address may lead to another one.
        if (m_size > 0 && !m_origin.from.isEmpty() && m_origin.from != m_request.url) {
            m_origin.from.clear();
            return ask();
        }
        const QString reason =
            m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
        const Error wrong =
            status == 404 || status == 410
                ? failure(Download::tr("The server has no such file (any more)."),
                          Error::Kind::NotFound)
                : failure(Download::tr("The server answers: %1 %2")
                              .arg(QString::number(status), SafeText::line(reason, 120)));
        if (status >= 500 || status == 408 || status == 429)
            return broken(wrong);
        return finish(tl::unexpected(wrong));
    }
    if (error == QNetworkReply::SslHandshakeFailedError
        || error == QNetworkReply::TooManyRedirectsError
        || error == QNetworkReply::ProtocolUnknownError)
        return finish(tl::unexpected(failure(m_reply->errorString(), Error::Kind::Denied)));
    if (error != QNetworkReply::NoError)
        return broken(failure(m_reply->errorString()));
    if (!begin()) // an empty file
        return;
    if (m_origin.total > 0 && m_size < m_origin.total)
        return broken(failure(Download::tr("The server ended before the file did.")));
    if (m_size == 0)
        return finish(tl::unexpected(failure(Download::tr("The server's file is empty."))));
    m_origin.total = m_size;
    report(Download::Stage::Checking);
    if (m_request.checksum)
        check(*m_request.checksum, {.checked = Downloaded::Checked::Given});
    else if (m_request.lookForChecksum)
        lookForChecksum(0);
    else
        name({});
}

void DownloadWorker::broken(const Error &error)
{
    if (++m_failures >= mostFailures) {
        Error last = error;
        if (m_size > 0)
            last.advice = Download::tr("What has come so far is kept: the next attempt goes on "
                                       "from there.");
        return finish(tl::unexpected(last));
    }
    if (m_failures > 1)
        m_origin.from.clear(); // another mirror may do better
    report(Download::Stage::Connecting);
    QTimer::singleShot(m_request.retryMs << (m_failures - 1), this, [this] {
        if (!m_finished)
            ask();
    });
}

void DownloadWorker::anew()
{
    if (++m_restarts > mostRestarts)
        return finish(tl::unexpected(failure(Download::tr("The server's file keeps changing."))));
    if (const auto emptied = m_part.settle(0); !emptied)
        return finish(tl::unexpected(emptied.error()));
    m_size = 0;
    m_origin = {.url = m_request.url};
    ask();
}

void DownloadWorker::lookForChecksum(int index)
{
    const QString file = m_request.url.fileName();
    const QStringList names = checksumFiles(file);
    if (file.isEmpty() || index >= names.size())
        return name({});
    // Where the file has its own address and not one that leads to a mirror, that one is asked.
    const QString list = names.at(index);
    QUrl url =
        m_request.url.adjusted(QUrl::RemoveFilename | QUrl::RemoveQuery | QUrl::RemoveFragment);
    url.setPath(url.path(QUrl::FullyDecoded) + list, QUrl::DecodedMode);
    m_reply = get(webRequest(url));
    auto body = std::make_shared<QByteArray>();
    connect(m_reply, &QNetworkReply::readyRead, this, [this, body] {
        *body += m_reply->readAll();
        if (body->size() > listLimit)
            m_reply->abort();
    });
    connect(m_reply, &QNetworkReply::finished, this, [this, body, index, list, file] {
        if (m_finished)
            return;
        m_reply->deleteLater();
        *body += m_reply->readAll();
        const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (m_reply->error() == QNetworkReply::NoError && status == 200) {
            if (const auto sum = findChecksum(*body, file, list.startsWith(file)))
                return check(*sum, {.checked = Downloaded::Checked::Server, .checkedBy = list});
        }
        lookForChecksum(index + 1);
    });
}

void DownloadWorker::check(const Checksum &checksum, Downloaded found)
{
    m_wanted = checksum;
    m_found = std::move(found);
    m_hash = std::make_unique<QCryptographicHash>(checksum.algorithm);
    m_hashed = 0;
    checkSlice();
}

// Piece by piece, so that it can be canceled between them.
void DownloadWorker::checkSlice()
{
    if (m_finished)
        return;
    const auto bytes = m_part.read(m_hashed, sliceSize);
    if (!bytes)
        return finish(tl::unexpected(bytes.error()));
    if (!bytes->isEmpty()) {
        m_hash->addData(*bytes);
        m_hashed += quint64(bytes->size());
        QMetaObject::invokeMethod(this, &DownloadWorker::checkSlice, Qt::QueuedConnection);
        return;
    }
    if (m_hash->result() == m_wanted.value)
        return name(m_found);
    // There is no use in continuing it.
    m_part.remove();
    QFile::remove(m_request.path + ".part.info"_L1);
    finish(tl::unexpected(Error{
        .summary = Download::tr("What came is not the file that it should be: its checksum is "
                                "another one. It was removed."),
        .detail = Download::tr("Expected %1, got %2.")
                      .arg(QString::fromLatin1(m_wanted.value.toHex()),
                           QString::fromLatin1(m_hash->result().toHex())),
        .advice = Download::tr("Try again; if it happens again, the server's file is damaged "
                               "or was exchanged.")}));
}

void DownloadWorker::name(const Downloaded &found)
{
    if (const auto named = m_part.finish(false); !named)
        return finish(tl::unexpected(named.error()));
    QFile::remove(m_request.path + ".part.info"_L1);
    Downloaded whole = found;
    whole.path = m_request.path;
    whole.bytes = m_size;
    finish(whole);
}

void DownloadWorker::report(Download::Stage stage)
{
    m_sinceReport.start();
    Q_EMIT progressed(stage, m_size, m_origin.total);
}

void DownloadWorker::cancel()
{
    m_canceled = true;
    if (m_finished)
        return;
    m_stopped = true;
    if (m_reply)
        m_reply->abort();
    finish(tl::unexpected(Error{.kind = Error::Kind::Canceled}));
}

void DownloadWorker::finish(const Result<Downloaded> &result)
{
    if (std::exchange(m_finished, true))
        return;
    // Without a byte there is nothing to continue.
    if (!result && m_size == 0 && m_part.isOpen()) {
        m_part.remove();
        QFile::remove(m_request.path + ".part.info"_L1);
    }
    m_part.close();
    Q_EMIT finished(result);
}
