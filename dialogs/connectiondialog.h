// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "models/values/connection.h"
#include "models/values/connectionuri.h"

#include <QStringList>

#include <memory>

namespace Ui {
class ConnectionForm;
}

// Adds or changes a connection: a form that composes the URI while one types, or the URI itself.
// What in it runs a program or weakens a check has to be confirmed.
class ConnectionDialog : public PlainDialog
{
    Q_OBJECT

public:
    // `config` without an id: a new connection, perhaps with a URI to begin with. `taken`: the URIs of the other connections.
    explicit ConnectionDialog(const ConnectionConfig &config = {}, const QStringList &taken = {},
                              QWidget *parent = nullptr);
    ~ConnectionDialog() override;

    ConnectionConfig config() const; // as it would be accepted now
    void accept() override;

Q_SIGNALS:
    void accepted(const ConnectionConfig &config);

private:
    void fill(const QString &uri);
    ConnectionUri composed() const;
    void choose(); // the hypervisor or the way changed: other fields make sense
    void update(); // anything changed: the URI, the sentences, the button

    ConnectionConfig m_before;
    QStringList m_taken;
    QStringList m_confirmed; // the warnings that the tick stands for
    std::unique_ptr<Ui::ConnectionForm> m_form;
};
