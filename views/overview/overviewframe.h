// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

class PlainLabel;
class QAction;
class QHBoxLayout;
class QVBoxLayout;

// The frame both Overview pages share: a large icon, a title with two quieter lines below it, a
// row of buttons made of actions, and sections under headings in a column that scrolls.
class OverviewFrame : public QScrollArea
{
    Q_OBJECT

public:
    explicit OverviewFrame(QWidget *parent = nullptr);

    // Texts are cleaned here. `badge`: a second icon beside the second line; may be empty.
    void setHeading(const QString &icon, const QString &title, const QString &state,
                    const QString &more, const QString &badge = {});
    // In place of the large icon while it is shown; taken over.
    void setPreview(QWidget *preview);
    void showPreview(bool shown);
    // The first one is the one to press; disabled ones stay, with their tool tip saying why.
    void setActions(const QList<QAction *> &actions);
    int labelWidth() const; // of the facts and bars on the page, so that all line up
    QString title() const;
    QString state() const;

    void addPlain(QWidget *widget);                               // across the column
    QWidget *addSection(const QString &heading, QWidget *widget); // what hides heading and widget

private:
    PlainLabel *m_icon, *m_title, *m_badge, *m_state, *m_more;
    QWidget *m_buttons;
    QWidget *m_preview = nullptr;
    QHBoxLayout *m_top;
    QVBoxLayout *m_column;
};
