// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTextBrowser>

// The only place where text from outside becomes markup: Markdown without HTML. It loads nothing:
// an image is its name in words, a link is text that does nothing. Long texts are cut.
class MarkdownView : public QTextBrowser
{
    Q_OBJECT

public:
    static constexpr qsizetype most = 16 * 1024; // characters that are shown

    explicit MarkdownView(QWidget *parent = nullptr);

    void show(const QString &source);
    QVariant loadResource(int type, const QUrl &name) override;

private:
    QPointer<QTextDocument> m_document;
    using QTextBrowser::show;
    using QTextEdit::setHtml;
    using QTextEdit::setMarkdown;
};
