// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/performance/chartgroup.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"
#include "views/performance/chartview.h"

#include <QGridLayout>
#include <QToolButton>

static constexpr int most = 3; // columns

ChartGroup::ChartGroup(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_heading(new QToolButton)
    , m_note(new PlainLabel)
    , m_body(new QWidget)
    , m_grid(new QGridLayout(m_body))
{
    QFont bold = font();
    bold.setBold(true);
    m_heading->setFont(bold);
    m_heading->setText(SafeText::forAction(title));
    m_heading->setAccessibleName(title);
    m_heading->setAutoRaise(true);
    m_heading->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_heading, &QToolButton::clicked, this, [this] { setOpen(!m_open); });
    setOpen(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);

    auto *heading = new QHBoxLayout;
    heading->addWidget(m_heading);
    heading->addWidget(m_note, 1);
    m_grid->setContentsMargins(0, 0, 0, 0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(heading);
    layout->addWidget(m_body);
}

void ChartGroup::setOpen(bool open)
{
    m_open = open;
    m_heading->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    m_heading->setAccessibleDescription(open ? tr("Shown") : tr("Folded"));
    m_body->setVisible(open);
}

void ChartGroup::insert(int index, ChartView *chart)
{
    chart->setParent(m_body);
    m_charts.insert(index, chart);
    QWidget *before = index > 0 ? static_cast<QWidget *>(m_charts[index - 1]) : m_heading;
    setTabOrder(before, chart);
    arrange();
    chart->show();
}

void ChartGroup::remove(ChartView *chart)
{
    m_charts.removeOne(chart);
    delete chart;
    arrange();
}

void ChartGroup::setNote(const QString &text)
{
    m_note->setText(text);
}

void ChartGroup::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (columns() != m_columns)
        arrange();
}

int ChartGroup::columns() const
{
    const int wanted = fontMetrics().averageCharWidth() * 58;
    return qBound(1, qMin(width() / wanted, count()), most);
}

void ChartGroup::arrange()
{
    for (ChartView *chart : std::as_const(m_charts))
        m_grid->removeWidget(chart);
    m_columns = columns();
    for (int column = 0; column < most; ++column)
        m_grid->setColumnStretch(column, column < m_columns ? 1 : 0);
    for (int i = 0; i < m_charts.size(); ++i)
        m_grid->addWidget(m_charts[i], i / m_columns, i % m_columns);
}
