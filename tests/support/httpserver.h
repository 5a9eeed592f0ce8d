// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QTcpServer>

#include <memory>

class QTcpSocket;

// A web server on this computer's loopback address, as good or bad as a test wants it. In the thread
// that makes it, which has to run its event loop.
class HttpServer : public QObject
{
    Q_OBJECT

public:
    struct File
    {
        QByteArray body = {};
        QByteArray etag = {}, modified = {}; // with quotation marks; empty: none is told
        bool ranges = true;
        int status = 200;
        QByteArray location = {};  // of a redirection
        qsizetype breakAfter = -1; // the connection is cut after so many bytes of each answer
        int breaks = 0;            // so often; 0: always
        bool stall = false;        // it stays open then, and nothing comes
        bool tellLength = true;
    };
    struct Request
    {
        QByteArray path = {}, method = {};
        QHash<QByteArray, QByteArray> headers = {}; // small letters
    };

    // With a certificate: a folder of TestCertificates; https then.
    explicit HttpServer(const QString &certificates = {});
    ~HttpServer() override;

    bool ok() const;
    QUrl url(const QString &path) const; // "/folder/file"
    void serve(const QByteArray &path, const File &file) { m_files.insert(path, file); }
    File &file(const QByteArray &path) { return m_files[path]; }
    QList<Request> requests(const QByteArray &path) const;

Q_SIGNALS:
    void asked(const QByteArray &path, int times); // before the answer; a slot may change it

private:
    void connected();
    void answer(QTcpSocket *socket, const Request &request);

    std::unique_ptr<QTcpServer> m_server;
    bool m_secure;
    QHash<QByteArray, File> m_files;
    QHash<QTcpSocket *, QByteArray> m_heard;
    QList<Request> m_requests;
};
