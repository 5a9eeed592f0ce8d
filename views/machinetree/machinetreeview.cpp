// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/machinetree/machinetreeview.h"

#include "models/items/machinefiltermodel.h"
#include "models/items/machinetreemodel.h"
#include "views/basic/messagepage.h"
#include "views/machinetree/machinenamedelegate.h"
#include "views/machinetree/meterdelegate.h"
#include "views/machinetree/sparklinedelegate.h"

#include <QAccessible>
#include <QAction>
#include <QContextMenuEvent>
#include <QDataStream>
#include <QHeaderView>
#include <QMenu>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

constexpr quint32 stateMagic = 0x47485431; // "GHT1"
constexpr int restMs = 100;                // scrolling has come to rest

using Model = MachineTreeModel;

MachineKey keyOf(const QModelIndex &index)
{
    return index.data(Model::KeyRole).value<MachineKey>();
}

} // namespace

MachineTreeView::MachineTreeView(MachineFilterModel *model, QWidget *parent)
    : QTreeView(parent)
    , m_model(model)
    , m_names(new MachineNameDelegate(this))
    , m_message(new MessagePage(this))
    , m_clearFilter(new QAction(tr("Clear filter"), this))
    , m_announceTimer(new QTimer(this))
{
    setAccessibleName(tr("Machines"));
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setTextElideMode(Qt::ElideRight);
    setIndentation(indentation() * 2 / 3);
    setItemDelegate(new MachineCellDelegate(this));
    setItemDelegateForColumn(Model::Name, m_names);
    setItemDelegateForColumn(Model::Cpu, new SparklineDelegate(this));
    setItemDelegateForColumn(Model::Memory, new MeterDelegate(this));
    setModel(model);

    header()->setStretchLastSection(false);
    header()->setSectionsMovable(true);
    header()->setSectionResizeMode(Model::Name, QHeaderView::Stretch);
    header()->setMinimumSectionSize(fontMetrics().averageCharWidth() * 6);
    header()->setDefaultSectionSize(fontMetrics().averageCharWidth() * 17);
    header()->resizeSection(Model::Cpu, fontMetrics().averageCharWidth() * 16);
    header()->setContextMenuPolicy(Qt::CustomContextMenu);
    for (int column = Model::Vcpus; column < Model::ColumnCount; ++column)
        setColumnHidden(column, true);
    setSortingEnabled(true);
    sortByColumn(Model::Name, Qt::AscendingOrder);

    m_message->setAutoFillBackground(true);
    m_message->setBackgroundRole(QPalette::Base);
    m_message->hide();
    m_announceTimer->setSingleShot(true);
    m_announceTimer->setInterval(restMs);

    connect(header(), &QWidget::customContextMenuRequested, this, &MachineTreeView::showColumnMenu);
    connect(m_clearFilter, &QAction::triggered, this, &MachineTreeView::clearFilterWanted);
    connect(m_announceTimer, &QTimer::timeout, this, &MachineTreeView::announceVisible);
    connect(this, &QTreeView::expanded, this,
            [this](const QModelIndex &host) { rememberExpansion(host, true); });
    connect(this, &QTreeView::collapsed, this,
            [this](const QModelIndex &host) { rememberExpansion(host, false); });
    connect(this, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        const MachineKey key = keyOf(index);
        if (key.isNull())
            Q_EMIT hostActivated(key.connection);
        else
            Q_EMIT machineActivated(key);
    });
    connect(model, &QAbstractItemModel::rowsInserted, this, &MachineTreeView::updateMessage);
    connect(model, &QAbstractItemModel::rowsRemoved, this, [this] {
        visibleRowsMoved();
        updateMessage();
    });
    expandHosts(0, model->rowCount() - 1);
    updateMessage();
}

MachineTreeView::~MachineTreeView() = default;

QByteArray MachineTreeView::saveState() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_0);
    out << stateMagic << qint32(Model::ColumnCount) << header()->saveState()
        << QList<QUuid>(m_collapsed.cbegin(), m_collapsed.cend());
    return state;
}

bool MachineTreeView::restoreState(const QByteArray &state)
{
    QDataStream in(state);
    in.setVersion(QDataStream::Qt_6_0);
    quint32 magic = 0;
    qint32 columns = 0;
    QByteArray headerState;
    QList<QUuid> collapsed;
    in >> magic >> columns >> headerState >> collapsed;
    if (in.status() != QDataStream::Ok || magic != stateMagic || columns != Model::ColumnCount
        || !header()->restoreState(headerState))
        return false;
    setColumnHidden(Model::Name, false);
    header()->setSectionResizeMode(Model::Name, QHeaderView::Stretch);
    sortByColumn(header()->sortIndicatorSection(), header()->sortIndicatorOrder());
    m_collapsed = QSet<ConnectionId>(collapsed.cbegin(), collapsed.cend());
    expandHosts(0, m_model->rowCount() - 1);
    return true;
}

