// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/inventory/connection.h"
#include "models/ssh/sshquestion.h"

#include <QObject>
#include <QPointer>
#include <QQueue>
#include <QWidget>

#include <future>
#include <memory>
#include <optional>

class PlainDialog;
class SshHosts;
class SshMaster;

// Brings a host's questions to a dialog, one at a time, each naming its host: those of libvirt from
// the thread that opens the connection, and those of ssh. The thread waits; the GUI thread never
// does.
class CredentialBroker : public QObject
{
    Q_OBJECT

public:
    explicit CredentialBroker(QObject *parent = nullptr);
    ~CredentialBroker() override; // whoever still waits is told that there is no answer

    void setWindow(QWidget *window) { m_window = window; } // what dialogs belong to
    void answerFor(SshHosts &hosts);                       // from now on
    Authenticate authenticate(); // for Inventory; callable on any thread, also after this has gone

private:
    using Answer = std::optional<QStringList>;
    struct Asked
    {
        ConnectionConfig connection;
        QList<Credential> credentials;
        std::shared_ptr<std::promise<Answer>> promise; // null: ssh asks
        QPointer<SshMaster> master = {};
        SshQuestion question = {};
    };

    void ask(const Asked &asked);
    void next();
    void answer(const Answer &answer);
    void withdraw(const SshMaster *master, quint64 question);
    PlainDialog *dialogFor(const Asked &asked);

    QPointer<QWidget> m_window;
    QQueue<Asked> m_waiting;
    std::optional<Asked> m_current;
    QPointer<PlainDialog> m_dialog; // of m_current
    struct
        Link; // outlives this, so that a late question finds nobody instead of a dangling pointer
    std::shared_ptr<Link> m_link;
};
