// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/events/eventspage.h"

#include "models/core/safetext.h"
#include "models/inventory/eventstore.h"
#include "models/items/eventfiltermodel.h"
#include "models/items/eventmodel.h"
#include "views/basic/messagepage.h"
#include "views/events/eventdelegate.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

EventsPage::EventsPage(QWidget *parent)
    : QWidget(parent)
    , m_model(new EventModel(20000, this))
    , m_filter(new EventFilterModel(this))
    , m_text(new QLineEdit)
    , m_kinds(new QToolButton)
    , m_kindMenu(new QMenu(this))
    , m_severity(new QComboBox)
    , m_table(new QTableView)
    , m_stack(new QStackedWidget)
    , m_message(new MessagePage)
    , m_clearFilter(new QAction(QIcon::fromTheme(u"edit-clear"_s), tr("Clear filter"), this))
    , m_copy(new QAction(QIcon::fromTheme(u"edit-copy"_s), tr("Copy"), this))
{
    m_filter->setSourceModel(m_model);

    m_text->setPlaceholderText(tr("Filter events"));
    m_text->setAccessibleName(tr("Filter events"));
    m_text->setClearButtonEnabled(true);
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setText(text);
        updateState();
    });

    m_kinds->setText(tr("Kinds"));
    m_kinds->setAccessibleName(tr("Kinds"));
    m_kinds->setPopupMode(QToolButton::InstantPopup);
    m_kinds->setMenu(m_kindMenu);
    fillKindMenu();

    m_severity->addItem(tr("All severities"), int(EventSeverity::Information));
    m_severity->addItem(tr("Warnings and failures"), int(EventSeverity::Warning));
    m_severity->addItem(tr("Failures"), int(EventSeverity::Failure));
    m_severity->setAccessibleName(tr("Severity"));
    connect(m_severity, &QComboBox::currentIndexChanged, this, [this] {
        m_filter->setMinimumSeverity(EventSeverity(m_severity->currentData().toInt()));
        updateState();
    });

    m_table->setModel(m_filter);
    m_table->setAccessibleName(tr("Events"));
    m_table->setItemDelegateForColumn(EventModel::EventColumn, new EventDelegate(this));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() * 3 / 2);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionResizeMode(EventModel::EventColumn, QHeaderView::Stretch);
    m_table->setColumnWidth(EventModel::TimeColumn,
                            fontMetrics().horizontalAdvance(u"00.00.0000 00:00:00 AM  "_s));
    m_table->setColumnWidth(EventModel::KindColumn, fontMetrics().averageCharWidth() * 16);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addAction(m_copy);
    m_copy->setShortcut(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    m_copy->setEnabled(false);
    connect(m_copy, &QAction::triggered, this, &EventsPage::copy);
    connect(m_clearFilter, &QAction::triggered, this, &EventsPage::clearFilter);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { m_copy->setEnabled(m_table->selectionModel()->hasSelection()); });
    // Rows that come move the end, not the place that is looked at: only people do that.
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this,
            [this](int value) { m_following = value >= m_table->verticalScrollBar()->maximum(); });
    connect(m_table->verticalScrollBar(), &QScrollBar::rangeChanged, this,
            [this](int, int maximum) {
                if (m_following)
                    m_table->verticalScrollBar()->setValue(maximum);
            });

    auto *bar = new QHBoxLayout;
    bar->addWidget(m_text, 1);
    bar->addWidget(m_kinds);
    bar->addWidget(m_severity);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_message);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(bar);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_table);
    updateState();
}

void EventsPage::setStore(EventStore *store)
{
    if (m_store)
        m_store->disconnect(this);
    m_store = store;
    if (store) {
        connect(store, &EventStore::loaded, this, &EventsPage::readLoaded);
        connect(store, &EventStore::appended, this, &EventsPage::takeAppended);
    }
    reload();
}

void EventsPage::setMachine(const MachineKey &machine, const QString &name)
{
    m_name = name;
    if (machine == m_machine)
        return;
    m_machine = machine;
    reload();
}

