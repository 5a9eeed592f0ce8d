// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/iommueditor.h"

using namespace Qt::StringLiterals;
using Value = FieldRows::Value;

static const QStringList ofIntel{u"driver@intremap"_s, u"driver@caching_mode"_s, u"driver@eim"_s,
                                 u"driver@iotlb"_s, u"driver@aw_bits"_s};

IommuEditor::IommuEditor(const HardwareServices &services, QWidget *parent)
    : RowsEditor(services, parent)
{
    FieldRows &r = rows();
    r.addChoice(u"@model"_s, tr("Model"), {}, tr("None"));
    r.addSwitch(u"driver@intremap"_s, tr("Interrupt remapping"), true);
    r.addSwitch(u"driver@caching_mode"_s, tr("Caching mode"), true);
    r.addSwitch(u"driver@eim"_s, tr("Extended interrupts"), true);
    r.addSwitch(u"driver@iotlb"_s, tr("Device TLB"), true);
    r.addOpenChoice(u"driver@aw_bits"_s, tr("Address width"),
                    {{u"39"_s, tr("39 bits")}, {u"48"_s, tr("48 bits")}});
}

void IommuEditor::arrange()
{
    rows().setWords(u"@model"_s, schemaWords({u"domain"_s, u"devices"_s, u"iommu"_s}, u"model"_s,
                                             {{u"intel"_s, tr("Intel VT-d (q35)")},
                                              {u"virtio"_s, u"VirtIO"_s},
                                              {u"smmuv3"_s, tr("SMMUv3 (ARM)")}}));
    const bool intel = word(u"@model"_s) == "intel"_L1;
    for (const QString &path : ofIntel)
        rows().setShown(path, intel || value(path));
    const auto on = [this](const QString &path) { return word(path) == "on"_L1; };
    const bool split = value(u"section:features#0"_s, u"features/ioapic@driver"_s) == u"qemu"_s;
    QString note;
    if (on(u"driver@intremap"_s) && !split)
        note = tr("It needs the I/O APIC of QEMU: see the features.");
    rows().setNote(u"driver@intremap"_s, note);
    rows().setNote(u"driver@eim"_s, on(u"driver@eim"_s) && !on(u"driver@intremap"_s)
                                        ? tr("It needs interrupt remapping.")
                                        : QString());
    rows().setNote(u"driver@caching_mode"_s,
                   intel && !on(u"driver@caching_mode"_s)
                       ? tr("Devices of the host that the machine has need it.")
                       : QString());
}

void IommuEditor::edit(const QString &path, const Value &wanted)
{
    if (path != "@model"_L1) {
        set(path, wanted);
        return;
    }
    const bool back = originalValue(path) == wanted;
    together([&] {
        set(path, wanted);
        for (const QString &field : ofIntel) {
            const Value target = back                   ? originalValue(field)
                                 : wanted == u"intel"_s ? value(field)
                                                        : Value();
            if (value(field) != target)
                set(field, target);
        }
    });
}
