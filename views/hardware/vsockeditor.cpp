// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/vsockeditor.h"

using namespace Qt::StringLiterals;
using Value = FieldRows::Value;

VsockEditor::VsockEditor(const HardwareServices &services, QWidget *parent)
    : RowsEditor(services, parent)
{
    rows().addChoice(u"@model"_s, tr("Model"), {});
    rows().addSwitch(u"cid@auto"_s, tr("Automatic address"));
    rows().addNumber(u"cid@address"_s, tr("Guest address (CID)"));
}

void VsockEditor::arrange()
{
    rows().setWords(
        u"@model"_s,
        schemaWords({u"domain"_s, u"devices"_s, u"vsock"_s}, u"model"_s,
                    {{u"virtio"_s, u"VirtIO"_s},
                     {u"virtio-transitional"_s, tr("VirtIO, for old and new drivers")},
                     {u"virtio-non-transitional"_s, tr("VirtIO, for new drivers only")}}));
    const bool automatic = word(u"cid@auto"_s) == "yes"_L1;
    const Value address = value(u"cid@address"_s), now = liveValue(u"cid@address"_s);
    rows().setShown(u"cid@address"_s, !automatic || address);
    rows().setNote(u"cid@auto"_s, automatic && now
                                      ? tr("The running machine has the address %1.").arg(*now)
                                      : QString());
    QString note;
    bool ok = true;
    const uint number = address ? address->toUInt(&ok) : 3;
    if (!ok || number < 3 || number == UINT_MAX)
        note = tr("An address is a number from 3 to 4294967294.");
    else if (!automatic && !address)
        note = tr("Without an automatic address it needs one.");
    rows().setNote(u"cid@address"_s, note);
}

void VsockEditor::edit(const QString &path, const Value &wanted)
{
    const auto put = [this](const QString &field, const Value &target) {
        if (value(field) != target)
            set(field, target);
    };
    together([&] {
        set(path, wanted);
        // One excludes the other.
        const bool automatic = path == "cid@auto"_L1, back = originalValue(path) == wanted;
        const QString other = automatic ? u"cid@address"_s : u"cid@auto"_s;
        if (path == "@model"_L1)
            return;
        if (back)
            put(other, originalValue(other));
        else if (automatic && wanted == u"yes"_s)
            put(other, {});
        else if (!automatic && wanted && word(other) == "yes"_L1)
            put(other, u"no"_s);
    });
}
