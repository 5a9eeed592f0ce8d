// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/storage/volumepanel.h"

#include "models/core/units.h"
#include "models/inventory/storage.h"
#include "models/items/volumefiltermodel.h"
#include "models/items/volumetreemodel.h"
#include "views/basic/messagepage.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wrappable.h"
#include "views/storage/volumedelegate.h"

#include <QAction>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTimer>
#include <QToolBar>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

VolumePanel::VolumePanel(StorageCommandSet *commands, const QList<StorageAction> &bar,
                         QWidget *parent)
    : QWidget(parent)
    , m_commands(commands)
    , m_name(new PlainLabel)
    , m_place(new PlainLabel)
    , m_bar(new QToolBar)
    , m_filter(new QLineEdit)
    , m_model(new VolumeTreeModel(this))
    , m_proxy(new VolumeFilterModel(m_model, this))
    , m_stack(new QStackedWidget)
    , m_tree(new QTreeView)
    , m_message(new MessagePage)
    , m_settle(new QTimer(this))
{
    QFont bold = m_name->font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.15);
    m_name->setFont(bold);
    m_place->setForegroundRole(QPalette::PlaceholderText);
    for (PlainLabel *label : {m_name, m_place}) {
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    m_bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_bar->setContextMenuPolicy(Qt::PreventContextMenu);
    m_bar->addActions(commands->actions(bar));
    const int letter = fontMetrics().averageCharWidth();
    m_filter->setPlaceholderText(tr("Search volumes"));
    m_filter->setAccessibleName(tr("Search volumes"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(QIcon::fromTheme(u"edit-find"_s), QLineEdit::LeadingPosition);
    m_filter->setMaxLength(200);
    m_filter->setMinimumWidth(letter * 16);
    m_filter->setMaximumWidth(letter * 36);

    m_tree->setModel(m_proxy);
    m_tree->setItemDelegate(new VolumeDelegate(m_tree));
    m_tree->setAccessibleName(tr("Volumes"));
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setSortingEnabled(true);
    m_tree->sortByColumn(VolumeTreeModel::Name, Qt::AscendingOrder);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setExpandsOnDoubleClick(false); // shows details
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->addActions(commands->actions({StorageAction::CopyPath, StorageAction::DeleteVolumes}));
    QHeaderView *header = m_tree->header();
    const auto width = [header, letter](VolumeTreeModel::Column column, int letters) {
        header->resizeSection(column, letters * letter);
    };
    width(VolumeTreeModel::Name, 34);
    width(VolumeTreeModel::Capacity, 13);
    width(VolumeTreeModel::Allocation, 13);
    width(VolumeTreeModel::Physical, 13);
    width(VolumeTreeModel::Format, 13);
    width(VolumeTreeModel::Users, 30);
    width(VolumeTreeModel::Modified, 22);
    header->hideSection(VolumeTreeModel::Physical);
    header->setMinimumSectionSize(letter * 8);
    header->setContextMenuPolicy(Qt::ActionsContextMenu);
    for (int column = VolumeTreeModel::Capacity; column < VolumeTreeModel::ColumnCount; ++column) {
        auto *shown = new QAction(
            m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(), header);
        shown->setCheckable(true);
        shown->setChecked(!header->isSectionHidden(column));
        connect(shown, &QAction::toggled, header,
                [header, column](bool on) { header->setSectionHidden(column, !on); });
        header->addAction(shown);
    }

    const int gap = fontMetrics().height() / 2;
    auto *words = new QVBoxLayout;
    words->setSpacing(gap / 4);
    words->addWidget(m_name);
    words->addWidget(m_place);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(gap, gap, gap, 0);
    top->setSpacing(gap * 2);
    top->addLayout(words, 2);
    top->addWidget(m_filter, 1);
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_message);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(gap / 2);
    layout->addLayout(top);
    layout->addWidget(m_bar);
    layout->addWidget(m_stack, 1);

    constexpr int settleMs = 50;
    m_settle->setSingleShot(true);
    m_settle->setInterval(settleMs);
    connect(m_settle, &QTimer::timeout, this, [this] {
        describeVisible();
        update();
    });
    const auto settle = [this] {
        if (!m_settle->isActive())
            m_settle->start();
    };
    connect(m_tree->verticalScrollBar(), &QScrollBar::valueChanged, this, settle);
    connect(m_proxy, &QAbstractItemModel::rowsRemoved, this, settle);
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this,
            [this, settle](const QModelIndex &below) {
                if (below.isValid())
                    m_tree->expand(below);
                selectWanted();
                settle();
            });
    connect(m_model, &VolumeTreeModel::movedBelow, this,
            [this](const QModelIndex &base) { m_tree->expand(m_proxy->mapFromSource(base)); });
    connect(m_proxy, &QAbstractItemModel::layoutChanged, this, settle);
    connect(m_proxy, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) {
                const auto rows = m_tree->selectionModel()->selectedRows();
                const bool concerned =
                    std::any_of(rows.begin(), rows.end(), [&](const QModelIndex &row) {
                        return row.parent() == first.parent() && row.row() >= first.row()
                               && row.row() <= last.row();
                    });
                if (concerned)
                    Q_EMIT selectionChanged();
            });
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &VolumePanel::selectionChanged);
    connect(m_tree, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        if (const auto volume = m_model->volume(m_proxy->mapToSource(index)))
            Q_EMIT volumeActivated(*volume);
    });
    connect(m_tree, &QWidget::customContextMenuRequested, this, &VolumePanel::openMenu);
    connect(m_filter, &QLineEdit::textChanged, this, [this, settle](const QString &text) {
        m_proxy->setText(text);
        if (!text.isEmpty())
            m_tree->expandAll();
        settle();
    });
    update();
}

