// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QWidget>

class PlainLabel;
class QPushButton;
class XmlEdit;

// One element of a machine's metadata: whose it is, and its XML, which is only shown until somebody
// wants to edit it.
class MetadataBox : public QWidget
{
    Q_OBJECT

public:
    struct Element
    {
        QString name = {}, space = {}; // as written; its namespace
        QByteArray xml = {};           // its lines shifted left
        QString fixed = {};            // a sentence: why it is not edited here; empty: it is

        bool operator==(const Element &) const = default;
    };

    explicit MetadataBox(QWidget *parent = nullptr);

    // What says the same as what is written already leaves that alone.
    void setElement(const Element &element);
    const Element &element() const { return m_element; }

Q_SIGNALS:
    void edited(const QByteArray &xml); // well formed, and the element that it was
    void removeWanted();

private:
    void take();
    QString problem(const QByteArray &xml) const;
    void fit();

    Element m_element;
    PlainLabel *m_title, *m_note;
    XmlEdit *m_text;
    QPushButton *m_edit, *m_remove;
    bool m_writing = false;
};
