// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/devicelistmodel.h"
#include "views/hardware/itemeditor.h"

#include <QWidget>

class FactsForm;
class ItemSettings;
class PlainLabel;
class QTabWidget;
class XmlPage;

// What the Hardware page shows of the selected section or device: its settings to change, all its
// facts, and its XML.
class DevicePage : public QWidget
{
    Q_OBJECT

public:
    explicit DevicePage(QWidget *parent = nullptr);

    void setRow(const DeviceListModel::Row &row);
    void setContext(const ItemContext &context); // of the settings; without an item: none
    // The item's XML in the copies that there are, to be compared.
    void setCopies(const QByteArray &now, const QByteArray &later);
    ItemSettings *settings() const { return m_settings; }
    XmlPage *xml() const { return m_xml; }
    void setHighlight(const QString &words);
    QString title() const;

Q_SIGNALS:
    void tabChanged();

private:
    void fillXml();

    DeviceListModel::Row m_row;
    QString m_highlight;
    bool m_filled = false;
    bool m_settingsLeft = false; // they were looked at when they went
    ItemContext m_context;
    QByteArray m_now, m_later;
    PlainLabel *m_icon, *m_title, *m_summary, *m_change, *m_nothing;
    QTabWidget *m_tabs;
    ItemSettings *m_settings;
    FactsForm *m_facts;
    XmlPage *m_xml;
};
