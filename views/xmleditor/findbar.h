// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextCursor>
#include <QTimer>
#include <QWidget>

class PlainLabel;
class QAction;
class QCheckBox;
class QLineEdit;
class QPushButton;
class QSpinBox;
class XmlEdit;

// Finds and replaces in an XmlEdit, and goes to a line of it.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(XmlEdit *edit, QWidget *parent = nullptr);

    void open(bool replace); // with the selected word
    void openLine();         // to go to one
    void find(bool backward);
    void setReplaceable(bool can); // the text can be edited

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QTextCursor search(const QTextCursor &from, bool backward) const;
    void showFound(const QTextCursor &found);
    void replace();
    void replaceAll();
    void searchAgain();
    void markVisible();
    bool isPatternBad() const;

    XmlEdit *m_edit;
    QLineEdit *m_words, *m_replacement;
    QCheckBox *m_case, *m_whole, *m_pattern;
    QSpinBox *m_line;
    QPushButton *m_replace, *m_replaceAll;
    QWidget *m_replaceRow;
    PlainLabel *m_note;
    QTimer m_typing;
    bool m_replaceable = false, m_wantsReplace = false;
};
