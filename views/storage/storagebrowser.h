// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/storage/storagecommandset.h"

#include <QPointer>
#include <QSet>
#include <QWidget>

class MessagePage;
class PoolListModel;
class Storage;
class VolumePanel;
class QListView;
class QSplitter;
class QStackedWidget;

// The storage of a host: its pools at the left, the volumes of the selected one at the right. It
// is the page Storage of a host, and what the storage chooser is made of. It does nothing itself:
// what the user asks for is told by triggered() and filesDropped(). GUI thread.
class StorageBrowser : public QWidget
{
    Q_OBJECT

public:
    enum class Purpose {
        Manage, // all commands
        Choose, // those that help to choose: new volume, upload, start, refresh
    };
    explicit StorageBrowser(Purpose purpose, QWidget *parent = nullptr);

    // A null storage: none. The same storage again: what the connection allows has changed.
    void setStorage(Storage *storage, const StorageAccess &access);
    Storage *storage() const;
    void setFormats(const QSet<QString> &formats); // only such volumes; none: all

    StorageSelection selection() const;
    bool selectPool(const QUuid &pool);
    void selectVolume(const VolumeRef &volume); // now, or as soon as it is there
    StorageCommandSet *commands() const { return m_commands; }
    VolumePanel *volumes() const { return m_volumes; }
    QListView *poolList() const { return m_list; }

    // Widths, for the next time.
    QByteArray saveState() const;
    void restoreState(const QByteArray &state);

Q_SIGNALS:
    void triggered(StorageAction action, const StorageSelection &selection, bool checked);
    void selectionChanged();
    void volumeActivated(const StorageVolume &volume); // by a double click or Return
    void filesDropped(const StoragePool &pool, const QStringList &files); // of this computer

protected:
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    std::optional<StoragePool> pool() const;
    std::optional<StoragePool> poolUnder(const QPoint &at) const;
    void attach();
    void update();
    void poolChanged();
    void openPoolMenu(const QPoint &at);

    bool m_manages; // all commands
    StorageCommandSet *m_commands;
    QPointer<Storage> m_storage, m_attached;
    StorageAccess m_access;
    QUuid m_wanted; // selected as soon as it is there
    PoolListModel *m_model;
    QStackedWidget *m_stack;
    MessagePage *m_message;
    QSplitter *m_splitter;
    QListView *m_list;
    VolumePanel *m_volumes;
};
