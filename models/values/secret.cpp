// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/secret.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Secret)
};

} // namespace

void overwrite(QByteArray &bytes)
{
    if (bytes.isDetached() && !bytes.isEmpty())
        explicit_bzero(bytes.data(), size_t(bytes.size()));
    bytes.clear();
}

void overwrite(QString &text)
{
    if (text.isDetached() && !text.isEmpty())
        explicit_bzero(text.data(), size_t(text.size()) * sizeof(QChar));
    text.clear();
}

SecretValue::SecretValue(const QByteArray &bytes)
    : m_bytes(new QByteArray(bytes.constData(), bytes.size()), [](QByteArray *held) {
        overwrite(*held);
        delete held;
    })
{}

QString secretUsageText(SecretUsage usage)
{
    switch (usage) {
    case SecretUsage::None:
        return Text::tr("Nothing in particular");
    case SecretUsage::Volume:
        return Text::tr("Encrypted volume");
    case SecretUsage::Ceph:
        return Text::tr("Ceph");
    case SecretUsage::Iscsi:
        return Text::tr("iSCSI");
    case SecretUsage::Tls:
        return Text::tr("TLS key");
    case SecretUsage::Vtpm:
        return Text::tr("Emulated TPM");
    case SecretUsage::Unknown:
        break;
    }
    return Text::tr("Unknown");
}

QString secretTitle(const HostSecret &secret)
{
    if (!secret.description.trimmed().isEmpty())
        return secret.description.trimmed();
    return secret.usageId.isEmpty() ? secret.uuid.toString(QUuid::WithoutBraces) : secret.usageId;
}

QString secretSpecProblem(const SecretSpec &spec, const QList<HostSecret> &taken)
{
    constexpr qsizetype longest = 1024;
    if (spec.usageId.trimmed().isEmpty())
        return Text::tr("Say what it is for.");
    const auto unfit = [](QChar c) { return c.category() == QChar::Other_Control; };
    for (const QString &text : {spec.usageId, spec.description}) {
        if (text.size() > longest)
            return Text::tr("This is too long.");
        if (std::any_of(text.begin(), text.end(), unfit))
            return Text::tr("Control characters are not possible here.");
    }
    for (const HostSecret &secret : taken) {
        if (secret.usage == spec.usage && secret.usageId == spec.usageId)
            return Text::tr("The host has a secret for this already.");
    }
    return {};
}

SecretValue secretValue(SecretUsage usage, const QString &typed)
{
    QByteArray bytes = typed.toUtf8();
    if (usage == SecretUsage::Ceph) {
        bytes = std::move(bytes).trimmed();
        auto decoded =
            QByteArray::fromBase64Encoding(bytes, QByteArray::AbortOnBase64DecodingErrors);
        overwrite(bytes);
        if (decoded)
            bytes = std::move(decoded.decoded);
    }
    const SecretValue value(bytes);
    overwrite(bytes);
    return value;
}

SecretUsage secretUsageOfPool(const QString &poolType)
{
    if (poolType == "rbd"_L1)
        return SecretUsage::Ceph;
    return poolType == "iscsi"_L1 || poolType == "iscsi-direct"_L1 ? SecretUsage::Iscsi
                                                                   : SecretUsage::None;
}
