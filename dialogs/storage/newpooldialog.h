// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "dialogs/storage/secretfield.h"
#include "models/core/result.h"
#include "models/values/storagerules.h"

#include <QFuture>

#include <functional>
#include <optional>

class FieldForm;
class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;

// What is known of the host where a pool is to be made.
struct NewPoolContext
{
    QString host = {};      // the connection's name
    bool local = false;     // its folders are this computer's
    QStringList taken = {}; // names of pools there are
    // Empty: not known, then all types are offered.
    QList<PoolCapability> capabilities = {};
    // Where folders for volumes go, in place of the system's: for a user's own daemon.
    QString folder = {};
    ListSecrets secrets = {};    // empty: UUIDs are typed
    bool canMakeSecrets = false; // secretWanted() is answered
    // Storage::findSources()
    std::function<QFuture<Result<QList<PoolSource>>>(const QString &, const PoolSpec &)>
        findSources = {};
};

// "server", "server:3260", "[::1]:6789", several with commas; nothing when one is no host.
std::optional<QList<PoolSpec::Host>> parsePoolHosts(const QString &text);
// What is wrong with an iSCSI name, as a sentence; empty: nothing.
QString iqnProblem(const QString &name);

// A new pool of any type that the host knows: the fields that the type has, each judged while it
// is typed, and what the host finds to make one of.
class NewPoolDialog : public PlainDialog
{
    Q_OBJECT

public:
    explicit NewPoolDialog(const NewPoolContext &context, QWidget *parent = nullptr);

    PoolSpec spec() const;
    void setType(const QString &type);
    void setSecret(const HostSecret &secret); // the answer to secretWanted()
    void accept() override;

Q_SIGNALS:
    void secretWanted(SecretUsage usage, const QString &usageId);
    void accepted(const PoolSpec &spec);

private:
    void addFields();
    void typeChanged();
    void update();
    void proposePath();
    void find();
    void showFound(const Result<QList<PoolSource>> &sources);
    void take(const PoolSource &source);
    void browse();
    QString type() const;

    NewPoolContext m_context;
    PoolForm m_typeForm;
    QList<PoolSource> m_sources;
    FieldForm *m_form;
    QComboBox *m_type, *m_format, *m_found, *m_version;
    QLineEdit *m_name, *m_hosts, *m_devices, *m_directory, *m_sourceName, *m_adapter, *m_initiator,
        *m_user, *m_path;
    SecretField *m_secret;
    QWidget *m_pathRow, *m_foundRow;
    QPushButton *m_browse, *m_find;
    QCheckBox *m_build, *m_start, *m_autostart;
    PlainLabel *m_missing;
    int m_asked = 0; // an answer to an older question is not shown
};
