// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

// A console in a window of its own. Closing it gives the console back to the main window.
class ConsoleWindow : public QWidget
{
    Q_OBJECT

public:
    ConsoleWindow(const QString &title, QWidget *content);
    // Takes the content out, before the window goes.
    QWidget *release();

Q_SIGNALS:
    void closing();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    QWidget *m_content;
};
