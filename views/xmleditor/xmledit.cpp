// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/xmleditor/xmledit.h"

#include "views/xmleditor/xmlcolors.h"
#include "views/xmleditor/xmlgutter.h"
#include "views/xmleditor/xmlhighlighter.h"
#include "views/xmleditor/xmllexer.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QContextMenuEvent>
#include <QElapsedTimer>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QMenu>
#include <QPlainTextDocumentLayout>
#include <QScrollBar>
#include <QStringListModel>
#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

static constexpr qsizetype firstSlice = 64 * 1024; // characters
static constexpr int turnMs = 8;                   // half a frame
static const QString step = u"  "_s;

// Where the slice ends: behind a line, if one ends near.
static qsizetype sliceEnd(const QString &text, qsizetype from, qsizetype length)
{
    if (from + length >= text.size())
        return text.size();
    const qsizetype line = text.lastIndexOf(u'\n', from + length);
    return line > from ? line + 1 : from + length;
}

XmlEdit::XmlEdit(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new XmlHighlighter(document()))
    , m_gutter(new XmlGutter(this))
    , m_completer(new QCompleter(this))
    , m_words(new QStringListModel(this))
{
    setAccessibleName(tr("XML"));
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setLineWrapMode(NoWrap);
    setFrameShape(QFrame::NoFrame);
    setEditable(false);
    QTextOption option = document()->defaultTextOption();
    option.setTextDirection(Qt::LeftToRight); // whatever the text begins with
    document()->setDefaultTextOption(option);
    m_completer->setWidget(this);
    m_completer->setModel(m_words);
    m_completer->setCompletionMode(QCompleter::PopupCompletion);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->popup()->setAccessibleName(tr("Completions"));
    m_loading.setInterval(0);
    connect(&m_loading, &QTimer::timeout, this, &XmlEdit::loadMore);
    connect(m_completer, QOverload<const QString &>::of(&QCompleter::activated), this,
            &XmlEdit::insertChosen);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &XmlEdit::updateMargin);
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        updateSelections();
        m_gutter->update();
    });
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        if (dy)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (m_editable && !isLoading())
            Q_EMIT edited();
    });
    recolor();
    updateMargin();
}

XmlEdit::~XmlEdit() = default;

void XmlEdit::setEditable(bool editable)
{
    m_editable = editable;
    setReadOnly(!editable || isLoading());
    setTabChangesFocus(!editable);
    if (!editable)
        setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    else if (!isLoading())
        setTextInteractionFlags(Qt::TextEditorInteraction);
    updateSelections();
}

void XmlEdit::setText(const QString &text)
{
    if (!isLoading() && this->text() == text)
        return;
    const bool editable = m_editable;
    m_editable = false; // nobody edits now
    m_loading.stop();
    m_completer->popup()->hide();
    m_problems.clear();
    m_found.clear();
    const qsizetype end = sliceEnd(text, 0, firstSlice);
    m_whole.clear();
    m_loaded = 0;
    setPlainText(text.left(end));
    if (end < text.size()) {
        m_whole = text;
        m_loaded = end;
        m_slice = firstSlice;
        document()->setUndoRedoEnabled(false);
        m_loading.start();
    }
    setEditable(editable);
    if (!isLoading())
        Q_EMIT loaded();
}

void XmlEdit::loadMore()
{
    QElapsedTimer timer;
    timer.start();
    const qsizetype end = sliceEnd(m_whole, m_loaded, m_slice);
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(m_whole.mid(m_loaded, end - m_loaded));
    m_loaded = end;
    const qint64 ms = timer.elapsed();
    if (ms > turnMs)
        m_slice = std::max<qsizetype>(4096, m_slice / 2);
    else if (ms < turnMs / 2)
        m_slice = m_slice * 3 / 2;
    if (isLoading())
        return;
    m_loading.stop();
    m_whole.clear();
    m_loaded = 0;
    document()->setUndoRedoEnabled(true);
    setEditable(m_editable);
    Q_EMIT loaded();
}

