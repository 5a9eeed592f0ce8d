// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/machinedraft.h"

#include <QPointer>
#include <QWidget>

class NewMachineState;
class PlainLabel;
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
        Template, // a disk that is copied and not changed
    };

    // `name`: the accessible name of the path.
    MediumField(NewMachineState &state, Kind kind, const QString &name);

    MediumChoice choice() const { return m_choice; } // empty: nothing, or nothing that can be used
    void setPath(const QString &path);
    void setRemark(const QString &remark); // "Used by …"

Q_SIGNALS:
    void changed();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void browse();
    QPushButton *downloadButton();
    void pathTyped();
    void volumePicked(const QModelIndex &index);
    void take(const StorageVolume &volume);
    void fillVolumes();
    void fillNow();
    void judge();
    bool fits(const StorageVolume &volume) const;

    NewMachineState &m_state;
    Kind m_kind;
    MediumChoice m_choice;
    QString m_remark, m_problem;
    QString m_origin; // how the file came here
    QLineEdit *m_path;
    QTreeView *m_list;
    QStandardItemModel *m_volumes;
    PlainLabel *m_listLabel, *m_note;
    QCheckBox *m_upload;
    QPointer<QFileDialog> m_dialog;
    class QTimer *m_fill;
};
