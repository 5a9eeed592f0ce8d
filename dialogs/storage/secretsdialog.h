// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "dialogs/storage/secretfield.h"

#include <optional>

class QTreeWidget;

// The secrets that a host keeps: what they are for, never their values. Makes and deletes none
// itself.
class SecretsDialog : public PlainDialog
{
    Q_OBJECT

public:
    // `list`: Storage::secrets(). `readOnly`: the connection is.
    SecretsDialog(const QString &host, const ListSecrets &list, bool readOnly,
                  QWidget *parent = nullptr);

    QList<HostSecret> secrets() const { return m_secrets; }
    void refresh(); // asks the host again
    void select(const QUuid &secret);

Q_SIGNALS:
    void createWanted();
    void deleteWanted(const HostSecret &secret);

private:
    void fill(const QList<HostSecret> &secrets);
    void update();
    std::optional<HostSecret> selected() const;

    ListSecrets m_ask;
    bool m_readOnly;
    QList<HostSecret> m_secrets;
    QUuid m_wanted; // selected as soon as it is there
    int m_asked = 0;
    QTreeWidget *m_list;
    PlainLabel *m_note;
    QPushButton *m_delete;
};
