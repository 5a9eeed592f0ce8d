// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/viewerfile.h"

#include <QMenu>

#include <optional>

class ConsoleSession;
class QActionGroup;

// How this console is reached, and with what else: which of several displays, the address, a
// connection file, another program. What is not possible is disabled and says why in its tool tip.
class ConnectionMenu : public QMenu
{
    Q_OBJECT

public:
    ConnectionMenu(ConsoleSession &session, QAction *reconnect, QWidget *parent);

    // What a program on this computer needs to connect by itself; nothing when there is no address.
    static std::optional<ViewerFile> viewerFile(const ConsoleSession &session);

Q_SIGNALS:
    void graphicsChosen(const QString &type); // by the user: to be remembered
    void told(const QString &text);           // what was done, for a passing hint
    void failed(const Error &error);

private:
    void refresh();
    void addChoices();
    void copyAddress();
    void saveFile();
    void openElsewhere();

    ConsoleSession &m_session;
    QActionGroup *m_choices;
    QAction *m_choicesEnd, *m_disconnect, *m_copy, *m_save, *m_elsewhere;
};
