// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/machinetree/machinepanel.h"

#include "models/items/machinefiltermodel.h"
#include "views/basic/plainlabel.h"
#include "views/machinetree/machinetreeview.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

MachinePanel::MachinePanel(MachineFilterModel *model, QWidget *parent)
    : QWidget(parent)
    , m_filter(new QLineEdit)
    , m_tree(new MachineTreeView(model))
    , m_find(new QAction(QIcon::fromTheme(u"edit-find"_s), tr("Find machines"), this))
{
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setPlaceholderText(tr("Filter machines"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaxLength(200);
    m_filter->addAction(m_find->icon(), QLineEdit::LeadingPosition);
    setPlainToolTip(m_filter, tr("Name, title, state, host or tag; several words narrow it down.\n"
                                 "name:, state:, host: and tag: look in one place only."));
    m_filter->installEventFilter(this);
    m_find->setShortcut(QKeySequence::Find);
    addAction(m_find);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    const int gap = style()->pixelMetric(QStyle::PM_LayoutVerticalSpacing);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(gap, gap, gap, 0);
    line->addWidget(m_filter);
    layout->addLayout(line);
    layout->addWidget(m_tree, 1);
    setFocusProxy(m_tree);

    connect(m_find, &QAction::triggered, m_filter, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    connect(m_filter, &QLineEdit::textChanged, m_tree, &MachineTreeView::setFilterText);
    connect(m_filter, &QLineEdit::returnPressed, this, &MachinePanel::enterTree);
    connect(m_tree, &MachineTreeView::clearFilterWanted, m_filter, [this] {
        m_filter->clear();
        m_tree->setFocus();
    });
}

bool MachinePanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Escape:
            if (m_filter->text().isEmpty())
                m_tree->setFocus();
            else
                m_filter->clear();
            return true;
        case Qt::Key_Down:
            enterTree();
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

// To the first machine found, unless something is current already.
void MachinePanel::enterTree()
{
    // Before the focus goes there: a view that gets it makes the first row current, a host.
    if (!m_tree->currentIndex().isValid()) {
        const QModelIndex host = m_tree->model()->index(0, 0);
        const QModelIndex machine = m_tree->model()->index(0, 0, host);
        m_tree->setCurrentIndex(machine.isValid() ? machine : host);
    }
    m_tree->setFocus();
}
