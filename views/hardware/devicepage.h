// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/devicelistmodel.h"

#include <QWidget>

class FactsForm;
class PlainLabel;
class QPlainTextEdit;
class QTabWidget;

// What the Hardware page shows of the selected section or device: its facts and its XML.
class DevicePage : public QWidget
{
    Q_OBJECT

public:
    explicit DevicePage(QWidget *parent = nullptr);

    void setRow(const DeviceListModel::Row &row);
    void setHighlight(const QString &words);
    QString title() const;

private:
    void fillXml();

    DeviceListModel::Row m_row;
    QString m_highlight;
    bool m_filled = false;
    bool m_xmlFilled = false;
    PlainLabel *m_icon, *m_title, *m_summary, *m_change, *m_nothing;
    QTabWidget *m_tabs;
    FactsForm *m_facts;
    QPlainTextEdit *m_xml;
};
