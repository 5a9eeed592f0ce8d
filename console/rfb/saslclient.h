// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

// Our half of a SASL conversation, by Cyrus SASL: who we are, and, where the connection is not
// encrypted by other means, the encryption of what follows.
class SaslClient
{
public:
    struct Options
    {
        QByteArray host = {}; // for mechanisms that know hosts, as GSSAPI
        QByteArray user = {}, password = {};
        bool encrypted = false; // the connection is, or passes no network: passwords may be sent
    };
    enum class Step {
        Going,
        Done,
        LoginWanted, // the mechanism asked for what we do not have
        Failed,      // fault() says why
    };

    explicit SaslClient(const Options &options);
    SaslClient(const SaslClient &) = delete;
    ~SaslClient();

    // Of the mechanisms offered, the best one that works here. `answer` is null when there is nothing
    // to say, which is not the same as empty.
    Step start(const QByteArray &mechanisms, QByteArray &answer);
    Step step(const QByteArray &challenge, QByteArray &answer); // a null challenge: none came
    const QByteArray &mechanism() const { return m_mechanism; }

    // Whether everything that follows is encrypted by encode() and decode().
    bool encrypts() const;
    bool encode(QByteArrayView plain, QByteArray &coded);
    bool decode(QByteArrayView coded, QByteArray &plain);

    const QString &fault() const { return m_fault; }

private:
    struct Private;

    Step judge(int code, const char *out, unsigned size, QByteArray &answer);

    std::unique_ptr<Private> d;
    QByteArray m_mechanism;
    QString m_fault;
};