QString XmlEdit::text() const
{
    if (isLoading())
        return m_whole;
    // Not toPlainText(): that makes blanks of other characters.
    QString text = document()->toRawText();
    text.replace(QChar::ParagraphSeparator, u'\n');
    return text;
}

void XmlEdit::setSchema(const std::shared_ptr<const DomainSchema> &schema, const XmlFrame &frame)
{
    m_schema = schema;
    m_frame = frame;
}

void XmlEdit::setProblems(const QList<XmlProblem> &problems)
{
    m_problems = problems;
    updateSelections();
}

void XmlEdit::setFound(const QList<QTextEdit::ExtraSelection> &found)
{
    m_found = found;
    updateSelections();
}

void XmlEdit::goTo(int line, int column, int length)
{
    const QTextBlock block =
        document()->findBlockByNumber(std::clamp(line, 1, std::max(1, blockCount())) - 1);
    reveal(block);
    const int last = block.length() - 1;
    const int begin = std::min(column - 1, last), end = std::min(begin + length, last);
    QTextCursor cursor(block);
    cursor.setPosition(block.position() + begin);
    cursor.setPosition(block.position() + end, QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    centerCursor();
}

void XmlEdit::updateSelections()
{
    const XmlColors colors(palette());
    QList<QTextEdit::ExtraSelection> all;
    QTextEdit::ExtraSelection current;
    current.format.setBackground(colors.currentLine);
    current.format.setProperty(QTextFormat::FullWidthSelection, true);
    current.cursor = textCursor();
    current.cursor.clearSelection();
    if (m_editable)
        all += current;
    all += m_found;
    if (const auto names = matchingNames(textCursor().block(), textCursor().positionInBlock())) {
        for (const XmlName &name : {names->first, names->second}) {
            QTextEdit::ExtraSelection match;
            match.format.setBackground(colors.match);
            match.cursor = QTextCursor(document());
            match.cursor.setPosition(name.position);
            match.cursor.setPosition(name.position + name.length, QTextCursor::KeepAnchor);
            all += match;
        }
    }
    for (const XmlProblem &problem : std::as_const(m_problems)) {
        const QTextBlock block = document()->findBlockByNumber(problem.line - 1);
        if (!block.isValid() || problem.remark)
            continue;
        const int last = block.length() - 1;
        int begin = std::min(problem.column - 1, last);
        const int end = problem.length > 0 ? std::min(begin + problem.length, last) : last;
        if (begin == end && begin > 0)
            --begin;
        QTextEdit::ExtraSelection wave;
        wave.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wave.format.setUnderlineColor(colors.trouble);
        wave.cursor = QTextCursor(document());
        wave.cursor.setPosition(block.position() + begin);
        wave.cursor.setPosition(block.position() + end, QTextCursor::KeepAnchor);
        all += wave;
    }
    setExtraSelections(all);
}

void XmlEdit::recolor()
{
    m_highlighter->setPalette(palette());
    updateSelections();
    m_gutter->update();
}

void XmlEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        recolor();
    else if (event->type() == QEvent::FontChange)
        updateMargin();
}

void XmlEdit::updateMargin()
{
    setViewportMargins(m_gutter->sizeHint().width(), 0, 0, 0);
}

void XmlEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    const QRect inside = contentsRect();
    m_gutter->setGeometry(inside.left(), inside.top(), m_gutter->sizeHint().width(),
                          inside.height());
}

void XmlEdit::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSeparator();
    const QTextBlock block = cursorForPosition(event->pos()).block();
    const int line = block.blockNumber();
    const bool folded = isFolded(line);
    QAction *fold = menu->addAction(folded ? tr("&Unfold") : tr("&Fold"), this,
                                    [this, line] { toggleFold(line); });
    fold->setEnabled(folded || startsElement(block));
    menu->popup(event->globalPos());
}

// Folding

bool XmlEdit::isFolded(int line) const
{
    const QTextBlock block = document()->findBlockByNumber(line);
    return block.isValid() && block.isVisible() && block.next().isValid()
           && !block.next().isVisible();
}

