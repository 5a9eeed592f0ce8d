// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/xml/xmlsource.h"

#include <QHash>
#include <QList>
#include <QString>

#include <pugixml.hpp>

namespace EditNodes {

// A document that is edited in place, and its devices by their keys (models/xml/devicekinds.h).
// Private to models/xml.
class Document
{
public:
    // Fails when it is not admitted (see xmladmission.h).
    static Result<> open(const QByteArray &xml, Document &document);

    pugi::xml_node root() const { return m_xml.document_element(); }
    // Null when a device is not there.
    pugi::xml_node item(const QString &key) const
    {
        return key.isEmpty() || key.startsWith(QLatin1String("section:")) ? root()
                                                                          : m_devices.value(key);
    }
    pugi::xml_node devices(); // made where there is none
    // Before the first edit: so that toXml() has the bytes of what is not edited.
    void keep(const QByteArray &xml) { m_source = XmlSource(xml, m_xml); }
    QByteArray toXml() const { return m_source.write(m_xml); }
    const QHash<QString, pugi::xml_node> &devicesByKey() const { return m_devices; }
    QList<pugi::xml_node> inOrder() const;
    void replaced(const QString &key, const pugi::xml_node &device)
    {
        if (m_devices.contains(key))
            m_devices.insert(key, device);
    }
    void removed(const QString &key) { m_devices.remove(key); }

private:
    pugi::xml_document m_xml;
    XmlSource m_source;
    QHash<QString, pugi::xml_node> m_devices;
};

} // namespace EditNodes
