// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QUuid>

#include <memory>

// What a secret of a host is for; libvirt takes one only where its purpose fits.
enum class SecretUsage { // libvirt's numbers (virSecretUsageType)
    None,
    Volume, // the passphrase of an encrypted volume
    Ceph,
    Iscsi,
    Tls,  // the passphrase of a TLS key
    Vtpm, // the passphrase of an emulated TPM's state
    Unknown,
};

// A secret that a host keeps, without its value: that never comes back to us.
struct HostSecret
{
    QUuid uuid = {};
    SecretUsage usage = SecretUsage::Unknown;
    QString usageId = {}; // what it is for: a path, a server's name; unique for its usage
    QString description = {};

    bool operator==(const HostSecret &) const = default;
};
Q_DECLARE_METATYPE(HostSecret)

// A secret to be made, without its value.
struct SecretSpec
{
    SecretUsage usage = SecretUsage::Volume;
    QString usageId = {};
    QString description = {};
    bool ephemeral = false; // gone with the host's daemon

    bool operator==(const SecretSpec &) const = default;
};

// The value of a secret on its way to a host. Copies share it, and the last one overwrites it.
class SecretValue
{
public:
    SecretValue() = default;
    explicit SecretValue(const QByteArray &bytes);
    bool isEmpty() const { return !m_bytes || m_bytes->isEmpty(); }
    QByteArrayView bytes() const { return m_bytes ? QByteArrayView(*m_bytes) : QByteArrayView(); }

private:
    std::shared_ptr<QByteArray> m_bytes;
};

// Overwrites text that held a secret, unless something else shares it.
void overwrite(QByteArray &bytes);
void overwrite(QString &text);

QString secretUsageText(SecretUsage usage); // "Encrypted volume"
// One line for a list: the description, or else what it is for.
QString secretTitle(const HostSecret &secret);
// What is wrong with it, as a sentence; empty: nothing.
QString secretSpecProblem(const SecretSpec &spec, const QList<HostSecret> &taken = {});
// What the host gets for what a user types: text as UTF-8; a Ceph key is told in base64. Empty when
// it is no such key.
SecretValue secretValue(SecretUsage usage, const QString &typed);
// What libvirt's authentication in a pool of this type takes; None: it has none.
SecretUsage secretUsageOfPool(const QString &poolType);
