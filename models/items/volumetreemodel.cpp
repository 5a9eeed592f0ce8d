// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/volumetreemodel.h"

#include "models/core/safetext.h"
#include "models/core/units.h"
#include "models/inventory/storage.h"
#include "models/items/naturalorder.h"

#include <QDir>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

struct VolumeTreeModel::Node
{
    StorageVolume volume = {};
    QString orderKey = {};
    QString place = {};   // its clean path, as overlays name it
    QString backing = {}; // the clean path of what it lies on
    Node *parent = nullptr;
    std::vector<std::unique_ptr<Node>> children = {};
    int row = 0;                       // right below parent->indexed only
    size_t indexed = 0;                // children from here on do not know their row yet
    std::optional<QString> users = {}; // what the column says, once it was asked for

    int rowNow()
    {
        for (; parent->indexed < parent->children.size(); ++parent->indexed) {
            if (Node *child = parent->children[parent->indexed].get())
                child->row = int(parent->indexed);
        }
        return row;
    }
    void erase(int at)
    {
        children.erase(children.begin() + at);
        indexed = std::min(indexed, size_t(at));
    }
    // What was taken left a gap, so that the others' rows stayed.
    void closeGaps()
    {
        children.erase(std::remove(children.begin(), children.end(), nullptr), children.end());
        indexed = 0;
    }
    bool isBelow(const Node *other) const
    {
        for (const Node *node = this; node; node = node->parent) {
            if (node == other)
                return true;
        }
        return false;
    }
};

static QString clean(const QString &path)
{
    return path.startsWith(u'/') ? QDir::cleanPath(path) : path;
}

VolumeTreeModel::VolumeTreeModel(QObject *parent)
    : QAbstractItemModel(parent), m_root(std::make_unique<Node>())
{}

VolumeTreeModel::~VolumeTreeModel()
{
    if (m_storage)
        m_storage->releaseDemand(this);
}

void VolumeTreeModel::setPool(Storage *storage, const QUuid &pool)
{
    if (m_storage == storage && m_pool == pool)
        return;
    if (m_storage && m_storage != storage) {
        m_storage->disconnect(this);
        m_storage->releaseDemand(this);
    }
    const bool other = m_storage != storage;
    if (const int rows = rowCount(); rows > 0) {
        beginRemoveRows({}, 0, rows - 1);
        m_byName.clear();
        m_byPath.clear();
        m_waiting.clear();
        m_root = std::make_unique<Node>();
        endRemoveRows();
    }
    m_storage = storage;
    m_pool = storage ? pool : QUuid();
    if (!storage)
        return;
    if (other) {
        connect(storage, &Storage::volumesChanged, this,
                [this](const QUuid &changed, const QList<StorageVolume> &volumes) {
                    if (changed == m_pool)
                        upsert(volumes);
                });
        connect(storage, &Storage::volumesRemoved, this,
                [this](const QUuid &changed, const QStringList &names) {
                    if (changed == m_pool)
                        remove(names);
                });
        connect(storage, &Storage::usersChanged, this, &VolumeTreeModel::usersChanged);
    }
    upsert(storage->volumes(m_pool));
    storage->setDemand(this, m_pool.isNull() ? QList<QUuid>() : QList<QUuid>{m_pool});
    storage->setUsersDemand(this, true);
}

void VolumeTreeModel::describeFirst(const QModelIndexList &rows)
{
    if (!m_storage)
        return;
    QList<VolumeRef> volumes;
    for (const QModelIndex &row : rows) {
        if (row.isValid() && row.model() == this)
            volumes.append(nodeOf(row)->volume.ref());
    }
    m_storage->describeFirst(volumes);
}

VolumeTreeModel::Node *VolumeTreeModel::parentFor(const StorageVolume &volume) const
{
    if (volume.backingPath.isEmpty())
        return m_root.get();
    Node *base = m_byPath.value(clean(volume.backingPath));
    return base ? base : m_root.get();
}

// Where its backing volume is, with all that lies on it.
void VolumeTreeModel::place(Node &node)
{
    m_waiting.remove(node.backing, &node);
    node.backing = clean(node.volume.backingPath);
    Node *target = parentFor(node.volume);
    if (target->isBelow(&node)) // a ring, by mistake or on purpose
        target = m_root.get();
    if (target == m_root.get() && !node.backing.isEmpty())
        m_waiting.insert(node.backing, &node);
    if (target == node.parent)
        return;
    std::unique_ptr<Node> taken = std::move(node.parent->children[size_t(node.rowNow())]);
    taken->parent = target;
    target->children.push_back(std::move(taken));
}

