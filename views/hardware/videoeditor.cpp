// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/videoeditor.h"

#include "models/xml/devicewords.h"
#include "models/xml/xmlnode.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using Value = FieldRows::Value;

namespace {

// What a card of these models has; the others have none of it.
struct Part
{
    const char16_t *path, *models; // separated by blanks
};

// clang-format off
constexpr Part parts[] = {
    {u"model@heads", u"qxl virtio vbox parallels"},
    {u"model@primary", u"qxl virtio vga bochs cirrus vmvga xen vbox parallels"},
    {u"model@vram", u"qxl vga bochs cirrus vmvga xen vbox parallels gop"},
    {u"model@ram", u"qxl"},
    {u"model@vgamem", u"qxl"},
    {u"model@vram64", u"qxl"},
    {u"model@blob", u"virtio"},
    {u"model/acceleration@accel3d", u"virtio vbox parallels"},
    {u"model/acceleration@accel2d", u"vbox parallels"},
    {u"model/acceleration@rendernode", u"virtio"},
    {u"model/resolution@x", u"virtio qxl vga bochs ramfb gop"},
    {u"model/resolution@y", u"virtio qxl vga bochs ramfb gop"},
};
// clang-format on

bool has(const QString &model, const Part &part)
{
    return QString::fromUtf16(part.models).split(u' ').contains(model);
}

} // namespace

VideoEditor::VideoEditor(const HardwareServices &services, QWidget *parent)
    : RowsEditor(services, parent)
{
    const QList<FieldRows::Unit> size{
        {tr("KiB"), 1}, {tr("MiB"), Q_UINT64_C(1) << 10}, {tr("GiB"), Q_UINT64_C(1) << 20}};
    FieldRows &r = rows();
    r.addOpenChoice(u"model@type"_s, tr("Model"), listOf(Words::videoModel));
    r.addNumber(u"model@heads"_s, tr("Heads"));
    r.addAmount(u"model@vram"_s, tr("Video memory"), size);
    r.addAmount(u"model@ram"_s, tr("Memory bar"), size);
    r.addAmount(u"model@vgamem"_s, tr("VGA memory"), size);
    r.addAmount(u"model@vram64"_s, tr("64-bit video memory"), size);
    r.addNumber(u"model/resolution@x"_s, tr("Width"));
    r.addNumber(u"model/resolution@y"_s, tr("Height"));
    r.addSwitch(u"model/acceleration@accel3d"_s, tr("3D acceleration"));
    r.addSwitch(u"model/acceleration@accel2d"_s, tr("2D acceleration"));
    r.addOpenChoice(u"model/acceleration@rendernode"_s, tr("Render node"), {});
    r.addSwitch(u"model@blob"_s, tr("Blob resources"), true);
    r.addSwitch(u"model@primary"_s, tr("Primary"));
}

void VideoEditor::arrange()
{
    const auto &choices = context().choices;
    FieldRows::Words models = listOf(Words::videoModel);
    if (choices && choices->capabilities && !choices->capabilities->videoModels.isEmpty())
        models.removeIf([&choices](const auto &one) {
            return !choices->capabilities->videoModels.contains(one.raw);
        });
    rows().setWords(u"model@type"_s, models);
    FieldRows::Words nodes;
    for (const NodeDevice &one :
         choices ? choices->devices.value_or(QList<NodeDevice>()) : QList<NodeDevice>()) {
        if (one.kind == NodeDevice::Kind::Drm && one.path.contains("render"_L1))
            nodes += {one.path, one.path};
    }
    rows().setWords(u"model/acceleration@rendernode"_s, nodes);
    const QString model = word(u"model@type"_s);
    // What is there is shown, be it of use or not.
    for (const Part &part : parts) {
        const QString path = QString::fromUtf16(part.path);
        rows().setShown(path, has(model, part) || value(path));
    }
    rows().setShown(u"model/acceleration@rendernode"_s,
                    value(u"model/acceleration@rendernode"_s).has_value());
    QString note;
    if (value(u"model/acceleration@accel3d"_s) == u"yes"_s) {
        const auto tree = readTree(context().document);
        const auto gl = tree ? tree->find(u"devices/graphics") : QList<const XmlNode *>();
        if (std::none_of(gl.cbegin(), gl.cend(), [](const XmlNode *one) {
                return one->value(u"gl@enable") == "yes"_L1
                       || one->attribute(u"type") == "egl-headless"_L1;
            }))
            note = tr("It needs a display with OpenGL.");
    }
    rows().setNote(u"model/acceleration@accel3d"_s, note);
    const bool half =
        value(u"model/resolution@x"_s).has_value() != value(u"model/resolution@y"_s).has_value();
    rows().setNote(u"model/resolution@y"_s, half ? tr("Width and height go together.") : QString());
}

void VideoEditor::edit(const QString &path, const Value &wanted)
{
    if (path != "model@type"_L1) {
        set(path, wanted);
        return;
    }
    const bool back = originalValue(path) == wanted;
    // While a name is being typed, nothing is lost.
    const auto known = listOf(Words::videoModel);
    const bool whole = std::any_of(known.cbegin(), known.cend(), [&wanted](const auto &one) {
        return one.raw == wanted.value_or(QString());
    });
    together([&] {
        set(path, wanted);
        for (const Part &part : parts) {
            const QString field = QString::fromUtf16(part.path);
            if (back && value(field) != originalValue(field))
                set(field, originalValue(field));
            else if (!back && whole && !has(*wanted, part) && value(field))
                set(field, {});
        }
    });
}
