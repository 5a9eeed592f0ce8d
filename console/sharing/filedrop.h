// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class FileTransfers;
class PlainLabel;
class QDropEvent;
class QMimeData;
class QWidget;

// Takes files that are dropped onto a machine's screen, and says over it what a drop will do, or
// why it would do nothing. Watches the widget from outside: the screen itself knows nothing of it.
class FileDrop : public QObject
{
    Q_OBJECT

public:
    FileDrop(QWidget *screen, FileTransfers &transfers); // owned by the screen

    // What the overlay says; empty while it is not shown.
    QString text() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void entered(QDropEvent *event);
    QString offer(const QMimeData &data) const; // empty: nothing that could be copied
    void show(const QString &text, bool possible);

    QWidget *m_screen;
    FileTransfers &m_transfers;
    PlainLabel *m_overlay;
};
