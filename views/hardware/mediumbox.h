// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QPushButton;

// What is in a drive: a path, typed, chosen or one of those that were used last, and a way to take
// it out. While `atOnce`, a typed path waits for the button or Enter; otherwise each letter counts.
class MediumBox : public QWidget
{
    Q_OBJECT

public:
    explicit MediumBox(bool canBrowse, QWidget *parent = nullptr);

    void setMedium(const QString &path, const QStringList &recent, bool atOnce);
    QComboBox *path() const { return m_path; }
    QPushButton *ejectButton() const { return m_eject; }
    QPushButton *insertButton() const { return m_insert; }

Q_SIGNALS:
    void wanted(const QString &path); // empty: ejected
    void browse();

private:
    void update();

    QString m_medium;
    bool m_atOnce = false;
    QComboBox *m_path;
    QPushButton *m_insert, *m_browse, *m_eject;
};
