// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/hardware/historydialog.h"

#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/xml/domaindescriptionreader.h"
#include "views/basic/plainlabel.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

static constexpr qsizetype mostXml = 1024 * 1024; // characters

static QString whoText(const DefinitionVersion &version)
{
    switch (version.origin) {
    case DefinitionVersion::Origin::Ours:
        return HistoryDialog::tr("This program");
    case DefinitionVersion::Origin::Outside:
        return HistoryDialog::tr("Outside this program");
    case DefinitionVersion::Origin::Found:
        break;
    }
    return HistoryDialog::tr("As it was found");
}

HistoryDialog::HistoryDialog(const QString &machine, const DefinitionHistory::Versions &history,
                             const QByteArray &present, bool readOnly, QWidget *parent)
    : PlainDialog({}, tr("History of %1").arg(machine), parent)
    , m_versions(history.versions)
    , m_present(present)
    , m_readOnly(readOnly)
    , m_list(new QTreeWidget)
    , m_words(new QTreeWidget)
    , m_comparison(new QComboBox)
    , m_note(new PlainLabel)
    , m_xml(new QPlainTextEdit)
    , m_tabs(new QTabWidget)
    , m_back(nullptr)
{
    if (history.unreadable > 0)
        setText(tr("%n version(s) cannot be read and are left out.", nullptr, history.unreadable));
    m_list->setAccessibleName(tr("Versions"));
    m_list->setHeaderLabels({tr("When"), tr("Who"), tr("What")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    const QLocale locale;
    for (const DefinitionVersion &version : m_versions) {
        QString what = version.what;
        if (version.xml == present)
            what = what.isEmpty() ? tr("Present") : tr("Present: %1").arg(what);
        new QTreeWidgetItem(m_list,
                            {locale.toString(version.when.toLocalTime(), QLocale::ShortFormat),
                             whoText(version), SafeText::line(what, 200)});
    }
    m_comparison->setAccessibleName(tr("Compared with"));
    m_comparison->addItem(tr("What going back to it would change"));
    m_comparison->addItem(tr("What it changed"));
    m_note->setWordWrap(true);
    m_words->setAccessibleName(tr("Differences"));
    m_words->setHeaderLabels({tr("Where"), tr("What changes")});
    m_words->setRootIsDecorated(false);
    m_words->setWordWrap(true);
    m_xml->setReadOnly(true);
    m_xml->setAccessibleName(tr("Differences as XML"));
    m_xml->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_xml->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_tabs->addTab(m_words, tr("In words"));
    m_tabs->addTab(m_xml, tr("XML"));
    m_tabs->setDocumentMode(true);

    auto *right = new QWidget;
    auto *rightLayout = new QVBoxLayout(right);
    rightLayout->setContentsMargins({});
    rightLayout->addWidget(m_comparison);
    rightLayout->addWidget(m_note);
    rightLayout->addWidget(m_tabs, 1);
    auto *splitter = new QSplitter;
    splitter->addWidget(m_list);
    splitter->addWidget(right);
    splitter->setChildrenCollapsible(false);
    const int character = fontMetrics().averageCharWidth();
    splitter->setMinimumSize(character * 130, fontMetrics().height() * 22);
    splitter->setSizes({character * 65, character * 65});
    m_list->resizeColumnToContents(0);
    m_list->resizeColumnToContents(1);
    m_words->header()->resizeSection(0, character * 26);
    content()->addWidget(splitter, 1);

    m_back = buttons()->addButton(tr("&Go back to this version"), QDialogButtonBox::ActionRole);
    m_back->setAccessibleName(tr("Go back to this version"));
    buttons()->addButton(QDialogButtonBox::Close);
    connect(m_back, &QPushButton::clicked, this, [this] {
        const DefinitionVersion version = m_versions.at(current());
        Q_EMIT restoreWanted(m_present, version.xml,
                             QLocale().toString(version.when.toLocalTime(), QLocale::ShortFormat));
        accept();
    });
    connect(m_list, &QTreeWidget::currentItemChanged, this, &HistoryDialog::compare);
    connect(m_comparison, &QComboBox::currentIndexChanged, this, &HistoryDialog::compare);
    // The one before the present is what people look for.
    m_list->setCurrentItem(m_list->topLevelItem(m_versions.size() > 1 ? 1 : 0));
    compare();
}

int HistoryDialog::current() const
{
    return m_list->indexOfTopLevelItem(m_list->currentItem());
}

void HistoryDialog::compare()
{
    const int at = current();
    m_words->clear();
    m_xml->clear();
    m_back->setEnabled(false);
    ++m_asked;
    if (at < 0) {
        m_note->setText(tr("No definition has been kept yet."));
        return;
    }
    QByteArray from = m_present, to = m_versions[at].xml;
    if (m_comparison->currentIndex() == WithBefore) {
        if (at + 1 == m_versions.size()) {
            m_note->setText(tr("It is the first one that is known."));
            return;
        }
        from = m_versions[at + 1].xml;
    } else if (m_present.isEmpty()) {
        m_note->setText(tr("The host is not connected: the present definition is not known."));
        return;
    }
    m_note->setText(tr("Comparing…"));
    const auto answer = QtConcurrent::run([from, to] {
        Answer found{.lines = compareXml(from, to)};
        const auto before = readDomain(from), after = readDomain(to);
        if (before && after)
            found.words = differences(*before, *after, Compare::Definitions);
        else
            found.problem = (before ? after : before).error().summary;
        return found;
    });
    whenDone(answer, this, [this, asked = m_asked](const Answer &found) {
        if (asked == m_asked)
            showAnswer(found);
    });
}

void HistoryDialog::showAnswer(const Answer &answer)
{
    const bool goingBack = m_comparison->currentIndex() == WithPresent;
    for (const DefinitionDifference &one : answer.words) {
        auto *item =
            new QTreeWidgetItem(m_words, {SafeText::line(one.title, 80), differenceDetail(one)});
        item->setData(1, Qt::ToolTipRole, SafeText::toolTip(differenceDetail(one)));
    }
    m_words->resizeColumnToContents(0);
    QString xml;
    if (!answer.lines)
        xml = answer.lines.error().summary;
    bool differs = !answer.lines;
    for (const XmlDifference &line : answer.lines.value_or(QList<XmlDifference>())) {
        const bool same = line.kind == XmlDifference::Kind::Same;
        differs = differs || !same;
        const QChar mark = same                                           ? u' '
                           : line.kind == XmlDifference::Kind::OnlySecond ? u'+'
                                                                          : u'\u2212';
        if (xml.size() < mostXml)
            xml += mark + SafeText::line(line.text, 2000) + u'\n';
    }
    m_xml->setPlainText(xml);
    if (!answer.problem.isEmpty())
        m_note->setText(SafeText::line(answer.problem, 300));
    else if (!differs)
        m_note->setText(goingBack ? tr("It is the present definition.") : tr("Nothing changed."));
    else
        m_note->setText(goingBack
                            ? tr("The running machine stays as it is; the next start brings it. "
                                 "The name and the passwords there are stay.")
                            : QString());
    m_note->setVisible(!m_note->text().isEmpty());
    m_back->setEnabled(goingBack && differs && !m_readOnly && answer.problem.isEmpty());
}
