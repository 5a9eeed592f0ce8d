// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/domaindescriptionreader.h"

#include "models/core/units.h"
#include "models/values/metadatanamespace.h"
#include "models/xml/devicefields.h"
#include "models/xml/devicekinds.h"
#include "models/xml/devicesummaries.h"
#include "models/xml/domainreader.h"
#include "models/xml/sectionfields.h"
#include "models/xml/systemmetadata.h"
#include "models/xml/xmlnode.h"
#include "models/xml/xmlvalues.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using Fields::translated;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DomainReader)
};

// A part of the document outside <devices>: which children of <domain> it takes.
struct Section
{
    const char16_t *id;
    const char *title;
    const char16_t *icon;
    const char16_t *tags; // separated by blanks
    std::span<const Field> fields;
    QString (*summary)(const DomainDescription &, const XmlNode &) = nullptr;
};

QString machineSummary(const DomainDescription &domain, const XmlNode &)
{
    return DeviceSummaries::joined({domain.hypervisor, domain.architecture, domain.machineType});
}

QString bootSummary(const DomainDescription &domain, const XmlNode &root)
{
    QStringList devices;
    for (const XmlNode *boot : root.find(u"os/boot"))
        devices += Fields::word(boot->attribute(u"dev"), Words::bootDevice);
    const QString kernel = root.value(u"os/kernel").section(u'/', -1);
    return DeviceSummaries::joined({domain.firmware, kernel, devices.join(u", "_s)});
}

QString cpuSummary(const DomainDescription &domain, const XmlNode &)
{
    const QString count = Text::tr("%1 vCPU").arg(domain.vcpus);
    const QString most = domain.vcpus == domain.maximumVcpus
                             ? QString()
                             : Text::tr("%1 at most").arg(domain.maximumVcpus);
    return DeviceSummaries::joined({count, most, domain.cpuModel});
}

QString memorySummary(const DomainDescription &domain, const XmlNode &)
{
    const QString most =
        domain.memoryKiB == domain.maximumMemoryKiB
            ? QString()
            : Text::tr("%1 at most").arg(Units::kibibytes(domain.maximumMemoryKiB));
    return DeviceSummaries::joined({Units::kibibytes(domain.memoryKiB), most});
}

QString clockSummary(const DomainDescription &, const XmlNode &root)
{
    return Fields::word(root.value(u"clock@offset"), Words::clockOffset);
}

QString securitySummary(const DomainDescription &, const XmlNode &root)
{
    QStringList models;
    for (const XmlNode *label : root.find(u"seclabel"))
        models += label->attribute(u"model");
    models.removeDuplicates();
    return models.join(u", "_s);
}

// clang-format off
constexpr Section sections[] = {
    {u"machine", QT_TRANSLATE_NOOP("Hardware", "Machine"), u"computer", u"name uuid title description genid", SectionFields::machine, machineSummary},
    {u"operating-system", QT_TRANSLATE_NOOP("Hardware", "Operating system"), u"application-x-executable", u"", SectionFields::operatingSystem},
    {u"boot", QT_TRANSLATE_NOOP("Hardware", "Firmware and boot"), u"media-flash", u"os bootloader bootloader_args", SectionFields::boot, bootSummary},
    {u"cpu", QT_TRANSLATE_NOOP("Hardware", "Processor"), u"cpu", u"vcpu vcpus cpu iothreads iothreadids defaultiothread cputune", SectionFields::cpu, cpuSummary},
    {u"memory", QT_TRANSLATE_NOOP("Hardware", "Memory"), u"memory", u"memory currentMemory maxMemory memoryBacking memtune numatune", SectionFields::memory, memorySummary},
    {u"clock", QT_TRANSLATE_NOOP("Hardware", "Clock"), u"chronometer", u"clock", SectionFields::clock, clockSummary},
    {u"features", QT_TRANSLATE_NOOP("Hardware", "Features"), u"preferences-system", u"features", SectionFields::features},
    {u"lifecycle", QT_TRANSLATE_NOOP("Hardware", "Power and lifecycle"), u"system-shutdown", u"on_poweroff on_reboot on_crash on_lockfailure pm", SectionFields::lifecycle},
    {u"tuning", QT_TRANSLATE_NOOP("Hardware", "Resource limits"), u"utilities-system-monitor", u"blkiotune resource throttlegroups perf", SectionFields::tuning},
    {u"security", QT_TRANSLATE_NOOP("Hardware", "Security"), u"security-high", u"seclabel launchSecurity keywrap", SectionFields::security, securitySummary},
    {u"system-information", QT_TRANSLATE_NOOP("Hardware", "System information"), u"dialog-information", u"sysinfo", SectionFields::systemInformation},
    {u"metadata", QT_TRANSLATE_NOOP("Hardware", "Metadata"), u"document-properties", u"metadata", {}},
};
// clang-format on

