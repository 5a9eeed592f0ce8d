// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/domaindescription.h"

#include <QWidget>

#include <optional>

class DeviceListModel;
class DevicePage;
class MessagePage;
class PlainLabel;
class QLineEdit;
class QListView;
class QSortFilterProxyModel;
class QStackedWidget;
class QToolButton;

// The machine's hardware, to read: sections and devices at the left, the selected one's facts and
// XML at the right, and a search through all of them.
class HardwarePage : public QWidget
{
    Q_OBJECT

public:
    using Reading = std::optional<Result<DomainDescription>>;

    explicit HardwarePage(QWidget *parent = nullptr);

    // What readDomain() made of the machine's XML as it runs now and as it will start next; either
    // is absent where there is none (shut off, transient). A second reading of the same machine
    // keeps the selection, the search and the copy that is shown.
    void setReadings(const Reading &now, const Reading &afterNextStart);
    void setLoading(); // until the first reading; forgets the machine shown before
    void setUnavailable(const QString &sentence); // the host is away: why

private:
    const DomainDescription *description(const Reading &reading) const;
    bool showsNow() const;
    void update();
    void select();

    Reading m_now, m_later;
    DeviceListModel *m_model;
    QSortFilterProxyModel *m_filtered;
    QStackedWidget *m_stack, *m_right;
    MessagePage *m_message, *m_noMatch;
    QWidget *m_content, *m_switch;
    QLineEdit *m_search;
    QListView *m_list;
    QToolButton *m_showNow, *m_showLater;
    PlainLabel *m_copy;
    DevicePage *m_page;
};