// All at once: a proxy sorts everything anew for each row that moves by itself.
void VolumeTreeModel::placeAll(const QList<Node *> &nodes)
{
    if (nodes.isEmpty())
        return;
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QSet<Node *> gaps;
    for (Node *node : nodes) {
        gaps.insert(node->parent);
        place(*node);
    }
    for (Node *parent : std::as_const(gaps))
        parent->closeGaps();
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex &index : before)
        after.append(indexOf(*nodeOf(index), index.column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
    for (const Node *node : nodes) {
        if (node->parent != m_root.get())
            Q_EMIT movedBelow(indexOf(*node->parent, 0));
    }
}

void VolumeTreeModel::upsert(const QList<StorageVolume> &volumes)
{
    std::vector<std::unique_ptr<Node>> added;
    QList<Node *> changed, moved;
    const auto learn = [&](Node &node) {
        // Without the details, the key is where a file lies.
        const QString place =
            clean(node.volume.path.isEmpty() ? node.volume.key : node.volume.path);
        if (place != node.place) {
            if (m_byPath.value(node.place) == &node)
                m_byPath.remove(node.place);
            node.place = place;
            if (!place.isEmpty())
                m_byPath.insert(place, &node);
            moved += m_waiting.values(place);
        }
        if (clean(node.volume.backingPath) != node.backing)
            moved.append(&node);
    };
    for (const StorageVolume &volume : volumes) {
        Node *node = m_byName.value(volume.name);
        if (node) {
            if (node->volume == volume)
                continue;
            node->volume = volume;
            changed.append(node);
        } else {
            added.push_back(std::make_unique<Node>());
            node = added.back().get();
            node->volume = volume;
            node->orderKey = naturalOrderKey(volume.name);
            node->parent = m_root.get();
            m_byName.insert(volume.name, node);
        }
        learn(*node);
    }
    if (!added.empty()) {
        const int first = int(m_root->children.size());
        beginInsertRows({}, first, first + int(added.size()) - 1);
        for (auto &node : added)
            m_root->children.push_back(std::move(node));
        endInsertRows();
    }
    placeAll(moved);
    tellChanged(changed);
}

void VolumeTreeModel::tellChanged(const QList<Node *> &changed)
{
    QHash<Node *, std::vector<int>> rows;
    for (Node *node : changed)
        rows[node->parent].push_back(node->rowNow());
    for (auto under = rows.begin(); under != rows.end(); ++under) {
        std::vector<int> &all = under.value();
        std::sort(all.begin(), all.end());
        const Node &parent = *under.key();
        for (size_t i = 0; i < all.size();) {
            const int first = all[i];
            int last = first;
            for (++i; i < all.size() && all[i] <= last + 1; ++i)
                last = all[i];
            Q_EMIT dataChanged(
                createIndex(first, 0, parent.children[size_t(first)].get()),
                createIndex(last, ColumnCount - 1, parent.children[size_t(last)].get()));
        }
    }
}

void VolumeTreeModel::remove(const QStringList &names)
{
    for (const QString &name : names) {
        Node *node = m_byName.take(name);
        if (!node)
            continue;
        if (m_byPath.value(node->place) == node)
            m_byPath.remove(node->place);
        m_waiting.remove(node->backing, node);
        QList<Node *> overlays; // they have lost their base
        for (const auto &child : node->children)
            overlays.append(child.get());
        placeAll(overlays);
        const int row = node->rowNow();
        Node &parent = *node->parent;
        beginRemoveRows(parent.parent ? indexOf(parent, 0) : QModelIndex(), row, row);
        parent.erase(row);
        endRemoveRows();
    }
}

void VolumeTreeModel::usersChanged()
{
    QSet<Node *> parents;
    for (Node *node : std::as_const(m_byName)) {
        node->users.reset();
        parents.insert(node->parent);
    }
    for (const Node *parent : std::as_const(parents)) {
        const int last = int(parent->children.size()) - 1;
        Q_EMIT dataChanged(createIndex(0, Users, parent->children.front().get()),
                           createIndex(last, Users, parent->children.back().get()),
                           {Qt::DisplayRole, Qt::ToolTipRole, UsersRole, SortRole, SearchRole});
    }
}

VolumeTreeModel::Node *VolumeTreeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex VolumeTreeModel::indexOf(Node &node, int column) const
{
    return createIndex(node.rowNow(), column, &node);
}

QModelIndex VolumeTreeModel::indexOf(const VolumeRef &volume, int column) const
{
    Node *node = volume.pool == m_pool ? m_byName.value(volume.name) : nullptr;
    return node ? indexOf(*node, column) : QModelIndex();
}

std::optional<StorageVolume> VolumeTreeModel::volume(const QModelIndex &index) const
{
    return index.isValid() ? std::optional(nodeOf(index)->volume) : std::nullopt;
}

QModelIndex VolumeTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent)->children[size_t(row)].get());
}

