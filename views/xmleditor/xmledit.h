// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/schema/domainvalidator.h"
#include "views/xmleditor/xmlplace.h"

#include <QPlainTextEdit>
#include <QTimer>

class QCompleter;
class QStringListModel;
class XmlGutter;
class XmlHighlighter;

// A text of XML to write in: colours, line numbers, the current line, the other end of a tag, folding
// (in the margin, or Ctrl+Shift+[ and ]), indentation, and completion from libvirt's grammar (Ctrl+Space,
// and by itself). Long texts come in pieces: the first lines are there at once.
class XmlEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit XmlEdit(QWidget *parent = nullptr);
    ~XmlEdit() override;

    void setText(const QString &text); // forgets what could be undone
    QString text() const;              // as it was given, where nobody changed it
    bool isLoading() const { return m_loaded < m_whole.size(); }
    void setEditable(bool editable);

    // `frame`: what the text stands in. Without a schema nothing is completed but end tags.
    void setSchema(const std::shared_ptr<const DomainSchema> &schema, const XmlFrame &frame);
    void setProblems(const QList<XmlProblem> &problems);
    void goTo(int line, int column = 1, int length = 0); // from 1; unfolds what hides it
    void setFound(const QList<QTextEdit::ExtraSelection> &found);

    bool isFolded(int line) const; // from 0
    void setFolded(int line, bool folded);
    void toggleFold(int line);

    XmlHighlighter *highlighter() const { return m_highlighter; }
    QCompleter *completer() const { return m_completer; }
    void complete(bool asked); // asked: by the user, not by what was typed

Q_SIGNALS:
    void edited(); // by the user
    void loaded();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    friend class XmlGutter;
    void loadMore();
    void updateSelections();
    void updateMargin();
    void recolor();
    void insertChosen(const QString &word);
    void breakLine();
    void shift(bool deeper);
    void closeTagTyped();
    void reveal(const QTextBlock &block);

    XmlHighlighter *m_highlighter;
    XmlGutter *m_gutter;
    QCompleter *m_completer;
    QStringListModel *m_words;
    XmlPlace m_place; // what m_completer is open for
    std::shared_ptr<const DomainSchema> m_schema;
    XmlFrame m_frame;
    QList<XmlProblem> m_problems;
    QList<QTextEdit::ExtraSelection> m_found;
    QString m_whole; // while it is loading
    qsizetype m_loaded = 0;
    qsizetype m_slice = 0; // characters
    bool m_editable = false;
    QTimer m_loading;
};
