// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/controllereditor.h"

#include "models/core/safetext.h"
#include "models/xml/newdevices.h"
#include "models/xml/xmlnode.h"
#include "views/basic/plainlabel.h"

using namespace Qt::StringLiterals;

ControllerEditor::ControllerEditor(const HardwareServices &services, QWidget *parent)
    : RowsEditor(services, parent), m_devices(new PlainLabel)
{
    rows().addOpenChoice(u"@model"_s, tr("Model"), {});
    rows().addNumber(u"@ports"_s, tr("Ports"));
    rows().addNumber(u"driver@queues"_s, tr("Queues"));
    m_devices->setWordWrap(true);
    rows().addWidget(u"#devices"_s, tr("Devices at it"), m_devices);
}

void ControllerEditor::arrange()
{
    const QString type = word(u"@type"_s);
    FieldRows::Words models;
    if (type == "usb"_L1)
        models = {{u"qemu-xhci"_s, tr("USB 3 (qemu-xhci)")},
                  {u"nec-xhci"_s, tr("USB 3 (NEC)")},
                  {u"ich9-ehci1"_s, tr("USB 2 (ICH9)")},
                  {u"ehci"_s, tr("USB 2 (EHCI)")},
                  {u"piix3-uhci"_s, tr("USB 1 (PIIX3)")},
                  {u"pci-ohci"_s, tr("USB 1 (OHCI)")},
                  {u"none"_s, tr("No USB")}};
    else if (type == "scsi"_L1)
        models = {{u"virtio-scsi"_s, tr("VirtIO SCSI")},
                  {u"lsilogic"_s, tr("LSI Logic 53C895A")},
                  {u"lsisas1068"_s, tr("LSI SAS 1068")},
                  {u"lsisas1078"_s, tr("LSI MegaRAID SAS 1078")},
                  {u"vmpvscsi"_s, tr("VMware PVSCSI")},
                  {u"buslogic"_s, tr("BusLogic")},
                  {u"ibmvscsi"_s, tr("IBM vSCSI")},
                  {u"am53c974"_s, u"AM53C974"_s},
                  {u"dc390"_s, u"DC-390"_s}};
    else if (type == "virtio-serial"_L1)
        models = {{u"virtio"_s, u"VirtIO"_s},
                  {u"virtio-transitional"_s, tr("VirtIO, for old and new drivers")},
                  {u"virtio-non-transitional"_s, tr("VirtIO, for new drivers only")}};
    else if (type == "pci"_L1)
        models = {{u"pcie-root-port"_s, tr("PCI Express port")},
                  {u"pcie-to-pci-bridge"_s, tr("PCI Express to PCI bridge")},
                  {u"pci-bridge"_s, tr("PCI bridge")},
                  {u"dmi-to-pci-bridge"_s, tr("DMI to PCI bridge")},
                  {u"pcie-switch-upstream-port"_s, tr("Upstream port of a switch")},
                  {u"pcie-switch-downstream-port"_s, tr("Downstream port of a switch")},
                  {u"pcie-expander-bus"_s, tr("PCI Express expander")},
                  {u"pci-expander-bus"_s, tr("PCI expander")},
                  {u"pcie-root"_s, tr("PCI Express root")},
                  {u"pci-root"_s, tr("PCI root")}};
    else if (type == "ide"_L1)
        models = {{u"piix3"_s, u"PIIX3"_s}, {u"piix4"_s, u"PIIX4"_s}, {u"ich6"_s, u"ICH6"_s}};
    rows().setWords(u"@model"_s, models);
    rows().setShown(u"@model"_s, !models.isEmpty() || value(u"@model"_s));
    rows().setShown(u"@ports"_s, type == "usb"_L1 || type == "virtio-serial"_L1
                                     || value(u"@ports"_s).has_value());
    rows().setShown(u"driver@queues"_s,
                    (type == "scsi"_L1 && word(u"@model"_s).startsWith("virtio"_L1))
                        || value(u"driver@queues"_s));
    QString note;
    if (type == "usb"_L1 && originalValue(u"@model"_s) != value(u"@model"_s)) {
        const auto tree = readTree(context().document);
        for (const XmlNode *one :
             tree ? tree->find(u"devices/controller") : QList<const XmlNode *>()) {
            if (one->attribute(u"model").startsWith("ich9-uhci"_L1))
                note = tr("Its companions for USB 1 stay: remove them, too.");
        }
    }
    rows().setNote(u"@model"_s, note);
    const auto devices = devicesAt(context().document, context().item);
    constexpr int most = 30;
    QStringList names;
    for (const HardwareItem &one : devices.first(qMin<qsizetype>(devices.size(), most)))
        names += SafeText::line(one.title, 80);
    if (devices.size() > most)
        names += tr("and %n more", nullptr, int(devices.size() - most));
    m_devices->setText(names.join('\n'_L1));
    rows().setShown(u"#devices"_s, !names.isEmpty());
}
