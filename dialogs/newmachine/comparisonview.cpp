// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/comparisonview.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"

#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QSyntaxHighlighter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr QChar added = u'+', dropped = u'\u2212';
constexpr qsizetype longestLine = 2000, mostLines = 10'000;

class Weights : public QSyntaxHighlighter
{
public:
    explicit Weights(QPlainTextEdit *edit) : QSyntaxHighlighter(edit->document()), m_edit(edit) {}

private:
    void highlightBlock(const QString &line) override
    {
        QTextCharFormat format;
        if (!line.startsWith(added) && !line.startsWith(dropped)) {
            format.setForeground(m_edit->palette().color(QPalette::PlaceholderText));
            setFormat(0, int(line.size()), format);
            return;
        }
        format.setFontWeight(QFont::Bold);
        setFormat(0, line.startsWith(added) ? int(line.size()) : 1, format);
        if (line.startsWith(added))
            return;
        // The mark and the indentation stay clear.
        qsizetype text = 1;
        while (text < line.size() && line[text].isSpace())
            ++text;
        QTextCharFormat struck;
        struck.setFontStrikeOut(true);
        setFormat(int(text), int(line.size() - text), struck);
    }

    QPlainTextEdit *m_edit;
};

} // namespace

ComparisonView::ComparisonView() : m_summary(new PlainLabel), m_lines(new QPlainTextEdit)
{
    m_summary->setWordWrap(true);
    m_lines->setReadOnly(true);
    m_lines->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_lines->setTabChangesFocus(true);
    m_lines->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_lines->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_lines->setAccessibleName(tr("What the host makes of it"));
    new Weights(m_lines);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_summary);
    layout->addWidget(m_lines, 1);
}

void ComparisonView::compare(const QByteArray &written, const QByteArray &made)
{
    const auto lines = compareXml(written, made);
    if (!lines) {
        m_summary->setText(lines.error().summary);
        m_lines->setPlainText(SafeText::block(QString::fromUtf8(made), 1024 * 1024));
        return;
    }
    using Kind = XmlDifference::Kind;
    int more = 0, fewer = 0;
    QStringList shown;
    for (const XmlDifference &line : *lines) {
        more += line.kind == Kind::OnlySecond ? 1 : 0;
        fewer += line.kind == Kind::OnlyFirst ? 1 : 0;
        const QChar mark = line.kind == Kind::OnlySecond  ? added
                           : line.kind == Kind::OnlyFirst ? dropped
                                                          : QChar(u' ');
        if (shown.size() < mostLines)
            shown += mark + u' ' + SafeText::line(line.text, longestLine);
    }
    if (lines->size() > mostLines)
        shown += tr("… and %n more line(s)", nullptr, int(lines->size() - mostLines));
    m_lines->setPlainText(shown.join(u'\n'));
    m_summary->setText(
        more + fewer == 0
            ? tr("The host takes it as it is.")
            : tr("The host adds %1 and leaves out or writes differently %2. “+” is "
                 "the host’s, “−” what you wrote.")
                  .arg(tr("%n line(s)", nullptr, more), tr("%n line(s)", nullptr, fewer)));
}
