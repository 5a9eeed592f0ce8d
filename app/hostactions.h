// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/values/connection.h"

#include <QObject>

class Inventory;
class Prompt;
class Settings;
class QAction;
class QMenu;
class QWidget;

// The commands on connections, each made once.
class HostCommandSet : public QObject
{
    Q_OBJECT

public:
    // All must outlive this. `window`: what dialogs belong to.
    HostCommandSet(Inventory &inventory, Settings &settings, Prompt &prompt, QWidget *window);

    void setHost(const ConnectionId &host); // the selected one; null: none
    void refresh(); // its state has changed

    QAction *add, *connectHost, *disconnectHost, *edit, *remove, *refreshHost;
    void fill(QMenu *menu) const;
    // Asks for a new connection, beginning with this one.
    void addLike(const ConnectionConfig &config);

private:
    void openDialog(const ConnectionId &host, const ConnectionConfig &proposed = {});
    void askToRemove();

    Inventory &m_inventory;
    Settings &m_settings;
    Prompt &m_prompt;
    QWidget *m_window;
    ConnectionId m_host;
};