void MachineTreeView::setFilterText(const QString &text)
{
    const bool wasFiltered = m_model->isFiltered();
    m_model->setFilterText(text);
    if (wasFiltered != m_model->isFiltered())
        expandHosts(0, m_model->rowCount() - 1);
    if (!m_model->isFiltered() && currentIndex().isValid())
        scrollTo(currentIndex());
    updateMessage();
}

void MachineTreeView::setThumbnails(bool on)
{
    if (m_names->thumbnails() == on)
        return;
    m_names->setThumbnails(on);
    scheduleDelayedItemsLayout();
}

bool MachineTreeView::thumbnails() const
{
    return m_names->thumbnails();
}

QSize MachineTreeView::thumbnailSize() const
{
    return m_names->thumbnailSize(fontMetrics()) * devicePixelRatioF();
}

void MachineTreeView::setAddConnectionAction(QAction *action)
{
    m_addConnection = action;
    updateMessage();
}

QList<MachineKey> MachineTreeView::selectedMachines() const
{
    QList<MachineKey> machines;
    for (const QModelIndex &row : selectionModel()->selectedRows(Model::Name))
        if (const MachineKey key = keyOf(row); !key.isNull())
            machines.append(key);
    return machines;
}

QList<ConnectionId> MachineTreeView::selectedHosts() const
{
    QList<ConnectionId> hosts;
    for (const QModelIndex &row : selectionModel()->selectedRows(Model::Name))
        if (row.data(Model::IsHostRole).toBool())
            hosts.append(row.data(Model::ConnectionRole).toUuid());
    return hosts;
}

MachineKey MachineTreeView::currentMachine() const
{
    const MachineKey key = keyOf(currentIndex());
    return key.isNull() ? MachineKey{} : key;
}

ConnectionId MachineTreeView::currentHost() const
{
    return currentIndex().data(Model::ConnectionRole).toUuid();
}

bool MachineTreeView::select(const MachineKey &machine)
{
    return selectRow(m_model->machines()->indexOf(machine));
}

bool MachineTreeView::selectHost(const ConnectionId &connection)
{
    return selectRow(m_model->machines()->indexOf(connection));
}

bool MachineTreeView::selectRow(const QModelIndex &source)
{
    const QModelIndex index = m_model->mapFromSource(source);
    if (!index.isValid())
        return false;
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect
                                                 | QItemSelectionModel::Rows);
    scrollTo(index);
    return true;
}

// Not Qt's, which searches all rows for each changed one to find its place: here rows off screen
// cost a comparison.
void MachineTreeView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                                  const QList<int> &roles)
{
    Q_UNUSED(roles)
    if (!isVisible() || !topLeft.isValid() || !bottomRight.isValid())
        return;
    const int host = topLeft.parent().isValid() ? topLeft.parent().row() : -1;
    for (const Span &span : visibleRows()) {
        if (span.host != host)
            continue;
        const int last = std::min(span.last, bottomRight.row());
        for (int row = std::max(span.first, topLeft.row()); row <= last; ++row) {
            for (int column = topLeft.column(); column <= bottomRight.column(); ++column)
                if (!isColumnHidden(column))
                    viewport()->update(visualRect(topLeft.sibling(row, column)));
            if (QAccessible::isActive()) {
                QAccessibleTableModelChangeEvent event(
                    this, QAccessibleTableModelChangeEvent::DataChanged);
                event.setFirstRow(row);
                event.setLastRow(row);
                event.setFirstColumn(topLeft.column());
                event.setLastColumn(bottomRight.column());
                QAccessible::updateAccessibility(&event);
            }
        }
    }
}

void MachineTreeView::doItemsLayout()
{
    QTreeView::doItemsLayout();
    visibleRowsMoved();
}

void MachineTreeView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    if (current.siblingAtColumn(0) == previous.siblingAtColumn(0))
        return;
    const MachineKey key = keyOf(current);
    Q_EMIT currentEntryChanged(key.connection, key.isNull() ? MachineKey{} : key);
}

void MachineTreeView::selectionChanged(const QItemSelection &selected,
                                       const QItemSelection &deselected)
{
    QTreeView::selectionChanged(selected, deselected);
    Q_EMIT selectedEntriesChanged();
}

