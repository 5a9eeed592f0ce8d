// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class PlainLabel;
class QAction;
class QHBoxLayout;

// A page that says in words why there is nothing to see and what to do next: a large icon, a
// title, a sentence, and up to a few buttons made of actions. Every empty state is one of these.
class MessagePage : public QWidget
{
    Q_OBJECT

public:
    explicit MessagePage(QWidget *parent = nullptr);

    // `icon`: a freedesktop name; texts are plain and may come from outside.
    void show(const QString &icon, const QString &title, const QString &text,
              const QList<QAction *> &actions = {});
    QString title() const;
    QString text() const;

private:
    PlainLabel *m_icon, *m_title, *m_text;
    QHBoxLayout *m_buttons;
    QString m_iconName;
};
