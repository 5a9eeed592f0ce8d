// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/machinedraft.h"

#include <QPointer>
#include <QWidget>

class DiskUsersNote;
class NewMachineState;
class PlainLabel;
class PoolCombo;
class QCheckBox;
class QFileDialog;
class QLineEdit;
class QPushButton;
class QStandardItemModel;
class QTreeView;

// Chooses a CD image or a disk: a file of this computer, typed, browsed for or dropped, or one of the
// volumes that the host has. The sentence below it says what is wrong or worth knowing.
class MediumField : public QWidget
{
    Q_OBJECT

public:
    enum class Kind {
        Cd,
        Disk,
        Import,   // the same, or a package of a machine
        Template, // a disk that is copied and not changed
    };

    // `name`: the accessible name of the path.
    MediumField(NewMachineState &state, Kind kind, const QString &name);

    MediumChoice choice() const { return m_choice; } // empty: nothing, or nothing that can be used
    void setPath(const QString &path);
    // A disk that others use was accepted by the user; false also while that is being asked.
    bool isSettled() const;

Q_SIGNALS:
    void changed();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void browse();
    QPushButton *downloadButton();
    void pathTyped();
    void chooseInStorage();
    void fileFound(const QString &path);
    bool isDisk() const { return m_kind == Kind::Disk || m_kind == Kind::Import; }
    // It cannot be used as it is.
    bool mustBeCopied() const;
    void tell();
    void volumePicked(const QModelIndex &index);
    void take(const StorageVolume &volume);
    void fillVolumes();
    void fillNow();
    void judge();
    bool fits(const StorageVolume &volume) const;

    NewMachineState &m_state;
    Kind m_kind;
    MediumChoice m_choice;
    QString m_problem;
    QString m_origin; // how the file came here
    QLineEdit *m_path;
    QTreeView *m_list;
    QStandardItemModel *m_volumes;
    PlainLabel *m_listLabel, *m_note;
    QCheckBox *m_upload;
    QPushButton *m_storage;
    PoolCombo *m_pool;
    QWidget *m_poolLine;
    DiskUsersNote *m_users;
    QPointer<QFileDialog> m_dialog;
    class QTimer *m_fill;
};