QModelIndex VolumeTreeModel::parent(const QModelIndex &child) const
{
    Node *above = child.isValid() ? nodeOf(child)->parent : nullptr;
    return above && above->parent ? indexOf(*above, 0) : QModelIndex();
}

int VolumeTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeOf(parent)->children.size());
}

int VolumeTreeModel::columnCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : ColumnCount;
}

const QString &VolumeTreeModel::usersText(Node &node) const
{
    if (!node.users) {
        const auto known =
            m_storage ? m_storage->knownUsers(node.volume.ref()) : std::optional<VolumeUsers>();
        node.users = known ? volumeUsersText(*known) : QString();
    }
    return *node.users;
}

static QString iconName(const StorageVolume &volume)
{
    switch (volume.type) {
    case VolumeType::Directory:
    case VolumeType::NetworkDirectory:
        return u"folder"_s;
    default:
        break;
    }
    return volume.format == "iso"_L1 ? u"media-optical"_s : u"drive-harddisk"_s;
}

QVariant VolumeTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    Node &node = *nodeOf(index);
    const StorageVolume &volume = node.volume;
    const auto bytes = [&](quint64 amount) {
        return volume.described ? Units::bytes(amount) : QString();
    };
    switch (role) {
    case Qt::DisplayRole:
        switch (Column(index.column())) {
        case Name:
            return SafeText::line(volume.name);
        case Capacity:
            return bytes(volume.capacity);
        case Allocation:
            return bytes(volume.allocation);
        case Physical:
            return bytes(volume.physical);
        case Format:
            // Where its bytes end nobody knows; what it looks like tells nothing.
            return volume.incomplete ? tr("Incomplete")
                                     : SafeText::line(volumeFormatText(volume.format));
        case Users:
            return usersText(node);
        case Modified:
            return volume.modified.isValid()
                       ? QLocale().toString(volume.modified, QLocale::ShortFormat)
                       : QString();
        case ColumnCount:
            break;
        }
        return {};
    case Qt::ToolTipRole:
        if (index.column() == Users)
            return SafeText::toolTip(usersText(node));
        return index.column() == Name
                   ? SafeText::toolTip(volume.path.isEmpty() ? volume.name : volume.path)
                   : QString();
    case Qt::AccessibleDescriptionRole:
        return index.column() == Name && volume.incomplete ? tr("Incomplete") : QString();
    case RefRole:
        return QVariant::fromValue(volume.ref());
    case VolumeRole:
        return QVariant::fromValue(volume);
    case UsersRole: {
        const auto known =
            m_storage ? m_storage->knownUsers(volume.ref()) : std::optional<VolumeUsers>();
        return known ? QVariant::fromValue(*known) : QVariant();
    }
    case IncompleteRole:
        return volume.incomplete;
    case BackingRole:
        return node.parent == m_root.get() ? SafeText::line(volume.backingPath) : QString();
    case IconNameRole:
        return iconName(volume);
    case SortRole: {
        const SortValue value = sortValue(index);
        const bool text =
            index.column() == Name || index.column() == Format || index.column() == Users;
        return text ? QVariant(value.text) : QVariant(value.number);
    }
    case SearchRole:
        return QStringList{volume.name, volume.path, volume.format, usersText(node)}.join(u'\n');
    }
    return {};
}

VolumeTreeModel::SortValue VolumeTreeModel::sortValue(const QModelIndex &index) const
{
    Node &node = *nodeOf(index);
    const StorageVolume &volume = node.volume;
    switch (Column(index.column())) {
    case Name:
    case ColumnCount:
        break;
    case Capacity:
        return {qint64(volume.capacity), node.orderKey};
    case Allocation:
        return {qint64(volume.allocation), node.orderKey};
    case Physical:
        return {qint64(volume.physical), node.orderKey};
    case Format:
        return {0, volume.format};
    case Users:
        return {0, usersText(node)};
    case Modified:
        return {volume.modified.isValid() ? volume.modified.toSecsSinceEpoch() : 0, node.orderKey};
    }
    return {0, node.orderKey};
}

QVariant VolumeTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | Qt::AlignLeft);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Name:
        return tr("Name");
    case Capacity:
        return tr("Size");
    case Allocation:
        return tr("Allocated");
    case Physical:
        return tr("Physical size");
    case Format:
        return tr("Format");
    case Users:
        return tr("Used by");
    case Modified:
        return tr("Changed");
    case ColumnCount:
        break;
    }
    return {};
}
