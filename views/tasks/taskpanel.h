// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QWidget>

class JobModel;
class Jobs;
class PlainLabel;
class QTimer;
class QToolButton;
class QTreeView;

// What the program is doing and has done: a summary in one line, and the list below it unless
// it is collapsed. Its accessible name is "Tasks".
class TaskPanel : public QWidget
{
    Q_OBJECT

public:
    // `jobs` must outlive the panel.
    explicit TaskPanel(Jobs *jobs, QWidget *parent = nullptr);

    bool isExpanded() const;
    void setExpanded(bool expanded);
    QString summary() const;

    // Column widths and whether it is expanded; for the application to keep.
    QByteArray saveState() const;
    bool restoreState(const QByteArray &state);

Q_SIGNALS:
    void errorDetailsWanted(const Error &error);
    void expandedChanged(bool expanded);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();
    void runAction(const QModelIndex &index);
    void showMenu(const QPoint &position);
    void copySelection();

    Jobs *m_jobs;
    JobModel *m_model;
    QToolButton *m_toggle;
    PlainLabel *m_summary;
    QToolButton *m_clear;
    QTreeView *m_list;
    PlainLabel *m_empty;
    QAction *m_copy;
    QTimer *m_tick;
};
