// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/inputeditor.h"

#include "models/xml/domainedit.h"
#include "models/xml/elementparts.h"

using namespace Qt::StringLiterals;
using Value = FieldRows::Value;

InputEditor::InputEditor(const HardwareServices &services, QWidget *parent)
    : RowsEditor(services, parent)
{
    FieldRows &r = rows();
    r.addChoice(u"@type"_s, tr("Type"), {}, tr("None"));
    r.addChoice(u"@bus"_s, tr("Bus"), {});
    r.addChoice(u"@model"_s, tr("Model"), {});
    r.addText(u"source@dev"_s, tr("Host device"), u"/dev/input/by-id/…"_s);
    r.addText(u"source@evdev"_s, tr("Device file"), u"/dev/input/by-id/…"_s);
    r.addChoice(u"source@grab"_s, tr("Grab"), {}, tr("Only this device"));
    r.addChoice(u"source@grabToggle"_s, tr("Keys that let go"), {}, tr("Default (both Ctrl keys)"));
    r.addSwitch(u"source@repeat"_s, tr("Key repeat"), true);
}

void InputEditor::arrange()
{
    const QStringList where{u"domain"_s, u"devices"_s, u"input"_s};
    const QStringList source = where + QStringList{u"source"_s};
    rows().setWords(u"@type"_s,
                    schemaWords(where, u"type"_s,
                                {{u"tablet"_s, tr("Tablet")},
                                 {u"mouse"_s, tr("Mouse")},
                                 {u"keyboard"_s, tr("Keyboard")},
                                 {u"passthrough"_s, tr("The host’s, through VirtIO")},
                                 {u"evdev"_s, tr("The host’s, shared with it (evdev)")}}));
    rows().setWords(
        u"@model"_s,
        schemaWords(where, u"model"_s,
                    {{u"virtio"_s, u"VirtIO"_s},
                     {u"virtio-transitional"_s, tr("VirtIO, for old and new drivers")},
                     {u"virtio-non-transitional"_s, tr("VirtIO, for new drivers only")}}));
    rows().setWords(u"source@grab"_s,
                    schemaWords(source, u"grab"_s, {{u"all"_s, tr("All input devices together")}}));
    rows().setWords(u"source@grabToggle"_s,
                    schemaWords(source, u"grabToggle"_s,
                                {{u"ctrl-ctrl"_s, tr("Both Ctrl keys")},
                                 {u"alt-alt"_s, tr("Both Alt keys")},
                                 {u"shift-shift"_s, tr("Both Shift keys")},
                                 {u"meta-meta"_s, tr("Both Meta keys")},
                                 {u"scrolllock"_s, tr("Scroll Lock")},
                                 {u"ctrl-scrolllock"_s, tr("Ctrl and Scroll Lock")}}));
    const QString type = word(u"@type"_s), bus = word(u"@bus"_s);
    const bool evdev = type == "evdev"_L1, passed = type == "passthrough"_L1;
    FieldRows::Words buses{{u"usb"_s, tr("USB")},
                           {u"virtio"_s, u"VirtIO"_s},
                           {u"ps2"_s, u"PS/2"_s},
                           {u"xen"_s, u"Xen"_s}};
    if (passed)
        buses = {{u"virtio"_s, u"VirtIO"_s}};
    else if (type == "tablet"_L1) // no machine has one at PS/2
        buses.removeIf([](const auto &one) { return one.raw == "ps2"_L1; });
    rows().setWords(u"@bus"_s, schemaWords(where, u"bus"_s, buses));
    offer(u"@bus"_s, !evdev);
    offer(u"@model"_s, bus == "virtio"_L1);
    offer(u"source@dev"_s, evdev);
    offer(u"source@evdev"_s, passed);
    offer(u"source@grab"_s, evdev);
    offer(u"source@grabToggle"_s, evdev);
    offer(u"source@repeat"_s, evdev);
    rows().setNote(u"source@dev"_s, evdev && word(u"source@dev"_s).isEmpty()
                                        ? tr("It needs a device of the host.")
                                        : QString());
    rows().setNote(u"source@evdev"_s, passed && word(u"source@evdev"_s).isEmpty()
                                          ? tr("It needs a device of the host.")
                                          : QString());
}

void InputEditor::edit(const QString &path, const Value &wanted)
{
    if (path == "@type"_L1) {
        changeType(wanted);
    } else if (path == "@bus"_L1) {
        const bool back = originalValue(path) == wanted;
        together([&] {
            set(path, wanted);
            // The address is one on the other bus.
            setElement(u"address"_s, back ? originalElement(u"address"_s) : QByteArray());
            const Value model = back                    ? originalValue(u"@model"_s)
                                : wanted == u"virtio"_s ? value(u"@model"_s)
                                                        : Value();
            if (value(u"@model"_s) != model)
                set(u"@model"_s, model);
        });
    } else {
        set(path, wanted);
    }
}

void InputEditor::changeType(const Value &type)
{
    if (originalValue(u"@type"_s) == type) {
        setElement({}, originalElement());
        return;
    }
    const auto device = value(u"source@dev"_s) ? value(u"source@dev"_s) : value(u"source@evdev"_s);
    const QString bus = word(u"@bus"_s);
    QByteArray wanted = ElementParts::with(element({}), u"@type"_s, type);
    QByteArray source;
    Value newBus = bus.isEmpty() ? Value() : Value(bus);
    if (type == u"evdev"_s) {
        source = ElementParts::make(u"source"_s, {{u"dev"_s, device.value_or(QString())}});
        newBus.reset();
    } else if (type == u"passthrough"_s) {
        source = ElementParts::make(u"source"_s, {{u"evdev"_s, device.value_or(QString())}});
        newBus = u"virtio"_s;
    } else if (type == u"tablet"_s && bus == "ps2"_L1) {
        newBus = u"usb"_s;
    }
    wanted = ElementParts::withChild(wanted, u"source"_s, source);
    wanted = ElementParts::with(wanted, u"@bus"_s, newBus);
    if (newBus.value_or(QString()) != bus) {
        wanted = ElementParts::withChild(wanted, u"address"_s, {});
        if (newBus != u"virtio"_s)
            wanted = ElementParts::with(wanted, u"@model"_s, {});
    }
    setElement({}, wanted);
}
