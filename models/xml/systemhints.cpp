// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/systemhints.h"

#include "models/core/units.h"
#include "models/xml/xmlvalues.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SystemHints)
};

constexpr quint64 kibibyte = 1024;

bool isVirtio(const QString &model)
{
    return model == "virtio"_L1 || model.startsWith("virtio-"_L1);
}

class Hints
{
public:
    Hints(const SystemFacts &facts, const XmlNode &domain) : m_facts(facts), m_domain(domain) {}

    QStringList all()
    {
        firmware();
        amounts();
        drivers();
        clock();
        if (has(SystemDevice::VirtioRng) && m_domain.find(u"devices/rng").isEmpty())
            m_hints += Text::tr("It has a driver for a random number generator (RNG), which this "
                                "machine lacks.");
        return m_hints;
    }

private:
    bool has(SystemDevice device) const { return m_facts.devices.testFlag(device); }

    void firmware()
    {
        const bool uefi = m_domain.value(u"os@firmware") == "efi"_L1
                          || m_domain.value(u"os/loader@type") == "pflash"_L1;
        if (!uefi && m_facts.needsUefi)
            m_hints += Text::tr("It starts with UEFI only, and this machine has BIOS.");
        else if (!uefi && m_facts.needsSecureBoot)
            m_hints += Text::tr("Its installer asks for UEFI with Secure Boot.");
        else if (uefi && !m_facts.supportsUefi)
            m_hints += Text::tr("It starts with BIOS only, and this machine has UEFI.");
        if (m_facts.needsTpm && m_domain.find(u"devices/tpm").isEmpty())
            m_hints += Text::tr("It asks for a TPM, which this machine lacks.");
    }

    void amounts()
    {
        const auto nodes = m_domain.find(u"memory");
        const quint64 kib =
            nodes.isEmpty()
                ? 0
                : XmlValues::memoryKiB(nodes[0]->text, nodes[0]->attribute(u"unit")).value_or(0);
        const quint64 least = m_facts.minimum.memory / kibibyte;
        const quint64 better = m_facts.recommended.memory / kibibyte;
        if (kib > 0 && kib < least)
            m_hints += Text::tr("It needs at least %1 of memory; this machine has %2.")
                           .arg(Units::kibibytes(least), Units::kibibytes(kib));
        else if (kib > 0 && kib < better)
            m_hints += Text::tr("%1 of memory are recommended for it; this machine has %2.")
                           .arg(Units::kibibytes(better), Units::kibibytes(kib));
        const int vcpus = m_domain.value(u"vcpu").toInt();
        if (vcpus > 0 && vcpus < m_facts.minimum.cpus)
            m_hints += Text::tr("It needs at least %1 processors.").arg(m_facts.minimum.cpus);
    }

    void drivers()
    {
        QStringList slow, unknown;
        for (const XmlNode *disk : m_domain.find(u"devices/disk")) {
            const QString device = disk->attribute(u"device"), bus = disk->value(u"target@bus");
            if (!device.isEmpty() && device != "disk"_L1)
                continue;
            if (bus == "virtio"_L1 && !has(SystemDevice::VirtioDisk))
                unknown += disk->value(u"target@dev");
            else if ((bus == "ide"_L1 || bus == "sata"_L1) && has(SystemDevice::VirtioDisk))
                slow += disk->value(u"target@dev");
        }
        if (!unknown.isEmpty())
            m_hints += Text::tr("It has no driver of its own for VirtIO disks (%1).")
                           .arg(unknown.join(u", "_s));
        bool slowNetwork = false, unknownNetwork = false;
        for (const XmlNode *one : m_domain.find(u"devices/interface")) {
            const QString model = one->value(u"model@type");
            if (isVirtio(model))
                unknownNetwork = unknownNetwork || !has(SystemDevice::VirtioNetwork);
            else if (!model.isEmpty())
                slowNetwork = slowNetwork || has(SystemDevice::VirtioNetwork);
        }
        if (unknownNetwork)
            m_hints += Text::tr("It has no driver of its own for VirtIO network interfaces.");
        if ((unknownNetwork || !unknown.isEmpty()) && !m_facts.driversUrl.isEmpty())
            m_hints += Text::tr("Drivers for it: %1").arg(m_facts.driversUrl);
        if (!slow.isEmpty())
            m_hints += Text::tr("It has a driver for VirtIO disks, which are faster than what this "
                                "machine has (%1).")
                           .arg(slow.join(u", "_s));
        if (slowNetwork)
            m_hints += Text::tr("It has a driver for VirtIO network interfaces, which are faster "
                                "than what this machine has.");
    }

    void clock()
    {
        const QString offset = m_domain.value(u"clock@offset");
        if (m_facts.localTime && (offset.isEmpty() || offset == "utc"_L1))
            m_hints += Text::tr("It takes the machine’s clock for local time, which shows UTC.");
        else if (!m_facts.localTime && offset == "localtime"_L1)
            m_hints += Text::tr("It takes the machine’s clock for UTC, which shows local time.");
    }

    const SystemFacts &m_facts;
    const XmlNode &m_domain;
    QStringList m_hints;
};

} // namespace

QStringList systemHints(const SystemFacts &facts, const XmlNode &domain)
{
    const QString type = domain.attribute(u"type");
    const bool emulated = type == "kvm"_L1 || type == "qemu"_L1 || type == "hvf"_L1;
    if (facts.system.id.isEmpty() || !emulated || domain.value(u"os/type") != "hvm"_L1)
        return {};
    return Hints(facts, domain).all();
}
