// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/download/webaccess.h"

#include <QNetworkProxyFactory>

namespace {

constexpr int patienceMs = 30'000, mostRedirects = 10;

class DesktopProxy : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        return systemProxyForQuery(query);
    }
};

} // namespace

QNetworkAccessManager *newWebAccess(QObject *parent)
{
    auto *manager = new QNetworkAccessManager(parent);
    manager->setProxyFactory(new DesktopProxy); // the manager's now
    manager->setRedirectPolicy(QNetworkRequest::NoLessSafeRedirectPolicy);
    manager->setTransferTimeout(patienceMs);
    return manager;
}

QNetworkRequest webRequest(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setMaximumRedirectsAllowed(mostRedirects);
    request.setRawHeader("Accept-Encoding", "identity"); // sizes and ranges are those of the file
    request.setRawHeader("User-Agent", "Guesthouse/" GUESTHOUSE_VERSION);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    return request;
}
