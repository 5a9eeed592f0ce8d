// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/rngeditor.h"

#include "models/xml/devicewords.h"
#include "models/xml/domainedit.h"
#include "models/xml/elementparts.h"

using namespace Qt::StringLiterals;
using Value = FieldRows::Value;

RngEditor::RngEditor(const HardwareServices &services, QWidget *parent)
    : RowsEditor(services, parent)
{
    FieldRows &r = rows();
    r.addChoice(u"backend@model"_s, tr("Back end"), listOf(Words::rngBackend), tr("None"));
    r.addOpenChoice(u"backend"_s, tr("Host device"),
                    {{u"/dev/urandom"_s, u"/dev/urandom"_s},
                     {u"/dev/random"_s, u"/dev/random"_s},
                     {u"/dev/hwrng"_s, u"/dev/hwrng"_s}});
    r.addChoice(u"backend@type"_s, tr("Connected to"),
                {{u"tcp"_s, u"TCP"_s}, {u"udp"_s, u"UDP"_s}, {u"unix"_s, tr("Unix socket")}});
    r.addText(u"backend/source[mode=connect]@host"_s, tr("Host"));
    r.addText(u"backend/source[mode=connect]@service"_s, tr("Port"));
    r.addText(u"backend/source[mode=connect]@path"_s, tr("Socket"));
    r.addChoice(u"@model"_s, tr("Model"), {});
    r.addNumber(u"rate@bytes"_s, tr("Bytes per period"));
    r.addNumber(u"rate@period"_s, tr("Period in milliseconds"));
}

void RngEditor::arrange()
{
    FieldRows::Words models{{u"virtio"_s, u"VirtIO"_s},
                            {u"virtio-transitional"_s, tr("VirtIO, for old and new drivers")},
                            {u"virtio-non-transitional"_s, tr("VirtIO, for new drivers only")}};
    FieldRows::Words backends = listOf(Words::rngBackend);
    const auto &choices = context().choices;
    if (choices && choices->capabilities) {
        const DomainCapabilities &can = *choices->capabilities;
        if (!can.rngModels.isEmpty())
            models.removeIf([&can](const auto &one) { return !can.rngModels.contains(one.raw); });
        if (!can.rngBackends.isEmpty())
            backends.removeIf(
                [&can](const auto &one) { return !can.rngBackends.contains(one.raw); });
    }
    rows().setWords(u"@model"_s, models);
    rows().setWords(u"backend@model"_s, backends);
    const QString model = word(u"backend@model"_s), type = word(u"backend@type"_s);
    rows().setShown(u"backend"_s, model == "random"_L1);
    rows().setShown(u"backend@type"_s, model == "egd"_L1);
    const bool net = model == "egd"_L1 && type != "unix"_L1;
    rows().setShown(u"backend/source[mode=connect]@host"_s, net);
    rows().setShown(u"backend/source[mode=connect]@service"_s, net);
    rows().setShown(u"backend/source[mode=connect]@path"_s, model == "egd"_L1 && type == "unix"_L1);
    rows().setNote(u"rate@period"_s, value(u"rate@period"_s) && !value(u"rate@bytes"_s)
                                         ? tr("A period needs a number of bytes.")
                                         : QString());
}

void RngEditor::edit(const QString &path, const Value &wanted)
{
    if (path == "backend@model"_L1) {
        QByteArray backend;
        if (originalValue(path) == wanted)
            backend = originalElement(u"backend"_s);
        else if (wanted)
            backend = ElementParts::make(
                u"backend"_s,
                {{u"model"_s, *wanted}, {u"type"_s, *wanted == "egd"_L1 ? u"tcp"_s : QString()}});
        setElement(u"backend"_s, backend);
    } else if (path == "backend"_L1 && !wanted) {
        setElement(u"backend"_s, ElementParts::make(u"backend"_s, {{u"model"_s, u"random"_s}}));
    } else {
        set(path, wanted);
    }
}
