// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/machinewriter.h"

#include "models/values/machinerules.h"
#include "models/values/metadatanamespace.h"
#include "models/xml/devicewriter.h"
#include "models/xml/installationmark.h"
#include "models/xml/xmladmission.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(MachineWriter)
};

class Writer
{
public:
    Writer(QByteArray &to, const MachineSpec &machine, MachineStage machineStage)
        : xml(&to), spec(machine), stage(machineStage)
    {
        xml.setAutoFormatting(true);
        xml.setAutoFormattingIndent(2);
    }

    // False when a text has characters that XML has no place for.
    bool run()
    {
        writeDomain();
        return !xml.hasError();
    }

private:
    void writeDomain()
    {
        const auto domain = xml.element(u"domain", {{u"type", spec.virtType}});
        xml.text(u"name", spec.name);
        if (!spec.uuid.isNull())
            xml.text(u"uuid", spec.uuid.toString(QUuid::WithoutBraces));
        if (!spec.title.isEmpty())
            xml.text(u"title", spec.title);
        if (!spec.description.isEmpty())
            xml.text(u"description", spec.description);
        writeMetadata();
        const QString memory = QString::number(spec.memoryKiB);
        xml.text(u"memory", memory, {{u"unit", u"KiB"_s}});
        xml.text(u"currentMemory", memory, {{u"unit", u"KiB"_s}});
        xml.text(u"vcpu", QString::number(spec.vcpus));
        if (spec.isContainer()) {
            writeContainerOs();
            writeContainerFeatures();
        } else {
            writeOs();
            writeFeatures();
            writeCpu();
            writeClock();
        }
        writeEvents();
        if (!spec.isContainer() && isX86())
            writePowerManagement();
        DeviceWriter(xml, spec).run();
    }

    bool isX86() const
    {
        return spec.architecture == "x86_64"_L1 || spec.architecture == "i686"_L1;
    }
    bool secureBoot() const
    {
        return spec.firmware == Firmware::Uefi && spec.secureBoot.value_or(false);
    }
    bool bootsInstaller() const
    {
        return stage == MachineStage::Installing && spec.boot.kernelOnce
               && !spec.boot.kernel.isEmpty();
    }

    void writeMetadata()
    {
        const auto mark = stage == MachineStage::Installing ? installationOf(spec) : std::nullopt;
        if (spec.systemId.isEmpty() && spec.tags.isEmpty() && !mark)
            return;
        const auto metadata = xml.element(u"metadata");
        if (!spec.systemId.isEmpty()) {
            const QString space = MetadataNamespace::libosinfo.toString();
            xml.writeNamespace(space, u"libosinfo"_s);
            xml.writeStartElement(space, u"libosinfo"_s);
            xml.writeEmptyElement(space, u"os"_s);
            xml.writeAttribute(u"id"_s, spec.systemId);
            xml.writeEndElement();
        }
        if (!spec.tags.isEmpty()) {
            const QString space = MetadataNamespace::guesthouse.toString();
            xml.writeNamespace(space, MetadataNamespace::guesthousePrefix.toString());
            xml.writeStartElement(space, u"tags"_s);
            for (const QString &tag : spec.tags)
                xml.writeTextElement(space, u"tag"_s, tag);
            xml.writeEndElement();
        }
        if (mark) {
            const QString space = MetadataNamespace::installation.toString();
            xml.writeNamespace(space, MetadataNamespace::installationPrefix.toString());
            xml.writeEmptyElement(space, u"installation"_s);
            xml.writeAttribute(u"drive"_s, mark->drive);
            xml.writeAttribute(u"restarts"_s, QString::number(mark->restarts));
        }
    }

    void writeContainerOs()
    {
        const auto os = xml.element(u"os");
        xml.text(u"type", spec.osType, {{u"arch", spec.architecture}});
        xml.text(u"init", spec.container.init);
        for (const QString &argument : spec.container.arguments)
            xml.text(u"initarg", argument);
    }

    void writeContainerFeatures()
    {
        // Without it, a container that has no network card uses the host's.
        if (!spec.networks.isEmpty())
            return;
        const auto features = xml.element(u"features");
        xml.empty(u"privnet");
    }

    void writeOs()
    {
        const bool uefi = spec.firmware == Firmware::Uefi;
        const bool byLibvirt = uefi && spec.loader.isEmpty();
        const auto os = xml.element(u"os", {{u"firmware", byLibvirt ? u"efi"_s : QString()}});
        xml.text(u"type", spec.osType, {{u"arch", spec.architecture}, {u"machine", spec.machine}});
        if (byLibvirt) {
            // Both are said: what is left open, libvirt takes as its first image has it.
            const QString enabled = secureBoot() ? u"yes"_s : u"no"_s;
            const auto firmware = xml.element(u"firmware");
            xml.empty(u"feature", {{u"enabled", enabled}, {u"name", u"enrolled-keys"_s}});
            xml.empty(u"feature", {{u"enabled", enabled}, {u"name", u"secure-boot"_s}});
        } else if (uefi) {
            xml.text(u"loader", spec.loader,
                     {{u"readonly", u"yes"_s},
                      {u"secure", secureBoot() ? u"yes"_s : u"no"_s},
                      {u"type", u"pflash"_s}});
        }
        if (!spec.boot.kernel.isEmpty() && (!spec.boot.kernelOnce || bootsInstaller())) {
            xml.text(u"kernel", spec.boot.kernel);
            if (!spec.boot.initrd.isEmpty())
                xml.text(u"initrd", spec.boot.initrd);
            if (!spec.boot.commandLine.isEmpty())
                xml.text(u"cmdline", spec.boot.commandLine);
        }
        if (spec.boot.menu)
            xml.empty(u"bootmenu", {{u"enable", u"yes"_s}});
    }

