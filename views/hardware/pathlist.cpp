// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/pathlist.h"

#include "models/core/safetext.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QIcon>
#include <QToolButton>

using namespace Qt::StringLiterals;

PathList::PathList(const QString &name, const QStringList &headers, QWidget *parent)
    : QTreeWidget(parent)
{
    setAccessibleName(name);
    setHeaderLabels(headers);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(fontMetrics().averageCharWidth() * 10);
    connect(this, &QTreeWidget::currentItemChanged, this, &PathList::selected);
}

QWidget *PathList::buttonRow(QToolButton *add, QToolButton *remove)
{
    add->setIcon(QIcon::fromTheme(u"list-add"_s));
    remove->setIcon(QIcon::fromTheme(u"list-remove"_s));
    auto *row = new QWidget;
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins({});
    for (QToolButton *button : {add, remove}) {
        button->setAccessibleName(button->text());
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        line->addWidget(button);
    }
    line->addStretch();
    return row;
}

void PathList::want(const QString &path)
{
    m_wanted = path;
    m_follows = false;
}

void PathList::follow(const QString &path)
{
    m_wanted = path;
    m_follows = true;
}

bool PathList::setRows(const QList<Row> &rows)
{
    const QSignalBlocker quiet(this);
    int row = this->row();
    const QString before = row >= 0 && row < m_paths.size() ? m_paths[row] : QString();
    const QString wanted = m_wanted.isEmpty() ? before : m_wanted;
    while (topLevelItemCount() > rows.size())
        delete takeTopLevelItem(topLevelItemCount() - 1);
    while (topLevelItemCount() < rows.size())
        new QTreeWidgetItem(this);
    const QIcon warning = QIcon::fromTheme(u"dialog-warning"_s);
    m_paths.clear();
    bool followed = false;
    for (int i = 0; i < rows.size(); ++i) {
        QTreeWidgetItem *item = topLevelItem(i);
        for (int column = 0; column < rows[i].texts.size(); ++column)
            item->setText(column, SafeText::line(rows[i].texts[column], 120));
        item->setIcon(0, rows[i].wrong ? warning : QIcon());
        m_paths += rows[i].path;
        if (!wanted.isEmpty() && rows[i].path == wanted) {
            row = i;
            followed = m_follows && wanted == m_wanted;
            m_wanted.clear();
        }
    }
    // As high as what it holds, within reason.
    const int line = qMax(sizeHintForRow(0), fontMetrics().height() + 2);
    setFixedHeight(header()->sizeHint().height() + line * qBound(2, int(rows.size()), 7)
                   + 2 * frameWidth());
    row = qBound(rows.isEmpty() ? -1 : 0, row, int(rows.size()) - 1);
    setCurrentItem(row < 0 ? nullptr : topLevelItem(row));
    return row < 0 || m_paths[row].isEmpty() || (m_paths[row] != before && !followed);
}
