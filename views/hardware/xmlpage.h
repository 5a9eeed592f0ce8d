// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/schema/domainvalidator.h"

#include <QWidget>

class PlainLabel;
class QStackedWidget;
class QToolButton;
class SideBySide;
class XmlEditor;

// What the XML tab shows of an item. Untrusted.
struct ItemXml
{
    QString item = {};            // HardwareItem::key
    QByteArray shown = {};        // the copy that is looked at
    QByteArray wanted = {};       // of the definition, with what waits for Apply
    bool writable = false;        // it is in the definition, or can come into it
    QByteArray declarations = {}; // of the prefixes that it may use (see XmlFrame)
    bool pending = false;         // it is written by hand already
    bool readOnly = false;
    // Both copies, where there are two.
    QByteArray now = {}, later = {};

    bool operator==(const ItemXml &) const = default;
};

// The XML of a section or device: to read, to write (Edit), and both copies beside each other.
class XmlPage : public QWidget
{
    Q_OBJECT

public:
    explicit XmlPage(QWidget *parent = nullptr);

    // What somebody is writing is left alone.
    void setXml(const ItemXml &xml);
    void setSchema(const std::shared_ptr<const DomainSchema> &schema);
    XmlEditor *editor() const { return m_editor; }

Q_SIGNALS:
    void written(const QString &item, const QByteArray &text);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void fill();
    void edit(bool on);
    XmlFrame frame() const;

    ItemXml m_xml;
    bool m_filled = false;
    bool m_editing = false;
    bool m_fresh = true; // another text comes, whatever the editor has
    QByteArray m_sent;   // as it was last signalled
    std::shared_ptr<const DomainSchema> m_schema;
    QToolButton *m_edit, *m_find, *m_compare;
    PlainLabel *m_note;
    QStackedWidget *m_stack;
    XmlEditor *m_editor;
    SideBySide *m_sides;
};
