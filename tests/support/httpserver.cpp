// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/httpserver.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpSocket>
#include <QUrl>

using namespace Qt::StringLiterals;

HttpServer::HttpServer(const QString &certificates) : m_secure(!certificates.isEmpty())
{
    if (m_secure) {
        auto server = std::make_unique<QSslServer>();
        QFile key(certificates + u"/server-key.pem"_s), own(certificates + u"/server-cert.pem"_s);
        if (!key.open(QIODevice::ReadOnly) || !own.open(QIODevice::ReadOnly))
            return;
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setPrivateKey(QSslKey(key.readAll(), QSsl::Rsa));
        configuration.setLocalCertificate(QSslCertificate(own.readAll()));
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        server->setSslConfiguration(configuration);
        m_server = std::move(server);
    } else {
        m_server = std::make_unique<QTcpServer>();
    }
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &HttpServer::connected);
    m_server->listen(QHostAddress::LocalHost);
}

HttpServer::~HttpServer()
{
    m_server.reset(); // its sockets say goodbye to us
}

bool HttpServer::ok() const
{
    return m_server && m_server->isListening();
}

QUrl HttpServer::url(const QString &path) const
{
    QUrl url;
    url.setScheme(m_secure ? u"https"_s : u"http"_s);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(m_server->serverPort());
    url.setPath(path);
    return url;
}

QList<HttpServer::Request> HttpServer::requests(const QByteArray &path) const
{
    QList<Request> found;
    for (const Request &one : m_requests) {
        if (one.path == path)
            found += one;
    }
    return found;
}

void HttpServer::connected()
{
    while (auto *socket = m_server->nextPendingConnection()) {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QObject::destroyed, this, [this, socket] { m_heard.remove(socket); });
        const auto read = [this, socket] {
            QByteArray &heard = m_heard[socket];
            heard += socket->readAll();
            const qsizetype end = heard.indexOf("\r\n\r\n");
            if (end < 0)
                return;
            const auto lines = heard.first(end).split('\n');
            heard.clear();
            const auto first = lines.first().split(' ');
            Request request{.path = first.value(1), .method = first.value(0)};
            for (const QByteArray &line : lines.mid(1)) {
                const qsizetype colon = line.indexOf(':');
                request.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
            }
            m_requests += request;
            Q_EMIT asked(request.path, int(requests(request.path).size()));
            answer(socket, request);
        };
        connect(socket, &QTcpSocket::readyRead, this, read);
        if (socket->bytesAvailable() > 0)
            read();
    }
}

void HttpServer::answer(QTcpSocket *socket, const Request &request)
{
    const auto found = m_files.find(request.path);
    if (found == m_files.end()) {
        socket->write(
            "HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\nConnection: close\r\n\r\nNo\n");
        socket->disconnectFromHost();
        return;
    }
    File &file = *found;
    QByteArray body = file.body, head;
    int status = file.status;
    const QByteArray range = request.headers.value("range"),
                     only = request.headers.value("if-range");
    const bool same = only.isEmpty() || only == file.etag || only == file.modified;
    if (status == 200 && file.ranges && same && range.startsWith("bytes=")) {
        const qsizetype first = range.mid(6).chopped(1).toLongLong();
        status = first < body.size() ? 206 : 416;
        head += "Content-Range: bytes " + QByteArray::number(first) + '-'
                + QByteArray::number(body.size() - 1) + '/' + QByteArray::number(body.size())
                + "\r\n";
        body = body.mid(first);
    }
    if (!file.location.isEmpty())
        head += "Location: " + file.location + "\r\n";
    if (!file.etag.isEmpty())
        head += "ETag: " + file.etag + "\r\n";
    if (!file.modified.isEmpty())
        head += "Last-Modified: " + file.modified + "\r\n";
    if (file.tellLength)
        head += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    socket->write("HTTP/1.1 " + QByteArray::number(status) + " Answer\r\nConnection: close\r\n"
                  + head + "\r\n");
    if (request.method == "HEAD") {
        socket->disconnectFromHost();
        return;
    }
    if (file.breakAfter >= 0 && file.breakAfter < body.size()) {
        socket->write(body.first(file.breakAfter));
        if (file.breaks > 0 && --file.breaks == 0)
            file.breakAfter = -1;
        if (!file.stall)
            socket->disconnectFromHost();
        return;
    }
    socket->write(body);
    socket->disconnectFromHost();
}
