// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

// The path of a disk's image or of a device, typed or chosen.
class ImagePathField : public QWidget
{
    Q_OBJECT

public:
    explicit ImagePathField(bool canBrowse, QWidget *parent = nullptr);

    void setPath(const QString &path); // nothing is said

Q_SIGNALS:
    void edited(const QString &path); // by the user
    void browse();

private:
    QLineEdit *m_path;
};
