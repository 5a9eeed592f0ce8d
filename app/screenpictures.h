// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/inventory/thumbnails.h"

#include <QObject>
#include <QTimer>

class Consoles;
class MachinePages;
class MachineTreeModel;
class MachineTreeView;
class Settings;
class QAction;

// Which machines' screens are in view: the rows of the tree where the user wants pictures there,
// and the Overview page. Nothing while the window is hidden or minimized.
class ScreenPictures : public QObject
{
    Q_OBJECT

public:
    // All must outlive this.
    ScreenPictures(Inventory &inventory, Consoles &consoles, Settings &settings,
                   MachineTreeModel &model, MachineTreeView &tree, MachinePages &pages,
                   QObject *parent);

    QAction *inListAction() const { return m_inList; } // View ▸ Thumbnails
    Thumbnails &thumbnails() { return m_thumbnails; }
    void update(); // the window's visibility or the preferences have changed; soon, and once

private:
    void apply();

    Settings &m_settings;
    MachineTreeView &m_tree;
    MachinePages &m_pages;
    Thumbnails m_thumbnails;
    QAction *m_inList;
    QTimer m_soon;
};
