// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/hardwarelist.h"

#include "views/basic/plainlabel.h"
#include "views/hardware/devicedelegate.h"

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

HardwareList::HardwareList(QWidget *parent)
    : QWidget(parent)
    , m_model(new DeviceListModel(this))
    , m_filtered(new QSortFilterProxyModel(this))
    , m_search(new QLineEdit)
    , m_list(new QListView)
    , m_now(new QToolButton)
    , m_later(new QToolButton)
    , m_history(new QToolButton)
    , m_switch(makeSwitch())
    , m_remark(new PlainLabel)
    , m_add(new QAction(QIcon::fromTheme(u"list-add"_s), tr("A&dd hardware…"), this))
    , m_remove(new QAction(QIcon::fromTheme(u"list-remove"_s), tr("&Remove…"), this))
{
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterRole(DeviceListModel::SearchRole);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);

    m_search->setPlaceholderText(tr("Search hardware"));
    m_search->setAccessibleName(tr("Search hardware"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(QIcon::fromTheme(u"edit-find"_s), QLineEdit::LeadingPosition);
    m_search->setMaxLength(200);
    m_list->setModel(m_filtered);
    m_list->setItemDelegate(new DeviceDelegate(m_list));
    m_list->setAccessibleName(tr("Hardware"));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_remark->setForegroundRole(QPalette::PlaceholderText);
    m_remark->setWordWrap(true);
    m_history->setText(tr("Histor&y…"));
    m_history->setAccessibleName(tr("History"));
    m_history->setIcon(QIcon::fromTheme(u"document-open-recent"_s));
    m_history->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_history->setAutoRaise(true);
    setPlainToolTip(m_history,
                    tr("Earlier definitions of this machine, to look at and to go back"));

    const int gap = fontMetrics().height() / 2;
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap);
    layout->addWidget(m_search);
    layout->addWidget(m_switch);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_remark);
    layout->addWidget(makeButtons());
    layout->addWidget(m_history, 0, Qt::AlignLeft);

    connect(m_search, &QLineEdit::textChanged, this, [this] {
        settle([this] { m_filtered->setFilterFixedString(searched()); });
        Q_EMIT searchedFor(searched());
        m_list->scrollTo(m_list->currentIndex());
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (!m_settling)
            Q_EMIT currentChanged();
    });
    connect(m_history, &QToolButton::clicked, this, &HardwareList::historyWanted);
}

QWidget *HardwareList::makeSwitch()
{
    auto *group = new QButtonGroup(this);
    auto *both = new QWidget;
    auto *layout = new QHBoxLayout(both);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (QToolButton *button : {m_now, m_later}) {
        button->setCheckable(true);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        group->addButton(button);
        // Dark styles hardly show which of two buttons is down.
        connect(button, &QToolButton::toggled, this, [button](bool on) {
            QFont font = button->font();
            font.setBold(on);
            button->setFont(font);
        });
        layout->addWidget(button);
    }
    m_now->setText(tr("Now"));
    m_later->setText(tr("After next start"));
    m_now->setChecked(true);
    connect(group, &QButtonGroup::buttonClicked, this, &HardwareList::copyChosen);
    return both;
}

QWidget *HardwareList::makeButtons()
{
    m_remove->setShortcut(QKeySequence::Delete);
    m_remove->setShortcutContext(Qt::WidgetShortcut); // of the list, not of its neighbours' fields
    m_list->addActions({m_add, m_remove});
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *buttons = new QWidget;
    auto *layout = new QHBoxLayout(buttons);
    layout->setContentsMargins({});
    for (QAction *action : {m_add, m_remove}) {
        auto *button = new QToolButton;
        action->setIconText(action->text()); // or else the button has no key of its own
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAccessibleName(action == m_add ? tr("Add hardware") : tr("Remove"));
        layout->addWidget(button);
    }
    layout->addStretch();
    return buttons;
}

void HardwareList::clear()
{
    settle([this] { m_model->setRows({}); });
    m_now->setChecked(true);
}

void HardwareList::setCopies(bool now, bool later)
{
    m_switch->setVisible(now && later);
    m_now->setEnabled(now);
    m_later->setEnabled(later);
}

void HardwareList::setRows(const QList<DeviceListModel::Row> &rows, const QString &remark)
{
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty());
    settle([&] { m_model->setRows(rows); });
}

void HardwareList::setEdited(const QSet<QString> &keys)
{
    m_model->setEdited(keys);
}

HardwareList::Copy HardwareList::copy() const
{
    return m_now->isChecked() ? Now : AfterNextStart;
}

void HardwareList::setCopy(Copy copy)
{
    QToolButton *button = copy == Now ? m_now : m_later;
    button->setChecked(button->isEnabled());
}

void HardwareList::settle(const std::function<void()> &change)
{
    m_settling = true;
    change();
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_filtered->index(0, 0));
    m_settling = false;
}

const DeviceListModel::Row *HardwareList::current() const
{
    const QModelIndex row = m_filtered->mapToSource(m_list->currentIndex());
    return row.isValid() ? &m_model->row(row.row()) : nullptr;
}

QString HardwareList::currentKey() const
{
    return m_list->currentIndex().data(DeviceListModel::KeyRole).toString();
}

QString HardwareList::searched() const
{
    return m_search->text().trimmed();
}

bool HardwareList::choose(const QString &key)
{
    const auto found =
        m_model->match(m_model->index(0), DeviceListModel::KeyRole, key, 1, Qt::MatchExactly);
    if (found.isEmpty())
        return false;
    if (!m_filtered->mapFromSource(found.first()).isValid())
        m_search->clear(); // which hides it
    m_list->setCurrentIndex(m_filtered->mapFromSource(found.first()));
    return true;
}
