// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/systemfacts.h"

#include <QWidget>

class QLineEdit;
class QListWidget;

// The operating systems that are known: searched by name, and one of them chosen.
class SystemList : public QWidget
{
    Q_OBJECT

public:
    // `none`: the entry for no system.
    explicit SystemList(const QString &none, QWidget *parent = nullptr);

    void setSystems(const QList<SystemEntry> &systems);
    // Says nothing. A system that is not known has an entry with its ID.
    void setChosen(const QString &systemId);
    void showChosen(); // in the middle of the list
    // Its name; the ID of one that is not known.
    QString nameOf(const QString &systemId) const;
    QLineEdit *search() const { return m_search; }

Q_SIGNALS:
    void chosen(const QString &systemId); // by the user; empty: none

private:
    void fill();
    void mark();

    QString m_none, m_chosen;
    QList<SystemEntry> m_systems;
    QLineEdit *m_search;
    QListWidget *m_list;
};
