// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testcertificates.h"

#include <QFile>
#include <QProcess>

using namespace Qt::StringLiterals;

TestCertificates::TestCertificates(const QByteArray &serverName)
{
    const QString name = QString::fromUtf8(serverName);
    m_ok = run({u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s, u"2"_s,
                u"-subj"_s, u"/CN=Test authority"_s, u"-keyout"_s, u"ca-key.pem"_s, u"-out"_s,
                u"ca-cert.pem"_s, u"-addext"_s, u"keyUsage=critical,keyCertSign"_s})
           && run({u"req"_s,
                   u"-x509"_s,
                   u"-newkey"_s,
                   u"rsa:2048"_s,
                   u"-nodes"_s,
                   u"-days"_s,
                   u"2"_s,
                   u"-subj"_s,
                   u"/CN="_s + name,
                   u"-CA"_s,
                   u"ca-cert.pem"_s,
                   u"-CAkey"_s,
                   u"ca-key.pem"_s,
                   u"-keyout"_s,
                   u"server-key.pem"_s,
                   u"-out"_s,
                   u"server-cert.pem"_s,
                   u"-addext"_s,
                   u"basicConstraints=critical,CA:FALSE"_s,
                   u"-addext"_s,
                   u"subjectAltName=DNS:"_s + name});
}

bool TestCertificates::run(const QStringList &arguments)
{
    QProcess openssl;
    openssl.setWorkingDirectory(m_folder.path());
    openssl.start(u"openssl"_s, arguments);
    if (openssl.waitForFinished() && openssl.exitCode() == 0)
        return true;
    qWarning("openssl: %s", openssl.readAllStandardError().constData());
    return false;
}

QByteArray TestCertificates::authority() const
{
    QFile file(m_folder.filePath(u"ca-cert.pem"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}
