// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/hostdevicelist.h"

#include "models/core/safetext.h"
#include "models/xml/hostdevices.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wrappable.h"

#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

HostDeviceList::HostDeviceList(QWidget *parent)
    : QWidget(parent), m_list(new QTreeWidget), m_note(new PlainLabel)
{
    m_list->setHeaderLabels({tr("Device"), tr("Where"), tr("Used by")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAccessibleName(tr("Devices of the host"));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->header()->setStretchLastSection(true);
    m_note->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_list);
    layout->addWidget(m_note);
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this] {
        describe();
        Q_EMIT chosen();
    });
}

void HostDeviceList::show(const QList<NodeDevice> &all, NodeDevice::Kind kind,
                          const QList<HostDeviceUser> &users)
{
    if (kind == m_kind && all == m_all && users == m_users)
        return;
    const QString before = device().name;
    const QSignalBlocker quiet(m_list);
    m_all = all;
    m_users = users;
    m_kind = kind;
    m_shown = offeredHostDevices(all, kind);
    m_list->clear();
    qsizetype current = 0;
    for (qsizetype i = 0; i < m_shown.size(); ++i) {
        const NodeDevice &one = m_shown[i];
        auto *row = new QTreeWidgetItem(m_list, {SafeText::line(hostDeviceText(one), 160),
                                                 SafeText::line(hostDeviceDetail(one, all), 160),
                                                 SafeText::line(hostDeviceUsers(one, users), 160)});
        row->setData(0, Qt::ToolTipRole, SafeText::toolTip(one.name));
        if (one.name == before)
            current = i;
    }
    m_list->setCurrentItem(m_list->topLevelItem(int(current)));
    const int character = fontMetrics().averageCharWidth();
    m_list->setColumnWidth(0, character * 44);
    m_list->setColumnWidth(1, character * 28);
    const int rows = int(std::clamp<qsizetype>(m_shown.size(), 3, 9));
    m_list->setFixedHeight(m_list->header()->sizeHint().height()
                           + rows * qMax(1, m_list->sizeHintForRow(0)) + 2 * m_list->frameWidth());
    describe();
}

NodeDevice HostDeviceList::device() const
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    return row >= 0 && row < m_shown.size() ? m_shown[row] : NodeDevice();
}

void HostDeviceList::setDevice(const QString &name)
{
    const QSignalBlocker quiet(m_list);
    QTreeWidgetItem *wanted = nullptr;
    for (qsizetype i = 0; i < m_shown.size() && !wanted; ++i) {
        if (m_shown[i].name == name)
            wanted = m_list->topLevelItem(int(i));
    }
    if (m_list->currentItem() != wanted)
        m_list->setCurrentItem(wanted);
    describe();
}

void HostDeviceList::setDescribing(bool describes)
{
    m_describes = describes;
    describe();
}

void HostDeviceList::describe()
{
    const QStringList sentences = hostDeviceSentences(device(), m_all, m_users);
    m_note->setText(wrappable(sentences.join(u'\n')));
    m_note->setVisible(m_describes && !sentences.isEmpty());
}