// A part of the metadata, which has a page of its own because people look for it.
std::optional<HardwareItem> readSystem(const Section &section, const XmlNode &root,
                                       const QByteArray &xml)
{
    const QString id = SystemMetadata::systemId(root);
    if (id.isEmpty())
        return {};
    const QString name = XmlValues::osName(id);
    HardwareItem item{.kind = u"section:"_s + QString::fromUtf16(section.id),
                      .title = translated(section.title),
                      .summary = name,
                      .icon = QString::fromUtf16(section.icon),
                      .properties = {{.label = translated(section.fields[0].label),
                                      .value = name == id ? id : u"%1 (%2)"_s.arg(name, id),
                                      .path = SystemMetadata::path(xml)}},
                      .xml = sourceOf(*SystemMetadata::element(root), xml)};
    item.key = item.kind;
    return item;
}

void readSections(const XmlNode &root, const QByteArray &xml, DomainDescription &domain)
{
    QHash<QString, const Section *> owners;
    for (const Section &section : sections) {
        for (const QStringView tag : QStringView(section.tags).split(u' ', Qt::SkipEmptyParts))
            owners.insert(tag.toString(), &section);
    }
    QHash<const Section *, QList<const XmlNode *>> owned;
    QList<const XmlNode *> others;
    for (const XmlNode &child : root.children) {
        const Section *owner = child.space.isEmpty() ? owners.value(child.name) : nullptr;
        if (owner)
            owned[owner] += &child;
        else if (child.name != "devices"_L1 || !child.space.isEmpty())
            others += &child;
    }
    for (const Section &section : sections) {
        if (section.fields.data() == SectionFields::operatingSystem) {
            if (const auto system = readSystem(section, root, xml))
                domain.sections += *system;
            continue;
        }
        const auto nodes = owned.value(&section);
        if (nodes.isEmpty())
            continue;
        HardwareItem item{.kind = u"section:"_s + QString::fromUtf16(section.id),
                          .title = translated(section.title),
                          .summary = section.summary ? section.summary(domain, root) : QString(),
                          .icon = QString::fromUtf16(section.icon),
                          // The first page stands for the machine: its XML is the whole document.
                          .xml = &section == sections ? xml : sourceOf(nodes, xml)};
        item.key = item.kind;
        const std::array<std::span<const Field>, 1> tables = {section.fields};
        item.properties = Fields::read(root, tables, nodes, SectionFields::machine);
        // A model of the host's is written out while the machine runs; what was chosen is not.
        const bool chosen = root.value(u"cpu@mode") != "host-model"_L1;
        for (HardwareProperty &property : item.properties) {
            if (property.path == "cpu@mode"_L1 || property.path == "cpu/model"_L1)
                property.runtime = !chosen;
        }
        // What libvirt leaves when the last part is taken out while the machine runs says nothing.
        const bool empty = std::all_of(nodes.cbegin(), nodes.cend(), [](const XmlNode *node) {
            return node->name == "metadata"_L1 && node->children.isEmpty();
        });
        if (empty)
            item.properties.clear();
        domain.sections += item;
    }
    for (const XmlNode *node : std::as_const(others)) {
        HardwareItem item{.kind = u"section:"_s + node->name,
                          .title = node->name,
                          .icon = u"document-properties"_s,
                          .properties = Fields::read(*node, {}),
                          .xml = sourceOf(*node, xml)};
        item.key = item.kind;
        for (HardwareProperty &property : item.properties) // paths of sections start at <domain>
            property.path.prepend(property.path.isEmpty() || property.path.startsWith(u'@')
                                      ? node->name
                                      : node->name + u'/');
        domain.sections += item;
    }
}

void readDevices(const XmlNode &root, const QByteArray &xml, DomainDescription &domain)
{
    QHash<QString, int> order; // of the kinds, so that the page shows what people look for first
    for (const DeviceKind &kind : deviceKinds())
        order.insert(QString::fromUtf16(kind.tag), int(order.size()));
    for (const XmlNode *devices : root.find(u"devices")) {
        for (const XmlNode &device : devices->children)
            domain.devices += describeDevice(device, xml);
    }
    std::stable_sort(domain.devices.begin(), domain.devices.end(),
                     [&order](const HardwareItem &a, const HardwareItem &b) {
                         const int last = int(order.size());
                         return order.value(a.kind, last) < order.value(b.kind, last);
                     });
}

// Two of the same kind and name are told apart by their place among equals.
void makeKeysUnique(QList<HardwareItem> &items)
{
    QHash<QString, int> seen;
    for (HardwareItem &item : items)
        item.key += u'#' + QString::number(seen[item.key]++);
}

