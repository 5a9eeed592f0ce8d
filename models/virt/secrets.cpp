// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/virt/secrets.h"

#include "models/virt/storage_p.h"

#include <libvirt/virterror.h>

#include <QCoreApplication>

namespace Virt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Virt)
};

} // namespace

Result<QList<SecretHandle>> listSecrets(const ConnectHandle &connect)
{
    virSecretPtr *found = nullptr;
    const int count = virConnectListAllSecrets(connect.get(), &found, 0);
    if (count < 0) {
        const LastError last = lastError();
        if (last.error().kind == Error::Kind::Unsupported)
            return QList<SecretHandle>();
        return last.about(Text::tr("Cannot list the secrets."));
    }
    const std::unique_ptr<virSecretPtr, FreeList<virSecret, virSecretFree>> owner(found, {count});
    QList<SecretHandle> secrets;
    for (int i = 0; i < count; ++i)
        secrets.append(SecretHandle::borrow(found[i]));
    return secrets;
}

Result<SecretHandle> findSecret(const ConnectHandle &connect, const QUuid &uuid)
{
    const QByteArray raw = uuid.toRfc4122();
    SecretHandle secret(virSecretLookupByUUID(
        connect.get(), reinterpret_cast<const unsigned char *>(raw.constData())));
    if (!secret)
        return lastError().about(Text::tr("Cannot find the secret on its host."));
    return secret;
}

QUuid uuidOf(const SecretHandle &secret)
{
    unsigned char raw[VIR_UUID_BUFLEN];
    if (virSecretGetUUID(secret.get(), raw) < 0)
        return {};
    return QUuid::fromRfc4122(QByteArrayView(raw, VIR_UUID_BUFLEN));
}

Result<QByteArray> secretXml(const SecretHandle &secret)
{
    return owned(virSecretGetXMLDesc(secret.get(), 0),
                 Text::tr("Cannot read what the secret is for."));
}

Result<SecretHandle> defineSecret(const ConnectHandle &connect, const QByteArray &xml)
{
    SecretHandle secret(virSecretDefineXML(connect.get(), xml.constData(), 0));
    if (!secret)
        return lastError().about(Text::tr("Cannot create the secret."));
    return secret;
}

Result<> setSecretValue(const SecretHandle &secret, QByteArrayView value)
{
    if (virSecretSetValue(secret.get(), reinterpret_cast<const unsigned char *>(value.data()),
                          size_t(value.size()), 0)
        < 0)
        return lastError().about(Text::tr("Cannot set the value of the secret."));
    return {};
}

Result<> undefineSecret(const SecretHandle &secret)
{
    if (virSecretUndefine(secret.get()) < 0)
        return lastError().about(Text::tr("Cannot delete the secret."));
    return {};
}

} // namespace Virt