    void writeFeatures()
    {
        const auto features = xml.element(u"features");
        if (spec.acpi.value_or(false))
            xml.empty(u"acpi");
        if (spec.apic.value_or(false))
            xml.empty(u"apic");
        if (const QStringList hyperv = spec.hypervFeatures.value_or(QStringList{});
            !hyperv.isEmpty()) {
            const auto element = xml.element(u"hyperv");
            for (const QString &feature : hyperv) {
                // The number of tries that Windows' own documentation asks for.
                const QString retries = feature == "spinlocks"_L1 ? u"8191"_s : QString();
                xml.empty(feature, {{u"state", u"on"_s}, {u"retries", retries}});
            }
        }
        // VMware's port confuses the pointer of guests that find it.
        if (isX86())
            xml.empty(u"vmport", {{u"state", u"off"_s}});
        if (secureBoot())
            xml.empty(u"smm", {{u"state", u"on"_s}});
    }

    void writeCpu()
    {
        QString mode;
        switch (spec.cpu.value_or(CpuChoice::Default)) {
        case CpuChoice::HostPassthrough:
            mode = u"host-passthrough"_s;
            break;
        case CpuChoice::HostModel:
            mode = u"host-model"_s;
            break;
        case CpuChoice::Maximum:
            mode = u"maximum"_s;
            break;
        case CpuChoice::Model:
            mode = u"custom"_s;
            break;
        case CpuChoice::Default:
            return;
        }
        const bool model = spec.cpu == CpuChoice::Model;
        const auto cpu =
            xml.element(u"cpu", {{u"mode", mode}, {u"match", model ? u"exact"_s : QString()}});
        if (model)
            xml.text(u"model", spec.cpuModel, {{u"fallback", u"forbid"_s}});
        for (const QString &feature : spec.cpuWithout)
            xml.empty(u"feature", {{u"policy", u"disable"_s}, {u"name", feature}});
    }

    void writeClock()
    {
        const auto clock = xml.element(
            u"clock", {{u"offset", spec.localTime.value_or(false) ? u"localtime"_s : u"utc"_s}});
        if (!isX86())
            return;
        // As guests keep time best: ticks that were lost are made up for, by one clock only.
        xml.empty(u"timer", {{u"name", u"rtc"_s}, {u"tickpolicy", u"catchup"_s}});
        xml.empty(u"timer", {{u"name", u"pit"_s}, {u"tickpolicy", u"delay"_s}});
        xml.empty(u"timer", {{u"name", u"hpet"_s}, {u"present", u"no"_s}});
        if (!spec.hypervFeatures.value_or(QStringList{}).isEmpty())
            xml.empty(u"timer", {{u"name", u"hypervclock"_s}, {u"present", u"yes"_s}});
    }

    void writeEvents()
    {
        xml.text(u"on_poweroff", u"destroy"_s);
        // The installer would come again.
        xml.text(u"on_reboot", bootsInstaller() ? u"destroy"_s : u"restart"_s);
        xml.text(u"on_crash", u"destroy"_s);
    }

    // A guest that sleeps looks like one that hangs, and not every one wakes up again.
    void writePowerManagement()
    {
        const auto pm = xml.element(u"pm");
        xml.empty(u"suspend-to-mem", {{u"enabled", u"no"_s}});
        xml.empty(u"suspend-to-disk", {{u"enabled", u"no"_s}});
    }

    ElementWriter xml;
    const MachineSpec &spec;
    const MachineStage stage;
};

} // namespace

Result<QByteArray> writeMachine(const MachineSpec &spec, const DomainCapabilities &capabilities,
                                MachineStage stage)
{
    const QString summary = Text::tr("The machine cannot be made like this.");
    const QStringList problems = machineProblems(spec, capabilities);
    if (!problems.isEmpty())
        return tl::unexpected(Error{.summary = summary, .detail = problems.join(u'\n')});
    QByteArray xml;
    if (!Writer(xml, spec, stage).run()) {
        return tl::unexpected(
            Error{.summary = summary,
                  .detail = Text::tr("A text has control characters that no machine can have.")});
    }
    if (const auto admitted = XmlAdmission::admit(xml); !admitted)
        return tl::unexpected(Error{.summary = summary, .detail = admitted.error().summary});
    return xml;
}
