// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settings/connectionstore.h"

#include "models/settings/settings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

using namespace Qt::StringLiterals;

namespace ConnectionStore {

// One value, not a group of keys: it is replaced as a whole or not at all.
static constexpr char listKey[] = "connections/list";

std::optional<QList<ConnectionConfig>> load(const Settings &settings)
{
    const QVariant stored = settings.value(listKey);
    if (!stored.isValid())
        return std::nullopt;
    QList<ConnectionConfig> connections;
    QSet<ConnectionId> seen;
    const QJsonArray entries = QJsonDocument::fromJson(stored.toString().toUtf8()).array();
    for (const QJsonValue &entry : entries) {
        const QJsonObject object = entry.toObject();
        ConnectionConfig config;
        config.id = QUuid::fromString(object.value("id"_L1).toString());
        config.name = object.value("name"_L1).toString();
        config.uri = object.value("uri"_L1).toString();
        config.autoconnect = object.value("autoconnect"_L1).toBool(true);
        config.readOnly = object.value("readOnly"_L1).toBool();
        if (config.id.isNull())
            config.id = QUuid::createUuid();
        if (config.uri.isEmpty() || seen.contains(config.id))
            continue;
        seen.insert(config.id);
        connections.append(config);
    }
    return connections;
}

void save(Settings &settings, const QList<ConnectionConfig> &connections)
{
    QJsonArray entries;
    for (const ConnectionConfig &config : connections)
        entries.append(QJsonObject{{u"id"_s, config.id.toString(QUuid::WithoutBraces)},
                                   {u"name"_s, config.name},
                                   {u"uri"_s, config.uri},
                                   {u"autoconnect"_s, config.autoconnect},
                                   {u"readOnly"_s, config.readOnly}});
    settings.setValue(listKey,
                      QString::fromUtf8(QJsonDocument(entries).toJson(QJsonDocument::Compact)));
}

} // namespace ConnectionStore
