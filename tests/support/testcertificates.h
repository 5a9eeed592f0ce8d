// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTemporaryDir>

// An authority of its own and a server's certificate by it, made by openssl, as QEMU wants them:
// ca-cert.pem, server-cert.pem and server-key.pem in one folder.
class TestCertificates
{
public:
    explicit TestCertificates(const QByteArray &serverName);

    bool ok() const { return m_ok; }
    QString folder() const { return m_folder.path(); }
    QByteArray authority() const; // PEM

private:
    bool run(const QStringList &arguments);

    QTemporaryDir m_folder;
    bool m_ok = false;
};
