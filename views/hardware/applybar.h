// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/domainchanges.h"

#include <QWidget>

class PlainLabel;
class QAction;
class QPushButton;
class QToolButton;

// The bar under the settings: how much is not applied, and what to do about it; or else what was done
// last, to be taken back.
class ApplyBar : public QWidget
{
    Q_OBJECT

public:
    // What can be taken back, and done again. In words, untrusted; empty: nothing.
    struct Undo
    {
        QString said = {}; // a sentence on what was done last
        QString undo = {}, redo = {};

        bool operator==(const Undo &) const = default;
    };
    struct State
    {
        int changes = 0;
        int reverted = 0; // which can be had back, where there are no others
        bool applying = false, readOnly = false;
        bool conflicts = false; // they have to be settled first
        bool twoCopies = false; // a running machine and its definition
        QString notNow = {};    // why the running machine alone cannot be changed; empty: it can
        QString failure = {};   // why the changes were not applied; untrusted
        bool refused =
            false; // by the running machine, which alone was asked: offers the next start
        Undo undo = {};
    };

    explicit ApplyBar(QWidget *parent = nullptr);

    void setState(const State &state);
    QString text() const;
    void setText(const QString &text); // until the next state

Q_SIGNALS:
    void changesWanted(); // to be shown
    void revertWanted();
    void bringBackWanted(); // what was reverted
    void applyWanted(EditTime time);
    void undoWanted();
    void redoWanted();

private:
    static void name(QPushButton *button, const QString &verb, const QString &what);

    PlainLabel *m_text;
    QPushButton *m_changes, *m_undo, *m_redo, *m_revert, *m_bringBack, *m_offerLater;
    QToolButton *m_apply;
    QAction *m_both, *m_later, *m_now;
};
