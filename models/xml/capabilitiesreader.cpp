// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/capabilitiesreader.h"

#include "models/xml/xmlnode.h"
#include "models/xml/xmlvalues.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(CapabilitiesReader)
};

int number(const QString &text)
{
    return qMax(0, text.toInt());
}

NumaCell readCell(const XmlNode &node)
{
    NumaCell cell{.id = number(node.attribute(u"id"))};
    if (const XmlNode *memory = node.child(u"memory"))
        cell.memoryKiB = XmlValues::memoryKiB(memory->text, memory->attribute(u"unit")).value_or(0);
    for (const XmlNode *cpu : node.find(u"cpus/cpu")) {
        const auto place = [cpu](QStringView name) {
            return cpu->has(name) ? cpu->attribute(name).toInt() : -1;
        };
        cell.cpuList += {.id = number(cpu->attribute(u"id")),
                         .socket = place(u"socket_id"),
                         .die = place(u"die_id"),
                         .core = place(u"core_id"),
                         .siblings = cpu->attribute(u"siblings")};
    }
    const qsizetype listed = cell.cpuList.size();
    cell.cpus = listed > 0 ? int(listed) : number(node.value(u"cpus@num"));
    return cell;
}

quint64 bytes(const XmlNode &node, QStringView name)
{
    bool ok = false;
    const quint64 amount = node.attribute(name).toULongLong(&ok);
    const auto factor = XmlValues::unitBytes(node.attribute(u"unit"), 1);
    return ok && factor && amount <= UINT64_MAX / *factor ? amount * *factor : 0;
}

CacheBank readBank(const XmlNode &node)
{
    CacheBank bank{.id = number(node.attribute(u"id")),
                   .level = number(node.attribute(u"level")),
                   .type = node.attribute(u"type"),
                   .bytes = bytes(node, u"size"),
                   .cpus = node.attribute(u"cpus")};
    for (const XmlNode *control : node.find(u"control"))
        bank.controls += {.type = control->attribute(u"type"),
                          .granularityBytes = bytes(*control, u"granularity"),
                          .minimumBytes = bytes(*control, u"min")};
    return bank;
}

GuestSupport readGuest(const XmlNode &node)
{
    GuestSupport guest{.osType = node.value(u"os_type"),
                       .architecture = node.value(u"arch@name"),
                       .wordSize = number(node.value(u"arch/wordsize")),
                       .emulator = node.value(u"arch/emulator")};
    for (const XmlNode *domain : node.find(u"arch/domain"))
        guest.domainTypes += domain->attribute(u"type");
    for (const XmlNode *machine : node.find(u"arch/machine"))
        guest.machines += {.name = machine->text.trimmed(),
                           .canonical = machine->attribute(u"canonical"),
                           .maximumVcpus = number(machine->attribute(u"maxCpus")),
                           .deprecated = machine->attribute(u"deprecated") == "yes"_L1};
    for (const MachineType &machine : std::as_const(guest.machines))
        guest.machineTypes += machine.name;
    guest.acpi = !node.find(u"features/acpi").isEmpty();
    guest.apic = !node.find(u"features/apic").isEmpty();
    return guest;
}
} // namespace

Result<HostCapabilities> readCapabilities(const QByteArray &xml)
{
    const auto root = readTree(xml);
    if (!root)
        return tl::unexpected(root.error());
    if (root->name != "capabilities"_L1 || !root->space.isEmpty()) {
        return tl::unexpected(
            Error{.summary = Text::tr("This XML does not describe a host’s capabilities."),
                  .detail = Text::tr("Its root element is <%1>.").arg(root->name)});
    }
    HostCapabilities host;
    host.uuid = root->value(u"host/uuid");
    host.architecture = root->value(u"host/cpu/arch");
    host.cpuModel = root->value(u"host/cpu/model");
    host.cpuVendor = root->value(u"host/cpu/vendor");
    host.sockets = number(root->value(u"host/cpu/topology@sockets"));
    host.dies = number(root->value(u"host/cpu/topology@dies"));
    host.cores = number(root->value(u"host/cpu/topology@cores"));
    host.threads = number(root->value(u"host/cpu/topology@threads"));
    for (const XmlNode *page : root->find(u"host/cpu/pages")) {
        const auto size = XmlValues::memoryKiB(page->attribute(u"size"), page->attribute(u"unit"));
        if (size && *size > 0)
            host.pageSizesKiB += *size;
    }
    host.iommu = root->value(u"host/iommu@support") == "yes"_L1;
    for (const XmlNode *power : root->find(u"host/power_management")) {
        for (const XmlNode &state : power->children)
            host.powerManagement += state.name;
    }
    host.liveMigration = !root->find(u"host/migration_features/live").isEmpty();
    for (const XmlNode *uri : root->find(u"host/migration_features/uri_transports/uri_transport"))
        host.migrationTransports += uri->text.trimmed();
    for (const XmlNode *model : root->find(u"host/secmodel/model"))
        host.securityModels += model->text.trimmed();
    for (const XmlNode *cell : root->find(u"host/topology/cells/cell"))
        host.cells += readCell(*cell);
    for (const XmlNode *bank : root->find(u"host/cache/bank"))
        host.cacheBanks += readBank(*bank);
    for (const XmlNode *node : root->find(u"host/memory_bandwidth/node")) {
        if (const XmlNode *control = node->child(u"control"))
            host.memoryBandwidth += {.node = number(node->attribute(u"id")),
                                     .cpus = node->attribute(u"cpus"),
                                     .granularity = number(control->attribute(u"granularity")),
                                     .minimum = number(control->attribute(u"min"))};
    }
    for (const XmlNode *guest : root->find(u"guest"))
        host.guests += readGuest(*guest);
    return host;
}
