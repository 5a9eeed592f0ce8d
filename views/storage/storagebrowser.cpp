// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/storage/storagebrowser.h"

#include "models/inventory/storage.h"
#include "models/items/poollistmodel.h"
#include "views/basic/messagepage.h"
#include "views/storage/pooldelegate.h"
#include "views/storage/volumepanel.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHeaderView>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolBar>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using enum StorageAction;

namespace {

// The files of this computer that are dragged; empty when anything else is among them.
QStringList filesOf(const QMimeData *data)
{
    QStringList files;
    const auto urls = data->urls();
    for (const QUrl &url : urls) {
        const QString file = url.isLocalFile() ? url.toLocalFile() : QString();
        if (file.isEmpty() || !QFileInfo(file).isFile())
            return {};
        files.append(file);
    }
    return files;
}

} // namespace

StorageBrowser::StorageBrowser(Purpose purpose, QWidget *parent)
    : QWidget(parent)
    , m_manages(purpose == Purpose::Manage)
    , m_commands(new StorageCommandSet(this))
    , m_model(new PoolListModel(this))
    , m_stack(new QStackedWidget)
    , m_message(new MessagePage)
    , m_splitter(new QSplitter)
    , m_list(new QListView)
    , m_volumes(new VolumePanel(m_commands,
                                purpose == Purpose::Manage
                                    ? QList<StorageAction>{NewVolume, UploadVolume, DownloadVolumes,
                                                           CloneVolume, ResizeVolume, DeleteVolumes}
                                    : QList<StorageAction>{NewVolume, UploadVolume, RefreshPool}))
{
    const bool manage = purpose == Purpose::Manage;
    setAcceptDrops(true);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PoolDelegate(m_list));
    m_list->setAccessibleName(tr("Pools"));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setContextMenuPolicy(manage ? Qt::CustomContextMenu : Qt::NoContextMenu);
    m_volumes->setMultiSelection(manage);
    if (!manage)
        m_volumes->tree()->setContextMenuPolicy(Qt::NoContextMenu);

    auto *bar = new QToolBar;
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addActions(m_commands->actions(
        manage ? QList<StorageAction>{NewPool, StartPool, StopPool, RefreshPool, ShowSecrets}
               : QList<StorageAction>{StartPool}));
    const int gap = fontMetrics().height() / 2;
    auto *left = new QWidget;
    auto *leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(gap, gap, 0, gap);
    leftLayout->setSpacing(gap);
    leftLayout->addWidget(bar);
    leftLayout->addWidget(m_list, 1);
    if (!manage) {
        // Starting is offered where the volumes would be.
        bar->hide();
    }
    m_splitter->addWidget(left);
    m_splitter->addWidget(m_volumes);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    const int wide = fontMetrics().averageCharWidth() * (manage ? 40 : 30);
    m_splitter->setSizes({wide, wide * 3});
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_splitter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);

    connect(m_commands, &StorageCommandSet::triggered, this,
            [this](StorageAction action, bool checked) {
                Q_EMIT triggered(action, selection(), checked);
                // A tick follows the pool, not the click.
                m_commands->setSelection(selection(), m_access);
            });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &StorageBrowser::poolChanged);
    connect(m_list, &QWidget::customContextMenuRequested, this, &StorageBrowser::openPoolMenu);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &StorageBrowser::update);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &StorageBrowser::update);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &StorageBrowser::poolChanged);
    connect(m_volumes, &VolumePanel::selectionChanged, this, [this] {
        m_commands->setSelection(selection(), m_access);
        Q_EMIT selectionChanged();
    });
    connect(m_volumes, &VolumePanel::volumeActivated, this, &StorageBrowser::volumeActivated);
    update();
}

Storage *StorageBrowser::storage() const
{
    return m_storage;
}

void StorageBrowser::setStorage(Storage *storage, const StorageAccess &access)
{
    m_access = access;
    if (storage != m_storage) {
        if (m_storage)
            m_storage->disconnect(this);
        m_storage = storage;
        m_wanted = {};
        if (storage)
            connect(storage, &Storage::listed, this, &StorageBrowser::update);
    }
    if (isVisible() || !storage)
        attach();
    update();
}

// Nothing is asked of a host before somebody looks.
void StorageBrowser::attach()
{
    if (m_attached == m_storage && m_attached)
        return;
    m_attached = m_storage;
    m_model->setStorage(m_storage);
    update();
}

void StorageBrowser::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    attach();
}

void StorageBrowser::setFormats(const QSet<QString> &formats)
{
    m_volumes->setFormats(formats);
}

