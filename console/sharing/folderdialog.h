// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/sharing/foldersharing.h"

#include <QDialog>

class PlainLabel;
class QCheckBox;
class QDialogButtonBox;
class QLineEdit;
class QRadioButton;

// Asks which folder a machine may see, and how.
class FolderDialog : public QDialog
{
    Q_OBJECT

public:
    FolderDialog(const QString &machine, FolderSharing &sharing, QWidget *parent = nullptr);

    void setFolder(const QString &folder);

private:
    void refresh();
    void browse();
    FolderSharing::Choice choice() const;

    FolderSharing &m_sharing;
    PlainLabel *m_status, *m_warning;
    QLineEdit *m_folder;
    QRadioButton *m_readOnly, *m_writable;
    QCheckBox *m_again;
    QDialogButtonBox *m_buttons;
    QPushButton *m_share, *m_stop;
};