void VolumePanel::setMultiSelection(bool many)
{
    m_tree->setSelectionMode(many ? QAbstractItemView::ExtendedSelection
                                  : QAbstractItemView::SingleSelection);
}

void VolumePanel::setFormats(const QSet<QString> &formats)
{
    m_filtered = !formats.isEmpty();
    m_proxy->setFormats(formats);
    update();
}

void VolumePanel::follow(Storage *storage)
{
    if (m_storage)
        m_storage->disconnect(this);
    m_storage = storage;
    if (!storage)
        return;
    connect(storage, &Storage::volumesListed, this, [this](const QUuid &pool) {
        if (m_pool && m_pool->uuid == pool)
            update();
    });
}

void VolumePanel::setPool(Storage *storage, const std::optional<StoragePool> &pool,
                          const StorageAccess &access)
{
    const bool other =
        storage != m_storage || (pool ? pool->uuid : QUuid()) != (m_pool ? m_pool->uuid : QUuid());
    if (storage != m_storage)
        follow(storage);
    m_pool = pool;
    m_access = access;
    if (other) {
        m_model->setPool(storage, pool ? pool->uuid : QUuid());
        m_tree->expandAll();
        updateDemand();
        selectWanted();
        m_settle->start();
        Q_EMIT selectionChanged();
    }
    update();
}

// The model asks for its volumes as long as it lives; nobody looks while the page is hidden.
void VolumePanel::updateDemand()
{
    if (!m_storage || !m_pool)
        return;
    if (isVisible()) {
        m_storage->setDemand(m_model, {m_pool->uuid});
        m_storage->setUsersDemand(m_model, true);
    } else {
        m_storage->releaseDemand(m_model);
        m_storage->setUsersDemand(m_model, false);
    }
}

void VolumePanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateDemand();
    m_settle->start();
}

void VolumePanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    updateDemand();
}