std::optional<StoragePool> StorageBrowser::pool() const
{
    const QModelIndex index = m_list->currentIndex();
    return index.isValid() ? std::optional(m_model->pool(index.row())) : std::nullopt;
}

StorageSelection StorageBrowser::selection() const
{
    return {pool(), m_volumes->selected()};
}

bool StorageBrowser::selectPool(const QUuid &pool)
{
    m_wanted = pool;
    const QModelIndex index = m_model->indexOf(pool);
    if (!index.isValid())
        return false;
    m_wanted = {};
    m_list->setCurrentIndex(index);
    return true;
}

void StorageBrowser::selectVolume(const VolumeRef &volume)
{
    selectPool(volume.pool);
    m_volumes->select(volume);
}

void StorageBrowser::update()
{
    if (m_storage && m_model->rowCount() > 0) {
        m_stack->setCurrentWidget(m_splitter);
        if (!m_wanted.isNull())
            selectPool(m_wanted);
        if (!m_list->currentIndex().isValid()) {
            // One that can be looked into, if there is one.
            int first = 0;
            for (int row = m_model->rowCount() - 1; row >= 0; --row) {
                if (m_model->pool(row).isActive())
                    first = row;
            }
            m_list->setCurrentIndex(m_model->index(first, 0));
        }
        poolChanged();
        return;
    }
    m_commands->setSelection({}, m_access);
    const std::optional<Error> error = m_storage ? m_storage->error() : std::nullopt;
    if (!m_storage || !m_access.usable) {
        m_message->show(u"network-offline"_s, tr("The storage is not known"),
                        tr("The host is not connected."));
    } else if (error) {
        m_message->show(
            u"dialog-warning"_s, tr("The storage cannot be read"),
            QStringList({error->summary, error->detail, error->advice}).join(u'\n').trimmed());
    } else if (!m_storage->isListed()) {
        m_message->show(u"drive-harddisk"_s, tr("Reading the storage…"), {});
    } else {
        m_message->show(u"drive-harddisk"_s, tr("This host has no storage pool"),
                        tr("A pool is where a host keeps disks and ISO images: a folder, a "
                           "volume group, an export of a server."),
                        m_commands->actions(m_manages ? QList<StorageAction>{NewPool, ShowSecrets}
                                                      : QList<StorageAction>{NewPool}));
    }
    m_stack->setCurrentWidget(m_message);
    m_volumes->setPool(nullptr, {}, m_access);
    Q_EMIT selectionChanged();
}

void StorageBrowser::poolChanged()
{
    m_volumes->setPool(m_storage, pool(), m_access);
    m_commands->setSelection(selection(), m_access);
    Q_EMIT selectionChanged();
}

void StorageBrowser::openPoolMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    if (m_list->indexAt(at).isValid())
        m_commands->fillPoolMenu(menu);
    else
        menu->addAction(m_commands->action(NewPool));
    menu->popup(m_list->viewport()->mapToGlobal(at));
}

std::optional<StoragePool> StorageBrowser::poolUnder(const QPoint &at) const
{
    const QModelIndex row = m_list->indexAt(m_list->viewport()->mapFrom(this, at));
    const auto target =
        row.isValid() && m_list->isVisible() ? std::optional(m_model->pool(row.row())) : pool();
    const bool takes =
        target && m_access.usable
        && allowedActions(*target, m_access.readOnly).testFlag(PoolAction::NewVolume);
    return takes ? target : std::nullopt;
}

void StorageBrowser::dragEnterEvent(QDragEnterEvent *event)
{
    if (!filesOf(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void StorageBrowser::dragMoveEvent(QDragMoveEvent *event)
{
    event->setDropAction(Qt::CopyAction);
    event->setAccepted(poolUnder(event->position().toPoint()).has_value());
}

void StorageBrowser::dropEvent(QDropEvent *event)
{
    const auto target = poolUnder(event->position().toPoint());
    const QStringList files = filesOf(event->mimeData());
    if (!target || files.isEmpty())
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
    Q_EMIT filesDropped(*target, files);
}

QByteArray StorageBrowser::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << m_splitter->saveState() << m_volumes->tree()->header()->saveState();
    return state;
}

void StorageBrowser::restoreState(const QByteArray &state)
{
    QDataStream stream(state);
    QByteArray splitter, header;
    stream >> splitter >> header;
    if (stream.status() != QDataStream::Ok)
        return;
    m_splitter->restoreState(splitter);
    m_volumes->tree()->header()->restoreState(header);
}
