// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/xmleditor/xmleditor.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"
#include "views/xmleditor/findbar.h"
#include "views/xmleditor/xmlchecker.h"
#include "views/xmleditor/xmledit.h"

#include <QIcon>
#include <QListWidget>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

XmlEditor::XmlEditor(QWidget *parent)
    : QWidget(parent)
    , m_edit(new XmlEdit)
    , m_bar(new FindBar(m_edit))
    , m_checker(new XmlChecker([this] { return m_edit->text(); }, this))
    , m_list(new QListWidget)
    , m_status(new PlainLabel)
{
    m_list->setAccessibleName(tr("Problems"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_status->setForegroundRole(QPalette::PlaceholderText);
    const int gap = fontMetrics().height() / 3;
    m_status->setContentsMargins(gap, gap / 2, gap, gap / 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_list);
    layout->addWidget(m_status);
    m_list->hide();
    m_status->hide();
    setFocusProxy(m_edit);

    constexpr int pauseMs = 200;
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &XmlEditor::edited);
    connect(m_edit, &XmlEdit::edited, this, [this] {
        m_pause.start();
        m_status->setText(tr("Checking…"));
        m_checker->checkSoon();
    });
    connect(m_checker, &XmlChecker::checked, this, &XmlEditor::showProblems);
    const auto go = [this](QListWidgetItem *item) {
        const XmlProblem problem = m_problems.value(m_list->row(item));
        m_edit->goTo(problem.line, problem.column, problem.length);
        m_edit->setFocus();
    };
    connect(m_list, &QListWidget::itemClicked, this, go);
    connect(m_list, &QListWidget::itemActivated, this, go);

    const auto shortcut = [this](const QKeySequence &keys, auto &&run) {
        auto *key = new QShortcut(keys, this);
        key->setContext(Qt::WidgetWithChildrenShortcut);
        connect(key, &QShortcut::activated, this, run);
    };
    shortcut(QKeySequence::Find, [this] { m_bar->open(false); });
    shortcut(Qt::CTRL | Qt::Key_H, [this] { m_bar->open(true); });
    shortcut(Qt::CTRL | Qt::Key_G, [this] { m_bar->openLine(); });
    shortcut(Qt::Key_F3, [this] { m_bar->find(false); });
    shortcut(Qt::SHIFT | Qt::Key_F3, [this] { m_bar->find(true); });
}

void XmlEditor::setText(const QString &text)
{
    if (m_edit->text() == text)
        return;
    m_pause.stop();
    showProblems({});
    m_edit->setText(text);
    if (m_editable)
        m_checker->checkSoon();
    else
        m_checker->cancel();
}

QString XmlEditor::text() const
{
    return m_edit->text();
}

void XmlEditor::setEditable(bool editable)
{
    m_bar->setReplaceable(editable);
    if (m_editable == editable)
        return;
    m_editable = editable;
    m_edit->setEditable(editable);
    m_pause.stop();
    showProblems({});
    m_status->setText(editable ? tr("Checking…") : QString());
    m_status->setVisible(editable);
    if (editable)
        m_checker->checkSoon();
    else
        m_checker->cancel();
}

void XmlEditor::setSchema(const std::shared_ptr<const DomainSchema> &schema, const XmlFrame &frame)
{
    m_edit->setSchema(schema, frame);
    m_checker->setSchema(schema, frame);
    if (m_editable)
        m_checker->checkSoon();
}

void XmlEditor::find()
{
    m_bar->open(false);
}

void XmlEditor::showProblems(const QList<XmlProblem> &problems)
{
    m_problems = problems;
    m_edit->setProblems(problems);
    m_list->clear();
    for (const XmlProblem &problem : problems) {
        const QString sentence = SafeText::line(problem.sentence, 400);
        m_list->addItem(new QListWidgetItem(
            QIcon::fromTheme(problem.remark ? u"dialog-information"_s : u"dialog-warning"_s),
            tr("Line %1: %2").arg(QString::number(problem.line), sentence)));
    }
    constexpr int mostRows = 5;
    const int rows = std::min(mostRows, int(problems.size()));
    m_list->setFixedHeight(rows * std::max(m_list->sizeHintForRow(0), fontMetrics().height())
                           + 2 * m_list->frameWidth());
    m_list->setVisible(rows > 0);
    const auto wrong = std::count_if(problems.begin(), problems.end(),
                                     [](const XmlProblem &one) { return !one.remark; });
    m_status->setText(wrong == 0 ? tr("No problems found")
                                 : tr("%n problem(s) found", nullptr, int(wrong)));
    Q_EMIT checked(problems);
}
