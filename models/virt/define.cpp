// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/virt/define.h"

#include "models/core/safetext.h"
#include "models/virt/domain.h"
#include "models/virt/lasterror.h"

#include <libvirt/virterror.h>

#include <QCoreApplication>

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Define)
};

class Network
{
public:
    explicit Network(virNetworkPtr adopted) : m_network(adopted) {}
    ~Network()
    {
        if (m_network)
            virNetworkFree(m_network);
    }
    Q_DISABLE_COPY_MOVE(Network)
    virNetworkPtr get() const { return m_network; }

private:
    virNetworkPtr m_network;
};

// Whether libvirt finds nothing; another answer than “there is none” is an error.
Result<bool> isFree(virDomainPtr found, const QString &what)
{
    if (found) {
        virDomainFree(found);
        return false;
    }
    const auto error = Virt::lastError();
    if (error.error().code == VIR_ERR_NO_DOMAIN)
        return true;
    return error.about(what);
}

} // namespace

Result<QUuid> Virt::defineNew(const ConnectHandle &connect, const QByteArray &xml,
                              const QString &name, const QUuid &uuid)
{
    const QString shown = SafeText::line(name, 80);
    const QString failed = Text::tr("Cannot create the machine “%1”.").arg(shown);
    auto free = isFree(virDomainLookupByName(connect.get(), name.toUtf8().constData()), failed);
    if (free && *free && !uuid.isNull())
        free = isFree(virDomainLookupByUUIDString(
                          connect.get(), uuid.toByteArray(QUuid::WithoutBraces).constData()),
                      failed);
    if (!free)
        return tl::unexpected(free.error());
    if (!*free) {
        return refuse(Error::Kind::Busy,
                      Text::tr("The host has a machine “%1” already.").arg(shown),
                      Text::tr("Choose another name."));
    }
    // A name that is taken meanwhile is refused by libvirt: the UUIDs differ.
    const DomainHandle made(
        virDomainDefineXMLFlags(connect.get(), xml.constData(), VIR_DOMAIN_DEFINE_VALIDATE));
    if (!made)
        return lastError().about(failed);
    return uuidOf(made.get());
}

Result<> Virt::redefine(const DomainHandle &domain, const QByteArray &xml)
{
    const DomainHandle made(virDomainDefineXMLFlags(virDomainGetConnect(domain.get()),
                                                    xml.constData(), VIR_DOMAIN_DEFINE_VALIDATE));
    if (!made)
        return lastError().about(Text::tr("Cannot change the definition of the machine."));
    return {};
}

static Result<> putMetadata(const DomainHandle &domain, QStringView key, QStringView space,
                            const QByteArray &element, unsigned affect)
{
    if (virDomainSetMetadata(domain.get(), VIR_DOMAIN_METADATA_ELEMENT,
                             element.isEmpty() ? nullptr : element.constData(),
                             key.toUtf8().constData(), space.toUtf8().constData(), affect)
        == 0)
        return {};
    return Virt::lastError().about(Text::tr("Cannot change the definition of the machine."));
}

Result<> Virt::setMetadata(const DomainHandle &domain, QStringView key, QStringView space,
                           const QByteArray &element)
{
    const unsigned live = isActive(domain) ? unsigned(VIR_DOMAIN_AFFECT_LIVE) : 0U;
    return putMetadata(domain, key, space, element, VIR_DOMAIN_AFFECT_CONFIG | live);
}

Result<> Virt::setMetadataNow(const DomainHandle &domain, QStringView key, QStringView space,
                              const QByteArray &element)
{
    return putMetadata(domain, key, space, element, VIR_DOMAIN_AFFECT_LIVE);
}

Result<> Virt::updateDevice(const DomainHandle &domain, const QByteArray &xml, Affect affect)
{
    const unsigned flags = affect == Affect::Running
                               ? unsigned(VIR_DOMAIN_AFFECT_LIVE) | VIR_DOMAIN_DEVICE_MODIFY_FORCE
                               : unsigned(VIR_DOMAIN_AFFECT_CONFIG);
    if (virDomainUpdateDeviceFlags(domain.get(), xml.constData(), flags) == 0)
        return {};
    return lastError().about(Text::tr("Cannot change a device of the machine."));
}

bool Virt::isActive(const DomainHandle &domain)
{
    return virDomainIsActive(domain.get()) == 1;
}

bool Virt::hasWritten(const DomainHandle &domain)
{
    // An empty name: all disks together.
    virDomainBlockStatsStruct stats = {};
    return virDomainBlockStats(domain.get(), "", &stats, sizeof stats) == 0 && stats.wr_bytes > 0;
}

Result<> Virt::discard(const DomainHandle &domain, Files files)
{
    const bool keep = files == Files::Keep;
    const unsigned nvram = keep ? VIR_DOMAIN_UNDEFINE_KEEP_NVRAM : VIR_DOMAIN_UNDEFINE_NVRAM;
    const unsigned tpm = keep ? VIR_DOMAIN_UNDEFINE_KEEP_TPM : VIR_DOMAIN_UNDEFINE_TPM;
    const unsigned saved = keep ? 0U : unsigned(VIR_DOMAIN_UNDEFINE_MANAGED_SAVE);
    // Older ones do not know all of it.
    for (const unsigned flags : {saved | nvram | tpm, saved | nvram, 0U}) {
        if (virDomainUndefineFlags(domain.get(), flags) == 0)
            return {};
        const auto error = lastError();
        if (error.error().code == VIR_ERR_NO_DOMAIN)
            return {};
        if (error.error().code != VIR_ERR_INVALID_ARG || flags == 0)
            return error.about(Text::tr("Cannot remove the machine again."));
    }
    return {};
}

Result<QByteArray> Virt::ownXml(const DomainHandle &domain)
{
    char *text = virDomainGetXMLDesc(domain.get(),
                                     VIR_DOMAIN_XML_INACTIVE | unsigned(VIR_DOMAIN_XML_SECURE));
    if (!text)
        return lastError().about(Text::tr("Cannot read the definition of the machine."));
    const QByteArray xml(text);
    free(text);
    return xml;
}

Result<QList<Virt::NetworkReading>> Virt::networks(const ConnectHandle &connect)
{
    virNetworkPtr *found = nullptr;
    const int count = virConnectListAllNetworks(connect.get(), &found, 0);
    if (count < 0) {
        const auto error = lastError();
        if (error.error().code == VIR_ERR_NO_SUPPORT)
            return QList<NetworkReading>();
        return error.about(Text::tr("Cannot read the networks of the host."));
    }
    QList<NetworkReading> all;
    for (int i = 0; i < count; ++i) {
        const Network network(found[i]);
        char *xml = virNetworkGetXMLDesc(network.get(), 0);
        all.append({.name = QString::fromUtf8(virNetworkGetName(network.get())),
                    .active = virNetworkIsActive(network.get()) == 1,
                    .xml = QByteArray(xml)});
        free(xml);
    }
    free(found);
    return all;
}

Result<> Virt::startNetwork(const ConnectHandle &connect, const QString &name)
{
    const QString failed = Text::tr("Cannot start the network “%1”.").arg(SafeText::line(name, 80));
    const Network network(virNetworkLookupByName(connect.get(), name.toUtf8().constData()));
    if (!network.get())
        return lastError().about(failed);
    if (virNetworkIsActive(network.get()) == 1 || virNetworkCreate(network.get()) == 0)
        return {};
    return lastError().about(failed);
}
