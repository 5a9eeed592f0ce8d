// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QXmlStreamWriter>

#include <initializer_list>
#include <utility>

// QXmlStreamWriter for documents of libvirt's kind: elements with attributes in one call, and what
// is empty is left out.
class ElementWriter : public QXmlStreamWriter
{
public:
    using QXmlStreamWriter::QXmlStreamWriter;
    using Attributes = std::initializer_list<std::pair<QStringView, QString>>;

    // Open while the answer lives.
    class [[nodiscard]] Open
    {
    public:
        explicit Open(QXmlStreamWriter &writer) : m_writer(writer) {}
        ~Open() { m_writer.writeEndElement(); }
        Q_DISABLE_COPY_MOVE(Open)

    private:
        QXmlStreamWriter &m_writer;
    };
    Open element(QStringView name, Attributes attributes = {})
    {
        writeStartElement(name.toString());
        write(attributes);
        return Open(*this);
    }
    void empty(QStringView name, Attributes attributes = {})
    {
        writeEmptyElement(name.toString());
        write(attributes);
    }
    void text(QStringView name, const QString &characters, Attributes attributes = {})
    {
        writeStartElement(name.toString());
        write(attributes);
        writeCharacters(characters);
        writeEndElement();
    }

private:
    void write(Attributes attributes)
    {
        for (const auto &[name, value] : attributes) {
            if (!value.isEmpty())
                writeAttribute(name.toString(), value);
        }
    }
};