void MachineTreeView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QTreeView::rowsInserted(parent, start, end);
    if (!parent.isValid())
        expandHosts(start, end);
    visibleRowsMoved();
}

void MachineTreeView::scrollContentsBy(int dx, int dy)
{
    QTreeView::scrollContentsBy(dx, dy);
    visibleRowsMoved();
}

void MachineTreeView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    m_message->setGeometry(viewport()->geometry());
    visibleRowsMoved();
}

void MachineTreeView::showEvent(QShowEvent *event)
{
    QTreeView::showEvent(event);
    m_message->setGeometry(viewport()->geometry());
    visibleRowsMoved();
}

void MachineTreeView::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange
        || event->type() == QEvent::ThemeChange)
        m_names->forgetIcons();
}

void MachineTreeView::contextMenuEvent(QContextMenuEvent *event)
{
    QPoint position = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const QRect row = visualRect(currentIndex().siblingAtColumn(Model::Name));
        position = viewport()->mapToGlobal(row.isValid() ? row.center() : QPoint());
    }
    Q_EMIT contextMenuWanted(position, selectedMachines(), selectedHosts());
    event->accept();
}

void MachineTreeView::showColumnMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = Model::Name + 1; column < Model::ColumnCount; ++column) {
        const QString title =
            m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        QAction *action = menu->addAction(title);
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        connect(action, &QAction::toggled, this,
                [this, column](bool shown) { setColumnHidden(column, !shown); });
    }
    menu->popup(header()->mapToGlobal(position));
}

void MachineTreeView::expandHosts(int first, int last)
{
    m_expanding = true;
    for (int row = first; row <= last; ++row) {
        const QModelIndex host = m_model->index(row, 0);
        // What the filter found is shown, whatever was collapsed before.
        setExpanded(host, m_model->isFiltered()
                              || !m_collapsed.contains(host.data(Model::ConnectionRole).toUuid()));
    }
    m_expanding = false;
}

void MachineTreeView::rememberExpansion(const QModelIndex &host, bool expanded)
{
    visibleRowsMoved();
    if (m_expanding || m_model->isFiltered())
        return;
    const ConnectionId connection = host.data(Model::ConnectionRole).toUuid();
    if (expanded)
        m_collapsed.remove(connection);
    else
        m_collapsed.insert(connection);
}

void MachineTreeView::updateMessage()
{
    const bool empty = m_model->rowCount() == 0;
    header()->setVisible(!empty);
    m_message->setVisible(empty);
    if (!empty)
        return;
    if (m_model->isFiltered()) {
        m_message->show(
            u"edit-find"_s, tr("No machine matches “%1”").arg(m_model->filterText().trimmed()),
            tr("The filter looks at names, titles, states, hosts and tags."), {m_clearFilter});
    } else {
        QList<QAction *> actions;
        if (m_addConnection)
            actions.append(m_addConnection);
        m_message->show(u"network-server"_s, tr("No connections"),
                        tr("Connect to a host to see its machines."), actions);
    }
    m_message->setGeometry(viewport()->geometry());
}

void MachineTreeView::visibleRowsMoved()
{
    m_visibleKnown = false;
    if (!m_announceTimer->isActive())
        m_announceTimer->start();
}

const QList<MachineTreeView::Span> &MachineTreeView::visibleRows()
{
    if (m_visibleKnown)
        return m_visible;
    m_visible.clear();
    const int bottom = viewport()->height();
    QModelIndex index = indexAt({columnViewportPosition(Model::Name) + 1, 0});
    for (; index.isValid() && visualRect(index).top() < bottom; index = indexBelow(index)) {
        const int host = index.parent().isValid() ? index.parent().row() : -1;
        const bool continued = !m_visible.isEmpty() && m_visible.constLast().host == host
                               && m_visible.constLast().last + 1 == index.row();
        if (continued)
            ++m_visible.last().last;
        else
            m_visible.append({host, index.row(), index.row()});
    }
    m_visibleKnown = true; // after indexAt(), which may lay rows out
    return m_visible;
}

void MachineTreeView::announceVisible()
{
    if (!isVisible())
        return;
    QHash<ConnectionId, QList<QUuid>> machines;
    for (const Span &span : visibleRows()) {
        if (span.host < 0)
            continue;
        const QModelIndex parent = m_model->index(span.host, 0);
        for (int row = span.first; row <= span.last; ++row) {
            const MachineKey key = keyOf(m_model->index(row, 0, parent));
            machines[key.connection].append(key.uuid);
        }
    }
    if (machines != m_announced) {
        m_announced = machines;
        Q_EMIT visibleMachinesChanged(machines);
    }
}
