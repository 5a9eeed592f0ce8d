// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/paniceditor.h"

using namespace Qt::StringLiterals;

PanicEditor::PanicEditor(const HardwareServices &services, QWidget *parent)
    : RowsEditor(services, parent)
{
    rows().addChoice(u"@model"_s, tr("Model"), {});
}

void PanicEditor::arrange()
{
    FieldRows::Words models = schemaWords({u"domain"_s, u"devices"_s, u"panic"_s}, u"model"_s,
                                          {{u"isa"_s, tr("ISA (pvpanic)")},
                                           {u"pvpanic"_s, tr("PCI (pvpanic)")},
                                           {u"hyperv"_s, tr("Hyper-V (Windows guests)")},
                                           {u"pseries"_s, tr("Firmware (pSeries)")},
                                           {u"s390"_s, tr("Firmware (IBM Z)")}});
    const auto &choices = context().choices;
    if (choices && choices->capabilities && !choices->capabilities->crashDevices.isEmpty())
        models.removeIf([&choices](const auto &one) {
            return !choices->capabilities->crashDevices.contains(one.raw);
        });
    rows().setWords(u"@model"_s, models);
}