void XmlEdit::setFolded(int line, bool folded)
{
    const QTextBlock block = document()->findBlockByNumber(line);
    if (!block.isValid() || isFolded(line) == folded)
        return;
    QTextBlock end = folded ? endOfElement(block) : QTextBlock();
    if (folded && (!end.isValid() || end.blockNumber() <= line + 1))
        return;
    QTextBlock inner = block.next();
    if (folded) {
        QTextCursor cursor = textCursor();
        if (cursor.blockNumber() > line && cursor.blockNumber() < end.blockNumber()) {
            cursor.setPosition(block.position() + block.length() - 1);
            setTextCursor(cursor);
        }
        for (; inner.isValid() && inner != end; inner = inner.next()) {
            inner.setVisible(false);
            inner.setLineCount(0);
        }
    } else {
        for (; inner.isValid() && !inner.isVisible(); inner = inner.next()) {
            inner.setVisible(true);
            inner.setLineCount(std::max(1, inner.layout()->lineCount()));
        }
    }
    auto *layout = qobject_cast<QPlainTextDocumentLayout *>(document()->documentLayout());
    Q_EMIT layout->documentSizeChanged(layout->documentSize());
    layout->requestUpdate();
    viewport()->update();
    m_gutter->update();
}

void XmlEdit::toggleFold(int line)
{
    setFolded(line, !isFolded(line));
}

void XmlEdit::reveal(const QTextBlock &block)
{
    QTextBlock above = block;
    while (above.isValid() && !above.isVisible())
        above = above.previous();
    if (above != block)
        setFolded(above.blockNumber(), false);
}

// Writing

void XmlEdit::keyPressEvent(QKeyEvent *event)
{
    const auto modifiers = event->modifiers();
    const bool control = modifiers & Qt::ControlModifier;
    if (m_completer->popup()->isVisible()
        && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter
            || event->key() == Qt::Key_Tab || event->key() == Qt::Key_Escape
            || event->key() == Qt::Key_Backtab)) {
        event->ignore(); // the list takes it
        return;
    }
    if (control && (event->key() == Qt::Key_BracketLeft || event->key() == Qt::Key_BraceLeft)) {
        setFolded(textCursor().blockNumber(), true);
        return;
    }
    if (control && (event->key() == Qt::Key_BracketRight || event->key() == Qt::Key_BraceRight)) {
        setFolded(textCursor().blockNumber(), false);
        return;
    }
    if (!m_editable || isLoading()) {
        QPlainTextEdit::keyPressEvent(event);
        return;
    }
    if (control && event->key() == Qt::Key_Space) {
        complete(true);
        return;
    }
    if (isFolded(textCursor().blockNumber()) && !event->text().isEmpty() && !control)
        setFolded(textCursor().blockNumber(), false); // what is hidden is not to be deleted
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && !control) {
        breakLine();
        return;
    }
    if (event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab) {
        shift(event->key() == Qt::Key_Tab);
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
    const QString typed = event->text();
    if (typed.isEmpty() || control)
        return;
    if (typed == u'/')
        closeTagTyped();
    const bool starts =
        typed == u'<' || typed == u'"' || typed == u'\'' || typed == u' ' || typed == u'/';
    if (starts || m_completer->popup()->isVisible() || typed[0].isLetterOrNumber())
        complete(false);
}

void XmlEdit::complete(bool asked)
{
    const QTextCursor cursor = textCursor();
    m_place = XmlPlace::at(cursor.block(), cursor.positionInBlock());
    QStringList words;
    if (m_place.what == XmlPlace::What::EndTag && !m_place.path.isEmpty())
        words = {m_place.path.last()};
    else if (m_schema)
        words = m_place.choices(*m_schema, m_frame.parents, m_frame.elements);
    // By itself only where a word begins or has begun: a blank in a tag may mean its end.
    const bool done = words.contains(m_place.word) && !asked;
    m_words->setStringList(words);
    m_completer->setCompletionPrefix(m_place.word);
    if (words.isEmpty() || done || m_completer->completionCount() == 0) {
        m_completer->popup()->hide();
        return;
    }
    if (asked && m_completer->completionCount() == 1) {
        insertChosen(m_completer->currentCompletion());
        return;
    }
    QAbstractItemView *popup = m_completer->popup();
    popup->setCurrentIndex(m_completer->completionModel()->index(0, 0));
    QRect place = cursorRect();
    place.translate(viewport()->pos());
    place.setWidth(popup->sizeHintForColumn(0) + popup->verticalScrollBar()->sizeHint().width()
                   + 2 * popup->frameWidth());
    m_completer->complete(place);
}

