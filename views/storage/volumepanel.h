// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/storage/storagecommandset.h"

#include <QPointer>
#include <QSet>
#include <QWidget>

class MessagePage;
class PlainLabel;
class Storage;
class VolumeFilterModel;
class VolumeTreeModel;
class QLineEdit;
class QSplitter;
class QStackedWidget;
class QTimer;
class QToolBar;
class QTreeView;

// The volumes of one pool: what the pool is, the commands, a filter, and the tree; or a sentence
// on why there are none and what to do. Has volumes read while it is visible, what is on screen
// first. GUI thread.
class VolumePanel : public QWidget
{
    Q_OBJECT

public:
    // `bar`: the commands to show above the tree. `commands` must outlive this.
    VolumePanel(StorageCommandSet *commands, const QList<StorageAction> &bar,
                QWidget *parent = nullptr);

    // A null storage: none. The same pool again: its state has changed.
    void setPool(Storage *storage, const std::optional<StoragePool> &pool,
                 const StorageAccess &access);
    void setFormats(const QSet<QString> &formats); // only such volumes; none: all
    void setMultiSelection(bool many);

    QList<StorageVolume> selected() const;
    // Now, or as soon as it is there.
    void select(const VolumeRef &volume);
    QTreeView *tree() const { return m_tree; }
    QLineEdit *filter() const { return m_filter; }

Q_SIGNALS:
    void selectionChanged(); // or one of the selected has changed
    void volumeActivated(const StorageVolume &volume);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void follow(Storage *storage);
    void updateDemand();
    void update();
    void describeVisible();
    void selectWanted();
    void openMenu(const QPoint &at);

    StorageCommandSet *m_commands;
    QPointer<Storage> m_storage;
    std::optional<StoragePool> m_pool;
    StorageAccess m_access;
    VolumeRef m_wanted;
    bool m_filtered = false; // by formats
    PlainLabel *m_name, *m_place;
    QToolBar *m_bar;
    QLineEdit *m_filter;
    VolumeTreeModel *m_model;
    VolumeFilterModel *m_proxy;
    QStackedWidget *m_stack;
    QTreeView *m_tree;
    MessagePage *m_message;
    QTimer *m_settle;
};