void EventsPage::reload()
{
    m_following = true;
    m_model->setEvents(m_store && !m_machine.isNull() ? m_store->events(m_machine)
                                                      : QList<MachineEvent>());
    updateState();
}

void EventsPage::readLoaded()
{
    if (m_machine.isNull())
        return updateState();
    QList<MachineEvent> events = m_store->events(m_machine);
    events.resize(qMax(0, events.size() - m_model->rowCount()));
    m_model->prepend(events);
    updateState();
}

void EventsPage::takeAppended(const QList<MachineEvent> &events)
{
    QList<MachineEvent> ours;
    std::copy_if(events.begin(), events.end(), std::back_inserter(ours),
                 [this](const MachineEvent &event) { return event.machine == m_machine; });
    if (ours.isEmpty() || m_machine.isNull())
        return;
    m_model->append(ours);
    updateState();
}

void EventsPage::fillKindMenu()
{
    m_kindMenu->addAction(tr("Show all kinds"), this, [this] {
        for (QAction *action : m_kindMenu->actions())
            if (action->isCheckable())
                action->setChecked(true);
    });
    m_kindMenu->addSeparator();
    for (const QString &kind : EventFilterModel::allKinds()) {
        QAction *action = m_kindMenu->addAction(SafeText::forAction(kind));
        action->setCheckable(true);
        action->setChecked(true);
        action->setData(kind);
        connect(action, &QAction::toggled, this, &EventsPage::applyKinds);
    }
}

void EventsPage::applyKinds()
{
    QSet<QString> hidden;
    for (const QAction *action : m_kindMenu->actions())
        if (action->isCheckable() && !action->isChecked())
            hidden.insert(action->data().toString());
    m_filter->setHiddenKinds(hidden);
    m_kinds->setText(hidden.isEmpty() ? tr("Kinds")
                                      : tr("Kinds (%n hidden)", nullptr, int(hidden.size())));
    updateState();
}

void EventsPage::clearFilter()
{
    m_text->clear();
    m_severity->setCurrentIndex(0);
    for (QAction *action : m_kindMenu->actions())
        if (action->isCheckable())
            action->setChecked(true);
}

QString EventsPage::selectedText() const
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex &row : std::as_const(rows)) {
        const auto cell = [&](int column) { return row.siblingAtColumn(column).data().toString(); };
        const auto time =
            QDateTime::fromMSecsSinceEpoch(row.data(EventModel::TimeRole).toLongLong());
        lines.append(
            QStringList{time.toOffsetFromUtc(time.offsetFromUtc()).toString(Qt::ISODateWithMs),
                        cell(EventModel::EventColumn), cell(EventModel::KindColumn)}
                .join(u'\t'));
    }
    return lines.join(u'\n');
}

void EventsPage::copy()
{
    if (const QString text = selectedText(); !text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void EventsPage::updateState()
{
    const bool any = m_model->rowCount() > 0, shown = m_filter->rowCount() > 0;
    for (QWidget *widget : {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_kinds),
                            static_cast<QWidget *>(m_severity)})
        widget->setEnabled(any);
    QWidget *page = shown ? static_cast<QWidget *>(m_table) : m_message;
    if (!shown) {
        if (m_machine.isNull())
            m_message->show(u"view-list-details"_s, tr("No machine selected"),
                            tr("Select a machine to see what happened to it."));
        else if (any)
            m_message->show(u"edit-find"_s, tr("No event matches the filter"),
                            tr("Of %n event(s), none is of these words, kinds and severity.",
                               nullptr, m_model->rowCount()),
                            {m_clearFilter});
        else if (m_store && !m_store->isLoaded())
            m_message->show(u"view-list-details"_s, tr("Reading the events…"), {});
        else
            m_message->show(u"view-list-details"_s, tr("Nothing has happened yet"),
                            tr("Whatever happens to “%1” while Guesthouse is connected to its host "
                               "appears here, and is kept.")
                                .arg(SafeText::line(m_name, 80)));
    }
    m_stack->setCurrentWidget(page);
}
