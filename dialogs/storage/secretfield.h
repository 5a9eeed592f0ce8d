// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/secret.h"

#include <QFuture>
#include <QWidget>

#include <functional>

class QComboBox;
class QPushButton;

// Where dialogs get the host's secrets from: Storage::secrets().
using ListSecrets = std::function<QFuture<Result<QList<HostSecret>>>()>;

// Which of a host's secrets: from a list of those with one usage, by a typed UUID, or a new one.
class SecretField : public QWidget
{
    Q_OBJECT

public:
    // `none`: what is shown while none is chosen.
    explicit SecretField(const QString &none, QWidget *parent = nullptr);

    // Lists them once the host has answered. Without it, a UUID can be typed.
    void load(const ListSecrets &list);
    void setUsage(SecretUsage usage);         // only such are offered
    void setSecret(const HostSecret &secret); // one that was just made
    void setCanCreate(bool can);              // whether newWanted() is answered
    void setName(const QString &name);        // the label's text, for those who hear it

    bool isEmpty() const; // nothing chosen and nothing typed
    QUuid secret() const; // null: none, or what was typed is no UUID

Q_SIGNALS:
    void changed();
    void newWanted();

private:
    void fill();

    SecretUsage m_usage = SecretUsage::Volume;
    QList<HostSecret> m_secrets;
    QComboBox *m_choice;
    QPushButton *m_new;
};