void VolumePanel::update()
{
    m_filter->setVisible(m_pool.has_value());
    if (!m_pool) {
        m_name->clear();
        m_place->clear();
        m_message->show(u"drive-harddisk"_s, tr("No pool is selected"),
                        tr("Select one at the left to see its volumes."));
        m_stack->setCurrentWidget(m_message);
        return;
    }
    const StoragePool &pool = *m_pool;
    const QString place = pool.targetPath.isEmpty() ? pool.source : pool.targetPath;
    m_name->setText(SafeText::line(pool.name));
    QStringList facts{poolTypeText(pool.type), poolStateText(pool.state)};
    if (pool.isActive() && pool.capacity > 0)
        facts << tr("%1 free of %2").arg(Units::bytes(pool.available), Units::bytes(pool.capacity));
    if (!place.isEmpty())
        facts << place;
    const QString line = SafeText::line(facts.join(u" · "_s), 1024);
    m_place->setText(line);
    setPlainToolTip(m_place, line);

    QWidget *shown = m_message;
    const std::optional<Error> error = m_storage ? m_storage->error(pool.uuid) : std::nullopt;
    if (!pool.isActive() && pool.state == PoolState::Stopped) {
        m_message->show(u"drive-harddisk"_s, tr("The pool is stopped"),
                        tr("Its volumes stay where they are. Start it to see them."),
                        m_commands->actions({StorageAction::StartPool}));
    } else if (m_proxy->rowCount() > 0) {
        shown = m_tree;
    } else if (!m_filter->text().isEmpty() && m_model->volumeCount() > 0) {
        m_message->show(u"edit-find"_s, tr("Nothing found"),
                        tr("No volume of this pool has these words."));
    } else if (error) {
        m_message->show(
            u"dialog-warning"_s, tr("The volumes cannot be read"),
            QStringList({error->summary, error->detail, error->advice}).join(u'\n').trimmed(),
            m_commands->actions({StorageAction::RefreshPool}));
    } else if (m_storage && !m_storage->isListed(pool.uuid) && m_access.usable) {
        m_message->show(u"process-working"_s, tr("Reading the volumes…"), {});
    } else if (m_filtered && m_model->volumeCount() > 0) {
        m_message->show(u"drive-optical"_s, tr("No volume here fits"),
                        tr("Look in another pool, or upload one from this computer."),
                        m_commands->actions({StorageAction::UploadVolume}));
    } else {
        m_message->show(u"drive-harddisk"_s, tr("This pool is empty"),
                        poolForm(pool.type).newVolumes
                            ? tr("Create a volume, or drop a file here to upload it.")
                            : tr("Its host or server has not put a volume into it."),
                        poolForm(pool.type).newVolumes ? m_commands->actions(
                            {StorageAction::NewVolume, StorageAction::UploadVolume})
                                                       : QList<QAction *>());
    }
    m_stack->setCurrentWidget(shown);
}

void VolumePanel::describeVisible()
{
    if (!isVisible() || m_proxy->rowCount() == 0)
        return;
    QModelIndexList rows;
    const QRect seen = m_tree->viewport()->rect();
    QModelIndex index = m_tree->indexAt(seen.topLeft());
    while (index.isValid() && m_tree->visualRect(index).top() <= seen.bottom()) {
        rows.append(m_proxy->mapToSource(index));
        index = m_tree->indexBelow(index);
    }
    m_model->describeFirst(rows);
}

QList<StorageVolume> VolumePanel::selected() const
{
    QList<StorageVolume> volumes;
    const auto rows = m_tree->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        if (const auto volume = m_model->volume(m_proxy->mapToSource(row)))
            volumes.append(*volume);
    }
    return volumes;
}

void VolumePanel::select(const VolumeRef &volume)
{
    m_wanted = volume;
    selectWanted();
}

void VolumePanel::selectWanted()
{
    if (m_wanted.isNull())
        return;
    const QModelIndex index = m_proxy->mapFromSource(m_model->indexOf(m_wanted));
    if (!index.isValid())
        return;
    m_wanted = {};
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
}

void VolumePanel::openMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    m_commands->fillVolumeMenu(menu);
    menu->popup(m_tree->viewport()->mapToGlobal(at));
}
