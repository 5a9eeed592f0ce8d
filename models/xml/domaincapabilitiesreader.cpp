// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/domaincapabilitiesreader.h"

#include "models/xml/xmlnode.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(CapabilitiesReader)
};

bool isSupported(const XmlNode *node)
{
    return node && node->attribute(u"supported") == "yes"_L1;
}

// The values of <enum name='…'>; none where the element says that it is not supported.
QStringList values(const XmlNode *node, QStringView name)
{
    QStringList all;
    if (!node || node->attribute(u"supported") == "no"_L1)
        return all;
    for (const XmlNode &child : node->children) {
        if (child.name != "enum"_L1 || child.attribute(u"name") != name)
            continue;
        for (const XmlNode *value : child.find(u"value"))
            all += value->text.trimmed();
    }
    return all;
}

void readFirmware(const XmlNode &root, DomainCapabilities &to)
{
    const XmlNode *os = root.child(u"os");
    to.firmwares = values(os, u"firmware");
    const XmlNode *loader = os ? os->child(u"loader") : nullptr;
    if (!isSupported(loader))
        return;
    for (const XmlNode *path : loader->find(u"value"))
        to.loaders += path->text.trimmed();
    to.loaderTypes = values(loader, u"type");
    to.secureBoot = values(loader, u"secure").contains("yes"_L1);
}

void readCpu(const XmlNode &root, DomainCapabilities &to)
{
    for (const XmlNode *mode : root.find(u"cpu/mode")) {
        const QString name = mode->attribute(u"name");
        const bool supported = isSupported(mode);
        if (name == "host-passthrough"_L1) {
            to.hostPassthrough = supported;
        } else if (name == "maximum"_L1) {
            to.maximumCpu = supported;
        } else if (name == "host-model"_L1) {
            to.hostModel = supported;
            to.hostModelName = mode->value(u"model");
            for (const XmlNode *feature : mode->find(u"feature")) {
                if (feature->attribute(u"policy") != "disable"_L1)
                    to.hostModelFeatures += feature->attribute(u"name");
            }
        } else if (name == "custom"_L1 && supported) {
            for (const XmlNode *model : mode->find(u"model")) {
                to.cpuModels += {.name = model->text.trimmed(),
                                 .vendor = model->attribute(u"vendor"),
                                 .usable = model->attribute(u"usable") == "yes"_L1,
                                 .deprecated = model->attribute(u"deprecated") == "yes"_L1};
            }
        }
    }
}

void readDevices(const XmlNode &devices, DomainCapabilities &to)
{
    const XmlNode *disk = devices.child(u"disk");
    to.diskDevices = values(disk, u"diskDevice");
    to.diskBuses = values(disk, u"bus");
    to.graphicsTypes = values(devices.child(u"graphics"), u"type");
    to.videoModels = values(devices.child(u"video"), u"modelType");
    const XmlNode *hostdev = devices.child(u"hostdev");
    to.hostDeviceTypes = values(hostdev, u"subsysType");
    const XmlNode *rng = devices.child(u"rng");
    to.saysRng = rng != nullptr;
    to.rngModels = values(rng, u"model");
    to.rngBackends = values(rng, u"backendModel");
    to.filesystemDrivers = values(devices.child(u"filesystem"), u"driverType");
    const XmlNode *tpm = devices.child(u"tpm");
    to.tpmModels = values(tpm, u"model");
    to.tpmBackends = values(tpm, u"backendModel");
    to.tpmVersions = values(tpm, u"backendVersion");
    const XmlNode *redirection = devices.child(u"redirdev");
    to.saysRedirections = redirection != nullptr;
    to.redirectionBuses = values(redirection, u"bus");
    const XmlNode *channel = devices.child(u"channel");
    to.saysChannels = channel != nullptr;
    to.channelTypes = values(channel, u"type");
    to.crashDevices = values(devices.child(u"panic"), u"model");
    to.interfaceBackends = values(devices.child(u"interface"), u"backendType");
}

void readFeatures(const XmlNode &features, DomainCapabilities &to)
{
    to.generationId = isSupported(features.child(u"genid"));
    to.vmcoreinfo = isSupported(features.child(u"vmcoreinfo"));
    to.backup = isSupported(features.child(u"backup"));
    to.sev = isSupported(features.child(u"sev"));
    to.sgx = isSupported(features.child(u"sgx"));
    to.hypervFeatures = values(features.child(u"hyperv"), u"features");
    to.gicVersions = values(features.child(u"gic"), u"version");
}
} // namespace

Result<DomainCapabilities> readDomainCapabilities(const QByteArray &xml)
{
    const auto root = readTree(xml);
    if (!root)
        return tl::unexpected(root.error());
    if (root->name != "domainCapabilities"_L1 || !root->space.isEmpty()) {
        return tl::unexpected(Error{
            .summary = Text::tr("This XML does not describe what machines can have on a host."),
            .detail = Text::tr("Its root element is <%1>.").arg(root->name)});
    }
    DomainCapabilities capabilities;
    capabilities.emulator = root->value(u"path");
    capabilities.virtType = root->value(u"domain");
    capabilities.machine = root->value(u"machine");
    capabilities.architecture = root->value(u"arch");
    capabilities.maximumVcpus = qMax(0, root->value(u"vcpu@max").toInt());
    capabilities.ioThreads = isSupported(root->child(u"iothreads"));
    readFirmware(*root, capabilities);
    readCpu(*root, capabilities);
    capabilities.memoryBackings = values(root->child(u"memoryBacking"), u"sourceType");
    if (const XmlNode *devices = root->child(u"devices"))
        readDevices(*devices, capabilities);
    if (const XmlNode *features = root->child(u"features"))
        readFeatures(*features, capabilities);
    return capabilities;
}
