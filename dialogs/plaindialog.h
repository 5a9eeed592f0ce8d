// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QDialogButtonBox>

class PlainLabel;
class QPushButton;
class QVBoxLayout;

// What our small dialogs share: an icon, a heading, a sentence, room for content, and buttons. It
// belongs to its window, blocks only that one, and deletes itself when it is closed. Open it with
// open(); never exec(). All texts are plain and may come from outside.
class PlainDialog : public QDialog
{
    Q_OBJECT

public:
    QString heading() const { return m_heading; }
    QString text() const { return m_text; }
    QDialogButtonBox *buttons() const { return m_buttons; }
    QPushButton *acceptButton() const { return m_accept; }
    void setVisible(bool visible) override;

protected:
    PlainDialog(const QString &icon, const QString &title, QWidget *parent);

    void setHeading(const QString &heading);
    void setText(const QString &text);
    QVBoxLayout *content() const { return m_content; }
    // A button that accepts, named by a verb, and the one that does not. When `losesData`, the
    // latter is the default, so that a quick Return destroys nothing.
    void addButtons(const QString &verb, bool losesData = false);
    // Makes room for all wrapped text, which Qt's own size hints leave out; up to the screen's
    // height. A larger window stays as it is, unless `shrink`.
    void fit(bool shrink = false);
    // The sentence under a field: a problem (the accept button is off) or a mere remark.
    void setProblem(PlainLabel *label, const QString &problem, const QString &remark = {});

private:
    QString m_heading, m_text;
    PlainLabel *m_headingLabel, *m_textLabel;
    QVBoxLayout *m_content;
    QDialogButtonBox *m_buttons;
    QPushButton *m_accept = nullptr;
    bool m_fitted = false;
};

// Shows `problem` in `label` in the colour of trouble, else `remark`.
void showUnderField(PlainLabel *label, const QString &problem, const QString &remark = {});
