// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/xml/xmladmission.h"

#include <QCoreApplication>
#include <QXmlStreamReader>

// What readers of domain XML have in common.
namespace DomainRoot {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DomainReader)
};

inline bool isOurs(const QXmlStreamReader &reader, QStringView name)
{
    return reader.namespaceUri().isEmpty() && reader.name() == name;
}

inline QString attribute(const QXmlStreamReader &reader, const QString &name)
{
    return reader.attributes().value(name).toString();
}

inline QString elementText(QXmlStreamReader &reader)
{
    return reader.readElementText(QXmlStreamReader::IncludeChildElements);
}

// Calls `child` at each child of the <domain> root; what it leaves unread is skipped by it. Then
// reads to the end, because only a whole document is a document.
template <class Child>
Result<> readChildren(const QByteArray &xml, Child child)
{
    if (const auto admitted = XmlAdmission::outline(xml); !admitted)
        return tl::unexpected(admitted.error());
    // As a string: the encoding is known to be UTF-8, whatever the declaration claims.
    QXmlStreamReader reader(QString::fromUtf8(xml));
    if (reader.readNextStartElement()) {
        if (!isOurs(reader, u"domain")) {
            return tl::unexpected(
                Error{.summary = Text::tr("This XML does not describe a machine."),
                      .detail = Text::tr("Its root element is <%1>, in the namespace “%2”.")
                                    .arg(reader.qualifiedName(), reader.namespaceUri())});
        }
        while (reader.readNextStartElement())
            child(reader);
    }
    while (!reader.atEnd())
        reader.readNext();
    if (reader.hasError())
        return tl::unexpected(XmlAdmission::readerError(reader));
    return {};
}

} // namespace DomainRoot
