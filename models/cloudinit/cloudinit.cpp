// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cloudinit/cloudinit.h"

#include "models/cloudinit/yaml.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

#include <crypt.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(CloudInit)
};

QJsonArray list(const QStringList &texts)
{
    return QJsonArray::fromStringList(texts);
}

QJsonObject userOf(const CloudInitForm &form, const QString &hash)
{
    QJsonObject user{{u"name"_s, form.userName},
                     // The guest starts it, for its user.
                     {u"shell"_s, u"/bin/bash"_s}, // allowed: shell-word
                     {u"lock_passwd"_s, hash.isEmpty()}};
    if (!form.fullName.isEmpty())
        user.insert(u"gecos"_s, form.fullName);
    if (!hash.isEmpty())
        user.insert(u"passwd"_s, hash);
    if (form.administrator) {
        // Without a password there is none that sudo could ask for.
        user.insert(u"sudo"_s, hash.isEmpty() ? u"ALL=(ALL) NOPASSWD:ALL"_s : u"ALL=(ALL) ALL"_s);
    }
    if (!form.sshKeys.isEmpty())
        user.insert(u"ssh_authorized_keys"_s, list(form.sshKeys));
    return user;
}

// Only what differs from cloud-init's own way, which is DHCP on the first card: not every system's
// tools understand all of this.
bool isUsual(const CloudInitForm::Network &network)
{
    return network.address.isEmpty() && network.nameServers.isEmpty();
}

QJsonObject networkOf(const CloudInitForm::Network &network)
{
    QJsonObject card;
    if (network.macAddress.isEmpty()) {
        card.insert(u"match"_s, QJsonObject{{u"name"_s, u"e*"_s}});
    } else {
        card.insert(u"match"_s, QJsonObject{{u"macaddress"_s, network.macAddress.toLower()}});
        // Where the tools want a name, and take the key below for it.
        card.insert(u"set-name"_s, u"eth0"_s);
    }
    if (network.address.isEmpty()) {
        card.insert(u"dhcp4"_s, true);
    } else {
        const bool six = network.address.contains(u':');
        card.insert(u"addresses"_s, QJsonArray{network.address});
        if (!network.gateway.isEmpty())
            card.insert(six ? u"gateway6"_s : u"gateway4"_s, network.gateway);
    }
    if (!network.nameServers.isEmpty()) {
        card.insert(u"nameservers"_s, QJsonObject{{u"addresses"_s, list(network.nameServers)}});
    }
    return {{u"version"_s, 2}, {u"ethernets"_s, QJsonObject{{u"first"_s, card}}}};
}

} // namespace

Result<QString> passwordHash(const QString &password)
{
    const auto data = std::make_unique<crypt_data>();
    char setting[CRYPT_GENSALT_OUTPUT_SIZE] = {};
    const char *hash = nullptr;
    if (crypt_gensalt_rn("$6$", 0, nullptr, 0, setting, sizeof setting))
        hash = crypt_r(password.toUtf8().constData(), setting, data.get());
    if (!hash || hash[0] != '$')
        return tl::unexpected(Error{.summary = Text::tr("Cannot hash the password.")});
    return QString::fromLatin1(hash);
}

Result<CloudInitFiles> writeCloudInit(const CloudInitForm &form, const QString &instance)
{
    const QStringList problems = cloudInitProblems(form);
    if (!problems.isEmpty()) {
        return tl::unexpected(
            Error{.summary = Text::tr("The answers for cloud-init cannot be written."),
                  .detail = problems.join(u'\n')});
    }
    QString hash;
    if (!form.password.isEmpty()) {
        const auto hashed = passwordHash(form.password);
        if (!hashed)
            return tl::unexpected(hashed.error());
        hash = *hashed;
    }
    QJsonObject user{{u"users"_s, QJsonArray{userOf(form, hash)}},
                     {u"ssh_pwauth"_s, form.sshByPassword && !hash.isEmpty()},
                     {u"chpasswd"_s, QJsonObject{{u"expire"_s, false}}}};
    const auto add = [&user](const QString &name, const QString &value) {
        if (!value.isEmpty())
            user.insert(name, value);
    };
    add(u"hostname"_s, form.hostName);
    add(u"timezone"_s, form.timezone);
    add(u"locale"_s, form.locale);
    if (!form.packages.isEmpty()) {
        user.insert(u"packages"_s, list(form.packages));
        user.insert(u"package_update"_s, true);
    }
    if (form.upgrade)
        user.insert(u"package_upgrade"_s, true);
    QJsonObject meta{{u"instance-id"_s, instance}};
    if (!form.hostName.isEmpty())
        meta.insert(u"local-hostname"_s, form.hostName);
    return CloudInitFiles{.user = "#cloud-config\n" + toYaml(user),
                          .meta = toYaml(meta),
                          .network = isUsual(form.network) ? QByteArray()
                                                           : toYaml(networkOf(form.network))};
}
