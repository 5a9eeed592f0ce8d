// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// The red mark over a display that is being recorded, with the time since it began. Only the window
// shows it: it is not in the film. It keeps to the corner of its parent, and clicks go through.
class RecordingMark : public QWidget
{
    Q_OBJECT

public:
    explicit RecordingMark(QWidget *over);

    void setProgress(int seconds, bool diskNearlyFull);
    QString text() const { return m_text; }
    QSize sizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void place();

    QString m_text;
};