QString firmwareText(const XmlNode &root)
{
    const QString loader = root.value(u"os/loader"), type = root.value(u"os/loader@type");
    const bool uefi = root.value(u"os@firmware") == "efi"_L1 || type == "pflash"_L1;
    bool secure = root.value(u"os/loader@secure") == "yes"_L1;
    for (const XmlNode *feature : root.find(u"os/firmware/feature")) {
        if (feature->attribute(u"name") == "secure-boot"_L1)
            secure = feature->attribute(u"enabled") == "yes"_L1;
    }
    if (uefi)
        return secure ? Text::tr("UEFI with Secure Boot") : Text::tr("UEFI");
    if (!loader.isEmpty())
        return loader.section(u'/', -1);
    const bool pc =
        root.value(u"os/type") == "hvm"_L1
        && (root.value(u"os/type@arch") == "x86_64"_L1 || root.value(u"os/type@arch") == "i686"_L1);
    return pc ? Text::tr("BIOS") : QString();
}

QString cpuText(const XmlNode &root)
{
    const XmlNode *cpu = root.child(u"cpu");
    if (!cpu)
        return {};
    const QString model = cpu->value(u"model"), mode = cpu->attribute(u"mode");
    if (!model.isEmpty())
        return model;
    return mode == "custom"_L1 ? QString() : Fields::word(mode, Words::cpuMode);
}

} // namespace

Result<DomainDescription> readDomain(const QByteArray &xml)
{
    // The row's own reader first, so that the two never disagree.
    const auto summary = readDomainSummary(xml);
    if (!summary)
        return tl::unexpected(summary.error());
    const auto tree = readTree(xml);
    if (!tree)
        return tl::unexpected(tree.error());
    const XmlNode &root = *tree;

    DomainDescription domain;
    domain.name = root.value(u"name");
    domain.title = summary->title;
    domain.description = summary->description;
    QString uuid = root.value(u"uuid");
    if (uuid.size() == 32) { // documents of long ago have no dashes
        for (const int at : {8, 13, 18, 23})
            uuid.insert(at, u'-');
    }
    domain.uuid = QUuid::fromString(uuid);
    domain.hypervisor = Fields::word(root.attribute(u"type"), Words::hypervisor);
    domain.virtualization = Fields::word(root.value(u"os/type"), Words::osType);
    domain.osName = summary->osName;
    domain.tags = summary->tags;
    domain.architecture = root.value(u"os/type@arch");
    domain.machineType = root.value(u"os/type@machine");
    domain.emulator = root.value(u"devices/emulator");
    domain.firmware = firmwareText(root);
    domain.vcpus = summary->vcpus;
    domain.maximumVcpus = qMax(summary->vcpus, root.value(u"vcpu").toUInt());
    domain.cpuModel = cpuText(root);
    domain.memoryKiB = summary->memoryKiB;
    const auto memory = root.find(u"memory");
    const auto maximum = memory.isEmpty()
                             ? std::nullopt
                             : XmlValues::memoryKiB(memory[0]->text, memory[0]->attribute(u"unit"));
    domain.maximumMemoryKiB = maximum.value_or(domain.memoryKiB);

    readSections(root, xml, domain);
    readDevices(root, xml, domain);
    makeKeysUnique(domain.sections);
    makeKeysUnique(domain.devices);
    return domain;
}

DomainDescription withEverySection(const DomainDescription &domain)
{
    DomainDescription all = domain;
    if (all.sections.isEmpty() || all.sections.first().kind != "section:machine"_L1)
        return all; // nothing that libvirt would have made
    qsizetype place = 0;
    for (const Section &section : sections) {
        const QString kind = u"section:"_s + QString::fromUtf16(section.id);
        const auto there =
            std::find_if(all.sections.cbegin(), all.sections.cend(),
                         [&kind](const HardwareItem &item) { return item.kind == kind; });
        if (there != all.sections.cend()) {
            place = std::distance(all.sections.cbegin(), there) + 1;
        } else if (!section.fields.empty() && &section != sections) {
            all.sections.insert(place++, {.key = kind + u"#0"_s,
                                          .kind = kind,
                                          .title = translated(section.title),
                                          .icon = QString::fromUtf16(section.icon)});
        }
    }
    return all;
}

std::optional<QStringList> sectionElements(const QString &kind)
{
    for (const Section &section : sections) {
        if (kind == u"section:"_s + QString::fromUtf16(section.id))
            return QString::fromUtf16(section.tags).split(u' ', Qt::SkipEmptyParts);
    }
    return {};
}

QList<std::span<const Field>> fieldTables(const QString &kind)
{
    for (const Section &section : sections) {
        if (kind == u"section:"_s + QString::fromUtf16(section.id))
            return {section.fields};
    }
    for (const DeviceKind &device : deviceKinds()) {
        if (kind == QStringView(device.tag))
            return {device.fields, DeviceFields::common};
    }
    return {};
}
