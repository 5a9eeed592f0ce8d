// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "models/values/machinerequest.h"

class QCheckBox;

// What is known of a machine that is to be deleted; what is not known is left empty.
struct DeleteSubject
{
    Machine machine = {};
    MachineKey key = {};
    QString host = {};      // the connection's name
    QStringList disks = {}; // paths on the host; they stay
    int snapshots = 0;      // whose records go with the definition
    bool nvram = false;     // the firmware's own settings go with the definition
};

// Deletes the definition of one or more machines and says so: which, where, what stays and what is
// lost with it. What is lost must be ticked before it can go on.
class DeleteDialog : public PlainDialog
{
    Q_OBJECT

public:
    explicit DeleteDialog(const QList<DeleteSubject> &subjects, QWidget *parent = nullptr);

    const QList<DeleteSubject> &subjects() const { return m_subjects; }
    void accept() override;

Q_SIGNALS:
    // For each machine in turn.
    void accepted(const MachineKey &machine, const MachineRequest &request);

private:
    void addLoss(const QString &text);
    void updateButton();

    QList<DeleteSubject> m_subjects;
    QList<QCheckBox *> m_losses;
};
