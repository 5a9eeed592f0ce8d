// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/basic/markdownview.h"

#include "models/core/safetext.h"

#include <QImage>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

// A document that has nothing to load. Qt opens a file by itself where a resource is nothing at all.
class ClosedDocument : public QTextDocument
{
public:
    using QTextDocument::QTextDocument;
    QVariant loadResource(int type, const QUrl &) override
    {
        return type == ImageResource ? QVariant(QImage(1, 1, QImage::Format_ARGB32))
                                     : QVariant(QByteArray());
    }
};

// What stands for an image, a link, or anything else that has an address.
void disarm(QTextDocument *document)
{
    QList<std::pair<int, int>> images, links;
    QStringList names;
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            if (!fragment.isValid())
                continue;
            if (fragment.charFormat().isImageFormat()) {
                images += {fragment.position(), fragment.length()};
                names += fragment.charFormat().toImageFormat().name();
            } else if (fragment.charFormat().isAnchor()) {
                links += {fragment.position(), fragment.length()};
            }
        }
    }
    QTextCursor cursor(document);
    for (const auto &[position, length] : std::as_const(links)) {
        cursor.setPosition(position);
        cursor.setPosition(position + length, QTextCursor::KeepAnchor);
        QTextCharFormat format = cursor.charFormat();
        format.setAnchor(false);
        format.clearProperty(QTextFormat::AnchorHref);
        format.clearProperty(QTextFormat::ForegroundBrush);
        cursor.setCharFormat(format);
    }
    for (qsizetype i = images.size() - 1; i >= 0; --i) {
        cursor.setPosition(images[i].first);
        cursor.setPosition(images[i].first + images[i].second, QTextCursor::KeepAnchor);
        cursor.insertText(MarkdownView::tr("[image: %1]").arg(SafeText::line(names[i], 200)),
                          QTextCharFormat());
    }
}

} // namespace

MarkdownView::MarkdownView(QWidget *parent) : QTextBrowser(parent)
{
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setUndoRedoEnabled(false);
    setAcceptDrops(false);
}

QVariant MarkdownView::loadResource(int, const QUrl &)
{
    return QByteArray();
}

void MarkdownView::show(const QString &source)
{
    auto *document = new ClosedDocument(this);
    document->setDefaultFont(font());
    document->setUndoRedoEnabled(false);
    document->setMarkdown(SafeText::block(source, most),
                          QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub)
                              | QTextDocument::MarkdownNoHTML);
    disarm(document);
    setDocument(document);
    delete std::exchange(m_document, document); // if the browser has not done so
}
