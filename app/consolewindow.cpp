// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/consolewindow.h"

#include "models/core/safetext.h"

#include <QCloseEvent>
#include <QIcon>
#include <QVBoxLayout>

ConsoleWindow::ConsoleWindow(const QString &title, QWidget *content)
    : QWidget(nullptr, Qt::Window)
    , m_content(content)
{
    setWindowTitle(SafeText::line(title, 120));
    setWindowIcon(QIcon::fromTheme(QStringLiteral("org.guesthouse.Guesthouse")));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(content);
    content->show();
    resize(fontMetrics().averageCharWidth() * 130, fontMetrics().height() * 45);
}

QWidget *ConsoleWindow::release()
{
    if (m_content) {
        layout()->removeWidget(m_content);
        m_content->setParent(nullptr);
    }
    return std::exchange(m_content, nullptr);
}

void ConsoleWindow::closeEvent(QCloseEvent *event)
{
    Q_EMIT closing();
    event->accept();
}
