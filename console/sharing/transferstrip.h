// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class FileTransfers;
class PlainLabel;
class QProgressBar;
class QPushButton;

// How far the copying of files is, at the lower edge of the widget it is given, over what is there:
// a strip in the layout would have the guest change its resolution. Hidden while nothing goes on.
class TransferStrip : public QFrame
{
    Q_OBJECT

public:
    TransferStrip(FileTransfers &transfers, QWidget *over);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void place();

    FileTransfers &m_transfers;
    PlainLabel *m_text;
    QProgressBar *m_bar;
    QPushButton *m_skip, *m_cancel;
};
