// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/definitiondifference.h"

#include "models/core/safetext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using Kind = DefinitionDifference::Kind;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DefinitionDifference)
};

// The facts of an item by their paths; one path may have many.
struct Facts
{
    QStringList order = {};
    QHash<QString, QStringList> values = {};
    QHash<QString, const HardwareProperty *> first = {};

    explicit Facts(const HardwareItem &item)
    {
        for (const HardwareProperty &property : item.properties) {
            if (!first.contains(property.path)) {
                order += property.path;
                first.insert(property.path, &property);
            }
            values[property.path] += property.value;
        }
    }
    QString text(const QString &path) const { return values.value(path).join(u", "_s); }
    bool isRuntime(const QString &path) const { return first.value(path)->runtime; }
};

// What a running machine's document has and its definition does not, although nobody changed it.
bool isFilledIn(const HardwareItem &item, const QString &path)
{
    // From the network that a card is in, and from the host.
    static const QStringList ofNetwork{u"source@bridge"_s,        u"source@dev"_s,
                                       u"source@mode"_s,          u"vlan/*"_s,
                                       u"virtualport/*"_s,        u"bandwidth/inbound/*"_s,
                                       u"bandwidth/outbound/*"_s, u"mtu@size"_s,
                                       u"port@isolated"_s,        u"driver@name"_s,
                                       u"backend@type"_s,         u"source/address/*"_s};
    if (item.kind == "interface"_L1)
        return ofNetwork.contains(path);
    if (item.kind == "section:cpu"_L1)
        return path.startsWith("cpu/"_L1) || path.startsWith("cpu@"_L1);
    static const QStringList sockets{u"channel"_s, u"console"_s, u"serial"_s, u"parallel"_s,
                                     u"redirdev"_s};
    if (sockets.contains(item.kind))
        return path == "source@mode"_L1;
    if (item.kind == "hostdev"_L1) // of a device that is known by its vendor and product
        return path == "source/address/*"_L1 || path == "driver@name"_L1;
    // The hypervisor's choice for what runs.
    return item.kind == "section:security"_L1 || item.kind == "controller"_L1
           || path.startsWith("source/reservations"_L1);
}

} // namespace

QList<DefinitionDifference> differences(const HardwareItem &from, const HardwareItem &to,
                                        Compare what)
{
    const bool running = what == Compare::RunningWithDefinition;
    const Facts before(from), after(to);
    QList<DefinitionDifference> found;
    const auto add = [&](const QString &path, const HardwareProperty *property) {
        found += DefinitionDifference{.item = to.key,
                                      .title = to.title,
                                      .label = property->label,
                                      .path = path,
                                      .before = before.text(path),
                                      .after = after.text(path)};
    };
    for (const QString &path : after.order) {
        const bool leftOut = running && after.isRuntime(path);
        const auto known = before.values.constFind(path);
        const bool same =
            known != before.values.constEnd()
            && (running && known->size() > after.values[path].size()
                    ? std::all_of(after.values[path].cbegin(), after.values[path].cend(),
                                  [&](const QString &one) { return known->contains(one); })
                    : *known == after.values[path]);
        if (!leftOut && !same)
            add(path, after.first.value(path));
    }
    for (const QString &path : before.order) {
        if (after.values.contains(path))
            continue;
        // A raw name may be anything that a newer libvirt fills in.
        const HardwareProperty *property = before.first.value(path);
        if (running && (property->runtime || property->raw || isFilledIn(from, path)))
            continue;
        add(path, property);
    }
    return found;
}

QList<DefinitionDifference> differences(const DomainDescription &from, const DomainDescription &to,
                                        Compare what)
{
    const bool running = what == Compare::RunningWithDefinition;
    QHash<QString, const HardwareItem *> known;
    for (const auto *items : {&from.sections, &from.devices}) {
        for (const HardwareItem &item : *items)
            known.insert(item.key, &item);
    }
    const auto whole = [](Kind kind, const HardwareItem &item) {
        return DefinitionDifference{.kind = kind,
                                    .item = item.key,
                                    .title = item.title,
                                    .before = kind == Kind::Goes ? item.summary : QString(),
                                    .after = kind == Kind::Comes ? item.summary : QString()};
    };
    QList<DefinitionDifference> found;
    for (const auto *items : {&to.sections, &to.devices}) {
        for (const HardwareItem &item : *items) {
            if (const HardwareItem *before = known.take(item.key))
                found += differences(*before, item, what);
            else
                found += whole(Kind::Comes, item);
        }
    }
    for (const auto *items : {&from.sections, &from.devices}) {
        for (const HardwareItem &item : *items) {
            if (!known.contains(item.key))
                continue;
            // A running machine's document has sections and controllers that libvirt filled in.
            if (!running || !(item.isSection() || item.kind == "controller"_L1))
                found += whole(Kind::Goes, item);
            else if (item.isSection())
                found += differences(item, {.key = item.key, .title = item.title}, what);
        }
    }
    return found;
}

QString differenceDetail(const DefinitionDifference &difference)
{
    const QString before = SafeText::line(difference.before, 120);
    const QString after = SafeText::line(difference.after, 120);
    switch (difference.kind) {
    case Kind::Comes:
        return after.isEmpty() ? Text::tr("comes") : Text::tr("comes (%1)").arg(after);
    case Kind::Goes:
        return before.isEmpty() ? Text::tr("goes") : Text::tr("goes (%1)").arg(before);
    case Kind::Changed:
        break;
    }
    const QString none = Text::tr("not set");
    return Text::tr("%1: %2 → %3", "label: before → after")
        .arg(SafeText::line(difference.label, 80), before.isEmpty() ? none : before,
             after.isEmpty() ? none : after);
}

QString differenceText(const DefinitionDifference &difference)
{
    return Text::tr("%1: %2", "device: what changes")
        .arg(SafeText::line(difference.title, 80), differenceDetail(difference));
}
