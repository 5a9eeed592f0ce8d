// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/download/treeprobe.h"

#include "models/download/webaccess.h"

#include <QNetworkReply>

#include <array>

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 infoLimit = 256 * 1024;
const std::array infoNames{u".treeinfo"_s, u"treeinfo"_s};
} // namespace

TreeProbe::TreeProbe(const QString &url, const QString &architecture, const InstallTree &hint,
                     QObject *parent)
    : QObject(parent)
    , m_url(treeUrl(url))
    , m_architecture(architecture)
    , m_likely(likelyTrees(url, architecture))
    , m_manager(newWebAccess(this))
{
    if (!hint.isEmpty())
        m_likely.prepend(hint);
    m_promise.start();
}

TreeProbe::~TreeProbe()
{
    delete m_reply;
}

QFuture<Result<InstallTree>> TreeProbe::run()
{
    const auto future = m_promise.future();
    m_manager->setTransferTimeout(patienceMs);
    readInfo(0);
    return future;
}

QNetworkReply *TreeProbe::send(const QString &url, bool whole)
{
    const QNetworkRequest request = webRequest(QUrl(url, QUrl::StrictMode));
    m_reply = whole ? m_manager->get(request) : m_manager->head(request);
    return m_reply;
}

void TreeProbe::readInfo(int index)
{
    QNetworkReply *reply = send(m_url + u'/' + infoNames[size_t(index)], true);
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 come) {
        if (come > infoLimit)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply, index] {
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (reply->error() == QNetworkReply::NoError && status == 200) {
            const InstallTree tree = readTreeInfo(reply->readAll(), m_url, m_architecture);
            if (!tree.isEmpty()) {
                answer(tree);
                return;
            }
        } else if (status == 0) {
            // Nobody there: the other names need not be tried.
            answer(tl::unexpected(Error{.summary = tr("The server cannot be reached."),
                                        .detail = reply->errorString()}));
            return;
        }
        if (index + 1 < int(infoNames.size()))
            readInfo(index + 1);
        else
            tryLayout(0);
    });
}

void TreeProbe::tryLayout(int index)
{
    if (index >= m_likely.size()) {
        answer(tl::unexpected(Error{
            .kind = Error::Kind::NotFound,
            .summary = tr("There is nothing at this address that a machine of this host could "
                          "be installed from."),
            .detail = m_refused}));
        return;
    }
    QNetworkReply *reply = send(m_likely.at(index).kernelUrl, false);
    connect(reply, &QNetworkReply::finished, this, [this, reply, index] {
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (reply->error() == QNetworkReply::NoError && status == 200) {
            answer(m_likely.at(index));
            return;
        }
        if (status != 404)
            m_refused = reply->errorString();
        tryLayout(index + 1);
    });
}

void TreeProbe::answer(const Result<InstallTree> &result)
{
    m_promise.addResult(result);
    m_promise.finish();
}
