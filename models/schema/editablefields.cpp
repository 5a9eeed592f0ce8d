// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/schema/editablefields.h"

#include "models/xml/domaindescriptionreader.h"
#include "models/xml/domainedit.h"
#include "models/xml/fieldformats.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

using Editor = EditableField::Editor;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(EditableFields)
};

// What people look for first, in this order; separated by blanks.
struct MainFields
{
    const char16_t *kind, *paths;
};

// clang-format off
constexpr MainFields mainFields[] = {
    {u"section:machine", u"title description genid"},
    {u"section:boot", u"os/bootmenu@enable os/kernel os/initrd os/cmdline os/init os/initdir"},
    {u"section:cpu", u"vcpu@current vcpu cpu@mode cpu/model cpu/topology@sockets cpu/topology@cores cpu/topology@threads"},
    {u"section:memory", u"currentMemory memory memoryBacking/source@type memoryBacking/access@mode"},
    {u"section:clock", u"clock@offset clock@timezone"},
    {u"section:lifecycle", u"on_poweroff on_reboot on_crash on_lockfailure pm/suspend-to-mem@enabled pm/suspend-to-disk@enabled"},
    {u"section:tuning", u"blkiotune/weight resource/partition"},
    {u"disk", u"@device driver@cache driver@io driver@discard driver@detect_zeroes readonly/* shareable/* target@removable serial boot@order source@startupPolicy"},
    {u"interface", u"@type source@network source@portgroup source@bridge source@dev source@mode model@type mac@address link@state mtu@size filterref@filter boot@order"},
    {u"graphics", u"@autoport listen@type @passwd @keymap gl@enable image@compression streaming@mode clipboard@copypaste filetransfer@enable"},
    {u"video", u"model@type model@heads model@vram model/acceleration@accel3d model/resolution@x model/resolution@y"},
    {u"input", u"@type @bus"},
    {u"sound", u"@model"},
    {u"audio", u"@type @serverName"},
    {u"serial", u"@type target@type target/model@name log@file"},
    {u"parallel", u"@type"},
    {u"console", u"@type target@type log@file"},
    {u"channel", u"@type target@type target@name"},
    {u"hostdev", u"@managed source@startupPolicy boot@order rom@bar rom@file"},
    {u"redirdev", u"@bus @type boot@order"},
    {u"filesystem", u"driver@type source@dir target@dir @accessmode readonly/* binary/cache@mode"},
    {u"smartcard", u"@mode @type"},
    {u"tpm", u"@model backend@type backend@version backend/device@path"},
    {u"rng", u"@model backend@model backend rate@bytes rate@period"},
    {u"memory", u"@model target/size target/node"},
    {u"memballoon", u"@model @autodeflate @freePageReporting stats@period"},
    {u"shmem", u"model@type size"},
    {u"vsock", u"@model cid@auto cid@address"},
    {u"watchdog", u"@model @action"},
    {u"panic", u"@model"},
    {u"iommu", u"@model driver@intremap driver@caching_mode driver@aw_bits"},
    {u"controller", u"@model @ports driver@queues"},
};
// clang-format on

QStringList mainPaths(const QString &kind)
{
    for (const MainFields &one : mainFields) {
        if (kind == QStringView(one.kind))
            return QString::fromUtf16(one.paths).split(u' ');
    }
    return {};
}

// What tells a device from its like, or what other elements depend on, is not a field of a form.
bool isFixed(const QString &kind, const QString &path)
{
    static const QStringList fixed{
        u"section:machine name"_s,    u"section:machine uuid"_s, u"section:machine @type"_s,
        u"section:machine os/type"_s, u"section:machine @id"_s,  u"disk @type"_s,
        u"hostdev @type"_s,           u"hostdev @mode"_s,        u"graphics @type"_s,
        u"controller @type"_s,        u"controller @index"_s};
    return fixed.contains(kind + u' ' + path);
}

QString textOf(const QString &raw, const Field &field)
{
    const QString known = Fields::word(raw, field.words);
    if (known != raw)
        return known;
    if (raw == "yes"_L1 || raw == "on"_L1)
        return Text::tr("Yes");
    if (raw == "no"_L1 || raw == "off"_L1)
        return Text::tr("No");
    return raw;
}

} // namespace

QList<EditableField> editableFields(const QByteArray &xml, const QString &item,
                                    const DomainSchema *schema)
{
    const bool section = item.startsWith("section:"_L1);
    // "disk/vda#0", "section:cpu#0", "unknown#1"
    const QString kind = HardwareItem::kindOf(item);
    QList<EditableField> fields;
    const QStringList first = mainPaths(kind);
    QStringList paths;
    for (const auto &table : fieldTables(kind)) {
        for (const Field &field : table)
            paths += QString::fromUtf16(field.path);
    }
    const auto values = fieldValues(xml, item, paths);
    qsizetype next = 0;
    for (const auto &table : fieldTables(kind)) {
        for (const Field &field : table) {
            const QString path = QString::fromUtf16(field.path);
            const std::optional<QString> value = values[next++];
            const bool presence = path.endsWith("/*"_L1);
            const bool wanted = first.contains(path);
            if ((field.runtime && !wanted) || isFixed(kind, path)
                || (presence && field.format != Fields::present)
                || std::any_of(fields.cbegin(), fields.cend(),
                               [&](const EditableField &one) { return one.path == path; }))
                continue;
            QStringList where{u"domain"_s};
            if (!section)
                where += {u"devices"_s, kind};
            QString elements = path.section(u'@', 0, 0);
            if (presence)
                elements.chop(2);
            where += elements.split(u'/', Qt::SkipEmptyParts);
            const QString attribute = path.section(u'@', 1);

            EditableField made{.path = path,
                               .label = Fields::translated(field.label),
                               .main = wanted,
                               .value = value};
            if (presence) {
                made.editor = Editor::Presence;
                fields += made;
                continue;
            }
            if (field.format == Fields::secret) {
                made.editor = Editor::Secret;
                made.value = made.value ? std::optional(QString()) : std::nullopt;
                fields += made;
                continue;
            }
            std::optional<DomainSchema::Content> content;
            if (schema)
                content =
                    attribute.isEmpty() ? schema->text(where) : schema->attribute(where, attribute);
            if (schema && !content && !made.value)
                continue; // this libvirt knows nothing of it
            if (content && !content->words.isEmpty()) {
                for (const QString &word : std::as_const(content->words))
                    made.words += {word, textOf(word, field)};
            } else if (!schema) {
                for (const Word &word : field.words)
                    made.words += {QString::fromUtf16(word.raw), Fields::translated(word.text)};
            }
            made.open = content ? content->open : true;
            if (!made.words.isEmpty())
                made.editor = Editor::Choice;
            else if (content && content->type != DomainSchema::Content::Type::Text)
                made.editor = Editor::Number;
            // A word that is newer than the grammar is kept, and can be chosen again.
            if (made.editor == Editor::Choice && !made.open && made.value
                && std::none_of(made.words.cbegin(), made.words.cend(),
                                [&](const auto &word) { return word.raw == *made.value; }))
                made.words += {*made.value, textOf(*made.value, field)};
            fields += made;
        }
    }
    std::stable_sort(fields.begin(), fields.end(),
                     [&first](const EditableField &a, const EditableField &b) {
                         const auto place = [&first](const EditableField &one) {
                             const qsizetype at = first.indexOf(one.path);
                             return at < 0 ? first.size() : at;
                         };
                         return place(a) < place(b);
                     });
    return fields;
}
