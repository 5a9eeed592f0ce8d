// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/pendingbar.h"

#include "models/core/safetext.h"
#include "views/basic/foldbutton.h"
#include "views/basic/plainlabel.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QPushButton>
#include <QStyle>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

static constexpr int mostRows = 200, rowsInSight = 6;

PendingBar::PendingBar(QWidget *parent)
    : QFrame(parent)
    , m_text(new PlainLabel)
    , m_expand(new FoldButton(tr("Show them")))
    , m_restart(new QPushButton(tr("Restart &now…")))
    , m_discard(new QPushButton(tr("D&iscard")))
    , m_list(new QTreeWidget)
{
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Changes that wait"));
    auto *icon = new PlainLabel;
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize);
    icon->setPixmap(
        QIcon::fromTheme(u"dialog-information"_s).pixmap(QSize(side, side), devicePixelRatioF()));
    m_text->setWordWrap(true);
    m_restart->setAccessibleName(tr("Restart now"));
    setPlainToolTip(m_restart, tr("Shuts the machine down and starts it again"));
    m_discard->setAccessibleName(tr("Discard"));
    setPlainToolTip(m_discard, tr("The definition says again what runs"));
    m_list->setAccessibleName(tr("Changes that wait"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setWordWrap(true);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->hide();

    const int gap = fontMetrics().height() / 2;
    auto *line = new QHBoxLayout;
    line->addWidget(icon);
    line->addWidget(m_text, 1);
    line->addWidget(m_expand);
    line->addWidget(m_discard);
    line->addWidget(m_restart);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(gap * 2, gap, gap * 2, gap);
    layout->addLayout(line);
    layout->addWidget(m_list);

    connect(m_expand, &FoldButton::toggled, m_list, &QWidget::setVisible);
    connect(m_restart, &QPushButton::clicked, this, &PendingBar::restartWanted);
    connect(m_discard, &QPushButton::clicked, this, &PendingBar::discardWanted);
    const auto open = [this](const QTreeWidgetItem *item) {
        Q_EMIT itemWanted(item->data(0, Qt::UserRole).toString());
    };
    connect(m_list, &QTreeWidget::itemClicked, this, open);
    connect(m_list, &QTreeWidget::itemActivated, this, open);
    hide();
}

void PendingBar::setWaiting(const QList<DefinitionDifference> &waiting,
                            const QHash<QString, Error> &reasons, bool readOnly)
{
    m_text->setText(tr("%n change(s) wait for the next start", nullptr, int(waiting.size())));
    m_restart->setEnabled(!readOnly);
    m_discard->setEnabled(!readOnly);
    m_list->clear();
    for (const DefinitionDifference &one : waiting.first(qMin(waiting.size(), mostRows))) {
        QString text = differenceText(one);
        if (const auto why = reasons.constFind(one.item); why != reasons.constEnd())
            text += u'\n' + tr("Not while it runs: %1").arg(SafeText::line(why->reason(), 300));
        auto *item = new QTreeWidgetItem(m_list, {text});
        item->setData(0, Qt::UserRole, one.item);
    }
    const int rows = qBound(1, m_list->topLevelItemCount(), rowsInSight);
    m_list->setFixedHeight(fontMetrics().height() * 3 * rows / 2);
    setVisible(!waiting.isEmpty());
}
