// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/hardwarepage.h"

#include "models/core/safetext.h"
#include "models/items/devicelistmodel.h"
#include "views/basic/messagepage.h"
#include "views/basic/plainlabel.h"
#include "views/hardware/devicedelegate.h"
#include "views/hardware/devicepage.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

HardwarePage::HardwarePage(QWidget *parent)
    : QWidget(parent)
    , m_model(new DeviceListModel(this))
    , m_filtered(new QSortFilterProxyModel(this))
    , m_stack(new QStackedWidget)
    , m_right(new QStackedWidget)
    , m_message(new MessagePage)
    , m_noMatch(new MessagePage)
    , m_content(new QWidget)
    , m_switch(new QWidget)
    , m_search(new QLineEdit)
    , m_list(new QListView)
    , m_showNow(new QToolButton)
    , m_showLater(new QToolButton)
    , m_copy(new PlainLabel)
    , m_page(new DevicePage)
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

    auto *group = new QButtonGroup(this);
    auto *switchLayout = new QHBoxLayout(m_switch);
    switchLayout->setContentsMargins(0, 0, 0, 0);
    switchLayout->setSpacing(0);
    for (QToolButton *button : {m_showNow, m_showLater}) {
        button->setCheckable(true);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        group->addButton(button);
        // Dark styles hardly show which of two buttons is down.
        connect(button, &QToolButton::toggled, this, [button](bool on) {
            QFont font = button->font();
            font.setBold(on);
            button->setFont(font);
        });
        switchLayout->addWidget(button);
    }
    m_showNow->setText(tr("Now"));
    m_showLater->setText(tr("After next start"));
    m_showNow->setChecked(true);
    m_copy->setForegroundRole(QPalette::PlaceholderText);
    m_copy->setWordWrap(true);

    const int gap = fontMetrics().height() / 2;
    auto *left = new QWidget;
    auto *leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(gap, gap, gap, gap);
    leftLayout->setSpacing(gap);
    leftLayout->addWidget(m_search);
    leftLayout->addWidget(m_switch);
    leftLayout->addWidget(m_list, 1);
    leftLayout->addWidget(m_copy);
    m_right->addWidget(m_page);
    m_right->addWidget(m_noMatch);
    auto *splitter = new QSplitter;
    splitter->addWidget(left);
    splitter->addWidget(m_right);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    const int wide = fontMetrics().averageCharWidth() * 44;
    splitter->setSizes({wide, wide * 3});
    auto *contentLayout = new QVBoxLayout(m_content);
    contentLayout->setContentsMargins(0, 0, 0, 0);
    contentLayout->addWidget(splitter);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_filtered->setFilterFixedString(words.trimmed());
        m_page->setHighlight(words.trimmed());
        select();
    });
    connect(group, &QButtonGroup::buttonClicked, this, [this] { update(); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this] { select(); });
    setLoading();
}

void HardwarePage::setLoading()
{
    m_now.reset();
    m_later.reset();
    m_model->setRows({});
    m_showNow->setChecked(true);
    m_message->show(u"computer"_s, tr("Reading the hardware…"), {});
    m_stack->setCurrentWidget(m_message);
}

void HardwarePage::setUnavailable(const QString &sentence)
{
    m_message->show(u"network-offline"_s, tr("The hardware is not known"), sentence);
    m_stack->setCurrentWidget(m_message);
}

void HardwarePage::setReadings(const Reading &now, const Reading &afterNextStart)
{
    m_now = now;
    m_later = afterNextStart;
    update();
}

const DomainDescription *HardwarePage::description(const Reading &reading) const
{
    return reading && *reading ? &**reading : nullptr;
}

bool HardwarePage::showsNow() const
{
    return description(m_now) && (m_showNow->isChecked() || !description(m_later));
}

void HardwarePage::update()
{
    const DomainDescription *now = description(m_now), *later = description(m_later);
    if (!now && !later) {
        const Reading &broken = m_now ? m_now : m_later;
        if (broken) {
            const Error &error = broken->error();
            m_message->show(
                u"dialog-warning"_s, tr("The machine’s XML cannot be read"),
                QStringList({error.summary, error.detail, error.advice}).join(u'\n').trimmed());
        } else {
            m_message->show(u"computer"_s, tr("No hardware to show"),
                            tr("The host did not describe this machine."));
        }
        m_stack->setCurrentWidget(m_message);
        return;
    }
    m_switch->setVisible(now && later);
    m_showNow->setEnabled(now);
    m_showLater->setEnabled(later);
    const bool current = showsNow();
    const auto rows = comparedRows(current ? *now : *later, current ? later : now, current);
    const bool waiting = std::any_of(rows.begin(), rows.end(), [](const DeviceListModel::Row &row) {
        return row.change != DeviceListModel::Same;
    });
    if (now && later)
        m_copy->setText(waiting ? tr("The dot marks what changes at the next start.") : QString());
    else
        m_copy->setText(now ? tr("This machine is transient: it is gone once it stops.")
                            : QString());
    m_copy->setVisible(!m_copy->text().isEmpty());
    m_model->setRows(rows);
    m_stack->setCurrentWidget(m_content);
    select();
}

void HardwarePage::select()
{
    if (m_filtered->rowCount() == 0) {
        m_noMatch->show(u"edit-find"_s, tr("Nothing found"),
                        tr("No section, device or value has these words."));
        m_right->setCurrentWidget(m_noMatch);
        return;
    }
    if (!m_list->currentIndex().isValid()) {
        m_list->setCurrentIndex(m_filtered->index(0, 0)); // comes back here
        return;
    }
    const QModelIndex source = m_filtered->mapToSource(m_list->currentIndex());
    m_page->setRow(m_model->row(source.row()));
    m_right->setCurrentWidget(m_page);
}
