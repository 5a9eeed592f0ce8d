// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/messages.h"
#include "models/core/result.h"

#include <QObject>
#include <QPointer>

class ViewerProcess;

// The folder that a machine sees through its console. It ends with the connection; what is to be
// shared again by itself must have been chosen so by the user.
class FolderSharing : public QObject
{
    Q_OBJECT

public:
    struct Choice
    {
        QString folder = {}; // absolute
        bool readOnly = true;
        bool again = false; // share it whenever the console connects
    };

    explicit FolderSharing(QObject *parent = nullptr);

    void setChoice(const Choice &choice); // as remembered: without choiceMade()
    Choice choice() const { return m_choice; }
    void setViewer(ViewerProcess *viewer);

    QString whyNot() const; // a sentence; empty when a folder can be shared
    bool isShared() const { return m_state != Wire::FolderState::None; } // or about to be
    bool isReady() const { return m_ready; } // the guest's part has opened it
    QString statusText() const;              // what goes on, in a sentence; safe

    void share(const Choice &choice);
    void stop(); // and not again by itself

    // What to think of before this folder is shared; empty for most.
    static QString warning(const QString &folder, bool readOnly);

Q_SIGNALS:
    void possibleChanged();
    void changed();
    void choiceMade(const FolderSharing::Choice &choice); // by the user: to be remembered
    void failed(const Error &error);

private:
    void heard(const Wire::ToWindow::Any &message);
    void featuresChanged();
    void send();

    Choice m_choice;
    QPointer<ViewerProcess> m_viewer;
    Wire::FolderState m_state = Wire::FolderState::None;
    bool m_ready = false;
    bool m_due = false; // to be shared by itself as soon as that is possible
};