void XmlEdit::insertChosen(const QString &word)
{
    QTextCursor cursor = textCursor();
    const QTextBlock block = cursor.block();
    const int column = cursor.positionInBlock();
    cursor.setPosition(block.position() + m_place.begin);
    cursor.setPosition(block.position() + column, QTextCursor::KeepAnchor);
    const QString rest = block.text().mid(column);
    if (m_place.what == XmlPlace::What::Attribute && !rest.startsWith(u'=')) {
        cursor.insertText(word + u"=''"_s);
        cursor.movePosition(QTextCursor::PreviousCharacter);
        setTextCursor(cursor);
        complete(false); // its values
        return;
    }
    const bool endTag = m_place.what == XmlPlace::What::EndTag && !rest.startsWith(u'>');
    cursor.insertText(endTag ? word + u'>' : word);
    setTextCursor(cursor);
}

static QString indentOf(const QString &line)
{
    qsizetype blanks = 0;
    while (blanks < line.size() && (line[blanks] == u' ' || line[blanks] == u'\t'))
        ++blanks;
    return line.left(blanks);
}

void XmlEdit::breakLine()
{
    QTextCursor cursor = textCursor();
    cursor.beginEditBlock();
    cursor.removeSelectedText();
    const QString line = cursor.block().text();
    const int column = cursor.positionInBlock();
    const QString indent = indentOf(line).left(column);
    // Between a start tag and what follows it, a step deeper.
    int state = cursor.block().previous().isValid() ? cursor.block().previous().userState() : 0;
    const auto tokens = lexXml(line.left(column), state);
    using Kind = XmlToken::Kind;
    int depth = 0;
    for (const XmlToken &token : tokens) {
        if (token.kind == Kind::StartName)
            ++depth;
        else if (token.kind == Kind::EmptyEnd || (token.kind == Kind::EndName && depth > 0))
            --depth;
    }
    const bool deeper = depth > 0 && state == InText;
    cursor.insertText(u'\n' + indent + (deeper ? step : QString()));
    const int place = cursor.position();
    if (deeper && line.mid(column).trimmed().startsWith("</"_L1)) {
        cursor.insertText(u'\n' + indent);
        cursor.setPosition(place);
    }
    cursor.endEditBlock();
    setTextCursor(cursor);
    ensureCursorVisible();
}

void XmlEdit::shift(bool deeper)
{
    QTextCursor cursor = textCursor();
    if (deeper && !cursor.hasSelection()) {
        cursor.insertText(step);
        return;
    }
    const int last = document()->findBlock(cursor.selectionEnd()).blockNumber();
    QTextBlock block = document()->findBlock(cursor.selectionStart());
    cursor.beginEditBlock();
    for (; block.isValid() && block.blockNumber() <= last; block = block.next()) {
        QTextCursor line(block);
        if (deeper) {
            line.insertText(step);
        } else {
            const auto blanks = std::min(indentOf(block.text()).size(), step.size());
            line.movePosition(QTextCursor::Right, QTextCursor::KeepAnchor, int(blanks));
            line.removeSelectedText();
        }
    }
    cursor.endEditBlock();
}

// "</" at the start of a line stands where its start tag does.
void XmlEdit::closeTagTyped()
{
    const QTextCursor cursor = textCursor();
    const QTextBlock above = cursor.block().previous();
    const QString line = cursor.block().text().left(cursor.positionInBlock());
    if (line.trimmed() != "</"_L1 || !above.isValid() || above.text().trimmed().isEmpty())
        return;
    QString indent = indentOf(above.text());
    if (!startsElement(above))
        indent.chop(step.size());
    QTextCursor blanks(cursor.block());
    blanks.movePosition(QTextCursor::Right, QTextCursor::KeepAnchor, int(indentOf(line).size()));
    blanks.insertText(indent);
}
